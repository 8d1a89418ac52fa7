using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Indexing;

/// <summary>ML505 and ML506: indexes that another one makes needless.</summary>
public sealed class DuplicateIndexTests
{
    private const string Table = "create table t (a int, b int, c text, d text, j jsonb);\n";
    private const string Down = "exports.down = async () => { throw new Error('irreversible'); };\n";

    [TestCase("create index i on t (a);\n[|create index k on t (a)|];", "DROP INDEX CONCURRENTLY k")]
    [TestCase("create unique index i on t (a);\n[|create unique index k on t (a)|];", "DROP INDEX CONCURRENTLY k")]
    [TestCase("create index i on t (a);\n[|create unique index k on t (a)|];", "DROP INDEX CONCURRENTLY i")]
    [TestCase("create index i on t (a, b desc) where c is not null;\n[|create index k on t (a, b desc) where c is not null|];", "DROP INDEX CONCURRENTLY k")]
    [TestCase("create index i on t (lower(c));\n[|create index k on t (lower(c))|];", "DROP INDEX CONCURRENTLY k")]
    [TestCase("alter table t add primary key (a);\n[|create index k on t (a)|];", "DROP INDEX CONCURRENTLY k")]
    [TestCase("create unique index i on t (a);\nalter table t add [|unique (a)|];", "DROP INDEX CONCURRENTLY i")]
    [TestCase("alter table t add primary key (a);\nalter table t add [|constraint u unique (a)|];", "ALTER TABLE t DROP CONSTRAINT u")]
    [TestCase("create index i on t using gin (j);\n[|create index k on t using gin (j)|];", "DROP INDEX CONCURRENTLY k")]
    public void The_same_index_twice_is_reported_where_the_later_one_is_made(string sql, string remedy)
    {
        var found = RuleTest.Reports("ML505", "=== migrations/001_a.sql\n" + Table + sql + "\n").Single();

        Assert.That(found.Text.Remedy, Does.Contain(remedy));
        Assert.That(found.Related, Has.Count.EqualTo(1));
    }

    [TestCase("create index i on t (a);\ncreate index k on t (b);", TestName = "Other_columns")]
    [TestCase("create index i on t (a, b);\ncreate index k on t (b, a);", TestName = "Another_order_of_columns")]
    [TestCase("create index i on t (a);\ncreate index k on t (a desc);", TestName = "Another_direction")]
    [TestCase("create index i on t (a);\ncreate index k on t using hash (a);", TestName = "Another_method")]
    [TestCase("create index i on t (c);\ncreate index k on t (c text_pattern_ops);", TestName = "Another_operator_class")]
    [TestCase("create index i on t (c);\ncreate index k on t (c collate \"C\");", TestName = "Another_collation")]
    [TestCase("create index i on t (a);\ncreate index k on t (a) where b > 0;", TestName = "A_condition")]
    [TestCase("create index i on t (a);\ncreate index k on t (a) include (b);", TestName = "An_included_column")]
    [TestCase("create index i on t (a);\ndrop index i;\ncreate index k on t (a);", TestName = "One_that_is_dropped")]
    [TestCase("create unique index i on t (a);\nalter table t add constraint u unique using index i;", TestName = "A_constraint_that_takes_the_index")]
    [TestCase("alter table t add constraint u unique (a) deferrable;\nalter table t add constraint v unique (a);\ncreate table s (a int references t (a));", TestName = "Constraints_that_are_checked_at_other_times")]
    [TestCase("alter table t add constraint u unique (a);\ncreate table s (a int primary key references t (a));\nalter table t add primary key (a);", TestName = "A_constraint_that_a_foreign_key_needs")]
    [TestCase("create table u (a int unique, constraint x unique (a));\ncreate table v (a int primary key unique);", TestName = "Constraints_of_one_statement_that_PostgreSQL_makes_one")]
    public void ML505_is_silent(string sql) => RuleTest.Silent("ML505", "=== migrations/001_a.sql\n" + Table + sql + "\n");

    [Test]
    public void Knex_makes_the_index_of_a_unique_column_again()
    {
        var found = RuleTest.Reports("ML505", """
            === migrations/001_a.js
            exports.up = (knex) => knex.schema.createTable('badges', (t) => { t.uuid('uuid').unique(); });
            exports.down = (knex) => knex.schema.dropTable('badges');
            === migrations/002_b.js
            exports.up = (knex) => knex.schema.alterTable('badges', (t) => { [|t.index(['uuid'], 'badges_uuid')|]; });
            exports.down = (knex) => knex.schema.alterTable('badges', (t) => { t.dropIndex([], 'badges_uuid'); });
            """).Single();

        Assert.That(found.Text.Message, Is.EqualTo("badges_uuid on badges holds the same as the index of badges_uuid_unique"));
        Assert.That(found.Text.Remedy, Does.Contain("knex.schema.raw('DROP INDEX CONCURRENTLY badges_uuid') in a migration with config = { transaction: false }. "));
    }

    [Test]
    public void Drizzle_leaves_no_place_for_CONCURRENTLY()
    {
        var found = RuleTest.Reports("ML505", """
            === drizzle/0000_a.sql
            create table t (id bigint primary key, a int not null);--> statement-breakpoint
            create index i on t (a);--> statement-breakpoint
            [|create index k on t (a)|];
            === drizzle/meta/_journal.json
            { "version": "7", "dialect": "postgresql", "entries": [{ "idx": 0, "version": "7", "when": 1736846100000, "tag": "0000_a", "breakpoints": true }] }
            """).Single();

        Assert.That(found.Text.Remedy, Does.Contain("DROP INDEX CONCURRENTLY k, by hand, since Drizzle runs its migrations in a transaction."));
    }

    [TestCase("create index i on t (a);\n[|create index k on t (a, b)|];", "DROP INDEX CONCURRENTLY i")]
    [TestCase("create index i on t (a, b);\n[|create index k on t (a)|];", "DROP INDEX CONCURRENTLY k")]
    [TestCase("alter table t add primary key (a, b);\n[|create index k on t (a)|];", "DROP INDEX CONCURRENTLY k")]
    [TestCase("create index i on t (a desc);\n[|create index k on t (a desc, b) include (c)|];", "DROP INDEX CONCURRENTLY i")]
    public void An_index_whose_keys_begin_another_is_reported_where_the_later_one_is_made(string sql, string remedy) =>
        Assert.That(RuleTest.Reports("ML506", "=== migrations/001_a.sql\n" + Table + sql + "\n").Single().Text.Remedy, Does.Contain(remedy));

    [Test]
    public void Of_two_that_are_the_same_one_is_ML505_and_the_other_ML506()
    {
        const string Chain = "=== migrations/001_a.sql\n" + Table + "create index i on t (a);\ncreate index j on t (a);\ncreate index k on t (a, b);\n";

        Assert.That(
            RuleTest.Findings(Chain).Where(finding => finding.Rule.Id is "ML505" or "ML506").Select(finding => finding.Text.Message),
            Is.EquivalentTo(["j and i are the same index of t", "i of t holds the first keys of k"]));
    }

    [TestCase("create index i on t (b);\ncreate index k on t (a, b);", TestName = "Keys_that_end_another")]
    [TestCase("create unique index i on t (a);\ncreate index k on t (a, b);", TestName = "A_unique_one")]
    [TestCase("create index i on t (a) where b > 0;\ncreate index k on t (a, b);", TestName = "A_partial_one")]
    [TestCase("create index i on t (a);\ncreate index k on t (a, b) where b > 0;", TestName = "A_wider_one_that_is_partial")]
    [TestCase("create index i on t (a) include (d);\ncreate index k on t (a, b);", TestName = "One_that_includes_columns")]
    [TestCase("create index i on t (a desc);\ncreate index k on t (a, b);", TestName = "Another_sorting")]
    [TestCase("create index i on t (c text_pattern_ops);\ncreate index k on t (c, b);", TestName = "Another_class_of_operators")]
    [TestCase("create index i on t using hash (a);\ncreate index k on t (a, b);", TestName = "A_hash")]
    [TestCase("create index i on t (a);\ncreate table s (a int, b int);\ncreate index k on s (a, b);", TestName = "Another_table")]
    [TestCase("create index i on t (lower(c));\ncreate index k on t (lower(c), a);", TestName = "Expressions")]
    public void ML506_is_silent(string sql) => RuleTest.Silent("ML506", "=== migrations/001_a.sql\n" + Table + sql + "\n");

    [Test]
    public void ML506_follows_a_chain_of_Knex()
    {
        RuleTest.Silent("ML506", "=== migrations/001_a.js\nexports.up = (knex) => knex.schema.createTable('x', (t) => { t.integer('a').index(); t.integer('b'); });\n" + Down
            + "=== migrations/002_b.js\nexports.up = (knex) => knex.schema.alterTable('x', (t) => { t.dropIndex('a'); t.index(['a', 'b']); });\n" + Down);
        RuleTest.Reports("ML506", "=== migrations/001_a.js\nexports.up = (knex) => knex.schema.createTable('x', (t) => { t.integer('a').index(); t.integer('b'); });\n" + Down
            + "=== migrations/002_b.js\nexports.up = (knex) => knex.schema.alterTable('x', (t) => { [|t.index(['a', 'b'])|]; });\n" + Down);
    }
}
