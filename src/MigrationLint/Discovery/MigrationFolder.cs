using MigrationLint.Configuration;
using MigrationLint.Files;

namespace MigrationLint.Discovery;

/// <summary>A chain of migrations: what one tool runs in one order against one ledger.</summary>
public sealed class MigrationFolder
{
    private bool? hasNumbers;

    /// <summary>The first directory.</summary>
    public string Path => Directories[0];

    /// <summary>The directories that hold the files, in the order of the configuration; at least one.</summary>
    public required IReadOnlyList<string> Directories { get; init; }

    /// <summary>Who runs the files.</summary>
    public required MigrationTool Tool { get; init; }

    /// <summary>How sure <see cref="Tool"/> is.</summary>
    public required ToolEvidence Evidence { get; init; }

    /// <summary>
    /// What the tool loads, in the order in which it runs it; among scripts also the halves that undo and what it passes over because of its name.
    /// </summary>
    public required IReadOnlyList<MigrationFile> Files { get; init; }

    /// <summary>What the way forward runs, in the order in which the tool runs it.</summary>
    public IEnumerable<MigrationFile> Steps => Files.Where(file => file is { IsUndo: false, IsPassedOver: false });

    /// <summary>What lies beside: files that look like migrations or that the tool would trip over, but does not run; in ordinal order of their paths.</summary>
    public IReadOnlyList<IgnoredFile> Ignored { get; init; } = [];

    /// <summary>The settings that the tool uses for the folder; its defaults where no configuration was found.</summary>
    public KnexMigrationSettings? Knex { get; init; }

    /// <summary>The list that has the order of a folder of drizzle-kit 0.x; null for others.</summary>
    internal DrizzleJournal? Journal { get; init; }

    /// <summary>True where the files are scripts of SQL that carry their numbers in their own names.</summary>
    public bool HoldsNumberedScripts => ToolTraits.RunsScripts(Tool) && NumbersFiles;

    /// <summary>True where the names of the files decide the order, or are meant to: not where directories carry the numbers or a list has the order.</summary>
    public bool NumbersFiles => ToolTraits.NumbersFiles(Tool);

    /// <summary>True where any file carries a number.</summary>
    public bool HasNumbers => hasNumbers ??= Files.Any(file => file.Number is not null);

    /// <summary>True where the tool sorts names as text, so that 10 comes before 2.</summary>
    public bool SortsAsText => ToolTraits.SortsAsText(Tool);

    /// <summary>False where the files certainly are for another database than PostgreSQL.</summary>
    public bool IsPostgres => Knex?.IsPostgres ?? !IsForAnotherDatabase;

    /// <summary>True where a file of the tool names another database than PostgreSQL.</summary>
    internal bool IsForAnotherDatabase { get; init; }

    /// <summary>What a run over all pending files puts into one transaction.</summary>
    internal BatchTransaction Batch => ToolTraits.Batch(Tool);

    /// <summary>True where each file begins with the settings of a new connection.</summary>
    internal bool StartsSessions => ToolTraits.StartsSessions(Tool);

    /// <summary>What stands around a migration in JavaScript.</summary>
    /// <param name="own">What the migration's <c>config.transaction</c> says, which only evaluation shows; null where it says nothing.</param>
    /// <remarks>knex 3, lib/migrations/migrate/Migrator.js, <c>_useTransaction</c>: the migration's word counts before <c>disableTransactions</c>.</remarks>
    internal MigrationTransaction TransactionOf(bool? own) =>
        own ?? Knex is not { DisableTransactions: true } ? ToolTraits.Transaction(Tool) : MigrationTransaction.None;
}

/// <summary>Why a file of a migration folder is not run, or should not be.</summary>
public enum IgnoredReason
{
    /// <summary>The tool loads no file of this extension.</summary>
    Extension,

    /// <summary>It lies in a directory below, where the tool does not look.</summary>
    Subdirectory,

    /// <summary>The list that the tool goes by does not name it.</summary>
    NotListed,
}

/// <summary>A file in a migration folder that its tool does not load.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Reason">Why it is not loaded.</param>
public sealed record IgnoredFile(string Path, IgnoredReason Reason)
{
    /// <summary>The bare name.</summary>
    public string Name => PathText.GetFileName(Path);

    /// <summary>The number or timestamp in front of the name; null where there is none.</summary>
    public MigrationNumber? Number => MigrationNumber.Parse(Name);
}
