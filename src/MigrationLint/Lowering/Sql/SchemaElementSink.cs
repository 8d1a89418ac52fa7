using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql;

/// <summary>A database whose search path begins with the schema that is being made, while the elements of CREATE SCHEMA are (<c>CreateSchemaCommand</c>).</summary>
internal sealed class SchemaElementSink(IOperationSink sink, string schema) : IOperationSink
{
    /// <inheritdoc/>
    public DatabaseSchema Schema => sink.Schema;

    /// <inheritdoc/>
    public SessionSettings Settings => sink.Settings with { SearchPath = [schema, .. sink.Settings.SearchPath] };

    /// <inheritdoc/>
    public bool IsComplete => sink.IsComplete;

    /// <inheritdoc/>
    public int Version => sink.Version;

    /// <inheritdoc/>
    public bool IsInTransaction => sink.IsInTransaction;

    /// <inheritdoc/>
    public bool IsConditional => sink.IsConditional;

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
    public bool RunStatement(SourceSpan source, bool isConditional, Action body) => sink.RunStatement(source, isConditional, body);

    /// <inheritdoc/>
    public Refusal? TryRun(Action body) => sink.TryRun(body);

    /// <inheritdoc/>
    public void NoteAttempt(ObjectKind kind, QualifiedName name, string? part = null) => sink.NoteAttempt(kind, name, part);

    /// <inheritdoc/>
    public bool Emit(Operation operation) => sink.Emit(operation);

    /// <inheritdoc/>
    public Exception Refuse(string sqlState, string message, SourceSpan source, RefusalDetail? detail = null) => sink.Refuse(sqlState, message, source, detail);

    /// <inheritdoc/>
    public Relation? FindOrAssumeRelation(QualifiedName name, SourceSpan source, bool isConditional = false) => sink.FindOrAssumeRelation(name, source, isConditional);

    /// <inheritdoc/>
    public void NoteExtensionUse(ObjectKind kind, string name, SourceSpan source) => sink.NoteExtensionUse(kind, name, source);

    /// <inheritdoc/>
    public bool IsUnsafeNewEnumValue(ObjectId type, string label) => sink.IsUnsafeNewEnumValue(type, label);

    /// <inheritdoc/>
    public void NotUnderstood(SourceSpan source, string reason) => sink.NotUnderstood(source, reason);
}
