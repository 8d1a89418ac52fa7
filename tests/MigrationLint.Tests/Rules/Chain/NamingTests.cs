using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class GenericNameTests
{
    [TestCase("002_fix_missing_columns.js")]
    [TestCase("002_update.js")]
    [TestCase("002_test2.js")]
    [TestCase("002_add_columns.js")]
    [TestCase("002-final-v2.js")]
    [TestCase("002_updateTable.js")]
    [TestCase("002_migration1.js")]
    [TestCase("002_wip.js")]
    public void The_name_says_nothing(string name) =>
        RuleTest.Reports("ML021", $"=== migrations/001_users.js\n=== migrations/{name} [||]\n");

    [TestCase("002_add_users.js")]
    [TestCase("002_fix_order_totals.js")]
    [TestCase("002_update_status.js")]
    [TestCase("002_v2_schema.js")]
    [TestCase("002_init.js")]
    [TestCase("002_addInvoiceColumns.js")]
    public void The_name_says_something(string name) =>
        RuleTest.Silent("ML021", $"=== migrations/001_users.js\n=== migrations/{name}\n");

    [TestCase("001_create_tables.sql")]
    [TestCase("000_create-migrations-table.sql")]
    public void The_first_file_may_create_all_tables(string name) =>
        RuleTest.Silent("ML021", $"=== migrations/{name}\n=== migrations/002_users.sql\n");

    [Test]
    public void A_later_file_that_creates_tables_says_nothing() =>
        RuleTest.Reports("ML021", "=== migrations/001_users.sql\n=== migrations/002_create_tables.sql [||]\n");

    [Test]
    public void Names_that_are_only_numbers_are_left_alone() =>
        RuleTest.Silent("ML021", "=== migrations/001.sql\n=== migrations/002.sql\n");

    [Test]
    public void A_number_among_names_says_nothing()
    {
        const string chain = "=== migrations/001_users.sql\n=== migrations/002_orders.sql\n=== migrations/003.sql";

        Assert.That(RuleTest.Reports("ML021", chain + " [||]\n").Single().Text.Remedy, Does.Contain("003_add_status_to_orders.sql"));
        RuleTest.Silent("ML022", chain + "\n");
    }
}

public sealed class FileNameConventionTests
{
    [TestCase("002_add orders.js", "The name 002_add orders.js has a space", "002_add_orders.js")]
    [TestCase("002_AddOrders.js", "The name 002_AddOrders.js has capital letters", "002_add_orders.js")]
    [TestCase("002-add_orders.js", "002-add_orders.js has '-' behind its number, other files have '_'", "002_add_orders.js")]
    public void The_name_departs_from_its_neighbours(string name, string message, string proposal)
    {
        var found = RuleTest.Reports("ML022", $"=== migrations/000_users.js\n=== migrations/001_teams.js\n=== migrations/{name} [||]\n");

        Assert.That(found[0].Text.Message, Is.EqualTo(message));
        Assert.That(found[0].Text.Remedy, Does.Contain(proposal));
    }

    [Test]
    public void Foreign_letters_have_two_spellings() =>
        Assert.That(
            RuleTest.Reports("ML022", "=== migrations/001_aufträge.js [||]\n")[0].Text.Message,
            Is.EqualTo("The name 001_aufträge.js has ä, which is no ASCII letter"));

    [Test]
    public void A_folder_in_camel_case_has_its_own_convention() =>
        RuleTest.Silent("ML022", """
            === migrations/001_addUsers.js
            === migrations/002_addTeams.js
            === migrations/003_orders.js
            """);

    [Test]
    public void A_folder_with_hyphens_has_its_own_convention() =>
        RuleTest.Silent("ML022", """
            === migrations/001-add-users.js
            === migrations/002-add-teams.js
            """);

    [Test]
    public void Flyway_names_begin_with_capitals() =>
        RuleTest.Silent("ML022", """
            === migrations/V1__Create_users.sql
            === migrations/V2__Add_teams.sql
            === migrations/V3__orders.sql
            """);

    [TestCase("=== migrations/1_a.sql\n=== migrations/2_b.sql\n=== migrations/views and more.sql\n", TestName = "What_has_no_number_is_ML003s")]
    [TestCase("=== migrations/20250101000000_add_users.js\n=== migrations/20250102000000_add_teams.js\n=== migrations/20250103000000_v2_of_teams.js\n", TestName = "Digits_and_underscores")]
    [TestCase("=== migrations/1_a.up.sql\n=== migrations/1_a.down.sql\n=== migrations/2_b.up.sql\n=== migrations/2_B.down.sql\n", TestName = "The_half_that_undoes_goes_with_the_other")]
    public void Silent(string chain) => RuleTest.Silent("ML022", chain);

    [Test]
    public void A_letter_in_the_number_is_no_capital_of_the_name() =>
        RuleTest.Silent("ML022", """
            === migrations/20201028A-remove-keys.js
            === migrations/20201029A-add-users.js
            """);
}

public sealed class IgnoredFileTests
{
    [Test]
    public void Knex_loads_no_sql()
    {
        var found = RuleTest.Reports("ML005", """
            === migrations/001_a.js
            === migrations/002_b.sql [||]
            """);

        Assert.That(found[0].Text.Message, Is.EqualTo("Knex never loads 002_b.sql"));
        Assert.That(found[0].Text.Why, Does.Contain(".co, .coffee, .eg, .iced, .js, .cjs, .litcoffee, .ls and .ts"));
    }

    [TestCase(".mjs")]
    [TestCase(".mts")]
    [TestCase(".cts")]
    public void Knex_loads_no_such_module(string extension) =>
        RuleTest.Reports("ML005", $"=== migrations/001_a.js\n=== migrations/002_b{extension} [||]\n");

    [Test]
    public void Knex_does_not_look_into_subdirectories() =>
        Assert.That(
            RuleTest.Reports("ML005", """
                === migrations/001_a.js
                === migrations/2025/002_b.js [||]
                """)[0].Text.Message,
            Is.EqualTo("Knex never loads 2025/002_b.js: it does not look into subdirectories"));

    [Test]
    public void Declarations_are_taken_for_migrations()
    {
        var found = RuleTest.Reports("ML005", """
            === migrations/001_a.js
            === migrations/001_a.d.ts [||]
            === migrations/002_b.js
            === migrations/002_b.d.ts
            """);

        Assert.That(found[0].Text.Message, Is.EqualTo("Knex takes 001_a.d.ts and 002_b.d.ts for a migration"));
        Assert.That(found[0].Related, Has.Count.EqualTo(1));
    }

    [Test]
    public void Sql_that_a_migration_reads_is_used() =>
        RuleTest.Silent("ML005", """
            === migrations/001_a.js
            const fs = require('fs');
            exports.up = (knex) => knex.raw(fs.readFileSync(__dirname + '/orders.sql', 'utf8'));
            exports.down = (knex) => knex.raw('drop table orders');
            === migrations/orders.sql
            """);

    [Test]
    public void Sql_beside_a_migration_of_its_name_is_used() =>
        RuleTest.Silent("ML005", """
            === migrations/001_a.js
            === migrations/001_a.sql
            """);

    [Test]
    public void Notes_and_helper_directories_are_no_migrations() =>
        RuleTest.Silent("ML005", """
            === migrations/001_a.js
            === migrations/README.md
            # Migrations
            === migrations/helpers/columns.js
            module.exports = {};
            """);

    [Test]
    public void A_folder_of_plain_sql_loads_its_sql() =>
        RuleTest.Silent("ML005", """
            === migrations/001_a.sql
            === migrations/002_b.sql
            """);
}
