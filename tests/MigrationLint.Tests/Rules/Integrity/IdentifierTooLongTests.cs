using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Integrity;

public sealed class IdentifierTooLongTests
{
    [Test]
    public void The_cut_name_is_said()
    {
        var found = RuleTest.Reports("ML416", """
            === migrations/001_a.sql
            create table a (id bigint primary key);
            create index [|a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_ends_at_all|] on a (id);
            """);
        Assert.That(found[0].Text.Message, Is.EqualTo(
            "PostgreSQL keeps 63 of 73 bytes: a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_e"));
    }

    [Test]
    public void A_name_that_Knex_makes_up()
    {
        var found = RuleTest.Findings("""
            === migrations/20250101000000_a.js
            exports.up = (knex) => knex.schema.createTable('organization_subscription_payments', (t) => { t.uuid('id').primary(); t.uuid('organization_subscription_identifier').index(); });
            exports.down = (knex) => knex.schema.dropTable('organization_subscription_payments');
            """).Where(finding => finding.Rule.Id == "ML416").ToList();
        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(found[0].Text.Message, Does.StartWith("Knex makes up a name of 77 bytes, of which PostgreSQL keeps organization_subscription_payments_"));
    }

    [Test]
    public void Two_that_become_one()
    {
        var found = RuleTest.Reports("ML416", """
            === migrations/001_a.sql
            create table a (id bigint primary key, n int);
            create index [|a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_ends_one|] on a (id);
            === migrations/002_b.sql
            create index if not exists [|a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_ends_two|] on a (n);
            """);
        Assert.That(found[1].Text.Message, Does.Contain("are one name to PostgreSQL"));
    }

    [TestCase("""
        === migrations/001_a.sql
        create schema x;
        create schema y;
        create table x.a (id bigint primary key, n int);
        create table y.a (id bigint primary key, n int);
        create index [|a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_ends_one|] on x.a (id);
        === migrations/002_b.sql
        create index if not exists [|a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_ends_two|] on y.a (n);
        """, TestName = "Indexes_in_two_schemas_are_two")]
    [TestCase("""
        === migrations/001_a.sql
        create table a (id bigint primary key, n int, constraint [|a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_ends_one|] check (n > 0));
        === migrations/002_b.sql
        create table b (id bigint primary key, n int, constraint [|a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_ends_two|] check (n > 0));
        """, TestName = "Checks_of_two_tables_are_two")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = (knex) => knex.schema.createTable('a', (t) => { t.uuid('id').primary(); t.text([|'a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_ends_one'|]); });
        exports.down = (knex) => knex.schema.dropTable('a');
        === migrations/20250102000000_b.js
        exports.up = (knex) => knex.schema.createTable('b', (t) => { t.uuid('id').primary(); t.text([|'a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_ends_two'|]); });
        exports.down = (knex) => knex.schema.dropTable('b');
        """, TestName = "Columns_of_two_tables_are_two")]
    public void Each_is_cut_but_they_are_not_one(string chain) =>
        Assert.That(RuleTest.Reports("ML416", chain).Select(static finding => finding.Text.Message), Has.None.Contains("are one name"));

    [Test]
    public void Bytes_are_counted() => RuleTest.Reports("ML416", """
        === migrations/001_a.sql
        create table a (id bigint primary key, [|"ääääääääääääääääääääääääääääääää"|] int);
        """);

    [TestCase("""
        === migrations/001_a.sql
        create table a (id bigint primary key);
        create index a_name_that_is_as_long_as_postgresql_takes_it_and_not_longer_xx on a (id);
        """, TestName = "A_name_of_63_bytes")]
    [TestCase("""
        === migrations/001_a.sql
        create table a_name_that_is_as_long_as_names_go_a_name_that_is_as_long (id bigint primary key, a_name_that_is_as_long_as_names_go int unique);
        """, TestName = "PostgreSQL_makes_up_a_name_that_fits")]
    [TestCase("""
        === migrations/001_a.sql
        create table a (id bigint primary key);
        === migrations/002_b.sql
        select id as a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_ends_at_all from a;
        """, TestName = "A_query_names_a_column_of_its_result")]
    [TestCase("""
        === migrations/20250101000000_a.js
        exports.up = (knex) => knex.schema.createTable('organization_subscription_payments', (t) => { t.uuid('id').primary(); t.uuid('organization_subscription_identifier').index('short'); });
        exports.down = (knex) => knex.schema.dropTable('organization_subscription_payments');
        """, TestName = "Knex_is_given_a_short_name")]
    [TestCase("""
        === migrations/001_a.sql
        create table a (id bigint primary key, t text default 'a_name_that_goes_on_and_on_and_on_until_nobody_knows_where_it_ends_at_all');
        """, TestName = "A_long_string")]
    public void Is_silent(string chain) => RuleTest.Silent("ML416", chain);
}
