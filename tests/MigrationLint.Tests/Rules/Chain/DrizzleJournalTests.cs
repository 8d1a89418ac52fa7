using MigrationLint.Diagnostics;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class DrizzleJournalTests
{
    [Test]
    public void A_date_in_the_future_raises_the_ceiling()
    {
        var found = RuleTest.Reports("ML025", Journal("""
            { "idx": 0, "when": 1736846100000, "tag": "0000_a" }, { "idx": 1, "when": [|1893456000000|], "tag": "0001_b" }
            """));

        Assert.That(found[0].Text.Message, Is.EqualTo("0001_b is dated 2030-01-01 in the journal, which lies in the future"));
    }

    [Test]
    public void Equal_times_are_not_later() =>
        RuleTest.Reports("ML025", Journal("""{ "idx": 0, "when": 1736846100000, "tag": "0000_a" }, { "idx": 1, "when": [|1736846100000|], "tag": "0001_b" }"""));

    [TestCase("""{ "idx": 2, "when": 1736846100000, "tag": "0002_c" }""", "0001_b is not later in the journal than 0000_a, which stands before it, and neither is 0002_c")]
    [TestCase("""{ "idx": 2, "when": 1736846100003, "tag": "0002_c" }, { "idx": 3, "when": 1, "tag": "0003_d" }, { "idx": 4, "when": 2, "tag": "0004_e" }""", "0001_b is not later in the journal than 0000_a, which stands before it, and neither are 2 other entries")]
    public void A_journal_is_reported_once(string entries, string message)
    {
        var found = RuleTest.Reports("ML025", Journal($$"""{ "idx": 0, "when": 1736846100000, "tag": "0000_a" }, { "idx": 1, "when": [|1736846000000|], "tag": "0001_b" }, {{entries}}"""));

        Assert.That(found[0].Text.Message, Is.EqualTo(message));
        Assert.That(found[0].Related.Skip(1).Select(place => place.Message).Distinct(), Is.EqualTo(new[] { "not later than an entry before it either" }));
    }

    [TestCase("""{ "idx": 0, "when": 1736846100000, "tag": "0000_a" }, { "idx": 1, "when": 1736846100001, "tag": "0001_b" }""")]
    [TestCase("""{ "idx": 0, "tag": "0000_a" }, { "idx": 1, "tag": "0001_b" }""")]
    [TestCase("""{ "idx": 0, "when": 1736846100000, "tag": "0000_a" }, { "idx": 1, "when": 1748822400000, "tag": "0001_b" }""")]
    public void Rising_times_are_right(string entries)
    {
        RuleTest.Silent("ML025", Journal(entries));
        RuleTest.Silent("ML026", Journal(entries));
        RuleTest.Silent("ML005", Journal(entries));
    }

    [Test]
    public void A_journal_that_is_none_is_left_alone() => RuleTest.Silent("ML025", "=== drizzle/0000_a.sql\n=== drizzle/meta/_journal.json\n{ \"entries\": 3 }\n=== migrations/001_a.js\n");

    [Test]
    public void Other_tools_keep_no_journal() => RuleTest.Silent("ML025", "=== migrations/20250101000000_a.js\n=== migrations/20240101000000_b.js\n");

    [Test]
    public void Tags_repeat_their_number() =>
        Assert.That(
            RuleTest.Reports("ML026", Journal("""{ "idx": 0, "when": 1736846100000, "tag": "0000_a" }, { "idx": 2, "when": 1736846100001, "tag": [|"0001_b"|] }"""))[0].Text.Message,
            Is.EqualTo("0001_b has idx 2 in the journal, where 1 would follow"));

    [Test]
    public void A_script_that_nobody_lists_never_runs()
    {
        var chain = Journal("""{ "idx": 0, "when": 1736846100000, "tag": "0000_a" }""", isMarked: true) + "\n=== drizzle/policies.sql [||]\nselect 1;\n";

        Assert.That(RuleTest.Findings(chain).Where(finding => finding.Rule.Id is "ML005" or "ML026").Select(finding => finding.Text.Message), Is.EqualTo(new[]
        {
            "0001_b.sql is not in Drizzle's journal",
            "Drizzle never runs policies.sql: its journal does not name it",
        }));
    }

    [Test]
    public void Snapshots_form_a_chain()
    {
        const string Entries = """{ "idx": 0, "when": 1736846100000, "tag": "0000_a" }, { "idx": 1, "when": 1736846100001, "tag": "0001_b" }""";

        RuleTest.Silent("ML026", Journal(Entries) + Snapshot("0000", 1, 0) + Snapshot("0001", 2, 1));
        RuleTest.Silent("ML026", Journal(Entries) + Snapshot("0001", 2, 1));
        Assert.That(Messages(Journal(Entries) + Snapshot("0000", 1, 0) + Snapshot("0001", 2, 0)), Is.EqualTo(new[] { "0001_snapshot.json and 0000_snapshot.json build on the same snapshot" }));
        Assert.That(Messages(Journal(Entries) + Snapshot("0000", 1, 0) + Snapshot("0001", 2, 7)), Is.EqualTo(new[] { "0001_snapshot.json builds on a snapshot that is not there" }));
        Assert.That(Messages(Journal(Entries) + Snapshot("0000", 1, 0)), Is.EqualTo(new[] { "The snapshot of 0001_b is missing: meta/0001_snapshot.json" }));
    }

    [TestCase("CREATE TABLE a (id bigint PRIMARY KEY);", TestName = "One_statement")]
    [TestCase("CREATE TABLE a (id bigint PRIMARY KEY);--> statement-breakpoint\nCREATE TABLE b (id bigint PRIMARY KEY);", TestName = "A_breakpoint_between_two")]
    [TestCase("DO $$ BEGIN PERFORM 1; PERFORM 2; END $$;", TestName = "A_block_is_one_statement")]
    [TestCase("-- nothing\n", TestName = "No_statement")]
    public void Pieces_of_one_statement_are_right(string script) =>
        RuleTest.Silent("ML028", $$"""
            === drizzle/0000_a.sql
            {{script}}
            === drizzle/meta/_journal.json
            { "dialect": "postgresql", "entries": [{ "idx": 0, "when": 1736846100000, "tag": "0000_a", "breakpoints": true }] }
            """);

    [Test]
    public void Who_switched_breakpoints_off_needs_none() =>
        RuleTest.Silent("ML028", """
            === drizzle/0000_a.sql
            CREATE TABLE a (id bigint PRIMARY KEY);
            CREATE TABLE b (id bigint PRIMARY KEY);
            === drizzle/meta/_journal.json
            { "dialect": "postgresql", "entries": [{ "idx": 0, "when": 1736846100000, "tag": "0000_a", "breakpoints": false }] }
            """);

    [Test]
    public void Other_tools_send_files_whole() =>
        RuleTest.Silent("ML028", "=== migrations/001_a.sql\nselect 1;\nselect 2;\n=== other/migrations/001_a.js\nexports.up = (knex) => knex.raw('select 1; select 2');\nexports.down = (knex) => knex.raw('select 1');\n");

    [Test]
    public void A_number_that_comes_twice_behind_a_gap_is_told_at_its_place()
    {
        var found = RuleTest.Reports("ML026", Journal("""{ "idx": 0, "when": 1736846100000, "tag": "0000_a" }, { "idx": 2, "when": 1736846100001, "tag": [|"0001_b"|] }, { "idx": 2, "when": 1736846100002, "tag": [|"0002_c"|] }""") + "\n=== drizzle/0002_c.sql\nselect 1;\n");

        Assert.That(found.Select(finding => (finding.Severity, finding.Text.Message)), Is.EquivalentTo(
        [
            (Severity.Warning, "0001_b has idx 2 in the journal, where 1 would follow"),
            (Severity.Error, "0002_c has idx 2 in the journal, where 3 would follow"),
        ]));
    }

    [TestCase("""{ "idx": 0, "when": 1736846100000, "tag": "0000_a" }, { "idx": 2, "when": 1736846100001, "tag": [|"0001_b"|] }""", Severity.Warning, "leave the numbers as they are")]
    [TestCase("""{ "idx": 0, "when": 1736846100000, "tag": "0000_a" }, { "idx": 0, "when": 1736846100001, "tag": [|"0001_b"|] }""", Severity.Error, "Count idx from 0")]
    public void Numbers_that_are_left_out_are_no_error_and_repeated_ones_are(string entries, Severity severity, string remedy)
    {
        var found = RuleTest.Reports("ML026", Journal(entries))[0];
        Assert.That(found.Severity, Is.EqualTo(severity));
        Assert.That(found.Text.Remedy, Does.Contain(remedy));
    }

    private static IEnumerable<string> Messages(string chain) => RuleTest.Findings(chain).Where(finding => finding.Rule.Id == "ML026").Select(finding => finding.Text.Message);

    private static string Journal(string entries, bool isMarked = false) => $$"""
        === drizzle/0000_a.sql
        select 1;
        === drizzle/0001_b.sql{{(isMarked ? " [||]" : "")}}
        select 1;
        === drizzle/meta/_journal.json
        { "version": "7", "dialect": "postgresql", "entries": [{{entries.Trim()}}] }

        """;

    private static string Snapshot(string name, int id, int previous) => $$"""
        === drizzle/meta/{{name}}_snapshot.json
        { "id": "00000000-0000-0000-0000-00000000000{{id}}", "prevId": "00000000-0000-0000-0000-00000000000{{previous}}", "version": "7", "tables": {} }

        """;
}
