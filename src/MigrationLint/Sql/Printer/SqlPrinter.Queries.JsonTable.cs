using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>JSON_TABLE.</summary>
internal sealed partial class SqlPrinter
{
    private void JsonTable(JsonTable table)
    {
        Lateral(table.Lateral);
        output.Append("JSON_TABLE(");
        Node(table.ContextItem!);
        output.Append(", ");
        JsonPath(table.Pathspec!);
        Clause(" PASSING ", table.Passing);
        output.Append(" COLUMNS ");
        JsonColumns(table.Columns);
        OnEvent(table.OnError, " ON ERROR");
        output.Append(')');
        OptAlias(table.Alias);
    }

    private void JsonPath(JsonTablePathSpec path)
    {
        Node(path.String!);
        OptLabel(path.Name);
    }

    private void JsonColumns(IReadOnlyList<Node> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            output.Append(i == 0 ? "(" : ", ");
            JsonColumn((JsonTableColumn)columns[i]);
        }

        output.Append(')');
    }

    private void JsonColumn(JsonTableColumn column)
    {
        if (column.Coltype == JsonTableColumnType.Nested)
        {
            output.Append("NESTED PATH ");
            JsonPath(column.Pathspec!);
            output.Append(" COLUMNS ");
            JsonColumns(column.Columns);
            return;
        }

        Name(column.Name ?? "");
        output.Append(column.Coltype == JsonTableColumnType.ForOrdinality ? " FOR ORDINALITY" : "");
        Clause(" ", column.TypeName);
        output.Append(column.Coltype == JsonTableColumnType.Exists ? " EXISTS" : "");
        if (column.Coltype == JsonTableColumnType.Formatted)
        {
            Format(column.Format);
        }

        if (column.Pathspec is { } path)
        {
            output.Append(" PATH ");
            JsonPath(path);
        }

        if (column.Coltype != JsonTableColumnType.Exists)
        {
            WrapperAndQuotes(column.Wrapper, column.Quotes);
        }

        OnEvent(column.OnEmpty, " ON EMPTY");
        OnEvent(column.OnError, " ON ERROR");
    }
}
