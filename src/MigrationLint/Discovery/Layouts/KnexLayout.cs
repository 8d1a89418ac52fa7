using MigrationLint.Configuration;
using MigrationLint.Files;

namespace MigrationLint.Discovery.Layouts;

/// <summary>Knex 3: modules of the configured extensions, sorted by their names.</summary>
internal sealed class KnexLayout : MigrationLayout
{
    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.Knex;

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory) => Order(directory.Files, KnexMigrationSettings.Default);

    /// <summary>
    /// What Knex loads of files that come in ordinal order from each directory (lib/migrations/migrate/sources/fs-migrations.js): extensions compared with case; sorted
    /// by UTF-16 unit, and stable, so that one name in two directories keeps the order of the directories.
    /// </summary>
    public static IEnumerable<Candidate> Order(IEnumerable<Candidate> files, KnexMigrationSettings settings)
    {
        var loaded = files.Where(file => settings.LoadExtensions.Contains(PathText.GetExtension(file.Name), StringComparer.Ordinal));
        return settings.SortDirsSeparately ? loaded : loaded.OrderBy(file => file.Name, StringComparer.Ordinal);
    }
}
