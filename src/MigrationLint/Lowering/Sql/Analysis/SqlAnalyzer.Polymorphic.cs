using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Parameters of types that stand for others, such as <c>anyelement</c> (<c>parse_coerce.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    /// <summary>What the stand-ins of one call mean.</summary>
    private struct Bindings
    {
        public ObjectId Element;
        public ObjectId Array;
        public ObjectId Range;
        public ObjectId Multirange;
        public ObjectId CompatibleRange;
        public ObjectId CompatibleMultirange;
        public List<ObjectId> Compatible;
        public bool HasNonArray;
        public bool HasEnum;
        public bool HasCompatibleNonArray;
        public bool HasUnknown;
    }

    private static bool Bind(ref ObjectId slot, ObjectId type)
    {
        if (!slot.IsNone && slot != type)
        {
            return false;
        }

        slot = type;
        return true;
    }

    private bool IsConsistent(IReadOnlyList<ObjectId> actual, IReadOnlyList<ObjectId> declared, int count) => TryBind(actual, declared, count, out _);

    /// <summary>Finds out what the stand-ins of a call mean; false where they contradict each other.</summary>
    private bool TryBind(IReadOnlyList<ObjectId> actual, IReadOnlyList<ObjectId> declared, int count, out Bindings bindings)
    {
        bindings = new Bindings { Compatible = [] };
        for (var i = 0; i < count; i++)
        {
            if (TypeIds.IsPolymorphic(declared[i]))
            {
                bindings.HasNonArray |= declared[i] == TypeIds.AnyNonArray;
                bindings.HasEnum |= declared[i] == TypeIds.AnyEnum;
                bindings.HasCompatibleNonArray |= declared[i] == TypeIds.AnyCompatibleNonArray;
                if (actual[i] == TypeIds.Unknown)
                {
                    bindings.HasUnknown = true;
                }
                else if (!Bind(ref bindings, declared[i], actual[i]))
                {
                    return false;
                }
            }
        }

        return Complete(ref bindings);
    }

    private bool Bind(ref Bindings bindings, ObjectId declared, ObjectId actual)
    {
        switch (declared.Value)
        {
            case 2283 or 2776 or 3500:
                return Bind(ref bindings.Element, actual);
            case 2277:
                return Bind(ref bindings.Array, BaseType(actual));
            case 3831:
                return Bind(ref bindings.Range, BaseType(actual));
            case 4537:
                return Bind(ref bindings.Multirange, BaseType(actual));
            case 5077 or 5079:
                bindings.Compatible.Add(actual);
                return true;
            case 5078:
                var element = ElementType(BaseType(actual));
                bindings.Compatible.Add(element);
                return !element.IsNone;
            case 5080:
                var range = BaseType(actual);
                var isFirst = bindings.CompatibleRange.IsNone;
                if (Find(range).Kind != TypeKind.Range || !Bind(ref bindings.CompatibleRange, range))
                {
                    return false;
                }

                if (isFirst)
                {
                    bindings.Compatible.Add(Find(range).Subtype);
                }

                return true;
            default:
                return Find(BaseType(actual)).Kind == TypeKind.Multirange && Bind(ref bindings.CompatibleMultirange, BaseType(actual));
        }
    }

    private bool Complete(ref Bindings bindings)
    {
        if (!bindings.Array.IsNone && bindings.Array != TypeIds.AnyArray)
        {
            var element = ElementType(bindings.Array);
            if (element.IsNone || !Bind(ref bindings.Element, element))
            {
                return false;
            }
        }

        if (!bindings.Multirange.IsNone)
        {
            var range = RangeOf(bindings.Multirange);
            if (range.IsNone || !Bind(ref bindings.Range, range))
            {
                return false;
            }
        }

        if (!bindings.Range.IsNone && (Find(bindings.Range) is not { Kind: TypeKind.Range } rangeType || !Bind(ref bindings.Element, rangeType.Subtype)))
        {
            return false;
        }

        if ((bindings.HasNonArray && !bindings.Element.IsNone && !BaseElementType(bindings.Element).IsNone)
            || (bindings.HasEnum && !bindings.Element.IsNone && Find(bindings.Element).Kind != TypeKind.Enum))
        {
            return false;
        }

        if (bindings.Compatible.Count > 0)
        {
            var common = CommonOf(bindings.Compatible);
            if (common.IsNone || (bindings.HasCompatibleNonArray && !BaseElementType(common).IsNone))
            {
                return false;
            }

            bindings.Compatible = [common];
        }

        return true;
    }

    private ObjectId CommonOf(List<ObjectId> types)
    {
        var values = types.Select(type => (Expr)new CaseTestExpr(type)).ToList();
        var common = CommonType(values, null);
        return common.IsNone || !types.TrueForAll(type => CanCoerce(type, common, Context.Implicit)) ? ObjectId.None : common;
    }

    private ObjectId RangeOf(ObjectId multirange)
    {
        var found = Find(multirange);
        return found.Kind != TypeKind.Multirange ? ObjectId.None
            : found.Id.IsBuiltIn ? new ObjectId(multirange.Value switch { 4451 => 3904, 4532 => 3906, 4533 => 3908, 4534 => 3910, 4535 => 3912, 4536 => 3926, _ => 0 })
            : sink.Schema.Types.FirstOrDefault(type => type.Multirange == multirange && type.Kind == TypeKind.Range)?.Id ?? ObjectId.None;
    }

    /// <summary>
    /// Puts real types in the place of stand-ins (<c>enforce_generic_type_consistency</c>), and says what type the call gives.
    /// </summary>
    private ObjectId ResolvePolymorphic(IReadOnlyList<ObjectId> actual, ObjectId[] declared, ObjectId result)
    {
        if (!declared.Any(TypeIds.IsPolymorphic) && !TypeIds.IsPolymorphic(result))
        {
            return result;
        }

        if (!TryBind(actual, declared, declared.Length, out var bindings))
        {
            throw new NotKnownException();
        }

        var hasPlain = declared.Any(type => TypeIds.IsPolymorphic(type) && !TypeIds.IsCompatibleFamily(type)) || (TypeIds.IsPolymorphic(result) && !TypeIds.IsCompatibleFamily(result));
        if (hasPlain && bindings.Element.IsNone)
        {
            // PostgreSQL says "could not determine polymorphic type because input has type unknown" (42804).
            throw bindings.Array == TypeIds.AnyArray ? new NotKnownException()
                : Refuse("42804", "could not determine polymorphic type because input has type unknown", currentPlace!);
        }

        var compatible = bindings.Compatible.Count > 0 ? bindings.Compatible[0] : TypeIds.Text;
        ObjectId Real(ObjectId type) => type.Value switch
        {
            2283 or 2776 or 3500 => bindings.Element,
            2277 => bindings.Array.IsNone ? ArrayType(bindings.Element) : bindings.Array,
            3831 => bindings.Range.IsNone ? throw new NotKnownException() : bindings.Range,
            4537 => !bindings.Multirange.IsNone ? bindings.Multirange : bindings.Range.IsNone ? throw new NotKnownException() : Find(bindings.Range).Multirange,
            5077 or 5079 => compatible,
            5078 => ArrayType(compatible),
            5080 => bindings.CompatibleRange.IsNone ? throw new NotKnownException() : bindings.CompatibleRange,
            4538 => bindings.CompatibleMultirange.IsNone ? throw new NotKnownException() : bindings.CompatibleMultirange,
            _ => type,
        };
        var real = Real(result);
        for (var i = 0; i < declared.Length; i++)
        {
            declared[i] = Real(declared[i]);
        }

        return real;
    }
}
