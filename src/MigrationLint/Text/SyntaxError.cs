#pragma warning disable MA0048 // One vocabulary: an error, and the guard that is one.

namespace MigrationLint.Text;

/// <summary>A place where a text is no valid code.</summary>
/// <param name="Span">What the parser tripped over; empty at the end of the text.</param>
/// <param name="Message">One clause without a final stop, such as <c>')' expected</c>.</param>
public sealed record SyntaxError(TextSpan Span, string Message)
{
    /// <summary>True where the text may be right and only this reader's limit is exceeded.</summary>
    public bool IsLimit { get; init; }

    /// <summary>What is nested deeper than a reader goes.</summary>
    internal static SyntaxError Limit(TextSpan span, int levels) =>
        new(span, FormattableString.Invariant($"it is nested more than {levels} levels deep")) { IsLimit = true };

    /// <summary>The IF [NOT] EXISTS that is refused; null where something else is wrong.</summary>
    internal RefusedGuard? Guard { get; init; }

    /// <summary>What would have had to stand there, as a noun phrase, while nothing but that is said; null once the message is complete.</summary>
    internal string? Expected { get; init; }
}

/// <summary>An IF EXISTS or IF NOT EXISTS where the language has none, in a statement that is right without it.</summary>
/// <param name="Words"><c>IF NOT EXISTS</c>.</param>
/// <param name="Command">The words before it, names left out: <c>ALTER TABLE ADD CONSTRAINT</c>.</param>
/// <param name="Name">The name behind it, as written; empty for none.</param>
/// <param name="Table">The table that the statement is about, as written; null for none.</param>
/// <param name="Statement">The statement without it, on one line; cut where it is long.</param>
internal sealed record RefusedGuard(string Words, string Command, string Name, string? Table, string Statement);
