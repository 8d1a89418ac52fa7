using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>
/// drizzle-kit. Up to 0.x the entries of <c>meta/_journal.json</c> in their order, each with <c>&lt;tag&gt;.sql</c>; from v1 on a directory for each migration,
/// <c>&lt;timestamp&gt;_name/migration.sql</c> beside a snapshot. Scripts are cut at each breakpoint, wherever it stands (drizzle-orm, src/migrator.ts).
/// </summary>
internal sealed class DrizzleLayout : MigrationLayout
{
    /// <summary>What lies beside each script from v1 on.</summary>
    internal const string Snapshot = "snapshot.json";

    /// <summary>The list of up to 0.x.</summary>
    internal const string Journal = "meta/_journal.json";

    private const string Breakpoint = "--> statement-breakpoint";
    private const string Script = "migration.sql";

    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.Drizzle;

    /// <inheritdoc/>
    public override bool IsProven(LayoutDirectory directory) =>
        directory.Has(Journal) || directory.Directories.Any(below => directory.Has(below + "/" + Snapshot) && directory.Has(below + "/" + Script));

    /// <inheritdoc/>
    public override bool IsPostgres(LayoutDirectory directory)
    {
        if (directory.Has(Journal))
        {
            return ReadJournal(directory) is { } journal && journal.Find("dialect")?.Value is StringValue { Value: "postgresql" or "pg" };
        }

        // A snapshot is long, and begins with what it is for.
        var first = directory.Directories.FirstOrDefault(below => directory.Has(below + "/" + Snapshot));
        var text = first is null ? null : directory.Read(first + "/" + Snapshot);
        var dialect = text?.IndexOf("\"dialect\"", StringComparison.Ordinal) ?? -1;
        return dialect < 0 || text!.IndexOf("\"postgres", dialect, Math.Min(40, text.Length - dialect), StringComparison.Ordinal) >= 0;
    }

    /// <inheritdoc/>
    public override IEnumerable<MarkProblem> FindMarkProblems(SourceText text) => ForeignMarks.Find(text);

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory)
    {
        if (!directory.Has(Journal))
        {
            return directory.FilesBelow(Script, "down.sql");
        }

        var scripts = directory.Scripts.ToDictionary(file => file.Name, StringComparer.Ordinal);
        var tags = (ReadJournal(directory)?.Find("entries")?.Value as ArrayValue)?.Elements
            .OfType<ObjectValue>()
            .Select(entry => (entry.Find("tag")?.Value as StringValue)?.Value)
            .OfType<string>() ?? [];
        return tags.Distinct(StringComparer.Ordinal).Where(tag => scripts.ContainsKey(tag + ".sql")).Select(tag => scripts[tag + ".sql"] with { Id = tag });
    }

    /// <inheritdoc/>
    public override MigrationScript Up(Candidate file, SourceText text, LayoutDirectory directory)
    {
        var content = text.Content;
        var parts = new List<TextSpan>();
        var start = 0;
        for (var at = content.IndexOf(Breakpoint, StringComparison.Ordinal); at >= 0; at = content.IndexOf(Breakpoint, start, StringComparison.Ordinal))
        {
            parts.Add(TextSpan.FromBounds(start, at));
            start = at + Breakpoint.Length;
        }

        parts.Add(TextSpan.FromBounds(start, content.Length));
        return new MigrationScript(text, parts, Transaction);
    }

    private static ObjectValue? ReadJournal(LayoutDirectory directory) =>
        directory.Read(Journal) is { } text ? JsonText.Read(text, source: null) as ObjectValue : null;
}
