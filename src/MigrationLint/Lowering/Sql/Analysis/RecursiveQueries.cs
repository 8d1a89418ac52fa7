using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <summary>The queries of WITH RECURSIVE: in which order they are read, and whether they refer to themselves as they may (<c>parse_cte.c</c>).</summary>
/// <param name="refuse">Refuses: SQLSTATE, message, place.</param>
internal sealed class RecursiveQueries(Func<string, string, Node, Exception> refuse)
{
    private const string ReferenceTo = "recursive reference to query";

    // Names that inner WITH clauses hide, innermost last.
    private readonly List<string> hidden = [];
    private string query = "";
    private string? forbidden;
    private int references;

    /// <summary>The queries so that each comes after those that it refers to, and whether each refers to itself. Refuses what refers in a circle, or otherwise wrongly.</summary>
    public List<(CommonTableExpr Query, bool IsRecursive)> Sort(WithClause with)
    {
        var items = with.Ctes.Select(written => (Query: written, Needs: NamesIn(written, with))).ToList();
        var found = new List<(CommonTableExpr Query, bool IsRecursive)>();
        var recursive = new HashSet<CommonTableExpr>(items.Where(item => item.Needs.Remove(item.Query.Ctename)).Select(item => item.Query));
        for (var i = 0; i < items.Count; i++)
        {
            var next = items.FindIndex(i, item => item.Needs.Count == 0);
            if (next < 0)
            {
                throw refuse("0A000", "mutual recursion between WITH items is not implemented", items[i].Query);
            }

            (items[i], items[next]) = (items[next], items[i]);
            items.ForEach(item => item.Needs.Remove(items[i].Query.Ctename));
            found.Add((items[i].Query, recursive.Contains(items[i].Query)));
        }

        foreach (var (written, isRecursive) in found)
        {
            if (isRecursive)
            {
                Check(written);
            }
        }

        return found;
    }

    private HashSet<string> NamesIn(CommonTableExpr written, WithClause with)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var known = new HashSet<string>(with.Ctes.Select(item => item.Ctename), StringComparer.Ordinal);
        Visit(written.Ctequery, node =>
        {
            if (node is RangeVar { Schemaname: null } relation && known.Contains(relation.Relname) && !hidden.Contains(relation.Relname))
            {
                names.Add(relation.Relname);
            }

            return false;
        });
        return names;
    }

    private void Check(CommonTableExpr written)
    {
        query = written.Ctename;
        if (written.Ctequery is not SelectStmt select)
        {
            throw refuse("42P19", $"recursive query \"{query}\" must not contain data-modifying statements", written);
        }

        if (select is not { Op: SetOperation.Union })
        {
            throw refuse("42P19", $"recursive query \"{query}\" does not have the form non-recursive-term UNION [ALL] recursive-term", written);
        }

        foreach (var inner in select.WithClause?.Ctes ?? [])
        {
            CheckPart(inner, "a subquery");
        }

        var unsupported = select.SortClause.Count > 0 ? ("ORDER BY", select.SortClause[0])
            : select.LimitOffset is { } offset ? ("OFFSET", offset)
            : select.LimitCount is { } limit ? ("LIMIT", limit)
            : select.LockingClause.Count > 0 ? ("FOR UPDATE/SHARE", (Node)select.LockingClause[0])
            : default;
        if (unsupported.Item1 is { } word)
        {
            throw refuse("0A000", $"{word} in a recursive query is not implemented", unsupported.Item2);
        }

        CheckPart(select.Larg, "its non-recursive term");
        CheckPart(select.Rarg, null);
    }

    private void CheckPart(Node? part, string? within)
    {
        references = 0;
        forbidden = within;
        Visit(part, CheckNode);
    }

    // True where the node's children have been visited.
    private bool CheckNode(Node node)
    {
        switch (node)
        {
            case RangeVar { Schemaname: null } relation when relation.Relname == query && !hidden.Contains(query):
                if (forbidden is not null)
                {
                    throw refuse("42P19", $"{ReferenceTo} \"{query}\" must not appear within {forbidden}", relation);
                }

                return ++references > 1 ? throw refuse("42P19", $"{ReferenceTo} \"{query}\" must not appear more than once", relation) : false;
            case JoinExpr join:
                CheckWithin(join.Jointype is JoinType.Full or JoinType.Right ? "an outer join" : null, join.Larg);
                CheckWithin(join.Jointype is JoinType.Full or JoinType.Left ? "an outer join" : null, join.Rarg);
                Visit(join.Quals, CheckNode);
                return true;
            case SubLink link:
                var outer = forbidden;
                forbidden = "a subquery";
                Visit(link.Subselect, CheckNode);
                forbidden = outer;
                Visit(link.Testexpr, CheckNode);
                return true;
            case SelectStmt { Op: SetOperation.Intersect or SetOperation.Except } select:
                CheckWithin(select switch { { Op: SetOperation.Intersect, All: true } => "INTERSECT", { Op: SetOperation.Except, All: true } => "EXCEPT", _ => null }, select.Larg);
                CheckWithin(select switch { { Op: SetOperation.Intersect, All: true } => "INTERSECT", { Op: SetOperation.Except } => "EXCEPT", _ => null }, select.Rarg);
                return true;
            default:
                return false;
        }
    }

    private void CheckWithin(string? where, Node? node)
    {
        var outer = forbidden;
        forbidden ??= where;
        Visit(node, CheckNode);
        forbidden = outer;
    }

    /// <summary>Visits a tree with the names in <see cref="hidden"/> that hold at each node.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="visit">Returns true where it has visited the children itself.</param>
    private void Visit(Node? node, Func<Node, bool> visit)
    {
        if (node is null || !StackGuard.HasRoom())
        {
            return;
        }

        var count = hidden.Count;
        if (node is SelectStmt { WithClause: { } with })
        {
            if (with.Recursive)
            {
                hidden.AddRange(with.Ctes.Select(inner => inner.Ctename));
            }

            foreach (var inner in with.Ctes)
            {
                Visit(inner.Ctequery, visit);
                hidden.Add(inner.Ctename);
            }
        }

        if (node is not WithClause && !visit(node))
        {
            node.ForEachChild(child => Visit(child, visit));
        }

        hidden.RemoveRange(count, hidden.Count - count);
    }
}
