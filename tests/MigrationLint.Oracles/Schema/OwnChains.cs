using System.Text.Json;

namespace MigrationLint.Oracles.Schema;

/// <summary>The chains below <c>tests/cases</c>: a folder each, whose <c>chain.json</c> says which tool runs which folders.</summary>
internal static class OwnChains
{
    private static readonly Lazy<IReadOnlyDictionary<string, RealRun>> RunsThatApply = new(() => RealTools.Run(Read("chains")));
    private static readonly Lazy<IReadOnlyDictionary<string, RealRun>> RunsThatFail = new(() => RealTools.Run(Read("failing")));

    /// <summary>Names of the chains that apply.</summary>
    public static IEnumerable<string> Applying => Read("chains").Select(chain => chain.Name);

    /// <summary>Names of the chains in which files fail.</summary>
    public static IEnumerable<string> Failing => Read("failing").Select(chain => chain.Name);

    /// <summary>The chain that applies and has that name.</summary>
    public static Chain Find(string name) => Read("chains").Single(chain => chain.Name == name);

    /// <summary>What became of a chain that applies.</summary>
    public static RealRun Apply(string name) => RunsThatApply.Value[name];

    /// <summary>What became of a chain in which files fail.</summary>
    public static RealRun Fail(string name) => RunsThatFail.Value[name];

    /// <summary>What became of all chains in which files fail.</summary>
    public static IEnumerable<RealRun> FailAll() => RunsThatFail.Value.Values;

    private static IEnumerable<Chain> Read(string kind) =>
        from folder in Directory.GetDirectories(Path.Combine(Repository.Root, "tests", "cases", kind)).Order(StringComparer.Ordinal)
        let chain = JsonSerializer.Deserialize<Description>(File.ReadAllText(Path.Combine(folder, "chain.json")), JsonSerializerOptions.Web)!
        select new Chain(
            Path.GetFileName(folder),
            [.. chain.Steps.Select(step => step with { Folders = [.. step.Folders.Select(name => Path.GetFullPath(Path.Combine(folder, name)))] })]);

    private sealed record Description(IReadOnlyList<ChainStep> Steps);
}
