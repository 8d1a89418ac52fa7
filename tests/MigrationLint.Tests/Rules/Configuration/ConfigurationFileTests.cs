using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Configuration;

/// <summary>The rules on settings, read from the files of projects.</summary>
public sealed class ConfigurationFileTests
{
    [Test]
    public void A_pool_in_a_knexfile_and_one_of_pg_in_the_application()
    {
        var found = RuleTest.Reports("ML701", """
            === knexfile.js
            module.exports = {
              development: { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 2, max: 10 } },
              production: { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 2, max: 10 } },
            };
            === src/db/pool.js
            const { Pool } = require('pg');
            const pool = new Pool([|{ connectionString: process.env.DATABASE_URL, max: 20, idleTimeoutMillis: 5000 }|]);
            module.exports = pool;
            """);

        Assert.That(found[0].Text.Message, Does.Contain("max 10 against 20").And.Contain("idle timeout 30000 ms (default) against 5000 ms"));
    }

    [Test]
    public void Constants_and_fallbacks_are_followed() =>
        RuleTest.Reports("ML702", """
            === knexfile.js
            const size = { [|max: 1|] };
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: size };
            """);

    [Test]
    public void A_number_from_the_environment_is_not_known() =>
        RuleTest.Silent("ML702", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: Number(process.env.POOL_MAX) } };
            """);

    [Test]
    public void A_minimum_of_zero_with_a_maximum_of_one_is_sound() =>
        RuleTest.Silent("ML702", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, pool: { min: 0, max: 1 } };
            """);

    [Test]
    public void A_certificate_that_only_developers_skip_is_sound() =>
        RuleTest.Silent("ML705", """
            === knexfile.js
            module.exports = {
              development: { client: 'pg', connection: { connectionString: process.env.DATABASE_URL, ssl: { rejectUnauthorized: false } } },
              production: { client: 'pg', connection: { connectionString: process.env.DATABASE_URL, ssl: true } },
            };
            """);

    [Test]
    public void A_url_pattern_against_a_constant()
    {
        var found = RuleTest.Reports("ML704", """
            === knexfile.js
            const url = process.env.DATABASE_URL;
            module.exports = { client: 'pg', connection: { connectionString: url, ssl: url.includes('localhost') ? false : { rejectUnauthorized: true } } };
            === src/db.js
            const { Pool } = require('pg');
            module.exports = new Pool({ connectionString: process.env.DATABASE_URL, [|ssl: true|] });
            """);

        Assert.That(found[0].Text.Message, Does.Contain("localhost"));
    }

    [Test]
    public void A_comment_in_a_knexfile_silences_too() =>
        Assert.That(
            RuleTest.Findings("""
                === knexfile.js
                module.exports = {
                  client: 'pg',
                  connection: process.env.DATABASE_URL,
                  // migrationlint disable-next-line ML702: the server closes idle connections itself
                  pool: { min: 2, max: 10 },
                };
                """),
            Is.Empty);
}
