using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Indexes, views, sequences, statistics, rules, triggers.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>IndexStmt</c>, from UNIQUE or INDEX on.</summary>
    private Statement IndexStmt(int start) => Unread();

    /// <summary><c>ViewStmt</c>, from RECURSIVE or VIEW on.</summary>
    private Statement ViewStmt(int start, bool replace, string relpersistence) => Unread();

    /// <summary><c>CreateMatViewStmt</c>, from MATERIALIZED on.</summary>
    private Statement CreateMatViewStmt(int start, string relpersistence) => Unread();

    /// <summary><c>RefreshMatViewStmt</c>.</summary>
    private Statement RefreshMatViewStmt() => Unread();

    /// <summary><c>CreateSeqStmt</c>, from SEQUENCE on.</summary>
    private Statement CreateSeqStmt(int start, string relpersistence) => Unread();

    /// <summary><c>CreateStatsStmt</c>, from STATISTICS on.</summary>
    private Statement CreateStatsStmt(int start) => Unread();

    /// <summary><c>RuleStmt</c>, from RULE on.</summary>
    private Statement RuleStmt(int start, bool replace) => Unread();

    /// <summary><c>CreateTrigStmt</c>, from CONSTRAINT or TRIGGER on.</summary>
    private Statement CreateTrigStmt(int start, bool replace) => Unread();

    /// <summary><c>TruncateStmt</c>.</summary>
    private Statement TruncateStmt() => Unread();

    /// <summary><c>SeqOptList</c>, possibly empty.</summary>
    private List<Node> SeqOptList()
    {
        Fail("something else");
        return [];
    }
}
