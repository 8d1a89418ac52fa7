using System.IO.Compression;
using System.Text;
using MigrationLint.Reporting;

namespace MigrationLint.Tasks;

/// <summary>Findings as the value of a build property: equal findings give equal texts, free of characters that mean something to MSBuild.</summary>
internal static class SharedFindings
{
    /// <summary>Writes findings; none give an empty text.</summary>
    public static string ToProperty(IReadOnlyCollection<Finding> findings)
    {
        if (findings.Count == 0)
        {
            return "";
        }

        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var text = Encoding.UTF8.GetBytes(FindingSerializer.Serialize(findings));
            deflate.Write(text, 0, text.Length);
        }

        return Convert.ToBase64String(packed.ToArray()).Replace('=', '-');
    }

    /// <summary>Reads what <see cref="ToProperty"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static IReadOnlyList<Finding> FromProperty(string text)
    {
        using var packed = new MemoryStream(Convert.FromBase64String(text.Replace('-', '=')));
        using var deflate = new DeflateStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(deflate, Encoding.UTF8);
        return FindingSerializer.Deserialize(reader.ReadToEnd()) ?? throw new FormatException("The findings of another project are damaged.");
    }
}
