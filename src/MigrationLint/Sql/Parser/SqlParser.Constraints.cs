using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Constraints of tables and domains, and the parts that columns share with them.</summary>
internal sealed partial class SqlParser
{
    /// <summary>The words behind a constraint (<c>ConstraintAttributeSpec</c>).</summary>
    [Flags]
    private enum ConstraintAttributes
    {
        None = 0,
        NotDeferrable = 1,
        Deferrable = 2,
        InitiallyImmediate = 4,
        InitiallyDeferred = 8,
        NotValid = 16,
        NoInherit = 32,
        NotEnforced = 64,
        Enforced = 128,
        Deferral = NotDeferrable | Deferrable | InitiallyImmediate | InitiallyDeferred,
        Enforcement = NotEnforced | Enforced,
    }

    /// <summary>True where a constraint of a table starts and no column can: EXCLUDE may be a column's name.</summary>
    private bool StartsTableConstraint() => Word switch
    {
        Keyword.Constraint or Keyword.Check or Keyword.Unique or Keyword.Primary or Keyword.Foreign or Keyword.Not => true,
        Keyword.Exclude => WordAt(1) == Keyword.Using || KindAt(1) == TokenKind.LeftParenthesis,
        _ => false,
    };

    /// <summary><c>TableConstraint</c>.</summary>
    private Constraint TableConstraint()
    {
        var constraint = new Constraint(Here);
        if (Accept(Keyword.Constraint))
        {
            constraint.Conname = ColId("a constraint name");
        }

        ConstraintElem(constraint);
        SkipHoles();
        return Close(constraint);
    }

    private void ConstraintElem(Constraint constraint)
    {
        switch (Word)
        {
            case Keyword.Check:
                CheckExpression(constraint);
                Apply(constraint, ConstraintAttributes.Enforcement | ConstraintAttributes.NotValid | ConstraintAttributes.NoInherit, "CHECK");
                constraint.InitiallyValid = !constraint.SkipValidation;
                break;
            case Keyword.Not:
                Expect(Keyword.Not, Keyword.Null);
                (constraint.Contype, constraint.Keys) = (ConstrType.Notnull, [NameNode("a column name")]);
                Apply(constraint, ConstraintAttributes.NotValid | ConstraintAttributes.NoInherit, "NOT NULL");
                constraint.InitiallyValid = !constraint.SkipValidation;
                break;
            case Keyword.Unique:
                Advance();
                constraint.Contype = ConstrType.Unique;
                if (!ExistingIndex(constraint))
                {
                    constraint.NullsNotDistinct = OptNullsNotDistinct();
                    KeyColumns(constraint);
                }

                Apply(constraint, ConstraintAttributes.Deferral, "UNIQUE");
                break;
            case Keyword.Primary:
                Expect(Keyword.Primary, Keyword.Key);
                constraint.Contype = ConstrType.Primary;
                if (!ExistingIndex(constraint))
                {
                    KeyColumns(constraint);
                }

                Apply(constraint, ConstraintAttributes.Deferral, "PRIMARY KEY");
                break;
            case Keyword.Exclude:
                Exclusion(constraint);
                Apply(constraint, ConstraintAttributes.Deferral, "EXCLUDE");
                break;
            case Keyword.Foreign:
                ForeignKey(constraint);
                Apply(constraint, ConstraintAttributes.Deferral | ConstraintAttributes.Enforcement | ConstraintAttributes.NotValid, "FOREIGN KEY");
                constraint.InitiallyValid = !constraint.SkipValidation;
                break;
            default:
                Fail("CHECK, UNIQUE, PRIMARY KEY, FOREIGN KEY, EXCLUDE or NOT NULL");
                break;
        }
    }

    /// <summary><c>USING INDEX name</c>.</summary>
    private bool ExistingIndex(Constraint constraint)
    {
        if (!Accept(Keyword.Using))
        {
            return false;
        }

        Expect(Keyword.Index);
        constraint.Indexname = ColId("an index name");
        return true;
    }

    private void KeyColumns(Constraint constraint)
    {
        Expect(TokenKind.LeftParenthesis);
        constraint.Keys = NameList("a column name");
        constraint.WithoutOverlaps = Accept(Keyword.Without);
        if (constraint.WithoutOverlaps)
        {
            Expect(Keyword.Overlaps);
        }

        Expect(TokenKind.RightParenthesis);
        constraint.Including = OptCInclude();
        IndexOptions(constraint);
    }

    private List<StringValue> OptCInclude() => Accept(Keyword.Include) ? ParenthesizedNames() : [];

    /// <summary><c>opt_definition OptConsTableSpace</c>.</summary>
    private void IndexOptions(Constraint constraint)
    {
        SkipHoles();
        if (Accept(Keyword.With))
        {
            constraint.Options = Definition();
        }

        if (Accept(Keyword.Using))
        {
            Expect(Keyword.Index, Keyword.Tablespace);
            constraint.Indexspace = ColId("a tablespace");
        }
    }

    /// <summary><c>opt_unique_null_treatment</c>: true for NULLS NOT DISTINCT.</summary>
    private bool OptNullsNotDistinct()
    {
        if (!Accept(Keyword.Nulls))
        {
            return false;
        }

        var isNotDistinct = Accept(Keyword.Not);
        Expect(Keyword.Distinct);
        return isNotDistinct;
    }

    private void Exclusion(Constraint constraint)
    {
        Expect(Keyword.Exclude);
        constraint.Contype = ConstrType.Exclusion;
        constraint.AccessMethod = OptAccessMethod() ?? DefaultIndexType;
        Expect(TokenKind.LeftParenthesis);
        var exclusions = new List<ListValue>();
        do
        {
            exclusions.Add(ExclusionConstraintElem());
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        constraint.Exclusions = exclusions;
        constraint.Including = OptCInclude();
        IndexOptions(constraint);
        if (Accept(Keyword.Where))
        {
            Expect(TokenKind.LeftParenthesis);
            constraint.WhereClause = AExpr();
            Expect(TokenKind.RightParenthesis);
        }
    }

    private ListValue ExclusionConstraintElem()
    {
        var pair = new ListValue(Here);
        var element = IndexElem();
        Expect(Keyword.With);
        var operators = new ListValue(Here);
        if (Accept(Keyword.Operator))
        {
            Expect(TokenKind.LeftParenthesis);
            operators.Items = AnyOperator();
            Expect(TokenKind.RightParenthesis);
        }
        else
        {
            operators.Items = AnyOperator();
        }

        pair.Items = [element, Close(operators)];
        return Close(pair);
    }

    private void ForeignKey(Constraint constraint)
    {
        Expect(Keyword.Foreign, Keyword.Key);
        constraint.Contype = ConstrType.Foreign;
        (constraint.FkAttrs, constraint.FkWithPeriod) = ColumnsAndPeriod();
        References(constraint, isTableConstraint: true);
    }

    /// <summary>REFERENCES with its table, columns and actions.</summary>
    private void References(Constraint constraint, bool isTableConstraint)
    {
        Expect(Keyword.References);
        constraint.Pktable = QualifiedName();
        if (isTableConstraint && Is(TokenKind.LeftParenthesis))
        {
            (constraint.PkAttrs, constraint.PkWithPeriod) = ColumnsAndPeriod();
        }
        else
        {
            constraint.PkAttrs = OptColumnList();
        }

        constraint.FkMatchtype = KeyMatch();
        KeyActions(constraint);
    }

    /// <summary><c>'(' columnList optionalPeriodName ')'</c>.</summary>
    private (List<StringValue> Columns, bool WithPeriod) ColumnsAndPeriod()
    {
        Expect(TokenKind.LeftParenthesis);
        var columns = new List<StringValue> { NameNode("a column name") };
        var withPeriod = false;
        while (!withPeriod && Accept(TokenKind.Comma))
        {
            withPeriod = Is(Keyword.Period) && IsColId(1) && Accept(Keyword.Period);
            columns.Add(NameNode("a column name"));
        }

        Expect(TokenKind.RightParenthesis);
        return (columns, withPeriod);
    }

    /// <summary><c>key_match</c>: <c>f</c> full, <c>s</c> simple.</summary>
    private string KeyMatch()
    {
        if (!Accept(Keyword.Match))
        {
            return "s";
        }

        if (Accept(Keyword.Full))
        {
            return "f";
        }

        if (Is(Keyword.Partial))
        {
            Refuse(tokens.Span(position), "PostgreSQL has no MATCH PARTIAL");
        }
        else if (!Accept(Keyword.Simple))
        {
            Fail("FULL or SIMPLE");
        }

        return "s";
    }

    /// <summary><c>key_actions</c>: ON UPDATE and ON DELETE, each at most once.</summary>
    private void KeyActions(Constraint constraint)
    {
        (constraint.FkUpdAction, constraint.FkDelAction) = ("a", "a");
        var (hasUpdate, hasDelete) = (false, false);
        SkipHoles();
        while (Is(Keyword.On))
        {
            var start = Here;
            Advance();
            if (!hasDelete && Accept(Keyword.Delete))
            {
                hasDelete = constraint.HasDeleteAction = true;
                (constraint.FkDelAction, constraint.FkDelSetCols) = KeyAction();
            }
            else if (!hasUpdate && Accept(Keyword.Update))
            {
                hasUpdate = true;
                (constraint.FkUpdAction, var columns) = KeyAction();
                if (columns.Count > 0)
                {
                    Refuse(TextSpan.FromBounds(start, LastEnd), "only ON DELETE takes a list of columns");
                }
            }
            else
            {
                Fail(hasDelete ? "UPDATE" : hasUpdate ? "DELETE" : "DELETE or UPDATE");
            }

            SkipHoles();
        }
    }

    private (string Action, List<StringValue> Columns) KeyAction()
    {
        switch (Word)
        {
            case Keyword.No:
                Expect(Keyword.No, Keyword.Action);
                return ("a", []);
            case Keyword.Restrict:
                Advance();
                return ("r", []);
            case Keyword.Cascade:
                Advance();
                return ("c", []);
            case Keyword.Set:
                Advance();
                var action = Is(Keyword.Null) ? "n" : "d";
                if (Word is not (Keyword.Null or Keyword.Default))
                {
                    Fail("NULL or DEFAULT");
                }

                Advance();
                return (action, OptColumnList());
            case Keyword.NotKeyword when Accept(TokenKind.Hole):
                return ("a", []);
            default:
                Fail("NO ACTION, RESTRICT, CASCADE, SET NULL or SET DEFAULT");
                return ("a", []);
        }
    }

    /// <summary><c>DomainConstraint</c>.</summary>
    private Constraint DomainConstraint()
    {
        var constraint = new Constraint(Here);
        if (Accept(Keyword.Constraint))
        {
            constraint.Conname = ColId("a constraint name");
        }

        if (Is(Keyword.Not))
        {
            var start = Here;
            Expect(Keyword.Not, Keyword.Null);
            (constraint.Contype, constraint.InitiallyValid) = (ConstrType.Notnull, true);
            constraint.Keys = [Close(new StringValue(start, "value"))];
            Apply(constraint, ConstraintAttributes.None, "NOT NULL");
            return Close(constraint);
        }

        if (!Is(Keyword.Check))
        {
            Fail("CHECK or NOT NULL");
        }

        CheckExpression(constraint);
        Apply(constraint, ConstraintAttributes.NotValid | ConstraintAttributes.NoInherit, "CHECK");
        (constraint.IsEnforced, constraint.InitiallyValid) = (true, !constraint.SkipValidation);
        return Close(constraint);
    }

    /// <summary>Reads the words behind a constraint and sets what they say, as <c>processCASbits</c> does.</summary>
    /// <param name="constraint">The constraint.</param>
    /// <param name="allowed">Which it may have. NOT DEFERRABLE and INITIALLY IMMEDIATE, which say what holds anyway, every constraint may.</param>
    /// <param name="kind">What the constraint is called in an error.</param>
    private void Apply(Constraint constraint, ConstraintAttributes allowed, string kind)
    {
        var given = ConstraintAttributeSpec(allowed, kind);
        constraint.Deferrable = HasAny(given, ConstraintAttributes.Deferrable | ConstraintAttributes.InitiallyDeferred);
        constraint.Initdeferred = HasAny(given, ConstraintAttributes.InitiallyDeferred);
        constraint.IsNoInherit = HasAny(given, ConstraintAttributes.NoInherit);
        constraint.IsEnforced = HasAny(allowed, ConstraintAttributes.Enforced) && !HasAny(given, ConstraintAttributes.NotEnforced);
        constraint.SkipValidation = HasAny(given, ConstraintAttributes.NotValid | ConstraintAttributes.NotEnforced);
    }

    /// <summary><c>ConstraintAttributeSpec</c>, with the checks of PostgreSQL's action for it and of <c>processCASbits</c>.</summary>
    private ConstraintAttributes ConstraintAttributeSpec(ConstraintAttributes allowed, string kind)
    {
        var (start, given) = (Here, ConstraintAttributes.None);
        for (var elementStart = start; ConstraintAttributeElem() is { } attribute; elementStart = Here)
        {
            given |= attribute;
            if (HasBoth(ConstraintAttributes.NotDeferrable, ConstraintAttributes.InitiallyDeferred))
            {
                Refuse(TextSpan.FromBounds(elementStart, LastEnd), "INITIALLY DEFERRED needs DEFERRABLE");
            }
            else if (HasBoth(ConstraintAttributes.NotDeferrable, ConstraintAttributes.Deferrable)
                || HasBoth(ConstraintAttributes.InitiallyImmediate, ConstraintAttributes.InitiallyDeferred)
                || HasBoth(ConstraintAttributes.NotEnforced, ConstraintAttributes.Enforced))
            {
                Refuse(TextSpan.FromBounds(elementStart, LastEnd), "the words behind the constraint contradict one another");
            }
        }

        var refused = given & ~(allowed | ConstraintAttributes.NotDeferrable | ConstraintAttributes.InitiallyImmediate);
        if (refused != ConstraintAttributes.None)
        {
            Refuse(TextSpan.FromBounds(start, LastEnd), $"{kind} constraints cannot be marked {Spelling(refused)}");
        }

        return given;

        bool HasBoth(ConstraintAttributes one, ConstraintAttributes other) => HasAny(given, one) && HasAny(given, other);
    }

    private static bool HasAny(ConstraintAttributes given, ConstraintAttributes some) => (given & some) != ConstraintAttributes.None;

    private static string Spelling(ConstraintAttributes refused) => refused switch
    {
        _ when HasAny(refused, ConstraintAttributes.Deferrable | ConstraintAttributes.InitiallyDeferred) => "DEFERRABLE",
        _ when HasAny(refused, ConstraintAttributes.NotValid) => "NOT VALID",
        _ when HasAny(refused, ConstraintAttributes.NoInherit) => "NO INHERIT",
        _ when HasAny(refused, ConstraintAttributes.NotEnforced) => "NOT ENFORCED",
        _ => "ENFORCED",
    };

    private ConstraintAttributes? ConstraintAttributeElem()
    {
        var (attribute, words) = (Word, WordAt(1)) switch
        {
            (Keyword.Deferrable, _) => (ConstraintAttributes.Deferrable, 1),
            (Keyword.Enforced, _) => (ConstraintAttributes.Enforced, 1),
            (Keyword.Not, Keyword.Deferrable) => (ConstraintAttributes.NotDeferrable, 2),
            (Keyword.Not, Keyword.Valid) => (ConstraintAttributes.NotValid, 2),
            (Keyword.Not, Keyword.Enforced) => (ConstraintAttributes.NotEnforced, 2),
            (Keyword.Initially, Keyword.Immediate) => (ConstraintAttributes.InitiallyImmediate, 2),
            (Keyword.Initially, Keyword.Deferred) => (ConstraintAttributes.InitiallyDeferred, 2),
            (Keyword.No, Keyword.Inherit) => (ConstraintAttributes.NoInherit, 2),
            _ => (ConstraintAttributes.None, 0),
        };
        position += words;
        if (words == 0 && Word is Keyword.Not or Keyword.Initially or Keyword.No)
        {
            var word = Word;
            Advance();
            Fail(word switch
            {
                Keyword.Not => "DEFERRABLE, VALID or ENFORCED",
                Keyword.No => "INHERIT",
                _ => "DEFERRED or IMMEDIATE",
            });
        }

        return words == 0 ? null : attribute;
    }
}
