using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <summary>
/// PostgreSQL's parse analysis of what stands in a statement: it finds out what names mean, chooses functions, operators and casts, and spells expressions as
/// the catalog shows them. What PostgreSQL would refuse ends the statement; what cannot be told is unknown, and never refused.
/// </summary>
/// <param name="sink">The database that the statement runs on.</param>
/// <param name="text">The text that the nodes come from.</param>
internal sealed partial class SqlAnalyzer(IOperationSink sink, IText text)
{
    private IReadOnlyList<string>? path;
    private SchemaPrinter? printer;
    private DatabaseSchema? printed;

    /// <summary>Names that mean a value where no column has them: variables and parameters of a routine.</summary>
    public IReadOnlyDictionary<string, TypeReference> Variables { get; init; } = new Dictionary<string, TypeReference>(StringComparer.Ordinal);

    /// <summary>The types of <c>$1</c>, <c>$2</c>, …</summary>
    public IReadOnlyList<TypeReference> Parameters { get; init; } = [];

    /// <summary>False where <c>$1</c> may mean something that is not told.</summary>
    public bool AreParametersKnown { get; init; } = true;

    private SchemaPrinter Printer
    {
        get
        {
            if (printer is null || !ReferenceEquals(printed, sink.Schema))
            {
                printed = sink.Schema;
                printer = new SchemaPrinter(printed);
            }

            return printer;
        }
    }

    /// <summary>The type that a name means, with its modifier; serial words are no types here. Unknown where it may be there.</summary>
    /// <exception cref="StatementRefusedException">There is no such type, or its modifier is wrong.</exception>
    public TypeReference ResolveType(TypeName type) => Known(() => Resolve(type), TypeReference.Unknown);

    /// <summary>A condition: what CHECK, WHERE of an index, a policy, or WHEN of a trigger say.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public SchemaExpression Condition(Node expression, ExpressionScope scope, ExpressionKind kind) => Known(
        () =>
        {
            var construct = kind switch
            {
                ExpressionKind.CheckConstraint or ExpressionKind.DomainCheck => "CHECK",
                ExpressionKind.IndexPredicate => "WHERE",
                ExpressionKind.Policy => "POLICY",
                ExpressionKind.TriggerWhen => "WHEN",
                _ => "WHERE",
            };
            var value = ToBoolean(Transform(expression, ToScope(scope, kind)), construct);
            return Print(value, isPretty: false, RequireImmutable(value, kind, expression));
        },
        SchemaExpression.Unknown);

    /// <summary>A value of any type.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public SchemaExpression Expression(Node expression, ExpressionScope scope, ExpressionKind kind) => Known(
        () =>
        {
            var value = LiteralsAsText(Transform(expression, ToScope(scope, kind)));
            return Print(value, isPretty: false, RequireImmutable(value, kind, expression));
        },
        SchemaExpression.Unknown);

    /// <summary>The default of a column or parameter.</summary>
    /// <returns>Null where PostgreSQL stores none: <c>DEFAULT NULL</c>.</returns>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public SchemaExpression? Default(Node expression, string column, TypeReference type, ExpressionScope scope, ExpressionKind kind = ExpressionKind.ColumnDefault)
    {
        try
        {
            return DefaultValue(expression, column, type, scope, kind);
        }
        catch (StatementRefusedException exception) when (exception.Refusal is { Detail: null, SqlState: "22P02" or "22003" or "22007" or "22008" or "42804" } refused)
        {
            var detail = new RefusalDetail(RefusalCause.Default, ObjectKind.Column, RelationOf(ToScope(scope, kind)) ?? default, column) { Text = Printer.Type(type) };
            throw sink.Refuse(refused.SqlState, refused.Message, refused.Source, detail);
        }
    }

    private SchemaExpression? DefaultValue(Node expression, string column, TypeReference type, ExpressionScope scope, ExpressionKind kind) => Known(
        () =>
        {
            var value = Transform(expression, ToScope(scope, kind));
            if (!type.IsKnown)
            {
                throw new NotKnownException();
            }

            value = CoerceToTarget(value, type, Context.Assignment, CoercionForm.ImplicitCast) ?? throw (kind == ExpressionKind.FunctionDefault
                ? Refuse("42804", $"argument of DEFAULT must be type {TypeText(type.Type)}, not type {TypeText(value.Type)}", expression)
                : Refuse("42804", $"column \"{column}\" is of type {TypeText(type.Type)} but default expression is of type {TypeText(value.Type)}", expression));
            return value is ConstantExpr { IsNull: true } && kind == ExpressionKind.ColumnDefault ? null : Print(value, isPretty: false);
        },
        SchemaExpression.Unknown);

    /// <summary>What a generated column computes.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public SchemaExpression Generated(Node expression, string column, TypeReference type, ExpressionScope scope) => Known(
        () =>
        {
            var value = Transform(expression, ToScope(scope, ExpressionKind.GeneratedColumn));
            foreach (var read in Walk(value).OfType<ColumnExpr>())
            {
                if (read.Column is null)
                {
                    throw Refuse("42P17", "cannot use whole-row variable in column generation expression", expression);
                }

                if (read.Column == column || read.Item.Find(read.Column)?.Source?.Generated is not null)
                {
                    throw Refuse("42P17", $"cannot use generated column \"{read.Column}\" in column generation expression", read.Place ?? expression);
                }
            }

            RequireImmutable(value, ExpressionKind.GeneratedColumn, expression);
            if (!type.IsKnown)
            {
                throw new NotKnownException();
            }

            value = CoerceToTarget(value, type, Context.Assignment, CoercionForm.ImplicitCast)
                ?? throw Refuse("42804", $"column \"{column}\" is of type {TypeText(type.Type)} but default expression is of type {TypeText(value.Type)}", expression);
            return Print(value, isPretty: false);
        },
        SchemaExpression.Unknown);

    /// <summary>USING of ALTER COLUMN … TYPE, or without it the cast that PostgreSQL puts there (42804 where there is none).</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public SchemaExpression AlterColumnType(Node? expression, string column, TypeReference oldType, TypeReference newType, ExpressionScope scope, Node place) => Known(
        () =>
        {
            var value = expression is not null ? Transform(expression, ToScope(scope, ExpressionKind.AlterColumnTransform))
                : oldType.IsKnown ? new ColumnExpr(new NamespaceItem(RangeKind.Relation, "", []) { IsQualified = false }, column, oldType, 0) { Modifier = oldType.Modifier, Place = place }
                : throw new NotKnownException();
            if (!newType.IsKnown)
            {
                throw new NotKnownException();
            }

            value = CoerceToTarget(value, newType, Context.Assignment, CoercionForm.ImplicitCast) ?? throw Refuse(
                "42804", expression is null ? $"column \"{column}\" cannot be cast automatically to type {TypeText(newType.Type)}"
                    : $"result of USING clause for column \"{column}\" cannot be cast automatically to type {TypeText(newType.Type)}",
                place,
                expression is null ? new RefusalDetail(RefusalCause.Cast, ObjectKind.Column, RelationOf(ToScope(scope, ExpressionKind.AlterColumnTransform)) ?? default, column) { Text = Printer.Type(newType) } : null);
            return Print(value, isPretty: false);
        },
        SchemaExpression.Unknown);

    /// <summary>An old default, cast to the new type of its column as ALTER COLUMN … TYPE does.</summary>
    /// <returns>Unknown where that cannot be told.</returns>
    /// <exception cref="StatementRefusedException">It cannot be cast automatically (42804).</exception>
    public SchemaExpression RecastDefault(SchemaExpression old, QualifiedName table, string column, TypeReference newType, Node place) => Known(
        () =>
        {
            // What is stored is the expression without the cast to the old type, and that is what its text shows.
            if (Printer.Expression(old) is not { } written || !newType.IsKnown || ParseExpression(written) is not { } tree)
            {
                throw new NotKnownException();
            }

            var inner = new SqlAnalyzer(sink, new PlaceText(text, place)) { Variables = Variables };
            var value = inner.Transform(tree, ToScope(ExpressionScope.None, ExpressionKind.ColumnDefault));
            value = inner.CoerceToTarget(value, newType, Context.Assignment, CoercionForm.ImplicitCast)
                ?? throw Refuse("42804", $"default for column \"{column}\" cannot be cast automatically to type {TypeText(newType.Type)}", place, new RefusalDetail(RefusalCause.CastOfDefault, ObjectKind.Column, table, column) { Text = Printer.Type(newType) });
            return Print(value, isPretty: false);
        },
        SchemaExpression.Unknown);

    /// <summary>A stored condition or key of an index, read again from its text.</summary>
    /// <returns>Unknown where that cannot be told.</returns>
    /// <exception cref="StatementRefusedException">It has no meaning any more.</exception>
    public SchemaExpression Reanalyse(SchemaExpression old, ExpressionScope scope, ExpressionKind kind, bool isKey, Node place) => Known(
        () =>
        {
            if (Printer.Expression(old) is not { } written || ParseExpression(written) is not { } tree)
            {
                throw new NotKnownException();
            }

            var inner = new SqlAnalyzer(sink, new PlaceText(text, place));
            return !isKey ? inner.Condition(tree, scope, kind) : inner.IndexKey(new IndexElem(place.Start) { Expr = tree }, scope, "").Expression ?? throw new NotKnownException();
        },
        SchemaExpression.Unknown);

    /// <summary>A key of an index, an exclusion constraint or a partitioned table.</summary>
    /// <param name="key">As written.</param>
    /// <param name="scope">The columns of its table.</param>
    /// <param name="method">The access method, such as <c>btree</c>.</param>
    /// <param name="isPretty">True for the form of <c>pg_get_indexdef(…, true)</c>, false for that of constraints and partitions.</param>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public IndexKey IndexKey(IndexElem key, ExpressionScope scope, string method, bool isPretty = true)
    {
        var isDescending = key.Ordering == SortByDir.Desc;
        var written = new IndexKey
        {
            Column = key.Name,
            IsDescending = isDescending,
            NullsFirst = key.NullsOrdering == SortByNulls.Default ? isDescending : key.NullsOrdering == SortByNulls.First,
        };
        return Known(() => AnalyseKey(key, written, scope, method, isPretty), key.Name is null ? written with { Expression = SchemaExpression.Unknown, AutomaticName = KeyName(key.Expr) } : written);
    }

    /// <summary>The routine that DROP, ALTER, GRANT or COMMENT names; null where there certainly is none, or where it may be there.</summary>
    /// <param name="routine">Name and arguments.</param>
    /// <param name="kind">What the statement calls it.</param>
    /// <param name="missingOk">True where one that is not there is no error.</param>
    /// <exception cref="StatementRefusedException">There is none, or more than one.</exception>
    public Routine? FindRoutine(ObjectWithArgs routine, ObjectKind kind, bool missingOk) => Known(() => LookUp(routine, kind, missingOk), null);

    /// <summary>The sole expression of a text; null where it is none.</summary>
    private static Node? ParseExpression(string expression)
    {
        var script = SqlScriptReader.Read(new SourceText("", "SELECT " + expression), default);
        return script.Statements is [{ Tree: SelectStmt { TargetList: [{ Val: { } value }] } }] ? value : null;
    }

    /// <summary>What a query reads, where that is known.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public ReadRows? TryRead(SelectStmt query) => Known(() => Read(query), null);

    private ReadRows Read(SelectStmt query)
    {
        var reads = new QueryReads(sink.Schema);
        reads.Add(Analyse(query, null, resolvesLiterals: true));
        return new ReadRows(Relations(reads))
        {
            Source = text.ToSource(query.Span),
            Resets = new SequenceResets(text, relation => FindRelation(relation.Schemaname, relation.Relname, relation)).Of(query),
        };
    }

    private T Known<T>(Func<T> analyse, T unknown)
    {
        try
        {
            path = null;
            depth = 0;
            return analyse();
        }
        catch (NotKnownException)
        {
            return unknown;
        }
    }

    /// <summary>The stored form of an expression.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="isPretty">True where needless parentheses are left out.</param>
    /// <param name="isImmutable">True where it was found immutable, with the bodies of SQL functions in their place.</param>
    private SchemaExpression Print(Expr value, bool isPretty, bool isImmutable = false) => new(Deparser.Print(sink.Schema, value, isPretty))
    {
        Type = value.TypeReference,
        Volatility = isImmutable ? Volatility.Immutable : VolatilityOf(value),
        IsConstant = Walk(value).All(node => node is ConstantExpr or CoercionExpr { Kind: CoercionKind.Relabel or CoercionKind.Function, Argument: ConstantExpr }),
    };

    private Volatility VolatilityOf(Expr value) => Walk(value).Select(VolatilityOfNode).Max();

    /// <summary>
    /// What remains of a node's volatility when the planner has put the bodies of SQL functions in its place: <c>||</c> of text and anything else is the
    /// output function of the other, and a user's function is what its body is.
    /// </summary>
    private Volatility VolatilityOfNode(Expr node) => node switch
    {
        OperatorExpr { Operator: { Name: "||" } found } operation when found.Left == TypeIds.AnyNonArray => OutputVolatility(operation.Arguments[0].Type),
        OperatorExpr { Operator: { Name: "||" } found } operation when found.Right == TypeIds.AnyNonArray => OutputVolatility(operation.Arguments[1].Type),
        _ => node.Volatility,
    };

    private Volatility OutputVolatility(ObjectId type) =>
        sink.Schema.FindCast(BaseType(type), TypeIds.Text) is { } cast ? cast.Volatility : sink.Schema.InputOutputVolatility(BaseType(type), isInput: false);

    private static bool IsInlined(Expr node) => node is CallExpr { Routine: { Definition.Language: "sql" } };

    /// <summary>Refuses what must be immutable and is not.</summary>
    /// <returns>True where it must be, and is.</returns>
    private bool RequireImmutable(Expr value, ExpressionKind kind, Node place)
    {
        if (kind is not (ExpressionKind.IndexExpression or ExpressionKind.IndexPredicate or ExpressionKind.GeneratedColumn or ExpressionKind.PartitionExpression))
        {
            return false;
        }

        if (Walk(value).All(node => VolatilityOfNode(node) == Volatility.Immutable || IsInlined(node)))
        {
            return true;
        }

        throw Refuse("42P17", kind switch
        {
            ExpressionKind.IndexExpression => "functions in index expression must be marked IMMUTABLE",
            ExpressionKind.IndexPredicate => "functions in index predicate must be marked IMMUTABLE",
            ExpressionKind.PartitionExpression => "functions in partition key expression must be marked IMMUTABLE",
            _ => "generation expression is not immutable",
        }, place);
    }

    private static Scope ToScope(ExpressionScope scope, ExpressionKind kind)
    {
        var result = new Scope(null)
        {
            DomainValue = scope.DomainValue,
            Clause = kind switch
            {
                ExpressionKind.ColumnDefault => Clause.ColumnDefault,
                ExpressionKind.FunctionDefault => Clause.FunctionDefault,
                ExpressionKind.CheckConstraint => Clause.CheckConstraint,
                ExpressionKind.DomainCheck => Clause.DomainCheck,
                ExpressionKind.GeneratedColumn => Clause.GeneratedColumn,
                ExpressionKind.IndexExpression => Clause.IndexExpression,
                ExpressionKind.IndexPredicate => Clause.IndexPredicate,
                ExpressionKind.PartitionExpression => Clause.PartitionExpression,
                ExpressionKind.PartitionBound => Clause.PartitionBound,
                ExpressionKind.Policy => Clause.Policy,
                ExpressionKind.TriggerWhen => Clause.TriggerWhen,
                ExpressionKind.AlterColumnTransform => Clause.AlterColumnTransform,
                _ => Clause.Other,
            },
        };
        foreach (var relation in scope.Relations)
        {
            result.Items.Add(new NamespaceItem(RangeKind.Relation, relation.Name, [.. relation.Columns.Select(column => new ItemColumn(column.Name, column.Type) { Source = column })])
            {
                Schema = relation.Schema,
                IsIncomplete = relation.IsIncomplete,
                IsQualified = relation.IsQualified,
                RowType = relation.Relation?.RowType ?? ObjectId.None,
                Source = relation.Relation,

                // OLD and NEW must be named: a bare column would be ambiguous.
                AreColumnsVisible = true,
            });
        }

        return result;
    }
}
