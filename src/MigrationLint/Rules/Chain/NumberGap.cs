using System.Globalization;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A number is missing in a folder that counts its files.</summary>
internal sealed class NumberGap : FolderRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML030", "number-gap", RuleFamily.Chain, Severity.None)
    {
        Title = "A number is missing in a folder that counts its files",
        Text = new(
            "{missing} is missing between {before} and {after}",
            "The folder counts its files without gaps: a file was deleted, was never committed, or waits on another branch and will run late.",
            "Find the file in git (git log --diff-filter=D), or leave the gap if its number was given back."),
        Suppress = "The number was given back before any database ran its file.",
        Bad = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint PRIMARY KEY);
            === migrations/002_invoices.sql
            CREATE TABLE invoices (id bigint PRIMARY KEY);
            === migrations/004_orders.sql
            [||]CREATE TABLE orders (id bigint PRIMARY KEY);
            """,
        Good = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint PRIMARY KEY);
            === migrations/002_invoices.sql
            CREATE TABLE invoices (id bigint PRIMARY KEY);
            === migrations/003_orders.sql
            CREATE TABLE orders (id bigint PRIMARY KEY);
            """,
    };

    /// <inheritdoc/>
    /// <remarks>A number that is missing among goose's scripts may be that of a migration in Go.</remarks>
    public override bool Concerns(MigrationFolder folder) => base.Concerns(folder) && folder.Tool != MigrationTool.Goose;

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        // What is not loaded takes a number all the same.
        var taken = new HashSet<long>(folder.Ignored.Select(file => file.Number).OfType<MigrationNumber>().Select(Value).OfType<long>());
        foreach (var directory in FileNames.Migrations(folder).GroupBy(FileNames.Home))
        {
            var files = directory
                .Where(file => file.Number is { } number && FileNames.SchemeWithin(number) == NumberingScheme.Sequence)
                .Select(file => (File: file, Number: Value(file.Number!) ?? -1))
                .Where(one => one.Number >= 0)
                .OrderBy(one => one.Number)
                .ToList();

            // Dense from 0 or 1 on: no counter that somebody advances by ten.
            if (files.Count < 3 || files[0].Number > 1 || files[files.Count - 1].Number > files.Count * 3L / 2 + 1)
            {
                continue;
            }

            for (var i = 1; i < files.Count; i++)
            {
                ReportGap(files[i - 1], files[i], taken, report);
            }
        }
    }

    private static void ReportGap((MigrationFile File, long Number) before, (MigrationFile File, long Number) after, HashSet<long> taken, IReporter report)
    {
        var width = after.File.Number!.Digits.Length;
        var missing = new List<string>();
        for (var number = before.Number + 1; number < after.Number; number++)
        {
            if (!taken.Contains(number))
            {
                missing.Add(number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'));
            }
        }

        if (missing.Count > 0)
        {
            report.Report(
                SourceSpan.StartOf(after.File.Text),
                new() { ["missing"] = missing.Count == 1 ? missing[0] : $"{missing[0]} to {missing[missing.Count - 1]}", ["before"] = before.File.Name, ["after"] = after.File.Name });
        }
    }

    private static long? Value(MigrationNumber number) => long.TryParse(number.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
