using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>ALTER of what has columns: which statement it is.</summary>
internal sealed partial class SqlParser
{
    /// <summary>ALTER TABLE, INDEX, SEQUENCE, VIEW, MATERIALIZED VIEW, FOREIGN TABLE with all they can be followed by (AlterTableStmt, RenameStmt, AlterObjectSchemaStmt, AlterObjectDependsStmt, AlterTableMoveAllStmt, AlterSeqStmt), from the word behind ALTER on.</summary>
    private Statement AlterRelation(int start)
    {
        var type = RelationType();
        if (Is(Keyword.All) && type is ObjectType.Table or ObjectType.Index or ObjectType.Matview)
        {
            return AlterTableMoveAll(start, type);
        }

        var missingOk = IfExists();
        var relation = type is ObjectType.Table or ObjectType.ForeignTable ? RelationExpr() : QualifiedName();
        SkipHolesBeforeWord();
        switch (Word)
        {
            case Keyword.Rename:
                return RenameInRelation(start, type, relation, missingOk);
            case Keyword.Set when WordAt(1) == Keyword.Schema && type != ObjectType.Index:
                position += 2;
                return Close(new AlterObjectSchemaStmt(start) { ObjectType = type, Relation = relation, Newschema = ColId("a schema name"), MissingOk = missingOk });
            case Keyword.No or Keyword.Depends when IsDependsOn() && type is ObjectType.Index or ObjectType.Matview && !missingOk:
                return DependsOnExtension(new AlterObjectDependsStmt(start) { ObjectType = type, Relation = relation });
            case Keyword.Attach or Keyword.Detach when type is ObjectType.Table or ObjectType.Index && IsPartitionCommand(type, missingOk):
                return Close(new AlterTableStmt(start) { Relation = relation, Objtype = type, MissingOk = missingOk, Cmds = [PartitionCommand(type)] });
            case Keyword.Merge when type == ObjectType.Table && IsWord(1, "partitions"):
                return Close(new AlterTableStmt(start) { Relation = relation, Objtype = type, MissingOk = missingOk, Cmds = [MergePartitions()] });
            case Keyword.NotKeyword when type == ObjectType.Table && IsWord(0, "split") && WordAt(1) == Keyword.Partition:
                return Close(new AlterTableStmt(start) { Relation = relation, Objtype = type, MissingOk = missingOk, Cmds = [SplitPartition()] });
            default:
                return type == ObjectType.Sequence && IsSeqOptElem()
                    ? Close(new AlterSeqStmt(start) { Sequence = relation, Options = SeqOptList(), MissingOk = missingOk })
                    : Close(new AlterTableStmt(start) { Relation = relation, Objtype = type, MissingOk = missingOk, Cmds = AlterTableCmds() });
        }
    }

    private ObjectType RelationType()
    {
        var word = Word;
        Advance();
        switch (word)
        {
            case Keyword.Index:
                return ObjectType.Index;
            case Keyword.Sequence:
                return ObjectType.Sequence;
            case Keyword.View:
                return ObjectType.View;
            case Keyword.Materialized:
                Expect(Keyword.View);
                return ObjectType.Matview;
            case Keyword.Foreign:
                Expect(Keyword.Table);
                return ObjectType.ForeignTable;
            default:
                return ObjectType.Table;
        }
    }

    private Statement AlterTableMoveAll(int start, ObjectType type)
    {
        Expect(Keyword.All);
        Expect(Keyword.In, Keyword.Tablespace);
        var move = new AlterTableMoveAllStmt(start) { Objtype = type, OrigTablespacename = ColId("a tablespace") };
        if (Accept(Keyword.Owned))
        {
            Expect(Keyword.By);
            move.Roles = RoleList();
        }

        Expect(Keyword.Set, Keyword.Tablespace);
        move.NewTablespacename = ColId("a tablespace");
        move.Nowait = Accept(Keyword.Nowait);
        return Close(move);
    }

    /// <summary>RENAME of a relation, its column or its constraint.</summary>
    private Statement RenameInRelation(int start, ObjectType type, RangeVar relation, bool missingOk)
    {
        Expect(Keyword.Rename);
        var rename = new RenameStmt(start) { RenameType = type, Relation = relation, MissingOk = missingOk };
        var hasColumns = type is not (ObjectType.Index or ObjectType.Sequence);
        if (type == ObjectType.Table && Accept(Keyword.Constraint))
        {
            (rename.RenameType, rename.Subname) = (ObjectType.Tabconstraint, ColId("a constraint name"));
        }
        else if (!Is(Keyword.To) && hasColumns)
        {
            Accept(Keyword.Column);
            (rename.RenameType, rename.RelationType, rename.Subname) = (ObjectType.Column, type, ColId("TO or a column name"));
        }

        Expect(Keyword.To);
        rename.Newname = ColId();
        return Close(rename);
    }

    private bool IsDependsOn() => Is(Keyword.Depends) || Is(Keyword.No, Keyword.Depends);

    /// <summary><c>[NO] DEPENDS ON EXTENSION name</c>.</summary>
    private AlterObjectDependsStmt DependsOnExtension(AlterObjectDependsStmt depends)
    {
        depends.Remove = Accept(Keyword.No);
        Expect(Keyword.Depends);
        Expect(Keyword.On, Keyword.Extension);
        depends.Extname = NameNode("an extension name");
        return Close(depends);
    }

    // ALTER INDEX knows only ATTACH, and not with IF EXISTS.
    private bool IsPartitionCommand(ObjectType type, bool missingOk) => type == ObjectType.Table || (Is(Keyword.Attach) && !missingOk);

    /// <summary><c>partition_cmd</c>, <c>index_partition_cmd</c>.</summary>
    private AlterTableCmd PartitionCommand(ObjectType type)
    {
        var command = new AlterTableCmd(Here) { Subtype = Is(Keyword.Attach) ? AlterTableType.AttachPartition : AlterTableType.DetachPartition };
        Advance();
        Expect(Keyword.Partition);
        var partition = new PartitionCmd(Here) { Name = QualifiedName() };
        SkipHolesBeforeWord();
        if (type == ObjectType.Table && command.Subtype == AlterTableType.AttachPartition)
        {
            partition.Bound = PartitionBoundSpec();
        }
        else if (command.Subtype == AlterTableType.DetachPartition)
        {
            partition.Concurrent = Accept(Keyword.Concurrently);
            if (!partition.Concurrent && Accept(Keyword.Finalize))
            {
                command.Subtype = AlterTableType.DetachPartitionFinalize;
            }
        }

        command.Def = Close(partition);
        SkipHoles();
        return Close(command);
    }

    /// <summary><c>MERGE PARTITIONS (a, b) INTO c</c> (https://www.postgresql.org/docs/devel/sql-altertable.html).</summary>
    private AlterTableCmd MergePartitions()
    {
        var command = new AlterTableCmd(Here) { Subtype = AlterTableType.MergePartitions };
        position += 2;
        var merge = new PartitionCmd(Here);
        Expect(TokenKind.LeftParenthesis);
        var partitions = new List<PartitionCmd>();
        do
        {
            partitions.Add(Close(new PartitionCmd(Here) { Name = QualifiedName() }));
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        Expect(Keyword.Into);
        (merge.Name, merge.Partlist) = (QualifiedName(), partitions);
        command.Def = Close(merge);
        return Close(command);
    }

    /// <summary><c>SPLIT PARTITION a INTO (PARTITION b FOR VALUES …, …)</c>.</summary>
    private AlterTableCmd SplitPartition()
    {
        var command = new AlterTableCmd(Here) { Subtype = AlterTableType.SplitPartition };
        position += 2;
        var split = new PartitionCmd(Here) { Name = QualifiedName() };
        Expect(Keyword.Into);
        Expect(TokenKind.LeftParenthesis);
        var partitions = new List<PartitionCmd>();
        do
        {
            var partition = new PartitionCmd(Here);
            Expect(Keyword.Partition);
            (partition.Name, partition.Bound) = (QualifiedName(), PartitionBoundSpec());
            partitions.Add(Close(partition));
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        split.Partlist = partitions;
        command.Def = Close(split);
        return Close(command);
    }

    /// <summary>ALTER TRIGGER.</summary>
    private Statement AlterTrigger(int start)
    {
        Expect(Keyword.Trigger);
        var name = NameNode("a trigger name");
        Expect(Keyword.On);
        var relation = QualifiedName();
        return IsDependsOn()
            ? DependsOnExtension(new AlterObjectDependsStmt(start)
            {
                ObjectType = ObjectType.Trigger,
                Relation = relation,
                Object = new ListValue(name.Start) { Items = [name], End = name.End },
            })
            : RenameOnRelation(start, ObjectType.Trigger, name.Sval, relation);
    }

    /// <summary>ALTER RULE.</summary>
    private Statement AlterRule(int start)
    {
        Expect(Keyword.Rule);
        var name = ColId("a rule name");
        Expect(Keyword.On);
        return RenameOnRelation(start, ObjectType.Rule, name, QualifiedName());
    }

    private RenameStmt RenameOnRelation(int start, ObjectType type, string name, RangeVar relation)
    {
        Expect(Keyword.Rename, Keyword.To);
        return Close(new RenameStmt(start) { RenameType = type, Relation = relation, Subname = name, Newname = ColId() });
    }

    /// <summary>ALTER STATISTICS.</summary>
    private Statement AlterStatistics(int start)
    {
        Expect(Keyword.Statistics);
        var missingOk = IfExists();
        var nameStart = Here;
        var names = AnyName("the name of a statistics object");
        if (Accept(Keyword.Set, Keyword.Statistics))
        {
            return Close(new AlterStatsStmt(start) { Defnames = names, MissingOk = missingOk, Stxstattarget = SetStatisticsValue() });
        }

        return missingOk ? Unread("SET STATISTICS") : AlterNamed(start, ObjectType.StatisticExt, NewList(nameStart, names));
    }

    /// <summary>True for a word that is no keyword of PostgreSQL 18.</summary>
    private bool IsWord(int ahead, string word) =>
        KindAt(ahead) == TokenKind.Identifier && (tokens.Traits(position + ahead) & TokenTraits.IsQuoted) == TokenTraits.None && tokens.Name(position + ahead) == word;

    /// <summary>Passes over holes that a keyword follows; one before a comma or the end is an action.</summary>
    private void SkipHolesBeforeWord()
    {
        while (Is(TokenKind.Hole) && KindAt(1) == TokenKind.Keyword)
        {
            Advance();
        }
    }
}
