using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.Discovery;

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
    private SourceText? unreadable;
    private string? id;

    /// <summary>Where it is.</summary>
    public required string Path { get; init; }

    /// <summary>What it holds.</summary>
    public required FileContent Content { get; init; }

    /// <summary>The bare name, which is also the name in Knex's ledger.</summary>
    public string Name => PathText.GetFileName(Path);

    /// <summary>What people call the migration: the name of the file, or that of its directory where all files have one name.</summary>
    public string Id
    {
        get => id ?? Name;
        init => id = value;
    }

    /// <summary>True where a user means this file: by name, by id, with or without its extension, or by number.</summary>
    public bool IsNamed(string id) => Name == id || Id == id || PathText.GetFileNameWithoutExtension(Name) == id || Number?.Text == id;

    /// <summary>The text; empty where the file could not be read.</summary>
    public SourceText Text => Content.Text ?? (unreadable ??= new SourceText(Path, ""));

    /// <summary>The language by extension.</summary>
    public required MigrationLanguage Language { get; init; }

    /// <summary>The number or timestamp in front of the name; null where there is none.</summary>
    public required MigrationNumber? Number { get; init; }

    /// <summary>True for the half of a pair that undoes (<c>001_a.down.sql</c>).</summary>
    public bool IsUndo { get; init; }

    /// <summary>True for what looks like a migration and lies among them, but has a name that the tool does not take: it never runs.</summary>
    public bool IsPassedOver { get; init; }

    /// <summary>What is wrong with the marks that say which way its parts run.</summary>
    internal IReadOnlyList<MarkProblem> MarkProblems { get; init; } = [];

    /// <summary>What the way forward runs of it; null for JavaScript, which has to be evaluated, and for what is no step of that way.</summary>
    internal MigrationScript? Up { get; init; }

    /// <summary>What the way back runs, in this file or in its other half; null where there is none, or where JavaScript has it.</summary>
    internal MigrationScript? Down { get; init; }
}
