using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using MigrationLint.Checking;
using MigrationLint.Files;
using MigrationLint.Oracles;

namespace MigrationLint.Benchmarks;

/// <summary>
/// How long chains take from the disk to their schema, on one core. Goals: 10,000 SQL migrations of 20 statements cost at most 11 times what 1,000 cost,
/// 10,000 partitions of a table or indexes on it at most 12 times what 1,000 cost;
/// 500 real Knex migrations in TypeScript take less than 2 s of processor time after warm-up. Linting with all rules costs at most half as much again as
/// replaying alone, however many files there are.
/// </summary>
internal static partial class ReplayBenchmark
{
    private const int Small = 1_000;
    private const int Large = 10_000;
    private const int KnexFiles = 500;
    private const int Rounds = 5;

    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("migrationlint-replay-");
        try
        {
            GrowSql(output, folder.FullName);
            Grow(output, folder.FullName, "partitions of one table", ReplayScripts.Partitions);
            Grow(output, folder.FullName, "indexes on one table", ReplayScripts.Indexes);
            RunKnex(output, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        output.WriteLine(FormattableString.Invariant($"peak of the process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB"));
    }

    private static void GrowSql(TextWriter output, string folder)
    {
        var (small, large) = (WriteSql(folder, Small), WriteSql(folder, Large));
        Replay(small);
        var first = Enumerable.Range(0, Rounds).Min(_ => Interleaved.ProcessorTime(() => Replay(small)));
        var all = double.MaxValue;
        ReplayedSchema? replayed = null;
        for (var i = 0; i < 2; i++)
        {
            all = Math.Min(all, Interleaved.ProcessorTime(() => replayed = Replay(large)));
        }

        output.WriteLine(FormattableString.Invariant($"{Small} SQL files of 20 statements: {first:F0} ms"));
        output.WriteLine(FormattableString.Invariant(
            $"{Large} SQL files: {all:F0} ms, {all / first:F2} times that ({replayed!.Statements} statements, {replayed.Refused.Count} refused, {replayed.NotUnderstood.Count} not understood)"));
        CompareCheck(output, small, first, Rounds);
        CompareCheck(output, large, all, 1);
    }

    private static void Grow(TextWriter output, string folder, string what, Func<int, string> script)
    {
        var times = new[] { Small, Large }.Select(count =>
        {
            var path = Path.Combine(folder, $"{what}{count}".Replace(' ', '_'), "migrations");
            Directory.CreateDirectory(path);
            File.WriteAllText(Path.Combine(path, "001_all.sql"), script(count));
            return Enumerable.Range(0, count == Small ? Rounds : 2).Min(_ => Interleaved.ProcessorTime(() => Replay(path)));
        }).ToList();
        output.WriteLine(FormattableString.Invariant($"{Small} {what}: {times[0]:F0} ms, {Large}: {times[1]:F0} ms, {times[1] / times[0]:F2} times that"));
    }

    /// <summary>What the rules cost beside the replay that they read.</summary>
    private static void CompareCheck(TextWriter output, string path, double replay, int rounds)
    {
        LintResult? result = null;
        var all = Enumerable.Range(0, rounds).Min(_ => Interleaved.ProcessorTime(() => result = Check(path)));
        output.WriteLine(FormattableString.Invariant(
            $"  check with all rules: {all:F0} ms, {all / replay:F2} times the replay ({result!.Diagnostics.Count} findings)"));
    }

    private static void RunKnex(TextWriter output, string folder)
    {
        var path = WriteKnex(folder);
        ReplayedSchema? replayed = null;
        var times = Enumerable.Range(0, Rounds + 2).Select(_ => Interleaved.ProcessorTime(() => replayed = Replay(path))).ToList();
        output.WriteLine(FormattableString.Invariant(
            $"{replayed!.Migrations} Knex migrations: {times.Skip(2).Min():F0} ms, at first {times[0]:F0} ms ({replayed.Statements} statements, {replayed.Refused.Count} refused, {replayed.NotUnderstood.Count} not understood)"));
        CompareCheck(output, path, times.Skip(2).Min(), Rounds);
    }

    private static ReplayedSchema Replay(string path) => new SchemaReplay(new PhysicalFileSystem(), Options).Run(new LintRequest { Paths = [path] });

    private static LintResult Check(string path) =>
        new Linter(new PhysicalFileSystem(), Options with { Rules = [.. RuleCatalog.All.Select(rule => rule.Descriptor.Id)] }).Run(new LintRequest { Paths = [path] });

    private static LintOptions Options => new() { Today = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) };

    private static string WriteSql(string folder, int files)
    {
        var path = Path.Combine(folder, $"sql{files}", "migrations");
        Directory.CreateDirectory(path);
        for (var i = 1; i <= files; i++)
        {
            File.WriteAllText(Path.Combine(path, $"{i:D5}_step_{i}.sql"), ReplayScripts.Sql(i));
        }

        return path;
    }

    /// <summary>The Knex migrations of packages, again and again with other names for what they create, until there are enough.</summary>
    private static string WriteKnex(string folder)
    {
        var packages = NpmPackages.Unpack(
            "replay-speed",
            "@backstage/plugin-catalog-backend@4.0.5", "@backstage/plugin-scaffolder-backend@4.3.0", "@backstage/plugin-auth-backend@0.31.0", "@backstage/plugin-events-backend@0.6.6",
            "@backstage/plugin-notifications-backend@0.6.11", "@backstage-community/plugin-announcements-backend@0.29.0", "@backstage-community/plugin-copilot-backend@1.1.0",
            "@backstage-community/plugin-rbac-backend@8.1.3", "@backstage-community/plugin-tech-insights-backend@3.1.0", "@drodil/backstage-plugin-qeta-backend@4.0.5");
        var chains = Directory.GetDirectories(packages).Order(StringComparer.Ordinal).Select(package => Path.Combine(package, "package", "migrations")).Where(Directory.Exists)
            .Select(migrations => Directory.GetFiles(migrations, "*.js").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList()).ToList();
        var path = Path.Combine(folder, "knex", "migrations");
        Directory.CreateDirectory(path);
        var written = 0;
        for (var copy = 0; written < KnexFiles; copy++)
        {
            foreach (var chain in chains.Select((texts, number) => Rename(texts, $"_{number}_{copy}")))
            {
                foreach (var text in chain.Take(KnexFiles - written))
                {
                    written++;
                    File.WriteAllText(Path.Combine(path, $"{20_200_101_000_000 + written}_step.ts"), text);
                }
            }
        }

        return path;
    }

    private static List<string> Rename(List<string> texts, string suffix)
    {
        var names = texts.SelectMany(text => Names().Matches(text)).Select(match => match.Groups["name"].Value).Distinct().Order(StringComparer.Ordinal).ToList();
        var pattern = new Regex($@"\b({string.Join('|', names.Select(Regex.Escape))})\b", RegexOptions.None, TimeSpan.FromSeconds(10));
        return [.. texts.Select(text => pattern.Replace(text, match => match.Value + suffix))];
    }

    [GeneratedRegex(@"createTable\(\s*['""](?<name>\w+)['""]|(?:index|unique|inTable|constraint)\([^;]*?['""](?<name>\w+_(?:idx|uniq|uk|fk|pk|index|key))['""]|indexName: ['""](?<name>\w+)['""]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Names();
}
