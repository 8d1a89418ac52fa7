using System.Collections;
using System.Reflection;
using System.Text;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Tests.Lowering.Sql;

/// <summary>A compact form of operations: what constructors take in parentheses, and what else is no default behind them.</summary>
internal static class OperationText
{
    private static readonly HashSet<string> Left = ["Source", "BodySource", "EqualityContract"];

    public static string Of(object value) => Write(value);

    private static string Write(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool truth => truth ? "true" : "false",
        QualifiedName name => name.Schema is "" or "public" ? name.Name : name.ToString(),
        TypeReference { IsKnown: false } => "?",
        TypeReference type => new SchemaPrinter(DatabaseSchema.Empty).Type(type),
        ObjectId id => "#" + id.Value,
        SchemaExpression expression => new SchemaPrinter(DatabaseSchema.Empty).Expression(expression) is { Length: > 0 } text ? text : "?",
        Enum word => word.ToString(),
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(Write)) + "]",
        _ when value.GetType().Namespace == typeof(Operation).Namespace => Record(value),
        _ => value.ToString() ?? "",
    };

    private static string Record(object record)
    {
        var type = record.GetType();
        var parameters = type.GetConstructors()[0].GetParameters().Select(parameter => parameter.Name!).ToList();
        var text = new StringBuilder(type.Name.EndsWith("Definition", StringComparison.Ordinal) ? type.Name[..^"Definition".Length] : type.Name);
        text.Append('(').AppendJoin(", ", parameters.Select(name => Write(type.GetProperty(name)!.GetValue(record)))).Append(')');
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (parameters.Contains(property.Name) || Left.Contains(property.Name) || !property.CanWrite || property.PropertyType == typeof(SourceSpan))
            {
                continue;
            }

            var value = property.GetValue(record);
            if (!IsDefault(value, property.PropertyType) && !IsUsual(record, property.Name, value))
            {
                text.Append(' ').Append(value is true ? property.Name : $"{property.Name}={Write(value)}");
            }
        }

        return text.ToString();
    }

    private static bool IsDefault(object? value, Type type) => value switch
    {
        null => true,
        string => false,
        BodyUses uses => uses.Names.Count + uses.Columns.Count == 0,
        IEnumerable list => !list.Cast<object?>().Any(),
        _ => type.IsValueType && value.Equals(Activator.CreateInstance(type)),
    };

    private static bool IsUsual(object record, string name, object? value) => (record is ColumnDefinition && name == "IsLocal") || (name, value) is ("Method", "btree") or ("IsPermissive", true) or ("Command", "ALL") or ("IsKnown", true);
}
