using System.Text.RegularExpressions;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>What runs along with a statement that writes rows, and may write others.</summary>
internal static class WriteHazards
{
    // A body without any of these reads and computes.
    private static readonly Regex Writing = new(
        @"\b(?:insert|update|delete|merge|truncate|execute|perform|call|copy|alter|drop|create|setval|nextval)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    /// <summary>True where a trigger may give a row other values, or leave it out.</summary>
    public static bool ChangesRows(Table table, string @event) =>
        table.Triggers.Any(trigger => trigger.Definition is { Timing: "BEFORE", IsForEachRow: true } definition && definition.Events.Contains(@event));

    /// <summary>True where a trigger or a rule may write elsewhere.</summary>
    public static bool WritesElsewhere(DatabaseSchema schema, Table table, string @event) =>
        table.Rules.Count > 0 || table.Triggers.Any(trigger => trigger.Definition.Events.Contains(@event) && (trigger.Definition.Function.IsNone || schema.FindRoutine(trigger.Definition.Function) is not { } routine || Writes(routine)));

    /// <summary>True where a function that a statement calls may write.</summary>
    public static bool CallsWriter(EvaluationSession session, Node? node)
    {
        if (node is null)
        {
            return false;
        }

        if (!StackGuard.HasRoom())
        {
            return true;
        }

        var found = node is FuncCall { Funcname.Count: > 0 } call && IsWriter(session, [.. call.Funcname.OfType<StringValue>().Select(static name => name.Sval)]);
        if (!found)
        {
            node.ForEachChild(child => found = found || CallsWriter(session, child));
        }

        return found;
    }

    private static bool IsWriter(EvaluationSession session, IReadOnlyList<string> name) =>
        session.Find(name.Count > 1 ? name[name.Count - 2] : null, name[name.Count - 1], candidate => session.Schema.FindRoutines(candidate).Count > 0) is { } found
        && session.Schema.FindRoutines(found).Any(Writes);

    private static bool Writes(Routine routine)
    {
        if (routine.Volatility != Volatility.Volatile || routine.Definition is not { } definition)
        {
            return false;
        }

        try
        {
            return definition.Language is not ("sql" or "plpgsql") || definition.Body is not { } body || Writing.IsMatch(body);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }
}
