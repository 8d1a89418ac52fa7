using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Tests.Sql;

/// <summary>One statement in, its tree, its printed form or its error out.</summary>
internal static class SqlTest
{
    public static Statement Tree(string sql)
    {
        var (tree, error) = Parse(sql, SqlPlaceholders.None);
        Assert.That(error?.Message, Is.Null, sql);
        return tree!;
    }

    public static string Print(string sql) => SqlPrinter.Print(Tree(sql));

    /// <summary>The text with a bar where the error begins, and what it says; the text itself where there is none.</summary>
    public static string Error(string sql)
    {
        var (_, error) = Parse(sql, SqlPlaceholders.None);
        return error is null ? sql : sql.Insert(error.Span.Start, "|") + " -- " + error.Message;
    }

    public static (Statement? Tree, SyntaxError? Error) Parse(string sql, SqlPlaceholders placeholders)
    {
        var tokens = SqlLexer.Tokenize(new SourceText("/a.sql", sql), placeholders);
        return SqlParser.Parse(tokens, 0, tokens.Count - 1);
    }
}
