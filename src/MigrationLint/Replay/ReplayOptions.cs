using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay;

/// <summary>How a chain is replayed.</summary>
internal sealed record ReplayOptions
{
    /// <summary>True where the database is empty at the start (<c>--from-empty</c>): what nothing made is missing.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Which tables are said to be made elsewhere.</summary>
    public Func<QualifiedName, bool> IsExternal { get; init; } = static _ => false;

    /// <summary>True where nothing runs after the first file that fails.</summary>
    public bool StopsAtFailure { get; init; }

    /// <summary>The major version of the server that the chain is for: it decides which locks statements take.</summary>
    public int Version { get; init; } = 15;

    /// <summary>What the database holds at the start.</summary>
    public DatabaseSchema Base { get; init; } = DatabaseSchema.Empty;
}
