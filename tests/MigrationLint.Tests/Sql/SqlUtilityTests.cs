using MigrationLint.Sql.Ast;

namespace MigrationLint.Tests.Sql;

[TestFixture]
public sealed class SqlUtilityTests
{
    [TestCase("SET local = 1", "SET local TO 1")]
    [TestCase("SET LOCAL a.b TO DEFAULT", "SET LOCAL a.b TO DEFAULT")]
    [TestCase("SET SESSION session TO on", "SET session TO on")]
    [TestCase("SET x TO 'on', -1, +2.5, \"User\", 'default'", "SET x TO on, -1, 2.5, 'User', 'default'")]
    [TestCase("SET transaction FROM CURRENT", "SET transaction FROM CURRENT")]
    [TestCase("SET TIME ZONE LOCAL", "SET TIME ZONE DEFAULT")]
    [TestCase("SET TIME ZONE -5.5", "SET TIME ZONE -5.5")]
    [TestCase("SET TIME ZONE INTERVAL '-08:00' HOUR TO MINUTE", "SET TIME ZONE INTERVAL '-08:00' HOUR TO MINUTE")]
    [TestCase("SET TIME ZONE INTERVAL(3) '1'", "SET TIME ZONE INTERVAL (3) '1'")]
    [TestCase("SET timezone TO 'UTC'", "SET timezone TO 'UTC'")]
    [TestCase("SET NAMES", "SET client_encoding TO DEFAULT")]
    [TestCase("SET names TO a", "SET names TO a")]
    [TestCase("SET ROLE none", "SET role TO none")]
    [TestCase("SET SESSION AUTHORIZATION DEFAULT", "SET session_authorization TO DEFAULT")]
    [TestCase("SET LOCAL SESSION AUTHORIZATION 'a'", "SET LOCAL session_authorization TO a")]
    [TestCase("SET XML OPTION document", "SET XML OPTION DOCUMENT")]
    [TestCase("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")]
    [TestCase("SET SESSION characteristics TO x", "SET characteristics TO x")]
    [TestCase("SET TRANSACTION SNAPSHOT 'a'", "SET TRANSACTION SNAPSHOT 'a'")]
    [TestCase("SET CONSTRAINTS a, b.c IMMEDIATE", "SET CONSTRAINTS a, b.c IMMEDIATE")]
    [TestCase("SET constraints = 1", "SET constraints TO 1")]
    [TestCase("RESET SESSION AUTHORIZATION", "RESET session_authorization")]
    [TestCase("RESET ALL", "RESET ALL")]
    [TestCase("SHOW TRANSACTION ISOLATION LEVEL", "SHOW transaction_isolation")]
    [TestCase("SHOW time", "SHOW \"time\"")]
    public void Settings_are_read(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("BEGIN WORK ISOLATION LEVEL REPEATABLE READ READ WRITE, NOT DEFERRABLE", "BEGIN ISOLATION LEVEL REPEATABLE READ, READ WRITE, NOT DEFERRABLE")]
    [TestCase("START TRANSACTION", "START TRANSACTION")]
    [TestCase("END AND CHAIN", "COMMIT AND CHAIN")]
    [TestCase("ABORT TRANSACTION AND NO CHAIN", "ROLLBACK")]
    [TestCase("RELEASE savepoint", "RELEASE SAVEPOINT savepoint")]
    [TestCase("ROLLBACK WORK TO a", "ROLLBACK TO SAVEPOINT a")]
    [TestCase("PREPARE TRANSACTION 'a'", "PREPARE TRANSACTION 'a'")]
    [TestCase("COMMIT PREPARED 'a'", "COMMIT PREPARED 'a'")]
    public void Transactions_are_read(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("VACUUM FULL FREEZE ANALYZE a, b (c)", "VACUUM (FULL, FREEZE, ANALYZE) a, b (c)")]
    [TestCase("VACUUM (index_cleanup AUTO, parallel 2, analyse off)", "VACUUM (INDEX_CLEANUP auto, PARALLEL 2, ANALYZE off)")]
    [TestCase("ANALYSE VERBOSE", "ANALYZE (VERBOSE)")]
    [TestCase("CLUSTER i ON t", "CLUSTER t USING i")]
    [TestCase("REINDEX (VERBOSE) TABLE CONCURRENTLY s.t", "REINDEX (VERBOSE, CONCURRENTLY) TABLE s.t")]
    [TestCase("REINDEX DATABASE", "REINDEX DATABASE")]
    [TestCase("LOCK ONLY t IN SHARE ROW EXCLUSIVE MODE NOWAIT", "LOCK TABLE ONLY t IN SHARE ROW EXCLUSIVE MODE NOWAIT")]
    [TestCase("CHECKPOINT (mode fast, flush_unlogged)", "CHECKPOINT (MODE fast, FLUSH_UNLOGGED)")]
    [TestCase("NOTIFY a, 'b'", "NOTIFY a, 'b'")]
    [TestCase("UNLISTEN *", "UNLISTEN *")]
    [TestCase("DISCARD TEMPORARY", "DISCARD TEMP")]
    public void Maintenance_is_read(string sql, string printed) => Assert.That(SqlTest.Print(sql).Replace("\"", ""), Is.EqualTo(printed));

    [TestCase("access share", 1)]
    [TestCase("row share", 2)]
    [TestCase("row exclusive", 3)]
    [TestCase("share update exclusive", 4)]
    [TestCase("share", 5)]
    [TestCase("share row exclusive", 6)]
    [TestCase("exclusive", 7)]
    [TestCase("access exclusive", 8)]
    public void Locks_have_PostgreSQLs_numbers(string words, int mode)
    {
        Assert.That(((LockStmt)SqlTest.Tree($"LOCK t IN {words} MODE")).Mode, Is.EqualTo(mode));
        Assert.That(((LockStmt)SqlTest.Tree("LOCK t")).Mode, Is.EqualTo(8));
    }

    [TestCase("SET a |b")]
    [TestCase("SET CATALOG |'x'")]
    [TestCase("SET LOCAL CONSTRAINTS |ALL DEFERRED")]
    [TestCase("SET TRANSACTION |x")]
    [TestCase("BEGIN READ ONLY, |x")]
    [TestCase("BEGIN TRANSACTION |AND CHAIN")]
    [TestCase("ABORT |TO a")]
    [TestCase("END |PREPARED 'a'")]
    [TestCase("REINDEX SCHEMA|")]
    [TestCase("VACUUM (|)")]
    [TestCase("VACUUM VERBOSE |FULL")]
    public void What_PostgreSQL_refuses_is_refused_at_the_same_place(string sql) =>
        Assert.That(SqlTest.Error(sql.Replace("|", "")), Does.StartWith(sql + " -- "));
}
