using Npgsql;

namespace MigrationLint.Postgres;

/// <summary>A row of an answer; columns are counted from 0.</summary>
internal readonly struct CatalogRow(NpgsqlDataReader reader)
{
    public uint Oid(int column) => reader.GetFieldValue<uint>(column);

    public bool Flag(int column) => reader.GetBoolean(column);

    public string? OptionalText(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A text that is there, unless its object was dropped since the transaction began.</summary>
    /// <exception cref="CatalogChangedException">It is NULL.</exception>
    public string Text(int column) => OptionalText(column) ?? throw new CatalogChangedException();

    /// <summary>A text of one character as that.</summary>
    public char Letter(int column) => Text(column) is [var letter, ..] ? letter : '\0';

    /// <summary>A list of texts; an empty one for NULL.</summary>
    /// <exception cref="CatalogChangedException">One of them is NULL.</exception>
    public string[] Texts(int column)
    {
        if (reader.IsDBNull(column))
        {
            return [];
        }

        return [.. reader.GetFieldValue<string?[]>(column).Select(static text => text ?? throw new CatalogChangedException())];
    }
}
