using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql;

/// <summary>Finds the calls of <c>setval()</c> in a query that take their value from a column.</summary>
/// <param name="text">The text that the nodes come from.</param>
/// <param name="find">The relation that a name means; it was found before.</param>
internal sealed class SequenceResets(IText text, Func<RangeVar, Relation?> find)
{
    private readonly List<SequenceReset> found = [];

    /// <summary>The calls in the list of results of a query.</summary>
    public IReadOnlyList<SequenceReset> Of(SelectStmt query)
    {
        foreach (var target in query.TargetList)
        {
            if (target.Val is FuncCall { Args.Count: 2 or 3 } call && NameParts.NameOf(NameParts.Of(call.Funcname)) == "setval")
            {
                Add(call.Args[1], query, new Trace(call, null, null));
            }
        }

        return found;
    }

    // What else computes the value, such as CASE or substring(), is its author's care.
    private void Add(Node value, SelectStmt query, Trace trace)
    {
        switch (value)
        {
            case SubLink { SubLinkType: SubLinkType.Expr, Subselect: SelectStmt { TargetList: [{ Val: { } result }] } inner }:
                Add(result, inner, trace);
                break;
            case CoalesceExpr coalesce:
                Each(coalesce.Args, query, trace);
                break;
            case MinMaxExpr greatest:
                Each(greatest.Args, query, trace);
                break;
            case AExpr { Kind: AExprKind.Op, Lexpr: { } left, Rexpr: { } right }:
                Each([left, right], query, trace);
                break;
            // What a value is spelled as on the way to a number makes it none.
            case TypeCast { Arg: { } inner, TypeName: { } type } when trace.Cast is not null && NameParts.NameOf(NameParts.Of(type)) is "text" or "varchar" or "bpchar":
                Add(inner, query, trace);
                break;
            case TypeCast { Arg: { } inner, TypeName: { } type } cast:
                Add(inner, query, trace with { Cast = cast, Type = NameParts.NameOf(NameParts.Of(type)) });
                break;
            case FuncCall { Args: [{ } argument], AggFilter: null, Over: null } call when NameParts.NameOf(NameParts.Of(call.Funcname)) is "max" or "min":
                Add(argument, query, trace);
                break;
            case ColumnRef { Fields: { Count: > 0 } fields } when fields[fields.Count - 1] is StringValue column:
                AddColumn(column.Sval, query, trace);
                break;
        }
    }

    private void Each(IReadOnlyList<Node> values, SelectStmt query, Trace trace)
    {
        foreach (var value in values)
        {
            Add(value, query, trace);
        }
    }

    private void AddColumn(string column, SelectStmt query, Trace trace)
    {
        if (query is { FromClause: [RangeVar relation], WithClause: null } && find(relation) is { } table)
        {
            found.Add(new SequenceReset(table.Name, column)
            {
                Source = text.ToSource(trace.Call.Span),
                Cast = trace.Cast is { } cast ? text.ToSource(cast.Span) : null,
                CastType = trace.Type,
                IsFiltered = query.WhereClause is not null,
            });
        }
    }

    private sealed record Trace(FuncCall Call, TypeCast? Cast, string? Type);
}
