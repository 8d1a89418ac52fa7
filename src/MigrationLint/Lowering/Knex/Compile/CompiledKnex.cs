using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>What the promise of a statement resolves to (knex 3.3: <c>processResponse</c> of <c>lib/dialects/postgres/index.js</c>).</summary>
internal enum KnexResult
{
    /// <summary>The driver's result, with <c>rows</c> and <c>rowCount</c>.</summary>
    Raw,

    /// <summary>An array of rows.</summary>
    Rows,

    /// <summary>The first row, or undefined.</summary>
    FirstRow,

    /// <summary>An array of the values of one column.</summary>
    Pluck,

    /// <summary>How many rows were changed.</summary>
    RowCount,

    /// <summary>Whether there is any row: <c>hasTable</c>, <c>hasColumn</c>.</summary>
    Exists,

    /// <summary>What <c>columnInfo</c> says of a table's columns.</summary>
    ColumnInfo,
}

/// <summary>One statement that Knex sends; a raw one may hold several of SQL's.</summary>
internal sealed record KnexStatement
{
    /// <summary>The statement with its parameters written out: known values as literals of no type, others as holes.</summary>
    public required EmbeddedText Text { get; init; }

    /// <summary>The statement as it is sent, with <c>$1</c> and so on.</summary>
    public required string Sql { get; init; }

    /// <summary>The values of the parameters. With any of them the statement goes through the extended protocol, which takes no second statement.</summary>
    public required IReadOnlyList<JavaScriptValue> Bindings { get; init; }

    /// <summary>The call that causes it.</summary>
    public required SourceSpan Location { get; init; }

    /// <summary>What the promise resolves to; that of a schema builder with several statements to an array of them.</summary>
    public KnexResult Result { get; init; }

    /// <summary>The column of <see cref="KnexResult.Pluck"/>.</summary>
    public string? Plucked { get; init; }

    /// <summary>The method of the schema builder that causes it, <c>hasTable</c> or <c>createTable</c>; null for others.</summary>
    public string? Method { get; init; }

    /// <summary>The names of indexes and constraints in it that the migration does not say: Knex made them up.</summary>
    public IReadOnlyCollection<string> MadeUpNames { get; init; } = [];

    /// <summary>True where parts of it depend on what is not known, so that the statement that is really sent may be another.</summary>
    public bool IsUncertain { get; init; }
}

/// <summary>Why Knex throws instead of sending.</summary>
/// <param name="Message">Knex's message.</param>
/// <param name="Location">The call.</param>
/// <param name="IsLimit">True where it is not Knex that throws: a limit of the evaluation was hit, so that the request is not known.</param>
internal sealed record KnexFailure(string Message, SourceSpan Location, bool IsLimit = false);

/// <summary>What Knex sends for a request.</summary>
/// <param name="Statements">In order; none where it fails.</param>
/// <param name="Failure">Null where it does not fail.</param>
internal sealed record CompiledKnex(IReadOnlyList<KnexStatement> Statements, KnexFailure? Failure);

/// <summary>Knex throws.</summary>
internal sealed class KnexFailureException(string message, SourceSpan? location = null, bool isLimit = false) : Exception(message)
{
    /// <summary>The call; null for the one that is being compiled.</summary>
    public SourceSpan? Location { get; } = location;

    /// <summary>True where a limit of the evaluation was hit.</summary>
    public bool IsLimit { get; } = isLimit;
}
