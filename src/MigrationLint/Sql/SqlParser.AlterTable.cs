using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>ALTER of what has columns.</summary>
internal sealed partial class SqlParser
{
    /// <summary>ALTER TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED VIEW, FOREIGN TABLE with all they can be followed by (AlterTableStmt, RenameStmt, AlterObjectSchemaStmt, AlterObjectDependsStmt, AlterTableMoveAllStmt, AlterSeqStmt, PartitionCmd), from the word behind ALTER on.</summary>
    private Statement AlterRelation(int start) => Unread();

    /// <summary>ALTER TRIGGER.</summary>
    private Statement AlterTrigger(int start) => Unread();

    /// <summary>ALTER RULE.</summary>
    private Statement AlterRule(int start) => Unread();

    /// <summary>ALTER STATISTICS.</summary>
    private Statement AlterStatistics(int start) => Unread();
}
