using System.Text.RegularExpressions;
using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>Which names the end of a chain certainly has, and certainly lacks.</summary>
internal sealed class EndNames
{
    private static readonly HashSet<string> SystemColumns = new(StringComparer.Ordinal) { "ctid", "oid", "xmin", "xmax", "cmin", "cmax", "tableoid" };

    // What decides by the table that it is called for.
    private static readonly Regex AsksTable = new(@"\btg_(?:table|rel|arg|name)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private readonly ReplayedChain chain;
    private readonly DatabaseSchema schema;
    private readonly HashSet<string> relations;
    private readonly HashSet<string> transitions;
    private readonly HashSet<string> types;
    private readonly HashSet<string> columns;
    private readonly ILookup<string, Routine> routines;
    private readonly ILookup<string, Relation> namesakes;
    private readonly Dictionary<ObjectId, Table> tables;
    private readonly ILookup<ObjectId, Table> triggered;

    /// <summary>Reads the end of a chain.</summary>
    public EndNames(ReplayedChain chain)
    {
        this.chain = chain;
        schema = chain.Schema;
        var all = schema.Relations.OfType<Table>().ToList();
        transitions = [.. all.SelectMany(static table => table.Triggers).SelectMany(static trigger => new[] { trigger.Definition.OldTable, trigger.Definition.NewTable }).OfType<string>()];
        relations = [.. schema.Relations.Select(static relation => relation.Name.Name).Concat(transitions)];
        types = [.. schema.Types.Select(static type => type.Name.Name)];
        columns = [.. schema.Relations.SelectMany(static relation => relation.Columns).Select(static column => column.Name)];
        routines = schema.Routines.ToLookup(static routine => routine.Name.Name, StringComparer.Ordinal);
        tables = chain.End.KnownTables.ToDictionary(static table => table.Id);
        namesakes = schema.Relations.ToLookup(static relation => relation.Name.Name, StringComparer.Ordinal);
        triggered = all.SelectMany(static table => table.Triggers.Select(trigger => (trigger.Definition.Function, Table: table))).ToLookup(static item => item.Function, static item => item.Table);
        var operations = chain.Migrations.SelectMany(static migration => migration.Outcome.Statements).SelectMany(static statement => statement.Steps).Where(static step => step.HasEffect).Select(static step => step.Operation);
        IsUnread = operations.Any(static operation => operation is RunCode or RunSql { MayTouch.Count: 0 });
        IsWhole = !IsUnread && chain.Assumed.Count == 0 && chain.Notes.Count == 0 && !schema.Extensions.Any() && chain.Migrations.All(static migration => migration.Outcome.IsApplied)
            && !schema.Routines.Any(static routine => routine.Definition?.Body?.IndexOf("create temp", StringComparison.OrdinalIgnoreCase) >= 0);
    }

    /// <summary>True where a part of the chain was not understood that may make anything.</summary>
    public bool IsUnread { get; }

    /// <summary>True where everything that the database holds was read, and no routine makes temporary tables for others: a name that nothing made is certainly missing.</summary>
    public bool IsWhole { get; }

    /// <summary>True where nothing at the end has the name: for a bare one in any schema, since callers set their own path.</summary>
    public bool IsMissing(NameUse use)
    {
        var name = use.Candidates[0];
        return use.Kind == ObjectKind.Function
            ? !schema.HasUnknownExtension && !routines.Contains(name.Name) && !types.Contains(name.Name) && !IsFieldOf(use) && !IsOfExtension(name.Name)
            : use.IsQualified ? !schema.IsRelationNameTaken(name) : !relations.Contains(name.Name);
    }

    /// <summary>The function that a call means, where it takes another number of arguments, and no other of its name takes them; null where that is not certain.</summary>
    public QualifiedName? FindUnfit(NameUse call)
    {
        if (call.Arguments is not { } count || schema.HasUnknownExtension || IsFieldOf(call) || types.Contains(call.Candidates[0].Name) || IsOfExtension(call.Candidates[0].Name))
        {
            return null;
        }

        var found = routines[call.Candidates[0].Name].ToList();
        var fits = found.Any(routine => routine.Definition is null or { IsConditional: true } || Takes(routine, count));
        return found.Count > 0 && !fits && (!call.IsQualified || found.Any(routine => routine.Name == call.Candidates[0])) ? found[0].Name : null;
    }

    /// <summary>False for a trigger's function that no trigger calls: it may be given transition tables.</summary>
    public bool HasKnownCaller(Routine routine) =>
        routine.Returns is not { } returns || schema.FindType(returns.Type)?.Name.Name != "trigger" || triggered.Contains(routine.Id);

    /// <summary>True where nothing can have made what a routine names.</summary>
    public bool IsNeverMade(NameUse use, Routine routine) =>
        IsWhole && HasKnownCaller(routine) && !(use.Kind == ObjectKind.Function && LaterRoutines.Contains(use.Candidates[0].Name)) && (!use.IsQualified || use.Candidates[0].Schema == "public" || schema.FindNamespace(use.Candidates[0].Schema)?.CreatedBy is not null);

    /// <summary>The tables that a column could be of, where all are known and none has it; none where that is not certain.</summary>
    public IReadOnlyList<Table> FindTablesWithout(ColumnUse use)
    {
        if (SystemColumns.Contains(use.Column) || routines.Contains(use.Column))
        {
            return [];
        }

        var found = new List<Table>();
        foreach (var relation in use.Relations)
        {
            var name = relation.Candidates[0];
            var meant = namesakes[name.Name].Where(item => !relation.IsQualified || item.Name == name).ToList();
            var known = meant.Where(item => tables.ContainsKey(item.Id)).Select(item => tables[item.Id]).ToList();
            if (known.Count == 0 || known.Count != meant.Count || transitions.Contains(name.Name) || known.Any(table => table.FindColumn(use.Column) is not null))
            {
                return [];
            }

            found.AddRange(known);
        }

        return found;
    }

    /// <summary>The tables whose triggers call a function and that lack a column; none where some have it, or where the function may ask which of them it is called for.</summary>
    public IReadOnlyList<Table> FindTriggerTablesWithout(Routine routine, string column)
    {
        if (routine.Definition?.Body is { } body && AsksTable.IsMatch(body))
        {
            return [];
        }

        var callers = triggered[routine.Id].GroupBy(static table => table.Id).Select(static same => same.First()).ToList();
        return callers.All(table => table.FindColumn(column) is null && tables.ContainsKey(table.Id)) ? callers : [];
    }

    /// <summary>The statement that dropped or renamed what had the name last; null where none certainly did.</summary>
    public NameEvent? FindGone(ObjectKind kind, QualifiedName name, string? part)
    {
        var last = chain.History.Of(kind, name, part).LastOrDefault(static item => item is { HasHappened: true, Change: not NameChange.Skipped });
        return last?.Change switch
        {
            NameChange.Dropped or NameChange.Renamed => last,
            NameChange.Created when kind != ObjectKind.Function => chain.History.FindCascade(name, part, (int.MaxValue, 0)),
            _ => null,
        };
    }

    private static bool Takes(Routine routine, int count)
    {
        var inputs = routine.Parameters.Where(parameter => parameter.Mode is "IN" or "INOUT" or "VARIADIC" || (routine.Kind == ObjectKind.Procedure && parameter.Mode == "OUT")).ToList();
        var isVariadic = inputs.Any(static parameter => parameter.Mode == "VARIADIC");
        var fewest = inputs.Count(static parameter => parameter is { HasDefault: false, Mode: "IN" or "INOUT" });
        return count >= fewest && (isVariadic || count <= inputs.Count);
    }

    // column(row) is row.column.
    private bool IsFieldOf(NameUse call) => call.Arguments == 1 && columns.Contains(call.Candidates[0].Name);

    private bool IsOfExtension(string name) => schema.Extensions.Any(extension => BuiltInCatalog.Extension(extension.Name).FindRoutines(name).Count > 0);
}
