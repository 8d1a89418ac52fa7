using MigrationLint.Diagnostics;
using MigrationLint.Files;
using NUnit.Framework;

namespace MigrationLint.Tests.Cases;

/// <summary>The audit of a numbered SQL folder comes out by itself: every finding, and no other.</summary>
public sealed class SqlFolderTests
{
    private static readonly string Folder = CaseTable.FolderOf("sql-folder");

    private static LintResult Result { get; } = new Linter(new PhysicalFileSystem(), new LintOptions { Today = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc) })
        .Run(new LintRequest { Paths = [PhysicalFileSystem.GetFullPath(Folder)] });

    [Test]
    public void The_findings_are_those_of_the_table() =>
        Assert.That(Result.Diagnostics.Select(CaseTable.Row), Is.EquivalentTo(CaseTable.Expected("sql-folder")), () => CaseTable.Describe(Result));

    [Test]
    public void The_chain_of_causes_is_told_where_the_index_fails()
    {
        var skipped = Find("ML402", "014_billing_tables.sql");
        var failing = Find("ML403", "015_invoice_due_index.sql");

        Assert.That(skipped.Text.Why, Does.Contain("column due_date date is only in 014_billing_tables.sql; column currency text is only in 014_billing_tables.sql"));
        Assert.That(skipped.Text.Why, Does.StartWith("On a fresh database 007_create_invoices.sql wins"));
        Assert.That(failing.Related.Select(place => (PathText.GetFileName(place.Location.Text.Path), place.Message)), Is.EqualTo(new[]
        {
            ("014_billing_tables.sql", "skipped by IF NOT EXISTS"),
            ("007_create_invoices.sql", "created here, without it"),
        }));
    }

    [Test]
    public void What_somebody_else_creates_can_be_said()
    {
        var folder = new DeclaredFolder(PhysicalFileSystem.GetFullPath(Path.Combine(Folder, "migrations")), null) { ExternalTables = "shop_*" };
        var result = new Linter(new PhysicalFileSystem(), new LintOptions { Today = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc) }).Run(new LintRequest { Folders = [folder] });

        Assert.That(Find("ML403", "017_payment_reference.sql").Text.Remedy, Does.Contain("name shop_payments in ExternalTables"));
        Assert.That(result.Diagnostics.Where(finding => finding.Rule.Id == "ML403").Select(CaseTable.Row), Is.EqualTo(new[] { "ML403\t015_invoice_due_index.sql\t2" }));
    }

    [Test]
    public void It_is_said_how_much_would_run_on_an_empty_database() =>
        Assert.That(Result.Runnable.Select(folder => (folder.Runnable, folder.Total)), Is.EqualTo(new[] { (25, 33) }));

    private static Diagnostic Find(string rule, string file) => Result.Diagnostics.Single(finding => finding.Rule.Id == rule && PathText.GetFileName(finding.Location.Text.Path) == file);
}
