using MigrationLint.Operations;
using MigrationLint.Schema;
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
    /// <summary>Names that mean a value where no column has them: variables and parameters of a routine.</summary>
    public IReadOnlyDictionary<string, TypeReference> Variables { get; init; } = new Dictionary<string, TypeReference>(StringComparer.Ordinal);

    /// <summary>The types of <c>$1</c>, <c>$2</c>, …</summary>
    public IReadOnlyList<TypeReference> Parameters { get; init; } = [];

    /// <summary>The type that a name means, with its modifier; serial words are no types here. Unknown where it may be there.</summary>
    /// <exception cref="StatementRefusedException">There is no such type, or its modifier is wrong.</exception>
    public TypeReference ResolveType(TypeName type) => TypeReference.Unknown;

    /// <summary>A condition: what CHECK, WHERE of an index, a policy, or WHEN of a trigger say.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public SchemaExpression Condition(Node expression, ExpressionScope scope, ExpressionKind kind) => SchemaExpression.Unknown;

    /// <summary>A value of any type.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public SchemaExpression Expression(Node expression, ExpressionScope scope, ExpressionKind kind) => SchemaExpression.Unknown;

    /// <summary>The default of a column or parameter.</summary>
    /// <returns>Null where PostgreSQL stores none: <c>DEFAULT NULL</c>.</returns>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public SchemaExpression? Default(Node expression, string column, TypeReference type, ExpressionScope scope, ExpressionKind kind = ExpressionKind.ColumnDefault) => SchemaExpression.Unknown;

    /// <summary>What a generated column computes.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public SchemaExpression Generated(Node expression, string column, TypeReference type, ExpressionScope scope) => SchemaExpression.Unknown;

    /// <summary>USING of ALTER COLUMN … TYPE, or without it the cast that PostgreSQL puts there (42804 where there is none).</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public SchemaExpression AlterColumnType(Node? expression, string column, TypeReference oldType, TypeReference newType, ExpressionScope scope, Node place) => SchemaExpression.Unknown;

    /// <summary>An old default, cast to the new type of its column as ALTER COLUMN … TYPE does.</summary>
    /// <returns>Unknown where that cannot be told.</returns>
    /// <exception cref="StatementRefusedException">It cannot be cast automatically (42804).</exception>
    public SchemaExpression RecastDefault(SchemaExpression old, string column, TypeReference newType, Node place) => SchemaExpression.Unknown;

    /// <summary>A key of an index.</summary>
    /// <param name="key">As written.</param>
    /// <param name="scope">The columns of its table.</param>
    /// <param name="method">The access method, such as <c>btree</c>.</param>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public IndexKey IndexKey(IndexElem key, ExpressionScope scope, string method) => new();

    /// <summary>A query: what it gives and reads.</summary>
    /// <param name="query">A SELECT, VALUES, or a set operation.</param>
    /// <param name="columnNames">The names that a view or a table gives its first columns.</param>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public QueryDefinition Query(Node query, IReadOnlyList<string> columnNames) => new(null, SchemaExpression.Unknown);

    /// <summary>Analyses INSERT, UPDATE, DELETE, MERGE, SELECT, TRUNCATE, COPY and emits what they do with rows.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void RowStatement(Node statement)
    {
        sink.NotUnderstood(text.ToSource(statement.Span), "not analysed");
    }

    /// <summary>The routine that DROP, ALTER, GRANT or COMMENT names; null where there certainly is none, or where it may be there.</summary>
    /// <param name="routine">Name and arguments.</param>
    /// <param name="kind">What the statement calls it.</param>
    /// <param name="missingOk">True where one that is not there is no error.</param>
    /// <exception cref="StatementRefusedException">There is none, or more than one.</exception>
    public Routine? FindRoutine(ObjectWithArgs routine, ObjectKind kind, bool missingOk) => null;
}
