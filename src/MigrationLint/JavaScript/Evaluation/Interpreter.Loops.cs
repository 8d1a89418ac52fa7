using MigrationLint.JavaScript.Ast;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

internal sealed partial class Interpreter
{
    /// <summary>The rounds of a counting loop that are followed although something unknown may have left it before.</summary>
    private const int MaximumOpenRounds = 32;

    private Completion ExecuteForOf(ForOfStatement statement, Scope scope, string? label)
    {
        var iterated = Evaluate(statement.Right, scope);
        var location = At(statement.Right);
        Completion Body(JavaScriptValue element)
        {
            var inner = new Scope(scope, isFunction: false);
            BindLoopVariable(statement.Left, statement.Await ? Await(element) : element, inner);
            return RunIteration(statement.Body, inner, label);
        }

        return Iterate(iterated, location, label, Body);
    }

    private Completion ExecuteForIn(ForInStatement statement, Scope scope, string? label)
    {
        var target = Evaluate(statement.Right, scope);
        JavaScriptValue keys = target switch
        {
            ObjectValue instance => new ArrayValue(instance.Properties.Select(slot => new StringValue(slot.Name))) { IsPartial = instance.IsPartial },
            ArrayValue array => new ArrayValue(array.Elements.Select((_, index) => new StringValue(JavaScriptValues.Text(index)))) { IsPartial = array.IsPartial },
            _ => JavaScriptValues.Computed("for in", target),
        };
        return Iterate(keys, At(statement.Right), label, key =>
        {
            var inner = new Scope(scope, isFunction: false);
            BindLoopVariable(statement.Left, key, inner);
            return RunIteration(statement.Body, inner, label);
        });
    }

    private Completion Iterate(JavaScriptValue iterated, SourceSpan location, string? label, Func<JavaScriptValue, Completion> body)
    {
        if (iterated is ConditionalValue conditional)
        {
            return BranchStatements(
                conditional.Test,
                () => Iterate(conditional.WhenTrue, location, label, body),
                () => Iterate(conditional.WhenFalse, location, label, body),
                isLoop: false);
        }

        var mark = splits.Count;
        var known = Elements(iterated, out var isPartial);
        foreach (var element in known)
        {
            var completion = body(element);
            if (EndsLoop(completion, label))
            {
                CloseSplits(mark, left => LeavesLoop(left, label));
                return IsOwnBreak(completion, label) ? Completion.Normal : completion;
            }
        }

        var rest = isPartial
            ? BranchStatements(
                JavaScriptValues.Computed("element", iterated),
                () => body(new UnknownValue(UnknownSource.Computed, "element") { Inputs = [iterated], Origin = location }),
                () => Completion.Normal,
                isLoop: true)
            : Completion.Normal;
        CloseSplits(mark, left => LeavesLoop(left, label));
        return IsOwnBreak(rest, label) || rest.Kind == CompletionKind.Continue ? Completion.Normal : rest;
    }

    private Completion ExecuteFor(ForStatement statement, Scope scope, string? label)
    {
        var outer = new Scope(scope, isFunction: false);
        if (statement.Init is VariableDeclaration declaration)
        {
            Declare(declaration, outer);
        }
        else if (statement.Init is Expression init)
        {
            Evaluate(init, outer);
        }

        return Repeat(statement.Test, outer, label, testFirst: true, () =>
        {
            // Each iteration has variables of its own, which closures keep.
            var inner = new Scope(outer, isFunction: false);
            var names = statement.Init is VariableDeclaration { Kind: not "var" } variables ? DeclaredNames(variables).ToList() : [];
            foreach (var name in names)
            {
                inner.Declare(name, new Binding(outer.FindOwn(name)?.Value ?? JavaScriptValues.Undefined));
            }

            var completion = RunIteration(statement.Body, inner, label);
            foreach (var name in names)
            {
                Assign(outer.FindOwn(name)!, inner.FindOwn(name)!.Value);
            }

            if (!EndsLoop(completion, label) && statement.Update is not null)
            {
                Evaluate(statement.Update, outer);
            }

            return completion;
        });
    }

    private Completion ExecuteWhile(Expression test, Statement body, Scope scope, string? label, bool testFirst) =>
        Repeat(test, scope, label, testFirst, () => RunIteration(body, scope, label));

    private Completion Repeat(Expression? test, Scope scope, string? label, bool testFirst, Func<Completion> body)
    {
        var mark = splits.Count;
        var isEndless = IsEndless(test);
        for (var round = 0; ; round++)
        {
            Fuel.Spend();
            var tested = test is null || (round == 0 && !testFirst) ? JavaScriptValues.True : Evaluate(test, scope);
            var truth = JavaScriptValues.Truth(tested);
            if (truth == false)
            {
                break;
            }

            // A loop that something unknown ends: what one more round would do is what the last one did.
            if (round >= (isEndless ? 1 : MaximumOpenRounds) && splits.Skip(mark).Any(split => split.Left.Kind is CompletionKind.Break or CompletionKind.Return))
            {
                break;
            }

            var completion = truth == true ? body() : BranchStatements(tested, body, () => Completion.Normal, isLoop: true);
            if (truth is null || EndsLoop(completion, label))
            {
                CloseSplits(mark, left => LeavesLoop(left, label));
                return IsOwnBreak(completion, label) || completion.Kind == CompletionKind.Continue ? Completion.Normal : completion;
            }
        }

        CloseSplits(mark, left => LeavesLoop(left, label));
        return Completion.Normal;
    }

    /// <summary>True for <c>while (true)</c>, and for <c>while (hasMore)</c>, which counts nothing.</summary>
    private static bool IsEndless(Expression? test) =>
        test is null or Literal { Value: true or 1.0 } or Identifier or UnaryExpression { Operator: "!", Argument: Identifier };

    private Completion RunIteration(Statement body, Scope scope, string? label)
    {
        var mark = splits.Count;
        var completion = Execute(body, scope, null);
        CloseSplits(mark, left => left.Kind == CompletionKind.Continue && (left.Label is null || left.Label == label));
        return completion.Kind == CompletionKind.Continue && (completion.Label is null || completion.Label == label) ? Completion.Normal : completion;
    }

    private static bool EndsLoop(Completion completion, string? label) =>
        !completion.IsNormal && !(completion.Kind == CompletionKind.Continue && (completion.Label is null || completion.Label == label));

    private static bool IsOwnBreak(Completion completion, string? label) =>
        completion.Kind == CompletionKind.Break && (completion.Label is null || completion.Label == label);

    private static bool LeavesLoop(Completion left, string? label) =>
        left.Kind is CompletionKind.Break or CompletionKind.Continue && (left.Label is null || left.Label == label);

    private void BindLoopVariable(Node left, JavaScriptValue value, Scope scope)
    {
        if (left is VariableDeclaration declaration)
        {
            Bind(declaration.Declarations[0].Id, value, scope, declaration.Kind == "var" ? BindingMode.Var : BindingMode.Declare);
        }
        else
        {
            Bind(left, value, scope, BindingMode.Assign);
        }
    }

    /// <summary>What iterating gives, as far as it is known.</summary>
    public IReadOnlyList<JavaScriptValue> Elements(JavaScriptValue value, out bool isPartial)
    {
        isPartial = false;
        switch (value)
        {
            case ArrayValue array:
                isPartial = array.IsPartial;
                Fuel.Spend(array.Elements.Count);
                return [.. array.Elements];
            case CollectionValue collection:
                isPartial = collection.IsPartial;
                Fuel.Spend(collection.Entries.Count);
                return collection.IsMap
                    ? [.. collection.Entries.Select(entry => new ArrayValue([entry.Key, entry.Value]))]
                    : [.. collection.Entries.Select(entry => entry.Key)];
            case StringValue text:
                Fuel.Spend(text.Value.Length);
                return [.. text.Value.Select(character => new StringValue(character.ToString()))];
            default:
                isPartial = true;
                return [];
        }
    }
}
