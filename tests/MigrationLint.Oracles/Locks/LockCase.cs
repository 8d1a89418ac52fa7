using System.Globalization;

namespace MigrationLint.Oracles.Locks;

/// <summary>A statement whose locks are compared, and what it needs beside <c>base.sql</c>.</summary>
/// <param name="SetUp">SQL.</param>
/// <param name="Statement">The statement.</param>
/// <param name="From">The first major version that knows it.</param>
/// <param name="IsOfRows">True where the work is not compared.</param>
/// <param name="Blocker">What another session holds until the statement waits; null where it runs in a transaction.</param>
internal sealed record LockCase(string SetUp, string Statement, int From, bool IsOfRows, string? Blocker)
{
    private const string Outside = "outside:";

    /// <summary>The cases of <c>cases.sql</c>.</summary>
    public static IEnumerable<LockCase> All() =>
        File.ReadAllText(Path.Combine(Folder, "cases.sql")).Split("\n\n").Select(Read).OfType<LockCase>();

    /// <summary>What each case starts with; version 10 has no indexes on partitioned tables.</summary>
    public static string BaseFor(int version) =>
        string.Join('\n', File.ReadAllLines(Path.Combine(Folder, "base.sql")).Where(line => version > 10 || !line.StartsWith("create unique index parted_id", StringComparison.Ordinal)));

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Locks");

    private static LockCase? Read(string block)
    {
        var lines = block.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal)).ToList();
        if (lines.Count == 0)
        {
            return null;
        }

        var last = lines[^1];
        Assert.That(last, Does.StartWith("> "), block);
        var parts = last[2..].Split(" # ");
        var conditions = parts.Length > 1 ? parts[1] : "";
        var outside = conditions.IndexOf(Outside, StringComparison.Ordinal);
        var words = (outside < 0 ? conditions : conditions[..outside]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new LockCase(
            string.Join('\n', lines[..^1]),
            parts[0].Trim(),
            words.Where(word => word.EndsWith('+')).Select(word => int.Parse(word[..^1], CultureInfo.InvariantCulture)).FirstOrDefault(),
            words.Contains("norows"),
            outside < 0 ? null : conditions[(outside + Outside.Length)..].Trim());
    }

    /// <inheritdoc/>
    public override string ToString() => SetUp.Length == 0 ? Statement : $"{SetUp} > {Statement}";
}
