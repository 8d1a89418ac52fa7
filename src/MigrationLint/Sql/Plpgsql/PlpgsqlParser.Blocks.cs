using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;

namespace MigrationLint.Sql.Plpgsql;

/// <summary>The body as a whole, blocks and what they declare.</summary>
internal sealed partial class PlpgsqlParser
{
    private static readonly PlpgsqlVariable Scalar = new(PlpgsqlVariableKind.Unknown);

    /// <summary><c>pl_function</c>.</summary>
    private PLpgSQLFunction PlFunction()
    {
        var function = new PLpgSQLFunction(Start);
        names.Push(routine.Name, PlpgsqlLabelKind.Block);
        names.IsIncomplete = routine.IsIncomplete;
        DeclareParameters();
        function.Options = CompOptions();
        if (isBroken)
        {
            Recover();
        }

        var block = PlBlock(OptBlockLabel());
        function.Action = block;
        if (!isBroken)
        {
            Accept(TokenKind.Semicolon);
        }

        if (!isBroken && position < end)
        {
            Fail("the end of the body");
        }

        if (isBroken)
        {
            block.Body = [.. block.Body, .. Leftovers()];
        }

        return Close(function);
    }

    // The structure is lost, the statements are not.
    private List<PLpgSQLStmt> Leftovers()
    {
        var found = new List<PLpgSQLStmt>();
        isBroken = false;
        while (position < end)
        {
            var before = position;
            found.AddRange(ProcSect());
            if (IsWord("end"))
            {
                Recover();
            }
            else if (position == before || EndsSection())
            {
                position++;
            }
        }

        return found;
    }

    private void DeclareParameters()
    {
        for (var i = 0; i < routine.Parameters.Count; i++)
        {
            var parameter = routine.Parameters[i];
            var variable = new PlpgsqlVariable(KindOf(parameter.ArgType));
            names.Add($"${i + 1}", variable);
            if (parameter.Name is { } name)
            {
                names.Add(name, variable);
            }
        }

        names.Add("found", Scalar);
        foreach (var name in routine.IsTrigger ? new[] { "tg_name", "tg_when", "tg_level", "tg_op", "tg_relid", "tg_relname", "tg_table_name", "tg_table_schema", "tg_nargs", "tg_argv" }
            : routine.IsEventTrigger ? ["tg_event", "tg_tag"] : [])
        {
            names.Add(name, Scalar);
        }

        if (routine.IsTrigger)
        {
            names.Add("new", new PlpgsqlVariable(PlpgsqlVariableKind.Record));
            names.Add("old", new PlpgsqlVariable(PlpgsqlVariableKind.Record));
        }
    }

    private static PlpgsqlVariableKind KindOf(TypeName? type) =>
        type is not { PctType: false, ArrayBounds.Count: 0, Names.Count: > 0 } ? PlpgsqlVariableKind.Unknown
        : (type.Names[type.Names.Count - 1] as StringValue)?.Sval switch
        {
            "record" => PlpgsqlVariableKind.Record,
            "refcursor" => PlpgsqlVariableKind.UnboundCursor,
            _ => PlpgsqlVariableKind.Unknown,
        };

    /// <summary><c>comp_options</c>.</summary>
    private List<string> CompOptions()
    {
        var options = new List<string>();
        while (!isBroken && IsOperator(position, "#"))
        {
            var first = ++position;
            if (AcceptWord("option"))
            {
                ExpectWord("dump");
            }
            else if (AcceptWord("print_strict_params"))
            {
                AnyIdentifier("on or off");
            }
            else if (AcceptWord("variable_conflict"))
            {
                if (!AcceptWord("error") && !AcceptWord("use_variable") && !AcceptWord("use_column"))
                {
                    Fail("error, use_variable or use_column");
                }
            }
            else
            {
                Fail("an option of the compiler");
            }

            if (!isBroken)
            {
                options.Add(Word(first) + " " + Word(first + 1));
            }
        }

        return options;
    }

    /// <summary><c>opt_block_label</c> and <c>opt_loop_label</c>.</summary>
    private string? OptBlockLabel()
    {
        if (isBroken || !IsOperator(position, "<<"))
        {
            return null;
        }

        position++;
        var label = AnyIdentifier("a label");
        if (!isBroken && IsOperator(position, ">>"))
        {
            position++;
        }
        else
        {
            Fail("'>>'");
        }

        return label;
    }

    /// <summary><c>opt_label</c> behind END, which must be the one that the block or loop begins with.</summary>
    private void EndLabel(string? label)
    {
        if (isBroken || !IsName(position))
        {
            return;
        }

        var (span, endLabel) = (Here, tokens.Name(position++));
        if (label is null)
        {
            Report(span, $"end label \"{endLabel}\" stands at an unlabelled block");
        }
        else if (label != endLabel)
        {
            Report(span, $"end label \"{endLabel}\" differs from the label \"{label}\" of the block");
        }
    }

    /// <summary><c>pl_block</c>, from DECLARE or BEGIN on.</summary>
    private PLpgSQLStmtBlock PlBlock(string? label)
    {
        var block = new PLpgSQLStmtBlock(Start) { Label = label };
        names.Push(label, PlpgsqlLabelKind.Block);
        if (AcceptWord("declare"))
        {
            block.Declarations = DeclStmts();
        }

        ExpectWord("begin");
        if (!isBroken)
        {
            block.Body = ProcSect();
            block.Exceptions = AcceptWord("exception") ? ExceptionSect() : null;
            ExpectWord("end");
            EndLabel(label);
        }

        names.Pop();
        return Close(block);
    }

    /// <summary><c>exception_sect</c>, from WHEN on.</summary>
    private PLpgSQLExceptionBlock ExceptionSect()
    {
        var block = new PLpgSQLExceptionBlock(Start);
        var exceptions = new List<PLpgSQLException>();
        names.Add("sqlstate", Scalar with { IsConstant = true });
        names.Add("sqlerrm", Scalar with { IsConstant = true });
        do
        {
            var exception = new PLpgSQLException(Start);
            ExpectWord("when");
            exception.Conditions = ProcConditions();
            ExpectWord("then");
            RecoverHead("then");
            exception.Action = ProcSect();
            exceptions.Add(Close(exception));
        }
        while (!isBroken && IsWord("when"));

        block.ExcList = exceptions;
        return Close(block);
    }

    /// <summary><c>proc_conditions</c>.</summary>
    private List<PLpgSQLCondition> ProcConditions()
    {
        var conditions = new List<PLpgSQLCondition>();
        do
        {
            var condition = new PLpgSQLCondition(Start) { IsSqlstate = IsWord("sqlstate") };
            var span = Here;
            condition.Condname = AnyIdentifier("a condition");
            if (condition.IsSqlstate)
            {
                condition.Condname = Sqlstate();
            }
            else if (condition.Condname != "others")
            {
                RequireCondition(span, condition.Condname);
            }

            conditions.Add(Close(condition));
        }
        while (AcceptWord("or"));

        return conditions;
    }

    private void RequireCondition(Text.TextSpan span, string name)
    {
        if (!PlpgsqlConditions.Contains(name) && name.IndexOf(Text.EmbeddedText.HoleCharacter) < 0)
        {
            Report(span, $"there is no condition \"{name}\"");
        }
    }

    /// <summary>The five characters behind SQLSTATE.</summary>
    private string Sqlstate()
    {
        if (isBroken || Kind(position) != TokenKind.StringConstant)
        {
            Fail("an SQLSTATE as a string constant");
            return "";
        }

        var state = tokens.StringValue(position);
        if (state.Length != 5 || !state.All(static character => character is (>= '0' and <= '9') or (>= 'A' and <= 'Z')))
        {
            Report(Here, "an SQLSTATE has five digits or capital letters");
        }

        position++;
        return state;
    }

    /// <summary><c>decl_stmts</c>.</summary>
    private List<Node> DeclStmts()
    {
        var declarations = new List<Node>();
        while (position < end && !IsWord("begin"))
        {
            if (AcceptWord("declare"))
            {
                continue;
            }

            if (Kind(position) == TokenKind.Hole && Kind(position + 1) is TokenKind.Semicolon or TokenKind.EndOfFile or TokenKind.Keyword or TokenKind.Hole)
            {
                names.IsIncomplete = true;
                position++;
                Accept(TokenKind.Semicolon);
            }
            else if (IsName(position))
            {
                declarations.Add(DeclStatement());
            }
            else if (IsOperator(position, "<<"))
            {
                Misplaced("the label of the block before DECLARE");
                OptBlockLabel();
            }
            else
            {
                Fail("a variable or BEGIN");
            }

            if (isBroken && position < end && PlpgsqlWords.IsReserved(Word(position)))
            {
                break;
            }

            if (isBroken)
            {
                Recover();
            }
        }

        return declarations;
    }

    /// <summary><c>decl_statement</c>.</summary>
    private Node DeclStatement()
    {
        var (start, span, name) = (Start, Here, tokens.Name(position++));
        names.IsIncomplete |= name.IndexOf(Text.EmbeddedText.HoleCharacter) >= 0;
        if (names.Declares(name))
        {
            Report(span, $"\"{name}\" is declared twice");
        }

        var isScroll = IsWord("scroll");
        if (Kind(position) == TokenKind.Dot)
        {
            Fail("a type");
        }
        else if (AcceptWord("alias"))
        {
            return DeclAlias(new PLpgSQLAlias(start) { Name = name });
        }

        var variable = new PLpgSQLVar(start) { Refname = name };
        if (isScroll && Word(position + 1) == "cursor")
        {
            position++;
            variable.CursorScroll = true;
        }
        else if (IsWord("no") && Word(position + 1) == "scroll")
        {
            position += 2;
            variable.CursorScroll = false;
        }

        names.Add(name, AcceptWord("cursor") ? DeclCursor(variable) : DeclVariable(variable));
        return Close(variable);
    }

    private PLpgSQLAlias DeclAlias(PLpgSQLAlias alias)
    {
        ExpectWord("for");
        if (isBroken || !IsName(position))
        {
            Fail("a variable");
            return alias;
        }

        var (parts, item) = Parts(3);
        alias.Item = item;
        var variable = names.Find(parts);
        if (variable is null && !names.IsIncomplete)
        {
            Report(item.Span, $"variable \"{string.Join(".", parts)}\" does not exist");
        }

        names.Add(alias.Name, variable ?? Scalar);
        ExpectSemicolon();
        return Close(alias);
    }

    private PlpgsqlVariable DeclVariable(PLpgSQLVar variable)
    {
        variable.Isconst = AcceptWord("constant");
        variable.Datatype = ReadDatatype();
        if (AcceptWord("collate"))
        {
            variable.Collation = Collation();
        }

        var notNull = Here;
        if (AcceptWord("not"))
        {
            ExpectWord("null");
            variable.Notnull = true;
        }

        if (Accept(TokenKind.ColonEquals) || Accept(TokenKind.Equal) || AcceptWord("default"))
        {
            variable.DefaultVal = ReadSqlExpression(Until.Semicolon);
        }
        else
        {
            ExpectSemicolon();
            if (variable.Notnull)
            {
                Report(notNull, $"variable \"{variable.Refname}\" must have a default value, since it is declared NOT NULL");
            }
        }

        return new PlpgsqlVariable(variable.Datatype is { IsRowtype: true } ? PlpgsqlVariableKind.Record : KindOf(variable.Datatype?.TypeName), variable.Isconst);
    }

    private List<string> Collation()
    {
        if (isBroken || !IsName(position))
        {
            Fail("a collation");
            return [];
        }

        return Parts(3).Parts;
    }

    private PlpgsqlVariable DeclCursor(PLpgSQLVar cursor)
    {
        names.Push(cursor.Refname, PlpgsqlLabelKind.Other);
        if (Accept(TokenKind.LeftParenthesis))
        {
            var arguments = new List<PLpgSQLVar>();
            do
            {
                var argument = new PLpgSQLVar(Start) { Refname = AnyIdentifier("an argument of the cursor") };
                argument.Datatype = ReadDatatype();
                names.Add(argument.Refname, Scalar);
                arguments.Add(Close(argument));
            }
            while (Accept(TokenKind.Comma));

            Expect(TokenKind.RightParenthesis, "')'");
            cursor.CursorExplicitArgrow = arguments;
        }

        if (!AcceptWord("is"))
        {
            ExpectWord("for");
        }

        cursor.CursorExplicitExpr = ReadSqlStmt();
        names.Pop();
        return new PlpgsqlVariable(PlpgsqlVariableKind.BoundCursor, CursorArguments: [.. cursor.CursorExplicitArgrow.Select(static argument => argument.Refname)]);
    }
}
