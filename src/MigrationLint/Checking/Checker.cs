using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Rules;
using MigrationLint.Rules.Engine;
using MigrationLint.Text;

namespace MigrationLint.Checking;

/// <summary>What checking found.</summary>
/// <param name="Diagnostics">By file in the tool's order, then by position, then by id.</param>
/// <param name="Suppressed">How many findings comments silenced.</param>
internal sealed record CheckResult(IReadOnlyList<Diagnostic> Diagnostics, int Suppressed)
{
    /// <summary>How many findings the baseline has.</summary>
    public int InBaseline { get; init; }

    /// <summary>How many findings come too late, since databases have run the migrations that they stand in.</summary>
    public int OnOldFiles { get; init; }
}

/// <summary>
/// Runs the rules, puts the findings in order, and leaves out what comments silence, what the baseline has, and what comes too late for a migration that
/// databases have run (<see cref="RuleScope"/>).
/// </summary>
internal static class Checker
{
    /// <summary>Checks everything that was read.</summary>
    /// <param name="folders">The chains.</param>
    /// <param name="facts">What reading their files showed; a file without facts is left to the rules that look at names only.</param>
    /// <param name="chains">What replaying them showed.</param>
    /// <param name="configuration">What the project's files say of its databases.</param>
    /// <param name="context">What stands in no file.</param>
    /// <param name="selection">The only rules to run, by id or slug; null for all that are on.</param>
    /// <param name="comments">The comments of files that are no migrations, such as knexfiles.</param>
    /// <param name="baseline">The findings that are known; null for none.</param>
    public static CheckResult Check(
        IReadOnlyList<MigrationFolder> folders,
        IReadOnlyDictionary<MigrationFile, MigrationFacts> facts,
        IReadOnlyList<ReplayedChain> chains,
        ConfigurationSet configuration,
        RuleContext context,
        IReadOnlyCollection<string>? selection = null,
        IReadOnlyList<SourceSpan>? comments = null,
        Baseline? baseline = null)
    {
        var result = Check(folders, facts, chains, configuration, context, Select(selection), comments ?? [], baseline);
        return selection is not null ? result : result with { Diagnostics = [.. result.Diagnostics.Select(diagnostic => Weigh(diagnostic, context)).Where(diagnostic => IsOn(diagnostic, context))] };
    }

    /// <summary>What a rule that is off found weighs nothing, unless the preset lets it.</summary>
    internal static Diagnostic Weigh(Diagnostic diagnostic, RuleContext context) =>
        diagnostic.Severity < Severity.Warning && context.PresetOf(diagnostic.Location.Text.Path) == LintPreset.Strict ? diagnostic with { Severity = Severity.Warning }
        : diagnostic.Rule.DefaultSeverity == Severity.None ? diagnostic with { Severity = Severity.None }
        : diagnostic;

    /// <summary>Hosts know the user's severities: what weighs nothing is left to them where the user sets one.</summary>
    internal static bool IsOn(Diagnostic diagnostic, RuleContext context) =>
        diagnostic.Severity != Severity.None || context.Settings(diagnostic.Location.Text.Path, $"dotnet_diagnostic.{diagnostic.Rule.Id}.severity") is not null;

    /// <summary>The rules that a selection stands for, in the order of the catalog: without one all, since a user's severity switches any on.</summary>
    internal static IReadOnlyList<Rule> Select(IReadOnlyCollection<string>? selection)
    {
        if (selection is null)
        {
            return RuleCatalog.All;
        }

        var wanted = new HashSet<Rule>(selection.Select(RuleCatalog.Find).OfType<Rule>());
        return [.. RuleCatalog.All.Where(wanted.Contains)];
    }

    /// <summary>As the other, with given rules.</summary>
    internal static CheckResult Check(
        IReadOnlyList<MigrationFolder> folders,
        IReadOnlyDictionary<MigrationFile, MigrationFacts> facts,
        IReadOnlyList<ReplayedChain> chains,
        ConfigurationSet configuration,
        RuleContext context,
        IReadOnlyList<Rule> rules,
        IReadOnlyList<SourceSpan> comments,
        Baseline? baseline = null)
    {
        var found = new List<Diagnostic>();
        var replayed = chains.SelectMany(chain => chain.Migrations).ToDictionary(migration => migration.File);
        context = context with { Replayed = file => replayed.TryGetValue(file, out var migration) ? migration : null };
        foreach (var folder in folders)
        {
            CheckFolder(folder, [.. folder.Files.Where(facts.ContainsKey).Select(file => facts[file])], context, rules, found);
        }

        foreach (var chain in chains)
        {
            var place = chain.Migrations.Count > 0 ? SourceSpan.StartOf(chain.Migrations[0].File.Text) : SourceSpan.StartOf(new SourceText("", ""));
            var version = chain.Chain.TargetVersion;
            var own = context with { TargetVersion = version ?? LintOptions.DefaultTargetVersion, IsTargetVersionAssumed = version is null };
            foreach (var rule in rules.Where(rule => rule is IReplayRule))
            {
                Guard(rule, found, place, reporter => ((IReplayRule)rule).Check(chain, own, reporter));
            }
        }

        foreach (var rule in rules.OfType<ProjectRule>())
        {
            Guard(rule, found, SourceSpan.StartOf(new SourceText("", "")), reporter => rule.Check(chains, reporter));
        }

        foreach (var rule in rules.Where(rule => rule is IConfigurationRule))
        {
            Guard(rule, found, ConfigurationFile(configuration), reporter => ((IConfigurationRule)rule).Check(configuration, context, reporter));
        }

        Yield(found);
        var suppressions = Suppressions.Parse([.. facts.Values.SelectMany(migration => migration.Comments), .. comments]);
        var statements = new StatementIndex(facts.Values, chains);
        var sorted = Sort(found, folders).ConvertAll(diagnostic => diagnostic with { Statement = statements.Find(diagnostic.Location) });
        return LeaveOut(sorted, suppressions, baseline, context, rules, folders);
    }

    private static void CheckFolder(
        MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReadOnlyList<Rule> rules, List<Diagnostic> found)
    {
        var place = folder.Files.Count > 0 ? SourceSpan.StartOf(folder.Files[0].Text) : SourceSpan.StartOf(new SourceText(folder.Path, ""));
        foreach (var rule in rules.OfType<FolderRule>().Where(rule => rule.Concerns(folder)))
        {
            Guard(rule, found, place, reporter => rule.Check(folder, migrations, context, reporter));
        }

        foreach (var rule in rules.OfType<MigrationRule>())
        {
            foreach (var migration in migrations)
            {
                Guard(rule, found, SourceSpan.StartOf(migration.File.Text), reporter => rule.Check(migration, folder, reporter));
            }
        }
    }

    /// <summary>Leaves out what another rule, which knows more of the place, says there.</summary>
    private static void Yield(List<Diagnostic> found)
    {
        var yielding = new HashSet<string>(found.Select(diagnostic => diagnostic.Rule.YieldsTo).OfType<string>(), StringComparer.Ordinal);
        var taken = new HashSet<(string Rule, string Path, TextSpan Span)>(
            found.Where(diagnostic => yielding.Contains(diagnostic.Rule.Id)).Select(diagnostic => Place(diagnostic.Rule.Id, diagnostic.Location)));
        found.RemoveAll(diagnostic => diagnostic.Rule.YieldsTo is { } other && taken.Contains(Place(other, diagnostic.Location)));
    }

    private static (string Rule, string Path, TextSpan Span) Place(string rule, SourceSpan location) => (rule, location.Text.Path, location.Span);

    private static SourceSpan ConfigurationFile(ConfigurationSet configuration) =>
        configuration.Configurations.Count > 0
            ? SourceSpan.StartOf(configuration.Configurations[0].Location.Text)
            : SourceSpan.StartOf(new SourceText("", ""));

    /// <summary>A defect in one rule costs a note on what that rule was looking at, not the run.</summary>
    private static void Guard(Rule rule, List<Diagnostic> found, SourceSpan place, Action<IReporter> check)
    {
        try
        {
            check(new Reporter(rule.Descriptor, found));
        }
#pragma warning disable CA1031 // A boundary: whatever a rule throws becomes a diagnostic.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            NotAnalysable.ReportFailure(rule.Descriptor, exception, place, new Reporter(NotAnalysable.Description, found));
        }
    }

    /// <summary>
    /// The order matters: a comment or a line of the baseline is not called useless for a finding that would have been left out later.
    /// </summary>
    private static CheckResult LeaveOut(
        List<Diagnostic> sorted, Suppressions suppressions, Baseline? baseline, RuleContext context, IReadOnlyList<Rule> rules, IReadOnlyList<MigrationFolder> folders)
    {
        var audible = sorted.FindAll(diagnostic => !suppressions.Silence(diagnostic));
        var unknown = audible.FindAll(diagnostic => baseline?.Silence(diagnostic) != true);
        var timely = unknown.FindAll(diagnostic => diagnostic.Rule.Scope == RuleScope.AllFiles || !context.History.IsOld(diagnostic.Location.Text.Path));
        var result = new CheckResult(timely, sorted.Count - audible.Count) { InBaseline = audible.Count - unknown.Count, OnOldFiles = unknown.Count - timely.Count };
        if (rules.OfType<Suppression>().FirstOrDefault() is not { } rule)
        {
            return result;
        }

        var ran = new HashSet<string>(rules.Select(other => other.Descriptor.Id), StringComparer.Ordinal);
        var complaints = new List<Diagnostic>();
        rule.Check(suppressions.Problems(ran), new Reporter(rule.Descriptor, complaints));
        var suppressed = complaints.RemoveAll(suppressions.Silence);
        var inBaseline = complaints.RemoveAll(complaint => baseline?.Silence(complaint) == true);
        rule.Check(baseline?.Stale(ran, [.. folders.SelectMany(folder => folder.Directories)]) ?? [], new Reporter(rule.Descriptor, complaints));
        return result with
        {
            Diagnostics = Sort([.. timely, .. complaints], folders),
            Suppressed = result.Suppressed + suppressed,
            InBaseline = result.InBaseline + inBaseline,
        };
    }

    private static List<Diagnostic> Sort(IEnumerable<Diagnostic> diagnostics, IReadOnlyList<MigrationFolder> folders)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in folders.SelectMany(folder => folder.Files.Select(file => file.Path).Concat(folder.Ignored.Select(file => file.Path))))
        {
            if (!ranks.ContainsKey(path))
            {
                ranks.Add(path, ranks.Count);
            }
        }

        return
        [
            .. diagnostics
                .GroupBy(diagnostic => (diagnostic.Rule.Id, diagnostic.Location.Text.Path, diagnostic.Location.Span, diagnostic.Text.Message))
                .Select(same => same.First())
                .OrderBy(diagnostic => ranks.TryGetValue(diagnostic.Location.Text.Path, out var rank) ? rank : int.MaxValue)
                .ThenBy(diagnostic => diagnostic.Location.Text.Path, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.Span.Start)
                .ThenBy(diagnostic => diagnostic.Location.Span.Length)
                .ThenBy(diagnostic => diagnostic.Rule.Id, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Text.Message, StringComparer.Ordinal),
        ];
    }

    private sealed class Reporter(RuleDescriptor rule, List<Diagnostic> found) : IReporter
    {
        public void Report(
            SourceSpan location,
            MessageArguments arguments,
            RuleText? text = null,
            Severity? severity = null,
            IReadOnlyList<RelatedLocation>? related = null,
            Fix? fix = null,
            string? subject = null)
        {
            var filled = MessageFormatter.Format(text ?? rule.Text, arguments);
            var weight = severity ?? rule.DefaultSeverity;
            found.Add(new Diagnostic(rule, location, filled, weight == Severity.None ? Severity.Info : weight)
            {
                Related = related ?? [],
                Fix = fix,
                Subject = subject ?? filled.Message,
            });
        }
    }
}
