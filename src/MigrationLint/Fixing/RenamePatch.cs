using System.Text;
using MigrationLint.Files;

namespace MigrationLint.Fixing;

/// <summary>Writes renames as a patch that <c>git apply</c> takes (https://git-scm.com/docs/diff-format, "extended header lines").</summary>
public static class RenamePatch
{
    /// <summary>The patch; empty without renames.</summary>
    /// <param name="renames">From beginning to end, each file once.</param>
    /// <param name="rootDirectory">What the paths are relative to: the root of the repository, where there is one.</param>
    /// <param name="isCaseSensitive">Whether paths that differ only in case are two.</param>
    public static string Render(IReadOnlyList<Rename> renames, string rootDirectory, bool isCaseSensitive)
    {
        var result = new StringBuilder();
        foreach (var rename in renames)
        {
            var from = PathText.GetRelative(rootDirectory, rename.From, isCaseSensitive);
            var to = PathText.GetRelative(rootDirectory, rename.To, isCaseSensitive);
            result.Append("diff --git ").Append(Quote("a/" + from)).Append(' ').Append(Quote("b/" + to)).Append('\n');
            result.Append("similarity index 100%\n");
            result.Append("rename from ").Append(Quote(from)).Append('\n');
            result.Append("rename to ").Append(Quote(to)).Append('\n');
        }

        return result.ToString();
    }

    /// <summary>Quotes as git does under <c>core.quotePath</c>: every byte that is not printable ASCII as an octal escape.</summary>
    private static string Quote(string path)
    {
        if (path.All(character => character is >= ' ' and <= '~' and not '"' and not '\\'))
        {
            return path;
        }

        var result = new StringBuilder("\"");
        foreach (var unit in Encoding.UTF8.GetBytes(path))
        {
            if (unit is (byte)'"' or (byte)'\\')
            {
                result.Append('\\').Append((char)unit);
            }
            else if (unit is >= 0x20 and <= 0x7E)
            {
                result.Append((char)unit);
            }
            else
            {
                result.Append('\\').Append(Convert.ToString(unit, 8).PadLeft(3, '0'));
            }
        }

        return result.Append('"').ToString();
    }
}
