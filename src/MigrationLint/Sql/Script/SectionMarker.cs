using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>What a comment says to a migration tool.</summary>
internal enum SectionMarkerKind
{
    /// <summary><c>-- +goose Up</c>.</summary>
    GooseUp,

    /// <summary><c>-- +goose Down</c>.</summary>
    GooseDown,

    /// <summary><c>-- +goose StatementBegin</c>: what follows is sent as one, semicolons and all.</summary>
    GooseStatementBegin,

    /// <summary><c>-- +goose StatementEnd</c>.</summary>
    GooseStatementEnd,

    /// <summary><c>-- +goose NO TRANSACTION</c>, for the whole file.</summary>
    GooseNoTransaction,

    /// <summary><c>-- +goose ENVSUB ON</c> or <c>OFF</c>.</summary>
    GooseEnvsub,

    /// <summary><c>-- migrate:up</c>, perhaps with <c>transaction:false</c>.</summary>
    DbmateUp,

    /// <summary><c>-- migrate:down</c>.</summary>
    DbmateDown,

    /// <summary><c>-- Deploy project:change to pg</c>, the first comment of a file.</summary>
    SqitchDeploy,

    /// <summary><c>-- Revert project:change from pg</c>.</summary>
    SqitchRevert,

    /// <summary><c>-- Verify project:change on pg</c>.</summary>
    SqitchVerify,

    /// <summary><c>-- Up Migration</c> of node-pg-migrate.</summary>
    NodePgMigrateUp,

    /// <summary><c>-- Down Migration</c> of node-pg-migrate.</summary>
    NodePgMigrateDown,

    /// <summary><c>--> statement-breakpoint</c> of Drizzle: the text is cut there.</summary>
    DrizzleBreakpoint,

    /// <summary><c>--liquibase formatted sql</c>, the first comment of a file.</summary>
    LiquibaseHeader,

    /// <summary><c>--changeset author:id attribute:value</c>.</summary>
    LiquibaseChangeset,

    /// <summary><c>--rollback SQL</c> and <c>/* liquibase rollback … */</c>: the SQL is the argument.</summary>
    LiquibaseRollback,

    /// <summary><c>--preconditions onFail:HALT</c> and <c>--precondition-…</c>.</summary>
    LiquibasePrecondition,

    /// <summary>Any other line of formatted SQL that Liquibase reads: <c>--property</c>, <c>--include</c>, <c>--comment</c>.</summary>
    LiquibaseOther,

    /// <summary><c>-- flyway:executeInTransaction=false</c>.</summary>
    FlywaySetting,

    /// <summary><c>-- atlas:txmode none</c>.</summary>
    AtlasDirective,

    /// <summary><c>--! no-transaction</c>, <c>--! Previous: sha1:…</c> of graphile-migrate.</summary>
    GraphileHeader,

    /// <summary><c>-- evolve-tx-off</c>, <c>-- evolve-repeat-always</c>.</summary>
    EvolveDirective,
}

/// <summary>A comment that a migration tool reads.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Span">The comment.</param>
/// <param name="ArgumentsSpan">What follows the words that it is known by, without blanks around.</param>
/// <param name="Arguments">The same as text.</param>
internal sealed record SectionMarker(SectionMarkerKind Kind, TextSpan Span, TextSpan ArgumentsSpan, string Arguments)
{
    /// <summary>The index of the first token behind it.</summary>
    public required int NextToken { get; init; }

    /// <summary>True where the tool cuts the text, so that no statement goes on behind it.</summary>
    public bool EndsStatement => Kind is SectionMarkerKind.DrizzleBreakpoint or SectionMarkerKind.GooseStatementBegin or SectionMarkerKind.GooseStatementEnd || Direction is not null;

    /// <summary>The section that it begins; null where it begins none.</summary>
    public SqlSectionKind? Direction => Kind switch
    {
        SectionMarkerKind.GooseUp or SectionMarkerKind.DbmateUp or SectionMarkerKind.SqitchDeploy or SectionMarkerKind.NodePgMigrateUp or SectionMarkerKind.LiquibaseChangeset => SqlSectionKind.Up,
        SectionMarkerKind.GooseDown or SectionMarkerKind.DbmateDown or SectionMarkerKind.SqitchRevert or SectionMarkerKind.NodePgMigrateDown => SqlSectionKind.Down,
        SectionMarkerKind.SqitchVerify => SqlSectionKind.Verify,
        _ => null,
    };

    /// <summary>The value of <c>name:value</c> or <c>name=value</c> among the arguments, quotes taken away; null where it is not there. Names are compared without case.</summary>
    public string? Argument(string name)
    {
        for (var at = 0; (at = Arguments.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += name.Length)
        {
            var mark = at + name.Length;
            if ((at > 0 && !char.IsWhiteSpace(Arguments[at - 1])) || mark >= Arguments.Length || Arguments[mark] is not (':' or '='))
            {
                continue;
            }

            var quote = mark + 1 < Arguments.Length && Arguments[mark + 1] is '"' or '\'' ? Arguments[mark + 1] : ' ';
            var first = quote == ' ' ? mark + 1 : mark + 2;
            var end = Arguments.IndexOf(quote, first);
            return Arguments.Substring(first, (end < 0 ? Arguments.Length : end) - first);
        }

        return null;
    }
}

/// <summary>When a tool runs a part of a file.</summary>
internal enum SqlSectionKind
{
    /// <summary>On the way forward.</summary>
    Up,

    /// <summary>On the way back.</summary>
    Down,

    /// <summary>To see whether it has been run.</summary>
    Verify,
}

/// <summary>A part of a file that a migration tool runs apart from the others.</summary>
/// <param name="Kind">When.</param>
/// <param name="Marker">The comment that begins it; for the text before node-pg-migrate's first marker, that one.</param>
/// <param name="Span">From behind the marker to the next section or the end of the file.</param>
/// <param name="FirstStatement">The index of its first statement.</param>
/// <param name="EndStatement">The index behind its last statement.</param>
internal sealed record SqlSection(SqlSectionKind Kind, SectionMarker Marker, TextSpan Span, int FirstStatement, int EndStatement);
