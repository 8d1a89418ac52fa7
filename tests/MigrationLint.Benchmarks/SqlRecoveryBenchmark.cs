using MigrationLint.Oracles.Sql;

namespace MigrationLint.Benchmarks;

/// <summary>
/// The long form of the recovery test: 20,000 files of which each has one broken statement. Goals: 99.9 % of the other statements are read as before, and nothing crashes
/// or hangs.
/// </summary>
internal static class SqlRecoveryBenchmark
{
    public static void Run(TextWriter output)
    {
        var recovery = SqlOracle.Recovery([.. PostgresSources.Regression, .. SqlCorpora.NpmFiles], "--mutants", "20000");
        output.WriteLine(FormattableString.Invariant(
            $"{recovery.Mutants} mutants: {recovery.Kept} of {recovery.Others} other statements kept ({100.0 * recovery.Kept / recovery.Others:F4} %), all of them in {recovery.FilesKept} files; {recovery.Silent} taken for whole"));
        foreach (var miss in recovery.Misses.Take(20))
        {
            output.WriteLine("  " + miss.ReplaceLineEndings(" "));
        }
    }
}
