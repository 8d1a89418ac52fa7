using MigrationLint.Discovery;
using MigrationLint.Lowering;
using MigrationLint.Text;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

/// <summary>Which text each shape gets. What the texts claim is proved on the real Knex in MigrationLint.Oracles.</summary>
public sealed class DbQueryMigrationTests
{
    [Test]
    public void An_imported_pool_goes_past_knex()
    {
        var text = TextOf(call => call);

        Assert.That(text.Message, Is.EqualTo("db.query goes past the knex that Knex passes"));
        Assert.That(text.Why, Does.Contain("outside Knex's transaction").And.Contain("unrecorded").And.Contain("repeats"));
        Assert.That(text.Remedy, Does.Contain("await knex.raw"));
    }

    [Test]
    public void A_pool_as_parameter_is_no_function() =>
        Assert.That(
            TextOf(call => call with { Receiver = Receiver.OwnKnex, Callee = "pool.query", IsFunction = false }).Why,
            Does.Contain("\"pool.query is not a function\""));

    [Test]
    public void Without_down_the_batch_is_refused_before_it_fails() =>
        Assert.That(
            TextOf(call => call with { Receiver = Receiver.OwnKnex, Callee = "pool.query", IsFunction = false }, exports => exports with { Down = null }).Why,
            Does.StartWith("Without a down Knex refuses the whole batch before anything runs"));

    [Test]
    public void The_context_of_umzug_is_knex_context() =>
        Assert.That(
            TextOf(call => call with { Receiver = Receiver.UmzugContext, IsFunction = false }).Message,
            Is.EqualTo("db.query fails: under Knex, context is knex.context, which has no query"));

    [Test]
    public void A_tag_selects_from_a_table_of_that_text() =>
        Assert.That(
            TextOf(call => call with { Receiver = Receiver.OwnKnex, Callee = "sql", Method = "", Form = CallForm.TaggedTemplate }).Why,
            Does.Contain("select * from \"…\"").And.Contain("42P01"));

    [Test]
    public void A_new_pool_is_a_connection_of_its_own() =>
        Assert.That(
            TextOf(call => call with { Receiver = Receiver.Driver, Callee = "Pool", Form = CallForm.Construction }).Message,
            Is.EqualTo("new Pool makes a connection beside the knex that Knex passes"));

    [Test]
    public void A_script_from_a_file_names_the_file() =>
        Assert.That(
            TextOf(call => call with { SqlFile = "orders.sql" }).Message,
            Is.EqualTo("db.query sends orders.sql past the knex that Knex passes"));

    [Test]
    public void Swallowed_errors_are_recorded_as_applied() =>
        Assert.That(
            TextOf(call => call with { SwallowedBy = call.Location }).Why,
            Does.StartWith("Knex records the migration as applied although the statement failed"));

    [Test]
    public void A_swallowed_type_error_is_recorded_too() =>
        Assert.That(
            TextOf(call => call with { Receiver = Receiver.OwnKnex, IsFunction = false, SwallowedBy = call.Location }).Why,
            Is.EqualTo("Knex records the migration as applied although the statement never ran."));

    [Test]
    public void A_program_works_past_knex() =>
        Assert.That(
            TextOf(call => call with { Receiver = Receiver.Shell, Callee = "execSync" }).Message,
            Is.EqualTo("execSync starts a program that works past the knex that Knex passes"));

    [Test]
    public void A_call_at_top_level_runs_when_the_file_is_loaded() =>
        Assert.That(
            TextOf(call => call with { Direction = Direction.Load }).Message,
            Is.EqualTo("db.query runs when the file is loaded, not when Knex calls up"));

    [Test]
    public void A_file_for_db_migrate_in_a_folder_of_Knex_is_told_so() =>
        Assert.That(
            TextOf(call => call with { Receiver = Receiver.OwnKnex, Callee = "db.runSql", Method = "runSql", IsFunction = false }, exports => exports with { IsDbMigrate = true }).Message,
            Is.EqualTo("db.runSql is written for db-migrate, but Knex runs this folder"));

    [Test]
    public void Without_proof_that_the_folder_is_Knexs_a_file_for_db_migrate_is_left_alone()
    {
        var migration = Migration(call => call with { Receiver = Receiver.OwnKnex, IsFunction = false }, exports => exports with { IsDbMigrate = true });

        Assert.That(Facts.Findings("ML002", migration, evidence: ToolEvidence.Convention), Is.Empty);
    }

    [Test]
    public void Calls_of_one_shape_are_one_finding()
    {
        var migration = Facts.Of("001_a.js", "one; two; three; four; five; six; seven; eight;");
        migration = migration with { Calls = [.. Enumerable.Range(0, 8).Select(i => Facts.Call(migration, "db.query", Receiver.Driver, i * 5))] };

        var found = Facts.Findings("ML002", migration);

        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(found[0].Location.Span, Is.EqualTo(new TextSpan(0, 4)));
        Assert.That(found[0].Related, Has.Count.EqualTo(5));
        Assert.That(found[0].Related[0].Message, Is.EqualTo("also here"));
    }

    [Test]
    public void Two_shapes_are_two_findings()
    {
        var migration = Facts.Of("001_a.js");
        migration = migration with
        {
            Calls = [Facts.Call(migration, "db.query", Receiver.Driver), Facts.Call(migration, "execSync", Receiver.Shell, 6)],
        };

        Assert.That(Facts.Findings("ML002", migration), Has.Count.EqualTo(2));
    }

    [Test]
    public void Knex_itself_is_what_is_wanted() =>
        Assert.That(Facts.Findings("ML002", Migration(call => call with { Receiver = Receiver.OwnKnex, Callee = "knex.raw" })), Is.Empty);

    [Test]
    public void Another_knex_is_a_matter_for_ML018()
    {
        var migration = Migration(call => call with { Receiver = Receiver.OtherKnex, Callee = "knex.raw" });

        Assert.That(Facts.Findings("ML002", migration), Is.Empty);
        Assert.That(Facts.Findings("ML018", migration), Has.Count.EqualTo(1));
    }

    [Test]
    public void Of_exports_that_Knex_refuses_only_what_loading_runs_is_reported()
    {
        static ModuleExports Refused(ModuleExports exports) => exports with { Form = ExportsForm.None, Up = null, Down = null };
        var migration = Migration(call => call with { Direction = Direction.Load }, Refused);

        Assert.That(Facts.Findings("ML002", migration).Single().Text.Message, Is.EqualTo("db.query runs when the file is loaded, not when Knex calls up"));
        Assert.That(Facts.Findings("ML002", Migration(call => call with { Direction = Direction.Up }, Refused)), Is.Empty);
        Assert.That(Facts.Findings("ML016", migration).Single().Text.Message, Is.EqualTo("001_a.js is a script that exports no up; db.query runs as soon as it is loaded"));
    }

    [Test]
    public void Other_tools_pass_other_things() =>
        Assert.That(Facts.Findings("ML002", Migration(call => call), MigrationTool.DbMigrate), Is.Empty);

    private static Diagnostics.RuleText TextOf(Func<DatabaseCall, DatabaseCall> change, Func<ModuleExports, ModuleExports>? exports = null) =>
        Facts.Findings("ML002", Migration(change, exports)).Single().Text;

    private static MigrationFacts Migration(Func<DatabaseCall, DatabaseCall> change, Func<ModuleExports, ModuleExports>? exports = null)
    {
        var migration = Facts.Of("001_a.js");
        return migration with
        {
            Exports = exports is null ? migration.Exports : exports(migration.Exports!),
            Calls = [change(Facts.Call(migration, "db.query", Receiver.ImportedModule))],
        };
    }
}
