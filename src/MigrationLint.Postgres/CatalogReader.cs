using MigrationLint.Schema;
using Npgsql;

namespace MigrationLint.Postgres;

/// <summary>Reads what a live database holds. It changes nothing, takes no lock that lasts, and asks a fixed number of questions however large the database is.</summary>
public static class CatalogReader
{
    private const int Attempts = 3;

    /// <summary>Reads the catalog of a database.</summary>
    /// <param name="connection">A URL (<c>postgres://…</c>) or a connection string of Npgsql.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="PostgresException">The server refuses, or something was locked for longer than the reader waits.</exception>
    /// <exception cref="CatalogChangedException">The schema kept changing while it was read.</exception>
    public static async Task<CatalogSnapshot> ReadAsync(string connection, CancellationToken cancellation = default)
    {
        var settings = ConnectionUrl.Read(connection);
        settings.ApplicationName = "migrationlint";
        settings.Pooling = false;
        var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
        builder.EnableArrays();
        builder.EnableTransportSecurity();
        var source = builder.Build();
        await using (source.ConfigureAwait(false))
        {
            var attempt = 1;
            while (true)
            {
                try
                {
                    return await ReadOnceAsync(source, cancellation).ConfigureAwait(false);
                }
                catch (CatalogChangedException) when (attempt < Attempts)
                {
                    attempt++;
                }
            }
        }
    }

    private static async Task<CatalogSnapshot> ReadOnceAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            // SET LOCAL, since behind a pooler in transaction mode the session is not ours.
            var session = new CatalogSession(connection, cancellation);
            await session.RunAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").ConfigureAwait(false);
            await session.RunAsync(
                "SET LOCAL lock_timeout = '2s'; SET LOCAL statement_timeout = '30s'; SET LOCAL idle_in_transaction_session_timeout = '60s'; SET LOCAL search_path = public")
                .ConfigureAwait(false);
            try
            {
                var result = await new SnapshotAssembler(session, connection.PostgreSqlVersion).ReadAsync().ConfigureAwait(false);
                await session.RunAsync("ROLLBACK").ConfigureAwait(false);
                return result;
            }
            catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.InternalError)
            {
                // Functions that print definitions look at the newest catalog, not at the transaction's: what was dropped meanwhile is "cache lookup failed".
                throw new CatalogChangedException(failure.MessageText, failure);
            }
        }
    }
}
