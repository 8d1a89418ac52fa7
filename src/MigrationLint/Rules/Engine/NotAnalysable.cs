using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Lowering;
using MigrationLint.Rules.Chain;
using MigrationLint.Text;

namespace MigrationLint.Rules.Engine;

/// <summary>Something was not understood, so that silence about it proves nothing.</summary>
internal sealed class NotAnalysable : MigrationRule
{
    private static readonly RuleText SeveralPlaces = new(
        "{places} of {file} are not understood, first: {reason}",
        "Rules that need these places stay silent: no finding there is no proof of health.",
        "Write what can be read without running it: constant names, statements in up and down themselves.");

    private static readonly RuleText Unreadable = new(
        "{file} cannot be read: {reason}",
        "Only its name was checked.",
        "Give the build a file that it can read.");

    private static readonly RuleText OtherLanguage = new(
        "{file} is in a language that is not read here",
        "Knex runs the file; only its name was checked.",
        "Write migrations in JavaScript, TypeScript or SQL to have them checked.");

    private static readonly RuleText Failure = new(
        "Rule {rule} failed on {file}: {reason}",
        "This is a defect of MigrationLint: the rule's findings on the file may be missing; all other rules ran.",
        "Report the defect with the file that shows it.");

    /// <summary>The descriptor, for the checker's own notes.</summary>
    internal static RuleDescriptor Description { get; } = new("ML991", "not-analysable", RuleFamily.Engine, Severity.Info)
    {
        Title = "Something was not understood: silence about it proves nothing",
        Text = new(
            "A place of {file} is not understood: {reason}",
            "Rules that need this place stay silent: no finding there is no proof of health.",
            "Write what can be read without running it: constant names, statements in up and down themselves."),
        Variants = [SeveralPlaces, Unreadable, OtherLanguage, Failure],
        Suppress = "The place has been looked at by a person.",
        Bad = """
            === migrations/20250114091500_invoices.js
            const columns = require('billing-columns');
            exports.up = (knex) => knex.raw(`[|CREATE TABLE invoices (id bigint PRIMARY KEY, ${columns})|]`);
            exports.down = (knex) => knex.raw('DROP TABLE invoices');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.raw('CREATE TABLE invoices (id bigint PRIMARY KEY)');
            exports.down = (knex) => knex.raw('DROP TABLE invoices');
            """,
    };

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => Description;

    /// <inheritdoc/>
    public override void Check(MigrationFacts migration, MigrationFolder folder, IReporter report)
    {
        var file = migration.File;
        var arguments = new MessageArguments { ["file"] = file.Name };
        if (Trouble(file.Content) is { } trouble)
        {
            arguments["reason"] = trouble;
            report.Report(SourceSpan.StartOf(file.Text), arguments, Unreadable);
        }
        else if (file.Language == MigrationLanguage.Other)
        {
            report.Report(SourceSpan.StartOf(file.Text), arguments, OtherLanguage);
        }
        else if (migration.NotUnderstood.Count > 0)
        {
            arguments["reason"] = migration.NotUnderstood[0].Reason;
            arguments["places"] = Phrase.Count(migration.NotUnderstood.Count, "place");
            report.Report(
                migration.NotUnderstood[0].Location,
                arguments,
                migration.NotUnderstood.Count > 1 ? SeveralPlaces : null,
                related: Phrase.Related(migration.NotUnderstood.Skip(1).Select(part => part.Location), "nor is this"));
        }
    }

    /// <summary>Notes that a rule threw.</summary>
    internal static void ReportFailure(RuleDescriptor rule, Exception exception, SourceSpan place, IReporter report) =>
        report.Report(
            place,
            new()
            {
                ["rule"] = rule.Id,
                ["file"] = PathText.GetFileName(place.Text.Path),
                ["reason"] = $"{exception.GetType().Name}: {exception.Message}",
            },
            Failure);

    private static string? Trouble(FileContent content) => content.Status switch
    {
        FileReadStatus.Ok => null,
        FileReadStatus.Missing => "it is not there",
        FileReadStatus.NotAFile => "it is no file",
        FileReadStatus.TooLarge => $"it is larger than {Phrase.Number(FileContent.MaximumBytes / 1024 / 1024)} MB",
        _ => content.Reason ?? "access is denied",
    };
}
