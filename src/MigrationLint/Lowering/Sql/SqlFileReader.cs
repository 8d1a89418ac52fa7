using MigrationLint.Discovery;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql;

/// <summary>Reads a migration in plain SQL: its comments, and whether there is anything beside them.</summary>
internal static class SqlFileReader
{
    public static MigrationFacts Read(MigrationFile file)
    {
        var (comments, isEmpty) = SqlTrivia.Scan(file.Text.Content);
        return new MigrationFacts
        {
            File = file,
            Comments = [.. comments.Select(span => new SourceSpan(file.Text, span))],
            IsEmpty = isEmpty,
        };
    }
}
