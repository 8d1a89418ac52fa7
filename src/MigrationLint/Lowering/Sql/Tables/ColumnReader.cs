using MigrationLint.Operations;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Tables;

/// <summary>Sorts the words of a column (<c>transformColumnDefinition</c> and <c>transformConstraintAttrs</c> of <c>parse_utilcmd.c</c>).</summary>
/// <param name="context">The statement.</param>
/// <param name="table">The table's name, for messages.</param>
internal sealed class ColumnReader(LoweringContext context, string table)
{
    /// <summary>True for a foreign table, which has no keys.</summary>
    public bool IsForeign { get; init; }

    /// <summary>What the table is a kind of that takes no identity and no generated column: <c>typed tables</c>, <c>partitions</c>; null for others.</summary>
    public string? RestrictedKind { get; init; }

    /// <summary>Reads a column.</summary>
    public ColumnDraft Read(ColumnDef node)
    {
        var draft = new ColumnDraft { Node = node, SerialType = SerialType(node.TypeName) };
        if (draft.SerialType is not null && node.TypeName!.ArrayBounds.Count > 0)
        {
            throw context.Refuse("0A000", "array of serial is not implemented", node.TypeName);
        }

        var deferrabilities = new DeferrabilityReader(context).Read(node.Constraints);
        var isSerial = draft.SerialType is not null;
        for (var i = 0; i < node.Constraints.Count; i++)
        {
            ReadWord(draft, node.Constraints[i], deferrabilities[i]);
            RefuseBoth(draft, hasDefault: draft.Default is not null || isSerial, node.Constraints[i]);
        }

        if (isSerial)
        {
            // The words of serial come behind those that are written.
            if (draft.Default is not null)
            {
                throw Multiple("default values specified", draft, node);
            }

            SetNotNull(draft, isNotNull: true, node);
        }

        return draft;
    }

    /// <summary>The integer that a serial word stands for; null for another type.</summary>
    public static TypeReference? SerialType(TypeName? type) => type is { PctType: false, Names.Count: 1 } && type.Names[0] is StringValue { Sval: var name }
        ? name switch
        {
            "smallserial" or "serial2" => BuiltInTypes.SmallInt,
            "serial" or "serial4" => BuiltInTypes.Integer,
            "bigserial" or "serial8" => BuiltInTypes.BigInt,
            _ => null,
        }
        : null;

    private void ReadWord(ColumnDraft draft, Constraint node, Deferrability deferrability)
    {
        switch (node.Contype)
        {
            case ConstrType.Null or ConstrType.Notnull:
                SetNotNull(draft, node.Contype == ConstrType.Notnull, node);
                break;
            case ConstrType.Default when draft.Default is not null:
                throw Multiple("default values specified", draft, node);
            case ConstrType.Default:
                draft.Default = node.RawExpr;
                break;
            case ConstrType.Identity when RestrictedKind is not null:
                throw context.Refuse("0A000", $"identity columns are not supported on {RestrictedKind}", node);
            case ConstrType.Identity when draft.Identity is not null:
                throw Multiple("identity specifications", draft, node);
            case ConstrType.Identity:
                draft.Identity = node;
                SetNotNull(draft, isNotNull: true, node);
                break;
            case ConstrType.Generated when RestrictedKind is not null:
                throw context.Refuse("0A000", $"generated columns are not supported on {RestrictedKind}", node);
            case ConstrType.Generated when draft.Generated is not null:
                throw Multiple("generation clauses specified", draft, node);
            case ConstrType.Generated:
                draft.Generated = node;
                break;
            case ConstrType.Check or ConstrType.Primary or ConstrType.Unique or ConstrType.Foreign or ConstrType.Exclusion:
                RefuseForeign(node);
                draft.Constraints.Add(new ConstraintDraft(node, draft.Name, deferrability));
                break;
        }
    }

    /// <summary>Refuses what a foreign table cannot have.</summary>
    public void RefuseForeign(Constraint node)
    {
        var kind = node.Contype switch
        {
            ConstrType.Primary => "primary key",
            ConstrType.Unique => "unique",
            ConstrType.Exclusion => "exclusion",
            ConstrType.Foreign => "foreign key",
            _ => null,
        };
        if (IsForeign && kind is not null)
        {
            throw context.Refuse("0A000", $"{kind} constraints are not supported on foreign tables", node);
        }
    }

    private void SetNotNull(ColumnDraft draft, bool isNotNull, Node place)
    {
        if (draft.IsNotNull is { } said && said != isNotNull)
        {
            throw context.Refuse("42601", $"conflicting NULL/NOT NULL declarations for column \"{draft.Name}\" of table \"{table}\"", place);
        }

        draft.IsNotNull = isNotNull;
    }

    private Exception Multiple(string what, ColumnDraft draft, Node place) =>
        context.Refuse("42601", $"multiple {what} for column \"{draft.Name}\" of table \"{table}\"", place);

    private void RefuseBoth(ColumnDraft draft, bool hasDefault, Node place)
    {
        var both = hasDefault && draft.Identity is not null ? "default and identity"
            : hasDefault && draft.Generated is not null ? "default and generation expression"
            : draft.Identity is not null && draft.Generated is not null ? "identity and generation expression"
            : null;
        if (both is not null)
        {
            throw context.Refuse("42601", $"both {both} specified for column \"{draft.Name}\" of table \"{table}\"", place);
        }
    }
}
