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
            copy.Attlist = OptColumnList();
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
            var start = Here;
            Expect(Keyword.Delimiters);
            options.Add(MakeDefElem(start, "delimiter", SconstNode()));
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
            var start = Here;
            options.Add(MakeDefElem(start, ColLabel("an option"), CopyOptionArgument()));
            SkipHoles();
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
    }

    /// <summary><c>copy_opt_item</c>; null where none stands.</summary>
    private DefElem? OldCopyOption()
    {
        var (start, word) = (Here, Word);
        switch (word)
        {
            case Keyword.Binary:
                return CopyFormat("binary");
            case Keyword.Csv:
                return CopyFormat("csv");
            case Keyword.Freeze or Keyword.Header:
                Advance();
                return MakeDefElem(start, Keywords.Spelling(word), true);
            case Keyword.Delimiter or Keyword.Null or Keyword.Quote or Keyword.Escape or Keyword.Encoding:
                Advance();
                _ = word != Keyword.Encoding && Accept(Keyword.As);
                return MakeDefElem(start, Keywords.Spelling(word), SconstNode());
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
        return MakeDefElem(start, "format", Close(new StringValue(start, format)));
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
        force.Arg = Accept(TokenKind.Asterisk) ? Close(new AStar(start)) : NewList(start, NameList("a column name"));
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
            return IsNumericOnly() ? NumericOnly()
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
        return NewList(start, items);
    }
}
