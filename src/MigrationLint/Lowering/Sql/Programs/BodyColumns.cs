using MigrationLint.Operations;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Programs;

/// <summary>Finds out which relation's column a name in the body of a routine is. What may be a variable, or a column of something computed, is left out.</summary>
internal sealed class BodyColumns
{
    private readonly SqlTokens tokens;
    private readonly Func<RangeVar, NameUse?> resolve;
    private readonly HashSet<string> variables;
    private readonly List<ColumnUse> found = [];
    private BodyScope? scope;

    /// <summary>Begins with a body.</summary>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="variables">The routine and its parameters.</param>
    /// <param name="resolve">What a relation's name can mean; null where nothing is known.</param>
    public BodyColumns(SqlTokens tokens, IReadOnlyList<string> variables, Func<RangeVar, NameUse?> resolve)
    {
        this.tokens = tokens;
        this.resolve = resolve;
        this.variables = new HashSet<string>(variables, StringComparer.Ordinal) { "found", "sqlstate", "sqlerrm" };
    }

    /// <summary>The columns, in source order.</summary>
    public IReadOnlyList<ColumnUse> Found => found;

    /// <summary>Notes the names that a body in PL/pgSQL declares, wherever it does.</summary>
    public void Declare(Node node)
    {
        switch (node)
        {
            case PLpgSQLVar variable:
                variables.Add(variable.Refname);
                break;
            case PLpgSQLAlias alias:
                variables.Add(alias.Name);
                break;
            case PLpgSQLStmtBlock { Label: { } label }:
                variables.Add(label);
                break;
            case PLpgSQLLoop loop:
                DeclareLoop(loop);
                break;
            case Statement:
                return;
        }

        node.ForEachChild(Declare);
    }

    /// <summary>Looks at a node, and has its children visited with the relations in sight that it brings along.</summary>
    public void Visit(Node node, Action<Node> children)
    {
        switch (node)
        {
            case SelectStmt select:
                VisitSelect(select, children);
                break;
            case InsertStmt insert:
                VisitInsert(insert, children);
                break;
            case UpdateStmt { Relation: { } relation } update:
                SetTargets(relation, update.TargetList);
                Within(new BodyScope(scope, resolve, [relation, .. update.FromClause]), update, children);
                break;
            case DeleteStmt { Relation: { } relation } delete:
                Within(new BodyScope(scope, resolve, [relation, .. delete.UsingClause]), delete, children);
                break;
            case MergeStmt { Relation: { } relation } merge:
                foreach (var clause in merge.MergeWhenClauses)
                {
                    SetTargets(relation, clause.TargetList);
                }

                Within(new BodyScope(scope, resolve, merge.SourceRelation is { } source ? [relation, source] : [relation]), merge, children);
                break;
            case RangeSubselect { Lateral: false } when scope is { } siblings:
                scope = siblings.Outer;
                node.ForEachChild(children);
                scope = siblings;
                break;
            case ColumnRef column:
                AddReference(column);
                break;
            case PLAssignStmt { Name: "new" or "old", Indirection.Count: > 0 } assignment when assignment.Indirection[0] is StringValue field && !variables.Contains(assignment.Name):
                Add(field.Sval, [], TextSpan.FromBounds(assignment.Start, field.End));
                node.ForEachChild(children);
                break;
            case TypeName { PctType: true } type:
                AddTypeReference(type);
                break;
            default:
                node.ForEachChild(children);
                break;
        }
    }

    private void DeclareLoop(PLpgSQLLoop loop)
    {
        var targets = loop switch
        {
            PLpgSQLStmtForq rows => rows.Var,
            PLpgSQLStmtFori { Var: { } counter } => [counter],
            PLpgSQLStmtForeachA elements => elements.Var,
            _ => [],
        };
        variables.UnionWith(targets.Select(static target => target.Fields.Count > 0 ? target.Fields[0] : null).OfType<StringValue>().Select(static name => name.Sval).Where(static name => name is not ("new" or "old")));
        if (loop.Label is { } label)
        {
            variables.Add(label);
        }
    }

    private void Within(BodyScope inner, Node node, Action<Node> children)
    {
        var outer = scope;
        node.ForEachChild(child =>
        {
            // WITH sees nothing of the statement that it stands before.
            scope = child is WithClause ? outer : inner;
            children(child);
        });
        scope = outer;
    }

    private void VisitSelect(SelectStmt select, Action<Node> children)
    {
        if (select is { Larg: { } left, Rarg: { } right })
        {
            children(left);
            children(right);

            // Behind a set operation stand the names of what it gives.
            Within(BodyScope.Unknown(scope), select, child =>
            {
                if (!ReferenceEquals(child, left) && !ReferenceEquals(child, right))
                {
                    children(child);
                }
            });
            return;
        }

        var inner = new BodyScope(scope, resolve, select.FromClause) { Results = [.. select.TargetList.Select(NameOf).OfType<string>()] };
        Within(inner, select, children);
    }

    // FigureColname, as far as it is no column.
    private static string? NameOf(ResTarget result) => result.Name ?? result.Val switch
    {
        FuncCall call => NameParts.NameOf(NameParts.Of(call.Funcname)),
        TypeCast { TypeName: { } type } => NameParts.NameOf(NameParts.Of(type.Names)),
        _ => null,
    };

    private void VisitInsert(InsertStmt insert, Action<Node> children)
    {
        if (insert.Relation is not { } relation)
        {
            return;
        }

        SetTargets(relation, insert.Cols);
        SetTargets(relation, insert.OnConflictClause?.TargetList ?? []);
        foreach (var element in insert.OnConflictClause?.Infer?.IndexElems ?? [])
        {
            if (element.Name is { } name && !variables.Contains(name) && resolve(relation) is { } use)
            {
                Add(name, [use], WordAt(element.Start));
            }
        }

        // What is inserted does not see the table; ON CONFLICT and RETURNING do.
        var target = new BodyScope(scope, resolve, [relation]);
        target.AddExcluded(relation);
        insert.ForEachChild(child =>
        {
            var outer = scope;
            scope = child is OnConflictClause or ReturningClause ? target : outer;
            children(child);
            scope = outer;
        });
    }

    private void SetTargets(RangeVar relation, IReadOnlyList<ResTarget> targets)
    {
        if (resolve(relation) is not { } use)
        {
            return;
        }

        foreach (var target in targets)
        {
            if (target.Name is { } name)
            {
                Add(name, [use], WordAt(target.Start));
            }
        }
    }

    private void AddReference(ColumnRef reference)
    {
        var parts = reference.Fields.OfType<StringValue>().Select(static part => part.Sval).ToList();
        if (parts.Count != reference.Fields.Count || parts.Count is not (1 or 2) || variables.Contains(parts[0]))
        {
            return;
        }

        if (parts.Count == 1)
        {
            if (scope?.Bare(parts[0]) is { Count: > 0 } relations)
            {
                Add(parts[0], relations, reference.Span);
            }
        }
        else if (BodyScope.Find(scope, parts[0]) is { } entry)
        {
            if (entry.Relation is { } relation)
            {
                Add(parts[1], [relation], reference.Span);
            }
        }
        else if (parts[0] is "new" or "old")
        {
            Add(parts[1], [], reference.Span);
        }
    }

    // table.column%TYPE is looked up when the body is compiled, before its first statement runs.
    private void AddTypeReference(TypeName type)
    {
        var parts = NameParts.Of(type.Names);
        if (parts.Count is not (2 or 3) || variables.Contains(parts[0]) || parts[0] is "new" or "old")
        {
            return;
        }

        var relation = new RangeVar(type.Start) { End = type.End, Relname = parts[parts.Count - 2], Schemaname = parts.Count == 3 ? parts[0] : null };
        if (resolve(relation) is { } use)
        {
            Add(parts[parts.Count - 1], [use], TextSpan.FromBounds(type.Names[0].Start, type.Names[type.Names.Count - 1].End));
        }
    }

    private TextSpan WordAt(int start) => tokens.Span(tokens.IndexAt(start));

    private void Add(string column, IReadOnlyList<NameUse> relations, TextSpan place)
    {
        if (column.IndexOf(EmbeddedText.HoleCharacter) < 0)
        {
            found.Add(new ColumnUse(column, relations, tokens.Text.ToSource(place)));
        }
    }
}
