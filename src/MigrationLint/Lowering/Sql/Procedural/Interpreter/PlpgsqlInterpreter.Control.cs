using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>Branches and loops.</content>
internal sealed partial class PlpgsqlInterpreter
{
    /// <summary>IF, from one of its conditions on; -1 for the first.</summary>
    private Flow If(PLpgSQLStmtIf branches, int branch)
    {
        if (branch == branches.ElsifList.Count)
        {
            return Run(branches.ElseBody);
        }

        var (condition, body) = branch < 0 ? (branches.Cond, branches.ThenBody) : (branches.ElsifList[branch].Cond, branches.ElsifList[branch].Stmts);
        return Test(condition) switch
        {
            true => Run(body),
            false => If(branches, branch + 1),
            _ => Both(() => Run(body), () => If(branches, branch + 1)),
        };
    }

    /// <summary>Follows two ways of which one is taken.</summary>
    private Flow Both(Func<Flow> first, Func<Flow> second)
    {
        var before = frame.Save();
        var (left, right) = (new Flow(FlowKind.Normal), new Flow(FlowKind.Normal));
        var leftFails = Follow(() => left = first());
        var after = frame.Save();
        PlpgsqlFrame.Restore(before);
        var rightFails = Follow(() => right = second());
        if (leftFails)
        {
            // Whoever goes on came the other way.
            return right;
        }

        if (rightFails)
        {
            PlpgsqlFrame.Restore(after);
            return left;
        }

        PlpgsqlFrame.Join(after);
        return Flow.Either(left, right);
    }

    private Flow Case(PLpgSQLStmtCase branches)
    {
        // The value is computed once: WHEN compares it with a variable that has no name.
        var compared = branches.TExpr is null ? null : Value(branches.TExpr);
        return Case(branches, compared, 0);
    }

    private Flow Case(PLpgSQLStmtCase branches, SqlValue? compared, int branch)
    {
        if (branch == branches.CaseWhenList.Count)
        {
            return branches.HaveElse ? Run(branches.ElseStmts) : throw Refuse("20000", "case not found", branches);
        }

        var when = branches.CaseWhenList[branch];
        var holds = compared is null ? Test(when.Expr) : AnyEquals(when.Expr, compared);
        return holds switch
        {
            true => Run(when.Stmts),
            false => Case(branches, compared, branch + 1),
            _ => Both(() => Run(when.Stmts), () => Case(branches, compared, branch + 1)),
        };
    }

    private bool? AnyEquals(PLpgSQLExpr? expression, SqlValue compared)
    {
        if (expression?.Query is not SelectStmt query)
        {
            return null;
        }

        bool? result = false;
        foreach (var target in query.TargetList)
        {
            var value = evaluator.Value(target.Val, scope: null);
            var equal = value.IsNull || compared.IsNull ? false : SqlComparison.AreEqual(value, compared);
            if (equal == true)
            {
                return true;
            }

            result = equal is null ? null : result;
        }

        return result;
    }

    private Flow Exit(PLpgSQLStmtExit exit)
    {
        var flow = new Flow(exit.IsExit ? FlowKind.Exit : FlowKind.Continue, exit.Label);
        return exit.Cond is null ? flow : Test(exit.Cond) switch
        {
            true => flow,
            false => new Flow(FlowKind.Normal),
            _ => flow with { IsCertain = false },
        };
    }

    private Flow Loop(PLpgSQLLoop loop)
    {
        frame.Push(loop.Label);
        var flow = loop switch
        {
            PLpgSQLStmtLoop => Repeat(loop, static () => true),
            PLpgSQLStmtWhile { Cond: var condition } => Repeat(loop, () => Test(condition)),
            PLpgSQLStmtFori integers => Integers(integers),
            PLpgSQLStmtFors { Query: { } query } rows => Rows(rows, evaluator.Query(query.Query, outer: null)),
            PLpgSQLStmtDynfors rows => Rows(rows, Dynamic(rows.Query, rows.Params, rows)),
            PLpgSQLStmtForc cursor => Rows(cursor, CursorRows(cursor.Curvar, cursor.Argquery)),
            PLpgSQLStmtForeachA elements => Elements(elements),
            _ => Unknown(loop),
        };
        frame.Pop();
        return flow;
    }

    /// <summary>Takes what the body of a loop came to.</summary>
    /// <returns>What the loop comes to; null where it goes on.</returns>
    private static Flow? After(PLpgSQLLoop loop, Flow flow)
    {
        var isOwn = flow.Label is null || flow.Label == loop.Label;
        return flow.Kind switch
        {
            FlowKind.Normal => null,
            FlowKind.Continue when isOwn => null,
            FlowKind.Exit when isOwn => new Flow(FlowKind.Normal),
            _ => flow,
        };
    }

    private Flow Repeat(PLpgSQLLoop loop, Func<bool?> condition)
    {
        while (true)
        {
            session.Spend(1);
            var holds = condition();
            if (holds == false)
            {
                return new Flow(FlowKind.Normal);
            }

            if (holds is null)
            {
                return Unknown(loop);
            }

            var flow = Run(loop.Body);
            if (!flow.IsCertain && flow.Kind is FlowKind.Exit or FlowKind.Return)
            {
                // It may go on: as often as nobody knows.
                return Flow.Either(After(loop, flow) ?? flow, Unknown(loop));
            }

            if (After(loop, flow) is { } left)
            {
                return left;
            }
        }
    }

    /// <summary>Runs a body once, perhaps, for whatever number of times it runs.</summary>
    private Flow Unknown(PLpgSQLLoop loop, Action? prepare = null)
    {
        var flow = new Flow(FlowKind.Normal);
        Perhaps(() =>
        {
            Forget(loop);
            prepare?.Invoke();
            flow = Run(loop.Body);
        });
        Forget(loop);
        return After(loop, flow) is { Kind: not FlowKind.Normal } left ? left with { IsCertain = false } : new Flow(FlowKind.Normal);
    }

    // What an iteration assigns, the next one finds.
    private void Forget(Node node)
    {
        session.Spend(1);
        switch (node)
        {
            case PLpgSQLStmtAssign { Expr.Query: PLAssignStmt assignment }:
                ForgetVariable([assignment.Name]);
                break;
            case PLpgSQLStmtExecsql { Into: true } sql:
                ForgetAll(sql.Target);
                break;
            case PLpgSQLStmtDynexecute { Into: true } execute:
                ForgetAll(execute.Target);
                break;
            case PLpgSQLStmtFetch fetch:
                ForgetAll(fetch.Target);
                break;
        }

        if (node is PLpgSQLStmt or PLpgSQLIfElsif or PLpgSQLCaseWhen or PLpgSQLExceptionBlock or PLpgSQLException)
        {
            node.ForEachChild(Forget);
        }
    }

    private void ForgetAll(IReadOnlyList<ColumnRef> targets)
    {
        foreach (var target in targets)
        {
            ForgetVariable(Names(target));
        }
    }

    private void ForgetVariable(IReadOnlyList<string> names)
    {
        if (frame.FindSlot(names) is { } found)
        {
            found.Slot.Value = SqlValue.Unknown;
        }
    }

    private Flow Integers(PLpgSQLStmtFori loop)
    {
        var name = loop.Var is null ? "" : Names(loop.Var)[0];
        var slot = new PlpgsqlSlot(new ValueType("int4"));
        frame.Add(name, slot);
        var integer = new ValueType("int4");
        var (lower, upper) = (evaluator.Convert(Value(loop.Lower), integer, loop), evaluator.Convert(Value(loop.Upper), integer, loop));
        var step = loop.Step is null ? SqlValue.Of(1) : evaluator.Convert(Value(loop.Step), integer, loop);
        if (lower.IsNull || upper.IsNull || step.IsNull)
        {
            throw Refuse("22004", $"{(lower.IsNull ? "lower bound" : upper.IsNull ? "upper bound" : "BY value")} of FOR loop cannot be null", loop);
        }

        if (lower is not SqlNumber first || upper is not SqlNumber last || step is not SqlNumber { Value: var by })
        {
            return Unknown(loop, () => slot.Value = SqlValue.Unknown);
        }

        if (by <= 0)
        {
            throw Refuse("22023", "BY value of FOR loop must be greater than zero", loop);
        }

        var values = Numbers(first.Value, last.Value, loop.Reverse ? -by : by);
        return Each(loop, values.Select(value => (Prepare: (Action)(() => slot.Value = new SqlNumber(value, IsInteger: true)), IsCertain: true)), isComplete: true, () => slot.Value = SqlValue.Unknown);
    }

    private static IEnumerable<decimal> Numbers(decimal first, decimal last, decimal step)
    {
        for (var value = first; step > 0 ? value <= last : value >= last; value += step)
        {
            yield return value;
        }
    }

    private Flow Elements(PLpgSQLStmtForeachA loop)
    {
        var array = Value(loop.Expr);
        if (array.IsNull)
        {
            throw Refuse("22004", "FOREACH expression must not be null", loop);
        }

        return array is SqlArray { Elements: var elements } && loop.Slice == 0
            ? Each(loop, elements.Select(element => (Prepare: (Action)(() => AssignRow(loop.Var, null, [element])), IsCertain: true)), isComplete: true, () => ForgetAll(loop.Var))
            : Unknown(loop, () => ForgetAll(loop.Var));
    }

    private Flow Rows(PLpgSQLStmtForq loop, QueryResult result)
    {
        // A record of FOR is declared by it where none is.
        foreach (var target in loop.Var.Where(target => frame.FindSlot(Names(target)) is null))
        {
            frame.Add(Names(target)[0], new PlpgsqlSlot(new ValueType("record")) { IsRow = true });
        }

        var flow = Each(
            loop,
            result.Rows.Select(row => (Prepare: (Action)(() => AssignRow(loop.Var, result.Columns, row.Values)), row.IsCertain)),
            result.IsComplete,
            () => AssignRow(loop.Var, result.Columns, result.Columns is null ? null : [.. result.Columns.Select(static _ => SqlValue.Unknown)]));
        SetFound(result.HasRows is { } has ? SqlValue.Of(has) : SqlValue.Unknown);
        return flow;
    }

    /// <summary>Runs a body for each of some values, and perhaps for others.</summary>
    private Flow Each(PLpgSQLLoop loop, IEnumerable<(Action Prepare, bool IsCertain)> values, bool isComplete, Action prepareUnknown)
    {
        var pending = new Flow(FlowKind.Normal);
        foreach (var (prepare, isCertain) in values)
        {
            session.Spend(1);
            var flow = new Flow(FlowKind.Normal);
            if (isCertain && pending.Kind == FlowKind.Normal)
            {
                prepare();
                flow = Run(loop.Body);
            }
            else
            {
                Perhaps(() =>
                {
                    prepare();
                    flow = Run(loop.Body);
                });
                flow = flow.Kind == FlowKind.Normal ? flow : flow with { IsCertain = false };
            }

            if (flow.IsCertain && After(loop, flow) is { } left)
            {
                return left;
            }

            // From here on it may have been left: what follows happens perhaps.
            if (!flow.IsCertain && flow.Kind is FlowKind.Exit or FlowKind.Return)
            {
                pending = flow;
            }
        }

        if (!isComplete)
        {
            var rest = Unknown(loop, prepareUnknown);
            pending = rest.Kind == FlowKind.Normal ? pending : rest;
        }

        return pending.Kind == FlowKind.Normal ? pending : After(loop, pending) is { Kind: not FlowKind.Normal } outer ? outer : new Flow(FlowKind.Normal);
    }
}
