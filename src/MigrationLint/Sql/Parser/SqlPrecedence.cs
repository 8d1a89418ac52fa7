namespace MigrationLint.Sql;

/// <summary>
/// The levels of operators in PostgreSQL's <c>gram.y</c>, loosest first. <see cref="Is"/>, <see cref="Comparison"/> and <see cref="Matching"/> do not
/// associate, the others do to the left.
/// </summary>
internal enum SqlPrecedence : byte
{
    /// <summary>No operator.</summary>
    None,

    /// <summary>OR.</summary>
    Or,

    /// <summary>AND.</summary>
    And,

    /// <summary>NOT.</summary>
    Not,

    /// <summary>IS with what follows it, ISNULL, NOTNULL.</summary>
    Is,

    /// <summary><c>=</c>, <c>&lt;</c> and the like.</summary>
    Comparison,

    /// <summary>BETWEEN, IN, LIKE, ILIKE, SIMILAR TO.</summary>
    Matching,

    /// <summary>Every operator that has no level of its own.</summary>
    Operator,

    /// <summary><c>+</c> and <c>-</c>.</summary>
    Additive,

    /// <summary><c>*</c>, <c>/</c> and <c>%</c>.</summary>
    Multiplicative,

    /// <summary><c>^</c>.</summary>
    Power,

    /// <summary>AT TIME ZONE, AT LOCAL.</summary>
    AtTimeZone,

    /// <summary>COLLATE.</summary>
    Collate,

    /// <summary>A sign.</summary>
    UnaryMinus,

    /// <summary><c>::</c>.</summary>
    TypeCast,

    /// <summary>What needs no parentheses anywhere.</summary>
    Primary,
}
