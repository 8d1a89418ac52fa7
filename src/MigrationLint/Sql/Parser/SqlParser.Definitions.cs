using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Options: <c>(name = value, …)</c> and <c>OPTIONS (name 'value', …)</c>.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>opt_definition</c>: WITH and a definition; empty without.</summary>
    private List<DefElem> OptDefinition() => Accept(Keyword.With) ? Definition() : [];

    /// <summary><c>definition</c>: <c>(name = value, …)</c>.</summary>
    private List<DefElem> Definition() => Definition(noneTakesAway: false);

    /// <summary><c>'(' operator_def_list ')'</c>: as a definition, but NONE takes the value away.</summary>
    private List<DefElem> OperatorDefinition() => Definition(noneTakesAway: true);

    private List<DefElem> Definition(bool noneTakesAway)
    {
        var elements = new List<DefElem>();
        Expect(TokenKind.LeftParenthesis);
        do
        {
            var start = Here;
            var name = ColLabel("an option");
            var hasValue = Accept(TokenKind.Equal) && !(noneTakesAway && Accept(Keyword.None));
            elements.Add(MakeDefElem(start, name, hasValue ? DefArg() : null));
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return elements;
    }

    /// <summary><c>def_arg</c>: a bare name is a type, a word that cannot be one a string.</summary>
    private Node DefArg()
    {
        var start = Here;
        switch (Kind)
        {
            case TokenKind.StringConstant:
                return SconstNode();
            case TokenKind.IntegerConstant or TokenKind.FloatConstant:
            case TokenKind.Plus or TokenKind.Minus when KindAt(1) is TokenKind.IntegerConstant or TokenKind.FloatConstant:
                return NumericOnly();
            case TokenKind.Keyword when Is(Keyword.None) || Keywords.Class(Word) == KeywordClass.Reserved:
                var word = Keywords.Spelling(Word);
                Advance();
                return Close(new StringValue(start, word));
            case TokenKind.Identifier or TokenKind.Hole:
            case TokenKind.Keyword when !(Is(Keyword.Operator) && KindAt(1) == TokenKind.LeftParenthesis):
                return FuncType();
            default:
                return NewList(start, QualAllOp());
        }
    }

    /// <summary><c>create_generic_options</c>; empty without.</summary>
    private List<DefElem> CreateGenericOptions()
    {
        var options = new List<DefElem>();
        if (!Accept(Keyword.Options))
        {
            return options;
        }

        Expect(TokenKind.LeftParenthesis);
        do
        {
            options.Add(GenericOption());
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return options;
    }

    /// <summary><c>alter_generic_options</c>.</summary>
    private List<DefElem> AlterGenericOptions()
    {
        var options = new List<DefElem>();
        Expect(Keyword.Options);
        Expect(TokenKind.LeftParenthesis);
        do
        {
            options.Add(AlterGenericOption());
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return options;
    }

    private DefElem GenericOption()
    {
        var start = Here;
        var name = ColLabel("an option");

        // A hole may be an option with its value.
        var isHole = tokens.Kind(position - 1) == TokenKind.Hole && (Is(TokenKind.Comma) || Is(TokenKind.RightParenthesis));
        return MakeDefElem(start, name, isHole ? null : SconstNode());
    }

    private DefElem AlterGenericOption()
    {
        // SET, ADD and DROP may be names of options, which a string follows.
        var action = Word switch
        {
            Keyword.Set => DefElemAction.Set,
            Keyword.Add => DefElemAction.Add,
            Keyword.Drop => DefElemAction.Drop,
            _ => DefElemAction.Unspec,
        };
        if (action == DefElemAction.Unspec || KindAt(1) == TokenKind.StringConstant)
        {
            return GenericOption();
        }

        Advance();
        var start = Here;
        var option = action == DefElemAction.Drop ? MakeDefElem(start, ColLabel("an option")) : GenericOption();
        option.Defaction = action;
        return option;
    }
}
