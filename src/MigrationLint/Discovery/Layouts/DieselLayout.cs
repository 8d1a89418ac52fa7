using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>
/// Diesel: a directory for each migration, <c>&lt;version&gt;_name/up.sql</c> and <c>down.sql</c>. The version is what stands before the first underscore,
/// without its dashes (diesel_migrations, file_based_migrations.rs).
/// </summary>
internal sealed class DieselLayout : MigrationLayout
{
    private const string Script = "up.sql";

    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.Diesel;

    /// <inheritdoc/>
    public override bool IsProven(LayoutDirectory directory) => directory.Directories.Any(below => directory.Has(below + "/" + Script));

    /// <inheritdoc/>
    public override IEnumerable<MarkProblem> FindMarkProblems(SourceText text) => ForeignMarks.Find(text);

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory) => directory
        .FilesBelow(Script, "down.sql")
        .OrderBy(file => Version(file.Id), StringComparer.Ordinal)
        .ThenBy(file => file.Path, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override MigrationScript Up(Candidate file, SourceText text, LayoutDirectory directory) => MigrationScript.Whole(text, TransactionOf(file, directory));

    // Diesel sends a script as one string.
    private static MigrationTransaction TransactionOf(Candidate file, LayoutDirectory directory) =>
        directory.ReadIfThere(file.Id + "/metadata.toml") is { } metadata && IsFalse(metadata, "run_in_transaction") ? MigrationTransaction.SimpleQuery : MigrationTransaction.PerFile;

    private static bool IsFalse(string text, string key) => ScriptLines.Of(text)
        .Select(line => text.Substring(line.Start, line.Length).Split('#')[0].Split('='))
        .Any(parts => parts.Length == 2 && parts[0].Trim() == key && parts[1].Trim() == "false");

    private static string Version(string directory) => directory.Split('_')[0].Replace("-", "");
}
