using MigrationLint.Checking;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Rules;
using MigrationLint.Text;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Configuration;

/// <summary>Configurations made by hand.</summary>
internal static class Databases
{
    private const string Content = "module.exports = { ssl: { rejectUnauthorized: false } };";

    public static DatabaseConfiguration Of(string file, ConfigurationKind kind = ConfigurationKind.Knexfile)
    {
        var text = new SourceText("/project/" + file, Content);
        return new DatabaseConfiguration
        {
            Location = SourceSpan.StartOf(text),
            Kind = kind,
            Tls = new TlsSettings { Location = At(text, 19, 3), Decision = TlsDecision.Absent },
            ConnectionVariables = ["DATABASE_URL"],
        };
    }

    public static DatabaseConfiguration WithPool(
        this DatabaseConfiguration database, double? min = null, double? max = null, double? acquire = null, double? idle = null, bool isPartial = false) =>
        database with
        {
            Pool = new PoolSettings
            {
                Location = At(database.Location.Text, 17, 10),
                Min = Number(min, database, 20),
                Max = Number(max, database, 25),
                AcquireTimeoutMillis = Number(acquire, database, 30),
                IdleTimeoutMillis = Number(idle, database, 35),
                IsPartial = isPartial,
            },
        };

    public static DatabaseConfiguration WithTls(this DatabaseConfiguration database, TlsDecision decision, string decidedBy = "") =>
        database with { Tls = database.Tls with { Decision = decision, DecidedBy = decidedBy } };

    public static IReadOnlyList<Diagnostic> Findings(string ruleId, params DatabaseConfiguration[] databases)
    {
        var result = Checker.Check(
            [],
            new Dictionary<MigrationFile, MigrationFacts>(),
            [],
            new ConfigurationSet { Configurations = databases },
            new RuleContext(RuleTest.Today, IsCaseSensitive: true) { TargetVersion = 15 });
        return [.. result.Diagnostics.Where(diagnostic => diagnostic.Rule.Id == ruleId)];
    }

    public static SourceSpan At(SourceText text, int start, int length) => new(text, new TextSpan(start, length));

    private static Setting<double>? Number(double? value, DatabaseConfiguration database, int start) =>
        value is { } number ? new Setting<double>(number, !double.IsNaN(number), At(database.Location.Text, start, 3), "") : null;
}

internal sealed class PoolMismatchTests
{
    [Test]
    public void Values_that_differ_stand_in_a_table()
    {
        var found = Databases.Findings(
            "ML701",
            Databases.Of("knexfile.js").WithPool(2, 10, acquire: 60000),
            Databases.Of("src/db.js", ConfigurationKind.KnexInstance).WithPool(0, 5, acquire: 30000)).Single();

        Assert.That(found.Text.Message, Is.EqualTo("knexfile.js and db.js set different pools: min 2 against 0, max 10 against 5, acquire timeout 60000 ms against 30000 ms"));
        Assert.That(found.Location.Text.Path, Is.EqualTo("/project/src/db.js"));
        Assert.That(found.Related.Single().Location.Text.Path, Is.EqualTo("/project/knexfile.js"));
    }

    [Test]
    public void What_a_library_implies_counts_against_what_is_set() =>
        Assert.That(
            Databases.Findings("ML701", Databases.Of("knexfile.js"), Databases.Of("src/db.js", ConfigurationKind.PgPool).WithPool(max: 20)).Single().Text.Message,
            Is.EqualTo("knexfile.js and db.js set different pools: max 10 (default) against 20"));

    [Test]
    public void Two_defaults_are_no_decision() =>
        Assert.That(Databases.Findings("ML701", Databases.Of("knexfile.js"), Databases.Of("src/db.js", ConfigurationKind.PgPool).WithPool()), Is.Empty);

    [Test]
    public void A_client_has_no_pool() =>
        Assert.That(Databases.Findings("ML701", Databases.Of("knexfile.js").WithPool(0, 5), Databases.Of("src/db.js", ConfigurationKind.PgPool)), Is.Empty);

    [Test]
    public void Values_that_are_not_known_are_not_compared() =>
        Assert.That(
            Databases.Findings("ML701", Databases.Of("knexfile.js").WithPool(0, double.NaN), Databases.Of("src/db.js").WithPool(0, 5)), Is.Empty);

    [Test]
    public void A_spread_may_hold_what_is_not_seen() =>
        Assert.That(
            Databases.Findings("ML701", Databases.Of("knexfile.js").WithPool(0, isPartial: true), Databases.Of("src/db.js").WithPool(0, 5)), Is.Empty);

    [Test]
    public void Two_databases_have_pools_of_their_own() =>
        Assert.That(
            Databases.Findings(
                "ML701",
                Databases.Of("knexfile.js").WithPool(0, 5),
                Databases.Of("src/reports.js").WithPool(0, 50) with { ConnectionVariables = ["REPORTS_URL"] }),
            Is.Empty);

    [Test]
    public void Two_environments_have_pools_of_their_own() =>
        Assert.That(
            Databases.Findings(
                "ML701",
                Databases.Of("knexfile.js").WithPool(0, 5) with { Environment = "development" },
                Databases.Of("src/db.js").WithPool(0, 50) with { Environment = "production" }),
            Is.Empty);

    [Test]
    public void One_finding_per_pair_of_files_names_the_environments()
    {
        var found = Databases.Findings(
            "ML701",
            Databases.Of("knexfile.js").WithPool(0, 5) with { Environment = "staging" },
            Databases.Of("knexfile.js").WithPool(0, 50) with { Environment = "production" },
            Databases.Of("src/db.js").WithPool(0, 20) with { Environment = "staging" },
            Databases.Of("src/db.js").WithPool(0, 20) with { Environment = "production" });

        Assert.That(found.Single().Text.Message, Does.EndWith("staging: max 5 against 20; production: max 50 against 20"));
    }

    [Test]
    public void Of_many_files_each_is_compared_with_few() =>
        Assert.That(
            Databases.Findings("ML701", [.. Enumerable.Range(10, 80).Select(i => Databases.Of($"src/a{i}.js").WithPool(0, i))]),
            Has.Count.InRange(79, 79 * 5));

    [Test]
    public void Files_of_one_name_are_told_apart_by_their_directories() =>
        Assert.That(
            Databases.Findings("ML701", Databases.Of("api/db.js").WithPool(0, 5), Databases.Of("jobs/db.js").WithPool(0, 6)).Single().Text.Message,
            Does.StartWith("api/db.js and jobs/db.js "));

    [Test]
    public void Equal_pools_are_sound() =>
        Assert.That(Databases.Findings("ML701", Databases.Of("knexfile.js").WithPool(0, 5), Databases.Of("src/db.js").WithPool(0, 5)), Is.Empty);
}

internal sealed class PoolMinimumTests
{
    [Test]
    public void A_maximum_of_zero_is_no_pool()
    {
        var found = Databases.Findings("ML702", Databases.Of("knexfile.js").WithPool(0, 0)).Single();

        Assert.That(found.Severity, Is.EqualTo(Severity.Warning));
        Assert.That(found.Text.Message, Is.EqualTo("pool.max is 0 in knexfile.js"));
    }

    [Test]
    public void A_maximum_below_the_minimum_throws() =>
        Assert.That(
            Databases.Findings("ML702", Databases.Of("knexfile.js").WithPool(5, 3)).Single().Text.Message,
            Is.EqualTo("pool.max is 3 in knexfile.js, below pool.min of 5"));

    [Test]
    public void A_maximum_of_one_is_below_the_implied_minimum()
    {
        var found = Databases.Findings("ML702", Databases.Of("knexfile.js").WithPool(max: 1)).Single();

        Assert.That(found.Text.Message, Is.EqualTo("pool.max is 1 in knexfile.js, below the 2 that Knex takes for pool.min"));
        Assert.That(found.Severity, Is.EqualTo(Severity.Warning));
    }

    [Test]
    public void An_explicit_minimum_keeps_connections()
    {
        var found = Databases.Findings("ML702", Databases.Of("knexfile.js").WithPool(2, 10)).Single();

        Assert.That(found.Severity, Is.EqualTo(Severity.Info));
        Assert.That(found.Text.Message, Is.EqualTo("pool.min is 2 in knexfile.js"));
    }

    [Test]
    public void A_minimum_of_zero_is_what_Knex_advises() =>
        Assert.That(Databases.Findings("ML702", Databases.Of("knexfile.js").WithPool(0, 10), Databases.Of("a.js").WithPool(0, 1)), Is.Empty);

    [Test]
    public void A_minimum_that_is_not_given_is_left_alone() =>
        Assert.That(Databases.Findings("ML702", Databases.Of("knexfile.js").WithPool(max: 10), Databases.Of("b.js")), Is.Empty);

    [Test]
    public void A_minimum_that_may_stand_elsewhere_is_left_alone() =>
        Assert.That(Databases.Findings("ML702", Databases.Of("knexfile.js").WithPool(max: 1, isPartial: true)), Is.Empty);

    [Test]
    public void Pg_pool_has_other_rules() =>
        Assert.That(Databases.Findings("ML702", Databases.Of("db.js", ConfigurationKind.PgPool).WithPool(5, 0)), Is.Empty);

    [Test]
    public void No_text_says_that_a_minimum_of_zero_allows_no_connection() =>
        Assert.That(RuleCatalog.Find("ML702")!.Descriptor.Text.Remedy, Does.Contain("opened on demand"));

    [Test]
    public void A_pool_that_two_environments_share_is_reported_once()
    {
        var database = Databases.Of("knexfile.js").WithPool(2, 10);

        Assert.That(Databases.Findings("ML702", database with { Environment = "development" }, database with { Environment = "production" }), Has.Count.EqualTo(1));
    }
}

internal sealed class SslInconsistentTests
{
    [TestCase(TlsDecision.On, "", TlsDecision.EnvironmentVariable, "PGSSL", "TLS: knexfile.js switches it on, db.js asks PGSSL")]
    [TestCase(TlsDecision.Absent, "", TlsDecision.On, "", "TLS: knexfile.js says nothing, db.js switches it on")]
    [TestCase(TlsDecision.UrlPattern, "localhost", TlsDecision.Off, "", "TLS: knexfile.js asks the URL (localhost), db.js switches it off")]
    [TestCase(TlsDecision.EnvironmentVariable, "NODE_ENV", TlsDecision.EnvironmentVariable, "PGSSL", "TLS: knexfile.js asks NODE_ENV, db.js asks PGSSL")]
    public void They_decide_differently(TlsDecision first, string firstBy, TlsDecision second, string secondBy, string message) =>
        Assert.That(
            Databases.Findings("ML704", Databases.Of("knexfile.js").WithTls(first, firstBy), Databases.Of("db.js").WithTls(second, secondBy)).Single().Text.Message,
            Is.EqualTo(message));

    [TestCase(TlsDecision.On, TlsDecision.On)]
    [TestCase(TlsDecision.Absent, TlsDecision.Off)]
    [TestCase(TlsDecision.Unknown, TlsDecision.On)]
    public void They_agree_or_it_is_not_known(TlsDecision first, TlsDecision second) =>
        Assert.That(Databases.Findings("ML704", Databases.Of("knexfile.js").WithTls(first), Databases.Of("db.js").WithTls(second)), Is.Empty);

    [Test]
    public void On_this_machine_it_does_not_matter() =>
        Assert.That(
            Databases.Findings(
                "ML704",
                Databases.Of("knexfile.js").WithTls(TlsDecision.On) with { IsLoopback = true },
                Databases.Of("db.js").WithTls(TlsDecision.Off) with { IsLoopback = true }),
            Is.Empty);

    [Test]
    public void Two_databases_decide_for_themselves() =>
        Assert.That(
            Databases.Findings(
                "ML704",
                Databases.Of("knexfile.js").WithTls(TlsDecision.On),
                Databases.Of("db.js").WithTls(TlsDecision.Off) with { ConnectionVariables = ["REPORTS_URL"] }),
            Is.Empty);
}

internal sealed class CertificateNotVerifiedTests
{
    [Test]
    public void Encrypted_is_not_authenticated()
    {
        var found = Databases.Findings("ML705", Unverified(Databases.Of("knexfile.js"))).Single();

        Assert.That(found.Text.Message, Is.EqualTo("rejectUnauthorized: false in knexfile.js leaves the server's certificate unchecked"));
        Assert.That(found.Text.Why, Does.Contain("encrypted").And.Not.Contain("unencrypted"));
    }

    [TestCase("development")]
    [TestCase("test")]
    public void Environments_of_developers_are_left_alone(string environment) =>
        Assert.That(Databases.Findings("ML705", Unverified(Databases.Of("knexfile.js")) with { Environment = environment }), Is.Empty);

    [Test]
    public void What_production_shares_with_development_is_reported() =>
        Assert.That(
            Databases.Findings(
                "ML705",
                Unverified(Databases.Of("knexfile.js")) with { Environment = "development" },
                Unverified(Databases.Of("knexfile.js")) with { Environment = "production" }),
            Has.Count.EqualTo(1));

    [Test]
    public void On_this_machine_it_does_not_matter() =>
        Assert.That(Databases.Findings("ML705", Unverified(Databases.Of("knexfile.js")) with { IsLoopback = true }), Is.Empty);

    [Test]
    public void A_connection_string_is_never_printed()
    {
        var text = new SourceText("/project/knexfile.js", "'postgres://app:hunter2@db/x?sslmode=no-verify'");
        var database = Databases.Of("knexfile.js");
        var found = Databases.Findings("ML705", database with { Tls = database.Tls with { Unverified = [Databases.At(text, 0, text.Content.Length)] } }).Single();

        Assert.That(found.Text.Message, Is.EqualTo("sslmode=no-verify in knexfile.js leaves the server's certificate unchecked"));
        Assert.That(found.ToString(), Does.Not.Contain("hunter2"));
    }

    private static DatabaseConfiguration Unverified(DatabaseConfiguration database) =>
        database with { Tls = database.Tls with { Decision = TlsDecision.On, Unverified = [Databases.At(database.Location.Text, 26, 25)] } };
}
