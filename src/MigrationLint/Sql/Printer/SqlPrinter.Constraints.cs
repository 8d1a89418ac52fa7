using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Constraints of columns, tables and domains.</summary>
internal sealed partial class SqlPrinter
{
    private void Constraint(Constraint constraint)
    {
        if (constraint.Conname is { } name)
        {
            output.Append("CONSTRAINT ");
            Name(name);
            output.Append(' ');
        }

        switch (constraint.Contype)
        {
            case ConstrType.Check:
                output.Append("CHECK ");
                Parenthesized(constraint.RawExpr!);
                break;
            case ConstrType.Default:
                output.Append("DEFAULT ");
                DefaultExpression(constraint.RawExpr!);
                break;
            case ConstrType.Identity:
                output.Append("GENERATED ").Append(When(constraint.GeneratedWhen)).Append(" AS IDENTITY");
                ParenthesizedSequenceOptions(constraint.Options);
                break;
            case ConstrType.Generated:
                output.Append("GENERATED ALWAYS AS ");
                Parenthesized(constraint.RawExpr!);
                output.Append(constraint.GeneratedKind == "s" ? " STORED" : " VIRTUAL");
                break;
            case ConstrType.Primary or ConstrType.Unique:
                KeyConstraint(constraint);
                break;
            case ConstrType.Exclusion:
                Exclusion(constraint);
                break;
            case ConstrType.Foreign:
                ForeignKey(constraint);
                break;
            default:
                output.Append(ConstraintWords(constraint.Contype));
                break;
        }

        // The NOT NULL of a domain has the key "value", which its syntax does not name.
        if (constraint.Contype == ConstrType.Notnull && constraint.Keys.Count == 1)
        {
            output.Append(' ');
            Name(constraint.Keys[0].Sval);
        }

        ConstraintAttributes(constraint);
    }

    private static string ConstraintWords(ConstrType type) => type switch
    {
        ConstrType.Null => "NULL",
        ConstrType.Notnull => "NOT NULL",
        ConstrType.AttrDeferrable => "DEFERRABLE",
        ConstrType.AttrNotDeferrable => "NOT DEFERRABLE",
        ConstrType.AttrDeferred => "INITIALLY DEFERRED",
        ConstrType.AttrImmediate => "INITIALLY IMMEDIATE",
        ConstrType.AttrEnforced => "ENFORCED",
        ConstrType.AttrNotEnforced => "NOT ENFORCED",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static string When(string? generatedWhen) => generatedWhen == "a" ? "ALWAYS" : "BY DEFAULT";

    // b_expr leaves out the operators that are words; parentheses are not part of the tree.
    private void DefaultExpression(Node expression)
    {
        if (expression is AConst or FuncCall { Funcformat: CoercionForm.ExplicitCall } or Hole)
        {
            Node(expression);
        }
        else
        {
            Parenthesized(expression);
        }
    }

    private void ConstraintAttributes(Constraint constraint)
    {
        output.Append(constraint.Deferrable ? " DEFERRABLE" : "").Append(constraint.Initdeferred ? " INITIALLY DEFERRED" : "");
        output.Append(constraint.IsNoInherit ? " NO INHERIT" : "");
        if (constraint.SkipValidation)
        {
            var canBeEnforced = constraint.Contype is ConstrType.Check or ConstrType.Foreign;
            output.Append(canBeEnforced && !constraint.IsEnforced ? " NOT ENFORCED" : " NOT VALID");
        }
    }

    private void KeyConstraint(Constraint constraint)
    {
        output.Append(constraint.Contype == ConstrType.Primary ? "PRIMARY KEY" : "UNIQUE").Append(constraint.NullsNotDistinct ? " NULLS NOT DISTINCT" : "");
        if (constraint.Indexname is { } index)
        {
            output.Append(" USING INDEX ");
            Name(index);
            return;
        }

        if (constraint.Keys.Count > 0)
        {
            output.Append(" (");
            NameList(constraint.Keys);
            output.Append(constraint.WithoutOverlaps ? " WITHOUT OVERLAPS)" : ")");
        }

        ConstraintIndex(constraint);
    }

    private void ConstraintIndex(Constraint constraint)
    {
        if (constraint.Including.Count > 0)
        {
            output.Append(" INCLUDE ");
            Columns(constraint.Including);
        }

        WithOptions(constraint.Options);
        Clause(" USING INDEX TABLESPACE ", constraint.Indexspace);
    }

    private void Exclusion(Constraint constraint)
    {
        output.Append("EXCLUDE USING ");
        Name(constraint.AccessMethod!);
        output.Append(" (");
        Separated(constraint.Exclusions, ", ", pair =>
        {
            Node(pair.Items[0]);
            output.Append(" WITH OPERATOR(");
            OperatorName(((ListValue)pair.Items[1]).Items);
            output.Append(')');
        });
        output.Append(')');
        ConstraintIndex(constraint);
        if (constraint.WhereClause is { } condition)
        {
            output.Append(" WHERE ");
            Parenthesized(condition);
        }
    }

    private void ForeignKey(Constraint constraint)
    {
        if (constraint.FkAttrs.Count > 0)
        {
            output.Append("FOREIGN KEY ");
            KeyColumns(constraint.FkAttrs, constraint.FkWithPeriod);
            output.Append(' ');
        }

        output.Append("REFERENCES ");
        RelationName(constraint.Pktable!);
        if (constraint.PkAttrs.Count > 0)
        {
            output.Append(' ');
            KeyColumns(constraint.PkAttrs, constraint.PkWithPeriod);
        }

        output.Append(constraint.FkMatchtype == "f" ? " MATCH FULL" : "");
        KeyAction(" ON UPDATE ", constraint.FkUpdAction);
        KeyAction(" ON DELETE ", constraint.FkDelAction);
        OptionalColumns(constraint.FkDelSetCols);
    }

    private void KeyColumns(IReadOnlyList<StringValue> columns, bool withPeriod)
    {
        output.Append('(');
        for (var i = 0; i < columns.Count; i++)
        {
            output.Append(i > 0 ? ", " : "").Append(withPeriod && i == columns.Count - 1 ? "PERIOD " : "");
            Name(columns[i].Sval);
        }

        output.Append(')');
    }

    private void KeyAction(string words, string? action)
    {
        var spelling = action switch
        {
            "r" => "RESTRICT",
            "c" => "CASCADE",
            "n" => "SET NULL",
            "d" => "SET DEFAULT",
            _ => null,
        };
        if (spelling is not null)
        {
            output.Append(words).Append(spelling);
        }
    }
}
