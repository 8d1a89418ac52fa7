using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>ADD, SET and DROP of GENERATED AS IDENTITY (<c>commands/tablecmds.c</c>).</summary>
internal static class IdentityApplier
{
    /// <summary>ADD GENERATED … AS IDENTITY.</summary>
    public static bool Add(ReplayContext context, AddIdentity operation)
    {
        if (Find(context, operation, operation.Column, "ADD IDENTITY", out var table) is not { } column)
        {
            return false;
        }

        if (column is { IsNotNull: false, Type.IsKnown: true })
        {
            throw State(context, table, column, "must be declared NOT NULL before identity can be added");
        }

        if (column.Identity != IdentityKind.None)
        {
            throw State(context, table, column, "is already an identity column");
        }

        if (column.Default is not null)
        {
            throw State(context, table, column, "already has a default value");
        }

        var definition = new ColumnDefinition(column.Name, column.Type)
        {
            Source = operation.Source, Identity = operation.Identity, SequenceOptions = operation.Options,
        };
        ColumnApplier.RefuseDefinition(context, definition);
        var sequence = ColumnApplier.MakeSequence(context, table.Name, definition, table.Persistence);
        context.ChangeColumn(table.Id, column.Name, item => item with { Identity = operation.Identity });
        context.Schema = context.Schema.With(sequence with { OwnerTable = table.Id, OwnerColumn = column.Name });
        return true;
    }

    /// <summary>SET GENERATED, SET of options of the sequence.</summary>
    public static bool Alter(ReplayContext context, AlterIdentity operation)
    {
        if (Find(context, operation, operation.Column, "SET IDENTITY", out var table) is not { } column)
        {
            return false;
        }

        if (column.Identity == IdentityKind.None)
        {
            return column.Type.IsKnown ? throw State(context, table, column, "is not an identity column") : true;
        }

        context.ChangeColumn(table.Id, column.Name, item => item with { Identity = operation.Identity ?? item.Identity });
        if (operation.Options is { } options && SequenceApplier.FindOwned(context.Schema, table.Id, column.Name, isIdentity: true) is { } sequence)
        {
            SequenceApplier.Change(context, sequence, options);
        }

        return true;
    }

    /// <summary>DROP IDENTITY.</summary>
    public static bool Drop(ReplayContext context, DropIdentity operation)
    {
        if (Find(context, operation, operation.Column, "DROP IDENTITY", out var table) is not { } column)
        {
            return false;
        }

        if (column.Identity == IdentityKind.None)
        {
            return operation.IfExists || !column.Type.IsKnown ? false : throw State(context, table, column, "is not an identity column");
        }

        if (SequenceApplier.FindOwned(context.Schema, table.Id, column.Name, isIdentity: true) is { } sequence)
        {
            context.Schema = context.Schema.Without(sequence);
        }

        context.ChangeColumn(table.Id, column.Name, item => item with { Identity = IdentityKind.None });
        return true;
    }

    private static Column? Find(ReplayContext context, TableOperation operation, string name, string action, out Table table)
    {
        table = context.FindTable(operation, $"ALTER COLUMN ... {action}")!;
        return table is null ? null : context.RequireColumn(ref table, name);
    }

    private static StatementRefusedException State(ReplayContext context, Table table, Column column, string problem) =>
        context.Refuse("55000", $"column \"{column.Name}\" of relation \"{table.Name.Name}\" {problem}");
}
