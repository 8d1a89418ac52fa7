using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>Scripts that something of the project's own runs, by the number in front of their names; without numbers by their names.</summary>
internal sealed class NumberedSqlLayout : MigrationLayout
{
    private static readonly string[] Marks = ["+migrate", "+micrate", "rambler"];

    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.NumberedSql;

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory) => ByNumber(ScriptHalves.Pair(directory.Scripts));

    /// <inheritdoc/>
    /// <remarks>
    /// Nobody knows the runner. It is taken for <c>psql --single-transaction</c>, or a wrapper that does the same, except where the script can only be run without:
    /// then somebody does, and the alternative would be to report that the script never runs.
    /// </remarks>
    public override MigrationScript Up(Candidate file, SourceText text, LayoutDirectory directory) =>
        Sections(text.Content) is { Sections.Up.Count: > 0 } read ? new MigrationScript(text, read.Sections.Up, read.Transaction)
        : MigrationScript.Whole(text, OwnTransactions.AreIn(text.Content) ? MigrationTransaction.None : MigrationTransaction.PerFile);

    /// <inheritdoc/>
    public override MigrationScript? Down(Candidate file, SourceText text, LayoutDirectory directory) =>
        Sections(text.Content) is { Sections: { Up.Count: > 0, Down: { } down } } read ? new MigrationScript(text, down, read.Transaction) : null;

    /// <inheritdoc/>
    public override MigrationScript Undo(Candidate file, SourceText text, LayoutDirectory directory) =>
        MigrationScript.Whole(text, OwnTransactions.AreIn(text.Content) ? MigrationTransaction.None : MigrationTransaction.PerFile);

    // sql-migrate, micrate and rambler mark both ways in one file; they number files as everybody does.
    private static (ScriptSections Sections, MigrationTransaction Transaction)? Sections(string content) =>
        Array.Find(Marks, mark => ScriptLines.HasDirective(content, mark)) is { } found ? GooseLayout.Read(content, found) : null;
}
