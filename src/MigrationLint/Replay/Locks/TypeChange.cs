using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Locks;

/// <summary>
/// What ALTER COLUMN … TYPE costs: nothing where the values stay as they are on disk (<c>ATColumnChangeRequiresRewrite</c>, and the support functions
/// that planning asks, such as <c>varchar_support</c>), and of the indexes those that cannot be kept (<c>CheckIndexCompatible</c>).
/// </summary>
internal static class TypeChange
{
    private const int FullPrecision = 0xFFFF;

    /// <summary>What becomes of the table.</summary>
    public static HeapWork WorkOf(LockSet locks, Table table, AlterColumnType operation)
    {
        if (table.FindColumn(operation.Column) is not { } column)
        {
            return HeapWork.Rewrite;
        }

        if (!KeepsValues(locks, column.Type, operation.Type) || !IsCastAlone(locks, operation))
        {
            return HeapWork.Rewrite;
        }

        var work = table.Indexes.Any(index => Reads(index, operation.Column) && !IsKept(locks, column, operation, index)) ? HeapWork.IndexBuild : HeapWork.None;
        return table.Constraints.OfType<CheckConstraint>().Any(check => check.IsValid && check.Expression.OwnColumns.Contains(operation.Column)) ? work | HeapWork.Scan : work;
    }

    /// <summary>Locks what is made again around the column: its indexes, and both sides of its foreign keys.</summary>
    public static void AddDependents(LockSet locks, Table table, AlterColumnType operation)
    {
        foreach (var index in table.Indexes.Where(index => Reads(index, operation.Column)))
        {
            locks.Add(table, index, LockMode.AccessExclusive);
        }

        var work = WorkOf(locks, table, operation).HasFlag(HeapWork.Rewrite) || IsOtherEquality(locks, table, operation) ? HeapWork.Scan : HeapWork.None;
        foreach (var key in table.Constraints.OfType<ForeignKeyConstraint>().Where(key => key.Columns.Contains(operation.Column)))
        {
            locks.Add(key.ReferencedTable, LockMode.AccessExclusive, key.IsValid ? work : HeapWork.None);
        }

        foreach (var (other, key) in locks.Before.KeysTo(table.Id).Where(pair => pair.Key.ReferencedColumns.Contains(operation.Column)))
        {
            locks.Add(other, LockMode.AccessExclusive, key.IsValid ? work : HeapWork.None);
        }
    }

    // TryReuseForeignKey: rows are compared again only where they were written anew, or another operator compares them.
    private static bool IsOtherEquality(LockSet locks, Table table, AlterColumnType operation)
    {
        var old = BaseOf(locks.After, table.FindColumn(operation.Column)?.Type ?? TypeReference.Unknown).Type;
        var target = BaseOf(locks.After, operation.Type).Type;
        return old != target && !(IsString(locks, old) && IsString(locks, target));
    }

    private static bool Reads(Index index, string column) =>
        index.Include.Contains(column) || index.Keys.Any(key => key.Column == column || (key.Expression?.OwnColumns.Contains(column) ?? false)) || (index.Predicate?.OwnColumns.Contains(column) ?? false);

    private static bool IsKept(LockSet locks, Column column, AlterColumnType operation, Index index)
    {
        // Expressions and predicates are not compared.
        if (index.Predicate is not null || index.Keys.Any(key => key.Expression is not null))
        {
            return false;
        }

        var (old, target) = (BaseOf(locks.After, column.Type).Type, BaseOf(locks.After, operation.Type).Type);
        var hasKey = index.Keys.Any(key => key.Column == operation.Column);
        return !hasKey || ((column.Collation == operation.Collation) && (old == target || (IsString(locks, old) && IsString(locks, target)) || (IsNamed(locks, old, "cidr") && IsNamed(locks, target, "inet"))));
    }

    // varchar_ops is another name of text_ops, and cidr has no operator class of its own.
    private static bool IsString(LockSet locks, ObjectId type) => IsNamed(locks, type, "varchar") || IsNamed(locks, type, "text");

    private static bool IsNamed(LockSet locks, ObjectId type, string name) => locks.After.FindType(type) is { Name: { Schema: "pg_catalog" } found } && found.Name == name;

    private static TypeReference BaseOf(DatabaseSchema schema, TypeReference type) => ColumnLocks.DomainsOf(schema, type.Type).LastOrDefault() is { } domain ? domain.BaseType : type;

    /// <summary>True where USING says no more than the cast that is made without it.</summary>
    private static bool IsCastAlone(LockSet locks, AlterColumnType operation)
    {
        if (operation.Using is not { } expression)
        {
            return true;
        }

        var text = new SchemaPrinter(locks.After).Expression(expression);
        var column = SchemaPrinter.Name(new QualifiedName("", operation.Column));
        var type = new SchemaPrinter(locks.After).Type(operation.Type);
        return text is not null && (text == column || text == $"({column})::{type}" || text == $"{column}::{type}");
    }

    private static bool KeepsValues(LockSet locks, TypeReference old, TypeReference target)
    {
        if (!old.IsKnown || !target.IsKnown || (old.Type != target.Type && ColumnLocks.IsNarrow(locks.After, target.Type)))
        {
            return false;
        }

        var (source, to) = (BaseOf(locks.After, old), BaseOf(locks.After, target));
        return source.Type == to.Type ? KeepsModifier(locks, source, to)
            : IsBinary(locks, source.Type, to.Type) ? to.Modifier < 0 || KeepsModifier(locks, source with { Modifier = IsNamed(locks, source.Type, "varchar") ? source.Modifier : -1 }, to)
            : IsZoneChange(locks, source, to);
    }

    private static bool IsBinary(LockSet locks, ObjectId source, ObjectId to)
    {
        // Arrays are cast element by element, whatever that cast is.
        return locks.After.FindCast(source, to) is { Method: 'b' };
    }

    // timestamp and timestamptz are the same bytes where the session's time zone is UTC, from version 12 on.
    private static bool IsZoneChange(LockSet locks, TypeReference source, TypeReference to)
    {
        var isZoneChange = (IsNamed(locks, source.Type, "timestamp") && IsNamed(locks, to.Type, "timestamptz")) || (IsNamed(locks, source.Type, "timestamptz") && IsNamed(locks, to.Type, "timestamp"));
        return isZoneChange && locks.Version >= 12 && (to.Modifier < 0 || to.Modifier >= TypeModifiers.LargestTimePrecision || (source.Modifier >= 0 && source.Modifier <= to.Modifier))
            && locks.Step.Statement.Settings.Others.TryGetValue("timezone", out var zone) && zone?.ToUpperInvariant() is "UTC" or "GMT" or "ETC/UTC";
    }

    private static bool KeepsModifier(LockSet locks, TypeReference source, TypeReference to)
    {
        if (to.Modifier < 0 || source.Modifier == to.Modifier)
        {
            return true;
        }

        switch (locks.After.FindType(to.Type)?.Name)
        {
            case { Schema: "pg_catalog", Name: "varchar" or "varbit" }:
                return source.Modifier >= 0 && source.Modifier <= to.Modifier;
            case { Schema: "pg_catalog", Name: "numeric" }:
                return source.Modifier >= 0 && TypeModifiers.Scale(source.Modifier) == TypeModifiers.Scale(to.Modifier) && TypeModifiers.Precision(source.Modifier) <= TypeModifiers.Precision(to.Modifier);
            case { Schema: "pg_catalog", Name: "timestamp" or "timestamptz" or "time" or "timetz" }:
                return to.Modifier >= TypeModifiers.LargestTimePrecision || (source.Modifier >= 0 && source.Modifier <= to.Modifier);
            case { Schema: "pg_catalog", Name: "interval" }:
                return KeepsInterval(source.Modifier, to.Modifier);
            default:
                return false;
        }
    }

    // interval_support (utils/adt/timestamp.c).
    private static bool KeepsInterval(int source, int to)
    {
        var precision = source < 0 ? FullPrecision : source & FullPrecision;
        var (oldField, newField) = (LeastField(source), LeastField(to));
        return newField <= oldField && (oldField > 0 || (to & FullPrecision) >= TypeModifiers.LargestTimePrecision || (to & FullPrecision) >= precision);
    }

    // intervaltypmodleastfield: 0 for seconds, up to 5 for years. The bits are those of utils/datetime.h.
    private static int LeastField(int modifier)
    {
        var fields = modifier < 0 ? 1 << 12 : (modifier >> 16) & 0x7FFF;
        int[] bits = [12, 11, 10, 3, 1, 2];
        return Math.Max(0, System.Array.FindIndex(bits, bit => (fields & (1 << bit)) != 0));
    }
}
