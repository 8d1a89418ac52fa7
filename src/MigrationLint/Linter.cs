using MigrationLint.Files;

namespace MigrationLint;

/// <summary>The pipeline: Discover, Parse, Lower, Check. The one place to read first.</summary>
/// <param name="files">The disk, or what stands in for it.</param>
/// <param name="options">What the run is told.</param>
public sealed class Linter(IFileSystem files, LintOptions options)
{
    /// <summary>Reads everything that <paramref name="request"/> names and reports what is wrong with it. Never throws for what files hold.</summary>
    public LintResult Run(LintRequest request)
    {
        _ = (files, options, request);
        return new LintResult { Diagnostics = [], Folders = [], Coverage = new Coverage(0, 0, 0, 0) };
    }
}
