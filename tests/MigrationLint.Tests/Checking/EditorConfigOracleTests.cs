using System.Text;
using Microsoft.CodeAnalysis;
using MigrationLint.Checking;
using MigrationLint.Configuration;
using NUnit.Framework;
using Severity = MigrationLint.Diagnostics.Severity;
using RoslynText = Microsoft.CodeAnalysis.Text.SourceText;

namespace MigrationLint.Tests.Checking;

/// <summary>Compares the reader with the compiler's own (<see cref="AnalyzerConfigSet"/>).</summary>
public sealed class EditorConfigOracleTests
{
    private const string RuleId = "ML001";
    private const string SeverityKey = "dotnet_diagnostic.ml001.severity";
    private const string OtherKey = "migrationlint.tool";

    private static readonly string[] Directories = ["/", "/p/", "/p/db/", "/p/db/migrations/", "/p/db/migrations/old/"];

    private static readonly string[] Names =
        ["a.js", "b.js", "1_a.js", "12_a.js", "x[1].sql", "a b.ts", "20250101_x.sql", "a,b.js", "-3.js", "a-b_c.JS", ".js", "a#b.sql", "{a}.js", "007.js"];

    private static readonly string[] Pieces =
        ["*", "**", "?", "a", "b", "_", "1", "js", "sql", ".", "/", "migrations", "db", "/db/", "{a,b}", "{js,sql,ts}", "{1..13}", "{-5..2}",
            "[ab]", "[!a]", "[a-c_]", "[!0-9]", "\\{", "\\[", "\\,", "{a,{b,1}*}", "{,a}", "{a}", "}", ",", "{", "[", "[-a]", " ", "\\#", "old", "[a\\]]", "{*,x}"];

    private static readonly string[] Values =
        ["none", "silent", "suggestion", "Warning", "error", "default", "refactoring", "nonsense", "unset", "", "error # why", "warning;x", " none "];

    private static readonly string[] Noise =
        ["", "# a = b", "; x", "   # y", "no property", "[unclosed", "= 3", "[]", "a = [b]", "[# no]", "indent_size = 4", "key : v"];

    [Test]
    public void Sections_nesting_and_roots_give_what_Roslyn_gives()
    {
        var random = new Random(20261120);
        int comparisons = 0, spoken = 0, skipped = 0;
        var differences = new List<string>();
        for (var round = 0; round < 600; round++)
        {
            var texts = Directories.Where(_ => random.Next(3) > 0).ToDictionary(directory => directory + ".editorconfig", _ => WriteFile(random, global: false));
            if (!TryCreate(texts, out var oracle))
            {
                skipped++;
                continue;
            }

            var files = new InMemoryFileSystem();
            foreach (var (path, text) in texts)
            {
                files.Add(path, text);
            }

            var configs = new EditorConfigs(files, GlobalConfigs.Empty);
            var severities = new Severities(new SeveritySettings(), configs);
            for (var i = 0; i < 30; i++)
            {
                var path = Pick(random, Directories) + Pick(random, Names);
                var expected = oracle.GetOptionsForSourcePath(path);
                var severity = expected.TreeOptions.TryGetValue(RuleId, out var report) ? report : ReportDiagnostic.Default;
                expected.AnalyzerOptions.TryGetValue(OtherKey, out var value);
                comparisons++;
                spoken += severity != ReportDiagnostic.Default || value is not null ? 1 : 0;
                var actual = severities.Resolve(RuleId, Severity.Warning, path);
                var actualValue = configs.GetValue(path, OtherKey);
                if (actual != Translate(severity) || actualValue != (value == "unset" ? null : value))
                {
                    differences.Add($"{path}: {severity}, {value} but {actual}, {actualValue}\n{Show(texts)}");
                }
            }
        }

        TestContext.Out.WriteLine($"{comparisons} comparisons, {spoken} with a setting, {skipped} rounds that Roslyn refuses to read");
        Assert.Multiple(() =>
        {
            Assert.That(differences.Take(3), Is.Empty, $"{differences.Count} differences");
            Assert.That(comparisons, Is.GreaterThan(8_000));
            Assert.That(spoken, Is.GreaterThan(comparisons / 5));
        });
    }

    [Test]
    public void Global_files_of_all_levels_give_what_Roslyn_gives()
    {
        var random = new Random(20261121);
        var comparisons = 0;
        var differences = new List<string>();
        for (var round = 0; round < 1000; round++)
        {
            var texts = Enumerable.Range(0, random.Next(1, 5)).ToDictionary(
                i => Directories[i] + (random.Next(2) == 0 ? ".globalconfig" : "team.editorconfig"),
                _ => WriteFile(random, global: true));
            if (!TryCreate(texts, out var oracle))
            {
                continue;
            }

            var globals = new GlobalConfigs(
                texts.Select(file => EditorConfigFile.Parse(new MigrationLint.Text.SourceText(file.Key, file.Value))), isCaseSensitive: true);
            var configs = new EditorConfigs(new InMemoryFileSystem(), globals);
            var severities = new Severities(new SeveritySettings(), configs);
            var severity = oracle.GlobalConfigOptions.TreeOptions.TryGetValue(RuleId, out var report) ? report : ReportDiagnostic.Default;
            foreach (var path in Directories.Select(directory => directory + "a.js"))
            {
                oracle.GetOptionsForSourcePath(path).AnalyzerOptions.TryGetValue(OtherKey, out var value);
                comparisons++;
                var actual = severities.Resolve(RuleId, Severity.Warning, path);
                var actualValue = configs.GetValue(path, OtherKey);
                if (actual != Translate(severity) || actualValue != (value == "unset" ? null : value))
                {
                    differences.Add($"{path}: {severity}, {value} but {actual}, {actualValue}\n{Show(texts)}");
                }
            }
        }

        TestContext.Out.WriteLine($"{comparisons} comparisons");
        Assert.Multiple(() =>
        {
            Assert.That(differences.Take(3), Is.Empty, $"{differences.Count} differences");
            Assert.That(comparisons, Is.GreaterThan(2_500));
        });
    }

    /// <summary>False where Roslyn throws for a section (it hands unfinished character classes to its regular expression).</summary>
    private static bool TryCreate(Dictionary<string, string> texts, out AnalyzerConfigSet oracle)
    {
        try
        {
            oracle = AnalyzerConfigSet.Create(texts.Select(file => AnalyzerConfig.Parse(RoslynText.From(file.Value), file.Key)).ToList());
            return true;
        }
        catch (ArgumentException)
        {
            oracle = null!;
            return false;
        }
    }

    private static Severity Translate(ReportDiagnostic report) => report switch
    {
        ReportDiagnostic.Error => Severity.Error,
        ReportDiagnostic.Info => Severity.Info,
        ReportDiagnostic.Hidden or ReportDiagnostic.Suppress => Severity.None,
        _ => Severity.Warning,
    };

    private static string WriteFile(Random random, bool global)
    {
        var text = new StringBuilder();
        if (random.Next(4) == 0)
        {
            text.Append("root = ").Append(random.Next(2) == 0 ? "true" : "TRUE").Append('\n');
        }

        if (global)
        {
            text.Append("is_global = true\n");
            text.Append(random.Next(2) == 0 ? "" : $"global_level = {random.Next(-1, 3)}\n");
            AddProperties(random, text);
        }

        for (var sections = random.Next(1, 5); sections > 0; sections--)
        {
            text.Append(random.Next(4) == 0 ? Pick(random, Noise) + "\n" : "");
            text.Append('[').Append(global ? Pick(random, Directories) + "a.js" : WriteGlob(random)).Append(']');
            text.Append(random.Next(4) == 0 ? "  # why\r\n" : "\n");
            AddProperties(random, text);
        }

        return text.ToString();
    }

    private static void AddProperties(Random random, StringBuilder text)
    {
        if (random.Next(4) > 0)
        {
            var key = random.Next(2) == 0 ? "dotnet_diagnostic.ML001.severity" : SeverityKey;
            text.Append(key).Append(random.Next(2) == 0 ? " = " : ":").Append(Pick(random, Values)).Append('\n');
        }

        if (random.Next(3) == 0)
        {
            text.Append("  MigrationLint.Tool =").Append(Pick(random, ["knex", "sql", "UNSET", ""])).Append('\n');
        }
    }

    /// <summary>
    /// A section name that often fits. A number range next to what can be a digit is the reader's documented difference, and so is left out.
    /// </summary>
    private static string WriteGlob(Random random)
    {
        var name = new StringBuilder();
        var previous = "";
        for (var pieces = random.Next(1, 6); pieces > 0; pieces--)
        {
            var piece = random.Next(3) == 0 ? "*" : Pick(random, Pieces);
            if (IsRange(piece) && !IsFixed(previous) || IsRange(previous) && !IsFixed(piece))
            {
                continue;
            }

            name.Append(piece);
            previous = piece;
        }

        return name.Length == 0 ? "*" : name.ToString();
    }

    private static bool IsRange(string piece) => piece.Contains("..", StringComparison.Ordinal);

    private static bool IsFixed(string piece) => piece is "" or "a" or "b" or "_" or "js" or "sql" or "." or "/" or "migrations" or "db" or "/db/" or "old" or " ";

    private static string Show(Dictionary<string, string> texts) => string.Join("\n", texts.Select(file => $"--- {file.Key}\n{file.Value}"));

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
