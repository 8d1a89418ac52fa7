using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>CREATE of everything that no other family reads.</summary>
internal sealed partial class SqlParser
{
    /// <summary>CREATE of everything that no other family reads, from the word behind CREATE [OR REPLACE] on.</summary>
    private Statement CreateObject(int start, bool replace)
    {
        switch (Word)
        {
            case Keyword.Aggregate:
                return DefineAggregate(start, replace);
            case Keyword.Transform:
                return CreateTransformStmt(start, replace);
            case Keyword.Trusted or Keyword.Procedural or Keyword.Language:
                return CreateLanguage(start, replace);
            default:
                return replace ? Unread(ObjectExpected) : CreateObject(start);
        }
    }

    /// <summary>CREATE of what has no OR REPLACE.</summary>
    private Statement CreateObject(int start) => Word switch
    {
        Keyword.Schema => CreateSchemaStmt(start),
        Keyword.Extension => CreateExtensionStmt(start),
        Keyword.Database => CreatedbStmt(start),
        Keyword.Tablespace => CreateTableSpaceStmt(start),
        Keyword.Operator => CreateOperator(start),
        Keyword.Cast => CreateCastStmt(start),
        Keyword.Collation => DefineCollation(start),
        Keyword.Conversion or Keyword.Default => CreateConversionStmt(start),
        Keyword.Access => CreateAmStmt(start),
        Keyword.Text => DefineTextSearch(start),
        Keyword.Event => CreateEventTrigStmt(start),
        Keyword.Server => CreateForeignServerStmt(start),
        Keyword.Foreign => CreateFdwStmt(start),
        Keyword.Publication => CreatePublicationStmt(start),
        Keyword.Subscription => CreateSubscriptionStmt(start),
        Keyword.Assertion => RefuseAssertion(start),
        _ => Unread(ObjectExpected),
    };

    private OpaqueStmt RefuseAssertion(int start)
    {
        Refuse(TextSpan.FromBounds(start, tokens.End(position)), "CREATE ASSERTION is not yet implemented");
        return new OpaqueStmt(start, "CREATE ASSERTION");
    }

    private CreateCastStmt CreateCastStmt(int start)
    {
        Advance();
        var types = CastName().Items;
        var statement = new CreateCastStmt(start) { Sourcetype = types[0] as TypeName, Targettype = types[1] as TypeName };
        if (Accept(Keyword.Without))
        {
            Expect(Keyword.Function);
        }
        else
        {
            Expect(Keyword.With);
            statement.Inout = Accept(Keyword.Inout);
            if (!statement.Inout)
            {
                Expect(Keyword.Function);
                statement.Func = FunctionWithArgtypes();
            }
        }

        statement.Context = CastContext();
        return statement;
    }

    /// <summary><c>cast_context</c>.</summary>
    private CoercionContext CastContext()
    {
        if (!Accept(Keyword.As))
        {
            return CoercionContext.Explicit;
        }

        if (Accept(Keyword.Implicit))
        {
            return CoercionContext.Implicit;
        }

        if (!Accept(Keyword.Assignment))
        {
            Fail("IMPLICIT or ASSIGNMENT");
        }

        return CoercionContext.Assignment;
    }

    private CreateTransformStmt CreateTransformStmt(int start, bool replace)
    {
        Advance();
        Expect(Keyword.For);
        var statement = new CreateTransformStmt(start) { Replace = replace, TypeName = Typename() };
        Expect(Keyword.Language);
        statement.Lang = ColId("a language");
        Expect(TokenKind.LeftParenthesis);
        var isFrom = TransformElement(statement);
        if (Accept(TokenKind.Comma))
        {
            if (Is(isFrom ? Keyword.From : Keyword.To))
            {
                Fail(isFrom ? "TO" : "FROM");
            }

            TransformElement(statement);
        }

        Expect(TokenKind.RightParenthesis);
        return statement;
    }

    /// <summary>One direction of a transform. True where it is FROM SQL.</summary>
    private bool TransformElement(CreateTransformStmt statement)
    {
        var isFrom = Accept(Keyword.From);
        if (!isFrom && !Accept(Keyword.To))
        {
            Fail("FROM or TO");
        }

        Expect(Keyword.Sql);
        Expect(Keyword.With, Keyword.Function);
        if (isFrom)
        {
            statement.Fromsql = FunctionWithArgtypes();
        }
        else
        {
            statement.Tosql = FunctionWithArgtypes();
        }

        return isFrom;
    }

    private CreateConversionStmt CreateConversionStmt(int start)
    {
        var statement = new CreateConversionStmt(start) { Def = Accept(Keyword.Default) };
        Expect(Keyword.Conversion);
        statement.ConversionName = AnyName("a conversion name");
        Expect(Keyword.For);
        statement.ForEncodingName = Sconst("the name of an encoding as a string constant");
        Expect(Keyword.To);
        statement.ToEncodingName = Sconst("the name of an encoding as a string constant");
        Expect(Keyword.From);
        statement.FuncName = AnyName("a function name");
        return statement;
    }

    private CreateAmStmt CreateAmStmt(int start)
    {
        Expect(Keyword.Access, Keyword.Method);
        var statement = new CreateAmStmt(start) { Amname = ColId("the name of an access method") };
        Expect(Keyword.Type);
        statement.Amtype = Is(Keyword.Index) ? "i" : "t";
        if (!Accept(Keyword.Index) && !Accept(Keyword.Table))
        {
            Fail("INDEX or TABLE");
        }

        Expect(Keyword.Handler);
        statement.HandlerName = AnyName("a function name");
        return statement;
    }

    /// <summary><c>CreatePLangStmt</c>, from TRUSTED, PROCEDURAL or LANGUAGE on. Without a handler it is CREATE EXTENSION.</summary>
    private Statement CreateLanguage(int start, bool replace)
    {
        var isTrusted = Accept(Keyword.Trusted);
        Accept(Keyword.Procedural);
        Expect(Keyword.Language);
        var name = ColId("a language");
        if (!Accept(Keyword.Handler))
        {
            return new CreateExtensionStmt(start) { Extname = name, IfNotExists = replace };
        }

        var statement = new CreatePLangStmt(start) { Replace = replace, Plname = name, Pltrusted = isTrusted, Plhandler = AnyName("a function name") };
        if (Accept(Keyword.Inline))
        {
            statement.Plinline = AnyName("a function name");
        }

        if (Accept(Keyword.Validator))
        {
            statement.Plvalidator = AnyName("a function name");
        }
        else if (Accept(Keyword.No))
        {
            Expect(Keyword.Validator);
        }

        return statement;
    }

    private CreateEventTrigStmt CreateEventTrigStmt(int start)
    {
        Expect(Keyword.Event, Keyword.Trigger);
        var statement = new CreateEventTrigStmt(start) { Trigname = ColId("the name of an event trigger") };
        Expect(Keyword.On);
        statement.Eventname = ColLabel("an event");
        if (Accept(Keyword.When))
        {
            statement.Whenclause = EventTriggerWhenList();
        }

        Expect(Keyword.Execute);
        if (!Accept(Keyword.Function) && !Accept(Keyword.Procedure))
        {
            Fail("FUNCTION or PROCEDURE");
        }

        statement.Funcname = FuncName("a function name");
        Expect(TokenKind.LeftParenthesis);
        Expect(TokenKind.RightParenthesis);
        return statement;
    }

    /// <summary><c>event_trigger_when_list</c>.</summary>
    private List<Node> EventTriggerWhenList()
    {
        var items = new List<Node>();
        do
        {
            var start = Here;
            var variable = ColId("TAG");
            Expect(Keyword.In);
            Expect(TokenKind.LeftParenthesis);
            var valueStart = Here;
            var values = new List<Node> { SconstNode() };
            while (Accept(TokenKind.Comma))
            {
                values.Add(SconstNode());
            }

            var list = NewList(valueStart, values);
            Expect(TokenKind.RightParenthesis);
            items.Add(MakeDefElem(start, variable, list));
        }
        while (Accept(Keyword.And));

        return items;
    }
}
