using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Databases, tablespaces, ALTER SYSTEM.</summary>
internal sealed partial class SqlParser
{
    private CreatedbStmt CreatedbStmt(int start)
    {
        Advance();
        var statement = new CreatedbStmt(start) { Dbname = ColId("a database name") };
        Accept(Keyword.With);
        statement.Options = CreatedbOptList();
        return statement;
    }

    /// <summary><c>createdb_opt_list</c>.</summary>
    private List<DefElem> CreatedbOptList()
    {
        var options = new List<DefElem>();
        while (IsCreatedbOptName())
        {
            options.Add(CreatedbOptItem());
        }

        return options;
    }

    private bool IsCreatedbOptName() => Kind is TokenKind.Identifier or TokenKind.Hole
        || Word is Keyword.Connection or Keyword.Encoding or Keyword.Location or Keyword.Owner or Keyword.Tablespace or Keyword.Template;

    /// <summary><c>createdb_opt_item</c>; a hole alone may be options.</summary>
    private DefElem CreatedbOptItem()
    {
        var start = Here;
        var isHole = Is(TokenKind.Hole);
        var isConnection = Is(Keyword.Connection);
        var name = tokens.Name(position);
        Advance();
        if (isConnection)
        {
            Expect(Keyword.Limit);
            name = "connection_limit";
        }

        Accept(TokenKind.Equal);
        if (Accept(Keyword.Default) || (isHole && !IsNumericOnly() && !IsBooleanOrString()))
        {
            return MakeDefElem(start, name);
        }

        return MakeDefElem(start, name, IsNumericOnly() ? NumericOnly() : BooleanOrString());
    }

    /// <summary>ALTER DATABASE in all forms, from DATABASE on.</summary>
    private Statement AlterDatabase(int start)
    {
        Advance();
        var name = NameNode("a database name");
        switch (Word)
        {
            case Keyword.Rename:
            case Keyword.Owner when WordAt(1) == Keyword.To:
                return AlterNamed(start, ObjectType.Database, name);
            case Keyword.Refresh:
                Advance();
                Expect(Keyword.Collation, Keyword.Version);
                return new AlterDatabaseRefreshCollStmt(start) { Dbname = name.Sval };
            case Keyword.Set when IsSetTablespace():
                position += 2;
                var tablespace = NameNode("a tablespace name");
                return new AlterDatabaseStmt(start) { Dbname = name.Sval, Options = [MakeDefElem(tablespace.Start, "tablespace", tablespace)] };
            case Keyword.Set or Keyword.Reset:
                return new AlterDatabaseSetStmt(start) { Dbname = name.Sval, Setstmt = SetResetClause() };
            default:
                Accept(Keyword.With);
                return new AlterDatabaseStmt(start) { Dbname = name.Sval, Options = CreatedbOptList() };
        }
    }

    // A setting may be called tablespace.
    private bool IsSetTablespace() =>
        WordAt(1) == Keyword.Tablespace && KindAt(2) is not (TokenKind.Equal or TokenKind.Dot) && WordAt(2) is not (Keyword.To or Keyword.From);

    private CreateTableSpaceStmt CreateTableSpaceStmt(int start)
    {
        Advance();
        var statement = new CreateTableSpaceStmt(start) { Tablespacename = ColId("a tablespace name") };
        if (Accept(Keyword.Owner))
        {
            statement.Owner = RoleSpec();
        }

        Expect(Keyword.Location);
        statement.Location = Sconst("a directory as a string constant");
        if (Accept(Keyword.With))
        {
            statement.Options = RelOptions();
        }

        return statement;
    }

    /// <summary>ALTER TABLESPACE in all forms, from TABLESPACE on.</summary>
    private Statement AlterTablespace(int start)
    {
        Advance();
        var name = NameNode("a tablespace name");
        if (Word is not (Keyword.Set or Keyword.Reset))
        {
            return AlterNamed(start, ObjectType.Tablespace, name);
        }

        var isReset = Is(Keyword.Reset);
        Advance();
        return new AlterTableSpaceOptionsStmt(start) { Tablespacename = name.Sval, IsReset = isReset, Options = RelOptions() };
    }

    /// <summary><c>AlterSystemStmt</c>: settings by their name only, none of the forms in words (<c>generic_set</c>, <c>generic_reset</c>).</summary>
    private AlterSystemStmt AlterSystemStmt(int start)
    {
        Advance();
        if (IsColId(1) && !IsGenericSetting())
        {
            var isSet = Is(Keyword.Set);
            position = Math.Min(position + 2, end);
            Fail(isSet ? "'='" : "the end of the statement");
        }

        return new AlterSystemStmt(start) { Setstmt = SetResetClause() };
    }

    private bool IsGenericSetting() => Word switch
    {
        Keyword.Set => KindAt(2) is TokenKind.Dot or TokenKind.Equal || WordAt(2) == Keyword.To,
        Keyword.Reset => KindAt(2) is TokenKind.Dot or TokenKind.EndOfFile or TokenKind.Semicolon,
        _ => true,
    };
}
