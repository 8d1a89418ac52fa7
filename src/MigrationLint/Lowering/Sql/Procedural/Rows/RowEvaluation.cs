using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Computes for rows what a statement says, and what the catalog says of their columns.</summary>
internal sealed class RowEvaluation
{
    private readonly Dictionary<SchemaExpression, Node?> parsed = [];
    private readonly Node place;

    /// <summary>An evaluation for one statement.</summary>
    /// <param name="sink">The database.</param>
    /// <param name="text">The text of the statement.</param>
    /// <param name="statement">The statement.</param>
    public RowEvaluation(IOperationSink sink, IText text, Node statement)
    {
        (Sink, place, Statement) = (sink, statement, text.ToSource(statement.Span));
        var session = new EvaluationSession(sink);
        Written = new Evaluator(session, text, variables: null) { HasCheckedNames = true };
        Kept = new Evaluator(session, new StatementText(Statement), variables: null) { HasCheckedNames = true };
    }

    /// <summary>The database.</summary>
    public IOperationSink Sink { get; }

    /// <summary>Where the statement is written.</summary>
    public SourceSpan Statement { get; }

    /// <summary>Computes expressions of the statement.</summary>
    public Evaluator Written { get; }

    /// <summary>Computes expressions of the catalog.</summary>
    public Evaluator Kept { get; }

    /// <summary>Refuses the statement.</summary>
    public Exception Refuse(string sqlState, string message) => Sink.Refuse(sqlState, message, Statement);

    /// <summary>The row that expressions over a table are computed for.</summary>
    public static RowScope Scope(Table table, string? alias, IReadOnlyList<SqlValue> values, RowScope? outer = null) =>
        new([new RowBinding(alias ?? table.Name.Name, alias is null ? table.Name.Schema : null, [.. table.Columns.Select(static column => column.Name)], HasOtherColumns: false)], [new ValueRow(values)], outer);

    /// <summary>An expression of the catalog; null where it is not known.</summary>
    public Node? Parse(SchemaExpression? expression)
    {
        if (expression is null or { IsUnknown: true })
        {
            return null;
        }

        if (!parsed.TryGetValue(expression, out var node))
        {
            parsed[expression] = node = new SchemaPrinter(Sink.Schema).Expression(expression) is { Length: > 0 } printed ? Evaluator.Parse(printed) : null;
        }

        return node;
    }

    /// <summary>The value of an expression of the catalog for a row; nothing is refused for what it comes to.</summary>
    public SqlValue Attempt(SchemaExpression? expression, RowScope? scope) => Kept.Attempt(Parse(expression), scope);

    /// <summary>A value as one of the type of a column.</summary>
    public SqlValue Converted(SqlValue value, Column column) => Kept.Stored(value, column.Type, place);

    /// <summary>A value as a column keeps it.</summary>
    public SqlValue Store(SqlValue value, Column column)
    {
        var stored = ForColumn(Converted(value, column), column);
        if (!column.Type.Type.IsBuiltIn && Sink.Schema.FindType(column.Type.Type) is { Kind: TypeKind.Domain } domain)
        {
            RequireDomain(stored, domain, depth: 0);
        }

        return stored;
    }

    // What a domain is made of is asked first (utils/adt/domains.c).
    private void RequireDomain(SqlValue value, SchemaType domain, int depth)
    {
        if (depth < 16 && Sink.Schema.FindType(domain.BaseType.Type) is { Kind: TypeKind.Domain } narrowed)
        {
            RequireDomain(value, narrowed, depth + 1);
        }

        if (domain.IsNotNull && value.IsNull)
        {
            throw Refuse("23502", $"domain {new SchemaPrinter(Sink.Schema).Type(new TypeReference(domain.Id))} does not allow null values");
        }

        var scope = new RowScope([new RowBinding("", null, ["value"], HasOtherColumns: false)], [new ValueRow([value])], Outer: null);
        foreach (var check in domain.Checks.Where(static check => check.CreatedBy is not { IsConditional: true }).OrderBy(static check => check.Name, StringComparer.Ordinal))
        {
            if (Attempt(check.Expression, scope) is SqlBoolean { Value: false })
            {
                throw Refuse("23514", $"value for domain {new SchemaPrinter(Sink.Schema).Type(new TypeReference(domain.Id))} violates check constraint \"{check.Name}\"");
            }
        }
    }

    /// <summary>The value of a column that is given none.</summary>
    public SqlValue Default(Table table, Column column)
    {
        if (column.Identity != IdentityKind.None)
        {
            return Store(Kept.Next(IdentityOf(Sink.Schema, table.Id, column.Name)), column);
        }

        if (column.Default is { } expression)
        {
            return Store(Kept.Value(Parse(expression), scope: null), column);
        }

        return Sink.Schema.FindType(column.Type.Type) switch
        {
            { Kind: TypeKind.Domain, Default: { } narrowed } => Store(Kept.Value(Parse(narrowed), scope: null), column),
            { Kind: TypeKind.Domain, BaseType.Type.IsBuiltIn: false } or null => SqlValue.Unknown,
            _ => Store(SqlValue.Null, column),
        };
    }

    /// <summary>What a generated column comes to.</summary>
    public SqlValue Generated(Table table, Column column, IReadOnlyList<SqlValue> values) =>
        Store(Attempt(column.Generated, Scope(table, null, values)), column);

    // What is written into a column that takes no NULL is none.
    private static SqlValue ForColumn(SqlValue value, Column column) => value is SqlUnknown && column.IsNotNull ? SqlSomeValue.Instance : value;

    /// <summary>The sequence of an identity column; null where it is not known.</summary>
    public static Sequence? IdentityOf(DatabaseSchema schema, ObjectId table, string column) =>
        schema.ObjectsThatName(table).OfType<Sequence>().FirstOrDefault(sequence => sequence.IsIdentity && sequence.OwnerTable == table && sequence.OwnerColumn == column);
}
