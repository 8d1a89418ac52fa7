using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>ATTACH, DETACH, and what partitions get from their partitioned table (<c>commands/tablecmds.c</c>).</summary>
internal static class Partitions
{
    /// <summary>ATTACH PARTITION, of a table or an index.</summary>
    public static bool Attach(ReplayContext context, AttachPartition operation)
    {
        if (context.Schema.FindIndex(operation.Table) is { } index)
        {
            AttachIndex(context, index.Owner, index.Index, operation.Partition);
            return true;
        }

        if (context.FindTable(operation, "ATTACH PARTITION") is not { } whole)
        {
            return false;
        }

        if (context.FindOrAssume(operation.Partition, operation.Source) is not Table part)
        {
            throw context.MissingRelation(operation.Partition);
        }

        if (whole.PartitionBy is null && !whole.IsIncomplete)
        {
            throw context.Refuse("42P17", $"table \"{whole.Name.Name}\" is not partitioned");
        }

        if (part.IsPartition)
        {
            throw context.Refuse("42809", $"\"{part.Name.Name}\" is already a partition");
        }

        if (part.Parents.Count > 0)
        {
            throw context.Refuse("42809", "cannot attach inheritance child as partition");
        }

        if (part.PartitionBy is null && context.Schema.ChildrenOf(part.Id).Any())
        {
            throw context.Refuse("42809", "cannot attach inheritance parent as partition");
        }

        RefuseBound(context, whole, part.Name.Name, operation.Bound);
        Inheritance.Join(context, part, whole, operation.Bound ?? "DEFAULT");
        Clone(context, whole.Id, part.Id, isNew: false);
        return true;
    }

    /// <summary>DETACH PARTITION.</summary>
    public static bool Detach(ReplayContext context, DetachPartition operation)
    {
        if (context.FindTable(operation, "DETACH PARTITION") is not { } whole)
        {
            return false;
        }

        if (context.FindOrAssume(operation.Partition, operation.Source) is not Table part)
        {
            throw context.MissingRelation(operation.Partition);
        }

        if (whole.IsIncomplete || part.IsIncomplete)
        {
            return true;
        }

        if (whole.PartitionBy is null)
        {
            throw context.Refuse("42P17", $"table \"{whole.Name.Name}\" is not partitioned");
        }

        if (!part.IsPartition || !part.Parents.Contains(whole.Id))
        {
            throw context.Refuse("42P01", $"relation \"{part.Name.Name}\" is not a partition of relation \"{whole.Name.Name}\"");
        }

        Inheritance.Remove(context, part, whole);
        var parents = new HashSet<ObjectId>(whole.Indexes.Select(index => index.Id).Concat(whole.Constraints.Select(item => item.Id)).Concat(whole.Triggers.Select(item => item.Id)));
        context.Change(part.Id, item => item with
        {
            Indexes = item.Indexes.Changed(index => parents.Contains(index.Parent) ? index with { Parent = default } : index),
            Triggers = item.Triggers.Without(trigger => parents.Contains(trigger.Parent)),
            Constraints = item.Constraints.Changed(constraint => parents.Contains(constraint.Parent) ? constraint with { Parent = default, InheritedCount = 0, IsLocal = true } : constraint),
        });
        DropReferences(context, part);
        return true;
    }

    /// <summary>Gives the partitions of a table an index like one of its own, or takes one that they have.</summary>
    public static void SpreadIndex(ReplayContext context, ObjectId whole, ObjectId index)
    {
        foreach (var part in context.Schema.ChildrenOf(whole).Where(child => child.IsPartition).ToList())
        {
            SpreadIndexTo(context, whole, index, part.Id);
        }
    }

    /// <summary>Gives the partitions of a table a foreign key like one of its own.</summary>
    public static void SpreadForeignKey(ReplayContext context, ObjectId whole, ForeignKeyConstraint key)
    {
        foreach (var part in context.Schema.ChildrenOf(whole).Where(child => child.IsPartition).ToList())
        {
            SpreadForeignKeyTo(context, part.Id, key);
        }
    }

    /// <summary><c>addFkRecurseReferenced</c>: a key that points to a partitioned table has a constraint more for each of its partitions.</summary>
    public static void SpreadReferenced(ReplayContext context, ObjectId owner, ForeignKeyConstraint key)
    {
        foreach (var part in context.Schema.ChildrenOf(key.ReferencedTable).Where(child => child.IsPartition).ToList())
        {
            AddReferenced(context, owner, key, part);
        }
    }

    /// <summary>Gives a partition the indexes, keys, foreign keys and triggers of its table.</summary>
    public static void Clone(ReplayContext context, ObjectId whole, ObjectId part, bool isNew)
    {
        var table = context.TableOf(whole);
        foreach (var index in table.Indexes)
        {
            SpreadIndexTo(context, whole, index.Id, part);
        }

        var keys = table.Constraints.OfType<ForeignKeyConstraint>().ToList();
        foreach (var key in keys.Where(key => !keys.Exists(other => other.Id == key.Parent)))
        {
            SpreadForeignKeyTo(context, part, key);
        }

        CloneReferences(context, table, part);
        foreach (var trigger in table.Triggers.Where(trigger => trigger.Definition.IsForEachRow))
        {
            SpreadTriggerTo(context, part, trigger, isNew);
        }
    }

    /// <summary>Gives a partition, and its own partitions, a trigger of its table.</summary>
    public static void SpreadTriggerTo(ReplayContext context, ObjectId part, Trigger trigger, bool isNew, bool isReplacing = false)
    {
        var table = context.TableOf(part);
        if (isReplacing)
        {
            context.Change(part, item => item with { Triggers = item.Triggers.Without(old => old.Name == trigger.Name) });
        }
        else if (table.Triggers.Any(item => item.Name == trigger.Name))
        {
            throw context.Refuse("42710", $"trigger \"{trigger.Name}\" for relation \"{table.Name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Trigger, table.Name, trigger.Name));
        }

        var clone = trigger with { Id = context.NewId(), Parent = trigger.Id, CreatedBy = context.Operation };
        context.Change(part, item => item with { Triggers = item.Triggers.Plus(clone) });
        foreach (var child in isNew ? [] : context.Schema.ChildrenOf(part).Where(child => child.IsPartition).ToList())
        {
            SpreadTriggerTo(context, child.Id, clone, isNew, isReplacing);
        }
    }

    /// <summary>Refuses what cannot be inherited from, or have partitions.</summary>
    public static void RefuseParent(ReplayContext context, Table parent, bool isPartition, Persistence persistence)
    {
        if (parent.IsIncomplete)
        {
            return;
        }

        if (isPartition && parent.PartitionBy is null)
        {
            throw context.Refuse("42P17", $"\"{parent.Name.Name}\" is not partitioned");
        }

        if (!isPartition && parent.PartitionBy is not null)
        {
            throw context.Refuse("42809", $"cannot inherit from partitioned table \"{parent.Name.Name}\"");
        }

        if (!isPartition && parent.IsPartition)
        {
            throw context.Refuse("42809", $"cannot inherit from partition \"{parent.Name.Name}\"");
        }

        if (persistence != Persistence.Temporary && parent.Persistence == Persistence.Temporary)
        {
            throw context.Refuse("42809", isPartition
                ? $"cannot create a permanent relation as partition of temporary relation \"{parent.Name.Name}\""
                : $"cannot inherit from temporary relation \"{parent.Name.Name}\"");
        }
    }

    /// <summary>Refuses a bound that is empty, or that another partition has a part of (<c>check_new_partition_bound</c>, <c>partbounds.c</c>).</summary>
    public static void RefuseBound(ReplayContext context, Table whole, string name, string? bound)
    {
        if (bound is null || bound.Contains("?"))
        {
            return;
        }

        var parts = context.Schema.PartitionsOf(whole.Id);
        if (bound == "DEFAULT" && NameOf(context, parts.Default) is { } twice)
        {
            throw context.Refuse("42P17", $"partition \"{name}\" conflicts with existing default partition \"{twice}\"");
        }

        if (parts.Read(bound) is not { } read)
        {
            return;
        }

        if (parts.IsEmpty(read))
        {
            throw context.Refuse("42P17", $"empty range bound specified for partition \"{name}\"");
        }

        if (!parts.HasFittingModulus(read))
        {
            throw context.Refuse("42P17", "every hash partition modulus must be a factor of the next larger modulus");
        }

        if (NameOf(context, parts.FindOverlapping(read)) is { } other)
        {
            throw context.Refuse("42P17", $"partition \"{name}\" would overlap partition \"{other}\"");
        }
    }

    private static string? NameOf(ReplayContext context, ObjectId partition) => partition.IsNone ? null : context.Schema.FindRelation(partition)?.Name.Name;

    private static void SpreadIndexTo(ReplayContext context, ObjectId whole, ObjectId indexId, ObjectId partId)
    {
        var table = context.TableOf(whole);
        var index = table.Indexes.First(item => item.Id == indexId);
        var constraint = table.Constraints.FirstOrDefault(item => item.Id == index.Constraint);
        var part = context.TableOf(partId);
        if (part.Indexes.FirstOrDefault(item => Fits(part, item, index, constraint)) is { } fitting)
        {
            Adopt(context, part, fitting, index, constraint);
            return;
        }

        if (constraint is KeyConstraint { IsPrimary: true } && part.PrimaryKey is not null)
        {
            throw context.Refuse("42P16", $"multiple primary keys for table \"{part.Name.Name}\" are not allowed");
        }

        var addition = Naming.JoinColumns(Naming.IndexColumns(index.Keys, index.Include));
        var isPrimary = constraint is KeyConstraint { IsPrimary: true };
        var label = isPrimary ? "pkey" : constraint is null ? "idx" : "key";
        var name = Naming.ChooseRelation(context.Schema, part.Name.Name, isPrimary ? null : addition, label, part.Name.Schema, constraint is not null);
        var clone = index with { Id = context.NewId(), Name = name, Parent = index.Id, Constraint = default, IsValid = true, CreatedBy = context.Operation };
        if (constraint is KeyConstraint key)
        {
            var part2 = key with
            {
                Id = context.NewId(), Name = name, Index = clone.Id, Parent = key.Id, InheritedCount = 1, IsLocal = false, CreatedBy = context.Operation,
            };
            clone = clone with { Constraint = part2.Id };
            context.Change(partId, item => item with { Constraints = item.Constraints.Plus(part2) });
        }

        context.Change(partId, item => item with { Indexes = item.Indexes.Plus(clone) });
        SpreadIndex(context, partId, clone.Id);
    }

    private static bool Fits(Table part, Schema.Index candidate, Schema.Index index, Constraint? constraint)
    {
        if (!candidate.Parent.IsNone || !candidate.IsValid || candidate.IsUnique != index.IsUnique || candidate.Method != index.Method
            || candidate.NullsNotDistinct != index.NullsNotDistinct || !candidate.Include.SequenceEqual(index.Include)
            || candidate.Keys.Count != index.Keys.Count || candidate.Predicate?.ToString() != index.Predicate?.ToString())
        {
            return false;
        }

        var own = part.Constraints.FirstOrDefault(item => item.Id == candidate.Constraint);
        return (constraint is null || (own is KeyConstraint key && key.IsPrimary == ((KeyConstraint)constraint).IsPrimary && key.Deferrability == constraint.Deferrability))
            && candidate.Keys.Zip(index.Keys, IsSameKey).All(isSame => isSame);
    }

    private static bool IsSameKey(IndexKey left, IndexKey right) =>
        left.Column == right.Column && left.Expression?.ToString() == right.Expression?.ToString() && left.OperatorClass == right.OperatorClass
        && left.Collation == right.Collation && left.IsDescending == right.IsDescending && left.NullsFirst == right.NullsFirst;

    private static void Adopt(ReplayContext context, Table part, Schema.Index own, Schema.Index index, Constraint? constraint) =>
        context.Change(part.Id, item => item with
        {
            Indexes = item.Indexes.Changed(candidate => candidate.Id == own.Id ? candidate with { Parent = index.Id } : candidate),
            Constraints = constraint is null
                ? item.Constraints
                : item.Constraints.Changed(candidate => candidate.Id == own.Constraint ? candidate with { Parent = constraint.Id, InheritedCount = 1, IsLocal = false } : candidate),
        });

    private static void SpreadForeignKeyTo(ReplayContext context, ObjectId partId, ForeignKeyConstraint key)
    {
        var part = context.TableOf(partId);
        if (part.Constraints.OfType<ForeignKeyConstraint>().FirstOrDefault(own => IsSameKey(own, key)) is { } fitting)
        {
            ConstraintApplier.Replace(context, partId, fitting with { Parent = key.Id, InheritedCount = 1, IsLocal = false });
            return;
        }

        var name = part.Constraints.Any(item => item.Name == key.Name)
            ? Naming.ChooseConstraint(context.Schema, part.Name.Name, Naming.JoinColumns(key.Columns), "fkey", part.Name.Schema)
            : key.Name;
        var clone = key with { Id = context.NewId(), Name = name, Parent = key.Id, InheritedCount = 1, IsLocal = false, CreatedBy = context.Operation };
        context.Change(partId, item => item with { Constraints = item.Constraints.Plus(clone) });
        SpreadForeignKey(context, partId, clone);
    }

    private static bool IsSameKey(ForeignKeyConstraint own, ForeignKeyConstraint key) =>
        own.Parent.IsNone && own.ReferencedTable == key.ReferencedTable && own.Columns.SequenceEqual(key.Columns) && own.ReferencedColumns.SequenceEqual(key.ReferencedColumns)
        && own.OnDelete == key.OnDelete && own.OnUpdate == key.OnUpdate && own.MatchFull == key.MatchFull && own.IsValid && own.Deferrability == key.Deferrability;

    /// <summary>A table that becomes a partition is pointed to by all keys that point to its table.</summary>
    private static void CloneReferences(ReplayContext context, Table whole, ObjectId part)
    {
        var found = context.Schema.KeysTo(whole.Id).ToList();
        var ids = new HashSet<ObjectId>(found.Select(pair => pair.Key.Id));
        foreach (var (owner, key) in found.Where(pair => !ids.Contains(pair.Key.Parent)))
        {
            AddReferenced(context, owner.Id, key, context.TableOf(part));
        }
    }

    private static void AddReferenced(ReplayContext context, ObjectId owner, ForeignKeyConstraint key, Table part)
    {
        var table = context.TableOf(owner);
        var name = table.Constraints.Any(item => item.Name == key.Name)
            ? Naming.ChooseConstraint(context.Schema, table.Name.Name, Naming.JoinColumns(key.Columns), "fkey", table.Name.Schema)
            : key.Name;
        var clone = key with
        {
            Id = context.NewId(),
            Name = name,
            Parent = key.Id,
            InheritedCount = 1,
            IsLocal = false,
            ReferencedTable = part.Id,
            ReferencedIndex = part.Indexes.FirstOrDefault(index => index.Parent == key.ReferencedIndex)?.Id ?? default,
            CreatedBy = context.Operation,
        };
        context.Change(owner, item => item with { Constraints = item.Constraints.Plus(clone) });
        SpreadReferenced(context, owner, clone);
    }

    private static void DropReferences(ReplayContext context, Table part)
    {
        foreach (var owner in context.Schema.KeysTo(part.Id).Select(pair => pair.Owner).Distinct().ToList())
        {
            context.Change(owner.Id, item => item with
            {
                Constraints = item.Constraints.Without(constraint => constraint is ForeignKeyConstraint key && key.ReferencedTable == part.Id && !key.Parent.IsNone),
            });
        }
    }

    private static void AttachIndex(ReplayContext context, Relation owner, Schema.Index whole, QualifiedName name)
    {
        if (context.Schema.FindIndex(name) is not { Owner: Table part } found)
        {
            throw context.Refuse("42P01", $"relation \"{name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Table, name));
        }

        if (found.Index.Parent == whole.Id)
        {
            return;
        }

        if (!part.Parents.Contains(owner.Id))
        {
            throw context.Refuse("55000", $"cannot attach index \"{found.Index.Name}\" as a partition of index \"{whole.Name}\"");
        }

        Adopt(context, part, found.Index, whole, (owner as Table)?.Constraints.FirstOrDefault(item => item.Id == whole.Constraint));
        var table = context.TableOf(owner.Id);
        var isWhole = context.Schema.ChildrenOf(table.Id).All(child => child.Indexes.Any(index => index.Parent == whole.Id && index.IsValid));
        IndexApplier.Put(context, table, indexes => indexes.Changed(index => index.Id == whole.Id && !index.IsValid && isWhole ? index with { IsValid = true } : index));
    }
}
