using MigrationLint.Discovery;
using MigrationLint.Replay;
using MigrationLint.Rules.Chain;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Locking;

/// <summary>How a statement gets out of the transaction that it cannot stand in.</summary>
internal static class OpenTransaction
{
    private const string Alone = " Keep the statement alone in its file: without a transaction, what ran before a failure stays.";

    /// <summary>What to write, for the tool and for whoever opened the transaction.</summary>
    public static string Remedy(RefusedStatement refused) => refused.Statement?.Transaction switch
    {
        { IsExplicit: true, Model: TransactionModel.None } => "Move the statement behind the COMMIT, or into a file of its own.",
        { IsExplicit: false, Model: TransactionModel.None } when refused.Migration.File.Language == MigrationLanguage.Sql =>
            $"Give the statement a file of its own: {Phrase.Runner(refused.Migration.Folder)} sends a file as one string, which is a transaction where it holds several statements.",
        { IsExplicit: false, Model: TransactionModel.None } => "Send the statement by a call of its own: a string of several statements is a transaction.",
        _ => OfTool(refused.Migration.Folder.Tool, refused.Migration.File.Language == MigrationLanguage.Sql) + Alone,
    };

    private static string OfTool(MigrationTool tool, bool isScript) => tool switch
    {
        MigrationTool.Knex => "Add exports.config = { transaction: false }; to the migration.",
        MigrationTool.Goose => "Write -- +goose NO TRANSACTION at the head of the file.",
        MigrationTool.Dbmate => "Write -- migrate:up transaction:false.",
        MigrationTool.Flyway => "Write executeInTransaction=false into the configuration file of the script.",
        // --no-single-transaction still gives each migration a transaction (node-pg-migrate 9, migration.js).
        MigrationTool.NodePgMigrate when isScript => "Write it as a .js migration that calls pgm.noTransaction(): node-pg-migrate runs every .sql file in a transaction.",
        MigrationTool.NodePgMigrate => "Call pgm.noTransaction().",
        MigrationTool.Diesel => "Write run_in_transaction = false into the metadata.toml of the migration.",
        MigrationTool.Sqitch => "Leave out BEGIN and COMMIT in this script.",
        _ => "Give the statement a file that the tool runs without a transaction.",
    };
}
