namespace MigrationLint.JavaScript.Evaluation;

/// <summary>A variable.</summary>
internal sealed class Binding : ITracked
{
    private readonly Func<JavaScriptValue>? live;
    private JavaScriptValue? current;

    public Binding(JavaScriptValue value) => current = value;

    /// <summary>A variable that stands for another module's export: read each time, so that import cycles see what is there by then.</summary>
    public Binding(Func<JavaScriptValue> live) => this.live = live;

    public JavaScriptValue Value
    {
        get => current ?? live!();
        set => current = value;
    }

    int ITracked.Size => 1;

    object ITracked.Capture() => Value;

    void ITracked.Restore(object state) => Value = (JavaScriptValue)state;

    object ITracked.Join(StateJoin join, object whenTrue, object whenFalse) => join.Of((JavaScriptValue)whenTrue, (JavaScriptValue)whenFalse);
}

/// <summary>The variables of a block, a function or a module.</summary>
internal sealed class Scope(Scope? parent, bool isFunction)
{
    private readonly Dictionary<string, Binding> bindings = new(StringComparer.Ordinal);

    /// <summary>The scope around; null for the outermost.</summary>
    public Scope? Parent { get; } = parent;

    /// <summary>True where <c>var</c> stops.</summary>
    public bool IsFunction { get; } = isFunction;

    /// <summary>Makes a variable here.</summary>
    public void Declare(string name, Binding binding) => bindings[name] = binding;

    /// <summary>The variable of this scope only.</summary>
    public Binding? FindOwn(string name) => bindings.TryGetValue(name, out var own) ? own : null;

    /// <summary>The variable that the name means here; null where there is none.</summary>
    public Binding? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope.bindings.TryGetValue(name, out var binding))
            {
                return binding;
            }
        }

        return null;
    }
}
