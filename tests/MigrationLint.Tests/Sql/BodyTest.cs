using MigrationLint.Sql;
using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Tests.Sql;

/// <summary>One script in, the errors of its bodies or what the bodies hold out.</summary>
internal static class BodyTest
{
    public static IReadOnlyList<StatementInContext> Statements(string sql, SqlPlaceholders placeholders = SqlPlaceholders.None) =>
        SqlStatements.Of(SqlScriptReader.Read(new SourceText("/a.sql", sql), placeholders));

    /// <summary>The script with a bar where each error of a body begins, and the first message; the script itself where there is none.</summary>
    public static string Errors(string sql, SqlPlaceholders placeholders = SqlPlaceholders.None)
    {
        var errors = Statements(sql, placeholders).SelectMany(statement => statement.Body?.Errors ?? []).ToList();
        var marked = errors.Select(error => error.Text.ToSource(error.Error.Span).Span.Start).OrderDescending().Aggregate(sql, (text, start) => text.Insert(start, "|"));
        return errors.Count == 0 ? sql : marked + " -- " + errors[0].Error.Message;
    }

    /// <summary>The tree of the one body in PL/pgSQL, which must be whole.</summary>
    public static PLpgSQLStmtBlock Block(string sql)
    {
        var body = Statements(sql).Single(statement => statement.IsTopLevel).Body!;
        Assert.That(body.Errors.Select(error => error.Error.Message), Is.Empty, sql);
        return body.Function!.Action!;
    }

    /// <summary>The one statement in a DO that declares <c>i int; r record; c CURSOR (a int, b int) FOR SELECT 1; u refcursor; t text</c>.</summary>
    public static T Statement<T>(string statement)
        where T : PLpgSQLStmt => (T)Block("DO $$ " + Declarations + "BEGIN " + statement + " END $$").Body.Single();

    /// <summary>As <see cref="Errors(string, SqlPlaceholders)"/> for a statement in such a DO.</summary>
    public static string ErrorsOf(string statement)
    {
        var marked = Errors("DO $$ " + Declarations + "BEGIN " + statement + " END $$");
        return marked.Replace("DO $$ " + Declarations + "BEGIN ", "", StringComparison.Ordinal).Replace(" END $$", "", StringComparison.Ordinal);
    }

    private const string Declarations = "DECLARE i int; r record; c CURSOR (a int, b int) FOR SELECT 1; u refcursor; t text; k CONSTANT int := 1; ";
}
