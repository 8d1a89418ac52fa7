using MigrationLint.Lowering.Sql.Tables;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>
/// ALTER of a relation by actions (<c>ATController</c> of <c>tablecmds.c</c>): all are checked in the order in which they stand, and then done in passes,
/// whatever their order.
/// </summary>
internal sealed partial class AlterTableLowering(LoweringContext context)
{
    private readonly SortedDictionary<AlterTablePass, List<Action>> work = [];
    private readonly HashSet<string> retyped = new(StringComparer.Ordinal);
    private QualifiedName table;
    private bool ifExists;
    private bool isOnly;

    // The relation as it is at this moment; null for an index.
    private Relation? Relation => context.Schema.FindRelation(table);

    /// <summary>Lowers the statement.</summary>
    public void Alter(AlterTableStmt statement)
    {
        ifExists = statement.MissingOk;
        isOnly = !statement.Relation!.Inh && statement.Objtype != ObjectType.Type;
        if (!Find(statement))
        {
            return;
        }

        var kind = RelationKinds.Of(context.Schema, table);
        foreach (var command in statement.Cmds)
        {
            if (command is AlterTableCmd known)
            {
                RelationKinds.Require(context, known, kind, table.Name);
                Prepare(known);
            }
            else
            {
                Queue(AlterTablePass.Misc, () => context.Emit(new RunSql("an action of ALTER TABLE is not known") { Source = context.Source(command), MayTouch = [table] }));
            }
        }

        // An action may queue others for later passes.
        for (var pass = AlterTablePass.Drop; pass <= AlterTablePass.Misc; pass++)
        {
            if (work.TryGetValue(pass, out var actions))
            {
                for (var i = 0; i < actions.Count; i++)
                {
                    actions[i]();
                }
            }
        }
    }

    // False where there is nothing to alter, or nothing that is known.
    private bool Find(AlterTableStmt statement)
    {
        var name = statement.Relation!;
        if ((context.Names.TryFindRelation(name)?.Name ?? context.Names.TryFindIndexName(name)) is { } found)
        {
            table = found;
            RelationKinds.RequireWord(context, statement.Objtype, found, name);
            return true;
        }

        if (statement.MissingOk)
        {
            table = context.Names.Resolve(name);
            foreach (var command in statement.Cmds)
            {
                Emit(new SetTableProperty(table, (command as AlterTableCmd)?.Subtype.ToString() ?? "", (command as AlterTableCmd)?.Name) { Source = context.Source(command) });
            }

            return false;
        }

        if (statement.Objtype is ObjectType.Index or ObjectType.Sequence && !context.Sink.IsComplete)
        {
            context.Other("ALTER " + statement.Objtype.ToString().ToUpperInvariant());
            return false;
        }

        table = context.Names.FindRelation(name).Name;
        return true;
    }

    private void Queue(AlterTablePass pass, Action action)
    {
        if (!work.TryGetValue(pass, out var actions))
        {
            work.Add(pass, actions = []);
        }

        actions.Add(action);
    }

    // ATPrepCmd: what is checked at once, and in which pass the action runs.
    private void Prepare(AlterTableCmd command)
    {
        switch (command.Subtype)
        {
            case AlterTableType.AddColumn:
                Queue(AlterTablePass.AddColumn, () => AddColumn(command));
                break;
            case AlterTableType.AddConstraint:
                Queue(AlterTablePass.AddConstraint, () => AddConstraint(command));
                break;
            case AlterTableType.AlterColumnType:
                PrepareType(command);
                break;
            default:
                Queue(PassOf(command), () => Execute(command));
                break;
        }
    }

    private static AlterTablePass PassOf(AlterTableCmd command) => command.Subtype switch
    {
        AlterTableType.ColumnDefault => command.Def is null ? AlterTablePass.Drop : AlterTablePass.AddOtherConstraint,
        AlterTableType.AddIdentity => AlterTablePass.AddOtherConstraint,
        AlterTableType.DropColumn or AlterTableType.DropConstraint or AlterTableType.DropNotNull or AlterTableType.DropExpression or AlterTableType.DropIdentity
            or AlterTableType.DropOids => AlterTablePass.Drop,
        AlterTableType.SetNotNull => AlterTablePass.ColumnAttributes,
        AlterTableType.SetExpression => AlterTablePass.SetExpression,
        _ => AlterTablePass.Misc,
    };

    private void Execute(AlterTableCmd command)
    {
        if (!(AlterColumn(command) || AlterWhole(command)))
        {
            Emit(new SetTableProperty(table, command.Subtype.ToString(), ArgumentOf(command)) { Source = context.Source(command) });
        }
    }

    private static string? ArgumentOf(AlterTableCmd command) => command.Def is ReplicaIdentityStmt identity ? identity.Name : command.Name;

    private void Emit(TableOperation operation) => context.Emit(operation with { IfTableExists = ifExists, IsOnly = isOnly });

    /// <summary>The column, which must be there; null where it may be.</summary>
    private Column? RequireColumn(string? name, Node place)
    {
        if (name is null || Relation is not { } relation)
        {
            return null;
        }

        if (relation.FindColumn(name) is { } column)
        {
            return column;
        }

        if (ColumnBuilder.IsSystemColumn(name))
        {
            throw context.Refuse("0A000", $"cannot alter system column \"{name}\"", place);
        }

        return relation.IsIncomplete ? null : throw context.Refuse("42703", $"column \"{name}\" of relation \"{relation.Name.Name}\" does not exist", place, detail: RefusalDetail.MissingColumn(relation.Name, name));
    }
}
