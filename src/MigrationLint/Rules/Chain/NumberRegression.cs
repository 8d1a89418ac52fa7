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
    public override bool Concerns(MigrationFolder folder) => FileNames.AreInOrderOfNumbers(folder);

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        var history = context.History.Of(folder);
        var steps = folder.Steps.Where(file => !FileNames.IsDeclaration(file.Name)).ToList();
        var last = steps.FindLastIndex(history.IsMerged);
        var elsewhere = FindNewest(folder, history.MergedElsewhere);

        // One that carries on another one's work under a new name is that rule's matter.
        var renamed = new HashSet<MigrationFile>(history.Gone.Select(gone => gone.RenamedTo).OfType<MigrationFile>());
        var names = new Lazy<FreeNames>(() => new FreeNames(folder, history));
        for (var i = 0; i < steps.Count; i++)
        {
            var file = steps[i];
            if (!history.IsNew(file) || file.Number is not { } number || renamed.Contains(file))
            {
                continue;
            }

            if (i < last)
            {
                var newest = elsewhere is { Number: { } other } && steps[last].Number is { } own && MigrationNumber.Compare(own, other) < 0 ? other : steps[last].Number;
                Report(file, steps[last].Id, folder, history, names.Value.Behind(file, newest), report);
            }
            else if (elsewhere is { } merged && Compare(folder, file.Id, number, merged.Name, merged.Number) < 0)
            {
                Report(file, merged.Name, folder, history, names.Value.Behind(file, merged.Number), report);
            }
        }
    }

    private static void Report(MigrationFile file, string newest, MigrationFolder folder, FolderHistory history, RenameFix? fix, IReporter report) => report.Report(
        SourceSpan.StartOf(file.Text),
        new()
        {
            ["file"] = file.Id,
            ["newest"] = newest,
            ["known"] = PastPhrase.Known(history),
            ["runner"] = PastPhrase.Runner(folder),
            ["effect"] = Ledgers.OnLate(folder),
        },
        fix: fix,
        subject: file.Id);

    /// <summary>The migration that the tool runs last of those that others have merged.</summary>
    private static (string Name, MigrationNumber Number)? FindNewest(MigrationFolder folder, IReadOnlyList<string> names)
    {
        (string Name, MigrationNumber Number)? newest = null;
        foreach (var name in names)
        {
            var number = MigrationNumber.Parse(name.IndexOf('.') < 0 ? name + ".sql" : name);
            if (number is not null && (newest is not { } known || Compare(folder, known.Name, known.Number, name, number) < 0))
            {
                newest = (name, number);
            }
        }

        return newest;
    }

    private static int Compare(MigrationFolder folder, string name, MigrationNumber number, string otherName, MigrationNumber other) =>
        folder.SortsAsText ? string.CompareOrdinal(name, otherName) : MigrationNumber.Compare(number, other);
}
