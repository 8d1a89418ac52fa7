using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>Rows of tables, and what is computed for them.</content>
internal sealed partial class Evaluator
{
    // More parts than anybody asks a question about.
    private const int MostParts = 64;

    // Longer texts are known to be there, and no more.
    private const int LongestCell = 400;

    /// <summary>Computes with the tables of WITH.</summary>
    public void With(WithClause? with, Action action)
    {
        if (with is null)
        {
            action();
            return;
        }

        Push(with, outer: null);
        action();
        commonTables.RemoveAt(commonTables.Count - 1);
    }

    /// <summary>The value of an expression that is not refused for what it comes to: that may not be computed, or in another order.</summary>
    public SqlValue Attempt(Node? node, RowScope? scope)
    {
        var was = isUncertain;
        isUncertain = true;
        var value = Value(node, scope);
        isUncertain = was;
        return value;
    }

    /// <summary>Finds out whether a row of a table is one that FROM and WHERE of a statement mean.</summary>
    /// <returns>Null where that is not known; and the row that values are computed for, which is one of several where these are not the same.</returns>
    public (bool? Holds, RowScope Scope, bool IsOnly) Match(IReadOnlyList<Node> from, Node? where, RowScope target)
    {
        rowDepth++;
        var state = From(from, where, target);
        rowDepth--;
        var isCertain = state.Rows.Exists(static row => row.IsCertain);
        return (isCertain ? true : state.Rows.Count == 0 && state.IsComplete ? false : null,
            state.Rows.Count > 0 ? state.Scope(state.Rows[0]) : state.Scope(Filled(state, UnknownRow.Instance)),
            state.Rows.Count == 1 && state.IsComplete);
    }

    /// <summary>What RETURNING gives for a row.</summary>
    public (IReadOnlyList<string> Names, IReadOnlyList<SqlValue> Values) Returned(IReadOnlyList<ResTarget> list, RowScope scope)
    {
        var state = new FromState();
        state.Bindings.AddRange(scope.Bindings);
        var targets = Expand(list, state);
        return ([.. targets.Select(static target => target.Name)], [.. targets.Select(target => Typed(target.Value(this, scope)))]);
    }

    /// <summary>The rows of an element of FROM.</summary>
    /// <returns>Null where they are not all known.</returns>
    public IReadOnlyList<RowScope>? Sources(Node item)
    {
        var state = From([item], where: null, outer: null);
        return state.IsComplete && state.Rows.TrueForAll(static row => row.IsCertain) ? [.. state.Rows.Select(state.Scope)] : null;
    }

    private RowSource TableRows(Relation relation, bool isOnly)
    {
        var columns = relation.Columns.Select(static column => column.Name).ToList();
        if (relation is not Table { IsIncomplete: false } table)
        {
            return new RowSource(columns, [], IsComplete: false) { HasOtherColumns = relation.IsIncomplete };
        }

        var rows = new List<(Row Row, bool IsCertain)>();
        var isComplete = session.Sink.IsComplete;
        var parts = isOnly ? [table] : Parts(table);
        isComplete &= parts.Count <= MostParts;
        foreach (var part in parts.Take(MostParts))
        {
            session.Spend(1);
            isComplete &= AddRows(part, columns, rows);
        }

        return new RowSource(columns, rows, isComplete);
    }

    // The rows of its parts are its own.
    private List<Table> Parts(Table table)
    {
        var found = new List<Table> { table };
        for (var i = 0; i < found.Count && found.Count <= MostParts; i++)
        {
            found.AddRange(session.Schema.ChildrenOf(found[i].Id).Where(child => !found.Exists(other => other.Id == child.Id)).Take(MostParts).ToList());
        }

        return found;
    }

    // False where it may have other rows.
    private bool AddRows(Table table, List<string> columns, List<(Row Row, bool IsCertain)> rows)
    {
        if (table.PartitionBy is not null)
        {
            return true;
        }

        if (KnownRows.Of(session.Sink, table) is not { } known)
        {
            if (table.Rows == RowState.Filled)
            {
                rows.Add((UnknownRow.Instance, true));
            }

            return false;
        }

        session.Spend(known.Count);
        var places = columns.Select(column => IndexOf(table, column)).ToList();
        var isSame = places.Count == table.Columns.Count && places.Select(static (place, i) => place == i).All(static same => same);
        foreach (var (_, row) in known.Rows.Select(static pair => (pair.Key, pair.Value)))
        {
            rows.Add((new ValueRow(isSame ? row.Values : [.. places.Select(place => place < 0 ? SqlValue.Unknown : row.Values[place])]), row.IsCertain));
        }

        return known.IsComplete;
    }

    private static int IndexOf(Table table, string column)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Name == column)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A value as a column keeps it (<c>coerce_to_target_type</c> with an assignment).</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">The type of the column.</param>
    /// <param name="place">Where it is written.</param>
    /// <exception cref="StatementRefusedException">It cannot be kept.</exception>
    public SqlValue Stored(SqlValue value, TypeReference type, Node place)
    {
        if (value is SqlNull or SqlUnknown or SqlSomeValue)
        {
            return value;
        }

        if (!value.IsKnown || !type.IsKnown)
        {
            return SqlValue.Unknown;
        }

        var target = Of(type);
        var isDomain = session.Schema.FindType(type.Type) is { Kind: TypeKind.Domain };
        var kept = IsKept(target) ? Convert(value, target, place) : target is { IsArray: false, Name: "float8" or "float4" } ? Inexact(value, target.Name == "float8" ? 15 : 6) : SqlSomeValue.Instance;
        return Limited(kept is SqlUnknown ? SqlSomeValue.Instance : kept, target, isDomain ? -1 : type.Modifier, place);
    }

    // Numbers of so many digits are read and printed as they are.
    private static SqlValue Inexact(SqlValue value, int digits)
    {
        var number = value is SqlNumber known ? known.Value : value is SqlText text ? SqlCasts.ReadNumber(text.Value) : null;
        if (number is not { } found || found.ToString(System.Globalization.CultureInfo.InvariantCulture).Count(char.IsDigit) > digits || (found != 0 && Math.Abs(found) < 0.001m))
        {
            return SqlSomeValue.Instance;
        }

        // Without zeros at the end.
        return new SqlNumber(found / 1.0000000000000000000000000000m, IsInteger: false) { IsInexact = true };
    }

    // Types whose values compare as they are kept.
    private static bool IsKept(ValueType type) =>
        type.User is { } user ? user.Kind == TypeKind.Enum
        : type.Name is "text" or "varchar" or "bpchar" or "int2" or "int4" or "int8" or "numeric" or "bool" or "date" or "timestamp" or "uuid";

    private SqlValue Limited(SqlValue value, ValueType type, int modifier, Node place) => value switch
    {
        SqlArray array => modifier >= 0 || !array.Elements.All(static element => element.IsKnown) || array.Elements.Count > LongestCell / 4 ? SqlSomeValue.Instance : array,
        SqlText text => Limited(text, type, modifier, place),
        SqlNumber number when type.Name == "numeric" => Limited(number, modifier, place),
        SqlNumber number => number with { IsSmall = type.Name is "int2" or "int4" },
        SqlTimestamp { IsDate: false } when modifier >= 0 => SqlSomeValue.Instance,
        _ => value,
    };

    private SqlValue Limited(SqlText text, ValueType type, int modifier, Node place)
    {
        if (type.Name == "uuid")
        {
            return Guid.TryParseExact(text.Value, "D", out _) ? text : SqlSomeValue.Instance;
        }

        var kept = type.Name == "bpchar" ? text.Value.TrimEnd(' ') : text.Value;
        if (modifier > TypeModifiers.HeaderSize && type.Name is "varchar" or "bpchar")
        {
            // varchar(): blanks at the end may be cut, and nothing else.
            var limit = modifier - TypeModifiers.HeaderSize;
            if (kept.Length > limit && Count(kept) > limit)
            {
                if (Count(kept.TrimEnd(' ')) > limit)
                {
                    throw Refuse("22001", $"value too long for type {session.Catalog.Printer.Type(new TypeReference(ObjectIdOf(type), modifier))}", place);
                }

                kept = kept.Substring(0, limit);
            }
        }

        return kept.Length > LongestCell ? SqlSomeValue.Instance : new SqlText(kept) { IsCollated = type.User is null };
    }

    private static int Count(string text) => text.Count(static character => !char.IsLowSurrogate(character));

    private static ObjectId ObjectIdOf(ValueType type) => type.Name == "varchar" ? Analysis.TypeIds.Varchar : Analysis.TypeIds.Bpchar;

    private SqlValue Limited(SqlNumber number, int modifier, Node place)
    {
        if (modifier < TypeModifiers.HeaderSize)
        {
            return number;
        }

        var (precision, scale) = (TypeModifiers.Precision(modifier), TypeModifiers.Scale(modifier));
        if (scale is < 0 or > 20 || precision - scale > 20)
        {
            return SqlSomeValue.Instance;
        }

        var rounded = decimal.Round(number.Value, scale, MidpointRounding.AwayFromZero);
        var limit = 1m;
        for (var i = 0; i < precision - scale; i++)
        {
            limit *= 10;
        }

        return Math.Abs(rounded) >= limit ? throw Refuse("22003", "numeric field overflow", place) : new SqlNumber(rounded + new decimal(0, 0, 0, isNegative: false, (byte)scale), IsInteger: false);
    }

    private SqlValue NextValue(SqlValue sequence) => Next(SequenceOf(sequence));

    /// <summary>Takes the next value of a sequence; null for one that is not known.</summary>
    public SqlValue Next(Sequence? found)
    {
        if (found is null)
        {
            return SqlSomeValue.Instance;
        }

        var next = isUncertain || session.Sink.IsConditional ? null : session.Sink.Sequences.Next(found);
        session.Sink.Sequences = session.Sink.Sequences.With(found, next, isCalled: true);
        return next is { } value ? SqlValue.Of(value) : SqlSomeValue.Instance;
    }

    // do_setval of commands/sequence.c; the function is strict.
    private SqlValue SetSequence(IReadOnlyList<SqlValue> arguments, FuncCall call)
    {
        if (arguments[1].IsNull || arguments[0].IsNull)
        {
            return SqlValue.Null;
        }

        if (SequenceOf(arguments[0]) is { } found)
        {
            var isCalled = arguments.Count < 3 ? true : Truth(arguments[2]);
            var value = isUncertain || session.Sink.IsConditional || isCalled is null ? null : (arguments[1] as SqlNumber)?.Value;
            if (value is { } known && found is { CreatedBy.IsConditional: false, Options: { Minimum: { } lowest, Maximum: { } highest } } && (known < lowest || known > highest))
            {
                throw Refuse("22003", FormattableString.Invariant($"setval: value {known} is out of bounds for sequence \"{found.Name.Name}\" ({lowest}..{highest})"), call);
            }

            session.Sink.Sequences = session.Sink.Sequences.With(found, value is >= long.MinValue and <= long.MaxValue ? (long)value : null, isCalled ?? true);
        }
        else if (!arguments[0].IsKnown)
        {
            // Any of them may be meant.
            foreach (var sequence in session.Schema.Relations.OfType<Sequence>())
            {
                session.Sink.Sequences = session.Sink.Sequences.With(sequence, null, isCalled: true);
            }
        }

        return arguments[1];
    }

    private Sequence? SequenceOf(SqlValue value) => value switch
    {
        SqlObject id => session.Schema.FindRelation(id.Id) as Sequence,
        SqlText name => FindAlias(ObjectAlias.Relation, name.Value, place: null) is SqlObject named ? session.Schema.FindRelation(named.Id) as Sequence : null,
        _ => null,
    };
}
