using MigrationLint.Diagnostics;
using MigrationLint.Operations;

namespace MigrationLint.Rules.Indexing;

/// <summary>Money is kept in binary fractions, or in the type money.</summary>
internal sealed class FloatMoney : Rule, IReplayRule
{
    private const string Words = "words";

    // What is counted or measured is no money, whatever the rest of the name says.
    private static readonly string[] Measures =
    [
        "count", "percent", "percentage", "pct", "ratio", "rate", "score", "factor", "weight", "seconds", "minutes", "hours", "days", "ms", "tokens", "bytes", "size",
        "distance", "km", "kg", "ml", "liters", "litres", "duration", "time", "volume", "quantity", "change", "index",
    ];

    private static readonly RuleText Money = new(
        "{columns} of {table} is money",
        "money takes its currency and its decimals from lc_monetary of the server: a dump that is read where that differs fails or stands for another sum. Clients get text such as $1,234.50, and there is one currency for all rows.",
        "Write numeric(14, 2){knex}, with the currency in a column of its own. Where the column is in use: ALTER TABLE {target} ALTER COLUMN {column} TYPE numeric(14, 2).");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML511", "float-money", RuleFamily.Indexing, Severity.Warning)
    {
        Title = "An amount of money is kept in a floating-point type, or in the type money",
        Text = new(
            "{columns} of {table} is an amount in {type}",
            "Binary fractions cannot hold 0.10: sums drift, = misses equal amounts, and real keeps six digits only, so that 1234567.89 is read back as 1234567.9.",
            "Write numeric(14, 2){knex}, or a bigint of the smallest unit. Where the column is in use: ALTER TABLE {target} ALTER COLUMN {column} TYPE numeric(14, 2), which rounds what is there."),
        Variants = [Money],
        Suppress = "The value is an estimate or a statistic that nobody books.",
        Options = [new(Words, "price, prices, amount, amounts, balance, balances, total, subtotal, cost, costs, fee, fees", "The words in names of columns that mean money, separated by commas; total counts as the last word only.")],
        Bad = """
            === migrations/001_invoices.sql
            CREATE TABLE invoices (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, [|total_amount real NOT NULL|]);
            """,
        Good = """
            === migrations/001_invoices.sql
            CREATE TABLE invoices (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, total_amount numeric(14, 2) NOT NULL);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var group in state.FindColumns(static (_, _, type) => type is "float4" or "float8" or "money"))
        {
            var isMoney = state.TypeName(group.First.Type) == "money";
            if (!isMoney && !IsAmount(group.First.Name, context.ListOption(Descriptor, Words, group.Place.Text.Path)))
            {
                continue;
            }

            var arguments = group.Arguments;
            arguments["type"] = state.Print(group.First.Type);
            arguments["knex"] = state.IsKnex(group.Place) ? $", with Knex table.decimal({IndexStatement.Literal(group.First.Name)}, 14, 2)" : "";
            report.Report(group.Place, arguments, isMoney ? Money : null, subject: group.Subject);
        }
    }

    private static bool IsAmount(string column, IReadOnlyList<string> words)
    {
        var parts = NamePatterns.Words(column);
        return parts.Where((part, i) => words.Contains(part, StringComparer.OrdinalIgnoreCase) && (part != "total" || i == parts.Count - 1)).Any()
            && !parts.Any(part => Measures.Contains(part, StringComparer.Ordinal));
    }
}
