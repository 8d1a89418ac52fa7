using System.Globalization;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Types, as PostgreSQL's <c>format_type</c> spells them where that reads as the same tree.</summary>
internal sealed partial class SqlPrinter
{
    private void Type(TypeName type)
    {
        output.Append(type.Setof ? "SETOF " : "");
        if (type.Names.Count != 2 || type.Names[0] is not StringValue { Sval: "pg_catalog" } || !BuiltInType(((StringValue)type.Names[1]).Sval, type.Typmods))
        {
            TypeByName(type);
        }

        output.Append(type.PctType ? "%TYPE" : "");
        foreach (var bound in type.ArrayBounds)
        {
            output.Append('[').Append(bound.Ival < 0 ? "" : bound.Ival.ToString(CultureInfo.InvariantCulture)).Append(']');
        }
    }

    private void TypeByName(TypeName type)
    {
        FunctionName(type.Names);
        if (type.Typmods.Count > 0)
        {
            ParenthesizedList(type.Typmods);
        }
    }

    // A name alone is looked up along the search path, so that only the qualified ones, which the keywords stand for, are printed as keywords.
    private bool BuiltInType(string name, IReadOnlyList<Node> modifiers)
    {
        switch (name)
        {
            case "int4" or "int2" or "int8" or "float4" or "float8" or "bool" or "json" when modifiers.Count == 0:
                output.Append(SqlTypeNames.Spelling(name));
                return true;
            case "numeric":
            case "bit" when modifiers.Count > 0:
            case "varbit":
                output.Append(SqlTypeNames.Spelling(name));
                Modifiers(modifiers);
                return true;
            case "varchar" when modifiers.Count == 0 || IsInteger(modifiers):
            case "bpchar" when IsInteger(modifiers):
                output.Append(SqlTypeNames.Spelling(name));
                Modifiers(modifiers);
                return true;
            case "time" or "timetz" or "timestamp" or "timestamptz" when modifiers.Count == 0 || IsInteger(modifiers):
                output.Append(name.StartsWith("timestamp", StringComparison.Ordinal) ? "timestamp" : "time");
                Modifiers(modifiers);
                output.Append(name[name.Length - 1] == 'z' ? " with time zone" : " without time zone");
                return true;
            case "interval":
                return Interval(modifiers);
            default:
                return false;
        }
    }

    private static bool IsInteger(IReadOnlyList<Node> modifiers) => modifiers.Count == 1 && modifiers[0] is AConst { Ival.Ival: >= 0 } or Hole;

    private void Modifiers(IReadOnlyList<Node> modifiers)
    {
        if (modifiers.Count > 0)
        {
            ParenthesizedList(modifiers);
        }
    }

    private bool Interval(IReadOnlyList<Node> modifiers)
    {
        if (modifiers.Count == 0)
        {
            output.Append("interval");
            return true;
        }

        if (modifiers[0] is not AConst { Ival: { } mask } || modifiers.Count > 2 || SqlTypeNames.IntervalFields(mask.Ival) is not { } fields)
        {
            return false;
        }

        output.Append("interval").Append(fields);
        if (modifiers.Count == 2)
        {
            output.Append('(');
            Node(modifiers[1]);
            output.Append(')');
        }

        return true;
    }
}
