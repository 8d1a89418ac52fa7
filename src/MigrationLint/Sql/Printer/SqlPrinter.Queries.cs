using System.Globalization;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Queries: SELECT, VALUES and set operations.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Query(Node node)
    {
        switch (node)
        {
            case SelectStmt select:
                Select(select);
                return true;
            case InsertStmt insert:
                Insert(insert);
                return true;
            case UpdateStmt update:
                Update(update);
                return true;
            case DeleteStmt delete:
                Delete(delete);
                return true;
            case MergeStmt merge:
                Merge(merge);
                return true;
            case CopyStmt copy:
                Copy(copy);
                return true;
            default:
                return PartOfQuery(node) || FromElement(node) || Prepared(node);
        }
    }

    private bool PartOfQuery(Node node)
    {
        switch (node)
        {
            case ResTarget target:
                Target(target);
                return true;
            case GroupingSet set:
                GroupingSet(set);
                return true;
            case WithClause with:
                With(with);
                return true;
            case CommonTableExpr query:
                CommonTableExpr(query);
                return true;
            case LockingClause locking:
                Locking(locking);
                return true;
            case ReturnStmt { Returnval: { } value }:
                output.Append("RETURN ");
                Node(value);
                return true;
            case IntegerValue or FloatValue:
                Number(node);
                return true;
            case CurrentOfExpr current:
                output.Append("CURRENT OF ");
                Name(current.CursorName ?? "");
                return true;
            default:
                return false;
        }
    }

    private void Select(SelectStmt select)
    {
        OptWith(select.WithClause);
        if (select.Op == SetOperation.None)
        {
            SelectWithoutOptions(select);
        }
        else
        {
            SetOperations(select);
        }

        Clause(" ORDER BY ", select.SortClause);
        if (select.LimitOption == LimitOption.WithTies && select.LimitCount is { } count)
        {
            output.Append(" FETCH FIRST ");
            Parenthesized(count);
            output.Append(" ROWS WITH TIES");
        }
        else
        {
            Clause(" LIMIT ", select.LimitCount);
        }

        Clause(" OFFSET ", select.LimitOffset);
        foreach (var locking in select.LockingClause)
        {
            output.Append(' ');
            Locking(locking);
        }
    }

    // Chains of operations lean to the left and may be thousands long.
    private void SetOperations(SelectStmt last)
    {
        var chain = new List<SelectStmt> { last };
        var first = last.Larg!;
        while (first.Op != SetOperation.None && !HasOptions(first) && Precedence(first) >= Precedence(chain[chain.Count - 1]))
        {
            chain.Add(first);
            first = first.Larg!;
        }

        SetOperand(first);
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            output.Append(chain[i].Op switch
            {
                SetOperation.Union => " UNION ",
                SetOperation.Intersect => " INTERSECT ",
                _ => " EXCEPT ",
            });
            output.Append(chain[i].All ? "ALL " : "");
            SetOperand(chain[i].Rarg!);
        }
    }

    private static int Precedence(SelectStmt operation) => operation.Op == SetOperation.Intersect ? 2 : 1;

    private static bool HasOptions(SelectStmt select) => select.WithClause is not null || select.SortClause.Count > 0 || select.LockingClause.Count > 0
        || select.LimitCount is not null || select.LimitOffset is not null;

    private void SetOperand(SelectStmt operand)
    {
        if (operand.Op == SetOperation.None && !HasOptions(operand))
        {
            SelectWithoutOptions(operand);
        }
        else
        {
            Parenthesized(operand);
        }
    }

    private void SelectWithoutOptions(SelectStmt select)
    {
        if (select.ValuesLists.Count > 0)
        {
            var separator = "VALUES ";
            foreach (var row in select.ValuesLists)
            {
                output.Append(separator);
                ParenthesizedList(row.Items);
                separator = ", ";
            }

            return;
        }

        output.Append("SELECT");
        if (select.DistinctClause.Count > 0)
        {
            output.Append(" DISTINCT");
            if (select.DistinctClause[0] is not ListValue { Items.Count: 0 })
            {
                output.Append(" ON ");
                ParenthesizedList(select.DistinctClause);
            }
        }

        Clause(" ", select.TargetList);
        Into(select.IntoClause);
        Clause(" FROM ", select.FromClause);
        Clause(" WHERE ", select.WhereClause);
        GroupBy(select);
        Clause(" HAVING ", select.HavingClause);
        Windows(select.WindowClause);
    }

    private void Into(IntoClause? into)
    {
        if (into?.Rel is not { } relation)
        {
            return;
        }

        output.Append(" INTO ").Append(relation.Relpersistence switch
        {
            "t" => "TEMPORARY TABLE ",
            "u" => "UNLOGGED TABLE ",
            _ => "TABLE ",
        });
        Node(relation);
    }

    private void GroupBy(SelectStmt select)
    {
        output.Append(select.SyntaxGroupByAll ? " GROUP BY ALL" : "");
        if (select.GroupClause.Count == 0)
        {
            return;
        }

        output.Append(select.GroupDistinct ? " GROUP BY DISTINCT " : " GROUP BY ");
        GroupingElements(select.GroupClause);
    }

    private void GroupingElements(IReadOnlyList<Node> elements)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");

            // A function that is called rollup or cube must not become a grouping set.
            if (elements[i] is FuncCall { Funcname.Count: 1 } call && call.Funcname[0] is StringValue { Sval: "rollup" or "cube" })
            {
                Parenthesized(elements[i]);
            }
            else
            {
                Node(elements[i]);
            }
        }
    }

    private void GroupingSet(GroupingSet set)
    {
        output.Append(set.Kind switch
        {
            GroupingSetKind.Rollup => "ROLLUP (",
            GroupingSetKind.Cube => "CUBE (",
            GroupingSetKind.Sets => "GROUPING SETS (",
            _ => "(",
        });
        GroupingElements(set.Content);
        output.Append(')');
    }

    private void Windows(IReadOnlyList<WindowDef> windows)
    {
        for (var i = 0; i < windows.Count; i++)
        {
            output.Append(i == 0 ? " WINDOW " : ", ");
            Name(windows[i].Name ?? "");
            output.Append(" AS ");
            WindowSpecification(windows[i]);
        }
    }

    /// <summary>An element of SELECT or RETURNING.</summary>
    private void Target(ResTarget target)
    {
        if (target.Val is { } value)
        {
            Node(value);
        }

        if (target.Name is { } name)
        {
            output.Append(" AS ");
            Name(name);
        }
    }

    private void OptWith(WithClause? with)
    {
        if (with is not null)
        {
            With(with);
            output.Append(' ');
        }
    }

    private void With(WithClause with)
    {
        output.Append(with.Recursive ? "WITH RECURSIVE " : "WITH ");
        List(with.Ctes);
    }

    private void CommonTableExpr(CommonTableExpr query)
    {
        Name(query.Ctename);
        OptNames(query.Aliascolnames);
        output.Append(query.Ctematerialized switch
        {
            CTEMaterialize.Always => " AS MATERIALIZED ",
            CTEMaterialize.Never => " AS NOT MATERIALIZED ",
            _ => " AS ",
        });
        Parenthesized(query.Ctequery!);
        if (query.SearchClause is { } search)
        {
            output.Append(search.SearchBreadthFirst ? " SEARCH BREADTH FIRST BY " : " SEARCH DEPTH FIRST BY ");
            NameList(search.SearchColList);
            output.Append(" SET ");
            Name(search.SearchSeqColumn ?? "");
        }

        if (query.CycleClause is { } cycle)
        {
            Cycle(cycle);
        }
    }

    private void Cycle(CTECycleClause cycle)
    {
        output.Append(" CYCLE ");
        NameList(cycle.CycleColList);
        output.Append(" SET ");
        Name(cycle.CycleMarkColumn ?? "");
        output.Append(" TO ");
        BareConstant(cycle.CycleMarkValue!);
        output.Append(" DEFAULT ");
        BareConstant(cycle.CycleMarkDefault!);
        output.Append(" USING ");
        Name(cycle.CyclePathColumn ?? "");
    }

    /// <summary>A constant where PostgreSQL takes no expression: its type, if any, stands before it.</summary>
    private void BareConstant(Node constant)
    {
        if (constant is TypeCast { TypeName: { } type, Arg: { } value })
        {
            Node(type);
            output.Append(' ');
            Node(value);
        }
        else
        {
            Node(constant);
        }
    }

    private void Locking(LockingClause locking)
    {
        output.Append(locking.Strength switch
        {
            LockClauseStrength.ForKeyShare => "FOR KEY SHARE",
            LockClauseStrength.ForShare => "FOR SHARE",
            LockClauseStrength.ForNoKeyUpdate => "FOR NO KEY UPDATE",
            _ => "FOR UPDATE",
        });
        Clause(" OF ", locking.LockedRels);
        output.Append(locking.WaitPolicy switch
        {
            LockWaitPolicy.Error => " NOWAIT",
            LockWaitPolicy.Skip => " SKIP LOCKED",
            _ => "",
        });
    }

    /// <summary>A clause of one node; nothing where it is null.</summary>
    private void Clause(string head, Node? body)
    {
        if (body is not null)
        {
            output.Append(head);
            Node(body);
        }
    }

    /// <summary>A clause of a list; nothing where it is empty.</summary>
    private void Clause(string head, IReadOnlyList<Node> body)
    {
        if (body.Count > 0)
        {
            output.Append(head);
            List(body);
        }
    }

    private void Parenthesized(Node node)
    {
        output.Append('(');
        Node(node);
        output.Append(')');
    }

    private void ParenthesizedList(IReadOnlyList<Node> nodes)
    {
        output.Append('(');
        List(nodes);
        output.Append(')');
    }

    /// <summary>Names in parentheses behind a name; nothing where there are none.</summary>
    private void OptNames(IReadOnlyList<Node> names)
    {
        if (names.Count > 0)
        {
            output.Append(" (");
            NameList(names);
            output.Append(')');
        }
    }

    private void Number(long number) => output.Append(number.ToString(CultureInfo.InvariantCulture));
}
