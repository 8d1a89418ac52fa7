#pragma warning disable MA0048 // One vocabulary: the kinds of objects of a snapshot.

namespace MigrationLint.Schema;

/// <summary>An object with a name.</summary>
public abstract record SnapshotObject
{
    /// <summary>Its name; outside of <c>public</c> that of an object that lives in a schema is <c>schema.name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether replay knows the object in part only, and left out what it does not know.</summary>
    public bool Unknown { get; init; }
}

/// <summary>An enum type.</summary>
public sealed record SnapshotEnum : SnapshotObject
{
    /// <summary>Its labels in their order.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];
}

/// <summary>A domain, composite or range type.</summary>
public sealed record SnapshotType : SnapshotObject
{
    /// <summary><c>domain</c>, <c>composite</c> or <c>range</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The type below a domain, as <c>format_type</c> prints it.</summary>
    public string? Base { get; init; }
}

/// <summary>A sequence.</summary>
public sealed record SnapshotSequence : SnapshotObject
{
    /// <summary>Its type.</summary>
    public required string Type { get; init; }

    /// <summary>The column that owns it, as <c>table.column</c>.</summary>
    public string? OwnedBy { get; init; }
}

/// <summary>A function, procedure, aggregate or window function; its name holds its identity arguments.</summary>
public sealed record SnapshotRoutine : SnapshotObject
{
    /// <summary><c>procedure</c>, <c>aggregate</c> or <c>window</c>; null for a plain function.</summary>
    public string? Kind { get; init; }

    /// <summary>What it returns, as <c>pg_get_function_result</c> prints it.</summary>
    public string? Returns { get; init; }
}

/// <summary>A view or materialized view.</summary>
public sealed record SnapshotView : SnapshotObject
{
    /// <summary>Whether it is a materialized view.</summary>
    public bool IsMaterialized { get; init; }

    /// <summary>Its columns in their order.</summary>
    public IReadOnlyList<SnapshotViewColumn> Columns { get; init; } = [];

    /// <summary>Its query as <c>pg_get_viewdef</c> prints it; null where replay does not know it.</summary>
    public string? Definition { get; init; }

    /// <summary>The names of its indexes.</summary>
    public IReadOnlyList<string> Indexes { get; init; } = [];

    /// <summary>The names of its triggers.</summary>
    public IReadOnlyList<string> Triggers { get; init; } = [];
}

/// <summary>A column of a view.</summary>
public sealed record SnapshotViewColumn : SnapshotObject
{
    /// <summary>Its type, as <c>format_type</c> prints it.</summary>
    public string? Type { get; init; }
}
