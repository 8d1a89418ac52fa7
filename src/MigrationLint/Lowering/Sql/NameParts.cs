using MigrationLint.Operations;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Reads names out of lists of nodes.</summary>
internal static class NameParts
{
    /// <summary>The parts of a dotted name.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Node> names) => names.Count == 0 ? [] : names.Select(static name => name is StringValue { Sval: var part } ? part : "").ToArray();

    /// <summary>The parts of a name that stands for an object: a single name, a list, a type.</summary>
    public static IReadOnlyList<string> Of(Node? name) => name switch
    {
        StringValue single => [single.Sval],
        ListValue list => Of(list.Items),
        TypeName type => Of(type.Names),
        ObjectWithArgs routine => Of(routine.Objname),
        _ => [],
    };

    /// <summary>The schema of a dotted name; null for a bare one.</summary>
    public static string? SchemaOf(IReadOnlyList<string> parts) => parts.Count > 1 ? parts[parts.Count - 2] : null;

    /// <summary>The last part of a dotted name.</summary>
    public static string NameOf(IReadOnlyList<string> parts) => parts.Count > 0 ? parts[parts.Count - 1] : "";

    /// <summary>The schema and the name of a dotted name; an empty schema for a bare one.</summary>
    public static QualifiedName Qualified(IReadOnlyList<string> parts) => new(SchemaOf(parts) ?? "", NameOf(parts));

    /// <summary>What <c>NameListToString</c> makes of a name.</summary>
    public static string Spelling(IReadOnlyList<string> parts) => string.Join(".", parts);

    /// <summary>What <c>makeRangeVarFromNameList</c> makes of a name.</summary>
    public static RangeVar ToRangeVar(IReadOnlyList<Node> names)
    {
        var parts = Of(names);
        return new RangeVar(names.Count > 0 ? names[0].Start : 0)
        {
            End = names.Count > 0 ? names[names.Count - 1].End : 0,
            Relname = NameOf(parts),
            Schemaname = SchemaOf(parts),
            Inh = true,
        };
    }

    /// <summary>The name of an object in a list that only relations stand in.</summary>
    public static RangeVar ToRangeVar(Node? name) => name switch
    {
        RangeVar relation => relation,
        ListValue list => ToRangeVar(list.Items),
        TypeName type => ToRangeVar(type.Names),
        null => new RangeVar(0),
        _ => ToRangeVar([name]),
    };

    /// <summary>The strings of a list of names of columns.</summary>
    public static IReadOnlyList<string> Strings(IReadOnlyList<StringValue> names) => names.Count == 0 ? [] : names.Select(static name => name.Sval).ToArray();
}
