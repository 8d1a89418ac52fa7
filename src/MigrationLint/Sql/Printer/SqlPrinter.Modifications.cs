using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>INSERT, UPDATE, DELETE, MERGE, COPY.</summary>
internal sealed partial class SqlPrinter
{
    private void Insert(InsertStmt insert)
    {
        OptWith(insert.WithClause);
        output.Append("INSERT INTO ");
        Node(insert.Relation!);
        if (insert.Cols.Count > 0)
        {
            output.Append(' ');
            InsertColumns(insert.Cols);
        }

        Overriding(insert.Override);
        if (insert.SelectStmt is null)
        {
            output.Append(" DEFAULT VALUES");
        }

        Clause(" ", insert.SelectStmt);
        if (insert.OnConflictClause is { } conflict)
        {
            OnConflict(conflict);
        }

        Returning(insert.ReturningClause);
    }

    private void InsertColumns(IReadOnlyList<ResTarget> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            output.Append(i == 0 ? "(" : ", ");
            SetTarget(columns[i]);
        }

        output.Append(')');
    }

    private void Overriding(OverridingKind kind) => output.Append(kind switch
    {
        OverridingKind.UserValue => " OVERRIDING USER VALUE",
        OverridingKind.SystemValue => " OVERRIDING SYSTEM VALUE",
        _ => "",
    });

    private void OnConflict(OnConflictClause conflict)
    {
        output.Append(" ON CONFLICT");
        if (conflict.Infer is { Conname: { } constraint })
        {
            output.Append(" ON CONSTRAINT ");
            Name(constraint);
        }
        else if (conflict.Infer is { } infer)
        {
            output.Append(' ');
            ParenthesizedList(infer.IndexElems);
            Clause(" WHERE ", infer.WhereClause);
        }

        if (conflict.Action == OnConflictAction.Nothing)
        {
            output.Append(" DO NOTHING");
            return;
        }

        output.Append(" DO UPDATE");
        Assignments(conflict.TargetList);
        Clause(" WHERE ", conflict.WhereClause);
    }

    private void Returning(ReturningClause? returning)
    {
        if (returning is null)
        {
            return;
        }

        output.Append(" RETURNING ");
        for (var i = 0; i < returning.Options.Count; i++)
        {
            output.Append(i == 0 ? "WITH (" : ", ").Append(returning.Options[i].Option == ReturningOptionKind.Old ? "OLD AS " : "NEW AS ");
            Name(returning.Options[i].Value);
        }

        output.Append(returning.Options.Count > 0 ? ") " : "");
        List(returning.Exprs);
    }

    private void Update(UpdateStmt update)
    {
        OptWith(update.WithClause);
        output.Append("UPDATE ");
        Node(update.Relation!);
        Assignments(update.TargetList);
        Clause(" FROM ", update.FromClause);
        Clause(" WHERE ", update.WhereClause);
        Returning(update.ReturningClause);
    }

    /// <summary>SET and its targets; those that share a source stand in parentheses.</summary>
    private void Assignments(IReadOnlyList<ResTarget> targets)
    {
        output.Append(" SET ");
        for (var i = 0; i < targets.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            var value = targets[i].Val!;
            if (value is MultiAssignRef { Source: { } source } several)
            {
                var last = i + several.Ncolumns - 1;
                for (output.Append('('); i < last; i++)
                {
                    SetTarget(targets[i]);
                    output.Append(", ");
                }

                SetTarget(targets[i]);
                output.Append(')');
                value = source;
            }
            else
            {
                SetTarget(targets[i]);
            }

            output.Append(targets[i].Name is null ? "" : " = ");
            Node(value);
        }
    }

    private void SetTarget(ResTarget target)
    {
        if (target.Name is { } name)
        {
            Name(name);
            Indirection(target.Indirection);
        }
    }

    private void Delete(DeleteStmt delete)
    {
        OptWith(delete.WithClause);
        output.Append("DELETE FROM ");
        Node(delete.Relation!);
        Clause(" USING ", delete.UsingClause);
        Clause(" WHERE ", delete.WhereClause);
        Returning(delete.ReturningClause);
    }

    private void Merge(MergeStmt merge)
    {
        OptWith(merge.WithClause);
        output.Append("MERGE INTO ");
        Node(merge.Relation!);
        Clause(" USING ", merge.SourceRelation);
        Clause(" ON ", merge.JoinCondition);
        foreach (var clause in merge.MergeWhenClauses)
        {
            MergeWhen(clause);
        }

        Returning(merge.ReturningClause);
    }

    private void MergeWhen(MergeWhenClause clause)
    {
        output.Append(clause.MatchKind switch
        {
            MergeMatchKind.Matched => " WHEN MATCHED",
            MergeMatchKind.NotMatchedBySource => " WHEN NOT MATCHED BY SOURCE",
            _ => " WHEN NOT MATCHED",
        });
        Clause(" AND ", clause.Condition);
        output.Append(" THEN ");
        switch (clause.CommandType)
        {
            case CmdType.Update:
                output.Append("UPDATE");
                Assignments(clause.TargetList);
                break;
            case CmdType.Insert:
                MergeInsert(clause);
                break;
            default:
                output.Append(clause.CommandType == CmdType.Delete ? "DELETE" : "DO NOTHING");
                break;
        }
    }

    private void MergeInsert(MergeWhenClause clause)
    {
        output.Append("INSERT");
        if (clause.TargetList.Count > 0)
        {
            output.Append(' ');
            InsertColumns(clause.TargetList);
        }

        Overriding(clause.Override);
        output.Append(clause.Values.Count == 0 ? " DEFAULT VALUES" : " VALUES ");
        if (clause.Values.Count > 0)
        {
            ParenthesizedList(clause.Values);
        }
    }

    private void Copy(CopyStmt copy)
    {
        output.Append("COPY ");
        if (copy.Query is { } query)
        {
            Parenthesized(query);
        }
        else
        {
            Node(copy.Relation!);
            OptNames(copy.Attlist);
        }

        output.Append(copy.IsFrom ? " FROM " : " TO ").Append(copy.IsProgram ? "PROGRAM " : "");
        if (copy.Filename is { } file)
        {
            Constant(file);
        }
        else
        {
            output.Append(copy.IsFrom ? "STDIN" : "STDOUT");
        }

        CopyOptions(copy.Options);
        Clause(" WHERE ", copy.WhereClause);
    }

    private void CopyOptions(IReadOnlyList<Node> options)
    {
        // Only the old syntax makes booleans; a statement has one syntax for all its options.
        if (options.Any(option => option is DefElem { Arg: BooleanValue }))
        {
            output.Append(" WITH");
            foreach (var option in options)
            {
                OldCopyOption((DefElem)option);
            }

            return;
        }

        for (var i = 0; i < options.Count; i++)
        {
            output.Append(i == 0 ? " WITH (" : ", ");
            var option = (DefElem)options[i];
            Name(option.Defname ?? "");
            output.Append(option.Arg is null ? "" : " ");
            CopyArgument(option.Arg);
        }

        output.Append(options.Count > 0 ? ")" : "");
    }

    private void CopyArgument(Node? argument)
    {
        switch (argument)
        {
            case null:
                break;
            case StringValue text:
                Constant(text.Sval);
                break;
            case AStar:
                output.Append('*');
                break;
            case ListValue list:
                output.Append('(');
                NameList(list.Items);
                output.Append(')');
                break;
            default:
                Node(argument);
                break;
        }
    }

    private void OldCopyOption(DefElem option)
    {
        output.Append(' ');
        switch (option.Arg)
        {
            case StringValue format when option.Defname == "format":
                output.Append(format.Sval.ToUpperInvariant());
                break;
            case StringValue text:
                output.Append(option.Defname!.ToUpperInvariant()).Append(' ');
                Constant(text.Sval);
                break;
            case ListValue columns:
                output.Append(option.Defname!.ToUpperInvariant().Replace('_', ' ')).Append(' ');
                NameList(columns.Items);
                break;
            default:
                output.Append(option.Defname!.ToUpperInvariant().Replace('_', ' ')).Append(option.Arg is AStar ? " *" : "");
                break;
        }
    }
}
