using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Lowering.Knex;
using MigrationLint.Text;

namespace MigrationLint.Tests.Lowering.Knex;

/// <summary>Runs the <c>up</c> of a migration against a database that has nothing, and keeps what is sent.</summary>
internal sealed class KnexTrace : IDatabaseSession
{
    public const string Path = "/p/1.js";

    /// <summary>The statements, BEGIN and so on among them.</summary>
    public List<string> Sent { get; } = [];

    public List<KnexStatement> Statements { get; } = [];
    public List<DatabaseRequest> Requests { get; } = [];
    public List<KnexFailure> Failures { get; } = [];

    /// <summary>What <c>hasTable</c> and <c>hasColumn</c> answer.</summary>
    public bool Exists { get; init; }

    public static KnexTrace Of(string body, params (string Path, string Content)[] files) => new KnexTrace().Run($"exports.up = async (knex) => {{ {body} }};", files);

    public KnexTrace Run(string source, params (string Path, string Content)[] files)
    {
        var disk = new InMemoryFileSystem { [Path] = source };
        foreach (var (path, content) in files)
        {
            disk[path] = content;
        }

        var evaluator = new ModuleEvaluator(disk, new Dictionary<string, string>());
        var module = evaluator.Load(Path)!;
        var up = (FunctionValue)((ObjectValue)module.Exports).Find("up")!.Value;
        evaluator.Interpreter.RunIsolated(module, new Observation(module.Text), () =>
            evaluator.Interpreter.Settle(evaluator.Interpreter.Invoke(up, [new KnexInstance(ConnectionKind.OwnKnex)], JavaScriptValues.Undefined, SourceSpan.StartOf(module.Text))), this);
        return this;
    }

    public JavaScriptValue Execute(DatabaseRequest request)
    {
        Requests.Add(request);
        if (request is TransactionRequest transaction)
        {
            Sent.Add(transaction.Step.ToString());
        }

        var compiled = KnexCompiler.Compile(request);
        Statements.AddRange(compiled.Statements);
        Sent.AddRange(compiled.Statements.Select(statement => statement.Sql));
        if (compiled.Failure is { } failure)
        {
            Failures.Add(failure);
            throw new JavaScriptThrowException(new StringValue(failure.Message));
        }

        var answers = compiled.Statements.Select(statement => statement.Result == KnexResult.Exists ? JavaScriptValues.Of(Exists) : (JavaScriptValue)JavaScriptValues.Computed("result")).ToList();
        return answers.Count == 1 ? answers[0] : new ArrayValue(answers);
    }

    /// <summary>The source of a stretch of the first statement's text.</summary>
    public string SourceOf(string part)
    {
        var text = Statements[0].Text;
        var start = text.Content.IndexOf(part, StringComparison.Ordinal);
        Assert.That(start, Is.GreaterThanOrEqualTo(0), text.Content);
        var source = text.ToSource(new TextSpan(start, part.Length));
        return source.Text.Slice(source.Span);
    }
}
