using System.Globalization;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>What a driver sends: the SQL as it stands, its parameters written out.</summary>
internal static class DriverCompiler
{
    /// <summary>The statement of a request.</summary>
    public static KnexStatement Compile(KnexCompilation compilation, DriverRequest request)
    {
        var sql = compilation.Sql(request.Sql).At(request.Location);
        var values = (request.Values as ArrayValue)?.Elements ?? [];
        if (sql.IsEmpty)
        {
            throw new KnexFailureException("Client was passed a null or undefined query", request.Location);
        }

        var written = values.Count == 0 ? sql : WriteOut(compilation, sql, values, request.Location);
        return new KnexStatement
        {
            Text = written.Build(request.Location),
            Sql = sql.Content,
            Bindings = values,
            Location = request.Location,
            IsUncertain = compilation.IsUncertain,
        };
    }

    private static SqlText WriteOut(KnexCompilation compilation, SqlText sql, List<JavaScriptValue> values, SourceSpan location)
    {
        var tokens = SqlLexer.Tokenize(sql.Build(location), SqlPlaceholders.None);
        var result = new SqlTextBuilder();
        var position = 0;
        for (var i = 0; i < tokens.Count - 1; i++)
        {
            if (tokens.Kind(i) == TokenKind.Parameter
                && int.TryParse(sql.Content.Substring(tokens.Start(i) + 1, tokens.End(i) - tokens.Start(i) - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= 1 && number <= values.Count)
            {
                result.Append(sql.Slice(position, tokens.Start(i) - position)).Append(compilation.Escape.Parameter(values[number - 1]));
                position = tokens.End(i);
            }
        }

        return result.Append(sql.Slice(position)).ToText().At(location);
    }
}
