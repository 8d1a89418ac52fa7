using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

// What host objects of databases report.
internal sealed partial class Interpreter
{
    /// <summary>Runs something that happens any number of times, also none.</summary>
    public void BranchLoop(JavaScriptValue test, Func<JavaScriptValue> body) =>
        BranchStatements(test, () => new Completion(CompletionKind.Normal, body()), () => Completion.Normal, isLoop: true);

    /// <summary>Notes a call that reaches a database.</summary>
    /// <param name="kind">What it is made on.</param>
    /// <param name="connection">The value it is made on.</param>
    /// <param name="call">The call.</param>
    /// <param name="method">The last name of the callee; empty for a bare call or a tag.</param>
    /// <param name="package">The package or import, where there is one.</param>
    /// <param name="isFunction">False where the call throws, since there is no such method.</param>
    /// <returns>The call, whose <see cref="ObservedCall.Deferred"/> is what an <c>await</c> waits for.</returns>
    public ObservedCall NoteCall(ConnectionKind kind, JavaScriptValue connection, HostCall call, string method, string? package = null, bool isFunction = true)
    {
        MayThrow();
        var noted = new ObservedCall
        {
            Kind = kind,
            Connection = connection,
            First = call.Location,
            Location = Observed(call.Location),
            Callee = call.Callee,
            Method = call.IsTag ? "" : method,
            IsTag = call.IsTag,
            IsConstruction = call.IsConstruction,
            IsFunction = isFunction,
            Arguments = call.Arguments,
            Package = package,
            IsConditional = IsConditional,
            IsConditionalInHelper = IsConditionalInHelper,
            DecidedBy = Observation is null ? null : DecidedBy,
        };
        noted.Deferred.Call = noted;
        Observation?.Calls.Add(noted);
        return noted;
    }

    /// <summary>Says that a call goes on: <c>knex('t')</c>, then <c>.where(…)</c>.</summary>
    public static void Extend(ObservedCall noted, HostCall call)
    {
        if (ReferenceEquals(noted.Location.Text, call.Location.Text) && call.Location.Span.Contains(noted.Location.Span))
        {
            noted.Location = call.Location;
        }
    }

    /// <summary>Notes a call that cannot be followed although a connection goes into it.</summary>
    public void NoteUnfollowed(SourceSpan location, string reason)
    {
        if (Observation is { } observation && !observation.Unfollowed.Exists(known => known.Location == Observed(location)))
        {
            observation.Unfollowed.Add(new UnfollowedCall(Observed(location), reason));
        }
    }

    /// <summary>Notes that the module makes a connection.</summary>
    public void NoteInstance(DatabaseInstanceKind kind, string package, HostCall call)
    {
        const int MaximumPerPlace = 8;
        var instances = CurrentModule.Instances;
        if (instances.Count(known => known.Location == call.Location) < MaximumPerPlace)
        {
            instances.Add(new DatabaseInstance(kind, package, call.Arguments, call.Location));
        }
    }

    /// <summary>Runs <paramref name="body"/> and makes <paramref name="promise"/> wait for all that is sent in it.</summary>
    public void CollectPending(Action body, Deferred promise)
    {
        var before = Observation?.Calls.Count ?? 0;
        body();
        foreach (var call in Observation?.Calls.Skip(before).Where(call => !(call.IsLazy && call.Deferred.IsUnused)) ?? [])
        {
            call.Deferred.AddConsumer(promise, null);
        }
    }
}
