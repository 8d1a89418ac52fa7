using MigrationLint.Discovery;
using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Tests.Discovery;

/// <summary>Which tool, which order. The orders are those of <c>dialects.md</c> 1.1 and, where a tool only sorts, those of <c>LC_ALL=C sort</c>.</summary>
[TestFixture]
public sealed class LayoutTests
{
    private const string Goose = "-- +goose Up\nSELECT 1;\n-- +goose Down\nSELECT 2;\n";
    private const string Dbmate = "-- migrate:up\nSELECT 1;\n\n-- migrate:down\nSELECT 2;\n";
    private const string NodePg = "-- Up Migration\nSELECT 1;\n-- Down Migration\nSELECT 2;\n";
    private const string KnexSource = "exports.up = async (knex) => { await knex.schema.dropTable('a'); };\nexports.down = async () => {};\n";

    [TestCase(MigrationTool.Flyway, "", "V10__c.sql V2__b.sql V1__a.sql V1.10__z.sql V1_2__y.sql V2.0.1__d.sql R__views.sql R__a.sql", "V1__a V1_2__y V1.10__z V2__b V2.0.1__d V10__c R__a R__views")]
    [TestCase(MigrationTool.Flyway, "", "V1__a.sql U1__a.sql afterMigrate.sql v2__lower.sql", null)]
    [TestCase(MigrationTool.Flyway, "", "V1__a.sql U1__a.sql afterMigrate.sql", "V1__a")]
    [TestCase(MigrationTool.GolangMigrate, "", "10_c.up.sql 10_c.down.sql 2_b.up.sql 2_b.down.sql 0001_a.up.sql 0001_a.down.sql notes.sql", "0001_a 2_b 10_c")]
    [TestCase(MigrationTool.Goose, Goose, "10_c.sql 2_b.sql 00001_a.sql 20240101000000_d.sql helper.sql", "00001_a 2_b 10_c 20240101000000_d")]
    [TestCase(MigrationTool.Dbmate, Dbmate, "10_c.sql 2_b.sql 1_a.sql 20240101000000_d.sql helper.sql", "10_c 1_a 20240101000000_d 2_b")]
    [TestCase(MigrationTool.NodePgMigrate, NodePg, "1700000000000_a.sql 17_b.sql 9_c.sql", "9_c 17_b 1700000000000_a")]
    [TestCase(MigrationTool.NumberedSql, "", "10_c.sql 2_b.sql 001_a.sql z.sql 2_b.down.sql", "001_a 2_b 10_c z")]
    public void Scripts_in_one_directory(MigrationTool tool, string text, string names, string? expected)
    {
        var files = new InMemoryFileSystem();
        foreach (var name in names.Split(' '))
        {
            files["/p/migrations/" + name] = text;
        }

        var folder = Single(files);

        Assert.Multiple(() =>
        {
            Assert.That(folder.Tool, Is.EqualTo(expected is null ? MigrationTool.NumberedSql : tool));
            Assert.That(expected is null ? null : string.Join(' ', folder.Steps.Select(file => file.Name.Replace(".sql", "").Replace(".up", ""))), Is.EqualTo(expected));
            Assert.That(folder.Files.Select(file => file.Name), Is.EquivalentTo(names.Split(' ')), "rules of names see them all");
        });
    }

    [Test]
    public void Supabase_is_known_by_its_directory_and_sorts_as_text()
    {
        var folder = Single(new InMemoryFileSystem
        {
            ["/p/supabase/migrations/20240102_b.sql"] = "", ["/p/supabase/migrations/20240101000000_a.sql"] = "", ["/p/supabase/migrations/9_c.sql"] = "", ["/p/supabase/migrations/old.sql"] = "",
        });

        Assert.That((folder.Tool, Ids(folder)), Is.EqualTo((MigrationTool.Supabase, "20240101000000_a.sql 20240102_b.sql 9_c.sql")));
    }

    [TestCase("provider = \"postgresql\"\n", true)]
    [TestCase("provider = \"cockroachdb\"\n", true)]
    [TestCase("provider = \"mysql\"\n", false)]
    [TestCase(null, true)]
    public void Prisma_has_a_directory_for_each_migration(string? lockFile, bool isFound)
    {
        var files = new InMemoryFileSystem
        {
            ["/p/prisma/migrations/20240102000000_b/migration.sql"] = "", ["/p/prisma/migrations/20240101000000_a/migration.sql"] = "",
            ["/p/prisma/migrations/20240101000000_a/down.sql"] = "", ["/p/prisma/migrations/20240103000000_c/notes.md"] = "",
        };
        if (lockFile is not null)
        {
            files["/p/prisma/migrations/migration_lock.toml"] = lockFile;
        }

        var folders = Discover(files).Folders;

        Assert.That(folders.Select(folder => (folder.Tool, Ids(folder))), Is.EqualTo(isFound ? [(MigrationTool.Prisma, "20240101000000_a 20240102000000_b")] : Array.Empty<(MigrationTool, string)>()));
    }

    [Test]
    public void Diesel_drops_the_dashes_of_a_version_before_it_sorts()
    {
        var files = new InMemoryFileSystem();
        foreach (var name in new[] { "2024-01-02-000000_b", "20240101000000_a", "00000000000000_diesel_initial_setup", "2024-01-02-000000_a" })
        {
            files[$"/p/migrations/{name}/up.sql"] = "";
            files[$"/p/migrations/{name}/down.sql"] = "SELECT 2";
        }

        var folder = Single(files);

        Assert.Multiple(() =>
        {
            Assert.That((folder.Tool, Ids(folder)), Is.EqualTo((MigrationTool.Diesel, "00000000000000_diesel_initial_setup 20240101000000_a 2024-01-02-000000_a 2024-01-02-000000_b")));
            Assert.That(folder.Steps.Select(file => file.Down!.Text.Content), Is.All.EqualTo("SELECT 2"));
            Assert.That(folder.Files.Count(file => file.IsUndo), Is.EqualTo(4));
        });
    }

    [Test]
    public void Sqitch_goes_by_its_plan_and_keeps_what_was_reworked_under_the_next_tag()
    {
        var files = new InMemoryFileSystem
        {
            ["/p/sqitch.conf"] = "[core]\n\tengine = pg\n",
            ["/p/sqitch.plan"] = """
                %syntax-version=1.0.0
                %project=shop

                users 2024-01-01T00:00:00Z A <a@b> # Users
                views/all [users] 2024-01-02T00:00:00Z A <a@b>
                @v1 2024-01-03T00:00:00Z A <a@b>
                aside 2024-01-03T00:00:00Z A <a@b>
                @v2 2024-01-03T00:00:00Z A <a@b>
                users [users@v2] 2024-01-04T00:00:00Z A <a@b>
                @v3 2024-01-05T00:00:00Z A <a@b>
                """,
            ["/p/deploy/users.sql"] = "", ["/p/deploy/users@v2.sql"] = "", ["/p/deploy/views/all.sql"] = "", ["/p/deploy/aside.sql"] = "", ["/p/revert/users.sql"] = "SELECT 2",
            ["/p/verify/users.sql"] = "",
        };

        var folder = Single(files);

        Assert.Multiple(() =>
        {
            Assert.That((folder.Tool, Ids(folder)), Is.EqualTo((MigrationTool.Sqitch, "users@v2 views/all aside users")));
            Assert.That(folder.Steps.Select(file => file.Path), Is.EqualTo(["/p/deploy/users@v2.sql", "/p/deploy/views/all.sql", "/p/deploy/aside.sql", "/p/deploy/users.sql"]));
            Assert.That(folder.Steps.Last().Down!.Text.Content, Is.EqualTo("SELECT 2"));
        });
        files["/p/sqitch.conf"] = "[core]\n\tengine = mysql\n";
        Assert.That(Discover(files).Folders, Is.Empty);
    }

    [TestCase("postgresql", true)]
    [TestCase("pg", true)]
    [TestCase("sqlite", false)]
    public void Drizzle_goes_by_its_journal_under_any_name(string dialect, bool isFound)
    {
        var files = new InMemoryFileSystem
        {
            ["/p/drizzle/meta/_journal.json"] = $$"""{"version":"7","dialect":"{{dialect}}","entries":[{"idx":0,"when":2,"tag":"0001_b"},{"idx":1,"when":1,"tag":"0000_a"},{"idx":2,"when":3,"tag":"0009_missing"}]}""",
            ["/p/drizzle/0000_a.sql"] = "", ["/p/drizzle/0001_b.sql"] = "", ["/p/drizzle/0002_left_out.sql"] = "",
        };

        Assert.That(Discover(files).Folders.Select(folder => (folder.Tool, Ids(folder))), Is.EqualTo(isFound ? [(MigrationTool.Drizzle, "0001_b 0000_a")] : Array.Empty<(MigrationTool, string)>()));
    }

    [Test]
    public void Drizzle_from_version_1_on_has_a_directory_with_a_snapshot_for_each_migration()
    {
        var files = new InMemoryFileSystem();
        foreach (var name in new[] { "20240102000000_b", "20240101000000_a" })
        {
            files[$"/p/migrations/{name}/migration.sql"] = "";
            files[$"/p/migrations/{name}/snapshot.json"] = """{"version":"8","dialect":"postgres"}""";
        }

        var folder = Single(files);

        Assert.That((folder.Tool, Ids(folder)), Is.EqualTo((MigrationTool.Drizzle, "20240101000000_a 20240102000000_b")));
        files["/p/migrations/20240101000000_a/snapshot.json"] = """{"version":"8","dialect":"mysql"}""";
        Assert.That(Discover(files).Folders, Is.Empty);
    }

    [Test]
    public void A_knex_folder_stays_one_whatever_scripts_its_files_read()
    {
        var folder = Single(new InMemoryFileSystem { ["/p/migrations/001_a.js"] = KnexSource, ["/p/migrations/001_a/up.sql"] = "", ["/p/migrations/001_a/migration.sql"] = "" });

        Assert.That(folder.Tool, Is.EqualTo(MigrationTool.Knex));
    }

    [Test]
    public void A_single_script_with_a_mark_does_not_give_the_folder_to_a_tool() =>
        Assert.That(Single(new InMemoryFileSystem { ["/p/migrations/1_a.sql"] = Goose, ["/p/migrations/2_b.sql"] = "", ["/p/migrations/3_c.sql"] = "" }).Tool, Is.EqualTo(MigrationTool.NumberedSql));

    [Test]
    public void A_path_that_holds_scripts_alone_needs_no_numbers()
    {
        var files = new InMemoryFileSystem { ["/p/sql/b.sql"] = "", ["/p/sql/a.sql"] = "", ["/p/sql/README.md"] = "", ["/p/app/x.sql"] = "", ["/p/app/x.js"] = "", ["/p/db/schema.sql"] = "" };

        Assert.Multiple(() =>
        {
            Assert.That(Ids(Discover(files, "/p/sql").Folders.Single()), Is.EqualTo("a.sql b.sql"));
            Assert.That(Discover(files, "/p/app").Folders, Is.Empty, "a program's own scripts");
            Assert.That(Discover(files, "/p/db").Folders, Is.Empty, "a dump");
            Assert.That(Discover(files, "/p").Folders, Is.Empty);
        });
    }

    [TestCase("goose", MigrationTool.Goose)]
    [TestCase("Golang-Migrate", MigrationTool.GolangMigrate)]
    [TestCase("unknown", MigrationTool.NumberedSql)]
    public void An_editorconfig_names_the_tool_of_a_folder(string name, MigrationTool expected)
    {
        var files = new InMemoryFileSystem { ["/p/migrations/1_a.sql"] = "", ["/p/.editorconfig"] = $"[migrations/*.sql]\nmigrationlint.tool = {name}\n" };

        Assert.That(Single(files).Tool, Is.EqualTo(expected));
    }

    [Test]
    public void Every_tool_has_a_word_that_names_it() =>
        Assert.That(MigrationToolNames.Words.Select(MigrationToolNames.Parse), Is.EqualTo(Enum.GetValues<MigrationTool>().Select(tool => (MigrationTool?)tool)));

    [TestCase(MigrationTool.Prisma)]
    [TestCase(MigrationTool.Drizzle)]
    [TestCase(MigrationTool.Diesel)]
    [TestCase(MigrationTool.Sqitch)]
    public void Rules_of_names_leave_tools_alone_that_make_the_names(MigrationTool tool)
    {
        var files = new InMemoryFileSystem
        {
            ["/p/prisma/migrations/20240113000000_A b/migration.sql"] = "SELECT 1;", ["/p/prisma/migrations/20240113000000_update/migration.sql"] = "SELECT 1;",
            ["/p/drizzle/meta/_journal.json"] = """{"dialect":"postgresql","entries":[{"tag":"0000_Update"},{"tag":"update"}]}""", ["/p/drizzle/0000_Update.sql"] = "SELECT 1;", ["/p/drizzle/update.sql"] = "SELECT 1;",
            ["/p/diesel/migrations/1_update/up.sql"] = "SELECT 1;", ["/p/diesel/migrations/01_Update/up.sql"] = "SELECT 1;",
            ["/p/sqitch/sqitch.plan"] = "%project=a\nUpdate 2024 a <b>\n", ["/p/sqitch/deploy/Update.sql"] = "SELECT 1;",
        };
        var result = new Linter(files, new LintOptions { Today = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) }).Run(new LintRequest { Paths = ["/p"] });

        Assert.That(result.Folders.Select(folder => folder.Tool), Does.Contain(tool));
        Assert.That(result.Diagnostics.Select(diagnostic => diagnostic.Rule.Id), Is.Empty);
    }

    [Test]
    public void A_script_that_has_the_way_back_in_itself_needs_no_other_half()
    {
        var files = new InMemoryFileSystem { ["/p/migrations/20240101000000_scale_up.sql"] = Dbmate };
        var result = new Linter(files, new LintOptions { Today = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) }).Run(new LintRequest { Paths = ["/p"] });

        Assert.That(result.Diagnostics, Is.Empty);
    }

    [Test]
    public void Values_of_placeholders_make_a_script_readable()
    {
        var files = new InMemoryFileSystem { ["/p/migration/V1__invoices.sql"] = "${verb} TABLE a (b int);\nCREATE TABEL c ();", ["/p/flyway.conf"] = "flyway.placeholders.verb=CREATE\n" };
        var result = new Linter(files, new LintOptions { Today = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) }).Run(new LintRequest { Paths = ["/p"] });

        Assert.Multiple(() =>
        {
            Assert.That(result.Coverage.NotUnderstood, Is.Zero);
            Assert.That(result.Diagnostics.Select(found => (found.Rule.Id, found.Location.Text.Slice(found.Location.Span))), Is.EqualTo([("ML990", "TABEL")]));
        });
    }

    private static string Ids(MigrationFolder folder) => string.Join(' ', folder.Steps.Select(file => file.Id));

    private static MigrationFolder Single(InMemoryFileSystem files) => Discover(files).Folders.Single();

    private static DiscoveredProject Discover(InMemoryFileSystem files, string path = "/p") =>
        ProjectDiscovery.Discover(files, new LintRequest { Paths = [path] }, new ModuleEvaluator(files, new Dictionary<string, string>()));
}
