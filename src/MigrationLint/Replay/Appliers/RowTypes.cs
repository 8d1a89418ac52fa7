using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>The types that come with others: arrays, row types, multiranges (<c>commands/typecmds.c</c>, <c>catalog/pg_type.c</c>).</summary>
internal static class RowTypes
{
    /// <summary>Refuses where a type has the name; one that PostgreSQL chose for an array gives way.</summary>
    public static void RequireFree(ReplayContext context, QualifiedName name)
    {
        if (context.Schema.FindType(name) is not { } found || MoveArray(context, found))
        {
            return;
        }

        throw context.Refuse("42710", $"type \"{name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Type, name));
    }

    /// <summary>Makes a type and its array.</summary>
    public static SchemaType Make(ReplayContext context, SchemaType type)
    {
        var name = ArrayName(context, type.Name);
        var array = new SchemaType(context.NewId(), name, TypeKind.Base)
        {
            Category = 'A', Element = type.Id, IsArray = true, CreatedBy = type.CreatedBy, Owner = type.Owner,
        };
        context.Schema = context.Schema.With(type with { Array = array.Id }).With(array);
        return type;
    }

    /// <summary>Makes the row type of a relation.</summary>
    public static ObjectId MakeFor(ReplayContext context, QualifiedName name, ObjectId relation)
    {
        RequireFree(context, name);
        return Make(context, new SchemaType(context.NewId(), name, TypeKind.Composite) { Category = 'C', Relation = relation, CreatedBy = context.Operation }).Id;
    }

    /// <summary>Gives a type another name, and its array the name that follows from it.</summary>
    public static void Rename(ReplayContext context, ObjectId type, QualifiedName name)
    {
        if (context.Schema.FindType(type) is not { } found || found.Name == name)
        {
            return;
        }

        RequireFree(context, name);
        context.Schema = context.Schema.With(found with { Name = name, ChangedBy = context.Operation });
        if (context.Schema.FindType(found.Array) is { } array)
        {
            context.Schema = context.Schema.With(array with { Name = ArrayName(context, name) });
        }
    }

    /// <summary><c>makeArrayTypeName</c>: an underscore before the name, and more where that is taken.</summary>
    private static QualifiedName ArrayName(ReplayContext context, QualifiedName element)
    {
        var name = Naming.Make("", element.Name, null);
        for (var number = 1; context.Schema.FindType(element with { Name = name }) is not null; number++)
        {
            name = Naming.Make("", element.Name, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return element with { Name = name };
    }

    private static bool MoveArray(ReplayContext context, SchemaType found)
    {
        if (!found.IsArray || context.Schema.FindType(found.Element) is not { } element)
        {
            return false;
        }

        context.Schema = context.Schema.With(found with { Name = ArrayName(context, element.Name) });
        return true;
    }
}
