namespace MigrationLint.JavaScript.Evaluation;

/// <summary>How a statement ends.</summary>
internal enum CompletionKind { Normal, Return, Break, Continue }

/// <summary>How a statement ends, and with what. Errors are exceptions.</summary>
internal readonly record struct Completion(CompletionKind Kind, JavaScriptValue? Value = null, string? Label = null)
{
    public static Completion Normal { get; } = new(CompletionKind.Normal);

    public bool IsNormal => Kind == CompletionKind.Normal;
}

// Branches on tests that are not known. Both ways run; where one of them leaves (return, break, continue) and the other goes on, what follows
// is the other way's continuation: a split stays open, its journal frame with it, until the construct that the first way left to.
internal sealed partial class Interpreter
{
    private List<Split> splits = [];

    /// <summary>The tests of the branches that run now, innermost last.</summary>
    private List<JavaScriptValue> openTests = [];

    /// <summary>True where an error may have been thrown that a handler would see.</summary>
    private bool mayThrow;

    private sealed record Split(JavaScriptValue Test, bool LeftWhenTrue, Completion Left, Changes Changes);

    private sealed record Outcome(Completion Completion, Changes Changes, JavaScriptThrowException? Error)
    {
        /// <summary>Completions that some path inside of the branch had, whose state is joined already.</summary>
        public List<(JavaScriptValue Test, Completion Completion)> Loose { get; } = [];
    }

    /// <summary>What of the machine or the moment decides whether what runs now happens; null where nothing does.</summary>
    private string? DecidedBy => !IsConditional ? null : openTests.Concat(splits.Select(split => split.Test)).Select(OutsideWorld.Find).FirstOrDefault(name => name is not null);

    /// <summary>Runs both ways and gives the value that is one or the other.</summary>
    public JavaScriptValue Branch(JavaScriptValue test, Func<JavaScriptValue> whenTrue, Func<JavaScriptValue> whenFalse) =>
        BranchStatements(test, () => new Completion(CompletionKind.Normal, whenTrue()), () => new Completion(CompletionKind.Normal, whenFalse()), isLoop: false).Value
            ?? JavaScriptValues.Undefined;

    private Completion BranchStatements(JavaScriptValue test, Func<Completion> whenTrue, Func<Completion> whenFalse, bool isLoop)
    {
        Fuel.Spend(1 + splits.Count);
        var first = RunBranch(test, whenTrue);
        var second = RunBranch(test, whenFalse);
        var completion = Merge(test, first, second, isLoop);
        foreach (var (looseTest, loose) in first.Loose.Concat(second.Loose))
        {
            splits.Add(new Split(looseTest, LeftWhenTrue: true, loose, new Changes()));
            Journal.Open();
        }

        return completion;
    }

    private Outcome RunBranch(JavaScriptValue test, Func<Completion> body)
    {
        var mark = splits.Count;
        var loose = new List<(JavaScriptValue, Completion)>();
        conditionalDepth++;
        openTests.Add(test);
        Journal.Open();
        Outcome outcome;
        try
        {
            var completion = body();
            CloseIntoLoose(mark, loose);
            outcome = new Outcome(completion, Journal.Close(), null);
        }
        catch (JavaScriptThrowException exception)
        {
            CloseIntoLoose(mark, loose);
            outcome = new Outcome(Completion.Normal, Journal.Close(), exception);
        }
        finally
        {
            conditionalDepth--;
            openTests.RemoveAt(openTests.Count - 1);
        }

        outcome.Loose.AddRange(loose);
        return outcome;
    }

    private Completion Merge(JavaScriptValue test, Outcome first, Outcome second, bool isLoop)
    {
        if (first.Error is not null || second.Error is not null)
        {
            mayThrow = true;
            if (first.Error is not null && second.Error is not null)
            {
                Journal.Join(new StateJoin(test, isLoop), first.Changes, second.Changes);
                throw first.Error;
            }

            var survivor = first.Error is null ? first : second;
            Journal.Apply(survivor.Changes);
            return survivor.Completion;
        }

        var (left, right) = (first.Completion, second.Completion);
        if (left.Kind == right.Kind && left.Label == right.Label)
        {
            Journal.Join(new StateJoin(test, isLoop), first.Changes, second.Changes);
            return left with { Value = Either(test, left.Value, right.Value) };
        }

        // A loop body that leaves the loop: what follows the loop follows all the same, with either state.
        if (isLoop && (left.Kind is CompletionKind.Break or CompletionKind.Continue || right.Kind is CompletionKind.Break or CompletionKind.Continue))
        {
            Journal.Join(new StateJoin(test, IsLoop: true), first.Changes, second.Changes);
            return Completion.Normal;
        }

        var leftLeaves = !left.IsNormal;
        splits.Add(new Split(test, leftLeaves, leftLeaves ? left : right, leftLeaves ? first.Changes : second.Changes));
        Journal.Open();
        Journal.Apply(leftLeaves ? second.Changes : first.Changes);
        return leftLeaves ? right : left;
    }

    private static JavaScriptValue? Either(JavaScriptValue test, JavaScriptValue? whenTrue, JavaScriptValue? whenFalse) =>
        whenTrue is null && whenFalse is null ? null
        : JavaScriptValues.Conditional(test, whenTrue ?? JavaScriptValues.Undefined, whenFalse ?? JavaScriptValues.Undefined);

    /// <summary>At the end of a function: joins all ways that left it since <paramref name="mark"/>.</summary>
    private JavaScriptValue CloseSplits(int mark, Completion completion)
    {
        var value = completion.Kind == CompletionKind.Return ? completion.Value : null;
        while (splits.Count > mark)
        {
            var split = CloseSplit();
            var left = split.Left.Kind == CompletionKind.Return ? split.Left.Value : null;
            value = split.LeftWhenTrue ? Either(split.Test, left, value) : Either(split.Test, value, left);
        }

        return value ?? JavaScriptValues.Undefined;
    }

    /// <summary>At the end of a function that some way left before the others ended in an error.</summary>
    private JavaScriptValue CloseSplitsAfterThrow(int mark, JavaScriptThrowException exception)
    {
        JavaScriptValue? value = null;
        while (splits.Count > mark)
        {
            var split = CloseSplit();
            var left = split.Left.Kind == CompletionKind.Return ? split.Left.Value ?? JavaScriptValues.Undefined : JavaScriptValues.Undefined;
            value = value is null ? left : JavaScriptValues.Conditional(split.Test, left, value);
        }

        return value ?? throw exception;
    }

    /// <summary>At the end of a loop or of one iteration: joins the ways that left to there, as far as none that left farther lies on top.</summary>
    private void CloseSplits(int mark, Func<Completion, bool> leftToHere)
    {
        while (splits.Count > mark && leftToHere(splits[splits.Count - 1].Left))
        {
            CloseSplit();
        }
    }

    private void CloseIntoLoose(int mark, List<(JavaScriptValue Test, Completion Completion)> loose)
    {
        while (splits.Count > mark)
        {
            var split = CloseSplit();
            loose.Add((split.Test, split.Left));
        }
    }

    private Split CloseSplit()
    {
        var split = splits[splits.Count - 1];
        splits.RemoveAt(splits.Count - 1);
        var stayed = Journal.Close();
        var (whenTrue, whenFalse) = split.LeftWhenTrue ? (split.Changes, stayed) : (stayed, split.Changes);
        Journal.Join(new StateJoin(split.Test, IsLoop: false), whenTrue, whenFalse);
        return split;
    }
}
