using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Tells by convention which tool runs a folder: by the forms of its files, and by what the package depends on.</summary>
/// <param name="files">The disk.</param>
/// <param name="tree">The directories.</param>
internal sealed class FolderClassifier(IFileSystem files, SourceTree tree)
{
    private readonly ConfigurationFiles configurations = new(files);

    /// <summary>The tool that the forms of the files speak for; null where they speak for none that is known here, or for none at all.</summary>
    public MigrationTool? Tell(string directory)
    {
        if (files.List(directory) is not { } entries || BelongsToAnother(directory))
        {
            return null;
        }

        var names = entries.Where(entry => entry.Kind == FileEntryKind.File && !FolderNames.IsTest(entry.Name)).Select(entry => entry.Name).ToList();
        var counts = CountForms(directory, names);
        var known = counts[(int)MigrationForm.Knex] + counts[(int)MigrationForm.DbMigrate];
        if (known > 0 && known >= counts[(int)MigrationForm.OtherTool])
        {
            return counts[(int)MigrationForm.Knex] >= counts[(int)MigrationForm.DbMigrate] ? MigrationTool.Knex : MigrationTool.DbMigrate;
        }

        if (counts[(int)MigrationForm.OtherTool] > 0)
        {
            return null;
        }

        var scripts = names.Exists(name => FolderNames.GetLanguage(name) == MigrationLanguage.Sql && MigrationNumber.Parse(name) is not null);
        return counts[(int)MigrationForm.Neutral] > 0 ? TellByPackage(directory) ?? (scripts ? MigrationTool.NumberedSql : null)
            : scripts ? MigrationTool.NumberedSql
            : null;
    }

    /// <summary>True where a file of another tool proves that the folder is its own.</summary>
    private bool BelongsToAnother(string directory) =>
        Exists(directory, "meta/_journal.json") // Drizzle
        || Exists(directory, "migration_lock.toml") // Prisma
        || Exists(directory, "atlas.sum");

    private int[] CountForms(string directory, List<string> names)
    {
        var counts = new int[5];
        foreach (var name in names)
        {
            if (FolderNames.GetLanguage(name) is MigrationLanguage.JavaScript or MigrationLanguage.TypeScript
                && files.Read(PathText.Combine(directory, name)).Text is { } text)
            {
                var form = MigrationForms.Tell(text.Content);

                // Of a library's own modules many export something called up; of those with a number in front, few.
                var isNumbered = MigrationNumber.Parse(name) is not null;
                counts[(int)(form == MigrationForm.Neutral && !isNumbered ? MigrationForm.None : form)]++;
            }
        }

        return counts;
    }

    /// <summary>
    /// For files that only export <c>up</c>: the tool that the nearest package.json names. Where there is no package.json, nothing speaks
    /// against Knex, which such files are mostly written for; where there is one without Knex, something else runs them.
    /// </summary>
    private MigrationTool? TellByPackage(string directory)
    {
        var found = false;
        foreach (var above in tree.GoUp(directory))
        {
            if (configurations.Knexfiles(above).Any())
            {
                return MigrationTool.Knex;
            }

            if (files.Read(PathText.Combine(above, "package.json")).Text is { } package)
            {
                found = true;
                if (HasKey(package.Content, "knex"))
                {
                    return MigrationTool.Knex;
                }

                if (HasKey(package.Content, "db-migrate"))
                {
                    return MigrationTool.DbMigrate;
                }
            }

            if (Exists(above, ".db-migraterc"))
            {
                return MigrationTool.DbMigrate;
            }
        }

        return found ? null : MigrationTool.Knex;
    }

    // Whether it stands among dependencies or scripts, it is used.
    private static bool HasKey(string json, string key)
    {
        var quoted = "\"" + key + "\"";
        for (var at = json.IndexOf(quoted, StringComparison.Ordinal); at >= 0; at = json.IndexOf(quoted, at + 1, StringComparison.Ordinal))
        {
            var next = at + quoted.Length;
            while (next < json.Length && char.IsWhiteSpace(json[next]))
            {
                next++;
            }

            if (next < json.Length && json[next] == ':')
            {
                return true;
            }
        }

        return false;
    }

    private bool Exists(string directory, string relative) => files.GetKind(PathText.Combine(directory, relative)) == FileEntryKind.File;
}
