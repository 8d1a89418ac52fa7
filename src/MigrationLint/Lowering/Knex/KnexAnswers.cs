using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering.Sql.Procedural;

namespace MigrationLint.Lowering.Knex;

/// <summary>What the promise of a statement resolves to, from what is known of its rows.</summary>
internal static class KnexAnswers
{
    /// <summary>The value (knex 3.3: <c>processResponse</c> of <c>lib/dialects/postgres/index.js</c>).</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="result">Its rows; null where it is no query.</param>
    public static JavaScriptValue Of(KnexStatement statement, QueryResult? result) => statement.Result switch
    {
        KnexResult.Exists => result?.HasRows is { } exists ? JavaScriptValues.Of(exists) : Unknown(statement),
        KnexResult.Rows => Rows(result) is { } rows ? rows : Unknown(statement),
        KnexResult.FirstRow => result is { IsKnown: true } ? (result.Rows.Count > 0 ? Row(result.Columns, result.Rows[0]) : JavaScriptValues.Undefined) : Unknown(statement),
        KnexResult.Pluck => Pluck(statement, result),
        KnexResult.Raw => Raw(result is { Columns.Count: 0, Rows.Count: > 0 } ? null : result),
        KnexResult.RowCount => result is { IsKnown: true } ? new NumberValue(result.Rows.Count) : Unknown(statement),
        _ => Unknown(statement),
    };

    private static UnknownValue Unknown(KnexStatement statement) => JavaScriptValues.Computed(statement.Method ?? "query");

    private static ArrayValue? Rows(QueryResult? result) =>
        result is { IsKnown: true, Columns: not null } or { IsKnown: true, Rows.Count: 0 } ? new ArrayValue(result.Rows.Select(row => Row(result.Columns, row))) : null;

    private static JavaScriptValue Pluck(KnexStatement statement, QueryResult? result)
    {
        if (result is not { IsKnown: true })
        {
            return Unknown(statement);
        }

        var column = (result.Columns ?? []).ToList().IndexOf(statement.Plucked ?? "");
        return column >= 0 || result.Rows.Count == 0 ? new ArrayValue(result.Rows.Select(row => Value(row.Values[column]))) : Unknown(statement);
    }

    /// <summary>The driver's result (pg 8: <c>lib/result.js</c>).</summary>
    private static ObjectValue Raw(QueryResult? result)
    {
        var answer = new ObjectValue { IsPartial = true };
        if (Rows(result) is { } rows)
        {
            answer.Set(new PropertySlot("rows", rows, null));
            answer.Set(new PropertySlot("rowCount", new NumberValue(rows.Elements.Count), null));
        }

        return answer;
    }

    private static ObjectValue Row(IReadOnlyList<string>? columns, QueryRow row)
    {
        var value = new ObjectValue();
        for (var i = 0; i < row.Values.Count && i < columns?.Count; i++)
        {
            value.Set(new PropertySlot(columns[i], Value(row.Values[i]), null));
        }

        return value;
    }

    // pg-types 2: lib/textParsers.js. Where the type of a number is not told apart (int8 and numeric are strings), nothing is said.
    private static JavaScriptValue Value(SqlValue value) => value switch
    {
        SqlNull => JavaScriptValues.Null,
        SqlBoolean boolean => JavaScriptValues.Of(boolean.Value),
        Sql.Procedural.SqlText text => new StringValue(text.Value),
        SqlNumber { IsSmall: true } number => new NumberValue((double)number.Value),
        SqlNumber => JavaScriptValues.Computed("number"),
        SqlArray { IsKnown: true } array => new ArrayValue(array.Elements.Select(Value)),
        SqlObject { Name: { } name } => new StringValue(name),
        _ => JavaScriptValues.Computed("value"),
    };
}
