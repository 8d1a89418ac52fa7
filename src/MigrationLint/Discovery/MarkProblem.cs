#pragma warning disable MA0048 // One vocabulary: a problem and its kinds.

using MigrationLint.Text;

namespace MigrationLint.Discovery;

/// <summary>What is wrong with the marks that say which way a script runs.</summary>
internal enum MarkProblemKind
{
    /// <summary>Nothing marks the way forward.</summary>
    NoUp,

    /// <summary>Nothing marks the way back, which the tool demands.</summary>
    NoDown,

    /// <summary>A statement stands before the first mark.</summary>
    StatementBefore,

    /// <summary>The way back is marked before the way forward.</summary>
    WrongOrder,

    /// <summary>A section is marked twice.</summary>
    Repeated,

    /// <summary>The tool does not know the mark.</summary>
    Unknown,

    /// <summary>What a mark begins is not ended.</summary>
    NotEnded,

    /// <summary>Nothing marks a statement that the tool cuts in pieces.</summary>
    Cut,

    /// <summary>The way back is marked and the way forward is not: the tool runs all of the file forward.</summary>
    Unopened,

    /// <summary>A mark of another tool, which this one takes for a comment: the way back runs with the way forward.</summary>
    Foreign,
}

/// <summary>A mark that is missing or misplaced.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Location">Where.</param>
/// <param name="Mark">The mark, as it is written or should be.</param>
internal sealed record MarkProblem(MarkProblemKind Kind, SourceSpan Location, string Mark);
