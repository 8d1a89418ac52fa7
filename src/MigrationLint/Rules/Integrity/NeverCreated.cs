using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Operations;
using MigrationLint.Rules.Indexing;

namespace MigrationLint.Rules.Integrity;

/// <summary>An object is used that no migration creates.</summary>
internal sealed class NeverCreated : RefusalRule
{
    private static readonly RuleText Near = new(
        "No migration creates {object}: {problem} ({state})",
        "PostgreSQL refuses the statement, so that {fails}. Databases that ran the chain before the mistake keep what they have, new ones never get there.",
        "Write {nearest} if that is meant; else add what creates {object}.");

    private static readonly RuleText Table = new(
        "No migration creates {object}: {problem} ({state})",
        "The chain fails on an empty database, in a test or a new environment.",
        "Add the migration or the dump that creates it to the chain{instead}, or name {name} in ExternalTables where somebody else creates it.");

    private static readonly RuleText Assumed = new(
        "No migration creates {object}: {problem} ({state})",
        "The chain fails on an empty database, in a test or a new environment; what is checked of {name} stays incomplete.",
        "Add the migration or the dump that creates it to the chain{instead}, or name {name} in ExternalTables where somebody else creates it.");

    private static readonly RuleText Skipped = new(
        "{object} stands only in a skipped definition: {problem} ({state})",
        "{skipped} creates {table} IF NOT EXISTS, and on a fresh database {first} has created it before without {part}: the second definition is skipped, and {file} fails. A database that ran {skipped} first has the column.",
        "Write ALTER TABLE {table} ADD COLUMN IF NOT EXISTS {part} {type}; in {skipped}, in place of the second CREATE TABLE.");

    private static readonly RuleText Undone = new(
        "{object} is not there, since {creator} fails: {problem} ({state})",
        "{creator} creates it and is refused or undone, so that {file} fails as well.",
        "Mend {creator}; this one goes with it.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML403", "never-created", RuleFamily.Integrity, Severity.Error)
    {
        Title = "A table, column or other object is used that no migration creates",
        Text = new(
            "No migration creates {object}: {problem} ({state})",
            "PostgreSQL refuses the statement, so that {fails}. Databases that ran the chain before the mistake keep what they have, new ones never get there.",
            "Add the statement that creates {object}, or mend the name."),
        Variants = [Near, Table, Assumed, Skipped, Undone],
        Bad = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            === migrations/002_email.sql
            ALTER TABLE customers ADD COLUMN email text;
            CREATE INDEX customers_email_idx ON customers ([|mail|]);
            """,
        Good = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            === migrations/002_email.sql
            ALTER TABLE customers ADD COLUMN email text;
            CREATE INDEX customers_email_idx ON customers (email);
            """,
        Suppress = "Another system creates the table: name it in ExternalTables, which also silences what follows from it. A table that nothing creates is a warning only, since bases outside the chain are common; with --from-empty it is an error.",
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        var detail = refused.Detail!;
        var near = refused.Nearest is { } name ? IndexStatement.Quote(name) : "";
        arguments["nearest"] = near;
        arguments["instead"] = near.Length > 0 ? $", write {near} if that is meant" : "";
        arguments["name"] = detail.Name.Name is null ? "" : detail.Kind == ObjectKind.Schema ? detail.Name + ".*" : detail.Name.ToString();
        if (refused.Skipped is { } skipped)
        {
            ReportSkipped(refused, skipped, arguments, report);
        }
        else if (refused.Other is { } undone)
        {
            arguments["creator"] = undone.Migration == refused.Migration ? "an earlier statement" : undone.Migration.File.Name;
            report.Report(refused.Refusal.Source, arguments, Undone, refused.IsAssumed ? Severity.Warning : null, related: refused.Related("not created here"));
        }
        else
        {
            var isTable = detail is { Kind: ObjectKind.Table, Part: null };
            report.Report(
                refused.Refusal.Source,
                arguments,
                refused.IsAssumed ? Assumed : isTable ? Table : refused.Nearest is null ? null : Near,
                refused.IsAssumed ? Severity.Warning : null);
        }
    }

    private static void ReportSkipped(RefusedStatement refused, NameEvent skipped, MessageArguments arguments, IReporter report)
    {
        var detail = refused.Detail!;
        var first = refused.Refusal.Schema?.FindRelation(detail.Name)?.CreatedBy?.Source;
        arguments["skipped"] = skipped.Migration.File.Name;
        arguments["first"] = first is null ? "another statement" : PathText.GetFileName(first.Value.Text.Path);
        arguments["table"] = detail.Name.ToString();
        arguments["part"] = detail.Part ?? "";
        arguments["type"] = refused.SkippedType ?? "…";
        var related = new List<RelatedLocation> { new(skipped.Source, "skipped by IF NOT EXISTS") };
        if (first is not null)
        {
            related.Add(new RelatedLocation(first.Value, "created here, without it"));
        }

        report.Report(refused.Refusal.Source, arguments, Skipped, related: related);
    }
}
