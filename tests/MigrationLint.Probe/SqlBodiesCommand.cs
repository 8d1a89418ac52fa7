using System.Text.Json;
using System.Text.RegularExpressions;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Probe;

/// <summary>What the front end makes of the body of CREATE FUNCTION, CREATE PROCEDURE and DO, in the shape of libpg-query's <c>parsePlPgSQL</c>.</summary>
internal static partial class SqlBodiesCommand
{
    /// <summary>Adds <c>{ok,language,error?,at?,nodes,queries,statements}</c>: <c>at</c> counts UTF-16 units of the body, a node is <c>kind:line</c>, a query <c>mode|text</c>.</summary>
    public static void Answer(Utf8JsonWriter writer, string sql)
    {
        var script = SqlScriptReader.Read(new SourceText("request.sql", sql), SqlPlaceholders.None);
        var body = script.Statements is [var statement] ? RoutineBodies.Read(statement, script.Tokens) : null;
        var error = body?.Errors.FirstOrDefault(error => !error.IsAtRunTime);
        writer.WriteBoolean("ok", body is not null && error is null);
        writer.WriteString("language", body?.Language);
        if (error is not null)
        {
            writer.WriteString("error", error.Error.Message);
            writer.WriteNumber("at", error.Error.Span.Start);
        }

        writer.WriteNumber("statements", SqlStatements.Of(script).Count);
        if (body?.Function is { } function)
        {
            var shape = new Shape(body.Tokens!);
            shape.Visit(function);
            WriteArray(writer, "nodes", shape.Nodes);
            WriteArray(writer, "queries", shape.Queries);
        }
    }

    private static void WriteArray(Utf8JsonWriter writer, string name, List<string> values)
    {
        writer.WriteStartArray(name);
        values.ForEach(writer.WriteStringValue);
        writer.WriteEndArray();
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart { get; }

    private sealed class Shape(SqlTokens tokens)
    {
        private readonly LineIndex lines = new(tokens.Content);

        public List<string> Nodes { get; } = [];

        public List<string> Queries { get; } = [];

        public void Visit(Node node)
        {
            switch (node)
            {
                case PLpgSQLExpr expression:
                    Queries.Add((int)expression.ParseMode + "|" + Text(expression, into: null));
                    return;
                case PLpgSQLStmtPerform { Expr: { } expression }:
                    Queries.Add("0|SELECT" + Text(expression, into: null)["PERFORM".Length..]);
                    AddNode(node);
                    return;
                case PLpgSQLStmtExecsql { Sqlstmt: { } expression, Target: [_, ..] targets }:
                    Queries.Add("0|" + Text(expression, targets));
                    AddNode(node);
                    return;
                case PLpgSQLStmt or PLpgSQLIfElsif:
                    AddNode(node);
                    break;
            }

            node.ForEachChild(Visit);
        }

        private void AddNode(Node node)
        {
            // PostgreSQL's line is that of the first keyword behind a label and the declarations.
            var token = tokens.IndexAt(node.Start);
            if (node is PLpgSQLStmt && tokens.Kind(token) == TokenKind.Operator)
            {
                token += 3;
            }

            if (node is PLpgSQLStmtBlock block && tokens.Word(token) == Keyword.Declare)
            {
                token = tokens.IndexAt(block.Declarations.Count > 0 ? block.Declarations[^1].End : tokens.End(token));
                while (token < tokens.Count - 1 && tokens.Word(token) != Keyword.Begin)
                {
                    token++;
                }
            }

            Nodes.Add($"PLpgSQL_{WordStart.Replace(node.GetType().Name["PLpgSQL".Length..], "_").ToLowerInvariant()}:{lines.GetPosition(tokens.Start(token)).Line + 1}");
        }

        private string Text(PLpgSQLExpr expression, IReadOnlyList<ColumnRef>? into)
        {
            var text = tokens.Content[expression.Start..expression.End];
            if (into is not null)
            {
                var gap = tokens.IndexAt(into[0].Start) - 1;
                gap -= tokens.Word(gap) == Keyword.Into ? 0 : 1;
                text = text[..(tokens.Start(gap) - expression.Start)] + " " + text[(into[^1].End - expression.Start)..];
            }

            return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
