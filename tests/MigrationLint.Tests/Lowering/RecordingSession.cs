using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.BuiltIns;
using MigrationLint.Lowering.Knex;
using MigrationLint.Text;

namespace MigrationLint.Tests.Lowering;

/// <summary>
/// A database that notes what it is asked. It has the tables whose names begin with <c>has</c>, refuses SQL in which FAIL stands, and answers
/// everything else with <c>R</c>, or what is not known where the SQL begins with <c>select</c>. A question mark stands before what may not be sent.
/// </summary>
internal sealed class RecordingSession : IDatabaseSession
{
    private readonly List<string> log = [];

    public string Log => string.Join(" | ", log);

    public JavaScriptValue Execute(DatabaseRequest request)
    {
        var text = request switch
        {
            KnexRawRequest raw => Of(raw.Sql),
            DriverRequest driver => Of(driver.Sql) + (driver.Values is ArrayValue values ? " [" + string.Join(", ", values.Elements.Select(Of)) + "]" : "")
                + (driver.IsOtherConnection ? " (other)" : ""),
            KnexSchemaRequest schema => string.Join(" ", schema.Calls.Select(call => (call.IsConditional ? "?" : "") + call.Method + " " + string.Join(" ", call.Arguments.Take(1).Select(Of)))),
            KnexQueryRequest query => string.Join(" ", query.Calls.Select(call => call.Method + " " + string.Join(" ", call.Arguments.Take(1).Select(Of)))).Trim(),
            TransactionRequest step => step.Step.ToString().ToUpperInvariant(),
            _ => request.ToString(),
        };
        log.Add((request.IsConditional ? "?" : "") + text);
        return text.Contains("FAIL", StringComparison.Ordinal) ? throw new JavaScriptThrowException(ErrorValues.Make("refused", "42P07"))
            : request is KnexSchemaRequest ? JavaScriptValues.Of(text.StartsWith("hasTable has", StringComparison.Ordinal))
            : text.StartsWith("select", StringComparison.Ordinal) ? JavaScriptValues.Computed("rows")
            : new StringValue("R");
    }

    /// <summary>Runs a migration; what it did, and how it ended.</summary>
    public static (string Log, MigrationRun Run) Run(
        string source, MigrationConnection connection = MigrationConnection.Knex, string path = "/p/migrations/1_a.js", InMemoryFileSystem? files = null, MigrationDirection direction = MigrationDirection.Up)
    {
        files ??= [];
        files[path] = source;
        var file = new MigrationFile
        {
            Path = path,
            Content = files.Read(path),
            Language = path.EndsWith("ts", StringComparison.Ordinal) ? MigrationLanguage.TypeScript : MigrationLanguage.JavaScript,
            Number = null,
        };
        var session = new RecordingSession();
        var run = MigrationRunner.Run(new ModuleEvaluator(files, new Dictionary<string, string>()), file, connection, direction, session);
        var end = run.Thrown is null ? "" : (session.log.Count > 0 ? " | " : "") + "THROWN " + run.Message;
        return (session.Log + end, run);
    }

    private static string Of(JavaScriptValue value) => value switch
    {
        TemplateValue template => string.Concat(template.Pieces.Select(Of)),
        ConditionalValue conditional => $"({Of(conditional.WhenTrue)} or {Of(conditional.WhenFalse)})",
        _ => JavaScriptValues.Text(value) ?? "…",
    };
}
