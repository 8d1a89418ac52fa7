using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Replay;
using MigrationLint.Rules.Chain;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>The times of a row depend on every program that writes it.</summary>
internal sealed class TimestampsWithoutDefault : Rule, IReplayRule
{
    private const string Maintained = "updated_at_by";

    private const string Remedy = "Write {definition}. For rows that are there, fill the NULLs first.";

    private static readonly RuleText Required = new(
        "{columns} of {table} {have} no default",
        "An INSERT that does not name the time, by a script or another service, fails (23502); what does name it sets the clock of its own machine.",
        "Write {definition}.");

    private static readonly RuleText Nullable = new(
        "{columns} of {table} may be NULL",
        "The default helps only where the time is not named: what writes NULL itself, as programs do for what is not set, leaves rows that are lost to lists that go by time.",
        Remedy);

    private static readonly RuleText Unmaintained = new(
        "Nothing sets {columns} of {table} when a row changes",
        "{other} has a trigger for that, {table} has none: the time stays that of the INSERT for all that does not set it by itself.",
        "Add the trigger here too: CREATE TRIGGER {name} BEFORE UPDATE ON {target} FOR EACH ROW EXECUTE FUNCTION {function}().");

    private static readonly RuleText Demanded = new(
        "No trigger sets {columns} of {table} when a row changes",
        "The time stays that of the INSERT for all that does not set it by itself.",
        "Add a BEFORE UPDATE trigger whose function sets NEW.{column} := now().");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML513", "timestamps-without-default", RuleFamily.Indexing, Severity.Info)
    {
        Title = "The time of creation has no default or may be NULL, or nothing maintains the time of the last change",
        Text = new(
            "{columns} of {table} {have} no default and may be NULL",
            "An INSERT that does not name the time, by a script or another service, leaves NULL, and the row is lost to lists that go by time.",
            Remedy),
        Variants = [Required, Nullable, Unmaintained, Demanded],
        Suppress = "One program writes the table and always sets the times.",
        Options = [new(Maintained, "auto", "Who sets the time of the last change: trigger asks for one on each table, application for none; auto asks for one where most tables of the chain have one.")],
        Bad = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, [|created_at timestamptz|]);
            """,
        Good = """
            === migrations/001_orders.sql
            CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, created_at timestamptz NOT NULL DEFAULT now());
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        var example = FindExample(state);
        foreach (var table in state.Tables)
        {
            if (RowTimes.FindCreation(state, table) is { Generated: null } column && (column.Default is null || !column.IsNotNull))
            {
                ReportCreation(state, table, column, report);
            }

            // Prisma's client sets what the schema marks with @updatedAt.
            if (RowTimes.FindChange(state, table) is { Generated: null } change && !table.Triggers.Any(CanSet) && chain.Chain.Folders.All(folder => folder.Tool != MigrationTool.Prisma))
            {
                var place = EndState.Place(change);
                var asked = context.Option(Descriptor, Maintained, place.Text.Path);
                var fitting = example?.Column.Name == change.Name ? example : null;
                if (asked == "trigger" || (asked != "application" && fitting is not null))
                {
                    ReportChange(new ColumnGroup(table, [change], place), fitting, report);
                }
            }
        }
    }

    /// <summary>
    /// The first table whose trigger calls a function that speaks of its time of change; null where most tables have none, and programs set the times.
    /// </summary>
    private static Example? FindExample(EndState state)
    {
        var examples = (from table in state.Tables
                        let column = RowTimes.FindChange(state, table)
                        where column is not null
                        from trigger in table.Triggers.Where(CanSet)
                        let function = state.Schema.FindRoutine(trigger.Definition.Function)
                        where function?.Definition?.Body?.Contains(column.Name) == true
                        select new Example(table, column, trigger, function)).ToList();
        var all = examples.Count == 0 ? 0 : state.Tables.Count(table => RowTimes.FindChange(state, table) is not null);
        return examples.Select(example => example.Table.Id).Distinct().Count() * 2 > all ? examples[0] : null;
    }

    /// <summary>One finding for both times where one call or the like lacks of both; the time of the last change alone may well be NULL until there is one.</summary>
    private static void ReportCreation(EndState state, Table table, Column column, IReporter report)
    {
        var change = RowTimes.FindChange(state, table) is { Generated: null } found && ReferenceEquals(found.CreatedBy, column.CreatedBy)
            && (found.Default is null) == (column.Default is null) && found.IsNotNull == column.IsNotNull ? found : null;
        var group = new ColumnGroup(table, change is null ? [column] : [column, change], EndState.Place(column));
        var arguments = group.Arguments;
        arguments["have"] = change is null ? "has" : "have";
        arguments["definition"] = !state.IsKnex(group.Place)
            ? $"{arguments["column"]} {state.Print(column.Type).Replace("timestamp with time zone", "timestamptz").Replace("timestamp without time zone", "timestamp")} NOT NULL DEFAULT now()"
            : change is { Name: "updated_at" } && column.Name == "created_at" ? "table.timestamps(true, true)"
            : $"table.timestamp({IndexStatement.Literal(column.Name)}).notNullable().defaultTo(knex.fn.now())";
        report.Report(group.Place, arguments, column.IsNotNull ? Required : column.Default is null ? null : Nullable, subject: $"{table.Name}.{column.Name}");
    }

    private static void ReportChange(ColumnGroup group, Example? example, IReporter report)
    {
        var arguments = group.Arguments;
        if (example is not null)
        {
            var (other, name) = (example.Table.Name.Name, example.Trigger.Name);
            arguments["other"] = example.Table.Name.ToString();
            arguments["function"] = SchemaPrinter.Name(example.Function.Name);
            arguments["name"] = IndexStatement.Quote(name.Contains(other) ? Naming.Cut(name.Replace(other, group.Table.Name.Name)) : name);
        }

        report.Report(group.Place, arguments, example is null ? Demanded : Unmaintained, subject: group.Subject);
    }

    /// <summary>True for a trigger that can change the row that is written.</summary>
    private static bool CanSet(Trigger trigger) =>
        trigger.Definition is { Timing: "BEFORE", IsForEachRow: true } && trigger.Definition.Events.Contains("UPDATE", StringComparer.Ordinal);

    /// <summary>How another table of the chain does it.</summary>
    private sealed record Example(Table Table, Column Column, Trigger Trigger, Routine Function);
}
