using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MigrationLint.Diagnostics;

/// <summary>
/// Tells findings apart across runs, without line numbers: rule, file, statement, subject, and the how-manieth of equal ones it is. Asked once for each
/// finding, in the order of the report.
/// </summary>
public sealed class Fingerprints
{
    /// <summary>The name under which fingerprints are published. It changes whenever they are made differently.</summary>
    public const string Name = "migrationLint/v1";

    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <summary>The fingerprint of the next finding: 32 hexadecimal digits, none twice.</summary>
    /// <param name="ruleId">The rule.</param>
    /// <param name="path">The file, relative to a directory that is the same in all runs that are compared.</param>
    /// <param name="statement">See <see cref="Diagnostic.Statement"/>.</param>
    /// <param name="subject">What the finding is about, free of places.</param>
    public string Next(string ruleId, string path, string statement, string subject)
    {
        var key = ruleId + "\n" + path + "\n" + statement + "\n" + subject;
        var ordinal = seen.TryGetValue(key, out var count) ? count : 0;
        seen[key] = ordinal + 1;
        return Hash(key + "\n" + ordinal.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What remains of a statement when it moves or is laid out anew; the empty text for none.</summary>
    public static string OfStatement(string statement)
    {
        var words = statement.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "" : Hash(string.Join(" ", words)).Substring(0, 16);
    }

    private static string Hash(string text)
    {
        using var hash = SHA256.Create();
        return string.Concat(hash.ComputeHash(Encoding.UTF8.GetBytes(text)).Take(16).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
