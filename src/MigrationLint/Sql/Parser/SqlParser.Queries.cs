using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>SELECT, VALUES, TABLE and what joins them.</summary>
internal sealed partial class SqlParser
{
    // The run of opening parentheses that was looked through last: each of its tokens gets the same answer, so that a run is looked through once.
    private int parenthesesStart;
    private int parenthesesEnd;

    // The depth at which the operators of a result stand; those in its parentheses are deeper.
    private int labelDepth = -1;

    /// <summary>True where SELECT, VALUES, TABLE, WITH or parentheses before one of them stand.</summary>
    private bool StartsSelect(int ahead = 0)
    {
        if (KindAt(ahead) == TokenKind.LeftParenthesis)
        {
            var first = position + ahead;
            if (first < parenthesesStart || first >= parenthesesEnd)
            {
                (parenthesesStart, parenthesesEnd) = (first, first + 1);
                while (parenthesesEnd < end && tokens.Kind(parenthesesEnd) == TokenKind.LeftParenthesis)
                {
                    parenthesesEnd++;
                }
            }

            ahead = parenthesesEnd - position;
        }

        return WordAt(ahead) switch
        {
            Keyword.Select or Keyword.Table or Keyword.With => true,

            // A column may be called "values".
            Keyword.Values => KindAt(ahead + 1) == TokenKind.LeftParenthesis,
            _ => false,
        };
    }

    /// <summary>True where something stands that makes what was read, a query in parentheses, the first operand of a larger one.</summary>
    private bool ContinuesQuery(int ahead = 0) => WordAt(ahead) is Keyword.Union or Keyword.Intersect or Keyword.Except or Keyword.Order or Keyword.Limit or Keyword.Offset
        or Keyword.Fetch or Keyword.For;

    /// <summary><c>SelectStmt</c>: a query, in parentheses or not.</summary>
    private SelectStmt SelectStmt()
    {
        if (!Is(TokenKind.LeftParenthesis))
        {
            return SelectNoParens();
        }

        var start = Here;
        var query = SelectWithParens();
        return ContinuesQuery() ? SelectNoParens(query, start) : query;
    }

    /// <summary><c>select_with_parens</c>.</summary>
    private SelectStmt SelectWithParens()
    {
        if (!Enter())
        {
            return new SelectStmt(Here);
        }

        Expect(TokenKind.LeftParenthesis);
        var query = SelectStmt();
        Expect(TokenKind.RightParenthesis);
        depth--;
        return query;
    }

    /// <summary><c>select_no_parens</c>; it may begin with a parenthesis where that closes before the end.</summary>
    private SelectStmt SelectNoParens()
    {
        var start = Here;
        var with = OptWithClause();
        return SelectOptions(SetOperations(SelectOperand(), start), start, with);
    }

    /// <summary>The rest of a query whose first operand, which stands in parentheses, has been read; see <see cref="ContinuesQuery"/>.</summary>
    /// <param name="operand">The first operand.</param>
    /// <param name="start">Offset of its first parenthesis.</param>
    private SelectStmt SelectNoParens(SelectStmt operand, int start) => SelectOptions(SetOperations(operand, start), start, with: null);

    /// <summary>Set operations from left to right; INTERSECT binds closer than UNION and EXCEPT.</summary>
    private SelectStmt SetOperations(SelectStmt left, int start, int lowestPrecedence = 1)
    {
        while (true)
        {
            SkipHoles();
            var operation = Word switch
            {
                Keyword.Union => SetOperation.Union,
                Keyword.Intersect => SetOperation.Intersect,
                Keyword.Except => SetOperation.Except,
                _ => SetOperation.None,
            };
            var precedence = operation == SetOperation.Intersect ? 2 : 1;
            if (operation == SetOperation.None || precedence < lowestPrecedence)
            {
                return left;
            }

            Advance();
            var all = Accept(Keyword.All);
            if (!all)
            {
                Accept(Keyword.Distinct);
            }

            var rightStart = Here;
            var right = SetOperations(SelectOperand(), rightStart, precedence + 1);
            left = Close(new SelectStmt(start) { Op = operation, All = all, Larg = left, Rarg = right });
        }
    }

    /// <summary><c>select_clause</c> without set operations.</summary>
    private SelectStmt SelectOperand()
    {
        switch (Word)
        {
            case Keyword.Select:
                return SimpleSelect();
            case Keyword.Values:
                return ValuesClause();
            case Keyword.Table:
                return TableQuery();
            default:
                if (Is(TokenKind.LeftParenthesis))
                {
                    return SelectWithParens();
                }

                Fail("SELECT, VALUES, TABLE or '('");
                return new SelectStmt(Here);
        }
    }

    /// <summary><c>simple_select</c> that begins with SELECT.</summary>
    private SelectStmt SimpleSelect()
    {
        var select = new SelectStmt(Here);
        Advance();
        return SelectBody(select);
    }

    /// <summary>What follows SELECT.</summary>
    private SelectStmt SelectBody(SelectStmt select)
    {
        if (Accept(Keyword.Distinct))
        {
            select.DistinctClause = Accept(Keyword.On) ? ParenthesizedList() : [new ListValue(LastEnd)];
            select.TargetList = TargetList();
        }
        else
        {
            Accept(Keyword.All);
            if (!EndsClause())
            {
                select.TargetList = TargetList();
            }
        }

        select.IntoClause = Is(Keyword.Into) ? IntoClause() : null;
        select.FromClause = FromClause();
        select.WhereClause = WhereClause();
        SkipHoles();
        if (Is(Keyword.Group))
        {
            GroupClause(select);
        }

        SkipHoles();
        select.HavingClause = Accept(Keyword.Having) ? AExpr() : null;
        if (Accept(Keyword.Window))
        {
            select.WindowClause = WindowDefinitions();
        }

        SkipHoles();
        return Close(select);
    }

    /// <summary>True where a list that may be empty ends: at the next clause, or where the query does.</summary>
    private bool EndsClause(int ahead = 0) => KindAt(ahead) is TokenKind.EndOfFile or TokenKind.RightParenthesis or TokenKind.Semicolon || ContinuesQuery(ahead)
        || WordAt(ahead) is Keyword.Into or Keyword.From or Keyword.Where or Keyword.Group or Keyword.Having or Keyword.Window
            or Keyword.On or Keyword.Returning or Keyword.With;

    /// <summary><c>target_list</c>.</summary>
    private List<ResTarget> TargetList()
    {
        var targets = new List<ResTarget>();
        do
        {
            targets.Add(TargetElement());
            SkipHoles();
        }
        while (Accept(TokenKind.Comma));

        return targets;
    }

    /// <summary><c>target_el</c>.</summary>
    private ResTarget TargetElement()
    {
        var target = new ResTarget(Here);
        if (Is(TokenKind.Asterisk))
        {
            target.Val = Star();
            return Close(target);
        }

        var outer = labelDepth;
        labelDepth = depth + 1;
        target.Val = AExpr();
        labelDepth = outer;
        if (Accept(Keyword.As))
        {
            target.Name = ColLabel("a label");
        }
        else if (!Is(TokenKind.Hole) && IsBareColLabel())
        {
            target.Name = BareColLabel();
        }

        return Close(target);
    }

    /// <summary>True where a word that is an operator otherwise is the label of a result, since nothing follows that it could be applied to: <c>SELECT a at FROM t</c>.</summary>
    private bool IsOperatorAsLabel() => Word is Keyword.And or Keyword.Or or Keyword.Is or Keyword.In or Keyword.Like or Keyword.Ilike or Keyword.Between or Keyword.At
            or Keyword.Collate
        && (KindAt(1) == TokenKind.Comma || EndsClause(1));

    /// <summary><c>*</c> as a reference to all columns.</summary>
    private ColumnRef Star()
    {
        var start = Here;
        Advance();
        return Close(new ColumnRef(start) { Fields = [Close(new AStar(start))] });
    }

    /// <summary><c>into_clause</c>, from INTO on.</summary>
    private IntoClause IntoClause()
    {
        var into = new IntoClause(Here);
        Advance();
        var isLocal = Word is Keyword.Local or Keyword.Global && WordAt(1) is Keyword.Temporary or Keyword.Temp;
        if (isLocal)
        {
            Advance();
        }

        var persistence = Word switch
        {
            Keyword.Temporary or Keyword.Temp => "t",
            Keyword.Unlogged => "u",
            _ => "p",
        };

        // TEMP and UNLOGGED may be names themselves.
        if (persistence != "p" && (isLocal || WordAt(1) == Keyword.Table || IsColId(1)))
        {
            Advance();
        }
        else
        {
            persistence = "p";
        }

        Accept(Keyword.Table);
        into.Rel = QualifiedName();
        into.Rel.Relpersistence = persistence;
        return Close(into);
    }

    /// <summary><c>where_clause</c>; null without.</summary>
    private Node? WhereClause()
    {
        SkipHoles();
        return Accept(Keyword.Where) ? AExpr() : null;
    }

    /// <summary><c>group_clause</c>, from GROUP on.</summary>
    private void GroupClause(SelectStmt select)
    {
        Expect(Keyword.Group, Keyword.By);
        select.GroupDistinct = Accept(Keyword.Distinct);
        var isAll = !select.GroupDistinct && Accept(Keyword.All);
        select.SyntaxGroupByAll = isAll && EndsClause();
        select.GroupClause = select.SyntaxGroupByAll ? [] : GroupByList();
    }

    /// <summary><c>group_by_list</c>.</summary>
    private List<Node> GroupByList()
    {
        var items = new List<Node>();
        do
        {
            items.Add(GroupByItem());
            SkipHoles();
        }
        while (Accept(TokenKind.Comma));

        return items;
    }

    /// <summary><c>group_by_item</c>.</summary>
    private Node GroupByItem()
    {
        var start = Here;
        if (Is(TokenKind.LeftParenthesis) && KindAt(1) == TokenKind.RightParenthesis)
        {
            position += 2;
            return Close(new GroupingSet(start) { Kind = GroupingSetKind.Empty });
        }

        if (Word is Keyword.Rollup or Keyword.Cube && KindAt(1) == TokenKind.LeftParenthesis)
        {
            var kind = Is(Keyword.Cube) ? GroupingSetKind.Cube : GroupingSetKind.Rollup;
            Advance();
            return Close(new GroupingSet(start) { Kind = kind, Content = ParenthesizedList() });
        }

        return Is(Keyword.Grouping, Keyword.Sets) ? GroupingSets(start) : AExpr();
    }

    /// <summary><c>grouping_sets_clause</c>, which may hold others.</summary>
    private GroupingSet GroupingSets(int start)
    {
        var set = new GroupingSet(start);
        if (!Enter())
        {
            return set;
        }

        position += 2;
        set.Kind = GroupingSetKind.Sets;
        Expect(TokenKind.LeftParenthesis);
        set.Content = GroupByList();
        Expect(TokenKind.RightParenthesis);
        depth--;
        return Close(set);
    }

    /// <summary><c>window_definition_list</c>.</summary>
    private List<WindowDef> WindowDefinitions()
    {
        var windows = new List<WindowDef>();
        do
        {
            var start = Here;
            var name = ColId("a window name");
            Expect(Keyword.As);
            var window = WindowSpecification();
            (window.Start, window.Name) = (start, name);
            windows.Add(window);
        }
        while (Accept(TokenKind.Comma));

        return windows;
    }

    /// <summary><c>values_clause</c>.</summary>
    private SelectStmt ValuesClause()
    {
        var values = new SelectStmt(Here);
        Advance();
        var rows = new List<ListValue>();
        do
        {
            SkipHoles();
            var start = Here;
            rows.Add(Close(new ListValue(start) { Items = ParenthesizedList() }));
        }
        while (Accept(TokenKind.Comma));

        values.ValuesLists = rows;
        return Close(values);
    }

    /// <summary><c>TABLE relation_expr</c>, which PostgreSQL reads as <c>SELECT * FROM</c>.</summary>
    private SelectStmt TableQuery()
    {
        var start = Here;
        Advance();
        var all = new ColumnRef(start) { Fields = [new AStar(start)] };
        return Close(new SelectStmt(start) { TargetList = [new ResTarget(start) { Val = all }], FromClause = [RelationExpr()] });
    }
}
