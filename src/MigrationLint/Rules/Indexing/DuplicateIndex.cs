using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>Two indexes of a table are the same.</summary>
internal sealed class DuplicateIndex : Rule, IReplayRule
{
    private const string Why = "Each INSERT, and most UPDATEs, write both, and both take memory and time of vacuum; queries read one of them only.";

    private static readonly RuleText Constraint = new(
        "{spare} on {table} holds the same as the index of {kept}",
        "A constraint keeps an index of its own: each write to {table} feeds both, and queries read one of them only.",
        "Drop the index, which no database misses: {statement}. In a file that no database has run yet, take it out.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML505", "duplicate-index", RuleFamily.Indexing, Severity.Warning)
    {
        Title = "Two indexes of one table are the same",
        Text = new(
            "{spare} and {kept} are the same index of {table}",
            Why,
            "Keep one of them: {statement}. In a file that no database has run yet, take it out."),
        Variants = [Constraint],
        Suppress = "The old index goes in a later release, once the new one is built everywhere.",
        Bad = """
            === migrations/001_users.sql
            CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
            === migrations/002_users_email.sql
            [|CREATE INDEX users_email_idx ON users (email)|];
            """,
        Good = """
            === migrations/001_users.sql
            CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, email text NOT NULL UNIQUE);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        var printer = new SchemaPrinter(state.Schema);
        foreach (var table in state.Tables.Where(table => table.Indexes.Count > 1))
        {
            foreach (var same in IndexShape.Whole(table).GroupBy(index => IndexShape.Of(printer, index)).Where(same => same.Key is not null && same.Skip(1).Any()))
            {
                // What constrains most stays, and of equals the older one.
                var ranked = same.OrderByDescending(index => Rank(table, index)).ThenBy(index => index.Id.Value).ToList();
                foreach (var spare in ranked.Skip(1).Where(spare => CanGo(state.Schema, table, spare, ranked[0])))
                {
                    ReportPair(state, table, spare, ranked[0], report);
                }
            }
        }
    }

    private static void ReportPair(EndState state, Table table, Schema.Index spare, Schema.Index kept, IReporter report)
    {
        var (later, earlier) = spare.Id.Value > kept.Id.Value ? (spare, kept) : (kept, spare);
        var place = EndState.Place(table, later);
        report.Report(
            place,
            new()
            {
                ["table"] = table.Name.ToString(),
                ["spare"] = spare.Name,
                ["kept"] = kept.Name,
                ["statement"] = IndexStatement.Drop(state, place, table, spare),
            },
            spare.Constraint.IsNone && !kept.Constraint.IsNone ? Constraint : null,
            related: [new(EndState.Place(table, earlier), $"{earlier.Name} is made here")],
            subject: $"{table.Name}: {spare.Name} {kept.Name}");
    }

    private static int Rank(Table table, Schema.Index index) => table.Constraints.FirstOrDefault(constraint => constraint.Id == index.Constraint) switch
    {
        KeyConstraint { IsPrimary: true } => 4,
        KeyConstraint { Deferrability: Deferrability.NotDeferrable } => 3,
        not null => 0,
        null => index.IsUnique ? 2 : 1,
    };

    /// <summary>False where something needs just this index: a foreign key points to it, it refuses what the other takes, or is checked at another time.</summary>
    private static bool CanGo(DatabaseSchema schema, Table table, Schema.Index spare, Schema.Index kept)
    {
        var constraint = table.Constraints.FirstOrDefault(item => item.Id == spare.Constraint);
        var isAsStrict = !spare.IsUnique || (kept.IsUnique && spare.NullsNotDistinct == kept.NullsNotDistinct);
        return isAsStrict && (constraint is null or KeyConstraint { Deferrability: Deferrability.NotDeferrable })
            && !schema.DependentsOf(spare.Id).Any(dependency => dependency.Dependent.Part == ObjectPart.Constraint && dependency.Dependent.PartId != spare.Constraint);
    }
}
