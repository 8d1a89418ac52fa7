using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Replay;
using MigrationLint.Rules.Integrity;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules;

/// <summary>A migration that was replayed.</summary>
/// <param name="File">The migration.</param>
/// <param name="Folder">The folder that it belongs to.</param>
/// <param name="Facts">What reading it showed.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Down">What would become of its way back, run right behind the way forward; found out when it is asked for.</param>
internal sealed record ReplayedMigration(MigrationFile File, MigrationFolder Folder, MigrationFacts Facts, FileOutcome Outcome, Lazy<FileOutcome> Down)
{
    /// <summary>The places of the statements of its way forward.</summary>
    public IEnumerable<SourceSpan> Statements => Outcome.Statements.Select(statement => statement.Source);
}

/// <summary>A chain that was replayed.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Migrations">Its migrations, in order; dumps that it starts on left out.</param>
/// <param name="Schema">What the database holds at the end.</param>
/// <param name="Assumed">What nothing in the chain made and was taken to be there, in the order of its first use.</param>
/// <param name="Notes">What could not be understood.</param>
internal sealed record ReplayedChain(
    MigrationChain Chain,
    IReadOnlyList<ReplayedMigration> Migrations,
    DatabaseSchema Schema,
    IReadOnlyList<AssumedObject> Assumed,
    IReadOnlyList<ReplayNote> Notes)
{
    private EndState? end;
    private RefusedStatements? refused;
    private ObjectHistory? history;

    /// <summary>The sequences that come to values which rows have at the end.</summary>
    public IReadOnlyList<OvertakenSequence> Overtaken { get; init; } = [];

    /// <summary>What of the end can be judged: read once for all the rules that look at it.</summary>
    public EndState End => end ??= new EndState(this);

    /// <summary>What the chain does to each name; read once, for all rules.</summary>
    public ObjectHistory History => history ??= new ObjectHistory(Migrations);

    /// <summary>The statements that PostgreSQL would refuse, each with the rule that reports it; found out once, for all rules.</summary>
    public RefusedStatements Refused => refused ??= new RefusedStatements(this);
}
