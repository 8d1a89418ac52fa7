using MigrationLint.Operations;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Programs;

/// <summary>The options of routines (<c>compute_function_attributes</c>).</summary>
internal sealed class RoutineOptions
{
    private readonly List<(string Name, string? Value)> settings = [];

    /// <summary>Reads options.</summary>
    public RoutineOptions(LoweringContext context, IReadOnlyList<DefElem> options)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in options)
        {
            if (option.Defname is not ("set" or null) && !seen.Add(option.Defname))
            {
                throw context.Refuse("42601", "conflicting or redundant options", option);
            }

            if (option.Arg is VariableSetStmt set)
            {
                SettingChecks.Check(context, set);
            }

            Read(option);
        }
    }

    /// <summary>LANGUAGE; null where it is not said.</summary>
    public string? Language { get; private set; }

    /// <summary>How stable its value is; null where it is not said.</summary>
    public Volatility? Volatility { get; private set; }

    /// <summary>SECURITY DEFINER or INVOKER; null where neither is said.</summary>
    public bool? IsSecurityDefiner { get; private set; }

    /// <summary>STRICT or not; null where neither is said.</summary>
    public bool? IsStrict { get; private set; }

    /// <summary>WINDOW.</summary>
    public bool IsWindow { get; private set; }

    /// <summary>What SET and RESET say; a null value is RESET.</summary>
    public IReadOnlyList<(string Name, string? Value)> Settings => settings;

    private void Read(DefElem option)
    {
        var text = (option.Arg as StringValue)?.Sval;
        var flag = option.Arg is BooleanValue { Boolval: true };
        switch (option.Defname)
        {
            case "language":
                Language = text;
                break;
            case "volatility":
                Volatility = text switch
                {
                    "immutable" => Operations.Volatility.Immutable,
                    "stable" => Operations.Volatility.Stable,
                    _ => Operations.Volatility.Volatile,
                };
                break;
            case "security":
                IsSecurityDefiner = flag;
                break;
            case "strict":
                IsStrict = flag;
                break;
            case "window":
                IsWindow = true;
                break;
            case "set" when option.Arg is VariableSetStmt set:
                var values = SettingValues.Of(set.Args);
                settings.Add((set.Name ?? "", set.Kind == VariableSetKind.SetValue ? string.Join(", ", values) : null));
                break;
        }
    }
}
