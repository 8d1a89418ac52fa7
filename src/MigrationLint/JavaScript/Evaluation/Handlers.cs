using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>Tells whether error handlers let an error disappear. Where it cannot be told, they do not.</summary>
internal static class Handlers
{
    private static readonly string[] Loggers = ["console", "log", "logger", "debug", "winston", "pino", "bunyan"];

    /// <summary>True where a <c>catch</c> clause certainly goes on as if nothing had happened.</summary>
    public static bool Swallows(CatchClause handler) => !MayPassOn(handler.Body, (handler.Param as Identifier)?.Name, isAsync: true);

    /// <summary>True where a function given to <c>.catch</c> does.</summary>
    public static bool Swallows(JavaScriptValue handler) => handler switch
    {
        FunctionValue { Node: { Body: { } body } node } => !MayPassOn(body, (node.Params.Count > 0 ? node.Params[0] as Identifier : null)?.Name, node.Async),
        NativeFunction { Name: "console" } => true,
        _ => false,
    };

    private static bool MayPassOn(Node node, string? error, bool isAsync)
    {
        switch (node)
        {
            case ThrowStatement or YieldExpression:
                return true;
            case FunctionDeclaration or FunctionExpression or ArrowFunctionExpression or ClassDeclaration or ClassExpression:
                return false;
            case AwaitExpression { Argument: var awaited }:
                // Whatever is awaited here may throw in its turn; a rollback is no second attempt.
                return awaited is not CallExpression { Callee: MemberExpression { Property: Identifier { Name: "rollback" or "release" or "end" } } };
            case CallExpression call:
                if (IsLogger(call.Callee))
                {
                    return false;
                }

                if (PassesErrorOn(call, error))
                {
                    return true;
                }

                break;
            case ReturnStatement { Argument: CallExpression returned } when !IsLogger(returned.Callee):
                return true;
        }

        return node.Children.Any(child => MayPassOn(child, error, isAsync));
    }

    private static bool PassesErrorOn(CallExpression call, string? error) =>
        call.Callee is MemberExpression { Object: Identifier { Name: "process" }, Property: Identifier { Name: "exit" or "abort" } }
            or MemberExpression { Property: Identifier { Name: "reject" } }
        || (error is not null && call.Arguments.Any(argument => Mentions(argument, error)));

    private static bool Mentions(Node node, string name) =>
        node is Identifier identifier ? identifier.Name == name : node.Children.Any(child => Mentions(child, name));

    private static bool IsLogger(Expression callee)
    {
        while (callee is MemberExpression member)
        {
            if (member.Property is Identifier { Name: "logger" or "log" or "console" })
            {
                return true;
            }

            callee = member.Object;
        }

        return callee is Identifier identifier && Loggers.Contains(identifier.Name);
    }
}
