using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Roles, rights, policies.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Access(Node node) => false;
}
