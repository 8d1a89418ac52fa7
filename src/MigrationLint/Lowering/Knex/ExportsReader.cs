using MigrationLint.JavaScript;
using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>
/// Tells what Knex finds in a module. It calls <c>up</c> of what <c>require</c> gives, or of the namespace where the file is an ES module
/// (knex 3, <c>lib/migrations/util/import-file.js</c>): what stands only under <c>default</c> it never sees.
/// </summary>
internal sealed class ExportsReader
{
    private ExportsForm form;
    private SourceSpan location;
    private bool isComplete = true;
    private IReadOnlyList<string> names = [];

    private ExportsReader()
    {
    }

    /// <summary>What Knex would call; null where there is nothing.</summary>
    public JavaScriptValue? Up { get; private set; }

    /// <summary>What Knex would call to roll back; null where there is nothing.</summary>
    public JavaScriptValue? Down { get; private set; }

    public static ExportsReader Read(ModuleRecord record)
    {
        var reader = new ExportsReader { location = SourceSpan.StartOf(record.Text) };
        reader.Classify(record.Exports, record);
        return reader;
    }

    /// <summary>The facts for rules.</summary>
    public ModuleExports Describe(ModuleRecord record) => new(
        form, location, Up is null ? null : FunctionReader.Describe(Up, location, record), Down is null ? null : FunctionReader.Describe(Down, location, record))
    {
        IsComplete = isComplete,
        Names = names,
        Transaction = MigrationRunner.OwnTransaction(record.Exports),
    };

    private void Classify(JavaScriptValue exports, ModuleRecord record)
    {
        if (OwnLocation(exports, record) is { } own)
        {
            location = own;
        }

        // Where a statement could not be read, what it exports is not known.
        isComplete = record.Parse.Errors.Count == 0 && !record.IsExhausted;
        switch (exports)
        {
            case ObjectValue instance:
                ClassifyObject(instance, record);
                break;
            case ArrayValue:
                form = ExportsForm.Array;
                break;
            case FunctionValue { Members.Properties.Count: > 0 } function:
                ClassifyObject(function.Members, record);
                break;
            case ClassValue { Statics.Properties.Count: > 0 } type:
                ClassifyObject(type.Statics, record);
                break;
            case FunctionValue or ClassValue or NativeFunction:
                form = ExportsForm.FunctionOrClass;
                break;
            default:
                form = ExportsForm.Unknown;
                isComplete = false;
                break;
        }
    }

    private void ClassifyObject(ObjectValue exports, ModuleRecord record)
    {
        names = [.. exports.Properties.Select(slot => slot.Name).Where(name => name != "__esModule")];
        isComplete &= !exports.IsPartial;
        Up = Callable(exports.Find("up")?.Value) ?? exports.Class?.FindMethod("up")?.Bind(exports);
        Down = Callable(exports.Find("down")?.Value) ?? exports.Class?.FindMethod("down")?.Bind(exports);
        form = Up is not null ? ExportsForm.Object
            : names.Count == 0 ? (isComplete ? ExportsForm.None : ExportsForm.Unknown)
            : Down is null && names.Count == 1 && names[0] == "default" ? ExportsForm.DefaultOnly
            : ExportsForm.Object;
        var slot = exports.Find("up") ?? exports.Find("down") ?? (exports.Properties.Count > 0 ? exports.Properties[0] : null);
        if (slot?.Location is { } place && ReferenceEquals(place.Text, record.Text))
        {
            location = place;
        }
    }

    /// <summary>A function, or what may be one.</summary>
    private static JavaScriptValue? Callable(JavaScriptValue? value) => value switch
    {
        FunctionValue or NativeFunction or UnknownValue or HostObject => value,
        ConditionalValue conditional => Callable(conditional.WhenTrue) ?? Callable(conditional.WhenFalse),
        _ => null,
    };

    private static SourceSpan? OwnLocation(JavaScriptValue exports, ModuleRecord record)
    {
        var place = record.ModuleObject.Find("exports")?.Location ?? exports.Origin;
        return place is { } span && ReferenceEquals(span.Text, record.Text) ? span : null;
    }
}

/// <summary>Describes an <c>up</c> or a <c>down</c>.</summary>
internal static class FunctionReader
{
    private static readonly string[] Marks =
    [
        "irreversible", "not reversible", "non-reversible", "one-way", "one way migration",
        "cannot be undone", "can't be undone",
        "cannot revert", "can't revert", "cannot be reverted", "can't be reverted",
        "cannot rollback", "can't rollback", "cannot be rolled back", "can't be rolled back", "no rollback", "no down",
        "intentionally empty", "intentionally left", "not supported", "manually",
    ];

    public static MigrationFunction Describe(JavaScriptValue value, SourceSpan fallback, ModuleRecord record)
    {
        if (value is not FunctionValue function)
        {
            return new MigrationFunction(fallback, ParameterForm.Name, null, BodyForm.Unknown);
        }

        var span = function.Origin is { } origin && ReferenceEquals(origin.Text, record.Text) ? origin : fallback;
        var (parameter, name) = Parameter(function.Node);
        var hasErrors = function.Module.Parse.Errors.Any(error => function.Origin is { } made && made.Span.Contains(error.Span.Start));
        var body = hasErrors ? BodyForm.Effective : Body(function.Node.Body);
        return new MigrationFunction(span, parameter, name, body)
        {
            IsMarkedIrreversible = body is BodyForm.Empty or BodyForm.Throws && IsMarked(function),
        };
    }

    private static (ParameterForm Form, string? Name) Parameter(IFunction function)
    {
        var first = function.Params.Count > 0 ? function.Params[0] : null;
        if (first is Identifier { Name: "this" } && function.Params.Count > 1)
        {
            first = function.Params[1];
        }

        return (first is AssignmentPattern assignment ? assignment.Left : first) switch
        {
            // A function may also read its arguments without naming them.
            null => function is not ArrowFunctionExpression && function.Body is { } body && ReadsArguments(body) ? (ParameterForm.Pattern, null) : (ParameterForm.None, null),
            Identifier identifier => (ParameterForm.Name, identifier.Name),
            ObjectPattern pattern when pattern.Properties.OfType<Property>().FirstOrDefault(property => property.Key is Identifier { Name: "context" }) is { } context =>
                (ParameterForm.UmzugContext, (context.Value as Identifier)?.Name ?? "context"),
            _ => (ParameterForm.Pattern, null),
        };
    }

    private static bool ReadsArguments(Node node) =>
        node is Identifier { Name: "arguments" } || (node is not FunctionExpression and not FunctionDeclaration && node.Children.Any(ReadsArguments));

    private static BodyForm Body(Node? body)
    {
        switch (body)
        {
            case null:
                return BodyForm.Unknown;
            case Expression expression:
                return IsNothing(expression) ? BodyForm.Empty : BodyForm.Effective;
            case BlockStatement block:
                var statements = block.Body.Where(statement => statement is not EmptyStatement and not TypeOnlyDeclaration && !IsPrinting(statement)).ToList();
                if (statements.Count == 0 || (statements.Count == 1 && statements[0] is ReturnStatement @return && (@return.Argument is null || IsNothing(@return.Argument)))
                    || (statements.Count == 1 && statements[0] is ExpressionStatement { Expression: var only } && IsNothing(only)))
                {
                    return BodyForm.Empty;
                }

                return statements[statements.Count - 1] is ThrowStatement && statements.Count == 1 ? BodyForm.Throws : BodyForm.Effective;
            default:
                return BodyForm.Effective;
        }
    }

    /// <summary>True for what only gives an empty value or promise.</summary>
    private static bool IsNothing(Expression expression) => expression switch
    {
        AwaitExpression await => IsNothing(await.Argument),
        Literal or Identifier { Name: "undefined" } => true,
        UnaryExpression { Operator: "void", Argument: Literal } => true,
        ObjectExpression { Properties.Count: 0 } or ArrayExpression { Elements.Count: 0 } => true,
        TSAsExpression cast => IsNothing(cast.Expression),
        CallExpression { Callee: MemberExpression { Object: Identifier { Name: "Promise" or "Bluebird" }, Property: Identifier { Name: "resolve" } } } call =>
            call.Arguments.All(IsNothing),
        NewExpression { Callee: Identifier { Name: "Promise" }, Arguments.Count: 1 } made => made.Arguments[0] is IFunction { Body: { } executor } && OnlyResolves(executor),
        _ => false,
    };

    private static bool OnlyResolves(Node executor) =>
        executor is CallExpression { Callee: Identifier, Arguments.Count: 0 }
        || (executor is BlockStatement { Body.Count: 1 } block && block.Body[0] is ExpressionStatement { Expression: CallExpression { Callee: Identifier, Arguments.Count: 0 } });

    /// <summary>True for a statement that only prints: nothing is awaited, and nothing is called, for what it prints.</summary>
    private static bool IsPrinting(Statement statement) =>
        statement is ExpressionStatement { Expression: CallExpression { Callee: MemberExpression { Object: Identifier { Name: "console" } } } call }
        && !call.Arguments.Any(Acts);

    private static bool Acts(Node node) => node is CallExpression or AwaitExpression or TaggedTemplateExpression || node.Children.Any(Acts);

    private static bool IsMarked(FunctionValue function)
    {
        var text = function.Module.Text.Slice(((Node)function.Node).Span);
        return Marks.Any(mark => text.IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0) || function.Module.Parse.Comments.Any(comment => StandsAbove(comment, function)
            && Marks.Any(mark => function.Module.Text.Slice(comment.Span).IndexOf(mark, StringComparison.OrdinalIgnoreCase) >= 0));
    }

    /// <summary>True for a comment that ends directly above the function's statement.</summary>
    private static bool StandsAbove(Comment comment, FunctionValue function)
    {
        var lines = function.Module.Text.Lines;
        var end = lines.GetPosition(comment.Span.End).Line;
        var start = lines.GetPosition(((Node)function.Node).Start).Line;
        return comment.Span.End <= ((Node)function.Node).Start && start - end is 0 or 1;
    }
}
