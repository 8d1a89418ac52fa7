using System.Text;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A name departs from what the tool writes and from its neighbours.</summary>
internal sealed class FileNameConvention : FolderRule
{
    private static readonly RuleText Capitals = new(
        "The name {file} has capital letters",
        "Not every machine takes the name for the same. {capitals}.",
        "Rename it to {proposal} before any database runs it.");

    private static readonly RuleText Separator = new(
        "{file} has {separator} behind its number, other files have {usual}",
        "A reader takes the files for two kinds. {sorting}.",
        "Rename it to {proposal} before any database runs it.");

    private static readonly RuleText NonAscii = new(
        "The name {file} has {character}, which is no ASCII letter",
        "Linux keeps such letters as they were typed, macOS decomposes them: {spelling}.",
        "Rename it to ASCII letters before any database runs it.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML022", "file-name-convention", RuleFamily.Chain, Severity.Info)
    {
        Scope = RuleScope.NewFiles,
        Title = "A name with spaces, capitals, foreign letters or another separator than its neighbours",
        Text = new(
            "The name {file} has a space",
            "Where it is not quoted, a shell splits it in two and runs its command on half of a name.",
            "Rename it to {proposal} before any database runs it."),
        Variants = [Capitals, Separator, NonAscii],
        Suppress = "The migration is applied: a ledger that knows it by this name has to find it again.",
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250115080000_add order lines.js
            [||]exports.up = (knex) => knex.schema.createTable('order_lines', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('order_lines');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250115080000_add_order_lines.js
            exports.up = (knex) => knex.schema.createTable('order_lines', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('order_lines');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        var files = FileNames.Migrations(folder).Where(file => file is { Number: not null, IsPassedOver: false }).ToList();
        var separator = files
            .GroupBy(file => file.Number!.Separator)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key == "_" ? 0 : 1)
            .FirstOrDefault()?.Key;
        var capitalsAreUsual = files.Count(HasCapitals) * 2 > files.Count && files.Count > 1;
        foreach (var file in files)
        {
            CheckFile(file, folder, separator!, capitalsAreUsual, report);
        }
    }

    private static void CheckFile(MigrationFile file, MigrationFolder folder, string separator, bool capitalsAreUsual, IReporter report)
    {
        RuleText? text;
        var foreign = file.Name.FirstOrDefault(character => character > '\x7F');
        if (file.Name.Any(char.IsWhiteSpace))
        {
            text = null;
        }
        else if (foreign != '\0')
        {
            text = NonAscii;
        }
        else if (HasCapitals(file) && !capitalsAreUsual)
        {
            text = Capitals;
        }
        else if (FileNames.Description(file).Length > 0 && file.Number!.Separator != separator && file.Number.Scheme != NumberingScheme.Version)
        {
            text = Separator;
        }
        else
        {
            return;
        }

        report.Report(
            SourceSpan.StartOf(file.Text),
            new()
            {
                ["file"] = file.Name,
                ["proposal"] = file.Number!.Text + separator + Proposal(FileNames.Description(file)) + Tail(file),
                ["separator"] = Spell(file.Number.Separator),
                ["usual"] = Spell(separator),
                ["character"] = foreign.ToString(),
                ["capitals"] = OnCapitals(folder),
                ["sorting"] = OnSeparator(folder),
                ["spelling"] = ToolHabits.RemembersNames(folder.Tool) ? $"{PastPhrase.Runner(folder)} then misses the file that its ledger names" : "git then shows one file as two, one of them deleted",
            },
            text);
    }

    private static string OnCapitals(MigrationFolder folder) => ToolHabits.RemembersNames(folder.Tool)
        ? "Text sorts capitals before small letters, and macOS and Windows take Add and add for one file: the order and the ledger's name depend on the machine"
        : $"macOS and Windows take Add and add for one file, Linux and git for two, of which {PastPhrase.Runner(folder)} takes one for the other";

    private static string OnSeparator(MigrationFolder folder) => folder.Tool == MigrationTool.NodePgMigrate
        ? "node-pg-migrate takes all before the first _ for the number, and what is none for 0: the file runs before every other one"
        : "Text sorts - before digits and _ behind them, so files of one number do not stand where their names suggest";

    /// <summary>Flyway's names begin with a capital by design.</summary>
    private static bool HasCapitals(MigrationFile file) =>
        file.Number!.Scheme != NumberingScheme.Version && FileNames.Description(file).Any(char.IsUpper);

    /// <summary>The description in lower case, words joined by underscores.</summary>
    private static string Proposal(string description)
    {
        var result = new StringBuilder();
        for (var i = 0; i < description.Length; i++)
        {
            if (i > 0 && char.IsUpper(description[i]) && char.IsLower(description[i - 1]))
            {
                result.Append('_');
            }

            result.Append(char.IsWhiteSpace(description[i]) ? '_' : char.ToLowerInvariant(description[i]));
        }

        return result.ToString();
    }

    /// <summary>What stands behind the description: <c>.up.sql</c>.</summary>
    private static string Tail(MigrationFile file) =>
        file.Path.Substring(FileNames.BasePath(file.Path).Length);

    private static string Spell(string separator) => separator.Length == 0 ? "nothing" : $"'{separator}'";
}
