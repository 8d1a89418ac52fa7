using System.Globalization;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>
/// Computes expressions and queries on the schema of the moment. Beside the three values of SQL's logic there is a fourth: what depends on data, time or chance
/// is unknown, and so is whatever is not modelled. Refuses only what PostgreSQL certainly refuses.
/// </summary>
/// <remarks>Partial: each family of expressions is a file.</remarks>
/// <param name="session">What the whole statement shares.</param>
/// <param name="text">The text that nodes count in.</param>
/// <param name="variables">The variables in scope; null for none.</param>
internal sealed partial class Evaluator(EvaluationSession session, IText text, IVariableScope? variables)
{
    // Within the rows of a query, PostgreSQL may never come to what would fail.
    private int rowDepth;

    // Within rows of which it is not known whether they are there.
    private bool isUncertain;

    /// <summary>Begins anew after a refusal.</summary>
    public void Reset()
    {
        (rowDepth, isUncertain) = (0, false);
        commonTables.Clear();
    }

    /// <summary>The value of an expression.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="scope">The row that it is computed for; null for none.</param>
    public SqlValue Value(Node? node, RowScope? scope)
    {
        session.Spend(1);
        return node is null || !StackGuard.HasRoom() ? SqlValue.Unknown : node switch
        {
            AConst constant => Constant(constant),
            ColumnRef reference => Column(reference, scope),
            ParamRef parameter => variables?.Parameter(parameter.Number) ?? SqlValue.Unknown,
            TypeCast cast => Cast(cast, scope),
            CollateClause collation => Value(collation.Arg, scope),
            NamedArgExpr argument => Value(argument.Arg, scope),
            AExpr operation => Operation(operation, scope),
            BoolExpr logic => Logic(logic, scope),
            NullTest test => IsNull(test, scope),
            BooleanTest test => IsTrue(test, scope),
            CaseExpr branches => Case(branches, scope),
            CoalesceExpr choice => Coalesce(choice, scope),
            MinMaxExpr choice => MinMax(choice, scope),
            AArrayExpr array => ArrayOf(array.Elements, scope),
            RowExpr row => new SqlRow([.. row.Args.Select(static (_, i) => "f" + (i + 1).ToString(CultureInfo.InvariantCulture))], Values(row.Args, scope)),
            AIndirection access => Indirection(access, scope),
            SQLValueFunction function => ValueFunction(function),
            FuncCall call => Call(call, scope),
            SubLink link => Subquery(link, scope),
            _ => SqlValue.Unknown,
        };
    }

    /// <summary>True where a condition certainly holds, false where it certainly does not; null where that is not known.</summary>
    public bool? Test(Node? condition, RowScope? scope) => condition is null ? true : Truth(Value(condition, scope));

    /// <summary>What a value says as a condition; NULL does not hold.</summary>
    public static bool? Truth(SqlValue value) => value switch
    {
        SqlBoolean boolean => boolean.Value,
        SqlNull => false,
        SqlText { IsUntyped: true } constant => SqlCasts.ReadBoolean(constant.Value),
        _ => null,
    };

    private IReadOnlyList<SqlValue> Values(IReadOnlyList<Node> nodes, RowScope? scope) => [.. nodes.Select(node => Value(node, scope))];

    private static SqlValue Constant(AConst constant) =>
        constant.Isnull ? SqlValue.Null
        : constant.Sval is { } characters ? new SqlText(characters.Sval) { IsUntyped = true }
        : constant.Ival is { } number ? SqlValue.Of(number.Ival)
        : constant.Boolval is { } boolean ? SqlValue.Of(boolean.Boolval)
        : constant.Fval is { } digits && SqlCasts.ReadNumber(digits.Fval) is { } value ? new SqlNumber(value, IsInteger: digits.Fval.All(char.IsDigit))
        : SqlValue.Unknown;

    private SqlValue Logic(BoolExpr logic, RowScope? scope)
    {
        if (logic.Boolop == BoolExprType.Not)
        {
            return Value(logic.Args[0], scope) switch
            {
                SqlBoolean operand => SqlValue.Of(!operand.Value),
                SqlNull => SqlValue.Null,
                _ => SqlValue.Unknown,
            };
        }

        // One FALSE decides an AND, one TRUE an OR, whatever the others are.
        var decisive = logic.Boolop == BoolExprType.Or;
        var (hasNull, hasUnknown) = (false, false);
        foreach (var operand in logic.Args)
        {
            switch (Value(operand, scope))
            {
                case SqlBoolean known:
                    if (known.Value == decisive)
                    {
                        return known;
                    }

                    break;
                case SqlNull:
                    hasNull = true;
                    break;
                default:
                    hasUnknown = true;
                    break;
            }
        }

        return hasUnknown ? SqlValue.Unknown : hasNull ? SqlValue.Null : SqlValue.Of(!decisive);
    }

    private SqlValue IsNull(NullTest test, RowScope? scope)
    {
        var isNull = Value(test.Arg, scope) switch
        {
            SqlNull => true,
            SqlUnknown => (bool?)null,
            SqlRow row when test.Nulltesttype == NullTestType.Null => row.Values.All(static value => value.IsNull),
            SqlRow row => row.Values.Any(static value => value.IsNull),
            _ => false,
        };
        return isNull is null ? SqlValue.Unknown : SqlValue.Of(isNull == (test.Nulltesttype == NullTestType.Null));
    }

    private SqlValue IsTrue(BooleanTest test, RowScope? scope)
    {
        var value = Value(test.Arg, scope);
        if (value is not (SqlBoolean or SqlNull))
        {
            return SqlValue.Unknown;
        }

        var (isTrue, isNull) = (value is SqlBoolean { Value: true }, value.IsNull);
        return SqlValue.Of(test.Booltesttype switch
        {
            BoolTestType.True => isTrue,
            BoolTestType.NotTrue => !isTrue,
            BoolTestType.False => !isTrue && !isNull,
            BoolTestType.NotFalse => isTrue || isNull,
            BoolTestType.Unknown => isNull,
            _ => !isNull,
        });
    }

    private SqlValue Case(CaseExpr branches, RowScope? scope)
    {
        var compared = branches.Arg is null ? null : Value(branches.Arg, scope);
        foreach (var when in branches.Args.OfType<CaseWhen>())
        {
            var holds = compared is null ? Test(when.Expr, scope) : Truth(Compare("=", compared, Value(when.Expr, scope)));
            if (holds is null)
            {
                return SqlValue.Unknown;
            }

            if (holds.Value)
            {
                return Value(when.Result, scope);
            }
        }

        return branches.Defresult is null ? SqlValue.Null : Value(branches.Defresult, scope);
    }

    private SqlValue Coalesce(CoalesceExpr choice, RowScope? scope)
    {
        foreach (var argument in choice.Args)
        {
            var value = Value(argument, scope);
            if (!value.IsNull)
            {
                return value;
            }
        }

        return SqlValue.Null;
    }

    private SqlValue MinMax(MinMaxExpr choice, RowScope? scope)
    {
        SqlValue? best = null;
        foreach (var value in Values(choice.Args, scope).Where(static value => !value.IsNull))
        {
            var order = best is null ? 1 : SqlComparison.Order(value, best);
            if (order is null || !value.IsKnown)
            {
                return SqlValue.Unknown;
            }

            best = best is null || (choice.Op == MinMaxOp.Greatest ? order > 0 : order < 0) ? value : best;
        }

        return best ?? SqlValue.Null;
    }

    private SqlArray ArrayOf(IReadOnlyList<Node> elements, RowScope? scope) => new([.. elements.Select(element => Typed(Value(element, scope)))]);

    // A constant that has become a value of its own.
    private static SqlValue Typed(SqlValue value) => value is SqlText { IsUntyped: true } constant ? new SqlText(constant.Value) : value;

    private SqlValue Indirection(AIndirection access, RowScope? scope)
    {
        var value = Value(access.Arg, scope);
        foreach (var step in access.Indirection)
        {
            value = step switch
            {
                AIndices { IsSlice: false } subscript => Element(value, Value(subscript.Uidx, scope)),
                AIndices slice when value is SqlArray array => Slice(array, slice, scope),
                StringValue field when value is SqlRow row => row.Field(field.Sval) ?? SqlValue.Unknown,
                _ => value.IsNull ? SqlValue.Null : SqlValue.Unknown,
            };
        }

        return value;
    }

    /// <summary>The element of an array at a subscript.</summary>
    public static SqlValue Element(SqlValue array, SqlValue subscript) => (array, subscript) switch
    {
        (SqlNull, _) or (_, SqlNull) => SqlValue.Null,
        (SqlArray { Elements: var elements, LowerBound: var lowest }, SqlNumber { Value: var index }) =>
            index >= lowest && index - lowest < elements.Count ? elements[(int)index - lowest] : SqlValue.Null,
        _ => SqlValue.Unknown,
    };

    private SqlValue Slice(SqlArray array, AIndices slice, RowScope? scope)
    {
        var from = slice.Lidx is null ? SqlValue.Of(array.LowerBound) : Value(slice.Lidx, scope);
        var to = slice.Uidx is null ? SqlValue.Of(array.LowerBound + array.Elements.Count - 1) : Value(slice.Uidx, scope);
        if (from is not SqlNumber first || to is not SqlNumber last)
        {
            return from.IsNull || to.IsNull ? SqlValue.Null : SqlValue.Unknown;
        }

        var start = (int)Math.Max(0, first.Value - array.LowerBound);
        var end = (int)Math.Min(array.Elements.Count - 1, last.Value - array.LowerBound);
        return new SqlArray([.. array.Elements.Skip(start).Take(Math.Max(0, end - start + 1))]);
    }

    private SqlValue ValueFunction(SQLValueFunction function) => function.Op switch
    {
        SQLValueFunctionOp.CurrentUser or SQLValueFunctionOp.CurrentRole or SQLValueFunctionOp.User => SqlValue.Of(session.Sink.Settings.Role),
        SQLValueFunctionOp.SessionUser when session.Sink.Settings.Role == "postgres" => SqlValue.Of("postgres"),
        SQLValueFunctionOp.CurrentSchema => CurrentSchema(),
        _ => SqlValue.Unknown,
    };

    /// <summary>What an evaluation comes to that PostgreSQL refuses when it gets there.</summary>
    private SqlValue Failure(string sqlState, string message, Node place, RefusalDetail? detail = null) =>
        rowDepth > 0 || isUncertain ? SqlValue.Unknown : throw Refuse(sqlState, message, place, detail);

    private Exception Refuse(string sqlState, string message, Node place, RefusalDetail? detail = null) => session.Sink.Refuse(sqlState, message, text.ToSource(place.Span), detail);
}
