using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>COPY, with the options of all the versions that PostgreSQL still reads.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>CopyStmt</c>.</summary>
    private Statement CopyStmt()
    {
        var copy = new CopyStmt(Here);
        var options = new List<Node>();
        Expect(Keyword.Copy);
        if (Accept(TokenKind.LeftParenthesis))
        {
            copy.Query = PreparableStmt();
            Expect(TokenKind.RightParenthesis);
            Expect(Keyword.To);
        }
        else
        {
            if (Is(Keyword.Binary))
            {
                options.Add(CopyFormat("binary"));
            }

            copy.Relation = QualifiedName();
            copy.Attlist = OptNameList();
            copy.IsFrom = Accept(Keyword.From);
            if (!copy.IsFrom && !Accept(Keyword.To))
            {
                Fail("FROM or TO");
            }
        }

        CopyFile(copy);
        if (copy.Relation is not null)
        {
            CopyDelimiter(options);
        }

        SkipHoles();
        CopyOptions(options);
        copy.Options = options;
        if (copy.Relation is not null)
        {
            var where = Here;
            copy.WhereClause = WhereClause();
            if (copy.WhereClause is not null && !copy.IsFrom)
            {
                Refuse(TextSpan.FromBounds(where, LastEnd), "COPY TO takes no WHERE");
            }
        }

        return Close(copy);
    }

    /// <summary><c>opt_program copy_file_name</c>.</summary>
    private void CopyFile(CopyStmt copy)
    {
        copy.IsProgram = Accept(Keyword.Program);
        var start = Here;
        if (!(Accept(Keyword.Stdin) || Accept(Keyword.Stdout)))
        {
            copy.Filename = Sconst("a file name, STDIN or STDOUT");
        }
        else if (copy.IsProgram)
        {
            Refuse(TextSpan.FromBounds(start, LastEnd), "PROGRAM takes a command, not STDIN or STDOUT");
        }
    }

    /// <summary><c>copy_delimiter</c>: <c>[USING] DELIMITERS '…'</c>.</summary>
    private void CopyDelimiter(List<Node> options)
    {
        if (Accept(Keyword.Using) || Is(Keyword.Delimiters))
        {
            var option = new DefElem(Here) { Defname = "delimiter" };
            Expect(Keyword.Delimiters);
            option.Arg = StringNode();
            options.Add(Close(option));
        }
    }

    /// <summary><c>opt_with copy_options</c>.</summary>
    private void CopyOptions(List<Node> options)
    {
        Accept(Keyword.With);
        if (!Accept(TokenKind.LeftParenthesis))
        {
            while (OldCopyOption() is { } old)
            {
                options.Add(old);
                SkipHoles();
            }

            return;
        }

        do
        {
            var option = new DefElem(Here) { Defname = ColLabel("an option") };
            option.Arg = CopyOptionArgument();
            options.Add(Close(option));
            SkipHoles();
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
    }

    /// <summary><c>copy_opt_item</c>; null where none stands.</summary>
    private DefElem? OldCopyOption()
    {
        switch (Word)
        {
            case Keyword.Binary:
                return CopyFormat("binary");
            case Keyword.Csv:
                return CopyFormat("csv");
            case Keyword.Freeze or Keyword.Header:
                var flag = new DefElem(Here) { Defname = Is(Keyword.Freeze) ? "freeze" : "header" };
                Advance();
                flag.Arg = Close(new BooleanValue(LastEnd, boolval: true));
                return Close(flag);
            case Keyword.Delimiter or Keyword.Null or Keyword.Quote or Keyword.Escape or Keyword.Encoding:
                var option = new DefElem(Here) { Defname = Keywords.Spelling(Word) };
                var takesAs = !Is(Keyword.Encoding);
                Advance();
                _ = takesAs && Accept(Keyword.As);
                option.Arg = StringNode();
                return Close(option);
            case Keyword.Force:
                return ForceOption();
            default:
                return null;
        }
    }

    private DefElem CopyFormat(string format)
    {
        var start = Here;
        Advance();
        return Close(new DefElem(start) { Defname = "format", Arg = Close(new StringValue(start, format)) });
    }

    /// <summary><c>FORCE QUOTE</c>, <c>FORCE NOT NULL</c>, <c>FORCE NULL</c> and the columns.</summary>
    private DefElem ForceOption()
    {
        var force = new DefElem(Here);
        Advance();
        force.Defname = Word switch
        {
            Keyword.Quote => "force_quote",
            Keyword.Not => "force_not_null",
            _ => "force_null",
        };
        if (!Accept(Keyword.Quote))
        {
            Accept(Keyword.Not);
            Expect(Keyword.Null);
        }

        var start = Here;
        force.Arg = Accept(TokenKind.Asterisk) ? Close(new AStar(start)) : Close(new ListValue(start) { Items = NameList("a column name") });
        return Close(force);
    }

    /// <summary><c>copy_generic_opt_arg</c>; null without.</summary>
    private Node? CopyOptionArgument()
    {
        var start = Here;
        if (Accept(TokenKind.Asterisk))
        {
            return Close(new AStar(start));
        }

        if (Accept(Keyword.Default))
        {
            return Close(new StringValue(start, "default"));
        }

        if (!Accept(TokenKind.LeftParenthesis))
        {
            return Kind is TokenKind.IntegerConstant or TokenKind.FloatConstant or TokenKind.Plus or TokenKind.Minus ? NumericOnly()
                : IsBooleanOrString() ? BooleanOrString()
                : null;
        }

        var items = new List<Node>();
        do
        {
            items.Add(BooleanOrString());
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return Close(new ListValue(start) { Items = items });
    }

    private StringValue StringNode()
    {
        var start = Here;
        return Close(new StringValue(start, Sconst()));
    }
}
