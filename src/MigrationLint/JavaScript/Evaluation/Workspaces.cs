using MigrationLint.Files;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>Finds the sources of packages that a repository holds itself: its workspaces, and what <c>imports</c> and <c>exports</c> of a package.json name.</summary>
internal sealed class Workspaces(IFileSystem files)
{
    private const int MaximumPackages = 1000;
    private const int MaximumTargets = 32;

    /// <summary>Directories into which sources are compiled.</summary>
    private static readonly HashSet<string> Outputs = new(StringComparer.Ordinal) { "dist", "build", "lib", "out", "esm", "cjs", "types", "output" };

    /// <summary>The conditions of <c>exports</c>, those that name sources first.</summary>
    private static readonly string[] Conditions = ["source", "development", "node", "import", "require", "module", "default", "types"];

    private static readonly string[] Mains = ["source", "module", "main", "types"];
    private static readonly string[] Declarations = [".d.ts", ".d.mts", ".d.cts"];
    private readonly Dictionary<string, ObjectValue?> descriptions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> members = new(StringComparer.Ordinal);

    /// <summary>The paths that a specifier may mean, the best first.</summary>
    /// <param name="specifier">As written: <c>@scope/name/part</c>, <c>#part</c>.</param>
    /// <param name="directory">Of the file that imports.</param>
    public IEnumerable<string> Map(string specifier, string directory)
    {
        var (name, part) = Split(specifier);
        for (var current = directory; current is not null; current = PathText.GetDirectory(current))
        {
            if (Describe(current) is not { } description)
            {
                continue;
            }

            if (specifier[0] == '#')
            {
                return Entries(description.Find("imports")?.Value, specifier).SelectMany(target => Sources(current, target));
            }

            if (NameOf(description) == name)
            {
                return Targets(current, description, part);
            }

            if (Members(current, description).TryGetValue(name, out var member) && Describe(member) is { } found)
            {
                return Targets(member, found, part);
            }
        }

        return [];
    }

    private static (string Name, string Part) Split(string specifier)
    {
        var slash = specifier.IndexOf('/');
        if (specifier[0] == '@' && slash > 0)
        {
            slash = specifier.IndexOf('/', slash + 1);
        }

        return slash < 0 ? (specifier, "") : (specifier.Substring(0, slash), specifier.Substring(slash + 1));
    }

    private static string? NameOf(ObjectValue description) => (description.Find("name")?.Value as StringValue)?.Value;

    private ObjectValue? Describe(string directory)
    {
        if (!descriptions.TryGetValue(directory, out var description))
        {
            var path = PathText.Combine(directory, "package.json");
            description = files.GetKind(path) == FileEntryKind.File && files.Read(path).Text is { } text ? JsonText.Read(text.Content, null) as ObjectValue : null;
            descriptions[directory] = description;
        }

        return description;
    }

    private static IEnumerable<string> Targets(string directory, ObjectValue description, string part)
    {
        var entries = Entries(description.Find("exports")?.Value, part.Length == 0 ? "." : "./" + part);
        if (part.Length > 0)
        {
            return entries.Append(part).Append("src/" + part).SelectMany(target => Sources(directory, target));
        }

        var mains = Mains.Select(field => (description.Find(field)?.Value as StringValue)?.Value).OfType<string>();
        return entries.Concat(mains).Concat(["src/index", "index", "lib/index"]).SelectMany(target => Sources(directory, target));
    }

    /// <summary>What a map of <c>exports</c> or <c>imports</c> gives for a key.</summary>
    private static IEnumerable<string> Entries(JavaScriptValue? map, string key)
    {
        if (map is ObjectValue keyed && keyed.Properties.Any(slot => slot.Name.Length > 0 && slot.Name[0] is '.' or '#'))
        {
            var found = keyed.Properties
                .Select(slot => (slot, Matched: PathMappings.Match(slot.Name, key)))
                .Where(entry => entry.Matched is not null)
                .OrderByDescending(entry => entry.slot.Name.Length)
                .FirstOrDefault();
            return found.slot is null ? [] : Conditional(found.slot.Value, 0).Take(MaximumTargets).Select(target => target.Replace("*", found.Matched));
        }

        return key == "." && map is not null ? Conditional(map, 0).Take(MaximumTargets) : [];
    }

    private static IEnumerable<string> Conditional(JavaScriptValue target, int depth) => target switch
    {
        _ when depth > 4 => [],
        StringValue text => [text.Value],
        ArrayValue array => array.Elements.SelectMany(element => Conditional(element, depth + 1)),
        ObjectValue conditions => conditions.Properties
            .OrderBy(slot => Array.IndexOf(Conditions, slot.Name) is var order && order < 0 ? Conditions.Length : order)
            .SelectMany(slot => Conditional(slot.Value, depth + 1)),
        _ => [],
    };

    /// <summary>The file itself, then the sources from which it would be compiled.</summary>
    private static IEnumerable<string> Sources(string directory, string target)
    {
        var path = PathText.Combine(directory, target);
        yield return path;
        var relative = path.Length > directory.Length ? path.Substring(directory.Length + 1) : "";
        foreach (var suffix in Declarations)
        {
            relative = relative.EndsWith(suffix, StringComparison.Ordinal) ? relative.Substring(0, relative.Length - suffix.Length) + ".js" : relative;
        }

        var segments = relative.Split('/').ToList();
        var outputs = segments.TakeWhile(Outputs.Contains).Count();
        if (outputs > 0)
        {
            var rest = string.Join("/", segments.Skip(outputs));
            yield return directory + "/src/" + rest;
            yield return directory + "/" + rest;
        }
    }

    /// <summary>The packages of a monorepo by name.</summary>
    private IReadOnlyDictionary<string, string> Members(string root, ObjectValue description)
    {
        if (!members.TryGetValue(root, out var known))
        {
            var found = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var directory in Globs(root, description).SelectMany(glob => Expand(root, glob.Split('/'), 0)).Take(MaximumPackages))
            {
                if (Describe(directory) is { } member && NameOf(member) is { } name && !found.ContainsKey(name))
                {
                    found.Add(name, directory);
                }
            }

            known = found;
            members[root] = known;
        }

        return known;
    }

    private IEnumerable<string> Globs(string root, ObjectValue description)
    {
        var workspaces = description.Find("workspaces")?.Value;
        var globs = (workspaces is ObjectValue detailed ? detailed.Find("packages")?.Value : workspaces) as ArrayValue;
        var pnpm = PathText.Combine(root, "pnpm-workspace.yaml");
        var listed = files.GetKind(pnpm) == FileEntryKind.File && files.Read(pnpm).Text is { } yaml ? ReadPackages(yaml.Content) : [];
        var lerna = PathText.Combine(root, "lerna.json");
        var older = files.GetKind(lerna) == FileEntryKind.File && files.Read(lerna).Text is { } json && JsonText.Read(json.Content, null) is ObjectValue configuration
            ? configuration.Find("packages")?.Value as ArrayValue : null;
        return new[] { globs, older }.OfType<ArrayValue>().SelectMany(list => list.Elements.OfType<StringValue>()).Select(glob => glob.Value)
            .Concat(listed)
            .Where(glob => glob.Length > 0 && glob[0] != '!')
            .Select(glob => glob.StartsWith("./", StringComparison.Ordinal) ? glob.Substring(2) : glob)
            .Select(glob => glob.TrimEnd('/'));
    }

    /// <summary>The entries of <c>packages:</c> in a pnpm-workspace.yaml.</summary>
    private static IEnumerable<string> ReadPackages(string yaml)
    {
        var isInside = false;
        foreach (var line in yaml.Split('\n').Select(line => line.TrimEnd()))
        {
            var trimmed = line.TrimStart();
            if (trimmed.Length > 0 && line[0] is not ' ' and not '-' and not '#')
            {
                isInside = trimmed.StartsWith("packages:", StringComparison.Ordinal);
            }
            else if (isInside && trimmed.StartsWith("- ", StringComparison.Ordinal))
            {
                yield return trimmed.Substring(2).Trim().Trim('"', '\'');
            }
        }
    }

    private IEnumerable<string> Expand(string directory, string[] segments, int from)
    {
        if (from == segments.Length)
        {
            return [directory];
        }

        var segment = segments[from];
        if (segment == "**")
        {
            return Below(directory).SelectMany(path => Expand(path, segments, from + 1));
        }

        if (segment.IndexOf('*') >= 0)
        {
            return Directories(directory).Where(name => PathMappings.Match(segment, name) is not null).SelectMany(name => Expand(directory + "/" + name, segments, from + 1));
        }

        var next = PathText.Combine(directory, segment);
        return files.GetKind(next) == FileEntryKind.Directory ? Expand(next, segments, from + 1) : [];
    }

    private IEnumerable<string> Directories(string directory) => (files.List(directory) ?? [])
        .Where(entry => entry.Kind == FileEntryKind.Directory && !entry.IsLink && entry.Name[0] != '.' && entry.Name != "node_modules")
        .Select(entry => entry.Name);

    /// <summary>A directory and those below it, the nearest first.</summary>
    private IEnumerable<string> Below(string directory)
    {
        const int MaximumDepth = 4;
        var level = new List<string> { directory };
        for (var depth = 0; depth <= MaximumDepth && level.Count > 0; depth++)
        {
            foreach (var path in level)
            {
                yield return path;
            }

            level = [.. level.SelectMany(path => Directories(path).Select(name => path + "/" + name)).Take(MaximumPackages)];
        }
    }
}
