using System.Diagnostics;

namespace MigrationLint.Oracles;

/// <summary>Runs a script that lies beside the tests with the node of the machine.</summary>
internal static class NodeScript
{
    /// <summary>The lines that the script prints.</summary>
    /// <param name="script">Its path, seen from the folder of this project.</param>
    /// <param name="arguments">What it gets.</param>
    /// <exception cref="InvalidOperationException">The script failed.</exception>
    public static List<string> Run(string script, params string[] arguments)
    {
        var path = Path.Combine(AppContext.BaseDirectory, script);
        using var process = Process.Start(new ProcessStartInfo("node", ["--max-old-space-size=4096", path, .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var lines = new List<string>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
        }

        process.WaitForExit();
        return process.ExitCode == 0 ? lines : throw new InvalidOperationException($"{script} ended with {process.ExitCode}: {errors.Result}");
    }
}
