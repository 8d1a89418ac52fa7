using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>What a pattern does with its names.</summary>
internal enum BindingMode { Declare, Var, Assign }

internal sealed partial class Interpreter
{
    private const int MaximumLookup = 16;

    /// <summary>Reads a property.</summary>
    public JavaScriptValue GetMember(JavaScriptValue receiver, string name, SourceSpan location)
    {
        switch (receiver)
        {
            case ObjectValue instance:
                return GetOwn(instance, name, location);
            case ArrayValue array:
                return ArrayMethods.Get(array, name) ?? JavaScriptValues.Undefined;
            case StringValue text:
                return StringMethods.Get(text, name) ?? JavaScriptValues.Undefined;
            case TemplateValue when StringPatterns.GetOfTemplate(name) is { } method:
                return method;
            case CollectionValue collection:
                return CollectionMethods.Get(collection, name) ?? JavaScriptValues.Computed(name, collection);
            case HostObject host:
                return host.Get(this, name, location);
            case ConditionalValue conditional:
                return JavaScriptValues.Conditional(
                    conditional.Test,
                    GetMember(conditional.WhenTrue, name, location),
                    GetMember(conditional.WhenFalse, name, location));
            case FunctionValue function:
                return GetOfFunction(function, name);
            case NativeFunction:
                return FunctionMethods.Get(name) ?? new UnknownValue(UnknownSource.Computed, name) { Inputs = [receiver], Origin = location };
            case ClassValue type:
                return GetStatic(type, name, location);
            case PromiseValue:
                return PromiseMethods.Get(name) ?? JavaScriptValues.Undefined;
            case NumberValue:
                return NumberMethods.Get(name) ?? JavaScriptValues.Undefined;
            case RegExpValue:
                return RegExpMethods.Get(name) ?? JavaScriptValues.Undefined;
            default:
                return new UnknownValue(UnknownSource.Computed, name) { Inputs = [receiver], Origin = location };
        }
    }

    private JavaScriptValue GetOwn(ObjectValue instance, string name, SourceSpan location)
    {
        if (instance.Find(name) is { } slot)
        {
            return WithDefaults(slot.Value);
        }

        if (instance.Module is { Reexports.Count: > 0 } module && FindReexport(module, name, location) is { } passed)
        {
            return passed;
        }

        if (instance.Class?.FindGetter(name) is { } getter)
        {
            return Invoke(getter, [], instance, location);
        }

        if (instance.Class?.FindMethod(name) is { } method)
        {
            return method.Bind(instance);
        }

        for (var prototype = instance.Prototype; prototype is not null; prototype = prototype.Prototype)
        {
            if (prototype.Find(name) is { } inherited)
            {
                return inherited.Value;
            }
        }

        return ObjectFunctions.GetInherited(name)
            ?? (instance.IsPartial ? new UnknownValue(UnknownSource.Computed, name) { Inputs = [instance], Origin = location } : JavaScriptValues.Undefined);
    }

    private static JavaScriptValue GetOfFunction(FunctionValue function, string name)
    {
        if (function.Members.Find(name)?.Value is { } own)
        {
            return own;
        }

        switch (name)
        {
            case "prototype" when function.Node is not ArrowFunctionExpression:
                var prototype = new ObjectValue();
                prototype.Set(new PropertySlot("constructor", function, null));
                function.Members.Set(new PropertySlot(name, prototype, null));
                return prototype;
            case "name" when function.Name is { } given:
                return new StringValue(given);
            case "length":
                return new NumberValue(function.Node.Params.TakeWhile(parameter => parameter is not AssignmentPattern and not RestElement).Count());
            default:
                return FunctionMethods.Get(name) ?? JavaScriptValues.Undefined;
        }
    }

    private JavaScriptValue GetStatic(ClassValue type, string name, SourceSpan location)
    {
        for (var current = type; current is not null; current = current.Parent as ClassValue)
        {
            if (current.Statics.Find(name) is { } slot)
            {
                return slot.Value;
            }

            if (current.StaticGetters.TryGetValue(name, out var getter))
            {
                return Invoke(getter, [], type, location);
            }
        }

        return name == "name" && type.Node.Id is { } id ? new StringValue(id.Name)
            : type.HasUnknownParent || name == "prototype" ? JavaScriptValues.Computed(name, type)
            : JavaScriptValues.Undefined;
    }

    /// <summary>Reads a property whose name is not known: one of those that are there.</summary>
    private JavaScriptValue GetUnknownMember(JavaScriptValue receiver, JavaScriptValue key, SourceSpan location)
    {
        if (key is ConditionalValue conditional)
        {
            JavaScriptValue Side(JavaScriptValue side) => JavaScriptValues.Text(side) is { } name
                ? GetMember(receiver, name, location)
                : GetUnknownMember(receiver, side, location);
            return JavaScriptValues.Conditional(conditional.Test, Side(conditional.WhenTrue), Side(conditional.WhenFalse));
        }

        if (receiver is ObjectValue { IsPartial: false, Properties.Count: > 0 and <= MaximumLookup } instance)
        {
            var slots = instance.Properties;
            var value = slots[slots.Count - 1].Value;
            for (var i = slots.Count - 2; i >= 0; i--)
            {
                value = JavaScriptValues.Conditional(JavaScriptValues.Computed("===", key, new StringValue(slots[i].Name)), slots[i].Value, value);
            }

            return value;
        }

        return new UnknownValue(UnknownSource.Computed, "[]") { Inputs = [receiver, key], Origin = location };
    }

    /// <summary>Sets a property.</summary>
    public void SetMember(JavaScriptValue receiver, string? name, JavaScriptValue value, SourceSpan location)
    {
        switch (receiver)
        {
            case ObjectValue { Class: { } type } instance when name is not null && instance.Find(name) is null && type.FindSetter(name) is { } setter:
                Invoke(setter, [value], instance, location);
                break;
            case ObjectValue instance:
                Journal.Touch(instance);
                SetOwn(instance, name, value, location);
                break;
            case FunctionValue function:
                SetMember(function.Members, name, value, location);
                break;
            case ClassValue type:
                SetMember(type.Statics, name, value, location);
                break;
            case ArrayValue array:
                SetElement(array, name, value);
                break;
            case HostObject host when name is not null:
                host.Set(this, name, value);
                break;
            case ConditionalValue conditional:
                Branch(
                    conditional.Test,
                    () => SetAndReturn(conditional.WhenTrue, name, value, location),
                    () => SetAndReturn(conditional.WhenFalse, name, value, location));
                break;
            default:
                Escape(value);
                break;
        }
    }

    private JavaScriptValue SetAndReturn(JavaScriptValue receiver, string? name, JavaScriptValue value, SourceSpan location)
    {
        SetMember(receiver, name, value, location);
        return value;
    }

    private void SetElement(ArrayValue array, string? name, JavaScriptValue value)
    {
        Journal.Touch(array);
        if (name == "length" && value is NumberValue { Value: >= 0 } length && !array.IsPartial && length.Value <= array.Elements.Count)
        {
            array.Elements.RemoveRange((int)length.Value, array.Elements.Count - (int)length.Value);
            return;
        }

        if (name is null || !int.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index)
            || index > array.Elements.Count + 1000)
        {
            array.IsPartial |= name != "length";
            Escape(value);
            return;
        }

        Fuel.Spend(Math.Max(1, index - array.Elements.Count));
        while (array.Elements.Count <= index)
        {
            array.Elements.Add(JavaScriptValues.Undefined);
        }

        array.Elements[index] = value;
    }

    private void Assign(Binding binding, JavaScriptValue value)
    {
        Journal.Touch(binding);
        binding.Value = value;
    }

    /// <summary>Gives a value to a name, a property or a pattern.</summary>
    private void Bind(Node target, JavaScriptValue value, Scope scope, BindingMode mode)
    {
        switch (target)
        {
            case Identifier identifier:
                BindName(identifier.Name, value, scope, mode);
                break;
            case AssignmentPattern pattern:
                BindDefault(pattern, value, scope, mode);
                break;
            case ObjectPattern pattern:
                BindObject(pattern, value, scope, mode);
                break;
            case ArrayPattern pattern:
                BindArray(pattern, value, scope, mode);
                break;
            case MemberExpression member:
                var receiver = Evaluate(member.Object, scope);
                MemberKey(member, scope, out var name);
                SetMember(receiver, name, value, At(member));
                break;
            case TSAsExpression cast:
                Bind(cast.Expression, value, scope, mode);
                break;
            case TSNonNullExpression nonNull:
                Bind(nonNull.Expression, value, scope, mode);
                break;
            default:
                Escape(value);
                break;
        }
    }

    private void BindName(string name, JavaScriptValue value, Scope scope, BindingMode mode)
    {
        if (mode == BindingMode.Declare)
        {
            scope.Declare(name, new Binding(value));
        }
        else if (scope.Find(name) is { } binding)
        {
            Assign(binding, value);
            CurrentModule.UpdateExports(binding);
        }
        else
        {
            var outermost = scope;
            while (outermost.Parent is { } parent && !(mode == BindingMode.Var && outermost.IsFunction))
            {
                outermost = parent;
            }

            outermost.Declare(name, new Binding(value));
        }
    }

    private void BindDefault(AssignmentPattern pattern, JavaScriptValue value, Scope scope, BindingMode mode)
    {
        switch (value)
        {
            case UndefinedValue:
                Bind(pattern.Left, Evaluate(pattern.Right, scope), scope, mode);
                break;
            case UnknownValue or ConditionalValue when JavaScriptValues.Alternatives(value).Any(part => part is UnknownValue or UndefinedValue):
                var fallback = Branch(value, () => TruthySide(value, "??"), () => Evaluate(pattern.Right, scope));
                Bind(pattern.Left, fallback, scope, mode);
                break;
            default:
                Bind(pattern.Left, value, scope, mode);
                break;
        }
    }

    private void BindObject(ObjectPattern pattern, JavaScriptValue value, Scope scope, BindingMode mode)
    {
        var taken = new List<string>();
        foreach (var member in pattern.Properties)
        {
            if (member is RestElement rest)
            {
                var remaining = new ObjectValue();
                CopyProperties(remaining, value);
                taken.ForEach(remaining.Remove);
                Bind(rest.Argument, remaining, scope, mode);
            }
            else if (member is Property property)
            {
                var name = PropertyName(property.Key, property.Computed, scope);
                if (name is not null)
                {
                    taken.Add(name);
                }

                var part = name is null ? JavaScriptValues.Computed("[]", value) : GetMember(value, name, At(property));
                Bind(property.Value, part, scope, mode);
            }
        }
    }

    private void BindArray(ArrayPattern pattern, JavaScriptValue value, Scope scope, BindingMode mode)
    {
        value = value is StringValue or CollectionValue ? new ArrayValue(Elements(value, out var partial)) { IsPartial = partial } : value;
        var elements = value is ArrayValue { IsPartial: false } ? Elements(value, out _) : [];
        for (var i = 0; i < pattern.Elements.Count; i++)
        {
            var isKnown = value is ArrayValue { IsPartial: false };
            if (pattern.Elements[i] is RestElement rest)
            {
                Bind(rest.Argument, isKnown ? new ArrayValue(elements.Skip(i)) : new ArrayValue([]) { IsPartial = true }, scope, mode);
            }
            else if (pattern.Elements[i] is { } target)
            {
                var index = i;
                JavaScriptValue Element(JavaScriptValue from) => from switch
                {
                    ArrayValue array when index < array.Elements.Count && !array.IsPartial => array.Elements[index],
                    ArrayValue { IsPartial: false } => JavaScriptValues.Undefined,
                    ConditionalValue conditional => JavaScriptValues.Conditional(conditional.Test, Element(conditional.WhenTrue), Element(conditional.WhenFalse)),
                    _ => JavaScriptValues.Computed("[]", from),
                };
                Bind(target, Element(value), scope, mode);
            }
        }
    }

    private void HoistFunctions(IReadOnlyList<Statement> statements, Scope scope)
    {
        foreach (var statement in statements)
        {
            var declaration = (statement as ExportNamedDeclaration)?.Declaration
                ?? (statement as ExportDefaultDeclaration)?.Declaration as Statement ?? statement;
            if (declaration is FunctionDeclaration function)
            {
                scope.Declare(function.Id?.Name ?? "*default*", new Binding(MakeFunction(function, scope)));
            }
        }
    }

    /// <summary>Makes the <c>var</c>s of a function known from its start.</summary>
    private static void HoistVariables(IReadOnlyList<Statement> statements, Scope scope)
    {
        var work = new Stack<Node>(statements);
        while (work.Count > 0)
        {
            var node = work.Pop();
            if (node is VariableDeclaration { Kind: "var" } declaration)
            {
                foreach (var name in DeclaredNames(declaration).Where(name => scope.FindOwn(name) is null))
                {
                    scope.Declare(name, new Binding(JavaScriptValues.Undefined));
                }
            }
            else if (node is Statement and not FunctionDeclaration and not ClassDeclaration and not ExpressionStatement or SwitchCase or CatchClause)
            {
                foreach (var child in node.Children)
                {
                    work.Push(child);
                }
            }
        }
    }

    /// <summary>The names that a declaration makes.</summary>
    public static IEnumerable<string> DeclaredNames(Statement declaration) => declaration switch
    {
        VariableDeclaration variables => variables.Declarations.SelectMany(declarator => PatternNames(declarator.Id)),
        FunctionDeclaration { Id: { } id } => [id.Name],
        ClassDeclaration { Id: { } id } => [id.Name],
        TSEnumDeclaration @enum => [@enum.Id.Name],
        TSModuleDeclaration { Id: Identifier id } => [id.Name],
        _ => [],
    };

    private static IEnumerable<string> PatternNames(Node pattern) => pattern switch
    {
        Identifier identifier => [identifier.Name],
        AssignmentPattern assignment => PatternNames(assignment.Left),
        RestElement rest => PatternNames(rest.Argument),
        Property property => PatternNames(property.Value),
        ObjectPattern or ArrayPattern => pattern.Children.SelectMany(PatternNames),
        _ => [],
    };
}
