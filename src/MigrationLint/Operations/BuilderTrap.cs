#pragma warning disable MA0048 // One vocabulary: a trap, and what kinds there are.

using MigrationLint.Text;

namespace MigrationLint.Operations;

/// <summary>How a call on Knex's table builder misleads.</summary>
internal enum BuilderTrapKind
{
    /// <summary>The type is another database's: <c>t.int('a')</c> gives <c>"a" undefined</c>.</summary>
    NoSuchType,

    /// <summary><c>references('id')</c> without <c>inTable</c>: no foreign key is sent.</summary>
    NoForeignKey,

    /// <summary><c>references('s.t.id')</c>: the first two words are taken as table and column.</summary>
    ThreePartReference,

    /// <summary><c>defaultTo('now()')</c> on a time: PostgreSQL reads the string once, when the column is made.</summary>
    FrozenTime,

    /// <summary><c>defaultTo('gen_random_uuid()')</c> on a text: the words are the value.</summary>
    QuotedExpression,

    /// <summary><c>defaultTo('f')</c> on a boolean: every string but <c>'false'</c> and <c>''</c> becomes true.</summary>
    TrueDefault,

    /// <summary>A modifier that is taken and left out.</summary>
    IgnoredModifier,

    /// <summary><c>drop()</c> or <c>alterType()</c> behind a column: the column is added.</summary>
    AddedColumn,

    /// <summary><c>dropChecks('a', 'b')</c>: only the first is dropped.</summary>
    ChecksLeft,
}

/// <summary>A call on Knex's table builder that sends something else than it says.</summary>
/// <param name="Kind">How it misleads.</param>
/// <param name="Source">The call.</param>
/// <param name="Table">The table; null where it is known only at run time.</param>
/// <param name="Column">The column, or several; null where that is known only at run time.</param>
internal sealed record BuilderTrap(BuilderTrapKind Kind, SourceSpan Source, string? Table, string? Column)
{
    /// <summary>The method, without its arguments.</summary>
    public required string Method { get; init; }

    /// <summary>The argument that misleads, as it is; empty for none.</summary>
    public string Argument { get; init; } = "";

    /// <summary>What Knex sends.</summary>
    public string Emitted { get; init; } = "";

    /// <summary>What to write instead.</summary>
    public string Instead { get; init; } = "";

    /// <summary>The name that PostgreSQL does not find, or finds taken, because of it; null where it goes through.</summary>
    public string? RefusedName { get; init; }
}
