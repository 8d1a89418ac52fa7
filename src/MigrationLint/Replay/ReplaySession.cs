using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Replay;

/// <summary>
/// The database that a chain is replayed on. Files are begun and ended; the statements between are applied to an immutable schema, with PostgreSQL's
/// transactions around them.
/// </summary>
internal sealed partial class ReplaySession : IProgramSink
{
    private const string AbortedMessage = "current transaction is aborted, commands ignored until end of transaction block";

    private readonly ReplayContext context;
    private readonly List<ReplayNote> notes = [];
    private readonly List<BuilderTrap> traps = [];
    private readonly List<ExistenceQuestion> absences = [];
    private readonly List<LongName> longNames = [];
    private readonly List<Step> steps = [];
    private StatementSteps? current;
    private bool isInnerConditional;

    /// <summary>A session on the database that <paramref name="options"/> starts with.</summary>
    public ReplaySession(ReplayOptions options) => context = new ReplayContext(options);

    private ReplaySession(ReplaySession other) => context = new ReplayContext(other.context);

    /// <inheritdoc/>
    public DatabaseSchema Schema => context.Schema;

    /// <inheritdoc/>
    public SessionSettings Settings => context.State.Settings;

    /// <inheritdoc/>
    public bool IsComplete => context.IsComplete;

    /// <inheritdoc/>
    public int Version => context.Options.Version;

    /// <inheritdoc/>
    public bool IsInTransaction => context.IsInTransaction;

    /// <inheritdoc/>
    public bool IsConditional => current is { IsConditional: true } || isInnerConditional;

    /// <inheritdoc/>
    public RowKnowledge Rows
    {
        get => context.State.Rows;
        set => context.State = context.State with { Rows = value };
    }

    /// <inheritdoc/>
    public SequencePositions Sequences
    {
        get => context.Sequences;
        set => context.Sequences = value;
    }

    /// <inheritdoc/>
    public void ForgetRows() => context.ForgetRows();

    /// <summary>The files that were replayed.</summary>
    public Timeline Timeline { get; } = new();

    /// <summary>What nothing in the chain made and was taken to be there, in the order of its first use; external tables left out.</summary>
    public IReadOnlyList<AssumedObject> Assumed => context.Assumed;

    /// <summary>What could not be understood, in order.</summary>
    public IReadOnlyList<ReplayNote> Notes => notes;

    /// <summary>Another session on what the database holds now: what it does shows nowhere else.</summary>
    public ReplaySession Fork() => new(this);

    /// <inheritdoc/>
    public bool RunStatement(SourceSpan source, bool isConditional, Action body)
    {
        if (current is not null)
        {
            return RunInner(isConditional, body);
        }

        var refusal = Run(source, isConditional, body, out var hasRun);
        if (refusal is not null && !isConditional)
        {
            NoteFailure(refusal);
        }

        return hasRun && refusal is null;
    }

    /// <summary>Runs a statement of a program that may handle its failure: the refusal is not noted; <see cref="NoteFailure"/> does that where nothing handles it.</summary>
    /// <returns>Why it is refused, also where the transaction is aborted already (25P02); null where it went through, or an earlier failure ended the file.</returns>
    public Refusal? TryStatement(SourceSpan source, bool isConditional, Action body, IReadOnlyCollection<string>? madeUpNames = null) => Run(source, isConditional, body, out _, madeUpNames);

    /// <inheritdoc/>
    public Refusal? TryRun(Action body)
    {
        var saved = context.State;
        try
        {
            body();
            return null;
        }
        catch (StatementRefusedException exception)
        {
            var refusal = exception.Refusal.Schema is null ? exception.Refusal with { Schema = Schema } : exception.Refusal;
            context.State = saved;
            return refusal;
        }
    }

    /// <inheritdoc/>
    public void NoteAttempt(ObjectKind kind, QualifiedName name, string? part = null)
    {
        if (statements.Count > 0 && !statements[statements.Count - 1].IsConditional)
        {
            statements[statements.Count - 1].AddAttempt(kind, name, part);
        }
    }

    /// <inheritdoc/>
    public bool Emit(Operation operation)
    {
        if (isAborted && operation is not ControlTransaction)
        {
            throw ReplayContext.Refuse("25P02", AbortedMessage, operation.Source);
        }

        var before = Schema;
        operation = IsConditional && !operation.IsConditional ? operation with { IsConditional = true } : operation;
        context.Operation = operation;
        try
        {
            var hasEffect = Apply(operation);
            if (current is not null)
            {
                steps.Add(new Step(operation, current, before, Schema) { HasEffect = hasEffect });
            }

            return hasEffect;
        }
        catch (StatementRefusedException exception)
        {
            if (current is not null)
            {
                steps.Add(new Step(operation, current, before, before) { Refusal = exception.Refusal, HasEffect = false });
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public Exception Refuse(string sqlState, string message, SourceSpan source, RefusalDetail? detail = null) => throw ReplayContext.Refuse(sqlState, message, source, detail);

    /// <inheritdoc/>
    public Relation? FindOrAssumeRelation(QualifiedName name, SourceSpan source, bool isConditional = false) => context.FindOrAssume(name, source, isConditional);

    /// <inheritdoc/>
    public void NoteExtensionUse(ObjectKind kind, string name, SourceSpan source)
    {
        if (!context.IsComplete && !context.State.IsOpaque && !Schema.HasUnknownExtension && BuiltInCatalog.ExtensionWith(kind, name) is { } extension
            && Schema.FindExtension(extension) is null && !context.Assumed.Exists(assumed => assumed.Kind == kind && BuiltInCatalog.ExtensionWith(kind, assumed.Name.Name) == extension))
        {
            context.NoteAssumed(kind, new QualifiedName("public", name), source);
        }
    }

    /// <inheritdoc/>
    public void NoteTrap(BuilderTrap trap) => traps.Add(trap);

    /// <inheritdoc/>
    public void NoteAbsence(ExistenceQuestion question) => absences.Add(question);

    /// <inheritdoc/>
    public void NoteLongName(LongName name) => longNames.Add(name);

    /// <inheritdoc/>
    public void NotUnderstood(SourceSpan source, string reason) => notes.Add(new ReplayNote(source, reason));

    /// <inheritdoc/>
    public bool IsUnsafeNewEnumValue(ObjectId type, string label) => context.State.NewLabels.Contains((type, label));

    private bool RunInner(bool isConditional, Action body)
    {
        if (!isConditional)
        {
            body();
            return true;
        }

        var was = isInnerConditional;
        isInnerConditional = true;
        var refusal = TryRun(body);
        isInnerConditional = was;
        return refusal is null;
    }

    /// <summary>True where tables were taken to be there: an error that a program caught may then not come up on the database that really has them.</summary>
    private bool IsBaseAssumed => !context.Options.IsStrict && context.Assumed.Count > 0;

    private Refusal? Run(SourceSpan source, bool isConditional, Action body, out bool hasRun, IReadOnlyCollection<string>? madeUpNames = null)
    {
        var statement = new StatementSteps(source, BeginStatement(), Settings) { Version = context.Options.Version, IsConditional = isConditional, IsSkipped = hasEnded, MadeUpNames = madeUpNames ?? [] };
        statements.Add(statement);
        hasRun = !hasEnded;
        if (hasEnded)
        {
            return null;
        }

        current = statement;
        var wasAborted = isAborted;
        var assumed = context.Assumed.Count;
        var isUncertain = context.State.IsUnbounded;
        try
        {
            var refusal = TryRun(body) is { } found ? found with { IsUncertain = isUncertain || (wasAborted && IsBaseAssumed) } : null;
            statement.Refusal = refusal;
            if (refusal is { SqlState: "25P02" } && wasAborted)
            {
                statement.IsSkipped = true;
            }
            else if (refusal is not null && !isConditional && IsInTransaction)
            {
                isAborted = true;
            }

            return refusal;
        }
        finally
        {
            statement.Finish(steps);
            steps.Clear();
            current = null;
            if (isConditional)
            {
                context.ForgetAssumed(assumed);
            }

            EndStatement();
        }
    }
}
