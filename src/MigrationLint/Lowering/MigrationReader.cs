using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering.Knex;
using MigrationLint.Lowering.Sql;
using MigrationLint.Text;

namespace MigrationLint.Lowering;

/// <summary>Reads a migration of any language.</summary>
internal static class MigrationReader
{
    /// <summary>Reads one file. Never throws: what cannot be read has no facts.</summary>
    /// <param name="file">The file.</param>
    /// <param name="folder">The chain it belongs to.</param>
    /// <param name="evaluator">Who evaluates JavaScript: one for all files of a run, so that shared modules are read once.</param>
    public static MigrationFacts Read(MigrationFile file, MigrationFolder folder, ModuleEvaluator evaluator)
    {
        if (file.Content.Text is null)
        {
            return new MigrationFacts { File = file };
        }

        try
        {
            return file.Language switch
            {
                MigrationLanguage.JavaScript or MigrationLanguage.TypeScript => KnexFileReader.Read(file, folder.IsPostgres, evaluator),
                MigrationLanguage.Sql => SqlFileReader.Read(file),
                _ => new MigrationFacts { File = file },
            };
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or OperationCanceledException))
        {
            // The boundary of one file: a defect here must not take the run's other files along.
            return new MigrationFacts
            {
                File = file,
                NotUnderstood = [new OpaquePart(SourceSpan.StartOf(file.Text), $"an internal error ended the reading ({exception.GetType().Name}: {exception.Message})")],
            };
        }
    }
}
