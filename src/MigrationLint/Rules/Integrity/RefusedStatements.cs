#pragma warning disable MA0048 // One vocabulary: a refused statement, and who reports it.

using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules.Integrity;

/// <summary>A statement that PostgreSQL would refuse at its place in the chain.</summary>
/// <param name="Rule">The rule that reports it.</param>
/// <param name="Migration">The migration.</param>
/// <param name="Refusal">Why, and where.</param>
internal sealed record RefusedStatement(string Rule, ReplayedMigration Migration, Refusal Refusal)
{
    /// <summary>The statement; null where it is not one alone.</summary>
    public StatementSteps? Statement { get; init; }

    /// <summary>True where the statement goes through on a database that was there before: what it needs was taken as given.</summary>
    public bool IsAssumed { get; init; }

    /// <summary>What made it so, or would mend it: the statement that made what is in the way, dropped what is missing, or creates it too late; null for none.</summary>
    public NameEvent? Other { get; init; }

    /// <summary>The definition that IF NOT EXISTS skipped before; null for none.</summary>
    public NameEvent? Skipped { get; init; }

    /// <summary>The object that has the name already; null where none is in the way.</summary>
    public string? InTheWay { get; init; }

    /// <summary>Where that object was made; null where that is not known.</summary>
    public SourceSpan? MadeAt { get; init; }

    /// <summary>A name that exists and was probably meant; null for none.</summary>
    public string? Nearest { get; init; }

    /// <summary>The extension that has what is missing; null for none.</summary>
    public string? Extension { get; init; }

    /// <summary>The type that the skipped definition gives the missing column; null where it is none.</summary>
    public string? SkippedType { get; init; }

    /// <summary>True where a constraint was named and an index is meant.</summary>
    public bool IsIndexMeant { get; init; }

    /// <summary>What it speaks of.</summary>
    public RefusalDetail? Detail => Refusal.Detail;

    /// <summary>What it speaks of, in words: <c>column email of users</c>.</summary>
    public string Object => Detail is { } detail ? Words(detail) : "";

    /// <summary>What people call the migration: its file, or its directory where each has one.</summary>
    public string File => Migration.File.Id;

    /// <summary>The arguments that all texts on refused statements have: <c>file</c>, <c>fails</c>, <c>problem</c>, <c>state</c>, <c>object</c>.</summary>
    public MessageArguments Arguments() => new()
    {
        ["file"] = File,
        ["fails"] = Migration.Folder.Batch == BatchTransaction.None ? $"{File} fails" : $"{File} fails and {Batch(Migration.Folder)} undoes all that it runs with it",
        ["problem"] = Refusal.Message,
        ["state"] = Refusal.SqlState,
        ["object"] = Object,
    };

    private static string Batch(MigrationFolder folder) => folder.Tool == MigrationTool.Knex ? "knex migrate:latest" : MigrationToolNames.Display(folder.Tool);

    /// <summary>The other place, as it is related; nothing where there is none.</summary>
    /// <param name="message">What it has to do with the finding.</param>
    public IReadOnlyList<RelatedLocation> Related(string message) => (Other?.Source ?? MadeAt) is { } place ? [new RelatedLocation(place, message)] : [];

    /// <summary>True where the other place stands in the same migration.</summary>
    public bool IsWithinFile => Other?.Migration.File.Path == Migration.File.Path;

    /// <summary>The migration of the other place; empty where there is none.</summary>
    public string OtherFile => Other?.Migration.File.Id ?? (MadeAt is { } place ? Files.PathText.GetFileName(place.Text.Path) : "");

    private static string Words(RefusalDetail detail)
    {
        var kind = Describe.Word(detail.Kind);
        return detail.Part is null ? $"{kind} {detail.Name}"
            : detail.Name.Name is null ? $"{kind} {detail.Part}"
            : detail.Kind == ObjectKind.Type ? $"label {detail.Part} of {kind} {detail.Name}"
            : $"{kind} {detail.Part} of {detail.Name}";
    }
}

/// <summary>The refused statements of a chain, handed out to the rules: the section "Refused statements" of the list of rules, the first match decides.</summary>
internal sealed class RefusedStatements
{
    // Each search looks at all names of the chain. Where so many are missing, none is misspelt.
    private const int MaximumSearches = 200;

    private readonly ILookup<string, RefusedStatement> byRule;
    private readonly ReplayedChain chain;
    private int searches;

    /// <summary>Hands out the refused statements of a chain.</summary>
    public RefusedStatements(ReplayedChain chain)
    {
        this.chain = chain;
        byRule = Classify().ToLookup(static refused => refused.Rule, StringComparer.Ordinal);
    }

    /// <summary>The statements that a rule reports, in the order of the chain.</summary>
    /// <param name="rule">The rule's id.</param>
    public IEnumerable<RefusedStatement> Of(string rule) => byRule[rule];

    private IEnumerable<RefusedStatement> Classify()
    {
        for (var i = 0; i < chain.Migrations.Count; i++)
        {
            var migration = chain.Migrations[i];
            foreach (var refusal in migration.Outcome.Refusals.Where(static refusal => refusal is { IsUncertain: false, SqlState: not Engine.SyntaxError.SqlState }))
            {
                if (IsExplained(migration, refusal))
                {
                    continue;
                }

                var statement = StatementAt(migration, refusal);
                var found = statement < migration.Outcome.Statements.Count ? migration.Outcome.Statements[statement] : null;
                yield return Classify(new RefusedStatement("ML426", migration, refusal) { Statement = found }, (i, statement));
            }
        }

        foreach (var assumed in AssumedStatements())
        {
            yield return assumed;
        }
    }

    /// <summary>True where what is refused comes from a call on Knex's builder that ML421 reports.</summary>
    private static bool IsExplained(ReplayedMigration migration, Refusal refusal) => migration.Outcome.BuilderTraps.Any(trap =>
        trap.RefusedName is { } name
        && (refusal.Detail?.Name.Name == name || refusal.Detail?.Part == name || refusal.Detail?.Name.Schema == name)
        && ReferenceEquals(trap.Source.Text, refusal.Source.Text)
        && (trap.Source.Span.Contains(refusal.Source.Span) || refusal.Source.Span.Contains(trap.Source.Span)));

    private static int StatementAt(ReplayedMigration migration, Refusal refusal)
    {
        var statements = migration.Outcome.Statements;
        for (var i = 0; i < statements.Count; i++)
        {
            if (ReferenceEquals(statements[i].Refusal, refusal) || statements[i].Refusal == refusal)
            {
                return i;
            }
        }

        return statements.Count;
    }

    private RefusedStatement Classify(RefusedStatement refused, (int Migration, int Statement) order) => (refused.Refusal.SqlState, refused.Detail?.Cause ?? RefusalCause.None) switch
    {
        ("42883" or "42846", _) when SetvalOnTextId.IsOfTextId(refused.Refusal) => refused with { Rule = "ML412" },
        ("22003", _) when SequenceNotSynced.IsOutOfBounds(refused.Refusal) => refused with { Rule = "ML413" },
        (_, RefusalCause.ListedTwice) => refused with { Rule = "ML423" },
        (_, RefusalCause.Exists) => Existing(refused),
        (_, RefusalCause.Missing) => Missing(refused, order),
        (_, RefusalCause.Dependents) => refused with { Rule = "ML307" },
        (_, RefusalCause.Default) => refused with { Rule = "ML305" },
        (_, RefusalCause.Cast or RefusalCause.CastOfDefault) => refused with { Rule = "ML306" },
        (_, RefusalCause.ForeignKeyType) => refused with { Rule = "ML309" },
        (_, RefusalCause.ForeignKeyTarget) or ("42830", _) => refused with { Rule = "ML310" },
        (_, RefusalCause.Replace) => refused with { Rule = "ML308" },
        (_, RefusalCause.Concurrently) => refused with { Rule = "ML103" },
        ("2BP01", _) => refused with { Rule = "ML307" },
        ("25001", _) => refused with { Rule = "ML104" },
        ("55P04", _) => refused with { Rule = "ML128" },
        ("55006", _) => refused with { Rule = "ML129" },
        _ => refused,
    };

    /// <summary>A name that is taken: by an object of the same kind, or by another.</summary>
    private static RefusedStatement Existing(RefusedStatement refused)
    {
        var detail = refused.Detail!;
        var (found, isSame) = refused.Refusal.Schema is { } schema ? FindTaken(schema, detail) : (default, true);
        return refused with { Rule = isSame ? "ML401" : "ML424", InTheWay = found.Words, MadeAt = found.Made?.Source };
    }

    private static ((string? Words, Operation? Made) Found, bool IsSame) FindTaken(DatabaseSchema schema, RefusalDetail detail)
    {
        switch (detail.Kind)
        {
            case ObjectKind.Column when detail.Name.Name is null:
                return (("a system column", null), false);
            case ObjectKind.Column:
                return ((null, schema.FindRelation(detail.Name)?.FindColumn(detail.Part!)?.CreatedBy), true);
            case ObjectKind.Constraint:
                return ((null, (schema.FindRelation(detail.Name) as Table)?.Constraints.FirstOrDefault(constraint => constraint.Name == detail.Part)?.CreatedBy), true);
            case ObjectKind.Trigger:
                return ((null, (schema.FindRelation(detail.Name) as Table)?.Triggers.FirstOrDefault(trigger => trigger.Name == detail.Part)?.CreatedBy), true);
            case ObjectKind.Policy:
                return ((null, (schema.FindRelation(detail.Name) as Table)?.Policies.FirstOrDefault(policy => policy.Name == detail.Part)?.CreatedBy), true);
            case ObjectKind.Table or ObjectKind.ForeignTable or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence or ObjectKind.Index:
                return FindRelation(schema, detail);
            case ObjectKind.Type when detail.Part is null:
                var type = schema.FindType(detail.Name);
                return schema.FindRelation(detail.Name) is { } relation and not CompositeRelation
                    ? (($"{Describe.KindOf(relation)} {relation.Name}", relation.CreatedBy), false)
                    : ((type is null ? null : $"type {type.Name}", type?.CreatedBy), true);
            case ObjectKind.Function:
                return ((null, schema.FindRoutines(detail.Name) is { Count: > 0 } routines ? routines[0].CreatedBy : null), true);
            case ObjectKind.Schema:
                return ((null, schema.FindNamespace(detail.Name.Name)?.CreatedBy), true);
            case ObjectKind.Extension:
                return ((null, schema.FindExtension(detail.Name.Name)?.CreatedBy), true);
            default:
                return ((null, schema.FindOther(detail.Kind, detail.Name)?.CreatedBy), true);
        }
    }

    private static ((string? Words, Operation? Made) Found, bool IsSame) FindRelation(DatabaseSchema schema, RefusalDetail detail)
    {
        if (schema.FindIndex(detail.Name) is { } index)
        {
            // A key's index has the name of its constraint, on a table of its own.
            var made = index.Index.CreatedBy ?? (index.Owner as Table)?.Constraints.FirstOrDefault(constraint => constraint.Id == index.Index.Constraint)?.CreatedBy;
            var isSame = detail.Kind == ObjectKind.Index && index.Index.Constraint.IsNone && (detail.Part is null || detail.Part == index.Owner.Name.Name);
            return (($"index {index.Index.Name} of {index.Owner.Name}", made), isSame);
        }

        return schema.FindRelation(detail.Name) is { } relation
            ? (($"{Describe.KindOf(relation)} {relation.Name}", relation.CreatedBy), KindOf(relation) == detail.Kind || (relation is Table && detail.Kind is ObjectKind.Table or ObjectKind.ForeignTable))
            : ((null, null), true);
    }

    private static ObjectKind KindOf(Relation relation) => relation switch
    {
        View { IsMaterialized: true } => ObjectKind.MaterializedView,
        View => ObjectKind.View,
        Sequence => ObjectKind.Sequence,
        CompositeRelation => ObjectKind.Type,
        _ => ObjectKind.Table,
    };

    private RefusedStatement Missing(RefusedStatement refused, (int Migration, int Statement) order)
    {
        var detail = refused.Detail!;
        if (refused.Statement?.MadeUpNames.Contains(detail.Part ?? detail.Name.Name) == true)
        {
            var meant = OtherName(refused.Refusal.Schema, detail);
            return refused with { Rule = "ML415", Nearest = meant.Name, IsIndexMeant = meant.IsIndex };
        }

        if (detail.Name.Name is null)
        {
            return refused with { Rule = "ML403" };
        }

        if (refused.Refusal.Schema is { } moment && IsThereForOtherTypes(moment, detail))
        {
            return refused;
        }

        var known = chain.History.Of(detail.Kind, detail.Name, detail.Part);
        var before = known.Where(item => item.Order.CompareTo(order) < 0 && (item.HasHappened || (item.Migration == refused.Migration && !item.IsAttempt))).ToList();
        var last = before.FindLast(static item => item.Change != NameChange.Skipped);
        var gone = last?.Change switch
        {
            NameChange.Dropped or NameChange.Renamed => last,
            NameChange.Created when detail.Kind is ObjectKind.Column or ObjectKind.Table => chain.History.FindCascade(detail.Name, detail.Part, order),
            _ => null,
        };
        if (gone is not null)
        {
            return refused with { Rule = "ML405", Other = gone };
        }

        var skipped = known.LastOrDefault(item => item.Change == NameChange.Skipped && item.Order.CompareTo(order) < 0);
        if (known.FirstOrDefault(item => item.Change is NameChange.Created or NameChange.Renamed && item.Order.CompareTo(order) > 0) is { } later)
        {
            return refused with { Rule = "ML404", Other = later, Skipped = skipped };
        }

        if (detail.Part is null && BuiltInCatalog.ExtensionWith(detail.Kind, detail.Name.Name) is { } extension && refused.Refusal.Schema?.FindExtension(extension) is null)
        {
            return refused with { Rule = "ML316", Extension = extension };
        }

        return refused with
        {
            Rule = "ML403",
            Skipped = skipped,
            SkippedType = refused.Refusal.Schema is { } schema && skipped?.Column is { } column ? new SchemaPrinter(schema).Type(column.Type) : null,
            Other = known.LastOrDefault(item => item is { Change: NameChange.Created, HasHappened: false } && item.Order.CompareTo(order) < 0 && !before.Contains(item)),
            Nearest = FindNearest(detail, refused.Refusal.Schema),
        };
    }

    /// <summary>True where a function or operator of that name is there and only takes other types: nobody forgot to create it.</summary>
    private static bool IsThereForOtherTypes(DatabaseSchema schema, RefusalDetail detail) => detail.Kind switch
    {
        ObjectKind.Function => schema.FindRoutines(detail.Name).Count > 0 || schema.FindRoutines(detail.Name with { Schema = "pg_catalog" }).Count > 0,
        ObjectKind.Operator => schema.FindOperators(detail.Name.Name, ["public"]).Any(),
        _ => false,
    };

    private string? FindNearest(RefusalDetail detail, DatabaseSchema? schema)
    {
        if (++searches > MaximumSearches)
        {
            return null;
        }

        var names = detail.Kind == ObjectKind.Column && schema?.FindRelation(detail.Name) is { } relation
            ? relation.Columns.Select(column => column.Name)
            : chain.History.NamesLike(detail.Kind, detail.Name, detail.Part is not null);
        return EditDistance.Nearest(detail.Part ?? detail.Name.Name, names.Where(name => name != (detail.Part ?? detail.Name.Name)));
    }

    /// <summary>What Knex's name was meant for: an index or a constraint over the same columns that has another name, or is of the other kind.</summary>
    private static (string? Name, bool IsIndex) OtherName(DatabaseSchema? schema, RefusalDetail detail)
    {
        if (schema is null)
        {
            return default;
        }

        var madeUp = detail.Part ?? detail.Name.Name;
        if (detail.Part is null)
        {
            return (
                schema.Relations.OfType<Table>()
                    .Where(table => table.Name.Schema == detail.Name.Schema && IsMadeOf(madeUp, table.Name.Name))
                    .SelectMany(table => table.Indexes.Where(index => Ends(madeUp, index.Keys.Select(key => key.Column ?? "?"), "_index")).Select(index => index.Name))
                    .FirstOrDefault(),
                true);
        }

        if (schema.FindRelation(detail.Name) is not Table owner)
        {
            return default;
        }

        var constraints = owner.Constraints.Where(constraint => constraint switch
        {
            KeyConstraint key => key.IsPrimary ? madeUp == owner.Name.Name + "_pkey" : Ends(madeUp, key.Columns, "_unique"),
            ForeignKeyConstraint key => Ends(madeUp, key.Columns, "_foreign"),
            _ => false,
        });
        return constraints.Select(constraint => (constraint.Name, false))
            .Concat(owner.Indexes.Where(index => index.IsUnique && Ends(madeUp, index.Keys.Select(key => key.Column ?? "?"), "_unique")).Select(index => (index.Name, true)))
            .FirstOrDefault();
    }

    private static bool IsMadeOf(string madeUp, string table) => madeUp.StartsWith(table.ToLowerInvariant() + "_", StringComparison.Ordinal);

    private static bool Ends(string madeUp, IEnumerable<string> columns, string suffix) =>
        madeUp.EndsWith("_" + string.Join("_", columns).ToLowerInvariant() + suffix, StringComparison.Ordinal);

    /// <summary>What was taken to be there, as an empty database would refuse it: each statement once.</summary>
    private IEnumerable<RefusedStatement> AssumedStatements()
    {
        var schemas = new HashSet<(string Path, TextSpan Span, string Schema)>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < chain.Migrations.Count; i++)
        {
            places[chain.Migrations[i].File.Path] = i;
        }

        foreach (var (path, i) in chain.Migrations.SelectMany(static (migration, i) => migration.Outcome.Statements.Select(statement => (statement.Source.Text.Path, i))))
        {
            if (!places.ContainsKey(path))
            {
                places.Add(path, i);
            }
        }

        foreach (var assumed in chain.Assumed)
        {
            // A statement is refused for the schema before it is for what would be in it.
            var (path, span) = (assumed.FirstUse.Text.Path, assumed.FirstUse.Span);
            if (assumed.Kind == ObjectKind.Schema)
            {
                schemas.Add((path, span, assumed.Name.Name));
            }

            if (!places.TryGetValue(path, out var place) || (assumed.Kind != ObjectKind.Schema && schemas.Contains((path, span, assumed.Name.Schema))))
            {
                continue;
            }

            var (state, problem) = assumed.Kind switch
            {
                ObjectKind.Table => ("42P01", $"relation \"{assumed.Name}\" does not exist"),
                ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.Sequence => ("42P01", $"{Describe.Word(assumed.Kind)} \"{assumed.Name}\" does not exist"),
                ObjectKind.Schema => ("3F000", $"schema \"{assumed.Name.Name}\" does not exist"),
                ObjectKind.Type => ("42704", $"type \"{assumed.Name.Name}\" does not exist"),
                ObjectKind.Function => ("42883", $"function {assumed.Name.Name} does not exist"),
                _ => ("42704", $"{Describe.Word(assumed.Kind)} \"{assumed.Name.Name}\" does not exist"),
            };
            var migration = chain.Migrations[place];
            var around = StatementAround(migration, assumed.FirstUse);
            var statement = around < migration.Outcome.Statements.Count ? migration.Outcome.Statements[around] : null;
            var refusal = new Refusal(state, problem, assumed.FirstUse) { Detail = RefusalDetail.Missing(assumed.Kind, assumed.Name), Schema = statement?.Steps is [var first, ..] ? first.Before : null };
            if (IsExplained(migration, refusal))
            {
                continue;
            }

            yield return Missing(new RefusedStatement("ML403", migration, refusal) { IsAssumed = true, Statement = statement }, (place, around));
        }
    }

    private static int StatementAround(ReplayedMigration migration, SourceSpan source)
    {
        var statements = migration.Outcome.Statements;
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i].Source.Span.Contains(source.Span) || source.Span.Contains(statements[i].Source.Span))
            {
                return i;
            }
        }

        return statements.Count;
    }
}
