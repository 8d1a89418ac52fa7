using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>INSERT, UPDATE, DELETE.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>PreparableStmt</c>: SELECT, INSERT, UPDATE, DELETE, MERGE.</summary>
    private Statement PreparableStmt()
    {
        if (!Enter())
        {
            return new SelectStmt(Here);
        }

        var start = Here;
        var with = OptWithClause();
        Statement statement = Word switch
        {
            Keyword.Insert => InsertStmt(with, start),
            Keyword.Update => UpdateStmt(with, start),
            Keyword.Delete => DeleteStmt(with, start),
            Keyword.Merge => MergeStmt(with, start),
            _ => with is null ? SelectStmt() : SelectOptions(SetOperations(SelectOperand(), start), start, with),
        };
        depth--;
        return statement;
    }

    /// <summary><c>InsertStmt</c>.</summary>
    private Statement InsertStmt(WithClause? with, int start)
    {
        var insert = new InsertStmt(start) { WithClause = with };
        Expect(Keyword.Insert, Keyword.Into);
        insert.Relation = QualifiedName();
        insert.Relation.Alias = Is(Keyword.As) ? AliasName() : null;
        Close(insert.Relation);

        SkipHoles();
        if (!Accept(Keyword.Default, Keyword.Values))
        {
            if (Is(TokenKind.LeftParenthesis) && !StartsSelect())
            {
                insert.Cols = InsertColumns();
            }

            insert.Override = OptOverriding();
            SkipHoles();
            insert.SelectStmt = SelectStmt();
        }

        SkipHoles();
        insert.OnConflictClause = Is(Keyword.On) ? OnConflictClause() : null;
        insert.ReturningClause = ReturningClause();
        return Close(insert);
    }

    /// <summary><c>'(' insert_column_list ')'</c>.</summary>
    private List<ResTarget> InsertColumns()
    {
        Expect(TokenKind.LeftParenthesis);
        var columns = SetTargetList();
        Expect(TokenKind.RightParenthesis);
        return columns;
    }

    /// <summary><c>OVERRIDING override_kind VALUE</c>, where it stands.</summary>
    private OverridingKind OptOverriding()
    {
        if (!Accept(Keyword.Overriding))
        {
            return OverridingKind.NotSet;
        }

        var isUser = Accept(Keyword.User);
        if (!isUser && !Accept(Keyword.System))
        {
            Fail("USER or SYSTEM");
        }

        Expect(Keyword.Value);
        return isUser ? OverridingKind.UserValue : OverridingKind.SystemValue;
    }

    /// <summary><c>opt_on_conflict</c>, from ON on.</summary>
    private OnConflictClause OnConflictClause()
    {
        var conflict = new OnConflictClause(Here);
        Expect(Keyword.On, Keyword.Conflict);
        SkipHoles();
        var infer = new InferClause(Here);
        if (Is(TokenKind.LeftParenthesis))
        {
            infer.IndexElems = IndexParams();
            infer.WhereClause = WhereClause();
            conflict.Infer = Close(infer);
        }
        else if (Accept(Keyword.On))
        {
            Expect(Keyword.Constraint);
            infer.Conname = ColId("a constraint");
            conflict.Infer = Close(infer);
        }

        Expect(Keyword.Do);
        if (Accept(Keyword.Nothing))
        {
            conflict.Action = OnConflictAction.Nothing;
            return Close(conflict);
        }

        if (!Accept(Keyword.Update))
        {
            Fail("NOTHING or UPDATE");
        }

        Expect(Keyword.Set);
        conflict.Action = OnConflictAction.Update;
        conflict.TargetList = SetClauseList();
        conflict.WhereClause = WhereClause();
        return Close(conflict);
    }

    /// <summary><c>returning_clause</c>; null without.</summary>
    private ReturningClause? ReturningClause()
    {
        SkipHoles();
        if (!Is(Keyword.Returning))
        {
            return null;
        }

        var returning = new ReturningClause(Here);
        Advance();
        if (Accept(Keyword.With))
        {
            Expect(TokenKind.LeftParenthesis);
            returning.Options = ReturningOptions();
            Expect(TokenKind.RightParenthesis);
        }

        returning.Exprs = TargetList();
        return Close(returning);
    }

    /// <summary><c>returning_options</c>.</summary>
    private List<ReturningOption> ReturningOptions()
    {
        var options = new List<ReturningOption>();
        do
        {
            var option = new ReturningOption(Here) { Option = Is(Keyword.New) ? ReturningOptionKind.New : ReturningOptionKind.Old };
            if (!(Accept(Keyword.Old) || Accept(Keyword.New)))
            {
                Fail("OLD or NEW");
            }

            Expect(Keyword.As);
            option.Value = ColId();
            options.Add(Close(option));
        }
        while (Accept(TokenKind.Comma));

        return options;
    }

    /// <summary><c>DeleteStmt</c>.</summary>
    private Statement DeleteStmt(WithClause? with, int start)
    {
        var delete = new DeleteStmt(start) { WithClause = with };
        Expect(Keyword.Delete, Keyword.From);
        delete.Relation = RelationExprOptAlias();
        delete.UsingClause = OptFromList(Keyword.Using);
        delete.WhereClause = WhereOrCurrentClause();
        delete.ReturningClause = ReturningClause();
        return Close(delete);
    }

    /// <summary><c>where_or_current_clause</c>; null without.</summary>
    private Node? WhereOrCurrentClause()
    {
        SkipHoles();
        if (!Is(Keyword.Where, Keyword.Current, Keyword.Of))
        {
            return WhereClause();
        }

        Advance();
        var current = new CurrentOfExpr(Here);
        position += 2;
        current.CursorName = ColId("a cursor");
        return Close(current);
    }

    /// <summary><c>UpdateStmt</c>.</summary>
    private Statement UpdateStmt(WithClause? with, int start)
    {
        var update = new UpdateStmt(start) { WithClause = with };
        Expect(Keyword.Update);
        update.Relation = RelationExprOptAlias();
        SkipHoles();
        Expect(Keyword.Set);
        update.TargetList = SetClauseList();
        update.FromClause = FromClause();
        update.WhereClause = WhereOrCurrentClause();
        update.ReturningClause = ReturningClause();
        return Close(update);
    }

    /// <summary><c>set_clause_list</c>.</summary>
    private List<ResTarget> SetClauseList()
    {
        var targets = new List<ResTarget>();
        do
        {
            SetClause(targets);
            SkipHoles();
        }
        while (Accept(TokenKind.Comma));

        return targets;
    }

    /// <summary><c>set_clause</c>: one column, or several in parentheses that share a source.</summary>
    private void SetClause(List<ResTarget> targets)
    {
        if (!Is(TokenKind.LeftParenthesis))
        {
            targets.Add(Assignment());
            return;
        }

        var columns = InsertColumns();
        Expect(TokenKind.Equal);
        var start = Here;
        var source = AExpr();
        for (var i = 0; i < columns.Count; i++)
        {
            columns[i].Val = Close(new MultiAssignRef(start) { Source = source, Colno = i + 1, Ncolumns = columns.Count });
        }

        targets.AddRange(columns);
    }

    /// <summary><c>set_target '=' a_expr</c>. A hole that nothing is assigned to is an assignment as a whole: it becomes the value.</summary>
    private ResTarget Assignment()
    {
        if (Is(TokenKind.Hole) && KindAt(1) is TokenKind.Comma or TokenKind.Keyword or TokenKind.EndOfFile)
        {
            return new ResTarget(Here) { Val = AExpr(), End = LastEnd };
        }

        var target = SetTarget();
        Expect(TokenKind.Equal);
        target.Val = AExpr();
        return Close(target);
    }

    /// <summary><c>set_target_list</c>, and <c>insert_column_list</c>, which is the same.</summary>
    private List<ResTarget> SetTargetList()
    {
        var columns = new List<ResTarget>();
        do
        {
            columns.Add(SetTarget());
            SkipHoles();
        }
        while (Accept(TokenKind.Comma));

        return columns;
    }

    /// <summary><c>set_target</c>.</summary>
    private ResTarget SetTarget()
    {
        var target = new ResTarget(Here) { Name = ColId("a column name") };
        if (Kind is TokenKind.Dot or TokenKind.LeftBracket)
        {
            target.Indirection = Indirection();
        }

        return Close(target);
    }
}
