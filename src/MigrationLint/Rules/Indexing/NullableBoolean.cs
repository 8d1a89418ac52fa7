using MigrationLint.Diagnostics;

namespace MigrationLint.Rules.Indexing;

/// <summary>A truth value may also be NULL.</summary>
internal sealed class NullableBoolean : Rule, IReplayRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML515", "nullable-boolean", RuleFamily.Indexing, Severity.Info)
    {
        Title = "A boolean column may be NULL",
        Text = new(
            "{columns} of {table} is a boolean that may be NULL",
            "Where it is NULL, neither {column} nor NOT {column} is true: WHERE NOT {column} misses such rows, and so does {column} = false. A default helps only where nothing writes NULL.",
            "Write {definition}. Where the column is in use: fill the NULLs, then ALTER TABLE {target} ALTER COLUMN {column} SET NOT NULL."),
        Suppress = "NULL means something of its own, such as not yet answered.",
        Bad = """
            === migrations/001_users.sql
            CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, [|is_active boolean|]);
            """,
        Good = """
            === migrations/001_users.sql
            CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, is_active boolean NOT NULL DEFAULT true);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var group in state.FindColumns(static (_, column, type) => type == "bool" && column is { IsNotNull: false, Generated: null }))
        {
            var value = group.First.Default is { } expression && new Schema.SchemaPrinter(state.Schema).Expression(expression) is "true" ? "true" : "false";
            var arguments = group.Arguments;
            arguments["definition"] = state.IsKnex(group.Place)
                ? $"table.boolean({IndexStatement.Literal(group.First.Name)}).notNullable().defaultTo({value})"
                : $"{IndexStatement.Quote(group.First.Name)} boolean NOT NULL DEFAULT {value}";
            report.Report(group.First.ChangedBy is Operations.DropNotNull drop ? drop.Source : group.Place, arguments, subject: group.Subject);
        }
    }
}
