using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>CREATE TRIGGER.</summary>
internal sealed partial class SqlPrinter
{
    private static readonly (int Bit, string Word)[] TriggerEventWords = [(4, "INSERT"), (8, "DELETE"), (16, "UPDATE"), (32, "TRUNCATE")];

    private void CreateTrigger(CreateTrigStmt trigger)
    {
        output.Append("CREATE ").Append(trigger.Replace ? "OR REPLACE " : "").Append(trigger.Isconstraint ? "CONSTRAINT TRIGGER " : "TRIGGER ");
        Name(trigger.Trigname!);
        output.Append(trigger.Timing switch
        {
            0 => " AFTER ",
            2 => " BEFORE ",
            _ => " INSTEAD OF ",
        });
        TriggerEvents(trigger);
        output.Append(" ON ");
        RelationName(trigger.Relation!);
        if (trigger.Constrrel is { } other)
        {
            output.Append(" FROM ");
            RelationName(other);
        }

        output.Append(trigger.Deferrable ? " DEFERRABLE" : "").Append(trigger.Initdeferred ? " INITIALLY DEFERRED" : "");
        output.Append(trigger.TransitionRels.Count > 0 ? " REFERENCING" : "");
        foreach (var transition in trigger.TransitionRels)
        {
            output.Append(transition.IsNew ? " NEW" : " OLD").Append(transition.IsTable ? " TABLE AS " : " ROW AS ");
            Name(transition.Name!);
        }

        output.Append(trigger.Row ? " FOR EACH ROW" : " FOR EACH STATEMENT");
        if (trigger.WhenClause is { } condition)
        {
            output.Append(" WHEN ");
            Parenthesized(condition);
        }

        QualifiedName(trigger.Funcname, trigger.SyntaxExecuteProcedure ? " EXECUTE PROCEDURE " : " EXECUTE FUNCTION ");
        output.Append('(');
        Separated(trigger.Args, ", ", argument => Constant(argument.Sval));
        output.Append(')');
    }

    private void TriggerEvents(CreateTrigStmt trigger)
    {
        var events = TriggerEventWords.Where(candidate => (trigger.Events & candidate.Bit) != 0).ToList();
        Separated(events, " OR ", candidate =>
        {
            output.Append(candidate.Word);
            if (candidate.Word == "UPDATE" && trigger.Columns.Count > 0)
            {
                output.Append(" OF ");
                NameList(trigger.Columns);
            }
        });
    }
}
