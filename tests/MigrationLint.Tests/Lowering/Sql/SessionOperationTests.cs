namespace MigrationLint.Tests.Lowering.Sql;

/// <summary>What statements on sessions, transactions and the upkeep of a server come to.</summary>
[TestFixture]
public sealed class SessionOperationTests
{
    [TestCase(
        "SET search_path TO a, \"B\"; SET LOCAL lock_timeout = '5s'; RESET ALL; SET ROLE postgres; RESET search_path",
        "SetParameter(search_path, [a, B])",
        "SetParameter(lock_timeout, [5s]) IsLocal",
        "SetParameter(all, [])",
        "SetParameter(role, [postgres])",
        "SetParameter(search_path, [])")]
    [TestCase(
        "BEGIN; SAVEPOINT x; ROLLBACK TO x; COMMIT AND CHAIN; END",
        "ControlTransaction(Begin, null)",
        "ControlTransaction(Savepoint, x)",
        "ControlTransaction(RollbackTo, x)",
        "ControlTransaction(Commit, null)",
        "ControlTransaction(Begin, null)",
        "ControlTransaction(Commit, null)")]
    [TestCase(
        "PREPARE p AS SELECT 1; DEALLOCATE p; EXECUTE p",
        "OtherStatement(PREPARE)",
        "OtherStatement(DEALLOCATE)",
        "26000 prepared statement \"p\" does not exist")]
    [TestCase(
        "VACUUM FULL t; ANALYZE; CLUSTER t; CHECKPOINT; NOTIFY x; DISCARD ALL",
        "Maintain(VACUUM FULL, [t])",
        "Maintain(ANALYZE, [])",
        "Maintain(CLUSTER, [t])",
        "Maintain(CHECKPOINT, [])",
        "OtherStatement(NOTIFY)",
        "SetParameter(all, [])",
        "OtherStatement(DISCARD)")]
    public void Sessions_and_transactions_are_followed(string sql, params string[] operations) => Assert.That(RecordingSink.Lower(sql).Split('\n'), Is.EqualTo(operations));
}
