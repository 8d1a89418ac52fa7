using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>ALTER TEXT SEARCH.</summary>
internal sealed partial class SqlParser
{
    /// <summary>ALTER TEXT SEARCH in all forms, from TEXT on.</summary>
    private Statement AlterTextSearch(int start)
    {
        var kind = TextSearchKind();
        var name = AnyNameNode();
        return (kind, Word) switch
        {
            (ObjectType.Tsdictionary, _) when Is(TokenKind.LeftParenthesis) => new AlterTSDictionaryStmt(start) { Dictname = name.Items, Options = Definition() },
            (ObjectType.Tsconfiguration, Keyword.Add) => AddMapping(new AlterTSConfigurationStmt(start) { Cfgname = name.Items }),
            (ObjectType.Tsconfiguration, Keyword.Alter) => AlterMapping(new AlterTSConfigurationStmt(start) { Cfgname = name.Items }),
            (ObjectType.Tsconfiguration, Keyword.Drop) => DropMapping(new AlterTSConfigurationStmt(start) { Cfgname = name.Items }),
            _ => AlterNamed(start, kind, name),
        };
    }

    private AlterTSConfigurationStmt AddMapping(AlterTSConfigurationStmt statement)
    {
        Expect(Keyword.Add, Keyword.Mapping);
        Expect(Keyword.For);
        statement.Kind = AlterTSConfigType.AddMapping;
        statement.Tokentype = NameList("a token type");
        Expect(Keyword.With);
        statement.Dicts = AnyNameList("a dictionary");
        return statement;
    }

    private AlterTSConfigurationStmt AlterMapping(AlterTSConfigurationStmt statement)
    {
        Expect(Keyword.Alter, Keyword.Mapping);
        var forTokens = Accept(Keyword.For);
        if (forTokens)
        {
            statement.Tokentype = NameList("a token type");
            if (Accept(Keyword.With))
            {
                (statement.Kind, statement.Override) = (AlterTSConfigType.AlterMappingForToken, true);
                statement.Dicts = AnyNameList("a dictionary");
                return statement;
            }
        }

        Expect(Keyword.Replace);
        (statement.Kind, statement.Replace) = (forTokens ? AlterTSConfigType.ReplaceDictForToken : AlterTSConfigType.ReplaceDict, true);
        var old = AnyNameNode("a dictionary");
        Expect(Keyword.With);
        statement.Dicts = [old, AnyNameNode("a dictionary")];
        return statement;
    }

    private AlterTSConfigurationStmt DropMapping(AlterTSConfigurationStmt statement)
    {
        Expect(Keyword.Drop, Keyword.Mapping);
        statement.Kind = AlterTSConfigType.DropMapping;
        statement.MissingOk = IfExistsBeforeWord();
        Expect(Keyword.For);
        statement.Tokentype = NameList("a token type");
        return statement;
    }
}
