#pragma warning disable MA0048 // One vocabulary: what rules read of a replayed chain.

using MigrationLint.Operations;
using MigrationLint.Replay.Locks;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Replay;

/// <summary>A transaction that statements run in.</summary>
/// <param name="id">Counted over the whole chain.</param>
/// <param name="model">What the tool wraps the file in.</param>
/// <param name="before">What the database held when it began.</param>
internal sealed class TransactionScope(int id, TransactionModel model, DatabaseSchema before)
{
    /// <summary>Counted over the whole chain.</summary>
    public int Id { get; } = id;

    /// <summary>What the tool wraps the file in.</summary>
    public TransactionModel Model { get; } = model;

    /// <summary>What the database held when it began: only these relations are visible to others, and can be waited for.</summary>
    public DatabaseSchema Before { get; } = before;

    /// <summary>True where the file itself says BEGIN.</summary>
    public bool IsExplicit { get; init; }

    /// <summary>True where it has one statement only, which no block surrounds.</summary>
    public bool IsSingleStatement { get; init; }

    /// <summary>True where it was undone as a whole.</summary>
    public bool IsUndone { get; set; }
}

/// <summary>One operation, and the database around it.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Statement">The statement that it belongs to.</param>
/// <param name="Before">What the database held before it.</param>
/// <param name="After">What it holds after it; the same where it did nothing.</param>
internal sealed record Step(Operation Operation, StatementSteps Statement, DatabaseSchema Before, DatabaseSchema After)
{
    private IReadOnlyList<RelationLock>? locks;

    /// <summary>The locks that it takes on relations that were there before it, and what it does under them.</summary>
    public IReadOnlyList<RelationLock> Locks => locks ??= LockLevels.Of(this, Statement.Version);

    /// <summary>Why PostgreSQL would refuse it; null where it goes through.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>False where IF [NOT] EXISTS made it do nothing.</summary>
    public bool HasEffect { get; init; } = true;
}

/// <summary>One statement, and the operations that it came to.</summary>
/// <param name="source">The statement.</param>
/// <param name="transaction">The transaction that it runs in.</param>
/// <param name="settings">What the session has set before it.</param>
internal sealed class StatementSteps(SourceSpan source, TransactionScope transaction, SessionSettings settings)
{
    private Step[] steps = [];
    private List<(ObjectKind Kind, QualifiedName Name)>? attempts;

    /// <summary>The statement.</summary>
    public SourceSpan Source { get; } = source;

    /// <summary>The transaction that it runs in.</summary>
    public TransactionScope Transaction { get; } = transaction;

    /// <summary>What the session has set before it.</summary>
    public SessionSettings Settings { get; } = settings;

    /// <summary>The major version of the server that it runs on.</summary>
    public required int Version { get; init; }

    /// <summary>True where something that is not known decides whether it runs.</summary>
    public bool IsConditional { get; init; }

    /// <summary>True where it did not run, since an earlier one of its file failed.</summary>
    public bool IsSkipped { get; set; }

    /// <summary>Why PostgreSQL would refuse it; null where it goes through.</summary>
    public Refusal? Refusal { get; set; }

    /// <summary>What it came to, in order; where it was refused, up to the refusal.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>Says what it came to.</summary>
    public void Finish(IReadOnlyList<Step> all) => steps = [.. all];

    /// <summary>What it would have created, had it not been refused or skipped.</summary>
    public IReadOnlyList<(ObjectKind Kind, QualifiedName Name)> Attempts => attempts ?? [];

    /// <summary>Notes what it would have created.</summary>
    public void AddAttempt(ObjectKind kind, QualifiedName name) => (attempts ??= []).Add((kind, name));
}

/// <summary>A replayed chain, file by file.</summary>
internal sealed class Timeline
{
    private readonly List<FileOutcome> files = [];

    /// <summary>The files in their order.</summary>
    public IReadOnlyList<FileOutcome> Files => files;

    /// <summary>All statements in their order.</summary>
    public IEnumerable<StatementSteps> Statements => files.SelectMany(file => file.Statements);

    /// <summary>Adds a file.</summary>
    public void Add(FileOutcome file) => files.Add(file);
}
