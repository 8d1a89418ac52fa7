using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Discovery.Layouts;
using MigrationLint.Files;
using MigrationLint.History;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A new migration sorts before migrations that databases have run.</summary>
internal sealed class NumberRegression : FolderRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML008", "number-regression", RuleFamily.Chain, Severity.Warning)
    {
        Title = "A new migration sorts before migrations that are merged or applied",
        Text = new(
            "{file} is new and sorts before {newest}, which {known}",
            "Where {newest} ran already, {runner} {effect}; an empty database runs {file} first, so that the two need not come to the same schema.",
            "Give {file} a number behind that of {newest}."),
        Fix = Applicability.Suggested,
        Suppress = "The migration has nothing to do with those that it sorts before, and the tool runs late ones: Knex, db-migrate, dbmate, Diesel.",
        Bad = """
            === main: migrations/20250301090000_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.increments(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/20250114091500_add_invoices.js
            [||]exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.increments(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250301090000_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.increments(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
        Good = """
            === main: migrations/20250301090000_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/20250301090000_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            === migrations/20250302101500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override bool Concerns(MigrationFolder folder) => folder.NumbersFiles || folder.Tool is MigrationTool.Prisma or MigrationTool.Diesel;

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        var history = context.History.Of(folder);
        var steps = folder.Steps.Where(file => !FileNames.IsDeclaration(file.Name)).ToList();
        var last = steps.FindLastIndex(history.IsMerged);
        var elsewhere = history.MergedElsewhere
            .Select(name => (Name: name, Number: MigrationNumber.Parse(name.IndexOf('.') < 0 ? name + ".sql" : name)))
            .Where(merged => merged.Number is not null)
            .OrderBy(merged => merged.Name, StringComparer.Ordinal)
            .ToList();
        for (var i = 0; i < steps.Count; i++)
        {
            var file = steps[i];
            if (!history.IsNew(file) || file.Number is not { } number || IsRenamed(file, history))
            {
                continue;
            }

            var later = elsewhere.FindLast(merged => Compare(folder, file.Id, number, merged.Name, merged.Number!) < 0);
            if (i < last)
            {
                Report(file, steps[last].Id, steps[last].Number, folder, history, report, later.Number);
            }
            else if (later.Number is not null)
            {
                Report(file, later.Name, later.Number, folder, history, report, null);
            }
        }
    }

    private static void Report(
        MigrationFile file, string newest, MigrationNumber? number, MigrationFolder folder, FolderHistory history, IReporter report, MigrationNumber? other) => report.Report(
        SourceSpan.StartOf(file.Text),
        new()
        {
            ["file"] = file.Id,
            ["newest"] = newest,
            ["known"] = PastPhrase.Known(history),
            ["runner"] = PastPhrase.Runner(folder),
            ["effect"] = Ledgers.OnLate(folder),
        },
        fix: Rename(file, number is not null && other is not null && MigrationNumber.Compare(number, other) < 0 ? other : number, folder, history),
        subject: file.Id);

    /// <summary>The next free number behind all that there are; null where the scheme has none, or where another half would stay behind.</summary>
    private static RenameFix? Rename(MigrationFile file, MigrationNumber? newest, MigrationFolder folder, FolderHistory history)
    {
        var names = new HashSet<string>(folder.Files.Select(other => other.Name).Concat(folder.Ignored.Select(other => other.Name)).Concat(history.MergedElsewhere), StringComparer.OrdinalIgnoreCase);
        var numbers = new HashSet<string>(folder.Files.Select(other => other.Number?.Value).OfType<string>(), StringComparer.Ordinal);
        if (newest is null || file.Id != file.Name || folder.Files.Count(other => ScriptHalves.BasePath(other.Path) == ScriptHalves.BasePath(file.Path)) > 1)
        {
            return null;
        }

        var next = NumberStep.Next(newest);
        while (next is not null && numbers.Contains(next.Value))
        {
            next = NumberStep.Next(next);
        }

        var name = next is null ? null : next.Text + file.Name.Substring(file.Number!.Text.Length);
        return name is not null && !names.Contains(name) ? new RenameFix($"Rename to {name}", Applicability.Suggested, file.Path, name) : null;
    }

    // One that carries on another one's work under a new name is that rule's matter.
    private static bool IsRenamed(MigrationFile file, FolderHistory history) => history.Gone.Any(gone => gone.RenamedTo == file);

    private static int Compare(MigrationFolder folder, string name, MigrationNumber number, string otherName, MigrationNumber other) =>
        folder.SortsAsText ? string.CompareOrdinal(name, otherName) : MigrationNumber.Compare(number, other);
}
