using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>What is made of a name and a definition: aggregates, operators, collations, text search objects.</summary>
internal sealed partial class SqlParser
{
    /// <summary>CREATE AGGREGATE, from AGGREGATE on; before PostgreSQL 8.2 the type of the argument stood in the definition.</summary>
    private DefineStmt DefineAggregate(int start, bool replace)
    {
        Advance();
        var statement = new DefineStmt(start) { Kind = ObjectType.Aggregate, Replace = replace, Defnames = FuncName("the name of an aggregate") };
        if (KindAt(1) == TokenKind.Identifier && KindAt(2) == TokenKind.Equal)
        {
            statement.Oldstyle = true;
            statement.Definition = OldAggrDefinition();
            return statement;
        }

        var argumentsStart = Here;
        var (parameters, directCount) = AggrArgs();
        statement.Args = [NewList(argumentsStart, parameters), Close(new IntegerValue(argumentsStart, directCount))];
        statement.Definition = Definition();
        return statement;
    }

    /// <summary><c>old_aggr_definition</c>: no name in it may be a keyword, and each has a value.</summary>
    private List<DefElem> OldAggrDefinition()
    {
        var elements = new List<DefElem>();
        Expect(TokenKind.LeftParenthesis);
        do
        {
            var start = Here;
            var name = NameIf(Kind is TokenKind.Identifier or TokenKind.Hole, "an option");
            Expect(TokenKind.Equal);
            elements.Add(MakeDefElem(start, name, DefArg()));
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return elements;
    }

    /// <summary>CREATE OPERATOR, OPERATOR CLASS and OPERATOR FAMILY, from OPERATOR on.</summary>
    private Statement CreateOperator(int start)
    {
        switch (OperatorKind())
        {
            case ObjectType.Opclass:
                return CreateOpClassStmt(start);
            case ObjectType.Opfamily:
                return CreateOpFamilyStmt(start);
            default:
                return new DefineStmt(start) { Kind = ObjectType.Operator, Defnames = AnyOperator(), Definition = Definition() };
        }
    }

    private DefineStmt DefineCollation(int start)
    {
        Advance();
        var statement = new DefineStmt(start) { Kind = ObjectType.Collation, IfNotExists = IfNotExists(), Defnames = AnyName("a collation name") };
        if (Accept(Keyword.From))
        {
            var source = AnyNameNode("a collation name");
            statement.Definition = [MakeDefElem(source.Start, "from", source)];
        }
        else
        {
            statement.Definition = Definition();
        }

        return statement;
    }

    private DefineStmt DefineTextSearch(int start) =>
        new(start) { Kind = TextSearchKind(), Defnames = AnyName(), Definition = Definition() };
}
