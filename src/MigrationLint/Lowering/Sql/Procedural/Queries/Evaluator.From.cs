using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>FROM and WHERE: the rows that a query works with. A condition is applied as soon as the rows have all that it names.</content>
internal sealed partial class Evaluator
{
    private sealed class FromLeaf(Node node, RowSource? source)
    {
        public Node Node { get; } = node;

        /// <summary>Its rows; null where they depend on the row of those before it.</summary>
        public RowSource? Source { get; } = source;
    }

    private sealed class Conjunct(Node node, HashSet<int> bindings)
    {
        public Node Node { get; } = node;

        public HashSet<int> Bindings { get; } = bindings;

        public int Last { get; } = bindings.Count == 0 ? -1 : bindings.Max();

        public bool IsApplied { get; set; }
    }

    private sealed class FromState
    {
        public List<RowBinding> Bindings { get; } = [];

        public List<FromLeaf> Leaves { get; } = [];

        public List<Conjunct> Conjuncts { get; set; } = [];

        public int Next { get; set; }

        public RowScope? Outer { get; init; }

        public List<JoinedRow> Rows { get; set; } = [];

        public bool IsComplete { get; set; } = true;

        public RowScope Scope(JoinedRow row) => new(Bindings, row.Rows, Outer);
    }

    /// <summary>The rows of FROM that WHERE lets through, as far as they are known.</summary>
    private FromState From(IReadOnlyList<Node> items, Node? where, RowScope? outer)
    {
        var state = new FromState { Outer = outer };
        var conditions = new List<Node>();
        var outerNames = wantedNames;
        wantedNames = WantedNames(where);
        foreach (var item in items)
        {
            Bind(item, state, conditions, isInner: true);
        }

        wantedNames = outerNames;

        Split(where, conditions);
        var empty = Filled(state, UnknownRow.Instance);
        state.Conjuncts = [.. conditions.Select(condition => new Conjunct(condition, Needs(condition, state, empty)))];
        state.Rows = [empty];
        rowDepth += items.Count > 0 ? 1 : 0;
        Apply(state, state.Conjuncts.Where(static conjunct => conjunct.Last < 0));
        foreach (var item in items)
        {
            Add(item, state, state.Conjuncts);
        }

        Apply(state, state.Conjuncts.Where(static conjunct => !conjunct.IsApplied));
        rowDepth -= items.Count > 0 ? 1 : 0;
        return state;
    }

    private static void Split(Node? condition, List<Node> conjuncts)
    {
        if (condition is BoolExpr { Boolop: BoolExprType.And } all)
        {
            foreach (var operand in all.Args)
            {
                Split(operand, conjuncts);
            }
        }
        else if (condition is not null)
        {
            conjuncts.Add(condition);
        }
    }

    /// <summary>The elements of FROM that a condition names; all of them where a query within may name any.</summary>
    private HashSet<int> Needs(Node condition, FromState state, JoinedRow row)
    {
        var scope = state.Scope(row);
        RequireNames(condition, scope);
        var found = new HashSet<int>();
        Visit(condition);
        return found;

        void Visit(Node node)
        {
            switch (node)
            {
                case SubLink:
                case var _ when !StackGuard.HasRoom():
                    found.UnionWith(Enumerable.Range(0, state.Bindings.Count));
                    break;
                case ColumnRef reference when reference.Fields.Count > 0 && reference.Fields[reference.Fields.Count - 1] is StringValue:
                    if (Locate(reference, Names(reference), scope, out var mayBeOther) is { Level: 0 } place)
                    {
                        found.Add(place.Binding);
                    }
                    else if (mayBeOther)
                    {
                        found.UnionWith(Enumerable.Range(0, state.Bindings.Count));
                    }

                    break;
                default:
                    node.ForEachChild(Visit);
                    break;
            }
        }
    }

    /// <summary>Finds out what the elements of FROM are called, before any row is made.</summary>
    private void Bind(Node item, FromState state, List<Node> conditions, bool isInner)
    {
        if (item is JoinExpr join)
        {
            var isPlain = join.Jointype == JoinType.Inner;
            var first = state.Bindings.Count;
            Bind(join.Larg!, state, conditions, isInner && join.Jointype is JoinType.Inner or JoinType.Left);
            var second = state.Bindings.Count;
            Bind(join.Rarg!, state, conditions, isInner && isPlain);
            Merge(join, state, first, second);
            if (isPlain && isInner && join.Quals is not null)
            {
                Split(join.Quals, conditions);
            }

            return;
        }

        var (source, alias, schema) = LeafSource(item, state);
        var names = alias is null ? [] : Strings(alias.Colnames);
        var columns = source.Rename(names);
        state.Bindings.Add(new RowBinding(alias?.Aliasname ?? LeafName(item), schema, columns.Columns, columns.HasOtherColumns));
        state.Leaves.Add(new FromLeaf(item, IsLateral(item) ? null : columns));
    }

    // USING and NATURAL: a bare name means the column of the left.
    private static void Merge(JoinExpr join, FromState state, int first, int second)
    {
        var common = join.IsNatural
            ? state.Bindings.Skip(second).SelectMany(static binding => binding.Columns).Where(column => state.Bindings.Skip(first).Take(second - first).Any(left => left.IndexOf(column) >= 0))
            : Strings(join.UsingClause);
        foreach (var column in common.ToList())
        {
            for (var i = second; i < state.Bindings.Count; i++)
            {
                state.Bindings[i].Merged.Add(column);
            }
        }
    }

    private static IReadOnlyList<string> Strings(IReadOnlyList<Node> nodes) => [.. nodes.OfType<StringValue>().Select(static node => node.Sval)];

    private static string LeafName(Node item) => item switch
    {
        RangeVar relation => relation.Relname,
        RangeFunction { Functions.Count: > 0 } function when function.Functions[0].Items[0] is FuncCall call && call.Funcname[call.Funcname.Count - 1] is StringValue name => name.Sval,
        _ => "",
    };

    private static bool IsLateral(Node item) => item is RangeSubselect { Lateral: true } || (item is RangeFunction function && HasColumn(function));

    private static bool HasColumn(Node node)
    {
        if (!StackGuard.HasRoom())
        {
            return true;
        }

        var found = node is ColumnRef;
        node.ForEachChild(child => found |= HasColumn(child));
        return found;
    }

    private (RowSource Source, Alias? Alias, string? Schema) LeafSource(Node item, FromState state)
    {
        switch (item)
        {
            case RangeVar relation:
                var (source, schema) = Relation(relation);
                return (source, relation.Alias, schema);
            case RangeSubselect { Lateral: false, Subquery: { } query } subselect:
                return (Source(Query(query, state.Outer)), subselect.Alias, null);
            case RangeSubselect { Subquery: { } lateral } subselect:
                return (RowSource.Unknown(OutputNames(lateral)), subselect.Alias, null);
            case RangeFunction function:
                var rows = IsLateral(function) ? RowSource.Unknown([LeafName(function)]) : Function(function, state.Outer);
                return (FunctionColumns(function, rows), function.Alias, null);
            default:
                return (RowSource.Unknown(null), item is RangeTableFunc table ? table.Alias : null, null);
        }
    }

    // A function that gives one column calls it by its alias.
    private static RowSource FunctionColumns(RangeFunction function, RowSource source) =>
        source.Columns.Count == 1 && function.Alias is { Colnames.Count: 0 } alias ? source with { Columns = [alias.Aliasname] }
        : function.Ordinality && source.Columns.Count == 1 ? source with { Columns = [source.Columns[0], "ordinality"] }
        : source;

    private static RowSource Source(QueryResult result) =>
        new(result.Columns ?? [], [.. result.Rows.Select(static row => ((Row)new ValueRow(row.Values), row.IsCertain))], result.IsComplete) { HasOtherColumns = result.Columns is null };

    /// <summary>The rows of a relation: those of the catalog are known, those of a table where the chain wrote them.</summary>
    private (RowSource Source, string? Schema) Relation(RangeVar relation)
    {
        if (relation.Schemaname is null && FindCte(relation.Relname) is { } cte)
        {
            return (cte, null);
        }

        var name = session.Find(relation.Schemaname, relation.Relname, candidate => SystemRelation.Find(candidate) is not null || session.Schema.FindRelation(candidate) is not null);
        if (name is { } found && CatalogRows(found, relation) is { } rows)
        {
            return (rows, found.Schema);
        }

        var place = text.ToSource(relation.Span);
        var assumed = name ?? new QualifiedName(relation.Schemaname ?? (session.Sink.Settings.SearchPath is { Count: > 0 } path ? path[0] : "public"), relation.Relname);
        var table = session.Schema.FindRelation(assumed) ?? (HasCheckedNames ? null : session.Sink.FindOrAssumeRelation(assumed, place));
        return table is null
            ? HasCheckedNames ? (RowSource.Unknown(null), (string?)null) : throw session.Sink.Refuse("42P01", $"relation \"{(relation.Schemaname is null ? "" : relation.Schemaname + ".")}{relation.Relname}\" does not exist", place, detail: RefusalDetail.Missing(ObjectKind.Table, new QualifiedName(relation.Schemaname ?? "", relation.Relname)))
            : (TableRows(table, isOnly: !relation.Inh), table.Name.Schema);
    }

    /// <summary>Joins an element of FROM to the rows so far.</summary>
    private void Add(Node item, FromState state, IReadOnlyList<Conjunct> conjuncts)
    {
        switch (item)
        {
            case JoinExpr { Jointype: JoinType.Inner } join:
                var first = state.Next;
                Add(join.Larg!, state, conjuncts);
                var second = state.Next;
                Add(join.Rarg!, state, conjuncts);
                Apply(state, EqualColumns(join, state, first, second));

                // Within an outer join its condition is not among those of WHERE.
                if (join.Quals is not null && !state.Conjuncts.Exists(conjunct => conjunct.Node.Start >= join.Quals.Start && conjunct.Node.End <= join.Quals.End))
                {
                    Apply(state, Conditions(join, state));
                }

                break;
            case JoinExpr join:
                AddOuter(join, state, conjuncts);
                break;
            default:
                AddLeaf(state, state.Next++, conjuncts);
                break;
        }
    }

    private List<Conjunct> Conditions(JoinExpr join, FromState state)
    {
        var conditions = new List<Node>();
        Split(join.Quals, conditions);
        var row = Filled(state, UnknownRow.Instance);
        return [.. conditions.Select(condition => new Conjunct(condition, Needs(condition, state, row)))];
    }

    // What USING compares, as conditions of their own.
    private static IEnumerable<Conjunct> EqualColumns(JoinExpr join, FromState state, int first, int second)
    {
        var columns = join.IsNatural ? state.Bindings.Skip(second).Take(state.Next - second).SelectMany(static binding => binding.Merged) : Strings(join.UsingClause);
        foreach (var column in columns.Distinct(StringComparer.Ordinal))
        {
            var left = Enumerable.Range(first, second - first).FirstOrDefault(i => state.Bindings[i].IndexOf(column) >= 0);
            var right = Enumerable.Range(second, state.Next - second).FirstOrDefault(i => state.Bindings[i].IndexOf(column) >= 0);
            yield return new Conjunct(Equality(state.Bindings[left].Alias, state.Bindings[right].Alias, column, join.Start), [left, right]);
        }
    }

    private static AExpr Equality(string left, string right, string column, int start)
    {
        ColumnRef Reference(string alias) => new(start) { Fields = [new StringValue(start, alias), new StringValue(start, column)] };
        return new AExpr(start) { Kind = AExprKind.Op, Name = [new StringValue(start, "=")], Lexpr = Reference(left), Rexpr = Reference(right) };
    }

    private void AddOuter(JoinExpr join, FromState state, IReadOnlyList<Conjunct> conjuncts)
    {
        // Conditions of WHERE hold for what the join makes; only those on the preserved side can be applied before.
        var first = state.Next;
        Add(join.Larg!, state, join.Jointype == JoinType.Left ? conjuncts : []);
        var second = state.Next;
        var (left, isLeftComplete) = (state.Rows, state.IsComplete);
        (state.Rows, state.IsComplete) = ([Filled(state, UnknownRow.Instance)], true);
        Add(join.Rarg!, state, []);
        var conditions = Conditions(join, state);
        conditions.AddRange(EqualColumns(join, state, first, second));
        Apply(state, conditions.Where(conjunct => conjunct.Bindings.All(binding => binding >= second && binding < state.Next) && join.Jointype == JoinType.Left));
        var (right, isRightComplete) = (state.Rows, state.IsComplete);
        state.Rows = Outer(state, join.Jointype, (left, isLeftComplete, first, second), (right, isRightComplete, second, state.Next), [.. conditions.Where(static conjunct => !conjunct.IsApplied)]);
        state.IsComplete = isLeftComplete && (isRightComplete || left.Count == 0);
    }

    private List<JoinedRow> Outer(FromState state, JoinType type, (List<JoinedRow> Rows, bool IsComplete, int First, int End) left, (List<JoinedRow> Rows, bool IsComplete, int First, int End) right, IReadOnlyList<Conjunct> conditions)
    {
        var joined = new List<JoinedRow>();
        var matched = new bool?[right.Rows.Count];
        for (var j = 0; j < matched.Length; j++)
        {
            matched[j] = false;
        }

        foreach (var row in left.Rows)
        {
            bool? hasMatch = right.IsComplete ? false : null;
            for (var j = 0; j < right.Rows.Count; j++)
            {
                var pair = Combine(row, right.Rows[j], right.First, right.End);
                if (Holds(state, pair, conditions) is { } match)
                {
                    joined.Add(match);
                    hasMatch = match.IsCertain || hasMatch == true ? true : null;
                    matched[j] = match.IsCertain || matched[j] == true ? true : null;
                }
            }

            if (type is JoinType.Left or JoinType.Full && hasMatch != true)
            {
                joined.Add(Combine(row, Filled(state, right.IsComplete ? NullRow.Instance : UnknownRow.Instance), right.First, right.End) with { IsCertain = row.IsCertain && (hasMatch == false || !right.IsComplete) });
            }
        }

        for (var j = 0; type is JoinType.Right or JoinType.Full && j < matched.Length; j++)
        {
            if (matched[j] != true)
            {
                joined.Add(Combine(right.Rows[j], Filled(state, NullRow.Instance), left.First, left.End) with { IsCertain = right.Rows[j].IsCertain && matched[j] == false && left.IsComplete });
            }
        }

        return joined;
    }

    private static JoinedRow Filled(FromState state, Row row) => new([.. Enumerable.Repeat(row, state.Bindings.Count)], IsCertain: true);

    private static JoinedRow Combine(JoinedRow row, JoinedRow other, int first, int end)
    {
        var rows = (Row[])row.Rows.Clone();
        Array.Copy(other.Rows, first, rows, first, end - first);
        return new JoinedRow(rows, row.IsCertain && other.IsCertain);
    }

    private void AddLeaf(FromState state, int index, IReadOnlyList<Conjunct> conjuncts)
    {
        var own = conjuncts.Where(conjunct => !conjunct.IsApplied && conjunct.Bindings.Count == 1 && conjunct.Last == index && conjunct.Bindings.Contains(index)).ToList();
        var joint = conjuncts.Where(conjunct => !conjunct.IsApplied && conjunct.Last == index && conjunct.Bindings.Count > 1).ToList();
        var fixedSource = state.Leaves[index].Source is { } known ? Filter(state, index, known, own) : null;
        var keys = fixedSource is null ? null : HashedRows.Create(this, state, index, fixedSource, joint);
        var rows = new List<JoinedRow>();
        foreach (var row in state.Rows)
        {
            var source = fixedSource ?? Filter(state, index, LateralSource(state, index, row), own);
            state.IsComplete &= source.IsComplete;
            foreach (var (candidate, isCertain) in keys?.Candidates(state.Scope(row)) ?? source.Rows)
            {
                session.Spend(1);
                var combined = (Row[])row.Rows.Clone();
                combined[index] = candidate;
                if (Holds(state, new JoinedRow(combined, row.IsCertain && isCertain), joint) is { } kept)
                {
                    rows.Add(kept);
                }
            }
        }

        foreach (var conjunct in own.Concat(joint))
        {
            conjunct.IsApplied = true;
        }

        state.Rows = rows;
    }

    private RowSource LateralSource(FromState state, int index, JoinedRow row)
    {
        var wasUncertain = isUncertain;
        isUncertain |= !row.IsCertain;
        var source = state.Leaves[index].Node switch
        {
            RangeSubselect { Subquery: { } query } => Source(Query(query, state.Scope(row))),
            RangeFunction function => Function(function, state.Scope(row)),
            _ => RowSource.Unknown(null),
        };
        isUncertain = wasUncertain;
        return source;
    }

    private RowSource Filter(FromState state, int index, RowSource source, List<Conjunct> conditions)
    {
        if (conditions.Count == 0)
        {
            return source;
        }

        var rows = new List<(Row Row, bool IsCertain)>();
        var place = new Row[state.Bindings.Count];
        foreach (var (row, isCertain) in source.Rows)
        {
            place[index] = row;
            if (Holds(state, new JoinedRow(place, isCertain), conditions) is { } kept)
            {
                rows.Add((row, kept.IsCertain));
            }
        }

        return source with { Rows = rows };
    }

    /// <summary>The row where the conditions let it through, uncertain where that is not known; null where they do not.</summary>
    private JoinedRow? Holds(FromState state, JoinedRow row, IReadOnlyList<Conjunct> conditions)
    {
        var isCertain = row.IsCertain;
        if (conditions.Count > 0)
        {
            var scope = state.Scope(row);
            foreach (var condition in conditions)
            {
                var holds = Test(condition.Node, scope);
                if (holds == false)
                {
                    return null;
                }

                isCertain &= holds == true;
            }
        }

        return isCertain == row.IsCertain ? row : row with { IsCertain = isCertain };
    }

    private void Apply(FromState state, IEnumerable<Conjunct> conjuncts)
    {
        var conditions = conjuncts.ToList();
        if (conditions.Count > 0)
        {
            state.Rows = [.. state.Rows.Select(row => Holds(state, row, conditions)).OfType<JoinedRow>()];
            conditions.ForEach(static condition => condition.IsApplied = true);
        }
    }

    /// <summary>Rows by the value that an equality compares them by.</summary>
    private sealed class HashedRows
    {
        private readonly Dictionary<string, List<(Row Row, bool IsCertain)>> byKey = new(StringComparer.Ordinal);
        private readonly List<(Row Row, bool IsCertain)> others = [];
        private readonly RowSource source;
        private readonly Evaluator evaluator;
        private readonly Node probe;

        private HashedRows(Evaluator evaluator, RowSource source, Node probe)
        {
            (this.evaluator, this.source, this.probe) = (evaluator, source, probe);
        }

        /// <summary>Hashes rows where one of the conditions says what they are compared by; null where none does.</summary>
        public static HashedRows? Create(Evaluator evaluator, FromState state, int index, RowSource source, IReadOnlyList<Conjunct> conditions)
        {
            var row = Filled(state, UnknownRow.Instance);
            foreach (var condition in source.Rows.Count < 8 ? [] : conditions)
            {
                if (condition.Node is not AExpr { Kind: AExprKind.Op, Name.Count: 1, Lexpr: { } left, Rexpr: { } right } equality || equality.Name[0] is not StringValue { Sval: "=" })
                {
                    continue;
                }

                var (needsLeft, needsRight) = (evaluator.Needs(left, state, row), evaluator.Needs(right, state, row));
                if (needsRight.SetEquals([index]) && !needsLeft.Contains(index))
                {
                    (left, right) = (right, left);
                }
                else if (!needsLeft.SetEquals([index]) || needsRight.Contains(index))
                {
                    continue;
                }

                var rows = new HashedRows(evaluator, source, right);
                rows.Fill(state, index, left);
                return rows;
            }

            return null;
        }

        /// <summary>The rows that may be equal.</summary>
        public IEnumerable<(Row Row, bool IsCertain)> Candidates(RowScope scope) => evaluator.Value(probe, scope) switch
        {
            SqlNull => [],
            var value when Key(value) is { } key => byKey.TryGetValue(key, out var found) ? found.Concat(others) : others,
            _ => source.Rows,
        };

        private void Fill(FromState state, int index, Node expression)
        {
            var place = new Row[state.Bindings.Count];
            foreach (var row in source.Rows)
            {
                place[index] = row.Row;
                var value = evaluator.Value(expression, new RowScope(state.Bindings, place, state.Outer));
                if (Key(value) is not { } key)
                {
                    others.Add(row);
                    continue;
                }

                if (!byKey.TryGetValue(key, out var rows))
                {
                    byKey[key] = rows = [];
                }

                rows.Add(row);
            }
        }

        private static string? Key(SqlValue value) => value switch
        {
            SqlObject id => "o" + id.Id.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
            SqlNumber { IsInteger: true } number => "o" + number.Output,
            SqlText { IsUntyped: false } text => "t" + text.Value,
            _ => null,
        };
    }
}
