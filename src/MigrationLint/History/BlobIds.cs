using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MigrationLint.Files;

namespace MigrationLint.History;

/// <summary>Tells whether a file on the disk is a blob, so that git need not be asked for the contents of what did not change.</summary>
internal static class BlobIds
{
    /// <summary>
    /// True where the content certainly is the blob, its line ends aside, which git may have turned into those of the system. False proves nothing:
    /// a filter of the repository may have changed it on its way.
    /// </summary>
    /// <param name="content">What the disk has.</param>
    /// <param name="id">The blob.</param>
    public static bool IsBlob(FileContent content, string id)
    {
        if (content is not { Text.Content: { } text, InvalidUtf8At: null })
        {
            return false;
        }

        var mark = content.HasByteOrderMark ? "\uFEFF" : "";
        return IdOf(mark + text, id.Length) == id || (text.IndexOf('\r') >= 0 && IdOf(mark + text.Replace("\r\n", "\n"), id.Length) == id);
    }

    private static string IdOf(string text, int digits)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var header = Encoding.ASCII.GetBytes($"blob {content.Length.ToString(CultureInfo.InvariantCulture)}\0");
#pragma warning disable CA5350 // Git's choice: an id is looked up here, and nothing is trusted for it.
        using HashAlgorithm hash = digits == 64 ? SHA256.Create() : SHA1.Create();
#pragma warning restore CA5350
        return string.Concat(hash.ComputeHash([.. header, .. content]).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
