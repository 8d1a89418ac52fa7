using System.Runtime;
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
    private const int Rounds = 15;

    // Some 2,000 methods are compiled twice before they run as fast as they can.
    private const int WarmUp = 100;
    private const int HostileLength = 1 << 18;

    // Bytes: more than the largest text here makes.
    private const long NoCollection = 1_000_000_000;

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

        var fastest = double.MaxValue;
        var median = Interleaved.Medians(Rounds, WarmUp, () =>
        {
            var time = Interleaved.ProcessorTime(Pass);
            fastest = Math.Min(fastest, time);
            return time;
        })[0];
        output.WriteLine(FormattableString.Invariant(
            $"{corpus}: {files.Length} files, {bytes / 1e6:F2} MB: {bytes / median / 1000:F1} MB/s, at best {bytes / fastest / 1000:F1}, {(double)allocated / bytes:F1} bytes allocated per byte"));
    }

    private static void Growth(TextWriter output, string text)
    {
        int[] copies = [1, 2, 4, 8];
        var quarter = text.Substring(0, text.Length / 4);
        var times = Fastest([.. copies.Select(count => string.Join('\n', Enumerable.Repeat(quarter, count)))]);
        for (var i = 1; i < copies.Length; i++)
        {
            output.WriteLine(FormattableString.Invariant(
                $"one file of {copies[i] * quarter.Length / 1e6:F1} MB: {times[i]:F1} ms, {times[i] / times[i - 1]:F2} times that of half of it"));
        }
    }

    private static void Hostile(TextWriter output)
    {
        foreach (var (name, shape) in HostileSql.Shapes)
        {
            var longest = shape(4 * HostileLength);
            var times = Fastest(shape(HostileLength), shape(2 * HostileLength), longest);
            var growth = Math.Sqrt(times[2] / times[0]);
            output.WriteLine(FormattableString.Invariant(
                $"  {name,-40} {times[2] / (longest.Length / 1e6),9:F1} ms/MB, each doubling {growth:F2} times the time{(growth > 2.5 ? " !" : "")}"));
        }
    }

    /// <summary>The shortest time of each in turns, without the garbage collector: it copies what is alive, more often the more there is.</summary>
    private static double[] Fastest(params string[] texts)
    {
        var times = new double[texts.Length];
        Array.Fill(times, double.MaxValue);
        for (var round = 0; round < Rounds && (round == 0 || times[^1] < 10_000); round++)
        {
            for (var i = 0; i < texts.Length; i++)
            {
                var text = texts[i];
                var isUndisturbed = GC.TryStartNoGCRegion(NoCollection);
                times[i] = Math.Min(times[i], Interleaved.ProcessorTime(() => Read(text)));
                if (isUndisturbed && GCSettings.LatencyMode == GCLatencyMode.NoGCRegion)
                {
                    GC.EndNoGCRegion();
                }
            }
        }

        return times;
    }
}
