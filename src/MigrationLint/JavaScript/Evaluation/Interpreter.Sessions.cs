using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>How a promise ended.</summary>
/// <param name="Value">What it came to, or the error.</param>
/// <param name="IsRejected">True where it certainly failed.</param>
internal readonly record struct Settlement(JavaScriptValue Value, bool IsRejected);

// Where somebody answers for the database, what a program waits for is sent to them, and whether it fails is known.
internal sealed partial class Interpreter
{
    /// <summary>The statement that runs.</summary>
    private Ast.Statement? latest;

    /// <summary>Who answers what the program sends; null where it is only observed.</summary>
    public IDatabaseSession? Session { get; private set; }

    /// <summary>Where a program runs to the end, a variable of the environment that is not given is not set for who says what to take instead.</summary>
    private bool TakesDefaults => Session is not null;

    /// <summary>What a value is that was made before, when a variable that is not set decided.</summary>
    private JavaScriptValue WithDefaults(JavaScriptValue value)
    {
        while (TakesDefaults && value is ConditionalValue { Test: UnknownValue { Source: UnknownSource.Environment } } conditional)
        {
            value = conditional.WhenFalse;
        }

        return value;
    }

    /// <summary>How many tests that are not known decide whether anything here happens.</summary>
    public int BranchDepth => OpenBranches;

    /// <summary>The function that fills a builder and runs now; null outside of one.</summary>
    private BuilderFunction? compiling;

    /// <summary>
    /// True where a function that fills a builder has waited before. Knex calls it when it makes the SQL and does not wait for it (knex 3.3, <c>toSQL</c>
    /// of <c>lib/schema/tablebuilder.js</c>), so that what it says of the table now comes too late.
    /// </summary>
    public bool IsTooLate
    {
        get
        {
            for (var current = compiling is null ? null : frame; current is not null && current != compiling!.Caller; current = current.Caller)
            {
                if (current.HasWaited)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Runs a function that fills a builder.</summary>
    /// <returns>What it sends by itself: that goes behind the builder's first statement.</returns>
    public IReadOnlyList<DatabaseRequest> RunBuilderFunction(Action run)
    {
        if (Session is null)
        {
            run();
            return [];
        }

        var outer = compiling;
        compiling = new BuilderFunction(frame, OpenBranches);
        try
        {
            run();
            return compiling.Sent;
        }
        finally
        {
            compiling = outer;
        }
    }

    /// <summary>Says that the function that runs waits: what follows in it comes in a later turn.</summary>
    private void NoteWait()
    {
        if (frame is not null && frame != compiling?.Caller && OpenBranches == compiling?.Branches)
        {
            frame.HasWaited = true;
        }
    }

    /// <summary>Sends a request, as one that may not be sent where something unknown decides.</summary>
    /// <returns>What the promise resolves to; null where nobody answers.</returns>
    /// <exception cref="JavaScriptThrowException">It is certainly refused.</exception>
    public JavaScriptValue? Send(DatabaseRequest request)
    {
        if (Session is null)
        {
            return null;
        }

        // Whatever the database has to do costs more than a step of the program.
        const int StepsOfRequest = 20;
        Fuel.Spend(StepsOfRequest);
        if (compiling is not null)
        {
            compiling.Sent.Add(IsConditional ? request with { IsConditional = true } : request);
            return null;
        }

        try
        {
            return Session.Execute(IsConditional ? request with { IsConditional = true } : request);
        }
        catch (JavaScriptThrowException exception)
        {
            NoteThrow(exception.Value, request.Location);
            throw;
        }
    }

    /// <summary>Waits for a value and tells how it ended instead of throwing.</summary>
    public Settlement Conclude(JavaScriptValue value)
    {
        try
        {
            return new Settlement(Settle(value), IsRejected: false);
        }
        catch (JavaScriptThrowException exception)
        {
            return new Settlement(exception.Value, IsRejected: true);
        }
    }

    /// <summary>Waits for several values at once. Schema builders, which send more than one statement, take turns then.</summary>
    public IReadOnlyList<Settlement> ConcludeAll(IReadOnlyList<JavaScriptValue> values)
    {
        var requests = values.Select(value => (value as Hosts.KnexBuilder)?.Request).OfType<DatabaseRequest>().ToList();
        if (Session is null || requests.Count < values.Count || requests.OfType<KnexSchemaRequest>().Take(2).Count() < 2)
        {
            return [.. values.Select(Conclude)];
        }

        try
        {
            var answers = Send(new ConcurrentRequest(requests, requests[0].Location));
            return [.. values.Select((_, index) => new Settlement(
                answers is ArrayValue array && array.Elements.Count == values.Count ? array.Elements[index] : JavaScriptValues.Computed("query"), IsRejected: false))];
        }
        catch (JavaScriptThrowException exception)
        {
            return [.. values.Select(_ => new Settlement(exception.Value, IsRejected: true))];
        }
    }

    /// <summary>Remembers where an error first came up.</summary>
    private void NoteThrow(JavaScriptValue error, SourceSpan location)
    {
        if (Observation is { } observation && !ReferenceEquals(observation.Thrown, error))
        {
            observation.Thrown = error;
            observation.ThrownAt = Observed(location);
        }
    }

    /// <summary>Remembers where the fuel ran out. Called by an exception filter, when what ran still stands on the stack.</summary>
    private bool NotePlace(Observation? observation)
    {
        observation?.ExhaustedAt = latest is null || frame is null ? null : Observed(At(latest));
        return true;
    }

    /// <summary>Says that an error may have been thrown that cannot be seen. Where somebody answers, only what they refuse fails.</summary>
    private void MayThrow() => mayThrow |= Session is null;

    /// <summary>A function that fills a builder, while it runs.</summary>
    /// <param name="Caller">Who called it.</param>
    /// <param name="Branches">How many tests that are not known decide about it.</param>
    private sealed record BuilderFunction(Frame? Caller, int Branches)
    {
        /// <summary>What it sends.</summary>
        public List<DatabaseRequest> Sent { get; } = [];
    }
}
