namespace MigrationLint.Text;

/// <summary>The content of one file under its path. Immutable.</summary>
public sealed class SourceText(string path, string content) : IText
{
    private LineIndex? lines;

    /// <summary>The path: absolute, with forward slashes.</summary>
    public string Path { get; } = path;

    /// <summary>The decoded characters, without a byte order mark, line ends as in the file.</summary>
    public string Content { get; } = content;

    /// <summary>Where the lines begin; built on first use.</summary>
    public LineIndex Lines => lines ??= new LineIndex(Content);

    /// <summary>The characters that <paramref name="span"/> covers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches beyond the content.</exception>
    public string Slice(TextSpan span) => Content.Substring(span.Start, span.Length);

    /// <inheritdoc/>
    public SourceSpan ToSource(TextSpan span) => new(this, Require(span));

    /// <inheritdoc/>
    public TextEdit? TryEdit(TextSpan span, string newText) => new TextEdit(new SourceSpan(this, Require(span)), newText);

    /// <inheritdoc/>
    public override string ToString() => Path;

    private TextSpan Require(TextSpan span) =>
        span.Start < 0 || span.Length < 0 || span.End > Content.Length
            ? throw new ArgumentOutOfRangeException(nameof(span), span, "The span reaches beyond the content.")
            : span;
}

/// <summary>A stretch of one file: what diagnostics, operations and edits point at.</summary>
/// <param name="Text">The file.</param>
/// <param name="Span">The characters in it.</param>
public readonly record struct SourceSpan(SourceText Text, TextSpan Span)
{
    /// <summary>The first character of a file, for what concerns the file as a whole.</summary>
    public static SourceSpan StartOf(SourceText text) => new(text, default);
}
