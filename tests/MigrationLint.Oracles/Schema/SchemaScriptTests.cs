using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Postgres;

namespace MigrationLint.Oracles.Schema;

/// <summary>The script that <c>migrationlint schema --format sql</c> prints rebuilds the schema.</summary>
public sealed class SchemaScriptTests
{
    private static IEnumerable<string> Applying => OwnChains.Applying;

    [TestCaseSource(nameof(Applying))]
    public async Task The_script_of_a_chain_runs_and_makes_what_replay_says_of_it(string name)
    {
        var replayed = ReplayedChains.Replay(OwnChains.Find(name));
        var script = replayed.ToSql();
        var url = PostgresServer.Instance.CreateDatabase();

        Assert.That(Psql.Run(url, script), Is.Empty);
        var made = await CatalogReader.ReadAsync(url);

        // Expressions that PostgreSQL reads again come out otherwise: the script is replayed as it is.
        var agreement = SnapshotComparer.Compare(made, ReplayScript(script));
        Assert.That(agreement.Differences, Is.Empty);
        Assert.That(Names(made), Is.EquivalentTo(Names(replayed.Snapshot)));
    }

    private static MigrationLint.Schema.CatalogSnapshot ReplayScript(string script)
    {
        var folder = Directory.CreateTempSubdirectory("migrationlint-script-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "001_schema.sql"), script);
            return new SchemaReplay(new PhysicalFileSystem(), new LintOptions { Today = new DateTime(2026, 1, 1), FromEmpty = true })
                .Run(new LintRequest { Folders = [new DeclaredFolder(PhysicalFileSystem.GetFullPath(folder.FullName), MigrationTool.NumberedSql)] })
                .Snapshot;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Names(MigrationLint.Schema.CatalogSnapshot snapshot) =>
        snapshot.Tables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}")
                .Concat(table.Indexes.Select(index => $"{table.Name}: {index.Name}"))
                .Concat(table.Checks.Select(check => $"{table.Name}: {check.Name}"))
                .Concat(table.ForeignKeys.Select(key => $"{table.Name}: {key.Name}"))
                .Concat(table.Triggers.Select(trigger => $"{table.Name}: {trigger.Name}")))
            .Concat(snapshot.Views.Select(view => view.Name))
            .Concat(snapshot.Sequences.Select(sequence => sequence.Name))
            .Concat(snapshot.Enums.Select(type => type.Name))
            .Concat(snapshot.Functions.Select(function => function.Name))
            .Concat(snapshot.Policies);
}
