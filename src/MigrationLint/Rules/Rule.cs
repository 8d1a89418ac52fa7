using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
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
    /// <param name="report">Takes the findings.</param>
    void Check(ReplayedChain chain, IReporter report);
}

/// <summary>A rule that looks at the database settings.</summary>
internal abstract class ConfigurationRule : Rule
{
    /// <summary>Reports what is wrong with the settings.</summary>
    public abstract void Check(ConfigurationSet configuration, IReporter report);
}

/// <summary>What rules may know that is in no file.</summary>
/// <param name="Today">The date in UTC.</param>
/// <param name="IsCaseSensitive">Whether file names that differ only in case are two files.</param>
internal sealed record RuleContext(DateTime Today, bool IsCaseSensitive);

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
