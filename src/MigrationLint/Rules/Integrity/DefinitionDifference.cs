using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>One respect in which a skipped definition differs from what is there.</summary>
/// <param name="Words">What, as a clause: <c>column email is only in it</c>.</param>
/// <param name="Repair">The statement that would make it so; null for none.</param>
internal sealed record Difference(string Words, string? Repair = null);

/// <summary>Compares what IF NOT EXISTS skips with what is there. What is not known differs in nothing.</summary>
/// <param name="schema">What the database holds at that moment.</param>
/// <param name="second">What the skipped definition is called.</param>
internal sealed class DefinitionDifference(DatabaseSchema schema, string second)
{
    private readonly SchemaPrinter printer = new(schema);
    private readonly List<Difference> differences = [];

    /// <summary>In which respects an operation that did nothing would have made something else; empty where it would not, or that cannot be told.</summary>
    public IReadOnlyList<Difference> Of(Operation skipped)
    {
        switch (skipped)
        {
            case CreateTable { Columns.Count: > 0 } create when schema.FindRelation(create.Table) is Table { IsIncomplete: false } table && !IsAsItWasMade(create, table):
                CompareColumns(create, table);
                CompareKeys(create, table);
                break;
            case CreateTable create when schema.FindRelation(create.Table) is View or Sequence:
                Add($"{create.Table} is no table");
                break;
            case AddColumn add when schema.FindRelation(add.Table) is Table table && table.FindColumn(add.Column.Name) is { } column:
                CompareColumn(add.Table, add.Column, column);
                break;
            case CreateIndex { Name: { } name } create when schema.FindIndex(create.Table with { Name = name }) is { } found:
                CompareIndex(create, found.Owner, found.Index);
                break;
            case CreateMaterializedView create when schema.FindRelation(create.View) is View view && create.Query.Columns is { } columns:
                CompareResult([.. columns.Select(column => column.Name)], view);
                break;
            case CreateSequence create when schema.FindRelation(create.Sequence) is Sequence sequence:
                CompareSequence(create, sequence);
                break;
        }

        return differences;
    }

    private void Add(string words, string? repair = null) => differences.Add(new Difference(words, repair));

    /// <summary>True for the definition that the table was made by, word for word: what came later is no difference of the two.</summary>
    private bool IsAsItWasMade(CreateTable create, Table table) =>
        table.CreatedBy is CreateTable first && first.Columns.Count == create.Columns.Count
        && first.Columns.Zip(create.Columns, (left, right) => left.Name == right.Name && left.Type == right.Type && left.IsNotNull == right.IsNotNull && Text(left.Default) == Text(right.Default)).All(isSame => isSame)
        && first.Constraints.Select(constraint => Text(constraint)).SequenceEqual(create.Constraints.Select(constraint => Text(constraint)), StringComparer.Ordinal);

    private string Text(SchemaExpression? expression) => expression is null ? "" : printer.Expression(expression) ?? "?";

    private string Text(ConstraintDefinition constraint) => constraint switch
    {
        KeyDefinition key => $"{key.Name} {key.IsPrimary} {string.Join(",", key.Columns)}",
        ForeignKeyDefinition key => $"{key.Name} {string.Join(",", key.Columns)} {key.ReferencedTable} {string.Join(",", key.ReferencedColumns)} {key.OnDelete} {key.OnUpdate}",
        CheckDefinition check => $"{check.Name} {Text(check.Expression)}",
        _ => constraint.Name ?? "",
    };

    private void CompareColumns(CreateTable create, Table table)
    {
        foreach (var definition in create.Columns)
        {
            if (table.FindColumn(definition.Name) is { } column)
            {
                CompareColumn(create.Table, definition, column);
            }
            else
            {
                Add($"column {definition.Name} {Type(definition.Type)} is only in {second}", $"ALTER TABLE {create.Table} ADD COLUMN IF NOT EXISTS {Quote(definition.Name)} {Type(definition.Type)};");
            }
        }

        foreach (var column in table.Columns.Where(column => create.Columns.All(definition => definition.Name != column.Name)))
        {
            Add($"column {column.Name} {Type(column.Type)} is not in {second}");
        }
    }

    private void CompareColumn(QualifiedName table, ColumnDefinition definition, Column column)
    {
        var alter = $"ALTER TABLE {table} ALTER COLUMN {Quote(column.Name)}";
        if (definition.Type.IsKnown && column.Type.IsKnown && definition.Type != column.Type)
        {
            Add($"{column.Name} is {Type(column.Type)}, in {second} {Type(definition.Type)}", $"{alter} TYPE {Type(definition.Type)};");
        }

        if (definition.IsNotNull != column.IsNotNull && !IsKeyOf(table, column.Name))
        {
            Add($"{column.Name} is {(column.IsNotNull ? "NOT NULL" : "nullable")}, in {second} {(definition.IsNotNull ? "NOT NULL" : "nullable")}", $"{alter} {(definition.IsNotNull ? "SET" : "DROP")} NOT NULL;");
        }

        CompareDefault(alter, definition, column);
    }

    // A key makes its columns NOT NULL, which ADD COLUMN does not say.
    private bool IsKeyOf(QualifiedName table, string column) => (schema.FindRelation(table) as Table)?.PrimaryKey?.Columns.Contains(column) == true;

    private void CompareDefault(string alter, ColumnDefinition definition, Column column)
    {
        var (old, asked) = (Default(column.Default, column.Identity, column.Generated), definition.IsSerial ? "a sequence" : Default(definition.Default, definition.Identity, definition.Generated));
        if (old is not null && asked is not null && old != asked)
        {
            Add(
                $"{column.Name} has {(old.Length == 0 ? "no default" : "the default " + old)}, in {second} {(asked.Length == 0 ? "none" : asked)}",
                definition is { Default: not null, Generated: null } ? $"{alter} SET DEFAULT {asked};" : null);
        }
    }

    /// <summary>The default as it is compared: all sequences alike; null where it is not known.</summary>
    private string? Default(SchemaExpression? value, IdentityKind identity, SchemaExpression? generated)
    {
        if (identity != IdentityKind.None)
        {
            return "an identity";
        }

        var text = (value ?? generated) is { } expression ? printer.Expression(expression) : "";
        return text?.StartsWith("nextval(", StringComparison.Ordinal) == true ? "a sequence" : text;
    }

    private void CompareKeys(CreateTable create, Table table)
    {
        var primary = create.Constraints.OfType<KeyDefinition>().FirstOrDefault(key => key.IsPrimary);
        if (!(primary?.Columns ?? []).SequenceEqual(table.PrimaryKey?.Columns ?? [], StringComparer.Ordinal))
        {
            Add($"its primary key is {Columns(table.PrimaryKey?.Columns)}, in {second} {Columns(primary?.Columns)}");
        }

        foreach (var key in create.Constraints.OfType<KeyDefinition>().Where(key => !key.IsPrimary))
        {
            if (!table.Indexes.Any(index => index is { IsUnique: true, Predicate: null } && new HashSet<string?>(index.Keys.Select(item => item.Column)).SetEquals(key.Columns)))
            {
                Add($"UNIQUE {Columns(key.Columns)} is only in {second}", $"ALTER TABLE {create.Table} ADD UNIQUE {Columns(key.Columns)};");
            }
        }

        foreach (var key in create.Constraints.OfType<ForeignKeyDefinition>())
        {
            if (!table.Constraints.OfType<ForeignKeyConstraint>().Any(found => found.Columns.SequenceEqual(key.Columns, StringComparer.Ordinal) && schema.FindRelation(found.ReferencedTable)?.Name == key.ReferencedTable))
            {
                Add($"the foreign key {Columns(key.Columns)} to {key.ReferencedTable} is only in {second}", $"ALTER TABLE {create.Table} ADD FOREIGN KEY {Columns(key.Columns)} REFERENCES {key.ReferencedTable};");
            }
        }

        foreach (var check in create.Constraints.OfType<CheckDefinition>())
        {
            if (printer.Expression(check.Expression) is { } text && !table.Constraints.OfType<CheckConstraint>().Any(found => printer.Expression(found.Expression) is not { } other || other == text))
            {
                Add($"CHECK {text} is only in {second}", $"ALTER TABLE {create.Table} ADD CHECK {text};");
            }
        }
    }

    private void CompareIndex(CreateIndex create, Relation owner, Schema.Index index)
    {
        if (owner.Name != create.Table)
        {
            Add($"the index is on {owner.Name}, in {second} on {create.Table}");
            return;
        }

        var (keys, asked) = (index.Keys.Select(Key).ToList(), create.Keys.Select(Key).ToList());
        if (!keys.Contains("?") && !asked.Contains("?") && !keys.SequenceEqual(asked, StringComparer.Ordinal))
        {
            Add($"the index is over ({string.Join(", ", keys)}), in {second} over ({string.Join(", ", asked)})");
        }

        if (index.IsUnique != create.IsUnique)
        {
            Add($"the index is {(index.IsUnique ? "" : "not ")}unique, in {second} {(create.IsUnique ? "" : "not ")}unique");
        }

        if (index.Method != create.Method)
        {
            Add($"the index is a {index.Method}, in {second} a {create.Method}");
        }

        var (predicate, other) = (Text(index.Predicate), Text(create.Predicate));
        if (predicate != other && predicate != "?" && other != "?")
        {
            Add($"the index is {(predicate.Length == 0 ? "over all rows" : "WHERE " + predicate)}, in {second} {(other.Length == 0 ? "over all rows" : "WHERE " + other)}");
        }
    }

    private string Key(IndexKey key) => (key.Column ?? (key.Expression is { } expression ? printer.Expression(expression) ?? "?" : "?")) + (key.IsDescending ? " DESC" : "");

    private void CompareResult(IReadOnlyList<string> columns, View view)
    {
        if (!view.IsIncomplete && !columns.SequenceEqual(view.Columns.Select(column => column.Name), StringComparer.Ordinal))
        {
            Add($"the view shows {Columns([.. view.Columns.Select(column => column.Name)])}, in {second} {Columns(columns)}");
        }
    }

    private void CompareSequence(CreateSequence create, Sequence sequence)
    {
        if (create.Options.Increment is { } increment && sequence.Options.Increment is { } old && increment != old)
        {
            Add(FormattableString.Invariant($"the sequence counts by {old}, in {second} by {increment}"), FormattableString.Invariant($"ALTER SEQUENCE {create.Sequence} INCREMENT BY {increment};"));
        }

        if (create.Options.Type is { IsKnown: true } type && type != sequence.Type && sequence.Type.IsKnown)
        {
            Add($"the sequence is {Type(sequence.Type)}, in {second} {Type(type)}", $"ALTER SEQUENCE {create.Sequence} AS {Type(type)};");
        }
    }

    private string Type(TypeReference type) => type.IsKnown ? printer.Type(type) : "…";

    private static string Quote(string name) => SchemaPrinter.Name(new QualifiedName("", name));

    private static string Columns(IReadOnlyList<string>? columns) => columns is { Count: > 0 } ? $"({string.Join(", ", columns)})" : "none";
}
