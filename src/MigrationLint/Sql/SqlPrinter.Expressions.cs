using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Expressions, types, JSON functions.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Expression(Node node) => false;
}
