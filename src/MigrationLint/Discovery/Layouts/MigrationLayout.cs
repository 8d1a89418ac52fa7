using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>How a tool lays out a folder: which files it loads, in which order, what of them it runs each way, and in which transaction.</summary>
internal abstract class MigrationLayout
{
    /// <summary>Whose it is.</summary>
    public abstract MigrationTool Tool { get; }

    /// <summary>What stands around a file that does not say otherwise.</summary>
    protected MigrationTransaction Transaction => ToolTraits.Transaction(Tool);

    /// <summary>True where a file that nobody else writes proves that a directory is the tool's.</summary>
    public virtual bool IsProven(LayoutDirectory directory) => false;

    /// <summary>True where names and texts of the scripts are those of the tool.</summary>
    public virtual bool Fits(LayoutDirectory directory) => false;

    /// <summary>True where nothing says that the migrations are for another database.</summary>
    public virtual bool IsPostgres(LayoutDirectory directory) => true;

    /// <summary>What the tool loads, in the order in which it runs it, and among it what undoes or is passed over.</summary>
    public abstract IEnumerable<Candidate> List(LayoutDirectory directory);

    /// <summary>The files of several directories in one order; the directories come in the order of the configuration.</summary>
    public virtual IEnumerable<Candidate> Join(IEnumerable<Candidate> files) => files;

    /// <summary>What of a script runs on the way forward.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="directory">The folder's directory.</param>
    public virtual MigrationScript Up(Candidate file, SourceText text, LayoutDirectory directory) => MigrationScript.Whole(text, Transaction);

    /// <summary>What of the other half runs on the way back.</summary>
    /// <param name="file">The half that does.</param>
    /// <param name="text">The text of the half that undoes.</param>
    /// <param name="directory">The folder's directory.</param>
    public virtual MigrationScript Undo(Candidate file, SourceText text, LayoutDirectory directory) => Up(file, text, directory);

    /// <summary>What of a script runs on the way back, where no other file has that; null for nothing.</summary>
    public virtual MigrationScript? Down(Candidate file, SourceText text, LayoutDirectory directory) => null;

    /// <summary>Marks in a script that are missing or misplaced, so that the tool refuses it, or runs another part of it than was meant.</summary>
    public virtual IEnumerable<MarkProblem> FindMarkProblems(SourceText text) => [];

    /// <summary>The scripts by number, as their runners do; files without one come last.</summary>
    protected static IEnumerable<Candidate> ByNumber(IEnumerable<Candidate> files) => files
        .OrderBy(file => file.Number, Comparer<MigrationNumber?>.Create(static (a, b) =>
            a is null || b is null ? (a is null).CompareTo(b is null) : MigrationNumber.Compare(a, b)))
        .ThenBy(file => file.Name, StringComparer.Ordinal);

    /// <summary>True for digits with an underscore behind them, as several tools want names to begin.</summary>
    protected static bool BeginsWithNumber(string name)
    {
        var digits = name.TakeWhile(character => character is >= '0' and <= '9').Count();
        return digits > 0 && digits < name.Length && name[digits] == '_';
    }

    /// <summary>Marks what the tool does not take the name of.</summary>
    protected static IEnumerable<Candidate> PassOver(IEnumerable<Candidate> files, Func<Candidate, bool> isTaken) =>
        files.Select(file => file.IsUndo || isTaken(file) ? file : file with { IsPassedOver = true });
}

/// <summary>The layouts of all tools.</summary>
internal static class MigrationLayouts
{
    private static readonly MigrationLayout[] All =
    [
        new DrizzleLayout(), new PrismaLayout(), new SqitchLayout(), new DieselLayout(), new SupabaseLayout(), new GooseLayout(), new DbmateLayout(),
        new NodePgMigrateLayout(), new GolangMigrateLayout(), new FlywayLayout(), new NumberedSqlLayout(), new DbMigrateLayout(), new KnexLayout(),
    ];

    private static readonly Dictionary<MigrationTool, MigrationLayout> ByTool = All.ToDictionary(layout => layout.Tool);

    /// <summary>The layout of a tool.</summary>
    public static MigrationLayout Of(MigrationTool tool) => ByTool[tool];

    /// <summary>The tool that a file of its own proves; null where none does.</summary>
    public static MigrationLayout? Proven(LayoutDirectory directory) => Array.Find(All, layout => layout.IsProven(directory));

    /// <summary>The tool that a folder of scripts is laid out for; numbered SQL where it is nobody's.</summary>
    public static MigrationLayout Fitting(LayoutDirectory directory) => Array.Find(All, layout => layout.Fits(directory)) ?? Of(MigrationTool.NumberedSql);
}
