using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Expressions (<c>parse_expr.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    private const int DeepestExpression = 400;

    private int depth;
    private Node? currentPlace;

    private Expr Transform(Node node, Scope scope)
    {
        if (++depth > DeepestExpression)
        {
            depth = 0;
            throw new NotKnownException();
        }

        var outer = currentPlace;
        currentPlace = node;
        try
        {
            return TransformNode(node, scope);
        }
        finally
        {
            currentPlace = outer;
            depth--;
        }
    }

    private Expr TransformNode(Node node, Scope scope) => node switch
    {
        ColumnRef column => TransformColumn(column, scope),
        AConst constant => Constant(constant),
        ParamRef parameter => parameter.Number > 0 && parameter.Number <= Parameters.Count
            ? new ParameterExpr("$" + Number(parameter.Number), Parameters[parameter.Number - 1]) { Modifier = -1, Place = parameter }
            : Parameters.Count > 0 || !AreParametersKnown ? throw new NotKnownException()
            : throw Refuse("42P02", $"there is no parameter ${Number(parameter.Number)}", parameter),
        TypeCast cast => TransformCast(cast, scope),
        CollateClause collate => TransformCollate(collate, scope),
        AExpr expression => TransformOperator(expression, scope),
        BoolExpr logical => TransformLogical(logical, scope),
        FuncCall call => TransformCall(call, scope),
        NamedArgExpr named => new NamedArgumentExpr(named.Name!, Transform(named.Arg!, scope)) { Place = named },
        SubLink subquery => TransformSubquery(subquery, scope),
        CaseExpr @case => TransformCase(@case, scope),
        RowExpr row => new RowExpression(TypeIds.Record, TransformRow(row, scope)) { Place = row },
        CoalesceExpr coalesce => CommonTypeCall("COALESCE", coalesce.Args, coalesce, scope),
        MinMaxExpr extreme => CommonTypeCall(extreme.Op == MinMaxOp.Greatest ? "GREATEST" : "LEAST", extreme.Args, extreme, scope),
        AArrayExpr array => TransformArray(array, scope, default, default, -1),
        AIndirection indirection => TransformIndirection(indirection, scope),
        SQLValueFunction function => ValueFunction(function),
        NullTest test => TransformNullTest(test, scope),
        BooleanTest test => TransformBooleanTest(test, scope),
        GroupingFunc grouping => new GroupingExpr([.. grouping.Args.Select(argument => Transform(argument, scope))]) { Place = grouping },
        SetToDefault => throw Refuse("42601", "DEFAULT is not allowed in this context", node),
        XmlExpr xml => TransformXml(xml, scope),
        _ => throw new NotKnownException(),
    };

    private static ConstantExpr Constant(AConst constant)
    {
        if (constant.Isnull)
        {
            return new ConstantExpr(TypeIds.Unknown, null) { Place = constant };
        }

        if (constant.Ival is { } integer)
        {
            return new ConstantExpr(TypeIds.Int4, Number(integer.Ival)) { Place = constant };
        }

        if (constant.Boolval is { } truth)
        {
            return new ConstantExpr(TypeIds.Bool, truth.Boolval ? "t" : "f") { Place = constant };
        }

        if (constant.Fval is { } number)
        {
            return long.TryParse(number.Fval, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var large)
                ? new ConstantExpr(large == (int)large ? TypeIds.Int4 : TypeIds.Int8, Number(large)) { Place = constant }
                : new ConstantExpr(TypeIds.Numeric, NumericText.Read(number.Fval) ?? throw new NotKnownException()) { Place = constant };
        }

        if (constant.Bsval is { } bits)
        {
            return new ConstantExpr(TypeIds.Bit, BitText.Read(bits.Bsval) ?? throw new NotKnownException()) { Place = constant };
        }

        return constant.Sval is { } literal && literal.Sval.IndexOf(Text.EmbeddedText.HoleCharacter) < 0
            ? new ConstantExpr(TypeIds.Unknown, literal.Sval) { Place = constant }
            : throw new NotKnownException();
    }

    private Expr TransformCast(TypeCast cast, Scope scope)
    {
        var target = Resolve(cast.TypeName!);
        Expr value;
        if (cast.Arg is AArrayExpr array && BaseType(target) is var baseTarget && ElementType(baseTarget.Type) is { IsNone: false } element)
        {
            value = TransformArray(array, scope, baseTarget.Type, element, baseTarget.Modifier);
        }
        else
        {
            value = Transform(cast.Arg!, scope);
        }

        return CoerceToTarget(value, target, Context.Explicit, CoercionForm.ExplicitCast)
            ?? throw Refuse("42846", $"cannot cast type {TypeText(value.Type)} to {TypeText(target.Type)}", cast);
    }

    private CollateExpr TransformCollate(CollateClause collate, Scope scope)
    {
        var argument = Transform(collate.Arg!, scope);
        if (argument.Type != TypeIds.Unknown && !sink.Schema.IsCollatable(argument.Type))
        {
            throw Refuse("42804", $"collations are not supported by type {TypeText(argument.Type)}", collate);
        }

        return new CollateExpr(argument, Collation(collate.Collname, collate)) { Modifier = argument.Modifier, Place = collate };
    }

    /// <summary>The collation as it is printed.</summary>
    public string Collation(IReadOnlyList<Node> names, Node place)
    {
        if (names.Any(IsHole))
        {
            throw new NotKnownException();
        }

        var parts = names.Select(part => ((StringValue)part).Sval).ToList();
        var name = parts[parts.Count - 1];
        var schema = parts.Count > 1 ? parts[parts.Count - 2] : null;
        var isOwn = sink.Schema.Others.FirstOrDefault(other => other.Kind == ObjectKind.Collation && other.Name.Name == name && (schema is null || other.Name.Schema == schema));
        if (isOwn is not null)
        {
            return SchemaPrinter.Name(isOwn.Name);
        }

        // Which others there are depends on the operating system: en_US, de-x-icu.
        var mayBe = name is "default" or "C" or "POSIX" or "ucs_basic" or "unicode" || name.IndexOfAny(['_', '-', '.']) >= 0 || !sink.IsComplete;
        return mayBe && schema is null or "pg_catalog" ? MigrationLint.Sql.SqlIdentifiers.Quote(name)
            : !sink.IsComplete ? throw new NotKnownException()
            : throw Refuse("42704", $"collation \"{string.Join(".", parts)}\" for encoding \"UTF8\" does not exist", place);
    }

    private Expr TransformOperator(AExpr expression, Scope scope)
    {
        if (expression.Name.Any(IsHole))
        {
            throw new NotKnownException();
        }

        switch (expression.Kind)
        {
            case AExprKind.Op or AExprKind.Like or AExprKind.Ilike or AExprKind.Similar:
                return TransformPlainOperator(expression, scope);
            case AExprKind.OpAny or AExprKind.OpAll:
                var left = Transform(expression.Lexpr!, scope);
                return MakeArrayOperator(expression.Name, expression.Kind == AExprKind.OpAny, left, Transform(expression.Rexpr!, scope), expression);
            case AExprKind.Distinct or AExprKind.NotDistinct:
                return TransformDistinct(expression, scope);
            case AExprKind.Nullif:
                var first = Transform(expression.Lexpr!, scope);
                var compared = (OperatorExpr)MakeOperator(expression.Name, first, Transform(expression.Rexpr!, scope), expression);
                return compared.Type != TypeIds.Bool ? throw Refuse("42804", "NULLIF requires = operator to yield boolean", expression)
                    : new ComparisonExpr(isNullIf: true, compared.Operator, compared.Arguments[0].Type, compared.Arguments) { Modifier = compared.Arguments[0].Modifier, Place = expression };
            case AExprKind.In:
                return TransformIn(expression, scope);
            default:
                return TransformBetween(expression, scope);
        }
    }

    private Expr TransformPlainOperator(AExpr expression, Scope scope)
    {
        if (expression.Lexpr is RowExpr row && expression.Rexpr is SubLink { SubLinkType: SubLinkType.Expr } subquery)
        {
            return TransformSubquery(new SubLink(expression.Start) { End = expression.End, SubLinkType = SubLinkType.Rowcompare, Testexpr = row, OperName = expression.Name, Subselect = subquery.Subselect }, scope);
        }

        if (expression.Lexpr is RowExpr leftRow && expression.Rexpr is RowExpr rightRow)
        {
            return MakeRowComparison(expression.Name, TransformRow(leftRow, scope), TransformRow(rightRow, scope), expression);
        }

        var left = expression.Lexpr is null ? null : Transform(expression.Lexpr, scope);
        return MakeOperator(expression.Name, left, Transform(expression.Rexpr!, scope), expression);
    }

    private List<Expr> TransformRow(RowExpr row, Scope scope)
    {
        var fields = new List<Expr>();
        foreach (var field in row.Args)
        {
            if (field is ColumnRef { Fields: [.., AStar] } star)
            {
                fields.AddRange(ExpandStar(star, scope).Select(column => column.Value ?? throw new NotKnownException()));
            }
            else
            {
                fields.Add(Transform(field, scope));
            }
        }

        return fields;
    }

    private Expr TransformDistinct(AExpr expression, Scope scope)
    {
        Expr result;
        var isNot = expression.Kind == AExprKind.NotDistinct;
        if (expression.Rexpr is AConst { Isnull: true })
        {
            return NullTest(Transform(expression.Lexpr!, scope), !isNot, expression);
        }

        if (expression.Lexpr is AConst { Isnull: true })
        {
            return NullTest(Transform(expression.Rexpr!, scope), !isNot, expression);
        }

        if (expression.Lexpr is RowExpr leftRow && expression.Rexpr is RowExpr rightRow)
        {
            var left = TransformRow(leftRow, scope);
            var right = TransformRow(rightRow, scope);
            if (left.Count != right.Count)
            {
                throw Refuse("42601", "unequal number of entries in row expressions", expression);
            }

            var parts = left.Select((value, i) => MakeDistinct(expression.Name, value, right[i], expression)).ToList();
            result = parts.Count == 1 ? parts[0] : parts.Skip(1).Aggregate<Expr, Expr>(parts[0], (joined, part) => new LogicalExpr(BoolExprType.Or, [joined, part]) { Place = expression });
        }
        else
        {
            var value = Transform(expression.Lexpr!, scope);
            result = MakeDistinct(expression.Name, value, Transform(expression.Rexpr!, scope), expression);
        }

        return isNot ? new LogicalExpr(BoolExprType.Not, [result]) { Place = expression } : result;
    }

    private static NullTestExpr NullTest(Expr value, bool isNot, Node place) => new NullTestExpr(value, isNot, isRow: false) { Place = place };

    private Expr TransformIn(AExpr expression, Scope scope)
    {
        if (expression.Rexpr is not ListValue list)
        {
            throw new NotKnownException();
        }

        var useOr = ((StringValue)expression.Name[expression.Name.Count - 1]).Sval != "<>";
        var left = expression.Lexpr is RowExpr row ? new RowExpression(TypeIds.Record, TransformRow(row, scope)) { Place = row } : Transform(expression.Lexpr!, scope);
        var values = list.Items.Select(item => item is RowExpr itemRow ? new RowExpression(TypeIds.Record, TransformRow(itemRow, scope)) { Place = itemRow } : Transform(item, scope)).ToList();
        var hasRow = left is RowExpression || values.Exists(value => value is RowExpression);
        var single = values.Where(HasColumns).ToList();
        var constants = values.Where(value => !HasColumns(value)).ToList();
        Expr? result = null;
        if (hasRow || constants.Count <= 1)
        {
            single = values;
        }
        else
        {
            var common = CommonType([left, .. constants], null);
            var array = common.IsNone || common == TypeIds.Record || !constants.Append(left).All(value => CanCoerce(value.Type, common, Context.Implicit)) ? ObjectId.None : ArrayType(common);
            if (array.IsNone)
            {
                single = values;
            }
            else
            {
                var elements = constants.Select(value => ToCommon(value, common, "IN")).ToList();
                result = MakeArrayOperator(expression.Name, useOr, left, new ArrayExpr(array, elements) { Place = expression }, expression);
            }
        }

        foreach (var value in single)
        {
            var comparison = left is RowExpression leftRow && value is RowExpression valueRow
                ? MakeRowComparison(expression.Name, leftRow.Fields, valueRow.Fields, expression)
                : MakeOperator(expression.Name, left, value, expression);
            comparison = ToBoolean(comparison, "IN");
            result = result is null ? comparison
                : result is LogicalExpr { Kind: var kind } logical && kind == (useOr ? BoolExprType.Or : BoolExprType.And) && ReferenceEquals(logical.Place, list)
                    ? new LogicalExpr(kind, [.. logical.Arguments, comparison]) { Place = list }
                : new LogicalExpr(useOr ? BoolExprType.Or : BoolExprType.And, [result, comparison]) { Place = list };
        }

        return result!;
    }

    private static bool HasColumns(Expr value) => Walk(value).Any(node => node is ColumnExpr { LevelsUp: 0 });

    private Expr TransformBetween(AExpr expression, Scope scope)
    {
        if (expression.Rexpr is not ListValue { Items: [var low, var high] })
        {
            throw new NotKnownException();
        }

        AExpr Compare(string name, Node right) => new(expression.Start)
        {
            End = expression.End, Kind = AExprKind.Op, Name = [new StringValue(expression.Start, name)], Lexpr = expression.Lexpr, Rexpr = right,
        };
        BoolExpr Joined(BoolExprType kind, params Node[] parts) => new(expression.Start) { End = expression.End, Boolop = kind, Args = parts };
        return Transform(
            expression.Kind switch
            {
                AExprKind.Between => Joined(BoolExprType.And, Compare(">=", low), Compare("<=", high)),
                AExprKind.NotBetween => Joined(BoolExprType.Or, Compare("<", low), Compare(">", high)),
                AExprKind.BetweenSym => Joined(BoolExprType.Or, Joined(BoolExprType.And, Compare(">=", low), Compare("<=", high)), Joined(BoolExprType.And, Compare(">=", high), Compare("<=", low))),
                _ => Joined(BoolExprType.And, Joined(BoolExprType.Or, Compare("<", low), Compare(">", high)), Joined(BoolExprType.Or, Compare("<", high), Compare(">", low))),
            },
            scope);
    }

    private LogicalExpr TransformLogical(BoolExpr logical, Scope scope)
    {
        var word = logical.Boolop switch { BoolExprType.And => "AND", BoolExprType.Or => "OR", _ => "NOT" };
        return new LogicalExpr(logical.Boolop, [.. logical.Args.Select(argument => ToBoolean(Transform(argument, scope), word))]) { Place = logical };
    }

    private CaseExpression TransformCase(CaseExpr @case, Scope scope)
    {
        Expr? argument = null;
        CaseTestExpr? test = null;
        if (@case.Arg is not null)
        {
            argument = Transform(@case.Arg, scope);
            argument = argument.Type == TypeIds.Unknown ? ToCommon(argument, TypeIds.Text, "CASE") : argument;
            test = new CaseTestExpr(argument.Type) { Modifier = argument.Modifier, Place = @case.Arg };
        }

        var conditions = new List<Expr>();
        var results = new List<Expr>();
        foreach (var when in @case.Args)
        {
            if (when is not CaseWhen { Expr: { } condition, Result: { } result })
            {
                throw new NotKnownException();
            }

            var value = Transform(condition, scope);
            value = test is null ? value : MakeOperator([new StringValue(when.Start, "=")], test, value, when);
            conditions.Add(ToBoolean(value, "CASE/WHEN"));
            results.Add(Transform(result, scope));
        }

        var other = @case.Defresult is null ? new ConstantExpr(TypeIds.Unknown, null) { Place = @case } : Transform(@case.Defresult, scope);
        List<Expr> all = [other, .. results];
        var type = CommonType(all, "CASE");
        other = ToCommon(other, type, "CASE/ELSE");
        var arms = results.Select((result, i) => (conditions[i], ToCommon(result, type, "CASE/THEN"))).ToList();
        return new CaseExpression(type, argument, arms, other) { Modifier = CommonModifier([other, .. arms.Select(arm => arm.Item2)], type), Place = @case };
    }

    private CommonTypeExpr CommonTypeCall(string word, IReadOnlyList<Node> written, Node place, Scope scope)
    {
        var arguments = written.Select(argument => Transform(argument, scope)).ToList();
        var type = CommonType(arguments, word);
        arguments = [.. arguments.Select(argument => ToCommon(argument, type, word))];
        return new CommonTypeExpr(word, type, arguments) { Modifier = CommonModifier(arguments, type), Place = place };
    }

    private ArrayExpr TransformArray(AArrayExpr array, Scope scope, ObjectId arrayType, ObjectId elementType, int modifier)
    {
        var isMultidimensional = false;
        var elements = new List<Expr>();
        foreach (var written in array.Elements)
        {
            if (written is AArrayExpr nested)
            {
                elements.Add(TransformArray(nested, scope, arrayType, elementType, modifier));
                isMultidimensional = true;
            }
            else
            {
                var element = Transform(written, scope);
                isMultidimensional |= element.Type != TypeIds.Unknown && !BaseElementType(element.Type).IsNone && !ElementType(element.Type).IsNone;
                elements.Add(element);
            }
        }

        var isHard = !arrayType.IsNone;
        ObjectId coerceType;
        if (isHard)
        {
            coerceType = isMultidimensional ? arrayType : elementType;
        }
        else
        {
            if (elements.Count == 0)
            {
                throw Refuse("42P18", "cannot determine type of empty array", array);
            }

            coerceType = CommonType(elements, "ARRAY");
            arrayType = isMultidimensional ? coerceType : ArrayType(coerceType);
            if (!ElementType(coerceType).IsNone)
            {
                arrayType = coerceType;
            }

            if (arrayType.IsNone)
            {
                throw Refuse("42704", $"could not find array type for data type {TypeText(coerceType)}", array);
            }
        }

        var coerced = elements.Select(element => isHard
            ? CoerceToTarget(element, new TypeReference(coerceType, modifier), Context.Explicit, CoercionForm.ExplicitCast)
                ?? throw Refuse("42846", $"cannot cast type {TypeText(element.Type)} to {TypeText(coerceType)}", PlaceOf(element))
            : ToCommon(element, coerceType, "ARRAY")).ToList();
        var same = coerced.Count > 0 && coerced.TrueForAll(element => element.Modifier == coerced[0].Modifier) ? coerced[0].Modifier : -1;
        return new ArrayExpr(arrayType, coerced) { Modifier = same, Place = array };
    }

    private NullTestExpr TransformNullTest(NullTest test, Scope scope)
    {
        var argument = Transform(test.Arg!, scope);
        return new NullTestExpr(argument, test.Nulltesttype == NullTestType.NotNull, argument.Type != TypeIds.Unknown && IsRowType(argument.Type)) { Place = test };
    }

    private BooleanTestExpr TransformBooleanTest(BooleanTest test, Scope scope)
    {
        var word = test.Booltesttype switch
        {
            BoolTestType.True => "IS TRUE",
            BoolTestType.NotTrue => "IS NOT TRUE",
            BoolTestType.False => "IS FALSE",
            BoolTestType.NotFalse => "IS NOT FALSE",
            BoolTestType.Unknown => "IS UNKNOWN",
            _ => "IS NOT UNKNOWN",
        };
        return new BooleanTestExpr(ToBoolean(Transform(test.Arg!, scope), word), word) { Place = test };
    }

    private static ValueFunctionExpr ValueFunction(SQLValueFunction function)
    {
        var (name, type) = function.Op switch
        {
            SQLValueFunctionOp.CurrentDate => ("CURRENT_DATE", TypeIds.Date),
            SQLValueFunctionOp.CurrentTime or SQLValueFunctionOp.CurrentTimeN => ("CURRENT_TIME", TypeIds.TimeTz),
            SQLValueFunctionOp.CurrentTimestamp or SQLValueFunctionOp.CurrentTimestampN => ("CURRENT_TIMESTAMP", TypeIds.TimestampTz),
            SQLValueFunctionOp.Localtime or SQLValueFunctionOp.LocaltimeN => ("LOCALTIME", TypeIds.Time),
            SQLValueFunctionOp.Localtimestamp or SQLValueFunctionOp.LocaltimestampN => ("LOCALTIMESTAMP", TypeIds.Timestamp),
            SQLValueFunctionOp.CurrentRole => ("CURRENT_ROLE", TypeIds.Name),
            SQLValueFunctionOp.CurrentUser => ("CURRENT_USER", TypeIds.Name),
            SQLValueFunctionOp.User => ("USER", TypeIds.Name),
            SQLValueFunctionOp.SessionUser => ("SESSION_USER", TypeIds.Name),
            SQLValueFunctionOp.CurrentCatalog => ("CURRENT_CATALOG", TypeIds.Name),
            _ => ("CURRENT_SCHEMA", TypeIds.Name),
        };
        var precision = Math.Min(function.Typmod, TypeModifiers.LargestTimePrecision);
        return new ValueFunctionExpr(precision < 0 ? name : $"{name}({Number(precision)})", new TypeReference(type)) { Modifier = precision, Place = function };
    }

    private XmlExpression TransformXml(XmlExpr xml, Scope scope)
    {
        if (xml.Op == XmlExprOp.Document)
        {
            return new XmlExpression(xml.Op, TypeIds.Bool) { Arguments = [ToSpecific(Transform(xml.Args[0], scope), TypeIds.Xml, "IS DOCUMENT")], Place = xml };
        }

        if (xml.Op is XmlExprOp.Xmlroot or XmlExprOp.Xmlparse or XmlExprOp.Xmlserialize)
        {
            throw new NotKnownException();
        }

        var target = xml.Op == XmlExprOp.Xmlpi ? TypeIds.Text : TypeIds.Xml;
        var named = xml.NamedArgs.Select(argument => (Value: LiteralsAsText(Transform(argument.Val!, scope)),
            Name: argument.Name ?? (argument.Val is ColumnRef { Fields: [.., StringValue name] } ? name.Sval : throw Refuse("42601", "unnamed XML element value must be a column reference", argument)))).ToList();
        var arguments = xml.Args.Select(argument => Transform(argument, scope)).Select(argument => xml.Op switch
        {
            XmlExprOp.Xmlconcat => ToSpecific(argument, TypeIds.Xml, "XMLCONCAT"),
            XmlExprOp.Xmlelement => LiteralsAsText(argument),
            _ => ToSpecific(argument, target, "XMLPI"),
        }).ToList();
        return new XmlExpression(xml.Op, TypeIds.Xml) { Name = xml.Name, Option = xml.Xmloption, Named = named, Arguments = arguments, Place = xml };
    }
}
