using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Expressions by precedence climbing (https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-PRECEDENCE).</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>a_expr</c>: any expression.</summary>
    private Node AExpr()
    {
        Fail("something else");
        return new Hole(Here);
    }

    /// <summary><c>b_expr</c>: an expression without the operators that are words; what DEFAULT takes.</summary>
    private Node BExpr()
    {
        Fail("something else");
        return new Hole(Here);
    }

    /// <summary><c>expr_list</c>.</summary>
    private List<Node> ExprList()
    {
        Fail("something else");
        return [];
    }

    /// <summary><c>func_expr_windowless</c>: a function call as an index has it.</summary>
    private Node FuncExprWindowless()
    {
        Fail("something else");
        return new Hole(Here);
    }

    /// <summary><c>func_application</c>.</summary>
    private FuncCall FuncApplication()
    {
        Fail("something else");
        return new FuncCall(Here);
    }

    /// <summary><c>opt_sort_clause</c> with its ORDER BY; empty without.</summary>
    private List<Node> SortClause()
    {
        Fail("something else");
        return [];
    }

    /// <summary><c>indirection</c>, possibly empty: <c>.name</c>, <c>.*</c>, <c>[…]</c>.</summary>
    private List<Node> Indirection()
    {
        Fail("something else");
        return [];
    }

    /// <summary><c>AexprConst</c>: a constant.</summary>
    private AConst AexprConst()
    {
        Fail("something else");
        return new AConst(Here);
    }

    /// <summary><c>any_operator</c>: an operator with its qualifiers, as a list of <see cref="StringValue"/>.</summary>
    private List<Node> AnyOperator()
    {
        Fail("something else");
        return [];
    }

    /// <summary><c>qual_all_Op</c>: an operator or <c>OPERATOR(schema.+)</c>.</summary>
    private List<Node> QualAllOp()
    {
        Fail("something else");
        return [];
    }

    /// <summary><c>Sconst</c>.</summary>
    private string Sconst(string expected = "a string constant")
    {
        Fail("something else");
        return "";
    }

    /// <summary><c>Iconst</c>.</summary>
    private int Iconst()
    {
        Fail("something else");
        return 0;
    }

    /// <summary><c>SignedIconst</c>.</summary>
    private int SignedIconst()
    {
        Fail("something else");
        return 0;
    }

    /// <summary><c>NumericOnly</c>.</summary>
    private Node NumericOnly()
    {
        Fail("something else");
        return new Hole(Here);
    }
}
