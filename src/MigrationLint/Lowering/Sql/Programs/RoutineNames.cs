using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Finds routines (<c>LookupFuncWithArgs</c> and <c>LookupFuncName</c> of <c>parse_func.c</c>).</summary>
internal sealed class RoutineNames(LoweringContext context)
{
    /// <summary>What a kind of routine is called in operations.</summary>
    public static ObjectKind KindOf(ObjectType type) => type switch
    {
        ObjectType.Procedure => ObjectKind.Procedure,
        ObjectType.Aggregate => ObjectKind.Aggregate,
        ObjectType.Routine => ObjectKind.Routine,
        _ => ObjectKind.Function,
    };

    /// <summary>The routine that a statement names, as operations name it.</summary>
    public RoutineSignature Find(ObjectWithArgs routine, ObjectType type, bool missingOk)
    {
        var parts = NameParts.Of(routine);
        if (TryFind(routine, type, missingOk) is { } found)
        {
            return new RoutineSignature(found.Name, [.. found.InputTypes]);
        }

        var types = routine.ArgsUnspecified ? null : routine.Objargs.Select(Type).ToList();
        return new RoutineSignature(context.Names.Assumed(NameParts.SchemaOf(parts), NameParts.NameOf(parts)), types);
    }

    // Where the type of an argument is missing, IF EXISTS says no.
    private Routine? TryFind(ObjectWithArgs routine, ObjectType type, bool missingOk)
    {
        try
        {
            return context.Analyzer.FindRoutine(routine, KindOf(type), missingOk);
        }
        catch (StatementRefusedException refused) when (missingOk && refused.Refusal.SqlState is "42704" or "3F000")
        {
            return null;
        }
    }

    // A type that is not there tells nothing where the routine is not there either.
    private TypeReference Type(TypeName? name)
    {
        try
        {
            return name is null ? TypeReference.Unknown : context.Analyzer.ResolveType(name);
        }
        catch (StatementRefusedException)
        {
            return TypeReference.Unknown;
        }
    }

    /// <summary>The function of exactly these arguments.</summary>
    /// <param name="names">Its name.</param>
    /// <param name="arguments">The types of its arguments.</param>
    /// <param name="isExact">False where one that takes other types may do, since they are cast or polymorphic.</param>
    /// <returns>Null where it may be there.</returns>
    public Routine? Require(IReadOnlyList<Node> names, IReadOnlyList<TypeReference> arguments, bool isExact = true)
    {
        var parts = NameParts.Of(names);
        var isNamed = false;
        foreach (var schema in NameParts.SchemaOf(parts) is { } given ? [given] : context.Names.SearchOrder.Where(static schema => schema != NameResolver.Temporary))
        {
            var candidates = context.Schema.FindRoutines(new QualifiedName(schema, NameParts.NameOf(parts)));
            isNamed |= candidates.Count > 0;
            var found = candidates.FirstOrDefault(routine => routine.InputTypes.Select(static type => type.Type).SequenceEqual(arguments.Select(static type => type.Type)));
            if (found is not null)
            {
                return found;
            }
        }

        if (NameParts.SchemaOf(parts) is { } missing)
        {
            context.Names.RequireSchema(missing, names[0]);
        }

        if (!(isNamed && !isExact) && !context.Schema.HasUnknownExtension && arguments.All(static type => type.IsKnown))
        {
            var printer = new SchemaPrinter(context.Schema);
            context.Missing("42883", $"function {NameParts.Spelling(parts)}({string.Join(", ", arguments.Select(printer.Type))}) does not exist", names[0], detail: RefusalDetail.Missing(ObjectKind.Function, context.Names.Assumed(NameParts.SchemaOf(parts), NameParts.NameOf(parts))));
        }

        return null;
    }
}
