namespace MigrationLint.Sql;

/// <summary>The words that statements begin with.</summary>
internal static class StatementHeads
{
    private static readonly bool[] Heads = Make(
    [
        Keyword.Abort, Keyword.Alter, Keyword.Analyse, Keyword.Analyze, Keyword.Begin, Keyword.Call, Keyword.Checkpoint, Keyword.Close, Keyword.Cluster,
        Keyword.Comment, Keyword.Commit, Keyword.Copy, Keyword.Create, Keyword.Deallocate, Keyword.Declare, Keyword.Delete, Keyword.Discard, Keyword.Do,
        Keyword.Drop, Keyword.End, Keyword.Execute, Keyword.Explain, Keyword.Fetch, Keyword.Grant, Keyword.Import, Keyword.Insert, Keyword.Listen,
        Keyword.Load, Keyword.Lock, Keyword.Merge, Keyword.Move, Keyword.Notify, Keyword.Prepare, Keyword.Reassign, Keyword.Refresh, Keyword.Reindex,
        Keyword.Release, Keyword.Reset, Keyword.Revoke, Keyword.Rollback, Keyword.Savepoint, Keyword.Security, Keyword.Select, Keyword.Set, Keyword.Show,
        Keyword.Start, Keyword.Table, Keyword.Truncate, Keyword.Unlisten, Keyword.Update, Keyword.Vacuum, Keyword.Values, Keyword.With,
    ]);

    /// <summary>True for a word that a statement can begin with.</summary>
    public static bool Contains(Keyword word) => Heads[(int)word];

    /// <summary>True for two words that begin a statement and hardly ever a clause of another one: <c>DROP TABLE</c>, not <c>DROP COLUMN</c>.</summary>
    public static bool IsUnmistakable(Keyword first, Keyword second) => first switch
    {
        Keyword.Create => second != Keyword.NotKeyword,
        Keyword.Alter or Keyword.Drop => second is Keyword.Table or Keyword.Index or Keyword.Sequence or Keyword.View or Keyword.Materialized or Keyword.Type
            or Keyword.Domain or Keyword.Function or Keyword.Procedure or Keyword.Schema or Keyword.Extension or Keyword.Trigger or Keyword.Policy
            or Keyword.Role or Keyword.User or Keyword.Database or Keyword.Publication or Keyword.Subscription or Keyword.Foreign or Keyword.Aggregate,
        Keyword.Comment => second == Keyword.On,
        Keyword.Insert => second == Keyword.Into,
        Keyword.Delete => second == Keyword.From,
        _ => false,
    };

    private static bool[] Make(Keyword[] words)
    {
        var heads = new bool[Enum.GetValues(typeof(Keyword)).Length];
        foreach (var word in words)
        {
            heads[(int)word] = true;
        }

        return heads;
    }
}
