#pragma warning disable MA0048 // A run of the real tools: what goes in and what comes out.

using System.Diagnostics;
using System.Text.Json;
using MigrationLint.Postgres;
using MigrationLint.Schema;

namespace MigrationLint.Oracles.Schema;

/// <summary>Folders that one tool runs as one chain.</summary>
internal sealed record ChainStep(string Tool, IReadOnlyList<string> Folders)
{
    /// <summary><c>second half</c>: the chain begins in the middle.</summary>
    public string? Only { get; init; }
}

/// <summary>Migrations that run one after the other on an empty database.</summary>
internal sealed record Chain(string Name, IReadOnlyList<ChainStep> Steps);

/// <summary>A file that failed: where, as far as the tool knows, and what the server said. Lines are counted from 1.</summary>
/// <param name="File">Its path.</param>
/// <param name="Code">The SQLSTATE; null where the file failed by itself.</param>
/// <param name="Message">The message.</param>
/// <param name="First">The line on which the statement begins.</param>
/// <param name="Last">The line on which it ends.</param>
/// <param name="Line">The line that the server points at, or on which JavaScript made the statement.</param>
internal sealed record FileFailure(string File, string? Code, string? Message, int? First, int? Last, int? Line);

/// <summary>What the real tools made of a chain on a real server.</summary>
internal sealed record RealRun(Chain Chain, int Files, IReadOnlyList<FileFailure> Failures, CatalogSnapshot Snapshot);

/// <summary>Runs chains with knex, db-migrate, Drizzle's statements and psql, each on a database of its own, every file alone and past those that fail.</summary>
internal static class RealTools
{
    private const int Processes = 2;

    /// <summary>Where the tools are installed, with what the migrations of the corpora import.</summary>
    public static string Modules { get; } = NpmPackages.Install(
        "schema-tools", "knex@3.3.0", "pg@8.23.1", "esbuild@0.28.2", "db-migrate@0.11.14", "db-migrate-pg@1.5.2", "async@3.2.6", "lodash-es@4.18.1", "js-yaml@4.1.0",
        "fs-extra@11.4.1", "uuid@14.0.3", "@directus/utils@13.5.5", "@directus/constants@14.4.1", "@directus/env@6.3.0", "@directus/schema@14.0.2", "luxon@3.7.2");

    /// <summary>Runs chains.</summary>
    /// <returns>The outcomes by the chain's name.</returns>
    public static IReadOnlyDictionary<string, RealRun> Run(IEnumerable<Chain> chains)
    {
        var groups = chains.Select((chain, index) => (chain, index)).GroupBy(one => one.index % Processes, one => one.chain).ToList();
        return groups.AsParallel().WithDegreeOfParallelism(Processes).SelectMany(group => RunOneByOne([.. group])).ToDictionary(run => run.Chain.Name, StringComparer.Ordinal);
    }

    private static List<RealRun> RunOneByOne(List<Chain> chains)
    {
        var jobs = chains.ConvertAll(chain => new Job(chain.Name, PostgresServer.Instance.CreateDatabase(), chain.Steps));
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(jobs, JsonSerializerOptions.Web));
            var outcomes = NodeScript.Run("Schema/run-chains.mjs", Modules, file).ConvertAll(line => JsonSerializer.Deserialize<Outcome>(line, JsonSerializerOptions.Web)!);
            return [.. outcomes.Select((outcome, index) => new RealRun(chains[index], outcome.Files, outcome.Failures, CatalogReader.ReadAsync(jobs[index].Url).GetAwaiter().GetResult()))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Prints the statements that make the tables which Directus' migrations begin with, by running its own seed.</summary>
    public static string DirectusBase(string package)
    {
        var lines = NodeScript.Run("Schema/directus-base.mjs", Modules, package, PostgresServer.Instance.CreateDatabase());
        return string.Join('\n', lines) + "\n";
    }

    private sealed record Job(string Id, string Url, IReadOnlyList<ChainStep> Steps);

    private sealed record Outcome(string Id, int Files, IReadOnlyList<FileFailure> Failures);
}
