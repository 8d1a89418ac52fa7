using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>The body of a routine names a relation that is not there at the end of the chain.</summary>
internal sealed class FunctionUsesMissingObject : Rule, IReplayRule
{
    private const string Consequence = "PostgreSQL keeps the body as a text and looks for {object} only when {routine} runs: each call fails with 42P01, and so does every statement whose trigger calls it.";

    private static readonly RuleText Renamed = new(
        "{routine} still uses {object}, which {file} renames to {new}",
        Consequence,
        "Create {routine} anew in the same migration, with {new} in its body: CREATE OR REPLACE FUNCTION.");

    private static readonly RuleText Never = new(
        "{routine} uses {object}, which no migration creates",
        Consequence,
        "Correct the name with CREATE OR REPLACE FUNCTION, or create {object} in a migration before.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML410", "function-uses-missing-object", RuleFamily.Integrity, Severity.Error)
    {
        Title = "A function names a table or sequence that is missing at the end of the chain",
        Text = new(
            "{routine} still uses {object}, which {file} drops",
            Consequence,
            "Drop {routine} in the same migration, or create it anew without {object}: CREATE OR REPLACE FUNCTION."),
        Variants = [Renamed, Never],
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
        var routines = chain.Schema.Routines.Where(static routine => routine.Definition is { Uses.Count: > 0, IsConditional: false }).ToList();
        if (routines.Count == 0)
        {
            return;
        }

        var known = new Known(chain);
        foreach (var routine in routines)
        {
            var reported = new HashSet<QualifiedName>();
            foreach (var use in routine.Definition!.Uses.Where(known.IsMissing))
            {
                var gone = use.Candidates.Select(known.FindGone).FirstOrDefault(static found => found is not null);
                var isReported = gone is not null || (known.IsWhole && known.HasKnownCaller(routine) && (!use.IsQualified || known.IsOwnSchema(use.Candidates[0].Schema)));
                if (isReported && reported.Add(use.Candidates[0]))
                {
                    Report(routine, use, gone, report);
                }
            }
        }
    }

    private static void Report(Routine routine, NameUse use, NameEvent? gone, IReporter report)
    {
        var arguments = new MessageArguments
        {
            ["routine"] = routine.Name.ToString(),
            ["object"] = (use.Kind == ObjectKind.Sequence ? "sequence " : "") + use.Candidates[0],
            ["file"] = gone?.Migration.File.Name ?? "",
            ["new"] = gone?.NewName ?? "",
        };
        report.Report(
            use.Source,
            arguments,
            gone is null ? Never : gone is { Change: NameChange.Renamed, NewName: not null } ? Renamed : null,
            related: gone is null ? [] : [new RelatedLocation(gone.Source, gone.Change == NameChange.Renamed ? "renamed here" : "dropped here")],
            subject: $"{routine.Name}.{use.Candidates[0]}");
    }

    /// <summary>What of the end of a chain is certain.</summary>
    private sealed class Known
    {
        private readonly ReplayedChain chain;
        private readonly HashSet<string> names;
        private readonly bool isUnread;

        public Known(ReplayedChain chain)
        {
            this.chain = chain;
            var schema = chain.Schema;
            var transitions = schema.Relations.OfType<Table>().SelectMany(static table => table.Triggers).SelectMany(static trigger => new[] { trigger.Definition.OldTable, trigger.Definition.NewTable });
            names = [.. schema.Relations.Select(static relation => relation.Name.Name).Concat(transitions.Where(static name => name is not null).Select(static name => name!))];
            var operations = chain.Migrations.SelectMany(static migration => migration.Outcome.Statements).SelectMany(static statement => statement.Steps).Where(static step => step.HasEffect).Select(static step => step.Operation);
            isUnread = operations.Any(static operation => operation is RunCode or RunSql { MayTouch.Count: 0 });
            IsWhole = !isUnread && chain.Assumed.Count == 0 && chain.Notes.Count == 0 && !schema.Extensions.Any() && chain.Migrations.All(static migration => migration.Outcome.IsApplied)
                && !schema.Routines.Any(static routine => routine.Definition?.Body?.IndexOf("create temp", StringComparison.OrdinalIgnoreCase) >= 0);
        }

        /// <summary>True where everything that the database holds was read, and no routine makes temporary tables for others: a name that nothing made is certainly missing.</summary>
        public bool IsWhole { get; }

        /// <summary>True where nothing at the end has the name: for a bare one in any schema, since callers set their own path.</summary>
        public bool IsMissing(NameUse use) => !isUnread && (use.IsQualified ? !chain.Schema.IsRelationNameTaken(use.Candidates[0]) : !names.Contains(use.Candidates[0].Name));

        /// <summary>False for a trigger's function that no trigger calls: it may be given transition tables.</summary>
        public bool HasKnownCaller(Routine routine) =>
            routine.Returns is not { } returns || chain.Schema.FindType(returns.Type)?.Name.Name != "trigger"
            || chain.Schema.Relations.OfType<Table>().Any(table => table.Triggers.Any(trigger => trigger.Definition.Function == routine.Id));

        /// <summary>True where the chain makes the schema, or every database has it.</summary>
        public bool IsOwnSchema(string schema) => schema == "public" || chain.Schema.FindNamespace(schema)?.CreatedBy is not null;

        /// <summary>The statement that dropped or renamed what had the name last; null where none certainly did.</summary>
        public NameEvent? FindGone(QualifiedName name)
        {
            var last = chain.History.Of(ObjectKind.Table, name, null).LastOrDefault(static item => item is { HasHappened: true, Change: not NameChange.Skipped });
            return last?.Change switch
            {
                NameChange.Dropped or NameChange.Renamed => last,
                NameChange.Created => chain.History.FindCascade(name, null, (int.MaxValue, 0)),
                _ => null,
            };
        }
    }
}
