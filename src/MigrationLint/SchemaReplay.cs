using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Lowering;
using MigrationLint.Replay;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint;

/// <summary>A statement that could not be understood, or that PostgreSQL would refuse.</summary>
/// <param name="Location">Where it stands.</param>
/// <param name="Reason">Why, as a clause.</param>
public sealed record ReplayRemark(SourceSpan Location, string Reason);

/// <summary>The schema that migrations come to.</summary>
public sealed record ReplayedSchema
{
    internal DatabaseSchema Schema { get; init; } = DatabaseSchema.Empty;

    /// <summary>The schema in the form of a live catalog.</summary>
    public CatalogSnapshot Snapshot => SnapshotBuilder.Build(Schema);

    /// <summary>A script that rebuilds the schema in an empty database.</summary>
    public string ToSql() => SchemaScript.Write(LedgerTables.RemoveFrom(Schema));

    /// <summary>The folders that were replayed, in order.</summary>
    public required IReadOnlyList<MigrationFolder> Folders { get; init; }

    /// <summary>Whether the migration that was to be the last one was met; true where none was named.</summary>
    public required bool IsLastFound { get; init; }

    /// <summary>How many migrations were replayed.</summary>
    public required int Migrations { get; init; }

    /// <summary>How many statements they have.</summary>
    public required int Statements { get; init; }

    /// <summary>What could not be understood.</summary>
    public required IReadOnlyList<ReplayRemark> NotUnderstood { get; init; }

    /// <summary>What PostgreSQL would refuse: the schema is what remains.</summary>
    public required IReadOnlyList<ReplayRemark> Refused { get; init; }

    /// <summary>The objects that were taken to be there although nothing creates them, by name.</summary>
    public required IReadOnlyList<string> Assumed { get; init; }
}

/// <summary>Replays migrations for the schema that they come to: Discover, Parse, Lower, Replay.</summary>
/// <param name="files">The disk, or what stands in for it.</param>
/// <param name="options">What the run is told.</param>
public sealed class SchemaReplay(IFileSystem files, LintOptions options)
{
    /// <summary>Replays everything that <paramref name="request"/> names on one database. Never throws for what files hold.</summary>
    /// <param name="request">Where to look.</param>
    /// <param name="last">The last migration to run, by its name, its id or its number; null for all.</param>
    public ReplayedSchema Run(LintRequest request, string? last = null)
    {
        var evaluator = new ModuleEvaluator(files, options.Environment);
        var chain = Join(ProjectDiscovery.Discover(files, request, evaluator, options.FromEmpty).Chains);
        var facts = chain.Folders.SelectMany(folder => folder.Steps).ToDictionary(file => file, file => new MigrationFacts { File = file });
        var replayed = new ChainReplay(evaluator, options).Run(chain, facts, options.FromEmpty, last);
        return new ReplayedSchema
        {
            Schema = replayed.Schema,
            Folders = chain.Folders,
            IsLastFound = last is null || replayed.Migrations.Any(migration => migration.File.IsNamed(last)),
            Migrations = replayed.Migrations.Count,
            Statements = replayed.Migrations.Sum(migration => migration.Outcome.Statements.Count),
            NotUnderstood = [.. replayed.Notes.Select(note => new ReplayRemark(note.Source, note.Reason)).Distinct()],
            Refused = [.. replayed.Migrations.SelectMany(migration => migration.Outcome.Refusals).Select(ToRemark)],
            Assumed = [.. replayed.Assumed.Select(assumed => assumed.Name.ToString())],
        };
    }

    private static ReplayRemark ToRemark(Refusal refusal) =>
        new(refusal.Source, refusal.SqlState.Length == 0 ? refusal.Message : $"{refusal.Message} ({refusal.SqlState})");

    /// <summary>What a command names for one schema is one chain.</summary>
    private MigrationChain Join(IReadOnlyList<MigrationChain> chains) => chains.Count == 1 ? chains[0] : new MigrationChain
    {
        Base = [.. chains.SelectMany(chain => chain.Base).Distinct()],
        Folders = [.. chains.SelectMany(chain => chain.Folders)],
        ExternalTables = chains.Aggregate(ExternalTables.None, (tables, chain) => tables.With(chain.ExternalTables)),
        IsFromEmpty = options.FromEmpty,
    };
}
