using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration's name says nothing of what it does.</summary>
internal sealed class GenericName : FolderRule
{
    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal)
    {
        "add", "adds", "alter", "apply", "change", "changes", "changed", "create", "delete", "do", "drop", "fix", "fixed", "fixes", "insert", "make",
        "migrate", "modify", "remove", "rename", "run", "set", "update", "updated", "updates", "upgrade",
        "again", "all", "another", "bug", "bugfix", "bugs", "cleanup", "column", "columns", "constraint", "constraints", "correct", "data", "database",
        "db", "error", "errors", "field", "fields", "final", "hotfix", "improvements", "index", "indexes", "indices", "issue", "issues", "last",
        "latest", "migration", "migrations", "minor", "misc", "missing", "more", "new", "next", "old", "other", "patch", "script", "small", "some",
        "sql", "stuff", "table", "tables", "temp", "test", "testing", "tests", "thing", "things", "tmp", "tweaks", "untitled", "v", "various", "wip",
        "a", "and", "for", "from", "in", "of", "on", "the", "to", "with",
    };

    private static readonly RuleText Known = new(
        "The name {file} does not say what the migration does",
        "The name is all that the ledger and a failed deployment show of it: nobody can tell it from the next fix without opening both.",
        "Rename it to {proposal}, which says what it does, before any database runs it.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML021", "generic-name", RuleFamily.Chain, Severity.Info)
    {
        Scope = RuleScope.NewFiles,
        Title = "A migration's name says nothing of what it does",
        Text = new(
            "The name {file} does not say what the migration does",
            "The name is all that the ledger and a failed deployment show of it: nobody can tell it from the next fix without opening both.",
            "Name the change and its table, such as {proposal}, before any database runs it."),
        Variants = [Known],
        Suppress = "The migration is applied: a ledger that knows it by this name has to find it again.",
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250115080000_fix_missing_columns.js
            [||]exports.up = (knex) => knex.schema.alterTable('invoices', (table) => { table.text('status'); });
            exports.down = (knex) => knex.schema.alterTable('invoices', (table) => { table.dropColumn('status'); });
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250115080000_add_status_to_invoices.js
            exports.up = (knex) => knex.schema.alterTable('invoices', (table) => { table.text('status'); });
            exports.down = (knex) => knex.schema.alterTable('invoices', (table) => { table.dropColumn('status'); });
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        // The first file of a chain may well create all tables.
        var files = FileNames.Migrations(folder).ToList();
        var foundation = new HashSet<string>(StringComparer.Ordinal) { "create", "table", "tables", "database", "db", "migration", "migrations" };
        var bareIsUsual = files.Count(file => file.Number is not null && FileNames.Description(file).Length == 0) * 2 > files.Count;
        foreach (var file in files)
        {
            var words = Words(FileNames.Description(file));
            var isBare = !bareIsUsual && file.Number is not null && FileNames.Description(file).Length == 0;
            var isFoundation = file == files[0] && words.Count > 0 && words.TrueForAll(foundation.Contains);
            if (isBare || (file.Number is not null && words.Count > 0 && words.TrueForAll(Empty.Contains) && !isFoundation))
            {
                var proposal = context.Replayed(file) is { } replayed ? MigrationTitle.Of(replayed.Outcome) : null;
                var tail = file.Path.Substring(FileNames.BasePath(file.Path).Length);
                report.Report(
                    SourceSpan.StartOf(file.Text),
                    new()
                    {
                        ["file"] = file.Name,
                        ["proposal"] = file.Number!.Text + (file.Number.Separator.Length > 0 ? file.Number.Separator : "_") + (proposal ?? "add_status_to_orders") + tail,
                    },
                    proposal is null ? null : Known);
            }
        }
    }

    /// <summary>The words of a name in lower case, without digits: <c>fixTable2</c> is fix and table.</summary>
    private static List<string> Words(string description)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= description.Length; i++)
        {
            var isEnd = i == description.Length || !char.IsLetter(description[i]);
            var isHump = !isEnd && i > start && char.IsUpper(description[i]) && char.IsLower(description[i - 1]);
            if ((isEnd || isHump) && i > start)
            {
                words.Add(description.Substring(start, i - start).ToLowerInvariant());
            }

            start = isEnd ? i + 1 : isHump ? i : start;
        }

        return words;
    }
}
