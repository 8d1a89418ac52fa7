using MigrationLint.Diagnostics;
using MigrationLint.Lowering;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>After up and down the schema is another than before.</summary>
internal sealed class DownDoesNotInvert : Rule, IReplayRule
{
    private static readonly RuleText Lost = new(
        "down of {file} does not bring back {objects}",
        "After a rollback the earlier migrations are recorded as applied, but a part of their work is gone: the old release misses it, and up fails on it when it runs again.",
        "{remedy}");

    private static readonly RuleText Drops = new(
        "down of {file} drops {objects}, which up did not make",
        "{it} was there before up, whose IF NOT EXISTS passed over what it found: a rollback destroys what an earlier migration made, and what is in it is lost.",
        "Leave {objects} out of down.");

    private static readonly RuleText DropsGuarded = new(
        "down of {file} drops {objects}, which up creates only where there is none",
        "On a database that had {it} before, up passes over what it finds, and a rollback drops rows that this migration never wrote: they are lost.",
        "Create {it} without asking, so that up fails where something is there already, or leave {it} out of down.");

    private static readonly RuleText Changed = new(
        "down of {file} leaves {objects} changed",
        "Before up it was {before}; after up and down it is {after}. Migrations that run again, and the code of the old release, meet another schema than they were written for.",
        "{remedy}");

    private static readonly RuleText Redefined = new(
        "down of {file} leaves {objects} changed",
        "After up and down it is defined in another way than before up. Migrations that run again, and the code of the old release, meet another schema than they were written for.",
        "{remedy}");

    private static readonly RuleText Refused = new(
        "down of {file} fails: {problem} ({state})",
        "PostgreSQL refuses the statement right behind up, so that the migration cannot be rolled back when that is needed.",
        "{remedy}");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML014", "down-does-not-invert", RuleFamily.Chain, Severity.Warning)
    {
        Scope = RuleScope.NewFiles,
        Title = "After up and down the schema is another than before",
        Text = new(
            "down of {file} leaves {objects} behind",
            "After a rollback the ledger says that the migration never ran, but {it} is still there: running up again fails on it, or skips it.",
            "{remedy}"),
        Variants = [Lost, Drops, DropsGuarded, Changed, Redefined, Refused],
        Suppress = "What is left behind is meant to stay, and up takes it into account when it runs again.",
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = async (knex) => {
              await knex.raw("[|CREATE TYPE invoice_status AS ENUM ('draft', 'sent')|]");
              await knex.schema.createTable('invoices', (table) => {
                table.bigIncrements();
                table.specificType('status', 'invoice_status').notNullable();
              });
            };
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = async (knex) => {
              await knex.raw("CREATE TYPE invoice_status AS ENUM ('draft', 'sent')");
              await knex.schema.createTable('invoices', (table) => {
                table.bigIncrements();
                table.specificType('status', 'invoice_status').notNullable();
              });
            };
            exports.down = async (knex) => {
              await knex.schema.dropTable('invoices');
              await knex.raw('DROP TYPE invoice_status');
            };
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var migration in chain.Migrations)
        {
            // What is not known to the last proves nothing.
            if (!WayBack.IsMeant(migration) || migration.Facts.NotUnderstood.Count > 0 || !Inverse.IsPlain(migration.Outcome) || IsBroken(migration))
            {
                continue;
            }

            var down = migration.Down.Value;
            if (down.Refusals.Count > 0)
            {
                ReportFailure(migration, down, report);
            }
            else if (down.Statements.Count > 0 && Inverse.IsPlain(down))
            {
                ReportDifferences(migration, down, report);
                ReportGuarded(migration, down, report);
            }
        }
    }

    /// <summary>True where a call throws, or does what nobody sees: ML002 says so, and what the way back meets is not known.</summary>
    private static bool IsBroken(ReplayedMigration migration) =>
        migration.Facts.Calls.Any(call => call is { IsFunction: false } or { Receiver: Receiver.UmzugContext or Receiver.Shell or Receiver.ImportedModule });

    private static void ReportFailure(ReplayedMigration migration, FileOutcome down, IReporter report)
    {
        // A program's own error, or RAISE, is how a way back says that it is none; broken SQL is reported as such.
        if (down.Notes.Count > 0
            || down.Refusals.FirstOrDefault(refusal => refusal.SqlState.Length > 0 && refusal.SqlState is not ("P0001" or "25P02") && refusal.SqlState != "42601") is not { IsUncertain: false } refusal)
        {
            return;
        }

        report.Report(
            refusal.Source,
            new()
            {
                ["file"] = migration.File.Id,
                ["problem"] = refusal.Message,
                ["state"] = refusal.SqlState,
                ["remedy"] = refusal.SqlState switch
                {
                    "2BP01" => "Drop what depends on it first: down undoes the statements of up from the last to the first.",
                    "42P01" or "42704" or "42703" or "42883" or "3F000" => "Name what up makes by the name that it has when down runs.",
                    _ => "Write down so that it undoes up, from its last statement to its first.",
                },
            },
            Refused);
    }

    private static void ReportDifferences(ReplayedMigration migration, FileOutcome down, IReporter report)
    {
        var differences = SchemaComparison.Compare(migration.Outcome.Before, down.After).Where(difference => IsMatter(difference, migration.Outcome)).ToList();
        if (differences.Count == 0)
        {
            return;
        }

        ReportGroup(migration, differences.FindAll(difference => difference.Kind == DifferenceKind.Left), null, report);
        var lost = differences.ToLookup(difference => difference.Kind != DifferenceKind.Lost ? null : IsUntouched(difference, migration.Outcome) as bool?);
        ReportGroup(migration, [.. lost[true]], Drops, report, down);
        ReportGroup(migration, [.. lost[false]], Lost, report);
        var changed = differences.FindAll(difference => difference.Kind == DifferenceKind.Changed);
        ReportGroup(migration, changed, changed.Count == 1 && IsShort(changed[0].Before) && IsShort(changed[0].After) ? Changed : Redefined, report);
    }

    /// <summary>Tables that up makes where it finds none, and that down drops whatever it finds: in a chain that makes them nowhere else, no more than a hint.</summary>
    private static void ReportGuarded(ReplayedMigration migration, FileOutcome down, IReporter report)
    {
        var guarded = new HashSet<QualifiedName>(
            from statement in migration.Outcome.Statements
            from step in statement.Steps
            where step is { HasEffect: true, Operation: CreateTable { IsConditional: false, Persistence: not Persistence.Temporary } }
            let create = (CreateTable)step.Operation
            where create.IfNotExists || Guards.QuestionBefore(migration.Outcome.Absences, create) is not null
            select create.Table);
        var drops = down.Statements.SelectMany(statement => statement.Steps)
            .Where(step => step is { HasEffect: true, Operation: DropTable { IsConditional: false } drop } && guarded.Contains(drop.Table))
            .ToList();
        if (drops.Count > 0)
        {
            var names = drops.ConvertAll(step => $"table {((DropTable)step.Operation).Table}");
            report.Report(
                drops[0].Operation.Source,
                new() { ["file"] = migration.File.Id, ["objects"] = Phrase.List(names), ["it"] = names.Count == 1 ? "it" : "them" },
                DropsGuarded,
                related: Phrase.Related(drops.Skip(1).Select(step => step.Operation.Source), "and this"),
                severity: Severity.Info,
                subject: $"{migration.File.Id} {string.Join(", ", names)}");
        }
    }

    /// <summary>
    /// False for what stays on purpose in any project: labels that PostgreSQL cannot take out of an enumeration again, schemas that IF NOT EXISTS shares with
    /// others, and what down makes to restore the old state in another way.
    /// </summary>
    private static bool IsMatter(SchemaDifference difference, FileOutcome up) => difference switch
    {
        // Where a table is known in part, what down renamed may have stood there before.
        { Kind: DifferenceKind.Left } when !difference.IsIn(up.After) => false,
        { Kind: DifferenceKind.Left, MadeBy: { } maker } when !up.Statements.Any(statement => statement.Steps.Any(step => ReferenceEquals(step.Operation, maker))) => false,
        { Kind: DifferenceKind.Left, Owner.Kind: "schema", MadeBy: CreateSchema { IfNotExists: true } } => false,
        { Kind: DifferenceKind.Changed, Owner.Kind: "enum", Before: { } then, After: { } now } => !AreIn(then, now),
        _ => true,
    };

    /// <summary>True where up left alone what was there: what it dropped and made again is its own.</summary>
    private static bool IsUntouched(SchemaDifference difference, FileOutcome up) =>
        !up.Statements.SelectMany(statement => statement.Steps).Any(step => difference.IsIn(step.Before) != difference.IsIn(step.After)) && difference.IsIn(up.After);

    private static bool IsShort(string? definition) => definition is { Length: > 0 and <= 80 } && definition.IndexOf('\n') < 0;

    private static bool AreIn(string then, string now)
    {
        var labels = new HashSet<string>(now.Split([", "], StringSplitOptions.None), StringComparer.Ordinal);
        return then.Split([", "], StringSplitOptions.None).All(labels.Contains);
    }

    private static void ReportGroup(ReplayedMigration migration, List<SchemaDifference> group, RuleText? text, IReporter report, FileOutcome? down = null)
    {
        if (group.Count == 0)
        {
            return;
        }

        var places = group.ConvertAll(difference => Place(difference, migration, down));
        var names = group.ConvertAll(difference => difference.Name);
        var undo = group.ConvertAll(difference => Inverse.Of(difference, migration.Outcome));
        report.Report(
            places[0],
            new()
            {
                ["file"] = migration.File.Id,
                ["objects"] = Phrase.List(names),
                ["it"] = text == Drops ? names.Count == 1 ? "It" : "All of it" : names.Count == 1 ? "it" : "what it made",
                ["before"] = group[0].Before ?? "",
                ["after"] = group[0].After ?? "",
                ["remedy"] = undo.Contains(null) || undo.Count > 3
                    ? text == Changed ? $"Let down make it {group[0].Before} again." : text == Redefined ? "Let down define it again as it was." : text == Lost ? "Let down make it again as it was." : "Let down drop what up makes, from the last to the first."
                    : $"Add to down: {Inverse.Write(migration.Folder, undo!)}",
            },
            text,
            related: Phrase.Related(places.Skip(1).Where(place => place != places[0]), "and this"),
            subject: $"{migration.File.Id} {string.Join(", ", names)}");
    }

    /// <summary>The operation that made, changed or took away what differs.</summary>
    private static SourceSpan Place(SchemaDifference difference, ReplayedMigration migration, FileOutcome? down)
    {
        if (difference.MadeBy is { } maker && difference.Kind != DifferenceKind.Lost)
        {
            return PlaceOf(maker.Source);
        }

        var steps = (down is null ? migration.Outcome.Statements.Concat(migration.Down.Value.Statements) : down.Statements).SelectMany(statement => statement.Steps).Where(step => step.HasEffect);
        var taker = steps.FirstOrDefault(step => difference.IsIn(step.Before) && !difference.IsIn(step.After));
        return taker is null ? WayBack.Place(migration) : PlaceOf(taker.Operation.Source);

        // What an earlier migration made and this one left alone is no place of this finding.
        SourceSpan PlaceOf(SourceSpan source) =>
            migration.Outcome.Statements.Concat(migration.Down.Value.Statements).Any(statement => statement.Source.Text.Path == source.Text.Path) ? source : WayBack.Place(migration);
    }
}
