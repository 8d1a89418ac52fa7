using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Operations;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>The environment, the clock or chance decides what a migration makes.</summary>
internal sealed class EnvironmentDependent : FolderRule
{
    // Which database is there is no whim of a machine: the file then speaks to several.
    private static readonly string[] Dialects = ["CLIENT", "DIALECT", "DRIVER", "ENGINE", "DB_TYPE", "DATABASE_TYPE", "DBTYPE"];

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML019", "environment-dependent", RuleFamily.Chain, Severity.Warning)
    {
        Title = "The environment, the clock or chance decides what a migration makes",
        Text = new(
            "{source} decides whether {callee} runs",
            "Two databases that have recorded {file} have different schemas, and nothing shows which one has what: the next migration that builds on it fails on one of them.",
            "Make the same schema everywhere, and keep what differs (rows for tests, rights of roles) out of the migrations."),
        Suppress = "The difference is meant and no later migration builds on it.",
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = async (knex) => {
              await knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
              if (process.env.NODE_ENV !== 'production') {
                await [|knex.schema.createTable('invoice_drafts', (table) => { table.bigIncrements(); })|];
              }
            };
            exports.down = async (knex) => {
              await knex.schema.dropTableIfExists('invoice_drafts');
              await knex.schema.dropTable('invoices');
            };
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = async (knex) => {
              await knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
              await knex.schema.createTable('invoice_drafts', (table) => { table.bigIncrements(); });
            };
            exports.down = async (knex) => {
              await knex.schema.dropTable('invoice_drafts');
              await knex.schema.dropTable('invoices');
            };
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        foreach (var migration in migrations)
        {
            var calls = migration.Calls
                .Where(call => call is { Direction: Direction.Up, DecidedBy: { } source } && !IsDialect(source) && ChangesSchema(call, context.Replayed(migration.File)))
                .ToList();
            if (calls.Count > 0)
            {
                report.Report(
                    calls[0].Location,
                    new() { ["source"] = calls[0].DecidedBy!, ["callee"] = Phrase.Callee(calls[0]), ["file"] = migration.File.Name },
                    related: Phrase.Related(calls.Skip(1).Select(call => call.Location), "so does it decide this"));
            }
        }
    }

    private static bool IsDialect(string source) => Array.Exists(Dialects, name => source.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>Rows may differ from one database to the next.</summary>
    private static bool ChangesSchema(DatabaseCall call, ReplayedMigration? replayed) =>
        call.Callee.IndexOf(".schema.", StringComparison.Ordinal) >= 0
        || replayed?.Outcome.Statements.Any(statement => Covers(call.Location, statement.Source) && statement.Steps.Any(step => IsOfSchema(step.Operation))) == true;

    private static bool Covers(SourceSpan call, SourceSpan statement) => call.Text.Path == statement.Text.Path && call.Span.Contains(statement.Span);

    private static bool IsOfSchema(Operation operation) => operation
        is not (InsertRows or UpdateRows or DeleteRows or TruncateTable or ReadRows or LockTable or SetParameter or ControlTransaction or Grant or SetOwner or CommentOn or Maintain or OtherStatement
            or RunSql or RunCode or CreateObject { Kind: ObjectKind.Role });
}
