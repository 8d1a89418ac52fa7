using MigrationLint.Diagnostics;

namespace MigrationLint.Rules.Indexing;

/// <summary>A column is of the type json.</summary>
internal sealed class JsonInsteadOfJsonb : Rule, IReplayRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML509", "json-instead-of-jsonb", RuleFamily.Indexing, Severity.Warning)
    {
        Title = "A column is of the type json, which cannot be compared",
        Text = new(
            "{columns} of {table} {is} json",
            "json has no equality: SELECT DISTINCT, GROUP BY and UNION over rows that hold it fail (42883), also where the column is only selected along. No index can read it (42704), and each access parses the text again.",
            "Write jsonb{knex}. Where the column is in use: ALTER TABLE {target} ALTER COLUMN {column} TYPE jsonb, which rewrites the table."),
        Suppress = "The order of keys, the blanks or doubled keys of the document matter: jsonb keeps none of them.",
        Bad = """
            === migrations/001_events.sql
            CREATE TABLE payloads (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, [|body json NOT NULL|]);
            """,
        Good = """
            === migrations/001_events.sql
            CREATE TABLE payloads (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body jsonb NOT NULL);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var group in state.FindColumns(static (_, _, type) => type == "json"))
        {
            var arguments = group.Arguments;
            arguments["is"] = group.Columns.Count == 1 ? "is" : "are";
            arguments["knex"] = state.IsKnex(group.Place) ? $", with Knex table.jsonb({IndexStatement.Literal(group.First.Name)})" : "";
            report.Report(group.Place, arguments, subject: group.Subject);
        }
    }
}
