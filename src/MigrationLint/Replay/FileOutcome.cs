#pragma warning disable MA0048 // One vocabulary: a file, and what became of it.

using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Replay;

/// <summary>What wraps the statements of a file.</summary>
internal enum TransactionModel
{
    /// <summary>The tool opens a transaction for the file.</summary>
    Own,

    /// <summary>None: each statement stands alone.</summary>
    None,
}

/// <summary>A file that is to be replayed, or a part of one.</summary>
/// <param name="Name">What the tool calls it.</param>
/// <param name="Transaction">What wraps its statements.</param>
internal sealed record MigrationStepInfo(string Name, TransactionModel Transaction)
{
    /// <summary>True where its tool opens a connection for it, or resets the one that it has: what earlier files set, and temporary tables, are gone.</summary>
    public bool IsNewSession { get; init; }
}

/// <summary>What became of a file.</summary>
/// <param name="Info">The file.</param>
/// <param name="Before">What the database held before it.</param>
/// <param name="After">What it holds after it: what remains where it failed.</param>
/// <param name="Statements">Its statements, those too that were undone or did not run.</param>
internal sealed record FileOutcome(MigrationStepInfo Info, DatabaseSchema Before, DatabaseSchema After, IReadOnlyList<StatementSteps> Statements)
{
    /// <summary>Why it failed; empty where it went through.</summary>
    public IReadOnlyList<Refusal> Refusals { get; init; } = [];

    /// <summary>What of it could not be understood.</summary>
    public IReadOnlyList<ReplayNote> Notes { get; init; } = [];

    /// <summary>Calls on Knex's builder that send something else than they say.</summary>
    public IReadOnlyList<BuilderTrap> BuilderTraps { get; init; } = [];

    /// <summary>What it asked for and learnt to be missing.</summary>
    public IReadOnlyList<ExistenceQuestion> Absences { get; init; } = [];

    /// <summary>Names of its definitions that PostgreSQL cuts.</summary>
    public IReadOnlyList<LongName> LongNames { get; init; } = [];

    /// <summary>True where an earlier file failed and nothing ran any more.</summary>
    public bool IsSkipped { get; init; }

    /// <summary>True where all of it went through.</summary>
    public bool IsApplied => Refusals.Count == 0 && !IsSkipped;
}

/// <summary>An object that nothing in the chain made, taken to be there.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="FirstUse">The first text that needs it.</param>
internal sealed record AssumedObject(ObjectKind Kind, QualifiedName Name, SourceSpan FirstUse);

/// <summary>What could not be understood.</summary>
/// <param name="Source">The text.</param>
/// <param name="Reason">Why, as a clause.</param>
internal sealed record ReplayNote(SourceSpan Source, string Reason);
