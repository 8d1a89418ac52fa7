using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>CREATE TABLE and its clauses.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>CreateStmt</c> and <c>CreateAsStmt</c>, from TABLE on.</summary>
    private Statement CreateStmt(int start, string relpersistence)
    {
        Expect(Keyword.Table);
        SkipHolesBeforeName();
        var ifNotExists = IfNotExists();
        var relation = QualifiedName();
        relation.Relpersistence = relpersistence;
        SkipHoles();
        var table = new CreateStmt(start) { Relation = relation, IfNotExists = ifNotExists };
        switch (Word)
        {
            case Keyword.Of:
                Advance();
                table.OfTypename = NamedType();
                table.TableElts = OptTypedTableElementList();
                break;
            case Keyword.Partition:
                PartitionOf(table);
                break;
            case Keyword.NotKeyword when Is(TokenKind.LeftParenthesis) && !AreNamesOfQuery():
                table.TableElts = TableElementList();
                table.InhRelations = OptInherit();
                break;
            default:
                if (!AtEnd || LastEnd == relation.End)
                {
                    return CreateAsStmt(start, relation, ifNotExists);
                }

                // The hole before the end may be all there is: columns, or a query.
                position--;
                table.TableElts = [HoleHere()];
                break;
        }

        SkipHoles();
        table.Partspec = OptPartitionSpec();
        table.AccessMethod = OptAccessMethod();
        table.Options = OptWith();
        table.Oncommit = OnCommitOption();
        table.Tablespacename = OptTableSpace();
        SkipHoles();
        return Close(table);
    }

    /// <summary><c>CreateAsStmt</c> behind the name of the table.</summary>
    private CreateTableAsStmt CreateAsStmt(int start, RangeVar relation, bool ifNotExists)
    {
        var into = new IntoClause(relation.Start)
        {
            Rel = relation,
            ColNames = OptColumnList(),
            AccessMethod = OptAccessMethod(),
            Options = OptWith(),
            OnCommit = OnCommitOption(),
            TableSpaceName = OptTableSpace(),
        };
        Close(into);
        if (!Is(Keyword.As) && into.ColNames.Count == 0)
        {
            Fail("'(' or AS");
        }

        Expect(Keyword.As);
        var statement = new CreateTableAsStmt(start) { Into = into, Objtype = ObjectType.Table, IfNotExists = ifNotExists };
        statement.Query = Is(Keyword.Execute) ? ExecuteStmt() : SelectStmt();
        into.SkipData = !OptWithData();
        return Close(statement);
    }

    /// <summary>
    /// True where the parenthesis here holds the names of a query's columns: <c>(a, b) AS SELECT</c>. An element of a table has a type or an option
    /// behind its name, but a hole may be an element by itself.
    /// </summary>
    private bool AreNamesOfQuery()
    {
        var ahead = 1;
        while (KindAt(ahead) == TokenKind.Hole && KindAt(ahead + 1) == TokenKind.Comma)
        {
            ahead += 2;
        }

        return KindAt(ahead) == TokenKind.Hole
            ? KindAt(ahead + 1) == TokenKind.RightParenthesis && WordAt(ahead + 2) == Keyword.As
            : IsColId(ahead) && KindAt(ahead + 1) is TokenKind.Comma or TokenKind.RightParenthesis;
    }

    /// <summary><c>CreateForeignTableStmt</c>, from FOREIGN TABLE on.</summary>
    private Statement CreateForeignTableStmt(int start)
    {
        Expect(Keyword.Foreign, Keyword.Table);
        var ifNotExists = IfNotExists();
        var table = new CreateStmt(start) { Relation = QualifiedName(), IfNotExists = ifNotExists };
        if (Is(Keyword.Partition))
        {
            PartitionOf(table);
        }
        else
        {
            table.TableElts = TableElementList();
            table.InhRelations = OptInherit();
        }

        Close(table);
        Expect(Keyword.Server);
        var server = ColId("a server name");
        return Close(new CreateForeignTableStmt(start) { Base = table, Servername = server, Options = CreateGenericOptions() });
    }

    private void PartitionOf(CreateStmt table)
    {
        Expect(Keyword.Partition, Keyword.Of);
        table.InhRelations = [QualifiedName()];
        table.TableElts = OptTypedTableElementList();
        SkipHoles();
        table.Partbound = PartitionBoundSpec();
    }

    private List<RangeVar> OptInherit()
    {
        SkipHoles();
        if (!Accept(Keyword.Inherits))
        {
            return [];
        }

        Expect(TokenKind.LeftParenthesis);
        var parents = QualifiedNameList();
        Expect(TokenKind.RightParenthesis);
        return parents;
    }

    private PartitionSpec? OptPartitionSpec()
    {
        if (!Is(Keyword.Partition))
        {
            return null;
        }

        var spec = new PartitionSpec(Here);
        Expect(Keyword.Partition, Keyword.By);
        var word = position;
        var strategy = ColId("LIST, RANGE or HASH");
        Expect(TokenKind.LeftParenthesis);
        var parts = new List<PartitionElem>();
        do
        {
            parts.Add(PartElem());
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        (spec.Strategy, spec.PartParams) = (ParsePartitionStrategy(strategy, word), parts);
        Close(spec);
        SkipHoles();
        return spec;
    }

    private PartitionStrategy ParsePartitionStrategy(string name, int word)
    {
        if (name.Equals("range", StringComparison.OrdinalIgnoreCase))
        {
            return PartitionStrategy.Range;
        }

        if (name.Equals("hash", StringComparison.OrdinalIgnoreCase))
        {
            return PartitionStrategy.Hash;
        }

        if (Error is null && tokens.Kind(word) != TokenKind.Hole && !name.Equals("list", StringComparison.OrdinalIgnoreCase))
        {
            Refuse(tokens.Span(word), "LIST, RANGE or HASH expected");
        }

        return PartitionStrategy.List;
    }

    private PartitionElem PartElem()
    {
        var part = new PartitionElem(Here);
        (part.Name, part.Expr) = NameOrExpression();
        part.Collation = OptCollate();
        part.Opclass = OptOperatorClass();
        return Close(part);
    }

    /// <summary>A column, a function call, or an expression in parentheses: what an index, a partition key or statistics are made of.</summary>
    private (string? Name, Node? Expression) NameOrExpression()
    {
        if (Accept(TokenKind.LeftParenthesis))
        {
            var expression = AExpr();
            Expect(TokenKind.RightParenthesis);
            return (null, expression);
        }

        return IsColId() && KindAt(1) is not (TokenKind.LeftParenthesis or TokenKind.Dot)
            ? (ColId(), null)
            : (null, FuncExprWindowless());
    }

    /// <summary><c>PartitionBoundSpec</c>.</summary>
    private PartitionBoundSpec PartitionBoundSpec()
    {
        var bound = new PartitionBoundSpec(Here);
        if (Accept(Keyword.Default))
        {
            bound.IsDefault = true;
            return Close(bound);
        }

        if (!Is(Keyword.For))
        {
            Fail("FOR VALUES or DEFAULT");
        }

        Expect(Keyword.For, Keyword.Values);
        switch (Word)
        {
            case Keyword.With:
                Advance();
                HashBound(bound);
                break;
            case Keyword.In:
                Advance();
                bound.Strategy = "l";
                bound.Listdatums = ParenthesizedList();
                break;
            case Keyword.From:
                Advance();
                bound.Strategy = "r";
                bound.Lowerdatums = ParenthesizedList();
                Expect(Keyword.To);
                bound.Upperdatums = ParenthesizedList();
                break;
            default:
                SkipHoles();
                Fail("FROM, IN or WITH");
                break;
        }

        return Close(bound);
    }

    private void HashBound(PartitionBoundSpec bound)
    {
        (bound.Strategy, bound.Modulus, bound.Remainder) = ("h", -1, -1);
        var (start, hasHole) = (tokens.Start(position - 1), false);
        Expect(TokenKind.LeftParenthesis);
        do
        {
            var word = position;
            var option = NonReservedWord("MODULUS or REMAINDER");
            var value = Iconst();
            if (option == "modulus" && bound.Modulus == -1)
            {
                bound.Modulus = value;
            }
            else if (option == "remainder" && bound.Remainder == -1)
            {
                bound.Remainder = value;
            }
            else if (Error is null && tokens.Kind(word) != TokenKind.Hole)
            {
                Refuse(tokens.Span(word), "MODULUS and REMAINDER expected, each once");
            }
            else
            {
                hasHole = true;
            }
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        if (Error is null && !hasHole && (bound.Modulus == -1 || bound.Remainder == -1))
        {
            Refuse(TextSpan.FromBounds(start, LastEnd), "MODULUS and REMAINDER expected, each once");
        }
    }

    /// <summary><c>reloptions</c>: <c>(name = value, …)</c>.</summary>
    private List<DefElem> RelOptions()
    {
        Expect(TokenKind.LeftParenthesis);
        var options = new List<DefElem>();
        do
        {
            if (!AcceptElementHole())
            {
                options.Add(RelOptionElem());
            }
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return options;
    }

    private DefElem RelOptionElem()
    {
        var option = new DefElem(Here) { Defname = ColLabel("the name of an option") };
        if (Accept(TokenKind.Dot))
        {
            (option.Defnamespace, option.Defname) = (option.Defname, ColLabel("the name of an option"));
        }

        if (Accept(TokenKind.Equal))
        {
            option.Arg = DefArg();
        }

        return Close(option);
    }

    /// <summary><c>opt_reloptions</c>: WITH and options; empty without.</summary>
    private List<DefElem> OptRelOptions() => Accept(Keyword.With) ? RelOptions() : [];

    /// <summary><c>OptWith</c>; empty without. WITH OIDS, which PostgreSQL took until version 11, is the option that it stood for.</summary>
    private List<DefElem> OptWith()
    {
        SkipHoles();
        if (Accept(Keyword.Without))
        {
            Expect(Keyword.Oids);
            return [];
        }

        if (!Is(Keyword.With, Keyword.Oids))
        {
            return OptRelOptions();
        }

        Advance();
        var (start, value) = (Here, new IntegerValue(Here, 1));
        Advance();
        return [MakeDefElem(start, "oids", Close(value))];
    }

    /// <summary><c>opt_column_list</c>, <c>opt_name_list</c>: names in parentheses; empty without.</summary>
    private List<StringValue> OptColumnList() => Is(TokenKind.LeftParenthesis) ? ParenthesizedNames() : [];

    /// <summary><c>table_access_method_clause</c>; null without.</summary>
    private string? OptAccessMethod()
    {
        SkipHoles();
        return Accept(Keyword.Using) ? ColId("an access method") : null;
    }

    private OnCommitAction OnCommitOption()
    {
        SkipHoles();
        if (!Accept(Keyword.On))
        {
            return OnCommitAction.Noop;
        }

        Expect(Keyword.Commit);
        if (Accept(Keyword.Drop))
        {
            return OnCommitAction.Drop;
        }

        var action = Accept(Keyword.Delete) ? OnCommitAction.DeleteRows : OnCommitAction.PreserveRows;
        if (action == OnCommitAction.PreserveRows && !Accept(Keyword.Preserve))
        {
            Fail("DROP, DELETE ROWS or PRESERVE ROWS");
        }

        Expect(Keyword.Rows);
        return action;
    }

    private string? OptTableSpace()
    {
        SkipHoles();
        return Accept(Keyword.Tablespace) ? ColId("a tablespace") : null;
    }

    /// <summary><c>opt_with_data</c>: false for WITH NO DATA.</summary>
    private bool OptWithData()
    {
        SkipHoles();
        if (!Accept(Keyword.With))
        {
            return true;
        }

        var withData = !Accept(Keyword.No);
        Expect(Keyword.Data);
        return withData;
    }

    /// <summary>A type that can only be a name: of OF, of a composite type.</summary>
    private TypeName NamedType()
    {
        var start = Here;
        return Close(new TypeName(start) { Names = AnyName("a type name"), Typemod = -1 });
    }

    /// <summary>Passes over holes before a name or IF NOT EXISTS: clauses, since a name's parts have dots between them.</summary>
    private void SkipHolesBeforeName()
    {
        while (Is(TokenKind.Hole) && (KindAt(1) == TokenKind.Identifier || WordAt(1) == Keyword.If))
        {
            Advance();
        }
    }

    /// <summary>Passes over a hole that is an element of a list in parentheses by itself.</summary>
    private bool AcceptElementHole() => IsElementHole() && Accept(TokenKind.Hole);

    private bool IsElementHole() => Is(TokenKind.Hole) && KindAt(1) is TokenKind.Comma or TokenKind.RightParenthesis or TokenKind.EndOfFile;
}
