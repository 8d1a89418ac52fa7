namespace MigrationLint.Oracles.Schema;

/// <summary>Code within SQL: what it does to the catalog, and how it is refused, is what happens on a server.</summary>
[TestFixture]
public sealed class DoBlocksTests
{
    private static string Folder => Path.Combine(TestContext.CurrentContext.TestDirectory, "Schema");

    private static IEnumerable<(string Name, string Sql)> Cases =>
        File.ReadAllText(Path.Combine(Folder, "do-blocks.sql")).Split("-- case: ", StringSplitOptions.RemoveEmptyEntries)
            .Select(text => (text[..text.IndexOf('\n', StringComparison.Ordinal)], text[text.IndexOf('\n', StringComparison.Ordinal)..]));

    [Test]
    public void Blocks_and_routines_do_to_the_catalog_what_they_do_on_a_server()
    {
        string[] questions = File.ReadAllLines(Path.Combine(Folder, "do-fingerprint.sql"));
        var (wrong, count) = (new List<string>(), 0);
        foreach (var (name, sql) in Cases)
        {
            count++;
            var url = PostgresServer.Instance.CreateDatabase();
            var replayed = new ReplayedDatabase();
            var (expected, actual) = (Psql.Run(url, sql), replayed.Run(sql));
            if (!expected.SequenceEqual(actual))
            {
                wrong.Add($"{name}\n  server: {string.Join(" / ", expected)}\n  ours:   {string.Join(" / ", actual)}");
            }

            var answers = Psql.Ask(url, questions);
            for (var i = 0; i < questions.Length; i++)
            {
                var (server, ours) = (string.Join('\n', answers[i]), replayed.Ask(questions[i]) is { } rows ? string.Join('\n', rows) : "unknown");
                if (server != ours)
                {
                    wrong.Add($"{name}: {questions[i]}\n  server: {server}\n  ours:   {ours}\n  {string.Join(", ", replayed.Notes)}");
                }
            }
        }

        Assert.That(count, Is.GreaterThanOrEqualTo(60));
        Assert.That(wrong, Is.Empty, string.Join('\n', wrong));
    }
}
