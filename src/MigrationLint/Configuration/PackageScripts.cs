using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Configuration;

/// <summary>Reads the scripts of packages.</summary>
internal static class PackageScripts
{
    /// <summary>The scripts of the <c>package.json</c> in a directory; none where there is no such file or it cannot be read.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="directory">The directory.</param>
    public static IEnumerable<PackageScript> Read(IFileSystem files, string directory)
    {
        var path = PathText.Combine(directory, "package.json");
        var text = files.GetKind(path) == FileEntryKind.File ? files.Read(path).Text : null;
        return text is null || text.Content.IndexOf("\"scripts\"", StringComparison.Ordinal) < 0
            || JsonText.Read(text.Content, text) is not ObjectValue package || package.Find("scripts")?.Value is not ObjectValue scripts
            ? []
            : scripts.Properties
                .Where(slot => slot.Value is StringValue { Origin: not null })
                .Select(slot => new PackageScript(slot.Name, ((StringValue)slot.Value).Value, slot.Value.Origin!.Value));
    }
}
