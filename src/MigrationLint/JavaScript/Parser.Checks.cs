using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>Early errors that depend on where a name or number stands (ECMA-262, 13.1.1 and 12.9.3.1).</content>
internal sealed partial class Parser
{
    private void CheckContextualName()
    {
        if (Kind != TokenKind.Identifier && IsForbiddenName(Kind))
        {
            FailExpected("'" + TokenKinds.Text(Kind) + "' is no name here");
        }
    }

    private void CheckName(Identifier name, TokenKind kind)
    {
        if (kind != TokenKind.Identifier && IsForbiddenName(kind))
        {
            Fail(name, "'" + name.Name + "' is no name here");
        }
    }

    private bool IsForbiddenName(TokenKind kind) => kind switch
    {
        TokenKind.Yield => Has(Context.Generator | Context.NoYield) || (Has(Context.Strict) && !isTypeScript),
        TokenKind.Await => Has(Context.Async | Context.NoAwait),
        TokenKind.Let or TokenKind.Static or TokenKind.Implements or TokenKind.Interface or TokenKind.Package or TokenKind.Private
            or TokenKind.Protected or TokenKind.Public => Has(Context.Strict) && !isTypeScript,
        _ => false,
    };

    private void FailIfOctalInStrict()
    {
        if (token.IsLegacyOctal && Has(Context.Strict))
        {
            FailExpected("octal notation is not allowed in strict code");
        }
    }
}
