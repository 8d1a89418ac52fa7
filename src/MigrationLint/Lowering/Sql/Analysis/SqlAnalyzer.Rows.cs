using MigrationLint.Lowering.Sql.Procedural;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Statements that read and write rows (<c>analyze.c</c>, <c>parse_target.c</c>, <c>rewriteHandler.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    /// <summary>Analyses INSERT, UPDATE, DELETE, MERGE, SELECT, TRUNCATE, COPY and emits what they do with rows.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void RowStatement(Node statement)
    {
        var isKnown = Known(
            () =>
            {
                switch (statement)
                {
                    case SelectStmt select:
                        sink.Emit(Read(select));
                        break;
                    case TruncateStmt truncate:
                        Truncate(truncate);
                        break;
                    case CopyStmt copy:
                        Copy(copy);
                        break;
                    default:
                        Modify((Statement)statement, null);
                        break;
                }

                return true;
            },
            false);
        if (!isKnown)
        {
            sink.NotUnderstood(text.ToSource(statement.Span), "what the statement reads or writes is not known");
        }
    }

    private IReadOnlyList<ObjectId> Relations(QueryReads reads) => [.. reads.Objects.Where(id => sink.Schema.FindRelation(id) is not null)];

    private AnalyzedQuery AnalyseReturning(Statement statement, Scope? parent) => Modify(statement, parent);

    private AnalyzedQuery Modify(Statement statement, Scope? parent)
    {
        var scope = new Scope(parent);
        var query = new AnalyzedQuery { Scope = scope, IsPrintable = false };
        var (with, returning) = statement switch
        {
            InsertStmt insert => (insert.WithClause, insert.ReturningClause),
            UpdateStmt update => (update.WithClause, update.ReturningClause),
            DeleteStmt delete => (delete.WithClause, delete.ReturningClause),
            MergeStmt merge => (merge.WithClause, merge.ReturningClause),
            _ => throw new NotKnownException(),
        };
        if (with is not null)
        {
            AnalyseWith(with, scope, query);
        }

        switch (statement)
        {
            case InsertStmt insert:
                Insert(insert, scope, query);
                break;
            case UpdateStmt update:
                Update(update, scope, query);
                break;
            case DeleteStmt delete:
                Delete(delete, scope, query);
                break;
            case MergeStmt merge:
                Merge(merge, scope, query);
                break;
        }

        query.Columns = returning is null ? [] : AnalyseTargets(returning.Exprs, scope, Clause.Returning);
        return query;
    }

    private NamespaceItem Target(RangeVar written, Scope scope, string verb)
    {
        var relation = FindRelation(written.Schemaname, written.Relname, written);
        if (relation is Sequence or CompositeRelation or View { IsMaterialized: true })
        {
            throw relation switch
            {
                Sequence => Refuse("42809", $"cannot change sequence \"{written.Relname}\"", written),
                CompositeRelation => Refuse("42809", $"\"{written.Relname}\" is a composite type", written),
                _ => Refuse("42809", $"cannot change materialized view \"{written.Relname}\"", written),
            };
        }

        if (relation is View view && view.Query is { Columns: not null, IsAutoUpdatable: false } && view.Triggers.Count == 0 && view.Rules.Count == 0 && relation.CreatedBy is not null)
        {
            throw Refuse("55000", verb switch { "INSERT" => $"cannot insert into view \"{written.Relname}\"", "UPDATE" => $"cannot update view \"{written.Relname}\"", _ => $"cannot delete from view \"{written.Relname}\"" }, written);
        }

        // The target may have the name of a common table expression.
        var plain = new Scope(null);
        var item = Named(new RangeVar(written.Start) { End = written.End, Schemaname = written.Schemaname ?? relation.Name.Schema, Relname = written.Relname, Alias = written.Alias, Inh = written.Inh }, plain);
        scope.Items.Add(item);
        return item;
    }

    private ItemColumn TargetColumn(NamespaceItem target, string name, Node place) =>
        target.Source!.FindColumn(name) is { } column ? new ItemColumn(name, column.Type) { Source = column }
        : target.IsIncomplete || name.IndexOf(Text.EmbeddedText.HoleCharacter) >= 0 ? throw new NotKnownException()
        : throw Refuse("42703", $"column \"{name}\" of relation \"{target.Source.Name.Name}\" does not exist", place, detail: RefusalDetail.MissingColumn(target.Source.Name, name));

    /// <summary>The value as it goes into a column (<c>transformAssignedExpr</c>).</summary>
    private Expr Assign(Expr value, ItemColumn column, Node place)
    {
        if (!column.Type.IsKnown)
        {
            return value;
        }

        return CoerceToTarget(value, column.Type, Context.Assignment, CoercionForm.ImplicitCast)
            ?? throw Refuse("42804", $"column \"{column.Name}\" is of type {TypeText(column.Type.Type)} but expression is of type {TypeText(value.Type)}", place);
    }

    private void RequireInsertable(ItemColumn column, InsertStmt insert, Node place)
    {
        if (column.Source!.Generated is not null || (column.Source.Identity == IdentityKind.Always && insert.Override == OverridingKind.NotSet))
        {
            throw Refuse("428C9", $"cannot insert a non-DEFAULT value into column \"{column.Name}\"", place);
        }
    }

    private void Insert(InsertStmt insert, Scope scope, AnalyzedQuery query)
    {
        // The rows do not see the target.
        var rows = new Scope(scope.Parent);
        rows.CommonTables.AddRange(scope.CommonTables);
        var target = Target(insert.Relation!, scope, "INSERT");
        var columns = new List<ItemColumn?>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var written in insert.Cols)
        {
            columns.Add(Optional(written, _ => TargetColumn(target, written.Name!, written), query));
            if (!seen.Add(written.Name!) && written.Indirection.Count == 0)
            {
                throw Refuse("42701", $"column \"{written.Name}\" specified more than once", written, detail: RefusalDetail.Twice(written.Name!));
            }
        }

        var isListed = insert.Cols.Count > 0;
        if (!isListed)
        {
            columns.AddRange(target.Source!.Columns.Select(column => new ItemColumn(column.Name, column.Type) { Source = column }));
        }

        var reads = new QueryReads(sink.Schema);
        var late = new LateRefusals();
        var count = RowCount.Some;
        if (insert.SelectStmt is { ValuesLists: { Count: > 0 } values, WithClause: null } rowList)
        {
            if (values.Any(row => row.Items.Count != values[0].Items.Count))
            {
                throw Refuse("42601", "VALUES lists must all be the same length", rowList);
            }

            foreach (var row in values)
            {
                InsertRow(insert, row, columns, isListed, target, rows, query, late);
            }
        }
        else if (insert.SelectStmt is { } select)
        {
            count = InsertQuery(insert, select, columns, isListed, target, rows, reads, query, late);
        }
        else
        {
            late.Try(() => CheckNulls(insert, target, [], []), isPlanned: false);
        }

        if (insert.OnConflictClause is { } conflict)
        {
            OnConflict(conflict, target, scope, query);
        }

        late.Throw();
        sink.Emit(new InsertRows(target.Source!.Name, [.. isListed ? insert.Cols.Select(column => column.Name!) : columns.OfType<ItemColumn>().Select(column => column.Name)])
        {
            Source = text.ToSource(insert.Span), Rows = count, Sources = Relations(reads), HasOnConflict = insert.OnConflictClause is not null,
        });
    }

    /// <summary>What a statement is refused for only when it has been analysed: by the planner, which computes constants, or when it runs.</summary>
    private sealed class LateRefusals
    {
        private StatementRefusedException? planned;
        private StatementRefusedException? run;

        /// <summary>Keeps a refusal for later.</summary>
        public void Try(Action action, bool isPlanned)
        {
            try
            {
                action();
            }
            catch (StatementRefusedException refused)
            {
                (planned, run) = isPlanned ? (planned ?? refused, run) : (planned, run ?? refused);
            }
        }

        /// <summary>Refuses the statement for the first.</summary>
        public void Throw()
        {
            if ((planned ?? run) is { } refused)
            {
                throw new StatementRefusedException(refused.Refusal);
            }
        }
    }

    private void RequireCount(int given, int columns, bool isListed, NamespaceItem target, Node place)
    {
        if (given > columns && !(target.IsIncomplete && !isListed))
        {
            throw Refuse("42601", "INSERT has more expressions than target columns", place);
        }

        if (given < columns && isListed)
        {
            throw Refuse("42601", "INSERT has more target columns than expressions", place);
        }
    }

    private void InsertRow(InsertStmt insert, ListValue row, List<ItemColumn?> columns, bool isListed, NamespaceItem target, Scope rows, AnalyzedQuery query, LateRefusals late)
    {
        RequireCount(row.Items.Count, columns.Count, isListed, target, row);
        var values = new List<Expr?>();
        for (var i = 0; i < row.Items.Count; i++)
        {
            var column = i < columns.Count ? columns[i] : null;
            if (row.Items[i] is SetToDefault)
            {
                values.Add(new DefaultExpr());
                continue;
            }

            values.Add(Optional(row.Items[i], node => InsertValue(insert, node, column, i < insert.Cols.Count && insert.Cols[i].Indirection.Count > 0, target.Source, rows, late), query));
        }

        late.Try(() => CheckNulls(insert, target, columns, values), isPlanned: false);
    }

    private Expr InsertValue(InsertStmt insert, Node node, ItemColumn? column, bool isPart, Relation? target, Scope rows, LateRefusals late)
    {
        var value = InClause(rows, Clause.Values, () => Transform(node, rows));
        if (column is null || isPart)
        {
            return value;
        }

        RequireInsertable(column, insert, node);
        var assigned = Assign(value, column, node);
        if (!IsWatched(target))
        {
            late.Try(() => CheckLength(value, column, node), isPlanned: true);
        }

        return assigned;
    }

    /// <summary>A constant that is longer than its column (22001).</summary>
    private void CheckLength(Expr value, ItemColumn column, Node place)
    {
        var type = BaseType(column.Type);
        if (value is ConstantExpr { Text: { } literal } && value.Type == TypeIds.Unknown && type.Modifier > TypeModifiers.HeaderSize && (type.Type == TypeIds.Varchar || type.Type == TypeIds.Bpchar))
        {
            var length = literal.Count(character => !char.IsLowSurrogate(character));
            var longest = type.Modifier - TypeModifiers.HeaderSize;
            if (length > longest && literal.TrimEnd(' ').Count(character => !char.IsLowSurrogate(character)) > longest)
            {
                throw Refuse("22001", $"value too long for type {Printer.Type(type)}", place);
            }
        }
    }

    /// <summary>True where the rows of a table are known: each is looked at as it is written.</summary>
    private bool IsWatched(Relation? relation) => relation is Table table && !sink.IsConditional && KnownRows.Of(sink, table) is not null;

    /// <summary>A row of constants that leaves a NOT NULL column without a value (23502), where no trigger could give one.</summary>
    private void CheckNulls(InsertStmt insert, NamespaceItem target, List<ItemColumn?> columns, List<Expr?> values)
    {
        if (target.Source is not Table { IsIncomplete: false, PartitionBy: null, ForeignServer: null, Rules.Count: 0 } table

            || IsWatched(table)
            || table.Triggers.Any(trigger => trigger.Definition is { Timing: "BEFORE", IsForEachRow: true }) || columns.Contains(null))
        {
            return;
        }

        foreach (var column in table.Columns)
        {
            if (!column.IsNotNull || column.Generated is not null)
            {
                continue;
            }

            var at = -1;
            for (var i = 0; i < Math.Min(columns.Count, values.Count); i++)
            {
                at = columns[i]!.Name == column.Name ? i : at;
            }

            var isDefault = at < 0 || values[at] is DefaultExpr;
            var isNull = isDefault
                ? column.Default is null && column.Identity == IdentityKind.None && column.Type.IsKnown && (Find(column.Type.Type) is not { Kind: TypeKind.Domain } domain || domain.Default is null)
                : values[at] is ConstantExpr { IsNull: true } or CoercionExpr { Argument: ConstantExpr { IsNull: true } };
            if (isNull)
            {
                throw Refuse("23502", $"null value in column \"{column.Name}\" of relation \"{table.Name.Name}\" violates not-null constraint", insert);
            }
        }
    }

    private RowCount InsertQuery(InsertStmt insert, SelectStmt select, List<ItemColumn?> columns, bool isListed, NamespaceItem target, Scope rows, QueryReads reads, AnalyzedQuery query, LateRefusals late)
    {
        var source = Optional(select, node => Analyse(node, rows, resolvesLiterals: false), query);
        reads.Add(source);
        if (source?.Columns is { } given)
        {
            RequireCount(given.Count, columns.Count, isListed, target, select);
            for (var i = 0; i < given.Count; i++)
            {
                if (i < columns.Count && columns[i] is { } column && given[i].Type.IsKnown && !(i < insert.Cols.Count && insert.Cols[i].Indirection.Count > 0))
                {
                    RequireInsertable(column, insert, select);
                    var value = given[i].Value is ConstantExpr constant ? constant : (Expr)new CaseTestExpr(given[i].Type.Type) { Modifier = given[i].Type.Modifier, Place = select };
                    Optional(select, node => Assign(value, column, node), query);
                    late.Try(() => CheckLength(value, column, select), isPlanned: true);
                }
            }
        }

        return select is { Op: SetOperation.None, WhereClause: null, LimitCount: null, HavingClause: null, GroupClause.Count: 0, ValuesLists.Count: 0, FromClause: var from } && source is not null
            ? from.Count == 0 ? source.Columns?.Any(column => column.Value is null || ReturnsSet(column.Value)) == false ? RowCount.Some : RowCount.Unknown
                : source.From is [FromLeaf { Item.Source: Table { Rows: RowState.Filled } }] && !source.HasAggregates ? RowCount.Some
                : IsEmpty(source) ? RowCount.None
                : RowCount.Unknown
            : source is not null && select.Op == SetOperation.None && IsEmpty(source) ? RowCount.None : RowCount.Unknown;
    }

    private static bool IsEmpty(AnalyzedQuery query) =>
        query.From.Count > 0 && !query.HasAggregates && query.From.Any(item => item is FromLeaf { Item.Source: Table { Rows: RowState.Empty, IsIncomplete: false, ForeignServer: null } });

    private void OnConflict(OnConflictClause conflict, NamespaceItem target, Scope scope, AnalyzedQuery query)
    {
        if (conflict.Action == OnConflictAction.Update && conflict.Infer is null)
        {
            throw Refuse("42601", "ON CONFLICT DO UPDATE requires inference specification or constraint name", conflict);
        }

        if (conflict.Infer is { } infer && target.Source is Table { IsIncomplete: false } table)
        {
            Infer(infer, table, conflict);
        }

        if (conflict.Action != OnConflictAction.Update)
        {
            return;
        }

        var excluded = new NamespaceItem(RangeKind.Other, "excluded", target.Columns) { IsIncomplete = target.IsIncomplete, AreColumnsVisible = false, Source = target.Source };
        scope.Items.Add(excluded);
        SetColumns(conflict.TargetList, target, scope, query);
        Optional(conflict.WhereClause, node => InClause(scope, Clause.Where, () => ToBoolean(Transform(node, scope), "WHERE")), query);
        scope.Items.Remove(excluded);
    }

    private void Infer(InferClause infer, Table table, Node place)
    {
        if (infer.Conname is { } name)
        {
            if (!table.Constraints.Any(constraint => constraint.Name == name))
            {
                throw Refuse("42704", $"constraint \"{name}\" for table \"{table.Name.Name}\" does not exist", place, detail: RefusalDetail.Missing(ObjectKind.Constraint, table.Name, name));
            }

            return;
        }

        if (infer.IndexElems.Any(element => element.Name is null || element.Opclass.Count > 0))
        {
            return;
        }

        foreach (var element in infer.IndexElems)
        {
            if (table.FindColumn(element.Name!) is null)
            {
                throw Refuse("42703", $"column \"{element.Name}\" does not exist", element, detail: RefusalDetail.MissingColumn(table.Name, element.Name!));
            }
        }

        var wanted = new HashSet<string>(infer.IndexElems.Select(element => element.Name!), StringComparer.Ordinal);
        var isThere = table.Indexes.Any(index => index is { IsUnique: true, IsValid: true } && index.Keys.All(key => key.Column is not null)
            && wanted.SetEquals(index.Keys.Select(key => key.Column!)) && (index.Predicate is null || infer.WhereClause is not null)
            && !table.Constraints.Any(constraint => constraint.Id == index.Constraint && !constraint.Id.IsNone && constraint.Deferrability != Deferrability.NotDeferrable));
        if (!isThere)
        {
            throw Refuse("42P10", "there is no unique or exclusion constraint matching the ON CONFLICT specification", place);
        }
    }

    private List<Expr?> SetColumns(IReadOnlyList<ResTarget> targets, NamespaceItem target, Scope scope, AnalyzedQuery query)
    {
        var values = new List<Expr?>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var written in targets)
        {
            if (target.Source!.FindColumn(written.Name!) is null && !target.IsIncomplete)
            {
                throw Refuse("42703", $"column \"{written.Name}\" of relation \"{target.Source.Name.Name}\" does not exist", written, detail: RefusalDetail.MissingColumn(target.Source.Name, written.Name!));
            }

            values.Add(Optional(written, _ => SetColumn(written, target, scope), query));
            if (written.Indirection.Count == 0 && !seen.Add(written.Name!))
            {
                throw Refuse("42601", $"multiple assignments to same column \"{written.Name}\"", written);
            }
        }

        return values;
    }

    private static bool IsStar(Node node) => node is ColumnRef { Fields: [.., AStar] };

    private Expr SetColumn(ResTarget written, NamespaceItem target, Scope scope)
    {
        var column = TargetColumn(target, written.Name!, written);
        if (written.Val is SetToDefault)
        {
            return new DefaultExpr();
        }

        Expr value;
        if (written.Val is MultiAssignRef multiple)
        {
            if (multiple.Source is not RowExpr row || row.Args.Count != multiple.Ncolumns)
            {
                throw multiple.Source is RowExpr { Args: var given } && !given.Any(IsStar) ? Refuse("42601", "number of columns does not match number of values", written) : new NotKnownException();
            }

            if (row.Args[multiple.Colno - 1] is SetToDefault)
            {
                return new DefaultExpr();
            }

            value = InClause(scope, Clause.UpdateSource, () => Transform(row.Args[multiple.Colno - 1], scope));
        }
        else
        {
            value = InClause(scope, Clause.UpdateSource, () => Transform(written.Val!, scope));
        }

        if (written.Indirection.Count > 0)
        {
            return value;
        }

        var unassigned = value;
        value = Assign(value, column, written);
        CheckLength(unassigned, column, written);
        return column.Source!.Generated is not null || column.Source.Identity == IdentityKind.Always
            ? throw Refuse("428C9", $"column \"{column.Name}\" can only be updated to DEFAULT", written)
            : value;
    }

    private void Update(UpdateStmt update, Scope scope, AnalyzedQuery query)
    {
        var target = Target(update.Relation!, scope, "UPDATE");
        query.From = AnalyseFrom(update.FromClause, scope);
        query.Where = Optional(update.WhereClause is CurrentOfExpr ? null : update.WhereClause, node => InClause(scope, Clause.Where, () => ToBoolean(Transform(node, scope), "WHERE")), query);
        var values = SetColumns(update.TargetList, target, scope, query);
        var reads = new QueryReads(sink.Schema);
        reads.Add(query);
        reads.Add(values.OfType<Expr>());
        sink.Emit(new UpdateRows(target.Source!.Name, [.. update.TargetList.Select(column => column.Name!)])
        {
            Source = text.ToSource(update.Span), IsFiltered = IsFilter(update.WhereClause, query.Where), Sources = [.. Relations(reads).Where(id => id != target.Relation)],
        });
    }

    private static bool IsFilter(Node? written, Expr? condition) => written is not null && condition is not ConstantExpr { Text: "t" };

    private void Delete(DeleteStmt delete, Scope scope, AnalyzedQuery query)
    {
        var target = Target(delete.Relation!, scope, "DELETE");
        query.From = AnalyseFrom(delete.UsingClause, scope);
        query.Where = Optional(delete.WhereClause is CurrentOfExpr ? null : delete.WhereClause, node => InClause(scope, Clause.Where, () => ToBoolean(Transform(node, scope), "WHERE")), query);
        var reads = new QueryReads(sink.Schema);
        reads.Add(query);
        sink.Emit(new DeleteRows(target.Source!.Name)
        {
            Source = text.ToSource(delete.Span), IsFiltered = IsFilter(delete.WhereClause, query.Where), Sources = [.. Relations(reads).Where(id => id != target.Relation)],
        });
    }

    private void Merge(MergeStmt merge, Scope scope, AnalyzedQuery query)
    {
        var target = Target(merge.Relation!, scope, "UPDATE");
        query.From = AnalyseFrom([merge.SourceRelation!], scope);
        Optional(merge.JoinCondition, node => InClause(scope, Clause.JoinOn, () => ToBoolean(Transform(node, scope), "JOIN/ON")), query);
        var reads = new QueryReads(sink.Schema);
        reads.Add(query);
        var sources = Relations(reads).Where(id => id != target.Relation).ToList();
        foreach (var clause in merge.MergeWhenClauses)
        {
            Optional(clause.Condition, node => InClause(scope, Clause.MergeWhen, () => ToBoolean(Transform(node, scope), "WHEN")), query);
            if (clause.CommandType == CmdType.Update)
            {
                SetColumns(clause.TargetList, target, scope, query);
                sink.Emit(new UpdateRows(target.Source!.Name, [.. clause.TargetList.Select(column => column.Name!)]) { Source = text.ToSource(merge.Span), IsFiltered = true, Sources = sources, IsMerge = true });
            }
            else if (clause.CommandType == CmdType.Insert)
            {
                foreach (var column in clause.TargetList)
                {
                    Optional(column, _ => TargetColumn(target, column.Name!, column), query);
                }

                sink.Emit(new InsertRows(target.Source!.Name, [.. clause.TargetList.Select(column => column.Name!)]) { Source = text.ToSource(merge.Span), Sources = sources, IsMerge = true });
            }
            else if (clause.CommandType == CmdType.Delete)
            {
                sink.Emit(new DeleteRows(target.Source!.Name) { Source = text.ToSource(merge.Span), IsFiltered = true, Sources = sources, IsMerge = true });
            }
        }
    }

    private void Truncate(TruncateStmt truncate)
    {
        var relations = truncate.Relations.Select(written => (Written: written, Found: FindRelation(written.Schemaname, written.Relname, written))).ToList();
        foreach (var (written, found) in relations)
        {
            if (found is not Table)
            {
                throw Refuse("42809", $"\"{written.Relname}\" is not a table", written);
            }
        }

        foreach (var (written, found) in relations)
        {
            sink.Emit(new TruncateTable(found.Name)
            {
                Source = text.ToSource(truncate.Span),
                Cascade = truncate.Behavior == DropBehavior.Cascade,
                RestartsIdentity = truncate.RestartSeqs,
                Together = [.. relations.Where(other => !ReferenceEquals(other.Written, written)).Select(other => other.Found.Name)],
            });
        }
    }

    private void Copy(CopyStmt copy)
    {
        var reads = new QueryReads(sink.Schema);
        if (copy.Relation is not { } written)
        {
            if (copy.Query is SelectStmt select)
            {
                reads.Add(Analyse(select, null, resolvesLiterals: true));
                sink.Emit(new ReadRows(Relations(reads)) { Source = text.ToSource(copy.Span) });
            }
            else if (copy.Query is { } query)
            {
                Modify(query, null);
            }

            return;
        }

        var scope = new Scope(null);
        var relation = FindRelation(written.Schemaname, written.Relname, written);
        foreach (var column in copy.Attlist.OfType<StringValue>())
        {
            if (relation.FindColumn(column.Sval) is null && !relation.IsIncomplete)
            {
                throw Refuse("42703", $"column \"{column.Sval}\" of relation \"{relation.Name.Name}\" does not exist", column, detail: RefusalDetail.MissingColumn(relation.Name, column.Sval));
            }
        }

        if (copy.IsFrom)
        {
            Target(written, scope, "INSERT");
            var columns = copy.Attlist.Count > 0 ? copy.Attlist.OfType<StringValue>().Select(column => column.Sval) : relation.Columns.Select(column => column.Name);
            sink.Emit(new InsertRows(relation.Name, [.. columns]) { Source = text.ToSource(copy.Span) });
        }
        else
        {
            sink.Emit(new ReadRows([relation.Id]) { Source = text.ToSource(copy.Span) });
        }
    }
}
