using System.Diagnostics;
using System.Globalization;
using System.Text;
using MigrationLint.JavaScript;
using MigrationLint.Oracles;

namespace MigrationLint.Benchmarks;

/// <summary>Throughput of our parser, of acorn and of oxc (with and without its tree handed to JavaScript) over the same files.</summary>
internal static class JavaScriptParserBenchmark
{
    private const int Rounds = 9;
    private const int WarmUp = 6;

    public static void Run(TextWriter output)
    {
        var modules = Path.Combine(NpmPackages.Install("parser-speed", "acorn@8.19.0", "oxc-parser@0.158.0"), "node_modules");
        var sources = NpmPackages.Unpack("speed-sources", "knex@3.3.0", "@directus/api@23.3.2", "unleash-server@7.5.1", "rxjs@7.8.2");
        Compare(output, modules, "JavaScript", Files(sources, ".js"), ["acorn", "oxc", "oxc+tree"]);
        Compare(output, modules, "TypeScript", Files(sources, ".ts"), ["oxc", "oxc+tree"]);
    }

    private static string[] Files(string folder, string extension) =>
    [
        .. Directory.EnumerateFiles(folder, "*" + extension, SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".d.ts", StringComparison.Ordinal) && new FileInfo(path).Length < 1_000_000).Order(StringComparer.Ordinal),
    ];

    private static void Compare(TextWriter output, string modules, string corpus, string[] files, string[] others)
    {
        var texts = files.Select(File.ReadAllText).ToArray();
        var megabytes = texts.Sum(Encoding.UTF8.GetByteCount) / 1e6;
        var dialect = corpus == "TypeScript" ? JavaScriptDialect.TypeScript : JavaScriptDialect.JavaScript;
        using var node = new NodeWorker(modules, files);
        Func<double>[] contenders = [() => Interleaved.Time(() => Parse(texts, dialect)), .. others.Select<string, Func<double>>(name => () => node.Pass(name))];
        var medians = Interleaved.Medians(Rounds, WarmUp, contenders);

        output.WriteLine(FormattableString.Invariant($"{corpus}: {files.Length} files, {megabytes:F2} MB"));
        for (var i = 0; i < medians.Length; i++)
        {
            var name = i == 0 ? "ours" : others[i - 1];
            output.WriteLine(FormattableString.Invariant($"  {name,-9} {megabytes / medians[i] * 1000,7:F1} MB/s  {medians[i] / medians[0],6:F2} times our time"));
        }
    }

    private static void Parse(string[] texts, JavaScriptDialect dialect)
    {
        foreach (var text in texts)
        {
            JavaScriptParser.Parse(text, dialect);
        }
    }

    /// <summary>A node process that keeps the files in memory and times one pass of a parser per line it reads.</summary>
    private sealed class NodeWorker : IDisposable
    {
        private readonly Process process;

        public NodeWorker(string modules, string[] files)
        {
            process = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "parser-speed.mjs"), modules])
            {
                RedirectStandardInput = true, RedirectStandardOutput = true,
            })!;
            process.StandardInput.WriteLine(string.Join('\t', files));
        }

        public double Pass(string parser)
        {
            process.StandardInput.WriteLine(parser);
            var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("node ended early");
            return double.Parse(line, CultureInfo.InvariantCulture);
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
