namespace MigrationLint.Text;

/// <summary>A place where a text is no valid code.</summary>
/// <param name="Span">What the parser tripped over; empty at the end of the text.</param>
/// <param name="Message">One clause without a final stop, such as <c>')' expected</c>.</param>
public sealed record SyntaxError(TextSpan Span, string Message);
