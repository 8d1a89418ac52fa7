using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>What WHERE says of names, so that the catalog need not show everything.</content>
internal sealed partial class Evaluator
{
    private List<(string? Qualifier, string Column, string Name)> wantedNames = [];

    /// <summary>The names that WHERE asks for: <c>typname = 'mood'</c>.</summary>
    private static List<(string? Qualifier, string Column, string Name)> WantedNames(Node? where)
    {
        var found = new List<(string? Qualifier, string Column, string Name)>();
        var conditions = new List<Node>();
        Split(where, conditions);
        foreach (var condition in conditions)
        {
            if (condition is AExpr { Kind: AExprKind.Op, Name: [StringValue { Sval: "=" }], Lexpr: ColumnRef { Fields: { Count: 1 or 2 } fields }, Rexpr: AConst { Sval.Sval: { } name } }
                && fields[fields.Count - 1] is StringValue { Sval: { } column } && fields[0] is StringValue { Sval: { } first })
            {
                found.Add((fields.Count == 1 ? null : first, column, name));
            }
        }

        return found;
    }

    /// <summary>The rows of a relation of the catalog that WHERE may let through.</summary>
    private RowSource? CatalogRows(Operations.QualifiedName name, RangeVar relation)
    {
        var alias = relation.Alias?.Aliasname ?? relation.Relname;
        foreach (var (qualifier, column, wanted) in wantedNames)
        {
            if ((qualifier is null || qualifier == alias) && session.Catalog.FindNamed(name, column, wanted) is { } narrow)
            {
                return narrow;
            }
        }

        return session.Catalog.Find(name);
    }
}
