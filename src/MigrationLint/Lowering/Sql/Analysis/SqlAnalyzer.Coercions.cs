using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>How a value becomes one of another type (<c>parse_coerce.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    /// <summary>In which place a cast happens; a later one allows more. PostgreSQL's <c>CoercionContext</c>.</summary>
    private enum Context
    {
        Implicit,
        Assignment,
        Explicit,
    }

    private enum Pathway
    {
        None,
        Function,
        Relabel,
        Array,
        InputOutput,
    }

    /// <summary>The value as one of a type with a modifier; null where there is no such cast.</summary>
    private Expr? CoerceToTarget(Expr value, TypeReference target, Context context, CoercionForm form)
    {
        if (!CanCoerce(value.Type, target.Type, context))
        {
            return null;
        }

        var inner = value;
        while (inner is CollateExpr collate)
        {
            inner = collate.Argument;
        }

        var result = Coerce(inner, target.Type, target.Modifier, context, form);
        result = CoerceModifier(result, target.Type, target.Modifier, context, form, hidesInput: !ReferenceEquals(result, inner) && result is not ConstantExpr);
        return !ReferenceEquals(inner, value) && sink.Schema.IsCollatable(target.Type) ? new CollateExpr(result, ((CollateExpr)value).Collation) { Place = value.Place } : result;
    }

    /// <summary>The value as one of a type, which is known to be possible (<c>coerce_type</c>).</summary>
    private Expr Coerce(Expr value, ObjectId target, int modifier, Context context, CoercionForm form)
    {
        if (target == value.Type || target == TypeIds.Any || target == TypeIds.AnyElement || target == TypeIds.AnyNonArray || target == TypeIds.AnyCompatible || target == TypeIds.AnyCompatibleNonArray)
        {
            return value;
        }

        if (TypeIds.IsPolymorphic(target) && value.Type != TypeIds.Unknown)
        {
            var baseType = BaseType(value.Type);
            return baseType == value.Type ? value : Relabel(value, new TypeReference(baseType), form);
        }

        if (value is ConstantExpr { Type: var type } literal && type == TypeIds.Unknown)
        {
            return CoerceLiteral(literal, target, modifier, context, form);
        }

        if (value.Type == TypeIds.Unknown && value is ParameterExpr)
        {
            throw new NotKnownException();
        }

        if (value is CollateExpr collate)
        {
            var inner = Coerce(collate.Argument, target, modifier, context, form);
            return sink.Schema.IsCollatable(target) ? new CollateExpr(inner, collate.Collation) { Place = value.Place } : inner;
        }

        switch (FindPathway(target, value.Type, context, out var cast))
        {
            case Pathway.None:
                break;
            case Pathway.Relabel:
                var domain = ToDomain(value, default, target, context, form, hidesInput: false);
                return ReferenceEquals(domain, value) ? new CoercionExpr(CoercionKind.Relabel, value, new TypeReference(target), form, Volatility.Immutable) { Place = value.Place } : domain;
            case var pathway:
                var baseTarget = BaseType(new TypeReference(target, modifier));
                var result = Build(value, pathway, cast, baseTarget, context, form);
                return baseTarget.Type == target ? result : ToDomain(result, baseTarget, target, context, form, hidesInput: true);
        }

        if (value.Type == TypeIds.Record && IsComposite(BaseType(target)))
        {
            return RecordToComposite(value, target, context, form);
        }

        if ((target == TypeIds.Record && IsComposite(value.Type)) || (target == TypeIds.RecordArray && ElementType(value.Type) is { IsNone: false }))
        {
            return value;
        }

        throw new NotKnownException();
    }

    private Expr CoerceLiteral(ConstantExpr literal, ObjectId target, int modifier, Context context, CoercionForm form)
    {
        var baseTarget = BaseType(new TypeReference(target, modifier));

        // The length is checked by a function on top; only intervals need it to be read.
        var inputModifier = baseTarget.Type == TypeIds.Interval ? baseTarget.Modifier : -1;
        var constant = literal.IsNull ? new ConstantExpr(baseTarget.Type, null) : Input(literal.Text!, baseTarget.Type, inputModifier, literal.Place);
        constant.Modifier = inputModifier;
        constant.Place = literal.Place;
        return baseTarget.Type == target ? constant : ToDomain(constant, baseTarget, target, context, form, hidesInput: false);
    }

    private Expr CoerceModifier(Expr value, ObjectId target, int modifier, Context context, CoercionForm form, bool hidesInput)
    {
        if (modifier == value.Modifier)
        {
            return value;
        }

        if (hidesInput)
        {
            Hide(value);
        }

        if (modifier >= 0)
        {
            var array = ElementType(target);
            var element = array.IsNone ? target : array;
            if (sink.Schema.FindCast(element, element) is { Method: 'f' } cast)
            {
                return Build(value, array.IsNone ? Pathway.Function : Pathway.Array, cast, new TypeReference(target, modifier), context, form);
            }
        }

        return Relabel(value, new TypeReference(target, modifier), form);
    }

    /// <summary>PostgreSQL's <c>applyRelabelType</c>: layers of it are one, and a constant takes it itself.</summary>
    private static Expr Relabel(Expr value, TypeReference type, CoercionForm form)
    {
        while (value is CoercionExpr { Kind: CoercionKind.Relabel } relabel)
        {
            value = relabel.Argument;
        }

        if (value is ConstantExpr constant)
        {
            return new ConstantExpr(type.Type, constant.Text) { Modifier = type.Modifier, Reference = constant.Reference, Place = constant.Place };
        }

        return value.TypeReference == type ? value
            : new CoercionExpr(CoercionKind.Relabel, value, type, form, Volatility.Immutable) { Modifier = type.Modifier, Place = value.Place };
    }

    private static void Hide(Expr value)
    {
        if (value is CoercionExpr coercion)
        {
            coercion.Form = CoercionForm.ImplicitCast;
        }
        else if (value is RowExpression row)
        {
            row.Form = CoercionForm.ImplicitCast;
        }
    }

    private Expr ToDomain(Expr value, TypeReference baseType, ObjectId target, Context context, CoercionForm form, bool hidesInput)
    {
        baseType = baseType.IsKnown ? baseType : BaseType(new TypeReference(target));
        if (baseType.Type == target)
        {
            return value;
        }

        if (hidesInput)
        {
            Hide(value);
        }

        value = CoerceModifier(value, baseType.Type, baseType.Modifier, context, CoercionForm.ImplicitCast, hidesInput: false);
        return new CoercionExpr(CoercionKind.Domain, value, new TypeReference(target), form, Volatility.Immutable) { Place = value.Place };
    }

    private CoercionExpr Build(Expr value, Pathway pathway, Cast? cast, TypeReference target, Context context, CoercionForm form)
    {
        switch (pathway)
        {
            case Pathway.Function:
                return new CoercionExpr(CoercionKind.Function, value, target, form, cast!.Volatility) { Modifier = cast.ArgumentCount >= 2 ? target.Modifier : -1, Place = value.Place };
            case Pathway.Array:
                var source = BaseType(value.TypeReference);
                var element = CoerceToTarget(new CaseTestExpr(ElementType(source.Type)) { Modifier = source.Modifier }, new TypeReference(ElementType(target.Type), target.Modifier), context, form)
                    ?? throw new NotKnownException();
                var volatility = Walk(element).Select(node => node.Volatility).Max();
                return new CoercionExpr(CoercionKind.Array, value, target, form, volatility) { Modifier = element.Modifier, Place = value.Place };
            default:
                var input = sink.Schema.InputOutputVolatility(BaseType(target.Type), isInput: true);
                var output = sink.Schema.InputOutputVolatility(BaseType(value.Type), isInput: false);
                return new CoercionExpr(CoercionKind.InputOutput, value, target, form, input > output ? input : output) { Place = value.Place };
        }
    }

    private Expr RecordToComposite(Expr value, ObjectId target, Context context, CoercionForm form)
    {
        var baseType = BaseType(target);
        if (value is not RowExpression row || sink.Schema.FindRelation(Find(baseType).Relation) is not { IsIncomplete: false } relation)
        {
            throw value is RowExpression ? new NotKnownException() : CannotCast(value, target);
        }

        if (row.Fields.Count != relation.Columns.Count)
        {
            throw CannotCast(value, target);
        }

        var fields = row.Fields.Select((field, i) => CoerceToTarget(field, relation.Columns[i].Type, context, CoercionForm.ImplicitCast) ?? throw CannotCast(value, target)).ToList();
        Expr result = new RowExpression(baseType, fields) { Form = form, Place = value.Place };
        if (baseType != target)
        {
            ((RowExpression)result).Form = CoercionForm.ImplicitCast;
            result = ToDomain(result, new TypeReference(baseType), target, context, form, hidesInput: false);
        }

        return result;
    }

    private Exception CannotCast(Expr value, ObjectId target) =>
        Refuse("42846", $"cannot cast type {TypeText(value.Type)} to {TypeText(target)}", PlaceOf(value));

    private bool CanCoerce(ObjectId source, ObjectId target, Context context)
    {
        if (source == target || target == TypeIds.Any || TypeIds.IsPolymorphic(target) || source == TypeIds.Unknown)
        {
            return true;
        }

        return FindPathway(target, source, context, out _) != Pathway.None
            || (source == TypeIds.Record && IsComposite(BaseType(target)))
            || (target == TypeIds.Record && IsComposite(source))
            || (target == TypeIds.RecordArray && ElementType(source) is { IsNone: false } element && IsComposite(element))
            || Inherits(source, target);
    }

    private bool Inherits(ObjectId source, ObjectId target)
    {
        if (!IsComposite(source) || !IsComposite(target))
        {
            return false;
        }

        return Find(source).Relation is var child && sink.Schema.FindRelation(child) is Table table
            && (sink.Schema.FindType(table.OfType)?.Id == target || table.Parents.Any(parent => sink.Schema.FindRelation(parent)?.RowType is { } row && (row == target || Inherits(row, target))));
    }

    private bool CanCoerceAll(IReadOnlyList<ObjectId> sources, ObjectId[] targets, int count, Context context)
    {
        var isGeneric = false;
        for (var i = 0; i < count; i++)
        {
            isGeneric |= TypeIds.IsPolymorphic(targets[i]);
            if (!CanCoerce(sources[i], targets[i], context))
            {
                return false;
            }
        }

        return !isGeneric || IsConsistent(sources, targets, count);
    }

    private Pathway FindPathway(ObjectId target, ObjectId source, Context context, out Cast? cast)
    {
        cast = null;
        source = BaseType(source);
        target = BaseType(target);
        if (source == target)
        {
            return Pathway.Relabel;
        }

        cast = sink.Schema.FindCast(source, target);
        if (cast is not null)
        {
            var needed = cast.Context switch { 'i' => Context.Implicit, 'a' => Context.Assignment, _ => Context.Explicit };
            return context < needed ? Pathway.None : cast.Method switch { 'f' => Pathway.Function, 'i' => Pathway.InputOutput, _ => Pathway.Relabel };
        }

        // A range type that a user made can be cast to its multirange (DefineRange).
        if (!target.IsBuiltIn && sink.Schema.FindType(target) is { Kind: TypeKind.Multirange } multirange && multirange.Subtype == source)
        {
            return context == Context.Explicit ? throw new NotKnownException() : Pathway.None;
        }

        if (source == TypeIds.Unknown || target == TypeIds.Unknown)
        {
            return target != TypeIds.Unknown && context == Context.Explicit ? Pathway.InputOutput : Pathway.None;
        }

        if (target != TypeIds.OidVector && target != TypeIds.Int2Vector && ElementType(target) is { IsNone: false } targetElement && ElementType(source) is { IsNone: false } sourceElement
            && FindPathway(targetElement, sourceElement, context, out _) != Pathway.None)
        {
            return Pathway.Array;
        }

        return (context >= Context.Assignment && Category(target) == 'S') || (context >= Context.Explicit && Category(source) == 'S') ? Pathway.InputOutput
            : HasUserCasts ? throw new NotKnownException()
            : Pathway.None;
    }

    private bool HasUserCasts => sink.Schema.Others.Any(other => other.Kind == ObjectKind.Cast);

    private Expr ToBoolean(Expr value, string construct)
    {
        if (value.Type != TypeIds.Bool)
        {
            value = CoerceToTarget(value, new TypeReference(TypeIds.Bool), Context.Assignment, CoercionForm.ImplicitCast)
                ?? throw Refuse("42804", $"argument of {construct} must be type boolean, not type {TypeText(value.Type)}", PlaceOf(value));
        }

        return ReturnsSet(value) ? throw Refuse("42804", $"argument of {construct} must not return a set", PlaceOf(value)) : value;
    }

    private Expr ToSpecific(Expr value, ObjectId type, string construct)
    {
        if (value.Type != type)
        {
            value = CoerceToTarget(value, new TypeReference(type), Context.Assignment, CoercionForm.ImplicitCast)
                ?? throw Refuse("42804", $"argument of {construct} must be type {TypeText(type)}, not type {TypeText(value.Type)}", PlaceOf(value));
        }

        return ReturnsSet(value) ? throw Refuse("42804", $"argument of {construct} must not return a set", PlaceOf(value)) : value;
    }

    /// <summary>The type that all values can have (<c>select_common_type</c>); none where there is none and nothing says what for.</summary>
    private ObjectId CommonType(List<Expr> values, string? construct)
    {
        var first = values[0].Type;
        if (first != TypeIds.Unknown && values.All(value => value.Type == first))
        {
            return first;
        }

        var type = first == TypeIds.Unknown ? first : BaseType(first);
        var category = type == TypeIds.Unknown ? 'X' : Category(type);
        var isPreferred = type != TypeIds.Unknown && IsPreferred(type);
        foreach (var value in values.Skip(1))
        {
            if (value.Type == TypeIds.Unknown)
            {
                continue;
            }

            var next = BaseType(value.Type);
            if (next == type)
            {
                continue;
            }

            var nextCategory = Category(next);
            if (type != TypeIds.Unknown && nextCategory != category)
            {
                return construct is null ? ObjectId.None
                    : throw Refuse("42804", $"{construct} types {TypeText(type)} and {TypeText(next)} cannot be matched", PlaceOf(value));
            }

            if (type == TypeIds.Unknown || (!isPreferred && CanCoerce(type, next, Context.Implicit) && !CanCoerce(next, type, Context.Implicit)))
            {
                type = next;
                category = nextCategory;
                isPreferred = IsPreferred(next);
            }
        }

        return type == TypeIds.Unknown ? TypeIds.Text : type;
    }

    private Expr ToCommon(Expr value, ObjectId type, string construct) =>
        value.Type == type ? value
        : CanCoerce(value.Type, type, Context.Implicit) ? Coerce(value, type, -1, Context.Implicit, CoercionForm.ImplicitCast)
        : throw Refuse("42846", $"{construct} could not convert type {TypeText(value.Type)} to {TypeText(type)}", PlaceOf(value));

    private static int CommonModifier(List<Expr> values, ObjectId type) =>
        values.Count > 0 && values.All(value => value.Type == type && value.Modifier == values[0].Modifier) ? values[0].Modifier : -1;

    private static bool ReturnsSet(Expr value) => value is CallExpr { ReturnsSet: true } || (value is not SubqueryExpr && value.Children.Any(ReturnsSet));

    private static IEnumerable<Expr> Walk(Expr value)
    {
        var stack = new Stack<Expr>();
        stack.Push(value);
        while (stack.Count > 0)
        {
            var current = stack.Pop();
            yield return current;
            foreach (var child in current.Children)
            {
                stack.Push(child);
            }
        }
    }

    private Node PlaceOf(Expr value) => value.Place ?? Walk(value).Select(node => node.Place).FirstOrDefault(place => place is not null) ?? currentPlace!;
}
