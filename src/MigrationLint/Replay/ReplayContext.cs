using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Replay;

/// <summary>The database while an operation is applied: what appliers read and change.</summary>
internal sealed class ReplayContext
{
    private readonly HashSet<(ObjectKind Kind, QualifiedName Name)> assumedNames = [];
    private readonly HashSet<QualifiedName> unnoted = [];
    private int lastId;

    /// <summary>The database that <paramref name="options"/> starts with.</summary>
    public ReplayContext(ReplayOptions options)
    {
        Options = options;
        State = new ReplayState { Schema = options.Base };
        lastId = options.Base.FindLargestId();
    }

    /// <summary>The database of another context, from where that stands on.</summary>
    public ReplayContext(ReplayContext other)
    {
        Options = other.Options;
        State = other.State.Committed();
        lastId = other.lastId;
        Sequences = other.Sequences;
        assumedNames = [.. other.assumedNames];
        unnoted = [.. other.unnoted];
    }

    /// <summary>How the chain is replayed.</summary>
    public ReplayOptions Options { get; }

    /// <summary>All that a rollback takes back.</summary>
    public ReplayState State { get; set; }

    /// <summary>What the database holds.</summary>
    public DatabaseSchema Schema
    {
        get => State.Schema;
        set => State = State with { Schema = value };
    }

    /// <summary>How far sequences have come: no rollback takes that back.</summary>
    public SequencePositions Sequences { get; set; } = SequencePositions.Empty;

    /// <summary>Nothing is known of rows any more.</summary>
    public void ForgetRows() => State = State with { Rows = RowKnowledge.Forgotten(lastId + 1) };

    /// <summary>Nothing is known any more of the rows of a table.</summary>
    public void ForgetRows(ObjectId table) => State = State with { Rows = State.Rows.With(table, null) };

    /// <summary>The operation that is applied.</summary>
    public Operation Operation { get; set; } = null!;

    /// <summary>True while a transaction block is open.</summary>
    public bool IsInTransaction { get; set; }

    /// <summary>True where what nothing made is certainly missing.</summary>
    public bool IsComplete => Options.IsStrict && !State.IsOpaque;

    /// <summary>What was taken to be there, in the order of its first use.</summary>
    public List<AssumedObject> Assumed { get; } = [];

    /// <summary>Prints names and types as PostgreSQL does.</summary>
    public SchemaPrinter Printer => new(Schema);

    /// <summary>The id of a new object.</summary>
    public ObjectId NewId() => new(++lastId);

    /// <summary>Refuses the operation.</summary>
    public StatementRefusedException Refuse(string sqlState, string message, RefusalDetail? detail = null) => Refuse(sqlState, message, Operation.Source, detail);

    /// <summary>Refuses the operation because of a part of it.</summary>
    public static StatementRefusedException Refuse(string sqlState, string message, SourceSpan source, RefusalDetail? detail = null) =>
        new(new Refusal(sqlState, message, source) { Detail = detail });

    /// <summary>Keeps a relation, as another form of itself that the operation made.</summary>
    public void Put(Relation relation) => Schema = Schema.With(relation with { ChangedBy = Operation });

    /// <summary>Changes a table.</summary>
    /// <returns>The table as it is now.</returns>
    public Table Change(ObjectId table, Func<Table, Table> change)
    {
        var changed = change(TableOf(table)) with { ChangedBy = Operation };
        Schema = Schema.With(changed);
        return changed;
    }

    /// <summary>The table of that id, which is there.</summary>
    public Table TableOf(ObjectId id) => (Table)Schema.FindRelation(id)!;

    /// <summary>The relation of that name. One that nothing made is assumed where the base may lie outside.</summary>
    public Relation? FindOrAssume(QualifiedName name, SourceSpan source, bool isConditional = false)
    {
        if (Schema.FindRelation(name) is { } found)
        {
            if (!isConditional && unnoted.Remove(name) && found is Table { IsIncomplete: true, CreatedBy: null })
            {
                NoteAssumed(ObjectKind.Table, name, source);
            }

            return found;
        }

        if (!MayExist(name) || Schema.IsRelationNameTaken(name))
        {
            return null;
        }

        // Whoever creates a table has created its schema.
        var isExternal = Options.IsExternal(name);
        AssumeSchema(name.Schema, source, isConditional || isExternal);
        if (!isExternal)
        {
            if (isConditional)
            {
                unnoted.Add(name);
            }
            else
            {
                NoteAssumed(ObjectKind.Table, name, source);
            }
        }

        var table = new Table(NewId(), name) { IsIncomplete = true };
        Schema = Schema.With(table);
        return table;
    }

    /// <summary>True where an object that nothing made may be there all the same.</summary>
    public bool MayExist(QualifiedName name) =>
        !IsComplete && name.Schema is not ("pg_catalog" or "information_schema") && !Schema.IsGone(name);

    /// <summary>Notes once that something is taken to be there.</summary>
    public void NoteAssumed(ObjectKind kind, QualifiedName name, SourceSpan source)
    {
        if (assumedNames.Add((kind, name)))
        {
            Assumed.Add(new AssumedObject(kind, name, source));
        }
    }

    /// <summary>Takes back what was assumed for a statement that may not run.</summary>
    /// <param name="count">How many were assumed before it.</param>
    public void ForgetAssumed(int count)
    {
        for (var i = Assumed.Count - 1; i >= count; i--)
        {
            var (kind, name, _) = Assumed[i];
            Assumed.RemoveAt(i);
            assumedNames.Remove((kind, name));
            if (kind == ObjectKind.Table && Schema.FindRelation(name) is Table { IsIncomplete: true } table)
            {
                Schema = Schema.Without(table);
            }
        }
    }

    /// <summary>Makes sure that a schema is there, or refuses.</summary>
    public void RequireSchema(string name)
    {
        if (name is "pg_temp" or "pg_catalog" or "pg_toast" or "information_schema" or "" || Schema.FindNamespace(name) is not null)
        {
            return;
        }

        if (IsComplete || Schema.IsGone(new QualifiedName("", name)))
        {
            throw Refuse("3F000", $"schema \"{name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Schema, new QualifiedName("", name)));
        }

        AssumeSchema(name, Operation.Source, Operation.IsConditional);
    }

    /// <summary>The relation that the operation is about.</summary>
    /// <returns>Null where it is not there and IF EXISTS says that this is fine.</returns>
    public Relation? FindTarget(TableOperation operation)
    {
        if (operation.IfTableExists && Schema.FindRelation(operation.Table) is null)
        {
            return null;
        }

        return FindOrAssume(operation.Table, operation.Source, operation.IsConditional) ?? throw MissingRelation(operation.Table);
    }

    /// <summary>The table that the operation is about.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="action">What ALTER TABLE does, in PostgreSQL's words.</param>
    /// <returns>Null where it is not there and IF EXISTS says that this is fine.</returns>
    public Table? FindTable(TableOperation operation, string action)
    {
        switch (FindTarget(operation))
        {
            case null:
                return null;
            case Table table:
                RefusePendingTriggers(table);
                return table;
            default:
                throw Refuse("42809", $"ALTER action {action} cannot be performed on relation \"{operation.Table.Name}\"");
        }
    }

    /// <summary>That a relation is not there.</summary>
    public StatementRefusedException MissingRelation(QualifiedName name)
    {
        if (Schema.FindIndex(name) is not null)
        {
            return Refuse("42809", $"\"{name.Name}\" is an index");
        }

        RequireSchema(name.Schema);
        return Refuse("42P01", $"relation \"{name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Table, name));
    }

    /// <summary>The column, which must be there; one that an incomplete table may have is added to what is known of it.</summary>
    public Column RequireColumn(ref Table table, string name)
    {
        if (table.FindColumn(name) is { } found)
        {
            return found;
        }

        // One with as many columns as it can have has no other, whatever else is not known of it.
        if (!table.IsIncomplete || table.Columns.Count >= Relation.MaximumColumns)
        {
            throw Refuse("42703", $"column \"{name}\" of relation \"{table.Name.Name}\" does not exist", detail: RefusalDetail.MissingColumn(table.Name, name));
        }

        var column = new Column(name, TypeReference.Unknown);
        table = Change(table.Id, item => item with { Columns = item.Columns.Plus(column) });
        return column;
    }

    /// <summary>Changes a column of a table.</summary>
    public void ChangeColumn(ObjectId table, string name, Func<Column, Column> change) =>
        Change(table, item => item with { Columns = item.Columns.Changed(column => column.Name == name ? change(column) with { ChangedBy = Operation } : column) });

    /// <summary>Refuses where deferred triggers of the table wait (<c>CheckTableNotInUse</c>).</summary>
    public void RefusePendingTriggers(Table table)
    {
        if (State.PendingTriggers.Contains(table.Id))
        {
            throw Refuse("55006", $"cannot ALTER TABLE \"{table.Name.Name}\" because it has pending trigger events");
        }
    }

    private void AssumeSchema(string name, SourceSpan source, bool isConditional)
    {
        if (name is not ("pg_temp" or "") && Schema.FindNamespace(name) is null)
        {
            if (!isConditional && !Options.IsExternal(new QualifiedName(name, "")))
            {
                NoteAssumed(ObjectKind.Schema, new QualifiedName("", name), source);
            }

            Schema = Schema.With(new Namespace(NewId(), name));
        }
    }

}
