using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>ALTER of everything that no other family reads.</summary>
internal sealed partial class SqlParser
{
    /// <summary>ALTER of everything that no other family reads.</summary>
    private Statement AlterObject(int start) => Word switch
    {
        Keyword.Extension => AlterExtension(start),
        _ => Unread(),
    };

    /// <summary><c>AlterObjectSchemaStmt</c>, from SET on.</summary>
    private AlterObjectSchemaStmt AlterObjectSchema(int start, ObjectType kind, Node name)
    {
        Expect(Keyword.Set, Keyword.Schema);
        return new AlterObjectSchemaStmt(start) { ObjectType = kind, Object = name, Newschema = ColId("a schema name") };
    }
}
