using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>golang-migrate: <c>&lt;number&gt;_name.up.sql</c> and <c>&lt;number&gt;_name.down.sql</c>, by number.</summary>
internal sealed class GolangMigrateLayout : MigrationLayout
{
    private const string UpEnd = ".up.sql";

    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.GolangMigrate;

    /// <inheritdoc/>
    public override bool Fits(LayoutDirectory directory)
    {
        var numbered = directory.Scripts.Where(file => file.Number is not null).ToList();
        return numbered.Exists(IsUp) && numbered.TrueForAll(file => file.Name.EndsWith(UpEnd, StringComparison.Ordinal) || IsDown(file));
    }

    /// <inheritdoc/>
    public override IEnumerable<MarkProblem> FindMarkProblems(SourceText text) => ForeignMarks.Find(text);

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory) => PassOver(ByNumber(ScriptHalves.Pair(directory.Scripts)), IsUp);

    // ^([0-9]+)_(.*)\.(down|up)\.(.*)$ (source/parse.go, golang-migrate/migrate).
    private static bool IsUp(Candidate file) => BeginsWithNumber(file.Name) && file.Name.EndsWith(UpEnd, StringComparison.Ordinal);

    private static bool IsDown(Candidate file) => file.Name.EndsWith(".down.sql", StringComparison.Ordinal);
}
