using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Lowering;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

internal sealed class MissingUpTests
{
    [TestCase(ExportsForm.None, "001_a.js exports no up")]
    [TestCase(ExportsForm.Object, "001_a.js exports no up")]
    [TestCase(ExportsForm.Array, "001_a.js exports an array, not up and down")]
    [TestCase(ExportsForm.FunctionOrClass, "001_a.js exports a function or class, not an object with up and down")]
    [TestCase(ExportsForm.DefaultOnly, "001_a.js exports up only under default, where Knex does not look")]
    public void Knex_finds_no_up(ExportsForm form, string message)
    {
        var found = Facts.Findings("ML016", Without("001_a.js", form));

        Assert.That(found.Single().Text.Message, Is.EqualTo(message));
        Assert.That(found[0].Text.Why, Does.Contain("must have both an up and down function"));
        Assert.That(found[0].Severity, Is.EqualTo(Severity.Error));
    }

    [Test]
    public void Exports_that_could_not_be_read_prove_nothing()
    {
        var migration = Without("001_a.js", ExportsForm.Object);

        Assert.That(Facts.Findings("ML016", migration with { Exports = migration.Exports! with { IsComplete = false } }), Is.Empty);
        Assert.That(Facts.Findings("ML016", Without("001_a.js", ExportsForm.Unknown)), Is.Empty);
    }

    [Test]
    public void A_syntax_error_proves_nothing()
    {
        var migration = Without("001_a.js", ExportsForm.None);

        Assert.That(
            Facts.Findings("ML016", migration with { SyntaxErrors = [new SyntaxProblem(Facts.At(migration.File, 0, 1), "unexpected token")] }),
            Is.Empty);
    }

    [Test]
    public void A_declaration_is_a_matter_for_ML005() =>
        Assert.That(Facts.Findings("ML016", Without("001_a.d.ts", ExportsForm.None)), Is.Empty);

    [Test]
    public void An_unnumbered_file_counts_only_where_Knex_surely_loads_it()
    {
        var helper = Without("helper.js", ExportsForm.Object);

        Assert.That(Facts.Findings("ML016", helper), Has.Count.EqualTo(1));
        Assert.That(Facts.Findings("ML005", helper), Is.Empty);
        Assert.That(Facts.Findings("ML016", helper, evidence: ToolEvidence.Convention), Is.Empty);
        Assert.That(Facts.Findings("ML005", helper, evidence: ToolEvidence.Convention).Single().Text.Message, Is.EqualTo("helper.js lies among the migrations but exports no up"));
        Assert.That(Facts.Findings("ML003", helper), Is.Empty);
    }

    [Test]
    public void Db_migrate_calls_up_too_and_has_a_batch_of_one() =>
        Assert.That(Facts.Findings("ML016", Without("001_a.js", ExportsForm.None), MigrationTool.DbMigrate).Single().Text.Why, Does.Contain("db-migrate calls exports.up").And.Not.Contain("batch"));

    [Test]
    public void Other_tools_call_other_things() =>
        Assert.That(Facts.Findings("ML016", Without("001_a.js", ExportsForm.None), MigrationTool.Goose), Is.Empty);

    private static MigrationFacts Without(string name, ExportsForm form)
    {
        var migration = Facts.Of(name);
        return migration with { Exports = migration.Exports! with { Form = form, Up = null, Down = null } };
    }
}

internal sealed class MissingDownTests
{
    [Test]
    public void Knex_refuses_the_batch()
    {
        var migration = Facts.Of("001_a.js");
        var found = Facts.Findings("ML012", migration with { Exports = migration.Exports! with { Down = null } }).Single();

        Assert.That(found.Severity, Is.EqualTo(Severity.Error));
        Assert.That(found.Text.Message, Is.EqualTo("001_a.js exports no down"));
    }

    [Test]
    public void Exports_that_could_not_be_read_prove_nothing()
    {
        var migration = Facts.Of("001_a.js");

        Assert.That(Facts.Findings("ML012", migration with { Exports = migration.Exports! with { Down = null, IsComplete = false } }), Is.Empty);
    }

    [Test]
    public void A_file_without_up_is_a_matter_for_ML016()
    {
        var migration = Facts.Of("001_a.js");

        Assert.That(Facts.Findings("ML012", migration with { Exports = migration.Exports! with { Up = null, Down = null } }), Is.Empty);
    }

    [Test]
    public void A_file_for_db_migrate_needs_none()
    {
        var migration = Facts.Of("001_a.js");

        Assert.That(Facts.Findings("ML012", migration with { Exports = migration.Exports! with { Down = null, IsDbMigrate = true } }), Is.Empty);
    }

    [Test]
    public void A_half_promises_another()
    {
        var found = RuleTest.Reports("ML012", """
            === migrations/001_a.up.sql
            === migrations/001_a.down.sql
            === migrations/002_b.up.sql [||]
            """);

        Assert.That(found[0].Severity, Is.EqualTo(Severity.Warning));
        Assert.That(found[0].Text.Remedy, Does.Contain("002_b.down.sql"));
    }

    [Test]
    public void A_folder_without_undo_files_goes_forward_only() =>
        RuleTest.Silent("ML012", """
            === migrations/001_a.sql
            === migrations/002_b.sql
            """);

    [Test]
    public void Complete_pairs_are_complete() =>
        RuleTest.Silent("ML012", """
            === migrations/001_a.up.sql
            === migrations/001_a.down.sql
            """);

    [Test]
    public void Flyway_undoes_with_another_letter() =>
        RuleTest.Silent("ML012", """
            === migrations/V1__a.sql
            === migrations/U1__a.sql
            """);
}

internal sealed class EmptyBodyTests
{
    [Test]
    public void A_down_without_effect_is_reported() =>
        Assert.That(Facts.Findings("ML013", With(BodyForm.Effective, BodyForm.Empty)).Single().Text.Message, Is.EqualTo("down of 001_a.js does nothing"));

    [TestCase(BodyForm.Effective)]
    [TestCase(BodyForm.Throws)]
    [TestCase(BodyForm.Unknown)]
    public void A_down_that_does_something_or_refuses_is_sound(BodyForm down) =>
        Assert.That(Facts.Findings("ML013", With(BodyForm.Effective, down)), Is.Empty);

    [Test]
    public void A_down_that_says_irreversible_is_sound()
    {
        var migration = With(BodyForm.Effective, BodyForm.Empty);
        var marked = migration.Exports!.Down! with { IsMarkedIrreversible = true };

        Assert.That(Facts.Findings("ML013", migration with { Exports = migration.Exports with { Down = marked } }), Is.Empty);
    }

    [Test]
    public void Nothing_undoes_nothing()
    {
        var migration = With(BodyForm.Empty, BodyForm.Empty);

        Assert.That(Facts.Findings("ML013", migration), Is.Empty);
        Assert.That(Facts.Findings("ML023", migration).Single().Text.Message, Is.EqualTo("up of 001_a.js does nothing"));
    }

    [Test]
    public void An_up_with_effect_is_no_empty_migration() =>
        Assert.That(Facts.Findings("ML023", With(BodyForm.Effective, BodyForm.Empty)), Is.Empty);

    [Test]
    public void A_comment_may_say_that_it_is_meant()
    {
        var migration = With(BodyForm.Empty, BodyForm.Empty, "/* no-op: kept for the ledger */");

        Assert.That(Facts.Findings("ML023", migration with { Comments = [Facts.At(migration.File, 0, migration.File.Text.Content.Length)] }), Is.Empty);
    }

    [Test]
    public void An_sql_file_without_statement_is_empty()
    {
        var migration = Facts.Of("001_a.sql", "-- later\n") with { IsEmpty = true };

        Assert.That(Facts.Findings("ML023", migration, MigrationTool.NumberedSql).Single().Text.Message, Is.EqualTo("001_a.sql holds no statement"));
        Assert.That(Facts.Findings("ML023", migration with { IsEmpty = false }, MigrationTool.NumberedSql), Is.Empty);
    }

    private static MigrationFacts With(BodyForm up, BodyForm down, string content = "up(); down();")
    {
        var migration = Facts.Of("001_a.js", content);
        return migration with
        {
            Exports = migration.Exports! with { Up = Facts.Function(migration.File, up), Down = Facts.Function(migration.File, down) },
        };
    }
}

internal sealed class CallTests
{
    [Test]
    public void A_query_that_nothing_awaits_is_reported_each_time()
    {
        var migration = Facts.Of("001_a.js");
        var call = Facts.Call(migration, "knex.schema.createTable", Receiver.OwnKnex) with { IsAwaited = false };

        var found = Facts.Findings("ML017", migration with { Calls = [call, call with { Location = Facts.At(migration.File, 6, 4) }] });

        Assert.That(found, Has.Count.EqualTo(2));
        Assert.That(found[0].Text.Message, Is.EqualTo("Nothing waits for knex.schema.createTable"));
    }

    [Test]
    public void An_awaited_query_is_sound()
    {
        var migration = Facts.Of("001_a.js");

        Assert.That(Facts.Findings("ML017", migration with { Calls = [Facts.Call(migration, "knex.raw", Receiver.OwnKnex)] }), Is.Empty);
    }

    [Test]
    public void A_call_past_knex_is_a_matter_for_ML002()
    {
        var migration = Facts.Of("001_a.js");

        Assert.That(
            Facts.Findings("ML017", migration with { Calls = [Facts.Call(migration, "db.query", Receiver.Driver) with { IsAwaited = false }] }), Is.Empty);
    }

    [Test]
    public void Another_knex_is_reported_once_per_file()
    {
        var migration = Facts.Of("001_a.js");
        var found = Facts.Findings("ML018", migration with
        {
            Calls = [Facts.Call(migration, "knex.raw", Receiver.OtherKnex), Facts.Call(migration, "knex.schema.dropTable", Receiver.OtherKnex, 6)],
        });

        Assert.That(found.Single().Text.Message, Is.EqualTo("knex.raw uses another knex than the one that Knex passes"));
        Assert.That(found[0].Related, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_transaction_of_its_own_knex_is_sound()
    {
        var migration = Facts.Of("001_a.js");

        Assert.That(Facts.Findings("ML018", migration with { Calls = [Facts.Call(migration, "trx.raw", Receiver.OwnKnex)] }), Is.Empty);
    }
}

internal sealed class CompiledAndSourceTests
{
    [Test]
    public void Knex_loads_both() =>
        Assert.That(
            RuleTest.Reports("ML031", """
                === migrations/001_a.ts
                === migrations/001_a.js [||]
                """)[0].Text.Message,
            Is.EqualTo("Knex loads both 001_a.js and 001_a.ts"));

    [Test]
    public void A_declaration_is_no_source() =>
        RuleTest.Silent("ML031", """
            === migrations/001_a.d.ts
            === migrations/001_a.js
            """);

    [TestCase("=== knexfile.js\nmodule.exports = { client: 'pg', migrations: { directory: './migrations', loadExtensions: ['.ts'] } };\n=== migrations/001_a.ts\n=== migrations/001_a.js\n", TestName = "The configuration loads one of them")]
    [TestCase("=== knexfile.js\nmodule.exports = { client: 'pg', migrations: { directory: './src/migrations' } };\n=== src/migrations/001_a.ts\n=== dist/migrations/001_a.js\n", TestName = "The compiled one lies in another directory")]
    [TestCase("=== migrations/001_a.js\n=== migrations/002_b.js\n=== migrations/003_a.ts\n=== migrations/004_b.ts\n", TestName = "A chain that changed its language")]
    public void Compiled_and_source(string chain) => RuleTest.Silent("ML031", chain);

    [Test]
    public void Two_migrations_may_be_in_two_languages() =>
        RuleTest.Silent("ML031", """
            === migrations/001_a.ts
            === migrations/002_b.js
            """);

    [Test]
    public void Sql_beside_a_script_is_no_source() =>
        RuleTest.Silent("ML031", """
            === migrations/001_a.sql
            === migrations/001_a.js
            """);
}

internal sealed class EmptyMigrationTests
{
    [TestCase("=== migrations/001_a.js\nexports.up = async () => {}; // nothing to do here any more\nexports.down = async () => {};\n", TestName = "A comment says that it is meant")]
    [TestCase("=== migrations/001_a.js\nexports.up = async () => { throw new Error('not yet'); };\nexports.down = async () => {};\n", TestName = "It throws")]
    [TestCase("=== migrations/001_a.js\nconst work = require('./helpers/work');\nexports.up = work;\nexports.down = work;\n", TestName = "What it does stands elsewhere")]
    [TestCase("=== migrations/001_a.sql\nCREATE TABLE a (id bigint PRIMARY KEY);\n=== migrations/002_b.sql\nALTER TABLE a ADD COLUMN b text;\n=== migrations/002_b.down.sql\n-- cannot be undone\n=== migrations/003_c.sql\n-- replaced by 002\n", TestName = "A chain of several files")]
    [TestCase("=== migrations/001_a.sql\nBEGIN;\nDO $$ BEGIN END $$;\nCOMMIT;\n", TestName = "A block is a statement")]
    [TestCase("=== migrations/001_a.sql\n\\i other.sql\n", TestName = "psql reads another script")]
    public void Silent(string chain) => RuleTest.Silent("ML023", chain);

    [TestCase("=== migrations/001_a.sql\n[||]BEGIN;\nCOMMIT;\n")]
    [TestCase("=== migrations/001_a.sql\n[||]/* to be written */;\n")]
    public void Reported(string chain) => RuleTest.Reports("ML023", chain);
}
