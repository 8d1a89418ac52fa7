using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>What makes two indexes the same.</summary>
internal static class IndexShape
{
    /// <summary>The indexes of a table that stand for themselves: valid, and no part of a partitioned one's.</summary>
    public static IReadOnlyList<Schema.Index> Whole(Table table) =>
        [.. table.Indexes.Where(index => index is { IsValid: true, CreatedBy: not null } && index.Parent.IsNone)];

    /// <summary>The keys as PostgreSQL prints them, with their order, operator class and collation; null where one is not known.</summary>
    public static IReadOnlyList<string>? Keys(SchemaPrinter printer, Schema.Index index)
    {
        var keys = index.Keys.Select(key => Key(printer, key)).ToList();
        return keys.Contains(null) ? null : [.. keys.OfType<string>()];
    }

    /// <summary>All that an index is but its name and whether it is unique; null where a part is not known.</summary>
    public static string? Of(SchemaPrinter printer, Schema.Index index)
    {
        var predicate = index.Predicate is null ? "" : printer.Expression(index.Predicate);
        return predicate is null || Keys(printer, index) is not { } keys
            ? null
            : string.Join("\n", keys.Prepend(index.Method).Append("INCLUDE").Concat(index.Include).Append("WHERE " + predicate));
    }

    private static string? Key(SchemaPrinter printer, IndexKey key) =>
        printer.IndexKey(key) is { } text ? $"{text} {key.Collation} {key.OperatorClass}" : null;
}
