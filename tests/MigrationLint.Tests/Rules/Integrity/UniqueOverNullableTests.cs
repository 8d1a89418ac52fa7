using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class UniqueOverNullableTests
{
    [TestCase("create table t (a int not null, b int, [|unique (a, b)|]);", TestName = "A_constraint_over_a_nullable_column")]
    [TestCase("create table t (a int not null, b int);\n[|create unique index i on t (a, b)|];", TestName = "An_index_over_a_nullable_column")]
    [TestCase("create table t (a int not null, b int, c int);\n[|create unique index i on t (a, b) where c > 0|];", TestName = "A_condition_over_another_column")]
    public void A_key_that_NULL_passes_is_reported(string sql) => RuleTest.Reports("ML409", "=== migrations/001_a.sql\n" + sql + "\n");

    [TestCase("create table t (a int not null, b int not null, unique (a, b));", TestName = "Columns_that_take_no_NULL")]
    [TestCase("create table t (a int unique);", TestName = "One_column_that_is_optional")]
    [TestCase("create table t (a int, b int, unique (a, b));", TestName = "All_columns_are_optional")]
    [TestCase("create table t (a int not null, b int, unique nulls not distinct (a, b));", TestName = "NULLS_NOT_DISTINCT")]
    [TestCase("create table t (a int not null, b int);\ncreate unique index on t (a, b) where b is not null;", TestName = "A_condition_that_leaves_NULL_out")]
    [TestCase("create table t (a int not null, b int, unique (a, b));\ncreate unique index on t (a) where b is null;", TestName = "A_second_index_for_NULL")]
    [TestCase("create table t (a int not null primary key, b int, unique (a, b));", TestName = "A_part_that_is_unique_alone")]
    [TestCase("create table t (a int not null, b int check (b is not null), unique (a, b));", TestName = "A_check_that_forbids_NULL")]
    [TestCase("create table t (a int not null, b int);\ncreate index on t (a, b);", TestName = "An_index_that_is_not_unique")]
    public void A_key_that_holds_or_is_optional_is_silent(string sql) => RuleTest.Silent("ML409", "=== migrations/001_a.sql\n" + sql + "\n");

    [Test]
    public void What_a_later_file_makes_NOT_NULL_is_silent() =>
        RuleTest.Silent("ML409", """
            === migrations/001_a.sql
            create table t (a int not null, b int, unique (a, b));
            === migrations/002_b.sql
            alter table t alter column b set not null;
            """);

    [Test]
    public void What_Knex_makes_is_reported() =>
        RuleTest.Reports("ML409", """
            === migrations/001_a.js
            exports.up = (knex) => knex.schema.createTable('t', (t) => { t.bigIncrements(); t.integer('a').notNullable(); t.integer('b'); [|t.unique(['a', 'b'])|]; });
            exports.down = (knex) => knex.schema.dropTable('t');
            """);
}
