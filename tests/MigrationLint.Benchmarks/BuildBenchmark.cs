using System.Diagnostics;
using System.Globalization;
using MigrationLint.Oracles;

namespace MigrationLint.Benchmarks;

/// <summary>
/// What the package costs <c>dotnet build</c>: a project with 500 migrations of real size, with the package against without. Runs
/// alternate, so that the machine's moods hit both, and the median of the paired differences counts. Goals: 15 ms for a build in which
/// nothing has changed, one second for the first.
/// </summary>
internal static class BuildBenchmark
{
    private const int Migrations = 500;
    private const int UnchangedPairs = 15;
    private const int FirstPairs = 5;
    private static readonly DateTime Past = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Packs, sets up, measures and prints.</summary>
    public static void Run(TextWriter output)
    {
        var root = Directory.CreateTempSubdirectory("migrationlint-benchmark-").FullName;
        try
        {
            var version = "0.0.0-dev." + DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture);
            Dotnet(root, "pack", Path.Combine(Repository.Root, "nuget", "pack.proj"), "-p:PackageVersion=" + version, "-o", Path.Combine(root, "feed"), "-v:quiet");
            var without = Prepare(root, "without", "");
            var with = Prepare(root, "with", $"""<ItemGroup><PackageReference Include="MigrationLint" Version="{version}" PrivateAssets="all" /></ItemGroup>""");

            var first = Measure(FirstPairs, () => Forget(without), () => Forget(with), without, with);
            Age(without);
            Age(with);
            for (var i = 0; i < 3; i++)
            {
                Build(without);
                Build(with);
            }

            var unchanged = Measure(UnchangedPairs, () => { }, () => { }, without, with);
            Print(output, $"first build, {Migrations} migrations, {FirstPairs} pairs", first);
            Print(output, $"nothing changed, {Migrations} migrations, {UnchangedPairs} pairs", unchanged);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string Prepare(string root, string name, string references)
    {
        var folder = Path.Combine(root, name);
        Directory.CreateDirectory(Path.Combine(folder, "migrations"));
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine();\n");
        File.WriteAllText(
            Path.Combine(folder, name + ".csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <RestoreAdditionalProjectSources>{Path.Combine(root, "feed")}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(root, "packages")}</RestorePackagesPath>
              </PropertyGroup>
              {references}
            </Project>
            """);
        for (var i = 0; i < Migrations; i++)
        {
            var time = Past.AddHours(i).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
            File.WriteAllText(Path.Combine(folder, "migrations", $"{time}_create_invoices{i}.js"), Migration(i));
        }

        Dotnet(folder, "restore");
        return folder;
    }

    /// <summary>About 1,500 characters, what migrations in the wild have; one in fifty with something to report.</summary>
    private static string Migration(int number)
    {
        var columns = string.Join('\n', Enumerable.Range(0, 12).Select(i => $"    table.string('column_{i}', 255).notNullable().defaultTo('value {i}');"));
        return $$"""
            /**
             * @param { import("knex").Knex } knex
             * @returns { Promise<void> }
             */
            exports.up = async function (knex) {
              const exists = await knex.schema.hasTable('invoices{{number}}');
              if (exists) {
                return;
              }
              await knex.schema.createTable('invoices{{number}}', (table) => {
                table.increments('id').primary();
            {{columns}}
                table.timestamps(true, true);
              });
              await knex.raw(`CREATE INDEX invoices{{number}}_column_0 ON invoices{{number}} (column_0)`);
            };

            exports.down = async function (knex) {
              {{(number % 50 == 0 ? "// There is no way back." : $"await knex.schema.dropTableIfExists('invoices{number}');")}}
            };
            """;
    }

    /// <summary>Leaves only what restore made.</summary>
    private static void Forget(string folder)
    {
        foreach (var directory in new[] { Path.Combine(folder, "bin"), Path.Combine(folder, "obj", "Debug") }.Where(Directory.Exists))
        {
            Directory.Delete(directory, recursive: true);
        }

        foreach (var cache in Directory.EnumerateFiles(Path.Combine(folder, "obj"), "*.migrationlint.cache"))
        {
            File.Delete(cache);
        }
    }

    /// <summary>Files of this very second are read again in the next build, which is not what is to be measured.</summary>
    private static void Age(string folder)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(Path.Combine(folder, "migrations")).Append(Path.Combine(folder, "migrations")))
        {
            Directory.SetLastWriteTimeUtc(entry, Past);
        }
    }

    private static List<(double Without, double With)> Measure(int pairs, Action beforeWithout, Action beforeWith, string without, string with)
    {
        var result = new List<(double, double)>();
        for (var i = 0; i < pairs; i++)
        {
            beforeWithout();
            beforeWith();
            var isWithoutFirst = i % 2 == 0;
            var one = Build(isWithoutFirst ? without : with);
            var other = Build(isWithoutFirst ? with : without);
            result.Add(isWithoutFirst ? (one, other) : (other, one));
        }

        return result;
    }

    private static double Build(string folder)
    {
        var watch = Stopwatch.StartNew();
        Dotnet(folder, "build", "--no-restore");
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Print(TextWriter output, string title, List<(double Without, double With)> pairs) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{title}: {Median(pairs.Select(pair => pair.Without)):F0} ms without, {Median(pairs.Select(pair => pair.With)):F0} ms with, median difference {Median(pairs.Select(pair => pair.With - pair.Without)):+0.0;-0.0} ms"));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static void Dotnet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-nologo", "-nodeReuse:false"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException(text);
        }
    }
}
