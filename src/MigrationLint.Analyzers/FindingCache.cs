using System.Text;
using MigrationLint.Reporting;

namespace MigrationLint.Analyzers;

/// <summary>
/// The findings of the last few sets of files, by content. Every key stroke in a C# file makes another compilation, whose migrations are
/// the same; several projects of a solution may share an analyzer. Holds no text.
/// </summary>
internal sealed class FindingCache
{
    private const int Capacity = 16;
    private readonly object gate = new();
    private readonly LinkedList<(string Key, IReadOnlyList<Finding> Findings)> entries = new();

    /// <summary>The findings under a key, the most recently used first to stay.</summary>
    public IReadOnlyList<Finding> GetOrAdd(string key, Func<IReadOnlyList<Finding>> lint)
    {
        if (Take(key) is { } known)
        {
            return known;
        }

        // Outside of the lock: two compilations that ask at once both lint, and neither waits for the other.
        var findings = lint();
        lock (gate)
        {
            if (Take(key) is { } first)
            {
                return first;
            }

            entries.AddFirst((key, findings));
            if (entries.Count > Capacity)
            {
                entries.RemoveLast();
            }
        }

        return findings;
    }

    /// <summary>All that the findings depend on: what the run is told, the request, and of each file path and content.</summary>
    public static string KeyOf(LintOptions run, LintRequest request, AdditionalFileSystem files, CancellationToken cancellation)
    {
        var key = new StringBuilder().Append(run.FromEmpty).Append(run.StopAtFailure).Append(run.TargetVersion).Append('\n')
            .Append(run.Since).Append('\n').Append(run.Baseline).Append('\n').Append(run.Preset).Append('\n');
        foreach (var option in run.RuleOptions)
        {
            key.Append(option.Key).Append('=').Append(option.Value).Append('\n');
        }

        foreach (var part in request.Paths.Concat(request.Folders.Select(folder => folder.ToString())).Concat(request.DatabaseConfigs).Concat(request.Surroundings.Select(above => above.Path)))
        {
            key.Append(part).Append('\n');
        }

        foreach (var file in files.Files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            key.Append(file.Key).Append('\n');
            if (file.Value.GetText(cancellation) is { } text)
            {
                key.Append(Convert.ToBase64String(text.GetChecksum().ToArray()));
            }

            key.Append('\n');
        }

        return key.ToString();
    }

    private IReadOnlyList<Finding>? Take(string key)
    {
        lock (gate)
        {
            for (var node = entries.First; node is not null; node = node.Next)
            {
                if (node.Value.Key == key)
                {
                    entries.Remove(node);
                    entries.AddFirst(node);
                    return node.Value.Findings;
                }
            }
        }

        return null;
    }
}
