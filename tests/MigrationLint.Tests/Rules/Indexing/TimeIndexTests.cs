using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Indexing;

/// <summary>ML502 to ML504: indexes for what lists ask.</summary>
public sealed class TimeIndexTests
{
    private const string Down = "exports.down = async () => { throw new Error('irreversible'); };\n";

    [TestCase("create table audit_log (id bigint primary key, [|created_at timestamptz not null|]);")]
    [TestCase("create table login_events (id bigint primary key, [|\"createdAt\" timestamp|], n int);\ncreate index on login_events (n);")]
    [TestCase("create table price_history (id bigint primary key, [|created_at timestamptz|], n int);\ncreate index on price_history (n) include (created_at);")]
    [TestCase("create table transactions (id bigint primary key);\nalter table transactions add column [|created_at timestamptz|];")]
    [TestCase("create table audit_entries (id bigint primary key, [|created_at timestamptz|]);\ncreate index i on audit_entries (created_at);\ndrop index i;")]
    public void A_table_that_grows_with_time_needs_an_index_on_it(string sql) => RuleTest.Reports("ML502", "=== migrations/001_a.sql\n" + sql + "\n");

    [TestCase("create table audit_log (id bigint primary key, created_at timestamptz);\ncreate index on audit_log (created_at desc);", TestName = "An_index")]
    [TestCase("create table audit_log (id bigint primary key, created_at timestamptz);\ncreate index on audit_log using brin (created_at);", TestName = "A_BRIN_index")]
    [TestCase("create table audit_log (id bigint primary key, actor int, created_at timestamptz);\ncreate index on audit_log (actor, created_at);", TestName = "A_column_before_it")]
    [TestCase("create table audit_log (id bigint, created_at timestamptz, primary key (id, created_at));", TestName = "A_key")]
    [TestCase("create table audit_log (id bigint, created_at timestamptz) partition by range (created_at);", TestName = "Partitions_by_time")]
    [TestCase("create table audit_log (id bigint, created_at text);", TestName = "A_time_that_is_text")]
    [TestCase("create table audit_log (id bigint);", TestName = "No_time")]
    [TestCase("create table products (id bigint, created_at timestamptz);", TestName = "A_table_of_things")]
    [TestCase("create table blogs (id bigint, created_at timestamptz);\ncreate table catalog (id bigint, created_at timestamptz);", TestName = "Names_that_only_end_like_it")]
    [TestCase("create table audit_log (id bigint, tenant_id int, created_at timestamptz);", TestName = "Tenants_are_the_next_rules_matter")]
    [TestCase("create table schema_migrations (id bigint, created_at timestamptz);", TestName = "A_ledger")]
    public void ML502_is_silent(string sql) => RuleTest.Silent("ML502", "=== migrations/001_a.sql\n" + sql + "\n");

    [Test]
    public void ML502_reads_Knex_and_later_files()
    {
        const string table = "=== migrations/001_a.js\nexports.up = (knex) => knex.schema.createTable('job_logs', (t) => { t.bigIncrements(); [|t.timestamps(true, true)|]; });\n" + Down;
        RuleTest.Reports("ML502", table);
        RuleTest.Silent("ML502", table.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal)
            + "=== migrations/002_b.js\nexports.up = (knex) => knex.schema.alterTable('job_logs', (t) => { t.index('created_at'); });\n" + Down);
    }

    [TestCase("create table messages (id bigint primary key, workspace_id uuid not null, [|created_at timestamptz|]);")]
    [TestCase("create table messages (id bigint primary key, tenant_id int, [|created_at timestamptz|]);\ncreate index on messages (tenant_id);\ncreate index on messages (created_at);")]
    [TestCase("create table messages (id bigint primary key, org_id int, [|created_at timestamptz|]);\ncreate index on messages (created_at, org_id);")]
    [TestCase("create table messages (id bigint primary key, account_id int, email text, [|created_at timestamptz|], unique (account_id, email));")]
    public void A_tenants_latest_rows_need_an_index(string sql) => RuleTest.Reports("ML503", "=== migrations/001_a.sql\n" + sql + "\n");

    [TestCase("create table messages (id bigint, tenant_id int, created_at timestamptz);\ncreate index on messages (tenant_id, created_at desc);", TestName = "Both")]
    [TestCase("create table messages (id bigint, tenant_id int, status text, created_at timestamptz);\ncreate index on messages (tenant_id, status, created_at);", TestName = "A_state_between")]
    [TestCase("create table messages (id bigint, tenant_id int, created_at timestamptz, sent_at timestamptz);\ncreate index on messages (tenant_id, sent_at);", TestName = "Another_time")]
    [TestCase("create table settings (tenant_id int primary key, created_at timestamptz);", TestName = "One_row_for_each_tenant")]
    [TestCase("create table labels (id bigint, tenant_id int, name text, created_at timestamptz, unique (tenant_id, name));", TestName = "Rows_that_people_name")]
    [TestCase("create table users (id int primary key);\ncreate table members (tenant_id int, user_id int references users, created_at timestamptz, primary key (tenant_id, user_id));", TestName = "Rows_that_join")]
    [TestCase("create table threads (id int primary key);\ncreate table messages (tenant_id int, thread_id int references threads, created_at timestamptz);\ncreate index on messages (thread_id, created_at);", TestName = "Rows_below_another")]
    [TestCase("create table accounts (id bigint, account_id text, created_at timestamptz);", TestName = "The_tenants_themselves")]
    [TestCase("create table messages (id bigint, tenant_id int);", TestName = "No_creation_time")]
    [TestCase("create table messages (id bigint, user_id int, created_at timestamptz);", TestName = "No_tenant")]
    public void ML503_is_silent(string sql) => RuleTest.Silent("ML503", "=== migrations/001_a.sql\n" + sql + "\n");

    [Test]
    public void The_tenants_column_is_a_setting()
    {
        var found = RuleTest.Findings("""
            === .editorconfig
            root = true
            [*.sql]
            ML503.tenant_columns = shop_id
            === migrations/001_a.sql
            create table messages (id bigint primary key, shop_id int, created_at timestamptz not null default now());
            create table notes (id bigint primary key, tenant_id int, created_at timestamptz not null default now());
            """).Where(finding => finding.Rule.Id == "ML503");

        Assert.That(found.Select(finding => finding.Text.Message), Is.EqualTo(new[] { "No index of messages leads from shop_id to created_at" }));
    }

    [Test]
    public void ML503_proposes_the_index_in_the_words_of_the_folder()
    {
        var found = RuleTest.Reports("ML503", "=== migrations/001_a.js\nexports.up = (knex) => knex.schema.createTable('messages', (t) => { t.bigIncrements(); t.uuid('workspace_id'); [|t.timestamps(true, true)|]; });\n" + Down).Single();

        Assert.That(found.Text.Remedy, Does.StartWith("Add an index on both: table.index(['workspace_id', 'created_at']); where rows are many"));
    }

    [TestCase("create table jobs (id bigint, [|status text|]);")]
    [TestCase("create type s as enum ('a', 'b');\ncreate table jobs (id bigint, [|state s|]);")]
    [TestCase("create table jobs (id bigint, status text);\nalter table jobs drop column status;\nalter table jobs add column [|status int|];")]
    public void A_state_that_no_index_reads_is_reported_where_the_rule_is_on(string sql) => RuleTest.Reports("ML504", "=== migrations/001_a.sql\n" + sql + "\n");

    [TestCase("create table jobs (id bigint, status text);\ncreate index on jobs (status);", TestName = "A_state_with_an_index")]
    [TestCase("create table jobs (id bigint, status text);\ncreate index on jobs (id) where status = 'waiting';", TestName = "A_state_in_a_condition")]
    [TestCase("create table jobs (id bigint, status text);\ncreate index on jobs (lower(status));", TestName = "A_state_in_an_expression")]
    [TestCase("create table jobs (id bigint, status boolean);", TestName = "A_truth_value")]
    [TestCase("create table jobs (id bigint, status_text text);", TestName = "Another_column")]
    public void ML504_is_silent(string sql) => RuleTest.Silent("ML504", "=== migrations/001_a.sql\n" + sql + "\n");

    [Test]
    public void ML504_reads_Knex_and_later_files()
    {
        const string table = "=== migrations/001_a.js\nexports.up = (knex) => knex.schema.createTable('jobs', (t) => { t.bigIncrements(); [|t.string('status')|]; });\n" + Down;
        RuleTest.Reports("ML504", table);
        var unmarked = table.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);
        RuleTest.Silent("ML504", unmarked + "=== migrations/002_b.js\nexports.up = (knex) => knex.schema.alterTable('jobs', (t) => { t.index(['status', 'id']); });\n" + Down);
        RuleTest.Silent("ML504", unmarked + "=== migrations/002_b.js\nexports.up = (knex) => knex.schema.alterTable('jobs', (t) => { t.renameColumn('status', 'outcome'); });\n" + Down);
        RuleTest.Silent("ML504", unmarked + "=== migrations/002_b.js\nexports.up = (knex) => knex.schema.dropTable('jobs');\n" + Down);
    }
}
