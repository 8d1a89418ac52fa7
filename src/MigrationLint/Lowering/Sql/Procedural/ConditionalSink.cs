using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>A database on which everything happens only perhaps: operations are marked so.</summary>
/// <param name="sink">The database.</param>
internal sealed class ConditionalSink(IOperationSink sink) : IOperationSink
{
    /// <inheritdoc/>
    public DatabaseSchema Schema => sink.Schema;

    /// <inheritdoc/>
    public SessionSettings Settings => sink.Settings;

    /// <inheritdoc/>
    public bool IsComplete => sink.IsComplete;

    /// <inheritdoc/>
    public int Version => sink.Version;

    /// <inheritdoc/>
    public bool IsInTransaction => sink.IsInTransaction;

    /// <inheritdoc/>
    public bool IsConditional => true;

    /// <inheritdoc/>
    public RowKnowledge Rows
    {
        get => sink.Rows;
        set => sink.Rows = value;
    }

    /// <inheritdoc/>
    public SequencePositions Sequences
    {
        get => sink.Sequences;
        set => sink.Sequences = value;
    }

    /// <inheritdoc/>
    public void ForgetRows() => sink.ForgetRows();

    /// <inheritdoc/>
    public bool RunStatement(SourceSpan source, bool isConditional, Action body) => sink.RunStatement(source, isConditional: true, body);

    /// <inheritdoc/>
    public Refusal? TryRun(Action body) => sink.TryRun(body);

    /// <inheritdoc/>
    public void NoteAttempt(ObjectKind kind, QualifiedName name, string? part = null) => sink.NoteAttempt(kind, name, part);

    /// <inheritdoc/>
    public bool Emit(Operation operation) => sink.Emit(operation with { IsConditional = true });

    /// <inheritdoc/>
    public Exception Refuse(string sqlState, string message, SourceSpan source, RefusalDetail? detail = null) => sink.Refuse(sqlState, message, source, detail);

    /// <inheritdoc/>
    public Relation? FindOrAssumeRelation(QualifiedName name, SourceSpan source, bool isConditional = false) => sink.FindOrAssumeRelation(name, source, isConditional: true);

    /// <inheritdoc/>
    public void NoteExtensionUse(ObjectKind kind, string name, SourceSpan source)
    {
        // It may never be met.
    }

    /// <inheritdoc/>
    public bool IsUnsafeNewEnumValue(ObjectId type, string label) => sink.IsUnsafeNewEnumValue(type, label);

    /// <inheritdoc/>
    public void NotUnderstood(SourceSpan source, string reason) => sink.NotUnderstood(source, reason);
}
