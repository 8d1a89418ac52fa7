using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql;

/// <summary>What holes in a statement decide.</summary>
/// <param name="IsDecisive">True where one stands for more than a value.</param>
/// <param name="Relations">The relations that the statement names in spite of them.</param>
internal sealed record Holes(bool IsDecisive, IReadOnlyList<RangeVar> Relations);

/// <summary>Tells holes that stand for a value from those that decide what a statement does.</summary>
internal static class HoleFinder
{
    // A tree that is deeper is not searched: its holes decide.
    private const int MaximumDepth = 500;

    private static readonly Holes None = new(IsDecisive: false, []);

    /// <summary>Looks at the tokens of a statement.</summary>
    public static Holes Find(Statement tree, SqlTokens tokens, int first, int end)
    {
        if (!tokens.HasHole(first, end))
        {
            return None;
        }

        var (relations, values) = (new List<RangeVar>(), new List<TextSpan>());
        var isDecisive = !Collect(tree, relations, values, level: 0);
        for (var i = first; i < end && !isDecisive; i++)
        {
            isDecisive = tokens.HasHole(i, i + 1)
                && !(tokens.Kind(i) is TokenKind.Hole or TokenKind.StringConstant && values.Exists(span => span.Contains(tokens.Span(i))));
        }

        return isDecisive ? new Holes(IsDecisive: true, relations) : None;
    }

    // False where a hole names a relation.
    private static bool Collect(Node node, List<RangeVar> relations, List<TextSpan> values, int level)
    {
        if (node is RangeVar relation)
        {
            if (HasHole(relation.Relname) || HasHole(relation.Schemaname))
            {
                return false;
            }

            relations.Add(relation);
        }

        AddValues(node, values);
        var isKnown = level < MaximumDepth;
        if (isKnown)
        {
            node.ForEachChild(child => isKnown &= Collect(child, relations, values, level + 1));
        }

        return isKnown;
    }

    // What DDL names stands outside of these.
    private static void AddValues(Node node, List<TextSpan> values)
    {
        var value = node switch
        {
            SelectStmt or InsertStmt or UpdateStmt or DeleteStmt or MergeStmt or CommentStmt or DoStmt or CallStmt => node,
            Constraint { RawExpr: { } expression } => expression,
            Constraint { WhereClause: { } condition } => condition,
            IndexStmt { WhereClause: { } condition } => condition,
            ColumnDef { RawDefault: { } conversion } => conversion,
            AlterTableCmd { Subtype: AlterTableType.ColumnDefault, Def: { } expression } => expression,
            AlterTableCmd { Subtype: AlterTableType.SetOptions or AlterTableType.SetRelOptions or AlterTableType.SetStatistics } => node,
            _ => null,
        };
        if (value is not null)
        {
            values.Add(value.Span);
        }
    }

    private static bool HasHole(string? name) => name is not null && name.IndexOf(EmbeddedText.HoleCharacter) >= 0;
}
