using System.Globalization;
using System.Text;
using MigrationLint.Files;
using MigrationLint.History;

namespace MigrationLint.Hosts;

/// <summary>Asks git: each question is one process.</summary>
/// <param name="program">How git is started.</param>
/// <param name="memory">Keeps answers that can never change, since they are about ids; null for none.</param>
internal sealed class GitReader(GitProgram program, IGitMemory? memory = null) : IGit
{
    /// <summary>How long one question may take. The history of a large repository takes seconds on a slow disk.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Git as the machine has it.</summary>
    public GitReader(IGitMemory? memory = null)
        : this(new GitProgram(Timeout), memory)
    {
    }

    /// <inheritdoc/>
    public GitAnswer<string> Resolve(string root, string revision)
    {
        // What begins with a dash would be an option.
        var output = revision.StartsWith("-", StringComparison.Ordinal)
            ? new GitOutput([], null, 1)
            : program.Run(root, ["rev-parse", "--verify", "--quiet", revision + "^{commit}"]);
        return output.Output is { } bytes && Utf8.GetString(bytes).Trim() is var commit && IsId(commit) ? new(commit, null)
            : new(null, output.Status is 0 or 1 || output.Problem is null ? $"there is no revision {revision}" : output.Problem);
    }

    /// <inheritdoc/>
    public GitAnswer<string> FindMergeBase(string root, string first, string second)
    {
        // Status 1 with no word: they have nothing in common.
        var output = Remember(root, ["merge-base", first, second], acceptsNothing: true);
        return output.Output is { } bytes ? new(Utf8.GetString(bytes).Split('\n')[0].Trim(), null) : new(null, output.Problem);
    }

    /// <inheritdoc/>
    public GitAnswer<IReadOnlyList<GitFile>> ListFiles(string root, string commit, IReadOnlyList<string> directories)
    {
        var output = Remember(root, ["ls-tree", "-r", "-z", "--full-tree", commit, .. Paths(directories)]);
        return output.Output is { } bytes ? new(ParseTree(bytes), null) : new(null, output.Problem);
    }

    /// <inheritdoc/>
    public GitAnswer<IReadOnlyList<GitRemoval>> ListRemovals(string root, string commit, IReadOnlyList<string> directories)
    {
        var output = Remember(
            root,
            [
                "log", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "-M", "-l1000", "--diff-filter=DR", "--no-ext-diff", "--no-textconv", "-O/dev/null",
                "--no-show-signature", "--no-notes", "--no-decorate", "--format=format:%x01%H", commit, .. Paths(directories),
            ]);
        return output.Output is { } bytes ? new(ParseLog(bytes), null) : new(null, output.Problem);
    }

    /// <inheritdoc/>
    public GitAnswer<IReadOnlyList<string>> ListLeftOut(string root, IReadOnlyList<string> directories)
    {
        var output = program.Run(root, ["ls-files", "-t", "-z", "--full-name", .. Paths(directories)]);
        return output.Output is { } bytes
            ? new([.. Fields(bytes).Where(field => field.StartsWith("S ", StringComparison.Ordinal)).Select(field => field.Substring(2))], null)
            : new(null, output.Problem);
    }

    /// <inheritdoc/>
    public GitAnswer<IReadOnlyDictionary<string, byte[]>> ReadBlobs(string root, IReadOnlyCollection<string> ids)
    {
        var wanted = ids.Where(IsId).Distinct(StringComparer.Ordinal).OrderBy(id => id, StringComparer.Ordinal).ToList();
        if (wanted.Count == 0)
        {
            return new(new Dictionary<string, byte[]>(StringComparer.Ordinal), null);
        }

        var output = Remember(root, ["cat-file", "--batch"], string.Join("\n", wanted) + "\n");
        return output.Output is { } bytes ? new(ParseBatch(bytes), null) : new(null, output.Problem);
    }

    /// <summary>Runs git, or gives what it said to the same question: the arguments name what they are about by its id, which never means another thing.</summary>
    private GitOutput Remember(string root, IReadOnlyList<string> arguments, string input = "", bool acceptsNothing = false)
    {
        var key = root + "\n" + string.Join("\n", arguments) + "\n\n" + input;
        if (memory?.Recall(key) is { } known)
        {
            return new GitOutput(known, null, 0);
        }

        var output = program.Run(root, arguments, input);
        if (acceptsNothing && output.Status == 1)
        {
            output = new GitOutput([], null, 0);
        }

        if (output.Output is { } bytes)
        {
            memory?.Keep(key, bytes);
        }

        return output;
    }

    // Behind the dashes nothing is an option or a revision, whatever a directory is called; the root itself is no path.
    private static IEnumerable<string> Paths(IReadOnlyList<string> directories) => directories.Any(directory => directory.Length == 0) ? [] : ["--", .. directories];

    private static List<GitFile> ParseTree(byte[] output)
    {
        var files = new List<GitFile>();
        foreach (var field in Fields(output))
        {
            // 100644 blob 3b18e512dba79e4c8300dd08aeb37f8e728b8dad\tpath
            var tab = field.IndexOf('\t');
            var parts = tab < 0 ? [] : field.Substring(0, tab).Split(' ');
            if (parts.Length == 3 && IsFile(parts[0]) && IsId(parts[2]) && IsReadable(field))
            {
                files.Add(new GitFile(field.Substring(tab + 1), parts[2]));
            }
        }

        return files;
    }

    private static List<GitRemoval> ParseLog(byte[] output)
    {
        var removals = new List<GitRemoval>();
        var commit = "";
        using var fields = Fields(output).GetEnumerator();
        while (fields.MoveNext())
        {
            // A commit's line and its first change share a field: no NUL stands between them.
            var field = fields.Current.TrimStart('\n');
            if (field.StartsWith("\u0001", StringComparison.Ordinal))
            {
                var end = field.IndexOf('\n');
                commit = field.Substring(1, (end < 0 ? field.Length : end) - 1).Trim();
                field = end < 0 ? "" : field.Substring(end + 1);
            }

            // :100644 100644 <old id> <new id> R097
            var parts = field.StartsWith(":", StringComparison.Ordinal) ? field.Split(' ') : [];
            if (parts.Length != 5 || parts[4].Length == 0 || !fields.MoveNext())
            {
                continue;
            }

            var (path, newPath) = (fields.Current, parts[4][0] == 'R' && fields.MoveNext() ? fields.Current : null);
            if (IsFile(parts[0].TrimStart(':')) && IsId(parts[2]) && IsReadable(path))
            {
                removals.Add(new GitRemoval(commit, path, parts[2], newPath));
            }
        }

        return removals;
    }

    private static Dictionary<string, byte[]> ParseBatch(byte[] output)
    {
        var blobs = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var at = 0; at < output.Length;)
        {
            // <id> blob <size>\n<content>\n, or <id> missing\n
            var end = Array.IndexOf(output, (byte)'\n', at);
            var header = end < 0 ? [] : Utf8.GetString(output, at, end - at).Split(' ');
            at = end < 0 ? output.Length : end + 1;
            if (header.Length == 3 && int.TryParse(header[2], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size <= output.Length - at)
            {
                if (header[1] == "blob" && size <= FileContent.MaximumBytes)
                {
                    var content = new byte[size];
                    Array.Copy(output, at, content, 0, size);
                    blobs[header[0]] = content;
                }

                at += size + 1;
            }
        }

        return blobs;
    }

    private static IEnumerable<string> Fields(byte[] output)
    {
        for (var start = 0; start < output.Length;)
        {
            var end = Array.IndexOf(output, (byte)0, start);
            end = end < 0 ? output.Length : end;
            yield return Utf8.GetString(output, start, end - start);
            start = end + 1;
        }
    }

    private static bool IsFile(string mode) => mode is "100644" or "100755" or "100664";

    // A name that is no UTF-8 would not be found on the disk, and would look as if it had been deleted.
    private static bool IsReadable(string path) => path.IndexOf('\uFFFD') < 0;

    private static bool IsId(string text) => text.Length is 40 or 64 && text.All(character => character is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}

/// <summary>Keeps what git said about ids.</summary>
internal interface IGitMemory
{
    /// <summary>What was kept under a question; null for nothing.</summary>
    byte[]? Recall(string question);

    /// <summary>Keeps an answer.</summary>
    void Keep(string question, byte[] answer);
}
