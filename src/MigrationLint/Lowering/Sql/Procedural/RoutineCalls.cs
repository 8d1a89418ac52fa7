using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql;
using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Runs the routines of the user's that a statement calls. What they do stands at the call.</summary>
/// <param name="session">What the statement shares.</param>
/// <param name="lower">Lowers the statements in their bodies.</param>
internal sealed class RoutineCalls(EvaluationSession session, StatementLowering lower)
{
    // Deeper than routines of migrations call one another; a recursion ends by it.
    private const int MaximumDepth = 24;

    private readonly Dictionary<CreateRoutine, (PLpgSQLFunction Tree, SqlTokens Tokens, SourceSpan Call, bool IsBroken)> parsed = [];
    private int depth;

    /// <summary>Runs a routine.</summary>
    /// <param name="routine">The routine.</param>
    /// <param name="arguments">A value for each parameter that takes one.</param>
    /// <param name="source">The call.</param>
    /// <param name="isCertain">False where something that is not known decides whether it is called.</param>
    public QueryResult Run(Routine routine, IReadOnlyList<SqlValue> arguments, SourceSpan source, bool isCertain)
    {
        if (isCertain || session.Sink is ConditionalSink)
        {
            return Run(routine, arguments, source);
        }

        var (sink, result) = (session.Sink, QueryResult.Unknown);
        session.Sink = new ConditionalSink(sink);
        var refusal = session.Sink.TryRun(() => result = Run(routine, arguments, source));
        session.Sink = sink;
        return refusal is null ? result with { Rows = [.. result.Rows.Select(static row => row with { IsCertain = false })] } : QueryResult.Unknown;
    }

    private QueryResult Run(Routine routine, IReadOnlyList<SqlValue> arguments, SourceSpan source)
    {
        if (routine.Definition is not { } definition)
        {
            return QueryResult.Unknown;
        }

        if (routine.IsStrict && arguments.Any(static argument => argument.IsNull))
        {
            return Scalar(SqlValue.Null);
        }

        if (definition.Body is not { } body || definition.Language is not ("sql" or "plpgsql"))
        {
            // BEGIN ATOMIC holds no DDL; a body in another language may do anything.
            return definition.Language == "sql" || routine.Volatility != Volatility.Volatile ? QueryResult.Unknown : Opaque($"the function {routine.Name} is written in {definition.Language}", source);
        }

        if (depth >= MaximumDepth)
        {
            return Opaque($"{routine.Name} calls itself too often", source);
        }

        depth++;
        var path = session.Sink.Settings.SearchPath;
        var setsPath = definition.Settings.Where(static setting => setting.Name == "search_path").Select(static setting => setting.Value).ToList();
        try
        {
            SetPath(setsPath.Count > 0 ? [.. setsPath[0].Split(',').Select(static part => part.Trim().Trim('"', '\'')).Where(static part => part.Length > 0)] : null, source);
            return definition.Language == "sql" ? RunSqlBody(routine, body, arguments, source) : RunPlpgsql(routine, definition, body, arguments, source);
        }
        finally
        {
            depth--;
            SetPath(setsPath.Count > 0 ? path : null, source);
        }
    }

    private void SetPath(IReadOnlyList<string>? path, SourceSpan source)
    {
        if (path is not null)
        {
            session.Sink.Emit(new SetParameter("search_path", path) { Source = source });
        }
    }

    private QueryResult Opaque(string reason, SourceSpan source)
    {
        session.Sink.Emit(new RunSql(reason) { Source = source });
        return QueryResult.Unknown;
    }

    private static QueryResult Scalar(SqlValue value) => new([""], [new QueryRow([value], IsCertain: true)], IsComplete: true);

    private static EmbeddedText At(string body, SourceSpan source)
    {
        var builder = new EmbeddedTextBuilder(source.Text);

        // Of one character a hole would be one that is not known.
        builder.AppendHole(source.Span, body.Length == 1 ? body + " " : body);
        return builder.Build();
    }

    private QueryResult RunPlpgsql(Routine routine, CreateRoutine definition, string body, IReadOnlyList<SqlValue> arguments, SourceSpan source)
    {
        if (!parsed.TryGetValue(definition, out var code) || code.Call != source)
        {
            var tokens = SqlLexer.Tokenize(At(body, source), SqlPlaceholders.None);
            var (tree, errors) = PlpgsqlParser.Parse(tokens, Signature(routine));
            parsed[definition] = code = (tree, tokens, source, errors.Count > 0);
        }

        if (code.IsBroken || code.Tree.Action is not { } block)
        {
            return Opaque($"the body of {routine.Name} could not be read", source);
        }

        var frame = Frame(routine, arguments);
        new PlpgsqlInterpreter(session, lower, code.Tokens, frame, code.Tree.Options, routine.Kind == ObjectKind.Procedure).Run(block);
        if (routine.ReturnsSet)
        {
            var names = OutputNames(routine);
            return new QueryResult(names.Count > 0 ? names : frame.Returned.Count > 0 && frame.Returned[0].Values.Count == 1 ? [routine.Name.Name] : null, frame.Returned, frame.IsReturnedComplete);
        }

        return frame.Outputs.Count == 0 ? Scalar(frame.Result ?? SqlValue.Null)
            : frame.Outputs.Count == 1 ? Scalar(frame.Outputs[0].Value)
            : Scalar(new SqlRow(OutputNames(routine), [.. frame.Outputs.Select(static slot => slot.Value)]));
    }

    // The parameters by position and by name, in a scope that is labelled with the name of the routine.
    private PlpgsqlFrame Frame(Routine routine, IReadOnlyList<SqlValue> arguments)
    {
        var (slots, input) = (new List<PlpgsqlSlot>(), 0);
        var names = new Evaluator(session, new SourceText("", ""), variables: null);
        foreach (var parameter in routine.Parameters)
        {
            var takes = parameter.Mode is "IN" or "INOUT" or "VARIADIC";
            var value = takes ? input < arguments.Count ? arguments[input++] : SqlValue.Unknown : SqlValue.Null;
            var type = names.Of(parameter.Type);
            slots.Add(new PlpgsqlSlot(type) { IsRow = type.Name == "record", Value = value is SqlText { IsUntyped: true } text ? SqlValue.Of(text.Value) : value });
        }

        var frame = new PlpgsqlFrame { Parameters = slots, Outputs = [.. slots.Where((_, i) => IsOutput(routine.Parameters[i]))] };
        frame.Push(routine.Name.Name);
        for (var i = 0; i < slots.Count; i++)
        {
            if (routine.Parameters[i].Name is { } name)
            {
                frame.Add(name, slots[i]);
            }
        }

        return frame;
    }

    private static bool IsOutput(RoutineParameter parameter) => parameter.Mode is "OUT" or "INOUT" or "TABLE";

    private static IReadOnlyList<string> OutputNames(Routine routine) => [.. routine.Parameters.Where(IsOutput).Select(static parameter => parameter.Name ?? "")];

    private static MigrationLint.Sql.Plpgsql.RoutineSignature Signature(Routine routine) => new()
    {
        Name = routine.Name.Name,
        Parameters = [.. routine.Parameters.Select(static parameter => new FunctionParameter(0)
        {
            Name = parameter.Name,
            Mode = parameter.Mode switch
            {
                "OUT" => FunctionParameterMode.Out,
                "INOUT" => FunctionParameterMode.Inout,
                "VARIADIC" => FunctionParameterMode.Variadic,
                "TABLE" => FunctionParameterMode.Table,
                _ => FunctionParameterMode.In,
            },
        })],
        IsProcedure = routine.Kind == ObjectKind.Procedure,
        ReturnsSet = routine.ReturnsSet,
        ReturnsVoid = routine.Returns is null or { Type.Value: VoidType },
    };

    // The oid of void (pg_type.dat).
    private const int VoidType = 2278;

    private QueryResult RunSqlBody(Routine routine, string body, IReadOnlyList<SqlValue> arguments, SourceSpan source)
    {
        var frame = Frame(routine, arguments);
        var script = SqlScriptReader.Read(At(body, source), SqlPlaceholders.None);
        var result = QueryResult.Unknown;
        foreach (var statement in script.Statements)
        {
            if (statement is { Error: null, Tree: SelectStmt { IntoClause: null } query })
            {
                // In SQL a column comes before a parameter of the same name.
                result = new Evaluator(session, script.Tokens.Text, frame) { PrefersColumns = true, AreFieldsChecked = true }.Query(query, outer: null);
                continue;
            }

            result = QueryResult.Unknown;
            if (statement is { Error: null, Tree: CallStmt { Funccall: { } call } })
            {
                // What it is called with may be parameters of this routine.
                new Evaluator(session, script.Tokens.Text, frame) { PrefersColumns = true, HasCheckedNames = true }.Value(call, scope: null);
                continue;
            }

            var replaced = statement is { Error: null, Tree: InsertStmt or UpdateStmt or DeleteStmt or MergeStmt } ? VariableSubstitution.Apply(statement.Tree, script.Tokens.Text, frame, session) : null;
            var inner = replaced is null ? null : SqlScriptReader.Read(replaced, SqlPlaceholders.None);
            if (inner is { Statements.Count: 1 })
            {
                lower(session.Sink, inner.Statements[0], inner.Tokens);
            }
            else
            {
                lower(session.Sink, statement, script.Tokens);
            }
        }

        return result;
    }
}
