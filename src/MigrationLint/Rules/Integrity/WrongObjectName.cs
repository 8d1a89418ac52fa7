using MigrationLint.Diagnostics;

namespace MigrationLint.Rules.Integrity;

/// <summary>A name that Knex makes up for a drop is none of an object that is there.</summary>
internal sealed class WrongObjectName : RefusalRule
{
    private static readonly RuleText Known = new(
        "Knex makes the name up: {problem} ({state})",
        "Knex derives the name from table, columns and kind; what was meant is called {name}, so that {fails}.",
        "Pass the real name as the last argument: '{name}'.");

    private static readonly RuleText Kind = new(
        "Knex makes the name up: {problem} ({state})",
        "What was meant is the index {name} and no constraint, so that {fails}.",
        "Drop it as an index: dropIndex([], '{name}').");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML415", "wrong-object-name", RuleFamily.Integrity, Severity.Error)
    {
        Title = "dropIndex, dropUnique, dropForeign or dropPrimary comes to a name that nothing has",
        Text = new(
            "Knex makes the name up: {problem} ({state})",
            "Knex derives the name from table, columns and kind; the object was made under another one or is not there, so that {fails}.",
            "Look up how the object was made, and pass its real name as the last argument."),
        Variants = [Known, Kind],
        Bad = """
            === migrations/001_tags.js
            exports.up = (knex) => knex.schema.createTable('tags', (t) => { t.increments(); t.text('name').notNullable(); t.unique(['name'], { indexName: 'tags_by_name' }); });
            exports.down = (knex) => knex.schema.dropTable('tags');
            === migrations/002_no_unique.js
            exports.up = (knex) => knex.schema.alterTable('tags', (t) => { [|t.dropUnique(['name'])|]; });
            exports.down = (knex) => knex.schema.alterTable('tags', (t) => { t.unique(['name'], { indexName: 'tags_by_name' }); });
            """,
        Good = """
            === migrations/001_tags.js
            exports.up = (knex) => knex.schema.createTable('tags', (t) => { t.increments(); t.text('name').notNullable(); t.unique(['name'], { indexName: 'tags_by_name' }); });
            exports.down = (knex) => knex.schema.dropTable('tags');
            === migrations/002_no_unique.js
            exports.up = (knex) => knex.schema.alterTable('tags', (t) => { t.dropUnique(['name'], 'tags_by_name'); });
            exports.down = (knex) => knex.schema.alterTable('tags', (t) => { t.unique(['name'], { indexName: 'tags_by_name' }); });
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        arguments["name"] = refused.Nearest ?? "";
        report.Report(refused.Refusal.Source, arguments, refused.Nearest is null ? null : refused.IsIndexMeant ? Kind : Known);
    }
}
