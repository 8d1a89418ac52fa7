using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.Lowering.Knex;

// WHERE, HAVING, GROUP BY, ORDER BY and set operations.
internal sealed partial class QueryState
{
    private static readonly Dictionary<string, string> SetOperations = new(StringComparer.Ordinal)
    {
        ["union"] = "union", ["unionAll"] = "union all", ["intersect"] = "intersect", ["except"] = "except",
    };

    // What only exists on WHERE, with or without "or" before it.
    private static readonly HashSet<string> Conditions = new(StringComparer.Ordinal)
    {
        "where", "whereColumn", "whereRaw", "whereWrapped", "whereExists", "whereIn", "whereNull", "whereBetween", "whereLike", "whereILike", "whereJsonObject",
        "whereJsonPath", "whereJsonSupersetOf", "whereJsonSubsetOf", "having", "havingRaw", "havingWrapped", "havingNull", "havingExists", "havingBetween", "havingIn",
    };

    private bool ApplyCondition(string method, IReadOnlyList<JavaScriptValue> arguments)
    {
        switch (method)
        {
            case "or":
                boolFlag = "or";
                return true;
            case "not":
                notFlag = true;
                return true;
            case "groupBy" or "groupByRaw" or "orderBy" or "orderByRaw":
                GroupOrOrder(method, arguments);
                return true;
            case "union" or "unionAll" or "intersect" or "except":
                Union(SetOperations[method], arguments);
                return true;
        }

        var name = method;
        if (name.StartsWith("or", StringComparison.Ordinal) && name.Length > 2 && char.IsUpper(name[2]) && name is not ("orderBy" or "orderByRaw"))
        {
            boolFlag = "or";
            name = LowerFirst(name.Substring(2));
            if (name is "where" or "whereColumn" or "having" && KnexValues.IsObject(At(arguments, 0)) && !KnexValues.IsRaw(At(arguments, 0)))
            {
                OrObject(name, At(arguments, 0));
                return true;
            }
        }
        else if (name.StartsWith("and", StringComparison.Ordinal) && name.Length > 3 && char.IsUpper(name[3]))
        {
            name = LowerFirst(name.Substring(3));
        }

        var isNegated = name.Replace("Not", "");
        if (!Conditions.Contains(name) && name.Contains("Not") && Conditions.Contains(isNegated) && isNegated is not ("whereRaw" or "whereWrapped" or "havingRaw" or "havingWrapped" or "having"))
        {
            notFlag = true;
            name = isNegated;
        }

        if (!Conditions.Contains(name))
        {
            return false;
        }

        if (name == "where")
        {
            Where(arguments);
        }
        else
        {
            OtherCondition(name, arguments);
        }

        return true;
    }

    private static string LowerFirst(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private QueryClause Condition(string grouping, string type) => new() { Grouping = grouping, Type = type, Place = compilation.Here, IsNot = TakeNot(), Bool = TakeBool(), IsColumn = columnFlag };

    /// <summary><c>orWhere({ a: 1, b: 2 })</c>: a group in parentheses.</summary>
    private void OrObject(string name, JavaScriptValue value)
    {
        var inner = new KnexCallback([.. KnexValues.Entries(value).Select(entry => new BuilderCall(
            name,
            name == "whereColumn" ? [Key(entry.Name, value), new StringValue("="), entry.Value] : [Key(entry.Name, value), entry.Value],
            compilation.Here))]);
        compilation.IsUncertain |= value is ObjectValue { IsPartial: true };
        Clauses.Add(Condition(name == "having" ? "having" : "where", name == "having" ? "havingWrapped" : "whereWrapped") with { Value = inner, HasValue = true });
    }

    private static StringValue Key(string name, JavaScriptValue value) => new(name) { Origin = (value as ObjectValue)?.Find(name)?.Location };

    private void Where(IReadOnlyList<JavaScriptValue> arguments)
    {
        var (column, sign, value) = (At(arguments, 0), At(arguments, 1), At(arguments, 2));
        switch (column)
        {
            case BooleanValue boolean:
                Where([new NumberValue(1), new StringValue("="), new NumberValue(boolean.Value ? 1 : 0)]);
                return;
            case UnknownValue or ConditionalValue when arguments.Count == 1:
                Clauses.Add(Condition("where", "unknown") with { Value = column });
                return;
        }

        if (KnexValues.IsFunction(column))
        {
            Clauses.Add(Condition("where", "whereWrapped") with { Value = column, HasValue = true });
            return;
        }

        if (KnexValues.IsObject(column) && !KnexValues.IsRaw(column))
        {
            WhereObject(column);
            return;
        }

        if (KnexValues.IsRaw(column) && arguments.Count == 1)
        {
            Clauses.Add(Condition("where", "whereRaw") with { Value = column, HasValue = true, IsColumn = false });
            return;
        }

        if (arguments.Count == 2)
        {
            (value, sign) = (sign, new StringValue("="));
            if (value is NullValue)
            {
                Clauses.Add(Condition("where", "whereNull") with { Column = column, IsColumn = false });
                return;
            }
        }

        var checkedSign = Lower(sign);
        if (arguments.Count == 3 && checkedSign is "in" or "not in" or "between" or "not between")
        {
            notFlag = checkedSign.StartsWith("not", StringComparison.Ordinal);
            OtherCondition(checkedSign.EndsWith("in", StringComparison.Ordinal) ? "whereIn" : "whereBetween", [column, value]);
            return;
        }

        if (value is NullValue && checkedSign is "is" or "is not")
        {
            notFlag = checkedSign == "is not";
            Clauses.Add(Condition("where", "whereNull") with { Column = column, IsColumn = false });
            return;
        }

        Clauses.Add(Condition("where", "whereBasic") with { Column = column, Operator = sign, Value = value, HasValue = true });
    }

    private void WhereObject(JavaScriptValue column)
    {
        var (isOr, isNot) = (TakeBool() == "or", TakeNot());
        compilation.IsUncertain |= column is ObjectValue { IsPartial: true } or ArrayValue { IsPartial: true };
        foreach (var (name, value) in KnexValues.Entries(column))
        {
            (boolFlag, notFlag) = (isOr ? "or" : "and", isNot);
            Where([Key(name, column), value]);
        }
    }

    private void OtherCondition(string name, IReadOnlyList<JavaScriptValue> arguments)
    {
        var (column, value) = (At(arguments, 0), At(arguments, 1));
        var grouping = name.StartsWith("having", StringComparison.Ordinal) ? "having" : "where";
        switch (name)
        {
            case "whereColumn":
                columnFlag = true;
                Where(arguments);
                columnFlag = false;
                break;
            case "whereRaw" or "havingRaw":
                Clauses.Add(Condition(grouping, name) with { Value = RawOf(arguments), HasValue = true, IsColumn = false });
                break;
            case "whereWrapped" or "havingWrapped" or "whereExists" or "havingExists":
                Clauses.Add(Condition(grouping, name) with { Value = column, HasValue = true });
                break;
            case "whereNull" or "havingNull":
                Clauses.Add(Condition(grouping, name) with { Column = column });
                break;
            case "whereIn" or "havingIn" when value is ArrayValue { Elements.Count: 0, IsPartial: false }:
                Where([JavaScriptValues.Of(TakeNot())]);
                break;
            case "whereBetween" or "havingBetween":
                Between(grouping, name, column, value);
                break;
            case "having" when KnexValues.IsRaw(column) && arguments.Count == 1:
                Clauses.Add(Condition(grouping, "havingRaw") with { Value = column, HasValue = true });
                break;
            case "having" when KnexValues.IsFunction(column):
                Clauses.Add(Condition(grouping, "havingWrapped") with { Value = column, HasValue = true });
                break;
            case "having":
                Clauses.Add(Condition(grouping, "havingBasic") with { Column = column, Operator = value, Value = At(arguments, 2) });
                break;
            case "whereJsonPath":
                Clauses.Add(Condition(grouping, name) with { Column = column, Extra = value, Operator = At(arguments, 2), Value = At(arguments, 3), HasValue = true });
                break;
            default:
                Clauses.Add(Condition(grouping, name) with { Column = column, Value = value, HasValue = true });
                break;
        }
    }

    private void Between(string grouping, string name, JavaScriptValue column, JavaScriptValue value)
    {
        if (value is not ArrayValue && !KnexValues.IsUnknown(value))
        {
            throw compilation.Fail($"The second argument to {name} must be an array.");
        }

        if (value is ArrayValue { IsPartial: false } array && array.Elements.Count != 2)
        {
            throw compilation.Fail($"You must specify 2 values for the {name} clause");
        }

        Clauses.Add(Condition(grouping, name) with { Column = column, Value = value, HasValue = true });
    }

    private void GroupOrOrder(string method, IReadOnlyList<JavaScriptValue> arguments)
    {
        var first = At(arguments, 0);
        var isRaw = method is "groupByRaw" or "orderByRaw" || (method == "groupBy" && KnexValues.IsRaw(first));
        var grouping = method[0] == 'g' ? "group" : "order";
        var clause = new QueryClause { Grouping = grouping, Type = isRaw ? grouping + "ByRaw" : grouping + "ByBasic", Place = compilation.Here };
        if (isRaw)
        {
            Clauses.Add(clause with { Value = RawOf(arguments) });
        }
        else if (grouping == "group")
        {
            Clauses.Add(clause with { Value = KnexValues.Normalize(arguments) });
        }
        else if (first is ArrayValue array)
        {
            compilation.IsUncertain |= array.IsPartial;
            foreach (var element in array.Elements)
            {
                if (KnexValues.IsString(element) || element is NumberValue)
                {
                    Clauses.Add(clause with { Value = element });
                }
                else if (element is ObjectValue)
                {
                    Clauses.Add(clause with { Value = KnexValues.Option(element, "column"), Operator = KnexValues.Option(element, "order"), Extra = KnexValues.Option(element, "nulls") });
                }
            }
        }
        else
        {
            Clauses.Add(clause with { Value = first, Operator = At(arguments, 1), Extra = At(arguments, 2) });
        }
    }

    private void Union(string operation, IReadOnlyList<JavaScriptValue> arguments)
    {
        var wraps = arguments.Count > 1 && arguments[arguments.Count - 1] is BooleanValue { Value: true };
        IEnumerable<JavaScriptValue> queries = arguments.Count > 1 && arguments[arguments.Count - 1] is BooleanValue ? arguments.Take(arguments.Count - 1) : arguments;
        foreach (var query in queries.SelectMany((query, index) => arguments.Count <= 2 && index == 0 ? KnexValues.List(query) : [query]))
        {
            Clauses.Add(new QueryClause { Grouping = "union", Method = operation, Place = compilation.Here, Value = query, IsMarked = wraps });
        }
    }

    private bool ApplyModification(string method, IReadOnlyList<JavaScriptValue> arguments)
    {
        var first = At(arguments, 0);
        switch (method)
        {
            case "insert":
                Method = "insert";
                Returning(At(arguments, 1));
                Set("insert", first);
                return true;
            case "update":
                Update(arguments);
                return true;
            case "upsert":
                throw compilation.Fail("Upsert is not yet supported for dialect postgresql");
            case "delete" or "del":
                Method = "del";
                Returning(first);
                return true;
            case "truncate":
                Method = "truncate";
                if (KnexValues.IsTruthy(first) || KnexValues.IsUnknown(first))
                {
                    Set("table", first);
                }

                return true;
            case "returning":
                Set("returning", first);
                return true;
            case "increment" or "decrement":
                Count(method == "decrement", arguments);
                return true;
            case "columnInfo":
                Method = "columnInfo";
                Set("columnInfo", first);
                return true;
            case "onConflict":
                conflict = first is StringValue or TemplateValue ? new ArrayValue([first]) : KnexValues.IsTruthy(first) || KnexValues.IsUnknown(first) ? first : JavaScriptValues.True;
                return true;
            case "ignore" or "merge" when conflict is not null:
                Set("onConflict", conflict);
                conflict = null;
                Set(method, method == "ignore" ? JavaScriptValues.True : first is UndefinedValue ? JavaScriptValues.Null : first);
                return true;
            default:
                return false;
        }
    }

    private void Returning(JavaScriptValue value)
    {
        if (!KnexValues.IsEmpty(value))
        {
            Set("returning", value);
        }
    }

    private void Update(IReadOnlyList<JavaScriptValue> arguments)
    {
        var (first, second) = (At(arguments, 0), At(arguments, 1));
        var data = new ObjectValue { IsPartial = Get("update") is ObjectValue { IsPartial: true } };
        foreach (var slot in (Get("update") as ObjectValue)?.Properties ?? [])
        {
            data.Set(slot);
        }

        Method = "update";
        if (KnexValues.IsString(first))
        {
            var value = KnexValues.IsPlainObject(second)
                ? JsonText.Write(second) is { } json ? new StringValue(json) : JavaScriptValues.Computed("JSON", second)
                : second;
            data.Set(new PropertySlot(compilation.Text(first).Content, value, first.Origin));
            Returning(At(arguments, 2));
        }
        else if (KnexValues.IsNullish(first))
        {
            throw compilation.Fail("Cannot convert undefined or null to object");
        }
        else
        {
            foreach (var slot in (first as ObjectValue)?.Properties ?? [])
            {
                data.Set(slot);
            }

            data.IsPartial |= first is ObjectValue { IsPartial: true } || KnexValues.IsUnknown(first);
            Returning(second);
        }

        Set("update", data);
    }

    private void Count(bool isDown, IReadOnlyList<JavaScriptValue> arguments)
    {
        Method = "update";
        Places["update"] = compilation.Here;
        var entries = KnexValues.IsObject(At(arguments, 0))
            ? KnexValues.Entries(arguments[0])
            : [(compilation.Text(At(arguments, 0)).Content, arguments.Count > 1 && arguments[1] is not UndefinedValue ? arguments[1] : new NumberValue(1))];
        foreach (var (column, amount) in entries)
        {
            JavaScriptValue value = KnexValues.ParseFloat(amount) is { } number ? new NumberValue(isDown ? -number : number) : KnexValues.IsUnknown(amount) ? amount : new NumberValue(double.NaN);
            var index = Counters.FindIndex(counter => counter.Column == column);
            if (index >= 0)
            {
                Counters[index] = (column, value);
            }
            else
            {
                Counters.Add((column, value));
            }
        }
    }
}
