using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>What names mean in an expression.</content>
internal sealed partial class Evaluator
{
    /// <summary>A column that a name was found to mean.</summary>
    private readonly record struct Place(int Level, int Binding, int Column);

    // catalog/heap.c
    private static readonly HashSet<string> SystemColumns = ["ctid", "xmin", "cmin", "xmax", "cmax", "tableoid"];

    private SqlValue Column(ColumnRef reference, RowScope? scope)
    {
        if (reference.Fields.Count == 0 || reference.Fields[reference.Fields.Count - 1] is not StringValue)
        {
            return SqlValue.Unknown;
        }

        var names = Names(reference);
        if (Locate(reference, names, scope, out var mayBeOther) is { } place)
        {
            var at = scope!;
            for (var i = 0; i < place.Level; i++)
            {
                at = at.Outer!;
            }

            return place.Column < 0 ? WholeRow(at, place.Binding) : at.Rows[place.Binding][place.Column];
        }

        return variables?.Find(names) ?? (mayBeOther || MayBeField(names) || HasCheckedNames ? SqlValue.Unknown : throw Undefined(reference, names, scope));
    }

    private static List<string> Names(ColumnRef reference) => [.. reference.Fields.OfType<StringValue>().Select(static field => field.Sval)];

    private static SqlRow WholeRow(RowScope scope, int binding)
    {
        var (columns, row) = (scope.Bindings[binding].Columns, scope.Rows[binding]);
        return new SqlRow(columns, [.. columns.Select((_, i) => row[i])]);
    }

    /// <summary>True for the field of a variable of which only the type is known; which fields a row has in SQL, parse analysis has looked at.</summary>
    private bool MayBeField(List<string> names) =>
        names.Count > 1 && variables?.Find([names[names.Count - 2]]) is { } variable && (AreFieldsChecked || variable is not SqlRow);

    /// <summary>Finds the column that a name means, from the inside out; a variable of the same name makes it ambiguous.</summary>
    private Place? Locate(ColumnRef reference, List<string> names, RowScope? scope, out bool mayBeOther)
    {
        mayBeOther = false;
        var level = 0;
        for (var at = scope; at is not null; at = at.Outer, level++)
        {
            var found = names.Count == 1 ? LocateBare(reference, names[0], at) : LocateQualified(names, at);
            if (found is { } column)
            {
                if (column.Column >= 0 && variables?.Find(names) is not null && !PrefersColumns)
                {
                    throw Refuse("42702", $"column reference \"{names[names.Count - 1]}\" is ambiguous", reference);
                }

                return column with { Level = level };
            }

            mayBeOther |= at.Bindings.Any(binding => (binding.HasOtherColumns || SystemColumns.Contains(names[names.Count - 1])) && (names.Count == 1 || binding.Alias == names[names.Count - 2]));
        }

        return null;
    }

    /// <summary>True where parse analysis has found all names: one that is not found here has a meaning that the evaluation does not follow.</summary>
    public bool HasCheckedNames { get; init; }

    /// <summary>True where parse analysis has found the fields of all variables.</summary>
    public bool AreFieldsChecked { get; init; }

    /// <summary>True after <c>#variable_conflict use_column</c>.</summary>
    public bool PrefersColumns { get; init; }

    private Place? LocateBare(ColumnRef reference, string name, RowScope scope)
    {
        Place? found = null;
        for (var i = 0; i < scope.Bindings.Count; i++)
        {
            var binding = scope.Bindings[i];
            if (binding.Merged.Contains(name) || binding.IndexOf(name) is not (>= 0 and var column))
            {
                continue;
            }

            if (found is not null)
            {
                if (HasCheckedNames)
                {
                    return null;
                }

                throw Refuse("42702", $"column reference \"{name}\" is ambiguous", reference);
            }

            found = new Place(0, i, column);
        }

        if (found is not null)
        {
            return found;
        }

        for (var i = 0; i < scope.Bindings.Count; i++)
        {
            if (scope.Bindings[i].Alias == name)
            {
                return new Place(0, i, scope.Bindings[i].Columns.Count == 1 && !scope.Bindings[i].HasOtherColumns ? 0 : -1);
            }
        }

        return null;
    }

    private static Place? LocateQualified(List<string> names, RowScope scope)
    {
        var (column, alias, schema) = (names[names.Count - 1], names[names.Count - 2], names.Count > 2 ? names[names.Count - 3] : null);
        for (var i = 0; i < scope.Bindings.Count; i++)
        {
            var binding = scope.Bindings[i];
            if (binding.Alias == alias && (schema is null || binding.Schema == schema) && binding.IndexOf(column) is >= 0 and var index)
            {
                return new Place(0, i, index);
            }
        }

        return null;
    }

    private Exception Undefined(ColumnRef reference, List<string> names, RowScope? scope)
    {
        if (names.Count == 1)
        {
            return Refuse("42703", $"column \"{names[0]}\" does not exist", reference);
        }

        var alias = names[names.Count - 2];
        for (var at = scope; at is not null; at = at.Outer)
        {
            if (at.Bindings.Any(binding => binding.Alias == alias))
            {
                return Refuse("42703", $"column {string.Join(".", names)} does not exist", reference);
            }
        }

        return variables?.Find([alias]) is SqlRow
            ? Refuse("42703", $"record \"{alias}\" has no field \"{names[names.Count - 1]}\"", reference)
            : Refuse("42P01", $"missing FROM-clause entry for table \"{alias}\"", reference);
    }

    /// <summary>Refuses names that mean nothing, also where no row comes to them.</summary>
    private void RequireNames(Node? node, RowScope scope)
    {
        switch (node)
        {
            case null or SubLink or SelectStmt:
            case not null when !StackGuard.HasRoom():
                break;
            case ColumnRef reference when reference.Fields.Count > 0 && reference.Fields[reference.Fields.Count - 1] is StringValue:
                var names = Names(reference);
                if (Locate(reference, names, scope, out var mayBeOther) is null && !mayBeOther && !HasCheckedNames && variables?.Find(names) is null && !MayBeField(names))
                {
                    throw Undefined(reference, names, scope);
                }

                break;
            default:
                node.ForEachChild(child => RequireNames(child, scope));
                break;
        }
    }
}
