using NUnit.Framework;

namespace MigrationLint.Package.Tests;

/// <summary>In design-time builds the analyzer gets the files; real builds know nothing of either, and so compile nothing when a migration changes.</summary>
public sealed class DesignTimeTests
{
    private const string Analyzer = "MigrationLint.Analyzers.dll";

    [Test]
    public void Only_a_design_time_build_gets_analyzer_and_files()
    {
        var project = TestProject.WithDuplicate();
        var real = project.Build();
        var ide = project.BuildAsIde();
        var realInsideVisualStudio = project.Build("--no-restore", "-p:BuildingInsideVisualStudio=true", "-p:UseSharedCompilation=false", "-t:Rebuild");

        Assert.That(ide.CompilerCommandLines, Has.Count.EqualTo(1), ide.Output);
        Assert.That(ide.CompilerCommandLines[0], Does.Contain(Analyzer).And.Contain("20250101000000_create_users.js"));
        Assert.That(ide.Findings, Is.Empty);
        Assert.That(real.CompilerCommandLines, Has.Count.EqualTo(1), real.Output);
        Assert.That(real.CompilerCommandLines[0], Does.Not.Contain("MigrationLint").And.Not.Contain(".js"));
        Assert.That(realInsideVisualStudio.CompilerCommandLines, Has.Count.EqualTo(1), realInsideVisualStudio.Output);
        Assert.That(realInsideVisualStudio.CompilerCommandLines[0], Does.Not.Contain(Analyzer).And.Not.Contain(".js"));
        Assert.That(realInsideVisualStudio.Findings, Is.EqualTo(real.Findings));
    }

    [Test]
    public void A_design_time_build_sees_what_no_glob_finds()
    {
        var project = new TestProject().WriteDuplicate("shared")
            .Write("App/App.csproj", TestProject.CSharp.Replace("</Project>", """<ItemGroup><MigrationFolder Include="../shared" Tool="knex" /></ItemGroup></Project>""", StringComparison.Ordinal))
            .Write("App/Class.cs", "public class Class { }\n")
            .Write("shared/.editorconfig", "[*.js]\ndotnet_diagnostic.ML001.severity = error\n");
        Assert.That(project.Build("App", "-t:Restore").ExitCode, Is.Zero);

        var ide = project.BuildAsIde("App/App.csproj");

        Assert.That(ide.CompilerCommandLines, Has.Count.EqualTo(1), ide.Output);
        Assert.That(ide.CompilerCommandLines[0], Does.Contain("shared/20250101000000_create_users.js").And.Contain("shared/.editorconfig"));
    }

    [Test]
    public void Each_file_reaches_the_analyzer_once()
    {
        var project = TestProject.WithDuplicate();
        Assert.That(project.Build("-t:Restore").ExitCode, Is.Zero);

        var files = project.BuildAsIde().CompilerCommandLines.Single().Split(' ').Where(argument => argument.StartsWith("/additionalfile:", StringComparison.Ordinal));

        Assert.That(files.Select(argument => Path.GetFileName(argument.TrimEnd('"'))), Is.Unique.And.Contains("20250101000000_create_users.js"));
    }

    [Test]
    public void Only_the_first_framework_gets_the_files()
    {
        var project = TestProject.WithDuplicate(TestProject.CSharp.Replace("<TargetFramework>net10.0</TargetFramework>", "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>", StringComparison.Ordinal));
        Assert.That(project.Build("-t:Restore").ExitCode, Is.Zero);

        var first = project.BuildAsIde("-p:TargetFramework=net10.0");
        var second = project.BuildAsIde("-p:TargetFramework=netstandard2.0");

        Assert.That(first.CompilerCommandLines.Single(), Does.Contain(".js"));
        Assert.That(second.CompilerCommandLines.Single(), Does.Not.Contain(".js"));
    }

    [Test]
    public void Editing_or_adding_a_migration_compiles_nothing_also_after_a_design_time_build()
    {
        var project = TestProject.WithDuplicate();
        Assert.That(project.Build().CompilerCommandLines, Has.Count.EqualTo(1));

        project.BuildAsIde();
        var afterDesignTime = project.Build("--no-restore");
        project.Write("migrations/20250101000000_create_users.js", TestProject.Migration("people"));
        var afterEdit = project.Build("--no-restore");
        project.Write("migrations/20250103000000_create_more.js", TestProject.Migration("more"));
        var afterAdding = project.Build("--no-restore");

        Assert.That(afterDesignTime.CompilerCommandLines, Is.Empty);
        Assert.That(afterEdit.CompilerCommandLines, Is.Empty);
        Assert.That(afterAdding.CompilerCommandLines, Is.Empty);
    }

    /// <summary>A compile that runs the analyzer as an IDE would, so that its assemblies are really loaded, by a cold compiler and by its server.</summary>
    [Test]
    public void Analyzer_and_task_agree_on_code_file_line_and_column()
    {
        var project = TestProject.WithDuplicate();

        var task = project.Build();
        var cold = project.Analyze("-p:UseSharedCompilation=false");
        project.Analyze("-p:UseSharedCompilation=true");
        var warm = project.Analyze("-p:UseSharedCompilation=true");

        static IEnumerable<object> Places(BuildOutcome outcome) =>
            outcome.Findings.Select(finding => (finding.Kind, finding.Code, Path.GetFileName(finding.File), finding.Line, finding.Column)).Cast<object>();
        Assert.That(Places(task), Is.Not.Empty);
        Assert.That(Places(cold), Is.EquivalentTo(Places(task)), cold.Output);
        Assert.That(Places(warm), Is.EquivalentTo(Places(task)), warm.Output);
    }
}
