using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>What PL/pgSQL hands to the SQL grammar (<c>RAW_PARSE_PLPGSQL_EXPR</c> and its like).</summary>
internal sealed partial class SqlParser
{
    /// <summary>Reads an expression of PL/pgSQL: a SELECT without that word.</summary>
    /// <inheritdoc cref="Parse(SqlTokens, int, int)" path="/param|/returns"/>
    public static (Statement? Tree, SyntaxError? Error) ParseExpression(SqlTokens tokens, int first, int end) =>
        ParseWhole<Statement>(tokens, first, end, static parser => parser.PLpgSQLExpr());

    /// <summary>Reads what follows PERFORM as what follows SELECT.</summary>
    /// <inheritdoc cref="Parse(SqlTokens, int, int)" path="/param|/returns"/>
    public static (Statement? Tree, SyntaxError? Error) ParsePerform(SqlTokens tokens, int first, int end) => ParseWhole<Statement>(tokens, first, end, static parser =>
    {
        var start = parser.Here;
        return parser.SelectOptions(parser.SetOperations(parser.SimpleSelect(), start), start, with: null);
    });

    /// <summary>Reads an assignment of PL/pgSQL.</summary>
    /// <param name="tokens">The tokens of the text.</param>
    /// <param name="first">The index of its first token.</param>
    /// <param name="end">The index behind its last token.</param>
    /// <param name="nnames">How many names the target has.</param>
    /// <returns>The tree, or where it breaks.</returns>
    public static (Statement? Tree, SyntaxError? Error) ParseAssignment(SqlTokens tokens, int first, int end, int nnames) => ParseWhole<Statement>(tokens, first, end, parser =>
    {
        var statement = parser.PLAssignStmt();
        statement.Nnames = nnames;
        return statement;
    });

    /// <summary>Reads a type.</summary>
    /// <inheritdoc cref="Parse(SqlTokens, int, int)" path="/param|/returns"/>
    public static (TypeName? Tree, SyntaxError? Error) ParseTypeName(SqlTokens tokens, int first, int end) => ParseWhole(tokens, first, end, static parser =>
    {
        var type = parser.Typename();
        if (type.Setof)
        {
            parser.Refuse(type.Span, "SETOF has no meaning here");
        }

        return type;
    });

    private static (T? Tree, SyntaxError? Error) ParseWhole<T>(SqlTokens tokens, int first, int end, Func<SqlParser, T> rule)
        where T : Node => ParseWhole(tokens, first, end, rule, static tree => "the end of the " + (tree is TypeName ? "type" : "expression"));

    /// <summary><c>PLpgSQL_Expr</c>.</summary>
    private SelectStmt PLpgSQLExpr()
    {
        var start = Here;
        var query = SelectBody(new SelectStmt(start));
        if (query.IntoClause is { } into)
        {
            Refuse(into.Span, "an expression has no INTO");
        }

        return SelectOptions(query, start, with: null);
    }

    /// <summary><c>PLAssignStmt</c>.</summary>
    private PLAssignStmt PLAssignStmt()
    {
        var statement = new PLAssignStmt(Here);
        if (Is(TokenKind.Parameter))
        {
            statement.Name = tokens.Spelling(position++);
        }
        else
        {
            statement.Name = ColId("a variable");
        }

        statement.Indirection = Indirection();
        if (!Accept(TokenKind.ColonEquals))
        {
            Expect(TokenKind.Equal);
        }

        statement.Val = PLpgSQLExpr();
        return Close(statement);
    }
}
