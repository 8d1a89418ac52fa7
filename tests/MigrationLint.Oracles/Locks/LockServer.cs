using System.Globalization;
using System.Text.RegularExpressions;
using MigrationLint.Operations;
using MigrationLint.Replay.Locks;
using Npgsql;

namespace MigrationLint.Oracles.Locks;

/// <summary>
/// The locks of a case as a server takes them: from <c>pg_locks</c>, and the work from the files of relations, the counters of scans, and what ALTER TABLE
/// and index builds say at <c>client_min_messages = debug1</c>.
/// </summary>
internal sealed partial class LockServer : IAsyncDisposable
{
    private const string Relations = """
        select c.oid::int8, n.nspname, c.relname, c.relkind::text, c.relfilenode::int8, case when c.relkind in ('r', 'm') then pg_stat_get_xact_numscans(c.oid) else 0 end
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind <> 'c'
        """;

    private readonly NpgsqlDataSource source;
    private readonly NpgsqlConnection connection;
    private readonly List<string> notices = [];

    private LockServer(NpgsqlDataSource source, NpgsqlConnection connection)
    {
        this.source = source;
        this.connection = connection;
        connection.Notice += (_, message) => notices.Add(message.Notice.MessageText);
    }

    /// <summary>The major version.</summary>
    public int Version => connection.PostgreSqlVersion.Major;

    /// <summary>Connects to a database of its own.</summary>
    public static async Task<LockServer> Connect(string url)
    {
        var place = new Uri(url);
        var data = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder { Host = place.Host, Port = place.Port, Username = "postgres", Database = place.AbsolutePath[1..], Pooling = false, IncludeErrorDetail = true });
        var server = new LockServer(data, await data.OpenConnectionAsync());
        if (server.Version >= 15)
        {
            await server.Execute("set allow_in_place_tablespaces = on");
            await server.Execute("create tablespace locks_space location ''");
        }

        return server;
    }

    /// <summary>One line for each relation: its name, its mode, and the work under it.</summary>
    public async Task<List<string>> Run(LockCase test)
    {
        await Execute("reset all; drop schema if exists app cascade; drop schema public cascade; create schema public; drop role if exists locks_owner; drop publication if exists x");
        await Execute(LockCase.BaseFor(Version) + ";\n" + test.SetUp);
        try
        {
            return test.Blocker is null ? await RunInTransaction(test) : await RunOutside(test);
        }
        catch (PostgresException exception)
        {
            return [$"refused: {exception.MessageText} ({exception.SqlState})"];
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Version >= 15)
        {
            await Execute("drop schema public cascade");
            await Execute("drop tablespace locks_space");
        }

        await connection.DisposeAsync();
        await source.DisposeAsync();
    }

    private async Task<List<string>> RunInTransaction(LockCase test)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await Execute("set local client_min_messages = debug1");
        var before = await ReadRelations(connection);
        notices.Clear();
        await Execute(test.Statement);
        var said = notices.ToList();
        var locks = await ReadLocks(connection, "pg_backend_pid()");
        var after = await ReadRelations(connection);
        await transaction.RollbackAsync();
        return Show(test, before, after, locks, said);
    }

    private async Task<List<string>> RunOutside(LockCase test)
    {
        await using var other = await source.OpenConnectionAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await Execute("set client_min_messages = debug1");
        var before = await ReadRelations(connection);
        await Execute(test.Blocker!, other);
        notices.Clear();
        var running = Execute(test.Statement);
        var locks = await WaitFor(connection.ProcessID);
        await transaction.RollbackAsync();
        await running;
        return Show(test, before, await ReadRelations(connection), locks, notices);
    }

    private async Task<Dictionary<long, LockMode>> WaitFor(int process)
    {
        await using var observer = await source.OpenConnectionAsync();
        for (var i = 0; i < 500; i++)
        {
            await using var command = new NpgsqlCommand($"select count(*) from pg_stat_activity where pid = {process} and wait_event_type = 'Lock'", observer);
            if ((long)(await command.ExecuteScalarAsync())! > 0)
            {
                return await ReadLocks(observer, process.ToString(CultureInfo.InvariantCulture));
            }

            await Task.Delay(10);
        }

        return [];
    }

    private async Task Execute(string sql, NpgsqlConnection? on = null)
    {
        await using var command = new NpgsqlCommand(sql, on ?? connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<Dictionary<long, LockMode>> ReadLocks(NpgsqlConnection on, string process)
    {
        var found = new Dictionary<long, LockMode>();
        await using var command = new NpgsqlCommand($"select relation::int8, mode from pg_locks where locktype = 'relation' and pid = {process}", on);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var mode = Enum.Parse<LockMode>(rows.GetString(1)[..^"Lock".Length]);
            found[rows.GetInt64(0)] = found.TryGetValue(rows.GetInt64(0), out var old) && old > mode ? old : mode;
        }

        return found;
    }

    private static async Task<Dictionary<long, Found>> ReadRelations(NpgsqlConnection on)
    {
        var found = new Dictionary<long, Found>();
        await using var command = new NpgsqlCommand(Relations, on);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            var name = new QualifiedName(rows.GetString(1), rows.GetString(2));
            found.Add(rows.GetInt64(0), new Found(name, rows.GetString(3)[0], rows.GetInt64(4), rows.GetInt64(5)));
        }

        return found;
    }

    private static List<string> Show(LockCase test, Dictionary<long, Found> before, Dictionary<long, Found> after, Dictionary<long, LockMode> locks, List<string> said)
    {
        var lines = new List<string>();
        foreach (var (id, mode) in locks)
        {
            if (!before.TryGetValue(id, out var relation) || (relation.IsIndex && mode < LockMode.ShareUpdateExclusive))
            {
                continue;
            }

            var work = after.TryGetValue(id, out var now) ? WorkOf(test, relation, now, said) : HeapWork.None;
            lines.Add(LockReplay.Show(test, relation.Name.ToString(), relation.IsIndex, mode, work));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static HeapWork WorkOf(LockCase test, Found before, Found after, List<string> said)
    {
        // TRUNCATE gives new files too, and builds the indexes of no rows.
        if (before.Kind is not ('r' or 'm') || test.Statement.StartsWith("truncate", StringComparison.Ordinal))
        {
            return HeapWork.None;
        }

        if (before.File != after.File)
        {
            return HeapWork.Rewrite;
        }

        var builds = said.Any(line => Building().Match(line) is { Success: true } match && (match.Groups["table"].Value == before.Name.Name || match.Groups["table"].Value == after.Name.Name));
        var verifies = said.Contains($"verifying table \"{before.Name.Name}\"");
        return (builds ? HeapWork.IndexBuild : HeapWork.None) | (verifies || (!builds && after.Scans > before.Scans) ? HeapWork.Scan : HeapWork.None);
    }

    [GeneratedRegex("^building index \".*\" on table \"(?<table>.*?)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Building();

    /// <summary>A relation of the server.</summary>
    private sealed record Found(QualifiedName Name, char Kind, long File, long Scans)
    {
        public bool IsIndex => Kind is 'i' or 'I';
    }
}
