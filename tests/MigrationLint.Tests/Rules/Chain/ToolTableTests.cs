using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using NUnit.Framework;

namespace MigrationLint.Tests.Rules.Chain;

/// <summary>What each rule on files says under each tool. A row names the tool, the files, and a part of what is said; nothing where nothing is.</summary>
public sealed class ToolTableTests
{
    private const string PrismaLock = "=== prisma/migrations/migration_lock.toml\nprovider = \"postgresql\"\n";
    private const string DbMigrateHome = "=== database.json\n{\"dev\":{\"driver\":\"pg\"}}\n";
    private const string Plan = "=== sqitch.plan\n%syntax-version=1.0.0\n%project=app\n\nusers 2025-01-01T00:00:00Z A <a@b.c> # x\norders 2025-01-02T00:00:00Z A <a@b.c> # x\n";
    private const string JournalHead = "=== drizzle/meta/_journal.json\n{\"version\":\"7\",\"dialect\":\"postgresql\",\"entries\":[{\"idx\":0,\"version\":\"7\",\"when\":1700000000000,\"tag\":\"0000_a\",\"breakpoints\":true},{\"idx\":1,\"version\":\"7\",\"when\":1700000001000,\"tag\":\"";
    private const string JournalEnd = "\",\"breakpoints\":true}]}\n";
    private const string Journal = JournalHead + "0002_b" + JournalEnd;

    [TestCase("Flyway", "=== sql/migrations/V1__a.sql\n=== sql/migrations/orders.sql [||]\n", "validateMigrationNaming is set: this one never runs. Put the next number in front (V2__orders.sql)")]
    [TestCase("Flyway", "=== sql/migrations/V1_2__a.sql\n=== sql/migrations/V1.3__b.sql\n=== sql/migrations/U1.3__b.sql\n=== sql/migrations/R__views.sql\n=== sql/migrations/B1.3__base.sql\n=== sql/migrations/afterMigrate.sql\n=== sql/migrations/beforeEachMigrate__x.sql\n", "")]
    [TestCase("dbmate", "=== db/migrations/20250101000000_a.sql\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n=== db/migrations/views.sql [||]\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n", "dbmate takes a file for a migration by the number in front")]
    [TestCase("goose", "=== migrations/00001_a.sql\n-- +goose Up\nselect 1;\n=== migrations/views.sql [||]\n-- +goose Up\nselect 1;\n", "goose's command refuses the whole folder for it (\"could not parse SQL migration file\"), its library passes over it: this one never runs. Put the next number in front (00002_views.sql)")]
    [TestCase("golang-migrate", "=== migrations/000001_a.up.sql\n=== migrations/views.up.sql [||]\n", "(000002_views.up.sql)")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/20250101000000_a/migration.sql\nselect 1;\n=== prisma/migrations/init/migration.sql\n[||]select 1;\n", "Prisma sorts names as text, so the file runs after every numbered one")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/0_init/migration.sql\nselect 1;\n=== prisma/migrations/20250101000000_a/migration.sql\nselect 1;\n", "")]
    [TestCase("Diesel", "=== migrations/2025-01-01-000000_a/up.sql\nselect 1;\n=== migrations/users/up.sql\n[||]select 1;\n", "Diesel sorts names as text, so the file runs after every numbered one: what is added later runs before it on a fresh database and after it on one that has it. Put the time of its creation in front (2025-06-01-120000_users)")]
    [TestCase("Supabase", "=== supabase/migrations/20250101000000_a.sql\n=== supabase/migrations/views.sql [||]\n", "(\"file name must match pattern\") and reports success")]
    [TestCase("node-pg-migrate", "=== migrations/1700000000000_a.sql\n-- Up Migration\nselect 1;\n=== migrations/views.sql [||]\n-- Up Migration\nselect 1;\n", "node-pg-migrate takes a missing number for 0, so the file runs before every numbered one, whenever it was written. Put the time of its creation in front (1748779200000_views.sql)")]
    [TestCase("db-migrate", DbMigrateHome + "=== migrations/20250101000000-a.js\nexports.up = (db) => db.runSql('select 1');\nexports.down = (db) => db.runSql('select 1');\nexports._meta = { version: 1 };\n=== migrations/init.js\n[||]exports.up = (db) => db.runSql('select 1');\nexports.down = (db) => db.runSql('select 1');\nexports._meta = { version: 1 };\n", "db-migrate sorts names as text")]
    [TestCase("sqitch", Plan + "=== deploy/users.sql\nselect 1;\n=== deploy/orders.sql\nselect 1;\n", "")]
    [TestCase("Drizzle", Journal + "=== drizzle/0000_a.sql\nselect 1;\n=== drizzle/0002_b.sql\nselect 1;\n", "")]
    public void Unnumbered_file(string tool, string chain, string says) => Check("ML003", tool, chain, says);

    [TestCase("Flyway", "=== migrations/V1__a.sql [||]\n=== migrations/V20250101120000__b.sql\n=== migrations/V20250102120000__c.sql\n", "mixes versions that are 14-digit timestamps (2 files) with versions (V1__a.sql)")]
    [TestCase("Flyway", "=== migrations/V1__a.sql [||]\n=== migrations/V20250101120000__b.sql\n=== migrations/V20250102120000__c.sql\n", "Flyway refuses to start unless outOfOrder is set")]
    [TestCase("Flyway", "=== migrations/V1__a.sql\n=== migrations/V1_2__b.sql\n=== migrations/V1.3__c.sql\n=== migrations/V2025.01.13__d.sql\n=== migrations/R__views.sql\n", "")]
    [TestCase("dbmate", "=== db/migrations/026_a.sql [||]\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n=== db/migrations/20250101000000_b.sql\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n", "dbmate runs it late")]
    [TestCase("goose", "=== migrations/00001_a.sql\n-- +goose Up\nselect 1;\n=== migrations/00002_b.sql\n-- +goose Up\nselect 1;\n=== migrations/20250101000000_c.sql\n-- +goose Up\nselect 1;\n", "")]
    [TestCase("goose", "=== migrations/20250101000000_a.sql\n-- +goose Up\nselect 1;\n=== migrations/20250102_b.sql [||]\n-- +goose Up\nselect 1;\n=== migrations/20250103000000_c.sql\n-- +goose Up\nselect 1;\n", "goose refuses to go on unless -allow-missing is given")]
    [TestCase("golang-migrate", "=== migrations/000001_a.up.sql [||]\n=== migrations/20250101000000_b.up.sql\n=== migrations/20250102000000_c.up.sql\n=== migrations/3-x.up.sql\n", "golang-migrate skips it for ever")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/0_init/migration.sql\nselect 1;\n=== prisma/migrations/20250101000000_a/migration.sql\nselect 1;\n", "")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/003_users/migration.sql\n[||]select 1;\n=== prisma/migrations/20250101000000_a/migration.sql\nselect 1;\n", "counters from 003_users, then 14-digit timestamps from 20250101000000_a")]
    [TestCase("Diesel", "=== migrations/00000000000000_diesel_initial_setup/up.sql\nselect 1;\n=== migrations/20250101000000_a/up.sql\nselect 1;\n", "")]
    [TestCase("Supabase", "=== supabase/migrations/003_a.sql [||]\n=== supabase/migrations/20250101000000_b.sql\n", "Supabase refuses to push it unless --include-all is given")]
    [TestCase("node-pg-migrate", "=== migrations/1700000000000_a.sql\n-- Up Migration\nselect 1;\n=== migrations/20250101000000000_b.sql\n-- Up Migration\nselect 1;\n", "")]
    [TestCase("sqitch", Plan + "=== deploy/users.sql\nselect 1;\n=== deploy/orders.sql\nselect 1;\n", "")]
    [TestCase("Drizzle", Journal + "=== drizzle/0000_a.sql\nselect 1;\n=== drizzle/0002_b.sql\nselect 1;\n", "")]
    public void Mixed_numbering_formats(string tool, string chain, string says) => Check("ML004", tool, chain, says);

    [TestCase("Flyway", "=== migrations/V20991201000000__a.sql [||]\n", "Flyway refuses to start unless outOfOrder is set")]
    [TestCase("Flyway", "=== migrations/V20251301000000__a.sql [||]\n", "carries month 13")]
    [TestCase("Flyway", "=== migrations/V2025.13__a.sql\n=== migrations/V20991231__b.sql [||]\n", "2099-12-31")]
    [TestCase("Flyway", "=== migrations/V2025.13.01__a.sql\n=== migrations/V3__b.sql\n", "")]
    [TestCase("dbmate", "=== db/migrations/20991201000000_a.sql [||]\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n", "dbmate runs it late")]
    [TestCase("goose", "=== migrations/20991201000000_a.sql [||]\n-- +goose Up\nselect 1;\n", "goose refuses to go on unless -allow-missing is given")]
    [TestCase("golang-migrate", "=== migrations/20991201000000_a.up.sql [||]\n", "golang-migrate skips it for ever")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/20991201000000_a/migration.sql\n[||]select 1;\n", "20991201000000_a is dated 2099-12-01")]
    [TestCase("Diesel", "=== migrations/2025-13-01-000000_a/up.sql\n[||]select 1;\n=== migrations/2025-12-01-000000_a/down.sql\nselect 1;\n", "2025-13-01-000000_a carries month 13")]
    [TestCase("Supabase", "=== supabase/migrations/20991201000000_a.sql [||]\n", "Supabase refuses to push it unless --include-all is given")]
    [TestCase("node-pg-migrate", "=== migrations/1900000000000_a.sql [||]\n-- Up Migration\nselect 1;\n", "node-pg-migrate refuses to go on unless --no-check-order is given")]
    [TestCase("sqitch", Plan + "=== deploy/users.sql\nselect 1;\n=== deploy/orders.sql\nselect 1;\n", "")]
    [TestCase("Drizzle", JournalHead + "20991201000000_b" + JournalEnd + "=== drizzle/0000_a.sql\nselect 1;\n=== drizzle/20991201000000_b.sql\nselect 1;\n", "")]
    [TestCase("golang-migrate", "=== migrations/1_a.up.sql\n=== migrations/20991201000000-b.up.sql\n", "")]
    public void Impossible_timestamp(string tool, string chain, string says) => Check("ML007", tool, chain, says);

    [TestCase("dbmate", "db/migrations/{0}.sql", "-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n", "dbmate runs it late")]
    [TestCase("Diesel", "migrations/{0}/up.sql", "select 1;\n", "Diesel runs it late")]
    [TestCase("node-pg-migrate", "migrations/{0}.sql", "-- Up Migration\nselect 1;\n", "node-pg-migrate refuses to go on unless --no-check-order is given")]
    [TestCase("db-migrate", "migrations/{0}.js", "exports.up = (db) => db.runSql('select 1');\nexports.down = (db) => db.runSql('select 1');\nexports._meta = { version: 1 };\n", "db-migrate runs it late")]
    public void Number_regression(string tool, string path, string content, string says)
    {
        var (merged, added) = (string.Format(null, path, "20250102000000_b"), string.Format(null, path, "20250101000000_a"));
        Check("ML008", tool, $"{(tool == "db-migrate" ? DbMigrateHome : "")}=== main: {merged}\n{content}=== {merged}\n{content}=== {added}\n[||]{content}", says);
    }

    [Test]
    public void Number_regression_under_Flyway_has_a_version_to_move_to() =>
        Assert.That(
            ((RenameFix)RuleTest.Reports("ML008", "=== main: migrations/V1_9__b.sql\nselect 1;\n=== migrations/V1_9__b.sql\nselect 1;\n=== migrations/V1_1__a.sql\n[||]select 2;\n")[0].Fix!).NewName,
            Is.EqualTo("V1_10__a.sql"));

    [Test]
    public void Two_versions_of_Flyway_part() =>
        Assert.That(((RenameFix)RuleTest.Reports("ML001", "=== migrations/V1.0__b.sql\n=== migrations/V1__a.sql [||]\n")[0].Fix!).NewName, Is.EqualTo("V2__a.sql"));

    [TestCase("sqitch", Plan + "=== main: deploy/orders.sql\nselect 1;\n=== deploy/orders.sql\nselect 1;\n=== deploy/users.sql\nselect 2;\n", "")]
    [TestCase("Drizzle", Journal + "=== main: drizzle/0002_b.sql\nselect 1;\n=== drizzle/0002_b.sql\nselect 1;\n=== drizzle/0000_a.sql\nselect 2;\n", "")]
    public void Number_regression_where_a_list_has_the_order(string tool, string chain, string says) => Check("ML008", tool, chain, says);

    [TestCase("Flyway", "=== migrations/V1__a.sql\nselect 1;\n=== migrations/U1__a.sql\nselect 1;\n=== migrations/V2__b.sql\n[||]select 1;\n", "a rollback stops at it, since it finds no undo script")]
    [TestCase("golang-migrate", "=== migrations/1_a.up.sql\n=== migrations/1_a.down.sql\n=== migrations/2_b.up.sql [||]\n", "a rollback steps over it and leaves its changes")]
    [TestCase("goose", "=== migrations/1_a.sql\n-- +goose Up\nselect 1;\n-- +goose Down\nselect 1;\n=== migrations/2_b.sql\n[||]-- +goose Up\nselect 1;\n", "a rollback takes it out of the ledger and leaves its changes")]
    [TestCase("Diesel", "=== migrations/2025-01-01-000000_a/up.sql\nselect 1;\n=== migrations/2025-01-01-000000_a/down.sql\nselect 1;\n=== migrations/2025-01-02-000000_b/up.sql\n[||]select 1;\n", "Other migrations in migrations have one: a rollback stops at it, since it finds no down.sql")]
    [TestCase("sqitch", Plan + "=== deploy/users.sql\nselect 1;\n=== revert/users.sql\nselect 1;\n=== deploy/orders.sql\n[||]select 1;\n", "since psql finds no script")]
    [TestCase("node-pg-migrate", "=== migrations/1700000000000_a.sql\n-- Up Migration\nselect 1;\n-- Down Migration\nselect 1;\n=== migrations/1700000000001_b.sql\n[||]-- Up Migration\nselect 1;\n", "since its down counts as disabled")]
    [TestCase("db-migrate", DbMigrateHome + "=== migrations/20250101000000-a.js\nexports.up = [|(db) => db.runSql('select 1')|];\nexports._meta = { version: 1 };\n", "db-migrate down stops at it, since there is no function to call")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/20250101000000_a/migration.sql\nselect 1;\n=== prisma/migrations/20250101000000_a/down.sql\nselect 1;\n=== prisma/migrations/20250102000000_b/migration.sql\nselect 1;\n", "")]
    [TestCase("Drizzle", Journal + "=== drizzle/0000_a.sql\nselect 1;\n=== drizzle/0002_b.sql\nselect 1;\n", "")]
    [TestCase("golang-migrate", "=== migrations/1_a.up.sql\n=== migrations/1_a.down.sql\n=== migrations/2-b.up.sql\n", "")]
    public void Missing_down(string tool, string chain, string says) => Check("ML012", tool, chain, says);

    [TestCase("Flyway", "=== migrations/V1__a.sql\nselect 1;\n=== migrations/U1__a.sql\n[||]-- later\n", "U1__a.sql holds no statement")]
    [TestCase("golang-migrate", "=== migrations/1_a.up.sql\n=== migrations/1_a.down.sql\n[||]-- later\n", "1_a.down.sql holds no statement")]
    [TestCase("Diesel", "=== migrations/2025-01-01-000000_a/up.sql\nselect 1;\n=== migrations/2025-01-01-000000_a/down.sql\n[||]-- This file should undo anything in `up.sql`\n", "2025-01-01-000000_a/down.sql holds no statement")]
    [TestCase("sqitch", Plan + "=== deploy/users.sql\nselect 1;\n=== revert/users.sql\n[||]BEGIN;\n-- XXX Add DDLs here.\nCOMMIT;\n", "holds no statement")]
    [TestCase("goose", "=== migrations/1_a.sql\n-- +goose Up\nselect 1;\n-- +goose Down[||]\n", "The part of 1_a.sql")]
    [TestCase("db-migrate", DbMigrateHome + "=== migrations/20250101000000-a.js\nexports.up = (db) => db.runSql('select 1');\nexports.down = [|() => null|];\nexports._meta = { version: 1 };\n", "down of 20250101000000-a.js does nothing")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/20250101000000_a/migration.sql\nselect 1;\n=== prisma/migrations/20250101000000_a/down.sql\n-- by hand\n", "")]
    [TestCase("Supabase", "=== supabase/migrations/20250101000000_a.sql\n", "")]
    [TestCase("db-migrate", DbMigrateHome + "=== migrations/20250101000000-a.js\nexports.up = (db) => db.runSql('select 1');\nexports.down = () => { /* irreversible: rows are gone */ return null; };\nexports._meta = { version: 1 };\n", "")]
    public void Empty_down(string tool, string chain, string says) => Check("ML013", tool, chain, says);

    [TestCase("db-migrate", DbMigrateHome + "=== migrations/20250101000000-a.js\n[|exports.down|] = (db) => db.runSql('select 1');\nexports._meta = { version: 1 };\n=== migrations/20250102000000-b.js\nexports.up = (db) => db.runSql('select 1');\nexports.down = () => null;\nexports._meta = { version: 1 };\n", "stops with a TypeError at this one")]
    [TestCase("db-migrate", DbMigrateHome + "=== migrations/20250101000000-a.js\nexports.up = (db) => db.runSql('select 1');\nexports.down = () => null;\nexports._meta = { version: 1 };\n", "")]
    [TestCase("golang-migrate", "=== migrations/1_a.up.sql\n=== migrations/2_b.down.sql\n", "")]
    public void Missing_up(string tool, string chain, string says) => Check("ML016", tool, chain, says);

    [TestCase("ML017", "db-migrate", DbMigrateHome + "=== migrations/20250101000000-a.js\nexports.up = (db) => { db.runSql('select 1'); };\nexports.down = () => null;\nexports._meta = { version: 1 };\n")]
    [TestCase("ML018", "db-migrate", DbMigrateHome + "=== migrations/20250101000000-a.js\nconst other = require('../db');\nexports.up = () => other.raw('select 1');\nexports.down = () => null;\nexports._meta = { version: 1 };\n=== db.js\nmodule.exports = require('kn' + 'ex')({ client: 'pg' });\n")]
    [TestCase("ML031", "db-migrate", DbMigrateHome + "=== migrations/20250101000000-a.js\nexports.up = (db) => db.runSql('select 1');\nexports.down = () => null;\nexports._meta = { version: 1 };\n=== migrations/20250101000000-a.ts\nexport const up = (db) => db.runSql('select 1');\n")]
    public void Of_Knex_only(string rule, string tool, string chain) => Check(rule, tool, chain, "");

    [TestCase("Flyway", "=== migrations/V1__aufträge.sql [||]\n", "Flyway then misses the file that its ledger names")]
    [TestCase("Flyway", "=== migrations/V1__Add_Users.sql\n=== migrations/V2__add_teams.sql\n=== migrations/R__Views.sql\n", "")]
    [TestCase("Flyway", "=== migrations/V1__add users.sql [||]\n", "V1__add_users.sql")]
    [TestCase("Supabase", "=== supabase/migrations/20250101000000_aufträge.sql [||]\n", "git then shows one file as two")]
    [TestCase("golang-migrate", "=== migrations/1_Add.up.sql [||]\n=== migrations/2_b.up.sql\n=== migrations/3_c.up.sql\n", "Linux and git for two, of which golang-migrate takes one for the other")]
    [TestCase("dbmate", "=== db/migrations/1_a.sql\n-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n=== db/migrations/2-b.sql\n[||]-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n", "2-b.sql has '-' behind its number")]
    [TestCase("node-pg-migrate", "=== migrations/1700000000000_a.sql\n-- Up Migration\nselect 1;\n=== migrations/1700000000001-b.sql\n[||]-- Up Migration\nselect 1;\n", "what is none for 0: the file runs before every other one")]
    [TestCase("goose", "=== migrations/1_a.sql\n-- +goose Up\nselect 1;\n=== migrations/2-b.sql\n-- +goose Up\nselect 1;\n", "")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/20250101000000_Add/migration.sql\nselect 1;\n", "")]
    [TestCase("sqitch", "=== sqitch.plan\n%syntax-version=1.0.0\n%project=app\n\nUsers 2025-01-01T00:00:00Z A <a@b.c> # x\norders 2025-01-02T00:00:00Z A <a@b.c> # x\n" + "=== deploy/Users.sql\nselect 1;\n=== deploy/orders.sql\nselect 1;\n", "")]
    public void File_name_convention(string tool, string chain, string says) => Check("ML022", tool, chain, says);

    [TestCase("Flyway", "=== migrations/V1__a.sql\n[||]-- later\n", "on empty databases only, and it refuses to start where it knows the old text")]
    [TestCase("Flyway", "=== migrations/V1__a.sql\nselect 1;\n=== migrations/R__views.sql\n-- later\n", "")]
    [TestCase("dbmate", "=== db/migrations/1_a.sql\n[||]-- migrate:up\n-- migrate:down\nselect 1;\n", "Once dbmate has recorded it")]
    [TestCase("goose", "=== migrations/1_a.sql\n[||]-- +goose Up\n-- +goose Down\nselect 1;\n", "Once goose has recorded it")]
    [TestCase("golang-migrate", "=== migrations/1_a.up.sql\n[||]-- later\n", "Once golang-migrate has recorded it")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/20250101000000_a/migration.sql\n[||]-- This is an empty migration.\n", "20250101000000_a/migration.sql holds no statement")]
    [TestCase("Diesel", "=== migrations/2025-01-01-000000_a/up.sql\n[||]-- Your SQL goes here\n", "2025-01-01-000000_a/up.sql holds no statement")]
    [TestCase("sqitch", Plan + "=== deploy/users.sql\n[||]BEGIN;\n-- XXX Add DDLs here.\nCOMMIT;\n=== deploy/orders.sql\nBEGIN;\nselect 1;\nCOMMIT;\n", "Once sqitch has recorded it")]
    [TestCase("Drizzle", Journal + "=== drizzle/0000_a.sql\nselect 1;\n=== drizzle/0002_b.sql\n[||]-- Custom SQL migration file, put your code below! --\n", "Once Drizzle has recorded it")]
    [TestCase("db-migrate", DbMigrateHome + "=== migrations/20250101000000-a.js\nexports.up = [|() => null|];\nexports.down = () => null;\nexports._meta = { version: 1 };\n", "db-migrate records it as applied")]
    [TestCase("dbmate", "=== db/migrations/1_a.sql\n-- migrate:up\nselect 1;\n-- migrate:down\n=== db/migrations/2_b.sql\nselect 1;\n=== db/migrations/3_c.sql\n-- migrate:up\nselect 1;\n-- migrate:down\n", "")]
    public void Empty_migration(string tool, string chain, string says) => Check("ML023", tool, chain, says);

    [TestCase("Diesel", "=== migrations/2025-01-01-000000_a/up.sql\ncreate table a (id bigint primary key);\n[|-- +goose Down|]\ndrop table a;\n", "Move what stands behind it into the down.sql beside it.")]
    [TestCase("sqitch", Plan + "=== deploy/users.sql\ncreate table a (id bigint primary key);\n[|-- migrate:down|]\ndrop table a;\n", "Move what stands behind it into the script below revert.")]
    [TestCase("Supabase", "=== supabase/migrations/1_a.sql\ncreate table a (id bigint primary key);\n[|-- migrate:down|]\ndrop table a;\n", "Supabase has no way back")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/20250101000000_a/migration.sql\nselect 1;\n[|-- +goose Down|]\nselect 1;\n", "Prisma has no way back")]
    [TestCase("golang-migrate", "=== migrations/1_a.up.sql\nselect 1;\n[|-- migrate:down|]\nselect 1;\n", "into the .down.sql file")]
    [TestCase("golang-migrate", "=== migrations/1_a.up.sql\n=== migrations/1_a.down.sql\nselect 1;\n-- migrate:down\nselect 1;\n", "")]
    [TestCase("node-pg-migrate", "=== migrations/1700000000000_a.sql\n-- Up Migration\nselect 1;\n=== migrations/1700000000001_b.sql\ncreate table b (id bigint primary key);\n[|-- Down Migration|]\ndrop table b;\n", "node-pg-migrate then runs the whole file forward")]
    [TestCase("node-pg-migrate", "=== migrations/1700000000000_a.sql\n-- Up Migration\nselect 1;\n=== migrations/1700000000001_b.sql\nselect 1;\n-- Down Migration\n-- cannot be undone\n", "")]
    [TestCase("Drizzle", Journal + "=== drizzle/0000_a.sql\nselect 1;\n[|-- migrate:down|]\nselect 1;\n=== drizzle/0002_b.sql\nselect 1;\n", "Drizzle has no way back")]
    public void Section_marker(string tool, string chain, string says) => Check("ML027", tool, chain, says);

    [TestCase("Flyway", "=== migrations/V1__a.sql\n=== migrations/V2__b.sql\n=== migrations/V4__c.sql [||]\n", "3 is missing between V2__b.sql and V4__c.sql")]
    [TestCase("Flyway", "=== migrations/V1__a.sql\n=== migrations/V1.5__b.sql\n=== migrations/V2__c.sql\n=== migrations/V3__d.sql\n", "")]
    [TestCase("goose", "=== migrations/1_a.sql\n-- +goose Up\nselect 1;\n=== migrations/2_b.go\npackage x\n=== migrations/3_c.sql\n-- +goose Up\nselect 1;\n=== migrations/4_d.sql\n-- +goose Up\nselect 1;\n", "")]
    [TestCase("golang-migrate", "=== migrations/1_a.up.sql\n=== migrations/1_a.down.sql\n=== migrations/2_b.up.sql\n=== migrations/4_c.up.sql [||]\n", "3 is missing between 2_b.up.sql and 4_c.up.sql")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/20250101000000_a/migration.sql\nselect 1;\n=== prisma/migrations/20250103000000_b/migration.sql\nselect 1;\n", "")]
    [TestCase("Drizzle", Journal + "=== drizzle/0000_a.sql\nselect 1;\n=== drizzle/0002_b.sql\nselect 1;\n", "")]
    public void Number_gap(string tool, string chain, string says) => Check("ML030", tool, chain, says);

    [TestCase("Flyway", "=== migrations/V1__a.sql\n\uFEFFselect 1;\n", "")]
    [TestCase("sqitch", Plan + "=== deploy/users.sql\n\uFEFFselect 1;\n", "")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/20250101000000_a/migration.sql\n[||]\uFEFFselect 1;\n", "Prisma sends the mark along")]
    [TestCase("Diesel", "=== migrations/2025-01-01-000000_a/up.sql\n[||]\uFEFFselect 1;\n", "2025-01-01-000000_a/up.sql begins with a byte order mark")]
    [TestCase("dbmate", "=== db/migrations/1_a.sql\n[||]\uFEFF-- migrate:up\nselect 1;\n-- migrate:down\nselect 1;\n", "dbmate looks for its marks at the start of lines")]
    public void Damaged_file(string tool, string chain, string says) => Check("ML035", tool, chain, says);

    [TestCase("Flyway", "=== migrations/V1__i.sql\n[||]create index i on b (id);\n=== migrations/V2__b.sql\ncreate table b (id bigint primary key);\n", "Rename V1__i.sql to V3__i.sql")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/20250101000000_i/migration.sql\n[||]create index i on b (id);\n=== prisma/migrations/20250102000000_b/migration.sql\ncreate table b (id bigint primary key);\n", "Give 20250101000000_i a number behind that of 20250102000000_b")]
    [TestCase("goose", "=== migrations/1_i.sql\n[||]-- +goose Up\ncreate index i on b (id);\n=== migrations/2_b.sql\n-- +goose Up\ncreate table b (id bigint primary key);\n", "goose goes by the numbers")]
    [TestCase("sqitch", Plan + "=== deploy/users.sql\ncreate index i on b (id);\n=== deploy/orders.sql\ncreate table b (id bigint primary key);\n", "")]
    [TestCase("Drizzle", Journal + "=== drizzle/0000_a.sql\ncreate index i on b (id);\n=== drizzle/0002_b.sql\ncreate table b (id bigint primary key);\n", "")]
    public void Number_against_dependency(string tool, string chain, string says) => Check("ML036", tool, chain, says);

    [TestCase("sqitch", Plan + "=== deploy/users.sql\ncreate index i on [|b|] (id);\n=== deploy/orders.sql\ncreate table b (id bigint primary key);\n", "Put users behind orders in sqitch.plan")]
    [TestCase("Prisma", PrismaLock + "=== prisma/migrations/20250101000000_i/migration.sql\ncreate index i on [|b|] (id);\n=== prisma/migrations/20250102000000_b/migration.sql\ncreate table b (id bigint primary key);\n", "20250101000000_i uses table b before 20250102000000_b creates it")]
    public void Used_before_created(string tool, string chain, string says) => Check("ML404", tool, chain, says);

    private static void Check(string rule, string tool, string chain, string says)
    {
        var folders = RuleTest.Run(RuleTest.Parse(chain).Files).Folders;
        Assert.That(folders.Select(folder => MigrationToolNames.Display(folder.Tool)), Is.EqualTo(new[] { tool }));
        if (says.Length == 0)
        {
            RuleTest.Silent(rule, chain);
            return;
        }

        var text = RuleTest.Reports(rule, chain)[0].Text;
        var all = $"{text.Message}. {text.Why} {text.Remedy}";
        Assert.That(all, Does.Contain(says));
        Assert.That(all, Does.Not.Contain("Knex"));
    }
}
