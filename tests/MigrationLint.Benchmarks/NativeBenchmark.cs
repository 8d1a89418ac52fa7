using System.Diagnostics;
using System.Globalization;
using MigrationLint.Oracles;
using MigrationLint.Oracles.Sql;

namespace MigrationLint.Benchmarks;

/// <summary>
/// The native command line over a folder of SQL migrations, against squawk's program in turns: wall time, and peak memory as <c>/usr/bin/time</c> (Debian package
/// <c>time</c>) sees it. Goals: at most 1.2 times squawk's time; less than 15 ms for a folder of one small file.
/// </summary>
internal static class NativeBenchmark
{
    private const int Rounds = 21;
    private const int WarmUp = 3;
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
        var (ownPeak, squawkPeak) = (0L, 0L);
        string[] ownCommand = [own, "check", folder];
        string[] squawkCommand = [squawk, Path.Combine(folder, "*.sql")];
        var medians = Interleaved.Medians(
            Rounds, WarmUp, () => Measure(ownCommand, folder, ref ownPeak), () => Measure(squawkCommand, folder, ref squawkPeak));
        output.WriteLine(FormattableString.Invariant($"  ours   {medians[0],7:F1} ms {ownPeak / 1024.0,6:F1} MiB"));
        output.WriteLine(FormattableString.Invariant($"  squawk {medians[1],7:F1} ms {squawkPeak / 1024.0,6:F1} MiB, we take {medians[0] / medians[1]:F2} times as long"));
    }

    /// <summary>Milliseconds of wall time; the peak of resident memory in KiB.</summary>
    private static double Measure(string[] command, string folder, ref long peak)
    {
        var report = Path.Combine(Path.GetTempPath(), $"migrationlint-native-{Environment.ProcessId}.txt");
        double time;
        using (var process = Start("/usr/bin/time", folder, ["-f", "%M", "-o", report, "--quiet", .. command]))
        {
            var start = Stopwatch.GetTimestamp();
            process.StandardOutput.BaseStream.CopyTo(Stream.Null);
            process.WaitForExit();
            time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        peak = Math.Max(peak, long.Parse(File.ReadAllLines(report)[^1], CultureInfo.InvariantCulture));
        File.Delete(report);
        return time;
    }

    private static string Publish(string root)
    {
        var (framework, target) = (Environment.GetEnvironmentVariable("AOT_TARGET_FRAMEWORK") ?? "net9.0", Path.Combine(root, "native"));
        Complete(Start("dotnet", Repository.Root, "publish", "src/MigrationLint.Cli", "-c", "Release", "-p:AotTargetFramework=" + framework, "-o", target, "-v:quiet", "-nologo"));
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
}
