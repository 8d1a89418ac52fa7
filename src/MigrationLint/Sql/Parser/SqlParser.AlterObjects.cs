using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>ALTER of everything that no other family reads.</summary>
internal sealed partial class SqlParser
{
    /// <summary>ALTER of everything that no other family reads.</summary>
    private Statement AlterObject(int start) => Word switch
    {
        Keyword.Extension => AlterExtension(start),
        Keyword.Database => AlterDatabase(start),
        Keyword.Tablespace => AlterTablespace(start),
        Keyword.System => AlterSystemStmt(start),
        Keyword.Operator => AlterOperator(start),
        Keyword.Collation => AlterCollation(start),
        Keyword.Text => AlterTextSearch(start),
        Keyword.Event => AlterEventTrigger(start),
        Keyword.Server => AlterServer(start),
        Keyword.Foreign => AlterForeignDataWrapper(start),
        Keyword.Publication => AlterPublication(start),
        Keyword.Subscription => AlterSubscription(start),
        Keyword.Schema or Keyword.Conversion or Keyword.Procedural or Keyword.Language or Keyword.Large => AlterNamed(start),
        _ => Unread(ObjectExpected),
    };

    private Statement AlterNamed(int start)
    {
        var kind = ObjectKind() ?? default;
        return AlterNamed(start, kind, ObjectName(kind));
    }

    /// <summary>RENAME TO, OWNER TO, SET SCHEMA: what many kinds have, from that word on.</summary>
    private Statement AlterNamed(int start, ObjectType kind, Node name)
    {
        switch (Word)
        {
            case Keyword.Rename when kind is not (ObjectType.Operator or ObjectType.Largeobject or ObjectType.Extension):
                return RenameObject(start, kind, name);
            case Keyword.Owner when kind is not (ObjectType.Tsparser or ObjectType.Tstemplate or ObjectType.Extension):
                return AlterOwner(start, kind, name);
            case Keyword.Set when kind is ObjectType.Extension || !(IsNamedWithoutSchema(kind) || kind is ObjectType.Largeobject):
                return AlterObjectSchema(start, kind, name);
            default:
                Fail("a change");
                return new OpaqueStmt(start, "ALTER");
        }
    }

    /// <summary><c>RenameStmt</c>, from RENAME on.</summary>
    private RenameStmt RenameObject(int start, ObjectType kind, Node name)
    {
        Expect(Keyword.Rename, Keyword.To);
        var statement = new RenameStmt(start) { RenameType = kind };

        // PostgreSQL keeps the names of these three as text.
        if (kind is ObjectType.Database or ObjectType.Schema or ObjectType.Tablespace)
        {
            statement.Subname = ((StringValue)name).Sval;
        }
        else
        {
            statement.Object = name;
        }

        statement.Newname = ColId();
        return statement;
    }

    /// <summary><c>AlterOwnerStmt</c>, from OWNER on.</summary>
    private AlterOwnerStmt AlterOwner(int start, ObjectType kind, Node name)
    {
        Expect(Keyword.Owner, Keyword.To);
        return new AlterOwnerStmt(start) { ObjectType = kind, Object = name, Newowner = RoleSpec() };
    }

    /// <summary><c>AlterObjectSchemaStmt</c>, from SET on.</summary>
    private AlterObjectSchemaStmt AlterObjectSchema(int start, ObjectType kind, Node name)
    {
        Expect(Keyword.Set, Keyword.Schema);
        return new AlterObjectSchemaStmt(start) { ObjectType = kind, Object = name, Newschema = ColId("a schema name") };
    }

    private Statement AlterCollation(int start)
    {
        Advance();
        var name = AnyNameNode("a collation name");
        if (!Accept(Keyword.Refresh))
        {
            return AlterNamed(start, ObjectType.Collation, name);
        }

        Expect(Keyword.Version);
        return new AlterCollationStmt(start) { Collname = name.Items };
    }

    private Statement AlterEventTrigger(int start)
    {
        Expect(Keyword.Event, Keyword.Trigger);
        var name = NameNode("the name of an event trigger");
        if (Accept(Keyword.Disable))
        {
            return new AlterEventTrigStmt(start) { Trigname = name.Sval, Tgenabled = "D" };
        }

        if (!Accept(Keyword.Enable))
        {
            return AlterNamed(start, ObjectType.EventTrigger, name);
        }

        var enabled = Accept(Keyword.Replica) ? "R" : Accept(Keyword.Always) ? "A" : "O";
        return new AlterEventTrigStmt(start) { Trigname = name.Sval, Tgenabled = enabled };
    }
}
