namespace MigrationLint.Sql;

/// <summary>The names of PostgreSQL's own types and the words for them (<c>format_type.c</c>).</summary>
internal static class SqlTypeNames
{
    /// <summary>The bits of the fields that an interval keeps (<c>utils/datetime.h</c>, <c>utils/timestamp.h</c>).</summary>
    public const int Month = 1 << 1;

    /// <inheritdoc cref="Month"/>
    public const int Year = 1 << 2;

    /// <inheritdoc cref="Month"/>
    public const int Day = 1 << 3;

    /// <inheritdoc cref="Month"/>
    public const int Hour = 1 << 10;

    /// <inheritdoc cref="Month"/>
    public const int Minute = 1 << 11;

    /// <inheritdoc cref="Month"/>
    public const int Second = 1 << 12;

    /// <summary>All fields: INTERVAL_FULL_RANGE.</summary>
    public const int FullRange = 0x7FFF;

    /// <summary>The words for a type of <c>pg_catalog</c>; its name where there are none.</summary>
    public static string Spelling(string name) => name switch
    {
        "int4" => "integer",
        "int2" => "smallint",
        "int8" => "bigint",
        "float4" => "real",
        "float8" => "double precision",
        "bool" => "boolean",
        "varchar" => "character varying",
        "bpchar" => "character",
        "varbit" => "bit varying",
        "time" => "time without time zone",
        "timetz" => "time with time zone",
        "timestamp" => "timestamp without time zone",
        "timestamptz" => "timestamp with time zone",
        _ => name,
    };

    /// <summary>The fields of an interval with a blank before them, nothing for all; null for bits that no words stand for.</summary>
    public static string? IntervalFields(int bits) => bits switch
    {
        FullRange => "",
        Year => " year",
        Month => " month",
        Day => " day",
        Hour => " hour",
        Minute => " minute",
        Second => " second",
        Year | Month => " year to month",
        Day | Hour => " day to hour",
        Day | Hour | Minute => " day to minute",
        Day | Hour | Minute | Second => " day to second",
        Hour | Minute => " hour to minute",
        Hour | Minute | Second => " hour to second",
        Minute | Second => " minute to second",
        _ => null,
    };
}
