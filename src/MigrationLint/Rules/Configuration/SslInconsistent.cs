using MigrationLint.Configuration;
using MigrationLint.Diagnostics;

namespace MigrationLint.Rules.Configuration;

/// <summary>Two configurations of one database decide in different ways whether to use TLS.</summary>
internal sealed class SslInconsistent : ConfigurationRule
{
    // A regular expression may end in the flag i.
    private static readonly string[] NamesOfThisMachine = ["localhost", "127.0.0.1", "0.0.0.0", "::1", "host.docker.internal", "127.0.0", "127.", "/i"];

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML704", "ssl-inconsistent", RuleFamily.Configuration, Severity.Warning)
    {
        Title = "Two configurations of one database decide on TLS in different ways",
        Text = new(
            "TLS{environment}: {first} {firstDecision}, {second} {secondDecision}",
            "Unless the connection URL itself says sslmode, one of them connects with TLS on some machines and the other without: a server that demands TLS turns one away, a server that offers none the other.",
            "Decide in one module, and use its result in both files."),
        Bad = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: { connectionString: process.env.DATABASE_URL, ssl: process.env.PGSSL === 'true' },
            };
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool({
              connectionString: process.env.DATABASE_URL,
              [|ssl: true|],
            });
            """,
        Good = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: { connectionString: process.env.DATABASE_URL, ssl: true },
            };
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool({
              connectionString: process.env.DATABASE_URL,
              ssl: true,
            });
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        // A place that disagrees with several others is told once.
        var pairs = ConfigurationPairs.ByFile(configuration).Select(files => files.FirstOrDefault(IsDecidedDifferently)).OfType<ConfigurationPair>();
        foreach (var place in pairs.GroupBy(pair => pair.Second.Tls.Location))
        {
            var pair = place.First();
            var (first, second) = ConfigurationPairs.Names(pair);
            report.Report(
                place.Key,
                new()
                {
                    ["environment"] = pair.Environment is { } name ? " in " + name : "",
                    ["first"] = first,
                    ["second"] = second,
                    ["firstDecision"] = Spell(pair.First.Tls),
                    ["secondDecision"] = Spell(pair.Second.Tls),
                },
                related: [.. place.Select(other => new RelatedLocation(other.First.Tls.Location, $"{ConfigurationPairs.Names(other).First} {Spell(other.First.Tls)}"))],
                subject: $"{first} {second}");
        }
    }

    /// <summary>No TLS is no TLS, whether nothing is said or it is switched off; on this machine it does not matter.</summary>
    private static bool IsDecidedDifferently(ConfigurationPair pair)
    {
        var (first, second) = (pair.First, pair.Second);
        return !first.IsLoopback
            && !second.IsLoopback
            && first.Tls.Decision != TlsDecision.Unknown
            && second.Tls.Decision != TlsDecision.Unknown
            && (Outcome(first.Tls), Decider(first.Tls)) != (Outcome(second.Tls), Decider(second.Tls));
    }

    /// <summary>All patterns that only tell this machine from others decide alike.</summary>
    private static string Decider(TlsSettings tls)
    {
        if (tls.Decision != TlsDecision.UrlPattern)
        {
            return tls.DecidedBy;
        }

        var rest = NamesOfThisMachine.Aggregate(tls.DecidedBy.Replace("\\", ""), (text, name) => text.Replace(name, ""));
        return rest.Any(char.IsLetterOrDigit) ? tls.DecidedBy : "this machine";
    }

    private static TlsDecision Outcome(TlsSettings tls) => tls.Decision == TlsDecision.Absent ? TlsDecision.Off : tls.Decision;

    private static string Spell(TlsSettings tls) => tls.Decision switch
    {
        TlsDecision.Off => "switches it off",
        TlsDecision.On => "switches it on",
        TlsDecision.EnvironmentVariable => $"asks {tls.DecidedBy}",
        TlsDecision.UrlPattern => $"asks the URL ({tls.DecidedBy})",
        _ => "says nothing",
    };
}
