using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Every DROP.</summary>
internal sealed partial class SqlParser
{
    /// <summary>Every DROP.</summary>
    private Statement DropStmt()
    {
        var start = Here;
        Advance();
        return Word switch
        {
            Keyword.Database => DropdbStmt(start),
            Keyword.Tablespace => DropTableSpaceStmt(start),
            Keyword.Subscription => DropSubscriptionStmt(start),
            Keyword.Owned => DropOwnedStmt(start),
            Keyword.User when IsDropUserMapping() => DropUserMappingStmt(start),
            Keyword.Role or Keyword.User or Keyword.Group => DropRoleStmt(start),
            _ => DropObjects(start),
        };
    }

    /// <summary>DROP of what all have a <see cref="Ast.DropStmt"/> for: most kinds take a list, those whose names have clauses take one.</summary>
    private Statement DropObjects(int start)
    {
        var first = position;
        if (Is(Keyword.Large) || ObjectKind() is not { } kind || kind is ObjectType.Column or ObjectType.Tabconstraint)
        {
            position = first;
            return Unread(ObjectExpected);
        }

        var statement = new DropStmt(start) { RemoveType = kind };
        statement.Concurrent = kind == ObjectType.Index && Accept(Keyword.Concurrently);
        statement.MissingOk = kind is ObjectType.Cast or ObjectType.Transform ? IfExistsBeforeWord() : IfExists();
        var takesOne = kind is ObjectType.Cast or ObjectType.Transform or ObjectType.Opclass or ObjectType.Opfamily or ObjectType.Policy
            or ObjectType.Rule or ObjectType.Trigger;
        statement.Objects = takesOne ? [ObjectName(kind)] : ObjectNames(kind);
        statement.Behavior = OptDropBehavior();
        return statement;
    }

    private List<Node> ObjectNames(ObjectType kind)
    {
        var names = new List<Node>(1) { ObjectName(kind) };
        while (Accept(TokenKind.Comma))
        {
            names.Add(ObjectName(kind));
        }

        return names;
    }

    private DropdbStmt DropdbStmt(int start)
    {
        Advance();
        var statement = new DropdbStmt(start) { MissingOk = IfExists(), Dbname = ColId("a database name") };
        if (Accept(Keyword.With) || Is(TokenKind.LeftParenthesis))
        {
            statement.Options = DropOptionList();
        }

        return statement;
    }

    /// <summary><c>'(' drop_option_list ')'</c>: FORCE is the only one.</summary>
    private List<DefElem> DropOptionList()
    {
        var options = new List<DefElem>(1);
        Expect(TokenKind.LeftParenthesis);
        do
        {
            var start = Here;
            if (!Accept(TokenKind.Hole))
            {
                Expect(Keyword.Force);
            }

            options.Add(MakeDefElem(start, "force"));
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return options;
    }

    private DropTableSpaceStmt DropTableSpaceStmt(int start)
    {
        Advance();
        return new DropTableSpaceStmt(start) { MissingOk = IfExists(), Tablespacename = ColId("a tablespace name") };
    }

    private DropSubscriptionStmt DropSubscriptionStmt(int start)
    {
        Advance();
        return new DropSubscriptionStmt(start) { MissingOk = IfExists(), Subname = ColId("a subscription name"), Behavior = OptDropBehavior() };
    }

    private DropOwnedStmt DropOwnedStmt(int start)
    {
        Advance();
        Expect(Keyword.By);
        return new DropOwnedStmt(start) { Roles = RoleList(), Behavior = OptDropBehavior() };
    }

    private DropRoleStmt DropRoleStmt(int start)
    {
        Advance();
        return new DropRoleStmt(start) { MissingOk = IfExists(), Roles = RoleList() };
    }

    // A role may be called mapping.
    private bool IsDropUserMapping() => WordAt(1) == Keyword.Mapping && WordAt(2) is Keyword.For or Keyword.If;

    private DropUserMappingStmt DropUserMappingStmt(int start)
    {
        Expect(Keyword.User, Keyword.Mapping);
        var statement = new DropUserMappingStmt(start) { MissingOk = IfExistsBeforeWord() };
        Expect(Keyword.For);
        statement.User = AuthIdent();
        Expect(Keyword.Server);
        statement.Servername = ColId("a server name");
        return statement;
    }
}
