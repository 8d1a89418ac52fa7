using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>PREPARE, EXECUTE, EXPLAIN, cursors.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>PrepareStmt</c>.</summary>
    private Statement PrepareStmt() => Unread();

    /// <summary><c>ExecuteStmt</c>.</summary>
    private Statement ExecuteStmt() => Unread();

    /// <summary><c>DeallocateStmt</c>.</summary>
    private Statement DeallocateStmt() => Unread();

    /// <summary><c>ExplainStmt</c>.</summary>
    private Statement ExplainStmt() => Unread();

    /// <summary><c>DeclareCursorStmt</c>.</summary>
    private Statement DeclareCursorStmt() => Unread();

    /// <summary><c>FetchStmt</c>: FETCH and MOVE.</summary>
    private Statement FetchStmt() => Unread();

    /// <summary><c>ClosePortalStmt</c>.</summary>
    private Statement ClosePortalStmt() => Unread();
}
