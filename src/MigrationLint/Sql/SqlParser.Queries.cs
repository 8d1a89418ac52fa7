using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>SELECT, VALUES, TABLE, WITH.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>SelectStmt</c>: a query, in parentheses or not.</summary>
    private SelectStmt SelectStmt()
    {
        Fail("something else");
        return new SelectStmt(Here);
    }

    /// <summary><c>select_with_parens</c>.</summary>
    private SelectStmt SelectWithParens()
    {
        Fail("something else");
        return new SelectStmt(Here);
    }

    /// <summary><c>PreparableStmt</c>: SELECT, INSERT, UPDATE, DELETE, MERGE.</summary>
    private Statement PreparableStmt() => Unread();

    /// <summary><c>relation_expr</c>: a table with ONLY or <c>*</c>.</summary>
    private RangeVar RelationExpr()
    {
        Fail("something else");
        return new RangeVar(Here);
    }

    /// <summary><c>where_clause</c>; null without.</summary>
    private Node? WhereClause() => null;

    /// <summary><c>target_list</c>.</summary>
    private List<Node> TargetList()
    {
        Fail("something else");
        return [];
    }

    /// <summary>True where SELECT, VALUES, TABLE, WITH or a parenthesis before one of them stands.</summary>
    private bool StartsSelect(int ahead = 0) => false;

    /// <summary>True where a query in parentheses goes on: as an operand of UNION or with ORDER BY and the like.</summary>
    private bool ContinuesQuery() => false;

    /// <summary>The rest of a query whose first operand, which stands in parentheses, has been read.</summary>
    private SelectStmt ContinueQuery(SelectStmt operand, int start)
    {
        operand.Start = start;
        return operand;
    }

    /// <summary><c>select_no_parens</c>.</summary>
    private SelectStmt SelectNoParens() => SelectStmt();

    /// <summary>Passes over holes between clauses: each may stand for any clause.</summary>
    private void SkipHoles()
    {
        while (Accept(TokenKind.Hole))
        {
        }
    }
}
