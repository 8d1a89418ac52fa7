using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>CREATE INDEX.</summary>
internal sealed partial class SqlParser
{
    // index.h, DEFAULT_INDEX_TYPE.
    private const string DefaultIndexType = "btree";

    /// <summary><c>IndexStmt</c>, from UNIQUE or INDEX on.</summary>
    private Statement IndexStmt(int start)
    {
        var index = new IndexStmt(start) { Unique = Accept(Keyword.Unique) };
        Expect(Keyword.Index);
        index.Concurrent = Accept(Keyword.Concurrently);
        SkipHolesBeforeName();
        index.IfNotExists = IfNotExists();
        if (index.IfNotExists || IsColId())
        {
            index.Idxname = ColId("an index name");
        }

        SkipHoles();
        Expect(Keyword.On);
        index.Relation = RelationExpr();
        index.AccessMethod = OptAccessMethod() ?? DefaultIndexType;
        index.IndexParams = IndexParams();
        index.IndexIncludingParams = Accept(Keyword.Include) ? IndexParams() : [];
        index.NullsNotDistinct = OptNullsNotDistinct();
        SkipHoles();
        index.Options = OptRelOptions();
        index.TableSpace = OptTableSpace();
        index.WhereClause = WhereClause();
        SkipHoles();
        return Close(index);
    }

    private List<IndexElem> IndexParams()
    {
        Expect(TokenKind.LeftParenthesis);
        var elements = new List<IndexElem>();
        do
        {
            elements.Add(IndexElem());
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return elements;
    }

    /// <summary><c>index_elem</c>.</summary>
    private IndexElem IndexElem()
    {
        var element = new IndexElem(Here);
        (element.Name, element.Expr) = NameOrExpression();
        element.Collation = OptCollate();
        element.Opclass = OptOperatorClass();
        if (element.Opclass.Count > 0 && Is(TokenKind.LeftParenthesis))
        {
            element.Opclassopts = RelOptions();
        }

        if (Accept(Keyword.Asc))
        {
            element.Ordering = SortByDir.Asc;
        }
        else if (Accept(Keyword.Desc))
        {
            element.Ordering = SortByDir.Desc;
        }

        if (IsNullsOrder())
        {
            element.NullsOrdering = Is(Keyword.Nulls, Keyword.First) ? SortByNulls.First : SortByNulls.Last;
            position += 2;
        }

        SkipHoles();
        return Close(element);
    }

    private bool IsNullsOrder() => Is(Keyword.Nulls) && WordAt(1) is Keyword.First or Keyword.Last;

    /// <summary><c>opt_qualified_name</c> of an operator class; empty without. NULLS is none before FIRST and LAST.</summary>
    private List<Node> OptOperatorClass() => IsColId() && !IsNullsOrder() ? AnyName("an operator class") : [];

    /// <summary><c>opt_collate</c>: the names of a collation; empty without.</summary>
    private List<Node> OptCollate() => Accept(Keyword.Collate) ? AnyName("a collation") : [];

    /// <summary><c>opt_collate_clause</c>; null without.</summary>
    private CollateClause? OptCollateClause()
    {
        var start = Here;
        return Is(Keyword.Collate) ? Close(new CollateClause(start) { Collname = OptCollate() }) : null;
    }
}
