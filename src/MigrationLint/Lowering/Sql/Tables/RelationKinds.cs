using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Tables;

/// <summary>What kind of relation takes what (<c>ATSimplePermissions</c>, <c>RangeVarCallbackForAlterRelation</c>).</summary>
internal static class RelationKinds
{
    /// <summary>The kinds of relations, as PostgreSQL's <c>ATT_…</c>.</summary>
    [Flags]
    internal enum Kinds
    {
        /// <summary>It is not known.</summary>
        Unknown = 0,

        /// <summary>A table.</summary>
        Table = 1,

        /// <summary>A view.</summary>
        View = 2,

        /// <summary>A materialized view.</summary>
        MaterializedView = 4,

        /// <summary>An index.</summary>
        Index = 8,

        /// <summary>A composite type.</summary>
        Composite = 16,

        /// <summary>A foreign table.</summary>
        Foreign = 32,

        /// <summary>A sequence.</summary>
        Sequence = 64,
    }

    private const Kinds Any = (Kinds)127;
    private const Kinds Tables = Kinds.Table | Kinds.Foreign;

    /// <summary>The kind of a relation.</summary>
    public static Kinds Of(DatabaseSchema schema, QualifiedName name) => schema.FindRelation(name) switch
    {
        { IsIncomplete: true } => Kinds.Unknown,
        Table { ForeignServer: not null } => Kinds.Foreign,
        Table => Kinds.Table,
        View { IsMaterialized: true } => Kinds.MaterializedView,
        View => Kinds.View,
        Sequence => Kinds.Sequence,
        CompositeRelation => Kinds.Composite,
        _ => schema.FindIndex(name) is null ? Kinds.Unknown : Kinds.Index,
    };

    /// <summary>The kind of object that operations speak of.</summary>
    public static ObjectKind ObjectKindOf(Kinds kind) => kind switch
    {
        Kinds.View => ObjectKind.View,
        Kinds.MaterializedView => ObjectKind.MaterializedView,
        Kinds.Index => ObjectKind.Index,
        Kinds.Composite => ObjectKind.Type,
        Kinds.Foreign => ObjectKind.ForeignTable,
        Kinds.Sequence => ObjectKind.Sequence,
        _ => ObjectKind.Table,
    };

    /// <summary>Refuses a relation that is not what the statement calls it.</summary>
    public static void RequireWord(LoweringContext context, ObjectType word, QualifiedName name, Node place)
    {
        var kind = Of(context.Schema, name);
        var (wanted, noun) = word switch
        {
            ObjectType.View => (Kinds.View, "a view"),
            ObjectType.Matview => (Kinds.MaterializedView, "a materialized view"),
            ObjectType.ForeignTable => (Kinds.Foreign, "a foreign table"),
            ObjectType.Sequence => (Kinds.Sequence, "a sequence"),
            ObjectType.Type => (Kinds.Composite, "a composite type"),
            ObjectType.Index => (Kinds.Index, "an index"),
            _ => (Any, ""),
        };
        if (kind != Kinds.Unknown && (wanted & kind) == Kinds.Unknown)
        {
            throw context.Refuse("42809", $"\"{name.Name}\" is not {noun}", place);
        }

        if (kind == Kinds.Composite && word != ObjectType.Type)
        {
            throw context.Refuse("42809", $"\"{name.Name}\" is a composite type", place);
        }
    }

    /// <summary>Refuses an action that the relation does not take.</summary>
    public static void Require(LoweringContext context, AlterTableCmd command, Kinds kind, string name)
    {
        if (kind != Kinds.Unknown && (Takers(command.Subtype) & kind) == Kinds.Unknown)
        {
            throw context.Refuse("42809", $"ALTER action {Words(command.Subtype)} cannot be performed on relation \"{name}\"", command);
        }
    }

    private static Kinds Takers(AlterTableType action) => action switch
    {
        AlterTableType.AddColumn or AlterTableType.DropColumn or AlterTableType.AlterColumnType => Tables | Kinds.Composite,
        AlterTableType.ColumnDefault or AlterTableType.AddIdentity or AlterTableType.SetIdentity or AlterTableType.DropIdentity => Tables | Kinds.View,
        AlterTableType.SetStatistics => Tables | Kinds.MaterializedView | Kinds.Index,
        AlterTableType.SetOptions or AlterTableType.ResetOptions or AlterTableType.SetStorage => Tables | Kinds.MaterializedView,
        AlterTableType.SetCompression or AlterTableType.ClusterOn or AlterTableType.DropCluster or AlterTableType.SetAccessMethod or AlterTableType.ReplicaIdentity
            => Kinds.Table | Kinds.MaterializedView,
        AlterTableType.SetTableSpace => Kinds.Table | Kinds.MaterializedView | Kinds.Index,
        AlterTableType.SetRelOptions or AlterTableType.ResetRelOptions => Kinds.Table | Kinds.View | Kinds.MaterializedView | Kinds.Index,
        AlterTableType.SetLogged or AlterTableType.SetUnLogged => Kinds.Table | Kinds.Sequence,
        AlterTableType.AlterColumnGenericOptions or AlterTableType.GenericOptions => Kinds.Foreign,
        AlterTableType.AlterConstraint or AlterTableType.AddOf or AlterTableType.DropOf or AlterTableType.DetachPartition or AlterTableType.DetachPartitionFinalize
            or AlterTableType.EnableRowSecurity or AlterTableType.DisableRowSecurity or AlterTableType.ForceRowSecurity or AlterTableType.NoForceRowSecurity
            or AlterTableType.EnableRule or AlterTableType.EnableAlwaysRule or AlterTableType.EnableReplicaRule or AlterTableType.DisableRule => Kinds.Table,
        AlterTableType.AttachPartition => Kinds.Table | Kinds.Index,
        AlterTableType.ChangeOwner => Any,
        _ => Tables,
    };

    // alter_table_type_to_string.
    private static string Words(AlterTableType action) => action switch
    {
        AlterTableType.AddColumn => "ADD COLUMN",
        AlterTableType.ColumnDefault => "ALTER COLUMN ... SET DEFAULT",
        AlterTableType.DropNotNull => "ALTER COLUMN ... DROP NOT NULL",
        AlterTableType.SetNotNull => "ALTER COLUMN ... SET NOT NULL",
        AlterTableType.SetExpression => "ALTER COLUMN ... SET EXPRESSION",
        AlterTableType.DropExpression => "ALTER COLUMN ... DROP EXPRESSION",
        AlterTableType.SetStatistics => "ALTER COLUMN ... SET STATISTICS",
        AlterTableType.SetOptions or AlterTableType.SetIdentity => "ALTER COLUMN ... SET",
        AlterTableType.ResetOptions => "ALTER COLUMN ... RESET",
        AlterTableType.SetStorage => "ALTER COLUMN ... SET STORAGE",
        AlterTableType.SetCompression => "ALTER COLUMN ... SET COMPRESSION",
        AlterTableType.AlterColumnType => "ALTER COLUMN ... SET DATA TYPE",
        AlterTableType.AlterColumnGenericOptions => "ALTER COLUMN ... OPTIONS",
        AlterTableType.AddIdentity => "ALTER COLUMN ... ADD IDENTITY",
        AlterTableType.DropIdentity => "ALTER COLUMN ... DROP IDENTITY",
        AlterTableType.SetRelOptions => "SET",
        AlterTableType.ResetRelOptions => "RESET",
        AlterTableType.DropCluster => "SET WITHOUT CLUSTER",
        AlterTableType.SetUnLogged => "SET UNLOGGED",
        AlterTableType.SetTableSpace => "SET TABLESPACE",
        AlterTableType.AddInherit => "INHERIT",
        AlterTableType.DropInherit => "NO INHERIT",
        AlterTableType.AddOf => "OF",
        AlterTableType.DropOf => "NOT OF",
        AlterTableType.GenericOptions => "OPTIONS",
        AlterTableType.DetachPartitionFinalize => "DETACH PARTITION ... FINALIZE",
        AlterTableType.NoForceRowSecurity => "NO FORCE ROW SECURITY",
        _ => Spaced(action.ToString()).Replace(" TRIG", " TRIGGER"),
    };

    // ValidateConstraint is VALIDATE CONSTRAINT.
    private static string Spaced(string name) =>
        string.Concat(name.Select((character, index) => char.IsUpper(character) && index > 0 ? " " + character : character.ToString())).ToUpperInvariant();
}
