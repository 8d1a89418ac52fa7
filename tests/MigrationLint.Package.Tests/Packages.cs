using System.Globalization;
using NUnit.Framework;

[assembly: Parallelizable(ParallelScope.All)]
[assembly: LevelOfParallelism(3)]

namespace MigrationLint.Package.Tests;

/// <summary>Packs both packages once per run, under a version that no machine has seen.</summary>
[SetUpFixture]
public sealed class Packages
{
    /// <summary>Where everything of this run lies.</summary>
    public static string Root { get; } = Directory.CreateTempSubdirectory("migrationlint-packages-").FullName;

    /// <summary>The local feed.</summary>
    public static string Feed => Path.Combine(Root, "feed");

    /// <summary>The version of both packages.</summary>
    public static string Version { get; } = "0.0.0-dev." + DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture);

    /// <summary>The checkout.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The path of a package in the feed.</summary>
    public static string FileOf(string id) => Path.Combine(Feed, $"{id}.{Version}.nupkg");

    [OneTimeSetUp]
    public void Pack()
    {
        var pack = Path.Combine(Repository, "nuget", "pack.proj");
        var outcome = Dotnet.Run(Root, ["pack", pack, "--nologo", "-v:quiet", "-o", Feed, "-p:PackageVersion=" + Version]);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Output);

        // For every project of the run: the feed, and a packages folder of its own.
        File.WriteAllText(
            Path.Combine(Root, "Directory.Build.props"),
            $"""
            <Project>
              <PropertyGroup>
                <MigrationLintVersion>{Version}</MigrationLintVersion>
                <RestoreAdditionalProjectSources>{Feed}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(Root, "packages")}</RestorePackagesPath>
                <GenerateDocumentationFile>false</GenerateDocumentationFile>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(Root, ".editorconfig"), "root = true\n");
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(Root, recursive: true);

    private static string FindRepository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "MigrationLint.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests do not run inside of the checkout.");
        }

        return directory.FullName;
    }
}
