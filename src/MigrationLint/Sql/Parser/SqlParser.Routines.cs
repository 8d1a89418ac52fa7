using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Functions, procedures, DO, CALL. <c>SqlParser.Signatures.cs</c> reads their parameters.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>CreateFunctionStmt</c>, from FUNCTION or PROCEDURE on.</summary>
    private Statement CreateFunctionStmt(int start, bool replace)
    {
        var isProcedure = Is(Keyword.Procedure);
        Advance();
        var statement = new CreateFunctionStmt(start)
        {
            IsProcedure = isProcedure,
            Replace = replace,
            Funcname = FuncName(),
            Parameters = FuncArgs(withDefaults: true),
        };
        if (!isProcedure && WordAt(1) != Keyword.Null && Accept(Keyword.Returns))
        {
            if (Is(Keyword.Table))
            {
                ReturnsTable(statement);
            }
            else
            {
                statement.ReturnType = FuncType();
            }
        }

        statement.Options = CreateFuncOptList();
        statement.SqlBody = OptRoutineBody();
        return statement;
    }

    /// <summary>What <c>mergeTableFuncParameters</c> and <c>TableFuncTypeName</c> do: the columns become parameters and make the type.</summary>
    private void ReturnsTable(CreateFunctionStmt statement)
    {
        foreach (var parameter in statement.Parameters)
        {
            if (parameter.Mode is FunctionParameterMode.Out or FunctionParameterMode.Inout)
            {
                Refuse(parameter.Span, "OUT and INOUT parameters are not allowed beside RETURNS TABLE");
            }
        }

        var start = Here;
        Advance();
        var parameters = new List<FunctionParameter>(statement.Parameters);
        Expect(TokenKind.LeftParenthesis);
        do
        {
            parameters.Add(TableFuncColumn());
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        var isSingle = parameters.Count == statement.Parameters.Count + 1;
        var type = new TypeName(start) { Setof = true, Typemod = -1 };
        if (isSingle && parameters[parameters.Count - 1].ArgType is { } column)
        {
            (type.Names, type.PctType, type.Typmods, type.Typemod, type.ArrayBounds) =
                (column.Names, column.PctType, column.Typmods, column.Typemod, column.ArrayBounds);
        }
        else
        {
            type.Names = [new StringValue(start, "pg_catalog"), new StringValue(start, "record")];
        }

        statement.ReturnType = Close(type);
        statement.Parameters = parameters;
    }

    /// <summary><c>opt_createfunc_opt_list</c>.</summary>
    private List<DefElem> CreateFuncOptList()
    {
        var options = new List<DefElem>();
        while (Accept(TokenKind.Hole) || CreateFuncOptItem(options) || CommonFuncOptItem(options))
        {
            // Both add what they read.
        }

        return options;
    }

    /// <summary><c>createfunc_opt_item</c> without those that ALTER has too.</summary>
    /// <returns>False where none stands here.</returns>
    private bool CreateFuncOptItem(List<DefElem> options)
    {
        var start = Here;
        if (Accept(Keyword.As))
        {
            options.Add(MakeDefElem(start, "as", FuncAs()));
        }
        else if (Accept(Keyword.Language))
        {
            options.Add(MakeDefElem(start, "language", NonReservedWordOrSconst("a language")));
        }
        else if (Accept(Keyword.Transform))
        {
            options.Add(MakeDefElem(start, "transform", TransformTypeList()));
        }
        else if (Accept(Keyword.Window))
        {
            options.Add(MakeDefElem(start, "window", true));
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary><c>common_func_opt_item</c>: what CREATE and ALTER have both.</summary>
    /// <returns>False where none stands here.</returns>
    private bool CommonFuncOptItem(List<DefElem> options)
    {
        var option = FuncProperty() ?? FuncParameterizedOption();
        if (option is null)
        {
            return false;
        }

        options.Add(option);
        return true;
    }

    /// <summary>The options that are words only.</summary>
    private DefElem? FuncProperty()
    {
        var start = Here;
        switch (Word)
        {
            case Keyword.Called:
                Advance();
                Expect(Keyword.On, Keyword.Null);
                Expect(Keyword.Input);
                return MakeDefElem(start, "strict", false);
            case Keyword.Returns:
                Advance();
                Expect(Keyword.Null, Keyword.On);
                Expect(Keyword.Null, Keyword.Input);
                return MakeDefElem(start, "strict", true);
            case Keyword.Strict:
                Advance();
                return MakeDefElem(start, "strict", true);
            case Keyword.Immutable or Keyword.Stable or Keyword.Volatile:
                var volatility = new StringValue(start, tokens.Name(position));
                Advance();
                return MakeDefElem(start, "volatility", Close(volatility));
            case Keyword.External or Keyword.Security:
                Accept(Keyword.External);
                Expect(Keyword.Security);
                return MakeDefElem(start, "security", OneOf(Keyword.Definer, Keyword.Invoker));
            case Keyword.Leakproof:
                Advance();
                return MakeDefElem(start, "leakproof", true);
            case Keyword.Not:
                Advance();
                Expect(Keyword.Leakproof);
                return MakeDefElem(start, "leakproof", false);
            default:
                return null;
        }
    }

    /// <summary>The options that take a value.</summary>
    private DefElem? FuncParameterizedOption()
    {
        var start = Here;
        switch (Word)
        {
            case Keyword.Cost:
                Advance();
                return MakeDefElem(start, "cost", NumericOnly());
            case Keyword.Rows:
                Advance();
                return MakeDefElem(start, "rows", NumericOnly());
            case Keyword.Support:
                Advance();
                return MakeDefElem(start, "support", NewList(Here, AnyName("a function")));
            case Keyword.Parallel:
                Advance();
                return MakeDefElem(start, "parallel", NameNode("SAFE, RESTRICTED or UNSAFE"));
            case Keyword.Set or Keyword.Reset:
                return MakeDefElem(start, "set", SetResetClause(inFunction: true));
            default:
                return null;
        }
    }

    /// <summary>The first word, or else the second. True for the first.</summary>
    private bool OneOf(Keyword first, Keyword second)
    {
        if (Accept(first))
        {
            return true;
        }

        if (!Accept(second))
        {
            Fail(Keywords.Spelling(first).ToUpperInvariant() + " or " + Keywords.Spelling(second).ToUpperInvariant());
        }

        return false;
    }

    /// <summary><c>func_as</c>: the source, or a file and the symbol in it.</summary>
    private ListValue FuncAs()
    {
        var start = Here;
        var strings = new List<Node> { SconstNode("the body as a string constant") };
        if (Accept(TokenKind.Comma))
        {
            strings.Add(SconstNode("the name of a symbol as a string constant"));
        }

        return NewList(start, strings);
    }

    /// <summary><c>transform_type_list</c>.</summary>
    private ListValue TransformTypeList()
    {
        var start = Here;
        var types = new List<Node>();
        do
        {
            Expect(Keyword.For, Keyword.Type);
            types.Add(Typename());
        }
        while (Accept(TokenKind.Comma));

        return NewList(start, types);
    }

    /// <summary><c>opt_routine_body</c>; null without.</summary>
    private Node? OptRoutineBody()
    {
        if (Is(Keyword.Return))
        {
            return ReturnStmt();
        }

        if (!Is(Keyword.Begin, Keyword.Atomic))
        {
            return null;
        }

        var start = Here;
        Advance();
        Advance();
        var statements = new List<Node>();
        var statementsStart = Here;
        if (Enter())
        {
            RoutineBodyStmtList(statements);
        }

        depth--;
        var list = NewList(statementsStart, statements);
        Expect(Keyword.End);
        return NewList(start, [list]);
    }

    /// <summary><c>routine_body_stmt_list</c>. BEGIN and END as statements are for the top level only.</summary>
    private void RoutineBodyStmtList(List<Node> statements)
    {
        while (!AtEnd && !Is(Keyword.End))
        {
            if (Accept(TokenKind.Semicolon))
            {
                continue;
            }

            statements.Add(Is(Keyword.Return) ? ReturnStmt() : Is(Keyword.Begin) ? Unread() : ParseStatement());
            if (!AtEnd)
            {
                Expect(TokenKind.Semicolon);
            }
        }
    }

    /// <summary><c>ReturnStmt</c>.</summary>
    private ReturnStmt ReturnStmt()
    {
        var start = Here;
        Expect(Keyword.Return);
        return Close(new ReturnStmt(start) { Returnval = AExpr() });
    }

    /// <summary>ALTER FUNCTION, PROCEDURE, ROUTINE, AGGREGATE in all forms.</summary>
    private Statement AlterRoutine(int start)
    {
        var type = Word switch
        {
            Keyword.Procedure => ObjectType.Procedure,
            Keyword.Routine => ObjectType.Routine,
            Keyword.Aggregate => ObjectType.Aggregate,
            _ => ObjectType.Function,
        };
        Advance();
        var routine = type == ObjectType.Aggregate ? AggregateWithArgtypes() : FunctionWithArgtypes();
        if (Accept(Keyword.Rename))
        {
            Expect(Keyword.To);
            return new RenameStmt(start) { RenameType = type, Object = routine, Newname = ColId() };
        }

        if (Accept(Keyword.Owner))
        {
            Expect(Keyword.To);
            return new AlterOwnerStmt(start) { ObjectType = type, Object = routine, Newowner = RoleSpec() };
        }

        // Otherwise it is the option SET SCHEMA 'name', or one that sets a parameter called schema.
        if (type == ObjectType.Aggregate || (Is(Keyword.Set, Keyword.Schema) && IsColId(2)))
        {
            Expect(Keyword.Set, Keyword.Schema);
            return new AlterObjectSchemaStmt(start) { ObjectType = type, Object = routine, Newschema = ColId("a schema") };
        }

        return Is(Keyword.No) || Is(Keyword.Depends) ? RoutineDepends(start, type, routine) : AlterFunctionStmt(start, type, routine);
    }

    private AlterObjectDependsStmt RoutineDepends(int start, ObjectType type, ObjectWithArgs routine)
    {
        var remove = Accept(Keyword.No);
        Expect(Keyword.Depends, Keyword.On);
        Expect(Keyword.Extension);
        return new AlterObjectDependsStmt(start) { ObjectType = type, Object = routine, Extname = NameNode("an extension"), Remove = remove };
    }

    private AlterFunctionStmt AlterFunctionStmt(int start, ObjectType type, ObjectWithArgs routine)
    {
        var actions = new List<DefElem>();
        while (Accept(TokenKind.Hole) || CommonFuncOptItem(actions))
        {
            // CommonFuncOptItem adds what it reads.
        }

        if (actions.Count == 0 && KindAt(-1) != TokenKind.Hole)
        {
            Fail("an option of a routine");
        }

        Accept(Keyword.Restrict);
        return new AlterFunctionStmt(start) { Objtype = type, Func = routine, Actions = actions };
    }

    /// <summary><c>DoStmt</c>.</summary>
    private Statement DoStmt()
    {
        var start = Here;
        Advance();
        var options = new List<DefElem>();
        do
        {
            var itemStart = Here;
            if (Accept(TokenKind.Hole))
            {
                continue;
            }

            options.Add(Accept(Keyword.Language)
                ? MakeDefElem(itemStart, "language", NonReservedWordOrSconst("a language"))
                : MakeDefElem(itemStart, "as", SconstNode("the block as a string constant")));
        }
        while (Is(TokenKind.StringConstant) || Is(Keyword.Language) || Is(TokenKind.Hole));

        return new DoStmt(start) { Args = options };
    }

    /// <summary><c>CallStmt</c>.</summary>
    private Statement CallStmt()
    {
        var start = Here;
        Advance();
        return new CallStmt(start) { Funccall = FuncApplication() };
    }
}
