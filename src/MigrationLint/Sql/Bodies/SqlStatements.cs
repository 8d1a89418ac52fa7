using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>A statement of a script, or of a body in it.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Tokens">The tokens it is made of; their text leads to the file (<see cref="IText.ToSource"/>).</param>
/// <param name="Runs">When it runs.</param>
internal sealed record StatementInContext(SqlStatement Statement, SqlTokens Tokens, RunTime Runs)
{
    /// <summary>The statement of the script that it is or stands in.</summary>
    public required SqlStatement TopLevel { get; init; }

    /// <summary>The body that it stands in; null at the top level.</summary>
    public RoutineBody? Enclosing { get; init; }

    /// <summary>Its own body.</summary>
    public RoutineBody? Body { get; init; }

    /// <summary>False where it runs whenever its script, DO or routine does.</summary>
    public bool IsConditional { get; init; }

    /// <summary>True where EXECUTE is given it as a text.</summary>
    public bool IsDynamic { get; init; }

    /// <summary>The conditions that blocks around it handle: <c>duplicate_object</c>, <c>others</c>, <c>42P07</c>.</summary>
    public IReadOnlyList<string> CaughtConditions { get; init; } = [];

    /// <summary>True where the script itself has it.</summary>
    public bool IsTopLevel => Enclosing is null;
}

/// <summary>All statements that a script holds.</summary>
internal static class SqlStatements
{
    // Each level is a part of the one around it and read again: this keeps the whole linear.
    private const int MaximumNesting = 8;

    /// <summary>The statements in source order, each before those in its body.</summary>
    public static IReadOnlyList<StatementInContext> Of(SqlScript script)
    {
        var found = new List<StatementInContext>();
        foreach (var statement in script.Statements)
        {
            Add(found, new StatementInContext(statement, script.Tokens, RunTime.Now) { TopLevel = statement }, level: 0);
        }

        return found;
    }

    private static void Add(List<StatementInContext> found, StatementInContext context, int level)
    {
        var body = level < MaximumNesting ? RoutineBodies.Read(context.Statement, context.Tokens) : null;
        found.Add(context with { Body = body });
        foreach (var inner in body?.Statements ?? [])
        {
            var runs = body!.Runs == RunTime.Now ? context.Runs : RunTime.Deferred;
            var isConditional = inner.IsConditional || (body.Runs == RunTime.Now && context.IsConditional);
            Add(found, new StatementInContext(inner.Statement, inner.Tokens, runs)
            {
                TopLevel = context.TopLevel,
                Enclosing = body,
                IsConditional = isConditional,
                IsDynamic = inner.IsDynamic,
                CaughtConditions = body.Runs == RunTime.Now ? [.. inner.CaughtConditions, .. context.CaughtConditions] : inner.CaughtConditions,
            }, level + 1);
        }
    }
}
