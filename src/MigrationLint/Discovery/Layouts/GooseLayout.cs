using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>goose: <c>&lt;number&gt;_name.sql</c> with <c>-- +goose Up</c> and <c>-- +goose Down</c> (internal/sqlparser, pressly/goose).</summary>
internal sealed class GooseLayout : MigrationLayout
{
    private const string Mark = "+goose";

    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.Goose;

    /// <inheritdoc/>
    public override bool Fits(LayoutDirectory directory) => directory.IsMostlyMarked(text => ScriptLines.HasDirective(text, Mark));

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory) =>
        PassOver(ByNumber(directory.Scripts), file => file.Number is { Separator: "_" } && file.Name[0] is >= '0' and <= '9');

    /// <inheritdoc/>
    public override MigrationScript Up(Candidate file, SourceText text, LayoutDirectory directory)
    {
        var (sections, transaction) = Read(text.Content);
        return new MigrationScript(text, sections.Up, transaction);
    }

    /// <inheritdoc/>
    public override MigrationScript? Down(Candidate file, SourceText text, LayoutDirectory directory)
    {
        var (sections, transaction) = Read(text.Content);
        return sections.Down is { } down ? new MigrationScript(text, down, transaction) : null;
    }

    // Without a transaction goose sends statement by statement.
    private static (ScriptSections Sections, MigrationTransaction Transaction) Read(string content)
    {
        var sections = new ScriptSections(content);
        var transaction = MigrationTransaction.PerFile;
        foreach (var line in ScriptLines.Of(content))
        {
            switch (ScriptLines.Directive(content, line, Mark)?.ToUpperInvariant())
            {
                case "UP":
                    sections.BeginUp(line);
                    break;
                case "DOWN":
                    sections.BeginDown(line);
                    break;
                case "NO TRANSACTION":
                    transaction = MigrationTransaction.None;
                    break;
            }
        }

        sections.End();
        return (sections, transaction);
    }
}
