using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>How statements end.</summary>
internal enum FlowKind
{
    /// <summary>The next one follows.</summary>
    Normal,

    /// <summary>CONTINUE.</summary>
    Continue,

    /// <summary>EXIT.</summary>
    Exit,

    /// <summary>RETURN.</summary>
    Return,
}

/// <summary>How statements end.</summary>
/// <param name="Kind">What follows.</param>
/// <param name="Label">The label that EXIT or CONTINUE names; null for the innermost loop.</param>
/// <param name="IsCertain">False where what follows may also be the next one.</param>
internal readonly record struct Flow(FlowKind Kind, string? Label = null, bool IsCertain = true)
{
    /// <summary>How it goes on where either of two ways may have been taken.</summary>
    public static Flow Either(Flow left, Flow right) =>
        left == right ? left : (left.Kind >= right.Kind ? left : right) with { IsCertain = false };
}

/// <summary>
/// Runs a body in PL/pgSQL as <c>pl_exec.c</c> does, on the schema of the moment. Where something that is not known decides, both ways are followed: what
/// they do happens perhaps, and variables that differ afterwards are not known.
/// </summary>
/// <remarks>Partial: each family of statements is a file.</remarks>
internal sealed partial class PlpgsqlInterpreter
{
    private readonly EvaluationSession session;
    private readonly StatementLowering lower;
    private readonly SqlTokens tokens;
    private readonly PlpgsqlFrame frame;
    private readonly Evaluator evaluator;
    private readonly bool isInProcedure;
    private SqlValue rowCount = SqlValue.Unknown;
    private Refusal? handled;

    /// <summary>Creates the interpreter of one run of a body.</summary>
    /// <param name="session">What the statement that runs it shares.</param>
    /// <param name="lower">Lowers the statements of SQL in it.</param>
    /// <param name="tokens">The tokens of the body.</param>
    /// <param name="frame">Its parameters.</param>
    /// <param name="options">The lines of the body that begin with <c>#</c>.</param>
    /// <param name="isInProcedure">True where it may end transactions.</param>
    public PlpgsqlInterpreter(EvaluationSession session, StatementLowering lower, SqlTokens tokens, PlpgsqlFrame frame, IReadOnlyList<string> options, bool isInProcedure)
    {
        (this.session, this.lower, this.tokens, this.frame, this.isInProcedure) = (session, lower, tokens, frame, isInProcedure);
        evaluator = new Evaluator(session, tokens.Text, frame) { PrefersColumns = options.Any(static option => option.Contains("use_column")) };
    }

    /// <summary>Runs the body.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void Run(PLpgSQLStmtBlock block)
    {
        frame.Push(label: null);
        frame.Add("found", new PlpgsqlSlot(new ValueType("bool")) { Value = SqlValue.False });
        _ = Run((PLpgSQLStmt)block);
        frame.Pop();
    }

    private SourceSpan Source(Node node) => tokens.Text.ToSource(node.Span);

    private Exception Refuse(string sqlState, string message, Node place, RefusalDetail? detail = null) => session.Sink.Refuse(sqlState, message, Source(place), detail);

    private void SetFound(SqlValue value)
    {
        if (frame.FindSlot(["found"]) is { } found)
        {
            found.Slot.Value = value;
        }
    }

    private Flow Run(IReadOnlyList<PLpgSQLStmt> statements) => Run(statements, 0);

    private Flow Run(IReadOnlyList<PLpgSQLStmt> statements, int first)
    {
        for (var i = first; i < statements.Count; i++)
        {
            var flow = Run(statements[i]);
            if (flow.Kind == FlowKind.Normal)
            {
                continue;
            }

            if (flow.IsCertain || i + 1 == statements.Count)
            {
                return flow;
            }

            // What follows runs only where it was not left.
            var rest = new Flow(FlowKind.Normal);
            var next = i + 1;
            Perhaps(() => rest = Run(statements, next));
            return Flow.Either(flow, rest);
        }

        return new Flow(FlowKind.Normal);
    }

    private Flow Run(PLpgSQLStmt statement)
    {
        session.Spend(1);
        if (!StackGuard.HasRoom())
        {
            throw new EvaluationLimitException();
        }

        switch (statement)
        {
            case PLpgSQLStmtBlock block:
                return Block(block);
            case PLpgSQLStmtIf branches:
                return If(branches, branch: -1);
            case PLpgSQLStmtCase branches:
                return Case(branches);
            case PLpgSQLLoop loop:
                return Loop(loop);
            case PLpgSQLStmtExit exit:
                return Exit(exit);
            case PLpgSQLStmtReturn returned:
                frame.Result = returned.Expr is null ? SqlValue.Null : Value(returned.Expr);
                return new Flow(FlowKind.Return);
            default:
                Simple(statement);
                return new Flow(FlowKind.Normal);
        }
    }

    /// <summary>
    /// Does what happens only perhaps. Where it would fail, the whole would: then it did not happen. Variables are those of either way.
    /// </summary>
    private void Perhaps(Action action)
    {
        var saved = frame.Save();
        if (Follow(action))
        {
            PlpgsqlFrame.Restore(saved);
        }
        else
        {
            PlpgsqlFrame.Join(saved);
        }
    }

    /// <summary>Does what happens only perhaps; true where it would fail.</summary>
    private bool Follow(Action action)
    {
        var outer = session.Sink;
        session.Sink = outer as ConditionalSink ?? new ConditionalSink(outer);
        try
        {
            return TryRun(action) is not null;
        }
        finally
        {
            session.Sink = outer;
        }
    }

    /// <summary>Runs what may be refused, and is undone then.</summary>
    private Refusal? TryRun(Action action)
    {
        var (sink, depth) = (session.Sink, frame.Depth);
        var refusal = sink.TryRun(action);
        if (refusal is not null)
        {
            session.Sink = sink;
            frame.CloseTo(depth);
            evaluator.Reset();
        }

        return refusal;
    }

    private Flow Block(PLpgSQLStmtBlock block)
    {
        frame.Push(block.Label);
        foreach (var declaration in block.Declarations)
        {
            Declare(declaration);
        }

        var flow = block.Exceptions is { } exceptions ? Guarded(block, exceptions) : Run(block.Body);
        frame.Pop();
        return flow.Kind == FlowKind.Exit && flow.Label is not null && flow.Label == block.Label ? new Flow(FlowKind.Normal) : flow;
    }

    private Flow Guarded(PLpgSQLStmtBlock block, PLpgSQLExceptionBlock exceptions)
    {
        var flow = new Flow(FlowKind.Normal);
        if (TryRun(() => flow = Run(block.Body)) is not { } refusal)
        {
            return flow;
        }

        foreach (var exception in exceptions.ExcList)
        {
            if (exception.Conditions.Any(condition => ConditionCodes.Matches(condition.Condname, condition.IsSqlstate, refusal.SqlState)))
            {
                var outer = handled;
                handled = refusal;
                frame.Push(label: null);
                frame.Add("sqlstate", new PlpgsqlSlot(new ValueType("text")) { Value = SqlValue.Of(refusal.SqlState) });
                frame.Add("sqlerrm", new PlpgsqlSlot(new ValueType("text")) { Value = SqlValue.Of(refusal.Message) });
                flow = Run(exception.Action);
                frame.Pop();
                handled = outer;
                return flow;
            }
        }

        throw new StatementRefusedException(refusal);
    }

    private void Declare(Node declaration)
    {
        switch (declaration)
        {
            case PLpgSQLAlias { Item: { } item } alias when frame.FindSlot(Names(item)) is { } found:
                frame.Add(alias.Name, found.Slot);
                break;
            case PLpgSQLVar { CursorExplicitExpr: not null } cursor:
                frame.Add(cursor.Refname, new PlpgsqlSlot(new ValueType("refcursor")) { Cursor = cursor, Value = SqlValue.Of(cursor.Refname) });
                break;
            case PLpgSQLVar variable:
                var slot = MakeSlot(variable.Datatype);
                frame.Add(variable.Refname, slot);
                if (variable.DefaultVal is not null)
                {
                    Assign(slot, Value(variable.DefaultVal), variable);
                }

                if (variable.Notnull && slot.Value.IsNull)
                {
                    throw Refuse("22004", $"null value cannot be assigned to variable \"{variable.Refname}\" declared NOT NULL", variable);
                }

                break;
        }
    }

    private PlpgsqlSlot MakeSlot(PLpgSQLType? declared)
    {
        if (declared?.TypeName is not { } type)
        {
            return new PlpgsqlSlot(ValueType.Unknown) { Value = SqlValue.Unknown };
        }

        if (declared.IsRowtype || IsRelation(type))
        {
            var columns = RowColumns(type);
            return new PlpgsqlSlot(ValueType.Unknown) { IsRow = true, Value = columns is null ? SqlValue.Unknown : new SqlRow(columns, [.. columns.Select(static _ => SqlValue.Null)]) };
        }

        var resolved = evaluator.ResolveType(type);
        return new PlpgsqlSlot(resolved) { IsRow = resolved.Name == "record" && !resolved.IsArray };
    }

    private bool IsRelation(TypeName type) => !type.PctType && type.ArrayBounds.Count == 0 && FindRelation(type) is not null;

    private Relation? FindRelation(TypeName type)
    {
        var parts = type.Names.OfType<StringValue>().Select(static part => part.Sval).ToList();
        return parts.Count > 0 && session.Find(parts.Count > 1 ? parts[parts.Count - 2] : null, parts[parts.Count - 1], name => session.Schema.FindRelation(name) is not null) is { } found
            ? session.Schema.FindRelation(found)
            : null;
    }

    private IReadOnlyList<string>? RowColumns(TypeName type)
    {
        if (FindRelation(type) is { } relation)
        {
            return relation.IsIncomplete ? null : [.. relation.Columns.Select(static column => column.Name)];
        }

        var spelling = string.Join(".", type.Names.OfType<StringValue>().Select(static part => part.Sval));
        return session.IsMissingCertain ? throw Refuse("42P01", $"relation \"{spelling}\" does not exist", type, detail: RefusalDetail.Missing(ObjectKind.Table, new QualifiedName("", spelling))) : null;
    }

    private static List<string> Names(ColumnRef reference) => [.. reference.Fields.OfType<StringValue>().Select(static field => field.Sval)];

    /// <summary>The value of an expression.</summary>
    private SqlValue Value(PLpgSQLExpr? expression)
    {
        if (expression?.Query is not SelectStmt query)
        {
            return SqlValue.Unknown;
        }

        if (query is { FromClause.Count: 0, TargetList.Count: 1, WhereClause: null, Op: SetOperation.None, WithClause: null, LimitCount: null } && query.ValuesLists.Count == 0)
        {
            return evaluator.Value(query.TargetList[0].Val, scope: null);
        }

        var result = evaluator.Query(query, outer: null);
        return result.HasRows == false ? SqlValue.Null
            : result.Rows.Count > 0 && result.Rows[0].IsCertain && result.Rows[0].Values.Count > 0 ? result.Rows[0].Values[0]
            : SqlValue.Unknown;
    }

    private bool? Test(PLpgSQLExpr? condition) => Evaluator.Truth(Value(condition));

    private void Assign(PlpgsqlSlot slot, SqlValue value, Node place)
    {
        slot.Value = slot.IsRow || slot.Type == ValueType.Unknown ? Untyped(value) : slot.Type.Name == "record" ? value : evaluator.Convert(value, slot.Type, place);
    }

    private static SqlValue Untyped(SqlValue value) => value is SqlText { IsUntyped: true } text ? SqlValue.Of(text.Value) : value;

    /// <summary>Puts a row into the variables behind INTO or FOR.</summary>
    private void AssignRow(IReadOnlyList<ColumnRef> targets, IReadOnlyList<string>? columns, IReadOnlyList<SqlValue>? values)
    {
        if (targets.Count == 1 && frame.FindSlot(Names(targets[0])) is { Slot: { IsRow: true } record, Parts: var parts } && parts == targets[0].Fields.Count)
        {
            record.Value = values is null || columns is null ? SqlValue.Unknown : new SqlRow(columns, values);
            return;
        }

        for (var i = 0; i < targets.Count; i++)
        {
            AssignTo(Names(targets[i]), values is null ? SqlValue.Unknown : i < values.Count ? values[i] : SqlValue.Null, targets[i]);
        }
    }

    private void AssignTo(List<string> names, SqlValue value, Node place)
    {
        if (frame.FindSlot(names) is not { } found)
        {
            return;
        }

        if (found.Parts == names.Count)
        {
            Assign(found.Slot, value, place);
        }
        else if (found.Slot.Value is SqlRow row && row.Field(names[found.Parts]) is not null)
        {
            found.Slot.Value = new SqlRow(row.Names, [.. row.Names.Select((name, i) => name == names[found.Parts] ? Untyped(value) : row.Values[i])]);
        }
        else
        {
            found.Slot.Value = SqlValue.Unknown;
        }
    }
}
