using MigrationLint.Operations;

namespace MigrationLint.Lowering.Sql;

/// <summary>Types of <c>pg_catalog</c> that statements imply, by their oids (<c>pg_type.dat</c>).</summary>
internal static class BuiltInTypes
{
    /// <summary><c>bigint</c>.</summary>
    public static TypeReference BigInt => new(new ObjectId(20));

    /// <summary><c>smallint</c>.</summary>
    public static TypeReference SmallInt => new(new ObjectId(21));

    /// <summary><c>integer</c>.</summary>
    public static TypeReference Integer => new(new ObjectId(23));

    /// <summary><c>record</c>.</summary>
    public static TypeReference Record => new(new ObjectId(2249));

    /// <summary><c>void</c>.</summary>
    public static ObjectId Void => new(2278);

    /// <summary><c>trigger</c>.</summary>
    public static ObjectId Trigger => new(2279);

    /// <summary><c>event_trigger</c>.</summary>
    public static ObjectId EventTrigger => new(3838);
}
