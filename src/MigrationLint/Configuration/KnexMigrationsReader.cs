using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>Reads Knex's <c>migrations</c>.</summary>
/// <param name="files">The disk.</param>
internal sealed class KnexMigrationsReader(IFileSystem files)
{
    private const string DefaultDirectory = "./migrations";

    /// <summary>Reads the settings of one environment.</summary>
    /// <param name="configuration">The environment's object.</param>
    /// <param name="location">Where it stands.</param>
    /// <param name="knexfile">The knexfile that Knex's command line finds it by, which goes to that directory first (knex 3, <c>bin/cli.js</c>); null for a module.</param>
    public KnexMigrationSettings Read(ObjectValue configuration, SourceSpan location, string? knexfile)
    {
        var own = PathText.GetDirectory(location.Text.Path) ?? location.Text.Path;
        var home = new Home(knexfile is null ? own : PathText.GetDirectory(knexfile) ?? knexfile, own, knexfile is not null);
        if (configuration.Find("migrations") is not { Value: not UndefinedValue } slot)
        {
            return new KnexMigrationSettings
            {
                Directories = configuration.IsPartial ? [] : [Known(home, DefaultDirectory, location, DefaultDirectory)],
                IsPartial = configuration.IsPartial,
            };
        }

        var where = ValueReader.Locate(slot, configuration);
        if (slot.Value is not ObjectValue migrations)
        {
            return new KnexMigrationSettings { Location = where, IsPartial = true };
        }

        var directories = ReadDirectories(migrations, home, where);
        var extensions = ReadExtensions(migrations);
        return new KnexMigrationSettings
        {
            Location = where,
            Directories = directories ?? [],
            LoadExtensions = extensions ?? KnexMigrationSettings.DefaultLoadExtensions,
            SortDirsSeparately = ValueReader.IsTrue(migrations, "sortDirsSeparately"),
            TableName = ValueReader.Text(migrations, "tableName")?.Value ?? "knex_migrations",
            SchemaName = ValueReader.Text(migrations, "schemaName")?.Value,
            IsLedgerKnown = !migrations.IsPartial && ValueReader.Text(migrations, "tableName")?.IsKnown != false && ValueReader.Text(migrations, "schemaName")?.IsKnown != false,
            LoadExtensionsLocation = migrations.Find("loadExtensions") is { Value: not (UndefinedValue or NullValue), Location: { } set } ? set : null,
            DisableTransactions = ValueReader.IsTrue(migrations, "disableTransactions"),
            DisableMigrationsListValidation = ValueReader.IsTrue(migrations, "disableMigrationsListValidation"),
            SwitchedOff =
            [
                .. ValueReader.Options(migrations)
                    .Where(option => option.Name is "disableTransactions" or "disableMigrationsListValidation" && ValueReader.IsTrue(migrations, option.Name)),
            ],
            IsPartial = migrations.IsPartial || directories is null || extensions is null || migrations.Find("migrationSource") is { Value: not (UndefinedValue or NullValue) },
        };
    }

    /// <summary>Where relative directories start.</summary>
    /// <param name="Directory">The directory of the knexfile, or of the module.</param>
    /// <param name="Own">The directory of the file that the settings stand in, which a knexfile may only pass on.</param>
    /// <param name="IsWorkingDirectory">False where the program that loads the file brings its own, which is known only where a directory is found.</param>
    private readonly record struct Home(string Directory, string Own, bool IsWorkingDirectory);

    private Setting<string> Known(Home home, string text, SourceSpan location, string source)
    {
        var path = Resolve(home, text);
        return new Setting<string>(path, home.IsWorkingDirectory || PathText.IsAbsolute(text) || files.GetKind(path) == FileEntryKind.Directory, location, source);
    }

    private List<Setting<string>>? ReadDirectories(ObjectValue migrations, Home home, SourceSpan where)
    {
        if (migrations.Find("directory") is not { Value: not UndefinedValue } slot)
        {
            return migrations.IsPartial ? null : [Known(home, DefaultDirectory, where, DefaultDirectory)];
        }

        var location = ValueReader.Locate(slot, migrations);
        var elements = slot.Value is ArrayValue { IsPartial: false } array ? array.Elements : [slot.Value];
        var directories = elements.Select(element => Choose(home, PossibleTexts(element))).OfType<string>().ToList();
        return directories.Count == 0 || directories.Count != elements.Count ? null
            : [.. directories.Select((directory, index) => Known(home, directory, location, ValueReader.Source(elements[index])))];
    }

    /// <summary>Of the directories that the environment may choose, the first that is there and that no build wrote.</summary>
    private string? Choose(Home home, List<string>? texts) =>
        texts is not { Count: > 0 } ? null
        : texts.Find(text => Resolve(home, text) is var path && files.GetKind(path) == FileEntryKind.Directory && !path.Contains("/dist/") && !path.Contains("/build/")) ?? texts[0];

    private static List<string>? ReadExtensions(ObjectValue migrations)
    {
        if (migrations.Find("loadExtensions") is not { Value: not (UndefinedValue or NullValue) } slot)
        {
            return migrations.IsPartial ? null : [.. KnexMigrationSettings.DefaultLoadExtensions];
        }

        // What a build and its source load by the environment are both loaded some day.
        var lists = ValueReader.Alternatives(slot.Value).Select(value => value is ArrayValue { IsPartial: false } array ? array.Elements.ConvertAll(PossibleTexts) : [null]).ToList();
        return lists.TrueForAll(list => !list.Contains(null)) ? [.. lists.SelectMany(list => list.SelectMany(texts => texts!)).Distinct(StringComparer.Ordinal)] : null;
    }

    /// <summary>
    /// The texts that a value may have; null where one of them is not known. The working directory stands for the one that the path is
    /// resolved against.
    /// </summary>
    private static List<string>? PossibleTexts(JavaScriptValue value)
    {
        switch (value)
        {
            case StringValue text:
                return [text.Value];
            case ConditionalValue conditional:
                return PossibleTexts(conditional.WhenTrue) is { } whenTrue && PossibleTexts(conditional.WhenFalse) is { } whenFalse ? [.. whenTrue, .. whenFalse] : null;
            case UnknownValue { Detail: "process.cwd()" }:
                return ["."];
            case TemplateValue template:
                List<string>? texts = [""];
                foreach (var piece in template.Pieces.Select(PossibleTexts))
                {
                    texts = piece is null ? null : texts?.SelectMany(text => piece.Select(more => text + more)).Take(16).ToList();
                }

                return texts;
            default:
                return null;
        }
    }

    /// <summary>
    /// Knex takes a relative directory from the working directory (knex 3, <c>lib/migrations/migrate/sources/fs-migrations.js</c>). Its command line goes to
    /// the knexfile's first. A program that loads the settings itself mostly runs in the directory of a package.json above.
    /// </summary>
    private string Resolve(Home home, string directory)
    {
        var text = directory.Replace('\\', '/');
        var own = PathText.Combine(home.Directory, text);
        var candidates = Packages(home.Directory).Append(home.Own).Select(start => PathText.Combine(start, text));
        return (home.IsWorkingDirectory ? candidates.Prepend(own) : candidates).FirstOrDefault(path => files.GetKind(path) == FileEntryKind.Directory) ?? own;
    }

    /// <summary>The packages that a directory lies in, the nearest first, up to the root of the repository.</summary>
    private IEnumerable<string> Packages(string directory)
    {
        for (var above = directory; above is not null; above = PathText.GetDirectory(above))
        {
            if (files.GetKind(PathText.Combine(above, "package.json")) is not null)
            {
                yield return above;
            }

            if (files.GetKind(PathText.Combine(above, ".git")) is not null)
            {
                yield break;
            }
        }
    }
}
