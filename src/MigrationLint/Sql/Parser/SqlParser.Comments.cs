using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>COMMENT ON and SECURITY LABEL.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>CommentStmt</c>.</summary>
    private Statement CommentStmt()
    {
        var statement = new CommentStmt(Here);
        Expect(Keyword.Comment, Keyword.On);
        if (ObjectKind() is not { } kind)
        {
            Fail("a kind of object");
            return statement;
        }

        if (kind == ObjectType.Tabconstraint)
        {
            (statement.Objtype, statement.Object) = ConstraintName();
        }
        else
        {
            (statement.Objtype, statement.Object) = (kind, ObjectName(kind));
        }

        Expect(Keyword.Is);
        statement.Comment = StringOrNull();
        return statement;
    }

    /// <summary><c>name ON any_name</c> or <c>name ON DOMAIN any_name</c>; a table may be called domain.</summary>
    private (ObjectType Kind, Node Name) ConstraintName()
    {
        var start = Here;
        var name = NameNode("a constraint name");
        Expect(Keyword.On);
        if (Is(Keyword.Domain) && IsColId(1))
        {
            Advance();
            var type = new TypeName(Here) { Names = AnyName("a domain name"), Typemod = -1 };
            return (ObjectType.Domconstraint, NewList(start, [Close(type), name]));
        }

        var names = AnyName("a table name");
        names.Add(name);
        return (ObjectType.Tabconstraint, NewList(start, names));
    }

    /// <summary><c>SecLabelStmt</c>.</summary>
    private Statement SecLabelStmt()
    {
        var statement = new SecLabelStmt(Here);
        Expect(Keyword.Security, Keyword.Label);
        if (Accept(Keyword.For))
        {
            statement.Provider = NonReservedWordOrSconst("a label provider").Sval;
        }

        Expect(Keyword.On);
        var first = position;
        if (ObjectKind() is not { } kind || !CanHaveSecurityLabel(kind))
        {
            position = first;
            Fail("a kind of object that can have a security label");
            return statement;
        }

        (statement.Objtype, statement.Object) = (kind, ObjectName(kind));
        Expect(Keyword.Is);
        statement.Label = StringOrNull();
        return statement;
    }

    private static bool CanHaveSecurityLabel(ObjectType kind) => kind is not (ObjectType.Operator or ObjectType.Opclass or ObjectType.Opfamily
        or ObjectType.Cast or ObjectType.Transform or ObjectType.Tabconstraint or ObjectType.Policy or ObjectType.Rule or ObjectType.Trigger);

    /// <summary><c>comment_text</c>, <c>security_label</c>: null is what takes a text away.</summary>
    private string? StringOrNull() => Accept(Keyword.Null) ? null : Sconst();
}
