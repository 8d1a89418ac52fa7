using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering;
using MigrationLint.Lowering.Knex;
using MigrationLint.Replay;
using MigrationLint.Schema;

namespace MigrationLint;

/// <summary>A migration that was replayed.</summary>
/// <param name="File">The migration.</param>
/// <param name="Folder">The folder that it belongs to.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record ReplayedMigration(MigrationFile File, MigrationFolder Folder, FileOutcome Outcome);

/// <summary>A chain that was replayed.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Migrations">Its migrations, in order.</param>
/// <param name="Schema">What the database holds at the end.</param>
/// <param name="Assumed">What nothing in the chain made and was taken to be there.</param>
/// <param name="Notes">What could not be understood.</param>
internal sealed record ReplayedChain(
    MigrationChain Chain,
    IReadOnlyList<ReplayedMigration> Migrations,
    DatabaseSchema Schema,
    IReadOnlyList<AssumedObject> Assumed,
    IReadOnlyList<ReplayNote> Notes);

/// <summary>Replays chains: Lower and Replay in one, since a program asks the schema what to do next.</summary>
/// <param name="evaluator">Who evaluates JavaScript.</param>
/// <param name="options">What the run is told.</param>
internal sealed class ChainReplay(ModuleEvaluator evaluator, LintOptions options)
{
    /// <summary>Replays a chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="isStrict">True where nothing is taken as given.</param>
    /// <param name="last">The last migration to run, by its name, its id or its number; null for all.</param>
    public ReplayedChain Run(MigrationChain chain, bool isStrict, string? last = null)
    {
        var session = new ReplaySession(new ReplayOptions
        {
            IsStrict = isStrict,
            StopsAtFailure = options.StopAtFailure,
            IsExternal = name => chain.ExternalTables.Contains(name.Schema, name.Name),
        });
        var lowering = new MigrationLowering(session, evaluator);
        foreach (var dump in chain.Base)
        {
            Replay(session, lowering, dump, BaseOf(dump));
        }

        var migrations = new List<ReplayedMigration>();
        foreach (var folder in chain.Folders)
        {
            foreach (var file in folder.Steps)
            {
                migrations.Add(new ReplayedMigration(file, folder, Replay(session, lowering, file, folder)));
                if (last is not null && IsNamed(file, last))
                {
                    return Finish(chain, session, migrations);
                }
            }
        }

        return Finish(chain, session, migrations);
    }

    /// <summary>True where a user means this file: by name, by id, or by number.</summary>
    public static bool IsNamed(MigrationFile file, string id) =>
        file.Name == id || file.Id == id || System.IO.Path.GetFileNameWithoutExtension(file.Name) == id || file.Number?.Text == id;

    private static ReplayedChain Finish(MigrationChain chain, ReplaySession session, IReadOnlyList<ReplayedMigration> migrations) =>
        new(chain, migrations, session.Schema, session.Assumed, session.Notes);

    private static FileOutcome Replay(ReplaySession session, MigrationLowering lowering, MigrationFile file, MigrationFolder folder)
    {
        session.BeginFile(new MigrationStepInfo(file.Name, Model(file.Up?.Transaction ?? folder.TransactionOf(null))));
        lowering.Run(file, folder, MigrationDirection.Up);
        return session.EndFile();
    }

    private static TransactionModel Model(MigrationTransaction transaction) => transaction switch
    {
        MigrationTransaction.PerFile => TransactionModel.Own,
        MigrationTransaction.SimpleQuery => TransactionModel.Implicit,
        _ => TransactionModel.None,
    };

    /// <summary>A dump is a script that nobody wraps.</summary>
    private static MigrationFolder BaseOf(MigrationFile dump) => new()
    {
        Directories = [Files.PathText.GetDirectory(dump.Path)],
        Tool = MigrationTool.NumberedSql,
        Evidence = ToolEvidence.Declared,
        Files = [dump],
    };
}
