using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>INSERT, UPDATE, DELETE, MERGE, COPY.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>InsertStmt</c>.</summary>
    private Statement InsertStmt(WithClause? with, int start) => Unread();

    /// <summary><c>UpdateStmt</c>.</summary>
    private Statement UpdateStmt(WithClause? with, int start) => Unread();

    /// <summary><c>DeleteStmt</c>.</summary>
    private Statement DeleteStmt(WithClause? with, int start) => Unread();

    /// <summary><c>MergeStmt</c>.</summary>
    private Statement MergeStmt(WithClause? with, int start) => Unread();

    /// <summary><c>CopyStmt</c>.</summary>
    private Statement CopyStmt() => Unread();
}
