using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Views, statistics, rules, TRUNCATE.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>ViewStmt</c>, from RECURSIVE or VIEW on.</summary>
    private Statement ViewStmt(int start, bool replace, string relpersistence)
    {
        var isRecursive = Accept(Keyword.Recursive);
        Expect(Keyword.View);
        var relation = QualifiedName("a view name");
        relation.Relpersistence = relpersistence;
        var view = new ViewStmt(start) { View = relation, Replace = replace };
        view.Aliases = isRecursive ? ParenthesizedNames() : OptColumnList();
        SkipHoles();
        view.Options = OptRelOptions();
        SkipHoles();
        Expect(Keyword.As);
        var query = SelectStmt();
        view.Query = isRecursive ? RecursiveViewSelect(relation.Relname ?? "", view.Aliases, query) : query;
        var checkStart = Here;
        view.WithCheckOption = OptCheckOption();
        if (isRecursive && view.WithCheckOption != ViewCheckOption.NoCheckOption)
        {
            Refuse(TextSpan.FromBounds(checkStart, LastEnd), "a recursive view has no WITH CHECK OPTION");
        }

        return Close(view);
    }

    private ViewCheckOption OptCheckOption()
    {
        SkipHoles();
        if (!Accept(Keyword.With))
        {
            return ViewCheckOption.NoCheckOption;
        }

        var option = Accept(Keyword.Local) ? ViewCheckOption.LocalCheckOption : ViewCheckOption.CascadedCheckOption;
        if (option == ViewCheckOption.CascadedCheckOption)
        {
            Accept(Keyword.Cascaded);
        }

        Expect(Keyword.Check, Keyword.Option);
        return option;
    }

    /// <summary>What <c>makeRecursiveViewSelect</c> makes: <c>WITH RECURSIVE name (columns) AS (query) SELECT columns FROM name</c>.</summary>
    private SelectStmt RecursiveViewSelect(string name, IReadOnlyList<StringValue> columns, SelectStmt query)
    {
        var start = columns.Count > 0 ? columns[0].Start : query.Start;
        var expression = new CommonTableExpr(start) { Ctename = name, Aliascolnames = columns, Ctequery = query };
        var with = new WithClause(start) { Recursive = true, Ctes = [Close(expression)] };
        return Close(new SelectStmt(start)
        {
            WithClause = Close(with),
            TargetList = [.. columns.Select(Target)],
            FromClause = [Close(new RangeVar(query.Start) { Relname = name, Inh = true, Relpersistence = "p" })],
        });

        static ResTarget Target(StringValue column) => new(column.Start)
        {
            Val = new ColumnRef(column.Start) { Fields = [column], End = column.End },
            End = column.End,
        };
    }

    /// <summary><c>CreateMatViewStmt</c>, from MATERIALIZED on.</summary>
    private Statement CreateMatViewStmt(int start, string relpersistence)
    {
        Expect(Keyword.Materialized, Keyword.View);
        var view = new CreateTableAsStmt(start) { Objtype = ObjectType.Matview, IfNotExists = IfNotExists() };
        var relation = QualifiedName("a view name");
        relation.Relpersistence = relpersistence;
        var into = new IntoClause(relation.Start)
        {
            Rel = relation,
            ColNames = OptColumnList(),
            AccessMethod = OptAccessMethod(),
            Options = OptRelOptions(),
            TableSpaceName = OptTableSpace(),
        };
        view.Into = Close(into);
        Expect(Keyword.As);
        view.Query = SelectStmt();
        into.SkipData = !OptWithData();
        return Close(view);
    }

    /// <summary><c>RefreshMatViewStmt</c>.</summary>
    private Statement RefreshMatViewStmt()
    {
        var refresh = new RefreshMatViewStmt(Here);
        Expect(Keyword.Refresh);
        Expect(Keyword.Materialized, Keyword.View);
        refresh.Concurrent = Accept(Keyword.Concurrently);
        refresh.Relation = QualifiedName("a view name");
        refresh.SkipData = !OptWithData();
        return Close(refresh);
    }

    /// <summary><c>CreateStatsStmt</c>, from STATISTICS on.</summary>
    private Statement CreateStatsStmt(int start)
    {
        Expect(Keyword.Statistics);
        var statistics = new CreateStatsStmt(start) { IfNotExists = IfNotExists() };
        if (statistics.IfNotExists || IsColId())
        {
            statistics.Defnames = AnyName("the name of a statistics object");
        }

        if (Accept(TokenKind.LeftParenthesis))
        {
            statistics.StatTypes = NameList("a kind of statistics");
            Expect(TokenKind.RightParenthesis);
        }

        Expect(Keyword.On);
        var elements = new List<StatsElem>();
        do
        {
            var element = new StatsElem(Here);
            (element.Name, element.Expr) = NameOrExpression();
            elements.Add(Close(element));
        }
        while (Accept(TokenKind.Comma));

        statistics.Exprs = elements;
        Expect(Keyword.From);
        statistics.Relations = FromList();
        return Close(statistics);
    }

    /// <summary><c>RuleStmt</c>, from RULE on.</summary>
    private Statement RuleStmt(int start, bool replace)
    {
        Expect(Keyword.Rule);
        var rule = new RuleStmt(start) { Rulename = ColId("a rule name"), Replace = replace };
        Expect(Keyword.As, Keyword.On);
        rule.Event = RuleEvent();
        Expect(Keyword.To);
        rule.Relation = QualifiedName();
        rule.WhereClause = WhereClause();
        Expect(Keyword.Do);
        rule.Instead = Accept(Keyword.Instead);
        if (!rule.Instead)
        {
            Accept(Keyword.Also);
        }

        rule.Actions = RuleActionList();
        return Close(rule);
    }

    private CmdType RuleEvent()
    {
        var type = Word switch
        {
            Keyword.Select => CmdType.Select,
            Keyword.Update => CmdType.Update,
            Keyword.Delete => CmdType.Delete,
            Keyword.Insert => CmdType.Insert,
            _ => CmdType.Unknown,
        };
        if (type == CmdType.Unknown && !Is(TokenKind.Hole))
        {
            Fail("SELECT, INSERT, UPDATE or DELETE");
        }

        Advance();
        return type;
    }

    private List<Statement> RuleActionList()
    {
        if (Accept(Keyword.Nothing) || AcceptElementHole())
        {
            return [];
        }

        if (!Is(TokenKind.LeftParenthesis) || (StartsSelect() && !HoldsSeveralActions()))
        {
            return [RuleActionStmt()];
        }

        Advance();
        var actions = new List<Statement>();
        do
        {
            if (Kind is not (TokenKind.Semicolon or TokenKind.RightParenthesis))
            {
                actions.Add(RuleActionStmt());
            }
        }
        while (Accept(TokenKind.Semicolon));

        Expect(TokenKind.RightParenthesis);
        return actions;
    }

    /// <summary>True where a semicolon stands in the parenthesis here and not in one within it: a query in parentheses has none.</summary>
    private bool HoldsSeveralActions()
    {
        var open = 0;
        for (var ahead = 0; position + ahead < end; ahead++)
        {
            open += KindAt(ahead) switch
            {
                TokenKind.LeftParenthesis => 1,
                TokenKind.RightParenthesis => -1,
                _ => 0,
            };
            if (open == 0)
            {
                return false;
            }

            if (open == 1 && KindAt(ahead) == TokenKind.Semicolon)
            {
                return true;
            }
        }

        return false;
    }

    private Statement RuleActionStmt()
    {
        switch (Word)
        {
            case Keyword.Notify:
                return Close(UtilityStmt());
            case Keyword.Select or Keyword.Values or Keyword.Table or Keyword.With or Keyword.Insert or Keyword.Update or Keyword.Delete:
            case Keyword.NotKeyword when Is(TokenKind.LeftParenthesis):
                return PreparableStmt();
            default:
                return Unread("SELECT, INSERT, UPDATE, DELETE, NOTIFY or NOTHING");
        }
    }

    /// <summary><c>TruncateStmt</c>.</summary>
    private Statement TruncateStmt()
    {
        var truncate = new TruncateStmt(Here);
        Expect(Keyword.Truncate);
        Accept(Keyword.Table);
        var relations = new List<RangeVar>();
        do
        {
            relations.Add(RelationExpr());
        }
        while (Accept(TokenKind.Comma));

        truncate.Relations = relations;
        if (Word is Keyword.Continue or Keyword.Restart)
        {
            truncate.RestartSeqs = Is(Keyword.Restart);
            Advance();
            Expect(Keyword.Identity);
        }

        truncate.Behavior = OptDropBehavior();
        return Close(truncate);
    }
}
