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
    private const int WarmUp = 10;
    private const int HostileLength = 1 << 18;

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
        var times = Fastest(text, text + "\n" + text);
        output.WriteLine(FormattableString.Invariant($"the suite as one file: {times[0]:F1} ms, twice: {times[1]:F1} ms, {times[1] / times[0]:F2} times"));
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

    /// <summary>The shortest time of each in turns: what the machine and the garbage collector add is noise.</summary>
    private static double[] Fastest(params string[] texts)
    {
        var times = new double[texts.Length];
        Array.Fill(times, double.MaxValue);
        for (var round = 0; round < Rounds && (round == 0 || times[^1] < 10_000); round++)
        {
            for (var i = 0; i < texts.Length; i++)
            {
                var text = texts[i];
                GC.Collect();
                times[i] = Math.Min(times[i], Interleaved.ProcessorTime(() => Read(text)));
            }
        }

        return times;
    }
}
