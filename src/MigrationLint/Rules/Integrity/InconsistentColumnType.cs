using System.Text;
using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Rules.Chain;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>A column that names a row of another table has another type than its namesakes.</summary>
internal sealed class InconsistentColumnType : Rule, IReplayRule
{
    // Two against one say nothing yet.
    private const int FewestAlike = 3;

    private const string Id = "_id";

    // They name a row of whichever table, or of another system.
    private static readonly HashSet<string> Ambiguous = new(StringComparer.Ordinal)
    {
        "external_id", "entity_id", "object_id", "record_id", "resource_id", "target_id", "source_id", "subject_id", "request_id", "item_id", "parent_id", "root_id", "previous_id",
        "next_id", "ref_id", "reference_id", "owner_id", "actor_id", "correlation_id", "trace_id", "session_id", "transaction_id", "message_id", "event_id", "public_id", "remote_id",
        "foreign_id", "client_id", "key_id", "unique_id", "related_id", "version_id", "group_id",
    };

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML417", "inconsistent-column-type", RuleFamily.Integrity, Severity.Info)
    {
        Title = "A column has another type than its namesakes in other tables",
        Text = new(
            "{column} of {table} is {type}, {usual} in {others}",
            "The columns name the same rows by their names. A join over them needs a cast, which takes no index, and no foreign key fits both.",
            "Give {column} the type {usual}, or another name where it means something else."),
        Suppress = "The column names rows of another system than its namesakes do.",
        Bad = """
            === migrations/001_shop.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
            CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint REFERENCES customers (id) ON DELETE CASCADE);
            CREATE INDEX orders_customer_id_idx ON orders (customer_id);
            CREATE TABLE carts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint REFERENCES customers (id) ON DELETE CASCADE);
            CREATE INDEX carts_customer_id_idx ON carts (customer_id);
            CREATE TABLE returns (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint REFERENCES customers (id) ON DELETE CASCADE);
            CREATE INDEX returns_customer_id_idx ON returns (customer_id);
            CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, [|customer_id text NOT NULL|]);
            """,
        Good = """
            === migrations/001_shop.sql
            CREATE TABLE customers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
            CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint REFERENCES customers (id) ON DELETE CASCADE);
            CREATE INDEX orders_customer_id_idx ON orders (customer_id);
            CREATE TABLE visits (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id bigint REFERENCES customers (id) ON DELETE CASCADE);
            CREATE INDEX visits_customer_id_idx ON visits (customer_id);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = chain.End;
        var columns = state.Tables.SelectMany(table => table.Columns
            .Where(column => column is { InheritedCount: 0, CreatedBy: not null } && IsShared(table, column.Name))
            .Select(column => (Table: table, Column: column, Type: Family(state, column))));
        foreach (var namesakes in columns.GroupBy(item => SnakeCase(item.Column.Name), StringComparer.Ordinal))
        {
            var all = namesakes.ToList();
            var usual = all.GroupBy(item => item.Type, StringComparer.Ordinal).OrderByDescending(group => group.Count()).First().ToList();
            if (usual.Count < FewestAlike || usual.Count == all.Count || usual.Count < (all.Count - usual.Count) * 3)
            {
                continue;
            }

            foreach (var (table, column, _) in all.Where(item => item.Type != usual[0].Type && !HasForeignKey(item.Table, item.Column.Name) && !IsKey(item.Table, item.Column.Name)))
            {
                report.Report(
                    EndState.TypePlace(column),
                    new()
                    {
                        ["column"] = column.Name,
                        ["table"] = table.Name.ToString(),
                        ["type"] = state.Print(column.Type),
                        ["usual"] = state.Print(usual[0].Column.Type),
                        ["others"] = Phrase.List([.. usual.Select(item => item.Table.Name.ToString())]),
                    },
                    related: [.. usual.Take(1).Select(item => new RelatedLocation(EndState.TypePlace(item.Column), "the usual type"))],
                    subject: $"{table.Name}.{column.Name}");
            }
        }
    }

    private static bool IsShared(Table table, string name)
    {
        var snake = SnakeCase(name);
        if (snake is "created_by" or "updated_by" or "deleted_by")
        {
            return true;
        }

        return snake.Length > Id.Length && snake.EndsWith(Id, StringComparison.Ordinal) && !Ambiguous.Contains(snake)
            && !table.Columns.Any(column => SnakeCase(column.Name) == snake.Substring(0, snake.Length - Id.Length) + "_type");
    }

    /// <summary>A name as most are written: <c>workspace_id</c> for <c>workspaceId</c> and <c>workspaceID</c>.</summary>
    private static string SnakeCase(string name)
    {
        var output = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1])))
            {
                output.Append('_');
            }

            output.Append(char.ToLowerInvariant(name[i]));
        }

        return output.ToString();
    }

    /// <summary>The type; texts of all kinds are one.</summary>
    private static string Family(EndState state, Column column) => state.TypeName(column.Type) is "varchar" or "bpchar" or "text" ? "text" : state.Print(column.Type);

    /// <summary>True for the primary key of a table, which names its own rows.</summary>
    private static bool IsKey(Table table, string column) =>
        table.Constraints.OfType<KeyConstraint>().Any(key => key.IsPrimary && key.Columns.Count == 1 && key.Columns[0] == column);

    private static bool HasForeignKey(Table table, string column) => table.Constraints.OfType<ForeignKeyConstraint>().Any(key => key.Columns.Contains(column, StringComparer.Ordinal));
}
