using MigrationLint.Discovery;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql;

/// <summary>Reads a migration in SQL.</summary>
internal static class SqlFileReader
{
    /// <summary>Reads one file. Files in SQL are read as psql reads them, since dumps and hand-run scripts hold its commands.</summary>
    public static MigrationFacts Read(MigrationFile file)
    {
        var script = SqlScriptReader.Read(file.Text, SqlPlaceholders.Psql);
        var dialect = ForeignDialect.Find(script);
        return new MigrationFacts
        {
            File = file,
            SyntaxErrors = dialect is null ? SyntaxErrors(script) : [],
            Comments = [.. script.Tokens.Comments.Select(file.Text.ToSource)],
            NotUnderstood = dialect is null ? NotUnderstood(script) : [new OpaquePart(SourceSpan.StartOf(file.Text), $"it is written for {dialect}")],
            Statements = script.Statements.Count,
            IsEmpty = script.Statements.Count == 0,
        };
    }

    /// <summary>Where the statements of a script break.</summary>
    public static IReadOnlyList<SyntaxProblem> SyntaxErrors(SqlScript script) =>
    [
        .. script.Statements
            .Where(statement => statement.Error is not null)
            .Select(statement => new SyntaxProblem(script.Tokens.Text.ToSource(statement.Error!.Span), statement.Error.Message) { IsSql = true }),
    ];

    private static IReadOnlyList<OpaquePart> NotUnderstood(SqlScript script)
    {
        var text = script.Tokens.Text;
        var opaque = script.Statements
            .Where(statement => statement.IsOpaque)
            .Select(statement => new OpaquePart(text.ToSource(statement.Span), "a placeholder decides what the statement is"));
        var commands = script.Tokens.MetaCommands
            .Select(command => (command, Reason: command.Name switch
            {
                "i" or "include" or "ir" or "include_relative" => $"psql would read {command.Arguments} here",
                "gexec" => "psql would run what the query returns",
                _ => null,
            }))
            .Where(pair => pair.Reason is not null)
            .Select(pair => new OpaquePart(text.ToSource(pair.command.Span), pair.Reason!));
        return [.. opaque.Concat(commands).OrderBy(part => part.Location.Span.Start)];
    }
}
