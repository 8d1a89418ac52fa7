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

    /// <inheritdoc/>
    /// <remarks>What dbmate 2 refuses a file for.</remarks>
    public override IEnumerable<MarkProblem> FindMarkProblems(SourceText text)
    {
        var content = text.Content;
        SourceSpan? up = null, down = null, code = null;
        var isInComment = false;
        foreach (var line in ScriptLines.Of(content))
        {
            var written = content.Substring(line.Start, line.Length).Trim();
            if (ScriptLines.Directive(content, line, UpMark) is not null)
            {
                up ??= new SourceSpan(text, line);
            }
            else if (ScriptLines.Directive(content, line, DownMark) is not null)
            {
                down ??= new SourceSpan(text, line);
            }
            else if (up is null)
            {
                isInComment |= written.StartsWith("/*", StringComparison.Ordinal);
                code ??= !isInComment && ScriptLines.IsCode(content, line) ? new SourceSpan(text, line) : null;
                isInComment &= !written.EndsWith("*/", StringComparison.Ordinal);
            }
        }

        if (up is null)
        {
            yield return new MarkProblem(MarkProblemKind.NoUp, SourceSpan.StartOf(text), "-- " + UpMark);
        }
        else if (down is { } back && back.Span.Start < up.Value.Span.Start)
        {
            yield return new MarkProblem(MarkProblemKind.WrongOrder, back, "-- " + DownMark);
        }
        else if (code is { } first)
        {
            yield return new MarkProblem(MarkProblemKind.StatementBefore, first, "-- " + UpMark);
        }
        else if (down is null)
        {
            yield return new MarkProblem(MarkProblemKind.NoDown, SourceSpan.StartOf(text), "-- " + DownMark);
        }
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
