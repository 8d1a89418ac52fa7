using MigrationLint.Diagnostics;
using MigrationLint.Rules.Chain;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>A column is of the type char(n), which fills up with blanks.</summary>
internal sealed class FixedLengthChar : Rule, IReplayRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML510", "fixed-length-char", RuleFamily.Indexing, Severity.Warning)
    {
        Title = "A column is of the type char(n), which fills values up with blanks",
        Text = new(
            "{columns} of {table} is {type}",
            "Shorter values are filled up with blanks, which stay in what a client reads, count for nothing in comparisons with other char values, and do count in LIKE and after a cast: a row is found by = and missed by LIKE. It does not hold what it promises either, since shorter values pass.",
            "Write {varchar}, or text with a CHECK where the length is exact. Where the column is in use: ALTER TABLE {target} ALTER COLUMN {column} TYPE {varchar}, which drops the blanks and rewrites the table."),
        Suppress = "A program outside expects the blanks.",
        Bad = """
            === migrations/001_addresses.sql
            CREATE TABLE addresses (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, [|postcode char(8) NOT NULL|]);
            """,
        Good = """
            === migrations/001_addresses.sql
            CREATE TABLE addresses (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, postcode varchar(8) NOT NULL);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var group in state.FindColumns(static (_, _, type) => type == "bpchar"))
        {
            var length = group.First.Type.Modifier - TypeModifiers.HeaderSize;
            var arguments = group.Arguments;
            arguments["type"] = state.Print(group.First.Type);
            arguments["varchar"] = length > 0 ? $"varchar({Phrase.Number(length)})" : "text";
            report.Report(group.Place, arguments, subject: group.Subject);
        }
    }
}
