using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MigrationLint.Oracles;
using MigrationLint.Oracles.Sql;

namespace MigrationLint.Benchmarks;

/// <summary>
/// The native command line over a folder of SQL migrations, against squawk's program in turns: wall time, and peak memory as <c>/usr/bin/time</c> (Debian package
/// <c>time</c>) sees it. Goals: at most 1.2 times squawk's time; less than 15 ms for a folder of one small file.
/// </summary>
internal static class NativeBenchmark
{
    private const int Rounds = 9;
    private const int WarmUp = 2;
    private const int StatementsPerFile = 12;

    public static void Run(TextWriter output)
    {
        var root = Directory.CreateTempSubdirectory("migrationlint-native-").FullName;
        try
        {
            var own = Publish(root);
            var modules = Path.Combine(NpmPackages.Install("native", "squawk-cli@2.66.0", "libpg-query@18.1.5", "acorn@8.19.0"), "node_modules");
            var squawk = Directory.EnumerateFiles(Path.Combine(modules, "@squawk-cli"), "squawk", SearchOption.AllDirectories).First();
            var folder = Prepare(root, modules, squawk);
            var files = Directory.GetFiles(folder, "*.sql");
            output.WriteLine(FormattableString.Invariant($"{files.Length} files, {files.Sum(file => new FileInfo(file).Length) / 1e6:F2} MB"));
            Compare(output, folder, own, squawk);

            var tiny = Directory.CreateDirectory(Path.Combine(root, "tiny", "migrations")).FullName;
            File.WriteAllText(Path.Combine(tiny, "20200101000000_create_a.sql"), "CREATE TABLE a (id bigint PRIMARY KEY);\n");
            Compare(output, tiny, own, squawk);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static void Compare(TextWriter output, string folder, string own, string squawk)
    {
        (string Name, string[] Command)[] contenders =
        [
            ("ours", [own, "check", folder]),
            ("squawk, one line per finding", [squawk, "--reporter", "gcc", Path.Combine(folder, "*.sql")]),
            ("squawk, every rule switched off", [squawk, "--exclude", string.Join(',', FiringRules(folder, squawk)), Path.Combine(folder, "*.sql")]),
        ];
        var measures = contenders.Select(_ => new List<Measure>()).ToArray();
        var medians = Interleaved.Medians(Rounds, WarmUp, [.. contenders.Select<(string, string[] Command), Func<double>>((contender, i) => () =>
        {
            var measure = Run(contender.Command, folder);
            measures[i].Add(measure);
            return measure.Wall;
        })]);
        for (var i = 0; i < contenders.Length; i++)
        {
            output.WriteLine(FormattableString.Invariant(
                $"  {contenders[i].Name,-32} {medians[i],7:F1} ms, at best {measures[i].Min(measure => measure.Wall),7:F1} ms, processor {measures[i].Min(measure => measure.Processor),7:F0} ms, peak {measures[i].Max(measure => measure.Peak) / 1024.0,6:F1} MiB, {medians[0] / medians[i]:F2} times for us"));
        }
    }

    /// <summary>The rules of squawk that find something in the folder.</summary>
    private static List<string> FiringRules(string folder, string squawk)
    {
        using var process = Start(squawk, folder, "--reporter", "json", Path.Combine(folder, "*.sql"));
        using var findings = JsonDocument.Parse(process.StandardOutput.BaseStream);
        return findings.RootElement.EnumerateArray().Select(finding => finding.GetProperty("rule_name").GetString()!).Where(rule => rule != "syntax-error").Distinct().ToList();
    }

    private static Measure Run(string[] command, string folder)
    {
        var report = Path.Combine(Path.GetTempPath(), $"migrationlint-native-{Environment.ProcessId}.txt");
        double wall;
        using (var process = Start("/usr/bin/time", folder, ["-f", "%M %U %S", "-o", report, "--quiet", .. command]))
        {
            var start = Stopwatch.GetTimestamp();
            process.StandardOutput.BaseStream.CopyTo(Stream.Null);
            process.WaitForExit();
            wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        var numbers = File.ReadAllLines(report)[^1].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        File.Delete(report);
        return new Measure(wall, (numbers[1] + numbers[2]) * 1000, (long)numbers[0]);
    }

    private static string Publish(string root)
    {
        var (framework, target) = (Environment.GetEnvironmentVariable("AOT_TARGET_FRAMEWORK") ?? "net9.0", Path.Combine(root, "native"));
        Complete(Start("dotnet", Repository.Root, "publish", "src/MigrationLint.Cli", "-c", "Release", "-p:AotTargetFramework=" + framework, "-p:RunAnalyzers=false", "-o", target, "-v:quiet", "-nologo"));
        return Path.Combine(target, "migrationlint");
    }

    /// <summary>The folder of migrations, without files that make squawk give up.</summary>
    private static string Prepare(string root, string modules, string squawk)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "all", "migrations")).FullName;
        var list = Path.Combine(root, "list");
        File.WriteAllLines(list, [.. PostgresSources.Regression, .. SqlCorpora.NpmFiles]);
        var script = Path.Combine(AppContext.BaseDirectory, "sql-files.mjs");
        Complete(Start("node", root, script, modules, list, folder, StatementsPerFile.ToString(CultureInfo.InvariantCulture)));
        foreach (var file in Directory.GetFiles(folder, "*.sql"))
        {
            using var process = Start(squawk, folder, file);
            process.StandardOutput.BaseStream.CopyTo(Stream.Null);
            process.WaitForExit();
            if (process.ExitCode is not (0 or 1))
            {
                File.Delete(file);
            }
        }

        return folder;
    }

    private static void Complete(Process process)
    {
        using (process)
        {
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException(text);
            }
        }
    }

    private static Process Start(string program, string folder, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;

    /// <summary>Milliseconds of wall and processor time, peak of resident memory in KiB.</summary>
    private sealed record Measure(double Wall, double Processor, long Peak);
}
