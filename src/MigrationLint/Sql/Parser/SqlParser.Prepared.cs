using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>PREPARE, EXECUTE, EXPLAIN, cursors.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>PrepareStmt</c>.</summary>
    private Statement PrepareStmt()
    {
        var prepare = new PrepareStmt(Here);
        Expect(Keyword.Prepare);
        prepare.Name = ColId("a statement name");
        if (Accept(TokenKind.LeftParenthesis))
        {
            var types = new List<Node>();
            do
            {
                types.Add(Typename());
            }
            while (Accept(TokenKind.Comma));

            prepare.Argtypes = types;
            Expect(TokenKind.RightParenthesis);
        }

        Expect(Keyword.As);
        prepare.Query = PreparableStmt();
        return Close(prepare);
    }

    /// <summary><c>EXECUTE name execute_param_clause</c>, also as CREATE TABLE … AS has it.</summary>
    private Statement ExecuteStmt()
    {
        var execute = new ExecuteStmt(Here);
        Expect(Keyword.Execute);
        execute.Name = ColId("a statement name");
        execute.Params = Is(TokenKind.LeftParenthesis) ? ParenthesizedList() : [];
        return Close(execute);
    }

    /// <summary><c>DeallocateStmt</c>.</summary>
    private Statement DeallocateStmt()
    {
        var deallocate = new DeallocateStmt(Here);
        Expect(Keyword.Deallocate);

        // PREPARE may be the name.
        if (Is(Keyword.Prepare) && (WordAt(1) == Keyword.All || IsColId(1)))
        {
            Advance();
        }

        deallocate.Isall = Accept(Keyword.All);
        deallocate.Name = deallocate.Isall ? null : ColId("a statement name or ALL");
        return Close(deallocate);
    }

    /// <summary><c>ExplainStmt</c>.</summary>
    private Statement ExplainStmt()
    {
        var explain = new ExplainStmt(Here);
        Expect(Keyword.Explain);
        if (Is(TokenKind.LeftParenthesis) && !StartsSelect())
        {
            explain.Options = OptUtilityOptionList();
        }
        else
        {
            var options = new List<DefElem>();
            var start = Here;
            if (Accept(Keyword.Analyze) || Accept(Keyword.Analyse))
            {
                options.Add(MakeDefElem(start, "analyze"));
            }

            start = Here;
            if (Accept(Keyword.Verbose))
            {
                options.Add(MakeDefElem(start, "verbose"));
            }

            explain.Options = options;
        }

        SkipHoles();
        explain.Query = Enter() ? ExplainableStmt() : null;
        depth--;
        return Close(explain);
    }

    /// <summary><c>ExplainableStmt</c>.</summary>
    private Statement ExplainableStmt()
    {
        var start = Here;
        switch (Word)
        {
            case Keyword.Execute:
                return ExecuteStmt();
            case Keyword.Declare:
                return DeclareCursorStmt();
            case Keyword.Refresh:
                return RefreshMatViewStmt();
            case Keyword.Create:
                var create = Create(start);
                if (create is not CreateTableAsStmt && Error is null)
                {
                    Fail("AS and a query");
                }

                create.Start = start;
                return Close(create);
            default:
                return PreparableStmt();
        }
    }

    /// <summary><c>DeclareCursorStmt</c>.</summary>
    private Statement DeclareCursorStmt()
    {
        // PostgreSQL always sets CURSOR_OPT_FAST_PLAN.
        var declare = new DeclareCursorStmt(Here) { Options = 0x100 };
        Expect(Keyword.Declare);
        declare.Portalname = ColId("a cursor");
        while (!AtEnd && !Is(Keyword.Cursor))
        {
            declare.Options |= CursorOption();
        }

        Expect(Keyword.Cursor);
        if (Accept(Keyword.With))
        {
            Expect(Keyword.Hold);
            declare.Options |= 0x20;
        }
        else if (Accept(Keyword.Without))
        {
            Expect(Keyword.Hold);
        }

        Expect(Keyword.For);
        declare.Query = SelectStmt();
        return Close(declare);
    }

    /// <summary>One of <c>cursor_options</c> as PostgreSQL's bit.</summary>
    private int CursorOption()
    {
        if (Accept(Keyword.No))
        {
            Expect(Keyword.Scroll);
            return 0x4;
        }

        var option = Word switch
        {
            Keyword.Scroll => 0x2,
            Keyword.Binary => 0x1,
            Keyword.Asensitive => 0x10,
            Keyword.Insensitive => 0x8,
            _ => 0,
        };
        if (option == 0)
        {
            Fail("CURSOR");
        }
        else
        {
            Advance();
        }

        return option;
    }

    /// <summary><c>FetchStmt</c>: FETCH and MOVE.</summary>
    private Statement FetchStmt()
    {
        var fetch = new FetchStmt(Here) { Ismove = Is(Keyword.Move), HowMany = 1 };
        Advance();
        FetchArgs(fetch);
        if (!Accept(Keyword.From))
        {
            Accept(Keyword.In);
        }

        fetch.Portalname = ColId("a cursor");
        return Close(fetch);
    }

    /// <summary><c>fetch_args</c> up to the cursor. Its words may be the name of the cursor: then nothing that could be one follows.</summary>
    private void FetchArgs(FetchStmt fetch)
    {
        var word = Word;
        if (Accept(Keyword.All))
        {
            fetch.HowMany = long.MaxValue;
        }
        else if (IsSignedInteger(0))
        {
            fetch.HowMany = SignedIconst();
        }
        else if (word is Keyword.Absolute or Keyword.Relative && IsSignedInteger(1))
        {
            Advance();
            (fetch.Direction, fetch.HowMany) = (word == Keyword.Absolute ? FetchDirection.Absolute : FetchDirection.Relative, SignedIconst());
        }
        else if (word is Keyword.Next or Keyword.Prior or Keyword.First or Keyword.Last or Keyword.Forward or Keyword.Backward)
        {
            FetchDirectionWord(fetch, word);
        }
    }

    private void FetchDirectionWord(FetchStmt fetch, Keyword word)
    {
        var takesCount = word is Keyword.Forward or Keyword.Backward;
        var countFollows = takesCount && (WordAt(1) == Keyword.All || IsSignedInteger(1));
        if (!countFollows && !IsColId(1) && WordAt(1) is not (Keyword.From or Keyword.In))
        {
            return;
        }

        Advance();
        (fetch.Direction, fetch.HowMany) = word switch
        {
            Keyword.First => (FetchDirection.Absolute, 1),
            Keyword.Last => (FetchDirection.Absolute, -1),
            Keyword.Prior or Keyword.Backward => (FetchDirection.Backward, 1),
            _ => (FetchDirection.Forward, 1),
        };
        if (countFollows)
        {
            fetch.HowMany = Accept(Keyword.All) ? long.MaxValue : SignedIconst();
        }
    }

    private bool IsSignedInteger(int ahead) => KindAt(ahead) == TokenKind.IntegerConstant
        || (KindAt(ahead) is TokenKind.Plus or TokenKind.Minus && KindAt(ahead + 1) == TokenKind.IntegerConstant);

    /// <summary><c>ClosePortalStmt</c>.</summary>
    private Statement ClosePortalStmt()
    {
        var close = new ClosePortalStmt(Here);
        Expect(Keyword.Close);
        close.Portalname = Accept(Keyword.All) ? null : ColId("a cursor or ALL");
        return Close(close);
    }
}
