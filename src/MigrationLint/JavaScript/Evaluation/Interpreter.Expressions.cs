using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

internal sealed partial class Interpreter
{
    /// <summary>Computes an expression.</summary>
    private JavaScriptValue Evaluate(Expression expression, Scope scope)
    {
        Fuel.Enter();
        try
        {
            return EvaluateExpression(expression, scope);
        }
        finally
        {
            Fuel.Leave();
        }
    }

    private JavaScriptValue EvaluateExpression(Expression expression, Scope scope)
    {
        switch (expression)
        {
            case Identifier identifier:
                return Read(identifier, scope);
            case Literal literal:
                return EvaluateLiteral(literal);
            case CallExpression or MemberExpression or ChainExpression or TaggedTemplateExpression:
                return EvaluateChain(expression, scope);
            case TemplateLiteral template:
                return EvaluateTemplate(template, scope);
            case ObjectExpression literal:
                return EvaluateObject(literal, scope);
            case ArrayExpression literal:
                return EvaluateArray(literal, scope);
            case ArrowFunctionExpression or FunctionExpression:
                return MakeFunction((IFunction)expression, scope);
            case AwaitExpression await:
                return Await(Evaluate(await.Argument, scope));
            case BinaryExpression binary:
                return EvaluateBinary(binary, scope);
            case LogicalExpression logical:
                return EvaluateLogical(logical, scope);
            case ConditionalExpression conditional:
                return EvaluateConditional(conditional, scope);
            case AssignmentExpression assignment:
                return EvaluateAssignment(assignment, scope);
            case UnaryExpression unary:
                return EvaluateUnary(unary, scope);
            case UpdateExpression update:
                return EvaluateUpdate(update, scope);
            case NewExpression @new:
                return EvaluateNew(@new, scope);
            case ThisExpression:
                return frame!.This;
            default:
                return EvaluateRare(expression, scope);
        }
    }

    private JavaScriptValue EvaluateRare(Expression expression, Scope scope)
    {
        switch (expression)
        {
            case TSAsExpression cast:
                return Evaluate(cast.Expression, scope);
            case TSSatisfiesExpression satisfies:
                return Evaluate(satisfies.Expression, scope);
            case TSNonNullExpression nonNull:
                return Evaluate(nonNull.Expression, scope);
            case TSTypeAssertion assertion:
                return Evaluate(assertion.Expression, scope);
            case TSInstantiationExpression instantiation:
                return Evaluate(instantiation.Expression, scope);
            case SequenceExpression sequence:
                return sequence.Expressions.Select(part => Evaluate(part, scope)).ToList() is { Count: > 0 } all ? all[all.Count - 1] : JavaScriptValues.Undefined;
            case ClassExpression @class:
                return EvaluateClass(@class, scope);
            case YieldExpression yield:
                return EvaluateYield(yield, scope);
            case ImportExpression import:
                return ImportDynamically(import, scope);
            case MetaProperty { Meta.Name: "import" }:
                return new ImportMetaHost(CurrentModule);
            case TSExternalModuleReference reference:
                return Evaluate(reference.Expression, scope);
            case TSQualifiedName name:
                return GetMember(Evaluate(name.Left, scope), name.Right.Name, At(name));
            default:
                return JavaScriptValues.Computed(expression.Type);
        }
    }

    private JavaScriptValue Read(Identifier identifier, Scope scope)
    {
        if (CompilerHelpers.Find(identifier.Name) is { } helper)
        {
            return helper;
        }

        if (scope.Find(identifier.Name) is { } binding)
        {
            return WithDefaults(binding.Value);
        }

        return identifier.Name switch
        {
            "undefined" => JavaScriptValues.Undefined,
            "NaN" => new NumberValue(double.NaN),
            "Infinity" => new NumberValue(double.PositiveInfinity),
            _ => Globals.Find(this, identifier.Name) ?? JavaScriptValues.Computed(identifier.Name),
        };
    }

    private JavaScriptValue EvaluateLiteral(Literal literal) => literal.Kind switch
    {
        LiteralKind.Null => JavaScriptValues.Null,
        LiteralKind.Boolean => new BooleanValue(literal.Value is true) { Origin = At(literal) },
        LiteralKind.Number => new NumberValue(literal.Value is double number ? number : double.NaN) { Origin = At(literal) },
        LiteralKind.String => new StringValue(literal.Value as string ?? "") { Origin = At(literal) },
        LiteralKind.RegExp => new RegExpValue(literal.Value as string ?? "") { Origin = At(literal) },
        _ when CurrentModule.Text.Slice(literal.Span) is var written && JavaScriptValues.ParseNumber(written.Replace("n", "").Replace("_", "")) is var number && Math.Abs(number) <= 9007199254740991 =>
            new NumberValue(number) { Origin = At(literal) },
        _ => JavaScriptValues.Computed("bigint"),
    };

    private JavaScriptValue EvaluateTemplate(TemplateLiteral template, Scope scope)
    {
        var pieces = new List<JavaScriptValue>();
        for (var i = 0; i < template.Quasis.Count; i++)
        {
            pieces.Add(new StringValue(template.Quasis[i].Cooked ?? "") { Origin = At(template.Quasis[i]) });
            if (i < template.Expressions.Count)
            {
                var value = Evaluate(template.Expressions[i], scope);
                UseAsPart(value);
                pieces.Add(value is ConditionalValue ? AsText(value) : value);
            }
        }

        // One alternative text after the other, so that a table name that is one of two known ones stays known.
        var conditional = pieces.FindIndex(piece => piece is ConditionalValue);
        if (conditional < 0)
        {
            return WithOrigin(Operators.Concatenate(Fuel, pieces), template);
        }

        JavaScriptValue result = new StringValue("");
        foreach (var piece in pieces)
        {
            result = Operators.Binary(Fuel, "+", result, piece);
        }

        return result;
    }

    private static JavaScriptValue AsText(JavaScriptValue value) => value is ConditionalValue conditional
        ? JavaScriptValues.Conditional(conditional.Test, AsText(conditional.WhenTrue), AsText(conditional.WhenFalse))
        : JavaScriptValues.Text(value) is { } text ? new StringValue(text) { Origin = value.Origin } : value;

    private JavaScriptValue WithOrigin(JavaScriptValue value, Node node) => value switch
    {
        StringValue text => new StringValue(text.Value) { Pieces = text.Pieces, Origin = At(node), File = text.File },
        TemplateValue template => new TemplateValue(template.Pieces) { Origin = At(node) },
        _ => value,
    };

    private ObjectValue EvaluateObject(ObjectExpression literal, Scope scope)
    {
        var result = new ObjectValue { Origin = At(literal) };
        var getters = new List<(string Name, Property Property)>();
        foreach (var member in literal.Properties)
        {
            if (member is SpreadElement spread)
            {
                CopyProperties(result, Evaluate(spread.Argument, scope));
            }
            else if (member is Property property)
            {
                var name = PropertyName(property.Key, property.Computed, scope);
                if (property.Kind == PropertyKind.Get && name is not null)
                {
                    getters.Add((name, property));
                }
                else if (property.Kind == PropertyKind.Init)
                {
                    var value = property.Value is IFunction function && property.Method ? MakeFunction(function, scope)
                        : property.Value is Expression expression ? Evaluate(expression, scope)
                        : JavaScriptValues.Undefined;
                    SetOwn(result, name, value, At(property));
                }
            }
        }

        // A getter is read once, here: its value as far as it can be known does not change in what is read.
        foreach (var (name, property) in getters)
        {
            var value = Invoke((FunctionValue)MakeFunction((IFunction)property.Value, scope), [], result, At(property));
            result.Set(new PropertySlot(name, value, At(property)));
        }

        return result;
    }

    private void SetOwn(ObjectValue target, string? name, JavaScriptValue value, SourceSpan location)
    {
        if (name is null)
        {
            target.IsPartial = true;
            Escape(value);
        }
        else
        {
            Fuel.Spend();
            target.Set(new PropertySlot(name, value, location));
        }
    }

    /// <summary>Copies properties as a spread does.</summary>
    public void CopyProperties(ObjectValue target, JavaScriptValue source)
    {
        Journal.Touch(target);
        switch (source)
        {
            case ObjectValue from:
                Fuel.Spend(from.Properties.Count);
                foreach (var slot in from.Properties.ToList())
                {
                    target.Set(slot);
                }

                target.IsPartial |= from.IsPartial;
                break;
            case ArrayValue array:
                for (var i = 0; i < array.Elements.Count; i++)
                {
                    target.Set(new PropertySlot(JavaScriptValues.Text(i), array.Elements[i], null));
                }

                target.IsPartial |= array.IsPartial;
                break;
            case ConditionalValue conditional:
                Branch(
                    conditional.Test,
                    () => CopyAndReturn(target, conditional.WhenTrue),
                    () => CopyAndReturn(target, conditional.WhenFalse));
                break;
            case FunctionValue function:
                CopyProperties(target, function.Members);
                break;
            case UnknownValue or HostObject:
                target.IsPartial = true;
                break;
        }
    }

    private UndefinedValue CopyAndReturn(ObjectValue target, JavaScriptValue source)
    {
        CopyProperties(target, source);
        return JavaScriptValues.Undefined;
    }

    private ArrayValue EvaluateArray(ArrayExpression literal, Scope scope)
    {
        var elements = new List<JavaScriptValue>();
        var isPartial = false;
        foreach (var element in literal.Elements)
        {
            if (element is SpreadElement spread)
            {
                elements.AddRange(Elements(Evaluate(spread.Argument, scope), out var partial));
                isPartial |= partial;
            }
            else
            {
                elements.Add(element is null ? JavaScriptValues.Undefined : Evaluate(element, scope));
            }
        }

        Fuel.Spend(elements.Count);
        return new ArrayValue(elements) { IsPartial = isPartial, Origin = At(literal) };
    }

    private FunctionValue MakeFunction(IFunction node, Scope scope)
    {
        var made = new FunctionValue(node, scope, CurrentModule)
        {
            This = node is ArrowFunctionExpression ? frame!.This : null,
            Home = node is ArrowFunctionExpression ? frame!.Function?.Home : null,
            Name = node.Id?.Name,
            Origin = At((Node)node),
        };
        CurrentModule.Functions.Add(made);
        return made;
    }

    private JavaScriptValue EvaluateBinary(BinaryExpression binary, Scope scope)
    {
        // Long concatenations nest to the left: walked without recursion.
        var chain = new Stack<BinaryExpression>();
        Expression current = binary;
        while (current is BinaryExpression inner)
        {
            chain.Push(inner);
            current = inner.Left;
        }

        var result = current is PrivateIdentifier ? JavaScriptValues.Computed("#in") : Evaluate(current, scope);
        while (chain.Count > 0)
        {
            var next = chain.Pop();
            var right = Evaluate(next.Right, scope);
            if (next.Operator != "+")
            {
                result = Operators.Binary(Fuel, next.Operator, result, right);
                continue;
            }

            UseAsPart(result);
            UseAsPart(right);
            if (result is not StringValue and not TemplateValue || right is ConditionalValue)
            {
                result = WithOrigin(Operators.Binary(Fuel, "+", result, right), next);
                continue;
            }

            // Texts of hundreds of lines are put together at once, not line by line.
            var pieces = new List<JavaScriptValue> { result, right };
            while (chain.Count > 0 && chain.Peek().Operator == "+")
            {
                var piece = Evaluate(chain.Peek().Right, scope);
                if (piece is ConditionalValue)
                {
                    result = Operators.Binary(Fuel, "+", Operators.Concatenate(Fuel, pieces), piece);
                    pieces = [];
                    chain.Pop();
                    break;
                }

                UseAsPart(piece);
                pieces.Add(piece);
                next = chain.Pop();
            }

            result = pieces.Count == 0 ? result : WithOrigin(Operators.Concatenate(Fuel, pieces), next);
        }

        return result;
    }

    private JavaScriptValue EvaluateLogical(LogicalExpression logical, Scope scope)
    {
        var left = Evaluate(logical.Left, scope);
        var (decided, takesRight) = logical.Operator switch
        {
            "&&" => (JavaScriptValues.Truth(left), true),
            "||" => (JavaScriptValues.Truth(left), false),
            _ => (JavaScriptValues.IsNullish(left), true),
        };
        if (decided is { } known)
        {
            return known == takesRight ? Evaluate(logical.Right, scope) : left;
        }

        if (TakesDefaults && logical.Operator != "&&" && left is UnknownValue { Source: UnknownSource.Environment })
        {
            return Evaluate(logical.Right, scope);
        }

        // For ?? the test stands for "is given", which is what configurations mean by it.
        return logical.Operator == "&&"
            ? Branch(left, () => Evaluate(logical.Right, scope), () => FalsySide(left))
            : Branch(left, () => TruthySide(left, logical.Operator), () => Evaluate(logical.Right, scope));
    }

    private static JavaScriptValue TruthySide(JavaScriptValue left, string @operator)
    {
        bool Leaves(JavaScriptValue value) => (@operator == "||" ? JavaScriptValues.Truth(value) == false : JavaScriptValues.IsNullish(value) == true);
        return Narrow(left, Leaves);
    }

    private static JavaScriptValue FalsySide(JavaScriptValue left) => Narrow(left, value => JavaScriptValues.Truth(value) == true);

    private static JavaScriptValue Narrow(JavaScriptValue value, Func<JavaScriptValue, bool> leaves) =>
        value is not ConditionalValue conditional ? value
        : leaves(conditional.WhenTrue) ? Narrow(conditional.WhenFalse, leaves)
        : leaves(conditional.WhenFalse) ? Narrow(conditional.WhenTrue, leaves)
        : value;

    private JavaScriptValue EvaluateConditional(ConditionalExpression conditional, Scope scope)
    {
        var test = Evaluate(conditional.Test, scope);
        return JavaScriptValues.Truth(test) switch
        {
            true => Evaluate(conditional.Consequent, scope),
            false => Evaluate(conditional.Alternate, scope),
            null => Branch(test, () => Evaluate(conditional.Consequent, scope), () => Evaluate(conditional.Alternate, scope)),
        };
    }

    private JavaScriptValue EvaluateUnary(UnaryExpression unary, Scope scope)
    {
        if (unary.Operator == "delete")
        {
            if (unary.Argument is MemberExpression member && Evaluate(member.Object, scope) is ObjectValue target
                && PropertyName(member.Property, member.Computed, scope) is { } name)
            {
                Journal.Touch(target);
                target.Remove(name);
            }

            return JavaScriptValues.True;
        }

        var operand = Evaluate(unary.Argument, scope);
        switch (unary.Operator)
        {
            case "void":
                // Whoever writes void says that nobody is to wait; that is a choice, not an oversight. A builder, though, is never sent.
                if (operand is not KnexBuilder)
                {
                    Escape(operand);
                }

                return JavaScriptValues.Undefined;
            case "typeof":
                return JavaScriptValues.TypeOf(operand) is { } type ? new StringValue(type) : JavaScriptValues.Computed("typeof", operand);
            default:
                return Operators.Unary(unary.Operator, operand);
        }
    }

    private JavaScriptValue EvaluateUpdate(UpdateExpression update, Scope scope)
    {
        var old = Evaluate(update.Argument, scope);
        var changed = Operators.Binary(Fuel, update.Operator == "++" ? "+" : "-", Operators.Unary("+", old), new NumberValue(1));
        Bind(update.Argument, changed, scope, BindingMode.Assign);
        return update.Prefix ? changed : old;
    }

    private JavaScriptValue EvaluateYield(YieldExpression yield, Scope scope)
    {
        var value = yield.Argument is null ? JavaScriptValues.Undefined : Evaluate(yield.Argument, scope);
        if (frame!.Function is { IsDownlevelAsync: true })
        {
            return Await(value);
        }

        if (yield.Delegate)
        {
            frame.Yields?.AddRange(Elements(value, out _));
        }
        else
        {
            frame.Yields?.Add(value);
        }

        return JavaScriptValues.Computed("yield", value);
    }

    private JavaScriptValue EvaluateAssignment(AssignmentExpression assignment, Scope scope)
    {
        if (assignment.Operator == "=")
        {
            var value = Evaluate(assignment.Right, scope);
            Bind(assignment.Left, value, scope, BindingMode.Assign);
            return value;
        }

        var target = (Expression)assignment.Left;
        var old = Evaluate(target, scope);
        if (assignment.Operator is "&&=" or "||=" or "??=")
        {
            var (decided, assignsWhen) = assignment.Operator switch
            {
                "&&=" => (JavaScriptValues.Truth(old), true),
                "||=" => (JavaScriptValues.Truth(old), false),
                _ => (JavaScriptValues.IsNullish(old), true),
            };
            if (decided is { } known && known != assignsWhen)
            {
                return old;
            }

            var right = Evaluate(assignment.Right, scope);
            var joined = decided is not null ? right
                : assignment.Operator == "&&=" ? JavaScriptValues.Conditional(old, right, old)
                : JavaScriptValues.Conditional(old, old, right);
            Bind(target, joined, scope, BindingMode.Assign);
            return joined;
        }

        var @operator = assignment.Operator.Substring(0, assignment.Operator.Length - 1);
        var added = Evaluate(assignment.Right, scope);
        if (@operator == "+")
        {
            UseAsPart(added);
        }

        var result = WithOrigin(Operators.Binary(Fuel, @operator, old, added), assignment);
        Bind(target, result, scope, BindingMode.Assign);
        return result;
    }

    /// <summary>The name of a property; null where it is computed from what is not known.</summary>
    private string? PropertyName(Expression key, bool computed, Scope scope) => computed
        ? JavaScriptValues.Text(Evaluate(key, scope))
        : key switch
        {
            Identifier identifier => identifier.Name,
            PrivateIdentifier @private => "#" + @private.Name,
            Literal { Value: string text } => text,
            Literal { Value: double number } => JavaScriptValues.Text(number),
            _ => null,
        };
}
