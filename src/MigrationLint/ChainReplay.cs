using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering;
using MigrationLint.Lowering.Knex;
using MigrationLint.Lowering.Sql;
using MigrationLint.Lowering.Sql.Procedural;
using MigrationLint.Replay;
using MigrationLint.Rules;
using MigrationLint.Schema;
using MigrationLint.Sql;

namespace MigrationLint;

/// <summary>Replays chains: Lower and Replay in one, since a program asks the schema what to do next.</summary>
/// <param name="evaluator">Who evaluates JavaScript.</param>
/// <param name="options">What the run is told.</param>
internal sealed class ChainReplay(ModuleEvaluator evaluator, LintOptions options)
{
    /// <summary>Replays a chain as it would run on an empty database, and where tables of it were made elsewhere, with these taken as given.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="facts">What reading the files showed.</param>
    /// <returns>What rules look at, and the run on an empty database: the same where the chain makes all that it uses, so that what is missing is certain.</returns>
    public (ReplayedChain Checked, ReplayedChain FromEmpty) Run(MigrationChain chain, IReadOnlyDictionary<MigrationFile, MigrationFacts> facts)
    {
        var fromEmpty = Run(chain, facts, isStrict: true);
        if (chain.IsFromEmpty || !fromEmpty.Migrations.Any(static migration => migration.Outcome.Refusals.Any(IsOfMissing)))
        {
            return (fromEmpty, fromEmpty);
        }

        var lenient = Run(chain, facts, isStrict: false);
        return (lenient.Assumed.Count == 0 && chain.ExternalTables.Names.Count == 0 ? fromEmpty : lenient, fromEmpty);
    }

    // undefined_table, undefined_object, undefined_function, invalid_schema_name
    private static bool IsOfMissing(Refusal refusal) => refusal.SqlState is "42P01" or "42704" or "42883" or "3F000";

    /// <summary>Replays a chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="facts">What reading the files showed.</param>
    /// <param name="isStrict">True where nothing is taken as given.</param>
    /// <param name="last">The last migration to run, by its name, its id or its number; null for all.</param>
    public ReplayedChain Run(MigrationChain chain, IReadOnlyDictionary<MigrationFile, MigrationFacts> facts, bool isStrict, string? last = null)
    {
        var session = new ReplaySession(new ReplayOptions
        {
            IsStrict = isStrict,
            Version = options.TargetVersion ?? chain.TargetVersion ?? LintOptions.DefaultTargetVersion,
            StopsAtFailure = options.StopAtFailure,
            IsExternal = name => chain.ExternalTables.Contains(name.Schema, name.Name),
            Base = chain.Base.Count == 0 ? Ledgers(chain) : DatabaseSchema.Empty,
        });
        var lowering = new MigrationLowering(session, evaluator);
        foreach (var dump in chain.Base)
        {
            Replay(session, lowering, dump, BaseOf(dump), MigrationDirection.Up);
        }

        var migrations = new List<ReplayedMigration>();
        foreach (var folder in chain.Folders.Where(static folder => folder.IsPostgres))
        {
            foreach (var file in folder.Steps)
            {
                var outcome = Replay(session, lowering, file, folder, MigrationDirection.Up);
                var after = session.Fork();
                migrations.Add(new ReplayedMigration(
                    file, folder, facts[file], outcome, new Lazy<FileOutcome>(() => Replay(after, new MigrationLowering(after, evaluator), file, folder, MigrationDirection.Down))));
                if (last is not null && file.IsNamed(last))
                {
                    return Finish(chain, session, migrations);
                }
            }
        }

        return Finish(chain, session, migrations);
    }

    private static ReplayedChain Finish(MigrationChain chain, ReplaySession session, IReadOnlyList<ReplayedMigration> migrations) =>
        new(chain, migrations, session.Schema, session.Assumed, session.Notes) { Overtaken = OvertakenSequences.Find(session) };

    /// <summary>What the tools have made before they run the first file. What their tables hold is not known.</summary>
    private static DatabaseSchema Ledgers(MigrationChain chain)
    {
        var session = new ReplaySession(new ReplayOptions { IsStrict = true });
        new SqlLowering(session).Lower(SqlScriptReader.Read(LedgerTables.TextFor(chain.Folders), SqlPlaceholders.None));
        return session.Schema.Relations.OfType<Table>().ToList()
            .Aggregate(session.Schema, (schema, table) => schema.With(table with { IsLedger = true, Rows = RowState.Unknown, CreatedBy = null, ChangedBy = null }));
    }

    private static FileOutcome Replay(ReplaySession session, MigrationLowering lowering, MigrationFile file, MigrationFolder folder, MigrationDirection direction)
    {
        session.BeginFile(new MigrationStepInfo(file.Name, Model(lowering.TransactionOf(file, folder, direction))) { IsNewSession = folder.StartsSessions });
        lowering.Run(file, folder, direction);
        return session.EndFile();
    }

    private static TransactionModel Model(MigrationTransaction transaction) => transaction switch
    {
        MigrationTransaction.PerFile => TransactionModel.Own,
        _ => TransactionModel.None,
    };

    /// <summary>A dump is a script that nobody wraps.</summary>
    private static MigrationFolder BaseOf(MigrationFile dump) => new()
    {
        Directories = [Files.PathText.GetDirectory(dump.Path) ?? dump.Path],
        Tool = MigrationTool.NumberedSql,
        Evidence = ToolEvidence.Declared,
        Files = [dump],
    };
}
