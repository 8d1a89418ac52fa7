using MigrationLint.Benchmarks;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Oracles.Sql;

/// <summary>Texts that are made to break a parser cost little more than others, and end neither the stack nor the process.</summary>
public sealed class SqlHostileTests
{
    private const int Length = 1 << 20;

    // What takes quadratic time takes minutes at this length; what is linear takes a tenth of a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static IEnumerable<string> Names => HostileSql.Shapes.Select(shape => shape.Name);

    [TestCaseSource(nameof(Names))]
    public void A_megabyte_of_it_is_read_and_printed(string name)
    {
        var text = HostileSql.Shapes.Single(shape => shape.Name == name).Text(Length);
        var reading = Task.Run(() => SqlScriptReader.Read(new SourceText("/hostile.sql", text), SqlPlaceholders.Psql));

        Assert.That(reading.Wait(Patience), Is.True, "it took too long");
        var statements = reading.Result.Statements;
        Assert.That(statements.Select(statement => statement.Span.Start), Is.Ordered);
        Assert.That(statements.All(statement => statement.Span.End <= text.Length), Is.True);
        Assert.That(statements.All(statement => statement.Tree is not null || statement.Error is not null || statement.IsOpaque), Is.True);
        var printing = Task.Run(() => statements.Sum(statement => statement.Tree is null ? 0 : SqlPrinter.Print(statement.Tree).Length));
        Assert.That(printing.Wait(Patience), Is.True, "it took too long");
    }
}
