using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Foreign servers, foreign data wrappers, IMPORT FOREIGN SCHEMA.</summary>
internal sealed partial class SqlParser
{
    private CreateFdwStmt CreateFdwStmt(int start)
    {
        Expect(Keyword.Foreign, Keyword.Data);
        Expect(Keyword.Wrapper);
        return new CreateFdwStmt(start) { Fdwname = ColId("the name of a foreign data wrapper"), FuncOptions = FdwOptions(), Options = CreateGenericOptions() };
    }

    /// <summary><c>opt_fdw_options</c>.</summary>
    private List<DefElem> FdwOptions()
    {
        var options = new List<DefElem>();
        while (Word is Keyword.Handler or Keyword.Validator or Keyword.No)
        {
            var start = Here;
            var isNone = Accept(Keyword.No);
            var name = Is(Keyword.Handler) ? "handler" : "validator";
            if (!Accept(Keyword.Handler) && !Accept(Keyword.Validator))
            {
                Fail("HANDLER or VALIDATOR");
            }

            options.Add(MakeDefElem(start, name, isNone ? null : AnyNameNode("a function name")));
        }

        return options;
    }

    /// <summary>ALTER FOREIGN DATA WRAPPER in all forms, from FOREIGN on.</summary>
    private Statement AlterForeignDataWrapper(int start)
    {
        Expect(Keyword.Foreign, Keyword.Data);
        Expect(Keyword.Wrapper);
        var name = NameNode("the name of a foreign data wrapper");
        var options = FdwOptions();
        if (options.Count == 0 && !Is(Keyword.Options))
        {
            return AlterNamed(start, ObjectType.Fdw, name);
        }

        return new AlterFdwStmt(start)
        {
            Fdwname = name.Sval,
            FuncOptions = options,
            Options = Is(Keyword.Options) ? AlterGenericOptions() : [],
        };
    }

    private CreateForeignServerStmt CreateForeignServerStmt(int start)
    {
        Advance();
        var statement = new CreateForeignServerStmt(start) { IfNotExists = IfNotExists(), Servername = ColId("a server name") };
        if (Accept(Keyword.Type))
        {
            statement.Servertype = Sconst();
        }

        if (Accept(Keyword.Version))
        {
            statement.Version = StringOrNull();
        }

        Expect(Keyword.Foreign, Keyword.Data);
        Expect(Keyword.Wrapper);
        statement.Fdwname = ColId("the name of a foreign data wrapper");
        statement.Options = CreateGenericOptions();
        return statement;
    }

    /// <summary>ALTER SERVER in all forms, from SERVER on.</summary>
    private Statement AlterServer(int start)
    {
        Advance();
        var name = NameNode("a server name");
        if (Word is not (Keyword.Version or Keyword.Options))
        {
            return AlterNamed(start, ObjectType.ForeignServer, name);
        }

        var statement = new AlterForeignServerStmt(start) { Servername = name.Sval, HasVersion = Accept(Keyword.Version) };
        if (statement.HasVersion)
        {
            statement.Version = StringOrNull();
        }

        if (Is(Keyword.Options))
        {
            statement.Options = AlterGenericOptions();
        }

        return statement;
    }

    /// <summary><c>ImportForeignSchemaStmt</c>.</summary>
    private Statement ImportForeignSchemaStmt()
    {
        var statement = new ImportForeignSchemaStmt(Here);
        Expect(Keyword.Import, Keyword.Foreign);
        Expect(Keyword.Schema);
        statement.RemoteSchema = ColId("a schema name");
        statement.ListType = ImportQualificationType();
        if (statement.ListType != ImportForeignSchemaType.All)
        {
            Expect(TokenKind.LeftParenthesis);
            var tables = new List<RangeVar> { RelationExpr() };
            while (Accept(TokenKind.Comma))
            {
                tables.Add(RelationExpr());
            }

            Expect(TokenKind.RightParenthesis);
            statement.TableList = tables;
        }

        Expect(Keyword.From, Keyword.Server);
        statement.ServerName = ColId("a server name");
        Expect(Keyword.Into);
        statement.LocalSchema = ColId("a schema name");
        statement.Options = CreateGenericOptions();
        return statement;
    }

    private ImportForeignSchemaType ImportQualificationType()
    {
        if (Accept(Keyword.Limit))
        {
            Expect(Keyword.To);
            return ImportForeignSchemaType.LimitTo;
        }

        return Accept(Keyword.Except) ? ImportForeignSchemaType.Except : ImportForeignSchemaType.All;
    }
}
