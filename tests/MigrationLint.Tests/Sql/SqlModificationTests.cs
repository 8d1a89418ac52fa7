using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Tests.Sql;

[TestFixture]
public class SqlModificationTests
{
    [TestCase("insert into t default values returning *", "INSERT INTO t DEFAULT VALUES RETURNING *")]
    [TestCase("insert into t (a, b.c, d[1]) values (1, default)", "INSERT INTO t (a, b.c, d[1]) VALUES (1, DEFAULT)")]
    [TestCase("insert into t as x (a) overriding system value select 1", "INSERT INTO t AS x (a) OVERRIDING SYSTEM VALUE SELECT 1")]
    [TestCase("insert into t ((select 1) union select 2)", "INSERT INTO t SELECT 1 UNION SELECT 2")]
    [TestCase("insert into t (select 1) union select 2", "INSERT INTO t SELECT 1 UNION SELECT 2")]
    [TestCase("insert into t (values) values (1)", "INSERT INTO t (\"values\") VALUES (1)")]
    [TestCase("insert into t (values (1))", "INSERT INTO t VALUES (1)")]
    [TestCase("insert into t with a as (select 1) table a", "INSERT INTO t WITH a AS (SELECT 1) SELECT * FROM a")]
    [TestCase("insert into t select on conflict do nothing", "INSERT INTO t SELECT ON CONFLICT DO NOTHING")]
    [TestCase(
        "insert into t select * from a join b on true on conflict (a, lower(b)) where x > 1 do update set a = 1, (b, c) = (1, default) where t.a > 1",
        "INSERT INTO t SELECT * FROM a JOIN b ON TRUE ON CONFLICT (a, lower(b)) WHERE x > 1 DO UPDATE SET a = 1, (b, c) = (1, DEFAULT) WHERE t.a > 1")]
    [TestCase("insert into t values (1) on conflict on constraint c do nothing", "INSERT INTO t VALUES (1) ON CONFLICT ON CONSTRAINT c DO NOTHING")]
    [TestCase("insert into t values (1) returning with (old as o, new as n) o.a, n.a b", "INSERT INTO t VALUES (1) RETURNING WITH (OLD AS o, NEW AS n) o.a, n.a AS b")]
    public void Insertions_are_read_and_printed(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("update t set set = 1", "UPDATE t SET set = 1")]
    [TestCase("update only t x set a.b = default, (c, d[1]) = (select 1, 2), (e) = row(3) from u", "UPDATE ONLY t AS x SET a.b = DEFAULT, (c, d[1]) = (SELECT 1, 2), (e) = ROW(3) FROM u")]
    [TestCase("with a as (select 1) update t set a = 1 where current of c returning a", "WITH a AS (SELECT 1) UPDATE t SET a = 1 WHERE CURRENT OF c RETURNING a")]
    [TestCase("delete from only t x using a, b where x.a = 1 returning x.*", "DELETE FROM ONLY t AS x USING a, b WHERE x.a = 1 RETURNING x.*")]
    [TestCase("delete from t where current = 1", "DELETE FROM t WHERE current = 1")]
    public void Updates_and_deletions_are_read_and_printed(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase(
        "merge into t using s on t.a = s.a when matched and b then update set a = 1 when not matched by source then delete when not matched by target then insert (a) overriding user value values (1)",
        "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED AND b THEN UPDATE SET a = 1 WHEN NOT MATCHED BY SOURCE THEN DELETE WHEN NOT MATCHED THEN INSERT (a) OVERRIDING USER VALUE VALUES (1)")]
    [TestCase(
        "merge into t x using (select 1) s on true when not matched then insert default values when matched then do nothing returning merge_action(), x.*",
        "MERGE INTO t AS x USING (SELECT 1) AS s ON TRUE WHEN NOT MATCHED THEN INSERT DEFAULT VALUES WHEN MATCHED THEN DO NOTHING RETURNING MERGE_ACTION(), x.*")]
    public void Merges_are_read_and_printed(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("copy t (a, b) from stdin", "COPY t (a, b) FROM STDIN")]
    [TestCase("copy t to program 'gzip' with (format csv, header match, force_quote *, force_null (a, b), delimiter ';', reject_limit 10, freeze)", "COPY t TO PROGRAM 'gzip' WITH (format 'csv', header 'match', force_quote *, force_null (a, b), delimiter ';', reject_limit 10, \"freeze\")")]
    [TestCase("copy binary t from 'f'", "COPY t FROM 'f' WITH (format 'binary')")]
    [TestCase("copy t from 'f' using delimiters '|' with null as ''", "COPY t FROM 'f' WITH (delimiter '|', \"null\" '')")]
    [TestCase("copy t from 'f' csv header quote as '\"' force not null a, b where a > 1", "COPY t FROM 'f' WITH CSV HEADER QUOTE '\"' FORCE NOT NULL a, b WHERE a > 1")]
    [TestCase("copy (delete from t returning *) to stdout", "COPY (DELETE FROM t RETURNING *) TO STDOUT")]
    public void Copies_are_read_in_every_syntax(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("explain analyze verbose (select 1)", "EXPLAIN (ANALYZE, VERBOSE) SELECT 1")]
    [TestCase("explain (format json, costs off, buffers) values (1)", "EXPLAIN (FORMAT json, COSTS off, BUFFERS) VALUES (1)")]
    [TestCase("explain ((select 1) union select 2)", "EXPLAIN SELECT 1 UNION SELECT 2")]
    [TestCase("explain create table a as execute b(1)", "EXPLAIN CREATE TABLE a AS EXECUTE b (1)")]
    [TestCase("prepare a (int, text[]) as delete from t", "PREPARE a (integer, text[]) AS DELETE FROM t")]
    [TestCase("prepare transaction as select 1", "PREPARE transaction AS SELECT 1")]
    [TestCase("execute a(1, 'x')", "EXECUTE a (1, 'x')")]
    [TestCase("deallocate prepare", "DEALLOCATE prepare")]
    [TestCase("deallocate prepare all", "DEALLOCATE ALL")]
    [TestCase("declare c binary no scroll cursor with hold for select 1", "DECLARE c BINARY NO SCROLL CURSOR WITH HOLD FOR SELECT 1")]
    [TestCase("fetch next", "FETCH FORWARD 1 FROM next")]
    [TestCase("fetch last from last", "FETCH ABSOLUTE -1 FROM last")]
    [TestCase("fetch relative +2 c", "FETCH RELATIVE 2 FROM c")]
    [TestCase("move backward all in c", "MOVE BACKWARD ALL FROM c")]
    [TestCase("fetch forward forward", "FETCH FORWARD 1 FROM forward")]
    [TestCase("close all", "CLOSE ALL")]
    public void Prepared_statements_and_cursors_are_read_and_printed(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("insert into t x values (1)", "insert into t |x values (1)")]
    [TestCase("insert into t values (1) returning", "insert into t values (1) returning|")]
    [TestCase("delete t", "delete |t")]
    [TestCase("update t set () = (1)", "update t set (|) = (1)")]
    [TestCase("with b as (select 1) (insert into t select 1)", "with b as (select 1) (|insert into t select 1)")]
    [TestCase("merge into t using s on true", "merge into t using s on true|")]
    [TestCase("merge into t using s on true when not matched then delete", "merge into t using s on true when not matched then |delete")]
    [TestCase("merge into t using s on true when matched then insert values (1)", "merge into t using s on true when matched then |insert values (1)")]
    [TestCase("copy t to 'f' where a > 1", "copy t to 'f' |where a > 1")]
    [TestCase("copy (select 1) from stdin", "copy (select 1) |from stdin")]
    [TestCase("explain drop table a", "explain |drop table a")]
    [TestCase("prepare a as drop table x", "prepare a as |drop table x")]
    [TestCase("fetch absolute c", "fetch absolute |c")]
    public void Errors_stand_where_PostgreSQL_puts_them(string sql, string marked) => Assert.That(SqlTest.Error(sql), Does.StartWith(marked + " -- "));

    [TestCase("insert into ${t} (${a}, b) values (${c}, ${d}) ${conflict}")]
    [TestCase("update ${t} set ${a}, b = ${b}, ${c} = 1 where ${d}")]
    [TestCase("delete from t ${where}")]
    [TestCase("copy ${t} from '${file}' ${options}")]
    public void Holes_stand_for_names_values_assignments_and_clauses(string sql) => Assert.That(SqlTest.Tree(sql).End, Is.EqualTo(sql.Length));

    [Test]
    public void A_hole_behind_a_table_is_a_clause_and_no_alias() =>
        Assert.That(((DeleteStmt)SqlTest.Tree("delete from t ${where}")).Relation!.Alias, Is.Null);

    [Test]
    public void Columns_that_are_set_together_share_their_source()
    {
        var update = (UpdateStmt)SqlTest.Tree("update t set (a, b) = (select 1, 2)");
        var sources = update.TargetList.Select(target => (MultiAssignRef)target.Val!).ToArray();
        Assert.That(sources[1].Source, Is.SameAs(sources[0].Source));
        Assert.That(sources.Select(source => (source.Colno, source.Ncolumns)), Is.EqualTo(new[] { (1, 2), (2, 2) }));
    }
}
