using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>Binding patterns, and the conversion of literals to assignment patterns (ECMA-262, 14.3.3 and 13.15.5).</content>
internal sealed partial class Parser
{
    private void SetCover(int position, string message)
    {
        if (coverInitializer < 0)
        {
            (coverInitializer, coverMessage) = (position, message);
        }
    }

    /// <summary>Makes an expression the target of an assignment.</summary>
    private Node ToTarget(Expression expression)
    {
        switch (expression)
        {
            case ObjectExpression { IsParenthesized: false } literal:
                return ToPattern(literal);
            case ArrayExpression { IsParenthesized: false } literal:
                return ToPattern(literal);
            default:
                CheckSimpleTarget(expression);
                return expression;
        }
    }

    private ObjectPattern ToPattern(ObjectExpression literal)
    {
        var properties = new Node[literal.Properties.Count];
        for (var i = 0; i < properties.Length; i++)
        {
            if (literal.Properties[i] is SpreadElement spread)
            {
                if (i + 1 < properties.Length || literal.HasCommaAfterSpread || spread.Argument is ObjectExpression or ArrayExpression)
                {
                    Fail(spread, "a rest element has to come last");
                }

                properties[i] = new RestElement(spread.Start, spread.End, ToTarget(spread.Argument));
            }
            else
            {
                properties[i] = ToPatternProperty((Property)literal.Properties[i]);
            }
        }

        return new ObjectPattern(literal.Start, literal.End, properties);
    }

    private Property ToPatternProperty(Property property)
    {
        if (property.Method || property.Kind != PropertyKind.Init)
        {
            Fail(property, "a method is no pattern");
            return property;
        }

        return new Property(
            property.Start, property.End, property.Key, ToElement((Expression)property.Value), PropertyKind.Init, property.Computed, method: false, property.Shorthand);
    }

    private ArrayPattern ToPattern(ArrayExpression literal)
    {
        var elements = new Node?[literal.Elements.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            var element = literal.Elements[i];
            if (element is SpreadElement spread)
            {
                if (i + 1 < elements.Length || literal.HasCommaAfterSpread)
                {
                    Fail(spread, "a rest element has to come last");
                }

                elements[i] = new RestElement(spread.Start, spread.End, ToTarget(spread.Argument));
            }
            else
            {
                elements[i] = element is null ? null : ToElement(element);
            }
        }

        return new ArrayPattern(literal.Start, literal.End, elements);
    }

    private Node ToElement(Expression element) => element switch
    {
        AssignmentPattern pattern => pattern,
        AssignmentExpression { Operator: "=", IsParenthesized: false } assignment =>
            new AssignmentPattern(assignment.Start, assignment.End, assignment.Left, assignment.Right),
        _ => ToTarget(element),
    };

    /// <summary>Fails where an expression is neither a variable nor a member.</summary>
    private void CheckSimpleTarget(Node target)
    {
        switch (target)
        {
            case Identifier identifier:
                CheckBindingInStrict(identifier);
                break;
            case MemberExpression or MissingExpression:
                break;
            case TSAsExpression or TSSatisfiesExpression or TSNonNullExpression or TSTypeAssertion:
                break;
            default:
                Fail(target, "invalid assignment target");
                break;
        }
    }

    private void CheckBindingInStrict(Identifier identifier)
    {
        if (Has(Context.Strict) && identifier.Name is "eval" or "arguments")
        {
            Fail(identifier, "'" + identifier.Name + "' cannot be assigned in strict code");
        }
    }

    /// <summary>Reads what a declaration, parameter or catch clause binds, without its type.</summary>
    private Expression ParseBindingTarget()
    {
        switch (Kind)
        {
            case TokenKind.OpenBracket:
                return ParseNestedPattern(isArray: true);
            case TokenKind.OpenBrace:
                return ParseNestedPattern(isArray: false);
            default:
                var identifier = ParseIdentifier();
                CheckBindingInStrict(identifier);
                return identifier;
        }
    }

    private Expression ParseNestedPattern(bool isArray)
    {
        if (!Enter(out var outerHeight))
        {
            Leave(outerHeight);
            return new MissingExpression(token.Start, token.Start);
        }

        var outer = context;
        context &= Bracketed;
        Expression pattern = isArray ? ParseArrayPattern() : ParseObjectPattern();
        context = outer;
        Leave(outerHeight);
        return pattern;
    }

    private ArrayPattern ParseArrayPattern()
    {
        var start = token.Start;
        Next();
        var mark = pending.Count;
        while (!Is(TokenKind.CloseBracket) && !Is(TokenKind.EndOfFile))
        {
            if (Accept(TokenKind.Comma))
            {
                pending.Add(null);
                continue;
            }

            var isRest = Is(TokenKind.Ellipsis);
            pending.Add(isRest ? ParseRest() : ParseBindingElement());
            if (!Is(TokenKind.CloseBracket))
            {
                if (isRest)
                {
                    FailExpected("a rest element has to come last");
                }

                Expect(TokenKind.Comma);
            }
        }

        Expect(TokenKind.CloseBracket);
        return new ArrayPattern(start, token.LastEnd, TakePending<Node?>(mark));
    }

    private ObjectPattern ParseObjectPattern()
    {
        var start = token.Start;
        Next();
        var mark = pending.Count;
        while (!Is(TokenKind.CloseBrace) && !Is(TokenKind.EndOfFile))
        {
            var isRest = Is(TokenKind.Ellipsis);
            pending.Add(isRest ? ParseRest() : ParsePatternProperty());
            if (!Is(TokenKind.CloseBrace))
            {
                if (isRest)
                {
                    FailExpected("a rest element has to come last");
                }

                if (!Accept(TokenKind.Comma))
                {
                    FailExpected("'}' or ',' expected");
                }
            }
        }

        Expect(TokenKind.CloseBrace);
        return new ObjectPattern(start, token.LastEnd, TakePending<Node>(mark));
    }

    private Property ParsePatternProperty()
    {
        var start = token.Start;
        var isIdentifier = IsIdentifier();
        var keyKind = Kind;
        var key = ParsePropertyKey(out var computed);
        if (Accept(TokenKind.Colon))
        {
            var value = ParseBindingElement();
            return new Property(start, token.LastEnd, key, value, PropertyKind.Init, computed, method: false, shorthand: false);
        }

        if (!isIdentifier || computed || key is not Identifier name)
        {
            FailExpected("':' expected");
            return new Property(start, token.LastEnd, key, new MissingExpression(token.Start, token.Start), PropertyKind.Init, computed, method: false, shorthand: false);
        }

        CheckName(name, keyKind);
        CheckBindingInStrict(name);
        Expression target = new Identifier(name.Start, name.End, name.Name);
        if (Accept(TokenKind.Equals))
        {
            var initial = ParseAssignment();
            target = new AssignmentPattern(start, token.LastEnd, target, initial);
        }

        return new Property(start, token.LastEnd, key, target, PropertyKind.Init, computed: false, method: false, shorthand: true);
    }

    private RestElement ParseRest()
    {
        var start = token.Start;
        Next();
        var argument = ParseBindingTarget();
        return new RestElement(start, token.LastEnd, argument);
    }

    private Expression ParseBindingElement()
    {
        var start = token.Start;
        return ParseDefault(start, ParseBindingTarget());
    }

    private Expression ParseDefault(int start, Expression target)
    {
        if (!Accept(TokenKind.Equals))
        {
            return target;
        }

        var initial = ParseAssignment();
        return new AssignmentPattern(start, token.LastEnd, target, initial);
    }
}
