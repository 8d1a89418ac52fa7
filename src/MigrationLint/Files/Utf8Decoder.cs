using System.Text;
using MigrationLint.Text;

namespace MigrationLint.Files;

/// <summary>Turns the bytes of a file into a text, and remembers where they were no UTF-8.</summary>
internal static class Utf8Decoder
{
    private static readonly UTF8Encoding Replacing = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <summary>
    /// Decodes <paramref name="bytes"/>. What is no UTF-8 becomes U+FFFD; a byte order mark of UTF-8 is left out of the text.
    /// UTF-16 is not recognised: its byte order mark is invalid UTF-8 at offset 0, which is what the tools make of it too.
    /// </summary>
    /// <param name="path">The path that the text gets.</param>
    /// <param name="bytes">The whole file.</param>
    public static FileContent Decode(string path, byte[] bytes)
    {
        if (bytes.Length > FileContent.MaximumBytes)
        {
            return new FileContent(FileReadStatus.TooLarge, null);
        }

        var hasMark = bytes.Length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF;
        var start = hasMark ? 3 : 0;
        var invalid = FindInvalid(bytes, start);
        return new FileContent(FileReadStatus.Ok, new SourceText(path, Replacing.GetString(bytes, start, bytes.Length - start)))
        {
            HasByteOrderMark = hasMark,
            InvalidUtf8At = invalid is { } at ? Replacing.GetCharCount(bytes, start, at - start) : null,
        };
    }

    /// <summary>The offset of the first byte that begins no well-formed sequence (Unicode 15, table 3-7); null where all do.</summary>
    private static int? FindInvalid(byte[] bytes, int start)
    {
        var i = start;
        while (i < bytes.Length)
        {
            var lead = bytes[i];
            var length = lead switch
            {
                < 0x80 => 1,
                >= 0xC2 and <= 0xDF => 2,
                >= 0xE0 and <= 0xEF => 3,
                >= 0xF0 and <= 0xF4 => 4,
                _ => 0,
            };
            if (length == 0 || i + length > bytes.Length || (length > 1 && !IsSecond(lead, bytes[i + 1])))
            {
                return i;
            }

            for (var k = 2; k < length; k++)
            {
                if (bytes[i + k] is < 0x80 or > 0xBF)
                {
                    return i;
                }
            }

            i += length;
        }

        return null;
    }

    // Shuts out overlong forms, surrogates and what lies above U+10FFFF.
    private static bool IsSecond(byte lead, byte second) => lead switch
    {
        0xE0 => second is >= 0xA0 and <= 0xBF,
        0xED => second is >= 0x80 and <= 0x9F,
        0xF0 => second is >= 0x90 and <= 0xBF,
        0xF4 => second is >= 0x80 and <= 0x8F,
        _ => second is >= 0x80 and <= 0xBF,
    };
}
