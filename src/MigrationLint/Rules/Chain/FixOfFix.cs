using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration takes back what the one before it did, or makes again what was taken back.</summary>
internal sealed class FixOfFix : Rule, IReplayRule
{
    // What has lived longer was in use: databases have run it, and only another file could take it back.
    private const int MostDays = 7;

    private static readonly RuleText Repeated = new(
        "{file} creates {object} again, which {first} created and {undone} dropped",
        "Every new database makes {object}, drops it and makes it again, and what it held is gone on databases that have run {undone}. Who reads the chain has to find out which of the files counts.",
        "If no database has run {undone} and {file}, delete what they do to {object}; otherwise leave them.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML033", "fix-of-fix", RuleFamily.Chain, Severity.Info)
    {
        Scope = RuleScope.NewFiles,
        Title = "A migration undoes or repeats an earlier one",
        Text = new(
            "{file} drops the {object} that {first} created",
            "The file right before it made it: every new database runs both for nothing, and who reads the chain follows a detour.",
            "If no database has run {first}, delete what both do to {object}; otherwise leave them."),
        Variants = [Repeated],
        Suppress = "A database has run the earlier file, so that only a new file could undo it. Files that are merged, or whose names lie more than a week apart, are taken to be that far.",
        Bad = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint PRIMARY KEY);
            === migrations/002_nickname.sql
            ALTER TABLE customers ADD COLUMN nickname text;
            === migrations/003_drop_nickname.sql
            ALTER TABLE customers [|DROP COLUMN nickname|];
            """,
        Good = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint PRIMARY KEY);
            === migrations/002_customer_language.sql
            ALTER TABLE customers ADD COLUMN language text;
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var past = new Dictionary<Part, Life>();
        for (var i = 0; i < chain.Migrations.Count; i++)
        {
            var file = new FileChanges(past, i);
            foreach (var step in chain.Migrations[i].Outcome.Statements.Where(static statement => !statement.Transaction.IsUndone && !statement.IsConditional).SelectMany(static statement => statement.Steps))
            {
                if (step.HasEffect && !step.Operation.IsConditional)
                {
                    file.Read(step);
                }
            }

            foreach (var (part, life, place) in file.Repeated.Where(one => IsFresh(chain, one.Life.Dropped!.Value.Migration, i, context)))
            {
                Report(chain, life, i, part, place, Repeated, report);
            }

            foreach (var (part, place) in file.Dropped.Select(static one => (one.Key, one.Value)))
            {
                if (past[part] is var life && life.Created.Migration == i - 1 && !file.Rows.Contains(part.Table) && IsFresh(chain, life.Created.Migration, i, context))
                {
                    Report(chain, life, i, part, place, null, report);
                }
            }
        }
    }

    /// <summary>True where an earlier migration may still be changed when a later one is written.</summary>
    private static bool IsFresh(ReplayedChain chain, int earlier, int later, RuleContext context)
    {
        var (old, current) = (chain.Migrations[earlier], chain.Migrations[later]);
        return !context.History.Of(old.Folder).IsMerged(old.File) && !(current.File.Number?.Day - old.File.Number?.Day > TimeSpan.FromDays(MostDays));
    }

    private static void Report(ReplayedChain chain, Life life, int migration, Part part, SourceSpan place, RuleText? text, IReporter report)
    {
        var created = new RelatedLocation(life.Created.Source, "created here");
        report.Report(
            place,
            new()
            {
                ["file"] = chain.Migrations[migration].File.Id,
                ["object"] = part.ToString(),
                ["first"] = chain.Migrations[life.Created.Migration].File.Id,
                ["undone"] = life.Dropped is { } dropped ? chain.Migrations[dropped.Migration].File.Id : "",
            },
            text,
            related: text is null ? [created] : [created, new RelatedLocation(life.Dropped!.Value.Source, "dropped here")],
            subject: part.ToString());
    }

    /// <summary>A table, or a column of one.</summary>
    private readonly record struct Part(QualifiedName Table, string? Column)
    {
        /// <inheritdoc/>
        public override string ToString() => Column is null ? $"table {Table}" : $"column {Column} of {Table}";
    }

    /// <summary>Where something was created, and where it was dropped again.</summary>
    private sealed record Life((int Migration, SourceSpan Source) Created, (int Migration, SourceSpan Source)? Dropped);

    /// <summary>What one file does to the parts that earlier ones made.</summary>
    private sealed class FileChanges(Dictionary<Part, Life> past, int migration)
    {
        /// <summary>What it drops, and where.</summary>
        public Dictionary<Part, SourceSpan> Dropped { get; } = [];

        /// <summary>What it makes again, with the life before, and where.</summary>
        public List<(Part Part, Life Life, SourceSpan Source)> Repeated { get; } = [];

        /// <summary>The tables whose rows it moves: what it drops there has served.</summary>
        public HashSet<QualifiedName> Rows { get; } = [];

        public void Read(Step step)
        {
            switch (step.Operation)
            {
                case CreateTable { Persistence: not Persistence.Temporary } create:
                    Create(new(create.Table, null), create.Source);
                    foreach (var column in create.Columns)
                    {
                        past[new(create.Table, column.Name)] = new Life((migration, column.Source), null);
                    }

                    break;
                case AddColumn add:
                    Create(new(add.Table, add.Column.Name), add.Source);
                    break;
                case DropTable drop:
                    Drop(new(drop.Table, null), drop.Source);
                    break;
                case DropColumn drop:
                    Drop(new(drop.Table, drop.Column), drop.Source);
                    break;
                case RenameRelation rename:
                    Forget(new(rename.Table, null), new(rename.Table with { Name = rename.NewName }, null));
                    break;
                case RenameColumn rename:
                    Forget(new(rename.Table, rename.Column), new(rename.Table, rename.NewName));
                    break;
                case UpdateRows update:
                    Rows.Add(update.Table);
                    Rows.UnionWith(Names(update.Sources, step.Before));
                    break;
                case InsertRows insert:
                    Rows.UnionWith(Names(insert.Sources, step.Before));
                    break;
            }
        }

        private static IEnumerable<QualifiedName> Names(IEnumerable<ObjectId> relations, DatabaseSchema schema) => relations.Select(schema.FindRelation).OfType<Relation>().Select(static relation => relation.Name);

        private void Create(Part part, SourceSpan source)
        {
            if (past.TryGetValue(part, out var life) && life.Dropped is { } gone && gone.Migration != migration)
            {
                Repeated.Add((part, life, source));
            }

            Dropped.Remove(part);
            past[part] = new Life((migration, source), null);
        }

        private void Drop(Part part, SourceSpan source)
        {
            if (past.TryGetValue(part, out var life) && life.Created.Migration != migration)
            {
                past[part] = life with { Dropped = (migration, source) };
                Dropped[part] = source;
            }
            else
            {
                past.Remove(part);
            }
        }

        // What has another name now is another thing: a table that is rebuilt takes the old one's place.
        private void Forget(Part before, Part after)
        {
            past.Remove(before);
            past.Remove(after);
            Dropped.Remove(before);
            Dropped.Remove(after);
        }
    }
}
