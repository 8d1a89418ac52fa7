using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>JSON_TABLE.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>json_table</c>, without an alias.</summary>
    private JsonTable JsonTable(int start)
    {
        var table = new JsonTable(start);
        Expect(Keyword.JsonTable);
        Expect(TokenKind.LeftParenthesis);
        table.ContextItem = JsonValueExpr();
        Expect(TokenKind.Comma);
        table.Pathspec = JsonTablePath();
        table.Passing = JsonPassing();
        table.Columns = JsonTableColumns();
        table.OnError = JsonOnError();
        Expect(TokenKind.RightParenthesis);
        return Close(table);
    }

    private JsonTablePathSpec JsonTablePath()
    {
        var path = new JsonTablePathSpec(Here);
        var expression = AExpr();
        if (expression is not (AConst { Sval: not null } or Hole))
        {
            Refuse(expression.Span, "the path of JSON_TABLE is a string constant");
        }

        path.String = expression;
        path.Name = Accept(Keyword.As) ? ColId() : null;
        return Close(path);
    }

    private List<JsonTableColumn> JsonTableColumns()
    {
        Expect(Keyword.Columns);
        Expect(TokenKind.LeftParenthesis);
        var columns = new List<JsonTableColumn>();
        do
        {
            columns.Add(JsonTableColumn());
            SkipHoles();
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return columns;
    }

    private JsonTableColumn JsonTableColumn()
    {
        var column = new JsonTableColumn(Here);
        if (Is(Keyword.Nested) && (KindAt(1) == TokenKind.StringConstant || (WordAt(1) == Keyword.Path && KindAt(2) == TokenKind.StringConstant)))
        {
            NestedColumns(column);
            return Close(column);
        }

        column.Name = ColId("a column name");
        if (Accept(Keyword.For, Keyword.Ordinality))
        {
            column.Coltype = JsonTableColumnType.ForOrdinality;
            return Close(column);
        }

        column.TypeName = Typename();
        if (Accept(Keyword.Exists))
        {
            column.Coltype = JsonTableColumnType.Exists;
            column.Format = new JsonFormat(LastEnd);
            column.Wrapper = JsonWrapper.None;
            column.Pathspec = JsonTableColumnPath();
            column.OnError = JsonOnError();
            return Close(column);
        }

        column.Format = JsonFormatClause();
        column.Coltype = column.Format.FormatType == JsonFormatType.Default ? JsonTableColumnType.Regular : JsonTableColumnType.Formatted;
        column.Pathspec = JsonTableColumnPath();
        column.Wrapper = JsonWrapperBehavior();
        column.Quotes = JsonQuotesClause();
        (column.OnEmpty, column.OnError) = JsonBehaviors();
        return Close(column);
    }

    private void NestedColumns(JsonTableColumn column)
    {
        Advance();
        Accept(Keyword.Path);
        column.Coltype = JsonTableColumnType.Nested;
        var path = new JsonTablePathSpec(Here);
        path.String = MakeStringConst(path.Start, Sconst());
        path.Name = Accept(Keyword.As) ? ColId() : null;
        column.Pathspec = Close(path);
        column.Columns = Enter() ? JsonTableColumns() : [];
        depth--;
    }

    private JsonTablePathSpec? JsonTableColumnPath()
    {
        if (!Accept(Keyword.Path))
        {
            return null;
        }

        var path = new JsonTablePathSpec(Here);
        path.String = MakeStringConst(path.Start, Sconst());
        return Close(path);
    }
}
