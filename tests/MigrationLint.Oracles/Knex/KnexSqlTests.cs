using System.Text.Json;
using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Lowering.Knex;
using MigrationLint.Text;

namespace MigrationLint.Oracles.Knex;

/// <summary>What Knex's builders are compiled to is what the real knex compiles them to: the SQL and its values, or the error.</summary>
public sealed class KnexSqlTests
{
    [Test]
    public void Every_snippet_is_compiled_to_the_text_that_knex_sends()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Knex", "Snippets");
        var files = Directory.GetFiles(folder, "*.js").Order(StringComparer.Ordinal).ToArray();
        var modules = NpmPackages.Install("knex", "knex@3.3.0", "pg@8.23.1");
        var expected = JsonDocument.Parse(string.Concat(NodeScript.Run(Path.Combine("Knex", "knex-sql.mjs"), [modules, .. files]))).RootElement.EnumerateObject()
            .ToDictionary(snippet => snippet.Name, snippet => Describe(snippet.Value));
        var actual = new Dictionary<string, string>();
        foreach (var file in files)
        {
            foreach (var (name, compiled) in Compile(file))
            {
                actual.Add($"{Path.GetFileNameWithoutExtension(file)}: {name}", compiled);
            }
        }

        var misses = expected.Where(entry => !actual.TryGetValue(entry.Key, out var ours) || ours != entry.Value)
            .Select(entry => $"{entry.Key}\n  knex: {entry.Value}\n  ours: {actual.GetValueOrDefault(entry.Key)}").ToList();
        TestContext.Out.WriteLine($"{expected.Count - misses.Count} of {expected.Count} snippets agree");
        Assert.That(expected, Has.Count.GreaterThan(900));
        Assert.That(misses, Is.Empty, string.Join("\n", misses));
    }

    private static string Describe(JsonElement said) => said.TryGetProperty("error", out var error)
        ? "error: " + error.GetString()
        : string.Join("\n", said.GetProperty("statements").EnumerateArray().Select(one => $"{one.GetProperty("sql").GetString()} {one.GetProperty("bindings").GetString()}"));

    private static IEnumerable<(string Name, string Compiled)> Compile(string file)
    {
        var evaluator = new ModuleEvaluator(new PhysicalFileSystem(), new Dictionary<string, string>());
        var exports = (ObjectValue)evaluator.Evaluate(file.Replace('\\', '/')).Exports;
        foreach (var snippet in exports.Properties)
        {
            var function = (FunctionValue)snippet.Value;
            var session = new RecordingSession();
            var observation = new Observation(function.Module.Text);
            evaluator.Interpreter.RunIsolated(function.Module, observation, () =>
            {
                var value = evaluator.Interpreter.Invoke(function, [new KnexInstance(ConnectionKind.OwnKnex)], JavaScriptValues.Undefined, SourceSpan.StartOf(function.Module.Text));
                return value is KnexRaw raw ? session.Execute(new KnexRawRequest(new TemplateValue([raw.Before ?? Nothing, raw.Sql, raw.Behind ?? Nothing]), raw.Bindings, raw.Location)) : evaluator.Interpreter.Settle(value);
            }, session);
            yield return (snippet.Name, string.Join("\n", session.Said));
        }
    }

    private static StringValue Nothing => new("");

    private sealed class RecordingSession : IDatabaseSession
    {
        public List<string> Said { get; } = [];

        public JavaScriptValue Execute(DatabaseRequest request)
        {
            var compiled = KnexCompiler.Compile(request);
            Said.AddRange(compiled.Statements.Select(statement => $"{statement.Sql} [{string.Join(",", statement.Bindings.Select(Json))}]"));
            if (compiled.Failure is { } failure)
            {
                Said.Add("error: " + failure.Message);
            }

            return JavaScriptValues.Undefined;
        }

        private static string Json(JavaScriptValue value) => value is UndefinedValue ? "null" : JsonText.Write(value) ?? "?";
    }
}
