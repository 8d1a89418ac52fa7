using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>
/// Something that is pending: a query that was built, or the promise of an async function. Who waits for it is an edge;
/// a query is awaited where a way leads from it to <see cref="Root"/>.
/// </summary>
internal sealed class Deferred
{
    private readonly List<(Deferred Consumer, SourceSpan? SwallowedBy)> consumers = [];

    /// <summary>What the runner waits for, or what cannot be told: counts as awaited.</summary>
    public static Deferred Root { get; } = new();

    /// <summary>The call to the database, where it is one.</summary>
    public ObservedCall? Call { get; set; }

    /// <summary>True where a builder only became a part of another, or text: nothing is sent for it.</summary>
    public bool IsPart { get; set; }

    /// <summary>Says that <paramref name="consumer"/> waits for this.</summary>
    /// <param name="consumer">Who waits.</param>
    /// <param name="swallowedBy">The <c>try</c> or <c>.catch</c> that keeps errors from getting there.</param>
    public void AddConsumer(Deferred consumer, SourceSpan? swallowedBy)
    {
        if (!ReferenceEquals(this, Root) && !consumers.Contains((consumer, swallowedBy)))
        {
            consumers.Add((consumer, swallowedBy));
        }
    }

    /// <summary>True where nobody waits.</summary>
    public bool IsUnused => consumers.Count == 0;

    /// <summary>Follows the edges to <see cref="Root"/>.</summary>
    /// <param name="endsCount">True where an end that nobody waits for counts as <see cref="Root"/>: at the top level of a script nobody can wait.</param>
    /// <returns>Whether one gets there, and what swallows errors on every way; null where some way has none.</returns>
    public (bool IsAwaited, SourceSpan? SwallowedBy) Resolve(bool endsCount)
    {
        var seen = new HashSet<Deferred>();
        var work = new Stack<(Deferred Node, SourceSpan? SwallowedBy)>();
        work.Push((this, null));
        SourceSpan? swallowed = null;
        var reached = false;
        while (work.Count > 0)
        {
            var (node, by) = work.Pop();
            if (ReferenceEquals(node, Root) || (endsCount && node.IsUnused))
            {
                if (by is null)
                {
                    return (true, null);
                }

                reached = true;
                swallowed ??= by;
                continue;
            }

            if (seen.Add(node))
            {
                foreach (var (consumer, own) in node.consumers)
                {
                    work.Push((consumer, by ?? own));
                }
            }
        }

        return (reached, swallowed);
    }
}

/// <summary>What kind of connection a call is made on.</summary>
internal enum ConnectionKind { OwnKnex, OtherKnex, Driver, UmzugContext, ImportedModule, Shell }

/// <summary>A call to a database that an evaluation met.</summary>
internal sealed class ObservedCall
{
    public required ConnectionKind Kind { get; init; }

    /// <summary>The value it is made on.</summary>
    public required JavaScriptValue Connection { get; init; }

    /// <summary>The first call of the chain, in whichever file it stands.</summary>
    public required SourceSpan First { get; init; }

    /// <summary>The whole chain, or the call in the observed file that led there.</summary>
    public required SourceSpan Location { get; set; }

    public required SourceSpan Callee { get; init; }
    public required string Method { get; init; }
    public required bool IsTag { get; init; }
    public bool IsConstruction { get; init; }
    public bool IsFunction { get; init; } = true;

    /// <summary>True for a builder of Knex, which sends nothing until something waits for it.</summary>
    public bool IsLazy => Kind is ConnectionKind.OwnKnex or ConnectionKind.OtherKnex && !IsConstruction && Method is not ("transaction" or "batchInsert");

    public IReadOnlyList<JavaScriptValue> Arguments { get; init; } = [];

    /// <summary>The package of a driver, or the specifier of an import that could not be read.</summary>
    public string? Package { get; init; }

    /// <summary>True where a branch on an unknown test decides whether the call is made.</summary>
    public bool IsConditional { get; init; }

    /// <summary>True where that branch stands in a function that the observed file calls.</summary>
    public bool IsConditionalInHelper { get; init; }

    /// <summary>What of the machine or the moment decides whether the call is made, such as <c>process.env.STAGE</c>; null for nothing.</summary>
    public string? DecidedBy { get; init; }

    public Deferred Deferred { get; init; } = new();
}

/// <summary>A call that could not be followed although a connection goes into it.</summary>
/// <param name="Location">The place in the observed file.</param>
/// <param name="Reason">Why, as a clause.</param>
internal sealed record UnfollowedCall(SourceSpan Location, string Reason);

/// <summary>What one run of a module or function was seen to do.</summary>
/// <param name="text">The file that is observed: what happens in others is placed at the call that led there.</param>
internal sealed class Observation(SourceText text)
{
    public SourceText Text { get; } = text;
    public List<ObservedCall> Calls { get; } = [];
    public List<UnfollowedCall> Unfollowed { get; } = [];

    /// <summary>True where the fuel ran out, so that an absence proves nothing.</summary>
    public string? ExhaustedBy { get; set; }

    /// <summary>Where it ran out.</summary>
    public SourceSpan? ExhaustedAt { get; set; }

    /// <summary>True where the run ended with an error that is certain.</summary>
    public bool Threw { get; set; }

    /// <summary>The error that was thrown last; whether it was caught, <see cref="Threw"/> says.</summary>
    public JavaScriptValue? Thrown { get; set; }

    /// <summary>Where that error came up first.</summary>
    public SourceSpan? ThrownAt { get; set; }
}
