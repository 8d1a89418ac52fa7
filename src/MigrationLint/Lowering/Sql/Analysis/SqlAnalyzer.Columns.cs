using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Names of columns (<c>parse_relation.c</c>, <c>transformColumnRef</c>), fields and subscripts.</content>
internal sealed partial class SqlAnalyzer
{
    private Expr TransformColumn(ColumnRef reference, Scope scope)
    {
        if (scope.Clause is Clause.ColumnDefault or Clause.PartitionBound)
        {
            throw Refuse("0A000", $"cannot use column reference in {(scope.Clause == Clause.ColumnDefault ? "DEFAULT expression" : "partition bound expression")}", reference);
        }

        var fields = reference.Fields;
        if (fields.Any(field => field is not AStar && IsHole(field)))
        {
            throw new NotKnownException();
        }

        if (fields[fields.Count - 1] is AStar)
        {
            return WholeRow(reference, scope);
        }

        var names = fields.Select(field => ((StringValue)field).Sval).ToList();
        return names.Count switch
        {
            1 => BareColumn(names[0], reference, scope),
            2 => QualifiedColumn(null, names[0], names[1], reference, scope),
            3 => QualifiedColumn(names[0], names[1], names[2], reference, scope),
            4 => QualifiedColumn(names[1], names[2], names[3], reference, scope),
            _ => throw Refuse("42601", $"improper qualified name (too many dotted names): {string.Join(".", names)}", reference),
        };
    }

    private Expr BareColumn(string name, ColumnRef reference, Scope scope)
    {
        if (scope.DomainValue is { } domain && name == "value")
        {
            return new DomainValueExpr(domain.Type) { Modifier = domain.Modifier, Place = reference };
        }

        var levels = 0;
        var mayBe = false;
        for (var level = scope; level is not null; level = level.Parent, levels++)
        {
            if (FindColumn(name, level, levels, reference) is { } found)
            {
                // An incomplete table further in may have that column too.
                return mayBe ? throw new NotKnownException() : found;
            }

            mayBe |= level.HasIncomplete;
        }

        if (FindItem(null, name, scope) is { } whole)
        {
            return mayBe && whole.Item.IsIncomplete ? throw new NotKnownException() : WholeRow(whole.Item, whole.Levels, reference);
        }

        if (Variables.TryGetValue(name, out var variable))
        {
            return Variable(name, variable, reference);
        }

        throw mayBe ? new NotKnownException() : Refuse("42703", $"column \"{name}\" does not exist", reference, detail: RefusalDetail.MissingColumn(RelationOf(scope), name));
    }

    private static ParameterExpr Variable(string name, TypeReference type, Node place) =>
        type.IsKnown ? new ParameterExpr(name, type) { Modifier = type.Modifier, Place = place } : throw new NotKnownException();

    private Expr? FindColumn(string name, Scope level, int levels, ColumnRef reference)
    {
        Expr? found = null;
        foreach (var item in level.Items)
        {
            if (!item.AreColumnsVisible)
            {
                continue;
            }

            var count = item.Columns.Count(column => column.Name == name);
            var column = item.Find(name) ?? item.FindSystem(name);
            if (column is null)
            {
                continue;
            }

            if (found is not null || count > 1)
            {
                throw Refuse("42702", $"column reference \"{name}\" is ambiguous", reference);
            }

            found = ColumnValue(item, column, levels, reference);
        }

        return found;
    }

    private static Expr ColumnValue(NamespaceItem item, ItemColumn column, int levels, Node place)
    {
        if (column.Value is { } value)
        {
            return levels == 0 ? value : value is ColumnExpr inner ? new ColumnExpr(inner.Item, inner.Column, inner.TypeReference, levels) { Modifier = inner.Modifier, Place = place } : throw new NotKnownException();
        }

        return column.Type.IsKnown
            ? new ColumnExpr(item, column.Name, column.Type, levels) { Modifier = column.Type.Modifier, Place = place }
            : throw new NotKnownException();
    }

    private static (NamespaceItem Item, int Levels)? FindItem(string? schema, string name, Scope scope)
    {
        var levels = 0;
        for (var level = scope; level is not null; level = level.Parent, levels++)
        {
            if (level.Items.Find(item => item.IsNameVisible && item.Name == name && (schema is null || item.Schema == schema)) is { } found)
            {
                return (found, levels);
            }
        }

        return null;
    }

    private Expr QualifiedColumn(string? schema, string qualifier, string name, ColumnRef reference, Scope scope)
    {
        if (FindItem(schema, qualifier, scope) is not { } found)
        {
            if (schema is null && Variables.TryGetValue(qualifier, out var record))
            {
                return record.IsKnown && Field(Variable(qualifier, record, reference), name, reference) is { } variableField ? variableField : throw new NotKnownException();
            }

            if (schema is not null && Variables.TryGetValue(schema + "." + qualifier, out var parameter))
            {
                return parameter.IsKnown && Field(Variable(qualifier, parameter, reference), name, reference) is { } parameterField ? parameterField : throw new NotKnownException();
            }

            if (schema is null && Variables.TryGetValue(qualifier + "." + name, out var labelled))
            {
                return Variable(name, labelled, reference);
            }

            if (schema is null && FindBareComposite(qualifier, name, reference, scope) is { } field)
            {
                return field;
            }

            throw MissingItem(schema, qualifier, reference, scope);
        }

        if ((found.Item.Find(name) ?? found.Item.FindSystem(name)) is { } column)
        {
            return ColumnValue(found.Item, column, found.Levels, reference);
        }

        if (found.Item.IsIncomplete || IsSystemColumn(name))
        {
            throw new NotKnownException();
        }

        // A function of the row can be written as one of its columns.
        var candidates = FunctionCandidates([name], 1, [null], expandsVariadic: true);
        return candidates.Count > 0 && !found.Item.RowType.IsNone && candidates.Exists(candidate => candidate.Types[0] == found.Item.RowType)
            ? MakeCall([name], [WholeRow(found.Item, found.Levels, reference)], new FuncCall(reference.Start) { End = reference.End }, scope, null)
            : throw Refuse("42703", $"column {qualifier}.{name} does not exist", reference, detail: RefusalDetail.MissingColumn(found.Item.Source?.Name, name));
    }

    private static bool IsSystemColumn(string name) => name is "ctid" or "xmin" or "xmax" or "cmin" or "cmax" or "tableoid";

    private static Expr? FindBareComposite(string column, string field, ColumnRef reference, Scope scope)
    {
        // PostgreSQL never reads a.b as a field of a column: it says that the table a is missing. The column may still be another query's incomplete table.
        for (var level = scope; level is not null; level = level.Parent)
        {
            if (level.Items.Exists(item => item.IsIncomplete && item.Kind == RangeKind.Other))
            {
                throw new NotKnownException();
            }
        }

        return null;
    }

    private Exception MissingItem(string? schema, string name, Node place, Scope scope)
    {
        for (var level = scope; level is not null; level = level.Parent)
        {
            if (level.Items.Exists(item => (item.Name == name || item.Source?.Name.Name == name) && (schema is null || item.Schema == schema)))
            {
                return Refuse("42P01", $"invalid reference to FROM-clause entry for table \"{name}\"", place);
            }
        }

        return Refuse("42P01", $"missing FROM-clause entry for table \"{name}\"", place);
    }

    private Expr WholeRow(ColumnRef reference, Scope scope)
    {
        var names = reference.Fields.Take(reference.Fields.Count - 1).Select(field => ((StringValue)field).Sval).ToList();
        if (names.Count == 0)
        {
            throw Refuse("42601", "row expansion via \"*\" is not supported here", reference);
        }

        var name = names[names.Count - 1];
        var schema = names.Count > 1 ? names[names.Count - 2] : null;
        return FindItem(schema, name, scope) is { } found ? WholeRow(found.Item, found.Levels, reference)
            : throw (Variables.ContainsKey(schema is null ? name : schema + "." + name) ? new NotKnownException() : MissingItem(schema, name, reference, scope));
    }

    private static Expr WholeRow(NamespaceItem item, int levels, Node place)
    {
        if (item.Kind == RangeKind.Function && item.Columns.Count == 1 && item.Calls.Count == 1 && item.RowType.IsNone)
        {
            // A function that gives a scalar is its only column.
            return ColumnValue(item, item.Columns[0], levels, place);
        }

        var type = item.RowType.IsNone ? item.Source is null ? TypeIds.Record : ObjectId.None : item.RowType;
        return type.IsNone ? throw new NotKnownException() : new ColumnExpr(item, null, new TypeReference(type), levels) { Place = place };
    }

    /// <summary>The columns that <c>*</c> or <c>t.*</c> stands for.</summary>
    private List<QueryColumn> ExpandStar(ColumnRef star, Scope scope)
    {
        if (star.Fields.Count == 1)
        {
            var visible = scope.Items.Where(item => item.AreColumnsVisible).ToList();
            return scope.Items.Count == 0 && scope.Clause == Clause.SelectTarget ? throw Refuse("42601", "SELECT * with no tables specified is not valid", star)
                : visible.Exists(item => item.IsIncomplete) ? throw new NotKnownException()
                : [.. visible.SelectMany(item => item.Columns.Select(column => Starred(item, column, 0, star)))];
        }

        var names = star.Fields.Take(star.Fields.Count - 1).Select(field => ((StringValue)field).Sval).ToList();
        var name = names[names.Count - 1];
        var schema = names.Count > 1 ? names[names.Count - 2] : null;
        if (FindItem(schema, name, scope) is not { } found)
        {
            throw Variables.ContainsKey(schema is null ? name : schema + "." + name) ? new NotKnownException() : MissingItem(schema, name, star, scope);
        }

        return found.Item.IsIncomplete ? throw new NotKnownException() : [.. found.Item.Columns.Select(column => Starred(found.Item, column, found.Levels, star))];
    }

    private static QueryColumn Starred(NamespaceItem item, ItemColumn column, int levels, Node place) =>
        column.Type.IsKnown ? new QueryColumn(column.Name, ColumnValue(item, column, levels, place), column.Type) : new QueryColumn(column.Name, null, column.Type);

    private Expr TransformIndirection(AIndirection indirection, Scope scope)
    {
        var value = Transform(indirection.Arg!, scope);
        var subscripts = new List<AIndices>();
        foreach (var step in indirection.Indirection)
        {
            if (step is AIndices indices)
            {
                subscripts.Add(indices);
                continue;
            }

            value = Subscript(value, subscripts, indirection, scope);
            subscripts.Clear();
            if (step is not StringValue field)
            {
                throw step is AStar ? Refuse("42601", "row expansion via \"*\" is not supported here", indirection) : new NotKnownException();
            }

            value = Field(value, field.Sval, indirection) ?? FieldFunction(value, field.Sval, indirection, scope);
        }

        return Subscript(value, subscripts, indirection, scope);
    }

    private Expr FieldFunction(Expr value, string name, Node place, Scope scope)
    {
        var candidates = FunctionCandidates([name], 1, [null], expandsVariadic: true);
        if (candidates.Exists(candidate => CanCoerceAll([value.Type], candidate.Types, 1, Context.Implicit)))
        {
            return MakeCall([name], [value], new FuncCall(place.Start) { End = place.End }, scope, null);
        }

        throw IsComposite(BaseType(value.Type))
            ? Refuse("42703", $"column \"{name}\" not found in data type {TypeText(value.Type)}", place)
            : Refuse("42809", $"column notation .{name} applied to type {TypeText(value.Type)}, which is not a composite type", place);
    }

    private Expr Subscript(Expr container, List<AIndices> written, Node place, Scope scope)
    {
        if (written.Count == 0)
        {
            return container;
        }

        var type = BaseType(container.TypeReference);
        var element = ElementType(type.Type);
        var isArray = !element.IsNone;
        if (!isArray && type.Type != TypeIds.Jsonb)
        {
            throw BuiltInCatalog.ExtensionOf(type.Type) is not null || !Find(type.Type).Element.IsNone ? new NotKnownException()
                : Refuse("42804", $"cannot subscript type {TypeText(container.Type)} because it does not support subscripting", place);
        }

        var hasSlice = written.Exists(indices => indices.IsSlice);
        if (hasSlice && !isArray)
        {
            throw Refuse("0A000", "jsonb subscript does not support slices", place);
        }

        Expr? Index(Node? index)
        {
            if (index is null)
            {
                return null;
            }

            var value = Transform(index, scope);
            if (!isArray)
            {
                return value.Type == TypeIds.Unknown ? Coerce(value, TypeIds.Text, -1, Context.Implicit, CoercionForm.ImplicitCast)
                    : CanCoerce(value.Type, TypeIds.Int4, Context.Implicit) ? Coerce(value, TypeIds.Int4, -1, Context.Implicit, CoercionForm.ImplicitCast)
                    : CanCoerce(value.Type, TypeIds.Text, Context.Implicit) ? Coerce(value, TypeIds.Text, -1, Context.Implicit, CoercionForm.ImplicitCast)
                    : throw Refuse("42804", "subscript type " + TypeText(value.Type) + " is not supported", index);
            }

            return CoerceToTarget(value, new TypeReference(TypeIds.Int4), Context.Assignment, CoercionForm.ImplicitCast)
                ?? throw Refuse("42804", "array subscript must have type integer", index);
        }

        var subscripts = written.Select(indices => (hasSlice && (indices.IsSlice || indices.Lidx is null), indices.IsSlice ? Index(indices.Lidx) : hasSlice ? One(place) : null, Index(indices.Uidx))).ToList();
        var result = !isArray || hasSlice ? type : new TypeReference(element, type.Modifier);
        return new SubscriptExpr(result, container, subscripts) { Modifier = result.Modifier, Place = place };
    }

    private static ConstantExpr One(Node place) => new(TypeIds.Int4, "1") { Place = place };

    /// <summary>What PostgreSQL calls a place in which aggregates, window functions or set-returning functions may not stand; null where they may.</summary>
    private static string? PlaceName(Clause clause) => clause switch
    {
        Clause.CheckConstraint or Clause.DomainCheck => "check constraints",
        Clause.ColumnDefault or Clause.FunctionDefault => "DEFAULT expressions",
        Clause.IndexExpression => "index expressions",
        Clause.IndexPredicate => "index predicates",
        Clause.GeneratedColumn => "column generation expressions",
        Clause.AlterColumnTransform => "transform expressions",
        Clause.TriggerWhen => "trigger WHEN conditions",
        Clause.PartitionExpression => "partition key expressions",
        Clause.PartitionBound => "partition bound",
        Clause.Policy => "policy expressions",
        Clause.JoinOn => "JOIN conditions",
        Clause.Where => "WHERE",
        Clause.Filter => "FILTER",
        Clause.Limit => "LIMIT",
        Clause.Offset => "OFFSET",
        Clause.Returning => "RETURNING",
        Clause.UpdateSource => "UPDATE",
        Clause.MergeWhen => "MERGE WHEN conditions",
        _ => null,
    };

    private void CheckAggregatePlacement(Scope scope, List<Expr> arguments, Node place)
    {
        var where = scope.Clause switch { Clause.From => "functions in FROM", Clause.GroupBy => "GROUP BY", Clause.Values => "VALUES", var clause => PlaceName(clause) };

        // An aggregate of columns of an outer query belongs to that query.
        var levels = arguments.SelectMany(Walk).OfType<ColumnExpr>().Select(column => column.LevelsUp).ToList();
        if (levels.Count > 0 && levels.TrueForAll(level => level > 0))
        {
            return;
        }

        if (where is not null)
        {
            throw Refuse("42803", $"aggregate functions are not allowed in {where}", place);
        }

        if (arguments.SelectMany(Walk).Any(value => value is AggregateExpr))
        {
            throw Refuse("42803", "aggregate function calls cannot be nested", place);
        }

        scope.HasAggregates = true;
    }

    private void CheckWindowPlacement(Scope scope, Node place)
    {
        var where = scope.Clause switch
        {
            Clause.From => "functions in FROM", Clause.GroupBy => "GROUP BY", Clause.Values => "VALUES", Clause.Having => "HAVING", Clause.Window => "window definitions", var clause => PlaceName(clause),
        };
        if (where is not null)
        {
            throw Refuse("42P20", $"window functions are not allowed in {where}", place);
        }
    }

    private void CheckSetPlacement(Scope scope, Node place)
    {
        var where = scope.Clause == Clause.Having ? "HAVING" : PlaceName(scope.Clause);
        if (where is not null)
        {
            throw Refuse("0A000", $"set-returning functions are not allowed in {where}", place);
        }
    }

    private static T InClause<T>(Scope scope, Clause clause, Func<T> analyse)
    {
        var outer = scope.Clause;
        scope.Clause = clause;
        try
        {
            return analyse();
        }
        finally
        {
            scope.Clause = outer;
        }
    }
}
