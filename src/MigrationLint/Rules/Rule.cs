using System.Globalization;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.History;
using MigrationLint.Lowering;
using MigrationLint.Text;

namespace MigrationLint.Rules;

/// <summary>A rule: what it says of itself, and a check of what it subscribes to. Rules hold no state.</summary>
public abstract class Rule
{
    /// <summary>Code, texts and examples.</summary>
    public abstract RuleDescriptor Descriptor { get; }
}

/// <summary>A rule that looks at one migration at a time.</summary>
internal abstract class MigrationRule : Rule
{
    /// <summary>Reports what is wrong with <paramref name="migration"/>.</summary>
    /// <param name="migration">What reading it showed.</param>
    /// <param name="folder">The chain that it belongs to.</param>
    /// <param name="report">Takes the findings.</param>
    public abstract void Check(MigrationFacts migration, MigrationFolder folder, IReporter report);
}

/// <summary>A rule that looks at a whole chain.</summary>
internal abstract class FolderRule : Rule
{
    /// <summary>False for folders whose tool is none of the rule's concern: by default those in which it makes the names itself, or goes by a list.</summary>
    public virtual bool Concerns(MigrationFolder folder) => folder.NumbersFiles;

    /// <summary>Reports what is wrong with the order, the names and the company of a chain's files.</summary>
    /// <param name="folder">The chain.</param>
    /// <param name="migrations">What reading its files showed, in the tool's order.</param>
    /// <param name="context">What stands in no file.</param>
    /// <param name="report">Takes the findings.</param>
    public abstract void Check(MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, RuleContext context, IReporter report);
}

/// <summary>A rule that looks at what a chain does to the database, statement by statement.</summary>
internal interface IReplayRule
{
    /// <summary>Reports what is wrong with the changes.</summary>
    /// <param name="chain">The chain as it was replayed.</param>
    /// <param name="context">What stands in no file.</param>
    /// <param name="report">Takes the findings.</param>
    void Check(ReplayedChain chain, RuleContext context, IReporter report);
}

/// <summary>A rule that looks at all chains of a project together.</summary>
internal abstract class ProjectRule : Rule
{
    /// <summary>Reports what is wrong with their company.</summary>
    /// <param name="chains">The chains as they were replayed.</param>
    /// <param name="report">Takes the findings.</param>
    public abstract void Check(IReadOnlyList<ReplayedChain> chains, IReporter report);
}

/// <summary>A rule that looks at the database settings.</summary>
internal interface IConfigurationRule
{
    /// <summary>Reports what is wrong with the settings.</summary>
    /// <param name="configuration">What the project's files say of its databases.</param>
    /// <param name="context">What stands in no file.</param>
    /// <param name="report">Takes the findings.</param>
    void Check(ConfigurationSet configuration, RuleContext context, IReporter report);
}

/// <summary>A rule that looks at the database settings and at nothing else.</summary>
internal abstract class ConfigurationRule : Rule, IConfigurationRule
{
    /// <inheritdoc/>
    public abstract void Check(ConfigurationSet configuration, RuleContext context, IReporter report);
}

/// <summary>What rules may know that is in no file.</summary>
/// <param name="Today">The date in UTC.</param>
/// <param name="IsCaseSensitive">Whether file names that differ only in case are two files.</param>
internal sealed record RuleContext(DateTime Today, bool IsCaseSensitive)
{
    /// <summary>The major version of PostgreSQL that the migrations are for.</summary>
    public required int TargetVersion { get; init; }

    /// <summary>True where nobody said the version.</summary>
    public bool IsTargetVersionAssumed { get; init; }

    /// <summary>The migrations' past; <see cref="ProjectHistory.Unknown"/> where no host asks git and the user says nothing.</summary>
    public ProjectHistory History { get; init; } = ProjectHistory.Unknown;

    /// <summary>The preset that the run is told; null where nothing is said.</summary>
    public LintPreset? Preset { get; init; }

    /// <summary>What <c>.editorconfig</c> and <c>.globalconfig</c> say for a file: its path and the key; null for nothing.</summary>
    public Func<string, string, string?> Settings { get; init; } = static (_, _) => null;

    /// <summary>What became of a migration when its chain was replayed; null where it was not.</summary>
    public Func<MigrationFile, ReplayedMigration?> Replayed { get; init; } = static _ => null;

    /// <summary>The preset for a file; null where nothing is said.</summary>
    public LintPreset? PresetOf(string path) => Preset ?? LintPresets.Parse(Settings(path, "migrationlint.preset"));

    /// <summary>The value of a rule's option for a file: what the user says, else the default.</summary>
    /// <param name="rule">The rule, which declares the option.</param>
    /// <param name="name">The option's name, as declared.</param>
    /// <param name="path">The file that would be reported, absolute and normalised.</param>
    public string Option(RuleDescriptor rule, string name, string path) =>
        Settings(path, rule.Id + "." + name) ?? rule.Options.First(option => option.Name == name).Default;

    /// <summary>As <see cref="Option"/>, for a whole number from 0 on; what is none counts as not said.</summary>
    public int IntegerOption(RuleDescriptor rule, string name, string path) =>
        int.TryParse(Option(rule, name, path), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : int.Parse(rule.Options.First(option => option.Name == name).Default, CultureInfo.InvariantCulture);

    /// <summary>As <see cref="Option"/>, for names that commas or semicolons separate.</summary>
    public IReadOnlyList<string> ListOption(RuleDescriptor rule, string name, string path) =>
        [.. Option(rule, name, path).Split(',', ';').Select(static part => part.Trim()).Where(static part => part.Length > 0)];
}

/// <summary>Takes findings of one rule.</summary>
internal interface IReporter
{
    /// <summary>Reports one finding.</summary>
    /// <param name="location">The place.</param>
    /// <param name="arguments">Values of the placeholders in the text. Every placeholder needs one.</param>
    /// <param name="text">One of the descriptor's <see cref="RuleDescriptor.Variants"/>; null for its <see cref="RuleDescriptor.Text"/>.</param>
    /// <param name="severity">Where it differs from the rule's default.</param>
    /// <param name="related">Other places that the text speaks of.</param>
    /// <param name="fix">A way to mend it.</param>
    /// <param name="subject">What the finding is about, free of places; null for the expanded message.</param>
    void Report(
        SourceSpan location,
        MessageArguments arguments,
        RuleText? text = null,
        Severity? severity = null,
        IReadOnlyList<RelatedLocation>? related = null,
        Fix? fix = null,
        string? subject = null);
}

/// <summary>The values of a message's placeholders, by name.</summary>
internal sealed class MessageArguments : Dictionary<string, string>
{
    /// <summary>No placeholder.</summary>
    public MessageArguments()
        : base(StringComparer.Ordinal)
    {
    }
}
