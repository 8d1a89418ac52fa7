using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>The Supabase command line: <c>supabase/migrations/&lt;number&gt;_name.sql</c>, sorted as text; it knows no way back.</summary>
internal sealed class SupabaseLayout : MigrationLayout
{
    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.Supabase;

    /// <inheritdoc/>
    public override bool Fits(LayoutDirectory directory) => directory.Path.EndsWith("/supabase/migrations", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override IEnumerable<MarkProblem> FindMarkProblems(SourceText text) => ForeignMarks.Find(text);

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory) => PassOver(directory.Scripts, file => IsName(file.Name));

    // ^([0-9]+)_(.*)\.sql$ (supabase/cli, pkg/migration).
    private static bool IsName(string name) => BeginsWithNumber(name) && name.EndsWith(".sql", StringComparison.Ordinal);
}
