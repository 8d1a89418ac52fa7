using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;
using Constraint = MigrationLint.Sql.Ast.Constraint;

namespace MigrationLint.Lowering.Sql.Tables;

/// <summary><c>LIKE table INCLUDING …</c> (<c>transformTableLikeClause</c>, <c>expandTableLikeClause</c>).</summary>
internal sealed class LikeClause
{
    // CREATE_TABLE_LIKE_…, parsenodes.h.
    private const int IncludingConstraints = 4;
    private const int IncludingDefaults = 8;
    private const int IncludingGenerated = 16;
    private const int IncludingIdentity = 32;

    // transformTableLikeClause names no type for the sequence, so it is that of CREATE SEQUENCE.
    private static readonly TypeReference BigInt = new(new ObjectId(20));
    private const int IncludingIndexes = 64;

    private readonly LoweringContext context;
    private readonly Relation source;

    /// <summary>Reads a clause.</summary>
    /// <exception cref="StatementRefusedException">There is no such relation, or it has no columns to take.</exception>
    public LikeClause(LoweringContext context, TableLikeClause node)
    {
        this.context = context;
        Node = node;
        source = context.Names.FindRelation(node.Relation!);
        if (source is not (Table or View or CompositeRelation))
        {
            throw context.Refuse("42809", $"relation \"{source.Name.Name}\" is invalid in LIKE clause", node.Relation);
        }

        Columns = [.. source.Columns.Select(Column)];
    }

    /// <summary>The clause.</summary>
    public TableLikeClause Node { get; }

    /// <summary>The columns that it brings.</summary>
    public IReadOnlyList<ColumnDefinition> Columns { get; }

    /// <summary>The relation that it copies.</summary>
    public QualifiedName SourceName => source.Name;

    /// <summary>True where there may be more.</summary>
    public bool IsIncomplete => source.IsIncomplete;

    /// <summary>True where something is left to do once the table is there.</summary>
    public bool IsLate => source is Table && (Includes(IncludingConstraints) || Includes(IncludingIndexes));

    private bool Includes(int option) => (Node.Options & option) != 0;

    private ColumnDefinition Column(Column column)
    {
        var isIdentity = column.Identity != IdentityKind.None && Includes(IncludingIdentity);
        return new ColumnDefinition(column.Name, column.Type)
        {
            Source = context.Source(Node),
            IsNotNull = column.IsNotNull,
            Default = Includes(IncludingDefaults) ? column.Default : null,
            Generated = Includes(IncludingGenerated) ? column.Generated : null,
            Identity = isIdentity ? column.Identity : IdentityKind.None,
            SequenceOptions = isIdentity ? IdentityOptions(column.Name) : null,
            Collation = column.Collation,
        };
    }

    private SequenceOptions? IdentityOptions(string column)
    {
        var options = context.Schema.Relations.OfType<Sequence>()
            .FirstOrDefault(sequence => sequence.IsIdentity && sequence.OwnerTable == source.Id && sequence.OwnerColumn == column)?.Options;
        return options is null ? null : options with { Type = BigInt, OwnerTable = null, OwnerColumn = null };
    }

    /// <summary>Emits what is made of checks and indexes once the table is there.</summary>
    public void EmitLate(QualifiedName table)
    {
        if (source is not Table like)
        {
            return;
        }

        var place = context.Source(Node);
        if (Includes(IncludingConstraints))
        {
            foreach (var check in like.Constraints.OfType<CheckConstraint>())
            {
                context.Emit(new AddCheck(table, new CheckDefinition(check.Expression) { Source = place, Name = check.Name, NoInherit = check.NoInherit }) { Source = place });
            }
        }

        if (Includes(IncludingIndexes))
        {
            foreach (var index in like.Indexes)
            {
                EmitIndex(table, like, index, place);
            }
        }
    }

    private void EmitIndex(QualifiedName table, Table like, Schema.Index index, Text.SourceSpan place)
    {
        switch (like.Constraints.FirstOrDefault(constraint => constraint.Id == index.Constraint))
        {
            case KeyConstraint key:
                var definition = new KeyDefinition(key.Columns)
                {
                    Source = place,
                    Deferrability = key.Deferrability,
                    IsPrimary = key.IsPrimary,
                    Include = key.Include,
                    NullsNotDistinct = key.NullsNotDistinct,
                };
                context.Emit(key.IsPrimary ? new AddPrimaryKey(table, definition) { Source = place } : new AddUnique(table, definition) { Source = place });
                break;
            case ExclusionConstraint exclusion:
                context.Emit(new AddExclusion(table, exclusion.Definition with { Source = place, Name = null }) { Source = place });
                break;
            default:
                context.Emit(new CreateIndex(table, Name: null, index.Keys)
                {
                    Source = place,
                    IsUnique = index.IsUnique,
                    Method = index.Method,
                    Include = index.Include,
                    Predicate = index.Predicate,
                    NullsNotDistinct = index.NullsNotDistinct,
                });
                break;
        }
    }
}
