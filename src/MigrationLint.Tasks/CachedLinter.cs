using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Hosts;
using MigrationLint.Reporting;

namespace MigrationLint.Tasks;

/// <summary>The linter with a memory: while nothing that it asked the disk has changed, the findings of the last build are those of this one.</summary>
/// <param name="disk">The disk.</param>
/// <param name="cache">Where findings are kept; null for nowhere.</param>
/// <param name="log">Hears whether the cache served.</param>
/// <param name="asksGit">Whether rules on the migrations' past run.</param>
internal sealed class CachedLinter(IFileSystem disk, LintCache? cache, TaskLoggingHelper log, bool asksGit)
{
    /// <summary>Lints, or reads what was found.</summary>
    /// <param name="options">How to lint.</param>
    /// <param name="request">Says where to look. What it asks the disk counts too.</param>
    public CachedLint Run(LintOptions options, Func<IFileSystem, LintRequest> request)
    {
        if (cache?.Load() is { } kept && Renew(kept.Stamps) is { } stamps)
        {
            cache.Confirm(log);
            if (stamps.SequenceEqual(kept.Stamps))
            {
                return kept;
            }

            kept = kept with { Stamps = stamps };
            Save(kept);
            return kept;
        }

        var files = new StampingFileSystem(disk);
        var memory = asksGit && cache is not null ? new GitMemory(cache.Path + ".git") : null;
        var git = asksGit ? new GitReader(memory) : null;
        var result = new Linter(files, options, git).Run(request(files));
        if (memory?.Save() is { } problem)
        {
            log.LogMessage(MessageImportance.Low, "MigrationLint: what git said could not be kept. {0}", problem);
        }

        log.LogMessage(MessageImportance.Low, "MigrationLint: git was started {0} times.", git?.Starts ?? 0);
        var lint = new CachedLint(
            FindingSerializer.Serialize(result.Diagnostics.Select(Finding.From)),
            result.Coverage,
            FolderSummary.From(result),
            [.. result.Folders.SelectMany(folder => folder.Ignored).Select(file => file.Path)],
            [.. files.Stamps]);
        log.LogMessage(MessageImportance.Low, "MigrationLint: {0} places of the disk were looked at.", lint.Stamps.Count);
        Save(lint);
        return lint;
    }

    /// <summary>What was made of the findings under the same settings, or else what <paramref name="judge"/> makes of them now, which is kept.</summary>
    public Judgement Judge(CachedLint lint, string settings, Func<IFileSystem, Judgement> judge)
    {
        if (lint.Judgement is { } kept && kept.Settings == settings && Renew(kept.Stamps) is { } stamps)
        {
            if (!stamps.SequenceEqual(kept.Stamps))
            {
                Save(lint with { Judgement = kept with { Stamps = stamps } });
            }

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
            log.LogMessage(MessageImportance.Low, "MigrationLint: {0} could not be written. {1}", cache.Path, problem);
        }
    }

    /// <summary>The stamps as of now; null where one does not hold.</summary>
    private List<PathStamp>? Renew(IReadOnlyList<PathStamp> stamps)
    {
        var result = new List<PathStamp>();
        foreach (var stamp in stamps)
        {
            if (stamp.Renew(disk) is not { } renewed)
            {
                return null;
            }

            result.Add(renewed);
        }

        return result;
    }
}
