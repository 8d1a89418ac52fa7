using MigrationLint.Diagnostics;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>A table has policies, and row security is off.</summary>
internal sealed class PolicyWithoutRls : Rule, IReplayRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML414", "policy-without-rls", RuleFamily.Integrity, Severity.Error)
    {
        Title = "A table has a policy, but row-level security is off",
        Text = new(
            "The policy {policy} has no effect: row-level security of {table} is off",
            "PostgreSQL keeps the policy and never asks it: every role that may read {table} sees all rows, although the policy says otherwise.",
            "Switch it on in the same migration: ALTER TABLE {target} ENABLE ROW LEVEL SECURITY. It binds everybody but the table's owner."),
        Bad = """
            === migrations/001_notes.sql
            CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, author text NOT NULL);
            [|CREATE POLICY notes_of_author ON notes USING (author = current_user)|];
            """,
        Good = """
            === migrations/001_notes.sql
            CREATE TABLE notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, author text NOT NULL);
            ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
            CREATE POLICY notes_of_author ON notes USING (author = current_user);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var table in new EndState(chain).KnownTables.Where(table => !table.HasRowSecurity))
        {
            if (table.Policies.FirstOrDefault(policy => policy.CreatedBy is not null) is { } policy)
            {
                report.Report(
                    policy.CreatedBy!.Source,
                    new() { ["policy"] = policy.Name, ["table"] = table.Name.ToString(), ["target"] = SchemaPrinter.Name(table.Name) },
                    related: Chain.Phrase.Related(table.Policies.Skip(1).Where(other => other.CreatedBy is not null).Select(other => other.CreatedBy!.Source), "nor has this one"),
                    subject: $"{table.Name}.{policy.Name}");
            }
        }
    }
}
