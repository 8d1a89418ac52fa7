using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Types and domains that a migration makes.</summary>
internal sealed partial class SqlParser
{
    /// <summary>CREATE TYPE in all forms, from TYPE on.</summary>
    private Statement CreateType(int start)
    {
        Expect(Keyword.Type);
        var nameStart = Here;
        var name = AnyName("a type name");
        if (!Accept(Keyword.As))
        {
            return Close(new DefineStmt(start)
            {
                Kind = ObjectType.Type,
                Defnames = name,
                Definition = Is(TokenKind.LeftParenthesis) ? Definition() : [],
            });
        }

        switch (Word)
        {
            case Keyword.Enum:
                Advance();
                return Close(new CreateEnumStmt(start) { TypeName = name, Vals = EnumValues() });
            case Keyword.Range:
                Advance();
                return Close(new CreateRangeStmt(start) { TypeName = name, Params = Definition() });
            case Keyword.NotKeyword when Is(TokenKind.LeftParenthesis):
                return Close(new CompositeTypeStmt(start) { Typevar = TypeRelation(nameStart, name), Coldeflist = Attributes() });
            default:
                return Unread("'(', ENUM or RANGE");
        }
    }

    // makeRangeVarFromAnyName leaves inh unset.
    private RangeVar TypeRelation(int start, List<Node> name)
    {
        var relation = ToRangeVar(start, name);
        relation.Inh = false;
        relation.End = name[name.Count - 1].End;
        return relation;
    }

    private List<StringValue> EnumValues()
    {
        Expect(TokenKind.LeftParenthesis);
        var values = new List<StringValue>();
        if (!Is(TokenKind.RightParenthesis))
        {
            do
            {
                values.Add(StringOf(EnumValue));
            }
            while (Accept(TokenKind.Comma));
        }

        Expect(TokenKind.RightParenthesis);
        return values;
    }

    private string EnumValue() => Sconst("a value in quotes");

    /// <summary><c>'(' OptTableFuncElementList ')'</c>.</summary>
    private List<Node> Attributes()
    {
        Expect(TokenKind.LeftParenthesis);
        var attributes = new List<Node>();
        if (!Is(TokenKind.RightParenthesis))
        {
            do
            {
                attributes.Add(IsElementHole() ? HoleHere() : TableFuncElement());
            }
            while (Accept(TokenKind.Comma));
        }

        Expect(TokenKind.RightParenthesis);
        return attributes;
    }

    /// <summary>ALTER TYPE in all forms.</summary>
    private Statement AlterType(int start)
    {
        Expect(Keyword.Type);
        var nameStart = Here;
        var name = AnyName("a type name");
        switch (Word)
        {
            case Keyword.Add when WordAt(1) == Keyword.Value:
                return AddEnumValue(start, name);
            case Keyword.Drop when WordAt(1) == Keyword.Value:
                Refuse(TextSpan.FromBounds(tokens.Start(position), tokens.End(position + 1)), "PostgreSQL cannot drop a value of an enum");
                return new OpaqueStmt(start, "ALTER TYPE");
            case Keyword.Rename when WordAt(1) == Keyword.Value:
                position += 2;
                var rename = new AlterEnumStmt(start) { TypeName = name, OldVal = EnumValue() };
                Expect(Keyword.To);
                rename.NewVal = EnumValue();
                return Close(rename);
            case Keyword.Rename when WordAt(1) == Keyword.Attribute:
                return RenameAttribute(start, TypeRelation(nameStart, name));
            case Keyword.Add or Keyword.Drop or Keyword.Alter:
                return Close(new AlterTableStmt(start) { Relation = TypeRelation(nameStart, name), Objtype = ObjectType.Type, Cmds = AlterTypeCmds() });
            case Keyword.Set when KindAt(1) == TokenKind.LeftParenthesis:
                Advance();
                return Close(new AlterTypeStmt(start) { TypeName = name, Options = OperatorDefinition() });
            default:
                return AlterNamed(start, ObjectType.Type, NamesNode(nameStart, name));
        }
    }

    private ListValue NamesNode(int start, List<Node> names) => new(start) { Items = names, End = names[names.Count - 1].End };

    /// <summary><c>ADD VALUE [IF NOT EXISTS] 'new' [BEFORE | AFTER 'old']</c>.</summary>
    private AlterEnumStmt AddEnumValue(int start, List<Node> name)
    {
        Expect(Keyword.Add, Keyword.Value);
        var add = new AlterEnumStmt(start) { TypeName = name, SkipIfNewValExists = IfNotExists(), NewValIsAfter = true };
        add.NewVal = EnumValue();
        if (Word is Keyword.Before or Keyword.After)
        {
            add.NewValIsAfter = Is(Keyword.After);
            Advance();
            add.NewValNeighbor = EnumValue();
        }

        SkipHoles();
        return Close(add);
    }

    private RenameStmt RenameAttribute(int start, RangeVar relation)
    {
        Expect(Keyword.Rename, Keyword.Attribute);
        var rename = new RenameStmt(start)
        {
            RenameType = ObjectType.Attribute,
            RelationType = ObjectType.Type,
            Relation = relation,
            Subname = ColId("an attribute name"),
        };
        Expect(Keyword.To);
        rename.Newname = ColId();
        rename.Behavior = OptDropBehavior();
        return Close(rename);
    }

    /// <summary><c>alter_type_cmds</c>.</summary>
    private List<Node> AlterTypeCmds()
    {
        var commands = new List<Node>();
        do
        {
            commands.Add(AlterTypeCmd());
        }
        while (Accept(TokenKind.Comma));

        return commands;
    }

    private AlterTableCmd AlterTypeCmd()
    {
        var command = new AlterTableCmd(Here);
        var verb = Word;
        if (verb is not (Keyword.Add or Keyword.Drop or Keyword.Alter))
        {
            Fail("ADD, ALTER or DROP");
        }

        Advance();
        if (!Accept(Keyword.Attribute))
        {
            Fail(verb == Keyword.Add ? "VALUE or ATTRIBUTE" : "ATTRIBUTE");
        }

        if (verb == Keyword.Add)
        {
            (command.Subtype, command.Def) = (AlterTableType.AddColumn, TableFuncElement());
        }
        else if (verb == Keyword.Drop)
        {
            (command.Subtype, command.MissingOk) = (AlterTableType.DropColumn, IfExists());
            command.Name = ColId("an attribute name");
        }
        else
        {
            var start = Here;
            (command.Subtype, command.Name) = (AlterTableType.AlterColumnType, ColId("an attribute name"));
            SetDataType();
            command.Def = Close(new ColumnDef(start) { TypeName = Typename(), CollClause = OptCollateClause() });
        }

        command.Behavior = OptDropBehavior();
        return Close(command);
    }

    /// <summary><c>CreateDomainStmt</c>, from DOMAIN on.</summary>
    private Statement CreateDomainStmt(int start)
    {
        Expect(Keyword.Domain);
        var domain = new CreateDomainStmt(start) { Domainname = AnyName("a domain name") };
        Accept(Keyword.As);
        domain.TypeName = Typename();
        (domain.Constraints, domain.CollClause) = ColQualList();
        return Close(domain);
    }

    /// <summary>ALTER DOMAIN in all forms.</summary>
    private Statement AlterDomainStmt(int start)
    {
        Expect(Keyword.Domain);
        var nameStart = Here;
        var name = AnyName("a domain name");
        if (Accept(Keyword.Rename, Keyword.Constraint))
        {
            var rename = new RenameStmt(start) { RenameType = ObjectType.Domconstraint, Object = NamesNode(nameStart, name), Subname = ColId("a constraint name") };
            Expect(Keyword.To);
            rename.Newname = ColId();
            return Close(rename);
        }

        return Word is Keyword.Rename or Keyword.Owner || Is(Keyword.Set, Keyword.Schema)
            ? AlterNamed(start, ObjectType.Domain, NamesNode(nameStart, name))
            : Close(AlterDomain(new AlterDomainStmt(start) { TypeName = name }));
    }

    private AlterDomainStmt AlterDomain(AlterDomainStmt domain)
    {
        switch (Word)
        {
            case Keyword.Set when WordAt(1) == Keyword.Default:
                position += 2;
                (domain.Subtype, domain.Def) = ("T", AExpr());
                break;
            case Keyword.Drop when WordAt(1) == Keyword.Default:
                position += 2;
                domain.Subtype = "T";
                break;
            case Keyword.Drop when WordAt(1) == Keyword.Constraint:
                position += 2;
                (domain.Subtype, domain.MissingOk) = ("X", IfExists());
                domain.Name = ColId("a constraint name");
                domain.Behavior = OptDropBehavior();
                break;
            case Keyword.Set or Keyword.Drop:
                domain.Subtype = Is(Keyword.Set) ? "O" : "N";
                Advance();
                if (!Is(Keyword.Not))
                {
                    Fail(domain.Subtype == "O" ? "DEFAULT, NOT NULL or SCHEMA" : "CONSTRAINT, DEFAULT or NOT NULL");
                }

                Expect(Keyword.Not, Keyword.Null);
                break;
            case Keyword.Add:
                Advance();
                (domain.Subtype, domain.Def) = ("C", DomainConstraint());
                break;
            case Keyword.Validate:
                Expect(Keyword.Validate, Keyword.Constraint);
                (domain.Subtype, domain.Name) = ("V", ColId("a constraint name"));
                break;
            default:
                Fail("ADD, DROP, OWNER TO, RENAME, SET or VALIDATE");
                break;
        }

        return domain;
    }
}
