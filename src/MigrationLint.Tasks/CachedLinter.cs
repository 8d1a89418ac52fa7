using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Reporting;

namespace MigrationLint.Tasks;

/// <summary>The linter with a memory: while nothing that it asked the disk has changed, the findings of the last build are those of this one.</summary>
/// <param name="disk">The disk.</param>
/// <param name="cacheFile">Where findings are kept; null for nowhere.</param>
/// <param name="log">Hears whether the cache served.</param>
internal sealed class CachedLinter(IFileSystem disk, string? cacheFile, TaskLoggingHelper log)
{
    private LintCache? cache;

    /// <summary>Lints, or reads what was found.</summary>
    public CachedLint Run(LintOptions options, LintRequest request)
    {
        cache = cacheFile is null ? null : new LintCache(cacheFile, Key(options, request));
        if (cache?.Load() is { } kept && Hold(kept.Stamps))
        {
            log.LogMessage(MessageImportance.Low, "MigrationLint: nothing has changed since {0} was written.", cacheFile);
            cache.Touch();
            return kept;
        }

        var files = new StampingFileSystem(disk);
        var result = new Linter(files, options).Run(request);
        var lint = new CachedLint(
            FindingSerializer.Serialize(result.Diagnostics.Select(Finding.From)),
            result.Coverage,
            [.. result.Folders.Select(folder => new FolderSummary(folder.Path, MigrationToolNames.Display(folder.Tool), folder.Files.Count))],
            [.. result.Folders.SelectMany(folder => folder.Ignored).Select(file => file.Path)],
            [.. files.Stamps]);
        log.LogMessage(MessageImportance.Low, "MigrationLint: {0} places of the disk were looked at.", lint.Stamps.Count);
        Save(lint);
        return lint;
    }

    /// <summary>What was made of the findings under the same settings, or else what <paramref name="judge"/> makes of them now, which is kept.</summary>
    public Judgement Judge(CachedLint lint, string settings, Func<IFileSystem, Judgement> judge)
    {
        if (lint.Judgement is { } kept && kept.Settings == settings && Hold(kept.Stamps))
        {
            return kept;
        }

        var files = new StampingFileSystem(disk);
        var judgement = judge(files) with { Settings = settings };
        judgement = judgement with { Stamps = [.. files.Stamps.Except(lint.Stamps)] };
        Save(lint with { Judgement = judgement });
        return judgement;
    }

    private void Save(CachedLint lint)
    {
        if (cache?.Save(lint) is { } problem)
        {
            log.LogMessage(MessageImportance.Low, "MigrationLint: {0} could not be written. {1}", cacheFile, problem);
        }
    }

    private bool Hold(IReadOnlyList<PathStamp> stamps)
    {
        // A loop: LINQ costs more to compile than all files cost to ask for.
        foreach (var stamp in stamps)
        {
            if (!stamp.Holds(disk))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>All that decides the findings besides the disk: our own code, the options and the request.</summary>
    private static string Key(LintOptions options, LintRequest request) => string.Join(
        "\n",
        [
            typeof(CachedLinter).Module.ModuleVersionId.ToString(),
            typeof(Linter).Module.ModuleVersionId.ToString(),
            options.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            .. request.Paths.Select(path => "path " + path),
            .. request.Folders.Select(folder => $"folder {folder.Tool} {folder.Path}"),
            .. request.DatabaseConfigs.Select(path => "config " + path),
        ]);
}
