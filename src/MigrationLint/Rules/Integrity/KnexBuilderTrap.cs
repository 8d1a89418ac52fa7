using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Text;

namespace MigrationLint.Rules.Integrity;

/// <summary>A call on Knex's table builder sends something else than it says.</summary>
internal sealed class KnexBuilderTrap : Rule, IReplayRule
{
    private static readonly RuleText NoSuchType = new(
        "t.{method}() is no type of PostgreSQL: Knex sends {emitted} for {column} of {table}",
        "The method is there for other databases; for PostgreSQL Knex writes undefined in the type's place and the migration fails with type \"undefined\" does not exist (42704).",
        "Write {instead}.");

    private static readonly RuleText NoForeignKey = new(
        "The foreign key on {column} of {table} is never sent: its table is not said",
        "Knex leaves out a foreign key without inTable() and says nothing. The migration goes through, and rows may point at nothing.",
        "Say the table: {instead}.");

    private static readonly RuleText ThreeParts = new(
        "references('{argument}') on {column} of {table} is sent as {emitted}",
        "Knex takes the word before the first point as the table and the next one as its column, and drops the rest.",
        "Write {instead}.");

    private static readonly RuleText Frozen = new(
        "{method}('{argument}') on {column} of {table} is the moment of the migration, for all rows to come",
        "Knex sends the string {emitted}, which PostgreSQL reads once, when it stores the default: each later row gets the same time.",
        "Write {instead}.");

    private static readonly RuleText Quoted = new(
        "{method}('{argument}') on {column} of {table} is a text, not a call",
        "Knex sends the string {emitted}: each new row holds these very words.",
        "Write {instead}, on a column of the type that it gives.");

    private static readonly RuleText TrueDefault = new(
        "{method}('{argument}') makes {column} of {table} true by default",
        "For a boolean Knex knows two strings that are false, 'false' and the empty one. It sends {emitted} for every other: new rows are true where false or NULL was meant.",
        "Write {instead}.");

    private static readonly RuleText Added = new(
        "{method}() behind {column} of {table} is ignored: Knex sends {emitted}",
        "The builder of a column makes a column whatever follows; the migration fails where it is there already (42701) and else adds it.",
        "Write {instead}.");

    private static readonly RuleText Checks = new(
        "dropChecks() on {table} drops the first constraint only: {column} {stay}",
        "Knex reads one argument and sends {emitted}; what the others forbid stays forbidden.",
        "Pass an array: {instead}.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML421", "knex-builder-trap", RuleFamily.Integrity, Severity.Error)
    {
        Title = "A call on Knex's builder sends something else than it says",
        Text = new(
            "{method}() on {column} of {table} is ignored",
            "Knex takes the call and sends nothing for it to PostgreSQL, without a warning.",
            "Say it in SQL with knex.raw() behind the change of the table, or leave the call out."),
        Variants = [NoSuchType, NoForeignKey, ThreeParts, Frozen, Quoted, TrueDefault, Added, Checks],
        Suppress = "The project runs on several databases and the call is meant for another one.",
        Bad = """
            === migrations/20250101000000_users.js
            exports.up = (knex) => knex.schema.createTable('users', (t) => {
              t.specificType('id', 'bigint generated always as identity primary key');
              t.boolean('admin').notNullable().[|defaultTo('f')|];
            });
            exports.down = (knex) => knex.schema.dropTable('users');
            """,
        Good = """
            === migrations/20250101000000_users.js
            exports.up = (knex) => knex.schema.createTable('users', (t) => {
              t.specificType('id', 'bigint generated always as identity primary key');
              t.boolean('admin').notNullable().defaultTo(false);
            });
            exports.down = (knex) => knex.schema.dropTable('users');
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var seen = new HashSet<(string Path, TextSpan Span, BuilderTrapKind Kind)>();
        foreach (var trap in chain.Migrations.SelectMany(migration => migration.Outcome.BuilderTraps).Where(trap => seen.Add((trap.Source.Text.Path, trap.Source.Span, trap.Kind))))
        {
            var (table, column) = (trap.Table ?? "the table", trap.Column ?? "a column");
            report.Report(
                trap.Source,
                new()
                {
                    ["method"] = trap.Method,
                    ["argument"] = trap.Argument,
                    ["column"] = column,
                    ["table"] = table,
                    ["emitted"] = trap.Emitted,
                    ["instead"] = trap.Instead,
                    ["stay"] = column.IndexOf(',') < 0 ? "stays" : "stay",
                },
                Text(trap.Kind),
                trap.Kind == BuilderTrapKind.IgnoredModifier ? Severity.Warning : null,
                subject: $"{table}.{column} {trap.Method}");
        }
    }

    private static RuleText? Text(BuilderTrapKind kind) => kind switch
    {
        BuilderTrapKind.NoSuchType => NoSuchType,
        BuilderTrapKind.NoForeignKey => NoForeignKey,
        BuilderTrapKind.ThreePartReference => ThreeParts,
        BuilderTrapKind.FrozenTime => Frozen,
        BuilderTrapKind.QuotedExpression => Quoted,
        BuilderTrapKind.TrueDefault => TrueDefault,
        BuilderTrapKind.AddedColumn => Added,
        BuilderTrapKind.ChecksLeft => Checks,
        _ => null,
    };
}
