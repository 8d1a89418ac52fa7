using MigrationLint.Lowering.Sql;
using MigrationLint.Lowering.Sql.Procedural;
using MigrationLint.Replay;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Oracles.Schema;

/// <summary>A database that scripts are replayed on, from empty.</summary>
internal sealed class ReplayedDatabase
{
    private readonly ReplaySession session = new(new ReplayOptions { IsStrict = true });
    private readonly SqlLowering lowering;

    /// <summary>Creates an empty one.</summary>
    public ReplayedDatabase() => lowering = new SqlLowering(session);

    /// <summary>What was not understood.</summary>
    public IEnumerable<string> Notes => session.Notes.Select(note => note.Reason);

    /// <summary>Runs a script, each statement in a transaction of its own.</summary>
    /// <returns>The SQLSTATE and message of each statement that is refused.</returns>
    public IReadOnlyList<string> Run(string sql)
    {
        var refused = new List<string>();
        var script = SqlScriptReader.Read(new SourceText("/script.sql", sql), SqlPlaceholders.Psql);
        foreach (var statement in script.Statements)
        {
            if (session.TryStatement(script.Tokens.Text.ToSource(statement.Span), isConditional: false, () => lowering.Execute(statement, script.Tokens)) is { } refusal)
            {
                refused.Add($"{refusal.SqlState}: {refusal.Message}");
            }
        }

        return refused;
    }

    /// <summary>The rows of a query as psql prints them unaligned; <c>?</c> for a value that is not known, null where not even the rows are.</summary>
    public IReadOnlyList<string>? Ask(string query)
    {
        var script = SqlScriptReader.Read(new SourceText("/query.sql", query), SqlPlaceholders.Psql);
        var statement = script.Statements[0];
        if (session.TryStatement(script.Tokens.Text.ToSource(statement.Span), isConditional: false, () => lowering.Execute(statement, script.Tokens)) is { } refusal)
        {
            return [$"{refusal.SqlState}: {refusal.Message}"];
        }

        var result = lowering.LastAnswer;
        return result!.IsComplete && result.Rows.All(row => row.IsCertain) ? [.. result.Rows.Select(row => string.Join('|', row.Values.Select(Print)))] : null;
    }

    private static string Print(SqlValue value) => value.IsNull ? "\\N" : value.Output ?? "?";
}
