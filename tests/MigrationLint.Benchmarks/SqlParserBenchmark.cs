using System.Text;
using MigrationLint.Oracles.Sql;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Benchmarks;

/// <summary>
/// Throughput of the SQL front end on one thread, what it allocates, and how its time grows with the input: over PostgreSQL's regression suite and npm packages, and
/// over hostile texts. Goals: 50 MB/s; twice the input at most 2.2 times the time.
/// </summary>
internal static class SqlParserBenchmark
{
    private const int Rounds = 9;
    private const int WarmUp = 6;
    private const int HostileLength = 1 << 19;

    public static void Run(TextWriter output)
    {
        Throughput(output, "regression suite", PostgresSources.Regression);
        Throughput(output, "npm packages", [.. SqlCorpora.NpmFiles.Where(path => path.EndsWith(".sql", StringComparison.Ordinal))]);
        Growth(output, string.Join('\n', PostgresSources.Regression.Select(File.ReadAllText)));
        Hostile(output);
    }

    private static void Read(string text) => SqlScriptReader.Read(new SourceText("benchmark.sql", text), SqlPlaceholders.Psql);

    private static void Throughput(TextWriter output, string corpus, string[] files)
    {
        var texts = files.Select(File.ReadAllText).ToArray();
        var bytes = texts.Sum(Encoding.UTF8.GetByteCount);
        var allocated = 0L;
        void Pass()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Array.ForEach(texts, Read);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var median = Interleaved.Medians(Rounds, WarmUp, () => Interleaved.Time(Pass))[0];
        output.WriteLine(FormattableString.Invariant(
            $"{corpus}: {files.Length} files, {bytes / 1e6:F2} MB: {bytes / median / 1000:F1} MB/s, {(double)allocated / bytes:F1} bytes allocated per byte"));
    }

    private static void Growth(TextWriter output, string text)
    {
        var (once, twice) = Fastest(text, text + "\n" + text);
        output.WriteLine(FormattableString.Invariant($"the suite as one file: {once:F1} ms, twice: {twice:F1} ms, {twice / once:F2} times"));
    }

    private static void Hostile(TextWriter output)
    {
        foreach (var (name, shape) in HostileSql.Shapes)
        {
            var (text, doubled) = (shape(HostileLength), shape(2 * HostileLength));
            var (once, twice) = Fastest(text, doubled);
            output.WriteLine(FormattableString.Invariant(
                $"  {name,-40} {twice / (doubled.Length / 1e6),9:F1} ms/MB, twice the input {twice / once:F2} times the time{(twice / once > 2.5 ? " !" : "")}"));
        }
    }

    /// <summary>The shortest times of both in turns: what the machine and the garbage collector add is noise.</summary>
    private static (double Once, double Twice) Fastest(string text, string doubled)
    {
        var (once, twice) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            GC.Collect();
            once = Math.Min(once, Interleaved.Time(() => Read(text)));
            GC.Collect();
            twice = Math.Min(twice, Interleaved.Time(() => Read(doubled)));
            if (twice > 10_000)
            {
                break;
            }
        }

        return (once, twice);
    }
}
