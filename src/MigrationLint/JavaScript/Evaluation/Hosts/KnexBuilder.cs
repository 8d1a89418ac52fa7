using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>What was called on a builder, in order. Every link of a chain is the same builder and shares it.</summary>
internal sealed class KnexChain
{
    private const int MaximumCalls = 20_000;
    private readonly int depth;

    public KnexChain(Interpreter interpreter, SourceSpan location)
        : this(location, interpreter.BranchDepth)
    {
    }

    private KnexChain(SourceSpan location, int depth) => (Location, this.depth) = (location, depth);

    /// <summary>The whole chain as far as it stands in one expression.</summary>
    public SourceSpan Location { get; private set; }

    /// <summary>What was called.</summary>
    public List<BuilderCall> Calls { get; private init; } = [];

    /// <summary>What its functions send by themselves while its SQL is made.</summary>
    public List<DatabaseRequest> Aside { get; private init; } = [];

    /// <summary>Notes a call.</summary>
    public BuilderCall Add(Interpreter interpreter, HostCall call, string name, IReadOnlyList<JavaScriptValue> arguments)
    {
        interpreter.Fuel.Spend();
        if (ReferenceEquals(Location.Text, call.Location.Text) && call.Location.Span.Contains(Location.Span))
        {
            Location = call.Location;
        }

        var made = new BuilderCall(name, arguments, call.Location) { IsConditional = interpreter.BranchDepth > depth };
        if (Calls.Count < MaximumCalls)
        {
            Calls.Add(made);
        }

        return made;
    }

    /// <summary>A builder of its own that begins where this one is now.</summary>
    public KnexChain Copy() => new(Location, depth) { Calls = [.. Calls], Aside = [.. Aside] };
}

/// <summary>A function that stands in an array or object that a builder was given, with what it called on the builder that it got.</summary>
/// <param name="calls">What it called.</param>
internal sealed class KnexCallback(List<BuilderCall> calls) : HostObject
{
    /// <summary>What it called.</summary>
    public List<BuilderCall> Calls { get; } = calls;
}

/// <summary>A query, raw or schema builder. Nothing is sent until something awaits it.</summary>
internal abstract class KnexBuilder(KnexInstance? owner, ObservedCall? call) : HostObject
{
    private const int MaximumElements = 1000;

    /// <summary>Whose it is; null for a builder that a function got to say a part of a query.</summary>
    protected KnexInstance? Owner { get; } = owner;

    /// <summary>The call that it is for the rules; null where it is none yet.</summary>
    protected ObservedCall? Noted { get; } = call;

    /// <summary>The call that stands for it now.</summary>
    protected ObservedCall? Latest { get; set; } = call;

    public override Deferred? Deferred => Latest?.Deferred;

    /// <summary>What is sent when something waits for it; null where that is nothing.</summary>
    public abstract DatabaseRequest? Request { get; }

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location)
    {
        switch (name)
        {
            case "then" or "catch" or "finally":
                return PromiseMethods.Get(name)!;
            case "toString" or "toQuery":
                return new HostMethod(name, (inner, called) => AsText(inner, called));
            case "toSQL" or "generateDdlCommands":
                return new HostMethod(name, (inner, _) => Compile(inner, name));
            case "asCallback" or "stream" or "pipe" or "exec":
                return new HostMethod(name, (inner, called) => SendNow(inner, called, name));
            case "clone":
                return new HostMethod(name, (inner, called) => Clone(inner, called));
            default:
                return new HostMethod(name, (inner, called) => Continue(inner, called, name));
        }
    }

    public override JavaScriptValue Await(Interpreter interpreter) =>
        (Request is { } request ? interpreter.Send(Noted is { IsConditional: true } ? request with { IsConditional = true } : request) : null) ?? JavaScriptValues.Computed(Latest?.Method ?? "query");

    /// <summary>A method of the builder.</summary>
    protected abstract JavaScriptValue Continue(Interpreter interpreter, HostCall called, string name);

    /// <summary>The same builder as it is now, which later calls do not change.</summary>
    protected abstract KnexBuilder Snapshot(ObservedCall? noted);

    /// <summary>The builder that a function among the arguments is given; null for one that is not called for that.</summary>
    protected abstract HostObject? BuilderFor(Interpreter interpreter, HostCall called, string name, int position);

    /// <summary>Runs the functions among the arguments; builders among them become parts of this one.</summary>
    /// <returns>The call as it is noted.</returns>
    public BuilderCall Note(Interpreter interpreter, HostCall called, string name, KnexChain chain) =>
        Note(interpreter, called, name, chain, position => BuilderFor(interpreter, called, name, position));

    /// <summary>Notes a call on any builder.</summary>
    public static BuilderCall Note(Interpreter interpreter, HostCall called, string name, KnexChain chain, Func<int, HostObject?> builderFor)
    {
        var arguments = called.Arguments.Select((argument, index) => WithoutFunctions(interpreter, called, argument, () => builderFor(index))).ToList();
        var made = chain.Add(interpreter, called, name, arguments);
        for (var i = 0; i < called.Arguments.Count; i++)
        {
            interpreter.UseAsPart(called.Arguments[i]);
            if (IsFunction(called.Arguments[i]) && builderFor(i) is { } builder)
            {
                made.Callbacks[i] = Run(interpreter, called, called.Arguments[i], builder, chain);
            }
        }

        return made;
    }

    private static List<BuilderCall> Run(Interpreter interpreter, HostCall called, JavaScriptValue function, HostObject builder, KnexChain? chain = null)
    {
        void Call() => interpreter.UseAsPart(interpreter.CallValue(function, called with { Arguments = [builder, builder], This = builder, IsTag = false, IsConstruction = false }));
        if (builder is not KnexTableBuilder table || chain is null)
        {
            Call();
            return (builder as IKnexRecorder)?.Chain.Calls ?? [];
        }

        chain.Aside.AddRange(interpreter.RunBuilderFunction(Call));
        return table.Chain.Calls;
    }

    private static bool IsFunction(JavaScriptValue value) =>
        value is FunctionValue or NativeFunction || (value is ConditionalValue && JavaScriptValues.Alternatives(value).All(part => part is FunctionValue));

    /// <summary>Arrays and objects with what their functions say in place of the functions.</summary>
    protected static JavaScriptValue WithoutFunctions(Interpreter interpreter, HostCall called, JavaScriptValue value, Func<HostObject?> builder)
    {
        switch (value)
        {
            case ArrayValue array when array.Elements.Count < MaximumElements && array.Elements.Exists(element => element is FunctionValue):
                return new ArrayValue(array.Elements.Select(element => AsCallback(interpreter, called, element, builder))) { IsPartial = array.IsPartial, Origin = array.Origin };
            case ObjectValue instance when instance.Properties.Any(slot => slot.Value is FunctionValue):
                var copy = new ObjectValue { IsPartial = instance.IsPartial, Origin = instance.Origin };
                foreach (var slot in instance.Properties)
                {
                    copy.Set(slot with { Value = AsCallback(interpreter, called, slot.Value, builder) });
                }

                return copy;
            default:
                return value;
        }
    }

    private static JavaScriptValue AsCallback(Interpreter interpreter, HostCall called, JavaScriptValue value, Func<HostObject?> builder) =>
        value is FunctionValue && builder() is { } inner ? new KnexCallback(Run(interpreter, called, value, inner)) { Origin = value.Origin } : value;

    /// <summary>The SQL as a text: a template whose only part is the builder, since what Knex makes of it is known later.</summary>
    private TemplateValue AsText(Interpreter interpreter, HostCall called)
    {
        interpreter.UseAsPart(this);
        return new TemplateValue([Snapshot(null)]) { Origin = called.Location };
    }

    private UnknownValue Compile(Interpreter interpreter, string name)
    {
        interpreter.UseAsPart(this);
        return JavaScriptValues.Computed(name, this);
    }

    private UnknownValue SendNow(Interpreter interpreter, HostCall called, string name)
    {
        interpreter.Escape(this);
        if (interpreter.Session is not null)
        {
            Await(interpreter);
        }

        foreach (var function in called.Arguments.OfType<FunctionValue>())
        {
            interpreter.Escape(interpreter.InvokeUnknown(function, called.Location));
        }

        return JavaScriptValues.Computed(name);
    }

    private KnexBuilder Clone(Interpreter interpreter, HostCall called)
    {
        if (Noted is null || Owner is null)
        {
            return Snapshot(null);
        }

        interpreter.UseAsPart(this);
        return Snapshot(interpreter.NoteCall(Owner.Kind, Owner, called with { Callee = Noted.Callee }, Noted.Method));
    }
}

/// <summary>A host object that notes what is called on it.</summary>
internal interface IKnexRecorder
{
    /// <summary>What was called.</summary>
    KnexChain Chain { get; }
}
