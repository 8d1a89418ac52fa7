using System.Runtime.CompilerServices;
using System.Text;
using DiffEngine;

namespace MigrationLint.Tests.Snapshots;

/// <summary>
/// Compares a text with the one that was approved earlier. Files are named and placed as Verify does it
/// (https://github.com/VerifyTests/Verify/blob/main/docs/naming.md), so that Verify.NUnit can stand in for this file.
/// To approve a text, rename <c>.received.</c> to <c>.verified.</c>.
/// </summary>
public static class Snapshot
{
    private const int ContextLines = 2;
    private const int MostDiffLines = 60;

    /// <summary>Fails unless <paramref name="actual"/> equals <c>Class.Method[_name].verified.extension</c> beside the test's source file. Line ends don't matter, everything else does.</summary>
    /// <param name="actual">The text.</param>
    /// <param name="name">Tells several texts of one test method apart; null where there is one.</param>
    /// <param name="extension">The extension without its dot: <c>txt</c>, <c>json</c>, <c>sarif</c>, <c>md</c>.</param>
    /// <param name="sourceFile">Filled in by the compiler.</param>
    public static void Match(string actual, string? name = null, string extension = "txt", [CallerFilePath] string sourceFile = "")
    {
        var test = TestContext.CurrentContext.Test;
        var className = test.ClassName!.Substring(test.ClassName.LastIndexOf('.') + 1).Replace('+', '.');
        var suffix = name is null ? "" : "_" + name;
        var prefix = Path.Combine(Path.GetDirectoryName(Locate(sourceFile))!, $"{className}.{test.MethodName}{suffix}");
        var difference = Compare(actual, $"{prefix}.received.{extension}", $"{prefix}.verified.{extension}");
        if (difference is not null)
        {
            Assert.Fail(difference);
        }
    }

    /// <summary>Compares and keeps the received file in step: written on a difference, removed without one.</summary>
    /// <returns>Null where they are equal, else the message for the developer.</returns>
    internal static string? Compare(string actual, string receivedPath, string verifiedPath)
    {
        var received = NormalizeLineEnds(actual);
        var verified = File.Exists(verifiedPath) ? NormalizeLineEnds(File.ReadAllText(verifiedPath)) : null;
        if (received == verified)
        {
            File.Delete(receivedPath);
            return null;
        }

        File.WriteAllText(receivedPath, received, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")) && !DiffRunner.Disabled)
        {
            DiffRunner.Launch(receivedPath, verifiedPath);
        }

        return verified is null
            ? $"{Path.GetFileName(verifiedPath)} does not exist. Received:\n{received}"
            : $"{Path.GetFileName(verifiedPath)} differs (- verified, + received):\n{Describe(verified.Split('\n'), received.Split('\n'))}";
    }

    // CI builds map the repository to /_/, CallerFilePath included.
    private static string Locate(string sourceFile)
    {
        const string mapped = "/_/";
        return sourceFile.StartsWith(mapped, StringComparison.Ordinal)
            ? Path.Combine(RepositoryRoot.Path, sourceFile.Substring(mapped.Length))
            : sourceFile;
    }

    private static string NormalizeLineEnds(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    // Between the common head and the common tail.
    private static string Describe(string[] verified, string[] received)
    {
        var shorter = Math.Min(verified.Length, received.Length);
        var head = 0;
        while (head < shorter && verified[head] == received[head])
        {
            head++;
        }

        var tail = 0;
        while (tail < shorter - head && verified[^(tail + 1)] == received[^(tail + 1)])
        {
            tail++;
        }

        var firstShown = Math.Max(0, head - ContextLines);
        var lines = new List<string> { $"@@ line {firstShown + 1} @@" };
        lines.AddRange(verified[firstShown..head].Select(line => "  " + line));
        lines.AddRange(verified[head..^tail].Take(MostDiffLines).Select(line => "- " + line));
        lines.AddRange(received[head..^tail].Take(MostDiffLines).Select(line => "+ " + line));
        lines.AddRange(verified[^tail..].Take(ContextLines).Select(line => "  " + line));
        return string.Join('\n', lines);
    }
}
