using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A file holds what an editor, a merge or a copy left in it.</summary>
internal sealed class DamagedFile : MigrationRule
{
    private static readonly RuleText Nul = new(
        "{file} contains a NUL character",
        "PostgreSQL refuses a statement with a NUL, Node code with one, and git takes the file for binary and hides its changes. Such files are mostly cut off by a crash.",
        "Delete the character, or restore the file from git.");

    private static readonly RuleText NotUtf8 = new(
        "{file} is not UTF-8",
        "{bytes}; letters beyond ASCII are lost, or the run stops.",
        "Convert the file to UTF-8, and look at its letters beyond ASCII before it runs.");

    private static readonly RuleText ByteOrderMark = new(
        "{file} begins with a byte order mark",
        "Where the mark reaches the server, the file fails. {mark}.",
        "Save the file as UTF-8 without the mark.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML035", "damaged-file", RuleFamily.Chain, Severity.Error)
    {
        Title = "Conflict markers, NUL characters, another encoding than UTF-8, a byte order mark in SQL",
        Text = new(
            "{file} still contains the markers of a merge conflict",
            "Both sides of the conflict stand in the file and the markers are no code: the migration fails before its first statement.",
            "Resolve the conflict and delete the lines with <<<<<<<, ======= and >>>>>>>."),
        Variants = [Nul, NotUtf8, ByteOrderMark],
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => {
            [|<<<<<<< HEAD|]
              table.bigIncrements();
            =======
              table.uuid('id').primary();
            >>>>>>> feature/uuid
            });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => {
              table.uuid('id').primary();
            });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        var file = migration.File;
        if (file.Content.Text is not { } text)
        {
            return;
        }

        var arguments = new MessageArguments { ["file"] = FileNames.InFolder(file), ["bytes"] = ToolHabits.OnForeignBytes(folder), ["mark"] = ToolHabits.OnByteOrderMark(folder) };
        if (ConflictMarker(text) is { } marker)
        {
            report.Report(new SourceSpan(text, marker), arguments);
        }

        if (file.Content.InvalidUtf8At is { } offset)
        {
            report.Report(new SourceSpan(text, new TextSpan(offset, 1)), arguments, NotUtf8);
        }
        else if (text.Content.IndexOf('\0') is >= 0 and var nul)
        {
            report.Report(new SourceSpan(text, new TextSpan(nul, 1)), arguments, Nul);
        }

        // Node strips the mark from JavaScript, compilers from TypeScript.
        if (file.Content.HasByteOrderMark && file.Language == MigrationLanguage.Sql && !ToolHabits.SkipsByteOrderMark(folder.Tool))
        {
            report.Report(SourceSpan.StartOf(text), arguments, ByteOrderMark);
        }
    }

    /// <summary>True where the rule explains why the file is no valid code.</summary>
    internal static bool Explains(MigrationFacts migration) =>
        migration.File.Content is { Text: { } text } content
        && (content.InvalidUtf8At is not null || ConflictMarker(text) is not null || text.Content.IndexOf('\0') >= 0);

    /// <summary>The first marker, where all three kinds follow each other at the start of lines: one alone may be a ruler in a comment.</summary>
    private static TextSpan? ConflictMarker(SourceText text)
    {
        if (LineThatBegins(text.Content, "<<<<<<< ", 0) is not { } ours
            || LineThatBegins(text.Content, "=======", ours.End) is not { } middle
            || LineThatBegins(text.Content, ">>>>>>> ", middle.End) is null)
        {
            return null;
        }

        return ours;
    }

    private static TextSpan? LineThatBegins(string content, string sign, int from)
    {
        for (var at = content.IndexOf(sign, from, StringComparison.Ordinal); at >= 0; at = content.IndexOf(sign, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || content[at - 1] is '\n' or '\r')
            {
                var end = content.IndexOfAny(['\r', '\n'], at);
                return TextSpan.FromBounds(at, end < 0 ? content.Length : end);
            }
        }

        return null;
    }
}
