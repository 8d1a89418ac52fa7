namespace MigrationLint.Text;

/// <summary>A place where a text is no valid code.</summary>
/// <param name="Span">What the parser tripped over; empty at the end of the text.</param>
/// <param name="Message">One clause without a final stop, such as <c>')' expected</c>.</param>
public sealed record SyntaxError(TextSpan Span, string Message)
{
    /// <summary>What would have had to stand there, as a noun phrase, while nothing but that is said; null once the message is complete.</summary>
    internal string? Expected { get; init; }
}
