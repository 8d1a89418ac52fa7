using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>One statement of a script.</summary>
internal sealed class SqlStatement
{
    /// <summary>The <see cref="OpaqueReason"/> of a statement with a hole that cannot be read.</summary>
    public const string HoleDecides = "a placeholder decides what the statement is";

    /// <summary>From its first token to its last, without the terminator.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>The index of its first token.</summary>
    public required int FirstToken { get; init; }

    /// <summary>The index behind its last token: the terminator, the first token of the next statement or the end of the file.</summary>
    public required int EndToken { get; init; }

    /// <summary>The tree; null where the statement is broken, or nothing but a hole.</summary>
    public Statement? Tree { get; init; }

    /// <summary>Where PostgreSQL would stop; null where the statement is whole. Where only its semicolon is missing there is a <see cref="Tree"/> too.</summary>
    public SyntaxError? Error { get; init; }

    /// <summary>Why the statement cannot be read although it may be right; null where it is read or broken. Then there is no <see cref="Error"/>.</summary>
    public string? OpaqueReason { get; init; }

    /// <summary>True where a hole keeps the statement from being read, or how deep it is nested: nobody knows whether it is right.</summary>
    public bool IsOpaque => OpaqueReason is not null;

    /// <summary>The name of PostgreSQL's node, such as <c>CreateStmt</c>; for a broken or opaque statement its first word, upper case; empty where it begins with something else.</summary>
    public required string Kind { get; init; }

    /// <summary>True where the server gets it together with the next one, in one implicit transaction: psql's <c>\;</c>, goose's <c>StatementBegin</c>.</summary>
    public bool IsSentWithNext { get; init; }
}

/// <summary>What a text of SQL holds. Made by <see cref="SqlScriptReader"/>.</summary>
internal sealed class SqlScript
{
    /// <summary>The tokens, and through them the text, the comments, psql's commands and its data.</summary>
    public required SqlTokens Tokens { get; init; }

    /// <summary>The statements, in source order.</summary>
    public required IReadOnlyList<SqlStatement> Statements { get; init; }

    /// <summary>What a migration tool reads in the comments, in source order.</summary>
    public IReadOnlyList<SectionMarker> Markers { get; init; } = [];

    /// <summary>The parts that a migration tool runs apart, in source order; none where no tool's marker says so.</summary>
    public IReadOnlyList<SqlSection> Sections { get; init; } = [];

    /// <summary>psql's commands, in source order.</summary>
    public IReadOnlyList<MetaCommand> MetaCommands => Tokens.MetaCommands;
}
