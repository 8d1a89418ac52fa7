using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Settings, transactions, maintenance.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Administration(Node node) => false;
}
