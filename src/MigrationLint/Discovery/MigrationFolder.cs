using MigrationLint.Configuration;
using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.Discovery;

/// <summary>Who runs the migrations of a folder.</summary>
public enum MigrationTool
{
    /// <summary>Knex 3.</summary>
    Knex,

    /// <summary>SQL files with a number or timestamp in front, run by something of the project's own.</summary>
    NumberedSql,

    /// <summary>db-migrate (<c>exports.up = (db, callback) =&gt; …</c>).</summary>
    DbMigrate,
}

/// <summary>How sure the tool is.</summary>
public enum ToolEvidence
{
    /// <summary>The folder's name and the form of its files.</summary>
    Convention,

    /// <summary>A configuration file of the tool names the folder.</summary>
    ConfigurationFile,

    /// <summary>The user said so.</summary>
    Declared,
}

/// <summary>A chain of migrations: what one tool runs in one order against one ledger.</summary>
public sealed class MigrationFolder
{
    /// <summary>The first directory.</summary>
    public string Path => Directories[0];

    /// <summary>The directories that hold the files, in the order of the configuration; at least one.</summary>
    public required IReadOnlyList<string> Directories { get; init; }

    /// <summary>Who runs the files.</summary>
    public required MigrationTool Tool { get; init; }

    /// <summary>How sure <see cref="Tool"/> is.</summary>
    public required ToolEvidence Evidence { get; init; }

    /// <summary>What the tool loads, in the order in which it runs it.</summary>
    public required IReadOnlyList<MigrationFile> Files { get; init; }

    /// <summary>What lies beside: files that look like migrations or that the tool would trip over, but does not run; in ordinal order of their paths.</summary>
    public IReadOnlyList<IgnoredFile> Ignored { get; init; } = [];

    /// <summary>The settings that the tool uses for the folder; its defaults where no configuration was found.</summary>
    public KnexMigrationSettings? Knex { get; init; }

    /// <summary>False where the files certainly are for another database than PostgreSQL.</summary>
    public bool IsPostgres => Knex?.IsPostgres ?? true;
}

/// <summary>Why a file of a migration folder is not run, or should not be.</summary>
public enum IgnoredReason
{
    /// <summary>The tool loads no file of this extension.</summary>
    Extension,

    /// <summary>It lies in a directory below, where the tool does not look.</summary>
    Subdirectory,
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

/// <summary>The language of a migration.</summary>
public enum MigrationLanguage
{
    /// <summary>Also .cjs and .mjs.</summary>
    JavaScript,

    /// <summary>Also .cts and .mts.</summary>
    TypeScript,

    /// <summary>Plain SQL.</summary>
    Sql,

    /// <summary>One that Knex would load but that is not read here (CoffeeScript and kin).</summary>
    Other,
}

/// <summary>One file that a tool loads.</summary>
public sealed class MigrationFile
{
    /// <summary>Where it is.</summary>
    public required string Path { get; init; }

    /// <summary>What it holds.</summary>
    public required FileContent Content { get; init; }

    /// <summary>The bare name, which is also the name in Knex's ledger.</summary>
    public string Name => PathText.GetFileName(Path);

    /// <summary>The text; empty where the file could not be read.</summary>
    public SourceText Text => Content.Text ?? (unreadable ??= new SourceText(Path, ""));

    /// <summary>The language by extension.</summary>
    public required MigrationLanguage Language { get; init; }

    /// <summary>The number or timestamp in front of the name; null where there is none.</summary>
    public required MigrationNumber? Number { get; init; }

    /// <summary>True for the half of a pair that undoes (<c>001_a.down.sql</c>).</summary>
    public bool IsUndo { get; init; }

    private SourceText? unreadable;
}
