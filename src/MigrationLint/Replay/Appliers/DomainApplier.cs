using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>CREATE and ALTER DOMAIN (<c>commands/typecmds.c</c>).</summary>
internal static class DomainApplier
{
    /// <summary>CREATE DOMAIN.</summary>
    public static bool Create(ReplayContext context, CreateDomain operation)
    {
        context.RequireSchema(operation.Domain.Schema);
        RowTypes.RequireFree(context, operation.Domain);
        var checks = new List<CheckConstraint>();
        foreach (var definition in operation.Checks)
        {
            checks.Add(ToCheck(context, operation.Domain, definition, checks, isNew: true));
        }

        RowTypes.Make(context, new SchemaType(context.NewId(), operation.Domain, TypeKind.Domain)
        {
            Category = context.Schema.FindType(operation.Base.Type)?.Category ?? 'U',
            BaseType = operation.Base,
            IsNotNull = operation.IsNotNull,
            Default = operation.Default,
            Checks = checks,
            CreatedBy = operation,
        });
        return true;
    }

    /// <summary>ALTER DOMAIN.</summary>
    public static bool Alter(ReplayContext context, AlterDomain operation)
    {
        if (TypeApplier.Find(context, operation.Domain, ifExists: false) is not { } domain)
        {
            return true;
        }

        if (domain.Kind != TypeKind.Domain)
        {
            throw context.Refuse("42809", $"{context.Printer.Type(domain.Id)} is not a domain");
        }

        var check = domain.Checks.FirstOrDefault(item => item.Name == operation.Constraint);
        if (check is null && operation.Constraint is { } missing)
        {
            return operation.IfExists ? false : throw context.Refuse("42704", operation.Change == DomainChange.RenameConstraint
                ? $"constraint \"{missing}\" for domain {context.Printer.Type(domain.Id)} does not exist"
                : $"constraint \"{missing}\" of domain \"{domain.Name.Name}\" does not exist");
        }

        if (operation.Change is DomainChange.AddConstraint or DomainChange.SetNotNull or DomainChange.ValidateConstraint)
        {
            RefuseUse(context, domain, domain.Array);
        }

        var changed = operation.Change switch
        {
            DomainChange.Default => domain with { Default = operation.Default },
            DomainChange.SetNotNull => domain with { IsNotNull = true },
            DomainChange.DropNotNull => domain with { IsNotNull = false },
            DomainChange.AddConstraint => domain with { Checks = domain.Checks.Plus(ToCheck(context, domain.Name, operation.Check!, domain.Checks, isNew: false)) },
            DomainChange.DropConstraint => domain with { Checks = domain.Checks.Without(item => item.Id == check!.Id) },
            DomainChange.ValidateConstraint => domain with { Checks = domain.Checks.Changed(item => item.Id == check!.Id ? item with { IsValid = true } : item) },
            _ => Rename(context, domain, check!, Naming.Cut(operation.NewName ?? check!.Name)),
        };
        context.Schema = context.Schema.With(changed with { ChangedBy = operation });
        return true;
    }

    /// <summary><c>find_composite_type_dependencies</c>: values within arrays and rows of tables cannot be looked at.</summary>
    private static void RefuseUse(ReplayContext context, SchemaType domain, ObjectId container)
    {
        foreach (var address in context.Schema.DependentsOf(container).Select(dependency => dependency.Dependent).ToList())
        {
            if (address.Part != ObjectPart.Column)
            {
                continue;
            }

            if (context.Schema.FindRelation(address.Object) is Table table)
            {
                throw context.Refuse("0A000", $"cannot alter type \"{domain.Name.Name}\" because column \"{table.Name.Name}.{address.Column}\" uses it", DropPlan.Detail(context.Schema, new ObjectAddress(domain.Id), [address]));
            }
        }
    }

    private static SchemaType Rename(ReplayContext context, SchemaType domain, CheckConstraint check, string name)
    {
        RequireFree(context, domain.Name, domain.Checks, name);
        return domain with { Checks = domain.Checks.Changed(item => item.Id == check.Id ? item with { Name = name } : item) };
    }

    private static CheckConstraint ToCheck(ReplayContext context, QualifiedName domain, CheckDefinition definition, IReadOnlyList<CheckConstraint> others, bool isNew)
    {
        var name = definition.Name is { } given ? Naming.Cut(given) : ChooseName(context, domain, others);
        RequireFree(context, domain, others, name);
        return new CheckConstraint(context.NewId(), name, definition.Expression) { IsValid = isNew || !definition.NotValid, CreatedBy = context.Operation };
    }

    private static string ChooseName(ReplayContext context, QualifiedName domain, IReadOnlyList<CheckConstraint> others)
    {
        // The checks of a domain that is being made are not in the catalog yet.
        for (var number = 0; ; number++)
        {
            var label = number == 0 ? "check" : "check" + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            var name = Naming.Make(domain.Name, null, label);
            if (!context.Schema.IsConstraintNameTaken(domain with { Name = name }) && others.All(other => other.Name != name))
            {
                return name;
            }
        }
    }

    private static void RequireFree(ReplayContext context, QualifiedName domain, IReadOnlyList<CheckConstraint> others, string name)
    {
        if (others.Any(other => other.Name == name))
        {
            throw context.Refuse("42710", $"constraint \"{name}\" for domain \"{domain.Name}\" already exists");
        }
    }
}
