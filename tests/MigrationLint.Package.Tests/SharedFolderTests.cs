using NUnit.Framework;

namespace MigrationLint.Package.Tests;

/// <summary>However many projects find or name a folder, its findings are printed once in a build.</summary>
public sealed class SharedFolderTests
{
    private static string Project(string items = "", string properties = "", bool usesPackage = true) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework>{properties}</PropertyGroup>
          <ItemGroup>{items}</ItemGroup>
          {(usesPackage ? """<ItemGroup><PackageReference Include="MigrationLint" Version="$(MigrationLintVersion)" PrivateAssets="all" /></ItemGroup>""" : "")}
        </Project>
        """;

    private static string Names(params string[] folders) =>
        string.Concat(folders.Select(folder => $"""<MigrationFolder Include="{folder}" />"""));

    private static string Solution(params string[] projects) =>
        $"<Solution>{string.Concat(projects.Select(project => $"""<Project Path="{project}" />"""))}</Solution>";

    private static void AssertOncePerFolder(BuildOutcome outcome, params string[] folders)
    {
        var duplicates = outcome.Findings.Where(finding => finding.Code == "ML001").Select(finding => finding.File).ToList();
        Assert.That(duplicates, Has.Count.EqualTo(folders.Length), outcome.Output);
        foreach (var group in folders.GroupBy(folder => folder, StringComparer.Ordinal))
        {
            Assert.That(duplicates.Count(file => file.EndsWith($"{group.Key}/20250102000000_create_orders.js", StringComparison.Ordinal)), Is.EqualTo(group.Count()), outcome.Output);
        }
    }

    /// <summary>Every way of sharing at once: the builds are what takes the time.</summary>
    [TestCase("-m:2")]
    [TestCase("-mt")]
    [TestCase("-graph")]
    public void Each_folder_is_reported_once_whoever_names_it(params string[] switches)
    {
        const string Twice = "<TargetFramework></TargetFramework><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>";
        var project = new TestProject()
            .WriteDuplicate("our (shared) @folder").WriteDuplicate("first").WriteDuplicate("second").WriteDuplicate("Owner/ddl").WriteDuplicate("Owner/migrations")
            .Write("A/A.csproj", Project(Names("../our (shared) @folder", "../first"), Twice))
            .Write("B/B.csproj", Project(Names("../our (shared) @folder", "../second", "../Owner/ddl"), "<NoWarn>CS0168;CS0169</NoWarn>"))
            .Write("Owner/Owner.csproj", Project(Names("ddl")))
            .Write("All.slnx", Solution("A/A.csproj", "B/B.csproj", "Owner/Owner.csproj"));
        Assert.That(project.Build("-t:Restore").ExitCode, Is.Zero);

        var outcome = project.Build(["All.slnx", "--no-restore", .. switches]);

        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output);
        AssertOncePerFolder(outcome, "our (shared) @folder", "first", "second", "ddl", "migrations");
    }

    [Test]
    public void An_isolated_build_reports_a_shared_folder_once_and_asks_nobody_when_told_so()
    {
        var project = new TestProject().WriteDuplicate("shared").WriteDuplicate("Owner/ddl")
            .Write("A/A.csproj", Project(Names("../shared")))
            .Write("B/B.csproj", Project(Names("../shared", "../Owner/ddl")))
            .Write("Owner/Owner.csproj", Project())
            .Write("All.slnx", Solution("A/A.csproj", "B/B.csproj", "Owner/Owner.csproj"));
        Assert.That(project.Build("-t:Restore").ExitCode, Is.Zero);

        var outcome = project.Build("--no-restore", "-graph", "-isolate", "-p:MigrationLintAsksOwners=false");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output);
        AssertOncePerFolder(outcome, "shared", "ddl");
    }

    [Test]
    public void A_folder_of_another_project_is_left_to_it_also_when_it_holds_errors()
    {
        var project = new TestProject().WriteDuplicate("Owner/ddl")
            .Write("App/App.csproj", Project(Names("../Owner/ddl")))
            .Write("Owner/Owner.csproj", Project(Names("ddl"), "<WarningsAsErrors>ML001</WarningsAsErrors>"))
            .Write("All.slnx", Solution("App/App.csproj", "Owner/Owner.csproj"));

        var outcome = project.Build("-m:2");

        Assert.That(outcome.ExitCode, Is.Not.Zero);
        Assert.That(outcome.Findings.Select(finding => (finding.Kind, finding.Code, finding.File)), Is.EqualTo([("error", "ML001", "ddl/20250102000000_create_orders.js")]), outcome.Output);
    }

    [Test]
    public void A_folder_of_a_project_that_does_not_report_it_is_reported_by_who_names_it()
    {
        var project = new TestProject().WriteDuplicate("Without/ddl").WriteDuplicate("Off/ddl")
            .Write("App/App.csproj", Project(Names("../Without/ddl", "../Off/ddl")))
            .Write("Without/Without.csproj", Project(usesPackage: false))
            .Write("Off/Off.csproj", Project(Names("ddl"), "<MigrationLintEnabled>false</MigrationLintEnabled>"))
            .Write("All.slnx", Solution("App/App.csproj", "Without/Without.csproj", "Off/Off.csproj"));

        AssertOncePerFolder(project.Build(), "Without/ddl", "Off/ddl");
    }

    [Test]
    public void A_project_above_others_leaves_theirs_to_them_and_reports_what_nobody_else_does()
    {
        var project = new TestProject().WriteDuplicate("migrations").WriteDuplicate("src/Api/migrations").WriteDuplicate("src/Old/migrations")
            .Write("All.csproj", Project(properties: "<EnableDefaultItems>false</EnableDefaultItems>"))
            .Write("src/Api/Api.csproj", Project())
            .Write("src/Old/Old.csproj", Project(usesPackage: false))
            .Write("All.slnx", Solution("All.csproj", "src/Api/Api.csproj", "src/Old/Old.csproj"));

        var together = project.Build("All.slnx", "-m:2");
        var alone = project.Build("All.csproj", "--no-restore");

        AssertOncePerFolder(together, "migrations", "migrations", "migrations");
        AssertOncePerFolder(alone, "migrations", "migrations", "migrations");
    }

    [Test]
    public void Two_projects_in_one_directory_report_its_migrations_once()
    {
        var project = new TestProject().WriteDuplicate("migrations")
            .Write("Directory.Build.props", """<Project><Import Project="../../../Directory.Build.props" /><PropertyGroup><BaseIntermediateOutputPath>obj/$(MSBuildProjectName)/</BaseIntermediateOutputPath></PropertyGroup></Project>""")
            .Write("A.csproj", Project())
            .Write("B.csproj", Project())
            .Write("All.slnx", Solution("A.csproj", "B.csproj"));

        AssertOncePerFolder(project.Build("All.slnx", "-m:2"), "migrations");
    }

    [Test]
    public void Severities_of_a_shared_folder_are_those_of_the_project_that_names_it_and_its_paths_are_absolute()
    {
        var project = new TestProject().WriteDuplicate("shared")
            .Write("App/App.csproj", Project(Names("../shared")))
            .Write("App/.globalconfig", "is_global = true\ndotnet_diagnostic.ML001.severity = warning\n");

        var outcome = project.Build("App", "-p:WarningsAsErrors=ML001", "-p:MigrationLintSarif=lint.sarif");

        Assert.That(outcome.ExitCode, Is.Not.Zero);
        Assert.That(
            outcome.Findings.Select(finding => (finding.Kind, finding.Code, finding.File)),
            Is.EqualTo([("error", "ML001", Path.Combine(project.Folder, "shared/20250102000000_create_orders.js").Replace('\\', '/'))]),
            outcome.Output);
        Assert.That(File.ReadAllText(Path.Combine(project.Folder, "App/lint.sarif")), Does.Contain("ML001"));
    }
}
