using MigrationLint.Discovery;
using MigrationLint.JavaScript;
using MigrationLint.JavaScript.Ast;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering.Sql;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>
/// Reads a migration in JavaScript or TypeScript: loads it as Knex would, runs <c>up</c> and <c>down</c> on a recording Knex, and
/// tells what was seen.
/// </summary>
internal static class KnexFileReader
{
    private static readonly string[] OtherDatabases = ["mysql", "maria", "sqlite", "mssql", "oracle"];

    /// <summary>Reads one file.</summary>
    /// <param name="file">The migration.</param>
    /// <param name="isPostgres">False where its SQL is another database's, and is not read.</param>
    /// <param name="evaluator">Who evaluates JavaScript.</param>
    public static MigrationFacts Read(MigrationFile file, bool isPostgres, ModuleEvaluator evaluator)
    {
        var record = evaluator.Load(file.Text);
        var exports = ExportsReader.Read(record);
        var calls = new List<DatabaseCall>();
        var opaque = new List<OpaquePart>();
        var reader = new CallReader(record, evaluator);
        reader.Remember(record.Load);
        List<(Observation Observation, Direction Direction)> runs = [(record.Load, Direction.Load)];
        foreach (var (function, direction) in new[] { (exports.Up, Direction.Up), (exports.Down, Direction.Down) })
        {
            if (function is not null)
            {
                runs.Add((reader.Run(function, direction == Direction.Up ? "up" : "down"), direction));
            }
        }

        foreach (var (observation, direction) in runs)
        {
            reader.Collect(observation, direction, calls, opaque);
        }

        var limits = record.Parse.Errors.Where(error => error.IsLimit).Select(error => new OpaquePart(new SourceSpan(file.Text, error.Span), error.Message)).ToList();
        var scripts = isPostgres ? SqlScripts(runs.SelectMany(run => run.Observation.Calls), file.Text) : [];
        opaque.AddRange(limits.Concat(scripts.SelectMany(SqlFileReader.OpaqueStatements)).Distinct());
        var facts = exports.Describe(record);
        var ordered = calls.OrderBy(call => call.Location.Span.Start).ThenBy(call => call.Direction).ToList();
        return new MigrationFacts
        {
            File = file,
            SyntaxErrors =
            [
                .. record.Parse.Errors.Where(error => !error.IsLimit).Select(error => new SyntaxProblem(new SourceSpan(file.Text, error.Span), error.Message)),
                .. scripts.SelectMany(SqlFileReader.SyntaxErrors).Distinct().OrderBy(problem => problem.Location.Span.Start),
            ],
            Comments = [.. record.Parse.Comments.Select(comment => new SourceSpan(file.Text, comment.Span))],
            Exports = facts with { IsDbMigrate = DbMigrate.IsMember(facts, ordered), IsComplete = facts.IsComplete && limits.Count == 0 },
            Calls = ordered,
            Imports = ImportReader.Read(record, evaluator.Resolver),
            NotUnderstood = [.. opaque.OrderBy(part => part.Location.Span.Start)],
            Statements = ordered.Count + opaque.Count,
            IsEmpty = record.Parse.Program.Body.All(statement => statement is EmptyStatement or TypeOnlyDeclaration or ExpressionStatement { Directive: not null })
                && record.Parse.Errors.Count == 0,
        };
    }

    /// <summary>The SQL that is sent as it stands.</summary>
    private static List<SqlScript> SqlScripts(IEnumerable<ObservedCall> calls, SourceText file)
    {
        // A branch for another database is no PostgreSQL; which branch that is, the evaluation cannot tell.
        var hasOtherDatabases = OtherDatabases.Any(name => file.Content.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
        return
        [
            .. calls
                .Where(call => !(call.IsConditional && hasOtherDatabases))
                .Select(call => EmbeddedSql.Read(call, file))
                .OfType<SqlScript>()
                .Where(script => ForeignDialect.Find(script) is null),
        ];
    }
}

/// <summary>Tells db-migrate's files from Knex's.</summary>
internal static class DbMigrate
{
    // The driver interface of db-migrate (db-migrate-base, lib/interface.js).
    private static readonly HashSet<string> Methods = new(StringComparer.Ordinal)
    {
        "runSql", "createTable", "dropTable", "renameTable", "addColumn", "removeColumn", "renameColumn", "changeColumn", "addIndex", "removeIndex", "insert",
        "addForeignKey", "removeForeignKey", "all", "createDatabase", "dropDatabase", "createCollection", "_run",
    };

    public static bool IsMember(ModuleExports exports, IReadOnlyList<DatabaseCall> calls) =>
        (exports.Names.Contains("setup") && exports.Names.Contains("up"))
        || (exports.Names.Contains("_meta") && exports.Names.Contains("up"))
        || calls.Any(call => call is { Receiver: Receiver.OwnKnex, IsFunction: false } && Methods.Contains(call.Method) && call.Method.Length > 0);
}
