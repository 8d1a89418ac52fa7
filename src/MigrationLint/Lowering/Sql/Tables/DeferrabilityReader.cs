using MigrationLint.Operations;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Tables;

/// <summary>Gives the words <c>DEFERRABLE</c>, <c>INITIALLY DEFERRED</c> and so on to the constraint before them (<c>transformConstraintAttrs</c>).</summary>
internal sealed class DeferrabilityReader(LoweringContext context)
{
    /// <summary>When each of the constraints of a column is checked.</summary>
    public IReadOnlyList<Deferrability> Read(IReadOnlyList<Constraint> constraints)
    {
        var found = new Deferrability[constraints.Count];
        for (var i = 0; i < constraints.Count; i++)
        {
            found[i] = Of(constraints[i]);
            if (IsWord(constraints[i]))
            {
                continue;
            }

            var (deferrable, deferred) = ((bool?)null, (bool?)null);
            for (var next = i + 1; next < constraints.Count && IsWord(constraints[next]); next++)
            {
                Take(constraints[i], constraints[next], ref deferrable, ref deferred);
            }

            if (deferrable is not null || deferred is not null)
            {
                found[i] = deferrable == false ? Deferrability.NotDeferrable
                    : deferred == true ? Deferrability.InitiallyDeferred
                    : deferrable == true ? Deferrability.InitiallyImmediate
                    : Deferrability.NotDeferrable;
            }
        }

        if (constraints.Count > 0 && IsWord(constraints[0]))
        {
            throw Misplaced(constraints[0]);
        }

        return found;
    }

    /// <summary>When a constraint is checked by what it says itself.</summary>
    public static Deferrability Of(Constraint constraint) => Of(constraint.Deferrable, constraint.Initdeferred);

    /// <summary>When a constraint with these flags is checked.</summary>
    public static Deferrability Of(bool isDeferrable, bool isDeferred) =>
        isDeferred ? Deferrability.InitiallyDeferred : isDeferrable ? Deferrability.InitiallyImmediate : Deferrability.NotDeferrable;

    private static bool IsWord(Constraint node) => node.Contype is ConstrType.AttrDeferrable or ConstrType.AttrNotDeferrable or ConstrType.AttrDeferred
        or ConstrType.AttrImmediate or ConstrType.AttrEnforced or ConstrType.AttrNotEnforced;

    private void Take(Constraint constraint, Constraint word, ref bool? deferrable, ref bool? deferred)
    {
        if (word.Contype is ConstrType.AttrEnforced or ConstrType.AttrNotEnforced)
        {
            return;
        }

        if (constraint.Contype is not (ConstrType.Primary or ConstrType.Unique or ConstrType.Exclusion or ConstrType.Foreign))
        {
            throw Misplaced(word);
        }

        if (word.Contype is ConstrType.AttrDeferrable or ConstrType.AttrNotDeferrable)
        {
            if (deferrable is not null)
            {
                throw context.Refuse("42601", "multiple DEFERRABLE/NOT DEFERRABLE clauses not allowed", word);
            }

            deferrable = word.Contype == ConstrType.AttrDeferrable;
        }
        else
        {
            if (deferred is not null)
            {
                throw context.Refuse("42601", "multiple INITIALLY IMMEDIATE/DEFERRED clauses not allowed", word);
            }

            deferred = word.Contype == ConstrType.AttrDeferred;
        }

        if (deferrable == false && deferred == true)
        {
            throw context.Refuse("42601", "constraint declared INITIALLY DEFERRED must be DEFERRABLE", word);
        }
    }

    private Exception Misplaced(Constraint word) => context.Refuse("42601", "misplaced " + word.Contype switch
    {
        ConstrType.AttrDeferrable => "DEFERRABLE",
        ConstrType.AttrNotDeferrable => "NOT DEFERRABLE",
        ConstrType.AttrDeferred => "INITIALLY DEFERRED",
        _ => "INITIALLY IMMEDIATE",
    } + " clause", word);
}
