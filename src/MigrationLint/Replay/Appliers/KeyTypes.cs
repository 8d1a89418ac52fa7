using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>Which types an index can order, and which of them a foreign key can compare (<c>commands/indexcmds.c</c>, <c>commands/tablecmds.c</c>).</summary>
internal static class KeyTypes
{
    private static readonly ObjectId Text = new(25);
    private static readonly ObjectId Varchar = new(1043);
    private static readonly ObjectId AnyArray = new(2277);
    private static readonly ObjectId AnyEnum = new(3500);
    private static readonly ObjectId AnyRange = new(3831);
    private static readonly ObjectId AnyMultirange = new(4537);
    private static readonly ObjectId Record = new(2249);

    /// <summary>True where a referencing column of type <paramref name="type"/> can point to one of type <paramref name="referenced"/>.</summary>
    public static bool AreComparable(DatabaseSchema schema, ObjectId referenced, ObjectId type)
    {
        // The operator class of varchar is text's.
        var (target, source) = (BaseOf(schema, referenced), BaseOf(schema, type));
        (target, source) = (target == Varchar ? Text : target, source == Varchar ? Text : source);
        if (target == source || HasEquality(schema, target, source))
        {
            return true;
        }

        if (schema.FindType(target) is not { Kind: TypeKind.Base, IsArray: false } || schema.FindType(source) is not { Kind: TypeKind.Base, IsArray: false })
        {
            return false;
        }

        return schema.FindCast(source, target) is { Context: 'i' };
    }

    /// <summary>True where an access method has a default operator class for a type; also where that cannot be told.</summary>
    public static bool HasOperatorClass(DatabaseSchema schema, string method, TypeReference type)
    {
        if (!type.IsKnown || schema.HasUnknownExtension || schema.FindType(BaseOf(schema, type.Type)) is not { } found || !schema.HasAccessMethod(method))
        {
            return true;
        }

        var inputs = new List<ObjectId> { found.Id };
        inputs.AddRange(found switch
        {
            { IsArray: true } => [AnyArray],
            { Kind: TypeKind.Enum } => [AnyEnum],
            { Kind: TypeKind.Range } => [AnyRange],
            { Kind: TypeKind.Multirange } => [AnyMultirange],
            { Kind: TypeKind.Composite } => [Record],
            _ => (IEnumerable<ObjectId>)[],
        });
        foreach (var candidate in schema.FindOperatorClasses(method))
        {
            if (candidate.IsDefault && (inputs.Contains(candidate.Input) || schema.FindCast(found.Id, candidate.Input) is { Method: 'b', Context: 'i' }))
            {
                return true;
            }
        }

        return schema.Others.Any(other => other.Kind == ObjectKind.OperatorClass);
    }

    private static bool HasEquality(DatabaseSchema schema, ObjectId left, ObjectId right) =>
        schema.FindOperators("=", []).Any(candidate => candidate.Left == left && candidate.Right == right);

    private static ObjectId BaseOf(DatabaseSchema schema, ObjectId type)
    {
        for (var depth = 0; depth < 100 && schema.FindType(type) is { Kind: TypeKind.Domain } domain; depth++)
        {
            type = domain.BaseType.Type;
        }

        return type;
    }
}
