using MigrationLint.Operations;
using MigrationLint.Replay.Appliers;
using MigrationLint.Schema;

namespace MigrationLint.Replay;

/// <content>Files, transaction blocks, savepoints.</content>
internal sealed partial class ReplaySession
{
    /// <summary>The blocks that statements run in (<c>TBlockState</c>, <c>access/transam/xact.c</c>).</summary>
    private enum Block
    {
        None,
        Implicit,
        Explicit,
    }

    private const string TemporarySchema = "pg_temp";
    private readonly List<(string Name, ReplayState State)> savepoints = [];
    private readonly List<Refusal> failures = [];
    private List<StatementSteps> statements = [];
    private MigrationStepInfo? file;
    private DatabaseSchema? beforeFile;
    private int notesBefore;
    private ReplayState? blockStart;
    private TransactionScope? scope;
    private Block block;
    private bool isInString;
    private bool isAborted;
    private bool hasEnded;
    private bool hasStopped;
    private int lastTransaction;

    /// <summary>Begins a file: opens what its tool opens around it.</summary>
    public void BeginFile(MigrationStepInfo info)
    {
        file = info;
        statements = [];
        failures.Clear();
        savepoints.Clear();
        if (info.IsNewSession)
        {
            StartSession();
        }

        beforeFile = Schema;
        notesBefore = notes.Count;
        traps.Clear();
        absences.Clear();
        longNames.Clear();
        isAborted = false;
        hasEnded = hasStopped;
        if (info.Transaction == TransactionModel.Own)
        {
            Open(Block.Explicit);
        }
    }

    /// <summary>Ends a file: commits, or undoes what its failure undoes.</summary>
    public FileOutcome EndFile()
    {
        // A program may have caught the error; what its tool writes down at the end then fails.
        if (isAborted && failures.Count == 0 && file!.Transaction == TransactionModel.Own && statements.Find(statement => statement.Refusal is not null) is { } cause)
        {
            failures.Add(new Refusal("25P02", AbortedMessage, cause.Source) { IsUncertain = IsBaseAssumed });
        }

        // What a file opened itself and left open ends with its connection, and is lost.
        var isLeftOpen = block == Block.Explicit && file!.Transaction != TransactionModel.Own;
        Close(isCommitted: failures.Count == 0 && !isLeftOpen);
        context.State = context.State with { Settings = context.State.LastingSettings };
        var outcome = new FileOutcome(file!, beforeFile!, Schema, statements) { Refusals = [.. failures], Notes = [.. notes.Skip(notesBefore)], BuilderTraps = [.. traps], Absences = [.. absences], LongNames = [.. longNames], IsSkipped = hasStopped };
        hasStopped |= context.Options.StopsAtFailure && failures.Count > 0;
        Timeline.Add(outcome);
        file = null;
        return outcome;
    }

    private void StartSession()
    {
        context.State = context.State with { Settings = new SessionSettings(), LastingSettings = new SessionSettings() };
        foreach (var item in Schema.ObjectsIn(TemporarySchema).ToList())
        {
            context.Schema = item switch
            {
                Relation relation => Schema.Without(relation),
                SchemaType type => Schema.Without(type),
                Routine routine => Schema.Without(routine),
                _ => Schema,
            };
        }
    }

    /// <summary>Begins a string of several statements that is sent at once: PostgreSQL takes it as a transaction.</summary>
    public void BeginQueryString()
    {
        isInString = true;
        if (block == Block.None)
        {
            Open(Block.Implicit);
        }
    }

    /// <summary>Ends a string of several statements.</summary>
    public void EndQueryString()
    {
        isInString = false;
        if (block == Block.Implicit)
        {
            Close(isCommitted: failures.Count == 0);
        }
    }

    /// <summary>Notes that a statement failed and nothing handles it: its file ends here.</summary>
    public void NoteFailure(Refusal refusal)
    {
        // Where nothing else failed it is the file's failure: an error was caught, and the transaction was used on.
        if (refusal.SqlState != "25P02" || failures.Count == 0)
        {
            failures.Add(refusal);
        }

        hasEnded = true;
    }

    private TransactionScope BeginStatement()
    {
        if (block == Block.None && isInString)
        {
            // What follows a COMMIT in the same string is a transaction again (BeginImplicitTransactionBlock).
            Open(Block.Implicit);
        }

        return block == Block.None
            ? new TransactionScope(++lastTransaction, file?.Transaction ?? TransactionModel.None, Schema) { IsSingleStatement = true }
            : scope!;
    }

    private void EndStatement()
    {
        if (block == Block.None)
        {
            Commit();
        }
    }

    // PreCommit_on_commit_actions: as DROP … CASCADE does.
    private void Commit()
    {
        foreach (var table in context.State.DroppedOnCommit.Where(table => Schema.FindRelation(table) is not null).ToList())
        {
            DropPlan.Execute(context, [new ObjectAddress(table)], cascade: true);
        }

        context.State = context.State.Committed();
    }

    private void Open(Block kind)
    {
        block = kind;
        blockStart = context.State;
        isAborted = false;
        savepoints.Clear();
        context.IsInTransaction = true;
        scope = new TransactionScope(++lastTransaction, file?.Transaction ?? TransactionModel.None, Schema) { IsExplicit = kind == Block.Explicit && current is not null };
    }

    private void Close(bool isCommitted)
    {
        if (block != Block.None)
        {
            if (isCommitted && !isAborted)
            {
                Commit();
            }
            else
            {
                context.State = blockStart!;
                scope!.IsUndone = true;
            }
        }

        block = Block.None;
        isAborted = false;
        savepoints.Clear();
        context.IsInTransaction = false;
    }

    private bool Control(ControlTransaction operation)
    {
        switch (operation.Control)
        {
            case TransactionControl.Begin:
                Begin();
                break;
            case TransactionControl.Commit:
                Close(isCommitted: true);
                break;
            case TransactionControl.Rollback:
                Close(isCommitted: false);
                break;
            case TransactionControl.Prepare:
                RequireBlock("PREPARE TRANSACTION");
                Close(isCommitted: false);
                break;
            default:
                ControlSavepoint(operation);
                break;
        }

        return true;
    }

    private void Begin()
    {
        if (block == Block.None)
        {
            Open(Block.Explicit);
        }
        else if (block == Block.Implicit)
        {
            // What ran before it in the same string becomes a part of it.
            block = Block.Explicit;
        }
    }

    private void ControlSavepoint(ControlTransaction operation)
    {
        var name = operation.Savepoint ?? "";
        if (operation.Control == TransactionControl.Savepoint)
        {
            RequireBlock("SAVEPOINT");
            savepoints.Add((name, context.State));
            return;
        }

        RequireBlock(operation.Control == TransactionControl.Release ? "RELEASE SAVEPOINT" : "ROLLBACK TO SAVEPOINT");
        var found = savepoints.FindLastIndex(savepoint => savepoint.Name == name);
        if (found < 0)
        {
            throw context.Refuse("3B001", $"savepoint \"{name}\" does not exist");
        }

        var state = savepoints[found].State;
        if (operation.Control == TransactionControl.Release)
        {
            savepoints.RemoveRange(found, savepoints.Count - found);
            return;
        }

        savepoints.RemoveRange(found + 1, savepoints.Count - found - 1);
        context.State = state;
        isAborted = false;
    }

    private void RequireBlock(string command)
    {
        if (block != Block.Explicit)
        {
            throw context.Refuse("25P01", $"{command} can only be used in transaction blocks");
        }
    }
}
