using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.JavaScript.Evaluation;

internal sealed partial class Interpreter
{
    private ClassValue EvaluateClass(IClass node, Scope scope)
    {
        var parent = node.SuperClass is null ? null : Evaluate(node.SuperClass, scope);
        var inner = new Scope(scope, isFunction: false);
        var type = new ClassValue(node, inner, CurrentModule, parent) { Origin = At((Node)node) };
        if (node.Id is { } id)
        {
            inner.Declare(id.Name, new Binding(type));
        }

        foreach (var member in node.Body.Body)
        {
            DefineMember(type, member, inner);
        }

        return type;
    }

    private void DefineMember(ClassValue type, Node member, Scope scope)
    {
        switch (member)
        {
            case MethodDefinition { Value: IFunction function } method:
                var name = method.Kind == MethodKind.Constructor ? "constructor" : PropertyName(method.Key, method.Computed, scope);
                var made = new FunctionValue(function, scope, CurrentModule) { Home = type, Name = name, Origin = At(method), This = method.Static ? type : null };
                CurrentModule.Functions.Add(made);
                DefineMethod(type, method, name, made);
                break;
            case PropertyDefinition { Static: true } property:
                RunOn(type, type, () =>
                {
                    var value = property.Value is null ? JavaScriptValues.Undefined : Evaluate(property.Value, scope);
                    SetOwn(type.Statics, PropertyName(property.Key, property.Computed, scope), value, At(property));
                });
                break;
            case StaticBlock block:
                RunOn(type, type, () => ExecuteBody(block.Body, new Scope(scope, isFunction: true)));
                break;
        }
    }

    private static void DefineMethod(ClassValue type, MethodDefinition method, string? name, FunctionValue made)
    {
        if (method.Kind == MethodKind.Constructor)
        {
            type.Constructor = made;
        }
        else if (name is not null && method.Static && method.Kind == MethodKind.Method)
        {
            type.Statics.Set(new PropertySlot(name, made, made.Origin));
        }
        else if (name is not null && method.Kind == MethodKind.Get)
        {
            (method.Static ? type.StaticGetters : type.Getters)[name] = made;
        }
        else if (name is not null && method.Kind == MethodKind.Set && !method.Static)
        {
            type.Setters[name] = made;
        }
        else if (name is not null && method.Kind == MethodKind.Method)
        {
            type.Methods[name] = made;
        }
    }

    /// <summary>Runs the constructor of a class, its fields first.</summary>
    private void Initialize(ClassValue type, ObjectValue instance, HostCall call)
    {
        if (type.Constructor is null || type.Parent is null)
        {
            if (type.Parent is not null)
            {
                InitializeParent(type, instance, call);
            }

            InitializeFields(type, instance);
        }

        if (type.Constructor is { } constructor)
        {
            Invoke(constructor, call.Arguments, instance, call.Location);
        }
    }

    private void InitializeParent(ClassValue type, ObjectValue instance, HostCall call)
    {
        if (type.Parent is ClassValue parent)
        {
            Initialize(parent, instance, call);
        }
        else if (type.Parent is NamespaceHost { Name: var name } && name.EndsWith("Error", StringComparison.Ordinal))
        {
            ErrorValues.Initialize(instance, name, call);
        }
        else if (type.Parent is not null)
        {
            CallUnknown(type.Parent, call);
        }
    }

    private void InitializeFields(ClassValue type, ObjectValue instance)
    {
        RunOn(type, instance, () =>
        {
            foreach (var property in type.Node.Body.Body.OfType<PropertyDefinition>().Where(property => !property.Static))
            {
                var value = property.Value is null ? JavaScriptValues.Undefined : Evaluate(property.Value, type.Scope);
                Journal.Touch(instance);
                SetOwn(instance, PropertyName(property.Key, property.Computed, type.Scope), value, At(property));
            }
        });
    }

    /// <summary>Runs code of a class with the instance, or the class itself, as <c>this</c>.</summary>
    private void RunOn(ClassValue type, JavaScriptValue @this, Action body)
    {
        var saved = frame;
        frame = new Frame(saved, type.Module, @this, Context) { Function = null };
        try
        {
            body();
        }
        finally
        {
            frame = saved;
        }
    }

    private JavaScriptValue EvaluateSuper(Stack<Expression> links, Scope scope)
    {
        var home = frame!.Function?.Home;
        var first = links.Pop();
        JavaScriptValue value;
        if (first is CallExpression call)
        {
            var made = MakeCall(call, JavaScriptValues.Undefined, scope, isOptional: false);
            if (home is not null && frame.This is ObjectValue instance)
            {
                InitializeParent(home, instance, made);
                InitializeFields(home, instance);
            }

            value = JavaScriptValues.Undefined;
        }
        else
        {
            MemberKey((MemberExpression)first, scope, out var name);
            var method = name is null ? null : (home?.Parent as ClassValue)?.FindMethod(name);
            value = method?.Bind(frame.This) ?? (JavaScriptValue)JavaScriptValues.Computed(name ?? "super");
        }

        var isOptional = false;
        return WalkLinks(links, value, frame.This, scope, ref isOptional);
    }
}
