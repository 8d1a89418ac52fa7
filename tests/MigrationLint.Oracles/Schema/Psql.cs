using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MigrationLint.Oracles.Schema;

/// <summary>Runs SQL through psql.</summary>
internal static partial class Psql
{
    private const string Mark = "=====";

    [GeneratedRegex(@"^(psql:\S*\s*)?(ERROR|FATAL):  (?<state>[0-9A-Z]{5}): (?<message>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Failure { get; }

    /// <summary>Runs a script, each statement in a transaction of its own.</summary>
    /// <returns>The SQLSTATE and message of each statement that is refused.</returns>
    public static IReadOnlyList<string> Run(string url, string sql) =>
        [.. Failure.Matches(Start(url, sql).Error).Select(match => $"{match.Groups["state"].Value}: {match.Groups["message"].Value}")];

    /// <summary>Runs queries.</summary>
    /// <returns>For each its rows, or how it is refused.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Ask(string url, IReadOnlyList<string> queries)
    {
        // Errors come where the rows would.
        var output = Start(url, string.Concat(queries.Select(query => $"{query}\n\\echo {Mark}\n")), mergesErrors: true).Output;
        return [.. output.Split(Mark + "\n").Take(queries.Count).Select(Rows)];
    }

    private static IReadOnlyList<string> Rows(string output) =>
        Failure.Match(output) is { Success: true } failure
            ? [$"{failure.Groups["state"].Value}: {failure.Groups["message"].Value}"]
            : output.Length == 0 ? [] : output[..^1].Split('\n');

    private static (string Output, string Error) Start(string url, string sql, bool mergesErrors = false)
    {
        var command = "exec psql -X -q -A -t -P null='\\N' -v VERBOSITY=verbose \"$0\"" + (mergesErrors ? " 2>&1" : "");
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", command, url])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Write(sql);
        process.StandardInput.Close();
        process.WaitForExit();
        return (output.Result, error.Result);
    }
}
