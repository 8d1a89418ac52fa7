using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>The <c>migrations</c> object of a knexfile. Defaults are those of Knex 3.</summary>
public sealed record KnexMigrationSettings
{
    /// <summary>The extensions that Knex loads when nothing is said (knex 3, <c>lib/migrations/common/MigrationsLoader.js</c>).</summary>
    public static IReadOnlyList<string> DefaultLoadExtensions { get; } = [".co", ".coffee", ".eg", ".iced", ".js", ".cjs", ".litcoffee", ".ls", ".ts"];

    /// <summary>The settings of a Knex project that says nothing.</summary>
    public static KnexMigrationSettings Default { get; } = new();

    /// <summary>The property; null where nothing is said.</summary>
    public SourceSpan? Location { get; init; }

    /// <summary>Absolute directories in the order of the configuration; empty where they could not be read.</summary>
    public IReadOnlyList<Setting<string>> Directories { get; init; } = [];

    /// <summary>What Knex loads: extensions with their dot, compared with case as Knex does.</summary>
    public IReadOnlyList<string> LoadExtensions { get; init; } = DefaultLoadExtensions;

    /// <summary>Each directory's files are sorted by themselves, in the order of the directories.</summary>
    public bool SortDirsSeparately { get; init; }

    /// <summary>The ledger.</summary>
    public string TableName { get; init; } = "knex_migrations";

    /// <summary>The ledger's schema; null for the search path's first.</summary>
    public string? SchemaName { get; init; }

    /// <summary><c>disableTransactions</c>.</summary>
    public bool DisableTransactions { get; init; }

    /// <summary><c>disableMigrationsListValidation</c>.</summary>
    public bool DisableMigrationsListValidation { get; init; }

    /// <summary>Where each of the two stands that is switched on.</summary>
    public IReadOnlyList<NamedOption> SwitchedOff { get; init; } = [];

    /// <summary>False where the name or the schema of the ledger could not be read.</summary>
    internal bool IsLedgerKnown { get; init; } = true;

    /// <summary>Where <c>loadExtensions</c> is set; null where it is not.</summary>
    internal SourceSpan? LoadExtensionsLocation { get; init; }

    /// <summary>True where <c>migrationSource</c> or a value that cannot be read decides what is loaded.</summary>
    public bool IsPartial { get; init; }

    /// <summary>False where every environment that names the folder certainly uses another database than PostgreSQL.</summary>
    public bool IsPostgres { get; init; } = true;
}
