using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>CREATE TABLE and what stands in it.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>CreateStmt</c> and <c>CreateAsStmt</c>, from TABLE on.</summary>
    private Statement CreateStmt(int start, string relpersistence) => Unread();

    /// <summary><c>CreateForeignTableStmt</c>, from FOREIGN TABLE on.</summary>
    private Statement CreateForeignTableStmt(int start) => Unread();

    /// <summary><c>reloptions</c>: <c>(name = value, …)</c>.</summary>
    private List<Node> RelOptions()
    {
        Fail("something else");
        return [];
    }

    /// <summary><c>opt_column_list</c>; empty without.</summary>
    private List<Node> OptColumnList()
    {
        Fail("something else");
        return [];
    }

    /// <summary><c>table_access_method_clause</c>; null without.</summary>
    private string? OptAccessMethod() => null;
}
