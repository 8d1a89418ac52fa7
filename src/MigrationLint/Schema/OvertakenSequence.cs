namespace MigrationLint.Schema;

/// <summary>A sequence that numbers the rows of a table and comes to a value that a row has already.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column that takes its values from the sequence.</param>
/// <param name="Sequence">The sequence.</param>
/// <param name="Key">The unique index over the column, which refuses the value.</param>
internal sealed record OvertakenSequence(Table Table, Column Column, Sequence Sequence, Index Key)
{
    /// <summary>The value that it gives next.</summary>
    public required long Next { get; init; }

    /// <summary>The first of its values that a row has.</summary>
    public required long First { get; init; }

    /// <summary>The last one.</summary>
    public required long Last { get; init; }
}
