using System.Globalization;
using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Tests.Replay;

/// <summary>Bounds of partitions: what overlaps, and what is free again. Each row was tried on a PostgreSQL 15.</summary>
[TestFixture]
public sealed class PartitionTests
{
    private const string Range = "create table t(i int) partition by range (i); create table a partition of t for values from (0) to (10); create table b partition of t for values from (10) to (20);";
    private const string List = "create table t(i text) partition by list (i); create table a partition of t for values in ('x', 'y'); create table b partition of t for values in (null);";
    private const string Hash = "create table t(i int) partition by hash (i); create table a partition of t for values with (modulus 4, remainder 0); create table b partition of t for values with (modulus 8, remainder 1);";
    private const string Default = "create table t(i int) partition by list (i); create table d partition of t default;";

    [TestCase(Range + "create table c partition of t for values from (5) to (30)", "42P17 partition \"c\" would overlap partition \"a\"")]
    [TestCase(Range + "create table c partition of t for values from (-5) to (30)", "42P17 partition \"c\" would overlap partition \"a\"")]
    [TestCase(Range + "create table c partition of t for values from (minvalue) to (maxvalue)", "42P17 partition \"c\" would overlap partition \"a\"")]
    [TestCase(Range + "create table c partition of t for values from (12) to (13)", "42P17 partition \"c\" would overlap partition \"b\"")]
    [TestCase(Range + "create table c partition of t for values from (20) to (20)", "42P17 empty range bound specified for partition \"c\"")]
    [TestCase(Range + "alter table b rename to z; create table c partition of t for values from (12) to (13)", "42P17 partition \"c\" would overlap partition \"z\"")]
    [TestCase(Range + "alter table t rename i to k; create table c(k int); alter table t attach partition c for values from (1) to (2)", "42P17 partition \"c\" would overlap partition \"a\"")]
    [TestCase(Range + "alter table t detach partition a; alter table t attach partition a for values from (19) to (20)", "42P17 partition \"a\" would overlap partition \"b\"")]
    [TestCase(List + "create table c partition of t for values in ('z', 'y')", "42P17 partition \"c\" would overlap partition \"a\"")]
    [TestCase(List + "create table c partition of t for values in ('z', null)", "42P17 partition \"c\" would overlap partition \"b\"")]
    [TestCase(Hash + "create table c partition of t for values with (modulus 8, remainder 4)", "42P17 partition \"c\" would overlap partition \"a\"")]
    [TestCase(Hash + "create table c partition of t for values with (modulus 2, remainder 1)", "42P17 partition \"c\" would overlap partition \"b\"")]
    [TestCase(Hash + "create table c partition of t for values with (modulus 12, remainder 2)", "42P17 every hash partition modulus must be a factor of the next larger modulus")]
    [TestCase(Default + "create table c partition of t default", "42P17 partition \"c\" conflicts with existing default partition \"d\"")]
    public void A_bound_that_is_taken_is_refused(string sql, string refusal) => Assert.That(Chain.Run(sql).Refusals, Is.EqualTo([refusal]));

    [TestCase(Range + "create table c partition of t for values from (20) to (30); create table d partition of t for values from (minvalue) to (0)")]
    [TestCase(Range + "drop table a; create table c partition of t for values from (1) to (10)")]
    [TestCase(Range + "alter table t detach partition a; create table c partition of t for values from (1) to (10)")]
    [TestCase(Range + "alter table t detach partition a; alter table t attach partition a for values from (20) to (30); create table c partition of t for values from (0) to (10)")]
    [TestCase(Range + "savepoint s; create table c partition of t for values from (20) to (30); rollback to s; create table c partition of t for values from (25) to (40)")]
    [TestCase(Range + "drop table t; " + Range)]
    [TestCase(List + "create table c partition of t for values in ('X', 'null'); drop table a; create table e partition of t for values in ('x')")]
    [TestCase(Hash + "create table c partition of t for values with (modulus 8, remainder 5); create table d partition of t for values with (modulus 16, remainder 2)")]
    [TestCase(Default + "alter table t detach partition d; create table c partition of t default")]
    [TestCase(Default + "drop table d; create table c partition of t default")]
    public void A_bound_that_is_free_is_taken(string sql) => Assert.That(Chain.Run(sql).Refusals, Is.Empty);

    [Test]
    public void A_file_that_fails_gives_its_bounds_back() =>
        Assert.That(
            Chain.Run(Range, "create table c partition of t for values from (20) to (30); drop table a; select nix();", "create table c partition of t for values from (20) to (25)", "create table e partition of t for values from (1) to (2)").Refusals,
            Is.EqualTo(["42883 function nix() does not exist", "42P17 partition \"e\" would overlap partition \"a\""]));

    [TestCase(1)]
    [TestCase(2)]
    public void An_overlap_is_found_as_by_a_look_at_every_range(int seed)
    {
        var random = new Random(seed);
        var parts = Chain.Run("create table t(i int) partition by range (i)").Schema is var schema && schema.FindRelation(new QualifiedName("public", "t")) is Table table ? schema.PartitionsOf(table.Id) : PartitionSet.Empty;
        var held = new SortedDictionary<int, (int From, int To)>();
        for (var id = 20_000; id < 24_000; id++)
        {
            if (held.Count > 0 && random.Next(3) == 0)
            {
                var gone = held.Keys.ElementAt(random.Next(held.Count));
                held.Remove(gone);
                parts = parts.Without(new ObjectId(gone));
            }

            var from = random.Next(2_000);
            var to = from + 1 + random.Next(20);
            var text = string.Create(CultureInfo.InvariantCulture, $"FOR VALUES FROM ({from}) TO ({to})");
            var expected = held.Where(pair => pair.Value.From < to && from < pair.Value.To).OrderBy(pair => pair.Value.From).Select(pair => pair.Key).FirstOrDefault();
            Assert.That(parts.FindOverlapping(parts.Read(text)!).Value, Is.EqualTo(expected));
            if (expected == 0)
            {
                held.Add(id, (from, to));
                parts = parts.With(new ObjectId(id), text);
            }
        }
    }
}
