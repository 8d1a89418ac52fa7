using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <summary>What an expression is for: it decides what may stand in it, and how PostgreSQL says so. The names are those of PostgreSQL's <c>ParseExprKind</c>.</summary>
internal enum ExpressionKind
{
    /// <summary>A value outside of a table's definition.</summary>
    Other,

    /// <summary>DEFAULT of a column.</summary>
    ColumnDefault,

    /// <summary>DEFAULT of a parameter.</summary>
    FunctionDefault,

    /// <summary>CHECK of a table.</summary>
    CheckConstraint,

    /// <summary>CHECK of a domain.</summary>
    DomainCheck,

    /// <summary>GENERATED ALWAYS AS.</summary>
    GeneratedColumn,

    /// <summary>An expression that an index orders.</summary>
    IndexExpression,

    /// <summary>WHERE of an index.</summary>
    IndexPredicate,

    /// <summary>An expression of PARTITION BY.</summary>
    PartitionExpression,

    /// <summary>A bound of a partition.</summary>
    PartitionBound,

    /// <summary>USING and WITH CHECK of a policy.</summary>
    Policy,

    /// <summary>WHEN of a trigger.</summary>
    TriggerWhen,

    /// <summary>USING of ALTER COLUMN … TYPE.</summary>
    AlterColumnTransform,
}

/// <summary>The columns that an expression can name.</summary>
internal sealed class ExpressionScope
{
    private ExpressionScope()
    {
    }

    /// <summary>Nothing to name.</summary>
    public static ExpressionScope None { get; } = new();

    /// <summary>The relations, each with the name that qualifies its columns.</summary>
    internal IReadOnlyList<ScopeRelation> Relations { get; private init; } = [];

    /// <summary>The type of VALUE in the check of a domain; null elsewhere.</summary>
    internal TypeReference? DomainValue { get; private init; }

    /// <summary>The columns of a relation, which are its expression's own.</summary>
    public static ExpressionScope ForTable(Relation relation) =>
        new() { Relations = [new ScopeRelation(relation.Name.Name, relation.Name.Schema, relation.Columns, relation.IsIncomplete) { Relation = relation }] };

    /// <summary>The columns of a table that is being made.</summary>
    /// <param name="table">Its name.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="isIncomplete">True where there may be more.</param>
    public static ExpressionScope ForColumns(QualifiedName table, IReadOnlyList<(string Name, TypeReference Type)> columns, bool isIncomplete = false) =>
        new() { Relations = [new ScopeRelation(table.Name, table.Schema, [.. columns.Select(column => new Column(column.Name, column.Type))], isIncomplete)] };

    /// <summary>The columns of a table that is being made or changed.</summary>
    /// <param name="table">Its name.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="isIncomplete">True where there may be more.</param>
    public static ExpressionScope ForTableColumns(QualifiedName table, IReadOnlyList<Column> columns, bool isIncomplete = false) =>
        new() { Relations = [new ScopeRelation(table.Name, table.Schema, columns, isIncomplete)] };

    /// <summary>OLD and NEW of a trigger on a relation.</summary>
    public static ExpressionScope ForTrigger(Relation relation) => new()
    {
        Relations =
        [
            new ScopeRelation("old", null, relation.Columns, relation.IsIncomplete) { IsQualified = true },
            new ScopeRelation("new", null, relation.Columns, relation.IsIncomplete) { IsQualified = true },
        ],
    };

    /// <summary>VALUE, of the type that the domain narrows.</summary>
    public static ExpressionScope ForDomainValue(TypeReference type) => new() { DomainValue = type };
}

/// <summary>A relation that an expression can name.</summary>
/// <param name="Name">What qualifies its columns.</param>
/// <param name="Schema">Its schema; null where it has none.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="IsIncomplete">True where it may have more.</param>
internal sealed record ScopeRelation(string Name, string? Schema, IReadOnlyList<Column> Columns, bool IsIncomplete)
{
    /// <summary>True where its columns are printed with the qualifier.</summary>
    public bool IsQualified { get; init; }

    /// <summary>The relation itself; null where it is being made.</summary>
    public Relation? Relation { get; init; }
}
