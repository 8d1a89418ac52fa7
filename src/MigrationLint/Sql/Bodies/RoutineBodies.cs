using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Reads the bodies of CREATE FUNCTION, CREATE PROCEDURE and DO.</summary>
internal static class RoutineBodies
{
    /// <summary>Reads the body of a statement. Never throws; what is broken in it is among <see cref="RoutineBody.Errors"/>.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="tokens">The tokens it is made of.</param>
    /// <returns>Null for a statement that has none, or is broken.</returns>
    public static RoutineBody? Read(SqlStatement statement, SqlTokens tokens) => statement.Tree switch
    {
        DoStmt block => ReadBody(tokens, Option(block.Args, "language") ?? "plpgsql", RunTime.Now, As(block.Args), new RoutineSignature()),
        CreateFunctionStmt { SqlBody: { } body } => ReadSqlBody(tokens, body),
        CreateFunctionStmt routine => ReadBody(
            tokens,
            Option(routine.Options, "language") ?? "",
            RunTime.Deferred,
            As(routine.Options),
            RoutineSignature.Of(routine, tokens.HasHole(statement.FirstToken, statement.EndToken))),
        _ => null,
    };

    private static string? Option(IReadOnlyList<DefElem> options, string name) => (options.LastOrDefault(option => option.Defname == name)?.Arg as StringValue)?.Sval;

    // One string; two are a file and a symbol in it.
    private static Node? As(IReadOnlyList<DefElem> options) => options.LastOrDefault(static option => option.Defname == "as")?.Arg switch
    {
        ListValue { Items.Count: 1 } list => list.Items[0],
        StringValue text => text,
        _ => null,
    };

    private static RoutineBody ReadBody(SqlTokens tokens, string language, RunTime runs, Node? source, RoutineSignature signature)
    {
        language = language.ToLowerInvariant();
        var token = source is null ? tokens.Count - 1 : tokens.IndexAt(source.Start);
        var text = tokens.Kind(token) == TokenKind.StringConstant ? SqlLiterals.Decode(tokens.Text, tokens.LiteralSpan(token, out var escape), escape) : null;

        // psql replaces nothing within quotes; a program that replaces its own :name everywhere leaves the same names on both sides of them.
        var placeholders = tokens.Placeholders & ~SqlPlaceholders.Psql;
        if (text is not null && tokens.HasVariableOf(text.Content))
        {
            placeholders |= SqlPlaceholders.Variables;
        }

        return text is null ? new RoutineBody { Language = language, Runs = runs }
            : language == "sql" ? ReadSql(text, placeholders, runs)
            : language == "plpgsql" ? ReadPlpgsql(text, placeholders, runs, signature)
            : new RoutineBody { Language = language, Runs = runs, Text = text };
    }

    private static RoutineBody ReadSql(EmbeddedText text, SqlPlaceholders placeholders, RunTime runs)
    {
        var script = SqlScriptReader.Read(text, placeholders);
        return new RoutineBody
        {
            Language = "sql",
            Runs = runs,
            Text = text,
            Tokens = script.Tokens,
            Statements = [.. script.Statements.Select(statement => new BodyStatement(statement, script.Tokens, IsConditional: false, IsDynamic: false, CaughtConditions: []))],
            Errors = [.. script.Statements.Where(static statement => statement.Error is not null).Select(statement => new BodyError(text, statement.Error!, IsAtRunTime: false))],
        };
    }

    private static RoutineBody ReadPlpgsql(EmbeddedText text, SqlPlaceholders placeholders, RunTime runs, RoutineSignature signature)
    {
        var tokens = SqlLexer.Tokenize(text, placeholders);
        var (tree, errors) = PlpgsqlParser.Parse(tokens, signature);
        var statements = PlpgsqlStatements.Of(tree, tokens);
        return new RoutineBody
        {
            Language = "plpgsql",
            Runs = runs,
            Text = text,
            Tokens = tokens,
            Function = tree,
            Statements = statements,
            Errors =
            [
                .. errors.Select(error => new BodyError(text, error, IsAtRunTime: false)),
                .. statements.Where(static statement => statement is { IsDynamic: true, Statement.Error: not null, CaughtConditions.Count: 0 })
                    .Select(static statement => new BodyError(statement.Tokens.Text, statement.Statement.Error!, IsAtRunTime: true)),
            ],
        };
    }

    private static RoutineBody ReadSqlBody(SqlTokens tokens, Node body)
    {
        var statements = new List<BodyStatement>();
        Add(body);
        return new RoutineBody { Language = "sql", Runs = RunTime.Deferred, Tokens = tokens, Statements = statements };

        void Add(Node node)
        {
            if (node is ListValue list)
            {
                foreach (var item in list.Items)
                {
                    Add(item);
                }
            }
            else if (node is Statement tree)
            {
                statements.Add(new BodyStatement(Whole(tree, tokens), tokens, IsConditional: false, IsDynamic: false, CaughtConditions: []));
            }
        }
    }

    /// <summary>A statement that was read as part of a larger one.</summary>
    internal static SqlStatement Whole(Statement tree, SqlTokens tokens) => new()
    {
        Span = tree.Span,
        FirstToken = tokens.IndexAt(tree.Start),
        EndToken = tokens.IndexAt(tree.End),
        Tree = tree,
        Kind = tree.GetType().Name,
    };
}
