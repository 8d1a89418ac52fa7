using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>MERGE.</content>
internal sealed partial class RowStatements
{
    // False where a condition, or a row, is not known: then nothing of it is.
    private bool Merge(MergeStmt merge, Table table)
    {
        isAnswered = false;
        var alias = merge.Relation!.Alias?.Aliasname ?? merge.Relation.Relname;
        if (merge.SourceRelation is not { } source || evaluation.Written.Sources(source) is not { } rows || writer.RowsOf(table) is not { IsComplete: true } before || before.Rows.Any(static pair => !pair.Value.IsCertain)
            || WriteHazards.ChangesRows(table, "INSERT") || WriteHazards.ChangesRows(table, "UPDATE") || WriteHazards.ChangesRows(table, "DELETE"))
        {
            return false;
        }

        var targets = before.Rows.ToList();
        var matched = new HashSet<int>();
        foreach (var row in rows)
        {
            var isMatched = false;
            foreach (var pair in targets)
            {
                var scope = Joined(table, alias, pair.Value, row);
                if (evaluation.Written.Test(merge.JoinCondition, scope) is not { } holds)
                {
                    return false;
                }

                if (holds)
                {
                    isMatched = true;
                    if (!matched.Add(pair.Key))
                    {
                        // Refused where both change it, which the actions say.
                        return false;
                    }

                    if (!Act(merge, table, MergeMatchKind.Matched, scope, (pair.Key, pair.Value)))
                    {
                        return false;
                    }
                }
            }

            if (!isMatched && !Act(merge, table, MergeMatchKind.NotMatchedByTarget, row, null))
            {
                return false;
            }
        }

        foreach (var pair in targets.Where(pair => !matched.Contains(pair.Key)))
        {
            if (!Act(merge, table, MergeMatchKind.NotMatchedBySource, RowEvaluation.Scope(table, alias, pair.Value.Values), (pair.Key, pair.Value)))
            {
                return false;
            }
        }

        return true;
    }

    private static RowScope Joined(Table table, string alias, KnownRow row, RowScope source)
    {
        var scope = RowEvaluation.Scope(table, alias, row.Values);
        return new RowScope([.. scope.Bindings, .. source.Bindings], [.. scope.Rows, .. source.Rows], Outer: null);
    }

    // The first action whose condition holds.
    private bool Act(MergeStmt merge, Table table, MergeMatchKind kind, RowScope scope, (int Place, KnownRow Row)? target)
    {
        foreach (var clause in merge.MergeWhenClauses.Where(clause => clause.MatchKind == kind))
        {
            if (evaluation.Written.Test(clause.Condition, scope) is not { } holds)
            {
                return false;
            }

            if (!holds)
            {
                continue;
            }

            return Act(clause, table, scope, target);
        }

        return true;
    }

    private bool Act(MergeWhenClause clause, Table table, RowScope scope, (int Place, KnownRow Row)? target)
    {
        var places = clause.TargetList.Select(set => UniqueKey.PlaceOf(table, set.Name ?? "")).ToList();
        if (places.Contains(-1))
        {
            return false;
        }

        switch (clause.CommandType)
        {
            case CmdType.Update when target is { } found:
                writer.Replace(table, found.Place, found.Row, Assigned(table, found.Row, clause.TargetList, places, scope));
                return true;
            case CmdType.Delete when target is { } found:
                writer.Delete(table, found.Place, found.Row, isCertain: true);
                return true;
            case CmdType.Insert:
                var columns = places.Count > 0 ? places : [.. table.Columns.Select(static (_, i) => i)];
                var row = Made(table, columns, [.. clause.Values.Select(node => node is SetToDefault ? null : evaluation.Written.Value(node, scope))], clause.Override, isCertain: true);
                writer.ChecksOf(table).Require(row);
                writer.Insert(table, row);
                return true;
            default:
                return clause.CommandType == CmdType.Nothing;
        }
    }
}
