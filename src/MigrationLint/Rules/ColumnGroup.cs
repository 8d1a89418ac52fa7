using MigrationLint.Rules.Chain;
using MigrationLint.Rules.Indexing;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules;

/// <summary>Columns of one table that the same words made.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns; at least one.</param>
/// <param name="Place">The words.</param>
internal sealed record ColumnGroup(Table Table, IReadOnlyList<Column> Columns, SourceSpan Place)
{
    /// <summary>The first of the columns.</summary>
    public Column First => Columns[0];

    /// <summary>What identifies the columns wherever they are made.</summary>
    public string Subject => $"{Table.Name}.{string.Join(",", Columns.Select(column => column.Name))}";

    /// <summary>The arguments <c>columns</c>, <c>column</c> for the first of them quoted as in SQL, <c>table</c> and <c>target</c>, the table as in SQL.</summary>
    public MessageArguments Arguments => new()
    {
        ["columns"] = Phrase.List([.. Columns.Select(column => column.Name)]),
        ["column"] = IndexStatement.Quote(First.Name),
        ["table"] = Table.Name.ToString(),
        ["target"] = SchemaPrinter.Name(Table.Name),
    };
}
