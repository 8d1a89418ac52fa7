namespace MigrationLint.Rules.Integrity;

/// <summary>A rule that reports its share of the statements that PostgreSQL would refuse.</summary>
internal abstract class RefusalRule : Rule, IReplayRule
{
    /// <inheritdoc/>
    public virtual void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var refused in chain.Refused.Of(Descriptor.Id))
        {
            Report(refused, refused.Arguments(), report);
        }
    }

    /// <summary>Reports one statement.</summary>
    /// <param name="refused">The statement.</param>
    /// <param name="arguments">What all texts on refused statements may name.</param>
    /// <param name="report">Takes the finding.</param>
    protected abstract void Report(RefusedStatement refused, MessageArguments arguments, IReporter report);
}
