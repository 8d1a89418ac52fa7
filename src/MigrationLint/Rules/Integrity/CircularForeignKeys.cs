using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>Tables refer to one another in a circle.</summary>
internal sealed class CircularForeignKeys : Rule, IReplayRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML422", "circular-foreign-keys", RuleFamily.Integrity, Severity.Info)
    {
        Title = "Tables refer to one another in a circle that no nullable or deferrable key opens",
        Text = new(
            "The foreign keys of {tables} form a circle",
            "No row can be the first: each INSERT fails for want of a row in the next table (23503). Restores, seeds and clean-ups have no order that works.",
            "Open the circle at one place: let one of the columns be NULL until the other row is there, or declare one key DEFERRABLE INITIALLY DEFERRED."),
        Bad = """
            === migrations/001_teams.sql
            CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, lead_id bigint NOT NULL);
            CREATE TABLE members (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              team_id bigint NOT NULL REFERENCES teams (id) ON DELETE CASCADE
            );
            CREATE INDEX members_team_id_idx ON members (team_id);
            CREATE INDEX teams_lead_id_idx ON teams (lead_id);
            ALTER TABLE teams ADD [|FOREIGN KEY (lead_id) REFERENCES members (id) ON DELETE RESTRICT|];
            """,
        Good = """
            === migrations/001_teams.sql
            CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, lead_id bigint);
            CREATE TABLE members (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              team_id bigint NOT NULL REFERENCES teams (id) ON DELETE CASCADE
            );
            CREATE INDEX members_team_id_idx ON members (team_id);
            CREATE INDEX teams_lead_id_idx ON teams (lead_id);
            ALTER TABLE teams ADD FOREIGN KEY (lead_id) REFERENCES members (id) ON DELETE SET NULL;
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = chain.End;
        var tables = state.Tables.ToDictionary(table => table.Id);
        var next = tables.Values.ToDictionary(
            table => table.Id,
            table => table.Constraints.OfType<ForeignKeyConstraint>()
                .Where(key => key.CreatedBy is not null && key.ReferencedTable != table.Id && tables.ContainsKey(key.ReferencedTable) && Binds(table, key))
                .ToList());
        foreach (var circle in Circles(tables.Keys, next))
        {
            // The key that closes the circle is the one that was made last.
            var keys = circle.SelectMany(id => next[id].Where(key => circle.Contains(key.ReferencedTable))).OrderBy(key => key.Id.Value).ToList();
            var last = keys[keys.Count - 1];
            var names = circle.Select(id => tables[id].Name.ToString()).OrderBy(name => name, StringComparer.Ordinal).ToList();
            report.Report(
                EndState.Place(last),
                new() { ["tables"] = Chain.Phrase.List(names, Chain.Phrase.MaximumRelated) },
                related: Chain.Phrase.Related(keys.Take(keys.Count - 1).Select(EndState.Place), "a part of the circle"),
                subject: string.Join(",", names));
        }
    }

    /// <summary>True where a row cannot be without its target, not even until the end of its transaction.</summary>
    private static bool Binds(Table table, ForeignKeyConstraint key) =>
        key.Deferrability == Deferrability.NotDeferrable && key.Columns.All(name => table.FindColumn(name) is { IsNotNull: true });

    /// <summary>The strongly connected components with more than one table (Tarjan 1972), on a stack of its own.</summary>
    private static IEnumerable<HashSet<ObjectId>> Circles(IEnumerable<ObjectId> all, Dictionary<ObjectId, List<ForeignKeyConstraint>> next)
    {
        var index = new Dictionary<ObjectId, int>();
        var low = new Dictionary<ObjectId, int>();
        var open = new Stack<ObjectId>();
        var isOpen = new HashSet<ObjectId>();
        foreach (var start in all.Where(id => !index.ContainsKey(id)))
        {
            var work = new Stack<(ObjectId Table, int Edge)>();
            work.Push((start, 0));
            while (work.Count > 0)
            {
                var (table, edge) = work.Pop();
                if (edge == 0)
                {
                    index[table] = low[table] = index.Count;
                    open.Push(table);
                    isOpen.Add(table);
                }
                else if (next[table][edge - 1].ReferencedTable is var done && isOpen.Contains(done))
                {
                    low[table] = Math.Min(low[table], low[done]);
                }

                if (edge < next[table].Count)
                {
                    work.Push((table, edge + 1));
                    if (!index.ContainsKey(next[table][edge].ReferencedTable))
                    {
                        work.Push((next[table][edge].ReferencedTable, 0));
                    }
                }
                else if (low[table] == index[table] && Component(table) is { Count: > 1 } circle)
                {
                    yield return circle;
                }
            }
        }

        HashSet<ObjectId> Component(ObjectId root)
        {
            var component = new HashSet<ObjectId>();
            ObjectId member;
            do
            {
                member = open.Pop();
                isOpen.Remove(member);
                component.Add(member);
            }
            while (member != root);

            return component;
        }
    }
}
