using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

internal sealed partial class Interpreter
{
    private const int MaximumReach = 64;

    /// <summary>Walks a chain of members and calls from its root outward, without recursion: builder chains are as long as people make them.</summary>
    private JavaScriptValue EvaluateChain(Expression expression, Scope scope)
    {
        var links = new Stack<Expression>();
        var node = expression;
        while (true)
        {
            var next = node switch
            {
                MemberExpression member => member.Object,
                CallExpression call => call.Callee,
                TaggedTemplateExpression tagged => tagged.Tag,
                TSNonNullExpression nonNull => nonNull.Expression,
                TSInstantiationExpression instantiation => instantiation.Expression,
                ChainExpression chain => chain.Expression,
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            if (node is MemberExpression or CallExpression or TaggedTemplateExpression)
            {
                links.Push(node);
            }

            node = next;
        }

        if (node is Super)
        {
            return EvaluateSuper(links, scope);
        }

        var isOptional = false;
        var value = Evaluate(node, scope);
        return WalkLinks(links, value, JavaScriptValues.Undefined, scope, ref isOptional);
    }

    private JavaScriptValue WalkLinks(Stack<Expression> links, JavaScriptValue value, JavaScriptValue @this, Scope scope, ref bool isOptional)
    {
        while (links.Count > 0)
        {
            Fuel.Spend();
            var link = links.Pop();
            if (link is MemberExpression { Optional: true } or CallExpression { Optional: true })
            {
                isOptional = true;
                if (JavaScriptValues.IsNullish(value) == true)
                {
                    return JavaScriptValues.Undefined;
                }
            }

            if (link is MemberExpression member)
            {
                var key = MemberKey(member, scope, out var name);
                RefuseNothing(value, name, member);
                if (name is not null && links.Count > 0 && links.Peek() is CallExpression or TaggedTemplateExpression)
                {
                    value = CallMethod(value, name, MakeCall(links.Pop(), value, scope, isOptional));
                    @this = JavaScriptValues.Undefined;
                    continue;
                }

                @this = value;
                value = name is null ? GetUnknownMember(value, key!, At(member))
                    : value is EnvironmentHost variables && key is StringValue { Origin: { } written } ? variables.Read(name, written, At(member))
                    : GetMember(value, name, At(member));
            }
            else
            {
                value = CallValue(value, MakeCall(link, @this, scope, isOptional));
                @this = JavaScriptValues.Undefined;
            }
        }

        return value;
    }

    /// <summary>Where a program runs to the end, what it reads of undefined or null is an error of its own.</summary>
    private void RefuseNothing(JavaScriptValue value, string? name, MemberExpression member)
    {
        if (Session is not null && value is UndefinedValue or NullValue && name is not null)
        {
            var error = ErrorValues.Make($"Cannot read properties of {JavaScriptValues.Text(value)} (reading '{name}')", null, "TypeError");
            NoteThrow(error, At(member));
            throw new JavaScriptThrowException(error);
        }
    }

    private JavaScriptValue? MemberKey(MemberExpression member, Scope scope, out string? name)
    {
        if (!member.Computed)
        {
            name = PropertyName(member.Property, computed: false, scope);
            return null;
        }

        var key = Evaluate(member.Property, scope);
        name = JavaScriptValues.Text(key);
        return key;
    }

    private HostCall MakeCall(Expression link, JavaScriptValue @this, Scope scope, bool isOptional)
    {
        if (link is TaggedTemplateExpression tagged)
        {
            var text = EvaluateTemplate(tagged.Quasi, scope);
            var raw = new ArrayValue(tagged.Quasi.Quasis.Select(quasi => new StringValue(CurrentModule.Text.Slice(quasi.Span)) { Origin = At(quasi) }));
            var cooked = new ArrayValue(tagged.Quasi.Quasis.Select(quasi => new StringValue(quasi.Cooked ?? "") { Origin = At(quasi) })) { Raw = raw };
            return new HostCall
            {
                Arguments = [text, cooked, .. tagged.Quasi.Expressions.Select(inner => Evaluate(inner, scope))],
                Location = At(tagged),
                Callee = At(tagged.Tag),
                This = @this,
                IsTag = true,
            };
        }

        var call = (CallExpression)link;
        var arguments = EvaluateArguments(call.Arguments, scope, out var isUnknown);
        return new HostCall
        {
            Arguments = arguments,
            HasUnknownArguments = isUnknown,
            Location = At(call),
            Callee = At(call.Callee),
            This = @this,
            IsOptional = isOptional || call.Optional,
        };
    }

    private List<JavaScriptValue> EvaluateArguments(IReadOnlyList<Expression> arguments, Scope scope, out bool isUnknown)
    {
        isUnknown = false;
        var values = new List<JavaScriptValue>(arguments.Count);
        foreach (var argument in arguments)
        {
            if (argument is SpreadElement spread)
            {
                var spreadValue = Evaluate(spread.Argument, scope);
                values.AddRange(Elements(spreadValue, out var partial));
                if (partial)
                {
                    values.Add(JavaScriptValues.Computed("...", spreadValue));
                    isUnknown = true;
                }
            }
            else
            {
                values.Add(Evaluate(argument, scope));
            }
        }

        return values;
    }

    /// <summary>Calls a method by name; where the receiver is one of two values, each of them.</summary>
    public JavaScriptValue CallMethod(JavaScriptValue receiver, string name, HostCall call) => receiver is ConditionalValue conditional
        ? Branch(
            conditional.Test,
            () => CallMethod(conditional.WhenTrue, name, call with { This = conditional.WhenTrue }),
            () => CallMethod(conditional.WhenFalse, name, call with { This = conditional.WhenFalse }))
        : CallValue(GetMember(receiver, name, call.Callee), call with { This = receiver });

    /// <summary>Calls a value.</summary>
    public JavaScriptValue CallValue(JavaScriptValue callee, HostCall call)
    {
        switch (callee)
        {
            case FunctionValue function when call.IsTag:
                return Invoke(function, [call[1], .. call.Arguments.Skip(2)], call.This, call.Location);
            case FunctionValue function:
                return Invoke(function, call.Arguments, call.This, call.Location);
            case NativeFunction native:
                return native.Body(this, call);
            case HostObject host:
                return host.Call(this, call);
            case ConditionalValue conditional:
                return Branch(conditional.Test, () => CallValue(conditional.WhenTrue, call), () => CallValue(conditional.WhenFalse, call));
            default:
                return CallUnknown(callee, call);
        }
    }

    /// <summary>A call that cannot be followed: what goes in counts as used, functions among it may be called.</summary>
    public JavaScriptValue CallUnknown(JavaScriptValue callee, HostCall call)
    {
        MayThrow();
        var method = (callee as UnknownValue)?.Detail ?? "call";
        if (call.This is UnknownValue or TemplateValue && ArrayMethods.CallOnUnknown(this, method, call) is { } result)
        {
            return result;
        }

        ImportedDrivers.Note(this, callee, call);
        JavaScriptValue[] inputs = [call.This is UndefinedValue ? callee : call.This, .. call.Arguments];
        foreach (var argument in call.Arguments)
        {
            Escape(argument);
        }

        foreach (var function in call.Arguments.SelectMany(Functions))
        {
            Escape(InvokeUnknown(function, call.Location));
        }

        var source = callee is UnknownValue { Source: UnknownSource.Module } or NativeFunction or FunctionValue ? method : (callee as UnknownValue)?.Detail ?? "call";
        return new UnknownValue(UnknownSource.Computed, source) { Inputs = inputs, Origin = call.Location };
    }

    /// <summary>The functions that a value hands over: itself, or those in a literal.</summary>
    private static IEnumerable<FunctionValue> Functions(JavaScriptValue value) => value switch
    {
        FunctionValue function => [function],
        ObjectValue instance => instance.Properties.Select(slot => slot.Value).OfType<FunctionValue>().Where(function => !function.WasCalled),
        ArrayValue array => array.Elements.OfType<FunctionValue>(),
        _ => [],
    };

    private JavaScriptValue EvaluateNew(NewExpression expression, Scope scope)
    {
        var callee = Evaluate(expression.Callee, scope);
        var arguments = EvaluateArguments(expression.Arguments, scope, out var isUnknown);
        return Construct(callee, new HostCall
        {
            Arguments = arguments,
            HasUnknownArguments = isUnknown,
            Location = At(expression),
            Callee = At(expression.Callee),
            IsConstruction = true,
        });
    }

    private JavaScriptValue Construct(JavaScriptValue callee, HostCall call)
    {
        switch (callee)
        {
            case ClassValue type:
                var instance = new ObjectValue { Class = type, Origin = call.Location, IsPartial = type.HasUnknownParent };
                Initialize(type, instance, call);
                return instance;
            case FunctionValue function:
                var made = new ObjectValue { Origin = call.Location, Prototype = GetOfFunction(function, "prototype") as ObjectValue };
                return Invoke(function, call.Arguments, made, call.Location) is ObjectValue own ? own : made;
            case NativeFunction native:
                return native.Body(this, call);
            case HostObject host:
                return host.Call(this, call);
            case ConditionalValue conditional:
                return Branch(conditional.Test, () => Construct(conditional.WhenTrue, call), () => Construct(conditional.WhenFalse, call));
            default:
                return CallUnknown(callee, call);
        }
    }

    /// <summary><c>await</c>: makes the function that runs wait, and gives what is behind the promise.</summary>
    public JavaScriptValue Await(JavaScriptValue value)
    {
        MayThrow();
        NoteWait();
        ConsumePromise(value, Context, frame?.Tries.FindLast(span => span is not null));
        return Settle(value);
    }

    /// <summary>What a promise comes to. A builder is sent by it.</summary>
    /// <exception cref="JavaScriptThrowException">It certainly fails.</exception>
    public JavaScriptValue Settle(JavaScriptValue value)
    {
        switch (value)
        {
            case PromiseValue promise:
                return promise.IsRejected ? throw new JavaScriptThrowException(promise.Result) : Settle(promise.Result);
            case HostObject { Deferred: not null } host:
                return host.Await(this);
            case ConditionalValue conditional when JavaScriptValues.Alternatives(conditional).Any(IsPending):
                return Branch(conditional.Test, () => Settle(conditional.WhenTrue), () => Settle(conditional.WhenFalse));
            case ObjectValue instance when FindThen(instance) is { } then:
                return Settle(PromiseMethods.Follow(this, then, instance, then.Origin ?? SourceSpan.StartOf(CurrentModule.Text)));
            default:
                return value;
        }
    }

    private static bool IsPending(JavaScriptValue value) => value is PromiseValue or HostObject { Deferred: not null } || (value is ObjectValue instance && FindThen(instance) is not null);

    /// <summary>The method that makes an object of the program a promise.</summary>
    private static FunctionValue? FindThen(ObjectValue instance) =>
        instance.Find("then")?.Value as FunctionValue ?? instance.Class?.FindMethod("then")?.Bind(instance);

    /// <summary>Says that <paramref name="consumer"/> waits for what is pending in <paramref name="value"/>.</summary>
    public void Consume(JavaScriptValue value, Deferred consumer, SourceSpan? swallowedBy) => Visit(value, 0, [], deferred => deferred.AddConsumer(consumer, swallowedBy));

    /// <summary>
    /// Says that <paramref name="consumer"/> waits for <paramref name="value"/> as <c>await</c> and <c>return</c> do: for a promise, not for the
    /// promises that an array or object holds.
    /// </summary>
    public void ConsumePromise(JavaScriptValue value, Deferred consumer, SourceSpan? swallowedBy)
    {
        switch (value)
        {
            case ArrayValue or ObjectValue { IsPartial: false, Class: null }:
                break;
            case ConditionalValue conditional:
                ConsumePromise(conditional.WhenTrue, consumer, swallowedBy);
                ConsumePromise(conditional.WhenFalse, consumer, swallowedBy);
                break;
            case PromiseValue promise:
                promise.Deferred.AddConsumer(consumer, swallowedBy);
                ConsumePromise(promise.Result, consumer, swallowedBy);
                break;
            default:
                Consume(value, consumer, swallowedBy);
                break;
        }
    }

    /// <summary>Says that a value goes where it cannot be followed: what is pending in it counts as awaited.</summary>
    public void Escape(JavaScriptValue value) => Consume(value, Deferred.Root, null);

    /// <summary>Says that a builder became a part of another, or text.</summary>
    public void UseAsPart(JavaScriptValue value) => Visit(value, 0, [], deferred =>
    {
        deferred.IsPart |= deferred.IsUnused;
        deferred.AddConsumer(Deferred.Root, null);
    });

    private void Visit(JavaScriptValue value, int depth, HashSet<JavaScriptValue> seen, Action<Deferred> action)
    {
        if (depth > MaximumReach || value is StringValue or NumberValue or BooleanValue or UndefinedValue or NullValue || !seen.Add(value))
        {
            return;
        }

        Fuel.Spend();
        IEnumerable<JavaScriptValue> inner = [];
        switch (value)
        {
            case PromiseValue promise:
                action(promise.Deferred);
                inner = [promise.Result];
                break;
            case HostObject host:
                if (host.Deferred is { } pending)
                {
                    action(pending);
                }

                break;
            case ConditionalValue conditional:
                inner = [conditional.WhenTrue, conditional.WhenFalse];
                break;
            case UnknownValue unknown:
                inner = unknown.Inputs;
                break;
            case TemplateValue template:
                inner = template.Pieces;
                break;
            case ArrayValue array:
                inner = array.Elements;
                break;
            case ObjectValue instance:
                inner = instance.Properties.Select(slot => slot.Value);
                break;
        }

        foreach (var part in inner.ToList())
        {
            Visit(part, depth + 1, seen, action);
        }
    }
}
