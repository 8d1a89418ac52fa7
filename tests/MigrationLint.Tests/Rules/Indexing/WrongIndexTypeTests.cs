using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Indexing;

public sealed class WrongIndexTypeTests
{
    private const string Table = "create table t (id bigint, data jsonb, tags text[], words tsvector, during tstzrange, body text, name text);\n";

    [TestCase("[|create index i on t (data)|];", "CREATE INDEX CONCURRENTLY t_data_idx ON t USING gin (data)")]
    [TestCase("[|create index i on t (tags)|];", "USING gin (tags)")]
    [TestCase("[|create index i on t (id, words)|];", "USING gin (words)")]
    [TestCase("[|create index i on t (during)|];", "USING gist (during)")]
    [TestCase("[|create index i on t (body)|];", "DROP INDEX CONCURRENTLY i")]
    public void A_btree_that_cannot_look_into_values_is_reported(string sql, string remedy) =>
        Assert.That(RuleTest.Reports("ML514", "=== migrations/001_a.sql\n" + Table + sql + "\n").Single().Text.Remedy, Does.Contain(remedy));

    [TestCase("create index i on t using gin (data);\ncreate index k on t using gin (tags);\ncreate index l on t using gist (during);", TestName = "The_method_that_fits")]
    [TestCase("create index i on t ((data->>'name'));", TestName = "A_value_of_a_document")]
    [TestCase("create unique index i on t (tags);", TestName = "Values_that_are_unique_as_a_whole")]
    [TestCase("create index i on t (md5(body));\ncreate index k on t (left(body, 100));", TestName = "A_part_or_a_digest_of_a_text")]
    [TestCase("create index i on t using hash (body);", TestName = "A_hash_of_a_text")]
    [TestCase("create index i on t (name);\ncreate index k on t (id) include (data);", TestName = "Values_that_are_short_or_only_included")]
    [TestCase("create index i on t (data);\ndrop index i;", TestName = "An_index_that_is_gone")]
    [TestCase("create index i on t (data);\nalter table t alter data type text;", TestName = "A_type_that_changed")]
    public void What_fits_is_silent(string sql) => RuleTest.Silent("ML514", "=== migrations/001_a.sql\n" + Table + sql + "\n");

    [Test]
    public void Knex_names_the_method_in_its_third_argument()
    {
        const string chain = """
            === migrations/001_a.js
            exports.up = (knex) => knex.schema.createTable('products', (t) => { t.jsonb('attributes'); });
            exports.down = (knex) => knex.schema.dropTable('products');
            === migrations/002_b.js
            exports.up = (knex) => knex.schema.alterTable('products', (t) => { [|t.index('attributes')|]; });
            exports.down = (knex) => knex.schema.alterTable('products', (t) => { t.dropIndex('attributes'); });
            """;

        Assert.That(RuleTest.Reports("ML514", chain).Single().Text.Remedy, Does.Contain("table.index(['attributes'], 'products_attributes_idx', 'gin')"));
        RuleTest.Silent("ML514", chain.Replace("[|t.index('attributes')|]", "t.index(['attributes'], 'products_attributes_idx', 'gin')", StringComparison.Ordinal));
    }
}
