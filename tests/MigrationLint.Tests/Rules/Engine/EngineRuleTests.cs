using MigrationLint.Checking;
using MigrationLint.Configuration;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Lowering;
using MigrationLint.Rules;
using MigrationLint.Text;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Engine;

public sealed class SyntaxErrorTests
{
    [Test]
    public void Every_error_has_its_place()
    {
        var migration = Facts.Of("001_a.js", "( ) [ ]");
        var found = Facts.Findings("ML990", migration with
        {
            SyntaxErrors = [new SyntaxProblem(Facts.At(migration.File, 2, 1), "unexpected )"), new SyntaxProblem(Facts.At(migration.File, 6, 1), "unexpected ]")],
        });

        Assert.That(found.Select(finding => finding.Location.Span.Start), Is.EqualTo(new[] { 2, 6 }));
        Assert.That(found[0].Text.Message, Is.EqualTo("Syntax error in 001_a.js: unexpected )"));
    }

    [Test]
    public void Conflict_markers_are_told_once()
    {
        var migration = Facts.Of("001_a.js", "<<<<<<< HEAD\n=======\n>>>>>>> other\n");
        migration = migration with { SyntaxErrors = [new SyntaxProblem(Facts.At(migration.File, 0, 2), "unexpected <<")] };

        Assert.That(Facts.Findings("ML990", migration), Is.Empty);
        Assert.That(Facts.Findings("ML035", migration), Has.Count.EqualTo(1));
    }
}

public sealed class NotAnalysableTests
{
    [Test]
    public void Places_of_one_file_are_one_finding()
    {
        var migration = Facts.Of("001_a.js");
        var found = Facts.Findings("ML991", migration with
        {
            NotUnderstood =
            [
                new OpaquePart(Facts.At(migration.File, 0, 2), "the table's name is known only at run time"),
                new OpaquePart(Facts.At(migration.File, 6, 2), "the import is no file of the project"),
            ],
        }).Single();

        Assert.That(found.Text.Message, Is.EqualTo("2 places of 001_a.js are not understood, first: the table's name is known only at run time"));
        Assert.That(found.Related, Has.Count.EqualTo(1));
    }

    [TestCase(FileReadStatus.Unreadable, "001_a.js cannot be read: permission denied")]
    [TestCase(FileReadStatus.TooLarge, "001_a.js cannot be read: it is larger than 16 MB")]
    [TestCase(FileReadStatus.NotAFile, "001_a.js cannot be read: it is no file")]
    [TestCase(FileReadStatus.Missing, "001_a.js cannot be read: it is not there")]
    public void A_file_that_cannot_be_read_is_told(FileReadStatus status, string message)
    {
        var file = new MigrationFile
        {
            Path = "/project/migrations/001_a.js",
            Content = new FileContent(status, null) { Reason = status == FileReadStatus.Unreadable ? "permission denied" : null },
            Language = MigrationLanguage.JavaScript,
            Number = MigrationNumber.Parse("001_a.js"),
        };

        Assert.That(Facts.Findings("ML991", new MigrationFacts { File = file }).Single().Text.Message, Is.EqualTo(message));
    }

    [Test]
    public void CoffeeScript_is_run_but_not_read() =>
        Assert.That(Facts.Findings("ML991", Facts.Of("001_a.coffee")).Single().Text.Message, Is.EqualTo("001_a.coffee is in a language that is not read here"));

    [Test]
    public void What_is_understood_needs_no_note() => Assert.That(Facts.Findings("ML991", Facts.Of("001_a.js")), Is.Empty);
}

public sealed class ConfigurationErrorTests
{
    [Test]
    public void A_problem_is_reported_where_it_stands()
    {
        var text = new SourceText("/project/knexfile.js", "module.exports = {");
        var problem = new ConfigurationProblem(new SourceSpan(text, new TextSpan(17, 1)), "knexfile.js names a directory that does not exist: ./migration", "Correct the path.");
        var found = Checker.Check(
            [],
            new Dictionary<MigrationFile, MigrationFacts>(),
            [],
            new ConfigurationSet { Configurations = [], Problems = [problem] },
            new RuleContext(RuleTest.Today, IsCaseSensitive: true) { TargetVersion = 15 }).Diagnostics.Single();

        Assert.That(found.Rule.Id, Is.EqualTo("ML993"));
        Assert.That(found.Location, Is.EqualTo(problem.Location));
        Assert.That((found.Text.Message, found.Text.Remedy), Is.EqualTo((problem.Message, problem.Remedy)));
    }
}
