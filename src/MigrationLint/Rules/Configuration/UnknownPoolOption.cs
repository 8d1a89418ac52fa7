using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>An option that the pool does not know.</summary>
internal sealed class UnknownPoolOption : ConfigurationRule
{
    private static readonly HashSet<string> Times = new(StringComparer.Ordinal)
    {
        "acquireTimeoutMillis", "createTimeoutMillis", "destroyTimeoutMillis", "reapIntervalMillis", "createRetryIntervalMillis",
    };

    // What tarn takes, and what Knex takes out before.
    private static readonly HashSet<string> InPool = new(Times, StringComparer.Ordinal)
    {
        "min", "max", "idleTimeoutMillis", "propagateCreateError", "log", "create", "destroy", "validate", "afterCreate",
        "maxConnectionLifetimeMillis", "maxConnectionLifetimeJitterMillis",
    };

    private static readonly HashSet<string> OutsidePool = new(Times, StringComparer.Ordinal) { "min", "max", "idleTimeoutMillis", "propagateCreateError" };

    private static readonly HashSet<string> NotOfPg = new(Times, StringComparer.Ordinal) { "pool", "acquireConnectionTimeout", "propagateCreateError" };

    private static readonly RuleText Misplaced = new(
        "{option} stands outside of pool in {file}",
        "Knex ignores it without a word: the pool keeps its default.",
        "Move {option} into pool: { … }.");

    private static readonly RuleText IgnoredByPg = new(
        "pg knows no option {option}, which {file} sets",
        "It is Knex's, and pg ignores it without a word: the pool keeps its default.",
        "Use pg's own: max, connectionTimeoutMillis and idleTimeoutMillis, beside connectionString.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML715", "unknown-pool-option", RuleFamily.Configuration, Severity.Error)
    {
        Title = "A misspelt or misplaced pool option: in knex's pool it throws (error), elsewhere it is ignored (warning)",
        Text = new(
            "Knex's pool knows no option {option}, which {file} sets",
            "Knex throws at start: \"Tarn: unsupported option opt.{option}\".",
            "Take it out, or use one of min, max, acquireTimeoutMillis, createTimeoutMillis, idleTimeoutMillis, reapIntervalMillis."),
        Variants = [Misplaced, IgnoredByPg],
        Bad = """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: process.env.DATABASE_URL,
              pool: { min: 0, max: 10, [|acquire: 30000|] },
            });
            """,
        Good = """
            === src/db.js
            const knex = require('knex');
            module.exports = knex({
              client: 'pg',
              connection: process.env.DATABASE_URL,
              pool: { min: 0, max: 10, acquireTimeoutMillis: 30000 },
            });
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var database in configuration.Configurations)
        {
            // A plain object may go to another library.
            switch (database.Kind)
            {
                case ConfigurationKind.PgPool:
                    Report(database.Options, option => NotOfPg.Contains(option), IgnoredByPg, Severity.Warning);
                    break;
                case ConfigurationKind.Knexfile or ConfigurationKind.KnexInstance:
                    Report(database.PoolOptions, option => !InPool.Contains(option), text: null, severity: null);
                    Report(database.Options, option => OutsidePool.Contains(option), Misplaced, Severity.Warning);
                    break;
                default:
                    break;
            }
        }

        void Report(IReadOnlyList<NamedOption> options, Func<string, bool> isWrong, RuleText? text, Severity? severity)
        {
            foreach (var option in options.Where(option => isWrong(option.Name)))
            {
                report.Report(option.Location, new() { ["option"] = option.Name, ["file"] = PathText.GetFileName(option.Location.Text.Path) }, text, severity);
            }
        }
    }
}
