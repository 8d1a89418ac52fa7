using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql;

/// <summary>What PREPARE keeps.</summary>
/// <param name="Tree">The statement.</param>
/// <param name="Text">The text that its offsets count in.</param>
/// <param name="Declared">The types of its parameters that are said.</param>
internal sealed record PreparedStatement(Statement Tree, IText Text, IReadOnlyList<TypeReference> Declared)
{
    // Parameters whose types are not said: PostgreSQL finds them out. Nobody writes more.
    private const int Others = 64;

    /// <summary>The types of its parameters; unknown where they are not said.</summary>
    public IReadOnlyList<TypeReference> Parameters => [.. Declared, .. Enumerable.Repeat(TypeReference.Unknown, Others)];

    /// <summary>Analyses it.</summary>
    public SqlAnalyzer Analyzer(IOperationSink sink) => new(sink, Text) { Parameters = Parameters };
}

/// <summary>What PREPARE keeps in a session.</summary>
internal sealed class PreparedStatements
{
    private readonly Dictionary<string, PreparedStatement> statements = new(StringComparer.Ordinal);

    /// <summary>The statement of that name; null for none.</summary>
    public PreparedStatement? Find(string name) => statements.TryGetValue(name, out var found) ? found : null;

    /// <summary>PREPARE.</summary>
    public void Add(string name, PreparedStatement statement) => statements[name] = statement;

    /// <summary>DEALLOCATE.</summary>
    /// <returns>False where there is none of that name.</returns>
    public bool Remove(string name) => statements.Remove(name);

    /// <summary>DEALLOCATE ALL.</summary>
    public void Clear() => statements.Clear();
}
