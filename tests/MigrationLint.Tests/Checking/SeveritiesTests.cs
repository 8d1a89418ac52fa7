using MigrationLint.Checking;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using NUnit.Framework;

namespace MigrationLint.Tests.Checking;

public sealed class SeveritiesTests
{
    private const string Migration = "/project/migrations/001_a.js";

    [TestCase("none", Severity.None)]
    [TestCase("silent", Severity.None)]
    [TestCase("suggestion", Severity.Info)]
    [TestCase("WARNING", Severity.Warning)]
    [TestCase("error", Severity.Error)]
    [TestCase("default", Severity.Warning)]
    [TestCase("nonsense", Severity.Warning)]
    public void A_section_sets_the_severity(string value, Severity expected) =>
        Assert.That(Resolve(new InMemoryFileSystem { ["/project/.editorconfig"] = Section(value) }), Is.EqualTo(expected));

    [Test]
    public void The_nearest_file_wins_over_one_above()
    {
        var files = new InMemoryFileSystem
        {
            ["/.editorconfig"] = Section("error"),
            ["/project/migrations/.editorconfig"] = Section("suggestion"),
        };
        Assert.That(Resolve(files), Is.EqualTo(Severity.Info));
    }

    [Test]
    public void A_root_hides_the_files_above()
    {
        var files = new InMemoryFileSystem { ["/.editorconfig"] = Section("error"), ["/project/.editorconfig"] = "root = true" };
        Assert.That(Resolve(files), Is.EqualTo(Severity.Warning));
    }

    [Test]
    public void The_last_matching_section_of_a_file_wins()
    {
        var text = Section("error") + "[migrations/*.js]\ndotnet_diagnostic.ml001.severity = none\n[*.sql]\ndotnet_diagnostic.ML001.severity = error";
        Assert.That(Resolve(new InMemoryFileSystem { ["/project/.editorconfig"] = text }), Is.EqualTo(Severity.None));
    }

    [Test]
    public void Default_takes_back_what_a_file_above_says()
    {
        var files = new InMemoryFileSystem { ["/.editorconfig"] = Section("error"), ["/project/.editorconfig"] = Section("default") };
        Assert.That(Resolve(files), Is.EqualTo(Severity.Warning));
    }

    [Test]
    public void A_global_file_above_wins_over_every_section()
    {
        var files = new InMemoryFileSystem { ["/.globalconfig"] = Global("error"), ["/project/.editorconfig"] = Section("none") };
        Assert.That(Resolve(files), Is.EqualTo(Severity.Error));
    }

    [Test]
    public void A_global_file_that_says_default_leaves_the_word_to_the_sections()
    {
        var files = new InMemoryFileSystem { ["/.globalconfig"] = Global("default"), ["/project/.editorconfig"] = Section("error") };
        Assert.That(Resolve(files), Is.EqualTo(Severity.Error));
    }

    [Test]
    public void Two_global_files_of_one_level_take_each_other_back()
    {
        var files = new InMemoryFileSystem { ["/.globalconfig"] = Global("error"), ["/project/.globalconfig"] = Global("error") };
        Assert.That(Resolve(files), Is.EqualTo(Severity.Warning));
    }

    [Test]
    public void The_global_file_of_the_higher_level_wins()
    {
        var files = new InMemoryFileSystem
        {
            ["/.globalconfig"] = "global_level = 101\n" + Global("error"),
            ["/project/.globalconfig"] = Global("none"),
            ["/project/.editorconfig"] = "is_global = true\n" + Global("suggestion"),
        };
        Assert.That(Resolve(files), Is.EqualTo(Severity.Error));
    }

    [Test]
    public void A_global_file_that_the_project_names_counts()
    {
        var files = new InMemoryFileSystem { ["/shared/team.txt"] = "is_global = true\n" + Global("error"), ["/shared/other.txt"] = Global("none") };
        var globals = GlobalConfigs.Discover(files, "/project", ["/shared/team.txt", "/shared/team.txt", "/shared/other.txt", "/shared/missing.txt"]);
        var severities = new Severities(new SeveritySettings(), new EditorConfigs(files, globals));
        Assert.That(severities.Resolve("ML001", Severity.Warning, Migration), Is.EqualTo(Severity.Error));
    }

    [Test]
    public void NoWarn_wins_over_everything()
    {
        var files = new InMemoryFileSystem { ["/.globalconfig"] = Global("error") };
        var settings = new SeveritySettings { NoWarn = ["ml001"], WarningsAsErrors = ["ML001"] };
        Assert.That(Resolve(files, settings), Is.EqualTo(Severity.None));
    }

    [TestCase(Severity.Error, Severity.Error)]
    [TestCase(Severity.Warning, Severity.Error)]
    [TestCase(Severity.Info, Severity.Error)]
    [TestCase(Severity.None, Severity.None)]
    public void WarningsAsErrors_raises_whatever_is_reported(Severity own, Severity expected) =>
        Assert.That(Resolve([], new SeveritySettings { WarningsAsErrors = ["ml001"] }, own), Is.EqualTo(expected));

    [TestCase(Severity.Warning, Severity.Error)]
    [TestCase(Severity.Info, Severity.Info)]
    [TestCase(Severity.None, Severity.None)]
    public void TreatWarningsAsErrors_raises_warnings_alone(Severity own, Severity expected) =>
        Assert.That(Resolve([], new SeveritySettings { TreatWarningsAsErrors = true }, own), Is.EqualTo(expected));

    [Test]
    public void WarningsNotAsErrors_keeps_a_warning_but_lowers_no_error()
    {
        var settings = new SeveritySettings { TreatWarningsAsErrors = true, WarningsAsErrors = ["ML001"], WarningsNotAsErrors = ["ML001"] };
        Assert.Multiple(() =>
        {
            Assert.That(Resolve([], settings), Is.EqualTo(Severity.Warning));
            Assert.That(Resolve(new InMemoryFileSystem { ["/project/.editorconfig"] = Section("error") }, settings), Is.EqualTo(Severity.Error));
        });
    }

    [Test]
    public void Warnings_that_a_file_asks_for_are_raised_too()
    {
        var files = new InMemoryFileSystem { ["/project/.editorconfig"] = Section("warning") };
        Assert.That(Resolve(files, new SeveritySettings { TreatWarningsAsErrors = true }, Severity.Info), Is.EqualTo(Severity.Error));
    }

    [Test]
    public void Codes_are_split_at_semicolons_commas_and_blanks() =>
        Assert.That(SeveritySettings.SplitCodes(" ML001;ML002, ml003\n;;CS1591"), Is.EquivalentTo(new[] { "ML001", "ML002", "ml003", "CS1591" }));

    [Test]
    public void Values_of_rules_and_folders_are_found_by_path()
    {
        var files = new InMemoryFileSystem
        {
            ["/project/.editorconfig"] = "[migrations/**]\nMigrationLint.Tool = db-migrate\nml024.MAX_FILES = 7\n[*.sql]\nML024.max_files = unset",
            ["/project/.globalconfig"] = "ML024.max_files = 9\nmigrationlint.tool = knex",
        };
        var configs = new EditorConfigs(files, GlobalConfigs.Discover(files, "/project", []));
        Assert.Multiple(() =>
        {
            Assert.That(configs.GetValue(Migration, "migrationlint.tool"), Is.EqualTo("db-migrate"));
            Assert.That(configs.GetValue(Migration, "ML024.max_files"), Is.EqualTo("7"));
            Assert.That(configs.GetValue("/project/migrations/1.sql", "ML024.max_files"), Is.Null);
            Assert.That(configs.GetValue("/project/other/1.js", "migrationlint.tool"), Is.EqualTo("knex"));
            Assert.That(configs.GetValue("/project/other/1.js", "migrationlint.order"), Is.Null);
        });
    }

    [Test]
    public void Each_file_is_read_once()
    {
        var files = new InMemoryFileSystem { ["/project/.editorconfig"] = Section("error") };
        var severities = new Severities(new SeveritySettings(), new EditorConfigs(files, GlobalConfigs.Empty));
        for (var i = 0; i < 50; i++)
        {
            severities.Resolve("ML001", Severity.Warning, $"/project/migrations/{i}_a.js");
            severities.Resolve("ML002", Severity.Warning, $"/project/migrations/{i}_a.js");
        }

        Assert.That(files.Reads, Is.EquivalentTo(new[] { "/project/migrations/.editorconfig", "/project/.editorconfig", "/.editorconfig" }));
    }

    [TestCase("{1..3}_a.js", "2_a.js", true)]
    [TestCase("{1..3}_a.js", "02_a.js", true)]
    [TestCase("{3..1}_a.js", "4_a.js", false)]
    [TestCase("{1..3}.js", "99999999999999.js", false)]
    [TestCase("{-2..0}.js", "-1.js", true)]
    [TestCase("{1..99999999999}.js", "2.js", false)]
    [TestCase("[!ab]*.js", "c.js", true)]
    [TestCase("[!ab]*.js", "a.js", false)]
    [TestCase("[z-a].js", "b.js", false)]
    [TestCase("[].js", "].js", false)]
    [TestCase("{a,{b,c}d}.js", "cd.js", true)]
    [TestCase("**/sub/*.js", "sub/a.js", false)]
    [TestCase("**/sub/*.js", "x/sub/a.js", true)]
    [TestCase("{**/,}sub/*.js", "sub/a.js", true)]
    [TestCase("a\\", "a", false)]
    [TestCase("{a", "a", false)]
    [TestCase("a}", "a}", false)]
    public void A_section_name_means_files_as_Roslyn_takes_it(string glob, string name, bool expected)
    {
        var files = new InMemoryFileSystem { ["/project/.editorconfig"] = $"[{glob}]\nk = v" };
        Assert.That(new EditorConfigs(files, GlobalConfigs.Empty).GetValue("/project/" + name, "k"), Is.EqualTo(expected ? "v" : null));
    }

    [Test, CancelAfter(20_000)]
    public void A_hostile_section_name_takes_bounded_time(CancellationToken cancellation)
    {
        var stars = string.Concat(Enumerable.Repeat("{**,*a}", 400));
        var braces = new string('{', 100_000);
        var files = new InMemoryFileSystem { ["/project/.editorconfig"] = $"[{stars}b]\nk = v\n[{braces}]\nk = w\n[{{0..9}}*]\nk = x" };
        var configs = new EditorConfigs(files, GlobalConfigs.Empty);
        Assert.Multiple(() =>
        {
            Assert.That(configs.GetValue("/project/" + new string('a', 4000), "k"), Is.Null);
            Assert.That(configs.GetValue("/project/" + new string('0', 4000), "k"), Is.EqualTo("x"));
            Assert.That(cancellation.IsCancellationRequested, Is.False);
        });
    }

    private static Severity Resolve(InMemoryFileSystem files, SeveritySettings? settings = null, Severity own = Severity.Warning)
    {
        var configs = new EditorConfigs(files, GlobalConfigs.Discover(files, "/project", []));
        return new Severities(settings ?? new SeveritySettings(), configs).Resolve("ML001", own, Migration);
    }

    private static string Section(string severity) => $"[*.js]\n{Global(severity)}";

    private static string Global(string severity) => $"dotnet_diagnostic.ML001.severity = {severity}\n";
}
