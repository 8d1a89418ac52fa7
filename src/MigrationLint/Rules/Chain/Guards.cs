using MigrationLint.Operations;

namespace MigrationLint.Rules.Chain;

/// <summary>How programs ask before they create.</summary>
internal static class Guards
{
    /// <summary>The question of the same program whether there already is what an operation makes, and the name of that; null for none.</summary>
    /// <param name="absences">The questions that were answered with no.</param>
    /// <param name="operation">What came of it.</param>
    public static (ExistenceQuestion Question, string Name)? QuestionBefore(IReadOnlyList<ExistenceQuestion> absences, Operation operation)
    {
        if (absences.Count == 0)
        {
            return null;
        }

        var (table, column) = operation switch
        {
            CreateTable create => (create.Table, null),
            AddColumn add => (add.Table, add.Column.Name),
            _ => (default(QualifiedName?), null as string),
        };
        return table is { } name && absences.FirstOrDefault(asked => asked.Table == name.Name && asked.Column == column) is { } question
            ? (question, column is null ? $"table {name}" : $"column {column} of {name}")
            : null;
    }
}
