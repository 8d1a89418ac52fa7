using System.Globalization;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Expressions: parentheses stand where PostgreSQL's precedence needs them.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Expression(Node node)
    {
        if (LeftOperand(node) is not null)
        {
            Chain(node);
            return true;
        }

        return PrefixedOrLogical(node) || Primary(node) || XmlNode(node) || JsonNode(node) || PartOfExpression(node);
    }

    /// <summary>What stands to the left of an operator, in the form that the printer gives it; null for everything else.</summary>
    private static Node? LeftOperand(Node node) => node switch
    {
        AExpr { Kind: not AExprKind.Nullif } operation => operation.Lexpr,
        TypeCast cast => cast.Arg,
        CollateClause collation => collation.Arg,
        NullTest test => test.Arg,
        BooleanTest test => test.Arg,
        JsonIsPredicate predicate => predicate.Expr,
        XmlExpr { Op: XmlExprOp.Document } test => test.Args[0],
        SubLink link => link.Testexpr,
        BoolExpr negation when NotInQuery(negation) is { } link => link.Testexpr,
        FuncCall { Funcformat: CoercionForm.SqlSyntax } call when IsInfix(call) => call.Args[SystemName(call) == "timezone" ? call.Args.Count - 1 : 0],
        _ => null,
    };

    /// <summary>The query of <c>a NOT IN (SELECT …)</c>, which PostgreSQL keeps as NOT around IN.</summary>
    private static SubLink? NotInQuery(BoolExpr expression) =>
        expression.Boolop == BoolExprType.Not && expression.Args[0] is SubLink { Testexpr: not null, OperName.Count: 0 } link ? link : null;

    private static bool IsInfix(FuncCall call) => SystemName(call) switch
    {
        "timezone" => call.Args.Count is 1 or 2,
        "is_normalized" => true,
        _ => false,
    };

    /// <summary>The name of a function of <c>pg_catalog</c>; null for any other.</summary>
    private static string? SystemName(FuncCall call) =>
        call.Funcname.Count == 2 && call.Funcname[0] is StringValue { Sval: "pg_catalog" } && call.Funcname[1] is StringValue name ? name.Sval : null;

    /// <summary>Operators from the innermost left operand outwards: <c>a || b || …</c> may be long, so that nothing recurs on the left.</summary>
    private void Chain(Node node)
    {
        var chain = new List<Node> { node };
        var inParentheses = new List<bool> { false };
        for (var left = LeftOperand(node); left is not null; left = LeftOperand(left))
        {
            inParentheses.Add(Level(left) < LowestLeft(chain[chain.Count - 1]));
            chain.Add(left);
        }

        output.Append('(', inParentheses.Count(isEnclosed => isEnclosed));
        Node(chain[chain.Count - 1]);
        for (var i = chain.Count - 2; i >= 0; i--)
        {
            output.Append(inParentheses[i + 1] ? ")" : "");
            RightOf(chain[i]);
        }
    }

    /// <summary>How tight the left operand has to bind.</summary>
    private static SqlPrecedence LowestLeft(Node node)
    {
        var level = Level(node);
        return level is SqlPrecedence.Is or SqlPrecedence.Comparison or SqlPrecedence.Matching ? level + 1 : level;
    }

    /// <summary>The level of the operator that a node is printed with.</summary>
    private static SqlPrecedence Level(Node node) => node switch
    {
        BoolExpr { Boolop: BoolExprType.Or } => SqlPrecedence.Or,
        BoolExpr { Boolop: BoolExprType.And } => SqlPrecedence.And,
        BoolExpr negation => NotInQuery(negation) is null ? SqlPrecedence.Not : SqlPrecedence.Matching,
        NullTest or BooleanTest or JsonIsPredicate or XmlExpr { Op: XmlExprOp.Document } => SqlPrecedence.Is,
        AExpr operation => Level(operation),
        SubLink { Testexpr: not null, OperName: { Count: > 0 } name } => OperatorLevel(name),
        SubLink { Testexpr: not null } => SqlPrecedence.Matching,
        CollateClause => SqlPrecedence.Collate,
        TypeCast => SqlPrecedence.TypeCast,
        AConst constant => IsNegative(constant) ? SqlPrecedence.UnaryMinus : SqlPrecedence.Primary,
        FuncCall { Funcformat: CoercionForm.SqlSyntax } call when IsInfix(call) =>
            SystemName(call) == "timezone" ? SqlPrecedence.AtTimeZone : SqlPrecedence.Is,
        FuncCall { Funcformat: CoercionForm.SqlSyntax } call when SystemName(call) == "overlaps" => SqlPrecedence.Matching,
        SetToDefault => SqlPrecedence.Or,
        _ => SqlPrecedence.Primary,
    };

    private static SqlPrecedence Level(AExpr operation) => operation.Kind switch
    {
        AExprKind.Op when operation.Lexpr is null => IsSign(operation) ? SqlPrecedence.UnaryMinus : SqlPrecedence.Operator,
        AExprKind.Op or AExprKind.OpAny or AExprKind.OpAll => OperatorLevel(operation.Name),
        AExprKind.Distinct or AExprKind.NotDistinct => SqlPrecedence.Is,
        AExprKind.Nullif => SqlPrecedence.Primary,
        _ => SqlPrecedence.Matching,
    };

    // Before a number a sign would become part of it; OPERATOR(-) does not.
    private static bool IsSign(AExpr operation) => operation.Name.Count == 1 && operation.Name[0] is StringValue { Sval: "+" or "-" }
        && operation.Rexpr is not (AConst { Ival: not null } or AConst { Fval: not null });

    private static bool IsNegative(AConst constant) => constant.Ival is { Ival: < 0 } || (constant.Fval is { } number && number.Fval[0] == '-');

    private static SqlPrecedence OperatorLevel(IReadOnlyList<Node> name) => name.Count != 1 ? SqlPrecedence.Operator : ((StringValue)name[0]).Sval switch
    {
        "=" or "<" or ">" or "<=" or ">=" or "<>" => SqlPrecedence.Comparison,
        "+" or "-" => SqlPrecedence.Additive,
        "*" or "/" or "%" => SqlPrecedence.Multiplicative,
        "^" => SqlPrecedence.Power,
        _ => SqlPrecedence.Operator,
    };

    /// <summary>An operand, in parentheses where it binds less tight than its place needs.</summary>
    private void Operand(Node? node, SqlPrecedence lowest)
    {
        if (node is null)
        {
            return;
        }

        if (Level(node) < lowest)
        {
            Parenthesized(node);
        }
        else
        {
            Node(node);
        }
    }

    /// <summary><c>b_expr</c>: in parentheses unless it is plainly one.</summary>
    private void RestrictedExpression(Node node)
    {
        var inner = node;
        while (inner is TypeCast { Arg: { } argument })
        {
            inner = argument;
        }

        if (Level(inner) == SqlPrecedence.Primary || (ReferenceEquals(inner, node) && inner is AConst))
        {
            Node(node);
        }
        else
        {
            Parenthesized(node);
        }
    }

    /// <summary>An operator with all that follows its left operand, which is printed.</summary>
    private void RightOf(Node node)
    {
        switch (node)
        {
            case AExpr operation:
                RightOf(operation);
                break;
            case TypeCast cast:
                output.Append("::");
                Node(cast.TypeName!);
                break;
            case CollateClause collation:
                output.Append(" COLLATE ");
                QualifiedName(collation.Collname);
                break;
            case NullTest test:
                output.Append(test.Nulltesttype == NullTestType.Null ? " IS NULL" : " IS NOT NULL");
                break;
            case BooleanTest test:
                output.Append(Words(test.Booltesttype));
                break;
            case JsonIsPredicate predicate:
                IsJson(predicate);
                break;
            case XmlExpr:
                output.Append(" IS DOCUMENT");
                break;
            case SubLink link:
                output.Append(link.OperName.Count == 0 ? " IN " : " ");
                Quantifier(link.OperName, link.SubLinkType == SubLinkType.All);
                Parenthesized(link.Subselect!);
                break;
            case BoolExpr negation:
                output.Append(" NOT IN ");
                Parenthesized(NotInQuery(negation)!.Subselect!);
                break;
            default:
                RightOf((FuncCall)node);
                break;
        }
    }

    private void RightOf(FuncCall call)
    {
        if (SystemName(call) == "is_normalized")
        {
            output.Append(" IS ");
            output.Append(call.Args.Count > 1 ? ((AConst)call.Args[1]).Sval!.Sval + " " : "").Append("NORMALIZED");
        }
        else if (call.Args.Count == 1)
        {
            output.Append(" AT LOCAL");
        }
        else
        {
            output.Append(" AT TIME ZONE ");
            Operand(call.Args[0], SqlPrecedence.AtTimeZone + 1);
        }
    }

    /// <summary>The words of a test for true, false or unknown, a blank in front.</summary>
    internal static string Words(BoolTestType test) => test switch
    {
        BoolTestType.True => " IS TRUE",
        BoolTestType.NotTrue => " IS NOT TRUE",
        BoolTestType.False => " IS FALSE",
        BoolTestType.NotFalse => " IS NOT FALSE",
        BoolTestType.Unknown => " IS UNKNOWN",
        _ => " IS NOT UNKNOWN",
    };

    private void RightOf(AExpr operation)
    {
        output.Append(' ');
        switch (operation.Kind)
        {
            case AExprKind.Op:
                OperatorInExpression(operation.Name);
                output.Append(' ');
                Operand(operation.Rexpr, Level(operation) + 1);
                break;
            case AExprKind.OpAny or AExprKind.OpAll:
                Quantifier(operation.Name, operation.Kind == AExprKind.OpAll);
                Parenthesized(operation.Rexpr!);
                break;
            case AExprKind.Distinct or AExprKind.NotDistinct:
                output.Append(operation.Kind == AExprKind.Distinct ? "IS DISTINCT FROM " : "IS NOT DISTINCT FROM ");
                Operand(operation.Rexpr, SqlPrecedence.Is + 1);
                break;
            case AExprKind.In:
                output.Append(((StringValue)operation.Name[0]).Sval == "<>" ? "NOT IN " : "IN ");
                ParenthesizedList(((ListValue)operation.Rexpr!).Items);
                break;
            case AExprKind.Like or AExprKind.Ilike or AExprKind.Similar:
                Pattern(operation);
                break;
            default:
                output.Append(((StringValue)operation.Name[0]).Sval).Append(' ');
                var bounds = ((ListValue)operation.Rexpr!).Items;
                RestrictedExpression(bounds[0]);
                output.Append(" AND ");
                Operand(bounds[1], SqlPrecedence.Matching + 1);
                break;
        }
    }

    // [NOT] LIKE, ILIKE, SIMILAR TO, whose ESCAPE PostgreSQL keeps as a call.
    private void Pattern(AExpr operation)
    {
        output.Append(((StringValue)operation.Name[0]).Sval[0] == '!' ? "NOT " : "").Append(operation.Kind switch
        {
            AExprKind.Like => "LIKE ",
            AExprKind.Ilike => "ILIKE ",
            _ => "SIMILAR TO ",
        });
        var arguments = operation.Rexpr is FuncCall { Funcformat: CoercionForm.ExplicitCall } call && SystemName(call) is "like_escape" or "similar_to_escape"
            ? ((FuncCall)operation.Rexpr).Args
            : [operation.Rexpr!];
        Operand(arguments[0], SqlPrecedence.Matching + 1);
        if (arguments.Count > 1)
        {
            output.Append(" ESCAPE ");
            Operand(arguments[1], SqlPrecedence.Matching + 1);
        }
    }

    private void Quantifier(IReadOnlyList<Node> operatorName, bool isAll)
    {
        if (operatorName.Count > 0)
        {
            OperatorInExpression(operatorName);
            output.Append(isAll ? " ALL " : " ANY ");
        }
    }

    /// <summary>An operator: as it is, or <c>OPERATOR(schema.+)</c>.</summary>
    private void OperatorInExpression(IReadOnlyList<Node> name)
    {
        output.Append(name.Count == 1 ? "" : "OPERATOR(");
        OperatorName(name);
        output.Append(name.Count == 1 ? "" : ")");
    }

    /// <summary>What starts with an operator, and AND and OR.</summary>
    private bool PrefixedOrLogical(Node node)
    {
        switch (node)
        {
            case BoolExpr { Boolop: BoolExprType.Not } negation:
                output.Append("NOT ");
                Operand(negation.Args[0], SqlPrecedence.Not);
                return true;
            case BoolExpr chain:
                for (var i = 0; i < chain.Args.Count; i++)
                {
                    output.Append(i == 0 ? "" : chain.Boolop == BoolExprType.And ? " AND " : " OR ");
                    Operand(chain.Args[i], Level(chain) + 1);
                }

                return true;
            case AExpr { Kind: AExprKind.Op } operation:
                PrefixOperator(operation);
                return true;
            case CollateClause collation:
                output.Append("COLLATE ");
                QualifiedName(collation.Collname);
                return true;
            case AExpr { Kind: AExprKind.Nullif } nullif:
                output.Append("NULLIF(");
                Node(nullif.Lexpr!);
                output.Append(", ");
                Node(nullif.Rexpr!);
                output.Append(')');
                return true;
            default:
                return false;
        }
    }

    private void PrefixOperator(AExpr operation)
    {
        if (!IsSign(operation))
        {
            var isNumber = operation.Name.Count == 1 && operation.Name[0] is StringValue { Sval: "+" or "-" };
            output.Append(isNumber ? "OPERATOR(" : "");
            OperatorInExpression(operation.Name);
            output.Append(isNumber ? ") " : " ");
            Operand(operation.Rexpr, SqlPrecedence.Operator + 1);
            return;
        }

        output.Append(((StringValue)operation.Name[0]).Sval);
        var place = output.Length;
        Operand(operation.Rexpr, SqlPrecedence.UnaryMinus);
        if (output.Length > place && "+-*/<>=~!@#%^&|`?".IndexOf(output[place]) >= 0)
        {
            // Two operators side by side would be read as one, or as a comment.
            output.Insert(place, ' ');
        }
    }

    private void Constant(AConst constant)
    {
        switch (constant)
        {
            case { Sval: { } text }:
                Constant(text.Sval);
                break;
            case { Ival: { } integer }:
                output.Append(integer.Ival.ToString(CultureInfo.InvariantCulture));
                break;
            case { Fval: { } number }:
                output.Append(number.Fval);
                break;
            case { Boolval: { } truth }:
                output.Append(truth.Boolval ? "TRUE" : "FALSE");
                break;
            case { Bsval: { } bits }:
                output.Append(bits.Bsval[0] == 'b' ? "B'" : "X'").Append(bits.Bsval, 1, bits.Bsval.Length - 1).Append('\'');
                break;
            default:
                output.Append("NULL");
                break;
        }
    }
}
