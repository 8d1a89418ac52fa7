using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Publications and subscriptions.</summary>
internal sealed partial class SqlParser
{
    private CreatePublicationStmt CreatePublicationStmt(int start)
    {
        Advance();
        var statement = new CreatePublicationStmt(start) { Pubname = ColId("a publication name") };
        if (Accept(Keyword.For))
        {
            statement.ForAllTables = Accept(Keyword.All);
            if (statement.ForAllTables)
            {
                Expect(Keyword.Tables);
            }
            else
            {
                statement.Pubobjects = PubObjList();
            }
        }

        statement.Options = OptDefinition();
        return statement;
    }

    /// <summary>ALTER PUBLICATION in all forms, from PUBLICATION on.</summary>
    private Statement AlterPublication(int start)
    {
        Advance();
        var name = NameNode("a publication name");
        AlterPublicationAction? action = Word switch
        {
            Keyword.Add => AlterPublicationAction.AddObjects,
            Keyword.Drop => AlterPublicationAction.DropObjects,
            Keyword.Set => AlterPublicationAction.SetObjects,
            _ => null,
        };
        if (action is null)
        {
            return AlterNamed(start, ObjectType.Publication, name);
        }

        Advance();
        var statement = new AlterPublicationStmt(start) { Pubname = name.Sval };
        if (action == AlterPublicationAction.SetObjects && Is(TokenKind.LeftParenthesis))
        {
            statement.Options = Definition();
        }
        else
        {
            (statement.Pubobjects, statement.Action) = (PubObjList(), action.Value);
        }

        return statement;
    }

    /// <summary><c>pub_obj_list</c>. What has no word before it is of the kind of what stands before it (<c>preprocess_pubobj_list</c>).</summary>
    private List<PublicationObjSpec> PubObjList()
    {
        var objects = new List<PublicationObjSpec>();
        do
        {
            var previous = objects.Count > 0 ? objects[objects.Count - 1].Pubobjtype : PublicationObjSpecType.Continuation;
            objects.Add(Close(PublicationObjSpec(previous)));
        }
        while (Accept(TokenKind.Comma));

        return objects;
    }

    private PublicationObjSpec PublicationObjSpec(PublicationObjSpecType previous)
    {
        var spec = new PublicationObjSpec(Here);
        if (Accept(Keyword.Table))
        {
            return PublishedTable(spec);
        }

        if (Accept(Keyword.Tables, Keyword.In))
        {
            Expect(Keyword.Schema);
            return PublishedSchema(spec);
        }

        switch (previous)
        {
            case PublicationObjSpecType.Table:
                return PublishedTable(spec);
            case PublicationObjSpecType.Continuation:
                Fail("TABLE or TABLES IN SCHEMA");
                return spec;
            default:
                return AnotherPublishedSchema(spec);
        }
    }

    /// <summary>A schema behind another one. What only a table can have PostgreSQL's grammar takes here, and its action refuses it.</summary>
    private PublicationObjSpec AnotherPublishedSchema(PublicationObjSpec spec)
    {
        PublishedSchema(spec);
        var problem = Is(TokenKind.Dot) ? "a schema has no qualifier" : Is(TokenKind.LeftParenthesis) ? "a schema has no list of columns"
            : Is(Keyword.Where) ? "a schema has no WHERE" : null;
        if (problem is not null)
        {
            Refuse(TextSpan.FromBounds(spec.Start, LastEnd), problem);
        }

        return spec;
    }

    private PublicationObjSpec PublishedTable(PublicationObjSpec spec)
    {
        var table = new PublicationTable(Here) { Relation = RelationExpr(), Columns = OptColumnList() };
        if (Accept(Keyword.Where))
        {
            Expect(TokenKind.LeftParenthesis);
            table.WhereClause = AExpr();
            Expect(TokenKind.RightParenthesis);
        }

        (spec.Pubobjtype, spec.Pubtable) = (PublicationObjSpecType.Table, Close(table));
        return spec;
    }

    private PublicationObjSpec PublishedSchema(PublicationObjSpec spec)
    {
        if (Accept(Keyword.CurrentSchema))
        {
            spec.Pubobjtype = PublicationObjSpecType.TablesInCurSchema;
        }
        else
        {
            (spec.Pubobjtype, spec.Name) = (PublicationObjSpecType.TablesInSchema, ColId("a schema name"));
        }

        return spec;
    }

    private CreateSubscriptionStmt CreateSubscriptionStmt(int start)
    {
        Advance();
        var statement = new CreateSubscriptionStmt(start) { Subname = ColId("a subscription name") };
        Expect(Keyword.Connection);
        statement.Conninfo = Sconst("a connection string");
        Expect(Keyword.Publication);
        statement.Publication = NameList("a publication name");
        statement.Options = OptDefinition();
        return statement;
    }

    /// <summary>ALTER SUBSCRIPTION in all forms, from SUBSCRIPTION on.</summary>
    private Statement AlterSubscription(int start)
    {
        Advance();
        var name = NameNode("a subscription name");
        if (Word is Keyword.Rename or Keyword.Owner)
        {
            return AlterNamed(start, ObjectType.Subscription, name);
        }

        var statement = new AlterSubscriptionStmt(start) { Subname = name.Sval };
        var wordStart = Here;
        var word = Word;
        Advance();
        switch (word)
        {
            case Keyword.Set when Is(TokenKind.LeftParenthesis):
                (statement.Kind, statement.Options) = (AlterSubscriptionType.Options, Definition());
                return statement;
            case Keyword.Skip:
                (statement.Kind, statement.Options) = (AlterSubscriptionType.Skip, Definition());
                return statement;
            case Keyword.Connection:
                (statement.Kind, statement.Conninfo) = (AlterSubscriptionType.Connection, Sconst("a connection string"));
                return statement;
            case Keyword.Refresh:
                Expect(Keyword.Publication);
                (statement.Kind, statement.Options) = (AlterSubscriptionType.Refresh, OptDefinition());
                return statement;
            case Keyword.Enable or Keyword.Disable:
                statement.Kind = AlterSubscriptionType.Enabled;
                statement.Options = [MakeDefElem(wordStart, "enabled", word == Keyword.Enable)];
                return statement;
            case Keyword.Set or Keyword.Add or Keyword.Drop:
                return ChangePublications(statement, word);
            default:
                position--;
                Fail("a change");
                return statement;
        }
    }

    private AlterSubscriptionStmt ChangePublications(AlterSubscriptionStmt statement, Keyword word)
    {
        Expect(Keyword.Publication);
        statement.Kind = word switch
        {
            Keyword.Set => AlterSubscriptionType.SetPublication,
            Keyword.Add => AlterSubscriptionType.AddPublication,
            _ => AlterSubscriptionType.DropPublication,
        };
        statement.Publication = NameList("a publication name");
        statement.Options = OptDefinition();
        return statement;
    }
}
