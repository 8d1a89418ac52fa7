namespace MigrationLint.Oracles.Schema;

/// <summary>Queries on the catalog: what is answered is what a server answers on the same schema.</summary>
[TestFixture]
public sealed class CatalogQueriesTests
{
    // What depends on the server's rows, its texts or its oids need not be known.
    private const int MostUnknown = 8;

    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Schema");

    [Test]
    public void Queries_on_the_catalog_are_answered_as_a_server_answers_them()
    {
        var schema = File.ReadAllText(Path.Combine(Folder, "catalog-schema.sql"));
        string[] queries = [.. File.ReadAllLines(Path.Combine(Folder, "catalog-queries.sql")).Where(line => line.Length > 0)];
        var url = PostgresServer.Instance.CreateDatabase();
        var replayed = new ReplayedDatabase();
        Assert.That(Psql.Run(url, schema), Is.Empty);
        Assert.That(replayed.Run(schema), Is.Empty);

        var expected = Psql.Ask(url, queries);
        var (wrong, unknown) = (new List<string>(), new List<string>());
        for (var i = 0; i < queries.Length; i++)
        {
            var answer = replayed.Ask(queries[i]);
            if (answer is null || answer.Any(row => row.Split('|').Contains("?")))
            {
                unknown.Add(queries[i]);
            }
            else if (!answer.SequenceEqual(string.Join('\n', expected[i]).Split('\n', answer.Count == 0 ? StringSplitOptions.RemoveEmptyEntries : StringSplitOptions.None)) && string.Join('\n', answer) != string.Join('\n', expected[i]))
            {
                wrong.Add($"{queries[i]}\n  server: {string.Join(" / ", expected[i])}\n  ours:   {string.Join(" / ", answer)}");
            }
        }

        TestContext.Out.WriteLine($"{queries.Length} queries, {unknown.Count} unknown:\n{string.Join('\n', unknown)}");
        Assert.Multiple(() =>
        {
            Assert.That(queries, Has.Length.GreaterThanOrEqualTo(120));
            Assert.That(wrong, Is.Empty);
            Assert.That(unknown, Has.Count.LessThanOrEqualTo(MostUnknown));
        });
    }
}
