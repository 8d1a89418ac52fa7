using MigrationLint.Text;

namespace MigrationLint.Operations;

/// <summary>A program asked whether a table or a column is there, and learnt that it is not.</summary>
/// <param name="Source">The call: <c>knex.schema.hasTable('orders')</c>.</param>
/// <param name="Table">The table's name, without a schema.</param>
/// <param name="Column">The column; null where it asked for the table.</param>
internal sealed record ExistenceQuestion(SourceSpan Source, string Table, string? Column);
