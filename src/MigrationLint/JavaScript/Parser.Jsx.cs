using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>JSX is no part of a migration: it gives an error with a name of its own.</content>
internal sealed partial class Parser
{
    private MissingExpression ParseJsx()
    {
        FailExpected("JSX is not supported");
        return new MissingExpression(token.Start, token.Start);
    }
}
