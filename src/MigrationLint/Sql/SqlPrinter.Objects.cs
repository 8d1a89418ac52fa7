using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Routines and the objects of the long tail; DROP, COMMENT, ALTER of them.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Object(Node node) => false;
}
