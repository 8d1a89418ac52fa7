using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>GROUP BY, aggregates, queries within expressions.</content>
internal sealed partial class Evaluator
{
    private static bool IsAggregate(string name) => name is "count" or "sum" or "min" or "max" or "avg" or "array_agg" or "string_agg" or "bool_and" or "bool_or" or "every"
        or "json_agg" or "jsonb_agg" or "json_object_agg" or "jsonb_object_agg" or "bit_and" or "bit_or" or "stddev" or "variance";

    private static bool IsGrouped(SelectStmt select, IReadOnlyList<Target> targets) =>
        select.GroupClause.Count > 0 || select.HavingClause is not null || targets.Any(static target => target.Node is not null && HasAggregate(target.Node));

    private static bool HasAggregate(Node node)
    {
        if (node is SubLink or SelectStmt || !StackGuard.HasRoom())
        {
            return false;
        }

        var found = node is FuncCall { Over: null } call && IsAggregate(FunctionName(call).Name);
        if (!found)
        {
            node.ForEachChild(child => found |= HasAggregate(child));
        }

        return found;
    }

    /// <summary>A row for each group; null where what decides the groups is not known.</summary>
    private List<(RowScope Scope, bool IsCertain)>? Grouped(SelectStmt select, FromState from, IReadOnlyList<Target> targets)
    {
        var groups = new List<(IReadOnlyList<SqlValue> Keys, List<JoinedRow> Rows)>();
        if (select.GroupClause.Count == 0)
        {
            groups.Add(([], from.Rows));
        }
        else if (select.GroupClause.Any(static key => key is GroupingSet) || !Divide(select, from, targets, groups))
        {
            return null;
        }

        var rows = new List<(RowScope Scope, bool IsCertain)>();
        foreach (var (_, members) in groups)
        {
            var representative = members.Count > 0 ? members[0].Rows : [.. Enumerable.Repeat<Row>(from.IsComplete ? NullRow.Instance : UnknownRow.Instance, from.Bindings.Count)];
            var scope = new RowScope(from.Bindings, representative, from.Outer) { Group = members, IsGroupComplete = from.IsComplete };
            var holds = Test(select.HavingClause, scope);
            if (holds != false)
            {
                rows.Add((scope, holds == true && (select.GroupClause.Count == 0 || members.Exists(static member => member.IsCertain))));
            }
        }

        return rows;
    }

    private bool Divide(SelectStmt select, FromState from, IReadOnlyList<Target> targets, List<(IReadOnlyList<SqlValue> Keys, List<JoinedRow> Rows)> groups)
    {
        foreach (var row in from.Rows)
        {
            var scope = from.Scope(row);
            var keys = select.GroupClause.Select(key => GroupKey(key, targets, scope)).ToList();
            if (keys.Exists(static key => !key.IsKnown && key is not SqlPartialText))
            {
                return false;
            }

            var index = groups.FindIndex(group => SqlComparison.AreEqual(new SqlRow([], group.Keys), new SqlRow([], keys)) != false);
            if (index < 0)
            {
                groups.Add((keys, [row]));
            }
            else
            {
                groups[index].Rows.Add(row);
            }
        }

        return true;
    }

    private SqlValue GroupKey(Node key, IReadOnlyList<Target> targets, RowScope scope)
    {
        if (key is AConst { Ival: { } position } && position.Ival >= 1 && position.Ival <= targets.Count)
        {
            return targets[position.Ival - 1].Value(this, scope);
        }

        // A column of FROM comes before a label.
        return key is ColumnRef { Fields.Count: 1 } reference && reference.Fields[0] is StringValue name && scope.Bindings.All(binding => binding.IndexOf(name.Sval) < 0)
            && targets.FirstOrDefault(target => target.Name == name.Sval) is { } target
            ? target.Value(this, scope)
            : Value(key, scope);
    }

    private SqlValue Aggregate(FuncCall call, string name, RowScope? scope)
    {
        var at = scope;
        while (at is not null && at.Group is null)
        {
            at = at.Outer;
        }

        if (at is null || call.Over is not null || call.AggWithinGroup)
        {
            return SqlValue.Unknown;
        }

        var rows = new List<RowScope>();
        foreach (var member in at.Group!)
        {
            var inner = at with { Rows = member.Rows, Group = null };
            var included = Test(call.AggFilter, inner);
            if (included is null || (included == true && !member.IsCertain))
            {
                return SqlValue.Unknown;
            }

            if (included == true)
            {
                rows.Add(inner);
            }
        }

        if (!at.IsGroupComplete)
        {
            return SqlValue.Unknown;
        }

        if (call.AggOrder.Count > 0)
        {
            isOrderUnknown = false;
            var order = call.AggOrder.OfType<SortBy>().ToList();
            rows = [.. rows.OrderBy(row => (IReadOnlyList<SqlValue>)[.. order.Select(sort => Value(sort.Node, row))], Comparer<IReadOnlyList<SqlValue>>.Create((left, right) => CompareKeys(left, right, order)))];
            if (isOrderUnknown && name is "array_agg" or "string_agg")
            {
                return SqlValue.Unknown;
            }
        }

        return call.AggStar ? SqlValue.Of(rows.Count) : Gather(call, name, rows);
    }

    private SqlValue Gather(FuncCall call, string name, List<RowScope> rows)
    {
        if (call.Args.Count == 0)
        {
            return SqlValue.Unknown;
        }

        var values = rows.Select(row => Typed(Value(call.Args[0], row))).ToList();
        if (call.AggDistinct)
        {
            var distinct = Distinct([.. values.Select(static value => new QueryRow([value], IsCertain: true))]);
            if (distinct.Exists(static row => !row.IsCertain))
            {
                return SqlValue.Unknown;
            }

            values = [.. distinct.Select(static row => row.Values[0])];
        }

        if (name == "array_agg")
        {
            return values.Count == 0 ? SqlValue.Null : new SqlArray(values);
        }

        values.RemoveAll(static value => value.IsNull);
        if (name == "count")
        {
            return values.Exists(static value => value is SqlUnknown) ? SqlValue.Unknown : SqlValue.Of(values.Count);
        }

        return values.Count == 0 ? SqlValue.Null : name switch
        {
            "min" or "max" => Extreme(values, name == "max"),
            "sum" => values.TrueForAll(static value => value is SqlNumber { IsInexact: false }) ? values.Cast<SqlNumber>().Aggregate(static (sum, value) => new SqlNumber(sum.Value + value.Value, sum.IsInteger && value.IsInteger)) : SqlValue.Unknown,
            "string_agg" when call.Args.Count > 1 && rows.Count > 0 => JoinAll(values, Value(call.Args[1], rows[0])),
            "bool_and" or "every" => Quantified(values, isAny: false, isComplete: true),
            "bool_or" => Quantified(values, isAny: true, isComplete: true),
            _ => SqlValue.Unknown,
        };
    }

    private static SqlValue JoinAll(List<SqlValue> values, SqlValue separator)
    {
        var parts = new List<SqlValue>();
        foreach (var value in values)
        {
            if (parts.Count > 0 && !separator.IsNull)
            {
                parts.Add(separator);
            }

            parts.Add(value);
        }

        return Join(parts);
    }

    private static SqlValue Extreme(List<SqlValue> values, bool isMaximum)
    {
        var best = values[0];
        foreach (var value in values)
        {
            if (!value.IsKnown || SqlComparison.Order(value, best) is not { } order)
            {
                return SqlValue.Unknown;
            }

            best = (isMaximum ? order > 0 : order < 0) ? value : best;
        }

        return best;
    }

    /// <summary>A query within an expression.</summary>
    private SqlValue Subquery(SubLink link, RowScope? scope)
    {
        var result = Query(link.Subselect as Statement, scope);
        switch (link.SubLinkType)
        {
            case SubLinkType.Exists:
                return result.HasRows is { } has ? SqlValue.Of(has) : SqlValue.Unknown;
            case SubLinkType.Array:
                return result.IsComplete && result.Rows.All(static row => row.IsCertain) ? new SqlArray([.. result.Rows.Select(static row => row.Values[0])]) : SqlValue.Unknown;
            case SubLinkType.Any or SubLinkType.All:
                var value = Value(link.Testexpr, scope);
                var operation = Strings(link.OperName) is { Count: > 0 } names ? names[names.Count - 1] : "=";
                var isAny = link.SubLinkType == SubLinkType.Any;
                return Quantified(result.Rows.Select(row => OfRow(row, Binary(operation, value, row.Values.Count == 1 ? row.Values[0] : new SqlRow([], row.Values), link), isAny)), isAny, result.IsComplete);
            case SubLinkType.Expr:
                return Single(result, link);
            default:
                return SqlValue.Unknown;
        }
    }

    // A row that may not be there decides nothing, but where it does not matter it may be left out.
    private static SqlValue OfRow(QueryRow row, SqlValue value, bool isAny) =>
        row.IsCertain ? value : value is SqlBoolean known && known.Value != isAny ? value : SqlValue.Unknown;

    private SqlValue Single(QueryResult result, SubLink link)
    {
        var certain = result.Rows.Count(static row => row.IsCertain);
        if (certain > 1)
        {
            return Failure("21000", "more than one row returned by a subquery used as an expression", link);
        }

        return !result.IsComplete || result.Rows.Count != certain ? SqlValue.Unknown
            : certain == 0 ? SqlValue.Null
            : result.Rows[0].Values.Count > 0 ? result.Rows[0].Values[0] : SqlValue.Unknown;
    }
}
