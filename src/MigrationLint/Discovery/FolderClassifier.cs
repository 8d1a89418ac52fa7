using MigrationLint.Discovery.Layouts;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>Tells by convention which tool runs a folder: by the forms of its files, and by what the package depends on.</summary>
/// <param name="files">The disk.</param>
/// <param name="tree">The directories.</param>
internal sealed class FolderClassifier(IFileSystem files, SourceTree tree)
{
    // EF Core, Rails, Laravel, Alembic and Django, Flyway in Java, Ecto: the scripts beside them are theirs.
    private static readonly HashSet<string> ForeignLanguages = new(StringComparer.OrdinalIgnoreCase) { ".cs", ".fs", ".vb", ".rb", ".php", ".py", ".java", ".kt", ".exs" };

    // They hand a knex to up and have rules of their own: Strapi calls no down (@strapi/database, migrations), knex-migrator another signature.
    private static readonly string[] Frameworks = ["@strapi/strapi", "@strapi/database", "@adonisjs/lucid", "knex-migrator"];

    // Atlas's list of checksums: its folders are left alone.
    private const string Atlas = "atlas.sum";

    private static readonly string[] Lists = ["meta/_journal.json", "migration_lock.toml", "sqitch.plan"];

    private readonly ConfigurationFiles configurations = new(files);

    /// <summary>The tool that the forms of the files speak for; null where they speak for none that is known here, or for none at all.</summary>
    public MigrationTool? Tell(string directory)
    {
        var place = new LayoutDirectory(files, directory);
        if (place.Has(Atlas))
        {
            return null;
        }

        var proven = MigrationLayouts.Proven(place);
        if (proven is not null && HasList(place))
        {
            return proven.IsPostgres(place) ? proven.Tool : null;
        }

        var forms = CountForms(directory);
        if (forms.Known > 0)
        {
            return forms.Other > forms.Known || IsRunByFramework(directory) ? null : forms.Knex >= forms.DbMigrate ? MigrationTool.Knex : MigrationTool.DbMigrate;
        }

        return forms.Other > 0 ? null
            : proven is not null ? proven.IsPostgres(place) ? proven.Tool : null
            : forms.Neutral > 0 && TellByPackage(directory) is { } tool ? tool
            : forms.NumberedScripts > forms.NumberedForeign ? MigrationLayouts.Fitting(place).Tool
            : null;
    }

    /// <summary>True where a file that stands nowhere else proves that a directory holds migrations, whatever its name.</summary>
    public bool HasList(string directory) => HasList(new LayoutDirectory(files, directory));

    /// <summary>True for a directory of scripts, and of nothing else that a program is made of, which need no numbers because somebody points at them.</summary>
    public bool HoldsScriptsOnly(string directory)
    {
        var place = new LayoutDirectory(files, directory);
        return place.Scripts.Any(script => !FolderNames.IsDump(script.Name))
            && place.Files.All(file => FolderNames.GetLanguage(file.Name) == MigrationLanguage.Sql || file.Name[0] == '.' || PathText.GetExtension(file.Name) is ".md" or ".txt")
            && !place.Directories.Any(FolderNames.IsConventional);
    }

    /// <summary>
    /// True where a directory that only Knex's default names may be Knex's: it holds source files, and they are not another tool's.
    /// </summary>
    public bool MayBeKnex(string directory)
    {
        var forms = CountForms(directory);
        var place = new LayoutDirectory(files, directory);
        return !place.Has(Atlas) && !HasList(place) && forms.Sources > 0 && forms.Other <= forms.Known + forms.Neutral;
    }

    private static bool HasList(LayoutDirectory place) => Lists.Any(place.Has);

    private FormCounts CountForms(string directory)
    {
        var counts = new FormCounts();
        foreach (var entry in files.List(directory) ?? [])
        {
            if (entry.Kind != FileEntryKind.File || FolderNames.IsTest(entry.Name))
            {
                continue;
            }

            var isNumbered = MigrationNumber.Parse(entry.Name) is not null;
            switch (FolderNames.GetLanguage(entry.Name))
            {
                case MigrationLanguage.Sql when isNumbered:
                    counts.NumberedScripts++;
                    break;
                case null when isNumbered && ForeignLanguages.Contains(PathText.GetExtension(entry.Name)):
                    counts.NumberedForeign++;
                    break;
                case MigrationLanguage.JavaScript or MigrationLanguage.TypeScript when files.Read(PathText.Combine(directory, entry.Name)).Text is { } text:
                    counts.Add(MigrationForms.Tell(text.Content), isNumbered, MigrationForms.ExportsUp(text.Content));
                    break;
            }
        }

        return counts;
    }

    /// <summary>How many files of a folder have which form.</summary>
    private sealed class FormCounts
    {
        public int Knex { get; private set; }

        public int DbMigrate { get; private set; }

        public int Neutral { get; private set; }

        public int Other { get; private set; }

        public int Sources { get; private set; }

        public int NumberedScripts { get; set; }

        public int NumberedForeign { get; set; }

        public int Known => Knex + DbMigrate;

        public void Add(MigrationForm form, bool isNumbered, bool exportsUp)
        {
            Sources++;
            Other += form == MigrationForm.OtherTool ? 1 : 0;

            // Of a program's own modules many speak of knex or export something called up; of those with a number in front, few.
            Knex += form == MigrationForm.Knex && (isNumbered || exportsUp) ? 1 : 0;
            DbMigrate += form == MigrationForm.DbMigrate && (isNumbered || exportsUp) ? 1 : 0;
            Neutral += form == MigrationForm.Neutral && isNumbered ? 1 : 0;
        }
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

            if (Exists(above, ".db-migraterc") || Exists(above, "database.json"))
            {
                return MigrationTool.DbMigrate;
            }
        }

        return found ? null : MigrationTool.Knex;
    }

    private bool IsRunByFramework(string directory)
    {
        foreach (var above in tree.GoUp(directory))
        {
            if (configurations.Knexfiles(above).Any())
            {
                return false;
            }

            if (files.Read(PathText.Combine(above, "package.json")).Text is { } package)
            {
                return Frameworks.Any(framework => package.Content.Contains("\"" + framework + "\""));
            }
        }

        return false;
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
