using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>Marks of tools that keep the way back in the same file, in scripts of a tool that runs all of a file.</summary>
internal static class ForeignMarks
{
    private static readonly string[] Words = ["migrate:down", "+goose Down", "+migrate Down", "+micrate Down", "rambler down", "Down Migration"];

    /// <summary>The first mark that begins a way back with statements in it.</summary>
    public static IEnumerable<MarkProblem> Find(SourceText text)
    {
        var content = text.Content;
        if (!Array.Exists(Words, word => ScriptLines.HasDirective(content, word)))
        {
            yield break;
        }

        MarkProblem? found = null;
        foreach (var line in ScriptLines.Of(content))
        {
            if (found is null)
            {
                found = Array.Exists(Words, word => ScriptLines.Directive(content, line, word) is "")
                    ? new MarkProblem(MarkProblemKind.Foreign, new SourceSpan(text, line), content.Substring(line.Start, line.Length).Trim())
                    : null;
            }
            else if (ScriptLines.IsCode(content, line))
            {
                yield return found;
                yield break;
            }
        }
    }
}
