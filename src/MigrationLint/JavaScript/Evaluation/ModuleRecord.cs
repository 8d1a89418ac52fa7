using MigrationLint.JavaScript.Ast;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>A name that a module passes on from another, or all of its names.</summary>
/// <param name="Name">The name it is exported by; null for <c>export * from</c>.</param>
/// <param name="Source">Its name in the other module; null for all of them.</param>
/// <param name="Specifier">The other module.</param>
/// <param name="Location">The export.</param>
internal sealed record Reexport(string? Name, string? Source, string Specifier, SourceSpan Location);

/// <summary>A module while it runs and after.</summary>
internal sealed class ModuleRecord(SourceText text, ParseResult parse)
{
    private readonly List<(Binding Binding, string Name)> liveExports = [];
    private ObjectValue? @namespace;

    private readonly Lazy<HashSet<string>?> exportedNames = new(() => ReadNames(parse));

    public SourceText Text { get; } = text;
    public ParseResult Parse { get; } = parse;
    public Scope Scope { get; } = new(null, isFunction: true);

    /// <summary>The <c>module</c> of CommonJS.</summary>
    public ObjectValue ModuleObject { get; } = new();

    /// <summary>What <c>exports</c> and <c>this</c> are at the start.</summary>
    public ObjectValue InitialExports { get; } = new();

    /// <summary>The namespace of an ES module.</summary>
    public ObjectValue Namespace => @namespace ??= new ObjectValue { IsNamespace = true, Module = this };

    /// <summary>True where it is written as an ES module.</summary>
    public bool IsEsModule { get; } = parse.Program.Body.Any(statement => statement
        is ImportDeclaration { TypeOnly: false } or ExportNamedDeclaration { TypeOnly: false } or ExportDefaultDeclaration or ExportAllDeclaration { TypeOnly: false });

    /// <summary>The functions that the module's code made.</summary>
    public List<FunctionValue> Functions { get; } = [];

    /// <summary>The connections that the module's code made.</summary>
    public List<DatabaseInstance> Instances { get; } = [];

    /// <summary>What its top level was seen to do.</summary>
    public Observation Load { get; } = new(text);

    /// <summary>Set once its top level runs.</summary>
    public bool IsStarted { get; set; }

    /// <summary>What it passes on from other modules, which are run when somebody asks for it.</summary>
    public List<Reexport> Reexports { get; } = [];

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

    /// <summary>True where its text says that it exports the name, or may.</summary>
    public bool Exporting(string name) => exportedNames.Value is not { } names || names.Contains(name);

    /// <summary>Carries the values of all exported variables over.</summary>
    public void UpdateExports()
    {
        foreach (var (binding, name) in liveExports)
        {
            Namespace.Set(new PropertySlot(name, binding.Value, Namespace.Find(name)?.Location));
        }
    }

    /// <summary>The names that its declarations export; null for CommonJS, whose exports are made by running it.</summary>
    private static HashSet<string>? ReadNames(ParseResult parse)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var isModule = false;
        foreach (var statement in parse.Program.Body)
        {
            switch (statement)
            {
                case ExportNamedDeclaration { Declaration: { } declaration }:
                    names.UnionWith(Interpreter.DeclaredNames(declaration));
                    break;
                case ExportNamedDeclaration export:
                    names.UnionWith(export.Specifiers.Select(specifier => Interpreter.NameOf(specifier.Exported)));
                    break;
                case ExportDefaultDeclaration:
                    names.Add("default");
                    break;
                case ExportAllDeclaration { Exported: { } name }:
                    names.Add(Interpreter.NameOf(name));
                    break;
                case ImportDeclaration or ExportAllDeclaration:
                    break;
                default:
                    continue;
            }

            isModule = true;
        }

        return isModule ? names : null;
    }
}
