namespace MigrationLint.Text;

/// <summary>A text that lexers and parsers read: a file, or what a literal inside of one says. Offsets are UTF-16 units.</summary>
internal interface IText
{
    /// <summary>The characters.</summary>
    string Content { get; }

    /// <summary>The stretch of the file that <paramref name="span"/> comes from, widened to whole escapes and holes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches beyond the content.</exception>
    SourceSpan ToSource(TextSpan span);

    /// <summary>The edit of the file after which this text reads <paramref name="newText"/> in place of <paramref name="span"/>.</summary>
    /// <returns>Null where no such edit is possible: the span cuts an escape, touches a hole or crosses literals, or the literal cannot say the new text.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches beyond the content.</exception>
    TextEdit? TryEdit(TextSpan span, string newText);
}
