using MigrationLint.Diagnostics;
using MigrationLint.Rules.Chain;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>A foreign key leaves it to the default what becomes of rows whose target is deleted.</summary>
internal sealed class ForeignKeyWithoutOnDelete : Rule, IReplayRule
{
    private const string LookupTables = "lookup_tables";

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML406", "foreign-key-without-on-delete", RuleFamily.Integrity, Severity.Info)
    {
        Title = "A foreign key does not say what becomes of its rows when their target is deleted",
        Text = new(
            "{constraint} of {table} does not say what a DELETE on {referenced} does",
            "Without ON DELETE PostgreSQL refuses to delete a row of {referenced} that {table} still refers to (23503). The first clean-up or deletion of an account in production finds out.",
            "Say what is meant: ON DELETE CASCADE where rows of {table} are nothing without their target, SET NULL where they outlive it, RESTRICT where nobody may delete it{knex}."),
        Suppress = "Rows of the referenced table are never deleted: name such tables in lookup_tables.",
        Options = [new(LookupTables, "", "Referenced tables whose rows are never deleted, separated by commas; * stands for any characters.")],
        Bad = """
            === migrations/001_orders.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            CREATE TABLE orders (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              customer_id bigint NOT NULL [|REFERENCES customers (id)|]
            );
            CREATE INDEX orders_customer_id_idx ON orders (customer_id);
            """,
        Good = """
            === migrations/001_orders.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
            CREATE TABLE orders (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE RESTRICT
            );
            CREATE INDEX orders_customer_id_idx ON orders (customer_id);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = chain.End;
        foreach (var table in state.Tables)
        {
            foreach (var key in table.Constraints.OfType<ForeignKeyConstraint>())
            {
                if (key is not { IsLocal: true, CreatedBy: not null }
                    || !key.Parent.IsNone
                    || EndState.DefinitionOf(key) is not { HasOnDelete: false } definition
                    || state.Schema.FindRelation(key.ReferencedTable) is not { } referenced
                    || NamePatterns.Match(context.ListOption(Descriptor, LookupTables, definition.Source.Text.Path), referenced.Name.Name))
                {
                    continue;
                }

                report.Report(
                    definition.Source,
                    new()
                    {
                        ["constraint"] = key.Name,
                        ["table"] = table.Name.ToString(),
                        ["referenced"] = referenced.Name.ToString(),
                        ["knex"] = state.IsKnex(definition.Source) ? " (.onDelete('CASCADE') behind .references or .inTable)" : "",
                    },
                    subject: $"{table.Name}({string.Join(",", key.Columns)})");
            }
        }
    }
}
