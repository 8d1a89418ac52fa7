using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class UnnumberedFileTests
{
    [Test]
    public void Names_without_any_number_run_by_the_alphabet()
    {
        var found = RuleTest.Reports("ML003", """
            === knexfile.js
            module.exports = { client: 'pg', connection: process.env.DATABASE_URL, migrations: { directory: './migrations' } };
            === migrations/init.js [||]
            === migrations/roles.js [||]
            """);
        Assert.That(found[0].Text.Why, Does.EndWith("so the alphabet decides when the file runs: what is added later may run before it on a fresh database, and after it on one that has it."));
    }

    [Test]
    public void Days_and_times_that_interleave_are_in_order_by_day()
    {
        var found = RuleTest.Reports("ML004", """
            === migrations/20240527_a.js
            === migrations/20250225113251_b.js [||]
            === migrations/20250313_c.js
            """);
        Assert.That(found[0].Text.Why, Does.Contain("The days come in order, but of two files of one day the one with the shorter number runs first"));
    }

    [Test]
    public void A_migration_without_number_runs_behind_all_others()
    {
        var found = RuleTest.Reports("ML003", """
            === migrations/001_a.js
            === migrations/add_orders.js [||]
            """);

        Assert.That(found[0].Text.Why, Does.Contain("after every numbered one"));
    }

    [Test]
    public void A_name_that_sorts_before_digits_runs_first() =>
        Assert.That(
            RuleTest.Reports("ML003", """
                === migrations/$first.js [||]
                === migrations/001_a.js
                """)[0].Text.Why,
            Does.Contain("before every numbered one"));

    [Test]
    public void Plain_sql_needs_a_number_as_well() =>
        RuleTest.Reports("ML003", """
            === migrations/001_a.sql
            === migrations/views.sql [||]
            """);

    [Test]
    public void Numbers_of_every_scheme_are_numbers() =>
        RuleTest.Silent("ML003", """
            === migrations/1_a.sql
            === migrations/20250101_b.sql
            === migrations/2025-01-01-c.sql
            === migrations/V3__d.sql
            === migrations/1735689600_e.sql
            """);

    [Test]
    public void Repeatable_files_and_declarations_need_none() =>
        RuleTest.Silent("ML003", """
            === migrations/V1__a.sql
            === migrations/R__views.sql
            === migrations/types.d.ts
            """);

    [Test]
    public void An_index_of_the_folder_needs_none() =>
        RuleTest.Silent("ML003", """
            === migrations/001_a.js
            === migrations/index.js
            module.exports = { list: ['001_a'] };
            """);
}

public sealed class MixedNumberingFormatsTests
{
    [Test]
    public void A_counter_among_timestamps_is_the_outlier()
    {
        var found = RuleTest.Reports("ML004", """
            === migrations/026_a.js [||]
            === migrations/20250101000000_b.js
            === migrations/20250102000000_c.js
            """);

        Assert.That(found[0].Text.Message, Is.EqualTo("migrations mixes 14-digit timestamps (2 files) with counters (026_a.js)"));
        Assert.That(found[0].Text.Why, Does.Contain("counters from 026_a.js, then 14-digit timestamps from 20250101000000_b.js"));
    }

    [Test]
    public void Every_scheme_is_named()
    {
        var found = RuleTest.Reports("ML004", """
            === migrations/026_a.js
            === migrations/027_b.js
            === migrations/20241112_c.js [||]
            === migrations/20250202000034_d.js
            === migrations/V1__e.js
            """);

        Assert.That(found[0].Text.Message, Is.EqualTo("migrations mixes counters (2 files) with dates (20241112_c.js), 14-digit timestamps (20250202000034_d.js) and versions (V1__e.js)"));
        Assert.That(found[0].Related, Has.Count.EqualTo(2));
    }

    [Test]
    public void Schemes_that_interleave_are_told_so()
    {
        var found = RuleTest.Reports("ML004", """
            === migrations/20240101_a.js
            === migrations/20240102000000_b.js [||]
            === migrations/20240103_c.js
            """);

        Assert.That(found[0].Text.Why, Does.Contain("interleave: dates from 20240101_a.js, then 14-digit timestamps from 20240102000000_b.js, then dates from 20240103_c.js"));
    }

    [Test]
    public void The_scheme_of_the_latest_file_wins_a_tie() =>
        RuleTest.Reports("ML004", """
            === migrations/001_a.sql [||]
            === migrations/20250101000000_b.sql
            """);

    [Test]
    public void Running_counters_in_place_of_the_time_are_timestamps() =>
        RuleTest.Silent("ML004", """
            === migrations/20250101000001_a.js
            === migrations/20250101000099_b.js
            === migrations/20250102134501_c.js
            """);

    [Test]
    public void Counters_of_different_width_are_one_scheme() =>
        RuleTest.Silent("ML004", """
            === migrations/1_a.sql
            === migrations/02_b.sql
            === migrations/0003_c.sql
            """);

    [Test]
    public void A_date_gone_wrong_is_no_counter() =>
        RuleTest.Silent("ML004", """
            === migrations/20250101_a.js
            === migrations/20251301_b.js
            """);

    [Test]
    public void Two_folders_may_have_two_schemes() =>
        RuleTest.Silent("ML004", """
            === a/migrations/001_a.js
            === b/migrations/20250101000000_b.js
            """);
}

public sealed class LexicalOrderTrapTests
{
    [Test]
    public void Ten_runs_before_two()
    {
        var found = RuleTest.Reports("ML006", """
            === migrations/2_b.js
            === migrations/10_c.js [||]
            """);

        Assert.That(found[0].Text.Message, Is.EqualTo("10_c.js runs before 2_b.js"));
        Assert.That(found[0].Text.Remedy, Does.Contain("(02)"));
    }

    [Test]
    public void Mixed_widths_are_a_trap_too() =>
        RuleTest.Reports("ML006", """
            === migrations/0001_a.js
            === migrations/00010_c.js [||]
            === migrations/0002_b.js
            """);

    [Test]
    public void A_small_letter_sorts_behind_capitals() =>
        RuleTest.Reports("ML006", """
            === migrations/V2__b.js [||]
            === migrations/v1__a.js
            """);

    [Test]
    public void Numbers_of_one_width_are_in_order() =>
        RuleTest.Silent("ML006", """
            === migrations/01_a.js
            === migrations/02_b.js
            === migrations/10_c.js
            """);

    [Test]
    public void Nine_files_without_padding_are_still_in_order() =>
        RuleTest.Silent("ML006", """
            === migrations/1_a.js
            === migrations/8_b.js
            === migrations/9_c.js
            """);

    [Test]
    public void Runners_of_plain_sql_go_by_number() =>
        RuleTest.Silent("ML006", """
            === migrations/2_b.sql
            === migrations/10_c.sql
            """);

    [Test]
    public void Another_scheme_is_a_matter_for_ML004() =>
        RuleTest.Silent("ML006", """
            === migrations/20250101000000_a.js
            === migrations/3_b.js
            """);
}

public sealed class ImpossibleTimestampTests
{
    [TestCase("20251301000000_a.js", "month 13")]
    [TestCase("20250132000000_a.js", "day 32 of month 01")]
    [TestCase("20250230_a.js", "day 30 of month 02")]
    [TestCase("20250001120000_a.js", "month 00")]
    [TestCase("20251301_a.js", "month 13")]
    public void No_calendar_has_the_date(string name, string part) =>
        Assert.That(RuleTest.Reports("ML007", $"=== migrations/{name} [||]\n")[0].Text.Message, Is.EqualTo($"{name} carries {part}, which no date has"));

    [TestCase("20250602000000_a.js", "2025-06-02")]
    [TestCase("99991231235959_a.js", "9999-12-31")]
    [TestCase("2026_01_01_a.js", "2026-01-01")]
    [TestCase("1780000000_a.sql", "2026-05-28")]
    public void The_date_lies_in_the_future(string name, string date) =>
        Assert.That(RuleTest.Reports("ML007", $"=== migrations/{name} [||]\n")[0].Text.Message, Does.Contain(date));

    [TestCase("20250601235959_a.js", TestName = "Today_is_not_the_future")]
    [TestCase("20250131256199_a.js", TestName = "Hour_minute_and_second_do_not_count")]
    [TestCase("20240229120000_a.js", TestName = "A_leap_day_is_a_day")]
    [TestCase("00000000000001_a.js", TestName = "A_padded_counter_is_no_date")]
    [TestCase("0026_a.js", TestName = "A_counter_is_no_date")]
    [TestCase("1735689600_a.sql", TestName = "Unix_seconds_of_the_past")]
    public void The_date_is_sound(string name) => RuleTest.Silent("ML007", $"=== migrations/{name}\n");
}
