using MigrationLint.Diagnostics;
using MigrationLint.Rules.Chain;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>A column is of the type varchar with a limit.</summary>
internal sealed class VarcharLimit : Rule, IReplayRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML516", "varchar-limit", RuleFamily.Indexing, Severity.None)
    {
        Title = "A column is of the type varchar(n)",
        Text = new(
            "{columns} of {table} is varchar({length})",
            "A longer value fails (22001). The limit saves no room: text is stored the same way. Lowering it rewrites the table, while a CHECK can be replaced without.",
            "Write text{knex}, with a CHECK such as char_length({column}) <= {length} where the limit is meant."),
        Suppress = "The limit comes from outside: a protocol, a form, another system.",
        Bad = """
            === migrations/001_users.sql
            CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, [|name varchar(50) NOT NULL|]);
            """,
        Good = """
            === migrations/001_users.sql
            CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL CHECK (char_length(name) <= 50));
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var group in state.FindColumns(static (_, column, type) => type == "varchar" && column.Type.Modifier >= TypeModifiers.HeaderSize))
        {
            var arguments = group.Arguments;
            arguments["length"] = Phrase.Number(group.First.Type.Modifier - TypeModifiers.HeaderSize);
            arguments["knex"] = state.IsKnex(group.Place) ? $", with Knex table.text({IndexStatement.Literal(group.First.Name)})" : "";
            report.Report(group.Place, arguments, subject: group.Subject);
        }
    }
}
