using MigrationLint.Discovery;
using MigrationLint.Lowering;

namespace MigrationLint.Rules.Chain;

/// <summary>What Knex and db-migrate make of a module's exports.</summary>
internal static class KnexExports
{
    /// <summary>
    /// The exports where they are a matter for Knex and are known; null for SQL, for another tool's form, and for a file whose JavaScript has errors,
    /// where a missing name proves nothing.
    /// </summary>
    public static ModuleExports? Of(MigrationFacts migration, MigrationFolder folder) =>
        folder.Tool == MigrationTool.Knex && migration.Exports is { IsDbMigrate: false } ? OfTool(migration, folder) : null;

    /// <summary>As <see cref="Of"/>, and those of db-migrate's own folders, which calls <c>up</c> and <c>down</c> of a module too.</summary>
    public static ModuleExports? OfTool(MigrationFacts migration, MigrationFolder folder) =>
        (folder.Tool == MigrationTool.DbMigrate || migration.Exports is { IsDbMigrate: false })
        && migration.SyntaxErrors.All(error => error.IsSql)
        && !FileNames.IsDeclaration(migration.File.Name)
        && migration.Exports is { IsComplete: true } exports
        && exports.Form != ExportsForm.Unknown
            ? exports
            : null;

    /// <summary>True where Knex finds no <c>up</c> to call and refuses the batch.</summary>
    public static bool LacksUp(MigrationFacts migration, MigrationFolder folder) => Of(migration, folder) is { Up: null };

    /// <summary>True where it is certain that Knex loads the folder.</summary>
    public static bool IsProven(MigrationFolder folder) => folder.Tool == MigrationTool.Knex && folder.Evidence != ToolEvidence.Convention;
}
