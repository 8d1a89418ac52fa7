using MigrationLint.Operations;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Tables;

/// <summary>A constraint as it is written, with the column that it stands in.</summary>
/// <param name="Node">The constraint.</param>
/// <param name="Column">The column; null for one of the table.</param>
/// <param name="Deferrability">When it is checked, by the words behind it.</param>
internal sealed record ConstraintDraft(Constraint Node, string? Column, Deferrability Deferrability);

/// <summary>A column after <c>transformColumnDefinition</c>: its words are sorted, nothing of them is analysed.</summary>
internal sealed class ColumnDraft
{
    /// <summary>Where it is written.</summary>
    public required ColumnDef Node { get; init; }

    /// <summary>Its name.</summary>
    public string Name => Node.Colname ?? "";

    /// <summary>The integer that serial stands for; null for other types.</summary>
    public TypeReference? SerialType { get; set; }

    /// <summary>NULL or NOT NULL; null where neither is said.</summary>
    public bool? IsNotNull { get; set; }

    /// <summary>The expression behind DEFAULT; null for none.</summary>
    public Node? Default { get; set; }

    /// <summary>GENERATED ALWAYS AS (…); null for none.</summary>
    public Constraint? Generated { get; set; }

    /// <summary>GENERATED … AS IDENTITY; null for none.</summary>
    public Constraint? Identity { get; set; }

    /// <summary>What the column has beside that, in order.</summary>
    public List<ConstraintDraft> Constraints { get; } = [];
}
