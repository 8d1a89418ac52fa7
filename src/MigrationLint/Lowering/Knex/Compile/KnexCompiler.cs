using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>Turns what a program asks of Knex, or of a driver, into the SQL that is sent to PostgreSQL.</summary>
internal static class KnexCompiler
{
    /// <summary>The statements of a request, in order.</summary>
    /// <returns>No statements, with the failure, where Knex throws.</returns>
    public static CompiledKnex Compile(DatabaseRequest request)
    {
        if (request is ConcurrentRequest concurrent)
        {
            return TakeTurns([.. concurrent.Requests.Select(Compile)]);
        }

        var compilation = new KnexCompilation(request.Location);
        try
        {
            return new CompiledKnex(request switch
            {
                KnexSchemaRequest schema => new SchemaCompiler(compilation).Compile(schema),
                KnexQueryRequest query => [CompileQuery(compilation, query)],
                KnexRawRequest raw => [CompileRaw(compilation, raw)],
                DriverRequest driver => [DriverCompiler.Compile(compilation, driver)],
                _ => [],
            }, null);
        }
        catch (KnexFailureException failure)
        {
            return new CompiledKnex([], new KnexFailure(failure.Message, failure.Location ?? compilation.Here, failure.IsLimit));
        }
        catch (InsufficientExecutionStackException)
        {
            return new CompiledKnex([], new KnexFailure("the query is nested too deeply", request.Location, IsLimit: true));
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            return new CompiledKnex([], new KnexFailure("the query is too large", request.Location, IsLimit: true));
        }
    }

    /// <summary>Runners of one connection: each queues its next statement when its last one is answered (knex 3.3: <c>queryArray</c> of <c>lib/execution/runner.js</c>).</summary>
    private static CompiledKnex TakeTurns(List<CompiledKnex> all)
    {
        var turns = all.SelectMany(one => one.Statements.Select((statement, turn) => (statement, turn))).OrderBy(entry => entry.turn);
        return all.Find(one => one.Failure is not null) ?? new CompiledKnex([.. turns.Select(entry => entry.statement)], null);
    }

    /// <summary>Compiles a query that may be a part of another.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="calls">What was called on its builder.</param>
    /// <param name="method">What is wanted of it; null for what the builder says.</param>
    /// <param name="bindings">The bindings of the outer query, to which those of this one are added; null for a list of its own.</param>
    internal static CompiledQuery Compile(KnexCompilation compilation, IReadOnlyList<BuilderCall> calls, string? method, List<JavaScriptValue>? bindings)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        compilation.Enter();
        var here = compilation.Here;
        var state = new QueryState(compilation);
        foreach (var call in calls)
        {
            state.Apply(call);
        }

        compilation.Here = calls.Count > 0 ? calls[calls.Count - 1].Location : here;
        var compiled = new QueryCompiler(compilation, state, bindings ?? []).Compile(method);
        compilation.Spend(compiled.Sql.Size);
        compilation.Here = here;
        compilation.Leave();
        return compiled;
    }

    /// <summary>What <c>toString()</c> of a builder gives.</summary>
    internal static SqlText ToText(KnexCompilation compilation, JavaScriptValue builder)
    {
        if (builder is KnexSchemaBuilder schema)
        {
            var statements = new SchemaCompiler(compilation).CompileTexts(schema.Chain.Calls);
            return SqlText.Join(";\n", statements.Select(statement => compilation.Escape.Interpolate(statement.Sql, statement.Bindings)));
        }

        var compiled = builder is KnexQueryBuilder query ? Compile(compilation, query.Chain.Calls, null, null) : RawCompiler.Compile(compilation, builder);
        return compilation.Escape.Interpolate(compiled.Sql, compiled.Bindings);
    }

    /// <summary>A statement of it.</summary>
    internal static KnexStatement Finish(KnexCompilation compilation, SqlText sql, IReadOnlyList<JavaScriptValue> bindings, SourceSpan location)
    {
        if (sql.IsEmpty)
        {
            throw new KnexFailureException("The query is empty", location);
        }

        compilation.Here = location;
        var placed = sql.At(location);
        var written = compilation.Escape.Position(placed, bindings, parameters: false).At(location);
        return new KnexStatement
        {
            Text = written.Build(location),
            Sql = compilation.Escape.Position(placed, bindings, parameters: true).Content,
            Bindings = [.. bindings],
            Location = location,
            IsUncertain = compilation.IsUncertain || written.HasUnknown,
            MadeUpNames = compilation.MadeUpNames,
        };
    }

    private static KnexStatement CompileQuery(KnexCompilation compilation, KnexQueryRequest request)
    {
        var compiled = Compile(compilation, request.Calls, null, null);
        return Finish(compilation, compiled.Sql, compiled.Bindings, request.Location) with
        {
            Plucked = compiled.Plucked,
            Result = compiled.Method switch
            {
                "first" => KnexResult.FirstRow,
                "pluck" => KnexResult.Pluck,
                "select" => KnexResult.Rows,
                "columnInfo" => KnexResult.ColumnInfo,
                _ when compiled.IsReturning => KnexResult.Rows,
                "update" or "del" => KnexResult.RowCount,
                _ => KnexResult.Raw,
            },
        };
    }


    private static KnexStatement CompileRaw(KnexCompilation compilation, KnexRawRequest request)
    {
        var compiled = RawCompiler.Compile(compilation, compilation.Sql(request.Sql), request.Bindings);
        return Finish(compilation, compiled.Sql, compiled.Bindings, request.Location);
    }
}
