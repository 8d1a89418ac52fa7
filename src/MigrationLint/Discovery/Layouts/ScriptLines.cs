using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>Scripts as tools see them that look for their marks line by line, whatever SQL is around.</summary>
internal static class ScriptLines
{
    /// <summary>The lines without their ends, in source order.</summary>
    public static IEnumerable<TextSpan> Of(string content)
    {
        for (var start = 0; start < content.Length;)
        {
            var end = content.IndexOf('\n', start);
            end = end < 0 ? content.Length : end;
            yield return TextSpan.FromBounds(start, end > start && content[end - 1] == '\r' ? end - 1 : end);
            start = end + 1;
        }
    }

    /// <summary>What a comment line says behind a word; null where the line is none that begins with it.</summary>
    /// <param name="content">The text.</param>
    /// <param name="line">The line.</param>
    /// <param name="word">The word behind the dashes, without regard to case.</param>
    public static string? Directive(string content, TextSpan line, string word)
    {
        var at = SkipBlanks(content, line.Start, line.End);
        if (at + 2 > line.End || content[at] != '-' || content[at + 1] != '-')
        {
            return null;
        }

        at = SkipBlanks(content, at + 2, line.End);
        return at + word.Length <= line.End && string.Compare(content, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
            ? content.Substring(at + word.Length, line.End - at - word.Length).Trim()
            : null;
    }

    /// <summary>True for a line that is neither blank nor a line of comment.</summary>
    public static bool IsCode(string content, TextSpan line)
    {
        var at = SkipBlanks(content, line.Start, line.End);
        return at < line.End && !(content[at] == '-' && at + 1 < line.End && content[at + 1] == '-');
    }

    /// <summary>The offset of the first character that is no blank, or <paramref name="end"/>.</summary>
    public static int SkipBlanks(string content, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(content[start]))
        {
            start++;
        }

        return start;
    }

    /// <summary>True where a line of comment begins with a word.</summary>
    public static bool HasDirective(string content, string word)
    {
        // Most scripts have none, and to find that out takes one search.
        for (var at = Find(0); at >= 0; at = Find(at + 1))
        {
            var start = at == 0 ? 0 : content.LastIndexOf('\n', at - 1) + 1;
            if (Directive(content, TextSpan.FromBounds(start, at + word.Length), word) is not null)
            {
                return true;
            }
        }

        return false;

        int Find(int from) => from < content.Length ? content.IndexOf(word, from, StringComparison.OrdinalIgnoreCase) : -1;
    }
}

/// <summary>Cuts a script at the lines that say which way what follows runs.</summary>
/// <param name="content">The text.</param>
internal sealed class ScriptSections(string content)
{
    private readonly List<TextSpan> up = [];
    private readonly List<TextSpan> down = [];
    private List<TextSpan>? open;
    private int start;

    /// <summary>What runs on the way forward.</summary>
    public IReadOnlyList<TextSpan> Up => up;

    /// <summary>What runs on the way back; null where no line begins it.</summary>
    public IReadOnlyList<TextSpan>? Down { get; private set; }

    /// <summary>Begins the way forward behind a line.</summary>
    public void BeginUp(TextSpan line) => Begin(line, up);

    /// <summary>Begins the way back behind a line.</summary>
    public void BeginDown(TextSpan line)
    {
        Begin(line, down);
        Down = down;
    }

    /// <summary>Ends the last section.</summary>
    public void End() => Close(content.Length);

    private void Begin(TextSpan line, List<TextSpan> section)
    {
        Close(line.Start);
        open = section;
        start = line.End;
    }

    private void Close(int end) => open?.Add(TextSpan.FromBounds(start, Math.Max(start, end)));
}
