using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Schemas, with the objects that are made in them at once.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>CreateSchemaStmt</c>, from SCHEMA on.</summary>
    private CreateSchemaStmt CreateSchemaStmt(int start)
    {
        Advance();
        var statement = new CreateSchemaStmt(start) { IfNotExists = IfNotExists() };
        if (!Is(Keyword.Authorization))
        {
            statement.Schemaname = ColId("a schema name");
        }

        if (Accept(Keyword.Authorization))
        {
            statement.Authrole = RoleSpec();
        }

        var firstElement = Here;
        statement.SchemaElts = SchemaElements();
        if (statement.IfNotExists && statement.SchemaElts.Count > 0)
        {
            Refuse(TextSpan.FromBounds(firstElement, LastEnd), "CREATE SCHEMA IF NOT EXISTS cannot include schema elements");
        }

        return statement;
    }

    /// <summary><c>OptSchemaEltList</c>.</summary>
    private List<Statement> SchemaElements()
    {
        var elements = new List<Statement>();
        while (Word is Keyword.Create or Keyword.Grant || Is(TokenKind.Hole))
        {
            if (Accept(TokenKind.Hole))
            {
                continue;
            }

            var start = Here;
            var element = Is(Keyword.Grant) ? GrantStmt() : SchemaElement(start);
            element.Start = start;
            elements.Add(Close(element));
        }

        return elements;
    }

    /// <summary>The <c>schema_stmt</c> that start with CREATE: CREATE TABLE … AS is none of them.</summary>
    private Statement SchemaElement(int start)
    {
        var ahead = WordAt(1) == Keyword.Or ? 3 : 1;
        if (WordAt(ahead) is not (Keyword.Table or Keyword.Temporary or Keyword.Temp or Keyword.Local or Keyword.Global or Keyword.Unlogged
            or Keyword.Sequence or Keyword.View or Keyword.Recursive or Keyword.Unique or Keyword.Index or Keyword.Trigger or Keyword.Constraint))
        {
            position = Math.Min(position + ahead, end);
            return Unread();
        }

        var element = Create(start);
        if (element is CreateTableAsStmt)
        {
            Refuse(TextSpan.FromBounds(start, LastEnd), "CREATE SCHEMA cannot include CREATE TABLE AS");
        }

        return element;
    }
}
