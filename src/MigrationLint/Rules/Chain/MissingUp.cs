using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>Knex finds no up to call and refuses the batch.</summary>
internal sealed class MissingUp : MigrationRule
{
    private static readonly RuleText Script = new(
        "{file} is a script that exports no up; {callee} runs as soon as it is loaded",
        "Loading the file changes the database outside any transaction; then Knex refuses the whole batch (\"must have both an up and down function\") and records nothing, so the next run repeats it.",
        "Move the code into exports.up = async (knex) => { … } and send its statements through knex.");

    private static readonly RuleText ArrayExport = new(
        "{file} exports an array, not up and down",
        "A list of { id, up } is for another runner. Knex calls exports.up, finds none and refuses the whole batch (\"must have both an up and down function\").",
        "Give each entry a file of its own that exports up and down.");

    private static readonly RuleText FunctionExport = new(
        "{file} exports a function or class, not an object with up and down",
        "Knex reads up and down off the export itself, finds none and refuses the whole batch (\"must have both an up and down function\").",
        "Export two functions: exports.up = (knex) => …; exports.down = (knex) => ….");

    private static readonly RuleText DefaultExport = new(
        "{file} exports up only under default, where Knex does not look",
        "Knex reads up and down off the module, finds none and refuses the whole batch (\"must have both an up and down function\").",
        "Export them by name: export async function up(knex) { … }.");

    private static readonly RuleText DbMigrate = new(
        "{file} exports no up",
        "db-migrate calls exports.up of each pending file and stops with a TypeError at this one; what ran before it stays recorded.",
        "Export up and down, or move the file out of the folder.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML016", "missing-up", RuleFamily.Chain, Severity.Error)
    {
        Title = "A migration exports no up that the tool would call",
        Text = new(
            "{file} exports no up",
            "Knex checks all pending files before it runs any (\"must have both an up and down function\"): this one stops the whole batch.",
            "Export up and down, or move the file out of the folder."),
        Variants = [Script, ArrayExport, FunctionExport, DefaultExport, DbMigrate],
        Bad = """
            === migrations/20250114091500_add_invoices.js
            [|module.exports|] = [
              { id: 1, up: 'CREATE TABLE invoices (id bigint PRIMARY KEY)' },
            ];
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.raw('CREATE TABLE invoices (id bigint PRIMARY KEY)');
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        if (folder.Tool == MigrationTool.DbMigrate)
        {
            if (migration.File.Number is not null && KnexExports.OfTool(migration, folder) is { Up: null } lacking)
            {
                report.Report(lacking.Form == ExportsForm.None ? SourceSpan.StartOf(migration.File.Text) : lacking.Location, new() { ["file"] = migration.File.Name }, DbMigrate);
            }

            return;
        }

        if (!KnexExports.LacksUp(migration, folder) || (migration.File.Number is null && !KnexExports.IsProven(folder)))
        {
            return;
        }

        var exports = migration.Exports!;
        var script = exports.Form == ExportsForm.None
            ? migration.Calls.FirstOrDefault(call => call.Direction == Direction.Load && call.Form != CallForm.Construction)
            : null;
        report.Report(
            exports.Form == ExportsForm.None ? SourceSpan.StartOf(migration.File.Text) : exports.Location,
            new() { ["file"] = migration.File.Name, ["callee"] = script?.Callee ?? "" },
            exports.Form switch
            {
                ExportsForm.None when script is not null => Script,
                ExportsForm.Array => ArrayExport,
                ExportsForm.FunctionOrClass => FunctionExport,
                ExportsForm.DefaultOnly => DefaultExport,
                _ => null,
            },
            related: script is null ? null : [new RelatedLocation(script.Location, "runs when the file is loaded")]);
    }
}
