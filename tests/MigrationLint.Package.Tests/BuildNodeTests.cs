using NUnit.Framework;

namespace MigrationLint.Package.Tests;

/// <summary>Build nodes that outlive a build keep the assemblies that they loaded: the next build must say the same.</summary>
public sealed class BuildNodeTests
{
    [Test]
    public void Warm_nodes_say_what_cold_ones_said()
    {
        var project = new TestProject()
            .Write("A/A.csproj", TestProject.CSharp).WriteDuplicate("A/migrations")
            .Write("B/B.csproj", TestProject.CSharp).WriteDuplicate("B/migrations")
            .Write("All.slnx", """<Solution><Project Path="A/A.csproj" /><Project Path="B/B.csproj" /></Solution>""");

        var cold = project.BuildOnLastingNodes();
        var warm = project.BuildOnLastingNodes("--no-restore");

        // Both projects have the same files under the same relative paths.
        Assert.That(cold.Findings.Count(finding => finding.Code == "ML001"), Is.EqualTo(2), cold.Output);
        Assert.That(warm.Findings, Is.EqualTo(cold.Findings), warm.Output);
    }
}
