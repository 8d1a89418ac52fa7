using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Rules.Chain;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>ON DELETE SET NULL over a column that takes no NULL.</summary>
internal sealed class SetNullOnNotNull : Rule, IReplayRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML418", "set-null-on-not-null", RuleFamily.Integrity, Severity.Error)
    {
        Title = "ON DELETE SET NULL over a NOT NULL column always fails",
        Text = new(
            "{constraint} of {table} sets {columns} to NULL, which {is} NOT NULL",
            "Each {event} on {referenced} that has rows in {table} fails with a null value error (23502): the foreign key promises what the column forbids.",
            "Drop NOT NULL where rows of {table} outlive their target: ALTER TABLE {target} ALTER COLUMN {column} DROP NOT NULL; else let ON {event} say CASCADE or RESTRICT."),
        Bad = """
            === migrations/001_tickets.sql
            CREATE TABLE agents (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            CREATE TABLE tickets (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              agent_id bigint NOT NULL [|REFERENCES agents (id) ON DELETE SET NULL|]
            );
            CREATE INDEX tickets_agent_id_idx ON tickets (agent_id);
            """,
        Good = """
            === migrations/001_tickets.sql
            CREATE TABLE agents (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            CREATE TABLE tickets (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              agent_id bigint REFERENCES agents (id) ON DELETE SET NULL
            );
            CREATE INDEX tickets_agent_id_idx ON tickets (agent_id);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var table in state.Tables)
        {
            foreach (var key in table.Constraints.OfType<ForeignKeyConstraint>().Where(key => key is { IsLocal: true, CreatedBy: not null, Parent.IsNone: true }))
            {
                var isDelete = key.OnDelete == ReferentialAction.SetNull;
                if (!isDelete && key.OnUpdate != ReferentialAction.SetNull)
                {
                    continue;
                }

                var set = isDelete && key.OnDeleteColumns.Count > 0 ? key.OnDeleteColumns : key.Columns;
                var forbidden = set.Where(name => table.FindColumn(name) is { IsNotNull: true }).ToList();
                if (forbidden.Count > 0 && state.Schema.FindRelation(key.ReferencedTable) is { } referenced)
                {
                    report.Report(
                        EndState.Place(key),
                        new()
                        {
                            ["constraint"] = key.Name,
                            ["table"] = table.Name.ToString(),
                            ["columns"] = Phrase.List(forbidden),
                            ["is"] = forbidden.Count == 1 ? "is" : "are",
                            ["event"] = isDelete ? "DELETE" : "UPDATE",
                            ["referenced"] = referenced.Name.ToString(),
                            ["target"] = SchemaPrinter.Name(table.Name),
                            ["column"] = SchemaPrinter.Name(new QualifiedName("", forbidden[0])),
                        },
                        subject: $"{table.Name}({string.Join(",", key.Columns)})");
                }
            }
        }
    }
}
