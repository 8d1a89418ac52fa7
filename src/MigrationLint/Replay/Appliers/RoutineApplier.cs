using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>Functions, procedures and aggregates (<c>catalog/pg_proc.c</c>, <c>commands/functioncmds.c</c>).</summary>
internal static class RoutineApplier
{
    /// <summary>CREATE FUNCTION, CREATE PROCEDURE.</summary>
    public static bool Create(ReplayContext context, CreateRoutine operation)
    {
        context.RequireSchema(operation.Routine.Schema);
        var routine = new Routine(context.NewId(), operation.Routine, operation.IsProcedure ? ObjectKind.Procedure : ObjectKind.Function)
        {
            Parameters = operation.Parameters,
            Returns = operation.Returns,
            ReturnsSet = operation.ReturnsSet,
            Definition = operation,
            Volatility = operation.Volatility,
            IsWindow = operation.IsWindow,
            IsStrict = operation.IsStrict,
            CreatedBy = operation,
        };
        return Put(context, routine, operation.OrReplace);
    }

    /// <summary>CREATE AGGREGATE.</summary>
    public static bool Create(ReplayContext context, CreateAggregate operation)
    {
        context.RequireSchema(operation.Aggregate.Schema);
        var routine = new Routine(context.NewId(), operation.Aggregate, ObjectKind.Aggregate)
        {
            Parameters = operation.Parameters, Returns = operation.Returns, Volatility = Volatility.Immutable, CreatedBy = operation,
        };
        return Put(context, routine, operation.OrReplace);
    }

    /// <summary>DROP FUNCTION and its kin.</summary>
    public static bool Drop(ReplayContext context, DropRoutine operation)
    {
        if (Find(context, operation.Routine, operation.Kind, operation.IfExists) is not { } routine)
        {
            return false;
        }

        if (routine.Id.IsBuiltIn)
        {
            throw context.Refuse("2BP01", $"cannot drop {Describe.Object(context.Schema, routine)} because it is required by the database system");
        }

        if (operation.Kind == ObjectKind.Function && routine.Kind == ObjectKind.Aggregate)
        {
            throw context.Refuse("42809", $"\"{routine.Name.Name}\" is an aggregate function");
        }

        DropPlan.RefuseMember(context, routine);
        DropPlan.Execute(context, [new ObjectAddress(routine.Id)], operation.Cascade);
        return true;
    }

    /// <summary>ALTER FUNCTION and its kin.</summary>
    public static bool Alter(ReplayContext context, AlterRoutine operation)
    {
        if (Find(context, operation.Routine, operation.Kind, ifExists: false) is not { } routine)
        {
            return true;
        }

        if (operation.NewOwner is { } owner)
        {
            Roles.Require(context, owner);
        }

        var name = routine.Name;
        if (operation.NewSchema is { } schema)
        {
            context.RequireSchema(schema);
            name = name with { Schema = schema };
        }

        name = operation.NewName is { } newName ? name with { Name = Naming.Cut(newName) } : name;
        if (name != routine.Name && FindSame(context, name, routine) is not null)
        {
            throw context.Refuse("42723", $"function {Describe.Signature(context.Schema, routine with { Name = name with { Schema = "public" } })} already exists in schema \"{name.Schema}\"");
        }

        if (routine.Id.Value < BuiltInCatalog.FirstExtensionId && !routine.Id.IsBuiltIn)
        {
            context.Schema = context.Schema.With(routine with
            {
                Name = name,
                Owner = operation.NewOwner ?? routine.Owner,
                Volatility = operation.Volatility ?? routine.Volatility,
                ChangedBy = operation,
            });
        }

        return true;
    }

    /// <summary>The routine that a statement names (<c>LookupFuncWithArgs</c>).</summary>
    /// <returns>Null where it is not there and that is fine.</returns>
    public static Routine? Find(ReplayContext context, RoutineSignature signature, ObjectKind kind, bool ifExists)
    {
        var candidates = context.Schema.FindRoutines(signature.Name);
        if (signature.ArgumentTypes is not { } types)
        {
            var named = candidates.Where(candidate => kind == ObjectKind.Routine || IsKind(candidate, kind)).ToList();
            return named.Count switch
            {
                1 => named[0],
                0 => Missing(context, signature, kind, ifExists),
                _ => throw context.Refuse("42725", $"{Word(kind)} name \"{signature.Name}\" is not unique"),
            };
        }

        if (types.Any(type => !type.IsKnown))
        {
            return candidates.Count == 1 ? candidates[0] : null;
        }

        if (candidates.FirstOrDefault(candidate => HasArguments(candidate, types, kind)) is not { } found)
        {
            return Missing(context, signature, kind, ifExists);
        }

        if (kind != ObjectKind.Routine && !IsKind(found, kind))
        {
            var shown = Describe.Signature(context.Schema, found);
            throw context.Refuse("42809", kind == ObjectKind.Aggregate ? $"function {shown} is not an aggregate" : $"{shown} is not a {Word(kind)}");
        }

        return found;
    }

    private static bool Put(ReplayContext context, Routine routine, bool orReplace)
    {
        if (FindSame(context, routine.Name, routine) is not { } old)
        {
            context.Schema = context.Schema.With(routine);
            return true;
        }

        if (!orReplace)
        {
            throw context.Refuse("42723", $"function \"{routine.Name.Name}\" already exists with same argument types", RefusalDetail.Exists(ObjectKind.Function, routine.Name));
        }

        RefuseReplace(context, old, routine);
        if (old.Id.Value < BuiltInCatalog.FirstExtensionId)
        {
            context.Schema = context.Schema.With(routine with { Id = old.Id, CreatedBy = old.CreatedBy, ChangedBy = context.Operation, Owner = old.Owner });
        }

        return true;
    }

    private static Routine? FindSame(ReplayContext context, QualifiedName name, Routine routine)
    {
        var types = routine.InputTypes.ToList();
        return types.Exists(type => !type.IsKnown)
            ? null
            : context.Schema.FindRoutines(name).FirstOrDefault(candidate => candidate.Id != routine.Id && HasArguments(candidate, types, ObjectKind.Routine));
    }

    private static void RefuseReplace(ReplayContext context, Routine old, Routine routine)
    {
        if (old.Kind != routine.Kind || old.IsWindow != routine.IsWindow)
        {
            throw context.Refuse("42809", "cannot change routine kind");
        }

        var (before, after) = (old.Returns ?? default, routine.Returns ?? default);
        if (before.IsKnown && after.IsKnown && (before.Type != after.Type || old.ReturnsSet != routine.ReturnsSet))
        {
            throw context.Refuse("42P13", routine.Kind == ObjectKind.Procedure ? "cannot change whether a procedure has output parameters" : "cannot change return type of existing function", ReplacedBy(context, old));
        }

        if (!IsSameRow(old, routine))
        {
            throw context.Refuse("42P13", "cannot change return type of existing function", ReplacedBy(context, old));
        }

        RefuseNames(context, old, routine);
        var (defaults, newDefaults) = (old.Parameters.Count(parameter => parameter.HasDefault), routine.Parameters.Count(parameter => parameter.HasDefault));
        if (newDefaults < defaults)
        {
            throw context.Refuse("42P13", "cannot remove parameter defaults from existing function", ReplacedBy(context, old));
        }
    }

    private static RefusalDetail ReplacedBy(ReplayContext context, Routine old) =>
        new(RefusalCause.Replace, old.Kind == ObjectKind.Procedure ? ObjectKind.Procedure : ObjectKind.Function, old.Name) { Text = Describe.Signature(context.Schema, old) };

    /// <summary>The row that OUT parameters make is a part of the return type.</summary>
    private static bool IsSameRow(Routine old, Routine routine)
    {
        var (before, after) = (Outputs(old), Outputs(routine));
        return (before.Count <= 1 && after.Count <= 1)
            || (before.Count == after.Count && before.Zip(after, (left, right) => left.Type.Type == right.Type.Type && (left.Name ?? "") == (right.Name ?? "")).All(isSame => isSame));
    }

    private static List<RoutineParameter> Outputs(Routine routine) => [.. routine.Parameters.Where(parameter => parameter.Mode is "OUT" or "INOUT" or "TABLE")];

    private static void RefuseNames(ReplayContext context, Routine old, Routine routine)
    {
        var (before, after) = (Inputs(old), Inputs(routine));
        for (var i = 0; i < before.Count && i < after.Count; i++)
        {
            if (before[i].Name is { Length: > 0 } name && name != after[i].Name)
            {
                throw context.Refuse("42P13", $"cannot change name of input parameter \"{name}\"", ReplacedBy(context, old));
            }
        }
    }

    private static List<RoutineParameter> Inputs(Routine routine) => [.. routine.Parameters.Where(parameter => parameter.Mode is "IN" or "INOUT" or "VARIADIC")];

    private static bool HasArguments(Routine routine, IReadOnlyList<TypeReference> types, ObjectKind kind)
    {
        bool Fits(IEnumerable<TypeReference> own) => own.Select(type => type.Type).SequenceEqual(types.Select(type => type.Type));
        return Fits(routine.InputTypes)
            || (kind is ObjectKind.Procedure or ObjectKind.Routine && routine.Kind == ObjectKind.Procedure && Fits(routine.Parameters.Select(parameter => parameter.Type)));
    }

    private static bool IsKind(Routine routine, ObjectKind kind) => kind switch
    {
        ObjectKind.Procedure => routine.Kind == ObjectKind.Procedure,
        ObjectKind.Aggregate => routine.Kind == ObjectKind.Aggregate,
        ObjectKind.Function => routine.Kind != ObjectKind.Procedure,
        _ => true,
    };

    private static string Word(ObjectKind kind) => kind switch { ObjectKind.Procedure => "procedure", ObjectKind.Aggregate => "aggregate", _ => "function" };

    private static Routine? Missing(ReplayContext context, RoutineSignature signature, ObjectKind kind, bool ifExists)
    {
        if (ifExists || !context.IsComplete || context.Schema.HasUnknownExtension)
        {
            return null;
        }

        context.RequireSchema(signature.Name.Schema);
        if (signature.ArgumentTypes is not { } types)
        {
            throw context.Refuse("42883", $"could not find a {Word(kind)} named \"{signature.Name}\"", detail: RefusalDetail.Missing(ObjectKind.Function, signature.Name));
        }

        throw context.Refuse("42883", $"{Word(kind)} {signature.Name}({string.Join(", ", types.Select(context.Printer.Type))}) does not exist", detail: RefusalDetail.Missing(ObjectKind.Function, signature.Name));
    }
}
