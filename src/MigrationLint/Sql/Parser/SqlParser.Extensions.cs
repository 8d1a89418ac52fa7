using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Extensions and what belongs to them.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>CreateExtensionStmt</c>, from EXTENSION on.</summary>
    private CreateExtensionStmt CreateExtensionStmt(int start)
    {
        Advance();
        var statement = new CreateExtensionStmt(start) { IfNotExists = IfNotExists(), Extname = ColId("an extension name") };
        Accept(Keyword.With);
        statement.Options = CreateExtensionOptions();
        return statement;
    }

    /// <summary><c>create_extension_opt_list</c>; FROM as PostgreSQL 12 has it.</summary>
    private List<DefElem> CreateExtensionOptions()
    {
        var options = new List<DefElem>();
        while (true)
        {
            var start = Here;
            switch (Word)
            {
                case Keyword.Schema:
                    Advance();
                    options.Add(MakeDefElem(start, "schema", NameNode("a schema name")));
                    break;
                case Keyword.Version:
                    Advance();
                    options.Add(MakeDefElem(start, "new_version", NonReservedWordOrSconst("a version")));
                    break;
                case Keyword.From:
                    Advance();
                    options.Add(MakeDefElem(start, "old_version", NonReservedWordOrSconst("a version")));
                    break;
                case Keyword.Cascade:
                    Advance();
                    options.Add(MakeDefElem(start, "cascade", value: true));
                    break;
                default:
                    if (Accept(TokenKind.Hole))
                    {
                        break;
                    }

                    return options;
            }
        }
    }

    /// <summary>ALTER EXTENSION in all forms, from EXTENSION on.</summary>
    private Statement AlterExtension(int start)
    {
        Advance();
        var name = NameNode("an extension name");
        switch (Word)
        {
            case Keyword.Update:
                return AlterExtensionStmt(start, name.Sval);
            case Keyword.Add or Keyword.Drop:
                return AlterExtensionContentsStmt(start, name.Sval);
            case Keyword.Set:
                return AlterObjectSchema(start, ObjectType.Extension, name);
            default:
                Fail("UPDATE, ADD, DROP or SET SCHEMA");
                return Unread();
        }
    }

    private AlterExtensionStmt AlterExtensionStmt(int start, string name)
    {
        Advance();
        var options = new List<DefElem>();
        while (Is(Keyword.To))
        {
            var optionStart = Here;
            Advance();
            options.Add(MakeDefElem(optionStart, "new_version", NonReservedWordOrSconst("a version")));
        }

        return new AlterExtensionStmt(start) { Extname = name, Options = options };
    }

    private AlterExtensionContentsStmt AlterExtensionContentsStmt(int start, string name)
    {
        var statement = new AlterExtensionContentsStmt(start) { Extname = name, Action = Is(Keyword.Add) ? 1 : -1 };
        Advance();
        var first = position;
        if (Is(Keyword.Large) || ObjectKind() is not { } kind || !CanBelongToExtension(kind))
        {
            position = first;
            Fail("a kind of object that can belong to an extension");
            return statement;
        }

        (statement.Objtype, statement.Object) = (kind, ObjectName(kind));
        return statement;
    }

    private static bool CanBelongToExtension(ObjectType kind) => kind is not (ObjectType.Column or ObjectType.Tabconstraint or ObjectType.Policy
        or ObjectType.Rule or ObjectType.Trigger);
}
