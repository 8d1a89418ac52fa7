namespace MigrationLint.Benchmarks;

/// <summary>Runs the benchmarks that the arguments name, all of them without arguments. Each is a file of its own.</summary>
internal static class EntryPoint
{
    private static readonly Dictionary<string, Action<TextWriter>> Benchmarks = new(StringComparer.Ordinal)
    {
        ["javascript-parser"] = JavaScriptParserBenchmark.Run,
        ["sql-parser"] = SqlParserBenchmark.Run,
        ["sql-recovery"] = SqlRecoveryBenchmark.Run,
        ["replay"] = ReplayBenchmark.Run,
        ["native"] = NativeBenchmark.Run,
        ["build"] = BuildBenchmark.Run,
    };

    private static int Main(string[] arguments)
    {
        foreach (var name in arguments.Length == 0 ? [.. Benchmarks.Keys] : arguments)
        {
            if (!Benchmarks.TryGetValue(name, out var run))
            {
                Console.Error.WriteLine("unknown benchmark; there are: " + string.Join(' ', Benchmarks.Keys));
                return 2;
            }

            Console.WriteLine("== " + name);
            run(Console.Out);
        }

        return 0;
    }
}
