using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules.Integrity;

/// <summary>The body of a routine names something that is not there at the end of the chain.</summary>
internal sealed class FunctionUsesMissingObject : Rule, IReplayRule
{
    private const string Consequence =
        "PostgreSQL keeps the body as a text and looks for {object} only when {routine} runs: a call that gets there fails with {state}, and so does the statement whose trigger makes it.";

    private static readonly RuleText Renamed = new(
        "{routine} still uses {object}, which {file} renames to {new}",
        Consequence,
        "Create {routine} anew in the same migration, with {new} in its body: CREATE OR REPLACE {kind}.");

    private static readonly RuleText Never = new(
        "{routine} uses {object}, which no migration creates",
        Consequence,
        "Correct the name with CREATE OR REPLACE {kind}, or create {object} in a migration before.");

    private static readonly RuleText NotGiven = new(
        "{routine} reads {object}, and its trigger is on {table}, which has no such column",
        "PostgreSQL looks for the field only when the trigger fires: what writes to {table} fails with 42703 as soon as the body gets there.",
        "Correct the name with CREATE OR REPLACE {kind}, or give {table} the column in a migration before.");

    private static readonly RuleText Arguments = new(
        "{routine} calls {object} with {count}, which it does not take",
        "PostgreSQL looks for {object} only when {routine} runs: a call that gets there fails with 42883, and so does the statement whose trigger makes it.",
        "Create {routine} anew with the arguments that {object} takes: CREATE OR REPLACE {kind}.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML410", "function-uses-missing-object", RuleFamily.Integrity, Severity.Error)
    {
        Title = "A function names a table, column, sequence or function that is missing at the end of the chain",
        Text = new(
            "{routine} still uses {object}, which {file} drops",
            Consequence,
            "Drop {routine} in the same migration, or create it anew without {object}: CREATE OR REPLACE {kind}."),
        Variants = [Renamed, Never, NotGiven, Arguments],
        Bad = """
            === migrations/001_invoice_numbers.sql
            CREATE SEQUENCE invoice_numbers;
            CREATE FUNCTION next_invoice() RETURNS bigint LANGUAGE plpgsql AS $$
            BEGIN
                RETURN nextval([|'invoice_numbers'|]);
            END
            $$;
            === migrations/002_drop_invoice_numbers.sql
            DROP SEQUENCE invoice_numbers;
            """,
        Good = """
            === migrations/001_invoice_numbers.sql
            CREATE SEQUENCE invoice_numbers;
            CREATE FUNCTION next_invoice() RETURNS bigint LANGUAGE plpgsql AS $$
            BEGIN
                RETURN nextval('invoice_numbers');
            END
            $$;
            === migrations/002_drop_invoice_numbers.sql
            DROP FUNCTION next_invoice();
            DROP SEQUENCE invoice_numbers;
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var routines = chain.Schema.Routines.Where(static routine => routine.Definition is { IsConditional: false, Uses: { } uses } && uses != BodyUses.None).ToList();
        if (routines.Count == 0)
        {
            return;
        }

        var names = new EndNames(chain);
        if (names.IsUnread)
        {
            return;
        }

        foreach (var routine in routines)
        {
            var reported = new HashSet<string>(StringComparer.Ordinal);
            foreach (var missing in Missing(routine, names))
            {
                if (reported.Add(missing.Name))
                {
                    Report(routine, missing, report);
                }
            }
        }
    }

    private static IEnumerable<MissingName> Missing(Routine routine, EndNames names)
    {
        var uses = routine.Definition!.Uses;
        foreach (var use in uses.Names)
        {
            if (use.Kind == ObjectKind.Function && names.FindUnfit(use) is { } changed)
            {
                yield return new MissingName(use.Source, $"{changed}()", "42883", Gone: null) { Arguments = use.Arguments };
            }
            else if (names.IsMissing(use))
            {
                var gone = use.Candidates.Select(candidate => names.FindGone(use.Kind, candidate, null)).FirstOrDefault(static found => found is not null);
                if (gone is not null || names.IsNeverMade(use, routine))
                {
                    yield return Named(use, gone);
                }
            }
        }

        foreach (var use in uses.Columns)
        {
            foreach (var missing in use.IsOfTriggerRow ? MissingFields(routine, use, names) : MissingColumns(routine, use, names))
            {
                yield return missing;
            }
        }
    }

    private static MissingName Named(NameUse use, NameEvent? gone) => use.Kind switch
    {
        ObjectKind.Sequence => new MissingName(use.Source, "sequence " + use.Candidates[0], "42P01", gone),
        ObjectKind.Function => new MissingName(use.Source, use.Candidates[0] + "()", "42883", gone),
        _ => new MissingName(use.Source, use.Candidates[0].ToString(), "42P01", gone),
    };

    private static IEnumerable<MissingName> MissingColumns(Routine routine, ColumnUse use, EndNames names)
    {
        if (names.FindTablesWithout(use) is not { Count: > 0 } tables)
        {
            yield break;
        }

        foreach (var table in tables)
        {
            if (names.FindGone(ObjectKind.Column, table.Name, use.Column) is { } gone)
            {
                yield return new MissingName(use.Source, $"column {use.Column} of {table.Name}", "42703", gone);
                yield break;
            }
        }

        if (use.Relations.Count == 1 && names.IsWhole && names.HasKnownCaller(routine))
        {
            yield return new MissingName(use.Source, $"column {use.Column} of {tables[0].Name}", "42703", Gone: null);
        }
    }

    private static IEnumerable<MissingName> MissingFields(Routine routine, ColumnUse use, EndNames names)
    {
        foreach (var table in names.FindTriggerTablesWithout(routine, use.Column))
        {
            var gone = names.FindGone(ObjectKind.Column, table.Name, use.Column);
            if (gone is not null)
            {
                yield return new MissingName(use.Source, $"column {use.Column} of {table.Name}", "42703", gone);
            }
            else if (names.IsWhole)
            {
                yield return new MissingName(use.Source, use.Source.Text.Slice(use.Source.Span), "42703", Gone: null) { Table = table.Name };
            }
        }
    }

    private static void Report(Routine routine, MissingName missing, IReporter report)
    {
        var gone = missing.Gone;
        var arguments = new MessageArguments
        {
            ["routine"] = routine.Name.ToString(),
            ["kind"] = routine.Kind == ObjectKind.Procedure ? "PROCEDURE" : "FUNCTION",
            ["object"] = missing.Name,
            ["state"] = missing.State,
            ["file"] = gone?.Migration.File.Name ?? "",
            ["new"] = gone?.NewName ?? "",
            ["table"] = missing.Table?.ToString() ?? "",
            ["count"] = missing.Arguments == 1 ? "1 argument" : $"{missing.Arguments} arguments",
        };
        report.Report(
            missing.Source,
            arguments,
            missing.Table is not null ? NotGiven : missing.Arguments is not null ? Arguments : gone is null ? Never : gone is { Change: NameChange.Renamed, NewName: not null } ? Renamed : null,
            related: gone is null ? [] : [new RelatedLocation(gone.Source, gone.Change == NameChange.Renamed ? "renamed here" : "dropped here")],
            subject: $"{routine.Name}.{missing.Name}");
    }

    /// <summary>What is missing.</summary>
    /// <param name="Source">The words in the body.</param>
    /// <param name="Name">What the message calls it.</param>
    /// <param name="State">The SQLSTATE of a call.</param>
    /// <param name="Gone">The statement that dropped or renamed it; null where none did.</param>
    private sealed record MissingName(SourceSpan Source, string Name, string State, NameEvent? Gone)
    {
        /// <summary>The trigger's table that lacks the column; null for others.</summary>
        public QualifiedName? Table { get; init; }

        /// <summary>How many arguments the call gives, where that is what is wrong; null for others.</summary>
        public int? Arguments { get; init; }
    }
}
