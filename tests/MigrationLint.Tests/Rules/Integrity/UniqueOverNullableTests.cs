using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class UniqueOverNullableTests
{
    [TestCase("create table t (a int not null, b int, [|unique (b, a)|]);", TestName = "A_constraint_over_a_nullable_column")]
    [TestCase("create table t (a int not null, b int);\n[|create unique index i on t (b, a)|];", TestName = "An_index_over_a_nullable_column")]
    [TestCase("create table t (a int not null, b int, c int);\n[|create unique index i on t (b, a) where c > 0|];", TestName = "A_condition_over_another_column")]
    [TestCase("create table t (email text not null, deleted_at timestamptz, [|unique (email, deleted_at)|]);", TestName = "A_time_that_marks_a_row_as_deleted")]
    public void A_key_that_NULL_passes_is_reported(string sql) => RuleTest.Reports("ML409", "=== migrations/001_a.sql\n" + sql + "\n");

    [TestCase("create table t (a int not null, b int not null, unique (b, a));", TestName = "Columns_that_take_no_NULL")]
    [TestCase("create table t (a int unique);", TestName = "One_column_that_is_optional")]
    [TestCase("create table t (a int, b int, unique (b, a));", TestName = "All_columns_are_optional")]
    [TestCase("create table t (a int not null, b int, unique nulls not distinct (b, a));", TestName = "NULLS_NOT_DISTINCT")]
    [TestCase("create table t (a int not null, b int);\ncreate unique index on t (b, a) where b is not null;", TestName = "A_condition_that_leaves_NULL_out")]
    [TestCase("create table t (a int not null, b int, unique (b, a));\ncreate unique index on t (a) where b is null;", TestName = "A_second_index_for_NULL")]
    [TestCase("create table t (a int not null primary key, b int, unique (b, a));", TestName = "A_part_that_is_unique_alone")]
    [TestCase("create table t (a int not null, b int check (b is not null), unique (b, a));", TestName = "A_check_that_forbids_NULL")]
    [TestCase("create table t (a int not null, b int);\ncreate index on t (b, a);", TestName = "An_index_that_is_not_unique")]
    [TestCase("create table t (tenant int not null, email text, unique (tenant, email));", TestName = "A_value_that_a_row_may_do_without")]
    [TestCase("create table t (shop int not null, provider text, reference text, unique (shop, provider, reference));", TestName = "Two_values_that_a_row_may_do_without")]
    public void A_key_that_holds_or_is_optional_is_silent(string sql) => RuleTest.Silent("ML409", "=== migrations/001_a.sql\n" + sql + "\n");

    [TestCase("create table t (shop int not null, provider text, gone timestamptz, [|unique (shop, provider, gone)|]);", TestName = "A_time_among_values_that_a_row_may_do_without")]
    [TestCase("create table t (author int not null, project text, stage text, state text not null);\n[|create unique index i on t (author, project, stage) where state <> 'done'|];", TestName = "A_condition_says_what_must_not_repeat")]
    public void Last_columns_that_mean_something_where_they_are_NULL_are_reported(string sql) => RuleTest.Reports("ML409", "=== migrations/001_a.sql\n" + sql + "\n");

    [Test]
    public void The_remedy_names_the_schema_of_the_index()
    {
        var found = RuleTest.Reports("ML409", """
            === migrations/001_a.sql
            create schema shop;
            create table shop.t (a int not null, b int);
            [|create unique index i on shop.t (b, a)|];
            """);
        Assert.That(found[0].Text.Remedy, Does.Contain("DROP INDEX shop.i, then CREATE UNIQUE INDEX i ON shop.t (b, a) NULLS NOT DISTINCT"));
    }

    [Test]
    public void What_a_later_file_makes_NOT_NULL_is_silent() =>
        RuleTest.Silent("ML409", """
            === migrations/001_a.sql
            create table t (a int not null, b int, unique (b, a));
            === migrations/002_b.sql
            alter table t alter column b set not null;
            """);

    [Test]
    public void What_Knex_makes_is_reported() =>
        RuleTest.Reports("ML409", """
            === migrations/001_a.js
            exports.up = (knex) => knex.schema.createTable('t', (t) => { t.bigIncrements(); t.integer('a').notNullable(); t.integer('b'); [|t.unique(['b', 'a'])|]; });
            exports.down = (knex) => knex.schema.dropTable('t');
            """);
}
