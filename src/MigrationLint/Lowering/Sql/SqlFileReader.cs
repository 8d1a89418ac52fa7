using MigrationLint.Discovery;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql;

/// <summary>Reads a migration in SQL.</summary>
internal static class SqlFileReader
{
    /// <summary>Reads one file. Files in SQL are read as psql reads them, since dumps and hand-run scripts hold its commands.</summary>
    public static MigrationFacts Read(MigrationFile file)
    {
        // With what the tool puts into it.
        var text = file.Up?.Text ?? file.Text;
        var script = ReadScript(text);
        var dialect = ForeignDialect.Find(script);
        var statements = dialect is null ? SqlStatements.Of(script) : [];
        return new MigrationFacts
        {
            File = file,
            SyntaxErrors = dialect is null ? SyntaxErrors(statements) : [],
            Comments = [.. script.Tokens.Comments.Select(text.ToSource)],
            NotUnderstood = dialect is null ? NotUnderstood(script, statements) : [new OpaquePart(SourceSpan.StartOf(file.Text), $"it is written for {dialect}")],
            Statements = script.Statements.Count,
            IsEmpty = script.Statements.All(statement => statement.Tree is TransactionStmt || (file.Up is { } up && up.PartOf(statement.Span) is null)),
        };
    }

    /// <summary>Reads a script as psql does.</summary>
    public static SqlScript ReadScript(IText text) => SqlScriptReader.Read(text, Placeholders(text.Content));

    // Only a text with %(name)s is a Python driver's: elsewhere a percent sign is an operator.
    private static SqlPlaceholders Placeholders(string content) =>
        content.IndexOf("%(", StringComparison.Ordinal) is >= 0 and var start && content.IndexOf(")s", start, StringComparison.Ordinal) >= 0
            ? SqlPlaceholders.Psql | SqlPlaceholders.Python
            : SqlPlaceholders.Psql;

    /// <summary>
    /// Where the server refuses a script for certain, in source order: its statements, bodies of routines when it creates them, bodies of DO and the
    /// constant texts that they execute whatever happens.
    /// </summary>
    public static IReadOnlyList<SyntaxProblem> SyntaxErrors(SqlScript script) => SyntaxErrors(SqlStatements.Of(script));

    private static IReadOnlyList<SyntaxProblem> SyntaxErrors(IReadOnlyList<StatementInContext> statements)
    {
        var problems = new List<SyntaxProblem>();
        var checksBodies = true;
        foreach (var context in statements)
        {
            var isCertain = context is { Runs: RunTime.Now, IsConditional: false, CaughtConditions.Count: 0 };
            if (context.Statement.Error is { } error && (context.Enclosing is null || (context.IsDynamic && isCertain)))
            {
                Add(context.Tokens.Text, error);
            }

            // Dumps switch the check off, and then a broken routine is created all the same.
            checksBodies &= context.Statement.Tree is not VariableSetStmt { Name: "check_function_bodies" };
            if (isCertain && context.Body is { } body && (checksBodies || body.Runs == RunTime.Now))
            {
                foreach (var broken in body.Errors.Where(broken => !broken.IsAtRunTime && !broken.Error.IsLimit))
                {
                    Add(broken.Text, broken.Error);
                }
            }
        }

        return [.. problems.OrderBy(problem => problem.Location.Span.Start)];

        void Add(IText text, SyntaxError error) => problems.Add(new SyntaxProblem(text.ToSource(error.Span), error.Message) { IsSql = true, Guard = error.Guard });
    }

    /// <summary>The statements that cannot be read although they need not be wrong.</summary>
    public static IEnumerable<OpaquePart> OpaqueStatements(SqlScript script) =>
        script.Statements
            .Where(statement => statement.IsOpaque)
            .Select(statement => new OpaquePart(script.Tokens.Text.ToSource(statement.Span), statement.OpaqueReason!));

    private static IReadOnlyList<OpaquePart> NotUnderstood(SqlScript script, IReadOnlyList<StatementInContext> statements)
    {
        var text = script.Tokens.Text;
        var limits = statements
            .SelectMany(statement => statement.Body?.Errors ?? [])
            .Where(error => error.Error.IsLimit)
            .Select(error => new OpaquePart(error.Text.ToSource(error.Error.Span), error.Error.Message));
        var commands = script.Tokens.MetaCommands
            .Select(command => (command, Reason: command.Name switch
            {
                "i" or "include" or "ir" or "include_relative" => $"psql would read {command.Arguments} here",
                "gexec" => "psql would run what the query returns",
                _ => null,
            }))
            .Where(pair => pair.Reason is not null)
            .Select(pair => new OpaquePart(text.ToSource(pair.command.Span), pair.Reason!));
        return [.. OpaqueStatements(script).Concat(limits).Concat(commands).OrderBy(part => part.Location.Span.Start)];
    }
}
