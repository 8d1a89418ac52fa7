using MigrationLint.Lowering.Sql;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Reporting;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Replay;

/// <summary>Replays files of SQL on an empty database.</summary>
internal sealed class Chain
{
    private readonly SqlLowering lowering;
    private int files;

    private Chain(ReplayOptions options)
    {
        Session = new ReplaySession(options);
        lowering = new SqlLowering(Session);
    }

    /// <summary>The session.</summary>
    public ReplaySession Session { get; }

    /// <summary>What the database holds.</summary>
    public DatabaseSchema Schema => Session.Schema;

    /// <summary>The schema in the form of snapshots.</summary>
    public CatalogSnapshot Snapshot => SnapshotBuilder.Build(Schema);

    /// <summary>What the files were refused for, as <c>SQLSTATE message</c>.</summary>
    public IReadOnlyList<string> Refusals => [.. Session.Timeline.Files.SelectMany(file => file.Refusals).Select(refusal => $"{refusal.SqlState} {refusal.Message}")];

    /// <summary>Replays files, each in a transaction of its own, on a database that is empty.</summary>
    public static Chain Run(params string[] files) => new Chain(new ReplayOptions { IsStrict = true }).Then(TransactionModel.Own, files);

    /// <summary>Replays files on a database of which nothing is known.</summary>
    public static Chain RunOnUnknown(params string[] files) => new Chain(new ReplayOptions()).Then(TransactionModel.Own, files);

    /// <summary>Replays files with options.</summary>
    public static Chain Run(ReplayOptions options, params string[] files) => new Chain(options).Then(TransactionModel.Own, files);

    /// <summary>Replays further files.</summary>
    public Chain Then(TransactionModel transaction, params string[] texts)
    {
        foreach (var content in texts)
        {
            var text = new SourceText($"/m/{++files}.sql", content);
            var script = SqlScriptReader.Read(text, SqlPlaceholders.None);
            Session.BeginFile(new MigrationStepInfo($"{files}.sql", transaction));
            lowering.Lower(script);
            Session.EndFile();
        }

        return this;
    }

    /// <summary>Replays further files, each sent as one string that nothing wraps.</summary>
    public Chain ThenStrings(params string[] texts)
    {
        foreach (var content in texts)
        {
            var script = SqlScriptReader.Read(new SourceText($"/m/{++files}.sql", content), SqlPlaceholders.None);
            Session.BeginFile(new MigrationStepInfo($"{files}.sql", TransactionModel.None));
            if (script.Statements.Count > 1)
            {
                Session.BeginQueryString();
            }

            lowering.Lower(script);
            Session.EndQueryString();
            Session.EndFile();
        }

        return this;
    }

    /// <summary>The table of that name in <c>public</c>.</summary>
    public SnapshotTable Table(string name) => Snapshot.Tables.Single(table => table.Name == name);

    /// <summary>The column of a table.</summary>
    public SnapshotColumn Column(string table, string column) => Table(table).Columns.Single(item => item.Name == column);

    /// <summary>The table as replay has it.</summary>
    public Table Replayed(string name) => (Table)Schema.FindRelation(new QualifiedName("public", name))!;

    /// <summary>The schema as JSON.</summary>
    public string Json => SchemaJson.Write(Snapshot);
}
