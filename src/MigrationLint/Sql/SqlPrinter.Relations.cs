using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Tables, indexes, views, sequences, triggers, rules, types, domains: CREATE and ALTER.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Relation(Node node) => false;
}
