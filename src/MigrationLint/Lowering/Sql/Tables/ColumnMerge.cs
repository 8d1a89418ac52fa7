using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Tables;

/// <summary>The columns of a table that is being made, with those of its parents (<c>MergeAttributes</c> of <c>tablecmds.c</c>).</summary>
internal sealed class ColumnMerge(LoweringContext context)
{
    private readonly List<ColumnDefinition> columns = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly HashSet<string> conflicting = new(StringComparer.Ordinal);

    /// <summary>The columns in their final order.</summary>
    public IReadOnlyList<ColumnDefinition> Columns => columns;

    /// <summary>True where a column of that name is there.</summary>
    public bool Has(string name) => places.ContainsKey(name);

    /// <summary>Adds the columns of a parent.</summary>
    /// <param name="parent">The parent.</param>
    /// <param name="source">Where it is named.</param>
    public void AddParent(Relation parent, Text.SourceSpan source)
    {
        foreach (var column in parent.Columns)
        {
            var inherited = new ColumnDefinition(column.Name, column.Type)
            {
                Source = source,
                IsNotNull = column.IsNotNull,
                Default = column.Default,
                Generated = column.Generated,
                Collation = column.Collation,
                IsInherited = true,
                IsLocal = false,
            };
            if (!places.TryGetValue(column.Name, out var place))
            {
                Add(inherited);
                continue;
            }

            var before = columns[place];
            RequireSameType(before, inherited, $"inherited column \"{column.Name}\" has a type conflict", source);
            if (before.Default is not null && inherited.Default is not null && before.Default.ToString() != inherited.Default.ToString())
            {
                conflicting.Add(column.Name);
            }

            columns[place] = before with { IsNotNull = before.IsNotNull || inherited.IsNotNull, Default = before.Default ?? inherited.Default };
        }
    }

    /// <summary>Adds a column that the table itself declares.</summary>
    public void AddLocal(ColumnDefinition column)
    {
        if (!places.TryGetValue(column.Name, out var place))
        {
            Add(column);
            return;
        }

        var before = columns[place];
        if (before.IsLocal)
        {
            throw context.Sink.Refuse("42701", $"column \"{column.Name}\" specified more than once", column.Source, detail: RefusalDetail.Twice(column.Name));
        }

        RequireSameType(before, column, $"column \"{column.Name}\" has a type conflict", column.Source);
        RefuseGenerated(before, column);
        conflicting.RemoveWhere(name => name == column.Name && column.Default is not null);
        columns[place] = Merge(before, column);
    }

    /// <summary>Adds what a partition or a typed table says of a column that it has already.</summary>
    /// <param name="column">The words; its type is not said.</param>
    public void Refine(ColumnDefinition column)
    {
        if (!places.TryGetValue(column.Name, out var place))
        {
            throw context.Sink.Refuse("42703", $"column \"{column.Name}\" does not exist", column.Source);
        }

        RefuseGenerated(columns[place], column);
        columns[place] = Merge(columns[place], column) with { IsLocal = columns[place].IsLocal };
    }

    /// <summary>Refuses defaults of parents that differ, where the table has none of its own.</summary>
    public void RefuseConflicts(Text.SourceSpan place)
    {
        foreach (var column in columns.Where(column => conflicting.Contains(column.Name)))
        {
            throw context.Sink.Refuse("42611", $"column \"{column.Name}\" inherits conflicting default values", place);
        }
    }

    /// <summary>Makes the columns of a primary key NOT NULL.</summary>
    public void SetNotNull(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (places.TryGetValue(name, out var place))
            {
                columns[place] = columns[place] with { IsNotNull = true };
            }
        }
    }

    private static ColumnDefinition Merge(ColumnDefinition before, ColumnDefinition column) => before with
    {
        Source = column.Source,
        IsNotNull = before.IsNotNull || column.IsNotNull,
        Default = column.Default ?? before.Default,
        Generated = column.Generated ?? before.Generated,
        Identity = column.Identity,
        IsSerial = column.IsSerial,
        SequenceOptions = column.SequenceOptions,
        IsLocal = true,
    };

    private void Add(ColumnDefinition column)
    {
        places.Add(column.Name, columns.Count);
        columns.Add(column);
    }

    private void RequireSameType(ColumnDefinition before, ColumnDefinition column, string message, Text.SourceSpan source)
    {
        if (before.Type.IsKnown && column.Type.IsKnown && before.Type != column.Type)
        {
            throw context.Sink.Refuse("42804", message, source);
        }
    }

    private void RefuseGenerated(ColumnDefinition before, ColumnDefinition column)
    {
        if (before.Generated is not null)
        {
            if (column.Generated is not null)
            {
                throw context.Sink.Refuse("42611", $"child column \"{column.Name}\" specifies generation expression", column.Source);
            }

            var what = column.Default is not null ? "specifies default" : column.Identity != IdentityKind.None ? "specifies identity" : null;
            if (what is not null)
            {
                throw context.Sink.Refuse("42611", $"column \"{column.Name}\" inherits from generated column but {what}", column.Source);
            }
        }
    }
}
