using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>CREATE SEQUENCE and the options of sequences.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>CreateSeqStmt</c>, from SEQUENCE on.</summary>
    private Statement CreateSeqStmt(int start, string relpersistence)
    {
        Expect(Keyword.Sequence);
        var sequence = new CreateSeqStmt(start) { IfNotExists = IfNotExists() };
        sequence.Sequence = QualifiedName("a sequence name");
        sequence.Sequence.Relpersistence = relpersistence;
        sequence.Options = SeqOptList();
        return Close(sequence);
    }

    /// <summary><c>SeqOptList</c>, possibly empty.</summary>
    private List<DefElem> SeqOptList()
    {
        var options = new List<DefElem>();
        SkipHoles();
        while (IsSeqOptElem())
        {
            options.Add(SeqOptElem());
            SkipHoles();
        }

        return options;
    }

    private List<DefElem> OptParenthesizedSeqOptList()
    {
        if (!Accept(TokenKind.LeftParenthesis))
        {
            return [];
        }

        SkipHoles();
        if (!IsSeqOptElem() && tokens.Kind(position - 1) != TokenKind.Hole)
        {
            Fail("an option of sequences");
        }

        var options = SeqOptList();
        Expect(TokenKind.RightParenthesis);
        return options;
    }

    private bool IsSeqOptElem() => Word switch
    {
        Keyword.As or Keyword.Cache or Keyword.Cycle or Keyword.Increment or Keyword.Logged or Keyword.Maxvalue or Keyword.Minvalue
            or Keyword.Owned or Keyword.Start or Keyword.Restart or Keyword.Unlogged => true,
        Keyword.Sequence => WordAt(1) == Keyword.Name,
        Keyword.No => WordAt(1) is not (Keyword.Inherit or Keyword.Force),
        _ => false,
    };

    /// <summary><c>SeqOptElem</c>, where <see cref="IsSeqOptElem"/>.</summary>
    private DefElem SeqOptElem()
    {
        var option = new DefElem(Here);
        var isNot = Accept(Keyword.No);
        var word = Word;
        if (isNot && word is not (Keyword.Cycle or Keyword.Maxvalue or Keyword.Minvalue))
        {
            Fail("CYCLE, MAXVALUE or MINVALUE");
        }

        option.Defname = word switch
        {
            Keyword.Owned => "owned_by",
            Keyword.Sequence => "sequence_name",
            _ => Keywords.Spelling(word),
        };
        Advance();
        if (!isNot || word == Keyword.Cycle)
        {
            option.Arg = SeqOptArg(word, isNot);
        }

        return Close(option);
    }

    private Node? SeqOptArg(Keyword word, bool isNot)
    {
        var start = Here;
        switch (word)
        {
            case Keyword.As:
                return SimpleTypename();
            case Keyword.Cycle:
                return new BooleanValue(tokens.Start(position - 1), !isNot) { End = LastEnd };
            case Keyword.Increment:
                Accept(Keyword.By);
                return NumericOnly();
            case Keyword.Start:
                Accept(Keyword.With);
                return NumericOnly();
            case Keyword.Restart:
                return Accept(Keyword.With) || StartsNumber() ? NumericOnly() : null;
            case Keyword.Owned:
                Expect(Keyword.By);
                start = Here;
                return NewList(start, AnyName());
            case Keyword.Sequence:
                Expect(Keyword.Name);
                start = Here;
                return NewList(start, AnyName());
            case Keyword.Logged or Keyword.Unlogged:
                return null;
            default:
                return NumericOnly();
        }
    }

    private bool StartsNumber() =>
        Kind is TokenKind.IntegerConstant or TokenKind.FloatConstant or TokenKind.Plus or TokenKind.Minus or TokenKind.Hole;
}
