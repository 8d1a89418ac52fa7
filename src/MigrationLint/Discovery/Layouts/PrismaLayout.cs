using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>Prisma Migrate: a directory for each migration, <c>&lt;timestamp&gt;_name/migration.sql</c>, and <c>migration_lock.toml</c> beside them.</summary>
internal sealed class PrismaLayout : MigrationLayout
{
    private const string Script = "migration.sql";
    private const string Lock = "migration_lock.toml";
    private static readonly string[] Providers = ["\"postgresql\"", "\"postgres\"", "\"cockroachdb\""];

    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.Prisma;

    /// <inheritdoc/>
    public override bool IsProven(LayoutDirectory directory) =>
        directory.Has(Lock) || directory.Directories.Any(below => directory.Has(below + "/" + Script) && !directory.Has(below + "/" + DrizzleLayout.Snapshot));

    /// <inheritdoc/>
    public override bool IsPostgres(LayoutDirectory directory) =>
        directory.ReadIfThere(Lock) is not { } text || Providers.Any(provider => text.IndexOf(provider, StringComparison.Ordinal) >= 0);

    /// <inheritdoc/>
    public override IEnumerable<MarkProblem> FindMarkProblems(SourceText text) => ForeignMarks.Find(text);

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory) => directory.FilesBelow(Script, "down.sql");
}
