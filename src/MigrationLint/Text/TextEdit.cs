using System.Text;

namespace MigrationLint.Text;

/// <summary>A replacement in one file.</summary>
/// <param name="Location">What goes; empty for an insertion.</param>
/// <param name="NewText">What comes, spelled as the file spells it.</param>
public readonly record struct TextEdit(SourceSpan Location, string NewText)
{
    /// <summary>Applies edits that were all made for <paramref name="content"/> as it stands.</summary>
    /// <param name="content">The text to change.</param>
    /// <param name="edits">In any order; insertions at one place keep theirs. The files that they name are not compared.</param>
    /// <returns>The changed text; null where two edits overlap or one reaches beyond the content.</returns>
    public static string? TryApply(string content, IEnumerable<TextEdit> edits)
    {
        var result = new StringBuilder();
        var done = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Location.Span.Start).ThenBy(edit => edit.Location.Span.End))
        {
            var span = edit.Location.Span;
            if (span.Start < done || span.End > content.Length)
            {
                return null;
            }

            result.Append(content, done, span.Start - done).Append(edit.NewText);
            done = span.End;
        }

        return result.Append(content, done, content.Length - done).ToString();
    }
}
