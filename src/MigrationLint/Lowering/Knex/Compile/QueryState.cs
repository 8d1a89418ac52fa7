using System.Globalization;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>A query as Knex's builder has it after all calls (knex 3.3: <c>lib/query/querybuilder.js</c> and PostgreSQL's <c>pg-querybuilder.js</c>).</summary>
internal sealed partial class QueryState(KnexCompilation compilation)
{
    private const int MaximumRedirects = 10_000;
    private string boolFlag = "and";
    private bool notFlag;
    private bool columnFlag;
    private string? joinFlag;
    private string analytic = "row_number";
    private JavaScriptValue? conflict;
    private int redirects;

    /// <summary><c>select</c>, <c>first</c>, <c>pluck</c>, <c>insert</c>, <c>update</c>, <c>del</c>, <c>truncate</c>, <c>columnInfo</c>.</summary>
    public string Method { get; private set; } = "select";

    /// <summary>The clauses in order.</summary>
    public List<QueryClause> Clauses { get; private set; } = [];

    /// <summary>What there is only one of: <c>table</c>, <c>schema</c>, <c>as</c>, <c>limit</c>, <c>insert</c> …</summary>
    public Dictionary<string, JavaScriptValue> Single { get; } = new(StringComparer.Ordinal);

    /// <summary>The columns that are counted up or down.</summary>
    public List<(string Column, JavaScriptValue Amount)> Counters { get; } = [];

    /// <summary>The texts of <c>comment</c>.</summary>
    public List<SqlText> Comments { get; } = [];

    /// <summary>Limit and offset that are written into the SQL.</summary>
    public HashSet<string> Skipped { get; } = new(StringComparer.Ordinal);

    /// <summary>The call that set the data, the table and so on.</summary>
    public Dictionary<string, SourceSpan> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>Does what a call does.</summary>
    public void Apply(BuilderCall call)
    {
        compilation.Spend();
        compilation.IsUncertain |= call.IsConditional;
        compilation.Here = call.Location;
        Apply(call.Method, KnexCompilation.Arguments(call), call);
    }

    private JavaScriptValue? Get(string name) => Single.TryGetValue(name, out var value) && value is not UndefinedValue ? value : null;

    private void Set(string name, JavaScriptValue value)
    {
        Single[name] = value;
        Places[name] = compilation.Here;
    }

    private static JavaScriptValue At(IReadOnlyList<JavaScriptValue> arguments, int index) => index < arguments.Count ? arguments[index] : JavaScriptValues.Undefined;

    private void Apply(string method, IReadOnlyList<JavaScriptValue> arguments, BuilderCall call)
    {
        if (conflict is not null && method is not ("ignore" or "merge"))
        {
            throw method is "then" ? compilation.Fail(Incomplete) : KnexCompilation.NotAFunction(call);
        }

        if (!ApplyTable(method, arguments) && !ApplyColumns(method, arguments) && !ApplyCondition(method, arguments) && !ApplyModification(method, arguments)
            && !ApplyRest(method, arguments))
        {
            throw KnexCompilation.NotAFunction(call);
        }
    }

    private const string Incomplete = "Incomplete onConflict clause. .onConflict() must be directly followed by either .merge() or .ignore()";

    /// <summary>Says that the chain is complete and sent.</summary>
    public void Finish()
    {
        if (conflict is not null)
        {
            throw compilation.Fail(Incomplete);
        }
    }

    private bool ApplyTable(string method, IReadOnlyList<JavaScriptValue> arguments)
    {
        var first = At(arguments, 0);
        switch (method)
        {
            case "" when !KnexValues.IsTruthy(first) && !KnexValues.IsUnknown(first) && first is not TemplateValue:
                return true;
            case "" or "from" or "into" or "table":
                Set("table", first);
                Set("only", JavaScriptValues.Of(KnexValues.Option(At(arguments, 1), "only") is BooleanValue { Value: true }));
                return true;
            case "fromRaw":
                Set("table", RawOf(arguments));
                return true;
            case "withSchema":
                Set("schema", first);
                return true;
            case "as":
                Set("as", first);
                return true;
            case "updateFrom" or "using":
                Set(method, first);
                return true;
            case "with" or "withRecursive" or "withMaterialized" or "withNotMaterialized":
                ApplyWith(method, arguments);
                return true;
            case "withWrapped" or "withRecursiveWrapped":
                AddWith(method == "withRecursiveWrapped", arguments, At(arguments, 3) is BooleanValue { Value: var flag } ? flag : null);
                return true;
            case "join" or "innerJoin" or "leftJoin" or "leftOuterJoin" or "rightJoin" or "rightOuterJoin" or "outerJoin" or "fullOuterJoin" or "crossJoin" or "joinRaw":
                ApplyJoin(method, arguments);
                return true;
            default:
                return false;
        }
    }

    private JavaScriptValue RawOf(IReadOnlyList<JavaScriptValue> arguments) => RawOf(At(arguments, 0), At(arguments, 1));

    private JavaScriptValue RawOf(JavaScriptValue sql, JavaScriptValue bindings) =>
        KnexValues.IsRaw(sql) ? sql : KnexRaw.Of(sql, bindings is UndefinedValue ? null : bindings, compilation.Here);

    private void ApplyWith(string method, IReadOnlyList<JavaScriptValue> arguments)
    {
        var name = method == "withRecursive" ? method : "with";
        var (query, columns) = At(arguments, 2) is UndefinedValue ? (At(arguments, 1), JavaScriptValues.Undefined) : (At(arguments, 2), At(arguments, 1));
        static bool IsStatement(JavaScriptValue value) => KnexValues.IsFunction(value) || value is KnexQueryBuilder || KnexValues.IsRaw(value) || KnexValues.IsUnknown(value);
        if (!KnexValues.IsString(At(arguments, 0)) && !KnexValues.IsUnknown(At(arguments, 0)))
        {
            throw compilation.Fail($"{name}() first argument must be a string");
        }

        if (!(IsStatement(query) && columns is UndefinedValue))
        {
            if (columns is not ArrayValue { Elements.Count: > 0 } list || !list.Elements.TrueForAll(element => KnexValues.IsString(element) || KnexValues.IsUnknown(element)))
            {
                throw compilation.Fail($"{name}() second argument must be a statement or non-empty column name list.");
            }

            if (!IsStatement(query))
            {
                throw compilation.Fail($"{name}() third argument must be a function / QueryBuilder or a raw when its second argument is a column name list");
            }
        }

        AddWith(method == "withRecursive", arguments, method == "withMaterialized" ? true : method == "withNotMaterialized" ? false : null);
    }

    private void AddWith(bool isRecursive, IReadOnlyList<JavaScriptValue> arguments, bool? isMaterialized)
    {
        var (query, columns) = At(arguments, 2) is UndefinedValue ? (At(arguments, 1), (JavaScriptValue)JavaScriptValues.Undefined) : (At(arguments, 2), At(arguments, 1));
        Clauses.Add(new QueryClause
        {
            Grouping = "with", Place = compilation.Here, Alias = At(arguments, 0), Extra = columns, Value = query, IsMarked = isRecursive, IsMaterialized = isMaterialized,
        });
    }

    private void ApplyJoin(string method, IReadOnlyList<JavaScriptValue> arguments)
    {
        var kind = method switch
        {
            "innerJoin" => "inner",
            "leftJoin" => "left",
            "leftOuterJoin" => "left outer",
            "rightJoin" => "right",
            "rightOuterJoin" => "right outer",
            "outerJoin" => "outer",
            "fullOuterJoin" => "full outer",
            "crossJoin" => "cross",
            "joinRaw" => "raw",
            _ => joinFlag ?? "inner",
        };
        joinFlag = null;
        var (table, first) = (At(arguments, 0), At(arguments, 1));
        JavaScriptValue schema = table is KnexQueryBuilder || KnexValues.IsFunction(table) ? JavaScriptValues.Undefined : Get("schema") ?? JavaScriptValues.Undefined;
        JoinState join;
        if (KnexValues.IsFunction(first))
        {
            join = new JoinState(table, kind, schema);
            new JoinReplay(compilation, join).Run(first);
        }
        else if (kind == "raw")
        {
            // client.raw(raw) keeps the raw value as its text.
            join = new JoinState(KnexValues.IsRaw(table) ? table : RawOf(table, first), kind, JavaScriptValues.Undefined);
        }
        else
        {
            join = new JoinState(table, kind, schema);
            if (KnexValues.IsTruthy(first) || KnexValues.IsUnknown(first))
            {
                new JoinReplay(compilation, join).On([.. arguments.Skip(1)]);
            }
        }

        Clauses.Add(new QueryClause { Grouping = "join", Place = compilation.Here, Join = join });
    }

    private bool ApplyColumns(string method, IReadOnlyList<JavaScriptValue> arguments)
    {
        var first = At(arguments, 0);
        switch (method)
        {
            case "select" or "columns" or "column":
                if (KnexValues.IsTruthy(first) || first is NumberValue { Value: 0 } or TemplateValue || KnexValues.IsUnknown(first))
                {
                    AddColumns(KnexValues.Normalize(arguments), "");
                }

                return true;
            case "distinct" or "distinctOn":
                if (method == "distinctOn" && arguments.Count == 0)
                {
                    throw compilation.Fail("distinctOn requires at least on argument");
                }

                AddColumns(KnexValues.Normalize(arguments), method);
                return true;
            case "count" or "min" or "max" or "sum" or "avg":
                Aggregate(method, method == "count" && !KnexValues.IsTruthy(first) && !KnexValues.IsUnknown(first) ? new StringValue("*") : first, At(arguments, 1), isDistinct: false);
                return true;
            case "sumDistinct" or "avgDistinct":
                Aggregate(method.Substring(0, 3), first, At(arguments, 1), isDistinct: true);
                return true;
            case "countDistinct":
                CountDistinct(arguments);
                return true;
            case "jsonExtract" or "jsonSet" or "jsonInsert" or "jsonRemove":
                var isRemoved = method is "jsonRemove" or "jsonExtract";
                Clauses.Add(new QueryClause
                {
                    Grouping = "columns", Type = "json", Method = method, Place = compilation.Here, Column = first, Operator = At(arguments, 1),
                    Value = isRemoved ? JavaScriptValues.Undefined : At(arguments, 2), Alias = At(arguments, isRemoved ? 2 : 3),
                });
                return true;
            case "rank" or "denseRank" or "rowNumber":
                analytic = method == "rank" ? "rank" : method == "denseRank" ? "dense_rank" : "row_number";
                Analytic(arguments);
                return true;
            case "first":
                RequireSelect(".first()");
                AddColumns(KnexValues.Normalize(arguments), "");
                Method = "first";
                return Limit("limit", new NumberValue(1), JavaScriptValues.Undefined);
            case "pluck":
                RequireSelect(".pluck()");
                Method = "pluck";
                Set("pluck", first);
                Clauses.Add(new QueryClause { Grouping = "columns", Type = "pluck", Place = compilation.Here, Value = first });
                return true;
            default:
                return false;
        }
    }

    private void RequireSelect(string called)
    {
        if (Method != "select")
        {
            throw compilation.Fail($"Cannot chain {called} on \"{Method}\" query");
        }
    }

    private void AddColumns(JavaScriptValue columns, string type) => Clauses.Add(new QueryClause
    {
        Grouping = "columns", Type = type == "distinctOn" ? type : "", Place = compilation.Here, Value = columns, IsMarked = type == "distinct",
    });

    private void Aggregate(string method, JavaScriptValue column, JavaScriptValue options, bool isDistinct) => Clauses.Add(new QueryClause
    {
        Grouping = "columns", Type = KnexValues.IsRaw(column) ? "aggregateRaw" : "aggregate", Method = method, Place = compilation.Here, Value = column,
        IsMarked = isDistinct || KnexValues.IsTruthy(KnexValues.Option(options, "distinct")), Alias = KnexValues.Option(options, "as"),
    });

    private void CountDistinct(IReadOnlyList<JavaScriptValue> arguments)
    {
        JavaScriptValue options = JavaScriptValues.Undefined;
        var columns = arguments.ToList();
        if (columns.Count > 1 && KnexValues.IsPlainObject(columns[columns.Count - 1]))
        {
            options = columns[columns.Count - 1];
            columns.RemoveAt(columns.Count - 1);
        }

        Aggregate("count", columns.Count == 0 ? new StringValue("*") : columns.Count == 1 ? columns[0] : new ArrayValue(columns), options, isDistinct: true);
    }

    private void Analytic(IReadOnlyList<JavaScriptValue> arguments)
    {
        var (alias, second, third) = (At(arguments, 0), At(arguments, 1), At(arguments, 2));
        var clause = new QueryClause { Grouping = "columns", Type = "analytic", Method = analytic, Place = compilation.Here, Alias = KnexValues.IsString(alias) ? alias : JavaScriptValues.Null };
        if (second is KnexCallback callback)
        {
            var (order, partitions) = (new List<JavaScriptValue>(), new List<JavaScriptValue>());
            foreach (var call in callback.Calls.Where(call => call.Method is "orderBy" or "partitionBy"))
            {
                var list = call.Method == "orderBy" ? order : partitions;
                if (call.Arguments.Count > 0 && call.Arguments[0] is ArrayValue array)
                {
                    list.AddRange(array.Elements);
                    continue;
                }

                var entry = new ObjectValue();
                entry.Set(new PropertySlot("column", At(call.Arguments, 0), null));
                entry.Set(new PropertySlot("order", At(call.Arguments, 1), null));
                list.Add(entry);
            }

            Clauses.Add(clause with { Value = new ArrayValue(order), Extra = new ArrayValue(partitions) });
        }
        else if (KnexValues.IsRaw(second))
        {
            Clauses.Add(clause with { Operator = second });
        }
        else
        {
            Clauses.Add(clause with
            {
                Value = second is ArrayValue ? second : new ArrayValue([second]),
                Extra = third is ArrayValue ? third : new ArrayValue(KnexValues.IsTruthy(third) ? [third] : []),
            });
        }
    }

    private bool Limit(string name, JavaScriptValue value, JavaScriptValue options)
    {
        if (KnexValues.IsUnknown(value) || value is TemplateValue || (name == "offset" && (KnexValues.IsNullish(value) || KnexValues.IsRaw(value) || value is KnexQueryBuilder)))
        {
            Set(name, value);
        }
        else if (KnexValues.ParseInt(value) is { } number)
        {
            if (number < 0 && name == "offset")
            {
                throw compilation.Fail("A non-negative integer must be provided to offset.");
            }

            Set(name, new NumberValue(number) { Origin = value.Origin });
        }
        else if (name == "limit")
        {
            return true;
        }

        if ((options is ObjectValue ? KnexValues.Option(options, "skipBinding") : options) is BooleanValue { Value: true })
        {
            Skipped.Add(name);
        }
        else
        {
            Skipped.Remove(name);
        }

        return true;
    }

    private bool ApplyRest(string method, IReadOnlyList<JavaScriptValue> arguments)
    {
        var first = At(arguments, 0);
        switch (method)
        {
            case "limit" or "offset":
                return Limit(method, first, At(arguments, 1));
            case "forUpdate" or "forShare" or "forNoKeyUpdate" or "forKeyShare":
                Set("lock", new StringValue(method));
                Set("lockTables", method == "forUpdate" ? KnexValues.Normalize(arguments) : new ArrayValue(arguments));
                return true;
            case "skipLocked" or "noWait":
                Wait(method);
                return true;
            case "comment" when first is StringValue text && (text.Value.Contains("/*") || text.Value.Contains("*/") || text.Value.Contains('?')):
                throw compilation.Fail("Cannot include /*, */, ? in comment");
            case "comment":
                Comments.Add(compilation.Text(first));
                return true;
            case "hintComment":
                Clauses.Add(new QueryClause { Grouping = "hintComments", Place = compilation.Here, Value = first is ArrayValue ? first : new ArrayValue([first]) });
                return true;
            case "clearSelect" or "clearWhere" or "clearGroup" or "clearOrder" or "clearHaving" or "clearCounters":
                Clear(method.Substring("clear".Length).ToLowerInvariant());
                return true;
            case "clear":
                Clear(JavaScriptValues.Text(first) ?? "");
                return true;
            case "fromJS":
                foreach (var (name, value) in KnexValues.Entries(first))
                {
                    Redirect(name, [.. KnexValues.List(value)]);
                }

                return true;
            default:
                // What says how the query is sent, and what listens to it.
                return method is "transacting" or "connection" or "debug" or "options" or "timeout" or "queryContext" or "on" or "once" or "off" or "emit" or "addListener"
                    or "removeListener" or "removeAllListeners" or "setMaxListeners";
        }
    }

    private void Wait(string method)
    {
        if (Method is not ("select" or "first" or "pluck"))
        {
            throw compilation.Fail($"Cannot chain .{method}() on \"{Method}\" query!");
        }

        if (Get("lock") is null)
        {
            throw compilation.Fail($".{method}() can only be used after a call to .forShare() or .forUpdate()!");
        }

        var other = method == "skipLocked" ? "noWait" : "skipLocked";
        if (Get("waitMode") is StringValue { Value: var mode } && mode == other)
        {
            throw compilation.Fail($".{method}() cannot be used together with .{other}()!");
        }

        Set("waitMode", new StringValue(method));
    }

    private void Clear(string grouping)
    {
        switch (grouping)
        {
            case "counter" or "counters":
                Counters.Clear();
                break;
            case "limit" or "offset" or "table" or "schema":
                Single.Remove(grouping);
                break;
            case "select" or "columns" or "with" or "hintComments" or "where" or "union" or "join" or "group" or "order" or "having":
                var name = grouping == "select" ? "columns" : grouping;
                Clauses = [.. Clauses.Where(clause => clause.Grouping != name)];
                break;
            default:
                throw compilation.Fail($"Knex Error: unknown statement '{grouping}'");
        }
    }

    /// <summary>Calls a method from within another one.</summary>
    private void Redirect(string method, IReadOnlyList<JavaScriptValue> arguments)
    {
        if (++redirects > MaximumRedirects)
        {
            throw new KnexFailureException("the query is too large", isLimit: true);
        }

        Apply(method, arguments, new BuilderCall(method, arguments, compilation.Here));
    }

    private string TakeBool()
    {
        var taken = boolFlag;
        boolFlag = "and";
        return taken;
    }

    private bool TakeNot()
    {
        var taken = notFlag;
        notFlag = false;
        return taken;
    }

    private static string Lower(JavaScriptValue value) => (JavaScriptValues.Text(value) ?? "").ToLower(CultureInfo.InvariantCulture).Trim();
}
