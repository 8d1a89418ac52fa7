using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>XMLTABLE and JSON_TABLE.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>xmltable opt_alias_clause</c>.</summary>
    private RangeTableFunc XmlTable(int start)
    {
        var table = new RangeTableFunc(start);
        Expect(Keyword.Xmltable);
        Expect(TokenKind.LeftParenthesis);
        if (Accept(Keyword.Xmlnamespaces))
        {
            Expect(TokenKind.LeftParenthesis);
            table.Namespaces = XmlNamespaceList();
            Expect(TokenKind.RightParenthesis);
            Expect(TokenKind.Comma);
        }

        table.Rowexpr = CExpr();
        table.Docexpr = XmlexistsArgument();
        Expect(Keyword.Columns);
        var columns = new List<RangeTableFuncCol>();
        do
        {
            columns.Add(XmlTableColumn());
        }
        while (Accept(TokenKind.Comma));

        table.Columns = columns;
        Expect(TokenKind.RightParenthesis);
        table.Alias = OptAliasClause();
        return Close(table);
    }

    /// <summary><c>xml_namespace_list</c>.</summary>
    private List<ResTarget> XmlNamespaceList()
    {
        var namespaces = new List<ResTarget>();
        do
        {
            var element = new ResTarget(Here);
            var isDefault = Accept(Keyword.Default);
            element.Val = BExpr();
            if (!isDefault)
            {
                Expect(Keyword.As);
                element.Name = ColLabel();
            }

            namespaces.Add(Close(element));
        }
        while (Accept(TokenKind.Comma));

        return namespaces;
    }

    /// <summary><c>xmltable_column_el</c>.</summary>
    private RangeTableFuncCol XmlTableColumn()
    {
        var column = new RangeTableFuncCol(Here) { Colname = ColId("a column name") };
        if (Accept(Keyword.For))
        {
            Expect(Keyword.Ordinality);
            column.ForOrdinality = true;
            return Close(column);
        }

        column.TypeName = Typename();
        var hasNullability = false;
        while (!AtEnd && !Is(TokenKind.Comma) && !Is(TokenKind.RightParenthesis))
        {
            var option = Here;
            var isRepeated = false;
            switch (Word)
            {
                case Keyword.Default:
                    Advance();
                    isRepeated = column.Coldefexpr is not null;
                    column.Coldefexpr = BExpr();
                    break;
                case Keyword.Path:
                    Advance();
                    isRepeated = column.Colexpr is not null;
                    column.Colexpr = BExpr();
                    break;
                case Keyword.Not or Keyword.Null:
                    column.IsNotNull = Accept(Keyword.Not);
                    Expect(Keyword.Null);
                    (isRepeated, hasNullability) = (hasNullability, true);
                    break;
                default:
                    Fail("DEFAULT, PATH, NULL, NOT NULL, ',' or ')'");
                    break;
            }

            if (isRepeated)
            {
                Refuse(TextSpan.FromBounds(option, LastEnd), "a column of XMLTABLE has one option of a kind");
            }
        }

        return Close(column);
    }

    /// <summary><c>json_table opt_alias_clause</c>.</summary>
    private JsonTable JsonTable(int start)
    {
        var table = new JsonTable(start);
        Expect(Keyword.JsonTable);
        Expect(TokenKind.LeftParenthesis);
        table.ContextItem = JsonValueExpr();
        Expect(TokenKind.Comma);
        var path = new JsonTablePathSpec(Here) { String = AExpr() };
        if (path.String is not (AConst { Sval: not null } or Hole))
        {
            Refuse(path.String.Span, "JSON_TABLE takes a path that is a string constant");
        }

        path.Name = Accept(Keyword.As) ? ColId() : null;
        table.Pathspec = Close(path);
        table.Passing = JsonPassingClause();
        Expect(Keyword.Columns);
        table.Columns = JsonTableColumns();
        table.OnError = JsonOnErrorClause();
        Expect(TokenKind.RightParenthesis);
        table.Alias = OptAliasClause();
        return Close(table);
    }

    /// <summary><c>'(' json_table_column_definition_list ')'</c>.</summary>
    private List<Node> JsonTableColumns()
    {
        var columns = new List<Node>();
        if (!Enter())
        {
            return columns;
        }

        Expect(TokenKind.LeftParenthesis);
        do
        {
            columns.Add(JsonTableColumn());
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        depth--;
        return columns;
    }

    /// <summary><c>json_table_column_definition</c>.</summary>
    private JsonTableColumn JsonTableColumn()
    {
        var column = new JsonTableColumn(Here);

        // NESTED may be the name of a column.
        if (Is(Keyword.Nested) && (KindAt(1) == TokenKind.StringConstant || (WordAt(1) == Keyword.Path && KindAt(2) == TokenKind.StringConstant)))
        {
            Advance();
            Accept(Keyword.Path);
            column.Coltype = JsonTableColumnType.Nested;
            column.Pathspec = JsonTablePath(mayHaveName: true);
            Expect(Keyword.Columns);
            column.Columns = JsonTableColumns();
            return Close(column);
        }

        column.Name = ColId("a column name");
        if (Accept(Keyword.For))
        {
            Expect(Keyword.Ordinality);
            column.Coltype = JsonTableColumnType.ForOrdinality;
            return Close(column);
        }

        column.TypeName = Typename();
        column.Coltype = JsonTableColumnType.Regular;
        if (Accept(Keyword.Exists))
        {
            column.Coltype = JsonTableColumnType.Exists;
            column.Wrapper = JsonWrapper.None;
            column.Format = new JsonFormat(LastEnd) { FormatType = JsonFormatType.Default };
            column.Pathspec = Accept(Keyword.Path) ? JsonTablePath(mayHaveName: false) : null;
            column.OnError = JsonOnErrorClause();
            return Close(column);
        }

        column.Format = JsonFormatClause();
        if (column.Format.FormatType != JsonFormatType.Default)
        {
            column.Coltype = JsonTableColumnType.Formatted;
        }

        column.Pathspec = Accept(Keyword.Path) ? JsonTablePath(mayHaveName: false) : null;
        column.Wrapper = JsonWrapperBehavior();
        column.Quotes = JsonQuotesClause();
        (column.OnEmpty, column.OnError) = JsonBehaviorClause();
        return Close(column);
    }

    /// <summary>A path as PostgreSQL's <c>makeJsonTablePathSpec</c> has it: a constant, and possibly its name.</summary>
    private JsonTablePathSpec JsonTablePath(bool mayHaveName)
    {
        var start = Here;
        var path = new JsonTablePathSpec(start) { String = MakeStringConst(start, Sconst("a path")) };
        path.Name = mayHaveName && Accept(Keyword.As) ? ColId() : null;
        return Close(path);
    }
}
