using System.Text.RegularExpressions;

namespace MigrationLint.Configuration;

/// <summary>Follows scripts of a package into those that they run.</summary>
internal static class PackageScriptCalls
{
    // npm run x, yarn x, pnpm run x, bun run x; npm-run-all and run-s take several names.
    private static readonly Regex Calls = new(
        @"(?:\b(?:npm\s+run(?:-script)?|pnpm(?:\s+run)?|yarn(?:\s+run)?|bun\s+run)\s+(?:-{1,2}(?:silent|s|if-present)\s+)*|\b(?:npm-run-all|run-s|run-p)\s+(?:-{1,2}[a-z-]+\s+)*)(?<names>[^&|;]+)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    // These lead to another package's scripts.
    private static readonly Regex Elsewhere = new(@"(^|\s)(--prefix|-C|--cwd|--dir|-w|--workspaces?|-F|--filter|-r|--recursive)\b|(^|\s)(cd|pushd|workspaces?)\s", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    /// <summary>The script and those that it runs of the same package, each once, the nearest first.</summary>
    /// <param name="script">The script.</param>
    /// <param name="package">The scripts of its package by their names.</param>
    public static IEnumerable<PackageScript> Reach(PackageScript script, IReadOnlyDictionary<string, PackageScript> package)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { script.Name };
        var queue = new Queue<PackageScript>([script]);
        while (queue.Count > 0)
        {
            var next = queue.Dequeue();
            yield return next;
            foreach (var name in Names(next.Command).Where(reached.Add))
            {
                if (package.TryGetValue(name, out var called))
                {
                    queue.Enqueue(called);
                }
            }
        }
    }

    private static IEnumerable<string> Names(string command)
    {
        if (Elsewhere.IsMatch(command))
        {
            yield break;
        }

        foreach (Match call in Calls.Matches(command))
        {
            var names = call.Groups["names"].Value.Split((char[])[' ', '\t', '"', '\''], StringSplitOptions.RemoveEmptyEntries);
            var takesSeveral = call.Value.StartsWith("npm-run-all", StringComparison.Ordinal) || call.Value.StartsWith("run-", StringComparison.Ordinal);
            foreach (var name in takesSeveral ? names : names.Take(1))
            {
                yield return name;
            }
        }
    }
}
