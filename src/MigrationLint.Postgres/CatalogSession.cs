using Npgsql;

namespace MigrationLint.Postgres;

/// <summary>A connection that is asked one question after the other, without prepared statements, which not every pooler takes.</summary>
internal sealed class CatalogSession(NpgsqlConnection connection, CancellationToken cancellation)
{
    /// <summary>Runs a command that answers nothing.</summary>
    public async Task RunAsync(string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The rows of a query, each as <paramref name="read"/> makes it.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<CatalogRow, T> read)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var result = new List<T>();
                while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                {
                    result.Add(read(new CatalogRow(reader)));
                }

                return result;
            }
        }
    }

    /// <summary>Likewise for rows that begin with the oid of a relation, by that oid and in their order.</summary>
    public async Task<ILookup<uint, T>> GroupAsync<T>(string sql, Func<CatalogRow, T> read)
    {
        var rows = await QueryAsync(sql, row => (Relation: row.Oid(0), Value: read(row))).ConfigureAwait(false);
        return rows.ToLookup(row => row.Relation, row => row.Value);
    }
}
