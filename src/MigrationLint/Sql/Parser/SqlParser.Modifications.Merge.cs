using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>MERGE.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>MergeStmt</c>.</summary>
    private Statement MergeStmt(WithClause? with, int start)
    {
        var merge = new MergeStmt(start) { WithClause = with };
        Expect(Keyword.Merge, Keyword.Into);
        merge.Relation = RelationExprOptAlias();
        SkipHoles();
        Expect(Keyword.Using);
        merge.SourceRelation = TableRef();
        Expect(Keyword.On);
        merge.JoinCondition = AExpr();
        var clauses = new List<MergeWhenClause>();
        do
        {
            SkipHoles();
            clauses.Add(MergeWhenClause());
            SkipHoles();
        }
        while (Is(Keyword.When));

        merge.MergeWhenClauses = clauses;
        merge.ReturningClause = ReturningClause();
        return Close(merge);
    }

    /// <summary><c>merge_when_clause</c>.</summary>
    private MergeWhenClause MergeWhenClause()
    {
        var clause = new MergeWhenClause(Here);
        Expect(Keyword.When);
        clause.MatchKind = MatchKind();
        clause.Condition = Accept(Keyword.And) ? AExpr() : null;
        Expect(Keyword.Then);
        var isInsert = clause.MatchKind == MergeMatchKind.NotMatchedByTarget;
        switch (Word)
        {
            case Keyword.Do:
                Advance();
                Expect(Keyword.Nothing);
                clause.CommandType = CmdType.Nothing;
                break;
            case Keyword.Insert when isInsert:
                Advance();
                MergeInsert(clause);
                break;
            case Keyword.Update when !isInsert:
                Advance();
                Expect(Keyword.Set);
                clause.CommandType = CmdType.Update;
                clause.TargetList = SetClauseList();
                break;
            case Keyword.Delete when !isInsert:
                Advance();
                clause.CommandType = CmdType.Delete;
                break;
            default:
                Fail(isInsert ? "INSERT or DO NOTHING" : "UPDATE, DELETE or DO NOTHING");
                break;
        }

        return Close(clause);
    }

    /// <summary><c>merge_when_tgt_matched</c> and <c>merge_when_tgt_not_matched</c>, behind WHEN.</summary>
    private MergeMatchKind MatchKind()
    {
        var isNegated = Accept(Keyword.Not);
        Expect(Keyword.Matched);
        if (!isNegated)
        {
            return MergeMatchKind.Matched;
        }

        if (!Accept(Keyword.By) || Accept(Keyword.Target))
        {
            return MergeMatchKind.NotMatchedByTarget;
        }

        if (!Accept(Keyword.Source))
        {
            Fail("SOURCE or TARGET");
        }

        return MergeMatchKind.NotMatchedBySource;
    }

    /// <summary><c>merge_insert</c>, behind INSERT.</summary>
    private void MergeInsert(MergeWhenClause clause)
    {
        clause.CommandType = CmdType.Insert;
        if (Accept(Keyword.Default, Keyword.Values))
        {
            return;
        }

        if (Is(TokenKind.LeftParenthesis))
        {
            clause.TargetList = InsertColumns();
        }

        clause.Override = OptOverriding();
        Expect(Keyword.Values);
        clause.Values = ParenthesizedList();
    }
}
