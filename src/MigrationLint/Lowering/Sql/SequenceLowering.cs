using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>CREATE and ALTER SEQUENCE (<c>sequence.c</c>).</summary>
internal sealed class SequenceLowering(LoweringContext context)
{
    /// <summary>CREATE SEQUENCE.</summary>
    public void Create(CreateSeqStmt statement)
    {
        var name = context.Names.ForCreation(statement.Sequence!);
        var isThere = statement.IfNotExists && context.Schema.IsRelationNameTaken(name);
        context.Emit(new CreateSequence(name, isThere ? Skipped(statement) : new SequenceOptionsReader(context).Read(statement.Options))
        {
            Source = context.Statement,
            IfNotExists = statement.IfNotExists,
            Persistence = TableLowering.PersistenceOf(statement.Sequence!, name),
        });
    }

    // PostgreSQL does not look at them; what they say is told to whom it may concern.
    private SequenceOptions Skipped(CreateSeqStmt statement)
    {
        try
        {
            return new SequenceOptionsReader(context).Read([.. statement.Options.Where(option => option is not DefElem { Defname: "owned_by" })]);
        }
        catch (StatementRefusedException)
        {
            return new SequenceOptions();
        }
    }

    /// <summary>ALTER SEQUENCE with options.</summary>
    public void Alter(AlterSeqStmt statement)
    {
        var found = context.Names.FindRelation(statement.Sequence!, statement.MissingOk);
        if (found is not (null or Sequence) && !found.IsIncomplete)
        {
            throw context.Refuse("42809", $"\"{found.Name.Name}\" is not a sequence", statement.Sequence);
        }

        var name = found?.Name ?? context.Names.Resolve(statement.Sequence!);
        context.Emit(new AlterSequence(name, found is null ? new SequenceOptions() : new SequenceOptionsReader(context).Read(statement.Options))
        {
            Source = context.Statement,
            IfExists = statement.MissingOk,
        });
    }
}
