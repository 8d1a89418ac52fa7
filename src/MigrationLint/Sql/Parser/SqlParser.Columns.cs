using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>What stands between the parentheses of CREATE TABLE: columns with their constraints, LIKE.</summary>
internal sealed partial class SqlParser
{
    private const int LikeAll = int.MaxValue;

    /// <summary><c>'(' OptTableElementList ')'</c>.</summary>
    private List<Node> TableElementList()
    {
        Expect(TokenKind.LeftParenthesis);
        var elements = new List<Node>();
        if (!Is(TokenKind.RightParenthesis))
        {
            do
            {
                elements.Add(TableElement());
            }
            while (Accept(TokenKind.Comma));
        }

        Expect(TokenKind.RightParenthesis);
        return elements;
    }

    private Node TableElement()
    {
        if (IsElementHole())
        {
            return HoleHere();
        }

        return Is(Keyword.Like) ? TableLikeClause() : StartsTableConstraint() ? TableConstraint() : ColumnDef();
    }

    private List<Node> OptTypedTableElementList()
    {
        if (!Accept(TokenKind.LeftParenthesis))
        {
            return [];
        }

        var elements = new List<Node>();
        do
        {
            elements.Add(IsElementHole() ? HoleHere() : StartsTableConstraint() ? TableConstraint() : ColumnOptions());
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return elements;
    }

    private TableLikeClause TableLikeClause()
    {
        var like = new TableLikeClause(Here);
        Expect(Keyword.Like);
        like.Relation = QualifiedName();
        while (Word is Keyword.Including or Keyword.Excluding)
        {
            var isIncluding = Is(Keyword.Including);
            Advance();
            var option = TableLikeOption();
            like.Options = isIncluding ? like.Options | option : like.Options & ~option;
        }

        return Close(like);
    }

    // The bits of parsenodes.h, TableLikeOption.
    private int TableLikeOption()
    {
        var option = Word switch
        {
            Keyword.Comments => 1,
            Keyword.Compression => 2,
            Keyword.Constraints => 4,
            Keyword.Defaults => 8,
            Keyword.Generated => 16,
            Keyword.Identity => 32,
            Keyword.Indexes => 64,
            Keyword.Statistics => 128,
            Keyword.Storage => 256,
            Keyword.All => LikeAll,
            _ => 0,
        };
        if (option == 0)
        {
            Fail("ALL, COMMENTS, COMPRESSION, CONSTRAINTS, DEFAULTS, GENERATED, IDENTITY, INDEXES, STATISTICS or STORAGE");
        }

        Advance();
        return option;
    }

    /// <summary><c>columnDef</c>.</summary>
    private ColumnDef ColumnDef()
    {
        var column = new ColumnDef(Here) { Colname = ColId("a column name"), IsLocal = true };
        column.TypeName = Typename();
        column.StorageName = Is(Keyword.Storage) ? ColumnStorage() : null;
        column.Compression = Is(Keyword.Compression) ? ColumnCompression() : null;
        column.Fdwoptions = CreateGenericOptions();
        (column.Constraints, column.CollClause) = ColQualList();
        return Close(column);
    }

    /// <summary><c>columnOptions</c>: a column whose type comes from elsewhere.</summary>
    private ColumnDef ColumnOptions()
    {
        var column = new ColumnDef(Here) { Colname = ColId("a column name"), IsLocal = true };
        if (Accept(Keyword.With))
        {
            Expect(Keyword.Options);
        }

        (column.Constraints, column.CollClause) = ColQualList();
        return Close(column);
    }

    /// <summary><c>TableFuncElement</c>: a column of a composite type or of a function's result.</summary>
    private ColumnDef TableFuncElement()
    {
        var column = new ColumnDef(Here) { Colname = ColId("a column name"), IsLocal = true };
        column.TypeName = Typename();
        column.CollClause = OptCollateClause();
        return Close(column);
    }

    private string ColumnStorage()
    {
        Expect(Keyword.Storage);
        return Accept(Keyword.Default) ? "default" : ColId("PLAIN, EXTERNAL, EXTENDED, MAIN or DEFAULT");
    }

    private string ColumnCompression()
    {
        Expect(Keyword.Compression);
        return Accept(Keyword.Default) ? "default" : ColId("a compression method");
    }

    /// <summary><c>ColQualList</c>, parted as <c>SplitColQualList</c> does.</summary>
    private (List<Constraint> Constraints, CollateClause? Collation) ColQualList()
    {
        var constraints = new List<Constraint>();
        CollateClause? collation = null;
        while (true)
        {
            SkipHoles();
            if (Is(Keyword.Collate))
            {
                var isSecond = collation is not null;
                collation = OptCollateClause();
                if (isSecond)
                {
                    Refuse(collation!.Span, "COLLATE stands there twice");
                }
            }
            else if (ColConstraint() is { } constraint)
            {
                constraints.Add(constraint);
            }
            else
            {
                return (constraints, collation);
            }
        }
    }

    private Constraint? ColConstraint()
    {
        var start = Here;
        if (!Accept(Keyword.Constraint))
        {
            return (ColConstraintElem() ?? ConstraintAttr()) is { } unnamed ? Close(unnamed) : null;
        }

        var name = ColId("a constraint name");
        if (ColConstraintElem() is not { } constraint)
        {
            SkipHoles();
            Fail(Accept(Keyword.Not) ? "NULL" : "a constraint");
            return null;
        }

        (constraint.Start, constraint.Conname) = (start, name);
        return Close(constraint);
    }

    private Constraint? ColConstraintElem()
    {
        var constraint = new Constraint(Here);
        switch (Word)
        {
            case Keyword.Not when WordAt(1) == Keyword.Null:
                position += 2;
                (constraint.Contype, constraint.IsNoInherit) = (ConstrType.Notnull, OptNoInherit());
                (constraint.IsEnforced, constraint.InitiallyValid) = (true, true);
                return constraint;
            case Keyword.Null:
                Advance();
                constraint.Contype = ConstrType.Null;
                return constraint;
            case Keyword.Unique:
                Advance();
                constraint.Contype = ConstrType.Unique;
                constraint.NullsNotDistinct = OptNullsNotDistinct();
                IndexOptions(constraint);
                return constraint;
            case Keyword.Primary:
                Expect(Keyword.Primary, Keyword.Key);
                constraint.Contype = ConstrType.Primary;
                IndexOptions(constraint);
                return constraint;
            case Keyword.Check:
                CheckExpression(constraint);
                constraint.IsNoInherit = OptNoInherit();
                (constraint.IsEnforced, constraint.InitiallyValid) = (true, true);
                return constraint;
            case Keyword.Default:
                Advance();
                (constraint.Contype, constraint.RawExpr) = (ConstrType.Default, BExpr());
                return constraint;
            case Keyword.Generated:
                Generated(constraint);
                return constraint;
            case Keyword.References:
                (constraint.Contype, constraint.IsEnforced, constraint.InitiallyValid) = (ConstrType.Foreign, true, true);
                References(constraint, isTableConstraint: false);
                return constraint;
            default:
                return null;
        }
    }

    private bool OptNoInherit()
    {
        if (!Accept(Keyword.No))
        {
            return false;
        }

        Expect(Keyword.Inherit);
        return true;
    }

    private void CheckExpression(Constraint constraint)
    {
        Expect(Keyword.Check);
        Expect(TokenKind.LeftParenthesis);
        (constraint.Contype, constraint.RawExpr) = (ConstrType.Check, AExpr());
        Expect(TokenKind.RightParenthesis);
    }

    private void Generated(Constraint constraint)
    {
        Expect(Keyword.Generated);
        var whenStart = Here;
        constraint.GeneratedWhen = GeneratedWhen();
        var whenEnd = LastEnd;
        Expect(Keyword.As);
        if (Accept(Keyword.Identity))
        {
            (constraint.Contype, constraint.Options) = (ConstrType.Identity, OptParenthesizedSeqOptList());
            return;
        }

        if (!Is(TokenKind.LeftParenthesis))
        {
            Fail("IDENTITY or '('");
        }

        Expect(TokenKind.LeftParenthesis);
        (constraint.Contype, constraint.RawExpr) = (ConstrType.Generated, AExpr());
        Expect(TokenKind.RightParenthesis);
        constraint.GeneratedKind = Accept(Keyword.Stored) ? "s" : "v";
        if (constraint.GeneratedKind == "v")
        {
            Accept(Keyword.Virtual);
        }

        if (constraint.GeneratedWhen != "a")
        {
            Refuse(TextSpan.FromBounds(whenStart, whenEnd), "a column that is computed is GENERATED ALWAYS");
        }
    }

    /// <summary><c>generated_when</c>: <c>a</c> always, <c>d</c> by default.</summary>
    private string GeneratedWhen()
    {
        if (Accept(Keyword.Always))
        {
            return "a";
        }

        if (!Is(Keyword.By))
        {
            Fail("ALWAYS or BY DEFAULT");
        }

        Expect(Keyword.By, Keyword.Default);
        return "d";
    }

    private Constraint? ConstraintAttr()
    {
        var constraint = new Constraint(Here);
        switch (Word)
        {
            case Keyword.Deferrable:
                constraint.Contype = ConstrType.AttrDeferrable;
                break;
            case Keyword.Enforced:
                constraint.Contype = ConstrType.AttrEnforced;
                break;
            case Keyword.Initially:
                Advance();
                constraint.Contype = Is(Keyword.Deferred) ? ConstrType.AttrDeferred : ConstrType.AttrImmediate;
                if (Word is not (Keyword.Deferred or Keyword.Immediate))
                {
                    Fail("DEFERRED or IMMEDIATE");
                }

                break;
            case Keyword.Not:
                Advance();
                constraint.Contype = Is(Keyword.Enforced) ? ConstrType.AttrNotEnforced : ConstrType.AttrNotDeferrable;
                if (Word is not (Keyword.Enforced or Keyword.Deferrable))
                {
                    Fail("NULL, DEFERRABLE or ENFORCED");
                }

                break;
            default:
                return null;
        }

        Advance();
        return constraint;
    }
}
