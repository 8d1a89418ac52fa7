using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>What stands around a query: WITH, ORDER BY, LIMIT, OFFSET, FETCH, FOR UPDATE.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>opt_with_clause</c>; null without.</summary>
    private WithClause? OptWithClause()
    {
        if (!Is(Keyword.With))
        {
            return null;
        }

        var with = new WithClause(Here);
        Advance();
        with.Recursive = Is(Keyword.Recursive) && IsColId(1) && Accept(Keyword.Recursive);
        var queries = new List<CommonTableExpr>();
        do
        {
            queries.Add(CommonTableExpr());
        }
        while (Accept(TokenKind.Comma));

        with.Ctes = queries;
        return Close(with);
    }

    /// <summary><c>common_table_expr</c>.</summary>
    private CommonTableExpr CommonTableExpr()
    {
        var query = new CommonTableExpr(Here) { Ctename = ColId() };
        query.Aliascolnames = OptColumnList();
        Expect(Keyword.As);
        if (Accept(Keyword.Materialized))
        {
            query.Ctematerialized = CTEMaterialize.Always;
        }
        else if (Accept(Keyword.Not))
        {
            Expect(Keyword.Materialized);
            query.Ctematerialized = CTEMaterialize.Never;
        }

        Expect(TokenKind.LeftParenthesis);
        query.Ctequery = PreparableStmt();
        Expect(TokenKind.RightParenthesis);
        query.SearchClause = Is(Keyword.Search) ? SearchClause() : null;
        query.CycleClause = Is(Keyword.Cycle) ? CycleClause() : null;
        return Close(query);
    }

    /// <summary><c>opt_search_clause</c>, from SEARCH on.</summary>
    private CTESearchClause SearchClause()
    {
        var search = new CTESearchClause(Here);
        Advance();
        search.SearchBreadthFirst = Accept(Keyword.Breadth);
        if (!search.SearchBreadthFirst)
        {
            Expect(Keyword.Depth);
        }

        Expect(Keyword.First, Keyword.By);
        search.SearchColList = NameList("a column name");
        Expect(Keyword.Set);
        search.SearchSeqColumn = ColId("a column name");
        return Close(search);
    }

    /// <summary><c>opt_cycle_clause</c>, from CYCLE on.</summary>
    private CTECycleClause CycleClause()
    {
        var cycle = new CTECycleClause(Here);
        Advance();
        cycle.CycleColList = NameList("a column name");
        Expect(Keyword.Set);
        cycle.CycleMarkColumn = ColId("a column name");
        if (Accept(Keyword.To))
        {
            cycle.CycleMarkValue = AexprConst();
            Expect(Keyword.Default);
            cycle.CycleMarkDefault = AexprConst();
        }
        else
        {
            cycle.CycleMarkValue = new AConst(LastEnd) { Boolval = new BooleanValue(LastEnd, boolval: true) };
            cycle.CycleMarkDefault = new AConst(LastEnd) { Boolval = new BooleanValue(LastEnd, boolval: false) };
        }

        Expect(Keyword.Using);
        cycle.CyclePathColumn = ColId("a column name");
        return Close(cycle);
    }

    /// <summary>What may stand behind a query, and its WITH; as <c>insertSelectOptions</c>, which refuses what the query in parentheses has already.</summary>
    private SelectStmt SelectOptions(SelectStmt query, int start, WithClause? with)
    {
        if (Is(Keyword.Order))
        {
            var sort = SortClause();
            RefuseSecond(query.SortClause.Count > 0, sort[0].Start, "ORDER BY");
            query.SortClause = sort;
        }

        SkipHoles();
        var locksFirst = Is(Keyword.For);
        if (locksFirst)
        {
            ForLockingClause(query);
        }

        var withTies = SelectLimit(query);
        if (!locksFirst && Is(Keyword.For))
        {
            ForLockingClause(query);
        }

        if (withTies is { } option && query.LockingClause.Any(clause => clause.WaitPolicy == LockWaitPolicy.Skip))
        {
            Refuse(option, "SKIP LOCKED and WITH TIES exclude each other");
        }

        if (with is not null)
        {
            RefuseSecond(query.WithClause is not null, with.Start, "WITH");
            query.WithClause = with;
        }

        query.Start = start;
        return Close(query);
    }

    private void RefuseSecond(bool isSecond, int start, string clause)
    {
        if (isSecond)
        {
            Refuse(TextSpan.FromBounds(start, LastEnd), "a query has one " + clause + " at most");
        }
    }

    /// <summary><c>opt_select_limit</c>: a limit and an offset in either order.</summary>
    /// <returns>Where WITH TIES stands.</returns>
    private TextSpan? SelectLimit(SelectStmt query)
    {
        var (limit, offset) = (false, false);
        TextSpan? withTies = null;
        while (true)
        {
            var start = Here;
            if (!limit && Word is Keyword.Limit or Keyword.Fetch)
            {
                var hadLimit = query.LimitCount is not null;
                withTies = LimitClause(query);
                limit = true;
                RefuseSecond(hadLimit, start, "LIMIT");
            }
            else if (!offset && Accept(Keyword.Offset))
            {
                var value = AExpr();
                _ = Accept(Keyword.Row) || Accept(Keyword.Rows);
                RefuseSecond(query.LimitOffset is not null, start, "OFFSET");
                (query.LimitOffset, offset) = (value, true);
            }
            else if (!Accept(TokenKind.Hole))
            {
                break;
            }
        }

        // An OFFSET alone sets the option too, also where the query in parentheses has a limit.
        if (limit || offset)
        {
            query.LimitOption = withTies is null ? LimitOption.Count : LimitOption.WithTies;
        }

        return withTies;
    }

    /// <summary><c>limit_clause</c>: LIMIT, or the standard's FETCH FIRST.</summary>
    /// <returns>Where WITH TIES stands.</returns>
    private TextSpan? LimitClause(SelectStmt query)
    {
        var start = Here;
        if (!Accept(Keyword.Limit))
        {
            return FetchFirst(query);
        }

        var value = Here;
        query.LimitCount = Accept(Keyword.All) ? Close(new AConst(value) { Isnull = true }) : AExpr();
        if (Accept(TokenKind.Comma))
        {
            Refuse(TextSpan.FromBounds(start, LastEnd), "LIMIT #,# is not supported; LIMIT and OFFSET are two clauses");
        }

        return null;
    }

    private TextSpan? FetchFirst(SelectStmt query)
    {
        Advance();
        if (!(Accept(Keyword.First) || Accept(Keyword.Next)))
        {
            Fail("FIRST or NEXT");
        }

        // ROW and ROWS may be names: what follows decides.
        var hasNoCount = Word is Keyword.Row or Keyword.Rows && WordAt(1) is Keyword.Only or Keyword.With;
        query.LimitCount = hasNoCount ? new AConst(LastEnd) { Ival = new IntegerValue(LastEnd, 1) } : FetchFirstValue();
        if (!(Accept(Keyword.Row) || Accept(Keyword.Rows)))
        {
            Fail("ROW or ROWS");
        }

        var option = Here;
        if (!Accept(Keyword.With))
        {
            Expect(Keyword.Only);
            return null;
        }

        Expect(Keyword.Ties);
        var span = TextSpan.FromBounds(option, LastEnd);
        if (query.SortClause.Count == 0)
        {
            Refuse(span, "WITH TIES needs ORDER BY");
        }

        return span;
    }

    /// <summary><c>select_fetch_first_value</c>: a <c>c_expr</c>, or a number with its sign.</summary>
    private Node FetchFirstValue()
    {
        var isSigned = Kind is TokenKind.Plus or TokenKind.Minus && KindAt(1) is TokenKind.IntegerConstant or TokenKind.FloatConstant;
        return isSigned ? SignedNumber() : CExpr();
    }

    /// <summary>A number behind <c>+</c> or <c>-</c>, as the expression that PostgreSQL makes of it.</summary>
    private Node SignedNumber()
    {
        var start = Here;
        var isNegative = Is(TokenKind.Minus);
        Advance();
        var number = AexprConst();
        return isNegative ? Negate(start, number) : Close(new AExpr(start) { Name = OperatorName("+", start), Rexpr = number });
    }

    /// <summary><c>for_locking_clause</c>, from FOR on.</summary>
    private void ForLockingClause(SelectStmt query)
    {
        if (Is(Keyword.For, Keyword.Read))
        {
            position += 2;
            Expect(Keyword.Only);
            return;
        }

        var clauses = new List<LockingClause>(query.LockingClause);
        while (Is(Keyword.For))
        {
            clauses.Add(LockingClause());
            SkipHoles();
        }

        query.LockingClause = clauses;
    }

    /// <summary><c>for_locking_item</c>.</summary>
    private LockingClause LockingClause()
    {
        var clause = new LockingClause(Here);
        Advance();
        clause.Strength = Word switch
        {
            Keyword.Update => LockClauseStrength.ForUpdate,
            Keyword.Share => LockClauseStrength.ForShare,
            Keyword.No => LockClauseStrength.ForNoKeyUpdate,
            Keyword.Key => LockClauseStrength.ForKeyShare,
            _ => LockClauseStrength.None,
        };
        switch (clause.Strength)
        {
            case LockClauseStrength.None:
                Fail("UPDATE, NO KEY UPDATE, SHARE or KEY SHARE");
                break;
            case LockClauseStrength.ForNoKeyUpdate:
                Advance();
                Expect(Keyword.Key, Keyword.Update);
                break;
            case LockClauseStrength.ForKeyShare:
                Advance();
                Expect(Keyword.Share);
                break;
            default:
                Advance();
                break;
        }

        if (Accept(Keyword.Of))
        {
            clause.LockedRels = QualifiedNameList();
        }

        if (Accept(Keyword.Nowait))
        {
            clause.WaitPolicy = LockWaitPolicy.Error;
        }
        else if (Accept(Keyword.Skip))
        {
            Expect(Keyword.Locked);
            clause.WaitPolicy = LockWaitPolicy.Skip;
        }

        return Close(clause);
    }
}
