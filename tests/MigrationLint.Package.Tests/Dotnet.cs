using System.Collections;
using System.Diagnostics;

namespace MigrationLint.Package.Tests;

/// <summary>What a command printed and returned.</summary>
/// <param name="ExitCode">Zero for success.</param>
/// <param name="StandardOutput">Standard output.</param>
/// <param name="Output">Standard output, then standard error.</param>
public sealed record CommandOutcome(int ExitCode, string StandardOutput, string Output);

/// <summary>Runs commands as a user's shell would, whatever the test runner has put into the environment.</summary>
public static class Dotnet
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(4);

    /// <summary>Runs <c>dotnet</c>.</summary>
    public static CommandOutcome Run(string directory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        Run(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", directory, arguments, environment);

    /// <summary>Runs a program to its end.</summary>
    public static CommandOutcome Run(string program, string directory, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "DOTNET_HOST_PATH" or "CI")
            {
                start.Environment.Remove(name);
            }
        }

        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // Findings of shared folders are kept for the user; those of tests are not to stay.
        start.Environment["XDG_DATA_HOME"] = Packages.Root;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Hang))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', start.ArgumentList)} hangs.");
        }

        return new CommandOutcome(process.ExitCode, output.Result, output.Result + error.Result);
    }
}
