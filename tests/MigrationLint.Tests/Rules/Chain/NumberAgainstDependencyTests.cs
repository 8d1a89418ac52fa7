using MigrationLint.Diagnostics;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class NumberAgainstDependencyTests
{
    private const string A = "=== migrations/001_a.sql\nCREATE TABLE a (id bigint PRIMARY KEY);\n";

    [Test]
    public void The_file_moves_to_the_next_free_number_behind()
    {
        var found = RuleTest.Reports("ML036", A
            + "=== migrations/002_b_index.sql\n[||]CREATE INDEX b_name_idx ON b (name);\nCREATE INDEX b_name_id_idx ON b (name, id);\n"
            + "=== migrations/003_b.sql\nCREATE TABLE b (id bigint PRIMARY KEY, name text);\n=== migrations/004_c.sql\nCREATE TABLE c (id bigint PRIMARY KEY);\n=== migrations/006_d.sql\nCREATE TABLE d (id bigint PRIMARY KEY);\n");

        Assert.That(found[0].Text.Message, Is.EqualTo("002_b_index.sql stands before 003_b.sql, but needs table b from there"));
        Assert.That(((RenameFix)found[0].Fix!).NewName, Is.EqualTo("005_b_index.sql"));
    }

    [Test]
    public void Two_files_do_not_move_to_one_number()
    {
        var found = RuleTest.Reports("ML036", A
            + "=== migrations/002_b_index.sql\n[||]CREATE INDEX b_name_idx ON b (name);\n=== migrations/003_c_index.sql\n[||]CREATE INDEX c_name_idx ON c (name);\n"
            + "=== migrations/004_b.sql\nCREATE TABLE b (id bigint PRIMARY KEY, name text);\n=== migrations/005_c.sql\nCREATE TABLE c (id bigint PRIMARY KEY, name text);\n");

        Assert.That(found.Select(finding => ((RenameFix)finding.Fix!).NewName), Is.EqualTo(new[] { "006_b_index.sql", "007_c_index.sql" }));
    }

    [Test]
    public void What_needs_the_file_moves_along_where_the_other_cannot()
    {
        var found = RuleTest.Reports("ML036", A
            + "=== migrations/002_b.sql\n[||]CREATE TABLE b (id bigint PRIMARY KEY, c_id bigint REFERENCES c);\n=== migrations/003_b_name.sql\nALTER TABLE b ADD COLUMN name text;\n"
            + "=== migrations/004_c.sql\nCREATE TABLE c (id bigint PRIMARY KEY);\nINSERT INTO c VALUES (1);\n");

        Assert.That(found[0].Text.Remedy, Does.StartWith("Give 002_b.sql and 003_b_name.sql, in this order, numbers behind that of 004_c.sql"));
        Assert.That(found[0].Fix, Is.Null);
    }

    [Test]
    public void A_file_that_several_wait_for_moves_alone()
    {
        var found = RuleTest.Reports("ML036", A
            + "=== migrations/002_b.sql\nCREATE TABLE b (id bigint PRIMARY KEY, d_id bigint REFERENCES d);\n=== migrations/003_c.sql\nCREATE TABLE c (id bigint PRIMARY KEY, d_id bigint REFERENCES d);\n"
            + "=== migrations/004_d.sql\n[||]CREATE TABLE d (id bigint PRIMARY KEY);\n");

        Assert.That(found[0].Text.Message, Is.EqualTo("004_d.sql creates table d, but stands behind 002_b.sql and 003_c.sql, which need that"));
    }

    [Test]
    public void Columns_come_too_late_like_tables() =>
        RuleTest.Reports("ML036", A
            + "=== migrations/002_by_name.sql\nCREATE INDEX a_name_idx ON a (name);\n=== migrations/003_by_name_and_id.sql\nCREATE INDEX a_name_id_idx ON a (name, id);\n"
            + "=== migrations/004_name.sql\n[||]ALTER TABLE a ADD COLUMN name text;\n");

    [Test]
    public void Rows_have_an_order_that_names_do_not_show()
    {
        var found = RuleTest.Reports("ML036", A + "=== migrations/002_b_index.sql\n[||]INSERT INTO a VALUES (1);\nCREATE INDEX b_id_idx ON b (id);\n=== migrations/003_b.sql\nCREATE TABLE b (id bigint);\n");

        Assert.That(found[0].Fix, Is.Null);
        Assert.That(found[0].Text.Remedy, Is.EqualTo("Move the statement from 002_b_index.sql into a file behind 003_b.sql."));
    }

    [Test]
    public void Knex_goes_by_numbers_too()
    {
        var found = RuleTest.Reports("ML036", """
            === migrations/20250101000000_index_b.js
            [||]exports.up = (knex) => knex.schema.raw('CREATE INDEX b_name_idx ON b (name)');
            exports.down = (knex) => knex.schema.raw('DROP INDEX b_name_idx');
            === migrations/20250102000000_b.js
            exports.up = (knex) => knex.schema.createTable('b', (table) => { table.bigIncrements(); table.text('name'); });
            exports.down = (knex) => knex.schema.dropTable('b');
            """);

        Assert.That(((RenameFix)found[0].Fix!).NewName, Is.EqualTo("20250102000001_index_b.js"));
    }

    [TestCase("=== migrations/002_b.sql\nCREATE TABLE b (id bigint PRIMARY KEY, c_id bigint REFERENCES c);\n=== migrations/003_c.sql\nCREATE TABLE c (id bigint PRIMARY KEY, b_id bigint REFERENCES b);\n", TestName = "Two_files_that_need_each_other_have_no_order")]
    [TestCase("=== migrations/002_b.sql\nCREATE INDEX b_idx ON b (id);\nCREATE TABLE b (id bigint PRIMARY KEY);\n", TestName = "The_order_within_a_file_is_no_matter_of_numbers")]
    [TestCase("=== migrations/002_b.sql\nCREATE INDEX b_idx ON b (id);\n", TestName = "What_no_file_creates_has_no_place")]
    [TestCase("=== migrations/002_b.sql\nDROP TABLE a;\n=== migrations/003_c.sql\nCREATE INDEX a_idx ON a (id);\n", TestName = "What_was_dropped_before_is_no_matter_of_order")]
    [TestCase("=== migrations/002_b.sql\nDROP TABLE IF EXISTS c;\n=== migrations/003_c.sql\nCREATE TABLE c (id bigint PRIMARY KEY);\n", TestName = "IF_EXISTS_needs_nothing")]
    public void Numbers_agree(string files) => RuleTest.Silent("ML036", A + files);

    [Test]
    public void Drizzle_goes_by_its_journal() =>
        RuleTest.Silent("ML036", """
            === drizzle/0000_a.sql
            CREATE INDEX b_idx ON b (id);
            === drizzle/0001_b.sql
            CREATE TABLE b (id bigint PRIMARY KEY);
            === drizzle/meta/_journal.json
            { "version": "7", "dialect": "postgresql", "entries": [{ "idx": 0, "when": 1736846100000, "tag": "0000_a" }, { "idx": 1, "when": 1736846100001, "tag": "0001_b" }] }
            """);
}
