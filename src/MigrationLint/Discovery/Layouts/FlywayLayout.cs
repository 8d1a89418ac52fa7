using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>
/// Flyway: <c>V&lt;version&gt;__name.sql</c> by the numbers of the version, missing ones taken for 0, then <c>R__name.sql</c> by name;
/// <c>U&lt;version&gt;__name.sql</c> undoes.
/// </summary>
internal sealed class FlywayLayout : MigrationLayout
{
    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.Flyway;

    /// <inheritdoc/>
    public override bool Fits(LayoutDirectory directory)
    {
        var numbered = directory.Scripts.Where(file => file.Number is not null).ToList();
        return numbered.Exists(IsVersioned) && numbered.TrueForAll(file => IsVersioned(file) || IsUndo(file) || IsMisspelt(file));
    }

    /// <inheritdoc/>
    public override IEnumerable<MarkProblem> FindMarkProblems(SourceText text) => ForeignMarks.Find(text);

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory) =>
        PassOver(ByNumber(ScriptHalves.Pair(directory.Scripts)), file => IsVersioned(file) || file.Name.StartsWith("R__", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override IEnumerable<Candidate> Join(IEnumerable<Candidate> files) => ByNumber(files);

    /// <inheritdoc/>
    /// <remarks>Statements that cannot run in a transaction are found by Flyway itself, and the script is then run without one.</remarks>
    public override MigrationScript Up(Candidate file, SourceText text, LayoutDirectory directory)
    {
        var isOwn = OwnTransactions.AreIn(text.Content) || (directory.ReadIfThere(file.Name + ".conf") is { } settings && OwnTransactions.AreIn(settings));
        return MigrationScript.Whole(text, isOwn ? MigrationTransaction.None : MigrationTransaction.PerFile);
    }

    private static bool IsVersioned(Candidate file) => HasLetter(file, 'V');

    private static bool IsUndo(Candidate file) => HasLetter(file, 'U');

    // V3_name.sql, which Flyway passes over.
    private static bool IsMisspelt(Candidate file) => file.Name[0] == 'V' && file.Number is { Scheme: NumberingScheme.Version };

    private static bool HasLetter(Candidate file, char letter) =>
        file.Name[0] == letter && file.Number is { Scheme: NumberingScheme.Version } number && number.Separator.StartsWith("__", StringComparison.Ordinal);
}
