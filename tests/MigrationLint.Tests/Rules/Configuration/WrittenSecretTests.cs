using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Configuration;

/// <summary>Passwords in files of settings that are no modules.</summary>
public sealed class WrittenSecretTests
{
    private const string Chain = """

        === migrations/20240101000000_a.js
        exports.up = (knex) => knex.schema.createTable('a', (t) => t.bigIncrements());
        exports.down = (knex) => knex.schema.dropTable('a');
        """;

    [Test]
    public void Passwords_in_a_compose_file()
    {
        var found = RuleTest.Reports("ML708", """
            === docker-compose.yml
            services:
              db:
                image: postgres:16
                environment:
                  POSTGRES_USER: app
                  POSTGRES_PASSWORD: "[|9vTq-27xLm|]" # changed in May
              app:
                environment:
                  - DATABASE_URL=[|postgres://app:9vTq-27xLm@db:5432/app|]
                  - REPORTS_URL=[|postgres://app:9vTq-27xLm@reports.internal/app|]
            """ + Chain);
        Assert.That(string.Concat(found.Select(finding => finding.Text.Message + finding.Text.Why + finding.Text.Remedy + finding.Subject)), Does.Not.Contain("9vTq"));
        Assert.That(found.Select(finding => finding.Severity.ToString()), Is.EqualTo(new[] { "Warning", "Warning", "Error" }));
    }

    [Test]
    public void A_password_in_the_settings_of_an_application() =>
        RuleTest.Reports("ML708", """
            === appsettings.json
            {
              // the database
              "ConnectionStrings": { "Main": [|"Host=db.internal;Database=app;Username=app;Password=9vTq-27xLm"|], "Other": "Host=localhost;Password=9vTq-27xLm" },
            }
            """ + Chain);

    [Test]
    public void A_file_of_variables_that_goes_into_the_repository() =>
        RuleTest.Reports("ML708", """
            === .git/HEAD
            ref: refs/heads/main
            === .gitignore
            node_modules
            === .env.production
            DB_HOST=db.internal
            export DB_PASSWORD='[|9vTq-27xLm|]'
            """ + Chain);

    [TestCase(".gitignore", ".env*")]
    [TestCase(".gitignore", "*")]
    [TestCase(".git/info/exclude", "/.env.production")]
    public void A_file_of_variables_that_git_ignores(string list, string line) =>
        RuleTest.Silent("ML708", $$"""
            === .git/HEAD
            ref: refs/heads/main
            === {{list}}
            {{line}}
            === .env.production
            DB_PASSWORD=9vTq-27xLm
            """ + Chain);

    [Test]
    public void A_file_of_variables_outside_of_a_repository() =>
        RuleTest.Silent("ML708", """
            === .env
            DATABASE_URL=postgres://app:9vTq-27xLm@db.internal/app
            """ + Chain);

    [TestCase("docker-compose.dev.yml")]
    [TestCase("docker-compose.override.yml")]
    [TestCase("compose.test.yaml")]
    [TestCase("test/docker-compose.yml")]
    [TestCase("pipeline.yml")]
    public void A_compose_file_of_developers(string name) =>
        RuleTest.Silent("ML708", $$"""
            === {{name}}
            services: 
              db:
                environment:
                  POSTGRES_PASSWORD: 9vTq-27xLm
            """ + Chain);

    [TestCase("POSTGRES_PASSWORD: postgres")]
    [TestCase("POSTGRES_PASSWORD: ${DB_PASSWORD:-9vTq-27xLm}")]
    [TestCase("POSTGRES_PASSWORD_FILE: /run/secrets/9vTq-27xLm")]
    [TestCase("POSTGRES_PASSWORD: app_dev_password")]
    [TestCase("REDIS_PASSWORD: 9vTq-27xLm")]
    [TestCase("DATABASE_URL: postgres://app:9vTq-27xLm@localhost:5432/app")]
    [TestCase("DATABASE_URL: postgres://app:app@db/app")]
    [TestCase("# POSTGRES_PASSWORD: 9vTq-27xLm")]
    [TestCase("broken: [ \"")]
    public void What_is_no_password_of_a_database(string line) =>
        RuleTest.Silent("ML708", $$"""
            === docker-compose.yml
            services:
              db:
                environment:
                  {{line}}
            """ + Chain);

    [TestCase("appsettings.Development.json", "{ \"ConnectionStrings\": { \"Main\": \"Host=db;Password=9vTq-27xLm\" } }")]
    [TestCase("appsettings.json", "{ \"ConnectionStrings\": { \"Main\": \"Server=db;Initial Catalog=app;Password=9vTq-27xLm\" } }")]
    [TestCase("appsettings.json", "{ \"ConnectionStrings\": { \"Main\": \"Host=db.internal;Password=${PASSWORD}\" } }")]
    [TestCase("appsettings.json", "{ \"ConnectionStrings\": [ 1, ")]
    [TestCase("appsettings.json", "{ \"ConnectionStrings\": \"Host=db\" }")]
    public void Settings_that_hold_none(string name, string content) => RuleTest.Silent("ML708", $"=== {name}\n{content}" + Chain);
}
