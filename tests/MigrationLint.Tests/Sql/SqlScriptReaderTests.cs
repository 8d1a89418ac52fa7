using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Sql;

public sealed class SqlScriptReaderTests
{
    [TestCase("select 1; ;; select ';' , $$;$$ -- ;\n, 2 /*;*/", "select 1|select ';' , $$;$$ -- ;\n, 2")]
    [TestCase("create rule a as on insert to t do (select 1; select 2); select 3", "create rule a as on insert to t do (select 1; select 2)|select 3")]
    [TestCase(
        "create or replace function a() returns int begin atomic select case when true then 1 end; select x.end from x; end; select 2",
        "create or replace function a() returns int begin atomic select case when true then 1 end; select x.end from x; end|select 2",
        TestName = "A_body_that_begins_atomic_is_part_of_its_statement")]
    [TestCase("begin; select 1; end; select 2", "begin|select 1|end|select 2", TestName = "BEGIN_outside_of_a_routine_begins_no_body")]
    [TestCase("select 1;\n\nselect\n\n2", "select 1|select\n\n2", TestName = "Blank_lines_end_nothing")]
    [TestCase("", "")]
    [TestCase(" -- a\n;", "")]
    public void Statements_end_at_semicolons_outside_of_everything(string sql, string statements)
    {
        var script = Read(sql);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(script), Is.EqualTo(statements));
            Assert.That(script.Statements.Select(statement => statement.Error), Is.All.Null);
            Assert.That(script.Statements.Select(statement => statement.Tree), Is.All.Not.Null);
        }
    }

    [TestCase("select 1\ncreate table a (b int);\ndrop table c;", "select 1!|create table a (b int)|drop table c", TestName = "A_missing_semicolon_spoils_neither_statement")]
    [TestCase("select (1;\nselect 2;\nselect 3;", "select (1!|select 2|select 3", TestName = "A_parenthesis_too_many_ends_with_its_line")]
    [TestCase("select 1);\nselect 2;", "select 1)!|select 2")]
    [TestCase("create table a (b int,\n  c;\ncreate table d (e int);", "create table a (b int,\n  c!|create table d (e int)")]
    [TestCase("select 'a;\nselect 2;", "select '!|select 2")]
    [TestCase("do $$ begin;\nselect 2;", "do $$!|select 2")]
    [TestCase("select 1; /* a\nselect 2;", "select 1|/*!|select 2")]
    [TestCase("create function a() returns int begin atomic select 1;\ncreate table b (c int);\nselect 2;", "create function a() returns int begin atomic select 1!|create table b (c int)|select 2")]
    [TestCase("create rule a as on insert to t do (select 1;\nselect 2;", "create rule a as on insert to t do (select 1!|select 2")]
    [TestCase("select from from;\nselect 1", "select from from!|select 1")]
    [TestCase("select a from b\nfetch first 2 rows with ties;\nselect 1", "select a from b\nfetch first 2 rows with ties!|select 1", TestName = "A_clause_at_the_start_of_a_line_is_no_statement")]
    [TestCase("alter table a frobnicate\ncreate table b (c int);", "alter table a frobnicate!|create table b (c int)")]
    [TestCase("\\restrict abc\nselect 1;", "\\restrict!|select 1", TestName = "A_command_of_psql_outside_of_psql_is_an_error_of_its_line")]
    public void A_broken_statement_leaves_its_neighbours_whole(string sql, string statements)
    {
        var script = Read(sql);
        Assert.That(string.Join('|', script.Statements.Select(statement => Text(script, statement) + (statement.Error is null ? "" : "!"))), Is.EqualTo(statements));
    }

    [Test]
    public void Where_only_the_semicolon_is_missing_there_is_a_tree_and_an_error()
    {
        var first = Read("select 1\ndrop table a;").Statements[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Kind, Is.EqualTo("SelectStmt"));
            Assert.That(first.Tree, Is.Not.Null);
            Assert.That(first.Error, Is.EqualTo(new SyntaxError(new TextSpan(8, 0), "';' expected")));
        }
    }

    [TestCase("{{ if .A }}\ncreate table a (b int);\n{{ end }}", "?|CreateStmt|?")]
    [TestCase("${statement};\nselect 1;", "?|SelectStmt")]
    [TestCase("create table ${a} ${columns} frobnicate;\nselect 1;", "CREATE?|SelectStmt")]
    [TestCase("select ${a};", "SelectStmt")]
    [TestCase("create table '${a}';", "CREATE!", TestName = "A_hole_within_a_constant_explains_no_error")]
    public void What_a_hole_keeps_from_being_read_is_opaque_and_no_error(string sql, string kinds)
    {
        var script = Read(sql);
        Assert.That(string.Join('|', script.Statements.Select(statement => statement.Kind + (statement.IsOpaque ? "?" : statement.Error is null ? "" : "!"))), Is.EqualTo(kinds));
    }

    [Test]
    public void Commands_of_psql_are_noted_and_end_statements_where_psql_sends()
    {
        var script = Read("\\restrict x\n\\connect a\nselect 1 \\gset b_\nselect 2\n\\set c 'd e' \\echo f\n, 3;\nselect lost \\r\nselect 4 \\g\n\\unrestrict x", SqlPlaceholders.Psql);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(script), Is.EqualTo("select 1|select 2\n\\set c 'd e' \\echo f\n, 3|select 4"));
            Assert.That(
                string.Join('|', script.MetaCommands.Select(command => command.Name + " " + command.Arguments)),
                Is.EqualTo("restrict x|connect a|gset b_|set c 'd e'|echo f|r |g |unrestrict x"));
            Assert.That(script.Statements.Select(statement => statement.Error), Is.All.Null);
        }
    }

    [Test]
    public void A_backslash_and_a_semicolon_end_a_statement_and_do_not_send()
    {
        var script = Read("select 1\\; select 2; select 3", SqlPlaceholders.Psql);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(script), Is.EqualTo("select 1|select 2|select 3"));
            Assert.That(script.Statements.Select(statement => statement.IsSentWithNext), Is.EqualTo(new[] { true, false, false }));
        }
    }

    [TestCase("copy a from stdin;\n1\tit's\n\\.\nselect 1;", nameof(SqlPlaceholders.None), "copy a from stdin|select 1")]
    [TestCase("copy a (b) from stdin with (format csv);\r\n;;\r\n\\.\r\nselect 1;", nameof(SqlPlaceholders.Psql), "copy a (b) from stdin with (format csv)|select 1")]
    [TestCase("copy a from stdin\\; copy b from stdin;\n1\n\\.\n2\n\\.\nselect 1;", nameof(SqlPlaceholders.Psql), "copy a from stdin|copy b from stdin|select 1")]
    [TestCase("copy a from stdin;\nselect 1;", nameof(SqlPlaceholders.None), "copy a from stdin|select 1", TestName = "Without_an_end_of_data_there_is_none")]
    [TestCase("copy a from stdin;\n-- b\nselect 1;", nameof(SqlPlaceholders.Psql), "copy a from stdin|select 1")]
    [TestCase("copy (select b from stdin) to stdout;\nselect 1;\n\\.", nameof(SqlPlaceholders.Psql), "copy (select b from stdin) to stdout|select 1")]
    [TestCase("\\copy a from stdin\n'\n\\.\nselect 1;", nameof(SqlPlaceholders.Psql), "select 1")]
    public void Data_is_no_SQL(string sql, string placeholders, string statements)
    {
        var script = Read(sql, Enum.Parse<SqlPlaceholders>(placeholders));
        Assert.That(Texts(script), Is.EqualTo(statements));
    }

    [Test]
    public void Both_branches_of_a_condition_are_read()
    {
        var script = Read("\\if :a\nselect 1;\n\\else\nselect 2;\n\\endif", SqlPlaceholders.Psql);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(script), Is.EqualTo("select 1|select 2"));
            Assert.That(script.MetaCommands.Select(command => command.NextToken), Is.EqualTo(new[] { 0, 3, 6 }));
        }
    }

    [Test]
    public void One_broken_statement_among_a_thousand_hurts_no_other([Values("(", ")", "'", "$$", "/*", "\"", ",", "zzz qqq")] string junk)
    {
        var whole = Enumerable.Range(0, 1000).Select(i => $"insert into t{i} (a, b) values ('x{i}', $${i}$$)").ToList();
        var broken = whole.ToList();
        broken[500] = "insert into t500 " + junk + " (a, b) values (1, 2)";
        var kept = Texts(Read(string.Join(";\n", broken))).Split('|').ToHashSet(StringComparer.Ordinal);
        Assert.That(whole.Where((_, i) => i != 500).Where(text => !kept.Contains(text)), Is.Empty);
    }

    [TestCase("select (;\n", 50_000)]
    [TestCase("create rule a as on insert to t do (select 1;\n", 20_000)]
    [TestCase("create function f() begin atomic select 1;\n", 20_000)]
    [TestCase("select 1 from t\nupdate\n", 50_000)]
    [TestCase("values (1)\n", 50_000)]
    [TestCase("${a}\n", 50_000)]
    [TestCase("(", 100_000)]
    [CancelAfter(20_000)]
    public void Hostile_scripts_take_linear_time(string part, int times, CancellationToken cancellation)
    {
        var script = Read(string.Concat(Enumerable.Repeat(part, times)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(script.Statements, Is.Not.Empty);
            Assert.That(cancellation.IsCancellationRequested, Is.False);
        }
    }

    private static SqlScript Read(string sql, SqlPlaceholders placeholders = SqlPlaceholders.None) => SqlScriptReader.Read(new SourceText("/a.sql", sql), placeholders);

    private static string Text(SqlScript script, SqlStatement statement) => script.Tokens.Content.Substring(statement.Span.Start, statement.Span.Length);

    private static string Texts(SqlScript script) => string.Join('|', script.Statements.Select(statement => Text(script, statement)));
}
