using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>LOCK, VACUUM, REINDEX and the other commands that take no part in schemas.</summary>
internal sealed partial class SqlParser
{
    /// <summary>LOCK, VACUUM, ANALYZE, CLUSTER, REINDEX, NOTIFY, LISTEN, UNLISTEN, LOAD, CHECKPOINT, DISCARD.</summary>
    private Statement UtilityStmt()
    {
        var start = Here;
        var word = Word;
        Advance();
        return word switch
        {
            Keyword.Lock => LockStmt(start),
            Keyword.Vacuum => VacuumStmt(start),
            Keyword.Analyze or Keyword.Analyse => AnalyzeStmt(start),
            Keyword.Cluster => ClusterStmt(start),
            Keyword.Reindex => ReindexStmt(start),
            Keyword.Notify => new NotifyStmt(start) { Conditionname = ColId("a channel"), Payload = Accept(TokenKind.Comma) ? Sconst() : null },
            Keyword.Listen => new ListenStmt(start) { Conditionname = ColId("a channel") },
            Keyword.Unlisten => new UnlistenStmt(start) { Conditionname = Accept(TokenKind.Asterisk) ? null : ColId("a channel or '*'") },
            Keyword.Load => new LoadStmt(start) { Filename = Sconst("a file as a string constant") },
            Keyword.Checkpoint => new CheckPointStmt(start) { Options = OptUtilityOptionList() },
            _ => new DiscardStmt(start) { Target = DiscardTarget() },
        };
    }

    private DiscardMode DiscardTarget()
    {
        if (Accept(Keyword.All))
        {
            return DiscardMode.All;
        }

        if (Accept(Keyword.Plans))
        {
            return DiscardMode.Plans;
        }

        if (Accept(Keyword.Sequences))
        {
            return DiscardMode.Sequences;
        }

        if (!Accept(Keyword.Temp) && !Accept(Keyword.Temporary))
        {
            Fail("ALL, PLANS, SEQUENCES or TEMP");
        }

        return DiscardMode.Temp;
    }

    /// <summary><c>LockStmt</c>.</summary>
    private LockStmt LockStmt(int start)
    {
        Accept(Keyword.Table);
        var relations = new List<Node>();
        do
        {
            relations.Add(RelationExpr());
        }
        while (Accept(TokenKind.Comma));

        var mode = 8;
        if (Accept(Keyword.In))
        {
            mode = LockType();
            Expect(Keyword.Mode);
        }

        return new LockStmt(start) { Relations = relations, Mode = mode, Nowait = Accept(Keyword.Nowait) };
    }

    /// <summary><c>lock_type</c>, with the numbers of PostgreSQL's <c>lockdefs.h</c>.</summary>
    private int LockType()
    {
        if (Accept(Keyword.Access))
        {
            return OneOf(Keyword.Share, Keyword.Exclusive) ? 1 : 8;
        }

        if (Accept(Keyword.Row))
        {
            return OneOf(Keyword.Share, Keyword.Exclusive) ? 2 : 3;
        }

        if (Accept(Keyword.Exclusive))
        {
            return 7;
        }

        if (!Accept(Keyword.Share))
        {
            Fail("a lock mode");
        }

        if (Accept(Keyword.Update))
        {
            Expect(Keyword.Exclusive);
            return 4;
        }

        if (Accept(Keyword.Row))
        {
            Expect(Keyword.Exclusive);
            return 6;
        }

        return 5;
    }

    /// <summary><c>VacuumStmt</c>: options in parentheses, or some of them as words in a fixed order.</summary>
    private VacuumStmt VacuumStmt(int start)
    {
        var options = OptUtilityOptionList();
        if (options.Count == 0)
        {
            AcceptOption(options, Keyword.Full, "full");
            AcceptOption(options, Keyword.Freeze, "freeze");
            AcceptOption(options, Keyword.Verbose, "verbose");
            AcceptOption(options, Word == Keyword.Analyse ? Keyword.Analyse : Keyword.Analyze, "analyze");
        }

        return new VacuumStmt(start) { IsVacuumcmd = true, Options = options, Rels = OptVacuumRelationList() };
    }

    /// <summary><c>AnalyzeStmt</c>.</summary>
    private VacuumStmt AnalyzeStmt(int start)
    {
        var options = OptUtilityOptionList();
        if (options.Count == 0)
        {
            AcceptOption(options, Keyword.Verbose, "verbose");
        }

        return new VacuumStmt(start) { Options = options, Rels = OptVacuumRelationList() };
    }

    private void AcceptOption(List<DefElem> options, Keyword word, string name)
    {
        var start = Here;
        if (Accept(word))
        {
            options.Add(MakeDefElem(start, name));
        }
    }

    /// <summary><c>opt_vacuum_relation_list</c>.</summary>
    private List<VacuumRelation> OptVacuumRelationList()
    {
        var relations = new List<VacuumRelation>();
        if (AtEnd || Is(TokenKind.Semicolon))
        {
            return relations;
        }

        do
        {
            var relation = new VacuumRelation(Here) { Relation = RelationExpr() };
            if (Is(TokenKind.LeftParenthesis))
            {
                relation.VaCols = ParenthesizedNames();
            }

            relations.Add(Close(relation));
        }
        while (Accept(TokenKind.Comma));

        return relations;
    }

    /// <summary><c>ClusterStmt</c>.</summary>
    private ClusterStmt ClusterStmt(int start)
    {
        var hasList = Is(TokenKind.LeftParenthesis);
        var statement = new ClusterStmt(start);
        var options = OptUtilityOptionList();
        if (!hasList)
        {
            AcceptOption(options, Keyword.Verbose, "verbose");
        }

        statement.Params = options;
        if (AtEnd || Is(TokenKind.Semicolon))
        {
            return statement;
        }

        // The form of PostgreSQL before 8.3, which is still taken: the index first.
        if (!hasList && WordAt(1) == Keyword.On)
        {
            statement.Indexname = ColId("an index");
            Expect(Keyword.On);
            statement.Relation = QualifiedName();
            return statement;
        }

        statement.Relation = QualifiedName();
        if (Accept(Keyword.Using))
        {
            statement.Indexname = ColId("an index");
        }

        return statement;
    }

    /// <summary><c>ReindexStmt</c>.</summary>
    private ReindexStmt ReindexStmt(int start)
    {
        var options = OptUtilityOptionList();
        var statement = new ReindexStmt(start) { Params = options, Kind = ReindexTarget() };
        AcceptOption(options, Keyword.Concurrently, "concurrently");
        switch (statement.Kind)
        {
            case ReindexObjectType.Index:
                statement.Relation = QualifiedName("an index");
                break;
            case ReindexObjectType.Table:
                statement.Relation = QualifiedName();
                break;
            case ReindexObjectType.Schema:
                statement.Name = ColId("a schema");
                break;
            default:
                statement.Name = IsColId() ? ColId() : null;
                break;
        }

        return statement;
    }

    private ReindexObjectType ReindexTarget()
    {
        var target = Word switch
        {
            Keyword.Index => ReindexObjectType.Index,
            Keyword.Table => ReindexObjectType.Table,
            Keyword.Schema => ReindexObjectType.Schema,
            Keyword.System => ReindexObjectType.System,
            Keyword.Database => ReindexObjectType.Database,
            _ => (ReindexObjectType?)null,
        };
        if (target is null)
        {
            Fail("INDEX, TABLE, SCHEMA, DATABASE or SYSTEM");
            return default;
        }

        Advance();
        return target.Value;
    }

    /// <summary><c>'(' utility_option_list ')'</c>; empty without.</summary>
    private List<DefElem> OptUtilityOptionList()
    {
        var options = new List<DefElem>();
        if (!Accept(TokenKind.LeftParenthesis))
        {
            return options;
        }

        do
        {
            options.Add(UtilityOptionElem());
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return options;
    }

    /// <summary><c>utility_option_elem</c>: a name, and a value or none.</summary>
    private DefElem UtilityOptionElem()
    {
        var start = Here;
        var name = Accept(Keyword.Analyze) || Accept(Keyword.Analyse) ? "analyze" : NonReservedWord("an option");
        var value = IsNumericOnly() ? NumericOnly() : IsBooleanOrString() ? BooleanOrString() : null;
        return MakeDefElem(start, name, value);
    }
}
