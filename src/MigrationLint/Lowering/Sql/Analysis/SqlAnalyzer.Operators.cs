using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Operators (<c>parse_oper.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    private OperatorExpr MakeOperator(IReadOnlyList<Node> names, Expr? left, Expr right, Node place)
    {
        var found = FindOperator(names, left?.Type, right.Type, place);
        Expr[] arguments = left is null ? [right] : [left, right];
        var (result, coerced) = OperatorArguments(found, arguments);
        return new OperatorExpr(found, result, coerced) { Place = place };
    }

    private (ObjectId Result, IReadOnlyList<Expr> Arguments) OperatorArguments(Operator found, Expr[] arguments)
    {
        ObjectId[] declared = arguments.Length == 1 ? [found.Right] : [found.Left, found.Right];
        var result = ResolvePolymorphic([.. arguments.Select(argument => argument.Type)], declared, found.Result);
        return (result, CoerceArguments(arguments, declared));
    }

    private List<Expr> CoerceArguments(IReadOnlyList<Expr> arguments, ObjectId[] types)
    {
        var coerced = new List<Expr>(arguments.Count);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is NamedArgumentExpr named)
            {
                named.Argument = Coerce(named.Argument, types[i], -1, Context.Implicit, CoercionForm.ImplicitCast);
                named.Type = named.Argument.Type;
                coerced.Add(named);
            }
            else
            {
                coerced.Add(Coerce(arguments[i], types[i], -1, Context.Implicit, CoercionForm.ImplicitCast));
            }
        }

        return coerced;
    }

    private Operator FindOperator(IReadOnlyList<Node> names, ObjectId? left, ObjectId right, Node place)
    {
        var schema = names.Count > 1 ? ((StringValue)names[names.Count - 2]).Sval : null;
        var name = ((StringValue)names[names.Count - 1]).Sval;
        if (schema is not null)
        {
            RequireSchema(schema, place);
        }

        IReadOnlyList<string> schemas = schema is null ? Path : [schema];
        var candidates = sink.Schema.FindOperators(name, schemas)
            .Where(found => found.Left.IsNone == left is null && (schema is null || (schema == "pg_catalog") == found.Extension is null)).ToList();
        var isUnknown = left == TypeIds.Unknown || right == TypeIds.Unknown;
        var exact = left is null ? Exact(candidates, default, right) : ExactBinary(candidates, left.Value, right);
        if (exact is not null)
        {
            return exact;
        }

        ObjectId[] actual = left is null ? [right] : [left.Value, right];
        var fitting = Fitting(candidates, actual);
        var chosen = fitting.Count == 1 ? fitting[0] : fitting.Count > 1 ? SelectCandidate(actual, fitting) : null;
        if (chosen is not null)
        {
            return chosen.Operator!;
        }

        var signature = (left is null ? "" : TypeText(left.Value) + " ") + $"{(schema is null ? "" : schema + ".")}{name} {TypeText(right)}";
        return fitting.Count > 1 ? throw Refuse("42725", "operator is not unique: " + signature, place)
            : MayHaveOperator(name, actual) ? throw new NotKnownException()
            : throw Refuse("42883", "operator does not exist: " + signature, place, detail: RefusalDetail.Missing(ObjectKind.Operator, new QualifiedName("", name)));
    }

    private List<Candidate> Fitting(List<Operator> candidates, ObjectId[] actual)
    {
        var fitting = new List<Candidate>();
        var operands = new ObjectId[actual.Length];
        foreach (var found in candidates)
        {
            operands[0] = found.Left;
            operands[operands.Length - 1] = found.Right;
            if (CanCoerceAll(actual, operands, actual.Length, Context.Implicit))
            {
                fitting.Add(new Candidate { Operator = found, Types = [.. operands] });
            }
        }

        return fitting;
    }

    /// <summary>True where a user or an extension of which nothing is known could have made that operator.</summary>
    private bool MayHaveOperator(string name, ObjectId[] types) =>
        sink.Schema.HasUnknownExtension
        || sink.Schema.Others.Any(other => other.Kind == ObjectKind.Operator && other.Name.Name.StartsWith(name, StringComparison.Ordinal))
        || (!sink.IsComplete && types.Any(type => !type.IsBuiltIn));

    private static Operator? Exact(List<Operator> candidates, ObjectId left, ObjectId right) => candidates.Find(found => found.Left == left && found.Right == right);

    private Operator? ExactBinary(List<Operator> candidates, ObjectId left, ObjectId right)
    {
        var wasUnknown = false;
        if (left == TypeIds.Unknown && right != TypeIds.Unknown)
        {
            left = right;
            wasUnknown = true;
        }
        else if (right == TypeIds.Unknown && left != TypeIds.Unknown)
        {
            right = left;
            wasUnknown = true;
        }

        if (Exact(candidates, left, right) is { } found)
        {
            return found;
        }

        return wasUnknown && BaseType(left) is var baseType && baseType != left ? Exact(candidates, baseType, baseType) : null;
    }

    private ArrayOperatorExpr MakeArrayOperator(IReadOnlyList<Node> names, bool isAny, Expr left, Expr right, Node place)
    {
        var array = right.Type;
        var element = array == TypeIds.Unknown ? TypeIds.Unknown : BaseElementType(array);
        if (element.IsNone)
        {
            throw Refuse("42809", "op ANY/ALL (array) requires array on right side", place);
        }

        var found = FindOperator(names, left.Type, element, place);
        ObjectId[] declared = [found.Left, found.Right];
        var result = ResolvePolymorphic([left.Type, element], declared, found.Result);
        if (result != TypeIds.Bool)
        {
            throw Refuse("42809", "op ANY/ALL (array) requires operator to yield boolean", place);
        }

        ObjectId arrayType;
        if (TypeIds.IsPolymorphic(found.Right) && array != TypeIds.Unknown)
        {
            // The array is taken as it is.
            arrayType = array;
        }
        else
        {
            arrayType = ArrayType(declared[1]);
            if (arrayType.IsNone)
            {
                throw Refuse("42704", $"could not find array type for data type {TypeText(declared[1])}", place);
            }
        }

        var arguments = CoerceArguments([left, right], [declared[0], arrayType]);
        return new ArrayOperatorExpr(found, isAny, arguments[0], arguments[1]) { Place = place };
    }

    private ComparisonExpr MakeDistinct(IReadOnlyList<Node> names, Expr left, Expr right, Node place)
    {
        var found = (OperatorExpr)MakeOperator(names, left, right, place);
        return found.Type == TypeIds.Bool ? new ComparisonExpr(isNullIf: false, found.Operator, TypeIds.Bool, found.Arguments) { Place = place }
            : throw Refuse("42804", "IS DISTINCT FROM requires = operator to yield boolean", place);
    }

    private Expr MakeRowComparison(IReadOnlyList<Node> names, IReadOnlyList<Expr> left, IReadOnlyList<Expr> right, Node place)
    {
        if (left.Count != right.Count)
        {
            throw Refuse("42601", "unequal number of entries in row expressions", place);
        }

        if (left.Count == 0)
        {
            throw Refuse("0A000", "cannot compare rows of zero length", place);
        }

        var compared = left.Select((value, i) => (OperatorExpr)MakeOperator(names, value, right[i], place)).ToList();
        if (compared.Find(value => value.Type != TypeIds.Bool) is { } wrong)
        {
            throw Refuse("42804", $"row comparison operator must yield type boolean, not type {TypeText(wrong.Type)}", place);
        }

        if (compared.Count == 1)
        {
            return compared[0];
        }

        var name = ((StringValue)names[names.Count - 1]).Sval;
        return name switch
        {
            "=" => new LogicalExpr(BoolExprType.And, compared) { Place = place },
            "<>" => new LogicalExpr(BoolExprType.Or, compared) { Place = place },
            "<" or "<=" or ">" or ">=" => new RowComparisonExpr(name, [.. compared.Select(value => value.Arguments[0])], [.. compared.Select(value => value.Arguments[1])]) { Place = place },
            _ => throw Refuse("0A000", $"could not determine interpretation of row comparison operator {name}", place),
        };
    }
}
