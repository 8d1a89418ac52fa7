using MigrationLint.Files;
using MigrationLint.History;

namespace MigrationLint.Cli;

/// <summary>All that the commands see of the world around them; tests put another in its place.</summary>
internal class CliHost : IDisposable
{
    /// <summary>Takes the report and nothing else.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Takes notices and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The disk.</summary>
    public required IFileSystem Files { get; init; }

    /// <summary>Changes the disk.</summary>
    public required IFileMover Mover { get; init; }

    /// <summary>Git; null where it is not asked.</summary>
    public IGit? Git { get; init; }

    /// <summary>Finds what is wrong.</summary>
    public Func<IFileSystem, LintOptions, LintRequest, IGit?, LintResult> Lint { get; init; } = (files, options, request, git) => new Linter(files, options, git).Run(request);

    /// <summary>Makes a path absolute and normalised, as seen from <see cref="CurrentDirectory"/>.</summary>
    public required Func<string, string> GetFullPath { get; init; }

    /// <summary>Writes a report to a file, over one that exists: path, text; null when done, else why not.</summary>
    public required Func<string, string, string?> TryWriteFile { get; init; }

    /// <summary>Absolute and normalised.</summary>
    public required string CurrentDirectory { get; init; }

    /// <summary>The environment variables.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The date in UTC.</summary>
    public required DateTime Today { get; init; }

    /// <summary>Whether a person reads <see cref="Output"/> on a terminal.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether colours may be used (https://no-color.org).</summary>
    public bool UsesColor => IsTerminal
        && (!Environment.TryGetValue("NO_COLOR", out var noColor) || noColor.Length == 0)
        && (!Environment.TryGetValue("TERM", out var terminal) || terminal != "dumb");

    /// <inheritdoc/>
    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
        GC.SuppressFinalize(this);
    }
}
