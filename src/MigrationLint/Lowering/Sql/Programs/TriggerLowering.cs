using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Lowering.Sql.Tables;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Triggers, event triggers and rules (<c>trigger.c</c>, <c>event_trigger.c</c>, <c>rewriteDefine.c</c>).</summary>
internal sealed class TriggerLowering(LoweringContext context)
{
    // TRIGGER_TYPE_…, pg_trigger.h.
    private const int Insert = 4;
    private const int Delete = 8;
    private const int Update = 16;
    private const int Truncate = 32;
    private const int Before = 2;
    private const int InsteadOf = 64;

    /// <summary>CREATE TRIGGER.</summary>
    public void Create(CreateTrigStmt statement)
    {
        var relation = context.Names.FindRelation(statement.Relation!);
        RequireTarget(statement, relation);
        var when = When(statement, relation);
        var function = new RoutineNames(context).Require(statement.Funcname, []);
        if (function is { Returns: { IsKnown: true } returns } && returns.Type != BuiltInTypes.Trigger)
        {
            throw context.Refuse("42P17", $"function {NameParts.Spelling(NameParts.Of(statement.Funcname))} must return type trigger", statement.Funcname[0]);
        }

        context.Emit(new CreateTrigger(relation.Name, statement.Trigname ?? "", function?.Id ?? ObjectId.None)
        {
            Source = context.Statement,
            OrReplace = statement.Replace,
            IsConstraint = statement.Isconstraint,
            Timing = statement.Timing switch { Before => "BEFORE", InsteadOf => "INSTEAD OF", _ => "AFTER" },
            Events = Events(statement.Events),
            UpdateColumns = Columns(statement, relation),
            IsForEachRow = statement.Row,
            When = when,
            Arguments = NameParts.Strings(statement.Args),
            OldTable = statement.TransitionRels.FirstOrDefault(static table => !table.IsNew)?.Name,
            NewTable = statement.TransitionRels.FirstOrDefault(static table => table.IsNew)?.Name,
            From = statement.Constrrel is { } other ? context.Names.FindRelation(other).Name : null,
            Deferrability = DeferrabilityReader.Of(statement.Deferrable, statement.Initdeferred),
        });
    }

    private static IReadOnlyList<string> Events(int bits) =>
        [.. new[] { (Insert, "INSERT"), (Delete, "DELETE"), (Update, "UPDATE"), (Truncate, "TRUNCATE") }.Where(pair => (bits & pair.Item1) != 0).Select(static pair => pair.Item2)];

    private void RequireTarget(CreateTrigStmt statement, Relation relation)
    {
        var name = relation.Name.Name;
        var isView = relation is View { IsMaterialized: false };
        var message = relation.IsIncomplete ? null
            : relation is Table && statement.Timing == InsteadOf ? $"\"{name}\" is a table"
            : relation is Table ? null
            : !isView ? $"relation \"{name}\" cannot have triggers"
            : statement.Timing != InsteadOf && statement.Row ? $"\"{name}\" is a view"
            : (statement.Events & Truncate) != 0 ? $"\"{name}\" is a view"
            : null;
        if (message is not null)
        {
            throw context.Refuse("42809", message, statement.Relation);
        }

        var unsupported = statement.Timing == InsteadOf && !statement.Row ? "INSTEAD OF triggers must be FOR EACH ROW"
            : statement.Timing == InsteadOf && statement.WhenClause is not null ? "INSTEAD OF triggers cannot have WHEN conditions"
            : statement.Timing == InsteadOf && statement.Columns.Count > 0 ? "INSTEAD OF triggers cannot have column lists"
            : (statement.Events & Truncate) != 0 && statement.Row ? "TRUNCATE FOR EACH ROW triggers are not supported"
            : null;
        if (unsupported is not null)
        {
            throw context.Refuse("0A000", unsupported);
        }
    }

    private SchemaExpression? When(CreateTrigStmt statement, Relation relation)
    {
        if (statement.WhenClause is not { } condition)
        {
            return null;
        }

        var when = context.Analyzer.Condition(condition, ExpressionScope.ForTrigger(relation), ExpressionKind.TriggerWhen);
        var qualifiers = new HashSet<string?>(when.Parts.OfType<ColumnPart>().Select(static part => part.Qualifier), StringComparer.Ordinal);
        var message = !statement.Row && qualifiers.Count > 0 ? "statement trigger's WHEN condition cannot reference column values"
            : (statement.Events & Insert) != 0 && qualifiers.Contains("old") ? "INSERT trigger's WHEN condition cannot reference OLD values"
            : (statement.Events & Delete) != 0 && qualifiers.Contains("new") ? "DELETE trigger's WHEN condition cannot reference NEW values"
            : null;
        return message is null ? when : throw context.Refuse("42P17", message, condition);
    }

    private IReadOnlyList<string> Columns(CreateTrigStmt statement, Relation relation)
    {
        var columns = NameParts.Strings(statement.Columns);
        for (var i = 0; i < columns.Count; i++)
        {
            if (relation.FindColumn(columns[i]) is null && !relation.IsIncomplete)
            {
                throw context.Refuse("42703", $"column \"{columns[i]}\" of relation \"{relation.Name.Name}\" does not exist", statement.Columns[i], detail: RefusalDetail.MissingColumn(relation.Name, columns[i]));
            }

            if (columns.Take(i).Contains(columns[i]))
            {
                throw context.Refuse("42701", $"column \"{columns[i]}\" specified more than once", statement.Columns[i], detail: RefusalDetail.Twice(columns[i]));
            }
        }

        return columns;
    }

    /// <summary>CREATE EVENT TRIGGER.</summary>
    public void Create(CreateEventTrigStmt statement)
    {
        if (statement.Eventname is not ("ddl_command_start" or "ddl_command_end" or "sql_drop" or "table_rewrite" or "login"))
        {
            throw context.Refuse("42601", $"unrecognized event name \"{statement.Eventname}\"");
        }

        var function = new RoutineNames(context).Require(statement.Funcname, []);
        if (function is { Returns: { IsKnown: true } returns } && returns.Type != BuiltInTypes.EventTrigger)
        {
            throw context.Refuse("42P17", $"function {NameParts.Spelling(NameParts.Of(statement.Funcname))} must return type event_trigger", statement.Funcname[0]);
        }

        context.Emit(new CreateEventTrigger(statement.Trigname ?? "", statement.Eventname) { Source = context.Statement });
    }

    /// <summary>CREATE RULE.</summary>
    public void CreateRule(RuleStmt statement)
    {
        var relation = context.Names.FindRelation(statement.Relation!);
        if (!relation.IsIncomplete && relation is not (Table or View))
        {
            throw context.Refuse("42809", $"relation \"{relation.Name.Name}\" cannot have rules", statement.Relation);
        }

        context.Emit(new CreateRule(relation.Name, statement.Rulename ?? "") { Source = context.Statement, OrReplace = statement.Replace });
    }
}
