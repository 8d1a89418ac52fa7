using MigrationLint.Diagnostics;
using MigrationLint.Lowering;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Text;

namespace MigrationLint.Rules.Chain;

/// <summary>A migration takes back what the one before it did, or makes again what was taken back.</summary>
internal sealed class FixOfFix : Rule, IReplayRule
{
    private static readonly RuleText Repeated = new(
        "{file} creates {object} again, which {first} created and {undone} dropped",
        "The chain says the same thing three times: every new database makes {object}, drops it and makes it again, and who reads it has to find out which of the three counts.",
        "If no database has run {undone} and {file}, delete what they do to {object}; otherwise leave them.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML033", "fix-of-fix", RuleFamily.Chain, Severity.Info)
    {
        Scope = RuleScope.NewFiles,
        Title = "A migration undoes or repeats an earlier one",
        Text = new(
            "{file} drops {object}, which {first} right before it created",
            "Every new database makes {object} only to drop it, and who reads the chain has to follow a detour that leads nowhere.",
            "If no database has run {first}, delete what both do to {object}; otherwise leave them."),
        Variants = [Repeated],
        Suppress = "A database has run the earlier file, so that only a new file could undo it.",
        Bad = """
            === migrations/001_customers.sql
            CREATE TABLE customers (id bigint PRIMARY KEY);
            === migrations/002_customer_nickname.sql
            ALTER TABLE customers ADD COLUMN nickname text;
            === migrations/003_drop_customer_nickname.sql
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
        var past = new Dictionary<(QualifiedName Table, string? Column), Life>();
        for (var i = 0; i < chain.Migrations.Count; i++)
        {
            var dropped = new Dictionary<(QualifiedName Table, string? Column), SourceSpan>();
            foreach (var step in chain.Migrations[i].Outcome.Statements.Where(static statement => !statement.Transaction.IsUndone && !statement.IsConditional).SelectMany(static statement => statement.Steps))
            {
                if (step.HasEffect && !step.Operation.IsConditional)
                {
                    Read(step, i, past, dropped, chain, report);
                }
            }

            foreach (var one in dropped.Where(one => past[one.Key].Created is { } created && created.Migration == i - 1))
            {
                Report(chain, past[one.Key], i, one.Key, one.Value, null, report);
            }
        }
    }

    private static void Read(Step step, int migration, Dictionary<(QualifiedName Table, string? Column), Life> past, Dictionary<(QualifiedName Table, string? Column), SourceSpan> dropped, ReplayedChain chain, IReporter report)
    {
        switch (step.Operation)
        {
            case CreateTable { Persistence: not Persistence.Temporary } create:
                Create((create.Table, null), create.Source);
                foreach (var column in create.Columns)
                {
                    past[(create.Table, column.Name)] = new Life((migration, column.Source), null);
                }

                break;
            case AddColumn add:
                Create((add.Table, add.Column.Name), add.Source);
                break;
            case DropTable drop:
                Drop((drop.Table, null), drop.Source);
                break;
            case DropColumn drop:
                Drop((drop.Table, drop.Column), drop.Source);
                break;
            case RenameRelation rename:
                Forget((rename.Table, null), (rename.Table with { Name = rename.NewName }, null));
                break;
            case RenameColumn rename:
                Forget((rename.Table, rename.Column), (rename.Table, rename.NewName));
                break;
        }

        void Create((QualifiedName Table, string? Column) key, SourceSpan source)
        {
            if (past.TryGetValue(key, out var life) && life is { Created: not null, Dropped: { } gone } && gone.Migration != migration)
            {
                Report(chain, life, migration, key, source, Repeated, report);
            }

            dropped.Remove(key);
            past[key] = new Life((migration, source), null);
        }

        void Drop((QualifiedName Table, string? Column) key, SourceSpan source)
        {
            if (past.TryGetValue(key, out var life) && life.Created is { } created && created.Migration != migration)
            {
                past[key] = life with { Dropped = (migration, source) };
                dropped[key] = source;
            }
            else
            {
                past.Remove(key);
            }
        }

        // What has another name now is another thing: a table that is rebuilt takes the old one's place.
        void Forget((QualifiedName Table, string? Column) before, (QualifiedName Table, string? Column) after)
        {
            past.Remove(before);
            past.Remove(after);
            dropped.Remove(before);
            dropped.Remove(after);
        }
    }

    private static void Report(ReplayedChain chain, Life life, int migration, (QualifiedName Table, string? Column) key, SourceSpan place, RuleText? text, IReporter report)
    {
        var name = key.Column is null ? $"table {key.Table}" : $"column {key.Column} of {key.Table}";
        report.Report(
            place,
            new()
            {
                ["file"] = chain.Migrations[migration].File.Id,
                ["object"] = name,
                ["first"] = chain.Migrations[life.Created!.Value.Migration].File.Id,
                ["undone"] = life.Dropped is { } dropped ? chain.Migrations[dropped.Migration].File.Id : "",
            },
            text,
            related: text is null ? [new RelatedLocation(life.Created.Value.Source, "created here")] : [new RelatedLocation(life.Created.Value.Source, "created here"), new RelatedLocation(life.Dropped!.Value.Source, "dropped here")],
            subject: name);
    }

    /// <summary>Where something was created, and where it was dropped again.</summary>
    private sealed record Life((int Migration, SourceSpan Source)? Created, (int Migration, SourceSpan Source)? Dropped);
}
