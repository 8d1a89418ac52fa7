using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>What an index can be used for.</summary>
internal static class IndexUse
{
    /// <summary>
    /// True where the index finds the rows in which all the columns have given values, as the checks of a foreign key ask for them: the columns are its
    /// first keys, in any order.
    /// </summary>
    /// <param name="schema">The schema.</param>
    /// <param name="index">The index.</param>
    /// <param name="columns">The columns.</param>
    public static bool FindsEqual(DatabaseSchema schema, Schema.Index index, IReadOnlyList<string> columns)
    {
        // Operator classes of btree that are not the default have the same equality, as text_pattern_ops; GiST has it for scalars through btree_gist.
        var canFind = index.IsValid && (index.Method is "btree" or "gist" || (index.Method == "hash" && columns.Count == 1));
        return canFind && index.Keys.Count >= columns.Count
            && index.Keys.Take(columns.Count).All(key => key is { Column: not null, Collation: null } && columns.Contains(key.Column, StringComparer.Ordinal))
            && (index.Predicate is null || IsNotNullOf(schema, index.Predicate, columns));
    }

    /// <summary>True where the index reads the column at all: as a key, in an expression or in its condition.</summary>
    public static bool Reads(Schema.Index index, string column) =>
        index.Keys.Any(key => key.Column == column || ReadsKey(key.Expression, column)) || ReadsKey(index.Predicate, column);

    /// <summary>True where an expression may read the column.</summary>
    private static bool ReadsKey(SchemaExpression? expression, string column) => expression is not null && (expression.IsUnknown || expression.OwnColumns.Contains(column));

    /// <summary>True for <c>WHERE column IS NOT NULL</c>, which equality implies; also for a condition that is not known.</summary>
    private static bool IsNotNullOf(DatabaseSchema schema, SchemaExpression predicate, IReadOnlyList<string> columns)
    {
        var known = new HashSet<string>(columns.Select(column => IndexStatement.Quote(column) + " IS NOT NULL"), StringComparer.Ordinal);
        return new SchemaPrinter(schema).Expression(predicate) is not { } text
            || text.Split([" AND "], StringSplitOptions.None).All(part => known.Contains(part.Trim('(', ')')));
    }
}
