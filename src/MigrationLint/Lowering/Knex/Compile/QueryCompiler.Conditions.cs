using System.Text.RegularExpressions;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.Lowering.Knex;

// Joins, WHERE, HAVING, and functions of JSON.
internal sealed partial class QueryCompiler
{
    private SqlText Join()
    {
        var joins = Grouped("join").ToList();
        return joins.Count == 0 ? SqlText.Empty : SqlText.Join(" ", joins.Select(clause => Placed(clause, Join)).ToList());
    }

    private SqlText Join(QueryClause clause)
    {
        var join = clause.Join!;
        if (join.Kind == "raw")
        {
            return format.UnwrapRaw(join.Table, bindings) ?? SqlText.Empty;
        }

        var sql = join.Type + " join " + JoinTable(join);
        return sql + OnClauses(join.Clauses, isWrapped: false);
    }

    private SqlText JoinTable(JoinState join) => compilation.IsTruthy(join.Schema) && !KnexValues.IsRaw(join.Table)
        ? KnexFormatter.WrapString(compilation.Text(join.Schema) + "." + compilation.Text(join.Table))
        : format.Wrap(join.Table, bindings);

    private SqlText OnClauses(List<QueryClause> clauses, bool isWrapped)
    {
        var sql = new SqlTextBuilder();
        for (var i = 0; i < clauses.Count; i++)
        {
            if (i > 0 || !isWrapped)
            {
                sql.Append(i > 0 ? $" {clauses[i].Bool} " : clauses[i].Type == "onUsing" ? " using " : " on ");
            }

            sql.Append(Placed(clauses[i], On));
        }

        return sql.ToText();
    }

    private SqlText On(QueryClause clause)
    {
        switch (clause.Type)
        {
            case "onWrapped":
                var inner = new JoinState(JavaScriptValues.Undefined, "", JavaScriptValues.Undefined);
                new JoinReplay(compilation, inner).Run(clause.Value);
                var sql = OnClauses(inner.Clauses, isWrapped: true);
                return sql.IsEmpty ? sql : "(" + sql + ")";
            case "onBasic":
                var isQuery = clause.Value is KnexQueryBuilder;
                return format.Wrap(clause.Column, bindings) + " " + format.Operator(clause.Operator, bindings) + " " + (isQuery ? "(" : "")
                    + format.Wrap(clause.Value, bindings) + (isQuery ? ")" : "");
            case "onVal":
                return format.Wrap(clause.Column, bindings) + " " + format.Operator(clause.Operator, bindings) + " " + format.Parameter(clause.Value, bindings);
            case "onRaw":
                return format.UnwrapRaw(clause.Value, bindings) ?? (KnexValues.IsUnknown(clause.Value) ? compilation.Unknown(clause.Value) : SqlText.Of("undefined", null));
            case "onUsing":
                return "(" + format.Columnize(clause.Column, bindings) + ")";
            case "onJsonPathEquals":
                return "jsonb_path_query_first(" + format.Wrap(clause.Column, bindings) + ", " + format.Parameter(clause.Value, bindings) + ") = jsonb_path_query_first("
                    + format.Wrap(clause.Operator, bindings) + ", " + format.Parameter(clause.Extra, bindings) + ")";
            default:
                return Condition(clause with { Type = "having" + clause.Type.Substring(2) });
        }
    }

    private SqlText Where()
    {
        var sql = new List<SqlText>();
        foreach (var clause in Grouped("where").ToList())
        {
            if (clause.HasValue && KnexValues.ContainsUndefined(clause.Value))
            {
                undefinedColumns.Add(compilation.Text(clause.Column));
            }

            var text = Placed(clause, Condition);
            if (!text.IsEmpty)
            {
                sql.Add(sql.Count == 0 ? "where" : clause.Bool);
                sql.Add(text);
            }
        }

        return SqlText.Join(" ", sql);
    }

    private SqlText Having()
    {
        var sql = new List<SqlText>();
        foreach (var clause in Grouped("having").ToList())
        {
            var text = Placed(clause, Condition);
            if (!text.IsEmpty)
            {
                sql.Add(sql.Count == 0 ? "having" : clause.Bool);
                sql.Add(text);
            }
        }

        return SqlText.Join(" ", sql);
    }

    private static SqlText Not(QueryClause clause, SqlText text) => clause.IsNot ? "not " + text : text;

    private SqlText ValueOf(QueryClause clause) => clause.IsColumn ? format.Wrap(clause.Value, bindings) : format.Parameter(clause.Value, bindings);

    private SqlText ColumnOf(QueryClause clause) =>
        clause.Column is ArrayValue ? "(" + format.Columnize(clause.Column, bindings) + ")" : format.Wrap(clause.Column, bindings);

    private SqlText Condition(QueryClause clause)
    {
        switch (clause.Type)
        {
            case "unknown":
                return compilation.Unknown(clause.Value);
            case "whereBasic" or "havingBasic":
                return Not(clause, "") + format.Wrap(clause.Column, bindings) + " " + format.Operator(clause.Operator, bindings) + " "
                    + (clause.Type == "whereBasic" ? ValueOf(clause) : format.Parameter(clause.Value, bindings));
            case "whereNull" or "havingNull":
                return format.Wrap(clause.Column, bindings) + " is " + Not(clause, "null");
            case "whereRaw" or "havingRaw":
                return Not(clause, "") + (format.UnwrapRaw(clause.Value, bindings) ?? compilation.Unknown(clause.Value));
            case "whereExists" or "havingExists":
                return Not(clause, "exists") + " (" + format.RawOrFunction(clause.Value, null, bindings) + ")";
            case "whereWrapped" or "havingWrapped":
                var group = format.RawOrFunction(clause.Value, "where", bindings);
                return group.IsEmpty ? group : Not(clause, "") + "(" + (group.HasUnknown && group.Content.Length < 6 ? group : group.Slice(6)) + ")";
            case "whereIn":
                return ColumnOf(clause) + " " + Not(clause, "in ") + format.Values(clause.Value, bindings);
            case "havingIn":
                return In(clause);
            case "whereLike" or "whereILike":
                return ColumnOf(clause) + " " + Not(clause, clause.Type == "whereLike" ? "like " : "ilike ") + ValueOf(clause);
            case "whereBetween" or "havingBetween":
                return format.Wrap(clause.Column, bindings) + " " + Not(clause, "between") + " "
                    + (clause.Value is ArrayValue range ? SqlText.Join(" and ", range.Elements.Select(value => format.Parameter(value, bindings))) : compilation.Unknown(clause.Value));
            default:
                return JsonCondition(clause);
        }
    }

    private SqlText In(QueryClause clause)
    {
        if (clause.Column is ArrayValue)
        {
            return "(" + format.Columnize(clause.Column, bindings) + ") " + Not(clause, "in ") + "(("
                + SqlText.Join("),(", KnexValues.List(clause.Value).Select(row => format.Parameterize(row, JavaScriptValues.Undefined, bindings))) + "))";
        }

        var column = KnexValues.IsRaw(clause.Value) ? format.Parameter(clause.Value, bindings) : format.Parameterize(clause.Value, JavaScriptValues.Undefined, bindings);
        var values = column.Content.StartsWith("(", StringComparison.Ordinal) ? column : "(" + column + ")";
        return format.Wrap(clause.Column, bindings) + " " + Not(clause, "in ") + values;
    }

    private SqlText JsonCondition(QueryClause clause)
    {
        var json = clause with { Value = JsonWrap(clause.Value) };
        switch (clause.Type)
        {
            case "whereJsonObject":
                return ColumnOf(clause) + " " + (clause.IsNot ? "!=" : "=") + " " + ValueOf(json);
            case "whereJsonSupersetOf":
                return Not(clause, format.Wrap(clause.Column, bindings) + " @> " + ValueOf(json));
            case "whereJsonSubsetOf":
                return Not(clause, format.Columnize(clause.Column, bindings) + " <@ " + ValueOf(json));
            default:
                var number = JavaScriptValues.Number(clause.Value);
                var isNumber = number is not null && !double.IsNaN(number.Value);
                var cast = isNumber && KnexValues.ParseInt(clause.Value) is not (null or 0) ? "::int"
                    : isNumber && KnexValues.ParseFloat(clause.Value) is not (null or 0) ? "::float"
                    : " #>> '{}'";
                return "jsonb_path_query_first(" + ColumnOf(clause) + ", " + format.Parameter(clause.Extra, bindings) + ")" + cast + " "
                    + format.Operator(clause.Operator, bindings) + " " + ValueOf(json);
        }
    }

    /// <summary>JSON in one spelling, where it is JSON.</summary>
    private static JavaScriptValue JsonWrap(JavaScriptValue value)
    {
        if (KnexValues.IsObject(value) && value is not KnexQueryBuilder)
        {
            return JsonText.Write(value) is { } written ? new StringValue(written) { Origin = value.Origin } : JavaScriptValues.Computed("JSON", value);
        }

        return value is StringValue text && JsonText.Read(text.Value.Replace("\n", "").Replace("\t", ""), null) is { } read && JsonText.Write(read) is { } again
            ? new StringValue(again) { Origin = value.Origin }
            : value;
    }

    private SqlText Json(QueryClause clause)
    {
        if (clause.Method == "jsonExtract")
        {
            var items = clause.Column is ArrayValue array
                ? array.Elements.Select(item => (Item(item, 0), Item(item, 1), Item(item, 2)))
                : [(clause.Column, clause.Operator, clause.Alias)];
            return SqlText.Join(", ", items.Select(item => Aliased(
                "jsonb_path_query(" + format.Columnize(item.Item1, bindings) + ", " + format.Parameter(item.Item2, bindings) + ")", item.Item3)).ToList());
        }

        var column = format.Columnize(clause.Column, bindings);
        var path = format.Parameter(PathOf(clause.Operator), bindings);
        return Aliased(
            clause.Method == "jsonRemove"
                ? column + " #- " + path
                : (clause.Method == "jsonSet" ? "jsonb_set(" : "jsonb_insert(") + column + ", " + path + ", " + format.Parameter(clause.Value, bindings) + ")",
            clause.Alias);
    }

    private SqlText Aliased(SqlText sql, JavaScriptValue alias) => compilation.IsTruthy(alias) ? KnexFormatter.Alias(sql, format.Wrap(alias, bindings)) : sql;

    private static JavaScriptValue Item(JavaScriptValue item, int index) => item is ArrayValue array && index < array.Elements.Count ? array.Elements[index] : JavaScriptValues.Undefined;

    /// <summary>A path of JSON as PostgreSQL's array (knex 3.3: <c>toPathForJson</c>).</summary>
    private static JavaScriptValue PathOf(JavaScriptValue path)
    {
        if (path is not StringValue { Value: var text } || (text.StartsWith("{", StringComparison.Ordinal) && text.EndsWith("}", StringComparison.Ordinal)))
        {
            return path;
        }

        var rest = text.StartsWith("$.", StringComparison.Ordinal) ? text.Substring(2) : text;
        var dot = rest.IndexOf('.');
        rest = dot < 0 ? rest : rest.Substring(0, dot) + "," + rest.Substring(dot + 1);
        var index = Regex.Match(rest, @"\[(?<index>[0-9]+)]", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        return new StringValue("{" + (index.Success ? rest.Substring(0, index.Index) + "," + index.Groups["index"].Value + rest.Substring(index.Index + index.Length) : rest) + "}") { Origin = path.Origin };
    }
}
