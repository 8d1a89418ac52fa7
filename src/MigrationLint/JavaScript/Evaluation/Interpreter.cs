using MigrationLint.JavaScript.Ast;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>An error that the program throws.</summary>
internal sealed class JavaScriptThrowException(JavaScriptValue value) : Exception("thrown by the program")
{
    public JavaScriptValue Value { get; } = value;
}

/// <summary>A function, or the top level of a module, that runs.</summary>
internal sealed class Frame(Frame? caller, ModuleRecord module, JavaScriptValue @this, Deferred context)
{
    public Frame? Caller { get; } = caller;
    public ModuleRecord Module { get; } = module;
    public JavaScriptValue This { get; set; } = @this;

    /// <summary>What an <c>await</c> in it makes wait.</summary>
    public Deferred Context { get; } = context;

    /// <summary>The call that entered it, in the caller's file.</summary>
    public SourceSpan? CallSite { get; init; }

    /// <summary>How many undecided branches lay around that call.</summary>
    public int OpenBranches { get; init; }

    public FunctionValue? Function { get; init; }

    /// <summary>For each <c>try</c> around what runs, innermost last: its span where its handler swallows, else null.</summary>
    public List<SourceSpan?> Tries { get; } = [];

    /// <summary>What a generator yielded.</summary>
    public List<JavaScriptValue>? Yields { get; init; }

    /// <summary>True after an <c>await</c> in a function that fills a builder.</summary>
    public bool HasWaited { get; set; }
}

/// <summary>
/// Runs programs on abstract values. A test that is not known runs both branches and joins what they leave; what cannot be followed is
/// unknown; fuel ends everything. One interpreter serves all modules of an evaluator.
/// </summary>
internal sealed partial class Interpreter(ModuleEvaluator modules)
{
    private const int MaximumRecursion = 24;

    private Frame? frame;
    private int conditionalDepth;

    /// <summary>Who reads modules.</summary>
    public ModuleEvaluator Modules { get; } = modules;

    public Fuel Fuel { get; private set; } = new();

    public Journal Journal { get; private set; } = new(new Fuel());

    /// <summary>Where calls to databases are noted; null while nobody asks.</summary>
    public Observation? Observation { get; private set; }

    /// <summary>True while a test that is not known decides whether anything here happens.</summary>
    public bool IsConditional => OpenBranches > 0;

    private int OpenBranches => conditionalDepth + splits.Count;

    /// <summary>True while a test that is not known decides, and not in the observed file itself: in one that it called into.</summary>
    private bool IsConditionalInHelper => OpenBranches > (FrameOutOfObserved()?.OpenBranches ?? 0);

    /// <summary>What an <c>await</c> here makes wait.</summary>
    public Deferred Context => frame?.Context ?? Deferred.Root;

    /// <summary>The module whose code runs.</summary>
    public ModuleRecord CurrentModule => frame!.Module;

    /// <summary>Runs <paramref name="body"/> as a program of its own: no branch of the one that is running reaches into it, and its errors end here.</summary>
    /// <returns>The value; null where an error or the fuel ended it.</returns>
    public JavaScriptValue? RunIsolated(ModuleRecord module, Observation? observation, Func<JavaScriptValue> body, IDatabaseSession? session = null)
    {
        var savedSession = Session;
        var (savedFrame, savedJournal, savedSplits, savedDepth, savedObservation, savedThrow) = (frame, Journal, splits, conditionalDepth, Observation, mayThrow);
        var outermost = frame is null;
        if (outermost)
        {
            Fuel = new Fuel();
            Fuel.Grant(module.Text.Content.Length);
            cutFunctions.Clear();
        }

        var savedTests = openTests;
        (Journal, splits, openTests, conditionalDepth, Observation, Session) = (new Journal(Fuel), [], [], 0, observation, session);
        frame = new Frame(null, module, module.Exports, Deferred.Root);
        try
        {
            return body();
        }
        catch (JavaScriptThrowException exception)
        {
            observation?.Threw = true;
            observation?.Thrown = exception.Value;
            return null;
        }
        catch (Exception exception) when (exception is FuelExhaustedException or InsufficientExecutionStackException && NotePlace(observation))
        {
            observation?.ExhaustedBy = exception is FuelExhaustedException ? exception.Message : "the program is nested too deeply";
            module.IsExhausted = true;
            if (!outermost)
            {
                throw;
            }

            return null;
        }
        catch (GuestExhaustedException)
        {
            module.IsExhausted = true;
            (module.Exports as ObjectValue)?.IsPartial = true;
            throw;
        }
        finally
        {
            Session = savedSession;
            (frame, Journal, splits, openTests, conditionalDepth, Observation, mayThrow) = (savedFrame, savedJournal, savedSplits, savedTests, savedDepth, savedObservation, savedThrow);
        }
    }

    /// <summary>Runs a function of the program.</summary>
    public JavaScriptValue Invoke(FunctionValue function, IReadOnlyList<JavaScriptValue> arguments, JavaScriptValue @this, SourceSpan callSite) =>
        IsGuest(function.Module.Text) ? RunGuest(function, arguments, @this, callSite) : Run(function, arguments, @this, callSite);

    private JavaScriptValue Run(FunctionValue function, IReadOnlyList<JavaScriptValue> arguments, JavaScriptValue @this, SourceSpan callSite)
    {
        function.WasCalled = true;
        if (CountActive(function) > MaximumRecursion)
        {
            return JavaScriptValues.Computed("recursion");
        }

        var context = function.IsAsync ? new Deferred() : Context;
        var entered = new Frame(frame, function.Module, function.This ?? @this, context)
        {
            CallSite = callSite,
            OpenBranches = OpenBranches,
            Function = function,
            Yields = function.Node.Generator && !function.IsDownlevelAsync ? [] : null,
        };
        var mark = splits.Count;
        var saved = frame;
        frame = entered;
        Fuel.Enter();
        try
        {
            var result = CloseSplits(mark, RunBody(function, arguments));
            return Finish(function, context, entered, result);
        }
        catch (JavaScriptThrowException exception) when (splits.Count > mark)
        {
            mayThrow = true;
            return Finish(function, context, entered, CloseSplitsAfterThrow(mark, exception));
        }
        catch (JavaScriptThrowException exception) when (function.IsAsync)
        {
            return new PromiseValue(context, exception.Value) { IsRejected = true };
        }
        finally
        {
            Fuel.Leave();
            frame = saved;
        }
    }

    /// <summary>Runs a function with arguments that are not known, as whoever holds it might.</summary>
    public JavaScriptValue InvokeUnknown(JavaScriptValue function, SourceSpan callSite)
    {
        if (function is not FunctionValue closure)
        {
            return JavaScriptValues.Computed("callback");
        }

        var arguments = closure.Node.Params.Select(_ => (JavaScriptValue)JavaScriptValues.Computed("argument")).ToList();
        JavaScriptValue result = JavaScriptValues.Undefined;
        Branch(JavaScriptValues.Computed("called"), () => result = Invoke(closure, arguments, JavaScriptValues.Computed("this"), callSite), () => JavaScriptValues.Undefined);
        return result;
    }

    /// <summary>Where something that happens at <paramref name="location"/> shows in the observed file: there, or at the call that led there.</summary>
    public SourceSpan Observed(SourceSpan location)
    {
        if (Observation is null || ReferenceEquals(location.Text, Observation.Text))
        {
            return location;
        }

        return FrameOutOfObserved()?.CallSite ?? SourceSpan.StartOf(Observation.Text);
    }

    /// <summary>
    /// The call that SQL is sent by for whoever reads the observed file, also where a wrapper of another file sends it. Where that file calls nothing, as
    /// with a function that it only passes on, it is the call itself.
    /// </summary>
    public SourceSpan Sender(SourceSpan location) => Observed(location) is { Span.Length: > 0 } shown ? shown : location;

    /// <summary>The function that the observed file called last; null where it is running by itself.</summary>
    private Frame? FrameOutOfObserved()
    {
        var current = frame;
        while (current is not null && !ReferenceEquals(current.CallSite?.Text, Observation?.Text))
        {
            current = current.Caller;
        }

        return current;
    }

    /// <summary>The place of a node of the module that runs.</summary>
    public SourceSpan At(Node node) => new(CurrentModule.Text, node.Span);

    private int CountActive(FunctionValue function)
    {
        var count = 0;
        for (var current = frame; current is not null; current = current.Caller)
        {
            count += ReferenceEquals(current.Function?.Node, function.Node) ? 1 : 0;
        }

        return count;
    }

    private JavaScriptValue Finish(FunctionValue function, Deferred context, Frame entered, JavaScriptValue result)
    {
        if (entered.Yields is { } yields)
        {
            return new ArrayValue(yields);
        }

        if (!function.IsAsync)
        {
            return result;
        }

        ConsumePromise(result, context, null);
        return new PromiseValue(context, Settle(result));
    }

    private Completion RunBody(FunctionValue function, IReadOnlyList<JavaScriptValue> arguments)
    {
        var scope = new Scope(function.Scope, isFunction: true);
        if (function.Node is FunctionExpression { Id: { } id })
        {
            scope.Declare(id.Name, new Binding(function));
        }

        if (function.Node is not ArrowFunctionExpression)
        {
            scope.Declare("arguments", new Binding(new ArrayValue(arguments)));
        }

        BindParameters(function, arguments, scope);
        switch (function.Node.Body)
        {
            case BlockStatement block:
                HoistVariables(block.Body, scope);
                return ExecuteBody(block.Body, scope);
            case Expression expression:
                return new Completion(CompletionKind.Return, Evaluate(expression, scope));
            default:
                return Completion.Normal;
        }
    }

    private void BindParameters(FunctionValue function, IReadOnlyList<JavaScriptValue> arguments, Scope scope)
    {
        // TypeScript may say the type of this as if it were a parameter.
        var parameters = function.Node.Params.Count > 0 && function.Node.Params[0] is Identifier { Name: "this" } ? [.. function.Node.Params.Skip(1)] : function.Node.Params;
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = parameters[i];
            var target = parameter is TSParameterProperty property ? property.Parameter : parameter;
            if (target is RestElement rest)
            {
                Bind(rest.Argument, new ArrayValue(arguments.Skip(i)), scope, BindingMode.Declare);
                break;
            }

            Bind(target, i < arguments.Count ? arguments[i] : JavaScriptValues.Undefined, scope, BindingMode.Declare);
            if (parameter is TSParameterProperty && ((target as AssignmentPattern)?.Left ?? target) is Identifier { Name: var name } && frame!.This is ObjectValue instance)
            {
                SetMember(instance, name, scope.FindOwn(name)!.Value, At(parameter));
            }
        }
    }
}
