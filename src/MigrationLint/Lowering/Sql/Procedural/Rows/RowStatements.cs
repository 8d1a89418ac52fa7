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

    private readonly List<QueryRow> returned = [];
    private IReadOnlyList<string>? returnedNames;
    private ReturningClause? returning;
    private bool isAnswered = true;

    /// <summary>Lowers a statement that writes rows.</summary>
    /// <returns>What it returns; a row without columns for each that it writes, where it returns nothing.</returns>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public QueryResult? Run(Statement statement)
    {
        returning = statement switch { InsertStmt insert => insert.ReturningClause, UpdateStmt update => update.ReturningClause, DeleteStmt delete => delete.ReturningClause, MergeStmt merge => merge.ReturningClause, _ => null };
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
        else if (written is not null && Write(statement, written, before))
        {
            return new QueryResult(returnedNames ?? (returning is null ? [] : null), returned, isAnswered);
        }

        return null;
    }

    /// <summary>Notes a row that RETURNING gives.</summary>
    private void Return(Table table, string? alias, KnownRow row, RowScope? scope = null)
    {
        var (names, values) = returning is null ? ([], []) : evaluation.Written.Returned(returning.Exprs, scope ?? RowEvaluation.Scope(table, alias, row.Values));
        returnedNames = names;
        returned.Add(new QueryRow(values, row.IsCertain));
    }

    // False where what it writes is not known.
    private bool Write(Statement statement, RangeVar written, RowKnowledge before)
    {
        if (context.Names.TryFindRelation(written) is not Table table)
        {
            context.Sink.ForgetRows();
            return false;
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

        return isKnown;
    }

    private bool IsPlain(Table table, Statement statement) =>
        !context.Sink.IsConditional && table is { Rules.Count: 0, ForcesRowSecurity: false, PartitionBy: null } && context.Sink.Settings.Others.TryGetValue("session_replication_role", out _) == false
        && (statement is InsertStmt or CopyStmt or UpdateStmt { Relation.Inh: true } or DeleteStmt { Relation.Inh: true } || !context.Schema.ChildrenOf(table.Id).Any())
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
                    isAnswered = false;
                    writer.Set(table, writer.RowsOf(table)!.Incomplete());
                    ForgetSequences(table);
                    break;
                case MergeStmt merge:
                    var isFollowed = false;
                    evaluation.Written.With(merge.WithClause, () => isFollowed = Merge(merge, table));
                    if (!isFollowed)
                    {
                        return false;
                    }

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
                foreach (var (other, _) in context.Schema.KeysTo(table.Id))
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

    private IEnumerable<(Table Table, int Place, KnownRow Row)> Rows(Table table)
    {
        foreach (var part in context.Schema.DescendantsOf(table.Id).Prepend(table))
        {
            isAnswered &= writer.RowsOf(part) is { IsComplete: true };
            foreach (var (place, row) in (writer.RowsOf(part)?.Rows ?? []).Select(static pair => (pair.Key, pair.Value)).ToList())
            {
                yield return (part, place, row);
            }
        }
    }

    private void Update(UpdateStmt update, Table target)
    {
        var alias = update.Relation!.Alias?.Aliasname ?? update.Relation.Relname;
        foreach (var set in update.TargetList.Where(static set => set is { Indirection.Count: 0, Val: { } value } && IsConstant(value)))
        {
            Plan(set.Val!, target, UniqueKey.PlaceOf(target, set.Name ?? ""));
        }

        foreach (var (table, place, row) in Rows(target))
        {
            var (holds, scope, isOnly) = evaluation.Written.Match(update.FromClause, update.WhereClause, RowEvaluation.Scope(table, alias, row.Values));
            if (holds == false)
            {
                continue;
            }

            var columns = update.TargetList.Select(set => UniqueKey.PlaceOf(table, set.Name ?? "")).ToList();
            if (columns.Contains(-1) || WriteHazards.ChangesRows(table, "UPDATE"))
            {
                isAnswered = false;
                writer.Blur(table, place, row, Enumerable.Range(0, table.Columns.Count));
            }
            else if (holds is null || !row.IsCertain || !isOnly)
            {
                isAnswered = false;
                writer.Blur(table, place, row, columns);
            }
            else
            {
                var next = writer.Replace(table, place, row, Assigned(table, row, update.TargetList, columns, scope));
                Return(table, alias, next);
            }
        }
    }

    /// <summary>The row after SET.</summary>
    private KnownRow Assigned(Table table, KnownRow row, IReadOnlyList<ResTarget> targets, List<int> places, RowScope scope)
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

    private void Delete(DeleteStmt delete, Table target)
    {
        var alias = delete.Relation!.Alias?.Aliasname ?? delete.Relation.Relname;
        foreach (var (table, place, row) in Rows(target))
        {
            var (holds, _, _) = evaluation.Written.Match(delete.UsingClause, delete.WhereClause, RowEvaluation.Scope(table, alias, row.Values));
            if (holds == false)
            {
                continue;
            }

            var isCertain = holds == true && row.IsCertain && !WriteHazards.ChangesRows(table, "DELETE");
            isAnswered &= isCertain;
            writer.Delete(table, place, row, isCertain);
            Return(table, alias, row with { IsCertain = isCertain });
        }
    }
}
