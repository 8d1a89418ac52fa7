using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Text;

namespace MigrationLint.Rules.Integrity;

/// <summary>A name takes more bytes than PostgreSQL keeps.</summary>
internal sealed class IdentifierTooLong : Rule, IReplayRule
{
    private static readonly RuleText MadeUp = new(
        "Knex makes up a name of {bytes} bytes, of which PostgreSQL keeps {cut}",
        "The rest of {name} is lost; the server tells it in a NOTICE that no tool shows. Whoever looks for the whole name in the catalog, or in an error message, does not find it, and names that differ only behind byte 63 are one.",
        "Say a shorter name behind the columns of the call, as in index([…], 'short_name') or foreign([…], 'short_name'); unique() takes it as its option indexName.");

    private static readonly RuleText Same = new(
        "{name} and {other} are one name to PostgreSQL, which keeps 63 bytes of each: {cut}",
        "In one schema the second is refused as there already, and with IF NOT EXISTS it is left out without an error.",
        "Give each a name of at most 63 bytes, the part that differs in front.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML416", "identifier-too-long", RuleFamily.Integrity, Severity.Warning)
    {
        Title = "A name is longer than the 63 bytes that PostgreSQL keeps",
        Text = new(
            "PostgreSQL keeps 63 of {bytes} bytes: {cut}",
            "The rest of {name} is lost; the server tells it in a NOTICE that no tool shows. Whoever looks for the whole name in the catalog, or in an error message, does not find it, and names that differ only behind byte 63 are one.",
            "Shorten the name to 63 bytes; {cut} is what existing databases have."),
        Variants = [MadeUp, Same],
        Bad = """
            === migrations/001_readings.sql
            CREATE TABLE readings (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              celsius numeric NOT NULL,
              CONSTRAINT [|readings_celsius_is_not_colder_than_absolute_zero_and_not_hotter_than_iron|] CHECK (celsius BETWEEN -273.15 AND 1538)
            );
            """,
        Good = """
            === migrations/001_readings.sql
            CREATE TABLE readings (
              id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              celsius numeric NOT NULL,
              CONSTRAINT readings_celsius_check CHECK (celsius BETWEEN -273.15 AND 1538)
            );
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var earlier = new Dictionary<string, List<LongName>>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var migration in chain.Migrations)
        {
            foreach (var name in migration.Outcome.LongNames.Where(name => seen.Add(name.Name)))
            {
                var first = earlier.TryGetValue(name.Cut, out var namesakes) ? namesakes.FirstOrDefault(other => AreOne(chain.History, other, name)) : null;
                if (namesakes is null)
                {
                    earlier.Add(name.Cut, namesakes = []);
                }

                namesakes.Add(name);

                // Where PostgreSQL refuses the second for it, that is reported.
                if (namesakes.Count > 1 && migration.Outcome.Refusals.Any(refusal => refusal.Detail is { } detail && (detail.Name.Name == name.Cut || detail.Part == name.Cut)))
                {
                    continue;
                }

                report.Report(
                    name.Source,
                    new()
                    {
                        ["name"] = name.Name,
                        ["bytes"] = Chain.Phrase.Number(System.Text.Encoding.UTF8.GetByteCount(name.Name)),
                        ["cut"] = name.Cut,
                        ["other"] = first?.Name ?? "",
                    },
                    first is not null ? Same : name.IsMadeUp ? MadeUp : null,
                    related: first is not null ? [new RelatedLocation(first.Source, "the other name")] : null,
                    subject: name.Name);
            }
        }
    }

    /// <summary>True where both are given to one kind of object in one schema, or on one table.</summary>
    private static bool AreOne(ObjectHistory history, LongName first, LongName second) =>
        history.OfAll(second.Cut).Any(events => events.Any(item => Says(item, first)) && events.Any(item => Says(item, second)));

    private static bool Says(NameEvent item, LongName name) =>
        item.Change is NameChange.Created or NameChange.Skipped && item.Source.Text.Path == name.Source.Text.Path && item.Source.Span.Start <= name.Source.Span.End && name.Source.Span.Start <= item.Source.Span.End;
}
