using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Types and domains that a migration makes.</summary>
internal sealed partial class SqlParser
{
    /// <summary>CREATE TYPE in all forms, from TYPE on.</summary>
    private Statement CreateType(int start) => Unread();

    /// <summary><c>CreateDomainStmt</c>, from DOMAIN on.</summary>
    private Statement CreateDomainStmt(int start) => Unread();

    /// <summary>ALTER TYPE in all forms.</summary>
    private Statement AlterType(int start) => Unread();

    /// <summary>ALTER DOMAIN in all forms.</summary>
    private Statement AlterDomainStmt(int start) => Unread();
}
