using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>Carries the new name of a column to everything that names it.</summary>
/// <param name="relation">The relation that has the column.</param>
/// <param name="name">Its name so far.</param>
/// <param name="newName">Its new name.</param>
internal sealed class Renaming(ObjectId relation, string name, string newName)
{
    /// <summary>Renames the column in the relation and in all that refers to it.</summary>
    public static void Apply(ReplayContext context, ObjectId relation, string name, string newName)
    {
        var renaming = new Renaming(relation, name, newName);
        foreach (var item in context.Schema.ObjectsThatName(relation).ToList())
        {
            if (item is Relation other && other.Id != relation)
            {
                context.Schema = context.Schema.With(renaming.In(other));
            }
        }

        context.Put(renaming.In(context.Schema.FindRelation(relation)!));
    }

    private Relation In(Relation item)
    {
        var isOwn = item.Id == relation;
        var columns = item.Columns.Changed(column => InColumn(column, isOwn));
        return item switch
        {
            Table table => InTable(table, isOwn) with { Columns = columns },
            View view => InView(view, isOwn) with { Columns = columns },
            Sequence sequence when sequence.OwnerTable == relation && sequence.OwnerColumn == name => sequence with { OwnerColumn = newName },
            _ => item with { Columns = columns },
        };
    }

    private Column InColumn(Column column, bool isOwn)
    {
        var (value, generated) = (In(column.Default, isOwn), In(column.Generated, isOwn));
        return isOwn && column.Name == name ? column with { Name = newName, Default = value, Generated = generated }
            : ReferenceEquals(value, column.Default) && ReferenceEquals(generated, column.Generated) ? column
            : column with { Default = value, Generated = generated };
    }

    private Table InTable(Table table, bool isOwn) => table with
    {
        Constraints = table.Constraints.Changed(constraint => InConstraint(constraint, isOwn)),
        Indexes = InIndexes(table.Indexes, isOwn),
        Triggers = InTriggers(table.Triggers, isOwn),
        Policies = table.Policies.Changed(policy => In(policy.Using, isOwn) is var condition && In(policy.WithCheck, isOwn) is var check
            && ReferenceEquals(condition, policy.Using) && ReferenceEquals(check, policy.WithCheck)
                ? policy
                : policy with { Using = In(policy.Using, isOwn), WithCheck = In(policy.WithCheck, isOwn) }),
        PartitionBy = table.PartitionBy is { } key && isOwn ? key with { Keys = InKeys(key.Keys, isOwn) } : table.PartitionBy,
    };

    private View InView(View view, bool isOwn)
    {
        var query = view.Query;
        if (isOwn)
        {
            // What pg_get_viewdef prints behind AS is another name now.
            query = query with { Definition = SchemaExpression.Unknown, Columns = query.Columns is { } columns ? [.. columns.Select(Renamed)] : null };
        }
        else if (query.Reads.Contains((relation, name)) || query.Definition.Parts.Any(IsMeant))
        {
            query = query with
            {
                Reads = [.. query.Reads.Select(read => read == (relation, name) ? (relation, newName) : read)],
                Definition = In(query.Definition, isOwn: false)!,
            };
        }

        return view with { Query = query, Indexes = InIndexes(view.Indexes, isOwn), Triggers = InTriggers(view.Triggers, isOwn) };
    }

    private ResultColumn Renamed(ResultColumn column) => column.Name == name ? column with { Name = newName } : column;

    private Constraint InConstraint(Constraint constraint, bool isOwn) => constraint switch
    {
        KeyConstraint key when isOwn => key with { Columns = key.Columns.Renamed(name, newName), Include = key.Include.Renamed(name, newName) },
        CheckConstraint check => In(check.Expression, isOwn) is var expression && ReferenceEquals(expression, check.Expression) ? check : check with { Expression = expression! },
        ForeignKeyConstraint foreign => foreign with
        {
            Columns = isOwn ? foreign.Columns.Renamed(name, newName) : foreign.Columns,
            OnDeleteColumns = isOwn ? foreign.OnDeleteColumns.Renamed(name, newName) : foreign.OnDeleteColumns,
            ReferencedColumns = foreign.ReferencedTable == relation ? foreign.ReferencedColumns.Renamed(name, newName) : foreign.ReferencedColumns,
        },
        ExclusionConstraint exclusion => exclusion with
        {
            Definition = exclusion.Definition with
            {
                Keys = InKeys(exclusion.Definition.Keys, isOwn),
                Include = isOwn ? exclusion.Definition.Include.Renamed(name, newName) : exclusion.Definition.Include,
                Predicate = In(exclusion.Definition.Predicate, isOwn),
            },
        },
        _ => constraint,
    };

    private IReadOnlyList<Schema.Index> InIndexes(IReadOnlyList<Schema.Index> indexes, bool isOwn) => isOwn
        ? indexes.Changed(index => index with { Keys = InKeys(index.Keys, isOwn), Include = index.Include.Renamed(name, newName), Predicate = In(index.Predicate, isOwn) })
        : indexes;

    private IReadOnlyList<IndexKey> InKeys(IReadOnlyList<IndexKey> keys, bool isOwn) =>
        keys.Changed(key => isOwn && key.Column == name ? key with { Column = newName } : key.Expression is { } expression ? key with { Expression = In(expression, isOwn) } : key);

    private IReadOnlyList<Trigger> InTriggers(IReadOnlyList<Trigger> triggers, bool isOwn) =>
        triggers.Changed(trigger => trigger with
        {
            UpdateColumns = isOwn ? trigger.UpdateColumns.Renamed(name, newName) : trigger.UpdateColumns,
            When = In(trigger.When, isOwn),
        });

    private SchemaExpression? In(SchemaExpression? expression, bool isOwn) =>
        expression is null || !expression.Parts.Any(part => IsMeant(part) || (isOwn && IsOwn(part)))
            ? expression
            : expression.With(expression.Parts.Changed(part => !IsMeant(part) && !(isOwn && IsOwn(part)) ? part : part switch
            {
                ColumnPart column => column with { Column = newName },
                AliasPart alias => alias with { Column = newName },
                _ => part,
            }));

    private bool IsMeant(ExpressionPart part) =>
        (part is ColumnPart column && column.Relation == relation && column.Column == name) || (part is AliasPart alias && alias.Relation == relation && alias.Column == name);

    private bool IsOwn(ExpressionPart part) => part is ColumnPart { Relation.IsNone: true } column && column.Column == name;
}
