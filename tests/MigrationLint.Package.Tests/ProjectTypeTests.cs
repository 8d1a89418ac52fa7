using NUnit.Framework;

namespace MigrationLint.Package.Tests;

/// <summary>Whatever a project is, each finding is a warning once, in the first build and in the next.</summary>
public sealed class ProjectTypeTests
{
    private const string Reference = """<ItemGroup><PackageReference Include="MigrationLint" Version="$(MigrationLintVersion)" PrivateAssets="all" /></ItemGroup>""";

    private static readonly object[] SingleProjects =
    [
        new TestCaseData("App.csproj", TestProject.CSharp).SetName("A_CSharp_project_shows_each_finding_once_in_every_build"),
        new TestCaseData("App.vbproj", TestProject.CSharp).SetName("A_Visual_Basic_project_shows_each_finding_once_in_every_build"),
        new TestCaseData(
            "App.fsproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><Compile Include="Module.fs" /></ItemGroup>
              {Reference}
            </Project>
            """).SetName("An_FSharp_project_shows_each_finding_once_in_every_build"),
        new TestCaseData(
            "App.csproj",
            $"""
            <Project Sdk="Microsoft.Build.NoTargets/3.7.0">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              {Reference}
            </Project>
            """).SetName("A_project_that_compiles_nothing_shows_each_finding_once_in_every_build"),
        new TestCaseData(
            "App.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks></PropertyGroup>
              {Reference}
            </Project>
            """).SetName("A_multi_targeting_project_shows_each_finding_once_in_every_build"),
        new TestCaseData(
            "App.proj",
            $"""
            <Project>
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <TargetFrameworkMoniker>.NETCoreApp,Version=v10.0</TargetFrameworkMoniker>
                <RestoreProjectStyle>PackageReference</RestoreProjectStyle>
              </PropertyGroup>
              <Import Project="$(MSBuildExtensionsPath)/$(MSBuildToolsVersion)/Microsoft.Common.props" />
              {Reference}
              <Import Project="$(MSBuildToolsPath)/Microsoft.Common.targets" />
              <Target Name="Build" />
            </Project>
            """).SetName("A_project_of_the_common_targets_alone_shows_each_finding_once_in_every_build"),
    ];

    [TestCaseSource(nameof(SingleProjects))]
    public void Single_project(string name, string projectFile)
    {
        var project = TestProject.WithDuplicate(projectFile, name).Write("Module.fs", "module Module\n");

        var first = project.Build();
        var second = project.Build();

        Assert.That(first.ExitCode, Is.Zero, first.Output);
        Assert.That(first.Findings.Select(finding => finding.Code), Does.Contain("ML001"), first.Output);
        Assert.That(first.Findings, Is.Unique);
        Assert.That(first.Findings.Select(finding => finding.File), Has.All.StartsWith("migrations/"));
        Assert.That(second.Findings, Is.EqualTo(first.Findings));
    }

    [Test]
    public void One_framework_of_a_multi_targeting_project_shows_each_finding_once()
    {
        var project = TestProject.WithDuplicate($"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks></PropertyGroup>
              {Reference}
            </Project>
            """);

        var outcome = project.Build("-f", "net10.0");

        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output);
        Assert.That(outcome.Findings.Select(finding => finding.Code), Does.Contain("ML001"), outcome.Output);
        Assert.That(outcome.Findings, Is.Unique);
    }

    [TestCase("migrations", null, TestName = "A_project_without_migrations_finds_those_above_it_in_both_hosts")]
    [TestCase("src/migrations", null, TestName = "A_project_without_migrations_finds_those_beside_it_in_both_hosts")]
    [TestCase("server/ddl", "server/knexfile.js", TestName = "A_project_without_migrations_finds_a_knexfile_of_its_neighbour_in_both_hosts")]
    public void A_project_without_migrations(string folder, string? knexfile)
    {
        var project = new TestProject().Write("src/App/App.csproj", TestProject.CSharp).Write("src/App/Class.cs", "public class Class { }\n").WriteDuplicate(folder);
        if (knexfile is not null)
        {
            project.Write(knexfile, "module.exports = { client: 'pg', migrations: { directory: './ddl' } };\n");
        }

        var task = project.Build("src/App/App.csproj");
        var again = project.Build("src/App/App.csproj");
        var analyzer = project.Analyze("src/App/App.csproj");
        var confined = project.Build("src/App/App.csproj", "-p:MigrationLintLooksAround=false");

        Assert.That(task.Findings.Select(finding => finding.Code), Does.Contain("ML001"), task.Output);
        Assert.That(task.Findings, Is.Unique);
        Assert.That(again.Findings, Is.EqualTo(task.Findings));
        Assert.That(analyzer.Findings.Select(finding => (finding.Code, finding.Line)), Is.EquivalentTo(task.Findings.Select(finding => (finding.Code, finding.Line))), analyzer.Output);
        Assert.That(confined.Findings, Is.Empty);
    }
}
