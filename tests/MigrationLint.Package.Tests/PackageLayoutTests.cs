using System.IO.Compression;
using System.Xml.Linq;
using NUnit.Framework;

namespace MigrationLint.Package.Tests;

/// <summary>What lies in the packages, and that the tool runs.</summary>
public sealed class PackageLayoutTests
{
    [Test]
    public void The_package_holds_what_each_host_loads_and_nothing_else()
    {
        Assert.That(FilesOf("MigrationLint"), Is.EquivalentTo(
        [
            "README.md", "icon.png",
            "analyzers/dotnet/MigrationLint.Analyzers.dll", "analyzers/dotnet/MigrationLint.CodeFixes.dll", "analyzers/dotnet/MigrationLint.Engine.dll",
            "build/MigrationLint.props", "build/MigrationLint.targets", "build/MigrationLint.Core.targets", "build/MigrationLint.Tasks.targets", "build/MigrationLint.Shared.proj",
            "buildTransitive/MigrationLint.props", "buildTransitive/MigrationLint.targets",
            "buildMultiTargeting/MigrationLint.props", "buildMultiTargeting/MigrationLint.targets",
            "tools/netstandard2.0/MigrationLint.Tasks.dll", "tools/netstandard2.0/MigrationLint.Engine.dll",
            "tools/net10.0/any/migrationlint.dll", "tools/net10.0/any/migrationlint.deps.json", "tools/net10.0/any/migrationlint.runtimeconfig.json",
            "tools/net10.0/any/MigrationLint.Engine.dll", "tools/net10.0/any/System.CommandLine.dll", "tools/net10.0/any/Spectre.Console.dll",
        ]));
    }

    [Test]
    public void The_tool_holds_what_it_runs_on_and_no_symbols()
    {
        Assert.That(FilesOf("MigrationLint.Tool"), Is.EquivalentTo(
        [
            "README.md", "icon.png", "tools/net10.0/any/DotnetToolSettings.xml",
            "tools/net10.0/any/migrationlint.dll", "tools/net10.0/any/migrationlint.deps.json", "tools/net10.0/any/migrationlint.runtimeconfig.json",
            "tools/net10.0/any/MigrationLint.Engine.dll", "tools/net10.0/any/System.CommandLine.dll", "tools/net10.0/any/Spectre.Console.dll",
        ]));
    }

    [TestCase("MigrationLint")]
    [TestCase("MigrationLint.Tool")]
    public void No_two_files_differ_only_in_case(string id) =>
        Assert.That(FilesOf(id).Select(file => file.ToUpperInvariant()), Is.Unique);

    [Test]
    public void The_package_is_a_development_dependency_without_dependencies()
    {
        var metadata = MetadataOf("MigrationLint");

        Assert.That(metadata.Elements().Single(element => element.Name.LocalName == "developmentDependency").Value, Is.EqualTo("true"));
        Assert.That(metadata.Descendants().Where(element => element.Name.LocalName == "dependency"), Is.Empty);
        Assert.That(metadata.Elements().Select(element => element.Name.LocalName), Does.Contain("readme").And.Contain("icon").And.Contain("license"));
    }

    [Test]
    public void The_tool_installs_from_a_feed_and_checks()
    {
        var project = new TestProject().WriteDuplicate("migrations").Write(
            "NuGet.config",
            $"""<configuration><packageSources><clear /><add key="local" value="{Packages.Feed}" /></packageSources></configuration>""");

        var installed = Dotnet.Run(project.Folder, ["tool", "install", "MigrationLint.Tool", "--version", Packages.Version, "--tool-path", "tools"]);
        Assert.That(installed.ExitCode, Is.Zero, installed.Output);
        var tool = Path.Combine(project.Folder, "tools", OperatingSystem.IsWindows() ? "migrationlint.exe" : "migrationlint");
        var checkedFolder = Dotnet.Run(tool, project.Folder, ["check", "migrations"]);

        Assert.That(checkedFolder.ExitCode, Is.EqualTo(1), checkedFolder.Output);
        Assert.That(checkedFolder.StandardOutput, Does.Contain("warning ML001"));
    }

    [Test]
    public void The_command_line_inside_the_package_runs()
    {
        var project = TestProject.WithDuplicate();
        Assert.That(project.Build("-t:Restore").ExitCode, Is.Zero);

        var outcome = Dotnet.Run(
            project.Folder,
            [Path.Combine(Packages.Root, "packages", "migrationlint", Packages.Version, "tools", "net10.0", "any", "migrationlint.dll"), "check", "migrations"]);

        Assert.That(outcome.ExitCode, Is.EqualTo(1), outcome.Output);
    }

    private static IEnumerable<string> FilesOf(string id)
    {
        using var package = ZipFile.OpenRead(Packages.FileOf(id));
        return [.. package.Entries.Select(entry => entry.FullName).Where(name =>
            !name.StartsWith("_rels/", StringComparison.Ordinal) && !name.StartsWith("package/", StringComparison.Ordinal)
            && name != "[Content_Types].xml" && !name.EndsWith(".nuspec", StringComparison.Ordinal))];
    }

    private static XElement MetadataOf(string id)
    {
        using var package = ZipFile.OpenRead(Packages.FileOf(id));
        using var nuspec = package.GetEntry(id + ".nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }
}
