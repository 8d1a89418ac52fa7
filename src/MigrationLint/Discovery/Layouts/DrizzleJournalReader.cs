using System.Text.RegularExpressions;
using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>Reads drizzle-kit's journal and the ids of its snapshots.</summary>
internal static class DrizzleJournalReader
{
    private const string End = "_snapshot.json";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // The ids stand at the head of a snapshot, which is long: columns called id have objects behind the colon.
    private static readonly Regex Id = new("\"id\"\\s*:\\s*\"(?<id>[0-9a-fA-F-]{36})\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);
    private static readonly Regex PreviousId = new("\"prevId\"\\s*:\\s*\"(?<id>[0-9a-fA-F-]*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);

    /// <summary>The journal of a folder; null where it has none, or none that can be read.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="directory">The folder.</param>
    public static DrizzleJournal? Read(IFileSystem files, LayoutDirectory directory)
    {
        if (!directory.Has(DrizzleLayout.Journal)
            || files.Read(PathText.Combine(directory.Path, DrizzleLayout.Journal)).Text is not { } text
            || (JsonText.Read(text.Content, text) as ObjectValue)?.Find("entries")?.Value is not ArrayValue list)
        {
            return null;
        }

        var meta = new LayoutDirectory(files, PathText.Combine(directory.Path, "meta"));
        return new DrizzleJournal(text, [.. list.Elements.OfType<ObjectValue>().Select(entry => ReadEntry(entry, text)).OfType<JournalEntry>()])
        {
            Snapshots = [.. meta.Files.Where(file => file.Name.EndsWith(End, StringComparison.Ordinal)).Select(file => ReadSnapshot(files, file))],
            Scripts = [.. directory.Scripts.Select(file => PathText.GetFileNameWithoutExtension(file.Name))],
        };
    }

    private static JournalEntry? ReadEntry(ObjectValue entry, SourceText text)
    {
        if (entry.Find("tag")?.Value is not StringValue tag)
        {
            return null;
        }

        var place = entry.Origin ?? SourceSpan.StartOf(text);
        return new JournalEntry(tag.Value, tag.Origin ?? place)
        {
            Index = entry.Find("idx")?.Value is NumberValue { Value: >= 0 and <= int.MaxValue } index ? (int)index.Value : null,
            When = (entry.Find("when")?.Value as NumberValue)?.Value,
            WhenLocation = entry.Find("when")?.Value.Origin ?? place,
            HasBreakpoints = entry.Find("breakpoints")?.Value is not BooleanValue { Value: false },
        };
    }

    private static JournalSnapshot ReadSnapshot(IFileSystem files, Candidate file)
    {
        var content = files.Read(file.Path).Text?.Content ?? "";
        return new JournalSnapshot(file.Path, file.Name.Substring(0, file.Name.Length - End.Length), Find(Id, content), Find(PreviousId, content));
    }

    private static string? Find(Regex pattern, string content)
    {
        try
        {
            return pattern.Match(content) is { Success: true } match ? match.Groups["id"].Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
