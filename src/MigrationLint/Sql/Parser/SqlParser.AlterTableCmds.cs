using MigrationLint.Text;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>The actions of ALTER TABLE but those on one column. PostgreSQL's grammar takes all of them for every kind of relation.</summary>
internal sealed partial class SqlParser
{
    private static readonly string[] ActionVerbs =
        ["add", "alter", "attach", "cluster", "detach", "disable", "drop", "enable", "force", "inherit", "options", "owner", "rename", "replica", "reset", "set", "validate"];

    /// <summary><c>alter_table_cmds</c>.</summary>
    private List<Node> AlterTableCmds()
    {
        var commands = new List<Node>();
        do
        {
            commands.Add(AlterTableAction());
        }
        while (Accept(TokenKind.Comma));

        return commands;
    }

    private Node AlterTableAction()
    {
        var start = Here;
        if (StartsUnknownAction())
        {
            return UnknownAction(start);
        }

        var command = new AlterTableCmd(start);
        AlterTableCmd(command);
        SkipHoles();
        return Close(command);
    }

    /// <summary>
    /// True where a hole stands for an action, or a word that PostgreSQL 18 does not know before a kind of thing: an action of a later version, unless
    /// the word is nearly a verb that is known (<c>DORP COLUMN</c>).
    /// </summary>
    private bool StartsUnknownAction() => Kind switch
    {
        TokenKind.Hole => true,
        TokenKind.Identifier => WordAt(1) is Keyword.Access or Keyword.Column or Keyword.Columns or Keyword.Constraint or Keyword.Identity or Keyword.Index
                or Keyword.Partition or Keyword.Policy or Keyword.Publication or Keyword.Row or Keyword.Rule or Keyword.Statistics or Keyword.Storage
                or Keyword.Table or Keyword.Tablespace or Keyword.Trigger
            && EditDistance.Nearest(tokens.Name(position), ActionVerbs) is null && ForeignWords.At(tokens, position) is null,
        _ => false,
    };

    /// <summary>Reads up to the next comma that is in no parenthesis.</summary>
    private UnknownAction UnknownAction(int start)
    {
        var open = 0;
        while (!AtEnd && (open > 0 || !Is(TokenKind.Comma)))
        {
            open += Kind switch
            {
                TokenKind.LeftParenthesis => 1,
                TokenKind.RightParenthesis => -1,
                _ => 0,
            };
            if (open < 0)
            {
                Fail("',' or the end of the statement");
            }

            Advance();
        }

        if (Error is null && open > 0)
        {
            Fail("')'");
        }

        return Close(new UnknownAction(start, tokens.Content.Substring(start, Math.Max(0, LastEnd - start))));
    }

    private void AlterTableCmd(AlterTableCmd command)
    {
        switch (Word)
        {
            case Keyword.Add:
                AddCmd(command);
                break;
            case Keyword.Alter:
                AlterCmd(command);
                break;
            case Keyword.Drop:
                DropCmd(command);
                break;
            case Keyword.Validate:
                Expect(Keyword.Validate, Keyword.Constraint);
                (command.Subtype, command.Name) = (AlterTableType.ValidateConstraint, ColId("a constraint name"));
                break;
            case Keyword.Set:
                SetCmd(command);
                break;
            case Keyword.Reset:
                Advance();
                (command.Subtype, command.Def) = (AlterTableType.ResetRelOptions, OptionList());
                break;
            case Keyword.Cluster:
                Expect(Keyword.Cluster, Keyword.On);
                (command.Subtype, command.Name) = (AlterTableType.ClusterOn, ColId("an index name"));
                break;
            case Keyword.Enable or Keyword.Disable:
                EnableCmd(command, Is(Keyword.Enable));
                break;
            case Keyword.Owner:
                Expect(Keyword.Owner, Keyword.To);
                (command.Subtype, command.Newowner) = (AlterTableType.ChangeOwner, RoleSpec());
                break;
            default:
                OtherCmd(command);
                break;
        }
    }

    private void OtherCmd(AlterTableCmd command)
    {
        switch (Word)
        {
            case Keyword.Inherit:
                Advance();
                (command.Subtype, command.Def) = (AlterTableType.AddInherit, QualifiedName());
                break;
            case Keyword.No when WordAt(1) == Keyword.Force:
                Advance();
                RowSecurity(command, AlterTableType.NoForceRowSecurity);
                break;
            case Keyword.No:
                Expect(Keyword.No, Keyword.Inherit);
                (command.Subtype, command.Def) = (AlterTableType.DropInherit, QualifiedName());
                break;
            case Keyword.Force:
                RowSecurity(command, AlterTableType.ForceRowSecurity);
                break;
            case Keyword.Of:
                Advance();
                (command.Subtype, command.Def) = (AlterTableType.AddOf, NamedType());
                break;
            case Keyword.Not:
                Expect(Keyword.Not, Keyword.Of);
                command.Subtype = AlterTableType.DropOf;
                break;
            case Keyword.Replica:
                Expect(Keyword.Replica, Keyword.Identity);
                (command.Subtype, command.Def) = (AlterTableType.ReplicaIdentity, ReplicaIdentity());
                break;
            case Keyword.Options:
                var start = Here;
                (command.Subtype, command.Def) = (AlterTableType.GenericOptions, NewList(start, AlterGenericOptions()));
                break;
            default:
                Fail("ADD, ALTER, DROP, SET or another action");
                break;
        }
    }

    private void AddCmd(AlterTableCmd command)
    {
        Expect(Keyword.Add);
        if (StartsTableConstraint())
        {
            (command.Subtype, command.Def) = (AlterTableType.AddConstraint, TableConstraint());
            return;
        }

        Accept(Keyword.Column);
        (command.Subtype, command.MissingOk) = (AlterTableType.AddColumn, IfNotExists());
        command.Def = IsElementHole() ? HoleHere() : ColumnDef();
    }

    private void DropCmd(AlterTableCmd command)
    {
        Expect(Keyword.Drop);
        command.Subtype = Accept(Keyword.Constraint) ? AlterTableType.DropConstraint : AlterTableType.DropColumn;
        if (command.Subtype == AlterTableType.DropColumn)
        {
            Accept(Keyword.Column);
        }

        command.MissingOk = IfExists();
        command.Name = ColId(command.Subtype == AlterTableType.DropConstraint ? "a constraint name" : "a column name");
        command.Behavior = OptDropBehavior();
    }

    private void SetCmd(AlterTableCmd command)
    {
        Expect(Keyword.Set);
        switch (Word)
        {
            case Keyword.Without:
                Advance();
                command.Subtype = Is(Keyword.Oids) ? AlterTableType.DropOids : AlterTableType.DropCluster;
                if (!Accept(Keyword.Oids) && !Accept(Keyword.Cluster))
                {
                    Fail("OIDS or CLUSTER");
                }

                break;
            case Keyword.With:
                Expect(Keyword.With, Keyword.Oids);
                command.Subtype = AlterTableType.AddOids;
                break;
            case Keyword.Logged or Keyword.Unlogged:
                command.Subtype = Is(Keyword.Logged) ? AlterTableType.SetLogged : AlterTableType.SetUnLogged;
                Advance();
                break;
            case Keyword.Access:
                Expect(Keyword.Access, Keyword.Method);
                (command.Subtype, command.Name) = (AlterTableType.SetAccessMethod, Accept(Keyword.Default) ? null : ColId("an access method"));
                break;
            case Keyword.Tablespace:
                Advance();
                (command.Subtype, command.Name) = (AlterTableType.SetTableSpace, ColId("a tablespace"));
                break;
            case Keyword.NotKeyword when Is(TokenKind.LeftParenthesis):
                (command.Subtype, command.Def) = (AlterTableType.SetRelOptions, OptionList());
                break;
            default:
                SkipHoles();
                Fail("'(', ACCESS METHOD, LOGGED, SCHEMA, TABLESPACE, UNLOGGED or WITHOUT");
                break;
        }
    }

    private void EnableCmd(AlterTableCmd command, bool isEnable)
    {
        Advance();
        if (Is(Keyword.Row))
        {
            RowLevelSecurity(command, isEnable ? AlterTableType.EnableRowSecurity : AlterTableType.DisableRowSecurity);
            return;
        }

        var isAlways = isEnable && Accept(Keyword.Always);
        var isReplica = isEnable && !isAlways && Accept(Keyword.Replica);
        if (Accept(Keyword.Rule))
        {
            command.Subtype = isAlways ? AlterTableType.EnableAlwaysRule
                : isReplica ? AlterTableType.EnableReplicaRule
                : isEnable ? AlterTableType.EnableRule : AlterTableType.DisableRule;
            command.Name = ColId("a rule name");
            return;
        }

        if (!Accept(Keyword.Trigger))
        {
            Fail(isAlways || isReplica ? "TRIGGER or RULE" : isEnable ? "ALWAYS, REPLICA, ROW, RULE or TRIGGER" : "ROW, RULE or TRIGGER");
        }

        if (isAlways || isReplica)
        {
            command.Subtype = isAlways ? AlterTableType.EnableAlwaysTrig : AlterTableType.EnableReplicaTrig;
            command.Name = ColId("a trigger name");
        }
        else if (Accept(Keyword.All))
        {
            command.Subtype = isEnable ? AlterTableType.EnableTrigAll : AlterTableType.DisableTrigAll;
        }
        else if (Accept(Keyword.User))
        {
            command.Subtype = isEnable ? AlterTableType.EnableTrigUser : AlterTableType.DisableTrigUser;
        }
        else
        {
            (command.Subtype, command.Name) = (isEnable ? AlterTableType.EnableTrig : AlterTableType.DisableTrig, ColId("ALL, USER or a trigger name"));
        }
    }

    private void RowSecurity(AlterTableCmd command, AlterTableType subtype)
    {
        Expect(Keyword.Force);
        RowLevelSecurity(command, subtype);
    }

    private void RowLevelSecurity(AlterTableCmd command, AlterTableType subtype)
    {
        Expect(Keyword.Row);
        Expect(Keyword.Level, Keyword.Security);
        command.Subtype = subtype;
    }

    private ReplicaIdentityStmt ReplicaIdentity()
    {
        var identity = new ReplicaIdentityStmt(Here);
        switch (Word)
        {
            case Keyword.Nothing:
                identity.IdentityType = "n";
                Advance();
                break;
            case Keyword.Full:
                identity.IdentityType = "f";
                Advance();
                break;
            case Keyword.Default:
                identity.IdentityType = "d";
                Advance();
                break;
            case Keyword.Using:
                identity.IdentityType = "i";
                Expect(Keyword.Using, Keyword.Index);
                identity.Name = ColId("an index name");
                break;
            default:
                Fail("DEFAULT, FULL, NOTHING or USING INDEX");
                break;
        }

        return Close(identity);
    }

    /// <summary><c>reloptions</c> as the operand of an action.</summary>
    private ListValue OptionList()
    {
        var start = Here;
        return NewList(start, RelOptions());
    }
}
