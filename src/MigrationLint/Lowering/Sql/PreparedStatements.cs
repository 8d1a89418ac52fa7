using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql;

/// <summary>What PREPARE keeps in a session.</summary>
internal sealed class PreparedStatements
{
    private readonly Dictionary<string, (Statement Tree, IText Text)> statements = new(StringComparer.Ordinal);

    /// <summary>The statement of that name; null for none.</summary>
    public (Statement Tree, IText Text)? Find(string name) => statements.TryGetValue(name, out var found) ? found : null;

    /// <summary>PREPARE.</summary>
    /// <returns>False where the name is taken.</returns>
    public bool Add(string name, Statement tree, IText text)
    {
        var isNew = !statements.ContainsKey(name);
        statements[name] = (tree, text);
        return isNew;
    }

    /// <summary>DEALLOCATE.</summary>
    /// <returns>False where there is none of that name.</returns>
    public bool Remove(string name) => statements.Remove(name);

    /// <summary>DEALLOCATE ALL.</summary>
    public void Clear() => statements.Clear();
}
