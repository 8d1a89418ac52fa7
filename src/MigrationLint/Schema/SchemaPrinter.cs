using System.Text;
using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>Prints what PostgreSQL's catalog functions show of a schema with <c>search_path = public</c>.</summary>
/// <param name="schema">The schema.</param>
internal sealed partial class SchemaPrinter(DatabaseSchema schema)
{
    /// <summary><c>format_type</c>.</summary>
    public string Type(TypeReference type) => schema.FindType(type.Type)?.Name.Name ?? "???";

    /// <summary><c>pg_get_expr</c>: the text of an expression.</summary>
    public string Expression(SchemaExpression expression) => "";

    /// <summary>A name as it is shown: with its schema where that is neither <c>public</c> nor <c>pg_catalog</c>.</summary>
    public string Name(QualifiedName name) => "";

    /// <summary><c>pg_get_triggerdef</c>.</summary>
    public string Trigger(Relation relation, Trigger trigger) => "";

    /// <summary><c>pg_get_function_identity_arguments</c>.</summary>
    public string IdentityArguments(Routine routine) => "";

    /// <summary><c>pg_get_function_result</c>; null for a procedure without OUT parameters.</summary>
    public string? Result(Routine routine) => null;

    /// <summary><c>pg_get_constraintdef</c> of an exclusion constraint.</summary>
    public string Exclusion(ExclusionConstraint constraint) => "";

    /// <summary>A key as <c>pg_get_indexdef</c> shows it, with DESC and NULLS FIRST where they are not the default.</summary>
    public string IndexKey(IndexKey key, bool hasOrder = true) => "";

    /// <summary><c>pg_get_partkeydef</c>.</summary>
    public string PartitionKey(PartitionKey key) => "";
}
