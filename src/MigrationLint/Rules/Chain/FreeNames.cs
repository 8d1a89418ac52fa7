using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Discovery.Layouts;
using MigrationLint.History;

namespace MigrationLint.Rules.Chain;

/// <summary>The names and numbers that are left in a folder.</summary>
internal sealed class FreeNames(MigrationFolder folder, FolderHistory history)
{
    private readonly HashSet<string> names = new(
        folder.Files.Select(file => file.Name).Concat(folder.Ignored.Select(file => file.Name)).Concat(history.MergedElsewhere), StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> numbers = new(folder.Files.Select(file => file.Number?.Value).OfType<string>(), StringComparer.Ordinal);
    private readonly ILookup<string, MigrationFile> halves = folder.Files.ToLookup(file => ScriptHalves.BasePath(file.Path), StringComparer.Ordinal);

    /// <summary>The next free number behind the newest; null where the scheme has none, or where another half would stay behind.</summary>
    public RenameFix? Behind(MigrationFile file, MigrationNumber? newest)
    {
        if (newest is null || file.Id != file.Name || halves[ScriptHalves.BasePath(file.Path)].Skip(1).Any())
        {
            return null;
        }

        var next = NumberStep.Next(newest);
        while (next is not null && numbers.Contains(next.Value))
        {
            next = NumberStep.Next(next);
        }

        var name = next is null ? null : next.Text + file.Name.Substring(file.Number!.Text.Length);
        return name is not null && !names.Contains(name) ? new RenameFix($"Rename to {name}", Applicability.Suggested, file.Path, name) : null;
    }

    /// <summary>Keeps a number for the file that is to take it.</summary>
    public void Take(RenameFix rename)
    {
        names.Add(rename.NewName);
        if (MigrationNumber.Parse(rename.NewName) is { } number)
        {
            numbers.Add(number.Value);
        }
    }
}
