using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>dbmate: <c>&lt;number&gt;_name.sql</c> with <c>-- migrate:up</c> and <c>-- migrate:down</c> (pkg/dbmate/migration.go, amacneil/dbmate).</summary>
internal sealed class DbmateLayout : MigrationLayout
{
    private const string UpMark = "migrate:up";
    private const string DownMark = "migrate:down";

    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.Dbmate;

    /// <inheritdoc/>
    public override bool Fits(LayoutDirectory directory) => directory.IsMostlyMarked(text => ScriptLines.HasDirective(text, UpMark));

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory) =>
        PassOver(directory.Scripts, file => file.Name[0] is >= '0' and <= '9' && file.Name.EndsWith(".sql", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override MigrationScript Up(Candidate file, SourceText text, LayoutDirectory directory)
    {
        var (sections, isWrapped, _) = Read(text.Content);
        return new MigrationScript(text, sections.Up, Around(isWrapped));
    }

    /// <inheritdoc/>
    public override MigrationScript? Down(Candidate file, SourceText text, LayoutDirectory directory)
    {
        var (sections, _, isWrapped) = Read(text.Content);
        return sections.Down is { } down ? new MigrationScript(text, down, Around(isWrapped)) : null;
    }

    // It sends a section as one string.
    private static MigrationTransaction Around(bool isWrapped) => isWrapped ? MigrationTransaction.PerFile : MigrationTransaction.SimpleQuery;

    private static (ScriptSections Sections, bool WrapsUp, bool WrapsDown) Read(string content)
    {
        var sections = new ScriptSections(content);
        var (wrapsUp, wrapsDown) = (true, true);
        foreach (var line in ScriptLines.Of(content))
        {
            if (ScriptLines.Directive(content, line, UpMark) is { } up)
            {
                sections.BeginUp(line);
                wrapsUp &= !IsOptOut(up);
            }
            else if (ScriptLines.Directive(content, line, DownMark) is { } down)
            {
                sections.BeginDown(line);
                wrapsDown &= !IsOptOut(down);
            }
        }

        sections.End();
        return (sections, wrapsUp, wrapsDown);
    }

    private static bool IsOptOut(string options) => options.IndexOf("transaction:false", StringComparison.OrdinalIgnoreCase) >= 0;
}
