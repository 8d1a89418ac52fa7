using MigrationLint.Lowering.Sql;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Lowering.Sql;

/// <summary>A database that notes what it is asked to do and does none of it. Relations are taken to be there, with nothing known of them.</summary>
internal sealed class RecordingSink : IOperationSink
{
    private int next = ObjectId.FirstNormal;

    public List<Operation> Operations { get; } = [];

    public List<Refusal> Refusals { get; } = [];

    public List<string> Notes { get; } = [];

    public DatabaseSchema Schema => DatabaseSchema.Empty;

    public SessionSettings Settings { get; init; } = new();

    public bool IsComplete { get; init; }

    public int Version { get; init; } = 15;

    public bool IsInTransaction { get; init; }

    public bool IsConditional => false;

    public RowKnowledge Rows { get; set; } = RowKnowledge.Empty;

    public SequencePositions Sequences { get; set; } = SequencePositions.Empty;

    public void ForgetRows()
    {
    }

    /// <summary>The compact form of what a script comes to: an operation or a refusal a line.</summary>
    public static string Lower(string sql, bool isComplete = false, bool isInTransaction = false)
    {
        var sink = new RecordingSink { IsComplete = isComplete, IsInTransaction = isInTransaction };
        new SqlLowering(sink).Lower(SqlScriptReader.Read(new SourceText("/a.sql", sql), SqlPlaceholders.Psql));
        return string.Join("\n", sink.Operations.Select(OperationText.Of).Concat(sink.Refusals.Select(refusal => $"{refusal.SqlState} {refusal.Message}")));
    }

    public bool RunStatement(SourceSpan source, bool isConditional, Action body)
    {
        var refusal = TryRun(body);
        if (refusal is not null)
        {
            Refusals.Add(refusal);
        }

        return refusal is null;
    }

    public Refusal? TryRun(Action body)
    {
        var before = Operations.Count;
        try
        {
            body();
            return null;
        }
        catch (StatementRefusedException exception)
        {
            Operations.RemoveRange(before, Operations.Count - before);
            return exception.Refusal;
        }
    }

    public bool Emit(Operation operation)
    {
        Operations.Add(operation);
        return true;
    }

    public Exception Refuse(string sqlState, string message, SourceSpan source, RefusalDetail? detail = null) => throw new StatementRefusedException(new Refusal(sqlState, message, source));

    public Relation? FindOrAssumeRelation(QualifiedName name, SourceSpan source, bool isConditional = false) =>
        IsComplete ? null : new Table(new ObjectId(next++), name) { IsIncomplete = true };

    public void NoteAttempt(ObjectKind kind, QualifiedName name, string? part = null)
    {
    }

    public void NoteExtensionUse(ObjectKind kind, string name, SourceSpan source)
    {
    }

    public bool IsUnsafeNewEnumValue(ObjectId type, string label) => false;

    public void NotUnderstood(SourceSpan source, string reason) => Notes.Add(reason);
}
