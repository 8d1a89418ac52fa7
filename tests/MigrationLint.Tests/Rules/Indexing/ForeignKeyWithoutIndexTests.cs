using MigrationLint.Diagnostics;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Indexing;

public sealed class ForeignKeyWithoutIndexTests
{
    private const string Customers = "create table customers (id bigint primary key, area int not null, unique (area, id));\n";
    private const string Down = "exports.down = async () => { throw new Error('irreversible'); };\n";

    private const string CustomersInKnex = "=== migrations/001_customers.js\nexports.up = (knex) => knex.schema.createTable('customers', (t) => { t.bigIncrements(); });\n" + Down;

    [TestCase("create table orders (customer_id bigint [|references customers|]);", TestName = "A_clause_of_a_column")]
    [TestCase("create table orders (customer_id bigint, [|foreign key (customer_id) references customers (id)|]);", TestName = "A_clause_of_the_table")]
    [TestCase("create table orders (customer_id bigint);\nalter table orders add [|constraint fk foreign key (customer_id) references customers (id)|];", TestName = "A_key_that_is_added")]
    [TestCase("create table orders (customer_id bigint [|references customers|], n int);\ncreate index on orders (n, customer_id);", TestName = "An_index_that_begins_with_another_column")]
    [TestCase("create table orders (customer_id bigint [|references customers|], n int);\ncreate index on orders (customer_id) where n > 0;", TestName = "An_index_over_some_rows")]
    [TestCase("create table orders (customer_id bigint [|references customers|], n int);\ncreate index on orders using brin (customer_id);", TestName = "A_BRIN_index")]
    [TestCase("create table orders (customer_id bigint [|references customers|], n int);\ncreate index on orders (n) include (customer_id);", TestName = "A_column_that_is_only_included")]
    [TestCase("create table orders (customer_id bigint [|references customers|], n int);\ncreate index on orders ((customer_id + 0));", TestName = "An_index_over_an_expression")]
    [TestCase("create table orders (customer_id bigint, area int, [|foreign key (area, customer_id) references customers (area, id)|]);\ncreate index on orders (area);", TestName = "An_index_over_one_of_two_columns")]
    [TestCase("create table orders (customer_id bigint [|references customers|], n int);\ncreate index i on orders (customer_id);\ndrop index i;", TestName = "An_index_that_is_dropped_again")]
    public void A_foreign_key_that_no_index_serves_is_reported_where_it_is_made(string sql) =>
        RuleTest.Reports("ML501", "=== migrations/001_a.sql\n" + Customers + sql + "\n");

    [TestCase("create table orders (customer_id bigint references customers);\ncreate index on orders (customer_id);", TestName = "A_plain_index")]
    [TestCase("create table orders (customer_id bigint references customers primary key);", TestName = "A_primary_key")]
    [TestCase("create table orders (customer_id bigint references customers, n int, unique (customer_id, n));", TestName = "A_unique_constraint_that_begins_with_it")]
    [TestCase("create table orders (customer_id bigint references customers);\ncreate index on orders (customer_id) where customer_id is not null;", TestName = "An_index_over_all_that_is_not_null")]
    [TestCase("create table orders (customer_id bigint references customers);\ncreate index on orders using hash (customer_id);", TestName = "A_hash_index")]
    [TestCase("create table orders (customer_id bigint, area int, foreign key (area, customer_id) references customers (area, id));\ncreate index on orders (customer_id, area);", TestName = "Two_columns_in_the_other_order")]
    [TestCase("create table orders (customer_id bigint, area int, n int, foreign key (area, customer_id) references customers (area, id));\ncreate index on orders (customer_id, area, n);", TestName = "Two_columns_and_one_more")]
    [TestCase("create table orders (customer_id bigint references customers);\ndrop table orders;", TestName = "A_table_that_is_dropped")]
    [TestCase("create table orders (customer_id bigint references customers);\nalter table orders drop constraint orders_customer_id_fkey;", TestName = "A_key_that_is_dropped")]
    [TestCase("alter table orders add foreign key (customer_id) references customers;", TestName = "A_table_that_no_migration_makes")]
    [TestCase("create temporary table orders (customer_id bigint);", TestName = "A_temporary_table")]
    [TestCase("create table orders (customer_id bigint references customers);\ndo language plpython3u 'make()';", TestName = "A_program_that_may_have_made_the_index")]
    [TestCase("create table orders (customer_id bigint references customers);\ncreate index on only orders (customer_id);", TestName = "ONLY_of_a_table_without_parts")]
    public void A_foreign_key_that_an_index_serves_or_that_is_not_known_is_silent(string sql) =>
        RuleTest.Silent("ML501", "=== migrations/001_a.sql\n" + Customers + sql + "\n");

    [Test]
    public void An_index_that_comes_files_later_counts() =>
        RuleTest.Silent("ML501", $"""
            === migrations/001_a.sql
            {Customers}create table orders (customer_id bigint references customers);
            === migrations/002_b.sql
            alter table orders add column note text;
            === migrations/003_c.sql
            alter table orders rename column customer_id to buyer_id;
            === migrations/004_d.sql
            create index orders_buyer_id_idx on orders (buyer_id);
            """);

    [Test]
    public void An_index_that_a_later_file_drops_does_not() =>
        RuleTest.Reports("ML501", $"""
            === migrations/001_a.sql
            {Customers}create table orders (customer_id bigint [|references customers|], n int);
            create index i on orders (customer_id);
            === migrations/002_b.sql
            drop index i;
            """);

    [Test]
    public void Partitions_are_their_parents_matter() =>
        RuleTest.Reports("ML501", $"""
            === migrations/001_a.sql
            {Customers}create table orders (customer_id bigint [|references customers|], day date) partition by range (day);
            create table orders_old partition of orders for values from (minvalue) to ('2025-01-01');
            create table orders_new partition of orders default;
            """);

    [Test]
    public void Two_keys_over_the_same_column_are_one_finding() =>
        RuleTest.Reports("ML501", $"""
            === migrations/001_a.sql
            {Customers}create table people (id bigint primary key);
            create table orders (customer_id bigint [|references customers|] references people);
            """);

    [TestCase("t.bigInteger('customer_id')[|.references('id').inTable('customers')|];", TestName = "References")]
    [TestCase("t.bigInteger('customer_id'); [|t.foreign('customer_id').references('customers.id')|];", TestName = "Foreign")]
    public void What_Knex_makes_is_reported_and_mended_in_its_own_words(string column)
    {
        var found = RuleTest.Findings(CustomersInKnex + "=== migrations/002_orders.js\nexports.up = (knex) => knex.schema.createTable('orders', (t) => { t.bigIncrements(); "
            + column.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal) + " });\n" + Down).Single(finding => finding.Rule.Id == "ML501");

        Assert.That(found.Severity, Is.EqualTo(Severity.Warning));
        Assert.That(found.Text.Message, Is.EqualTo("No index of orders begins with customer_id, its foreign key to customers"));
        Assert.That(found.Text.Remedy, Does.StartWith("Add an index on customer_id: table.index(['customer_id']); where rows are many, knex.schema.raw('CREATE INDEX CONCURRENTLY orders_customer_id_idx ON orders (customer_id)')"));
    }

    [TestCase("t.bigInteger('customer_id').references('id').inTable('customers').index();", TestName = "Index_of_the_column")]
    [TestCase("t.bigInteger('customer_id').references('id').inTable('customers').unique();", TestName = "Unique_of_the_column")]
    [TestCase("t.bigInteger('customer_id').references('id').inTable('customers'); t.index(['customer_id', 'id']);", TestName = "Index_of_the_table")]
    [TestCase("t.bigInteger('customer_id').references('id').inTable('customers'); t.primary(['customer_id', 'id'], 'pk');", TestName = "Primary_of_the_table")]
    public void What_Knex_indexes_is_silent(string column) =>
        RuleTest.Silent("ML501", CustomersInKnex + "=== migrations/002_orders.js\nexports.up = (knex) => knex.schema.createTable('orders', (t) => { t.bigInteger('id'); " + column + " });\n" + Down);

    [TestCase("orders", "customer_id", "CREATE INDEX CONCURRENTLY orders_customer_id_idx1 ON orders (customer_id)", TestName = "A_name_that_is_taken_is_not_proposed")]
    [TestCase("\"Order\"", "\"customerId\"", "CREATE INDEX CONCURRENTLY \"Order_customerId_idx\" ON \"Order\" (\"customerId\")", TestName = "Names_are_quoted_where_they_must_be")]
    [TestCase("a_table_with_a_name_that_takes_all_of_the_room_that_there_is_for", "customer_id", "a_table_with_a_name_that_takes_all_of_the_room__customer_id_idx", TestName = "A_name_is_cut_to_63_bytes_as_PostgreSQL_does")]
    [TestCase("app.orders", "customer_id", "CREATE INDEX CONCURRENTLY orders_customer_id_idx ON app.orders (customer_id)", TestName = "A_schema_is_named")]
    public void The_remedy_is_a_statement_that_runs(string table, string column, string statement)
    {
        var found = RuleTest.Findings($"=== migrations/001_a.sql\n{Customers}create schema app;\ncreate table {table} ({column} bigint references customers);\ncreate table other (n int);\ncreate index orders_customer_id_idx on other (n);\n");

        Assert.That(found.Single(finding => finding.Rule.Id == "ML501").Text.Remedy, Does.Contain(statement));
    }

    [Test]
    public void The_index_of_a_partitioned_table_is_not_proposed_concurrently()
    {
        var found = RuleTest.Findings($"=== migrations/001_a.sql\n{Customers}create table orders (customer_id bigint references customers, day date) partition by range (day);\n");

        Assert.That(found.Single(finding => finding.Rule.Id == "ML501").Text.Remedy, Is.EqualTo("Add an index on customer_id: CREATE INDEX orders_customer_id_idx ON orders (customer_id)."));
    }

    [TestCase("customers", 0)]
    [TestCase("cust*, people", 0)]
    [TestCase("people", 1)]
    public void Lookup_tables_are_named_in_the_settings(string tables, int count)
    {
        var chain = $"=== .editorconfig\nroot = true\n[*.sql]\nML501.lookup_tables = {tables}\n=== migrations/001_a.sql\n{Customers}create table orders (customer_id bigint references customers);\n";

        Assert.That(RuleTest.Findings(chain).Count(finding => finding.Rule.Id == "ML501"), Is.EqualTo(count));
    }
}
