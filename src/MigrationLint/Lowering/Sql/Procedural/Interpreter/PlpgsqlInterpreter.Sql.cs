using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql;
using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>Statements of SQL, and texts that become some.</content>
internal sealed partial class PlpgsqlInterpreter
{
    private void Simple(PLpgSQLStmt statement)
    {
        switch (statement)
        {
            case PLpgSQLStmtAssign { Expr.Query: PLAssignStmt assignment }:
                Assignment(assignment);
                break;
            case PLpgSQLStmtPerform { Expr.Query: SelectStmt query }:
                ReadReset(query);
                var rows = evaluator.Query(query, outer: null);
                SetFound(rows.HasRows is { } has ? SqlValue.Of(has) : SqlValue.Unknown);
                Count(rows);
                break;
            case PLpgSQLStmtExecsql sql:
                Static(sql);
                break;
            case PLpgSQLStmtDynexecute execute:
                Execute(execute);
                break;
            case PLpgSQLStmtCall { Expr.Query: { } call }:
                Lower(call, call);
                break;
            case PLpgSQLStmtReturnNext next:
                frame.Returned.Add(new QueryRow(ReturnedRow(next), session.Sink is not ConditionalSink));
                break;
            case PLpgSQLStmtReturnQuery query:
                var result = query.Query is not null ? evaluator.Query(query.Query.Query, outer: null) : Dynamic(query.Dynquery, query.Params, query);
                frame.Returned.AddRange(session.Sink is ConditionalSink ? result.Rows.Select(static row => row with { IsCertain = false }) : result.Rows);
                frame.IsReturnedComplete &= result.IsComplete;
                break;
            case PLpgSQLStmtRaise raise:
                Raise(raise);
                break;
            case PLpgSQLStmtAssert assertion:
                Assert(assertion);
                break;
            case PLpgSQLStmtGetdiag diagnostics:
                GetDiagnostics(diagnostics);
                break;
            case PLpgSQLStmtOpen or PLpgSQLStmtFetch or PLpgSQLStmtClose:
                Cursor(statement);
                break;
            case PLpgSQLStmtCommit or PLpgSQLStmtRollback:
                EndTransaction(statement);
                break;
            default:
                session.Sink.NotUnderstood(Source(statement), "this statement of PL/pgSQL could not be read");
                break;
        }
    }

    private IReadOnlyList<SqlValue> ReturnedRow(PLpgSQLStmtReturnNext next) =>
        next.Expr is null ? [.. frame.Outputs.Select(static slot => slot.Value)]
        : Value(next.Expr) is var value && value is SqlRow row ? row.Values
        : [value];

    private void Assignment(PLAssignStmt assignment)
    {
        var names = new List<string> { assignment.Name };
        names.AddRange(assignment.Indirection.TakeWhile(static step => step is StringValue).Cast<StringValue>().Select(static step => step.Sval));
        var value = assignment.Val is { FromClause.Count: 0, TargetList.Count: 1, WhereClause: null, Op: SetOperation.None } simple
            ? evaluator.Value(simple.TargetList[0].Val, scope: null)
            : Single(evaluator.Query(assignment.Val, outer: null));
        if (names.Count < 1 + assignment.Indirection.Count)
        {
            // An element of an array.
            AssignElement(names, assignment, value);
            return;
        }

        AssignTo(names, value, assignment);
    }

    private static SqlValue Single(QueryResult result) =>
        result.HasRows == false ? SqlValue.Null
        : result.Rows.Count > 0 && result.Rows[0].IsCertain && result.Rows[0].Values.Count > 0 ? result.Rows[0].Values[0]
        : SqlValue.Unknown;

    private void AssignElement(List<string> names, PLAssignStmt assignment, SqlValue value)
    {
        if (frame.FindSlot(names) is not { } found)
        {
            return;
        }

        var subscript = assignment.Indirection.Count == names.Count && assignment.Indirection[names.Count - 1] is AIndices { IsSlice: false } index ? evaluator.Value(index.Uidx, scope: null) : SqlValue.Unknown;
        var elements = found.Slot.Value switch { SqlArray array => array.Elements.ToList(), SqlNull => [], _ => null };
        if (found.Parts != names.Count || elements is null || subscript is not SqlNumber { Value: >= 1 and < 10_000 } at)
        {
            found.Slot.Value = SqlValue.Unknown;
            return;
        }

        while (elements.Count < (int)at.Value)
        {
            elements.Add(SqlValue.Null);
        }

        elements[(int)at.Value - 1] = Untyped(value);
        found.Slot.Value = new SqlArray(elements);
    }

    // The evaluator computes values and looks at no type of an argument.
    private void ReadReset(SelectStmt query)
    {
        if (!query.TargetList.Any(static target => target.Val is FuncCall call && NameParts.NameOf(NameParts.Of(call.Funcname)) == "setval"))
        {
            return;
        }

        IText text = tokens.Text;
        if (VariableSubstitution.Apply(query, text, frame, session) is { } replaced)
        {
            text = replaced;
            query = SqlScriptReader.Read(replaced, SqlPlaceholders.None).Statements is [{ Tree: SelectStmt known }] ? known : new SelectStmt(0);
        }

        if (query.TargetList.Count > 0 && new SqlAnalyzer(session.Sink, text).TryRead(query) is { } read)
        {
            session.Sink.Emit(read);
        }
    }

    private void Count(QueryResult result) =>
        rowCount = result.IsComplete && result.Rows.All(static row => row.IsCertain) ? SqlValue.Of(result.Rows.Count) : SqlValue.Unknown;

    /// <summary>Runs a statement that is written in the body.</summary>
    private void Static(PLpgSQLStmtExecsql statement)
    {
        switch (statement.Sqlstmt?.Query)
        {
            case null:
                session.Sink.Emit(new RunSql(statement.Sqlstmt?.OpaqueReason ?? "it could not be read") { Source = Source(statement) });
                break;
            case SelectStmt { IntoClause: null } query:
                var result = evaluator.Query(query, outer: null);
                if (statement.Into)
                {
                    Into(statement.Target, result, statement.Strict, statement);
                }

                break;
            case TransactionStmt transaction:
                throw Refuse("0A000", "unsupported transaction command in PL/pgSQL", transaction);
            case var tree:
                var written = Lower(tree, statement.Sqlstmt!) ?? QueryResult.Unknown;
                if (tree is InsertStmt or UpdateStmt or DeleteStmt or MergeStmt)
                {
                    if (statement.Into)
                    {
                        Into(statement.Target, written, statement.Strict, statement);
                    }

                    // How many rows it finds is a matter of data, but VALUES are rows.
                    SetFound(tree is InsertStmt { SelectStmt.ValuesLists.Count: > 0, OnConflictClause: null } ? SqlValue.True : written.HasRows is { } any ? SqlValue.Of(any) : SqlValue.Unknown);
                    Count(written);
                }

                break;
        }
    }

    /// <summary>Lowers a statement of the body; where variables may stand in it, their values do.</summary>
    private QueryResult? Lower(Statement tree, Node place)
    {
        QueryResult? answer = null;
        if (tree is InsertStmt or UpdateStmt or DeleteStmt or MergeStmt or CreateTableAsStmt or CallStmt or ExplainStmt or SelectStmt && VariableSubstitution.Apply(tree, tokens.Text, frame, session) is { } replaced)
        {
            var script = SqlScriptReader.Read(replaced, SqlPlaceholders.None);
            foreach (var statement in script.Statements)
            {
                answer = lower(session.Sink, statement, script.Tokens);
            }

            return answer;
        }

        return lower(session.Sink, RoutineBodies.Whole(tree, tokens), tokens);
    }

    private void Into(IReadOnlyList<ColumnRef> targets, QueryResult result, bool isStrict, Node place)
    {
        Count(result);
        var certain = result.Rows.Count(static row => row.IsCertain);
        SetFound(result.HasRows is { } has ? SqlValue.Of(has) : SqlValue.Unknown);
        if (isStrict && result.HasRows == false)
        {
            throw Refuse("P0002", "query returned no rows", place);
        }

        if (isStrict && certain > 1)
        {
            throw Refuse("P0003", "query returned more than one row", place);
        }

        if (result.HasRows == false)
        {
            AssignRow(targets, result.Columns, result.Columns is null ? null : [.. result.Columns.Select(static _ => SqlValue.Null)]);
        }
        else
        {
            AssignRow(targets, result.Columns, result.Rows.Count > 0 && result.Rows[0].IsCertain ? result.Rows[0].Values : null);
        }
    }

    private void Execute(PLpgSQLStmtDynexecute statement)
    {
        var result = Dynamic(statement.Query, statement.Params, statement);
        if (statement.Into)
        {
            var found = frame.FindSlot(["found"])?.Slot.Value ?? SqlValue.Unknown;
            Into(statement.Target, result, statement.Strict, statement);

            // EXECUTE leaves FOUND alone.
            SetFound(found);
        }
    }

    /// <summary>Runs a text.</summary>
    /// <returns>The rows of the last query in it.</returns>
    private QueryResult Dynamic(PLpgSQLExpr? expression, IReadOnlyList<PLpgSQLExpr> parameters, Node place)
    {
        var value = Value(expression);
        if (value.IsNull)
        {
            throw Refuse("22004", "query string argument of EXECUTE is null", place);
        }

        var written = expression?.Query is SelectStmt { TargetList.Count: 1 } query && query.TargetList[0].Val is { } node ? DynamicSql.Read(node, tokens) : null;
        var content = (Evaluator.AsText(value) as SqlText)?.Value ?? (value as SqlPartialText)?.Content;
        if (content is null)
        {
            session.Sink.Emit(new RunSql("the text that EXECUTE is given is not known") { Source = Source(place) });
            return QueryResult.Unknown;
        }

        var text = DynamicText.Place(content, written, tokens.Text, expression!.Span);
        var script = SqlScriptReader.Read(text, SqlPlaceholders.None);
        var values = new PlpgsqlFrame { Parameters = [.. parameters.Select(parameter => new PlpgsqlSlot(ValueType.Unknown) { Value = Untyped(Value(parameter)) })] };
        var result = new QueryResult([], [], IsComplete: true);
        foreach (var statement in script.Statements)
        {
            result = Dynamic(statement, script.Tokens, values);
        }

        return result;
    }

    private QueryResult Dynamic(SqlStatement statement, SqlTokens text, PlpgsqlFrame values)
    {
        var hasHole = text.HasHole(statement.FirstToken, statement.EndToken);
        if (statement.Error is not null && hasHole)
        {
            session.Sink.Emit(new RunSql("a part of the text that EXECUTE is given is not known") { Source = text.Text.ToSource(statement.Span) });
            return QueryResult.Unknown;
        }

        if (statement is { Error: null, Tree: SelectStmt { IntoClause: null } query })
        {
            return hasHole ? QueryResult.Unknown : new Evaluator(session, text.Text, values).Query(query, outer: null);
        }

        if (statement is { Error: null, Tree: InsertStmt or UpdateStmt or DeleteStmt or MergeStmt } && values.Parameters.Count > 0 && VariableSubstitution.Apply(statement.Tree, text.Text, values, session) is { } replaced)
        {
            var script = SqlScriptReader.Read(replaced, SqlPlaceholders.None);
            foreach (var inner in script.Statements)
            {
                lower(session.Sink, inner, script.Tokens);
            }

            return QueryResult.Unknown;
        }

        if (statement.Tree is TransactionStmt)
        {
            throw session.Sink.Refuse("0A000", "EXECUTE of transaction commands is not implemented", text.Text.ToSource(statement.Span));
        }

        lower(session.Sink, statement, text);
        return QueryResult.Unknown;
    }

    private void Raise(PLpgSQLStmtRaise raise)
    {
        if (raise.ElogLevel != "exception")
        {
            return;
        }

        if (raise.Message is null && raise.Condname is null && raise.Options.Count == 0)
        {
            throw handled is { } again
                ? new StatementRefusedException(again)
                : Refuse("0Z002", "RAISE without parameters cannot be used outside an exception handler", raise);
        }

        var state = raise.Condname is null ? "P0001" : ConditionCodes.Find(raise.Condname) ?? raise.Condname;
        var message = raise.Message is null ? null : RaiseMessage(raise);
        foreach (var option in raise.Options)
        {
            var text = (Evaluator.AsText(Value(option.Expr)) as SqlText)?.Value;
            if (option.OptType == "errcode" && text is not null)
            {
                state = ConditionCodes.Find(text) ?? text;
            }
            else if (option.OptType == "message")
            {
                message = text ?? "…";
            }
        }

        throw Refuse(state, message ?? raise.Condname ?? state, raise);
    }

    // Each % is the next parameter, %% is one.
    private string RaiseMessage(PLpgSQLStmtRaise raise)
    {
        var output = new System.Text.StringBuilder();
        var next = 0;
        for (var i = 0; i < raise.Message!.Length; i++)
        {
            if (raise.Message[i] != '%')
            {
                output.Append(raise.Message[i]);
            }
            else if (i + 1 < raise.Message.Length && raise.Message[i + 1] == '%')
            {
                output.Append('%');
                i++;
            }
            else
            {
                var value = next < raise.Params.Count ? Value(raise.Params[next++]) : SqlValue.Unknown;
                output.Append(value.IsNull ? "<NULL>" : value.Output ?? "…");
            }
        }

        return output.ToString();
    }

    private void Assert(PLpgSQLStmtAssert assertion)
    {
        if (Test(assertion.Cond) == false)
        {
            throw Refuse("P0004", assertion.Message is null ? "assertion failed" : Value(assertion.Message).Output ?? "assertion failed", assertion);
        }
    }

    private void GetDiagnostics(PLpgSQLStmtGetdiag diagnostics)
    {
        foreach (var item in diagnostics.DiagItems.Where(static item => item.Target is not null))
        {
            AssignTo(Names(item.Target!), item.Kind switch
            {
                "row_count" => rowCount,
                "returned_sqlstate" when handled is not null => SqlValue.Of(handled.SqlState),
                "message_text" when handled is not null => SqlValue.Of(handled.Message),
                _ => SqlValue.Unknown,
            }, diagnostics);
        }
    }

    private void Cursor(PLpgSQLStmt statement)
    {
        switch (statement)
        {
            case PLpgSQLStmtOpen { Curvar: { } variable } open when frame.FindSlot(Names(variable)) is { Slot: var slot }:
                slot.Rows = open.Query is not null ? evaluator.Query(open.Query.Query, outer: null)
                    : open.Dynquery is not null ? Dynamic(open.Dynquery, open.Params, open)
                    : CursorRows(variable, open.Argquery);
                slot.Fetched = 0;
                break;
            case PLpgSQLStmtFetch { Curvar: { } variable } fetch when frame.FindSlot(Names(variable)) is { Slot: var slot }:
                Fetch(fetch, slot);
                break;
            case PLpgSQLStmtClose { Curvar: { } variable } when frame.FindSlot(Names(variable)) is { Slot: var slot }:
                slot.Rows = null;
                break;
        }
    }

    private void Fetch(PLpgSQLStmtFetch fetch, PlpgsqlSlot cursor)
    {
        var isNext = fetch.Direction is "" or "next" or "forward" && fetch.Expr is null;
        if (!isNext || cursor.Rows is not { IsComplete: true } rows || rows.Rows.Any(static row => !row.IsCertain))
        {
            SetFound(SqlValue.Unknown);
            ForgetAll(fetch.Target);
            return;
        }

        var has = cursor.Fetched < rows.Rows.Count;
        SetFound(SqlValue.Of(has));
        if (!fetch.IsMove)
        {
            AssignRow(fetch.Target, rows.Columns, has ? rows.Rows[cursor.Fetched].Values : rows.Columns is null ? null : [.. rows.Columns.Select(static _ => SqlValue.Null)]);
        }

        cursor.Fetched++;
    }

    private QueryResult CursorRows(ColumnRef? variable, IReadOnlyList<PLpgSQLExpr> arguments)
    {
        if (variable is null || frame.FindSlot(Names(variable)) is not { Slot.Cursor: { CursorExplicitExpr: { } query } cursor })
        {
            return QueryResult.Unknown;
        }

        frame.Push(cursor.Refname);
        for (var i = 0; i < cursor.CursorExplicitArgrow.Count; i++)
        {
            var slot = MakeSlot(cursor.CursorExplicitArgrow[i].Datatype);
            slot.Value = i < arguments.Count ? Untyped(Value(arguments[i])) : SqlValue.Unknown;
            frame.Add(cursor.CursorExplicitArgrow[i].Refname, slot);
        }

        var rows = evaluator.Query(query.Query, outer: null);
        frame.Pop();
        return rows;
    }

    // Only what CALL or DO runs outside of a transaction block may end one.
    private void EndTransaction(PLpgSQLStmt statement)
    {
        if (!isInProcedure || session.Sink.IsInTransaction)
        {
            throw Refuse("2D000", "invalid transaction termination", statement);
        }
    }
}
