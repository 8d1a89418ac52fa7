using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Compares how far sequences have come with the rows that they number.</summary>
internal static class OvertakenSequences
{
    /// <summary>The sequences that come to values which certainly are taken. Left out is what is not known: rows, defaults, and how far a sequence has come.</summary>
    public static IReadOnlyList<OvertakenSequence> Find(IOperationSink database)
    {
        var found = new List<OvertakenSequence>();
        foreach (var table in database.Schema.Relations.OfType<Table>())
        {
            if (database.Rows.Find(table) is KnownRows { Count: > 0 } && KnownRows.Of(database, table) is { } rows)
            {
                for (var i = 0; i < table.Columns.Count; i++)
                {
                    if (Compare(database, table, i, rows) is { } overtaken)
                    {
                        found.Add(overtaken);
                    }
                }
            }
        }

        return found;
    }

    private static OvertakenSequence? Compare(IOperationSink database, Table table, int place, KnownRows rows)
    {
        var column = table.Columns[place];
        if (SequenceOf(database.Schema, table, column) is not { Options: { Increment: > 0 and var step, Maximum: { } highest } } sequence
            || database.Sequences.Next(sequence) is not { } next
            || table.Indexes.FirstOrDefault(index => IsKeyOf(index, column)) is not { } key)
        {
            return null;
        }

        var taken = rows.Rows.Select(static row => row.Value).Where(static row => row.IsCertain).Select(row => row.Values[place]).OfType<SqlNumber>()
            .Where(number => number.IsInteger && number.Value >= next && number.Value <= highest && (number.Value - next) % step == 0)
            .Select(static number => (long)number.Value).ToList();
        return taken.Count == 0 ? null : new OvertakenSequence(table, column, sequence, key) { Next = next, First = taken.Min(), Last = taken.Max() };
    }

    /// <summary>The sequence that gives a column its values: that of an identity column, or that of a default which is <c>nextval()</c> and nothing else.</summary>
    private static Sequence? SequenceOf(DatabaseSchema schema, Table table, Column column) =>
        column.Identity != IdentityKind.None ? RowEvaluation.IdentityOf(schema, table.Id, column.Name)
        : column.Default is { Parts: [TextPart { Text: "nextval('" }, RelationPart named, TextPart { Text: "'::regclass)" }] } ? schema.FindRelation(named.Relation) as Sequence
        : null;

    private static bool IsKeyOf(Schema.Index index, Column column) =>
        index is { IsUnique: true, IsValid: true, Predicate: null, CreatedBy.IsConditional: false, Keys: [{ Column: { } only }] } && only == column.Name;
}
