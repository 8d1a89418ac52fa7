using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>A mark that says which way a part of a script runs is missing or misplaced.</summary>
internal sealed class SectionMarker : MigrationRule
{
    private static readonly RuleText StatementBefore = new(
        "A statement of {file} stands before {mark}",
        "{runner} refuses the file: only comments may stand before the first mark. Nothing of the run behind it is applied.",
        "Move the statement behind {mark}.");

    private static readonly RuleText WrongOrder = new(
        "{mark} stands before the way forward in {file}",
        "{runner} refuses the file: the part that migrates comes first, then the part that takes it back.",
        "Put the part behind {mark} at the end of the file.");

    private static readonly RuleText Repeated = new(
        "{mark} stands twice in {file}",
        "{runner} refuses the file, since it takes one part for each way.",
        "Join the two parts under one mark.");

    private static readonly RuleText Unknown = new(
        "{runner} does not know the mark {mark}",
        "Depending on its version it refuses {file}, or takes the line for a comment: what stands behind it runs with what stands before it.",
        "Write -- +goose Up, Down, StatementBegin, StatementEnd, NO TRANSACTION or ENVSUB ON.");

    private static readonly RuleText NotEnded = new(
        "{file} lacks {mark}",
        "{runner} refuses the file: what StatementBegin begins has to be ended before the next part or the end of the file.",
        "Write {mark} behind the statement.");

    private static readonly RuleText Cut = new(
        "{file} has no line {mark} above a statement of several lines that end with a semicolon",
        "{runner} cuts a script at each of them: PostgreSQL gets a piece whose quote is not closed (42601), and the file fails.",
        "Write {mark} above the statement, and -- +goose StatementEnd below it.");

    private static readonly RuleText Unopened = new(
        "{file} has {mark}, and no line -- Up Migration",
        "{runner} then runs the whole file forward, the part behind {mark} included: the migration takes back what it made, and is recorded.",
        "Write -- Up Migration above the statements that migrate.");

    private static readonly RuleText Foreign = new(
        "{mark} is a comment for {runner}: what stands behind it in {file} runs too",
        "{runner} runs the whole file forward, so that the migration takes back what it made, and fails or leaves nothing.",
        "{remedy}");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML027", "section-marker", RuleFamily.Chain, Severity.Error)
    {
        Title = "A mark that says which way a part of a script runs is missing or misplaced",
        Text = new(
            "{file} has no line {mark}",
            "{runner} refuses a file without it, and applies nothing of the run behind it.",
            "{remedy}"),
        Variants = [StatementBefore, WrongOrder, Repeated, Unknown, NotEnded, Cut, Unopened, Foreign],
        Bad = """
            === migrations/20250114091500_invoices.sql
            -- migrate:up
            CREATE TABLE invoices (id bigint PRIMARY KEY);

            -- migrate:down
            DROP TABLE invoices;
            === migrations/20250115080000_orders.sql
            [||]-- migrate:up
            CREATE TABLE orders (id bigint PRIMARY KEY);
            """,
        Good = """
            === migrations/20250114091500_invoices.sql
            -- migrate:up
            CREATE TABLE invoices (id bigint PRIMARY KEY);

            -- migrate:down
            DROP TABLE invoices;
            === migrations/20250115080000_orders.sql
            -- migrate:up
            CREATE TABLE orders (id bigint PRIMARY KEY);

            -- migrate:down
            DROP TABLE orders;
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        var file = migration.File;
        foreach (var problem in file.MarkProblems)
        {
            report.Report(
                problem.Location,
                new()
                {
                    ["file"] = file.Id,
                    ["mark"] = problem.Mark,
                    ["runner"] = Phrase.Runner(folder),
                    ["remedy"] = Remedy(problem, folder),
                },
                problem.Kind switch
                {
                    MarkProblemKind.StatementBefore => StatementBefore,
                    MarkProblemKind.WrongOrder => WrongOrder,
                    MarkProblemKind.Repeated => Repeated,
                    MarkProblemKind.Unknown => Unknown,
                    MarkProblemKind.NotEnded => NotEnded,
                    MarkProblemKind.Cut => Cut,
                    MarkProblemKind.Unopened => Unopened,
                    MarkProblemKind.Foreign => Foreign,
                    _ => null,
                });
        }
    }

    private static string Remedy(MarkProblem problem, MigrationFolder folder) => (problem.Kind, folder.Tool) switch
    {
        (MarkProblemKind.NoUp, _) => $"Write {problem.Mark} above the statements that migrate.",
        (MarkProblemKind.NoDown, _) => $"Write {problem.Mark} behind the statements that migrate, and below it those that take them back; what cannot be taken back gets a comment there.",
        (_, MigrationTool.GolangMigrate) => "Move what stands behind it into the .down.sql file.",
        (_, MigrationTool.Diesel) => "Move what stands behind it into the down.sql beside it.",
        (_, MigrationTool.Sqitch) => "Move what stands behind it into the script below revert.",
        (_, MigrationTool.Flyway) => "Delete what stands behind it, or move it into an undo script (U…__….sql).",
        _ => $"Delete what stands behind it: {Phrase.Runner(folder)} has no way back.",
    };
}
