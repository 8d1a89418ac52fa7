using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>What becomes of the rows of a table whose definition changes, and what they refuse (phase 3 of <c>commands/tablecmds.c</c>, and <c>catalog/index.c</c>).</summary>
/// <param name="context">The statement.</param>
internal sealed class AlteredRows(LoweringContext context)
{
    private RowEvaluation evaluation = null!;

    /// <summary>Runs what changes a table, and then changes its rows.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="name">The table.</param>
    /// <param name="change">Changes the table.</param>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void Run(Statement statement, RangeVar? name, Action change)
    {
        var before = name is not null && !OnlyMovesParts(statement) && context.Names.TryFindRelation(name) is Table table ? Written(table) : [];
        change();
        if (before.Count == 0)
        {
            return;
        }

        evaluation = new RowEvaluation(context.Sink, context.Text, statement);
        foreach (var (old, rows) in before)
        {
            if (context.Schema.FindRelation(old.Id) is not Table now || ReferenceEquals(now, old))
            {
                continue;
            }

            if (context.Sink.IsConditional)
            {
                context.Sink.Rows = context.Sink.Rows.With(old.Id, null);
                continue;
            }

            Change(statement as AlterTableStmt, old, now, rows);
        }
    }

    // What comes and goes with a partition stays as it is; so do the rows of all others, of which there may be thousands.
    private static bool OnlyMovesParts(Statement statement) => statement is AlterTableStmt { Cmds: [AlterTableCmd
    {
        Subtype: AlterTableType.AttachPartition or AlterTableType.DetachPartition or AlterTableType.DetachPartitionFinalize,
    }] };

    // The table and those below it, as far as there are rows.
    private List<(Table Table, KnownRows Rows)> Written(Table table)
    {
        var found = new List<(Table, KnownRows)>();
        foreach (var each in context.Schema.DescendantsOf(table.Id).Prepend(table))
        {
            if (context.Sink.Rows.Find(each) is KnownRows rows)
            {
                found.Add((each, rows));
            }
        }

        return found;
    }

    private void Change(AlterTableStmt? statement, Table old, Table now, KnownRows rows)
    {
        try
        {
            var commands = statement?.Cmds.OfType<AlterTableCmd>().ToList() ?? [];
            if (commands.Exists(static command => command.Subtype is AlterTableType.DisableTrig or AlterTableType.DisableTrigAll or AlterTableType.DisableTrigUser or AlterTableType.SetExpression))
            {
                context.Sink.Rows = context.Sink.Rows.With(old.Id, null);
                return;
            }

            Verify(old, now, rows, [.. commands.Where(static command => command.Subtype == AlterTableType.AlterColumnType)]);
        }
        catch (EvaluationLimitException)
        {
            context.Sink.Rows = context.Sink.Rows.With(old.Id, null);
        }
    }

    private void Verify(Table old, Table now, KnownRows rows, IReadOnlyList<AlterTableCmd> retyped)
    {
        var checks = new TableChecks(evaluation, now);
        var sources = now.Columns.Select(column => SourceOf(old, column)).ToList();
        var isRewritten = sources.Where((source, i) => source < 0 || old.Columns[source].Type != now.Columns[i].Type).Any() || sources.Count != old.Columns.Count;
        var added = now.Indexes.Where(index => index.IsUnique && !old.Indexes.Any(other => other.Id == index.Id)).Select(static index => index.Id).ToList();
        if (!isRewritten)
        {
            RequireKeys(now, checks, rows, added);
        }

        var written = rows;
        if (isRewritten)
        {
            var scoped = new Rewriting(old, now, sources, retyped);
            written = rows.Rewritten(now.Columns, row => Scan(old, now, checks, checks.Complete(Rewrite(scoped, row))));
            RequireKeys(now, checks, written, [.. now.Indexes.Where(static index => index.IsUnique).Select(static index => index.Id)]);
        }
        else
        {
            written = rows.Rewritten(now.Columns, row => Scan(old, now, checks, Certain(now, row)));
        }

        context.Sink.Rows = context.Sink.Rows.With(now.Id, written);
        var writer = new RowWriter(evaluation);
        foreach (var row in written.Rows.Select(static pair => pair.Value).Where(static row => row.IsCertain))
        {
            writer.RequireReferenced(now, row, key => key.IsValid && !old.Constraints.OfType<ForeignKeyConstraint>().Any(other => other.Id == key.Id && other.IsValid));
        }
    }

    private static int SourceOf(Table old, Column column)
    {
        var place = UniqueKey.PlaceOf(old, column.Name);
        return place >= 0 && ReferenceEquals(old.Columns[place].CreatedBy, column.CreatedBy) ? place : -1;
    }

    /// <summary>What is the same for all rows that are written anew.</summary>
    private sealed record Rewriting(Table Old, Table Now, IReadOnlyList<int> Sources, IReadOnlyList<AlterTableCmd> Retyped)
    {
        /// <summary>Defaults that are computed once.</summary>
        public Dictionary<string, SqlValue> Defaults { get; } = new(StringComparer.Ordinal);
    }

    private KnownRow Rewrite(Rewriting rewriting, KnownRow row)
    {
        var values = new SqlValue[rewriting.Now.Columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var (column, source) = (rewriting.Now.Columns[i], rewriting.Sources[i]);
            values[i] = source < 0 ? Added(rewriting, column)
                : rewriting.Old.Columns[source].Type == column.Type ? row.Values[source]
                : Converted(rewriting, column, row, source);
        }

        return Certain(rewriting.Now, row with { Values = values });
    }

    private SqlValue Added(Rewriting rewriting, Column column)
    {
        if (column.Generated is not null)
        {
            return SqlValue.Null;
        }

        if (column.Identity != IdentityKind.None || column.Default is { Volatility: Volatility.Volatile })
        {
            return evaluation.Default(rewriting.Now, column);
        }

        return rewriting.Defaults.TryGetValue(column.Name, out var known) ? known : rewriting.Defaults[column.Name] = evaluation.Default(rewriting.Now, column);
    }

    private SqlValue Converted(Rewriting rewriting, Column column, KnownRow row, int source)
    {
        var expression = rewriting.Retyped.FirstOrDefault(command => command.Name == column.Name)?.Def is ColumnDef { RawDefault: { } written } ? written : null;
        SqlValue Convert() => evaluation.Store(expression is null ? row.Values[source] : evaluation.Written.Value(expression, RowEvaluation.Scope(rewriting.Old, null, row.Values)), column);
        if (row.IsCertain)
        {
            return Convert();
        }

        var value = SqlValue.Unknown;
        context.Sink.TryRun(() => value = Convert());
        return value;
    }

    // What stands where no NULL may is none.
    private static KnownRow Certain(Table table, KnownRow row) => row.Values.Where((value, i) => value is SqlUnknown && table.Columns[i].IsNotNull).Any()
        ? row with { Values = [.. row.Values.Select((value, i) => value is SqlUnknown && table.Columns[i].IsNotNull ? SqlSomeValue.Instance : value)] }
        : row;

    private KnownRow Scan(Table old, Table now, TableChecks checks, KnownRow row)
    {
        if (row.IsCertain && checks.FindNull(row) is { } column)
        {
            throw evaluation.Refuse("23502", $"column \"{column.Name}\" of relation \"{now.Name.Name}\" contains null values");
        }

        if (row.IsCertain && checks.FindBroken(row, check => check.IsValid && !old.Constraints.OfType<CheckConstraint>().Any(other => other.Id == check.Id && other.IsValid)) is { } broken)
        {
            throw evaluation.Refuse("23514", $"check constraint \"{broken.Name}\" of relation \"{now.Name.Name}\" is violated by some row");
        }

        return row;
    }

    private void RequireKeys(Table now, TableChecks checks, KnownRows rows, IReadOnlyList<ObjectId> asked)
    {
        var certain = rows.Rows.Select(static pair => pair.Value).Where(static row => row.IsCertain).ToList();
        foreach (var key in checks.Keys.Where(key => asked.Contains(key.Index.Id) && key.IsCertain))
        {
            // A primary key looks for NULL before it looks for equals (index_check_primary_key).
            if (now.PrimaryKey?.Index == key.Index.Id && certain.Select(checks.FindNull).FirstOrDefault(column => column is not null && now.PrimaryKey.Columns.Contains(column.Name)) is { } column)
            {
                throw evaluation.Refuse("23502", $"column \"{column.Name}\" of relation \"{now.Name.Name}\" contains null values");
            }

            for (var i = 1; i < certain.Count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (key.AreEqual(certain[j], certain[i]) == true)
                    {
                        throw evaluation.Refuse("23505", $"could not create unique index \"{key.Index.Name}\"");
                    }
                }
            }
        }
    }
}
