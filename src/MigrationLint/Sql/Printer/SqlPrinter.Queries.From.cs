using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>What stands in FROM.</summary>
internal sealed partial class SqlPrinter
{
    private bool FromElement(Node node)
    {
        switch (node)
        {
            case RangeVar relation:
                Relation(relation);
                return true;
            case JoinExpr join:
                Join(join);
                return true;
            case RangeSubselect query:
                Lateral(query.Lateral);
                Parenthesized(query.Subquery!);
                OptAlias(query.Alias);
                return true;
            case RangeFunction function:
                Function(function);
                return true;
            case RangeTableSample sample:
                TableSample(sample);
                return true;
            case RangeTableFunc table:
                XmlTable(table);
                return true;
            case JsonTable table:
                JsonTable(table);
                return true;
            default:
                return false;
        }
    }

    private void Relation(RangeVar relation)
    {
        OnlyTable(relation);
        OptAlias(relation.Alias);
    }

    private void Lateral(bool isLateral) => output.Append(isLateral ? "LATERAL " : "");

    private void OptAlias(Alias? alias)
    {
        if (alias is not null)
        {
            output.Append(" AS ");
            Name(alias.Aliasname);
            OptNames(alias.Colnames);
        }
    }

    // Joins lean to the left and may be thousands long.
    private void Join(JoinExpr last)
    {
        output.Append(last.Alias is null ? "" : "(");
        var chain = new List<JoinExpr> { last };
        var first = last.Larg!;
        while (first is JoinExpr { Alias: null } inner)
        {
            chain.Add(inner);
            first = inner.Larg!;
        }

        Node(first);
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            RightSide(chain[i]);
        }

        output.Append(last.Alias is null ? "" : ")");
        OptAlias(last.Alias);
    }

    private void RightSide(JoinExpr join)
    {
        var isCross = join is { Jointype: JoinType.Inner, IsNatural: false, Quals: null, UsingClause.Count: 0 };
        output.Append(join.IsNatural ? " NATURAL" : "").Append(join.Jointype switch
        {
            JoinType.Left => " LEFT JOIN ",
            JoinType.Right => " RIGHT JOIN ",
            JoinType.Full => " FULL JOIN ",
            _ => isCross ? " CROSS JOIN " : " JOIN ",
        });
        if (join.Rarg is JoinExpr { Alias: null })
        {
            Parenthesized(join.Rarg);
        }
        else
        {
            Node(join.Rarg!);
        }

        Clause(" ON ", join.Quals);
        if (join.UsingClause.Count > 0)
        {
            output.Append(" USING");
            OptNames(join.UsingClause);
            OptAlias(join.JoinUsingAlias);
        }
    }

    private void Function(RangeFunction function)
    {
        Lateral(function.Lateral);
        output.Append(function.IsRowsfrom ? "ROWS FROM (" : "");
        for (var i = 0; i < function.Functions.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            FunctionOfFrom(function.Functions[i].Items[0]);
            if (function.Functions[i].Items[1] is ListValue { Items.Count: > 0 } columns)
            {
                output.Append(" AS ");
                ColumnDefinitions(columns.Items);
            }
        }

        output.Append(function.IsRowsfrom ? ")" : "").Append(function.Ordinality ? " WITH ORDINALITY" : "");
        OptAlias(function.Alias);
        if (function.Coldeflist.Count > 0)
        {
            output.Append(function.Alias is null ? " AS " : " ");
            ColumnDefinitions(function.Coldeflist);
        }
    }

    /// <summary>A cast must be spelled as a function here.</summary>
    private void FunctionOfFrom(Node function)
    {
        if (function is not TypeCast { Arg: { } value, TypeName: { } type })
        {
            Node(function);
            return;
        }

        output.Append("CAST(");
        Node(value);
        output.Append(" AS ");
        Node(type);
        output.Append(')');
    }

    private void ColumnDefinitions(IReadOnlyList<Node> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            output.Append(i == 0 ? "(" : ", ");
            var column = (ColumnDef)columns[i];
            Name(column.Colname ?? "");
            Clause(" ", column.TypeName);
            if (column.CollClause is { } collation)
            {
                output.Append(" COLLATE ");
                QualifiedName(collation.Collname);
            }
        }

        output.Append(')');
    }

    private void TableSample(RangeTableSample sample)
    {
        Node(sample.Relation!);
        output.Append(" TABLESAMPLE ");
        QualifiedName(sample.Method);
        output.Append(' ');
        ParenthesizedList(sample.Args);
        if (sample.Repeatable is { } seed)
        {
            output.Append(" REPEATABLE ");
            Parenthesized(seed);
        }
    }

    private void XmlTable(RangeTableFunc table)
    {
        Lateral(table.Lateral);
        output.Append("XMLTABLE(");
        for (var i = 0; i < table.Namespaces.Count; i++)
        {
            output.Append(i == 0 ? "XMLNAMESPACES(" : ", ").Append(table.Namespaces[i].Name is null ? "DEFAULT " : "");
            Parenthesized(table.Namespaces[i].Val!);
            OptLabel(table.Namespaces[i].Name);
        }

        output.Append(table.Namespaces.Count > 0 ? "), " : "");
        Parenthesized(table.Rowexpr!);
        output.Append(" PASSING ");
        Parenthesized(table.Docexpr!);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            output.Append(i == 0 ? " COLUMNS " : ", ");
            XmlColumn((RangeTableFuncCol)table.Columns[i]);
        }

        output.Append(')');
        OptAlias(table.Alias);
    }

    private void XmlColumn(RangeTableFuncCol column)
    {
        Name(column.Colname ?? "");
        output.Append(column.ForOrdinality ? " FOR ORDINALITY" : "");
        Clause(" ", column.TypeName);
        if (column.Colexpr is { } path)
        {
            output.Append(" PATH ");
            Parenthesized(path);
        }

        if (column.Coldefexpr is { } value)
        {
            output.Append(" DEFAULT ");
            Parenthesized(value);
        }

        output.Append(column.IsNotNull ? " NOT NULL" : "");
    }

    private void OptLabel(string? label)
    {
        if (label is not null)
        {
            output.Append(" AS ");
            Name(label);
        }
    }
}
