using System.Text;
using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.Checking;

/// <summary>
/// A file of findings that are known: one line for each, <c>ML012 5d41402abc4b2a76b9719d911017c592 migrations/001_a.js</c>, and comments behind <c>#</c>.
/// Paths are relative to the file, so that it can be checked in; findings go by <see cref="Fingerprints"/>, so that moved lines leave it as it is.
/// </summary>
public sealed class Baseline
{
    private const string Header = "# Findings that are known and not reported again. Written by: migrationlint check --write-baseline FILE\n";
    private static readonly char[] Blank = [' '];

    private readonly Dictionary<string, List<Entry>> entries = new(StringComparer.Ordinal);
    private readonly Fingerprints fingerprints = new();
    private readonly string directory;
    private readonly bool isCaseSensitive;

    private Baseline(string directory, bool isCaseSensitive) => (this.directory, this.isCaseSensitive) = (directory, isCaseSensitive);

    /// <summary>Writes the findings of a run.</summary>
    /// <param name="diagnostics">In the order of the report.</param>
    /// <param name="path">Where the file will stand, absolute and normalised.</param>
    /// <param name="isCaseSensitive">Whether paths that differ only in case are two.</param>
    public static string Write(IEnumerable<Diagnostic> diagnostics, string path, bool isCaseSensitive)
    {
        var baseline = new Baseline(PathText.GetDirectory(path) ?? path, isCaseSensitive);
        var lines = diagnostics.Select(diagnostic => $"{diagnostic.Rule.Id} {baseline.NextOf(diagnostic)} {Escape(baseline.Relative(diagnostic.Location.Text.Path))}\n").ToList();

        // By file, so that the lines of two branches seldom meet.
        return Header + string.Concat(lines.OrderBy(line => line.Substring(line.IndexOf(' ', line.IndexOf(' ') + 1)), StringComparer.Ordinal).ThenBy(line => line, StringComparer.Ordinal));
    }

    /// <summary>Reads a file; lines that are none of ours are passed over.</summary>
    internal static Baseline Parse(SourceText text, bool isCaseSensitive)
    {
        var baseline = new Baseline(PathText.GetDirectory(text.Path) ?? text.Path, isCaseSensitive);
        var at = 0;
        foreach (var line in text.Content.Split('\n'))
        {
            var parts = line.TrimEnd('\r', ' ').Split(Blank, 3);
            if (parts.Length == 3 && !line.StartsWith("#", StringComparison.Ordinal))
            {
                var span = new TextSpan(at, line.TrimEnd('\r', ' ').Length);
                baseline.Add(parts[1], new Entry(parts[0], PathText.Combine(baseline.directory, Unescape(parts[2])), new SourceSpan(text, span)));
            }

            at += line.Length + 1;
        }

        return baseline;
    }

    /// <summary>True where the file has the finding. Asked once for each finding, in the order of the report.</summary>
    internal bool Silence(Diagnostic diagnostic)
    {
        if (!entries.TryGetValue(NextOf(diagnostic), out var same) || same.Find(entry => !entry.IsUsed && entry.RuleId == diagnostic.Rule.Id) is not { } found)
        {
            return false;
        }

        return found.IsUsed = true;
    }

    /// <summary>What the file has and the run did not find, where it could have.</summary>
    /// <param name="ran">The ids of the rules that ran.</param>
    /// <param name="directories">The directories whose files were read.</param>
    internal IReadOnlyList<SuppressionProblem> Stale(ICollection<string> ran, IReadOnlyCollection<string> directories) =>
    [
        .. entries.Values
            .SelectMany(same => same)
            .Where(entry => !entry.IsUsed && ran.Contains(entry.RuleId) && directories.Any(directory => PathText.IsBelow(entry.Path, directory, isCaseSensitive)))
            .OrderBy(entry => entry.Line.Span.Start)
            .Select(entry => new SuppressionProblem(SuppressionProblemKind.Stale, entry.Line, entry.RuleId, Relative(entry.Path))),
    ];

    private void Add(string fingerprint, Entry entry)
    {
        if (!entries.TryGetValue(fingerprint, out var same))
        {
            entries.Add(fingerprint, same = []);
        }

        same.Add(entry);
    }

    private string NextOf(Diagnostic diagnostic) =>
        fingerprints.Next(diagnostic.Rule.Id, Relative(diagnostic.Location.Text.Path), diagnostic.Statement, diagnostic.Subject);

    private string Relative(string path) => PathText.GetRelative(directory, path, isCaseSensitive);

    /// <summary>A name may hold any character, a line none that ends it.</summary>
    private static string Escape(string path)
    {
        var result = new StringBuilder(path.Length);
        foreach (var character in path)
        {
            result.Append(char.IsControl(character) || character is '%' or '\u0085' or '\u2028' or '\u2029' ? "%" + ((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture) : character.ToString());
        }

        return result.ToString();
    }

    private static string Unescape(string path)
    {
        var result = new StringBuilder(path.Length);
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '%' && i + 4 < path.Length
                && ushort.TryParse(path.Substring(i + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var unit))
            {
                result.Append((char)unit);
                i += 4;
            }
            else
            {
                result.Append(path[i]);
            }
        }

        return result.ToString();
    }

    private sealed record Entry(string RuleId, string Path, SourceSpan Line)
    {
        public bool IsUsed { get; set; }
    }
}
