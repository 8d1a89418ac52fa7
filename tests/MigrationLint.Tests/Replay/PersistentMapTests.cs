using MigrationLint.Schema;

namespace MigrationLint.Tests.Replay;

public sealed class PersistentMapTests
{
    private static readonly PersistentMap<int, string> Empty = PersistentMap<int, string>.Empty(Comparer<int>.Default);

    [TestCase(1, 8)]
    [TestCase(2, 60)]
    [TestCase(3, 500)]
    [TestCase(4, 5_000)]
    public void Every_version_holds_what_a_sorted_dictionary_held(int seed, int keys)
    {
        var random = new Random(seed);
        var expected = new SortedDictionary<int, string>();
        var map = Empty;
        var versions = new List<(PersistentMap<int, string> Map, KeyValuePair<int, string>[] Held)>();
        for (var i = 0; i < 4_000; i++)
        {
            var key = random.Next(keys);
            if (random.Next(3) == 0)
            {
                expected.Remove(key);
                map = map.Remove(key);
            }
            else
            {
                expected[key] = $"{i}";
                map = map.Set(key, $"{i}");
            }

            Assert.That(map.TryGetValue(key, out var found), Is.EqualTo(expected.TryGetValue(key, out var value)));
            Assert.That(found, Is.EqualTo(value));
            if (i % 100 == 0)
            {
                versions.Add((map, [.. expected]));
            }
        }

        foreach (var (version, held) in versions)
        {
            var start = random.Next(keys);
            Assert.That(version, Is.EqualTo(held));
            Assert.That(version.Values, Is.EqualTo(held.Select(pair => pair.Value)));
            Assert.That(version.From(start), Is.EqualTo(held.Where(pair => pair.Key >= start)));
        }
    }

    [Test]
    public void Keys_that_only_grow_are_found_as_quickly_as_others()
    {
        var map = Empty;
        for (var i = 0; i < 100_000; i++)
        {
            map = map.Set(i, "");
        }

        for (var i = 0; i < 100_000; i += 2)
        {
            map = map.Remove(i);
        }

        Assert.That(map.Select(pair => pair.Key), Is.EqualTo(Enumerable.Range(0, 50_000).Select(i => (2 * i) + 1)));
    }

    [Test]
    public void Nothing_is_found_where_everything_was_removed()
    {
        var map = Enumerable.Range(0, 200).Aggregate(Empty, (made, key) => made.Set(key, "x"));
        map = Enumerable.Range(0, 200).Aggregate(map, (left, key) => left.Remove(key));

        Assert.That(map, Is.Empty);
        Assert.That(map.TryGetValue(7, out _), Is.False);
        Assert.That(map.Remove(7), Is.SameAs(map));
    }
}
