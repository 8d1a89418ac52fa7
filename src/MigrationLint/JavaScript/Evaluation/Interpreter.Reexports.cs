using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

// What a module passes on from others (export … from) is looked up when somebody reads it: an index of a library names hundreds of modules,
// of which a migration needs one.
internal sealed partial class Interpreter
{
    private readonly HashSet<(ModuleRecord, string)> lookups = [];

    /// <summary>Makes all names that a module passes on its own, for who lists them.</summary>
    public void PassOn(JavaScriptValue exports)
    {
        if (exports is not ObjectValue { Module: { } module } || module.Reexports.Count == 0)
        {
            return;
        }

        var reexports = module.Reexports.ToList();
        module.Reexports.Clear();
        foreach (var reexport in reexports)
        {
            var from = Import(reexport.Specifier, module, reexport.Location);
            if (reexport.Name is { } name)
            {
                module.Export(name, new Binding(ValueOf(reexport, from)), reexport.Location);
                continue;
            }

            PassOn(from);
            foreach (var slot in (from as ObjectValue)?.Properties.Where(slot => slot.Name != "default" && module.Namespace.Find(slot.Name) is null).ToList() ?? [])
            {
                module.Export(slot.Name, new Binding(slot.Value), reexport.Location);
            }

            module.Namespace.IsPartial |= from is not ObjectValue instance || instance.IsPartial;
        }
    }

    private JavaScriptValue ValueOf(Reexport reexport, JavaScriptValue from) =>
        reexport.Source is { } source ? MemberOf(from, source, reexport.Location) : NamespaceOf(from);

    /// <summary>A name that a module passes on; null where it passes on none of that name.</summary>
    private JavaScriptValue? FindReexport(ModuleRecord module, string name, SourceSpan location)
    {
        // Modules that pass on each other's names lead in circles.
        if (!lookups.Add((module, name)))
        {
            return null;
        }

        try
        {
            Fuel.Spend(module.Reexports.Count);
            if (module.Reexports.Find(reexport => reexport.Name == name) is { } own)
            {
                return Keep(module, name, ValueOf(own, Import(own.Specifier, module, own.Location)), own.Location);
            }

            foreach (var star in name == "default" ? [] : module.Reexports.Where(reexport => reexport.Name is null).ToList())
            {
                if (FindThrough(star, module, name, location) is { } value)
                {
                    return Keep(module, name, value, star.Location);
                }
            }

            return null;
        }
        finally
        {
            lookups.Remove((module, name));
        }
    }

    private JavaScriptValue? FindThrough(Reexport star, ModuleRecord module, string name, SourceSpan location)
    {
        if (HostModules.Find(star.Specifier) is null && Modules.Resolver.Resolve(star.Specifier, module.Text.Path) is { } path
            && !ModuleEvaluator.IsJson(path) && Modules.Find(path) is { } other)
        {
            if (!other.Exporting(name))
            {
                // Only what it passes on in its turn can be meant; that shows without running it.
                return other.Parse.Program.Body.OfType<Ast.ExportAllDeclaration>()
                    .Where(export => !export.TypeOnly && export.Exported is null)
                    .Select(export => new Reexport(null, null, export.Source.Value as string ?? "", star.Location))
                    .Select(inner => lookups.Add((other, name)) ? FindAndLeave(inner, other, name, location) : null)
                    .FirstOrDefault(value => value is not null);
            }

            var exports = Import(star.Specifier, module, star.Location);
            return exports is ObjectValue instance && instance.Find(name) is null && instance.Module is null && !instance.IsPartial
                ? null
                : MemberOf(exports, name, location) is var value and not UndefinedValue ? value : null;
        }

        module.Namespace.IsPartial = true;
        return null;
    }

    private JavaScriptValue? FindAndLeave(Reexport inner, ModuleRecord other, string name, SourceSpan location)
    {
        try
        {
            return FindThrough(inner, other, name, location);
        }
        finally
        {
            lookups.Remove((other, name));
        }
    }

    private static JavaScriptValue Keep(ModuleRecord module, string name, JavaScriptValue value, SourceSpan location)
    {
        if (value is not UndefinedValue)
        {
            module.Export(name, new Binding(value), location);
        }

        return value;
    }
}
