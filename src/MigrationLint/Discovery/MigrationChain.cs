namespace MigrationLint.Discovery;

/// <summary>What is run against one database in one order: folders of perhaps different tools, on what was there before.</summary>
internal sealed record MigrationChain
{
    /// <summary>Dumps of the schema that the chain starts on, in the order in which they are read.</summary>
    public IReadOnlyList<MigrationFile> Base { get; init; } = [];

    /// <summary>The folders, in order. None where a dump is all there is.</summary>
    public required IReadOnlyList<MigrationFolder> Folders { get; init; }

    /// <summary>The tables that are there although nothing here creates them.</summary>
    public ExternalTables ExternalTables { get; init; } = ExternalTables.None;

    /// <summary>The major version of PostgreSQL that the settings of a folder name; null for none.</summary>
    public int? TargetVersion { get; init; }

    /// <summary>True where nothing is taken as given, so that the first use of a table that nothing creates fails.</summary>
    public bool IsFromEmpty { get; init; }
}
