using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Sql;

public sealed class SectionMarkersTests
{
    [TestCase("-- +goose Up", "GooseUp()")]
    [TestCase("--+goose down", "GooseDown()")]
    [TestCase("-- +goose Sideways", "")]
    [TestCase("-- +goose StatementBegin\n-- +goose StatementEnd", "GooseStatementBegin() GooseStatementEnd()")]
    [TestCase("-- +goose NO TRANSACTION\n-- +goose ENVSUB ON", "GooseNoTransaction() GooseEnvsub(ON)")]
    [TestCase("-- migrate:up transaction:false\n-- migrate:down", "DbmateUp(transaction:false) DbmateDown()")]
    [TestCase("-- Deploy flipr:users to pg", "SqitchDeploy(flipr:users to pg)")]
    [TestCase("-- Revert flipr:users from pg", "SqitchRevert(flipr:users from pg)")]
    [TestCase("-- Verify flipr:users on pg", "SqitchVerify(flipr:users on pg)")]
    [TestCase("-- note\n-- Deploy this to pg", "", TestName = "Only_the_first_comment_is_sqitchs")]
    [TestCase("-- Up Migration\n---- down migration", "NodePgMigrateUp() NodePgMigrateDown()")]
    [TestCase("select 1;--> statement-breakpoint\nselect 2", "DrizzleBreakpoint()")]
    [TestCase("--liquibase formatted sql\n--changeset bob:1 runInTransaction:false\n--rollback drop table a;", "LiquibaseHeader() LiquibaseChangeset(bob:1 runInTransaction:false) LiquibaseRollback(drop table a;)")]
    [TestCase("--liquibase formatted sql\n--preconditions onFail:HALT\n/* liquibase rollback\ndrop table a;\n*/", "LiquibaseHeader() LiquibasePrecondition(onFail:HALT) LiquibaseRollback(drop table a;)")]
    [TestCase("-- rollback is easy\n-- changeset of colours", "", TestName = "Without_its_header_nothing_is_Liquibases")]
    [TestCase("-- flyway:executeInTransaction=false", "FlywaySetting(executeInTransaction=false)")]
    [TestCase("-- atlas:txmode none\n--! no-transaction\n-- evolve-tx-off", "AtlasDirective(txmode none) GraphileHeader(no-transaction) EvolveDirective(tx-off)")]
    [TestCase("select '-- +goose Up' -- +goose Down", "", TestName = "Markers_begin_a_line_and_stand_in_no_constant")]
    [TestCase("-- migrate:upwards", "")]
    public void Comments_that_tools_read_are_found(string sql, string markers) =>
        Assert.That(string.Join(' ', Read(sql).Markers.Select(marker => $"{marker.Kind}({marker.Arguments})")), Is.EqualTo(markers));

    [TestCase("-- migrate:up\nselect 1; select 2\n-- migrate:down\nselect 3;", "Up[select 1|select 2] Down[select 3]")]
    [TestCase("-- +goose Up\nselect 1;\n-- +goose Down\nselect 2;", "Up[select 1] Down[select 2]")]
    [TestCase("select 1;\n-- Down Migration\nselect 2;", "Up[select 1] Down[select 2]", TestName = "node_pg_migrate_runs_what_stands_before_down")]
    [TestCase("-- Down Migration\nselect 2;\n-- Up Migration\nselect 1;", "Up[] Down[select 2] Up[select 1]")]
    [TestCase("-- Verify a on pg\nselect 1;", "Verify[select 1]")]
    [TestCase("--liquibase formatted sql\n--changeset a:1\nselect 1;\n--changeset a:2\nselect 2;", "Up[select 1] Up[select 2]")]
    [TestCase("select 1;", "")]
    public void Sections_hold_the_statements_between_markers(string sql, string sections)
    {
        var script = Read(sql);
        var found = script.Sections.Select(section => section.Kind + "[" + string.Join('|', script.Statements
            .Skip(section.FirstStatement)
            .Take(section.EndStatement - section.FirstStatement)
            .Select(statement => sql.Substring(statement.Span.Start, statement.Span.Length))) + "]");
        Assert.That(string.Join(' ', found), Is.EqualTo(sections));
    }

    [TestCase("create table a (b int)\n--> statement-breakpoint\ncreate table c (d int)")]
    [TestCase("-- migrate:up\nselect 1\n-- migrate:down\nselect 2")]
    public void A_tool_that_cuts_the_text_needs_no_semicolon(string sql) =>
        Assert.That(Read(sql).Statements.Select(statement => statement.Error), Is.EqualTo(new SyntaxError?[] { null, null }));

    [Test]
    public void What_goose_sends_as_one_is_read_as_statements()
    {
        var script = Read("-- +goose Up\nselect 1;\n-- +goose StatementBegin\nselect 2; select 3;\n-- +goose StatementEnd\nselect 4;");
        Assert.That(script.Statements.Select(statement => statement.IsSentWithNext), Is.EqualTo(new[] { false, true, false, false }));
    }

    [TestCase("runInTransaction", "false")]
    [TestCase("context", "a b")]
    [TestCase("labels", null)]
    public void Arguments_are_found_by_name(string name, string? value)
    {
        var script = Read("--liquibase formatted sql\n--changeset bob:1 runInTransaction:false context:\"a b\"");
        Assert.That(script.Markers[1].Argument(name), Is.EqualTo(value));
    }

    private static SqlScript Read(string sql) => SqlScriptReader.Read(new SourceText("/a.sql", sql), SqlPlaceholders.None);
}
