using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Calls (<c>parse_func.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    private Expr TransformCall(FuncCall call, Scope scope)
    {
        if (call.Funcname.Any(IsHole))
        {
            throw new NotKnownException();
        }

        var names = call.Funcname.Select(node => ((StringValue)node).Sval).ToList();
        if (names.Count > 1)
        {
            RequireSchema(names[names.Count - 2], call);
        }

        var arguments = call.Args.Select(argument => Transform(argument, scope)).ToList();
        if (call.AggWithinGroup)
        {
            arguments.AddRange(call.AggOrder.Select(item => Transform(((SortBy)item).Node!, scope)));
        }

        var filter = call.AggFilter is null ? null : InClause(scope, Clause.Filter, () => ToBoolean(Transform(call.AggFilter, scope), "FILTER"));
        return MakeCall(names, arguments, call, scope, filter);
    }

    private Expr MakeCall(List<string> names, List<Expr> arguments, FuncCall call, Scope scope, Expr? filter)
    {
        var argumentNames = arguments.Select(argument => (argument as NamedArgumentExpr)?.Name).ToList();
        for (var i = 1; i < arguments.Count; i++)
        {
            if (argumentNames[i] is null && argumentNames[i - 1] is not null)
            {
                throw Refuse("42601", "positional argument cannot follow named argument", call);
            }
        }

        var actual = arguments.Select(argument => argument.Type).ToList();
        var candidates = FunctionCandidates(names, arguments.Count, argumentNames, expandsVariadic: !call.FuncVariadic);
        var best = candidates.Find(candidate => actual.SequenceEqual(candidate.Types.Take(candidate.Types.Length - candidate.DefaultCount)) && candidate.Types.Length - candidate.DefaultCount == actual.Count
            && candidate.Types.Length == actual.Count);
        var plain = !call.AggStar && !call.AggDistinct && call.AggOrder.Count == 0 && filter is null && call.Over is null && !call.FuncVariadic;
        if (best is null)
        {
            if (arguments.Count == 1 && argumentNames[0] is null && plain && AsTypeCoercion(names, arguments[0], call) is { } coerced)
            {
                return coerced;
            }

            var fitting = candidates.Where(candidate => CanCoerceAll(actual, candidate.Types, actual.Count, Context.Implicit)).ToList();
            best = fitting.Count == 1 ? fitting[0] : fitting.Count > 1 ? SelectCandidate(actual, fitting) : null;
            if (best is null)
            {
                if (fitting.Count == 0 && names.Count == 1 && arguments.Count == 1 && plain && IsRowType(actual[0]) && Field(arguments[0], names[0], call) is { } field)
                {
                    return field;
                }

                if (candidates.Count == 0 && LaterRoutines.AreIn(names[names.Count - 1], sink.Version))
                {
                    throw new NotKnownException();
                }

                throw fitting.Count > 1 ? Refuse("42725", $"function {Signature(names, arguments)} is not unique", call)
                    : IsMissing(names.Count > 1 ? names[names.Count - 2] : null) || IsOnlyBuiltIn(candidates, actual) ? Refuse("42883", $"function {Signature(names, arguments)} does not exist", call, detail: RefusalDetail.Missing(ObjectKind.Function, NameIn(names)))
                    : new NotKnownException();
            }
        }

        return best.IsAmbiguous ? throw Refuse("42725", $"function {Signature(names, arguments)} is not unique", call)
            : Finish(best, names, arguments, actual, call, scope, filter);
    }

    // Nobody who lets the base lie elsewhere gives setval() and its kin another meaning for types that PostgreSQL knows.
    private static bool IsOnlyBuiltIn(List<Candidate> candidates, List<ObjectId> actual) =>
        candidates.Count > 0 && candidates.TrueForAll(static candidate => candidate.Routine is { Id.IsBuiltIn: true }) && actual.TrueForAll(static type => type.IsBuiltIn);

    private string Signature(IReadOnlyList<string> names, IReadOnlyList<Expr> arguments) =>
        string.Join(".", names) + "(" + string.Join(", ", arguments.Select(argument => (argument is NamedArgumentExpr named ? named.Name + " => " : "") + TypeText(argument.Type))) + ")";

    /// <summary>A call with one argument and the name of a type is a cast where that needs no function: <c>text('a')</c>.</summary>
    private Expr? AsTypeCoercion(IReadOnlyList<string> names, Expr argument, FuncCall call)
    {
        var type = FindType(names, call);
        if (type is null || type.Kind == TypeKind.Pseudo || (type.Kind == TypeKind.Composite && type.Relation.IsNone))
        {
            return null;
        }

        var isCoercion = argument.Type == TypeIds.Unknown && argument is ConstantExpr;
        if (!isCoercion)
        {
            isCoercion = FindPathway(type.Id, argument.Type, Context.Explicit, out _) switch
            {
                Pathway.Relabel => true,
                Pathway.InputOutput => !((argument.Type == TypeIds.Record || IsComposite(argument.Type)) && Category(type.Id) == 'S'),
                _ => false,
            };
        }

        return isCoercion ? Coerce(argument, type.Id, -1, Context.Explicit, CoercionForm.ExplicitCall) : null;
    }

    private Expr Finish(Candidate best, IReadOnlyList<string> names, List<Expr> arguments, List<ObjectId> actual, FuncCall call, Scope scope, Expr? filter)
    {
        var routine = best.Routine!;
        var name = string.Join(".", names);
        RequireKind(routine, name, call, scope, filter);
        if (routine.Returns is not { IsKnown: true } returns || best.Types.Any(type => type.IsNone))
        {
            throw new NotKnownException();
        }

        var declared = best.Types.ToArray();
        var allActual = actual.ToList();
        for (var i = actual.Count; i < declared.Length; i++)
        {
            allActual.Add(TypeIds.IsPolymorphic(declared[i]) ? TypeIds.Unknown : declared[i]);
        }

        var result = ResolvePolymorphic(allActual, declared, returns.Type);
        arguments = CoerceArguments(arguments, declared);
        var isVariadic = call.FuncVariadic;
        var last = routine.Parameters.LastOrDefault(parameter => parameter.Mode == "VARIADIC");
        if (best.VariadicCount > 0 && last is not null && last.Type.Type != TypeIds.Any)
        {
            var fixedCount = arguments.Count - best.VariadicCount;
            var elements = arguments.Skip(fixedCount).ToList();
            arguments = [.. arguments.Take(fixedCount), new ArrayExpr(ArrayType(elements[0].Type), elements) { Place = call }];
            isVariadic = true;
        }

        if (routine.IsWindow || call.Over is not null)
        {
            return WindowCall(routine, result, arguments, call, scope, filter);
        }

        if (routine.Kind == ObjectKind.Aggregate)
        {
            return Aggregate(routine, result, arguments, isVariadic, call, scope, filter);
        }

        if (routine.ReturnsSet)
        {
            CheckSetPlacement(scope, call);
        }

        // What the call leaves out is filled in by the planner: its text stays as written.
        return new CallExpr(routine, result, arguments) { IsVariadic = isVariadic, IsSqlSyntax = call.Funcformat == CoercionForm.SqlSyntax, Place = call };
    }

    private void RequireKind(Routine routine, string name, FuncCall call, Scope scope, Expr? filter)
    {
        if (routine.Kind == ObjectKind.Procedure)
        {
            throw Refuse("42809", $"{Signature([name], [.. routine.InputTypes.Select(type => new CaseTestExpr(type.Type))])} is a procedure", call);
        }

        if (routine.Kind == ObjectKind.Aggregate)
        {
            if (routine.DirectArguments >= 0 && !call.AggWithinGroup)
            {
                throw Refuse("42809", $"WITHIN GROUP is required for ordered-set aggregate {name}", call);
            }

            return;
        }

        string? wrong = call.AggStar ? $"{name}(*) specified, but {name} is not an aggregate function"
            : call.AggDistinct ? $"DISTINCT specified, but {name} is not an aggregate function"
            : call.AggWithinGroup ? $"WITHIN GROUP specified, but {name} is not an aggregate function"
            : call.AggOrder.Count > 0 ? $"ORDER BY specified, but {name} is not an aggregate function"
            : filter is not null ? $"FILTER specified, but {name} is not an aggregate function"
            : call.Over is not null && !routine.IsWindow ? $"OVER specified, but {name} is not a window function nor an aggregate function"
            : null;
        if (wrong is not null)
        {
            throw Refuse("42809", wrong, call);
        }

        if (routine.IsWindow && call.Over is null)
        {
            throw Refuse("42809", $"window function {name} requires an OVER clause", call);
        }
    }

    private AggregateExpr Aggregate(Routine routine, ObjectId result, List<Expr> arguments, bool isVariadic, FuncCall call, Scope scope, Expr? filter)
    {
        CheckAggregatePlacement(scope, arguments, call);
        var order = new List<SortItem>();
        IReadOnlyList<Expr> direct = [];
        if (call.AggWithinGroup)
        {
            var directCount = call.Args.Count;
            direct = [.. arguments.Take(directCount)];
            order.AddRange(call.AggOrder.Select((item, i) => Sorted((SortBy)item, arguments[directCount + i])));
            arguments = [.. arguments.Skip(directCount)];
        }
        else
        {
            order.AddRange(call.AggOrder.Select(item => Sorted((SortBy)item, LiteralsAsText(Transform(((SortBy)item).Node!, scope)))));
        }

        // Literals that nothing gave a type are text: PostgreSQL's transformAggregateCall leaves them, its functions do not.
        return new AggregateExpr(routine, result, arguments)
        {
            DirectArguments = direct, IsVariadic = isVariadic, IsStar = call.AggStar, IsDistinct = call.AggDistinct, Order = order, Filter = filter, Place = call,
        };
    }

    private WindowExpr WindowCall(Routine routine, ObjectId result, List<Expr> arguments, FuncCall call, Scope scope, Expr? filter)
    {
        if (call.AggDistinct)
        {
            throw Refuse("0A000", "DISTINCT is not implemented for window functions", call);
        }

        if (call.AggOrder.Count > 0)
        {
            throw Refuse("0A000", "aggregate ORDER BY is not implemented for window functions", call);
        }

        CheckWindowPlacement(scope, call);
        scope.HasWindowFunctions = true;
        return new WindowExpr(routine, result, arguments) { IsStar = call.AggStar, Filter = filter, Window = TransformWindow(call.Over!, scope), Place = call };
    }

    private static Expr LiteralsAsText(Expr value) =>
        value is ConstantExpr { IsNull: false } constant && constant.Type == TypeIds.Unknown ? new ConstantExpr(TypeIds.Text, constant.Text) { Place = constant.Place }
        : value is ConstantExpr { IsNull: true } nothing && nothing.Type == TypeIds.Unknown ? new ConstantExpr(TypeIds.Text, null) { Place = nothing.Place }
        : value;

    private static SortItem Sorted(SortBy written, Expr value)
    {
        var isDescending = written.SortbyDir == SortByDir.Desc;
        var nullsFirst = written.SortbyNulls == SortByNulls.Default ? isDescending : written.SortbyNulls == SortByNulls.First;
        return new SortItem(value, isDescending, nullsFirst) { Using = written.SortbyDir == SortByDir.Using ? throw new NotKnownException() : null };
    }

    /// <summary>The field of a row; null where it has none of that name.</summary>
    private Expr? Field(Expr row, string name, Node place)
    {
        if (row is ColumnExpr { Column: null } whole)
        {
            return whole.Item.Find(name) is { } column ? ColumnValue(whole.Item, column, whole.LevelsUp, place)
                : whole.Item.IsIncomplete ? throw new NotKnownException()
                : null;
        }

        if (row.Type == TypeIds.Record)
        {
            return row is CallExpr { Routine: var routine } && routine.Parameters.FirstOrDefault(parameter => parameter.Mode is "OUT" or "INOUT" or "TABLE" && parameter.Name == name) is { } output && !TypeIds.IsPolymorphic(output.Type.Type)
                ? new FieldExpr(new TypeReference(output.Type.Type), row, name) { Place = place }
                : throw new NotKnownException();
        }

        var type = Find(BaseType(row.Type));
        if (type.Kind != TypeKind.Composite)
        {
            return null;
        }

        var relation = sink.Schema.FindRelation(type.Relation) ?? throw new NotKnownException();
        return relation.FindColumn(name) is { } found ? new FieldExpr(found.Type, row, name) { Modifier = found.Type.Modifier, Place = place }
            : relation.IsIncomplete ? throw new NotKnownException()
            : null;
    }
}
