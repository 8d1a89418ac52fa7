using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MigrationLint.Reporting;

/// <summary>Tells findings apart across runs, without line numbers: rule, file, subject, and the how-manieth of equal ones it is.</summary>
internal static class Fingerprints
{
    /// <summary>The name under which fingerprints are published. It changes whenever they are made differently.</summary>
    public const string Name = "migrationLint/v1";

    /// <summary>The fingerprint of each finding, in their order: 32 hexadecimal digits, none twice.</summary>
    /// <param name="report">Its base directory must be the same in all runs that are compared.</param>
    public static IReadOnlyList<string> Of(Report report)
    {
        using var hash = SHA256.Create();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var result = new List<string>(report.Findings.Count);
        foreach (var finding in report.Findings)
        {
            var subject = finding.Subject.Length > 0 ? finding.Subject : finding.Text.Message;
            var key = finding.RuleId + "\n" + report.Relative(finding.Location.Path) + "\n" + subject;
            var ordinal = seen.TryGetValue(key, out var count) ? count : 0;
            seen[key] = ordinal + 1;
            var bytes = hash.ComputeHash(Encoding.UTF8.GetBytes(key + "\n" + ordinal.ToString(CultureInfo.InvariantCulture)));
            result.Add(string.Concat(bytes.Take(16).Select(value => value.ToString("x2", CultureInfo.InvariantCulture))));
        }

        return result;
    }
}
