using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>What goes together with an object, and what is in its way (<c>catalog/dependency.c</c>).</summary>
internal sealed class DropPlan
{
    private readonly ReplayContext context;
    private readonly HashSet<ObjectAddress> removed = [];
    private readonly Queue<ObjectAddress> next = new();
    private readonly List<ObjectAddress> inTheWay = [];
    private readonly HashSet<ObjectAddress> goingAlong = [];
    private readonly HashSet<ObjectId> together;

    private DropPlan(ReplayContext context, IReadOnlyList<ObjectAddress> targets, IReadOnlyCollection<ObjectId> together)
    {
        this.context = context;
        this.together = [.. together];
        foreach (var target in targets)
        {
            Take(target);
        }

        while (next.Count > 0)
        {
            Follow(next.Dequeue());
        }

        // What goes along by one way is not in the way by another.
        inTheWay.RemoveAll(address => goingAlong.Contains(address) || goingAlong.Contains(new ObjectAddress(address.Object)));
    }

    /// <summary>Drops objects and what depends on them, or refuses.</summary>
    /// <param name="context">The database.</param>
    /// <param name="targets">What is dropped.</param>
    /// <param name="cascade">CASCADE.</param>
    /// <param name="together">The other objects of the same statement: not in the way, and left for their own operation.</param>
    public static void Execute(ReplayContext context, IReadOnlyList<ObjectAddress> targets, bool cascade, IReadOnlyCollection<ObjectId>? together = null)
    {
        var plan = new DropPlan(context, targets, together ?? []);
        if (!cascade && plan.inTheWay.Count > 0)
        {
            throw context.Refuse(
                "2BP01",
                together is { Count: > 0 }
                    ? "cannot drop desired object(s) because other objects depend on them"
                    : $"cannot drop {Describe.Address(context.Schema, targets[0])} because other objects depend on it",
                Detail(context.Schema, targets[0], [.. plan.inTheWay.Distinct()]));
        }

        plan.Apply();
    }

    /// <summary>What is in the way of dropping or changing an object.</summary>
    public static RefusalDetail Detail(DatabaseSchema schema, ObjectAddress target, IReadOnlyList<ObjectAddress> inTheWay) =>
        new(RefusalCause.Dependents, ObjectKind.Other, default)
        {
            Text = Describe.Address(schema, target),
            Dependents = [.. inTheWay.Select(address => Describe.Address(schema, address))],
        };

    /// <summary>Refuses where the object is a part of another one.</summary>
    public static void RefusePart(ReplayContext context, ObjectAddress target, ObjectAddress whole) =>
        throw context.Refuse("2BP01", $"cannot drop {Describe.Address(context.Schema, target)} because {Describe.Address(context.Schema, whole)} requires it", Detail(context.Schema, target, []) with { Part = Describe.Address(context.Schema, whole) });

    /// <summary>Refuses where an extension made the object.</summary>
    public static void RefuseMember(ReplayContext context, SchemaObject item)
    {
        if (!item.Extension.IsNone && context.Schema.FindObject(item.Extension) is Extension extension)
        {
            RefusePart(context, new ObjectAddress(item.Id), new ObjectAddress(extension.Id));
        }
    }

    private void Take(ObjectAddress address)
    {
        if (removed.Contains(new ObjectAddress(address.Object)) || !removed.Add(address))
        {
            return;
        }

        next.Enqueue(address);
    }

    private void Follow(ObjectAddress address)
    {
        switch (address.Part)
        {
            case ObjectPart.Whole:
                FollowWhole(address.Object);
                break;
            case ObjectPart.Column:
                FollowAll(context.Schema.DependentsOf(address.Object, address.Column));
                Take(new ObjectAddress(address.Object, ObjectPart.Default, default, address.Column));
                break;
            case ObjectPart.Constraint:
                FollowAll(context.Schema.DependentsOf(address.PartId));
                TakeIndexOf(address);
                break;
            case ObjectPart.Index:
                FollowAll(context.Schema.DependentsOf(address.PartId));
                TakeConstraintOf(address);
                break;
            case ObjectPart.Trigger:
                FollowAll(context.Schema.DependentsOf(address.PartId));
                break;
        }
    }

    private void FollowWhole(ObjectId id)
    {
        FollowAll(context.Schema.DependentsOf(id));
        switch (context.Schema.FindObject(id))
        {
            case Table table:
                FollowParts(table.Constraints, table.Indexes, table.Triggers);
                break;
            case View view:
                FollowParts([], view.Indexes, view.Triggers);
                break;
            case SchemaType type:
                Take(type.Array);
                Take(type.Relation);
                break;
            case Namespace found:
                FollowContents(found);
                break;
            case Extension extension:
                FollowMembers(extension);
                break;
        }

        if (context.Schema.FindObject(id) is Relation { RowType: { IsNone: false } rowType })
        {
            Take(rowType);
        }
    }

    private void FollowParts(IReadOnlyList<Constraint> constraints, IReadOnlyList<Index> indexes, IReadOnlyList<Trigger> triggers)
    {
        foreach (var part in constraints.Cast<SchemaObject>().Concat(indexes).Concat(triggers))
        {
            FollowAll(context.Schema.DependentsOf(part.Id));
        }
    }

    private void FollowContents(Namespace found)
    {
        foreach (var item in context.Schema.ObjectsIn(found.Name))
        {
            var isPart = item is SchemaType { IsArray: true } or SchemaType { Kind: TypeKind.Multirange } || (item is SchemaType type && !type.Relation.IsNone);
            if (!isPart)
            {
                FollowOne(new Dependency(new ObjectAddress(item.Id), found.Id, null, DependencyKind.Normal));
            }
        }
    }

    private void FollowMembers(Extension extension)
    {
        FollowAll(context.Schema.NamedMembersOf(extension).ToList().SelectMany(id => context.Schema.DependentsOf(id)));
        foreach (var index in context.Schema.IndexesThatNeed(extension).ToList())
        {
            FollowOne(new Dependency(index, extension.Id, null, DependencyKind.Normal));
        }
    }

    private void FollowAll(IEnumerable<Dependency> dependencies)
    {
        foreach (var dependency in dependencies.ToList())
        {
            FollowOne(dependency);
        }
    }

    private void FollowOne(Dependency dependency)
    {
        var dependent = dependency.Dependent;
        if (dependency.Kind != DependencyKind.Normal)
        {
            goingAlong.Add(dependent);
        }

        if (removed.Contains(new ObjectAddress(dependent.Object)) || removed.Contains(dependent) || IsTogether(dependent.Object))
        {
            return;
        }

        if (dependency.Kind == DependencyKind.Normal)
        {
            inTheWay.Add(dependent);
        }

        Take(dependent);
    }

    // A partition goes with its parent. Partitions are nested as deep as they were made.
    private bool IsTogether(ObjectId id) =>
        together.Count > 0 && (together.Contains(id) || (context.Schema.FindObject(id) is Table { IsPartition: true } partition && partition.Parents.Any(parent => parent != id && IsTogether(parent))));

    private void Take(ObjectId id)
    {
        if (!id.IsNone)
        {
            Take(new ObjectAddress(id));
        }
    }

    private void TakeIndexOf(ObjectAddress constraint)
    {
        var found = (context.Schema.FindObject(constraint.Object) as Table)?.Indexes.FirstOrDefault(index => index.Constraint == constraint.PartId);
        if (found is not null)
        {
            Take(constraint with { Part = ObjectPart.Index, PartId = found.Id });
        }
    }

    private void TakeConstraintOf(ObjectAddress index)
    {
        var found = context.Schema.FindIndex(index.PartId);
        if (found is { Index.Constraint: { IsNone: false } constraint })
        {
            Take(index with { Part = ObjectPart.Constraint, PartId = constraint });
        }
    }

    private void Apply()
    {
        foreach (var group in removed.GroupBy(address => address.Object).ToList())
        {
            var item = context.Schema.FindObject(group.Key);
            if (group.Any(address => address.Part == ObjectPart.Whole))
            {
                Remove(item);
            }
            else if (item is Relation relation)
            {
                context.Put(WithoutParts(relation, [.. group]));
            }
            else if (item is SchemaType type)
            {
                context.Schema = context.Schema.With(type with { Checks = type.Checks.Without(check => group.Any(address => address.PartId == check.Id)) });
            }
        }
    }

    private void Remove(SchemaObject? item) => context.Schema = item switch
    {
        Relation relation => context.Schema.Without(relation),
        SchemaType type => context.Schema.Without(type),
        Routine routine => context.Schema.Without(routine),
        OtherObject other => context.Schema.Without(other),
        Namespace found => context.Schema.Without(found),
        Extension extension => context.Schema.Without(extension),
        _ => context.Schema,
    };

    private static Relation WithoutParts(Relation relation, List<ObjectAddress> parts)
    {
        bool IsGone(ObjectPart part, ObjectId id) => parts.Exists(address => address.Part == part && address.PartId == id);
        bool IsColumnGone(ObjectPart part, string name) => parts.Exists(address => address.Part == part && address.Column == name);
        var columns = relation.Columns.Without(column => IsColumnGone(ObjectPart.Column, column.Name))
            .Changed(column => column.Default is not null && IsColumnGone(ObjectPart.Default, column.Name) ? column with { Default = null } : column);
        return relation switch
        {
            Table table => table with
            {
                Columns = columns,
                Constraints = table.Constraints.Without(constraint => IsGone(ObjectPart.Constraint, constraint.Id)),
                Indexes = table.Indexes.Without(index => IsGone(ObjectPart.Index, index.Id)),
                Triggers = table.Triggers.Without(trigger => IsGone(ObjectPart.Trigger, trigger.Id)),
                Policies = table.Policies.Without(policy => IsGone(ObjectPart.Policy, policy.Id)),
            },
            View view => view with
            {
                Columns = columns,
                Indexes = view.Indexes.Without(index => IsGone(ObjectPart.Index, index.Id)),
                Triggers = view.Triggers.Without(trigger => IsGone(ObjectPart.Trigger, trigger.Id)),
            },
            _ => relation with { Columns = columns },
        };
    }
}
