using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Which family reads a statement.</summary>
internal sealed partial class SqlParser
{
    private const string ObjectExpected = "TABLE, INDEX or another kind of object";

    /// <summary><c>stmt</c>.</summary>
    private Statement ParseStatement()
    {
        var start = Here;
        Statement statement = Word switch
        {
            Keyword.Create => Create(start),
            Keyword.Alter => Alter(start),
            Keyword.Drop => DropStmt(),
            Keyword.Select or Keyword.Values or Keyword.Table or Keyword.With or Keyword.Insert or Keyword.Update or Keyword.Delete or Keyword.Merge => PreparableStmt(),
            Keyword.Comment => CommentStmt(),
            Keyword.Grant => GrantStmt(),
            Keyword.Revoke => RevokeStmt(),
            Keyword.Truncate => TruncateStmt(),
            Keyword.Set => VariableSetStmt(),
            Keyword.Reset => VariableResetStmt(),
            Keyword.Show => VariableShowStmt(),
            Keyword.Begin or Keyword.Start or Keyword.Commit or Keyword.End or Keyword.Rollback or Keyword.Abort or Keyword.Savepoint or Keyword.Release => TransactionStmt(),
            Keyword.Do => DoStmt(),
            Keyword.Call => CallStmt(),
            Keyword.Copy => CopyStmt(),
            Keyword.Refresh => RefreshMatViewStmt(),
            Keyword.Prepare => Is(Keyword.Prepare, Keyword.Transaction) && WordAt(2) != Keyword.As && KindAt(2) != TokenKind.LeftParenthesis ? TransactionStmt() : PrepareStmt(),
            Keyword.Execute => ExecuteStmt(),
            Keyword.Deallocate => DeallocateStmt(),
            Keyword.Explain => ExplainStmt(),
            Keyword.Declare => DeclareCursorStmt(),
            Keyword.Fetch or Keyword.Move => FetchStmt(),
            Keyword.Close => ClosePortalStmt(),
            Keyword.Security => SecLabelStmt(),
            Keyword.Import => ImportForeignSchemaStmt(),
            Keyword.Reassign => ReassignOwnedStmt(),
            Keyword.Lock or Keyword.Vacuum or Keyword.Analyze or Keyword.Analyse or Keyword.Cluster or Keyword.Reindex or Keyword.Notify or Keyword.Listen
                or Keyword.Unlisten or Keyword.Load or Keyword.Checkpoint or Keyword.Discard => UtilityStmt(),
            _ when Is(TokenKind.LeftParenthesis) => PreparableStmt(),
            _ => Unread(),
        };
        statement.Start = start;
        return Close(statement);
    }

    private Statement Create(int start)
    {
        Advance();
        var replace = Accept(Keyword.Or);
        if (replace)
        {
            Expect(Keyword.Replace);
        }

        if (replace && !CanBeReplaced())
        {
            return RefuseReplace();
        }

        switch (Word)
        {
            case Keyword.Temporary or Keyword.Temp or Keyword.Local or Keyword.Global or Keyword.Unlogged:
                return CreateRelation(start, replace, OptTemp());
            case Keyword.Table or Keyword.Sequence or Keyword.View or Keyword.Recursive or Keyword.Materialized:
                return CreateRelation(start, replace, "p");
            case Keyword.Unique or Keyword.Index:
                return IndexStmt(start);
            case Keyword.Function or Keyword.Procedure:
                return CreateFunctionStmt(start, replace);
            case Keyword.Trigger or Keyword.Constraint:
                return CreateTrigStmt(start, replace);
            case Keyword.Type:
                return CreateType(start);
            case Keyword.Domain:
                return CreateDomainStmt(start);
            case Keyword.Foreign when WordAt(1) == Keyword.Table:
                return CreateForeignTableStmt(start);
            case Keyword.Rule:
                return RuleStmt(start, replace);
            case Keyword.Statistics:
                return CreateStatsStmt(start);
            case Keyword.Role or Keyword.User or Keyword.Group:
                return CreateRole(start);
            case Keyword.Policy:
                return CreatePolicyStmt(start);
            default:
                return CreateObject(start, replace);
        }
    }

    /// <summary>True where CREATE OR REPLACE goes on with a kind of object that has it.</summary>
    private bool CanBeReplaced() => Kind != TokenKind.Keyword
        || Word is Keyword.Temporary or Keyword.Temp or Keyword.Local or Keyword.Global or Keyword.Unlogged or Keyword.View or Keyword.Recursive or Keyword.Function
            or Keyword.Procedure or Keyword.Trigger or Keyword.Constraint or Keyword.Rule or Keyword.Aggregate or Keyword.Transform or Keyword.Trusted
            or Keyword.Procedural or Keyword.Language;

    private OpaqueStmt RefuseReplace()
    {
        var kind = Is(Keyword.Materialized, Keyword.View) ? "MATERIALIZED VIEW" : Keywords.Spelling(Word).ToUpperInvariant();
        Refuse(tokens.Span(position), "PostgreSQL has no CREATE OR REPLACE " + kind);
        return new OpaqueStmt(Here, "");
    }

    private Statement CreateRelation(int start, bool replace, string relpersistence) => Word switch
    {
        Keyword.Table when !replace => CreateStmt(start, relpersistence),
        Keyword.Sequence when !replace => CreateSeqStmt(start, relpersistence),
        Keyword.View or Keyword.Recursive => ViewStmt(start, replace, relpersistence),
        Keyword.Materialized when !replace => CreateMatViewStmt(start, relpersistence),
        _ when replace && Kind == TokenKind.Keyword => RefuseReplace(),
        _ => Unread(ObjectExpected),
    };

    /// <summary><c>OptTemp</c>: <c>t</c> for a temporary relation, <c>u</c> for one that is not logged, <c>p</c> for others.</summary>
    private string OptTemp()
    {
        var isLocal = Accept(Keyword.Local) || Accept(Keyword.Global);
        if (Accept(Keyword.Temporary) || Accept(Keyword.Temp))
        {
            return "t";
        }

        if (isLocal)
        {
            Fail("TEMPORARY");
        }

        return Accept(Keyword.Unlogged) ? "u" : "p";
    }

    private Statement Alter(int start)
    {
        Advance();
        switch (Word)
        {
            case Keyword.Table or Keyword.Index or Keyword.Sequence or Keyword.View or Keyword.Materialized:
            case Keyword.Foreign when WordAt(1) == Keyword.Table:
                return AlterRelation(start);
            case Keyword.Type:
                return AlterType(start);
            case Keyword.Domain:
                return AlterDomainStmt(start);
            case Keyword.Function or Keyword.Procedure or Keyword.Routine or Keyword.Aggregate:
                return AlterRoutine(start);
            case Keyword.Trigger:
                return AlterTrigger(start);
            case Keyword.Rule:
                return AlterRule(start);
            case Keyword.Statistics:
                return AlterStatistics(start);
            case Keyword.Role or Keyword.User or Keyword.Group:
                return AlterRole(start);
            case Keyword.Policy:
                return AlterPolicyStmt(start);
            case Keyword.Default:
                return AlterDefaultPrivilegesStmt(start);
            default:
                return AlterObject(start);
        }
    }

    private OpaqueStmt Unread(string expected = SyntaxErrorText.Statement)
    {
        Fail(expected);
        return new OpaqueStmt(Here, "");
    }
}
