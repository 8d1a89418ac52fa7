using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>INSERT, UPDATE, DELETE, TRUNCATE, COPY and MERGE on rows that are known (<c>executor/nodeModifyTable.c</c>).</summary>
/// <param name="context">The statement, which parse analysis has passed.</param>
internal sealed partial class RowStatements(LoweringContext context)
{
    private RowEvaluation evaluation = null!;
    private RowWriter writer = null!;

    /// <summary>Lowers a statement that writes rows.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void Run(Statement statement)
    {
        var written = statement switch
        {
            InsertStmt insert => insert.Relation,
            UpdateStmt update => update.Relation,
            DeleteStmt delete => delete.Relation,
            MergeStmt merge => merge.Relation,
            CopyStmt { IsFrom: true } copy => copy.Relation,
            _ => null,
        };
        var before = context.Sink.Rows;
        if (written is not null && context.Names.TryFindRelation(written) is Table target && KnownRows.Of(context.Sink, target) is { } rows)
        {
            before = before.With(target.Id, rows);
        }

        context.Analyzer.RowStatement(statement);
        if (statement is TruncateStmt truncate)
        {
            Truncate(truncate);
        }
        else if (written is not null)
        {
            Write(statement, written, before);
        }
    }

    private void Write(Statement statement, RangeVar written, RowKnowledge before)
    {
        if (context.Names.TryFindRelation(written) is not Table table)
        {
            context.Sink.ForgetRows();
            return;
        }

        // What parse analysis could not follow has said nothing of the table.
        var forgotten = context.Sink.Rows.With(table.Id, null);
        context.Sink.Rows = before;
        var isKnown = IsPlain(table, statement) && KnownRows.Of(context.Sink, table) is not null && TryExecute(statement, table);
        if (!isKnown)
        {
            context.Sink.Rows = forgotten;
            ForgetSequences(table);
        }

        var events = statement switch { InsertStmt or CopyStmt => ["INSERT"], UpdateStmt => ["UPDATE"], DeleteStmt => ["DELETE"], _ => (IReadOnlyList<string>)["INSERT", "UPDATE", "DELETE"] };
        if (events.Any(@event => WriteHazards.WritesElsewhere(context.Schema, table, @event)) || WriteHazards.CallsWriter(new EvaluationSession(context.Sink), statement))
        {
            context.Sink.ForgetRows();
        }
    }

    private bool IsPlain(Table table, Statement statement) =>
        !context.Sink.IsConditional && table is { Rules.Count: 0, ForcesRowSecurity: false, PartitionBy: null } && context.Sink.Settings.Others.TryGetValue("session_replication_role", out _) == false
        && (statement is InsertStmt or CopyStmt || !context.Schema.ChildrenOf(table.Id).Any())
        && IsReading(statement switch { InsertStmt insert => insert.WithClause, UpdateStmt update => update.WithClause, DeleteStmt delete => delete.WithClause, MergeStmt merge => merge.WithClause, _ => null });

    private static bool IsReading(WithClause? with) => with is null || with.Ctes.All(static table => table.Ctequery is SelectStmt);

    private bool TryExecute(Statement statement, Table table)
    {
        evaluation = new RowEvaluation(context.Sink, context.Text, statement);
        writer = new RowWriter(evaluation);
        try
        {
            switch (statement)
            {
                case InsertStmt insert:
                    evaluation.Written.With(insert.WithClause, () => Insert(insert, table));
                    break;
                case UpdateStmt update:
                    evaluation.Written.With(update.WithClause, () => Update(update, table));
                    break;
                case DeleteStmt delete:
                    evaluation.Written.With(delete.WithClause, () => Delete(delete, table));
                    break;
                case CopyStmt:
                    writer.Set(table, writer.RowsOf(table)!.Incomplete());
                    ForgetSequences(table);
                    break;
                default:
                    return false;
            }

            writer.Finish();
            return true;
        }
        catch (EvaluationLimitException)
        {
            return false;
        }
    }

    // The defaults of rows that are not known took values from them.
    private void ForgetSequences(Table table)
    {
        foreach (var id in table.Columns.Where(static column => column.Default is not null).SelectMany(static column => column.Default!.References))
        {
            if (context.Schema.FindRelation(id) is Sequence sequence)
            {
                context.Sink.Sequences = context.Sink.Sequences.With(sequence, null, isCalled: true);
            }
        }

        foreach (var column in table.Columns.Where(static column => column.Identity != IdentityKind.None))
        {
            if (RowEvaluation.IdentityOf(context.Schema, table.Id, column.Name) is { } sequence)
            {
                context.Sink.Sequences = context.Sink.Sequences.With(sequence, null, isCalled: true);
            }
        }
    }

    private void Truncate(TruncateStmt truncate)
    {
        if (context.Sink.IsConditional)
        {
            return;
        }

        var emptied = new HashSet<ObjectId>();
        var next = new Queue<Table>(truncate.Relations.Select(context.Names.TryFindRelation).OfType<Table>());
        while (next.Count > 0)
        {
            var table = next.Dequeue();
            if (!emptied.Add(table.Id))
            {
                continue;
            }

            if (table is { IsIncomplete: false, ForeignServer: null, PartitionBy: null, CreatedBy: not null })
            {
                context.Sink.Rows = context.Sink.Rows.With(table.Id, KnownRows.Empty(table.Columns));
            }

            foreach (var child in context.Schema.ChildrenOf(table.Id))
            {
                next.Enqueue(child);
            }

            if (truncate.Behavior == DropBehavior.Cascade)
            {
                foreach (var other in context.Schema.ObjectsThatName(table.Id).OfType<Table>().Where(other => other.Constraints.OfType<ForeignKeyConstraint>().Any(key => key.ReferencedTable == table.Id)))
                {
                    next.Enqueue(other);
                }
            }

            if (WriteHazards.WritesElsewhere(context.Schema, table, "TRUNCATE"))
            {
                context.Sink.ForgetRows();
            }
        }
    }

    private void Update(UpdateStmt update, Table table)
    {
        var alias = update.Relation!.Alias?.Aliasname;
        var columns = update.TargetList.Select(target => UniqueKey.PlaceOf(table, target.Name ?? "")).ToList();
        var mayDiffer = WriteHazards.ChangesRows(table, "UPDATE");
        foreach (var (place, row) in writer.RowsOf(table)!.Rows.Select(static pair => (pair.Key, pair.Value)).ToList())
        {
            var (holds, scope, isOnly) = evaluation.Written.Match(update.FromClause, update.WhereClause, RowEvaluation.Scope(table, alias, row.Values));
            if (holds == false)
            {
                continue;
            }

            if (mayDiffer || columns.Contains(-1))
            {
                writer.Blur(table, place, row, Enumerable.Range(0, table.Columns.Count));
            }
            else if (holds is null || !row.IsCertain || !isOnly)
            {
                writer.Blur(table, place, row, columns);
            }
            else
            {
                writer.Replace(table, place, row, Assigned(table, row, update.TargetList, columns, scope));
            }
        }
    }

    /// <summary>The row after SET.</summary>
    private KnownRow Assigned(Table table, KnownRow row, IReadOnlyList<ResTarget> targets, IReadOnlyList<int> places, RowScope scope)
    {
        var values = row.Values.ToArray();
        for (var i = 0; i < targets.Count; i++)
        {
            var column = table.Columns[places[i]];
            var written = targets[i].Val is MultiAssignRef multiple ? multiple.Source is RowExpr list && multiple.Colno <= list.Args.Count ? list.Args[multiple.Colno - 1] : null : targets[i].Val;
            values[places[i]] = targets[i].Indirection.Count > 0 ? SqlValue.Unknown
                : written is SetToDefault ? evaluation.Default(table, column)
                : evaluation.Store(evaluation.Written.Value(written, scope), column);
        }

        return row with { Values = values };
    }

    private void Delete(DeleteStmt delete, Table table)
    {
        var alias = delete.Relation!.Alias?.Aliasname;
        var mayDiffer = WriteHazards.ChangesRows(table, "DELETE");
        foreach (var (place, row) in writer.RowsOf(table)!.Rows.Select(static pair => (pair.Key, pair.Value)).ToList())
        {
            var (holds, _, _) = evaluation.Written.Match(delete.UsingClause, delete.WhereClause, RowEvaluation.Scope(table, alias, row.Values));
            if (holds != false)
            {
                writer.Delete(table, place, row, holds == true && !mayDiffer);
            }
        }
    }
}
