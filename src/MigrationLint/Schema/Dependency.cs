#pragma warning disable MA0048 // One vocabulary: what depends on what.

using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>The parts of an object that something can depend on, or that can go without it.</summary>
internal enum ObjectPart
{
    /// <summary>The object itself.</summary>
    Whole,

    /// <summary>A column.</summary>
    Column,

    /// <summary>The default of a column.</summary>
    Default,

    /// <summary>A constraint.</summary>
    Constraint,

    /// <summary>An index.</summary>
    Index,

    /// <summary>A trigger.</summary>
    Trigger,

    /// <summary>A policy.</summary>
    Policy,
}

/// <summary>PostgreSQL's <c>ObjectAddress</c>: an object, or a part of one.</summary>
/// <param name="Object">The relation, type, routine or other object.</param>
/// <param name="Part">Which part is meant.</param>
/// <param name="PartId">The constraint, index, trigger or policy.</param>
/// <param name="Column">The column, also of a default.</param>
internal readonly record struct ObjectAddress(ObjectId Object, ObjectPart Part = ObjectPart.Whole, ObjectId PartId = default, string? Column = null);

/// <summary>What happens to a dependent. The names are those of PostgreSQL's <c>deptype</c>.</summary>
internal enum DependencyKind
{
    /// <summary>It is in the way, but for CASCADE.</summary>
    Normal,

    /// <summary>It goes along.</summary>
    Auto,

    /// <summary>It goes along, and cannot be dropped alone.</summary>
    Internal,

    /// <summary>It belongs to an extension.</summary>
    Extension,
}

/// <summary>A row of <c>pg_depend</c>.</summary>
/// <param name="Dependent">What depends.</param>
/// <param name="Referenced">What it depends on: any id, also that of an index or a constraint.</param>
/// <param name="Column">The column of it; null for the whole.</param>
/// <param name="Kind">What happens when that goes.</param>
internal readonly record struct Dependency(ObjectAddress Dependent, ObjectId Referenced, string? Column, DependencyKind Kind);
