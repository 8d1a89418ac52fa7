using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>CREATE TRIGGER.</summary>
internal sealed partial class SqlParser
{
    // The bits of PostgreSQL's catalog, pg_trigger.h.
    private const int TriggerBefore = 2;
    private const int TriggerInsert = 4;
    private const int TriggerDelete = 8;
    private const int TriggerUpdate = 16;
    private const int TriggerTruncate = 32;
    private const int TriggerInstead = 64;

    /// <summary><c>CreateTrigStmt</c>, from CONSTRAINT or TRIGGER on.</summary>
    private Statement CreateTrigStmt(int start, bool replace)
    {
        var first = tokens.Span(position);
        var trigger = new CreateTrigStmt(start) { Replace = replace, Isconstraint = Accept(Keyword.Constraint) };
        Expect(Keyword.Trigger);
        trigger.Trigname = ColId("a trigger name");
        if (trigger.Isconstraint)
        {
            Expect(Keyword.After);
        }
        else
        {
            trigger.Timing = TriggerActionTime();
        }

        TriggerEvents(trigger);
        Expect(Keyword.On);
        trigger.Relation = QualifiedName();
        SkipHoles();
        if (trigger.Isconstraint)
        {
            ConstraintTrigger(trigger);
        }
        else
        {
            trigger.TransitionRels = TriggerReferencing();
            trigger.Row = TriggerForSpec();
        }

        SkipHoles();
        if (Accept(Keyword.When))
        {
            Expect(TokenKind.LeftParenthesis);
            trigger.WhenClause = AExpr();
            Expect(TokenKind.RightParenthesis);
        }

        TriggerFunction(trigger);
        if (trigger is { Isconstraint: true, Replace: true })
        {
            Refuse(first, "PostgreSQL has no CREATE OR REPLACE CONSTRAINT TRIGGER");
        }

        return Close(trigger);
    }

    private int TriggerActionTime()
    {
        switch (Word)
        {
            case Keyword.Before:
                Advance();
                return TriggerBefore;
            case Keyword.Instead:
                Expect(Keyword.Instead, Keyword.Of);
                return TriggerInstead;
            case Keyword.After:
            case Keyword.NotKeyword when Is(TokenKind.Hole):
                Advance();
                return 0;
            default:
                Fail("BEFORE, AFTER or INSTEAD OF");
                return 0;
        }
    }

    private void TriggerEvents(CreateTrigStmt trigger)
    {
        var columns = new List<StringValue>();
        do
        {
            var word = position;
            var @event = TriggerEvent();
            if (@event == TriggerUpdate && Accept(Keyword.Of))
            {
                columns.AddRange(NameList("a column name"));
            }

            if (Error is null && (trigger.Events & @event) != 0)
            {
                Refuse(tokens.Span(word), "this event stands there twice");
            }

            trigger.Events |= @event;
        }
        while (Accept(Keyword.Or));

        trigger.Columns = columns;
    }

    private int TriggerEvent()
    {
        var @event = Word switch
        {
            Keyword.Insert => TriggerInsert,
            Keyword.Delete => TriggerDelete,
            Keyword.Update => TriggerUpdate,
            Keyword.Truncate => TriggerTruncate,
            _ => 0,
        };
        if (@event == 0 && !Is(TokenKind.Hole))
        {
            Fail("INSERT, UPDATE, DELETE or TRUNCATE");
        }

        Advance();
        return @event;
    }

    /// <summary>What stands between the table of a constraint trigger and WHEN.</summary>
    private void ConstraintTrigger(CreateTrigStmt trigger)
    {
        trigger.Constrrel = Accept(Keyword.From) ? QualifiedName() : null;
        var given = ConstraintAttributeSpec(ConstraintAttributes.Deferral, "TRIGGER");
        trigger.Deferrable = HasAny(given, ConstraintAttributes.Deferrable | ConstraintAttributes.InitiallyDeferred);
        trigger.Initdeferred = HasAny(given, ConstraintAttributes.InitiallyDeferred);
        SkipHoles();
        Expect(Keyword.For, Keyword.Each);
        Expect(Keyword.Row);
        trigger.Row = true;
    }

    private List<TriggerTransition> TriggerReferencing()
    {
        if (!Accept(Keyword.Referencing))
        {
            return [];
        }

        var transitions = new List<TriggerTransition>();
        do
        {
            transitions.Add(TriggerTransition());
        }
        while (Word is Keyword.New or Keyword.Old);

        return transitions;
    }

    private TriggerTransition TriggerTransition()
    {
        var transition = new TriggerTransition(Here) { IsNew = Is(Keyword.New) };
        if (!Accept(Keyword.New) && !Accept(Keyword.Old))
        {
            Fail("NEW or OLD");
        }

        transition.IsTable = Is(Keyword.Table);
        if (!Accept(Keyword.Table) && !Accept(Keyword.Row))
        {
            Fail("TABLE or ROW");
        }

        Accept(Keyword.As);
        transition.Name = ColId("a name for the rows");
        return Close(transition);
    }

    /// <summary><c>TriggerForSpec</c>: true for each row.</summary>
    private bool TriggerForSpec()
    {
        SkipHoles();
        if (!Accept(Keyword.For))
        {
            return false;
        }

        Accept(Keyword.Each);
        var isRow = Is(Keyword.Row);
        if (Word is not (Keyword.Row or Keyword.Statement) && !Is(TokenKind.Hole))
        {
            Fail("ROW or STATEMENT");
        }

        Advance();
        return isRow;
    }

    private void TriggerFunction(CreateTrigStmt trigger)
    {
        Expect(Keyword.Execute);
        trigger.SyntaxExecuteProcedure = Accept(Keyword.Procedure);
        if (!trigger.SyntaxExecuteProcedure && !Accept(Keyword.Function))
        {
            Fail("FUNCTION or PROCEDURE");
        }

        trigger.Funcname = FuncName();
        Expect(TokenKind.LeftParenthesis);
        var arguments = new List<StringValue>();
        if (Kind is not (TokenKind.RightParenthesis or TokenKind.Comma))
        {
            arguments.Add(StringOf(TriggerFuncArg));
        }

        // PostgreSQL's grammar takes a list that starts with a comma.
        while (Accept(TokenKind.Comma))
        {
            arguments.Add(StringOf(TriggerFuncArg));
        }

        Expect(TokenKind.RightParenthesis);
        trigger.Args = arguments;
    }

    private string TriggerFuncArg()
    {
        switch (Kind)
        {
            case TokenKind.IntegerConstant:
                return Iconst().ToString(System.Globalization.CultureInfo.InvariantCulture);
            case TokenKind.FloatConstant:
                Advance();
                return tokens.Spelling(position - 1);
            case TokenKind.StringConstant:
                return Sconst();
            default:
                return ColLabel("a constant");
        }
    }
}
