using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>Runs a migration's functions and turns what was observed into facts.</summary>
internal sealed class CallReader(ModuleRecord module, ModuleEvaluator evaluator)
{
    private const int MaximumCallee = 60;
    private readonly HashSet<JavaScriptValue> used = [];
    private Dictionary<string, string>? imports;

    /// <summary>Runs <c>up</c> or <c>down</c> as Knex does: with its connection, and waiting for what it returns.</summary>
    /// <param name="function">What is exported.</param>
    /// <param name="name">Its name.</param>
    public Observation Run(JavaScriptValue function, string name)
    {
        var observation = new Observation(module.Text);
        var start = SourceSpan.StartOf(module.Text);
        var interpreter = evaluator.Interpreter;
        JavaScriptValue own = new KnexInstance(ConnectionKind.OwnKnex);
        Func<JavaScriptValue>? body = function switch
        {
            // What is passed behind the connection is what umzug and db-migrate pass: Knex passes nothing, but a callback may be called.
            FunctionValue closure => () => interpreter.Invoke(
                closure, [own, .. closure.Node.Params.Skip(1).Select(_ => JavaScriptValues.Computed("argument"))], module.Exports, start),
            NativeFunction => () => interpreter.CallValue(function, new HostCall { Arguments = [own], Location = start, Callee = start, This = module.Exports }),
            _ => null,
        };
        if (body is null)
        {
            var from = JavaScriptValues.ModuleOf(function) is { } specifier ? $"'{specifier}', which is not followed" : "a value that is not known before it runs";
            observation.Unfollowed.Add(new UnfollowedCall(start, $"{name} comes from {from}"));
        }
        else
        {
            interpreter.RunIsolated(module, observation, () =>
            {
                var result = body();
                interpreter.ConsumePromise(result, Deferred.Root, null);
                return result;
            });
        }

        Remember(observation);
        return observation;
    }

    /// <summary>Notes which connections are used, so that making them is no finding of its own.</summary>
    public void Remember(Observation observation) =>
        used.UnionWith(observation.Calls.Where(call => !call.IsConstruction).Select(call => call.Connection));

    /// <summary>Adds what one run showed. All runs must have been remembered before.</summary>
    public void Collect(Observation observation, Direction direction, List<DatabaseCall> calls, List<OpaquePart> opaque)
    {
        var seen = new Dictionary<(SourceSpan, ConnectionKind, bool), int>();
        foreach (var call in observation.Calls.Where(IsCertain))
        {
            var fact = Describe(call, direction, observation.ExhaustedBy is not null);

            // Calls in other files stand at the call that led there: one for each kind, not one for each statement of the helper.
            var isOwn = ReferenceEquals(call.First.Text, module.Text);
            var key = (isOwn ? call.First : call.Location, call.Kind, isOwn || call.IsFunction);
            if (!seen.TryGetValue(key, out var index))
            {
                seen.Add(key, calls.Count);
                calls.Add(fact);
            }
            else
            {
                calls[index] = calls[index] with
                {
                    IsAwaited = isOwn ? calls[index].IsAwaited || fact.IsAwaited : calls[index].IsAwaited && fact.IsAwaited,
                    SwallowedBy = fact.SwallowedBy is null ? null : calls[index].SwallowedBy,
                };
            }
        }

        opaque.AddRange(observation.Unfollowed.Select(part => new OpaquePart(part.Location, part.Reason)));
        if (observation.ExhaustedBy is { } reason)
        {
            opaque.Add(new OpaquePart(SourceSpan.StartOf(module.Text), reason));
        }
    }

    /// <summary>False for what is no call of its own, and for what another file does only if something unknown is so.</summary>
    private bool IsCertain(ObservedCall call) =>
        !call.Deferred.IsPart && !(call.IsConstruction && used.Contains(call.Connection))
        && (!call.IsConditionalInHelper || call.Kind == ConnectionKind.OwnKnex || ReferenceEquals(call.First.Text, module.Text));

    private DatabaseCall Describe(ObservedCall call, Direction direction, bool isExhausted)
    {
        var (isAwaited, swallowedBy) = call.Deferred.Resolve(endsCount: direction == Direction.Load);
        var callee = WrittenCallee(call);
        return new DatabaseCall
        {
            Location = call.Location,
            Direction = direction,
            Receiver = call.Kind switch
            {
                ConnectionKind.OwnKnex => Receiver.OwnKnex,
                ConnectionKind.OtherKnex => Receiver.OtherKnex,
                ConnectionKind.UmzugContext => Receiver.UmzugContext,
                ConnectionKind.ImportedModule => Receiver.ImportedModule,
                ConnectionKind.Shell => Receiver.Shell,
                _ => Receiver.Driver,
            },
            Form = call.IsTag ? CallForm.TaggedTemplate : call.IsConstruction ? CallForm.Construction : CallForm.Call,
            Callee = callee.Length > MaximumCallee ? callee.Substring(0, MaximumCallee - 1) + "…" : callee,
            Method = call.Method,
            Module = ModuleOf(call),
            IsFunction = call.IsFunction,
            IsAwaited = isAwaited || isExhausted || !call.IsFunction || (call.IsConditional && !ReferenceEquals(call.First.Text, module.Text)),
            DecidedBy = call.DecidedBy,
            SwallowedBy = swallowedBy is { } span && ReferenceEquals(span.Text, module.Text) ? span : null,
            SqlFile = call.Arguments.Select(FindSqlFile).FirstOrDefault(name => name is not null),
        };
    }

    /// <summary>
    /// The callee as this file writes it, also where a wrapper of the project makes the call. What a helper does with the knex that it is
    /// given is named as the helper writes it: that is what works or fails.
    /// </summary>
    private string WrittenCallee(ObservedCall call)
    {
        var isWrapper = !ReferenceEquals(call.Callee.Text, module.Text) && call.Kind is not (ConnectionKind.OwnKnex or ConnectionKind.UmzugContext);
        return isWrapper && FindCallee(module.Parse.Program, call.Location.Span) is { } written
            ? module.Text.Slice(written)
            : call.Callee.Text.Slice(call.Callee.Span);
    }

    private static TextSpan? FindCallee(Node node, TextSpan call) =>
        node is CallExpression found && found.Span == call
            ? found.Callee.Span
            : node.Children.Where(child => child.Span.Contains(call)).Select(child => FindCallee(child, call)).FirstOrDefault(callee => callee is not null);

    /// <summary>For a connection that another module made: the specifier by which it came here.</summary>
    private string? ModuleOf(ObservedCall call)
    {
        if (call.Kind is ConnectionKind.OwnKnex or ConnectionKind.UmzugContext or ConnectionKind.Shell)
        {
            return null;
        }

        if (call.Connection.Origin is { } made && ReferenceEquals(made.Text, module.Text))
        {
            return call.Kind == ConnectionKind.OtherKnex ? "knex" : call.Package;
        }

        imports ??= ImportNames.Read(module.Parse.Program);
        var written = ReferenceEquals(call.First.Text, module.Text) ? call.Callee : call.Location;
        var text = written.Text.Slice(written.Span);
        var root = new string([.. text.TakeWhile(character => char.IsLetterOrDigit(character) || character is '_' or '$')]);
        return imports.TryGetValue(root, out var specifier) ? specifier
            : call.Kind == ConnectionKind.ImportedModule ? call.Package
            : imports.Values.FirstOrDefault(ModuleResolver.IsPath) ?? call.Package;
    }

    private static string? FindSqlFile(JavaScriptValue value) => FindSqlFile(value, []);

    private static string? FindSqlFile(JavaScriptValue value, HashSet<JavaScriptValue> seen)
    {
        if (!seen.Add(value) || seen.Count > 256)
        {
            return null;
        }

        switch (value)
        {
            case StringValue { File: { } file }:
                return file.EndsWith(".sql", StringComparison.OrdinalIgnoreCase) ? file : null;
            case UnknownValue { Detail: "readFile", Inputs.Count: > 0 } read:
                return FileSystemHost.FindSqlName(read.Inputs[0]);
        }

        IReadOnlyList<JavaScriptValue> parts = value switch
        {
            StringValue text => text.Pieces,
            TemplateValue template => template.Pieces,
            UnknownValue unknown => unknown.Inputs,
            ConditionalValue conditional => [conditional.WhenTrue, conditional.WhenFalse],
            _ => [],
        };
        return parts.Select(part => FindSqlFile(part, seen)).FirstOrDefault(name => name is not null);
    }
}

/// <summary>The names that a module takes from others.</summary>
internal static class ImportNames
{
    /// <summary>Local names with the specifiers they come from.</summary>
    public static Dictionary<string, string> Read(Program program)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        void Add(Node? pattern, string specifier)
        {
            switch (pattern)
            {
                case Identifier identifier:
                    names[identifier.Name] = specifier;
                    break;
                case Property property:
                    Add(property.Value, specifier);
                    break;
                case AssignmentPattern assignment:
                    Add(assignment.Left, specifier);
                    break;
                case ObjectPattern or ArrayPattern or RestElement:
                    foreach (var child in pattern.Children)
                    {
                        Add(child, specifier);
                    }

                    break;
            }
        }

        foreach (var statement in program.Body)
        {
            switch (statement)
            {
                case ImportDeclaration { Source.Value: string specifier } import:
                    foreach (var child in import.Specifiers)
                    {
                        Add(child switch
                        {
                            ImportSpecifier named => named.Local,
                            ImportDefaultSpecifier @default => @default.Local,
                            ImportNamespaceSpecifier @namespace => @namespace.Local,
                            _ => null,
                        }, specifier);
                    }

                    break;
                case TSImportEqualsDeclaration { ModuleReference: TSExternalModuleReference { Expression: Literal { Value: string specifier } } } import:
                    Add(import.Id, specifier);
                    break;
                case VariableDeclaration declaration:
                    foreach (var declarator in declaration.Declarations.Where(declarator => declarator.Init is not null))
                    {
                        if (FindRequire(declarator.Init!) is { } required)
                        {
                            Add(declarator.Id, required);
                        }
                        else if (Root(declarator.Init!) is { } root && names.TryGetValue(root, out var known))
                        {
                            Add(declarator.Id, known);
                        }
                    }

                    break;
            }
        }

        return names;
    }

    private static string? FindRequire(Node node) => node switch
    {
        CallExpression { Callee: Identifier { Name: "require" }, Arguments.Count: 1 } call => (call.Arguments[0] as Literal)?.Value as string,
        CallExpression outer => FindRequire(outer.Callee),
        MemberExpression member => FindRequire(member.Object),
        AwaitExpression { Argument: ImportExpression { Source: Literal { Value: string imported } } } => imported,
        _ => null,
    };

    private static string? Root(Node node) => node switch
    {
        Identifier identifier => identifier.Name,
        MemberExpression member => Root(member.Object),
        CallExpression call => Root(call.Callee),
        AwaitExpression await => Root(await.Argument),
        _ => null,
    };
}
