using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>The columns that say when a row was made and changed.</summary>
internal static class RowTimes
{
    private static readonly string[] Creation = ["created_at", "createdAt", "created_on", "createdOn", "created", "inserted_at"];
    private static readonly string[] Change = ["updated_at", "updatedAt", "updated_on", "updatedOn", "updated"];

    /// <summary>The column that says when a row was made; null where there is none.</summary>
    public static Column? FindCreation(EndState state, Table table) => Find(state, table, Creation);

    /// <summary>The column that says when a row was changed last; null where there is none.</summary>
    public static Column? FindChange(EndState state, Table table) => Find(state, table, Change);

    /// <summary>True for a column that holds a moment.</summary>
    public static bool IsTime(EndState state, Column column) => state.TypeName(column.Type) is "timestamptz" or "timestamp";

    private static Column? Find(EndState state, Table table, string[] names) =>
        table.Columns.FirstOrDefault(column => names.Contains(column.Name, StringComparer.Ordinal)
            && column is { InheritedCount: 0, CreatedBy: not null }
            && IsTime(state, column));
}
