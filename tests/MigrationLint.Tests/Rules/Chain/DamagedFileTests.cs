using System.Text;
using MigrationLint.Diagnostics;
using MigrationLint.Files;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

public sealed class DamagedFileTests
{
    [Test]
    public void Conflict_markers_are_reported_at_the_first() =>
        RuleTest.Reports("ML035", """
            === migrations/001_a.sql
            select 1;
            [|<<<<<<< HEAD|]
            select 2;
            =======
            select 3;
            >>>>>>> other
            """);

    [Test]
    public void A_ruler_in_a_comment_is_no_marker() =>
        RuleTest.Silent("ML035", """
            === migrations/001_a.sql
            -- Section
            =======
            -- <<<<<<< not at the start of a line
            select 1;
            """);

    [TestCase("=== migrations/001_a.sql\nselect 1;\n=== migrations/002_b.sql\nselect '\n<<<<<<< HEAD';\n=== migrations/003_c.sql\nselect '>>>>>>> x';\n", TestName = "Markers_in_three_files_are_no_conflict")]
    [TestCase("=== migrations/001_a.js\nexports.up = (knex) => knex.raw(`select '=======', '<<<<<<< HEAD'`);\nexports.down = (knex) => knex.raw('select 1');\n", TestName = "Markers_in_a_literal_of_one_line")]
    [TestCase("=== migrations/001_a.js\nexports.up = (knex) => knex.raw('select \\\\u0000');\nexports.down = (knex) => knex.raw('select 1');\n", TestName = "An_escaped_NUL_is_no_character_of_the_file")]
    public void Silent(string chain) => RuleTest.Silent("ML035", chain);

    [Test]
    public void Two_kinds_of_markers_are_no_conflict() =>
        RuleTest.Silent("ML035", """
            === migrations/001_a.sql
            /*
            <<<<<<< begin
            >>>>>>> end
            */
            """);

    [Test]
    public void Nul_fails_in_sql() =>
        Assert.That(On("001_a.sql", "select 1;\0"u8.ToArray()).Single().Text.Message, Is.EqualTo("001_a.sql contains a NUL character"));

    [Test]
    public void Nul_in_a_comment_of_javascript_makes_the_file_binary() =>
        Assert.That(On("001_a.js", "//\0\nexports.up = (knex) => knex.raw('select 1'); exports.down = () => {};"u8.ToArray()).Single().Location.Span.Start, Is.EqualTo(2));

    [Test]
    public void Latin_1_is_not_utf_8()
    {
        var found = On("001_a.sql", Encoding.Latin1.GetBytes("select 'ä';")).Single();

        Assert.That(found.Text.Message, Is.EqualTo("001_a.sql is not UTF-8"));
        Assert.That(found.Location.Span.Start, Is.EqualTo(8));
    }

    [Test]
    public void Utf_16_is_not_utf_8() =>
        Assert.That(On("001_a.sql", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("select 1;")]).Single().Text.Message, Is.EqualTo("001_a.sql is not UTF-8"));

    [Test]
    public void A_byte_order_mark_reaches_the_server_from_sql() =>
        Assert.That(On("001_a.sql", [0xEF, 0xBB, 0xBF, .. "select 1;"u8]).Single().Text.Why, Does.Contain("42601"));

    [Test]
    public void Node_strips_a_byte_order_mark_from_javascript() =>
        Assert.That(On("001_a.js", [0xEF, 0xBB, 0xBF, .. "exports.up = (knex) => knex.raw('select 1'); exports.down = () => {};"u8]), Is.Empty);

    [Test]
    public void Letters_beyond_ascii_are_sound() =>
        Assert.That(On("001_a.sql", Encoding.UTF8.GetBytes("select 'äöü €';")), Is.Empty);

    private static IReadOnlyList<Diagnostic> On(string name, byte[] bytes)
    {
        var files = new InMemoryFileSystem { { "/project/migrations/" + name, bytes } };
        return [.. RuleTest.Run(files).Diagnostics.Where(diagnostic => diagnostic.Rule.Id == "ML035")];
    }
}
