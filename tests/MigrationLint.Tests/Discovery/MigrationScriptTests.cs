using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Tests.Discovery;

/// <summary>Which text runs which way, and what stands around it.</summary>
[TestFixture]
public sealed class MigrationScriptTests
{
    [TestCase("goose", "x\n-- +goose Up\nA;\n-- +goose StatementBegin\nB;\n-- +goose StatementEnd\n-- +goose Down\nC;\n", "|A;|-- +goose StatementBegin|B;|-- +goose StatementEnd|", "|C;|", "PerFile")]
    [TestCase("goose", "-- +goose NO TRANSACTION\n--+goose up\nA;\n", "|A;|", null, "None")]
    [TestCase("goose", "A;\n", null, null, "PerFile")]
    [TestCase("dbmate", "-- migrate:up\nA;\n-- migrate:down\nB;\n", "|A;|", "|B;|", "PerFile")]
    [TestCase("dbmate", "-- migrate:up transaction:false\r\nA;\r\n-- migrate:down\r\nB;\r\n", "|A;|", "|B;|", "SimpleQuery")]
    [TestCase("dbmate", "-- migrate:up\nA;\n-- migrate:down transaction:false\nB;\n", "|A;|", "|B;|", "PerFile")]
    [TestCase("dbmate", "-- migrate:up\nA;\n-- migrate:down\nB;\n-- migrate:up\nC;\n", "|A;|+|C;|", "|B;|", "PerFile")]
    [TestCase("node-pg-migrate", "-- Up Migration\nA;\n--- Down  Migration\nB;\n", "-- Up Migration|A;|", "--- Down  Migration|B;|", "PerFile")]
    [TestCase("node-pg-migrate", "-- Down Migration\nB;\n-- Up Migration\nA;\n", "-- Up Migration|A;|", "-- Down Migration|B;|", "PerFile")]
    [TestCase("node-pg-migrate", "A;\n-- Down Migration\nB;\n", "A;|-- Down Migration|B;|", "-- Down Migration|B;|", "PerFile")]
    [TestCase("drizzle", "A;--> statement-breakpoint\nSELECT '--> statement-breakpoint';", "A;+|SELECT '+';", null, "PerFile")]
    [TestCase("sql", "A;\n", "A;|", null, "PerFile")]
    [TestCase("flyway", "A;\n", "A;|", null, "PerFile")]
    [TestCase("prisma", "A;\n", "A;|", null, "SimpleQuery")]
    [TestCase("golang-migrate", "A;\n", "A;|", null, "SimpleQuery")]
    [TestCase("supabase", "A;\n", "A;|", null, "SimpleQuery")]
    [TestCase("sqitch", "A;\n", "A;|", null, "None")]
    [TestCase("diesel", "A;\n", "A;|", null, "PerFile")]
    public void Up_down_and_transaction(string tool, string text, string? up, string? down, string transaction)
    {
        var file = Read(tool, text);

        Assert.Multiple(() =>
        {
            Assert.That(Show(file.Up!), Is.EqualTo(up ?? ""));
            Assert.That(file.Down is null ? null : Show(file.Down), Is.EqualTo(down));
            Assert.That(file.Up!.Transaction.ToString(), Is.EqualTo(transaction));
        });
    }

    [Test]
    public void A_statement_runs_in_the_part_that_holds_it()
    {
        var script = Read("drizzle", "A;--> statement-breakpoint\nB; C;--> statement-breakpoint\nD;").Up!;
        var text = script.Text.Content;

        Assert.Multiple(() =>
        {
            Assert.That("ABCD".Select(letter => script.PartOf(new TextSpan(text.IndexOf(letter), 1))), Is.EqualTo([script.Parts[0], script.Parts[1], script.Parts[1], script.Parts[2]]));
            Assert.That(script.PartOf(new TextSpan(text.IndexOf("stat", StringComparison.Ordinal), 4)), Is.Null);
            Assert.That(script.PartOf(new TextSpan(0, text.Length)), Is.Null);
        });
    }

    [Test]
    public void Dbmate_may_opt_out_for_the_way_back_alone() =>
        Assert.That(Read("dbmate", "-- migrate:up\nA;\n-- migrate:down transaction:false\nB;\n").Down!.Transaction, Is.EqualTo(MigrationTransaction.SimpleQuery));

    // Column by column what grep -qiE finds in ../shared/tools/sql-up.sh:
    // ^[^-]*\bconcurrently\b|^ *(begin|commit|start transaction) *(transaction|work)? *;|^ *vacuum\b|executeInTransaction *= *false
    [TestCase("CREATE INDEX CONCURRENTLY a ON b (c);", true)]
    [TestCase("CREATE INDEX\n  Concurrently a ON b (c);", true)]
    [TestCase("-- not CONCURRENTLY here", false)]
    [TestCase("SELECT 1 -- CONCURRENTLY", false)]
    [TestCase("REINDEX INDEX CONCURRENTLY a; -- later", true)]
    [TestCase("SELECT 5-1, concurrently", false)]
    [TestCase("SELECT concurrently_x, xconcurrently", false)]
    [TestCase("SELECT concurrentlyé", false)]
    [TestCase("BEGIN;", true)]
    [TestCase("  begin transaction ;", true)]
    [TestCase("COMMIT WORK;", true)]
    [TestCase("start transaction;", true)]
    [TestCase("\tBEGIN;", false)]
    [TestCase("CREATE FUNCTION f() RETURNS int AS $$\nBEGIN\n  RETURN 1;\nEND;\n$$ LANGUAGE plpgsql;", false)]
    [TestCase("BEGIN ISOLATION LEVEL SERIALIZABLE;", false)]
    [TestCase("SELECT 1; BEGIN;", false)]
    [TestCase("ROLLBACK;", false)]
    [TestCase("VACUUM FULL a;", true)]
    [TestCase("vacuum_all();", false)]
    [TestCase("-- flyway:executeInTransaction = FALSE", true)]
    [TestCase("-- executeInTransaction=true", false)]
    [TestCase("INSERT INTO a VALUES ('line\nCOMMIT;\n');", true)]
    public void Numbered_scripts_that_bring_their_own_transaction_have_none_around_them(string text, bool isOwn)
    {
        var expected = isOwn ? MigrationTransaction.None : MigrationTransaction.PerFile;

        Assert.That(Read("sql", text).Up!.Transaction, Is.EqualTo(expected));
        Assert.That(Read("sql", text.Replace("\n", "\r\n")).Up!.Transaction, Is.EqualTo(expected));
    }

    [Test]
    public void Flyway_takes_the_transaction_from_a_file_beside_the_script()
    {
        var files = new InMemoryFileSystem { ["/p/migration/V1__a.sql"] = "A;", ["/p/migration/V2__b.sql"] = "B;", ["/p/migration/V2__b.sql.conf"] = "executeInTransaction=false\n" };

        Assert.That(Discover(files).Single().Steps.Select(file => file.Up!.Transaction), Is.EqualTo([MigrationTransaction.PerFile, MigrationTransaction.None]));
    }

    [TestCase("run_in_transaction = false # slow", MigrationTransaction.SimpleQuery)]
    [TestCase("run_in_transaction = true", MigrationTransaction.PerFile)]
    public void Diesel_takes_the_transaction_from_metadata(string metadata, object expected)
    {
        var files = new InMemoryFileSystem { ["/p/migrations/1_a/up.sql"] = "A;", ["/p/migrations/1_a/down.sql"] = "B;", ["/p/migrations/1_a/metadata.toml"] = metadata };
        var file = Discover(files).Single().Steps.Single();

        Assert.That(new object[] { file.Up!.Transaction, file.Down!.Transaction }, Is.All.EqualTo(expected));
    }

    [Test]
    public void Halves_that_undo_are_the_way_back_of_the_others()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/migrations/1_a.up.sql"] = "A;", ["/p/migrations/1_a.down.sql"] = "a;", ["/p/db/migration/V1__b.sql"] = "B;", ["/p/db/migration/U1__b.sql"] = "b;",
            ["/p/x/migrations/1_c_up.sql"] = "C;", ["/p/x/migrations/1_c_down.sql"] = "c;", ["/p/x/migrations/2_d.sql"] = "D;",
        };
        var steps = Discover(files).SelectMany(folder => folder.Steps);

        Assert.That(steps.Select(file => (file.Up!.Text.Content, file.Down?.Text.Content)), Is.EquivalentTo([("A;", "a;"), ("B;", "b;"), ("C;", "c;"), ("D;", null)]));
    }

    [TestCase(MigrationTool.Knex, BatchTransaction.AllUnlessOneOptsOut)]
    [TestCase(MigrationTool.Drizzle, BatchTransaction.All)]
    [TestCase(MigrationTool.NodePgMigrate, BatchTransaction.All)]
    [TestCase(MigrationTool.Flyway, BatchTransaction.None)]
    [TestCase(MigrationTool.DbMigrate, BatchTransaction.None)]
    public void A_run_over_all_pending_files(MigrationTool tool, object expected) => Assert.That(Folder(tool, disables: false).Batch, Is.EqualTo(expected));

    [TestCase(false, null, MigrationTransaction.PerFile)]
    [TestCase(false, false, MigrationTransaction.None)]
    [TestCase(true, null, MigrationTransaction.None)]
    [TestCase(true, true, MigrationTransaction.PerFile)]
    public void What_a_module_says_counts_before_the_knexfile(bool disables, bool? own, object expected) =>
        Assert.That(Folder(MigrationTool.Knex, disables).TransactionOf(own), Is.EqualTo(expected));

    private static MigrationFolder Folder(MigrationTool tool, bool disables) => new()
    {
        Directories = ["/p"],
        Tool = tool,
        Evidence = ToolEvidence.Declared,
        Files = [],
        Knex = tool == MigrationTool.Knex ? new() { DisableTransactions = disables } : null,
    };

    private static string Show(MigrationScript script) =>
        string.Join('+', script.Parts.Select(part => script.Text.Content.Substring(part.Start, part.Length))).Replace("\r", "").Replace('\n', '|');

    private static MigrationFile Read(string tool, string text)
    {
        var (path, more) = tool switch
        {
            "prisma" => ("1_a/migration.sql", null),
            "diesel" => ("1_a/up.sql", null),
            "sqitch" => ("deploy/a.sql", "sqitch.plan"),
            "drizzle" => ("0000_a.sql", "meta/_journal.json"),
            "flyway" => ("V1__a.sql", null),
            "golang-migrate" => ("1_a.up.sql", null),
            _ => ("1_a.sql", (string?)null),
        };
        var files = new InMemoryFileSystem { ["/p/x/" + path] = text };
        if (more is not null)
        {
            files["/p/x/" + more] = tool == "sqitch" ? "a 2024 b <c>\n" : """{"dialect":"postgresql","entries":[{"tag":"0000_a"}]}""";
        }

        var request = new LintRequest { Folders = [new DeclaredFolder("/p/x", MigrationToolNames.Parse(tool))] };
        return ProjectDiscovery.Discover(files, request, new ModuleEvaluator(files, new Dictionary<string, string>())).Folders.Single().Steps.Single();
    }

    private static IReadOnlyList<MigrationFolder> Discover(InMemoryFileSystem files) =>
        ProjectDiscovery.Discover(files, new LintRequest { Paths = ["/p"] }, new ModuleEvaluator(files, new Dictionary<string, string>())).Folders;
}
