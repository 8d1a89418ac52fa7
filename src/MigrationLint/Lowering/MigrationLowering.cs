using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering.Knex;
using MigrationLint.Lowering.Sql;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Lowering;

/// <summary>Lowers migrations of any language on one database.</summary>
/// <param name="sink">The database.</param>
/// <param name="evaluator">Who evaluates JavaScript: one for all files of a run, so that shared modules are read once.</param>
internal sealed class MigrationLowering(IProgramSink sink, ModuleEvaluator evaluator)
{
    /// <summary>Runs one direction of a migration. Never throws: what cannot be read is noted.</summary>
    public void Run(MigrationFile file, MigrationFolder folder, MigrationDirection direction)
    {
        if (file.Content.Text is null)
        {
            sink.NotUnderstood(SourceSpan.StartOf(file.Text), "the file cannot be read");
            return;
        }

        try
        {
            switch (file.Language)
            {
                case MigrationLanguage.JavaScript or MigrationLanguage.TypeScript:
                    RunProgram(file, folder, direction);
                    break;
                case MigrationLanguage.Sql:
                    RunScript(file, direction == MigrationDirection.Up ? file.Up : file.Down);
                    break;
                default:
                    sink.NotUnderstood(SourceSpan.StartOf(file.Text), "its language is not read");
                    break;
            }
        }
#pragma warning disable CA1031 // The boundary of one file: a defect here must not take the run's other files along.
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException))
#pragma warning restore CA1031
        {
            sink.NotUnderstood(SourceSpan.StartOf(file.Text), $"an internal error ended the replay ({exception.GetType().Name}: {exception.Message})");
        }
    }

    /// <summary>What stands around one direction of a migration: a program may have a word in it.</summary>
    public MigrationTransaction TransactionOf(MigrationFile file, MigrationFolder folder, MigrationDirection direction) =>
        (direction == MigrationDirection.Up ? file.Up : file.Down)?.Transaction ?? folder.TransactionOf(file.Language is MigrationLanguage.JavaScript or MigrationLanguage.TypeScript ? MigrationRunner.TransactionOf(evaluator, file) : null);

    private void RunScript(MigrationFile file, MigrationScript? script)
    {
        if (script is null)
        {
            return;
        }

        var lowering = new SqlLowering(sink);
        var text = SqlFileReader.ReadScript(script.Text);
        if (ForeignDialect.Find(text) is { } dialect)
        {
            sink.NotUnderstood(SourceSpan.StartOf(file.Text), $"it is written for {dialect}");
            return;
        }

        var next = 0;
        foreach (var part in script.Parts)
        {
            var statements = new List<SqlStatement>();
            for (; next < text.Statements.Count && text.Statements[next].Span.Start < part.End; next++)
            {
                if (part.Contains(text.Statements[next].Span))
                {
                    statements.Add(text.Statements[next]);
                }
            }

            RunPart(lowering, statements, text.Tokens, isOneString: script.Transaction == MigrationTransaction.SimpleQuery && statements.Count > 1);
        }
    }

    private void RunPart(SqlLowering lowering, IReadOnlyList<SqlStatement> statements, SqlTokens tokens, bool isOneString)
    {
        if (isOneString)
        {
            sink.BeginQueryString();

            // The server reads all of a string before it runs the first statement (exec_simple_query): one that it cannot read fails before all others.
            statements = [.. statements.OrderBy(static statement => statement is { OpaqueReason: null, Error: not null } ? 0 : 1)];
        }

        foreach (var statement in statements)
        {
            foreach (var name in LongNames.Find(statement, tokens, []))
            {
                sink.NoteLongName(name);
            }

            lowering.Lower(statement, tokens, isConditional: false);
        }

        if (isOneString)
        {
            sink.EndQueryString();
        }
    }

    private void RunProgram(MigrationFile file, MigrationFolder folder, MigrationDirection direction)
    {
        var session = new ProgramSession(sink, new SqlLowering(sink));
        var run = MigrationRunner.Run(evaluator, file, ConnectionOf(folder.Tool), direction, session);
        foreach (var note in run.Notes)
        {
            sink.NotUnderstood(note.Location, note.Reason);
        }

        if (run.Thrown is { } error)
        {
            var place = run.ThrownAt ?? SourceSpan.StartOf(file.Text);
            var refusal = session.RefusalBehind(error) ?? new Refusal("", run.Message ?? "the migration throws", place);

            // It is the migration that fails, also where a module that it imports sends the statement.
            sink.NoteFailure(ReferenceEquals(refusal.Source.Text, file.Text) || refusal.Source.Text.Path == file.Path ? refusal : refusal with { Source = place });
        }
    }

    private static MigrationConnection ConnectionOf(MigrationTool tool) => tool switch
    {
        MigrationTool.DbMigrate => MigrationConnection.DbMigrate,
        MigrationTool.Knex => MigrationConnection.Knex,
        _ => MigrationConnection.Driver,
    };
}
