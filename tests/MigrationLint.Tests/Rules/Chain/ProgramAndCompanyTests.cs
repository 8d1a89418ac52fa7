using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class EnvironmentDependentTests
{
    [TestCase("if (process.env.STAGE === 'test') { await [|knex.schema.createTable('a', (t) => { t.increments(); })|]; }", "process.env.STAGE")]
    [TestCase("if (process.env.STAGE === 'test') return; await [|knex.raw('CREATE TABLE a (id int)')|];", "process.env.STAGE")]
    [TestCase("if (Date.now() > 1700000000000) { await [|knex.schema.dropTable('b')|]; }", "Date.now()")]
    [TestCase("if (Math.random() < 0.5) { await [|knex.schema.dropTable('b')|]; }", "Math.random()")]
    public void Something_outside_decides(string body, string source) =>
        Assert.That(
            RuleTest.Reports("ML019", $"=== migrations/001_a.js\nexports.up = async (knex) => {{ {body} }};\nexports.down = async () => {{ throw new Error('irreversible'); }};\n")[0].Text.Message,
            Does.StartWith(source + " decides whether "));

    [TestCase("if (process.env.STAGE === 'test') { await knex('users').insert({ name: 'a' }); }", TestName = "Rows_may_differ")]
    [TestCase("if (process.env.DB_CLIENT === 'pg') { await knex.raw('CREATE TABLE a (id int)'); }", TestName = "Which_database_it_is_is_no_whim")]
    [TestCase("if (!(await knex.schema.hasTable('a'))) { await knex.schema.createTable('a', (t) => { t.increments(); }); }", TestName = "The_database_itself_decides")]
    [TestCase("const role = process.env.APP_ROLE; if (role) { await knex.raw('GRANT SELECT ON users TO app'); }", TestName = "Rights_may_differ")]
    [TestCase("await knex.schema.createTable(process.env.PREFIX || 'a', (t) => { t.increments(); });", TestName = "A_name_with_a_fallback_is_no_decision")]
    public void Silent(string body) =>
        RuleTest.Silent("ML019", $"=== migrations/001_a.js\nexports.up = async (knex) => {{ {body} }};\nexports.down = async () => {{ throw new Error('irreversible'); }};\n");
}

public sealed class ApplicationImportTests
{
    [TestCase("const { User } = [|require('../models/user')|];", "models/user.js")]
    [TestCase("[|import { User } from '../src/services/user.service';|]", "src/services/user.service.ts")]
    public void Code_of_the_application_runs(string import, string path) =>
        RuleTest.Reports("ML020", $"=== migrations/001_a.ts\n{import}\nexport const up = (knex) => User.table(knex);\nexport const down = async () => {{ throw new Error('irreversible'); }};\n=== {path}\nexport const User = {{ table: (knex) => knex.raw('select 1') }};\n");

    [TestCase("const { User } = require('./helpers/models');", "migrations/helpers/models.js", TestName = "A_helper_beside_the_migrations")]
    [TestCase("const { User } = require('../utils/tables');", "utils/tables.js", TestName = "A_helper_elsewhere")]
    [TestCase("import type { User } from '../models/user';", "models/user.ts", TestName = "A_type")]
    [TestCase("import { User as Row } from '../models/user';\nconst User: { table(knex: Row): Row } = { table: (knex) => knex.raw('select 1') } as any;", "models/user.ts", TestName = "A_name_that_stands_in_types_only")]
    [TestCase("const { User } = require('@company/models');", "elsewhere/models.js", TestName = "An_installed_package")]
    [TestCase("const { User } = require('../models/user.json');", "models/user.json", TestName = "Data")]
    public void Silent(string import, string path) =>
        RuleTest.Silent("ML020", $"=== migrations/001_a.ts\n{import}\nexport const up = (knex) => knex.raw('select 1');\nexport const down = async () => {{ throw new Error('irreversible'); }};\n=== {path}\n{{}}\n");
}

public sealed class TwoMigrationSystemsTests
{
    private const string Knex = "=== db/migrations/20250101000000_a.js\nexports.up = (knex) => knex.schema.createTable('invoices', (t) => { t.increments(); });\nexports.down = (knex) => knex.schema.dropTable('invoices');\n";

    [Test]
    public void One_changes_what_the_other_creates() =>
        Assert.That(
            RuleTest.Reports("ML029", Knex + "=== supabase/migrations/20250102000000_b.sql\nALTER TABLE [|invoices|] ADD COLUMN total numeric;\n")[0].Text.Message,
            Is.EqualTo("Supabase changes invoices, which Knex creates in migrations"));

    [TestCase("=== supabase/migrations/20250102000000_b.sql\nCREATE TABLE orders (id bigint PRIMARY KEY);\n", TestName = "Tables_of_their_own")]
    [TestCase("=== services/billing/supabase/migrations/20250102000000_b.sql\nCREATE TABLE invoices (id bigint PRIMARY KEY);\n", TestName = "Another_package")]
    [TestCase("=== db/archive/migrations/20250102000000_b.js\nexports.up = (knex) => knex.schema.createTable('invoices', (t) => { t.increments(); });\nexports.down = (knex) => knex.schema.dropTable('invoices');\n", TestName = "One_tool_in_two_folders")]
    [TestCase("=== supabase/migrations/20250102000000_b.sql\nCREATE TEMPORARY TABLE invoices (id bigint);\n", TestName = "A_temporary_table")]
    [TestCase("=== supabase/migrations/20250102000000_b.sql\nCREATE TABLE billing.invoices (id bigint PRIMARY KEY);\n=== supabase/migrations/20250103000000_c.sql\nALTER TABLE billing.invoices ADD COLUMN total numeric;\n", TestName = "A_table_of_another_schema")]
    [TestCase("=== supabase/migrations/20250102000000_b.sql\nCREATE TABLE old_invoices (id bigint PRIMARY KEY);\n=== supabase/migrations/20250103000000_c.sql\nDROP TABLE old_invoices;\n", TestName = "A_chain_that_cleans_up_behind_itself")]
    public void Silent(string other) => RuleTest.Silent("ML029", Knex + other);
}

public sealed class NumberGapTests
{
    [TestCase("=== migrations/001_a.js\n=== migrations/002_b.js\n=== migrations/003_c.js\n", TestName = "No_gap")]
    [TestCase("=== migrations/010_a.js\n=== migrations/020_b.js\n=== migrations/030_c.js\n", TestName = "Steps_of_ten")]
    [TestCase("=== migrations/20250101000000_a.js\n=== migrations/20250102000000_b.js\n=== migrations/20250104000000_c.js\n", TestName = "Times")]
    [TestCase("=== migrations/001_a.js\n=== migrations/002_b.js\n=== migrations/003_c.sql\nselect 1;\n=== migrations/004_d.js\n", TestName = "A_file_that_is_not_loaded_takes_its_number")]
    [TestCase("=== migrations/001_a.sql\n=== migrations/001_a.down.sql\n=== migrations/002_b.sql\n=== migrations/002b_c.sql\n=== migrations/003_d.sql\n", TestName = "Halves_and_squeezed_in_letters")]
    [TestCase("=== migrations/005_a.sql\n=== migrations/006_b.sql\n=== migrations/008_c.sql\n", TestName = "A_folder_that_does_not_begin_at_one")]
    [TestCase("=== migrations/001_a.sql\n=== migrations/003_b.sql\n", TestName = "Two_files_are_no_habit")]
    public void Silent(string chain) => RuleTest.Silent("ML030", chain);
}

public sealed class MigrationTitleTests
{
    [TestCase("ALTER TABLE customers ADD COLUMN status text;", "002_add_status_to_customers.sql")]
    [TestCase("CREATE TABLE orders (id bigint PRIMARY KEY); CREATE INDEX ON orders (id);", "002_create_orders.sql")]
    [TestCase("CREATE INDEX a_id_idx ON customers (id);", "002_index_customers_by_id.sql")]
    [TestCase("ALTER TABLE customers ADD COLUMN b text, ADD COLUMN c text;", "002_add_b_and_c_to_customers.sql")]
    public void The_name_says_what_the_file_does(string script, string proposal) =>
        Assert.That(
            RuleTest.Findings($"=== migrations/001_create_customers.sql\nCREATE TABLE customers (id bigint PRIMARY KEY);\n=== migrations/002_fix.sql\n{script}\n").Single(finding => finding.Rule.Id == "ML021").Text.Remedy,
            Does.StartWith($"Rename it to {proposal}, "));
}
