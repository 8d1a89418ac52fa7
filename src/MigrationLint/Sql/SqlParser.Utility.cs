using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Settings, transactions, maintenance, databases.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>VariableSetStmt</c> and <c>ConstraintsSetStmt</c>.</summary>
    private Statement VariableSetStmt() => Unread();

    /// <summary><c>VariableResetStmt</c>.</summary>
    private Statement VariableResetStmt() => Unread();

    /// <summary><c>VariableShowStmt</c>.</summary>
    private Statement VariableShowStmt() => Unread();

    /// <summary><c>SetResetClause</c>, from SET or RESET on, as functions, roles and databases have it.</summary>
    private VariableSetStmt SetResetClause()
    {
        Fail("something else");
        return new VariableSetStmt(Here);
    }

    /// <summary><c>TransactionStmt</c>.</summary>
    private Statement TransactionStmt() => Unread();

    /// <summary>LOCK, VACUUM, ANALYZE, CLUSTER, REINDEX, NOTIFY, LISTEN, UNLISTEN, LOAD, CHECKPOINT, DISCARD.</summary>
    private Statement UtilityStmt() => Unread();
}
