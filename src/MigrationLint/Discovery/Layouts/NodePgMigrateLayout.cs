using System.Globalization;
using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>node-pg-migrate's scripts: <c>&lt;number&gt;_name.sql</c> with <c>-- Up Migration</c> and <c>-- Down Migration</c> (its src/sqlMigration.ts).</summary>
internal sealed class NodePgMigrateLayout : MigrationLayout
{
    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.NodePgMigrate;

    /// <inheritdoc/>
    public override bool Fits(LayoutDirectory directory) => directory.IsMostlyMarked(text => Find(text, "up") >= 0 || Find(text, "down") >= 0);

    /// <inheritdoc/>
    /// <remarks>What is no number in front of the first underscore counts as 0; 17 digits are a time and come to milliseconds (its src/migration.ts, getNumericPrefix).</remarks>
    public override IEnumerable<Candidate> List(LayoutDirectory directory) => directory.Scripts
        .OrderBy(file => Prefix(file.Name))
        .ThenBy(file => file.Number, Comparer<MigrationNumber?>.Create(static (a, b) => a is null || b is null ? (b is null).CompareTo(a is null) : MigrationNumber.Compare(a, b)))
        .ThenBy(file => file.Name, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<MarkProblem> FindMarkProblems(SourceText text)
    {
        if (Find(text.Content, "up") < 0 && Find(text.Content, "down") is >= 0 and var down)
        {
            var lines = ScriptLines.Of(text.Content).ToList();
            var mark = lines.Find(line => line.Start == down);
            if (lines.Exists(line => line.Start > down && ScriptLines.IsCode(text.Content, line)))
            {
                yield return new MarkProblem(MarkProblemKind.Unopened, new SourceSpan(text, mark), text.Content.Substring(mark.Start, mark.Length).Trim());
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>Without a mark for the way forward it runs the whole text, the way back included.</remarks>
    public override MigrationScript Up(Candidate file, SourceText text, LayoutDirectory directory)
    {
        var (up, down) = (Find(text.Content, "up"), Find(text.Content, "down"));
        return up < 0 ? MigrationScript.Whole(text, Transaction) : Section(text, up, down);
    }

    /// <inheritdoc/>
    public override MigrationScript? Down(Candidate file, SourceText text, LayoutDirectory directory)
    {
        var (up, down) = (Find(text.Content, "up"), Find(text.Content, "down"));
        return down < 0 ? null : Section(text, down, up);
    }

    private static decimal Prefix(string name)
    {
        var prefix = name.Substring(0, Math.Max(0, name.IndexOf('_')));
        return !prefix.All(character => character is >= '0' and <= '9') ? 0
            : prefix.Length == 17 && DateTime.TryParseExact(prefix, "yyyyMMddHHmmssfff", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? (moment - new DateTime(1970, 1, 1)).Ticks / TimeSpan.TicksPerMillisecond
            : decimal.TryParse(prefix, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    private MigrationScript Section(SourceText text, int start, int other) =>
        new(text, [TextSpan.FromBounds(start, other < start ? text.Content.Length : other)], Transaction);

    // The first line of /^\s*--[\s-]*up\s+migration/im.
    private static int Find(string content, string direction)
    {
        if (content.IndexOf("migration", StringComparison.OrdinalIgnoreCase) < 0)
        {
            return -1;
        }

        foreach (var line in ScriptLines.Of(content))
        {
            if (IsMark(content, line, direction))
            {
                return line.Start;
            }
        }

        return -1;
    }

    private static bool IsMark(string content, TextSpan line, string direction)
    {
        var at = ScriptLines.SkipBlanks(content, line.Start, line.End);
        if (at + 2 > line.End || content[at] != '-' || content[at + 1] != '-')
        {
            return false;
        }

        while (at < line.End && (content[at] == '-' || char.IsWhiteSpace(content[at])))
        {
            at++;
        }

        var behind = at + direction.Length;
        var word = ScriptLines.SkipBlanks(content, Math.Min(behind, line.End), line.End);
        return word > behind && StartsWith(at, direction) && StartsWith(word, "migration");

        bool StartsWith(int start, string words) =>
            start + words.Length <= line.End && string.Compare(content, start, words, 0, words.Length, StringComparison.OrdinalIgnoreCase) == 0;
    }
}
