using MigrationLint.JavaScript.Ast;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>A module while it runs and after.</summary>
internal sealed class ModuleRecord(SourceText text, ParseResult parse)
{
    private readonly List<(Binding Binding, string Name)> liveExports = [];

    public SourceText Text { get; } = text;
    public ParseResult Parse { get; } = parse;
    public Scope Scope { get; } = new(null, isFunction: true);

    /// <summary>The <c>module</c> of CommonJS.</summary>
    public ObjectValue ModuleObject { get; } = new();

    /// <summary>What <c>exports</c> and <c>this</c> are at the start.</summary>
    public ObjectValue InitialExports { get; } = new();

    /// <summary>The namespace of an ES module.</summary>
    public ObjectValue Namespace { get; } = new() { IsNamespace = true };

    /// <summary>True where it is written as an ES module.</summary>
    public bool IsEsModule { get; } = parse.Program.Body.Any(statement => statement
        is ImportDeclaration { TypeOnly: false } or ExportNamedDeclaration { TypeOnly: false } or ExportDefaultDeclaration or ExportAllDeclaration { TypeOnly: false });

    /// <summary>The functions that the module's code made.</summary>
    public List<FunctionValue> Functions { get; } = [];

    /// <summary>The connections that the module's code made.</summary>
    public List<DatabaseInstance> Instances { get; } = [];

    /// <summary>What its top level was seen to do.</summary>
    public Observation Load { get; } = new(text);

    /// <summary>True where its evaluation was given up.</summary>
    public bool IsExhausted { get; set; }

    /// <summary>What the module gives to whoever imports it.</summary>
    public JavaScriptValue Exports
    {
        get
        {
            var common = ModuleObject.Find("exports")?.Value ?? InitialExports;
            var isUntouched = ReferenceEquals(common, InitialExports) && InitialExports.Properties.Count == 0;
            return IsEsModule && isUntouched ? Namespace : common;
        }
    }

    /// <summary>Says that a variable is exported under a name.</summary>
    public void Export(string name, Binding binding, SourceSpan location)
    {
        liveExports.Add((binding, name));
        Namespace.Set(new PropertySlot(name, binding.Value, location));
    }

    /// <summary>Carries a new value of an exported variable over.</summary>
    public void UpdateExports(Binding binding)
    {
        foreach (var (_, name) in liveExports.Where(export => ReferenceEquals(export.Binding, binding)))
        {
            Namespace.Set(new PropertySlot(name, binding.Value, Namespace.Find(name)?.Location));
        }
    }

    /// <summary>Carries the values of all exported variables over.</summary>
    public void UpdateExports()
    {
        foreach (var (binding, name) in liveExports)
        {
            Namespace.Set(new PropertySlot(name, binding.Value, Namespace.Find(name)?.Location));
        }
    }
}
