using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary><c>knex.schema</c>: each read of it is a builder of its own, which gathers what is called on it. Waiting for it sends all.</summary>
internal sealed class KnexSchemaBuilder(KnexInstance owner, KnexChain chain, ObservedCall? noted) : KnexBuilder(owner, noted), IKnexRecorder
{
    public KnexChain Chain { get; } = chain;

    public override DatabaseRequest? Request =>
        Chain.Calls.Count == 0 ? null
        : Chain.Aside.Count == 0 ? new KnexSchemaRequest([.. Chain.Calls], Chain.Location)
        : new ConcurrentRequest([new KnexSchemaRequest([.. Chain.Calls], Chain.Location), .. Chain.Aside], Chain.Location);

    protected override JavaScriptValue Continue(Interpreter interpreter, HostCall called, string name)
    {
        var builder = this;
        if (Noted is not null)
        {
            Interpreter.Extend(Noted, called);
        }
        else if (name is not ("withSchema" or "queryContext" or "on" or "once" or "debug"))
        {
            // The root of the chain: each call on it is one for the rules, and waiting for the last one waits for all.
            var made = interpreter.NoteCall(Owner!.Kind, Owner, called, name);
            Latest?.Deferred.AddConsumer(made.Deferred, null);
            Latest = made;
            builder = new KnexSchemaBuilder(Owner, Chain, made);
        }

        Note(interpreter, called, name, Chain);
        return builder;
    }

    protected override KnexBuilder Snapshot(ObservedCall? noted) => new KnexSchemaBuilder(Owner!, Chain.Copy(), noted);

    protected override HostObject? BuilderFor(Interpreter interpreter, HostCall called, string name, int position) => name switch
    {
        "createTable" or "createTableIfNotExists" or "createTableLike" or "table" or "alterTable" => new KnexTableBuilder(Owner!, new KnexChain(interpreter, called.Location), name),
        "createView" or "createViewOrReplace" or "createMaterializedView" or "view" or "alterView" => new KnexViewBuilder(new KnexChain(interpreter, called.Location)),
        _ => new KnexTableBuilder(Owner!, new KnexChain(interpreter, called.Location), name),
    };
}

/// <summary>The builder of a table. Nothing of it is ever awaited.</summary>
internal sealed class KnexTableBuilder(KnexInstance owner, KnexChain chain, string method) : HostObject, IKnexRecorder
{
    // What gives back the table (knex 3.3: lib/schema/tablebuilder.js).
    private static readonly HashSet<string> OfTable = new(StringComparer.Ordinal)
    {
        "index", "primary", "unique", "dropPrimary", "dropPrimaryIfExists", "dropUnique", "dropUniqueIfExists", "dropIndex", "dropForeign", "dropForeignIfExists",
        "renameColumn", "dropTimestamps", "setNullable", "dropNullable", "dropColumn", "dropColumns", "check",
    };

    public KnexChain Chain { get; } = chain;

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name switch
    {
        "_method" => new StringValue(method is "table" or "alterTable" ? "alter" : method == "createTableIfNotExists" ? "createIfNot" : "create"),
        "client" => new KnexClient(owner),
        "then" => JavaScriptValues.Undefined,
        _ => new HostMethod(name, (inner, called) => Add(inner, called, name)),
    };

    private HostObject Add(Interpreter interpreter, HostCall called, string name)
    {
        if (interpreter.IsTooLate)
        {
            return this;
        }

        var made = KnexBuilder.Note(interpreter, called, name, Chain, _ => new KnexTableBuilder(owner, new KnexChain(interpreter, called.Location), method));
        return OfTable.Contains(name) || name is "timestamps" or "comment" or "inherits" or "engine" or "charset" or "queryContext" ? this : new KnexPartBuilder(made, interpreter.BranchDepth);
    }
}

/// <summary>A column, a foreign key, a column of a view: every method says more about it.</summary>
/// <param name="part">The call that it is about.</param>
/// <param name="depth">How many tests that are not known decided about that call.</param>
internal sealed class KnexPartBuilder(BuilderCall part, int depth) : HostObject
{
    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => name == "then"
        ? JavaScriptValues.Undefined
        : new HostMethod(name, (inner, called) =>
        {
            foreach (var argument in called.Arguments)
            {
                inner.UseAsPart(argument);
            }

            part.Chain.Add(new BuilderCall(name, called.Arguments, called.Location) { IsConditional = inner.BranchDepth > depth });
            return this;
        });
}

/// <summary>The builder of a view.</summary>
internal sealed class KnexViewBuilder(KnexChain chain) : HostObject, IKnexRecorder
{
    public KnexChain Chain { get; } = chain;

    public override JavaScriptValue Get(Interpreter interpreter, string name, SourceSpan location) => new HostMethod(name, (inner, called) =>
    {
        var made = KnexBuilder.Note(inner, called, name, Chain, _ => new KnexQueryBuilder(null, new KnexChain(inner, called.Location), null));
        return name == "column" ? new KnexPartBuilder(made, inner.BranchDepth) : this;
    });
}
