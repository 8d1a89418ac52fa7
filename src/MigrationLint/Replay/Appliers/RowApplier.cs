using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>What statements that write rows tell about the rows of tables.</summary>
internal static class RowApplier
{
    /// <summary>INSERT, COPY FROM.</summary>
    public static bool Insert(ReplayContext context, InsertRows operation)
    {
        if (Find(context, operation.Table) is Table table && operation.Rows != RowCount.None)
        {
            Forget(context, table);
            var isCertain = operation is { Rows: RowCount.Some, IsConditional: false, HasOnConflict: false };
            Set(context, table, isCertain || table.Rows == RowState.Filled ? RowState.Filled : RowState.Unknown);
            Defer(context, table, isInsert: true);
        }

        return true;
    }

    /// <summary>UPDATE.</summary>
    public static bool Update(ReplayContext context, UpdateRows operation)
    {
        if (Find(context, operation.Table) is Table table)
        {
            Forget(context, table);
            if (table.Rows == RowState.Filled && !operation.IsFiltered)
            {
                Defer(context, table, isInsert: false);
            }
        }

        return true;
    }

    /// <summary>DELETE.</summary>
    public static bool Delete(ReplayContext context, DeleteRows operation)
    {
        if (Find(context, operation.Table) is not Table table)
        {
            return true;
        }

        Forget(context, table);
        Cascade(context, table);
        if (table.Rows == RowState.Filled)
        {
            var isAll = !operation.IsFiltered && !operation.IsConditional;
            Set(context, table, isAll ? RowState.Empty : RowState.Unknown);
            if (isAll)
            {
                Defer(context, table, isInsert: false);
            }
        }

        return true;
    }

    /// <summary>TRUNCATE.</summary>
    public static bool Truncate(ReplayContext context, TruncateTable operation)
    {
        switch (context.FindOrAssume(operation.Table, operation.Source))
        {
            case Table table:
                Truncate(context, table, operation);
                return true;
            case null:
                throw context.MissingRelation(operation.Table);
            default:
                throw context.Refuse("42809", $"\"{operation.Table.Name}\" is not a table");
        }
    }

    /// <summary>LOCK TABLE.</summary>
    public static bool Lock(ReplayContext context, LockTable operation)
    {
        if (!context.IsInTransaction)
        {
            throw context.Refuse("25P01", "LOCK TABLE can only be used in transaction blocks");
        }

        return context.FindOrAssume(operation.Table, operation.Source) switch
        {
            Table or View { IsMaterialized: false } => true,
            null => throw context.MissingRelation(operation.Table),
            _ => throw context.Refuse("42809", $"cannot lock relation \"{operation.Table.Name}\""),
        };
    }

    private static void Truncate(ReplayContext context, Table table, TruncateTable operation)
    {
        var together = new HashSet<QualifiedName>(operation.Together.Append(operation.Table)
            .SelectMany(name => context.Schema.FindRelation(name) is { } named ? context.Schema.DescendantsOf(named.Id).Select(below => below.Name).Append(name) : [name]));
        foreach (var other in context.Schema.KeysTo(table.Id).Select(pair => pair.Owner).Where(other => !together.Contains(other.Name)).Distinct().ToList())
        {
            if (!operation.Cascade)
            {
                throw context.Refuse("0A000", "cannot truncate a table referenced in a foreign key constraint");
            }

            Set(context, other, RowState.Empty);
            context.ForgetRows(other.Id);
        }

        foreach (var each in context.Schema.DescendantsOf(table.Id).Prepend(table))
        {
            if (context.State.PendingTriggers.Contains(each.Id))
            {
                throw context.Refuse("55006", $"cannot TRUNCATE \"{each.Name.Name}\" because it has pending trigger events");
            }

            Set(context, each, operation.IsConditional ? RowState.Unknown : RowState.Empty);
            context.ForgetRows(each.Id);
            if (operation.RestartsIdentity)
            {
                RestartSequences(context, each);
            }
        }
    }

    // ON DELETE CASCADE may take all rows along.
    private static void Cascade(ReplayContext context, Table table)
    {
        var seen = new HashSet<ObjectId>();
        var next = new Queue<ObjectId>([table.Id]);
        while (next.Count > 0)
        {
            var id = next.Dequeue();
            foreach (var (other, key) in context.Schema.KeysTo(id).ToList())
            {
                if (key.OnDelete == ReferentialAction.Cascade && seen.Add(other.Id))
                {
                    Set(context, other, other.Rows == RowState.Filled ? RowState.Unknown : other.Rows);
                    next.Enqueue(other.Id);
                }
            }
        }
    }

    private static void RestartSequences(ReplayContext context, Table table)
    {
        foreach (var sequence in context.Schema.ObjectsThatName(table.Id).OfType<Sequence>().Where(sequence => sequence.OwnerTable == table.Id).ToList())
        {
            context.Schema = context.Schema.With(sequence with { RestartedBy = context.Operation, RestartValue = sequence.Options.Start });
        }
    }

    /// <summary>What rows a statement leaves is for who computes its values to say; the tables below may have them too.</summary>
    private static void Forget(ReplayContext context, Table table)
    {
        context.ForgetRows(table.Id);
        foreach (var child in context.Schema.DescendantsOf(table.Id))
        {
            context.ForgetRows(child.Id);
        }
    }

    private static Relation? Find(ReplayContext context, QualifiedName name) => context.FindOrAssume(name, context.Operation.Source);

    private static void Set(ReplayContext context, Table table, RowState rows)
    {
        if (context.Schema.FindRelation(table.Id) is Table now && now.Rows != rows)
        {
            context.Schema = context.Schema.With(now with { Rows = rows });
        }
    }

    /// <summary>Rows that a deferred constraint is still to look at stop ALTER TABLE until the transaction ends.</summary>
    private static void Defer(ReplayContext context, Table table, bool isInsert)
    {
        var now = context.TableOf(table.Id);
        if (!context.IsInTransaction || now.Rows == RowState.Unknown || context.State.PendingTriggers.Contains(table.Id))
        {
            return;
        }

        var isReferencing = isInsert && now.Constraints.Any(constraint => constraint is ForeignKeyConstraint { Deferrability: Deferrability.InitiallyDeferred });
        var isReferenced = !isInsert && context.Schema.KeysTo(table.Id).Any(pair => pair.Key.Deferrability == Deferrability.InitiallyDeferred);
        var hasTrigger = now.Triggers.Any(trigger => trigger.Definition is { IsConstraint: true, Deferrability: Deferrability.InitiallyDeferred });
        if (isReferencing || isReferenced || hasTrigger)
        {
            context.State = context.State with { PendingTriggers = context.State.PendingTriggers.Plus(table.Id) };
        }
    }
}
