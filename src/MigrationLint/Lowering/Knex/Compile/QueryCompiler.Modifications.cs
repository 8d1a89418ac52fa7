using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.Lowering.Knex;

// INSERT, UPDATE, DELETE.
internal sealed partial class QueryCompiler
{
    private static readonly KnexRaw Default = KnexRaw.Of(new StringValue("DEFAULT"), Text.SourceSpan.StartOf(new Text.SourceText("", "")));

    private SqlText Insert()
    {
        var data = Get("insert") ?? new ArrayValue([]);
        var sql = With() + "insert into " + TableName + " ";
        var body = Placed("insert", () => InsertBody(data));
        if (body.IsEmpty)
        {
            return body;
        }

        sql += body;
        if (Get("onConflict") is { } target)
        {
            if (Get("ignore") is not null)
            {
                sql += Placed("ignore", () => target is BooleanValue { Value: true } ? " on conflict do nothing" : " on conflict " + Conflict(target) + " do nothing");
            }

            if (query.Single.TryGetValue("merge", out var updates))
            {
                sql += Placed("merge", () => Merge(updates, target, data));
                sql += Spaced(Where());
            }
        }

        return sql + Returning();
    }

    private SqlText Returning() => Get("returning") is { } returning && (KnexValues.IsTruthy(returning) || KnexValues.IsUnknown(returning))
        ? Placed("returning", () => " returning " + format.Columnize(returning, bindings))
        : SqlText.Empty;

    private SqlText Conflict(JavaScriptValue target) => target is KnexRaw ? format.Wrap(target, bindings) : "(" + format.Columnize(target, bindings) + ")";

    private SqlText InsertBody(JavaScriptValue data)
    {
        switch (data)
        {
            case ArrayValue { Elements.Count: 0, IsPartial: false }:
                return SqlText.Empty;
            case ObjectValue { Properties.Count: 0, IsPartial: false }:
                return "default values";
            case UnknownValue or ConditionalValue:
                return compilation.Unknown(data);
        }

        if (format.RawOrFunction(data, null, bindings) is { IsEmpty: false } raw)
        {
            return raw;
        }

        var rows = Rows(data);
        if (rows.Exists(row => row is not ObjectValue))
        {
            return compilation.Unknown(data);
        }

        var columns = Columns(rows);
        if (columns.Count == 0)
        {
            return data is ArrayValue { Elements.Count: 1 } one && KnexValues.IsTruthy(one.Elements[0]) ? "default values" : SqlText.Empty;
        }

        var names = SqlText.Join(", ", columns.Select(column => format.Wrap(Key(rows, column), bindings)));
        return "(" + names + ") values (" + SqlText.Join("), (", rows.Cast<ObjectValue>().Select(row => format.Parameterize(
            new ArrayValue(columns.Select(column => row.Find(column)?.Value ?? (row.IsPartial ? JavaScriptValues.Computed(column, row) : JavaScriptValues.Undefined))), Default, bindings))) + ")";
    }

    private static StringValue Key(List<JavaScriptValue> rows, string column) =>
        new(column) { Origin = rows.OfType<ObjectValue>().Select(row => row.Find(column)?.Location).FirstOrDefault(location => location is not null) };

    private List<JavaScriptValue> Rows(JavaScriptValue data)
    {
        compilation.IsUncertain |= data is ArrayValue { IsPartial: true };
        return [.. KnexValues.List(data).TakeWhile(row => !KnexValues.IsNullish(row))];
    }

    /// <summary>All keys of all rows, sorted as JavaScript sorts.</summary>
    private List<string> Columns(List<JavaScriptValue> rows)
    {
        var columns = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.OfType<ObjectValue>())
        {
            compilation.Spend(row.Properties.Count);
            compilation.IsUncertain |= row.IsPartial;
            columns.UnionWith(row.Properties.Select(slot => slot.Name));
        }

        return [.. columns];
    }

    private SqlText Merge(JavaScriptValue updates, JavaScriptValue target, JavaScriptValue data)
    {
        SqlText Excluded(IEnumerable<SqlText> columns) => SqlText.Join(", ", columns
            .Select(column => KnexFormatter.WrapString(KnexFormatter.Split(column, '.').Last()))
            .Select(column => column + " = excluded." + column));
        var sql = " on conflict " + Conflict(target) + " do update set ";
        switch (updates)
        {
            case ArrayValue array:
                return sql + Excluded(array.Elements.Select(compilation.Text));
            case ObjectValue:
                return sql + SqlText.Join(",", Assignments(updates));
            case UnknownValue or ConditionalValue:
                return sql + compilation.Unknown(updates);
        }

        if (KnexValues.IsFunction(data) || KnexValues.IsRaw(data) || data is KnexQueryBuilder)
        {
            throw compilation.Fail("If using merge with a raw insert query, then updates must be provided");
        }

        var rows = Rows(data);
        return KnexValues.IsUnknown(data) || rows.Exists(row => row is not ObjectValue)
            ? sql + compilation.Unknown(data)
            : sql + Excluded(Columns(rows).Select(column => SqlText.Of(column, null)));
    }

    private SqlText Update()
    {
        var with = With();
        var data = Placed("update", () => SqlText.Join(", ", Assignments(Get("update") ?? new ObjectValue())));
        var from = Get("updateFrom") is { } source && KnexValues.IsTruthy(source) ? Placed("updateFrom", () => " from " + format.Wrap(source, bindings)) : SqlText.Empty;
        var where = Where();
        return with + "update " + Only + TableName + " set " + data + from + Spaced(where) + Returning();
    }

    /// <summary>What follows SET.</summary>
    private List<SqlText> Assignments(JavaScriptValue data)
    {
        var all = new ObjectValue { IsPartial = data is ObjectValue { IsPartial: true } };
        foreach (var slot in (data as ObjectValue)?.Properties ?? [])
        {
            all.Set(slot);
        }

        foreach (var (column, amount) in query.Counters.Where(counter => all.Find(counter.Column) is null))
        {
            var isDown = amount is NumberValue { Value: < 0 };
            var value = isDown ? new NumberValue(-((NumberValue)amount).Value) : amount;
            all.Set(new PropertySlot(column, KnexRaw.Of(new StringValue(isDown ? "?? - ?" : "?? + ?"), new ArrayValue([new StringValue(column), value]), compilation.Here), null));
        }

        var assignments = all.Properties.Where(slot => slot.Value is not UndefinedValue)
            .Select(slot => format.Wrap(new StringValue(slot.Name) { Origin = slot.Location }, bindings) + " = " + format.Parameter(slot.Value, bindings)).ToList();
        if (all.IsPartial)
        {
            assignments.Add(compilation.Unknown(data));
        }

        if (assignments.Count == 0)
        {
            var table = Get("table") is { } name ? $"Table: {compilation.Text(name).Content}." : "";
            var columns = Get("update") is ObjectValue given ? $"Columns: {string.Join(",", given.Properties.Select(slot => slot.Name))}." : "";
            throw compilation.Fail($"Empty .update() call detected! Update data does not contain any values to update. This will result in a faulty query. {table} {columns}");
        }

        return assignments;
    }

    private SqlText Delete()
    {
        var table = TableName;
        var with = With();
        var sources = new List<SqlText>();
        if (Get("using") is { } given)
        {
            sources.Add(SqlText.Join(",", KnexValues.List(given).Select(name => format.Wrap(name, bindings))));
        }

        var conditions = new List<QueryClause>();
        foreach (var clause in Grouped("join"))
        {
            sources.Add(JoinTable(clause.Join!));
            conditions.AddRange(clause.Join!.Clauses.Select(on => on with { Type = "whereBasic", Operator = new StringValue("="), IsColumn = true, IsNot = false }));
        }

        var where = Where();
        var joined = SqlText.Join(" and ", conditions.Select(clause => Placed(clause, Condition)).ToList());
        var all = joined.IsEmpty ? where : (where.IsEmpty ? "where " : where + " and ") + joined;
        return with + "delete from " + Only + table + (sources.Count > 0 ? " using " + SqlText.Join(",", sources) : SqlText.Empty) + Spaced(all) + Returning();
    }
}
