using MigrationLint.Tests.Rules;
using NUnit.Framework;

namespace MigrationLint.Tests.Replay;

/// <summary>Functions that came after the version whose catalog is known are there where the project says that its servers are new enough.</summary>
public sealed class LaterRoutineTests
{
    private const string Script = "CREATE TABLE orders (id uuid PRIMARY KEY DEFAULT {0});\nALTER TABLE orders ADD COLUMN note text NOT NULL DEFAULT '';\n";
    private const string Program = "exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.uuid('id').primary().defaultTo(knex.raw(\"{0}\")); });\nexports.down = (knex) => knex.schema.dropTable('orders');\n";

    [TestCase("uuidv7()", 18, null)]
    [TestCase("uuidv7()", 17, "42883")]
    [TestCase("uuidv7()", 15, "42883")]
    [TestCase("uuidv7()", null, "42883")]
    [TestCase("uuidv8()", 18, "42883")]
    [TestCase("gen_random_uuid()", 15, null)]
    public void A_default_is_refused_by_servers_without_the_function(string call, int? version, string? state)
    {
        var settings = version is null ? "" : $"=== .editorconfig\nroot = true\n[*]\nmigrationlint.target_version = {version}\n";

        foreach (var file in new[] { "=== migrations/001_orders.sql\n" + Script, "=== migrations/001_orders.js\n" + Program })
        {
            var refused = RuleTest.Findings(settings + file.Replace("{0}", call, StringComparison.Ordinal)).Where(finding => finding.Rule.Id is "ML403" or "ML426").ToList();

            Assert.That(refused.Count, Is.EqualTo(state is null ? 0 : 1), RuleTest.Describe(refused));
            Assert.That(refused.Select(finding => finding.Text.Message + finding.Text.Why + finding.Text.Remedy), Is.All.Contains(state ?? ""));
        }
    }
}
