using MigrationLint.Operations;
using MigrationLint.Replay;

namespace MigrationLint.Rules.Chain;

/// <summary>Says in a few words what a migration does, as people name files.</summary>
internal static class MigrationTitle
{
    private const int MostWords = 60;

    /// <summary>Such as <c>add_status_to_orders</c>; null where it does nothing that has a name, or too much for one.</summary>
    public static string? Of(FileOutcome outcome)
    {
        var steps = outcome.Statements.SelectMany(statement => statement.Steps).Where(step => step.HasEffect).Select(step => step.Operation).ToList();
        var created = new HashSet<QualifiedName>(steps.OfType<CreateTable>().Select(create => create.Table));
        var titles = new List<string>();
        foreach (var group in steps.Select(operation => Describe(operation, created)).OfType<(string Verb, string Thing, string? Table)>().GroupBy(title => (title.Verb, title.Table)))
        {
            var things = group.Select(title => title.Thing).Where(thing => thing.Length > 0).Distinct(StringComparer.Ordinal).ToList();
            var named = things.Count > 3 ? [things[0], "and_more"] : things;
            titles.Add(string.Join("_", new[] { group.Key.Verb, string.Join("_and_", named).Replace("_and_and_more", "_and_more"), group.Key.Table }.Where(part => !string.IsNullOrEmpty(part))));
        }

        if (titles.Count is 0 or > 3)
        {
            return null;
        }

        var title = Clean(string.Join("_", titles));
        return title.Length is 0 or > MostWords ? titles.Count > 1 && Clean(titles[0]) is { Length: > 0 and <= MostWords } first ? first : null : title;
    }

    private static (string Verb, string Thing, string? Table)? Describe(Operation operation, HashSet<QualifiedName> created) => operation switch
    {
        CreateTable create => ("create", create.Table.Name, null),
        CreateTableAs create => ("create", create.Table.Name, null),
        CreateView view => ("create", view.View.Name, null),
        CreateMaterializedView view => ("create", view.View.Name, null),
        CreateEnumType type => ("create", type.Type.Name, null),
        CreateRoutine routine => ("create", routine.Routine.Name, null),
        CreateExtension extension => ("create", extension.Extension, null),
        DropTable drop => ("drop", drop.Table.Name, null),
        TableOperation change when created.Contains(change.Table) => null,
        CreateIndex index when created.Contains(index.Table) => null,
        AddColumn add => ("add", add.Column.Name, "to_" + add.Table.Name),
        DropColumn drop => ("drop", drop.Column, "of_" + drop.Table.Name),
        RenameRelation rename => ("rename", rename.Table.Name, "to_" + rename.NewName),
        RenameColumn rename => ("rename", rename.Column, $"to_{rename.NewName}_in_{rename.Table.Name}"),
        AlterColumnType alter => ("alter_type_of", alter.Column, "in_" + alter.Table.Name),
        SetNotNull change => ("require", change.Column, "of_" + change.Table.Name),
        DropNotNull change => ("allow_null_in", change.Column, "of_" + change.Table.Name),
        SetDefault change => ("set_default_of", change.Column, "in_" + change.Table.Name),
        AddEnumValue value => ("add", value.Label, "to_" + value.Type.Name),
        CreateIndex index => ("index", index.Table.Name, index.Keys.Count > 0 && index.Keys.All(key => key.Column is not null) ? "by_" + string.Join("_", index.Keys.Select(key => key.Column)) : null),
        DropIndex drop => ("drop", drop.Index.Name, null),
        AddForeignKey key => ("link", key.Table.Name, "to_" + key.Definition.ReferencedTable.Name),
        AddUnique key => ("unique", string.Join("_", key.Definition.Columns), "of_" + key.Table.Name),
        DropConstraint drop => ("drop", drop.Constraint, null),
        UpdateRows update => ("backfill", update.Table.Name, null),
        InsertRows insert when !created.Contains(insert.Table) => ("seed", insert.Table.Name, null),
        _ => null,
    };

    /// <summary>What file names may hold on any system.</summary>
    private static string Clean(string title) =>
        new([.. title.ToLowerInvariant().Select(character => character is '_' or (>= 'a' and <= 'z') or (>= '0' and <= '9') ? character : '_')]);
}
