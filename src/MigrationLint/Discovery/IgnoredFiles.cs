using MigrationLint.Discovery.Layouts;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Finds files that look like migrations of a folder but that its tool does not load.</summary>
/// <param name="files">The disk.</param>
internal sealed class IgnoredFiles(IFileSystem files)
{
    /// <summary>Finds them, in ordinal order of their paths.</summary>
    /// <param name="directories">The directories of the chain.</param>
    /// <param name="candidates">All files in them.</param>
    /// <param name="loaded">What the tool loads of them.</param>
    public IEnumerable<IgnoredFile> Find(IReadOnlyList<string> directories, List<Candidate> candidates, List<MigrationFile> loaded)
    {
        var taken = new HashSet<string>(loaded.Select(file => file.Path), StringComparer.Ordinal);
        var stems = new HashSet<string>(loaded.Select(file => PathText.GetFileNameWithoutExtension(file.Path)), StringComparer.Ordinal);
        var users = loaded.Where(file => file.Text.Content.Contains(".sql")).ToList();
        var scripts = new Scripts(users);
        var beside = candidates
            .Where(file => !taken.Contains(file.Path) && LooksLikeMigration(file.Name) && !IsUsed(file, stems, scripts))
            .Select(file => new IgnoredFile(file.Path, IgnoredReason.Extension));
        var below = directories.SelectMany(directory => FindBelow(directory, directories));
        return beside.Concat(below).OrderBy(file => file.Path, StringComparer.Ordinal);
    }

    private static bool LooksLikeMigration(string name) =>
        FolderNames.GetLanguage(name) is not null
        && !FolderNames.IsTest(name)
        && !name.StartsWith(".", StringComparison.Ordinal)
        && !PathText.GetFileNameWithoutExtension(name).EndsWith(".d", StringComparison.Ordinal)
        && !PathText.GetFileNameWithoutExtension(name).Equals("index", StringComparison.OrdinalIgnoreCase);

    /// <summary>A source beside what was compiled from it, or SQL that a migration reads and sends.</summary>
    private static bool IsUsed(Candidate file, HashSet<string> stems, Scripts scripts)
    {
        if (FolderNames.GetLanguage(file.Name) != MigrationLanguage.Sql)
        {
            return stems.Contains(PathText.GetFileNameWithoutExtension(file.Name));
        }

        // 001_a.up.sql and 001_a-up.sql belong to 001_a.js, which makes their names from its own.
        return scripts.Mentioned.Contains(file.Name) || scripts.Users.Contains(ScriptHalves.BasePath(file.Name));
    }

    /// <summary>The SQL files that migrations read.</summary>
    private sealed class Scripts
    {
        private static readonly char[] Ends = ['/', '\\', '\'', '"', '`', '\r', '\n', '}'];

        public Scripts(List<MigrationFile> users)
        {
            Users = new HashSet<string>(users.Select(user => PathText.GetFileNameWithoutExtension(user.Path)), StringComparer.Ordinal);
            foreach (var content in users.Select(user => user.Text.Content))
            {
                for (var at = content.IndexOf(".sql", StringComparison.Ordinal); at >= 0; at = content.IndexOf(".sql", at + 1, StringComparison.Ordinal))
                {
                    var start = content.LastIndexOfAny(Ends, at, Math.Min(at + 1, 256)) + 1;
                    var name = content.Substring(start, at + 4 - start);
                    Mentioned.Add(name);
                    Mentioned.Add(name.Substring(name.LastIndexOf(' ') + 1));
                }
            }
        }

        /// <summary>The stems of the migrations that read some.</summary>
        public HashSet<string> Users { get; }

        /// <summary>The bare names that stand in the migrations, those with blanks in them also from the last blank on.</summary>
        public HashSet<string> Mentioned { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>Numbered migrations in a directory below, unless that is a chain of its own or its name says that they are set aside.</summary>
    private IEnumerable<IgnoredFile> FindBelow(string directory, IReadOnlyList<string> chain)
    {
        foreach (var entry in files.List(directory) ?? [])
        {
            var below = PathText.Combine(directory, entry.Name);
            if (entry.Kind != FileEntryKind.Directory || entry.IsLink || FolderNames.IsSetAside(entry.Name)
                || FolderNames.IsConventional(entry.Name) || chain.Contains(below))
            {
                continue;
            }

            foreach (var file in files.List(below) ?? [])
            {
                var path = PathText.Combine(below, file.Name);
                if (file.Kind == FileEntryKind.File && MigrationNumber.Parse(file.Name) is not null && LooksLikeMigration(file.Name)
                    && (FolderNames.GetLanguage(file.Name) == MigrationLanguage.Sql || IsMigration(path)))
                {
                    yield return new IgnoredFile(path, IgnoredReason.Subdirectory);
                }
            }
        }
    }

    private bool IsMigration(string path) =>
        files.Read(path).Text is { } text && MigrationForms.Tell(text.Content) is MigrationForm.Knex or MigrationForm.Neutral or MigrationForm.DbMigrate;
}
