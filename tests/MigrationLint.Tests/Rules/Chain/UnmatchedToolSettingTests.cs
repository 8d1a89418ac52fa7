using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

/// <summary>Settings of Knex against the folder that they are for.</summary>
public sealed class UnmatchedToolSettingTests
{
    private const string First = "20240101000000_a.js";

    [Test]
    public void A_directory_that_a_knexfile_names_and_that_is_not_there()
    {
        var found = RuleTest.Reports("ML038", """
            === server/knexfile.js
            module.exports = { client: 'pg', migrations: { [|directory: './db/migration'|] } };
            === server/db/migrations/20240101000000_a.js
            """);
        Assert.That(found.Single().Text.Message, Is.EqualTo("The migration directory db/migration does not exist"));
    }

    [Test]
    public void An_absolute_directory_of_a_module_that_is_not_there() =>
        RuleTest.Reports("ML038", """
            === src/db.js
            const path = require('path');
            module.exports = require('knex')({ client: 'pg', migrations: { [|directory: path.join(__dirname, 'migration')|] } });
            """);

    [Test]
    public void A_directory_as_seen_from_the_package_that_a_module_runs_in()
    {
        const string Project = """
            === app/package.json
            { "name": "app" }
            === app/src/db/index.js
            module.exports = require('knex')({ client: 'pg', migrations: { directory: './migrations' } });
            === app/migrations/20240101000000_a.js
            """;
        RuleTest.Silent("ML038", Project);
        RuleTest.Silent("ML993", Project);
    }

    [Test]
    public void A_directory_of_a_module_as_seen_from_an_unknown_working_directory() =>
        RuleTest.Silent("ML038", """
            === package.json
            { "name": "app" }
            === src/db.js
            module.exports = require('knex')({ client: 'pg', migrations: { directory: './db/migrations' } });
            === deploy/db/migrations/20240101000000_a.js
            """);

    [Test]
    public void A_directory_as_seen_from_the_knexfile_that_passes_the_settings_on() =>
        RuleTest.Silent("ML038", """
            === knexfile.js
            module.exports = require('./server/config');
            === server/config.js
            module.exports = { client: 'pg', migrations: { directory: './db/migrations' } };
            === db/migrations/20240101000000_a.js
            """);

    [Test]
    public void Files_of_an_extension_that_Knex_could_load_are_told_once() =>
        RuleTest.Reports("ML038", """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations', [|loadExtensions: ['.js']|] } };
            === migrations/20240101000000_a.mjs
            === migrations/20240102000000_b.mjs
            """);

    [Test]
    public void What_no_extension_lets_Knex_load_is_told_of_each_file() =>
        RuleTest.Reports("ML005", """
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations', loadExtensions: ['.ts'] } };
            === migrations/20240101000000_a.js
            === migrations/20240102000000_b.sql [||]
            """);

    [Test]
    public void Transactions_that_are_off_for_all_though_one_file_opts_out()
    {
        var found = RuleTest.Reports("ML038", $$"""
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations', [|disableTransactions: true|] } };
            === migrations/{{First}}
            === migrations/20240102000000_b.js
            exports.config = { transaction: false };
            exports.up = (knex) => knex.raw('create index concurrently i on t (x)');
            exports.down = (knex) => knex.raw('drop index concurrently i');
            """);
        Assert.That(
            found.Single().Text.Message,
            Is.EqualTo("disableTransactions takes the transaction from every migration of migrations, though 20240102000000_b.js already said no by config.transaction"));
    }

    [Test]
    public void Transactions_of_which_every_file_speaks_itself() =>
        RuleTest.Reports("ML038", """
            === knexfile.ts
            export default { client: 'pg', migrations: { directory: './migrations', extension: 'ts', [|disableTransactions: true|] } };
            === migrations/20240101000000_a.ts
            export const config = { transaction: true };
            export const up = (knex) => knex.raw('select 1');
            export const down = (knex) => knex.raw('select 1');
            === migrations/20240102000000_b.ts
            export const config = { transaction: false };
            export const up = (knex) => knex.raw('select 1');
            export const down = (knex) => knex.raw('select 1');
            """);

    [TestCase("disableTransactions: true", "exports.config = { transaction: true };", Description = "A file that asks for one")]
    [TestCase("disableTransactions: true", "", Description = "Files that say nothing")]
    [TestCase("disableTransactions: false", "exports.config = { transaction: false };", Description = "On for all but one")]
    [TestCase("disableTransactions: process.env.PLAIN === '1'", "exports.config = { transaction: false };", Description = "Not known")]
    [TestCase("disableTransactions: true", "exports.config = { transaction: process.env.ONE === '1' };", Description = "A file that is not known")]
    [TestCase("disableTransactions: true", "exports.config = { transaction: false }; syntax error here", Description = "A file that cannot be read")]
    public void Transactions_that_fit(string setting, string export) =>
        RuleTest.Silent("ML038", $$"""
            === knexfile.js
            module.exports = { client: 'pg', migrations: { directory: './migrations', {{setting}} } };
            === migrations/{{First}}
            === migrations/20240102000000_b.js
            {{export}}
            exports.up = (knex) => knex.raw('select 1');
            exports.down = (knex) => knex.raw('select 1');
            """);

    [Test]
    public void Transactions_of_another_database() =>
        RuleTest.Silent("ML038", $$"""
            === knexfile.js
            module.exports = { client: 'mysql2', migrations: { directory: './migrations', disableTransactions: true } };
            === migrations/{{First}}
            exports.config = { transaction: false };
            exports.up = (knex) => knex.raw('select 1');
            exports.down = (knex) => knex.raw('select 1');
            """);
}
