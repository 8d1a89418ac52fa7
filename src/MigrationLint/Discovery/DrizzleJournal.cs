#pragma warning disable MA0048 // One vocabulary: the journal, and what lies beside it.

using MigrationLint.Text;

namespace MigrationLint.Discovery;

/// <summary><c>meta/_journal.json</c> of drizzle-kit 0.x: the list that has the order.</summary>
/// <param name="Text">The file.</param>
/// <param name="Entries">Its entries, in their order.</param>
internal sealed record DrizzleJournal(SourceText Text, IReadOnlyList<JournalEntry> Entries)
{
    /// <summary>The snapshots beside it, by name.</summary>
    public IReadOnlyList<JournalSnapshot> Snapshots { get; init; } = [];

    /// <summary>The names of all scripts of the folder, without extension.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];
}

/// <summary>An entry of a journal.</summary>
/// <param name="Tag">The name of its script, without extension.</param>
/// <param name="Location">The entry.</param>
internal sealed record JournalEntry(string Tag, SourceSpan Location)
{
    /// <summary>Its number; null where it says none.</summary>
    public int? Index { get; init; }

    /// <summary>When it was made, in milliseconds since 1970; null where it says nothing.</summary>
    public double? When { get; init; }

    /// <summary>Where <see cref="When"/> is written.</summary>
    public SourceSpan WhenLocation { get; init; }

    /// <summary>False where drizzle-kit was told to write no breakpoints.</summary>
    public bool HasBreakpoints { get; init; } = true;
}

/// <summary>A snapshot of the schema, which the next migration is made from.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What stands before <c>_snapshot.json</c>.</param>
/// <param name="Id">Its id; null where it has none.</param>
/// <param name="PreviousId">The id of the one before it; null where it says none.</param>
internal sealed record JournalSnapshot(string Path, string Name, string? Id, string? PreviousId);
