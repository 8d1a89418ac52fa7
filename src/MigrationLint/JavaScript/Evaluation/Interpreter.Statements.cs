using MigrationLint.JavaScript.Ast;
using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

internal sealed partial class Interpreter
{
    /// <summary>Runs the statements of a function or module, whose functions are known from the start.</summary>
    private Completion ExecuteBody(IReadOnlyList<Statement> statements, Scope scope)
    {
        HoistFunctions(statements, scope);
        foreach (var statement in statements)
        {
            var completion = Execute(statement, scope, null);
            if (!completion.IsNormal)
            {
                return completion;
            }
        }

        return Completion.Normal;
    }

    private Completion Execute(Statement statement, Scope scope, string? label)
    {
        Fuel.Enter();
        latest = statement;
        try
        {
            return ExecuteStatement(statement, scope, label);
        }
        finally
        {
            Fuel.Leave();
        }
    }

    private Completion ExecuteStatement(Statement statement, Scope scope, string? label)
    {
        switch (statement)
        {
            case ExpressionStatement expression:
                Evaluate(expression.Expression, scope);
                return Completion.Normal;
            case VariableDeclaration declaration:
                Declare(declaration, scope);
                return Completion.Normal;
            case ReturnStatement @return:
                return new Completion(CompletionKind.Return, @return.Argument is null ? JavaScriptValues.Undefined : Evaluate(@return.Argument, scope));
            case IfStatement @if:
                return ExecuteIf(@if, scope);
            case BlockStatement block:
                return ExecuteBody(block.Body, new Scope(scope, isFunction: false));
            case ThrowStatement @throw:
                // Exceptions of the host are dear; a program that throws in a loop pays for them.
                Fuel.Spend(500);
                var error = Evaluate(@throw.Argument, scope);
                NoteThrow(error, At(@throw));
                throw new JavaScriptThrowException(error);
            case TryStatement @try:
                return ExecuteTry(@try, scope);
            case BreakStatement @break:
                return new Completion(CompletionKind.Break, Label: @break.Label?.Name);
            case ContinueStatement @continue:
                return new Completion(CompletionKind.Continue, Label: @continue.Label?.Name);
            case ClassDeclaration @class:
                scope.Declare(@class.Id?.Name ?? "*default*", new Binding(EvaluateClass(@class, scope)));
                return Completion.Normal;
            case TSEnumDeclaration @enum:
                DeclareEnum(@enum, scope);
                return Completion.Normal;
            case TSModuleDeclaration { Id: Identifier id, Body: { } body }:
                DeclareNamespace(id.Name, body, scope);
                return Completion.Normal;
            case LabeledStatement labeled:
                return ExecuteLabeled(labeled, scope);
            case SwitchStatement @switch:
                return ExecuteSwitch(@switch, scope);
            case WithStatement with:
                Evaluate(with.Object, scope);
                return Execute(with.Body, scope, null);
            default:
                return ExecuteLoopOrModuleItem(statement, scope, label);
        }
    }

    private Completion ExecuteLoopOrModuleItem(Statement statement, Scope scope, string? label)
    {
        switch (statement)
        {
            case ForOfStatement forOf:
                return ExecuteForOf(forOf, scope, label);
            case ForInStatement forIn:
                return ExecuteForIn(forIn, scope, label);
            case ForStatement @for:
                return ExecuteFor(@for, scope, label);
            case WhileStatement @while:
                return ExecuteWhile(@while.Test, @while.Body, scope, label, testFirst: true);
            case DoWhileStatement doWhile:
                return ExecuteWhile(doWhile.Test, doWhile.Body, scope, label, testFirst: false);
            case ExportNamedDeclaration or ExportDefaultDeclaration or ExportAllDeclaration or TSExportAssignment or TSImportEqualsDeclaration:
                ExecuteModuleItem(statement, scope);
                return Completion.Normal;
            default:
                // Function declarations and imports are hoisted; the rest has no effect.
                return Completion.Normal;
        }
    }

    private Completion ExecuteIf(IfStatement statement, Scope scope)
    {
        var test = Evaluate(statement.Test, scope);
        Completion Consequent() => Execute(statement.Consequent, scope, null);
        Completion Alternate() => statement.Alternate is null ? Completion.Normal : Execute(statement.Alternate, scope, null);
        return JavaScriptValues.Truth(test) switch
        {
            true => Consequent(),
            false => Alternate(),
            null => BranchStatements(test, Consequent, Alternate, isLoop: false),
        };
    }

    private Completion ExecuteLabeled(LabeledStatement statement, Scope scope)
    {
        var mark = splits.Count;
        var name = statement.Label.Name;
        var completion = Execute(statement.Body, scope, name);
        CloseSplits(mark, left => left.Kind == CompletionKind.Break && left.Label == name);
        return completion.Kind == CompletionKind.Break && completion.Label == name ? Completion.Normal : completion;
    }

    private Completion ExecuteSwitch(SwitchStatement statement, Scope scope)
    {
        var discriminant = Evaluate(statement.Discriminant, scope);
        var inner = new Scope(scope, isFunction: false);
        foreach (var @case in statement.Cases)
        {
            HoistFunctions(@case.Consequent, inner);
        }

        var completion = ExecuteCases(statement, discriminant, 0, inner);
        return completion is { Kind: CompletionKind.Break, Label: null } ? Completion.Normal : completion;
    }

    private Completion ExecuteCases(SwitchStatement statement, JavaScriptValue discriminant, int from, Scope scope)
    {
        for (var i = from; i < statement.Cases.Count; i++)
        {
            if (statement.Cases[i].Test is not { } test)
            {
                continue;
            }

            var value = Evaluate(test, scope);
            var index = i;
            switch (Operators.Equal("===", discriminant, value))
            {
                case true:
                    return Fall(statement, index, scope);
                case null:
                    return BranchStatements(
                        JavaScriptValues.Computed("===", discriminant, value),
                        () => Fall(statement, index, scope),
                        () => ExecuteCases(statement, discriminant, index + 1, scope),
                        isLoop: false);
            }
        }

        var byDefault = statement.Cases.ToList().FindIndex(@case => @case.Test is null);
        return byDefault < 0 ? Completion.Normal : Fall(statement, byDefault, scope);
    }

    /// <summary>Runs the statements from a case on, through the cases below, up to a <c>break</c>.</summary>
    private Completion Fall(SwitchStatement statement, int from, Scope scope)
    {
        var mark = splits.Count;
        foreach (var inner in statement.Cases.Skip(from).SelectMany(@case => @case.Consequent))
        {
            var completion = Execute(inner, scope, null);
            if (!completion.IsNormal)
            {
                CloseSplits(mark, IsPlainBreak);
                return completion is { Kind: CompletionKind.Break, Label: null } ? Completion.Normal : completion;
            }
        }

        CloseSplits(mark, IsPlainBreak);
        return Completion.Normal;
    }

    private static bool IsPlainBreak(Completion left) => left is { Kind: CompletionKind.Break, Label: null };

    private Completion ExecuteTry(TryStatement statement, Scope scope)
    {
        var outerThrow = mayThrow;
        mayThrow = false;
        var mark = splits.Count;
        Completion completion;
        JavaScriptThrowException? error = null;
        frame!.Tries.Add(statement.Handler is not null && Handlers.Swallows(statement.Handler) ? At(statement) : null);
        try
        {
            completion = Execute(statement.Block, scope, null);
        }
        catch (JavaScriptThrowException exception) when (statement.Handler is not null || statement.Finalizer is not null)
        {
            error = exception;
            completion = Completion.Normal;
        }
        finally
        {
            frame.Tries.RemoveAt(frame.Tries.Count - 1);
        }

        var thrown = mayThrow;
        mayThrow = outerThrow;
        if (statement.Handler is { } handler)
        {
            completion = error is not null && splits.Count == mark
                ? Handle(handler, error.Value, scope)
                : error is not null || thrown
                    ? BranchStatements(
                        JavaScriptValues.Computed("throws"),
                        () => Handle(handler, error?.Value ?? JavaScriptValues.Computed("error"), scope),
                        () => completion,
                        isLoop: false)
                    : completion;
            error = null;
        }
        else
        {
            mayThrow |= thrown;
        }

        if (statement.Finalizer is { } finalizer && Execute(finalizer, scope, null) is { IsNormal: false } last)
        {
            return last;
        }

        return error is null ? completion : throw error;
    }

    private Completion Handle(CatchClause handler, JavaScriptValue error, Scope scope)
    {
        var inner = new Scope(scope, isFunction: false);
        if (handler.Param is not null)
        {
            Bind(handler.Param, error, inner, BindingMode.Declare);
        }

        return Execute(handler.Body, inner, null);
    }

    private void Declare(VariableDeclaration declaration, Scope scope)
    {
        var mode = declaration.Kind == "var" ? BindingMode.Var : BindingMode.Declare;
        foreach (var declarator in declaration.Declarations)
        {
            if (declarator.Init is null && mode == BindingMode.Var)
            {
                continue;
            }

            Bind(declarator.Id, declarator.Init is null ? JavaScriptValues.Undefined : Evaluate(declarator.Init, scope), scope, mode);
        }
    }

    private void DeclareEnum(TSEnumDeclaration declaration, Scope scope)
    {
        var members = scope.FindOwn(declaration.Id.Name)?.Value as ObjectValue ?? new ObjectValue { Origin = At(declaration) };
        var inner = new Scope(scope, isFunction: false);
        inner.Declare(declaration.Id.Name, new Binding(members));
        double? next = 0;
        foreach (var member in declaration.Body.Members)
        {
            var name = (member.Id as Identifier)?.Name ?? (member.Id as Literal)?.Value as string ?? "";
            var value = member.Initializer is not null ? Evaluate(member.Initializer, inner)
                : next is { } number ? new NumberValue(number)
                : JavaScriptValues.Computed("enum");
            next = value is NumberValue known ? known.Value + 1 : null;
            inner.Declare(name, new Binding(value));
            SetMember(members, name, value, At(member));
            if (value is NumberValue key)
            {
                SetMember(members, JavaScriptValues.Text(key.Value), new StringValue(name), At(member));
            }
        }

        scope.Declare(declaration.Id.Name, new Binding(members));
    }

    private void DeclareNamespace(string name, TSModuleBlock body, Scope scope)
    {
        var members = scope.FindOwn(name)?.Value as ObjectValue ?? new ObjectValue();
        var inner = new Scope(scope, isFunction: true);
        HoistFunctions(body.Body, inner);
        foreach (var statement in body.Body)
        {
            var declaration = (statement as ExportNamedDeclaration)?.Declaration;
            Execute(declaration ?? statement, inner, null);
            foreach (var exported in declaration is null ? [] : DeclaredNames(declaration))
            {
                SetMember(members, exported, inner.Find(exported)?.Value ?? JavaScriptValues.Undefined, At(statement));
            }
        }

        scope.Declare(name, new Binding(members));
    }
}
