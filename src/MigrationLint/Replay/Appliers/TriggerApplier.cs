using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>Triggers, rules and policies (<c>commands/trigger.c</c>, <c>rewrite/rewriteDefine.c</c>, <c>commands/policy.c</c>).</summary>
internal static class TriggerApplier
{
    /// <summary>CREATE TRIGGER.</summary>
    public static bool Create(ReplayContext context, CreateTrigger operation)
    {
        var relation = Target(context, operation);
        RefuseTiming(context, operation, relation);
        foreach (var column in operation.UpdateColumns)
        {
            if (relation.FindColumn(column) is null && !relation.IsIncomplete)
            {
                throw context.Refuse("42703", $"column \"{column}\" of relation \"{relation.Name.Name}\" does not exist", detail: RefusalDetail.MissingColumn(relation.Name, column));
            }
        }

        var triggers = TriggersOf(relation);
        var old = triggers.FirstOrDefault(trigger => trigger.Name == operation.Name);
        if (old is not null && !operation.OrReplace)
        {
            throw context.Refuse("42710", $"trigger \"{operation.Name}\" for relation \"{relation.Name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Trigger, relation.Name, operation.Name));
        }

        if (old is { Parent.IsNone: false })
        {
            throw context.Refuse("42710", $"trigger \"{operation.Name}\" for relation \"{relation.Name.Name}\" is an internal or a child trigger");
        }

        if (old is { Definition.IsConstraint: true } || (old is not null && operation.IsConstraint))
        {
            throw context.Refuse("42710", $"trigger \"{operation.Name}\" for relation \"{relation.Name.Name}\" is a constraint trigger", detail: RefusalDetail.Exists(ObjectKind.Trigger, relation.Name, operation.Name));
        }

        var trigger = new Trigger(old?.Id ?? context.NewId(), Naming.Cut(operation.Name), operation)
        {
            UpdateColumns = operation.UpdateColumns, When = operation.When, CreatedBy = old?.CreatedBy ?? operation, ChangedBy = old is null ? null : operation,
        };
        Put(context, relation, old is null ? triggers.Plus(trigger) : triggers.Changed(item => item.Id == old.Id ? trigger : item));
        if (operation.IsForEachRow && relation is Table { PartitionBy: not null })
        {
            Spread(context, relation.Id, trigger, operation.OrReplace);
        }

        return true;
    }

    /// <summary>CREATE RULE.</summary>
    public static bool Create(ReplayContext context, CreateRule operation)
    {
        var relation = Target(context, operation);
        var rules = RulesOf(relation);
        if (rules.Any(rule => rule.Name == operation.Name))
        {
            return operation.OrReplace ? true : throw context.Refuse("42710", $"rule \"{operation.Name}\" for relation \"{relation.Name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Rule, relation.Name, operation.Name));
        }

        rules = rules.Plus(new Rule(context.NewId(), operation.Name) { CreatedBy = operation });
        PutRules(context, relation, rules);
        return true;
    }

    /// <summary>CREATE POLICY.</summary>
    public static bool Create(ReplayContext context, CreatePolicy operation)
    {
        if (Target(context, operation) is not Table table)
        {
            throw context.Refuse("42809", $"\"{operation.Table.Name}\" is not a table");
        }

        if (table.Policies.Any(policy => policy.Name == operation.Name))
        {
            throw context.Refuse("42710", $"policy \"{operation.Name}\" for table \"{table.Name.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Policy, table.Name, operation.Name));
        }

        foreach (var role in operation.Roles)
        {
            Roles.Require(context, role);
        }

        var policy = new Policy(context.NewId(), Naming.Cut(operation.Name), operation)
        {
            Using = operation.Using, WithCheck = operation.WithCheck, Roles = operation.Roles, CreatedBy = operation,
        };
        context.Put(table with { Policies = table.Policies.Plus(policy) });
        return true;
    }

    /// <summary>ALTER POLICY.</summary>
    public static bool Alter(ReplayContext context, AlterPolicy operation)
    {
        var relation = Target(context, operation);
        if (relation is not Table table || table.Policies.FirstOrDefault(policy => policy.Name == operation.Name) is not { } policy)
        {
            return relation.IsIncomplete ? true : throw Missing(context, relation, operation.Name, ObjectKind.Policy);
        }

        context.Put(table with
        {
            Policies = table.Policies.Changed(item => item.Id != policy.Id ? item : item with
            {
                Roles = operation.Roles ?? item.Roles, Using = operation.Using ?? item.Using, WithCheck = operation.WithCheck ?? item.WithCheck, ChangedBy = operation,
            }),
        });
        return true;
    }

    /// <summary>CREATE EVENT TRIGGER.</summary>
    public static bool Create(ReplayContext context, CreateEventTrigger operation)
    {
        var name = new QualifiedName("", operation.Name);
        if (context.Schema.FindOther(ObjectKind.EventTrigger, name) is not null)
        {
            throw context.Refuse("42710", $"event trigger \"{operation.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.EventTrigger, new QualifiedName("", operation.Name)));
        }

        context.Schema = context.Schema.With(new OtherObject(context.NewId(), ObjectKind.EventTrigger, name) { CreatedBy = operation });
        return true;
    }

    /// <summary>DROP TRIGGER, DROP RULE, DROP POLICY.</summary>
    public static bool Drop(ReplayContext context, DropTableObject operation)
    {
        if (operation.IfExists && context.Schema.FindRelation(operation.Table) is null)
        {
            return false;
        }

        var relation = Target(context, operation);
        if (Find(relation, operation.Name, operation.Kind) is not { } found)
        {
            return operation.IfExists || relation.IsIncomplete ? false : throw Missing(context, relation, operation.Name, operation.Kind);
        }

        if (found is Rule)
        {
            PutRules(context, relation, RulesOf(relation).Without(rule => rule.Id == found.Id));
            return true;
        }

        var target = new ObjectAddress(relation.Id, found is Trigger ? ObjectPart.Trigger : ObjectPart.Policy, found.Id);
        if (found is Trigger { Parent.IsNone: false } clone && relation is Table { Parents.Count: > 0 } part)
        {
            DropPlan.RefusePart(context, target, new ObjectAddress(part.Parents[0], ObjectPart.Trigger, clone.Parent));
        }

        DropPlan.Execute(context, [target], operation.Cascade);
        return true;
    }

    /// <summary>RENAME TO of a trigger, rule or policy.</summary>
    public static bool Rename(ReplayContext context, RenameTableObject operation)
    {
        var relation = Target(context, operation);
        if (Find(relation, operation.Name, operation.Kind) is not { } found)
        {
            return relation.IsIncomplete ? true : throw Missing(context, relation, operation.Name, operation.Kind);
        }

        var name = Naming.Cut(operation.NewName);
        if (Find(relation, name, operation.Kind) is not null)
        {
            throw context.Refuse("42710", $"{Describe.Word(operation.Kind)} \"{name}\" for {(operation.Kind == ObjectKind.Policy ? "table" : "relation")} \"{relation.Name.Name}\" already exists", detail: RefusalDetail.Exists(operation.Kind, relation.Name, name));
        }

        switch (found)
        {
            case Trigger trigger:
                RenameTrigger(context, relation, trigger, name);
                break;
            case Rule:
                PutRules(context, relation, RulesOf(relation).Changed(rule => rule.Id == found.Id ? rule with { Name = name, ChangedBy = operation } : rule));
                break;
            default:
                context.Change(relation.Id, table => table with { Policies = table.Policies.Changed(item => item.Id == found.Id ? item with { Name = name, ChangedBy = operation } : item) });
                break;
        }

        return true;
    }

    private static void RenameTrigger(ReplayContext context, Relation relation, Trigger trigger, string name)
    {
        if (!trigger.Parent.IsNone)
        {
            throw context.Refuse("0A000", $"cannot rename trigger \"{trigger.Name}\" on table \"{relation.Name.Name}\"");
        }

        var ids = new HashSet<ObjectId> { trigger.Id };
        Put(context, relation, TriggersOf(relation).Changed(item => item.Id == trigger.Id ? item with { Name = name, ChangedBy = context.Operation } : item));
        foreach (var child in context.Schema.DescendantsOf(relation.Id))
        {
            foreach (var clone in child.Triggers.Where(item => ids.Contains(item.Parent)).ToList())
            {
                ids.Add(clone.Id);
                context.Change(child.Id, table => table with { Triggers = table.Triggers.Changed(item => item.Id == clone.Id ? item with { Name = name } : item) });
            }
        }
    }

    private static void Spread(ReplayContext context, ObjectId whole, Trigger trigger, bool isReplacing)
    {
        foreach (var part in context.Schema.ChildrenOf(whole).Where(child => child.IsPartition).ToList())
        {
            Partitions.SpreadTriggerTo(context, part.Id, trigger, isNew: false, isReplacing);
        }
    }

    private static void RefuseTiming(ReplayContext context, CreateTrigger operation, Relation relation)
    {
        var name = relation.Name.Name;
        var problem = (relation, operation.Timing) switch
        {
            (Table { IsIncomplete: false }, "INSTEAD OF") => $"\"{name}\" is a table",
            (View { IsMaterialized: false }, "BEFORE" or "AFTER") when operation.IsForEachRow => $"\"{name}\" is a view",
            (View { IsMaterialized: false }, _) when operation.Events.Contains("TRUNCATE") => $"\"{name}\" is a view",
            (View { IsMaterialized: false } or Table, _) => null,
            _ => $"relation \"{name}\" cannot have triggers",
        };
        if (problem is not null)
        {
            throw context.Refuse("42809", problem);
        }
    }

    private static Relation Target(ReplayContext context, TableOperation operation) => context.FindTarget(operation with { IfTableExists = false })!;

    private static SchemaObject? Find(Relation relation, string name, ObjectKind kind) => kind switch
    {
        ObjectKind.Trigger => TriggersOf(relation).FirstOrDefault(item => item.Name == name),
        ObjectKind.Rule => RulesOf(relation).FirstOrDefault(item => item.Name == name),
        _ => (relation as Table)?.Policies.FirstOrDefault(item => item.Name == name),
    };

    private static StatementRefusedException Missing(ReplayContext context, Relation relation, string name, ObjectKind kind) =>
        context.Refuse("42704", $"{Describe.Word(kind)} \"{name}\" for {(kind == ObjectKind.Rule ? "relation" : "table")} \"{relation.Name.Name}\" does not exist", detail: RefusalDetail.Missing(kind, relation.Name, name));

    private static IReadOnlyList<Trigger> TriggersOf(Relation relation) => relation switch { Table table => table.Triggers, View view => view.Triggers, _ => [] };

    private static IReadOnlyList<Rule> RulesOf(Relation relation) => relation switch { Table table => table.Rules, View view => view.Rules, _ => [] };

    private static void Put(ReplayContext context, Relation relation, IReadOnlyList<Trigger> triggers) =>
        context.Put(relation switch { Table table => table with { Triggers = triggers }, View view => view with { Triggers = triggers }, _ => relation });

    private static void PutRules(ReplayContext context, Relation relation, IReadOnlyList<Rule> rules) =>
        context.Put(relation switch { Table table => table with { Rules = rules }, View view => view with { Rules = rules }, _ => relation });
}
