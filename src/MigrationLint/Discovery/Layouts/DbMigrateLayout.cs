using MigrationLint.Files;

namespace MigrationLint.Discovery.Layouts;

/// <summary>db-migrate: modules in the order of their names (lib/migration.js: <c>/\.js$/</c>), each between BEGIN and COMMIT (db-migrate-pg, index.js, startMigration).</summary>
internal sealed class DbMigrateLayout : MigrationLayout
{
    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.DbMigrate;

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory) =>
        directory.Files.Where(file => PathText.GetExtension(file.Name).Equals(".js", StringComparison.Ordinal));
}
