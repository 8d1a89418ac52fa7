using MigrationLint.JavaScript.Ast;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>A function of the program, with the scope it was made in.</summary>
internal sealed class FunctionValue(IFunction node, Scope scope, ModuleRecord module) : JavaScriptValue
{
    public IFunction Node { get; } = node;
    public Scope Scope { get; } = scope;
    public ModuleRecord Module { get; } = module;

    /// <summary>What <c>this</c> is: bound for arrow functions and methods taken from an instance, else null.</summary>
    public JavaScriptValue? This { get; init; }

    /// <summary>The class whose <c>super</c> the function sees.</summary>
    public ClassValue? Home { get; init; }

    /// <summary>The properties set on the function itself.</summary>
    public ObjectValue Members { get; init; } = new();

    /// <summary>The name, its own or that of the variable or property that holds it.</summary>
    public string? Name { get; init; }

    /// <summary>Set once the function runs.</summary>
    public bool WasCalled { get; set; }

    /// <summary>True where calling it gives a promise.</summary>
    public bool IsAsync => Node.Async || IsDownlevelAsync;

    /// <summary>True for a generator that a compiler made of an async function: what it yields is awaited.</summary>
    public bool IsDownlevelAsync { get; private init; }

    /// <summary>The same function with another <c>this</c>.</summary>
    public FunctionValue Bind(JavaScriptValue @this) =>
        new(Node, Scope, Module) { This = @this, Home = Home, Members = Members, Name = Name, Origin = Origin };

    /// <summary>The generator as the async function that it was before it was compiled.</summary>
    public FunctionValue ToAsync() =>
        new(Node, Scope, Module) { This = This, Home = Home, Members = Members, Name = Name, Origin = Origin, IsDownlevelAsync = true };
}

/// <summary>A class of the program.</summary>
internal sealed class ClassValue(IClass node, Scope scope, ModuleRecord module, JavaScriptValue? parent) : JavaScriptValue
{
    public IClass Node { get; } = node;
    public Scope Scope { get; } = scope;
    public ModuleRecord Module { get; } = module;

    /// <summary>What it extends: a class, something unknown, or null.</summary>
    public JavaScriptValue? Parent { get; } = parent;

    /// <summary>Its static members.</summary>
    public ObjectValue Statics { get; } = new();

    /// <summary>Its methods by name.</summary>
    public Dictionary<string, FunctionValue> Methods { get; } = new(StringComparer.Ordinal);

    /// <summary>Its getters by name.</summary>
    public Dictionary<string, FunctionValue> Getters { get; } = new(StringComparer.Ordinal);

    /// <summary>Its setters by name.</summary>
    public Dictionary<string, FunctionValue> Setters { get; } = new(StringComparer.Ordinal);

    /// <summary>The getters of the class itself by name.</summary>
    public Dictionary<string, FunctionValue> StaticGetters { get; } = new(StringComparer.Ordinal);

    public FunctionValue? Constructor { get; set; }

    /// <summary>The method of that name, its own or inherited.</summary>
    public FunctionValue? FindMethod(string name) => Methods.TryGetValue(name, out var method) ? method : (Parent as ClassValue)?.FindMethod(name);

    /// <summary>The getter of that name, its own or inherited.</summary>
    public FunctionValue? FindGetter(string name) => Getters.TryGetValue(name, out var getter) ? getter : (Parent as ClassValue)?.FindGetter(name);

    /// <summary>The setter of that name, its own or inherited.</summary>
    public FunctionValue? FindSetter(string name) => Setters.TryGetValue(name, out var setter) ? setter : (Parent as ClassValue)?.FindSetter(name);

    /// <summary>True where it, or a class above it, extends what is not known.</summary>
    public bool HasUnknownParent => Parent is not null and not ClassValue || (Parent as ClassValue)?.HasUnknownParent == true;
}

/// <summary>A call as a host object or built-in function sees it.</summary>
internal sealed record HostCall
{
    /// <summary>The arguments, spreads expanded.</summary>
    public required IReadOnlyList<JavaScriptValue> Arguments { get; init; }

    /// <summary>The whole call.</summary>
    public required SourceSpan Location { get; init; }

    /// <summary>The callee as written.</summary>
    public required SourceSpan Callee { get; init; }

    /// <summary>What it is called on.</summary>
    public JavaScriptValue This { get; init; } = JavaScriptValues.Undefined;

    /// <summary>True where a spread of unknown length is among the arguments.</summary>
    public bool HasUnknownArguments { get; init; }

    /// <summary>True for <c>o.f?.()</c> and what follows an optional link.</summary>
    public bool IsOptional { get; init; }

    /// <summary>True for <c>new</c>.</summary>
    public bool IsConstruction { get; init; }

    /// <summary>True for a tagged template; the first argument is then the whole text.</summary>
    public bool IsTag { get; init; }

    /// <summary>An argument; <c>undefined</c> where it is missing.</summary>
    public JavaScriptValue this[int index] => index < Arguments.Count ? Arguments[index] : JavaScriptValues.Undefined;
}

/// <summary>A function that the evaluator brings along.</summary>
internal sealed class NativeFunction(string name, Func<Interpreter, HostCall, JavaScriptValue> body) : JavaScriptValue
{
    public string Name { get; } = name;
    public Func<Interpreter, HostCall, JavaScriptValue> Body { get; } = body;
}

/// <summary>An object from outside of the program: a package, a connection, <c>process.env</c>. Plug-ins derive from it.</summary>
internal abstract class HostObject : JavaScriptValue
{
    /// <summary>Reads a property.</summary>
    public virtual JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) =>
        new UnknownValue(UnknownSource.Computed, name) { Inputs = [this], Origin = location };

    /// <summary>Sets a property. Hosts forget by default: what a program sets on a package does not change how it is read.</summary>
    public virtual void Set(Interpreter interpreter, string name, JavaScriptValue value) => interpreter.Escape(value);

    /// <summary>Calls, constructs or uses it as a tag, as <see cref="HostCall.IsConstruction"/> and <see cref="HostCall.IsTag"/> say.</summary>
    public virtual JavaScriptValue Call(Interpreter interpreter, HostCall call) => interpreter.CallUnknown(this, call);

    /// <summary>What <c>await</c> gives.</summary>
    public virtual JavaScriptValue Await(Interpreter interpreter) => this;

    /// <summary>What is pending in the object; null where it is no promise.</summary>
    public virtual Deferred? Deferred => null;
}

/// <summary>A promise of the program.</summary>
internal sealed class PromiseValue(Deferred deferred, JavaScriptValue result) : JavaScriptValue
{
    public Deferred Deferred { get; } = deferred;

    /// <summary>What it comes to, if it comes to something.</summary>
    public JavaScriptValue Result { get; } = result;

    /// <summary>True where it certainly fails.</summary>
    public bool IsRejected { get; init; }
}
