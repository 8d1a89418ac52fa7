using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Tables;

/// <summary>Makes constraints of what is written (<c>transformIndexConstraint</c>, <c>transformFKConstraints</c>, <c>transformCheckConstraints</c>).</summary>
/// <param name="context">The statement.</param>
/// <param name="table">The table that gets them.</param>
internal sealed class ConstraintBuilder(LoweringContext context, QualifiedName table)
{
    /// <summary>True where the table has a column of that name, or may have.</summary>
    public required Func<string, bool> HasColumn { get; init; }

    /// <summary>The columns of the table.</summary>
    public required ExpressionScope Scope { get; init; }

    /// <summary>True where NOT VALID means nothing: the table has no row yet.</summary>
    public bool IsNewTable { get; init; }

    /// <summary>PRIMARY KEY or UNIQUE.</summary>
    public KeyDefinition Key(ConstraintDraft draft)
    {
        var node = draft.Node;
        IReadOnlyList<string> columns = node.Keys.Count > 0 ? NameParts.Strings(node.Keys) : draft.Column is null ? [] : [draft.Column];
        var include = NameParts.Strings(node.Including);
        var isPrimary = node.Contype == ConstrType.Primary;
        for (var i = 0; i < columns.Count; i++)
        {
            RequireKeyColumn(columns[i], node, becomesNotNull: isPrimary && !IsNewTable);
            if (columns.Take(i).Contains(columns[i]))
            {
                throw context.Refuse("42701", $"column \"{columns[i]}\" appears twice in {(isPrimary ? "primary key" : "unique")} constraint", node, detail: RefusalDetail.Twice(columns[i]));
            }
        }

        foreach (var column in include)
        {
            RequireKeyColumn(column, node);
        }

        return new KeyDefinition(columns)
        {
            Source = context.Source(node),
            Name = node.Conname,
            Deferrability = draft.Deferrability,
            IsPrimary = isPrimary,
            Include = include,
            NullsNotDistinct = node.NullsNotDistinct,
            UsingIndex = node.Indexname,
        };
    }

    // ALTER TABLE makes the columns of a primary key NOT NULL before it looks at the key.
    private void RequireKeyColumn(string column, Node place, bool becomesNotNull = false)
    {
        if (!HasColumn(column) && !ColumnBuilder.IsSystemColumn(column))
        {
            throw context.Refuse("42703", $"column \"{column}\" {(becomesNotNull ? $"of relation \"{table.Name}\"" : "named in key")} does not exist", place, detail: RefusalDetail.MissingColumn(table, column));
        }
    }

    /// <summary>CHECK.</summary>
    public CheckDefinition Check(ConstraintDraft draft) => new(context.Analyzer.Condition(draft.Node.RawExpr!, Scope, ExpressionKind.CheckConstraint))
    {
        Source = context.Source(draft.Node),
        Name = draft.Node.Conname,
        NoInherit = draft.Node.IsNoInherit,
        NotValid = draft.Node.SkipValidation && !IsNewTable,
    };

    /// <summary>FOREIGN KEY.</summary>
    public ForeignKeyDefinition ForeignKey(ConstraintDraft draft)
    {
        var node = draft.Node;
        IReadOnlyList<string> columns = node.FkAttrs.Count > 0 ? NameParts.Strings(node.FkAttrs) : draft.Column is null ? [] : [draft.Column];
        return new ForeignKeyDefinition(columns, ReferencedTable(node.Pktable!), NameParts.Strings(node.PkAttrs))
        {
            Source = context.Source(node),
            Name = node.Conname,
            Deferrability = draft.Deferrability,
            OnDelete = Action(node.FkDelAction),
            HasOnDelete = node.HasDeleteAction,
            OnDeleteColumns = NameParts.Strings(node.FkDelSetCols),
            OnUpdate = Action(node.FkUpdAction),
            MatchFull = node.FkMatchtype == "f",
            NotValid = node.SkipValidation && !IsNewTable,
        };
    }

    // The table itself can be named while it is being made.
    private QualifiedName ReferencedTable(RangeVar name) =>
        context.Names.Find(name.Schemaname, name.Relname, candidate => candidate == table || context.Schema.IsRelationNameTaken(candidate)) is { } found && found == table
            ? table
            : context.Names.TryFindIndexName(name) ?? context.Names.FindRelation(name).Name;

    /// <summary>What happens to referencing rows, by PostgreSQL's letter.</summary>
    private static ReferentialAction Action(string? letter) => letter switch
    {
        "r" => ReferentialAction.Restrict,
        "c" => ReferentialAction.Cascade,
        "n" => ReferentialAction.SetNull,
        "d" => ReferentialAction.SetDefault,
        _ => ReferentialAction.NoAction,
    };

    /// <summary>EXCLUDE.</summary>
    public ExclusionDefinition Exclusion(ConstraintDraft draft)
    {
        var node = draft.Node;
        var method = node.AccessMethod ?? "btree";
        var (keys, operators) = (new List<IndexKey>(), new List<string>());
        foreach (var pair in node.Exclusions)
        {
            if (pair.Items.Count == 2 && pair.Items[0] is IndexElem key && pair.Items[1] is ListValue names)
            {
                if (key.Name is { } column)
                {
                    RequireKeyColumn(column, key);
                }

                keys.Add(context.Analyzer.IndexKey(key, Scope, method, isPretty: false));
                operators.Add(OperatorName(NameParts.Of(names)));
            }
        }

        return new ExclusionDefinition(method, keys, operators)
        {
            Source = context.Source(node),
            Name = node.Conname,
            Deferrability = draft.Deferrability,
            Include = NameParts.Strings(node.Including),
            Predicate = node.WhereClause is { } condition ? context.Analyzer.Condition(condition, Scope, ExpressionKind.IndexPredicate) : null,
        };
    }

    private static string OperatorName(IReadOnlyList<string> parts) =>
        parts.Count == 2 && parts[0] != "pg_catalog" ? $"OPERATOR({NameParts.Spelling(parts)})" : NameParts.NameOf(parts);

    /// <summary>
    /// All constraints in the order in which PostgreSQL makes them: checks, then keys with the primary one first and without those that say the same, then
    /// foreign keys.
    /// </summary>
    public IReadOnlyList<ConstraintDefinition> InOrder(IReadOnlyList<ConstraintDraft> drafts)
    {
        var indexed = drafts.Where(static draft => draft.Node.Contype is ConstrType.Primary or ConstrType.Unique or ConstrType.Exclusion)
            .Select(draft => draft.Node.Contype == ConstrType.Exclusion ? (ConstraintDefinition)Exclusion(draft) : Key(draft))
            .ToList();
        return
        [
            .. drafts.Where(static draft => draft.Node.Contype == ConstrType.Check).Select(Check),
            .. Distinct(indexed),
            .. drafts.Where(static draft => draft.Node.Contype == ConstrType.Foreign).Select(ForeignKey),
        ];
    }

    // transformIndexConstraints: of two that say the same, the first stays, and takes a name that only the other has.
    private List<ConstraintDefinition> Distinct(List<ConstraintDefinition> indexed)
    {
        var primary = indexed.Where(static definition => definition is KeyDefinition { IsPrimary: true }).ToList();
        if (primary.Count > 1)
        {
            throw context.Sink.Refuse("42P16", $"multiple primary keys for table \"{table.Name}\" are not allowed", primary[1].Source);
        }

        var kept = primary;
        foreach (var definition in indexed.Where(static definition => definition is not KeyDefinition { IsPrimary: true }))
        {
            var same = definition is KeyDefinition key ? kept.FindIndex(other => other is KeyDefinition prior && SaysTheSame(prior, key)) : -1;
            if (same < 0)
            {
                kept.Add(definition);
            }
            else if (kept[same].Name is null)
            {
                kept[same] = kept[same] with { Name = definition.Name };
            }
        }

        return kept;
    }

    private static bool SaysTheSame(KeyDefinition left, KeyDefinition right) =>
        left.Columns.SequenceEqual(right.Columns) && left.Include.SequenceEqual(right.Include) && left.NullsNotDistinct == right.NullsNotDistinct
        && left.Deferrability == right.Deferrability && left.UsingIndex is null && right.UsingIndex is null;
}
