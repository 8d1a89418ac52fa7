using MigrationLint.Files;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>What <c>paths</c> and <c>baseUrl</c> of the nearest tsconfig make of a specifier.</summary>
internal sealed class PathMappings(IFileSystem files)
{
    private const int MaximumExtends = 8;
    private static readonly string[] Names = ["tsconfig.json", "jsconfig.json", "tsconfig.base.json"];
    private readonly Dictionary<string, IReadOnlyList<Mapping>> byDirectory = new(StringComparer.Ordinal);

    /// <summary>A pattern with at most one <c>*</c>, and the paths that it stands for.</summary>
    private sealed record Mapping(string Pattern, IReadOnlyList<string> Targets);

    /// <summary>The paths that a specifier may mean, the best first.</summary>
    /// <param name="specifier">As written.</param>
    /// <param name="directory">Of the file that imports.</param>
    public IEnumerable<string> Map(string specifier, string directory)
    {
        for (var current = directory; current is not null; current = PathText.GetDirectory(current))
        {
            foreach (var path in Read(current)
                .Select(mapping => (mapping, Matched: Match(mapping.Pattern, specifier)))
                .Where(found => found.Matched is not null)
                .OrderByDescending(found => found.mapping.Pattern.IndexOf('*') is var star && star < 0 ? int.MaxValue : star)
                .SelectMany(found => found.mapping.Targets.Select(target => target.Replace("*", found.Matched))))
            {
                yield return path;
            }
        }
    }

    /// <summary>What stands for the <c>*</c> of a pattern; null where it does not match.</summary>
    public static string? Match(string pattern, string specifier)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
        {
            return pattern == specifier ? "" : null;
        }

        var (head, tail) = (pattern.Substring(0, star), pattern.Substring(star + 1));
        return specifier.Length >= head.Length + tail.Length && specifier.StartsWith(head, StringComparison.Ordinal) && specifier.EndsWith(tail, StringComparison.Ordinal)
            ? specifier.Substring(head.Length, specifier.Length - head.Length - tail.Length)
            : null;
    }

    private IReadOnlyList<Mapping> Read(string directory)
    {
        if (!byDirectory.TryGetValue(directory, out var mappings))
        {
            mappings = [.. Names.Select(name => PathText.Combine(directory, name)).SelectMany(path => ReadFile(path, MaximumExtends))];
            byDirectory[directory] = mappings;
        }

        return mappings;
    }

    private IReadOnlyList<Mapping> ReadFile(string path, int remaining)
    {
        if (remaining == 0 || files.GetKind(path) != FileEntryKind.File || files.Read(path).Text is not { } text || JsonText.Read(text.Content, null) is not ObjectValue configuration)
        {
            return [];
        }

        var directory = PathText.GetDirectory(path) ?? "/";
        var options = configuration.Find("compilerOptions")?.Value as ObjectValue;
        var own = new List<Mapping>();
        var baseUrl = (options?.Find("baseUrl")?.Value as StringValue)?.Value;
        var root = baseUrl is null ? directory : PathText.Combine(directory, baseUrl);
        if (options?.Find("paths")?.Value is ObjectValue paths)
        {
            own.AddRange(paths.Properties.Select(slot => new Mapping(slot.Name, [.. Texts(slot.Value).Select(target => PathText.Combine(root, target))])));
        }

        if (baseUrl is not null)
        {
            own.Add(new Mapping("*", [root + "/*"]));
        }

        // What a configuration says itself replaces what the one that it extends says.
        var inherited = Texts(configuration.Find("extends")?.Value)
            .Where(ModuleResolver.IsPath)
            .Select(extended => PathText.Combine(directory, extended))
            .SelectMany(extended => ReadFile(extended.EndsWith(".json", StringComparison.Ordinal) ? extended : extended + ".json", remaining - 1));
        return [.. own, .. inherited];
    }

    private static IEnumerable<string> Texts(JavaScriptValue? value) => value switch
    {
        StringValue text => [text.Value],
        ArrayValue array => array.Elements.OfType<StringValue>().Select(text => text.Value),
        _ => [],
    };
}
