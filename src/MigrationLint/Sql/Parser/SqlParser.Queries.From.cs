using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>FROM: relations, functions, queries, and their joins.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>from_clause</c>; empty without.</summary>
    private IReadOnlyList<Node> FromClause() => OptFromList(Keyword.From);

    // An empty list costs nothing where the type is not List: most statements have several.
    private IReadOnlyList<Node> OptFromList(Keyword head)
    {
        SkipHoles();
        if (Accept(head))
        {
            return FromList();
        }

        return [];
    }

    /// <summary><c>from_list</c>.</summary>
    private List<Node> FromList()
    {
        var elements = new List<Node>(1);
        do
        {
            elements.Add(TableRef());
            SkipHoles();
        }
        while (Accept(TokenKind.Comma));

        return elements;
    }

    /// <summary><c>table_ref</c>.</summary>
    private Node TableRef()
    {
        var start = Here;
        return Joins(TablePrimary(), start);
    }

    /// <summary>The joins behind an element of FROM, from left to right.</summary>
    private Node Joins(Node left, int start)
    {
        SkipHoles();
        while (Word is Keyword.Join or Keyword.Cross or Keyword.Natural or Keyword.Inner or Keyword.Left or Keyword.Right or Keyword.Full)
        {
            var isCross = Accept(Keyword.Cross);
            var join = new JoinExpr(start) { Larg = left, IsNatural = !isCross && Accept(Keyword.Natural) };
            if (!isCross)
            {
                join.Jointype = OptJoinType();
            }

            Expect(Keyword.Join);
            var rightStart = Here;
            join.Rarg = TablePrimary();
            if (!isCross && !join.IsNatural)
            {
                QualifiedJoin(join, rightStart);
            }

            left = Close(join);
            SkipHoles();
        }

        return left;
    }

    /// <summary><c>join_type</c>, or nothing, which is INNER.</summary>
    private JoinType OptJoinType()
    {
        var type = Word switch
        {
            Keyword.Left => JoinType.Left,
            Keyword.Right => JoinType.Right,
            Keyword.Full => JoinType.Full,
            _ => JoinType.Inner,
        };
        if (type != JoinType.Inner)
        {
            Advance();
            Accept(Keyword.Outer);
        }
        else
        {
            Accept(Keyword.Inner);
        }

        return type;
    }

    /// <summary>The joins that stand before this one's condition, and <c>join_qual</c>.</summary>
    private void QualifiedJoin(JoinExpr join, int rightStart)
    {
        SkipHoles();
        if (Word is not (Keyword.On or Keyword.Using) && Enter())
        {
            join.Rarg = Joins(join.Rarg!, rightStart);
            depth--;
        }

        if (Accept(Keyword.On))
        {
            join.Quals = AExpr();
            return;
        }

        if (!Accept(Keyword.Using))
        {
            Fail("ON or USING");
            return;
        }

        join.UsingClause = ParenthesizedNames();
        join.JoinUsingAlias = Is(Keyword.As) ? AliasName() : null;
    }

    /// <summary>An element of FROM without joins, with its alias.</summary>
    private Node TablePrimary()
    {
        var start = Here;
        if (Is(TokenKind.LeftParenthesis))
        {
            return Aliased(start, ParenthesizedTable());
        }

        if (Accept(Keyword.Lateral))
        {
            return LateralTable(start);
        }

        return SpecialTable(start, isLateral: false) ?? (IsTableFunction() ? RangeFunction(start) : RelationInFrom());
    }

    /// <summary>What may stand behind LATERAL.</summary>
    private Node LateralTable(int start)
    {
        if (Is(TokenKind.LeftParenthesis))
        {
            return Close(new RangeSubselect(start) { Lateral = true, Subquery = SelectWithParens(), Alias = OptAliasClause() });
        }

        if (SpecialTable(start, isLateral: true) is { } special)
        {
            return special;
        }

        var function = RangeFunction(start);
        function.Lateral = true;
        return function;
    }

    /// <summary>XMLTABLE and JSON_TABLE with their aliases; null where another element stands. Both words may be names.</summary>
    private Node? SpecialTable(int start, bool isLateral)
    {
        if (KindAt(1) != TokenKind.LeftParenthesis || Word is not (Keyword.Xmltable or Keyword.JsonTable))
        {
            return null;
        }

        if (Is(Keyword.Xmltable))
        {
            var rows = XmlTable(start);
            (rows.Lateral, rows.Alias) = (isLateral, OptAliasClause());
            return Close(rows);
        }

        var table = JsonTable(start);
        (table.Lateral, table.Alias) = (isLateral, OptAliasClause());
        return Close(table);
    }

    /// <summary>
    /// A query or a join in parentheses, from the parenthesis on. Both may begin with more parentheses; which of them it is shows behind the inner one,
    /// so that none is read twice.
    /// </summary>
    /// <returns>A <see cref="Ast.SelectStmt"/>, or a <see cref="JoinExpr"/>.</returns>
    private Node ParenthesizedTable()
    {
        if (!Enter())
        {
            return new JoinExpr(Here);
        }

        Expect(TokenKind.LeftParenthesis);
        var table = QueryOrJoin();
        Expect(TokenKind.RightParenthesis);
        depth--;
        return table;
    }

    private Node QueryOrJoin()
    {
        var start = Here;
        Node first;
        if (!Is(TokenKind.LeftParenthesis))
        {
            if (StartsSelect())
            {
                return SelectNoParens();
            }

            first = TablePrimary();
        }
        else
        {
            var inner = ParenthesizedTable();
            if (inner is SelectStmt query && (Is(TokenKind.RightParenthesis) || ContinuesQuery()))
            {
                return ContinuesQuery() ? SelectNoParens(query, start) : query;
            }

            first = Aliased(start, inner);
        }

        var joined = Joins(first, start);
        if (ReferenceEquals(joined, first) && first is not JoinExpr { Alias: null })
        {
            Fail("JOIN");
        }

        return joined;
    }

    /// <summary>A query or a join that stood in parentheses, with its alias.</summary>
    private Node Aliased(int start, Node table)
    {
        if (table is SelectStmt query)
        {
            return Close(new RangeSubselect(start) { Subquery = query, Alias = OptAliasClause() });
        }

        if (table is JoinExpr join && OptAliasClause() is { } alias)
        {
            join.Alias = alias;
        }

        table.Start = start;
        return Close(table);
    }

    /// <summary><c>relation_expr opt_alias_clause</c>, with TABLESAMPLE.</summary>
    private Node RelationInFrom()
    {
        var relation = RelationExpr();
        relation.Alias = OptAliasClause();
        Close(relation);
        return Is(Keyword.Tablesample) ? TableSample(relation) : relation;
    }

    /// <summary><c>tablesample_clause</c>, from TABLESAMPLE on.</summary>
    private RangeTableSample TableSample(RangeVar relation)
    {
        Advance();
        var sample = new RangeTableSample(relation.Start) { Relation = relation, Method = FuncName(), Args = ParenthesizedList() };
        if (Accept(Keyword.Repeatable))
        {
            Expect(TokenKind.LeftParenthesis);
            sample.Repeatable = AExpr();
            Expect(TokenKind.RightParenthesis);
        }

        return Close(sample);
    }

    /// <summary><c>relation_expr</c>: a table with ONLY or <c>*</c>.</summary>
    private RangeVar RelationExpr()
    {
        var start = Here;
        if (!Accept(Keyword.Only))
        {
            var named = QualifiedName();
            Accept(TokenKind.Asterisk);
            return Close(named);
        }

        var inParentheses = Accept(TokenKind.LeftParenthesis);
        var relation = QualifiedName();
        if (inParentheses)
        {
            Expect(TokenKind.RightParenthesis);
        }

        (relation.Start, relation.Inh) = (start, false);
        return Close(relation);
    }

    /// <summary><c>opt_alias_clause</c>; null without. A hole is no alias unless AS stands before it: it may be any clause.</summary>
    private Alias? OptAliasClause()
    {
        if (!StartsAlias())
        {
            return null;
        }

        var alias = AliasName();
        if (Is(TokenKind.LeftParenthesis))
        {
            alias.Colnames = ParenthesizedNames();
        }

        return Close(alias);
    }

    /// <summary>True at AS, or at a name, which a hole is not.</summary>
    private bool StartsAlias() => Is(Keyword.As) || (!Is(TokenKind.Hole) && IsColId());

    /// <summary><c>[AS] ColId</c>.</summary>
    private Alias AliasName()
    {
        var alias = new Alias(Here);
        Accept(Keyword.As);
        alias.Aliasname = ColId("an alias");
        return Close(alias);
    }

    /// <summary><c>relation_expr_opt_alias</c>: what UPDATE, DELETE and MERGE work on. SET is no alias.</summary>
    private RangeVar RelationExprOptAlias()
    {
        var relation = RelationExpr();
        relation.Alias = StartsAlias() && !Is(Keyword.Set) ? AliasName() : null;
        return Close(relation);
    }

    /// <summary>True where a function stands: a name and a parenthesis, or one of the words that are functions.</summary>
    private bool IsTableFunction()
    {
        if (Is(Keyword.Rows, Keyword.From) || Is(Keyword.Collation, Keyword.For))
        {
            return true;
        }

        if (Word is Keyword.CurrentDate or Keyword.CurrentTime or Keyword.CurrentTimestamp or Keyword.Localtime or Keyword.Localtimestamp or Keyword.CurrentRole
            or Keyword.CurrentUser or Keyword.SessionUser or Keyword.SystemUser or Keyword.User or Keyword.CurrentCatalog or Keyword.CurrentSchema)
        {
            return true;
        }

        if (!IsColId())
        {
            return IsTypeFunctionName() || (IsColLabel() && KindAt(1) == TokenKind.LeftParenthesis && !Is(Keyword.Only));
        }

        var ahead = 1;
        while (KindAt(ahead) == TokenKind.Dot)
        {
            ahead += 2;
        }

        return KindAt(ahead) == TokenKind.LeftParenthesis;
    }

    /// <summary><c>func_table func_alias_clause</c>.</summary>
    private RangeFunction RangeFunction(int start)
    {
        var function = new RangeFunction(start);
        if (Accept(Keyword.Rows, Keyword.From))
        {
            function.IsRowsfrom = true;
            Expect(TokenKind.LeftParenthesis);
            function.Functions = RowsFromList();
            Expect(TokenKind.RightParenthesis);
        }
        else
        {
            var first = Here;
            function.Functions = [Close(new ListValue(first) { Items = [FuncExprWindowless(), new ListValue(LastEnd)] })];
        }

        function.Ordinality = Accept(Keyword.With, Keyword.Ordinality);
        FuncAliasClause(function);
        return Close(function);
    }

    /// <summary><c>rowsfrom_list</c>.</summary>
    private List<ListValue> RowsFromList()
    {
        var items = new List<ListValue>();
        do
        {
            var item = new ListValue(Here);
            var function = FuncExprWindowless();
            var columns = new ListValue(Here);
            if (Accept(Keyword.As))
            {
                Expect(TokenKind.LeftParenthesis);
                columns.Items = TableFuncElementList();
                Expect(TokenKind.RightParenthesis);
            }

            item.Items = [function, Close(columns)];
            items.Add(Close(item));
        }
        while (Accept(TokenKind.Comma));

        return items;
    }

    /// <summary><c>func_alias_clause</c>: an alias, with names of columns, or with columns and their types.</summary>
    private void FuncAliasClause(RangeFunction function)
    {
        if (Is(Keyword.As) && KindAt(1) == TokenKind.LeftParenthesis)
        {
            position += 2;
            function.Coldeflist = TableFuncElementList();
            Expect(TokenKind.RightParenthesis);
            return;
        }

        if (!StartsAlias())
        {
            return;
        }

        function.Alias = AliasName();
        if (!Is(TokenKind.LeftParenthesis))
        {
            return;
        }

        if (KindAt(2) is TokenKind.Comma or TokenKind.RightParenthesis)
        {
            function.Alias.Colnames = ParenthesizedNames();
            Close(function.Alias);
            return;
        }

        Advance();
        function.Coldeflist = TableFuncElementList();
        Expect(TokenKind.RightParenthesis);
    }

    /// <summary><c>TableFuncElementList</c>: columns with their types.</summary>
    private List<Node> TableFuncElementList()
    {
        var columns = new List<Node>();
        do
        {
            columns.Add(TableFuncElement());
        }
        while (Accept(TokenKind.Comma));

        return columns;
    }
}
