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
        PassOver(ByNumber(directory.Scripts), file => BeginsWithNumber(file.Name));

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

    /// <inheritdoc/>
    /// <remarks>What goose 3 refuses a file for (internal/sqlparser/parser.go).</remarks>
    public override IEnumerable<MarkProblem> FindMarkProblems(SourceText text)
    {
        var content = text.Content;
        SourceSpan? up = null, down = null, begin = null;
        var quoted = new Queue<TextSpan>(DollarQuotes.Of(content));
        foreach (var line in ScriptLines.Of(content))
        {
            var place = new SourceSpan(text, line);
            var word = ScriptLines.Directive(content, line, Mark);
            switch (word?.ToUpperInvariant())
            {
                case "UP" when up is not null:
                case "DOWN" when down is not null:
                    yield return new MarkProblem(MarkProblemKind.Repeated, place, $"-- {Mark} {word}");
                    yield break;
                case "UP":
                    up = place;
                    break;
                case "DOWN" when up is null:
                    yield return new MarkProblem(MarkProblemKind.WrongOrder, place, $"-- {Mark} Down");
                    yield break;
                case "DOWN":
                    down = place;
                    break;
                case "STATEMENTBEGIN":
                    begin = place;
                    break;
                case "STATEMENTEND":
                    begin = null;
                    break;
                case null when up is null && ScriptLines.IsCode(content, line):
                    yield return new MarkProblem(ScriptLines.HasDirective(content, Mark + " up") ? MarkProblemKind.StatementBefore : MarkProblemKind.NoUp, place, $"-- {Mark} Up");
                    yield break;
                case null when begin is null && IsCut(content, line, quoted):
                    yield return new MarkProblem(MarkProblemKind.Cut, new SourceSpan(text, quoted.Peek()), $"-- {Mark} StatementBegin");
                    yield break;
                case null or "NO TRANSACTION" or "ENVSUB ON" or "ENVSUB OFF":
                    break;
                default:
                    yield return new MarkProblem(MarkProblemKind.Unknown, place, $"-- {Mark} {word}");
                    yield break;
            }
        }

        if (begin is { } open)
        {
            yield return new MarkProblem(MarkProblemKind.NotEnded, open, $"-- {Mark} StatementEnd");
        }
    }

    /// <summary>True for a line in the midst of a string that goose takes for the end of a statement (endsWithSemicolon).</summary>
    private static bool IsCut(string content, TextSpan line, Queue<TextSpan> quoted)
    {
        while (quoted.Count > 0 && quoted.Peek().End <= line.End)
        {
            quoted.Dequeue();
        }

        if (quoted.Count == 0 || quoted.Peek().Start >= line.End)
        {
            return false;
        }

        var words = content.Substring(line.Start, line.Length).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.TakeWhile(static word => !word.StartsWith("--", StringComparison.Ordinal)).LastOrDefault()?.EndsWith(";", StringComparison.Ordinal) == true;
    }

    // Without a transaction goose sends statement by statement.
    private static (ScriptSections Sections, MigrationTransaction Transaction) Read(string content) => Read(content, Mark);

    /// <summary>The sections of a script whose marks are a word with Up, Down and NO TRANSACTION behind it, as several tools have them.</summary>
    /// <param name="content">The text.</param>
    /// <param name="mark">The word.</param>
    internal static (ScriptSections Sections, MigrationTransaction Transaction) Read(string content, string mark)
    {
        var sections = new ScriptSections(content);
        var transaction = MigrationTransaction.PerFile;
        foreach (var line in ScriptLines.Of(content))
        {
            switch (ScriptLines.Directive(content, line, mark)?.ToUpperInvariant())
            {
                case "UP":
                    sections.BeginUp(line);
                    break;
                case "DOWN":
                    sections.BeginDown(line);
                    break;

                // sql-migrate says it behind the direction.
                case "UP NOTRANSACTION":
                    sections.BeginUp(line);
                    transaction = MigrationTransaction.None;
                    break;
                case "DOWN NOTRANSACTION":
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
