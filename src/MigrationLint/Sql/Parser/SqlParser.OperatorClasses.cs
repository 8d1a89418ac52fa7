using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Operator classes and families.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>CreateOpClassStmt</c>, from the name on.</summary>
    private CreateOpClassStmt CreateOpClassStmt(int start)
    {
        var statement = new CreateOpClassStmt(start) { Opclassname = AnyName("the name of an operator class"), IsDefault = Accept(Keyword.Default) };
        Expect(Keyword.For, Keyword.Type);
        statement.Datatype = Typename();
        Expect(Keyword.Using);
        statement.Amname = ColId("the name of an access method");
        if (Accept(Keyword.Family))
        {
            statement.Opfamilyname = AnyName("the name of an operator family");
        }

        Expect(Keyword.As);
        statement.Items = OpclassItems(isDrop: false);
        return statement;
    }

    /// <summary><c>CreateOpFamilyStmt</c>, from the name on.</summary>
    private CreateOpFamilyStmt CreateOpFamilyStmt(int start)
    {
        var statement = new CreateOpFamilyStmt(start) { Opfamilyname = AnyName("the name of an operator family") };
        Expect(Keyword.Using);
        statement.Amname = ColId("the name of an access method");
        return statement;
    }

    /// <summary><c>opclass_item_list</c>, <c>opclass_drop_list</c>.</summary>
    private List<CreateOpClassItem> OpclassItems(bool isDrop)
    {
        var items = new List<CreateOpClassItem>();
        do
        {
            var item = new CreateOpClassItem(Here);
            if (isDrop)
            {
                OpclassDrop(item);
            }
            else
            {
                OpclassItem(item);
            }

            items.Add(Close(item));
        }
        while (Accept(TokenKind.Comma));

        return items;
    }

    /// <summary><c>opclass_item</c>.</summary>
    private void OpclassItem(CreateOpClassItem item)
    {
        if (Accept(Keyword.Operator))
        {
            item.Itemtype = CreateOpClassItem.OperatorItem;
            item.Number = Iconst();
            item.Name = HasOperatorArgtypes() ? OperatorWithArgtypes() : OperatorWithoutArgtypes();
            item.OrderFamily = OpclassPurpose();
        }
        else if (Accept(Keyword.Function))
        {
            item.Itemtype = CreateOpClassItem.FunctionItem;
            item.Number = Iconst();
            if (Is(TokenKind.LeftParenthesis))
            {
                item.ClassArgs = ParenthesizedTypes();
            }

            item.Name = FunctionWithArgtypes();
        }
        else if (Accept(Keyword.Storage))
        {
            item.Itemtype = CreateOpClassItem.StorageTypeItem;
            item.Storedtype = Typename();
        }
        else if (!Accept(TokenKind.Hole))
        {
            Fail("OPERATOR, FUNCTION or STORAGE");
        }
    }

    /// <summary><c>opclass_drop</c>.</summary>
    private void OpclassDrop(CreateOpClassItem item)
    {
        item.Itemtype = Is(Keyword.Operator) ? CreateOpClassItem.OperatorItem : CreateOpClassItem.FunctionItem;
        if (!Accept(Keyword.Operator) && !Accept(Keyword.Function))
        {
            Fail("OPERATOR or FUNCTION");
        }

        item.Number = Iconst();
        item.ClassArgs = ParenthesizedTypes();
    }

    /// <summary><c>opclass_purpose</c>; RECHECK, without effect since 8.4, was read up to PostgreSQL 17.</summary>
    private List<Node> OpclassPurpose()
    {
        if (Accept(Keyword.For))
        {
            if (Accept(Keyword.Order))
            {
                Expect(Keyword.By);
                return AnyName("the name of an operator family");
            }

            Expect(Keyword.Search);
        }

        if (Is(TokenKind.Identifier) && tokens.Name(position) == "recheck")
        {
            Advance();
        }

        return [];
    }

    private bool HasOperatorArgtypes()
    {
        var ahead = 0;
        while (KindAt(ahead + 1) == TokenKind.Dot)
        {
            ahead += 2;
        }

        return KindAt(ahead + 1) == TokenKind.LeftParenthesis;
    }

    private ObjectWithArgs OperatorWithoutArgtypes()
    {
        var start = Here;
        return Close(new ObjectWithArgs(start) { Objname = AnyOperator() });
    }

    /// <summary><c>'(' type_list ')'</c>.</summary>
    private List<TypeName> ParenthesizedTypes()
    {
        var types = new List<TypeName>();
        Expect(TokenKind.LeftParenthesis);
        do
        {
            types.Add(Typename());
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return types;
    }

    /// <summary>ALTER OPERATOR, OPERATOR CLASS and OPERATOR FAMILY, from OPERATOR on.</summary>
    private Statement AlterOperator(int start)
    {
        var kind = OperatorKind();
        var name = ObjectName(kind);
        if (kind == ObjectType.Operator && Is(Keyword.Set) && KindAt(1) == TokenKind.LeftParenthesis)
        {
            Advance();
            return new AlterOperatorStmt(start) { Opername = name as ObjectWithArgs, Options = OperatorDefinition() };
        }

        if (kind == ObjectType.Opfamily && Word is Keyword.Add or Keyword.Drop)
        {
            return AlterOpFamilyStmt(start, (ListValue)name);
        }

        return AlterNamed(start, kind, name);
    }

    /// <summary><c>AlterOpFamilyStmt</c>, from ADD or DROP on.</summary>
    private AlterOpFamilyStmt AlterOpFamilyStmt(int start, ListValue accessMethodAndName)
    {
        var names = new List<Node>(accessMethodAndName.Items);
        var accessMethod = (StringValue)names[0];
        names.RemoveAt(0);
        var isDrop = Is(Keyword.Drop);
        Advance();
        return new AlterOpFamilyStmt(start) { Amname = accessMethod.Sval, Opfamilyname = names, IsDrop = isDrop, Items = OpclassItems(isDrop) };
    }
}
