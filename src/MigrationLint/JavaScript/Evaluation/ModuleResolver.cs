using MigrationLint.Files;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>Finds the file that a specifier means, as Node and TypeScript do.</summary>
internal sealed class ModuleResolver(IFileSystem files)
{
    private static readonly string[] Extensions = [".js", ".ts", ".cjs", ".mjs", ".cts", ".mts", ".json", ".tsx", ".jsx"];

    /// <summary>What the extension of a specifier may stand for: TypeScript sources name the files that they compile to.</summary>
    private static readonly (string Written, string[] Sources)[] Compiled =
    [
        (".js", [".ts", ".tsx"]), (".mjs", [".mts"]), (".cjs", [".cts"]), (".jsx", [".tsx"]),
    ];

    private readonly PathMappings mappings = new(files);
    private readonly Workspaces workspaces = new(files);
    private readonly Dictionary<(string Specifier, string Directory), string?> packages = [];

    /// <summary>True for what is looked up as a file.</summary>
    public static bool IsPath(string specifier) =>
        specifier is "." or ".." || specifier.StartsWith("./", StringComparison.Ordinal) || specifier.StartsWith("../", StringComparison.Ordinal)
        || specifier.StartsWith("file://", StringComparison.Ordinal) || PathText.IsAbsolute(specifier);

    /// <summary>The file; null where there is none.</summary>
    /// <param name="specifier">As written.</param>
    /// <param name="importer">The path of the file that imports.</param>
    public string? Resolve(string specifier, string importer)
    {
        if (!IsPath(specifier))
        {
            return FindPackage(specifier, PathText.GetDirectory(importer) ?? "/");
        }

        var path = specifier.StartsWith("file://", StringComparison.Ordinal) ? specifier.Substring("file://".Length) : specifier;
        return FindFile(PathText.Combine(PathText.GetDirectory(importer) ?? "/", path));
    }

    /// <summary>What is no path: a mapping of the tsconfig, or a package of the repository itself. Installed packages are not followed.</summary>
    private string? FindPackage(string specifier, string directory)
    {
        if (specifier.Length == 0 || specifier.StartsWith("node:", StringComparison.Ordinal))
        {
            return null;
        }

        if (!packages.TryGetValue((specifier, directory), out var found))
        {
            found = mappings.Map(specifier, directory).Concat(workspaces.Map(specifier, directory)).Select(FindFile).FirstOrDefault(path => path is not null);
            packages[(specifier, directory)] = found;
        }

        return found;
    }

    private string? FindFile(string path)
    {
        if (files.GetKind(path) == FileEntryKind.File)
        {
            return path;
        }

        if (Extensions.Select(extension => path + extension).FirstOrDefault(IsFile) is { } extended)
        {
            return extended;
        }

        foreach (var (written, sources) in Compiled)
        {
            if (path.EndsWith(written, StringComparison.Ordinal)
                && sources.Select(source => path.Substring(0, path.Length - written.Length) + source).FirstOrDefault(IsFile) is { } compiled)
            {
                return compiled;
            }
        }

        return files.GetKind(path) == FileEntryKind.Directory ? FindInDirectory(path) : null;
    }

    private string? FindInDirectory(string directory)
    {
        if (files.Read(directory + "/package.json").Text is { } package
            && JsonText.Read(package.Content, package) is ObjectValue description
            && description.Find("main")?.Value is StringValue { Value.Length: > 0 } main)
        {
            var target = PathText.Combine(directory, main.Value);
            var found = IsFile(target) ? target
                : Extensions.Select(extension => target + extension).Concat(Extensions.Select(extension => target + "/index" + extension)).FirstOrDefault(IsFile);
            if (found is not null)
            {
                return found;
            }
        }

        return Extensions.Select(extension => directory + "/index" + extension).FirstOrDefault(IsFile);
    }

    private bool IsFile(string path) => files.GetKind(path) == FileEntryKind.File;
}
