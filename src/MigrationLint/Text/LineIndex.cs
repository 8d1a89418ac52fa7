namespace MigrationLint.Text;

/// <summary>A place in a text as people count it, but from zero.</summary>
/// <param name="Line">Zero-based line.</param>
/// <param name="Column">Zero-based column in UTF-16 units.</param>
public readonly record struct LinePosition(int Line, int Column);

/// <summary>Maps offsets of one text to lines and columns. CR, LF and CRLF each end a line, as Roslyn and SARIF count them.</summary>
public sealed class LineIndex
{
    private readonly int[] starts;
    private readonly int length;

    /// <summary>Finds the lines of <paramref name="content"/>.</summary>
    public LineIndex(string content)
    {
        var found = new List<int> { 0 };
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '\n' || (content[i] == '\r' && (i + 1 == content.Length || content[i + 1] != '\n')))
            {
                found.Add(i + 1);
            }
        }

        starts = [.. found];
        length = content.Length;
    }

    /// <summary>Number of lines, at least 1; the text behind the last line end counts, even when empty.</summary>
    public int Count => starts.Length;

    /// <summary>Offset of the first character of a line.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line.</exception>
    public int StartOf(int line) =>
        line < 0 || line >= starts.Length ? throw new ArgumentOutOfRangeException(nameof(line)) : starts[line];

    /// <summary>The line and column of <paramref name="offset"/>, which may be the end of the text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The offset is negative or behind the end.</exception>
    public LinePosition GetPosition(int offset)
    {
        if (offset < 0 || offset > length)
        {
            throw new ArgumentOutOfRangeException(nameof(offset));
        }

        var line = Array.BinarySearch(starts, offset);
        line = line < 0 ? ~line - 1 : line;
        return new LinePosition(line, offset - starts[line]);
    }

    /// <summary>The offset of <paramref name="position"/>; a column behind the line's end is taken as it stands.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The place lies outside of the text.</exception>
    public int GetOffset(LinePosition position)
    {
        var offset = StartOf(position.Line) + position.Column;
        return offset < 0 || offset > length ? throw new ArgumentOutOfRangeException(nameof(position)) : offset;
    }
}
