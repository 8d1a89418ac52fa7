using MigrationLint.Text;

namespace MigrationLint.Schema;

/// <summary>That PostgreSQL would refuse a statement.</summary>
/// <param name="SqlState">Five characters, such as <c>42P07</c> (appendix A of PostgreSQL's manual).</param>
/// <param name="Message">PostgreSQL's own message, in English, without the severity: <c>relation "a" already exists</c>.</param>
/// <param name="Source">The text that it is about.</param>
internal sealed record Refusal(string SqlState, string Message, SourceSpan Source)
{
    /// <summary>True where something ran before whose effect is not known: it may have made what is missed, or taken away what is in the way.</summary>
    public bool IsUncertain { get; init; }
}

/// <summary>Ends the lowering of a statement that PostgreSQL would refuse. Caught where the statement, or the block that handles errors, began.</summary>
/// <param name="refusal">Why.</param>
internal sealed class StatementRefusedException(Refusal refusal) : Exception(refusal.Message)
{
    /// <summary>Why.</summary>
    public Refusal Refusal { get; } = refusal;
}
