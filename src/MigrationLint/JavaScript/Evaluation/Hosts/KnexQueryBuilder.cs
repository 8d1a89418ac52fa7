using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>A query.</summary>
internal sealed class KnexQueryBuilder(KnexInstance? owner, KnexChain chain, ObservedCall? noted) : KnexBuilder(owner, noted), IKnexRecorder
{
    public KnexChain Chain { get; } = chain;

    public override DatabaseRequest? Request => Owner is null ? null : new KnexQueryRequest([.. Chain.Calls], Chain.Location);

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location)
    {
        switch (name)
        {
            case "and":
                return this;
            case "or" or "not":
                Chain.Add(interpreter, new HostCall { Arguments = [], Location = location, Callee = location }, name, []);
                return this;
            default:
                return base.Get(interpreter, name, location);
        }
    }

    /// <summary>Takes a call as the first or the next of the chain.</summary>
    public void Take(Interpreter interpreter, HostCall called, string name) => Note(interpreter, called, name, Chain);

    protected override JavaScriptValue Continue(Interpreter interpreter, HostCall called, string name)
    {
        if (Noted is not null)
        {
            Interpreter.Extend(Noted, called);
        }

        if (name == "modify" && called[0] is FunctionValue or NativeFunction)
        {
            foreach (var argument in called.Arguments)
            {
                interpreter.UseAsPart(argument);
            }

            interpreter.UseAsPart(interpreter.CallValue(called[0], called with { Arguments = [this, .. called.Arguments.Skip(1)], This = this }));
            return this;
        }

        Note(interpreter, called, name, Chain);
        return this;
    }

    protected override KnexBuilder Snapshot(ObservedCall? noted) => new KnexQueryBuilder(Owner, Chain.Copy(), noted);

    protected override HostObject? BuilderFor(Interpreter interpreter, HostCall called, string name, int position)
    {
        var inner = new KnexChain(interpreter, called.Location);
        return position == 1 && (name.EndsWith("oin", StringComparison.Ordinal) || name is "rank" or "denseRank" or "rowNumber")
            ? new KnexClauseBuilder(inner)
            : new KnexQueryBuilder(null, inner, null);
    }
}

/// <summary>What the function of a join or of an analytic function gets.</summary>
internal sealed class KnexClauseBuilder(KnexChain chain) : HostObject, IKnexRecorder
{
    public KnexChain Chain { get; } = chain;

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location)
    {
        switch (name)
        {
            case "and":
                return this;
            case "or":
                Chain.Add(interpreter, new HostCall { Arguments = [], Location = location, Callee = location }, name, []);
                return this;
            default:
                return new HostMethod(name, (inner, called) =>
                {
                    KnexBuilder.Note(inner, called, name, Chain, _ => Inner(inner, called, name));
                    return this;
                });
        }
    }

    private static HostObject Inner(Interpreter interpreter, HostCall called, string name)
    {
        var inner = new KnexChain(interpreter, called.Location);
        return name is "on" or "andOn" or "orOn" or "onVal" or "andOnVal" or "orOnVal" ? new KnexClauseBuilder(inner) : new KnexQueryBuilder(null, inner, null);
    }
}

/// <summary><c>knex.batchInsert(table, rows, size)</c>: an INSERT for each chunk, in a transaction of its own (knex 3.3: <c>lib/execution/batch-insert.js</c>).</summary>
internal sealed class KnexBatchInsert(Interpreter interpreter, KnexInstance owner, ObservedCall call, HostCall written) : KnexBuilder(owner, call)
{
    private const int DefaultSize = 1000;
    private readonly KnexChain chain = new(interpreter, written.Location);
    private BuilderCall? returning;

    public override DatabaseRequest? Request => null;

    public override JavaScriptValue Await(Interpreter interpreter)
    {
        if (interpreter.Session is null)
        {
            return base.Await(interpreter);
        }

        interpreter.Send(new TransactionRequest(TransactionStep.Begin, written.Location));
        try
        {
            foreach (var rows in Chunks())
            {
                interpreter.Fuel.Spend();
                List<BuilderCall> calls = [new("", [written[0]], written.Location), new("insert", [rows], written.Location)];
                calls.AddRange(returning is null ? [] : [returning]);
                interpreter.Send(new KnexQueryRequest(calls, written.Location));
            }
        }
        catch (JavaScriptThrowException)
        {
            interpreter.Send(new TransactionRequest(TransactionStep.Rollback, written.Location));
            throw;
        }

        interpreter.Send(new TransactionRequest(TransactionStep.Commit, written.Location));
        return JavaScriptValues.Computed("batchInsert");
    }

    protected override JavaScriptValue Continue(Interpreter interpreter, HostCall called, string name)
    {
        Interpreter.Extend(Noted!, called);
        var noted = Note(interpreter, called, name, chain);
        returning = name == "returning" ? noted : returning;
        return this;
    }

    protected override KnexBuilder Snapshot(ObservedCall? noted) => this;

    protected override HostObject? BuilderFor(Interpreter interpreter, HostCall called, string name, int position) => null;

    private IEnumerable<JavaScriptValue> Chunks()
    {
        if (written[1] is not ArrayValue rows)
        {
            return [written[1]];
        }

        var size = written[2] is NumberValue { Value: >= 1 and < int.MaxValue } number ? (int)number.Value : DefaultSize;
        return rows.Elements.Select((row, index) => (row, index)).GroupBy(entry => entry.index / size)
            .Select(chunk => new ArrayValue(chunk.Select(entry => entry.row)) { IsPartial = rows.IsPartial });
    }
}
