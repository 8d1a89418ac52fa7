using MigrationLint.Files;
using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

internal sealed partial class Interpreter
{
    /// <summary>How many imports led to the module that runs.</summary>
    private int imports;

    /// <summary>Runs the top level of a module.</summary>
    public void RunModule(ModuleRecord record)
    {
        var scope = record.Scope;
        scope.Declare("module", new Binding(record.ModuleObject));
        scope.Declare("exports", new Binding(record.InitialExports));
        scope.Declare("require", new Binding(new RequireHost(record)));
        scope.Declare("__filename", new Binding(new StringValue(record.Text.Path)));
        scope.Declare("__dirname", new Binding(new StringValue(PathText.GetDirectory(record.Text.Path) ?? "/")));
        HoistVariables(record.Parse.Program.Body, scope);
        HoistFunctions(record.Parse.Program.Body, scope);
        ExportHoisted(record, scope);
        foreach (var import in record.Parse.Program.Body.OfType<ImportDeclaration>().Where(import => !import.TypeOnly))
        {
            DeclareImport(import, scope);
        }

        foreach (var statement in record.Parse.Program.Body)
        {
            if (!Execute(statement, scope, null).IsNormal)
            {
                break;
            }
        }

        CloseSplits(0, Completion.Normal);
        record.UpdateExports();
        if (imports == 0)
        {
            PassOn(record.Namespace);
        }
    }

    /// <summary>What a specifier gives: the exports of a file, a host object, or an unknown value.</summary>
    public JavaScriptValue Import(string specifier, ModuleRecord importer, SourceSpan location)
    {
        if (HostModules.Find(specifier) is { } host)
        {
            return host;
        }

        var unknown = new UnknownValue(UnknownSource.Module, specifier) { Origin = location };
        if (Modules.Resolver.Resolve(specifier, importer.Text.Path) is not { } path)
        {
            return unknown;
        }

        if (ModuleEvaluator.IsJson(path))
        {
            return Modules.LoadJson(path) ?? unknown;
        }

        imports++;
        try
        {
            return IsGuest(null) ? LoadGuest(path) ?? unknown : Modules.Load(path)?.Exports ?? unknown;
        }
        finally
        {
            imports--;
        }
    }

    private void ExportHoisted(ModuleRecord record, Scope scope)
    {
        foreach (var statement in record.Parse.Program.Body)
        {
            if (statement is ExportNamedDeclaration { Declaration: FunctionDeclaration { Id: { } id } })
            {
                record.Export(id.Name, scope.FindOwn(id.Name)!, At(id));
            }
            else if (statement is ExportDefaultDeclaration { Declaration: FunctionDeclaration function })
            {
                record.Export("default", scope.FindOwn(function.Id?.Name ?? "*default*")!, At(statement));
            }
        }
    }

    private void DeclareImport(ImportDeclaration import, Scope scope)
    {
        var importer = CurrentModule;
        var location = At(import);
        var specifier = import.Source.Value as string ?? "";
        JavaScriptValue Exports() => Import(specifier, importer, location);
        if (import.Specifiers.Count == 0)
        {
            Exports();
        }

        // A module runs when the first of its names is read: most of what an application imports says nothing about a migration.
        foreach (var node in import.Specifiers)
        {
            switch (node)
            {
                case ImportDefaultSpecifier @default:
                    scope.Declare(@default.Local.Name, new Binding(() => DefaultOf(Exports(), location)));
                    break;
                case ImportNamespaceSpecifier @namespace:
                    scope.Declare(@namespace.Local.Name, new Binding(() => NamespaceOf(Exports())));
                    break;
                case ImportSpecifier { TypeOnly: false } named:
                    var name = NameOf(named.Imported);
                    scope.Declare(named.Local.Name, new Binding(() => MemberOf(Exports(), name, location)));
                    break;
            }
        }
    }

    /// <summary>What <c>import x from</c> gives: the default of an ES module, or all that a CommonJS module exports.</summary>
    private JavaScriptValue DefaultOf(JavaScriptValue exports, SourceSpan location) => exports switch
    {
        ObjectValue instance when instance.Find("default") is { } slot => slot.Value,
        ObjectValue { Module: { Reexports.Count: > 0 } module } when FindReexport(module, "default", location) is { } passed => passed,
        ObjectValue instance when instance.IsNamespace => JavaScriptValues.Undefined,
        HostObject => MemberOf(exports, "default", location),
        _ => exports,
    };

    private JavaScriptValue NamespaceOf(JavaScriptValue exports)
    {
        PassOn(exports);
        if (exports is not ObjectValue instance || instance.IsNamespace || instance.Find("default") is not null)
        {
            return exports;
        }

        var result = new ObjectValue { Origin = instance.Origin };
        CopyProperties(result, instance);
        result.Set(new PropertySlot("default", instance, instance.Origin));
        return result;
    }

    private JavaScriptValue MemberOf(JavaScriptValue exports, string name, SourceSpan location) =>
        name == "default" && exports is not HostObject ? DefaultOf(exports, location)
        : exports is UnknownValue { Source: UnknownSource.Module } unknown ? unknown
        : GetMember(exports, name, location);

        private PromiseValue ImportDynamically(ImportExpression import, Scope scope)
    {
        var source = Evaluate(import.Source, scope);
        var exports = source is StringValue text ? NamespaceOf(Import(text.Value, CurrentModule, At(import))) : JavaScriptValues.Computed("import", source);
        return new PromiseValue(new Deferred(), exports);
    }

    private void ExecuteModuleItem(Statement statement, Scope scope)
    {
        switch (statement)
        {
            case ExportNamedDeclaration { TypeOnly: false, Declaration: { } declaration }:
                Execute(declaration, scope, null);
                foreach (var name in DeclaredNames(declaration))
                {
                    CurrentModule.Export(name, scope.Find(name) ?? new Binding(JavaScriptValues.Undefined), LocationOf(declaration, name));
                }

                break;
            case ExportNamedDeclaration { TypeOnly: false, Source: { } source } export:
                foreach (var specifier in export.Specifiers.Where(specifier => !specifier.TypeOnly))
                {
                    CurrentModule.Reexports.Add(new Reexport(NameOf(specifier.Exported), NameOf(specifier.Local), source.Value as string ?? "", At(specifier)));
                }

                break;
            case ExportNamedDeclaration { TypeOnly: false } export:
                foreach (var specifier in export.Specifiers.Where(specifier => !specifier.TypeOnly))
                {
                    if (scope.Find(NameOf(specifier.Local)) is { } binding)
                    {
                        CurrentModule.Export(NameOf(specifier.Exported), binding, At(specifier));
                    }
                }

                break;
            case ExportDefaultDeclaration export:
                ExportDefault(export, scope);
                break;
            case ExportAllDeclaration { TypeOnly: false } export:
                ExportAll(export);
                break;
            case TSExportAssignment export:
                SetMember(CurrentModule.ModuleObject, "exports", Evaluate(export.Expression, scope), At(export));
                break;
            case TSImportEqualsDeclaration import:
                var imported = import.ModuleReference is TSExternalModuleReference { Expression: Literal { Value: string specifierText } }
                    ? Import(specifierText, CurrentModule, At(import))
                    : Evaluate(import.ModuleReference, scope);
                scope.Declare(import.Id.Name, new Binding(imported));
                break;
        }
    }

    private void ExportDefault(ExportDefaultDeclaration export, Scope scope)
    {
        switch (export.Declaration)
        {
            case FunctionDeclaration:
                break;
            case ClassDeclaration type:
                Execute(type, scope, null);
                CurrentModule.Export("default", scope.Find(type.Id?.Name ?? "*default*")!, At(export));
                break;
            case Expression expression:
                CurrentModule.Export("default", new Binding(Evaluate(expression, scope)), At(export));
                break;
        }
    }

    private void ExportAll(ExportAllDeclaration export)
    {
        var specifier = export.Source.Value as string ?? "";
        CurrentModule.Reexports.Add(new Reexport(export.Exported is { } name ? NameOf(name) : null, null, specifier, At(export)));
    }

    private SourceSpan LocationOf(Statement declaration, string name) =>
        declaration is VariableDeclaration variables && variables.Declarations.FirstOrDefault(declarator => PatternNames(declarator.Id).Contains(name)) is { } found
            ? At(found)
            : At(declaration);

    public static string NameOf(Expression name) => (name as Identifier)?.Name ?? (name as Literal)?.Value as string ?? "";
}
