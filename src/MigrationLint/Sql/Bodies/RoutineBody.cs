using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>When statements run.</summary>
internal enum RunTime
{
    /// <summary>When the script runs.</summary>
    Now,

    /// <summary>When a routine is called, if ever.</summary>
    Deferred,
}

/// <summary>An error inside of a body.</summary>
/// <param name="Text">The text that <paramref name="Error"/> counts in; <see cref="IText.ToSource"/> leads to the file.</param>
/// <param name="Error">The error.</param>
/// <param name="IsAtRunTime">False where PostgreSQL refuses to create the routine, or to run the DO; true for a text that EXECUTE is given, which is read when it runs.</param>
internal sealed record BodyError(IText Text, SyntaxError Error, bool IsAtRunTime);

/// <summary>The body of a routine or of DO. Made by <see cref="RoutineBodies"/>.</summary>
internal sealed class RoutineBody
{
    /// <summary>The language, folded: <c>sql</c>, <c>plpgsql</c>; empty where the statement names none that is known.</summary>
    public required string Language { get; init; }

    /// <summary>When it runs, seen from the statement that holds it.</summary>
    public required RunTime Runs { get; init; }

    /// <summary>What the body says; null where it is no constant, or stands there as SQL (RETURN, BEGIN ATOMIC).</summary>
    public EmbeddedText? Text { get; init; }

    /// <summary>The tokens of <see cref="Text"/>, or of the script where the body stands there as SQL; null for a language that is not read.</summary>
    public SqlTokens? Tokens { get; init; }

    /// <summary>The tree of a body in PL/pgSQL.</summary>
    public PLpgSQLFunction? Function { get; init; }

    /// <summary>The statements of SQL in it, in source order, those of EXECUTE included. What their own bodies hold is not among them: <see cref="SqlStatements"/> adds it.</summary>
    public IReadOnlyList<BodyStatement> Statements { get; init; } = [];

    /// <summary>What PostgreSQL refuses, its own error first.</summary>
    public IReadOnlyList<BodyError> Errors { get; init; } = [];
}

/// <summary>A statement of SQL in a body.</summary>
/// <param name="Statement">The statement; its offsets count in <see cref="SqlTokens.Text"/> of <paramref name="Tokens"/>, its tokens are among them.</param>
/// <param name="Tokens">The tokens that it is made of.</param>
/// <param name="IsConditional">False where it runs whenever the body does.</param>
/// <param name="IsDynamic">True where EXECUTE is given it as a text.</param>
/// <param name="CaughtConditions">The conditions that blocks around it handle, the innermost block first: <c>duplicate_object</c>, <c>others</c>, <c>42P07</c>.</param>
internal sealed record BodyStatement(SqlStatement Statement, SqlTokens Tokens, bool IsConditional, bool IsDynamic, IReadOnlyList<string> CaughtConditions);
