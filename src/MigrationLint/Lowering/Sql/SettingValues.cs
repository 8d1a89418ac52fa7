using System.Globalization;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>The values of SET.</summary>
internal static class SettingValues
{
    /// <summary>The values as text (<c>flatten_set_variable_args</c>).</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<Node> arguments) => [.. arguments.Select(Of)];

    /// <summary>False where a value is not known.</summary>
    public static bool AreKnown(IReadOnlyList<Node> arguments) => arguments.All(static argument => argument is AConst or TypeCast { Arg: AConst } or StringValue);

    private static string Of(Node argument) => argument switch
    {
        AConst { Sval: { } text } => text.Sval,
        AConst { Ival: { } number } => number.Ival.ToString(CultureInfo.InvariantCulture),
        AConst { Fval: { } number } => number.Fval,
        AConst { Boolval: { } truth } => truth.Boolval ? "true" : "false",
        StringValue text => text.Sval,
        TypeCast { Arg: { } inner } => Of(inner),
        _ => "",
    };
}
