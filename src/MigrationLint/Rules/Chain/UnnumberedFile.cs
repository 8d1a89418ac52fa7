using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration has no number, so that its place in the chain is an accident of its name.</summary>
internal sealed class UnnumberedFile : MigrationRule
{
    private static readonly RuleText BeforeNumbers = new(
        "{file} has no timestamp or number",
        "{sorting}, so the file runs before every numbered one, whenever it was written.",
        "Put {what} in front ({proposal}) before any database runs it.");

    private static readonly RuleText NeverRuns = new(
        "{file} has no timestamp or number",
        "Without a number it stands outside the order. {sorting}.",
        "Put {what} in front ({proposal}), or move it out of the folder.");

    private static readonly RuleText AmongNames = new(
        "{file} has no timestamp or number",
        "{sorting}, so the alphabet decides when the file runs: what is added later may run before it on a fresh database, and after it on one that has it.",
        "Put {what} in front ({proposal}) before any database runs it.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML003", "unnumbered-file", RuleFamily.Chain, Severity.Warning)
    {
        Title = "A migration has no timestamp or number",
        Text = new(
            "{file} has no timestamp or number",
            "{sorting}, so the file runs after every numbered one: what is added later runs before it on a fresh database and after it on one that has it.",
            "Put {what} in front ({proposal}) before any database runs it."),
        Variants = [BeforeNumbers, NeverRuns, AmongNames],
        Suppress = "The file is meant to run last or first for ever, and depends on nothing that later files change.",
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/add_orders.js
            [||]exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250115080000_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        var file = migration.File;
        if (!FileNames.AreInOrderOfNumbers(folder) || IsSortedByName(folder) || file.Number is not null || file.IsUndo || FileNames.IsDeclaration(file.Name)
            || IsKnownCompanion(file.Name) || (folder.Tool == MigrationTool.Flyway && IsKnownToFlyway(file.Name)) || KnexExports.LacksUp(migration, folder))
        {
            return;
        }

        // node-pg-migrate takes what is no number for 0 (src/migration.ts, getNumericPrefix).
        var isZero = folder.Tool == MigrationTool.NodePgMigrate;
        var (what, proposal) = Proposal(file, folder);
        report.Report(
            SourceSpan.StartOf(file.Text),
            new()
            {
                ["file"] = file.Id,
                ["sorting"] = file.IsPassedOver ? ToolHabits.OnPassedOver(folder) : isZero ? "node-pg-migrate takes a missing number for 0" : Phrase.Sorting(folder),
                ["what"] = what,
                ["proposal"] = proposal,
            },
            file.IsPassedOver ? NeverRuns : isZero || (folder.Tool == MigrationTool.Knex && file.Name[0] < '0') ? BeforeNumbers : folder.HasNumbers ? null : AmongNames);
    }

    // Scripts that somebody points at, none of which has a number; directories of which none is numbered are no migrations.
    private static bool IsSortedByName(MigrationFolder folder) =>
        !folder.HasNumbers && (folder is { Tool: MigrationTool.NumberedSql, Evidence: ToolEvidence.Convention } || !folder.NumbersFiles);

    /// <summary>What stands in front in the folder's own scheme, and the name with it.</summary>
    private static (string What, string Name) Proposal(MigrationFile file, MigrationFolder folder)
    {
        var last = folder.Steps.Select(static step => step.Number).OfType<MigrationNumber>().LastOrDefault();
        if (last is not null && FileNames.SchemeWithin(last) is null or NumberingScheme.Sequence && NumberStep.Next(last) is { } next)
        {
            return ("the next number", next.Text + next.Separator + file.Id);
        }

        var time = last is null ? null : FileNames.SchemeWithin(last) switch
        {
            NumberingScheme.Date => "20250601",
            NumberingScheme.Minute => "202506011200",
            NumberingScheme.UnixSeconds => "1748779200",
            NumberingScheme.UnixMilliseconds => "1748779200000",
            NumberingScheme.SeparatedDate when folder.Tool == MigrationTool.Diesel => "2025-06-01-120000",
            _ => null,
        };
        return ("the time of its creation", (last is { Scheme: NumberingScheme.Version } ? "V" : "") + (time ?? "20250601120000") + (last?.Separator is { Length: > 0 } separator ? separator : "_") + file.Id);
    }

    /// <summary>True for names that stand in migration folders for other reasons; Flyway's <c>R__</c> files run whenever they change.</summary>
    internal static bool IsKnownCompanion(string name) =>
        name.StartsWith("index.", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("README", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("R__", StringComparison.Ordinal);

    /// <summary>Scripts that it calls at events (<c>afterMigrate.sql</c>, <c>beforeEachMigrate__x.sql</c>, <c>createSchema.sql</c>), and baselines (<c>B5__x.sql</c>).</summary>
    private static bool IsKnownToFlyway(string name) =>
        name.StartsWith("createSchema", StringComparison.Ordinal)
        || (name[0] == 'B' && name.Length > 1 && char.IsDigit(name[1]))
        || Array.Exists(["before", "after"], when => name.StartsWith(when, StringComparison.Ordinal) && name.Length > when.Length && char.IsUpper(name[when.Length]));
}
