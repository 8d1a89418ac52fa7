using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>CREATE of everything that no other family reads.</summary>
internal sealed partial class SqlParser
{
    /// <summary>CREATE of everything that no other family reads, from the word behind CREATE [OR REPLACE] on.</summary>
    private Statement CreateObject(int start, bool replace) => Word switch
    {
        Keyword.Schema when !replace => CreateSchemaStmt(start),
        Keyword.Extension when !replace => CreateExtensionStmt(start),
        _ => Unread(),
    };

    /// <summary><c>ImportForeignSchemaStmt</c>.</summary>
    private Statement ImportForeignSchemaStmt() => Unread();
}
