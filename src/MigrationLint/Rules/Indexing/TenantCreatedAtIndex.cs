using MigrationLint.Diagnostics;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules.Indexing;

/// <summary>A table whose rows belong to tenants has no index that leads from a tenant to its latest rows.</summary>
internal sealed class TenantCreatedAtIndex : Rule, IReplayRule
{
    private const string TenantColumns = "tenant_columns";

    private static readonly string[] Names = ["name", "slug", "key", "code", "title", "type", "kind", "domain", "language", "locale"];

    private static readonly RuleDescriptor Description = new("ML503", "tenant-created-at-index", RuleFamily.Indexing, Severity.Info)
    {
        Title = "A table with a tenant and a time of creation has no index that begins with both",
        Text = new(
            "No index of {table} leads from {tenant} to {column}",
            "The latest rows of one tenant, the list that every page shows, are found by reading all its rows, or all of {table}, and sorting them: it runs slower for everybody as the largest tenant grows.",
            "Add an index on both: {statement}. It serves a foreign key from {tenant} too, so that an index on that alone can go."),
        Suppress = "The table stays small for each tenant, or is never listed by time.",
        Options =
        [
            new(
                TenantColumns,
                "tenant_id, workspace_id, organization_id, org_id, account_id, company_id",
                "The columns that say whose a row is, separated by commas; of several in one table the first counts."),
        ],
        Bad = """
            === migrations/001_messages.sql
            CREATE TABLE messages (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              workspace_id uuid NOT NULL,
              [|created_at timestamptz NOT NULL DEFAULT now()|]
            );
            """,
        Good = """
            === migrations/001_messages.sql
            CREATE TABLE messages (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              workspace_id uuid NOT NULL,
              created_at timestamptz NOT NULL DEFAULT now()
            );
            CREATE INDEX messages_workspace_id_created_at_idx ON messages (workspace_id, created_at);
            """,
    };

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor => Description;

    /// <summary>The column that says whose a row is, as the user lists them; null where the table has none, or is the one of the tenants.</summary>
    /// <param name="table">The table.</param>
    /// <param name="context">The settings.</param>
    /// <param name="place">The file that would be reported.</param>
    public static Column? FindTenant(Table table, RuleContext context, SourceSpan place) =>
        context.ListOption(Description, TenantColumns, place.Text.Path).Select(table.FindColumn)
            .FirstOrDefault(column => column is not null && !column.Name.StartsWith(table.Name.Name.TrimEnd('s') + "_", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var table in state.KnownTables)
        {
            if (RowTimes.FindCreation(state, table) is not { } column)
            {
                continue;
            }

            var place = EndState.Place(column);
            if (FindTenant(table, context, place) is { } tenant && !IsSmall(table, tenant) && !table.Indexes.Any(index => Leads(state, table, index, tenant, column)))
            {
                report.Report(
                    place,
                    new()
                    {
                        ["table"] = table.Name.ToString(),
                        ["tenant"] = tenant.Name,
                        ["column"] = column.Name,
                        ["statement"] = IndexStatement.Create(state, place, table, [tenant.Name, column.Name]),
                    },
                    subject: $"{table.Name}({tenant.Name},{column.Name})");
            }
        }
    }

    /// <summary>
    /// True where the tenant stands before a time: what stands between is given as well, as a status is. Also where another row's key stands before the time
    /// of creation, since rows that are listed below another one are found through that.
    /// </summary>
    private static bool Leads(EndState state, Table table, Schema.Index index, Column tenant, Column created)
    {
        var keys = index.Keys.Select(key => key.Column).ToList();
        var (first, time) = (keys.IndexOf(tenant.Name), keys.FindLastIndex(key => key is not null && table.FindColumn(key) is { } column && RowTimes.IsTime(state, column)));
        return index.IsValid && ((first >= 0 && time > first) || (keys.IndexOf(created.Name) > 0 && keys[0] is { } parent && References(table).Contains(parent)));
    }

    /// <summary>True where a tenant has one row or few: rows that people name, and rows that only join others, as members do.</summary>
    private static bool IsSmall(Table table, Column tenant)
    {
        var references = References(table);
        return table.Indexes.Any(index => index is { IsUnique: true, Predicate: null } && index.Keys.Any(key => key.Column == tenant.Name)
            && index.Keys.All(key => key.Column is { } name && (name == tenant.Name || references.Contains(name) || Names.Contains(name, StringComparer.Ordinal))));
    }

    private static HashSet<string> References(Table table) =>
        new(table.Constraints.OfType<ForeignKeyConstraint>().SelectMany(key => key.Columns), StringComparer.Ordinal);
}
