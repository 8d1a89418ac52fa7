using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.Rules.Configuration;

/// <summary>TLS without a look at the server's certificate.</summary>
internal sealed class CertificateNotVerified : ConfigurationRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML705", "certificate-not-verified", RuleFamily.Configuration, Severity.Warning)
    {
        Title = "TLS encrypts but does not authenticate the server",
        Text = new(
            "{setting} in {file} leaves the server's certificate unchecked",
            "The connection is encrypted but the server is not authenticated: whoever sits on the way can pose as the database and read password and data.",
            "Give the certificate of the authority (ssl: { ca: … }) and leave rejectUnauthorized at true."),
        Suppress = "The server can be reached over a network that nobody else shares.",
        Bad = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: {
                connectionString: process.env.DATABASE_URL,
                ssl: { [|rejectUnauthorized: false|] },
              },
            };
            """,
        Good = """
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: {
                connectionString: process.env.DATABASE_URL,
                ssl: { ca: process.env.DATABASE_CA },
              },
            };
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var database in configuration.Configurations)
        {
            if (database.IsLoopback || database.IsForDevelopment)
            {
                continue;
            }

            foreach (var place in database.Tls.Unverified)
            {
                report.Report(place, new() { ["setting"] = Setting(place), ["file"] = PathText.GetFileName(place.Text.Path) });
            }
        }
    }

    /// <summary>The setting's name and nothing around it: a connection string holds a password.</summary>
    private static string Setting(SourceSpan place)
    {
        var source = place.Text.Slice(place.Span);
        return Holds("rejectUnauthorized") ? "rejectUnauthorized: false"
            : Holds("no-verify") ? "sslmode=no-verify"
            : Holds("NODE_TLS_REJECT_UNAUTHORIZED") ? "NODE_TLS_REJECT_UNAUTHORIZED=0"
            : Holds("uselibpqcompat") ? "sslmode=require with uselibpqcompat"
            : "The ssl setting";

        bool Holds(string text) => source.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
