using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>Classes and decorators (ECMA-262, 15.7; https://tc39.es/proposal-decorators/).</content>
internal sealed partial class Parser
{
    private ClassDeclaration ParseClassDeclaration(int start, Decorator[] decorators, bool nameRequired)
    {
        var outer = context;
        context |= Context.Strict;
        Expect(TokenKind.Class);
        var id = nameRequired || IsClassName() ? ParseIdentifier() : null;
        var superClass = ParseHeritage();
        var body = ParseClassBody(superClass is not null);
        context = outer;
        return new ClassDeclaration(start, token.LastEnd, id, superClass, body, decorators);
    }

    private ClassExpression ParseClassExpression(int start, Decorator[] decorators)
    {
        var outer = context;
        context |= Context.Strict;
        Expect(TokenKind.Class);
        var id = IsClassName() ? ParseIdentifier() : null;
        var superClass = ParseHeritage();
        var body = ParseClassBody(superClass is not null);
        context = outer;
        return new ClassExpression(start, token.LastEnd, id, superClass, body, decorators);
    }

    private bool IsClassName() => IsIdentifier() && !(isTypeScript && Is(TokenKind.Implements) && TokenKinds.IsName(Peek()) && Peek() != TokenKind.Extends);

    private Expression? ParseHeritage()
    {
        if (isTypeScript && Is(TokenKind.Less))
        {
            SkipTypeParameters();
        }

        Expression? superClass = null;
        if (Accept(TokenKind.Extends))
        {
            superClass = ParseOuterExpression();
            superClass = superClass is TSInstantiationExpression instantiation ? instantiation.Expression : superClass;
            if (isTypeScript && Kind is TokenKind.Less or TokenKind.LessLess)
            {
                SkipTypeArguments();
            }
        }

        if (isTypeScript && Accept(TokenKind.Implements))
        {
            do
            {
                SkipType();
            }
            while (Accept(TokenKind.Comma));
        }

        return superClass;
    }

    /// <summary>Reads what stands in a decorator or behind <c>extends</c>. It may be a class that has these itself, so it counts as a level.</summary>
    private Expression ParseOuterExpression()
    {
        if (!Enter(out var outerHeight))
        {
            Leave(outerHeight);
            return new MissingExpression(token.Start, token.Start);
        }

        var expression = ParseLeftHandSide(token.Start);
        Leave(outerHeight);
        return expression;
    }

    private Decorator[] ParseDecorators()
    {
        var mark = pending.Count;
        while (Is(TokenKind.At))
        {
            var start = token.Start;
            Next();
            var outer = context;
            context |= Context.Decorator;
            var expression = ParseOuterExpression();
            context = outer;
            pending.Add(new Decorator(start, token.LastEnd, expression));
        }

        return TakePending<Decorator>(mark);
    }

    private Statement ParseDecoratedStatement()
    {
        var start = token.Start;
        var decorators = ParseDecorators();
        if (Is(TokenKind.Export))
        {
            return ParseExport(token.Start, decorators);
        }

        if (isTypeScript)
        {
            Accept(TokenKind.Abstract);
        }

        return ParseClassDeclaration(start, decorators, nameRequired: true);
    }

    private ClassBody ParseClassBody(bool isDerived)
    {
        var start = token.Start;
        if (!Enter(out var outerHeight))
        {
            Leave(outerHeight);
            return new ClassBody(token.Start, token.Start, []);
        }

        Expect(TokenKind.OpenBrace);
        var outer = context;
        context &= Bracketed;
        var mark = pending.Count;
        while (!Is(TokenKind.CloseBrace) && !Is(TokenKind.EndOfFile))
        {
            if (Accept(TokenKind.Semicolon))
            {
                continue;
            }

            var memberStart = token.Start;
            var kept = pending.Count;
            var keptDepth = depth;
            var keptContext = context;
            if (ParseClassElement(isDerived) is { } element)
            {
                pending.Add(element);
            }

            if (token.Stopped)
            {
                (depth, context) = (keptDepth, keptContext);
                if (!TryRecover(memberStart, isTop: false, Recovering.ClassElement))
                {
                    break;
                }

                pending.RemoveRange(kept, pending.Count - kept);
            }
        }

        context = outer;
        var body = TakePending<Node>(mark);
        Leave(outerHeight);
        ExpectBlockEnd();
        return new ClassBody(start, token.LastEnd, body);
    }

    /// <summary>What stands before the name of a class element.</summary>
    private struct ElementModifiers
    {
        public bool Static;
        public bool Abstract;
        public bool Declare;
        public bool Accessor;
        public bool Async;
        public bool Generator;
        public FunctionForm Form;
    }

    /// <summary>Reads one element; null for what exists for the compiler only.</summary>
    private Node? ParseClassElement(bool isDerived)
    {
        var start = token.Start;
        var decorators = Is(TokenKind.At) ? ParseDecorators() : [];
        if (Is(TokenKind.Static) && Peek() == TokenKind.OpenBrace)
        {
            return ParseStaticBlock(start);
        }

        var modifiers = ParseElementModifiers();
        if (isTypeScript && Is(TokenKind.OpenBracket) && TrySkipIndexSignature())
        {
            return null;
        }

        var key = ParseElementKey(out var computed, ref modifiers, isDerived);
        if (isTypeScript)
        {
            _ = Accept(TokenKind.Question) || (!token.NewlineBefore && Accept(TokenKind.Exclamation));
        }

        return Kind is TokenKind.OpenParen or TokenKind.Less || modifiers.Async || modifiers.Generator || modifiers.Form is FunctionForm.Getter or FunctionForm.Setter
            ? ParseMethodDefinition(start, key, computed, modifiers, decorators)
            : ParseField(start, key, computed, modifiers, decorators);
    }

    private Expression ParseElementKey(out bool computed, ref ElementModifiers modifiers, bool isDerived)
    {
        if (Is(TokenKind.PrivateName))
        {
            computed = false;
            var name = new PrivateIdentifier(token.Start, token.End, token.Value!);
            if (name.Name == "constructor")
            {
                FailExpected("a private member cannot be named constructor");
            }

            Next();
            return name;
        }

        var key = ParsePropertyKey(out computed);
        var isConstructor = !computed && !modifiers.Static && key is Identifier { Name: "constructor" } or Literal { Value: "constructor" };
        if (isConstructor && Kind is TokenKind.OpenParen or TokenKind.Less)
        {
            if (modifiers.Form != FunctionForm.Method || modifiers.Async || modifiers.Generator)
            {
                Fail(key, "a constructor is neither accessor nor async nor generator");
            }

            modifiers.Form = isDerived ? FunctionForm.DerivedConstructor : FunctionForm.Constructor;
        }
        else if (modifiers.Static && !computed && Kind is TokenKind.OpenParen && key is Identifier { Name: "prototype" } or Literal { Value: "prototype" })
        {
            Fail(key, "a static method cannot be named prototype");
        }

        return key;
    }

    private ElementModifiers ParseElementModifiers()
    {
        var modifiers = new ElementModifiers { Form = FunctionForm.Method };
        while (IsModifier() && !(modifiers.Static && Is(TokenKind.Static)))
        {
            switch (Kind)
            {
                case TokenKind.Static: modifiers.Static = true; break;
                case TokenKind.Abstract: modifiers.Abstract = true; break;
                case TokenKind.Declare: modifiers.Declare = true; break;
                case TokenKind.Accessor: modifiers.Accessor = true; break;
                case TokenKind.Async: modifiers.Async = true; break;
                case TokenKind.Get: modifiers.Form = FunctionForm.Getter; break;
                case TokenKind.Set: modifiers.Form = FunctionForm.Setter; break;
            }

            var isLast = Kind is TokenKind.Get or TokenKind.Set or TokenKind.Async;
            Next();
            if (isLast)
            {
                break;
            }
        }

        modifiers.Generator = modifiers.Form == FunctionForm.Method && Accept(TokenKind.Asterisk);
        return modifiers;
    }

    private bool IsModifier()
    {
        switch (Kind)
        {
            case TokenKind.Static:
                return !token.HasEscape && FollowsModifier(Peek());
            case TokenKind.Get or TokenKind.Set:
                return StartsPropertyKey(Peek());
            case TokenKind.Async or TokenKind.Accessor:
                var next = Peek(out var newline);
                return !newline && (StartsPropertyKey(next) || (next == TokenKind.Asterisk && Is(TokenKind.Async)));
            case TokenKind.Public or TokenKind.Private or TokenKind.Protected or TokenKind.Abstract or TokenKind.Override or TokenKind.Readonly
                or TokenKind.Declare when isTypeScript:
                var behind = Peek(out var lineEnds);
                return !lineEnds && FollowsModifier(behind);
            default:
                return false;
        }
    }

    private static bool FollowsModifier(TokenKind kind) => StartsPropertyKey(kind) || kind == TokenKind.Asterisk;

    private StaticBlock ParseStaticBlock(int start)
    {
        Next();
        var outer = EnterFunction(FunctionForm.Method, isAsync: false, isGenerator: false);
        context |= Context.NoAwait;
        Expect(TokenKind.OpenBrace);
        var body = ParseStatements();
        context = outer;
        ExpectBlockEnd();
        return new StaticBlock(start, token.LastEnd, body);
    }

    private MethodDefinition? ParseMethodDefinition(int start, Expression key, bool computed, ElementModifiers modifiers, Decorator[] decorators)
    {
        var kind = modifiers.Form switch
        {
            FunctionForm.Getter => MethodKind.Get,
            FunctionForm.Setter => MethodKind.Set,
            FunctionForm.Constructor or FunctionForm.DerivedConstructor => MethodKind.Constructor,
            _ => MethodKind.Method,
        };
        var value = ParseMethod(modifiers.Form, modifiers.Async, modifiers.Generator, mayLackBody: isTypeScript);
        return modifiers.Abstract ? null : new MethodDefinition(start, token.LastEnd, key, value, kind, computed, modifiers.Static, decorators);
    }

    private Node? ParseField(int start, Expression key, bool computed, ElementModifiers modifiers, Decorator[] decorators)
    {
        if (!computed && !isTypeScript && (key is Identifier { Name: "constructor" } or Literal { Value: "constructor" }
            || (modifiers.Static && key is Identifier { Name: "prototype" } or Literal { Value: "prototype" })))
        {
            Fail(key, "a field cannot have this name");
        }

        SkipTypeAnnotation(key, extend: false);
        Expression? value = null;
        if (Accept(TokenKind.Equals))
        {
            var outer = context;
            context = (context & (Context.Strict | Context.Ambient)) | Context.ClassField | Context.Method;
            value = ParseAssignment();
            context = outer;
        }

        ExpectSemicolon();
        return modifiers switch
        {
            { Abstract: true } or { Declare: true } => null,
            { Accessor: true } => new AccessorProperty(start, token.LastEnd, key, value, computed, modifiers.Static, decorators),
            _ => new PropertyDefinition(start, token.LastEnd, key, value, computed, modifiers.Static, decorators),
        };
    }

}
