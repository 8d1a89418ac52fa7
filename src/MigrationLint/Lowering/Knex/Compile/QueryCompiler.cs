using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>Compiles a query (knex 3.3: <c>lib/query/querycompiler.js</c> and PostgreSQL's <c>pg-querycompiler.js</c>).</summary>
internal sealed partial class QueryCompiler(KnexCompilation compilation, QueryState query, List<JavaScriptValue> bindings)
{
    private readonly KnexFormatter format = compilation.Format;
    private readonly List<SqlText> undefinedColumns = [];
    private SqlText? tableName;

    /// <summary>Compiles the query, or the part that <paramref name="method"/> names.</summary>
    public CompiledQuery Compile(string? method)
    {
        query.Finish();
        Validate();
        var verb = method ?? query.Method;
        var sql = verb switch
        {
            "insert" => Insert(),
            "update" => Update(),
            "del" => Delete(),
            "truncate" => "truncate " + TableName + " restart identity",
            "columnInfo" => ColumnInfo(),
            "where" => Where(),
            _ => Select(),
        };
        if (undefinedColumns.Count > 0)
        {
            throw compilation.Fail(
                $"Undefined binding(s) detected when compiling {verb.ToUpperInvariant()}. Undefined column(s): [{SqlText.Join(", ", undefinedColumns).Content}] query: {sql.Content}");
        }

        return new CompiledQuery(sql, bindings, verb)
        {
            Alias = verb is "select" or "first" && Get("as") is { } alias && compilation.IsTruthy(alias) ? alias : null,
            IsReturning = Get("returning") is { } returning && KnexValues.IsTruthy(returning),
            Plucked = verb == "pluck" && Get("pluck") is { } plucked ? compilation.Text(plucked).Content.Split('.').Last() : null,
        };
    }

    private JavaScriptValue? Get(string name) => query.Single.TryGetValue(name, out var value) && !KnexValues.IsNullish(value) ? value : null;

    private IEnumerable<QueryClause> Grouped(string grouping) => query.Clauses.Where(clause => clause.Grouping == grouping);

    private SourceSpan PlaceOf(string name) => query.Places.TryGetValue(name, out var place) ? place : compilation.Here;

    /// <summary>Compiles a clause, with what has no place of its own at its call.</summary>
    private SqlText Placed(QueryClause clause, Func<QueryClause, SqlText> compile)
    {
        compilation.Spend();
        var here = compilation.Here;
        compilation.Here = clause.Place;
        var text = compile(clause).At(clause.Place);
        compilation.Here = here;
        return text;
    }

    private SqlText Placed(string name, Func<SqlText> compile)
    {
        var here = compilation.Here;
        compilation.Here = PlaceOf(name);
        var text = compile().At(compilation.Here);
        compilation.Here = here;
        return text;
    }

    private void Validate()
    {
        string[] invalid = query.Method switch
        {
            "del" => ["having", "limit"],
            "truncate" => ["where", "having", "limit"],
            _ => [],
        };
        foreach (var clause in invalid.Where(clause => Grouped(clause).Any() || Get(clause) is not null))
        {
            throw compilation.Fail($"Aborted query compilation: `{clause}` has no effect on a `{(query.Method == "del" ? "delete" : query.Method)}` statement");
        }
    }

    private SqlText TableName => tableName ??= Get("table") is { } table && (KnexValues.IsUnknown(table) || compilation.IsTruthy(table))
        ? Placed("table", () =>
            Get("schema") is { } schema && KnexValues.IsTruthy(schema) && table is not KnexQueryBuilder && !KnexValues.IsRaw(table) && !KnexValues.IsFunction(table)
                ? KnexFormatter.WrapString(compilation.Text(schema) + "." + compilation.Text(table))
                : format.Wrap(table, bindings, table is KnexQueryBuilder))
        : SqlText.Empty;

    private SqlText Only => Get("only") is BooleanValue { Value: true } ? "only " : "";

    private static SqlText Spaced(SqlText text) => text.IsEmpty ? text : " " + text;

    private static SqlText JoinFilled(IEnumerable<SqlText> texts) => SqlText.Join(" ", texts.Where(text => !text.IsEmpty));

    private SqlText Select()
    {
        var sql = With();
        var isOnlyUnions = IsOnlyUnions;
        var comments = query.Comments.Count == 0 ? SqlText.Empty : SqlText.Join(" ", query.Comments.Select(comment => "/* " + comment + " */"));
        List<SqlText> first = [comments, Columns(), Join(), Where()];
        var union = Union();
        List<SqlText> last = [GroupsOrOrders("group"), Having(), GroupsOrOrders("order"), Limit("limit"), Limit("offset"), Lock(), WaitMode()];
        if (isOnlyUnions)
        {
            return sql + union + Spaced(JoinFilled(first.Concat(last)));
        }

        var main = JoinFilled(first);
        return sql + (Grouped("union").Any(clause => clause.IsMarked) ? "(" + main + ")" : main) + Spaced(union) + Spaced(JoinFilled(last));
    }

    /// <summary>Without columns and table, the query is only there for its unions.</summary>
    private bool IsOnlyUnions => Grouped("union").Any() && (Grouped("columns").FirstOrDefault() is not { } columns || KnexValues.IsTruthy(columns.Value)) && TableName.IsEmpty;

    private SqlText With()
    {
        var withs = Grouped("with").ToList();
        if (withs.Count == 0)
        {
            return SqlText.Empty;
        }

        return "with " + (withs.Exists(clause => clause.IsMarked) ? "recursive " : "") + SqlText.Join(", ", withs.Select(clause => Placed(clause, With)).ToList()) + " ";
    }

    private SqlText With(QueryClause clause)
    {
        var value = format.RawOrFunction(clause.Value, null, bindings);
        var columns = clause.Extra is UndefinedValue ? SqlText.Empty : "(" + format.Columnize(clause.Extra, bindings) + ")";
        var how = clause.IsMaterialized switch { null => "", true => "materialized ", false => "not materialized " };
        return value.IsEmpty ? value : format.Columnize(clause.Alias, bindings) + columns + " as " + how + "(" + value + ")";
    }

    private SqlText Columns()
    {
        if (IsOnlyUnions)
        {
            return SqlText.Empty;
        }

        var hints = string.Join(" ", Grouped("hintComments").SelectMany(clause => KnexValues.List(clause.Value)).Select(hint => JavaScriptValues.Text(hint) ?? "").Where(hint => hint.Length > 0));
        var (distinct, columns) = (SqlText.Empty, new List<SqlText>());
        foreach (var clause in Grouped("columns"))
        {
            distinct = clause.IsMarked && clause.Type.Length == 0 ? "distinct " : distinct;
            if (clause.Type == "distinctOn")
            {
                distinct = Placed(clause, on => "distinct on (" + format.Columnize(on.Value, bindings) + ") ");
            }
            else if (Column(clause) is { } column)
            {
                columns.Add(column);
            }
        }

        var isOnlyJson = TableName.IsEmpty && Grouped("columns").Count() == 1 && Grouped("columns").First().Type == "json";
        return (isOnlyJson ? "" : "select ") + (hints.Length > 0 ? $"/*+ {hints} */ " : "") + distinct
            + (columns.Count == 0 ? "*" : SqlText.Join(", ", columns))
            + (TableName.IsEmpty ? TableName : " from " + Only + TableName);
    }

    private SqlText? Column(QueryClause clause) => clause.Type switch
    {
        "aggregate" => Placed(clause, Aggregate),
        "aggregateRaw" => Placed(clause, raw => raw.Method + "(" + (raw.IsMarked ? "distinct " : "") + (format.UnwrapRaw(raw.Value, bindings) ?? SqlText.Empty) + ")"),
        "analytic" => Placed(clause, Analytic),
        "json" => Placed(clause, Json),
        _ => clause.Value switch
        {
            ArrayValue { Elements.Count: 0, IsPartial: false } => null,
            StringValue { Value.Length: 0 } => null,
            ArrayValue or StringValue or TemplateValue => Placed(clause, columns => format.Columnize(columns.Value, bindings)),
            _ when KnexValues.IsUnknown(clause.Value) => Placed(clause, columns => compilation.Unknown(columns.Value)),
            _ => null,
        },
    };

    private SqlText Aggregate(QueryClause clause)
    {
        var distinct = clause.IsMarked ? "distinct " : "";
        var hasAlias = compilation.IsTruthy(clause.Alias);
        SqlText Aliased(SqlText sql, JavaScriptValue alias) => sql + " as " + format.Wrap(alias, bindings);
        SqlText OfArray(ArrayValue columns)
        {
            var list = SqlText.Join(", ", columns.Elements.Select(column => format.Wrap(column, bindings)));
            return clause.Method + "(" + (distinct.Length > 0 ? "distinct(" + list + ")" : list) + ")";
        }

        SqlText OfName(JavaScriptValue column) => clause.Method + "(" + distinct + format.Wrap(column, bindings) + ")";
        switch (clause.Value)
        {
            case ArrayValue array:
                return OfArray(array);
            case ObjectValue instance when hasAlias:
                throw compilation.Fail("When using an object explicit alias can not be used");
            case ObjectValue instance:
                return SqlText.Join(", ", instance.Properties.Select(slot => Aliased(slot.Value is ArrayValue inner ? OfArray(inner) : OfName(slot.Value), new StringValue(slot.Name))));
        }

        var name = compilation.Text(clause.Value);
        var split = name.Content.ToLowerInvariant().IndexOf(" as ", StringComparison.Ordinal);
        if (split < 0)
        {
            var single = OfName(clause.Value);
            return hasAlias ? Aliased(single, clause.Alias) : single;
        }

        if (hasAlias)
        {
            throw compilation.Fail($"Found multiple aliases for same column: {name.Content.Substring(0, split)}");
        }

        return clause.Method + "(" + distinct + KnexFormatter.WrapString(name.Slice(0, split)) + ") as " + KnexFormatter.WrapString(name.Slice(split + 4));
    }

    private SqlText Analytic(QueryClause clause)
    {
        SqlText One(JavaScriptValue part) => KnexValues.IsString(part) || part is not ObjectValue
            ? format.Columnize(part, bindings)
            : format.Columnize(KnexValues.Option(part, "column"), bindings)
                + (KnexValues.Option(part, "order") is var order && compilation.IsTruthy(order) ? " " + compilation.Text(order) : SqlText.Empty);
        var sql = clause.Method + "() over (";
        SqlText inside = KnexValues.IsRaw(clause.Operator)
            ? compilation.Text(clause.Operator)
            : (clause.Extra is ArrayValue { Elements.Count: > 0 } partitions ? "partition by " + SqlText.Join(", ", partitions.Elements.Select(One)) + " " : SqlText.Empty)
                + "order by " + SqlText.Join(", ", KnexValues.List(clause.Value).Select(One));
        return sql + inside + ")" + (compilation.IsTruthy(clause.Alias) ? " as " + format.Wrap(clause.Alias, bindings) : SqlText.Empty);
    }

    private SqlText Union()
    {
        var isOnlyUnions = IsOnlyUnions;
        var result = new SqlTextBuilder();
        foreach (var (clause, index) in Grouped("union").Select((clause, index) => (clause, index)).ToList())
        {
            result.Append(Placed(clause, union =>
            {
                var before = (index > 0 ? " " : "") + (index > 0 || !isOnlyUnions ? union.Method + " " : "");
                var statement = format.RawOrFunction(union.Value, null, bindings);
                return before + (statement.IsEmpty || !union.IsMarked ? statement : "(" + statement + ")");
            }));
        }

        return result.ToText();
    }

    private SqlText GroupsOrOrders(string type)
    {
        var items = Grouped(type).ToList();
        return items.Count == 0 ? SqlText.Empty : type + " by " + SqlText.Join(", ", items.Select(item => Placed(item, clause => GroupOrOrder(clause, type))).ToList());
    }

    private SqlText GroupOrOrder(QueryClause clause, string type)
    {
        var column = KnexValues.IsRaw(clause.Value) ? format.UnwrapRaw(clause.Value, bindings)!
            : clause.Value is KnexQueryBuilder ? "(" + format.Columnize(clause.Value, bindings) + ")"
            : format.Columnize(clause.Value, bindings);
        if (type == "order" && clause.Type != "orderByRaw")
        {
            column = column + " " + format.Direction(clause.Operator, bindings);
        }

        return compilation.IsTruthy(clause.Extra) && !KnexValues.IsRaw(clause.Value) ? column + " nulls " + compilation.Text(clause.Extra) : column;
    }

    private SqlText Limit(string name)
    {
        if (Get(name) is not { } value || (name == "offset" && value is NumberValue { Value: 0 }))
        {
            return SqlText.Empty;
        }

        return Placed(name, () => name + " " + (query.Skipped.Contains(name) ? compilation.Text(value) : format.Parameter(value, bindings)));
    }

    private SqlText Lock()
    {
        if (Get("lock") is not StringValue { Value: var mode })
        {
            return SqlText.Empty;
        }

        var words = mode switch { "forUpdate" => "for update", "forShare" => "for share", "forNoKeyUpdate" => "for no key update", _ => "for key share" };
        var tables = Get("lockTables") is ArrayValue { Elements: var elements } ? elements : [];
        return Placed("lock", () => tables.Count == 0
            ? words
            : words + " of " + SqlText.Join(", ", tables.Where(table => KnexValues.IsTruthy(table) || KnexValues.IsUnknown(table)).Select(table => format.Wrap(table, bindings))));
    }

    private SqlText WaitMode() => Get("waitMode") is StringValue { Value: var mode } ? (mode == "skipLocked" ? "skip locked" : "nowait") : SqlText.Empty;

    private SqlText ColumnInfo()
    {
        bindings.Add(Get("table") ?? JavaScriptValues.Undefined);
        SqlText sql = "select * from information_schema.columns where table_name = ? and table_catalog = current_database()";
        if (Get("schema") is not { } schema || !compilation.IsTruthy(schema))
        {
            return sql + " and table_schema = current_schema()";
        }

        bindings.Add(schema);
        return sql + " and table_schema = ?";
    }
}
