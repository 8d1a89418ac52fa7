using System.Collections;
using System.Security;
using System.Text;
using MigrationLint.Files;
using MigrationLint.Hosts;

namespace MigrationLint.Cli;

/// <summary>The host of a real process.</summary>
internal static class ProcessHost
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Looks around in the process.</summary>
    public static CliHost Create()
    {
        var disk = new PhysicalFileSystem();
        var current = PhysicalFileSystem.GetFullPath(".");
        return new CliHost
        {
            Output = OpenWriter(Console.IsOutputRedirected, Console.OpenStandardOutput, () => Console.Out),
            Error = OpenWriter(Console.IsErrorRedirected, Console.OpenStandardError, () => Console.Error),
            Files = disk,
            Mover = disk,
            Git = new GitReader(),
            GetFullPath = path => PhysicalFileSystem.GetFullPath(path, current),
            TryWriteFile = TryWriteFile,
            CurrentDirectory = current,
            Environment = ReadEnvironment(),
            Today = DateTime.UtcNow.Date,
            IsTerminal = !Console.IsOutputRedirected,
        };
    }

    /// <summary>Files and pipes get UTF-8 with LF whatever the system's own encoding is: the same input gives the same bytes.</summary>
    private static TextWriter OpenWriter(bool isRedirected, Func<Stream> open, Func<TextWriter> console) =>
        isRedirected || !OperatingSystem.IsWindows() ? new StreamWriter(open(), Utf8) { NewLine = "\n", AutoFlush = true } : console();

    private static Dictionary<string, string> ReadEnvironment()
    {
        var result = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            result[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return result;
    }

    /// <summary>Writes beside the target and renames, so that no reader meets half a report.</summary>
    private static string? TryWriteFile(string path, string text)
    {
        var temporary = path + ".tmp" + Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            File.WriteAllText(temporary, text, Utf8);
            File.Move(temporary, path, overwrite: true);
            return null;
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException or ArgumentException)
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }

            // The system speaks of the temporary name.
            return refusal.Message.Replace(temporary, path, StringComparison.Ordinal);
        }
    }
}
