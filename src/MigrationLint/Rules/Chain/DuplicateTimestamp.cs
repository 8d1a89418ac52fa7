using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.History;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>Two files of one folder carry one number, so that only their names decide which runs first.</summary>
internal sealed class DuplicateTimestamp : FolderRule
{
    private static readonly RuleText PartlyLoaded = new(
        "{names} carry the same number {number}",
        "{runner} runs {loaded} only. Whoever reads the folder takes {ignored} for a part of the chain, and loading it some day puts two migrations in one place.",
        "Give each file a number of its own, or move {ignored} out of the folder.");

    private static readonly RuleText Refused = new(
        "{names} carry the same version {number}",
        "{refusing} to start while two files have one version: every deployment stops there.",
        "Give {last} the next free version, unless a database has run it already.");

    private static readonly RuleText Second = new(
        "{names} carry the same version {number}",
        "{runner} writes down the version alone, and once: it runs {first}, and fails on the next one with a duplicate key (23505).",
        "Give {last} the next free version, unless a database has run it already.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML001", "duplicate-timestamp", RuleFamily.Chain, Severity.Warning)
    {
        Title = "Two migrations of one folder carry the same timestamp or number",
        Text = new(
            "{names} carry the same number {number}",
            "{runner} runs {first} first, only because the rest of its name sorts first: a rename turns the order round, and Flyway and golang-migrate refuse to start.",
            "Give {last} the next free number, unless a database has run it already."),
        Variants = [PartlyLoaded, Refused, Second],
        Fix = Applicability.Suggested,
        Suppress = "Both files are applied everywhere and touch different objects: renaming an applied migration makes Knex refuse every command.",
        Bad = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114091500_add_orders.js
            [||]exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
        Good = """
            === migrations/20250114091500_add_invoices.js
            exports.up = (knex) => knex.schema.createTable('invoices', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('invoices');
            === migrations/20250114091501_add_orders.js
            exports.up = (knex) => knex.schema.createTable('orders', (table) => { table.bigIncrements(); });
            exports.down = (knex) => knex.schema.dropTable('orders');
            """,
    };

    /// <inheritdoc/>
    public override void Check(MigrationFolder folder, IReadOnlyList<Lowering.MigrationFacts> migrations, RuleContext context, IReporter report)
    {
        var groups = Members(folder)
            .GroupBy(member => (Directory: FileNames.Directory(member.Path), Number: Key(member.Number)))
            .Select(group => group.GroupBy(member => FileNames.BasePath(member.Path)).Select(halves => halves.First()).ToList())
            .Where(group => group.Count > 1 && group.Exists(member => member.File is not null));
        var neighbours = folder.Directories.ToDictionary(directory => directory, directory => new Neighbours(folder, directory, context.IsCaseSensitive), StringComparer.Ordinal);
        foreach (var group in groups)
        {
            ReportGroup(group, folder, context.History.Of(folder), neighbours[FileNames.Directory(group[0].Path)], report);
        }
    }

    private static void ReportGroup(List<Member> group, MigrationFolder folder, FolderHistory history, Neighbours neighbours, IReporter report)
    {
        var later = group[1];
        var loaded = group.FindAll(member => member.File is not null);
        var ignored = group.FindAll(member => member.File is null);
        var movable = Movable([.. loaded.Select(member => member.File!)], history);
        report.Report(
            later.Place,
            new()
            {
                ["names"] = Phrase.List([.. group.Select(member => member.Name)], group.Count),
                ["number"] = later.Number.Value,
                ["first"] = group[0].Name,
                ["last"] = movable.Count > 0 ? movable[movable.Count - 1].Name : loaded[loaded.Count - 1].Name,
                ["runner"] = Phrase.Runner(folder),
                ["refusing"] = folder.Tool == MigrationTool.NumberedSql ? "Flyway and Evolve, which read such names, refuse" : $"{Phrase.Runner(folder)} refuses",
                ["loaded"] = Phrase.List([.. loaded.Select(member => member.Name)]),
                ["ignored"] = Phrase.List([.. ignored.DefaultIfEmpty(later).Select(member => member.Name)]),
            },
            loaded.Count == 1 ? PartlyLoaded : IsRefused(folder, later) ? Refused : folder.Tool is MigrationTool.Dbmate or MigrationTool.Supabase ? Second : null,
            related: [.. group.Where(member => member != later).Select(member => new RelatedLocation(member.Place, $"also carries {member.Number.Text}"))],
            fix: movable.Count > 0 ? Rename(movable[movable.Count - 1], movable.Count, neighbours.Following(loaded[loaded.Count - 1].File!), folder, neighbours) : null,
            subject: string.Join(" ", group.Select(member => member.Name)));
    }

    /// <summary>The files that may leave the number to another one: not what is merged, and where git knows no difference not the first.</summary>
    private static List<MigrationFile> Movable(List<MigrationFile> files, FolderHistory history)
    {
        var known = files.FindAll(file => history.IsMerged(file) || history.ChangeOf(file) is FileChange.Same or FileChange.Edited);
        return known.Count == 0 || (known.Count == files.Count && !files.TrueForAll(history.IsMerged)) ? files.GetRange(1, files.Count - 1) : files.FindAll(file => !known.Contains(file));
    }

    private static bool IsRefused(MigrationFolder folder, Member later) =>
        folder.Tool is MigrationTool.Flyway or MigrationTool.GolangMigrate or MigrationTool.Goose || (folder.HoldsNumberedScripts && char.IsLetter(later.Number.Text[0]));

    /// <summary>
    /// A free number between the group and the file that follows it; null where there is none. The last of three leaves the first free number to
    /// the second, so that renaming one after the other ends.
    /// </summary>
    private static RenameFix? Rename(MigrationFile file, int rank, MigrationFile? following, MigrationFolder folder, Neighbours neighbours)
    {
        // A half that stays behind under the old number would belong to another migration.
        if (neighbours.Halves[FileNames.BasePath(file.Path)].Skip(1).Any())
        {
            return null;
        }

        var name = Numbers(file.Number!)
            .Select(number => (Number: number, Name: number.Text + file.Name.Substring(file.Number!.Text.Length)))
            .TakeWhile(candidate => folder.SortsAsText
                ? KeepsPlace(file, candidate.Name, following)
                : following?.Number is null || MigrationNumber.Compare(candidate.Number, following.Number) < 0)
            .Where(candidate => !neighbours.Numbers.Contains(Key(candidate.Number)))
            .Take(rank)
            .LastOrDefault().Name;
        return name is not null && !neighbours.Names.Contains(name) ? new RenameFix($"Rename to {name}", Applicability.Suggested, file.Path, name) : null;
    }

    private static IEnumerable<MigrationNumber> Numbers(MigrationNumber number)
    {
        for (var next = NumberStep.Next(number); next is not null; next = NumberStep.Next(next))
        {
            yield return next;
        }
    }

    /// <summary>True where text sorting leaves the file where it is.</summary>
    private static bool KeepsPlace(MigrationFile file, string name, MigrationFile? following) =>
        string.CompareOrdinal(name, file.Name) > 0 && (following is null || string.CompareOrdinal(name, following.Name) < 0);

    private static IEnumerable<Member> Members(MigrationFolder folder) =>
        FileNames.Migrations(folder)
            .Where(file => file.Number is not null)
            .Select(file => new Member(file.Path, file.Number!, file))
            .Concat(folder.Ignored
                .Where(file => file.Reason == IgnoredReason.Extension && file.Number is not null && !FileNames.IsDeclaration(file.Name))
                .Select(file => new Member(file.Path, file.Number!, null)));

    /// <summary>Flyway reads versions and nothing else: V1 and 1 are no rivals.</summary>
    private static (bool IsVersion, string Value) Key(MigrationNumber number) => (number.Scheme == NumberingScheme.Version, number.Value);

    /// <summary>What lies in one directory of a folder.</summary>
    private sealed class Neighbours
    {
        private readonly List<MigrationFile> files;
        private readonly Dictionary<MigrationFile, int> places = [];

        public Neighbours(MigrationFolder folder, string directory, bool isCaseSensitive)
        {
            files = [.. folder.Files.Where(file => FileNames.Directory(file.Path) == directory)];
            for (var i = 0; i < files.Count; i++)
            {
                places[files[i]] = i;
            }

            var paths = files.Select(file => file.Path).Concat(folder.Ignored.Select(file => file.Path).Where(path => FileNames.Directory(path) == directory)).ToList();
            Halves = paths.ToLookup(FileNames.BasePath, StringComparer.Ordinal);
            Names = new HashSet<string>(paths.Select(PathText.GetFileName), isCaseSensitive ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
            Numbers = new HashSet<(bool, string)>(Members(folder).Where(member => FileNames.Directory(member.Path) == directory).Select(member => Key(member.Number)));
        }

        /// <summary>The paths by what the halves of a migration have in common.</summary>
        public ILookup<string, string> Halves { get; }

        /// <summary>The names that are taken.</summary>
        public HashSet<string> Names { get; }

        /// <summary>The numbers that are taken.</summary>
        public HashSet<(bool IsVersion, string Value)> Numbers { get; }

        /// <summary>The file that runs after one; null for the last.</summary>
        public MigrationFile? Following(MigrationFile file) => places[file] + 1 < files.Count ? files[places[file] + 1] : null;
    }

    private sealed record Member(string Path, MigrationNumber Number, MigrationFile? File)
    {
        public string Name => PathText.GetFileName(Path);

        public SourceSpan Place => File is null ? Phrase.WholeFile(Path) : SourceSpan.StartOf(File.Text);
    }
}
