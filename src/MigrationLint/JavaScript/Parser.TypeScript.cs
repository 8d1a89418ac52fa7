using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>Declarations and operators that TypeScript adds (node shapes: typescript-estree).</content>
internal sealed partial class Parser
{
    /// <summary>Reads a declaration that starts with a contextual word; null where the word is a name.</summary>
    private Statement? TryParseTypeScriptDeclaration()
    {
        var start = token.Start;
        switch (Kind)
        {
            case TokenKind.Interface when IsBeforeName():
                return ParseInterface(start);
            case TokenKind.Type when IsBeforeName():
                return ParseTypeAlias(start);
            case TokenKind.Namespace when IsBeforeName():
                return ParseNamespace(start);
            case TokenKind.Module when IsBeforeName() || (Peek(out var newline) == TokenKind.String && !newline):
                return ParseNamespace(start);
            case TokenKind.Global when Peek() == TokenKind.OpenBrace:
                return ParseGlobal(start);
            case TokenKind.Abstract when Peek(out var lineEnds) == TokenKind.Class && !lineEnds:
                Next();
                return ParseClassDeclaration(start, [], nameRequired: true);
            case TokenKind.Declare when IsBeforeDeclaration():
                return ParseAmbient(start);
            default:
                return null;
        }
    }

    private bool IsBeforeName() => TokenKinds.IsIdentifier(Peek(out var newline)) && !newline;

    private bool IsBeforeDeclaration() => Peek(out var newline) is TokenKind.Var or TokenKind.Let or TokenKind.Const or TokenKind.Function or TokenKind.Class
        or TokenKind.Enum or TokenKind.Interface or TokenKind.Type or TokenKind.Namespace or TokenKind.Module or TokenKind.Global or TokenKind.Abstract
        or TokenKind.Async or TokenKind.Import or TokenKind.Using && !newline;

    private TypeOnlyDeclaration ParseAmbient(int start)
    {
        Next();
        var outer = context;
        context |= Context.Ambient;
        var declaration = ParseStatementListItem(mayBeDirective: false, isModule: true);
        context = outer;
        return new TypeOnlyDeclaration(start, token.LastEnd, declaration.Type);
    }

    private TypeOnlyDeclaration ParseInterface(int start)
    {
        Next();
        ParseIdentifier();
        if (Is(TokenKind.Less))
        {
            SkipTypeParameters();
        }

        while (Kind is TokenKind.Extends or TokenKind.Implements)
        {
            do
            {
                Next();
                SkipType();
            }
            while (Is(TokenKind.Comma));
        }

        SkipObjectType();
        return new TypeOnlyDeclaration(start, token.LastEnd, "TSInterfaceDeclaration");
    }

    private TypeOnlyDeclaration ParseTypeAlias(int start)
    {
        Next();
        ParseIdentifier();
        if (Is(TokenKind.Less))
        {
            SkipTypeParameters();
        }

        Expect(TokenKind.Equals);
        SkipType();
        ExpectSemicolon();
        return new TypeOnlyDeclaration(start, token.LastEnd, "TSTypeAliasDeclaration");
    }

    private TSModuleDeclaration ParseNamespace(int start)
    {
        Next();
        Expression id;
        if (Is(TokenKind.String))
        {
            id = ParseLiteral(LiteralKind.String, token.Value);
        }
        else
        {
            id = ParseEntityName();
        }

        TSModuleBlock? body = null;
        if (Is(TokenKind.OpenBrace))
        {
            body = ParseModuleBlock();
        }
        else
        {
            ExpectSemicolon();
        }

        return new TSModuleDeclaration(start, token.LastEnd, id, body);
    }

    private TSModuleDeclaration ParseGlobal(int start)
    {
        var id = ParseName();
        var body = ParseModuleBlock();
        return new TSModuleDeclaration(start, token.LastEnd, id, body);
    }

    private TSModuleBlock ParseModuleBlock()
    {
        var start = token.Start;
        Expect(TokenKind.OpenBrace);
        var body = ParseStatements(isModule: true);
        ExpectBlockEnd();
        return new TSModuleBlock(start, token.LastEnd, body);
    }

    private Expression ParseEntityName()
    {
        var start = token.Start;
        Expression name = ParseName();
        while (Accept(TokenKind.Dot))
        {
            var right = ParseName();
            name = new TSQualifiedName(start, token.LastEnd, name, right);
            Grow();
        }

        return name;
    }

    private TSEnumDeclaration ParseEnum(int start, bool isConst)
    {
        Expect(TokenKind.Enum);
        var id = ParseIdentifier();
        var bodyStart = token.Start;
        Expect(TokenKind.OpenBrace);
        var mark = pending.Count;
        while (!Is(TokenKind.CloseBrace) && !Is(TokenKind.EndOfFile))
        {
            var memberStart = token.Start;
            var name = ParseEnumMemberName();
            var initializer = Accept(TokenKind.Equals) ? ParseAssignment() : null;
            pending.Add(new TSEnumMember(memberStart, token.LastEnd, name, initializer));
            ExpectListEnd();
        }

        var members = TakePending<TSEnumMember>(mark);
        Expect(TokenKind.CloseBrace);
        return new TSEnumDeclaration(start, token.LastEnd, id, new TSEnumBody(bodyStart, token.LastEnd, members), isConst);
    }

    private Expression ParseEnumMemberName()
    {
        var name = ParsePropertyKey(out _);
        if (name is not (Identifier or Literal { Kind: LiteralKind.String } or TemplateLiteral or MissingExpression))
        {
            Fail(name, "an enum member is named by an identifier or a string");
        }

        return name;
    }

    private TSImportEqualsDeclaration ParseImportEquals(int start, Identifier id, bool isTypeOnly)
    {
        Expect(TokenKind.Equals);
        Expression reference;
        if (Is(TokenKind.Require) && Peek() == TokenKind.OpenParen)
        {
            var referenceStart = token.Start;
            Next();
            Next();
            var module = ParseModuleSource();
            Expect(TokenKind.CloseParen);
            reference = new TSExternalModuleReference(referenceStart, token.LastEnd, module);
        }
        else
        {
            reference = ParseEntityName();
        }

        ExpectSemicolon();
        return new TSImportEqualsDeclaration(start, token.LastEnd, id, reference) { TypeOnly = isTypeOnly };
    }

    /// <summary>Reads <c>as T</c> or <c>satisfies T</c> behind an operand.</summary>
    private Expression ParseTypeOperator(int start, Expression operand)
    {
        var isAs = Is(TokenKind.As);
        Next();
        if (isAs && Is(TokenKind.Const))
        {
            Next();
            return new TSAsExpression(start, token.LastEnd, operand, isConst: true);
        }

        var outer = context;
        context &= ~Context.NoConditionalType;
        SkipType();
        context = outer;
        return isAs ? new TSAsExpression(start, token.LastEnd, operand, isConst: false) : new TSSatisfiesExpression(start, token.LastEnd, operand);
    }

    /// <summary>Reads the cast <c>&lt;T&gt;x</c>.</summary>
    private TSTypeAssertion ParseTypeAssertion()
    {
        var start = token.Start;
        Next();
        if (!Accept(TokenKind.Const))
        {
            SkipType();
        }

        if (!Is(TokenKind.Greater))
        {
            FailExpected("'>' expected");
        }

        var operand = ParseOperand();
        return new TSTypeAssertion(start, token.LastEnd, operand);
    }
}
