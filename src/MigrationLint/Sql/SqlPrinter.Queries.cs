using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Queries and modifications, COPY, cursors, prepared statements.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Query(Node node) => false;
}
