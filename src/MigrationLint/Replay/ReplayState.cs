using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay;

/// <summary>All that a rollback takes back.</summary>
internal sealed record ReplayState
{
    /// <summary>What the database holds.</summary>
    public required DatabaseSchema Schema { get; init; }

    /// <summary>What the session has set now, SET LOCAL included.</summary>
    public SessionSettings Settings { get; init; } = new();

    /// <summary>What stays set when the transaction ends.</summary>
    public SessionSettings LastingSettings { get; init; } = new();

    /// <summary>The labels that ALTER TYPE … ADD VALUE gave in this transaction: using them is refused until it ends.</summary>
    public IReadOnlyList<(ObjectId Type, string Label)> NewLabels { get; init; } = [];

    /// <summary>The tables whose deferred triggers wait for the end of this transaction.</summary>
    public IReadOnlyList<ObjectId> PendingTriggers { get; init; } = [];

    /// <summary>The tables that go when this transaction is committed.</summary>
    public IReadOnlyList<ObjectId> DroppedOnCommit { get; init; } = [];

    /// <summary>What is known of the rows of tables.</summary>
    public RowKnowledge Rows { get; init; } = RowKnowledge.Empty;

    /// <summary>True where something ran whose effect is not known.</summary>
    public bool IsOpaque { get; init; }

    /// <summary>True where that may have changed anything.</summary>
    public bool IsUnbounded { get; init; }

    /// <summary>The state after COMMIT.</summary>
    public ReplayState Committed() => this with { Settings = LastingSettings, NewLabels = [], PendingTriggers = [], DroppedOnCommit = [] };
}
