using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class IdColumnWithoutForeignKeyTests
{
    private const string Users = "create table users (id bigint primary key);\n";

    [TestCase("create table posts ([|user_id bigint|]);", TestName = "A_column_of_the_table")]
    [TestCase("create table posts (n int);\nalter table posts add column [|user_id bigint|];", TestName = "A_column_that_is_added")]
    [TestCase("create table posts ([|\"userId\" bigint|]);", TestName = "A_name_with_a_hump")]
    [TestCase("create table categories (id uuid primary key);\ncreate table posts ([|category_id uuid|]);", TestName = "A_plural_in_ies")]
    public void A_key_of_another_table_is_reported(string sql) => RuleTest.Reports("ML407", "=== migrations/001_a.sql\n" + Users + sql + "\n");

    [TestCase("create table posts (user_id bigint references users);", TestName = "A_foreign_key")]
    [TestCase("create table posts (user_id int);", TestName = "Another_type")]
    [TestCase("create table posts (external_id bigint);", TestName = "No_table_of_that_name")]
    [TestCase("create table posts (user_id bigint, user_type text);", TestName = "A_second_column_that_names_the_table")]
    [TestCase("create table audit_log (user_id bigint);", TestName = "A_log")]
    [TestCase("create table \"user\" (id bigint primary key);\ncreate table posts (user_id bigint);", TestName = "Two_tables_that_fit")]
    [TestCase("create table teams (a bigint, b bigint, primary key (a, b));\ncreate table posts (team_id bigint);", TestName = "A_key_of_two_columns")]
    [TestCase("create table tags (id text primary key);\ncreate table posts (tag_id text);", TestName = "A_text")]
    [TestCase("create table posts (user_id bigint references users);\nalter table posts drop constraint posts_user_id_fkey;", TestName = "A_foreign_key_that_was_dropped_on_purpose")]
    public void What_may_be_something_else_is_silent(string sql) => RuleTest.Silent("ML407", "=== migrations/001_a.sql\n" + Users + sql + "\n");

    [Test]
    public void A_foreign_key_that_a_later_file_adds_counts() =>
        RuleTest.Silent("ML407", $"""
            === migrations/001_a.sql
            {Users}create table posts (user_id bigint);
            === migrations/002_b.sql
            alter table posts add foreign key (user_id) references users;
            """);

    [Test]
    public void What_Knex_makes_is_reported() =>
        RuleTest.Reports("ML407", """
            === migrations/001_a.js
            exports.up = (knex) => knex.schema.createTable('users', (t) => { t.bigIncrements(); }).createTable('posts', (t) => { t.bigIncrements(); [|t.bigInteger('user_id')|]; });
            exports.down = (knex) => knex.schema.dropTable('posts').dropTable('users');
            """);
}
