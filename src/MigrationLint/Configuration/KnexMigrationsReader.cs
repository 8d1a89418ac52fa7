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
    public KnexMigrationSettings Read(ObjectValue configuration, SourceSpan location)
    {
        var home = PathText.GetDirectory(location.Text.Path) ?? location.Text.Path;
        if (configuration.Find("migrations") is not { Value: not UndefinedValue } slot)
        {
            return new KnexMigrationSettings
            {
                Directories = configuration.IsPartial ? [] : [new Setting<string>(Resolve(home, DefaultDirectory), IsKnown: true, location, DefaultDirectory)],
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

    private List<Setting<string>>? ReadDirectories(ObjectValue migrations, string home, SourceSpan where)
    {
        if (migrations.Find("directory") is not { Value: not UndefinedValue } slot)
        {
            return migrations.IsPartial ? null : [new Setting<string>(Resolve(home, DefaultDirectory), IsKnown: true, where, DefaultDirectory)];
        }

        var location = ValueReader.Locate(slot, migrations);
        var elements = slot.Value is ArrayValue { IsPartial: false } array ? array.Elements : [slot.Value];
        var directories = elements.Select(element => Choose(home, PossibleTexts(element))).OfType<string>().ToList();
        return directories.Count == 0 || directories.Count != elements.Count ? null
            : [.. directories.Select((directory, index) => new Setting<string>(directory, IsKnown: true, location, ValueReader.Source(elements[index])))];
    }

    /// <summary>Of the directories that the environment may choose, the first that is there and that no build wrote.</summary>
    private string? Choose(string home, IReadOnlyList<string>? texts)
    {
        var candidates = texts?.Select(text => Resolve(home, text)).ToList() ?? [];
        return candidates.Count <= 1 ? candidates.FirstOrDefault()
            : candidates.Find(path => files.GetKind(path) == FileEntryKind.Directory && !path.Contains("/dist/") && !path.Contains("/build/")) ?? candidates[0];
    }

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
    /// Knex's command line goes to the knexfile's directory first. A program that loads the knexfile itself resolves against its working
    /// directory, which is mostly that of a package.json above: taken where only that exists.
    /// </summary>
    private string Resolve(string home, string directory)
    {
        var text = directory.Replace('\\', '/');
        var own = PathText.Combine(home, text);
        for (var above = home; above is not null; above = PathText.GetDirectory(above))
        {
            var candidate = PathText.Combine(above, text);
            if ((above == home || files.GetKind(PathText.Combine(above, "package.json")) is not null) && files.GetKind(candidate) == FileEntryKind.Directory)
            {
                return candidate;
            }

            if (files.GetKind(PathText.Combine(above, ".git")) is not null)
            {
                break;
            }
        }

        return own;
    }
}
