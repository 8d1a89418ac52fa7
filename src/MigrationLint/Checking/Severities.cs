using MigrationLint.Configuration;
using MigrationLint.Diagnostics;

namespace MigrationLint.Checking;

/// <summary>What a project says of its warnings. Codes have no case.</summary>
public sealed record SeveritySettings
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    /// <summary><c>NoWarn</c>: not reported.</summary>
    public IReadOnlyCollection<string> NoWarn { get; init; } = [];

    /// <summary><c>WarningsAsErrors</c>: whatever is reported of these is an error.</summary>
    public IReadOnlyCollection<string> WarningsAsErrors { get; init; } = [];

    /// <summary><c>WarningsNotAsErrors</c>: neither of the other two makes these an error.</summary>
    public IReadOnlyCollection<string> WarningsNotAsErrors { get; init; } = [];

    /// <summary><c>TreatWarningsAsErrors</c>: every warning is an error.</summary>
    public bool TreatWarningsAsErrors { get; init; }

    /// <summary>The codes of a property's value, which commas, semicolons or blanks separate.</summary>
    public static IReadOnlyCollection<string> SplitCodes(string? list) =>
        new HashSet<string>((list ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}

/// <summary>
/// The user's severity of a finding, the same in every host: <c>NoWarn</c>, then <c>.globalconfig</c>, then the nearest section of an
/// <c>.editorconfig</c> above the file, then the rule's own; what is left is raised to an error where the project says so.
/// </summary>
/// <remarks>
/// The order is Roslyn's for a diagnostic in an additional file, which no host can change
/// (<c>CSharpDiagnosticFilter.GetDiagnosticReport</c>): there a code in <c>WarningsAsErrors</c> raises what is shown as information too,
/// <c>TreatWarningsAsErrors</c> only warnings, and path sections of a global file say nothing of an additional file's severity.
/// </remarks>
/// <param name="settings">What the project says.</param>
/// <param name="configs">What the files say.</param>
public sealed class Severities(SeveritySettings settings, EditorConfigs configs)
{
    private readonly HashSet<string> noWarn = new(settings.NoWarn, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> asErrors = new(settings.WarningsAsErrors, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> notAsErrors = new(settings.WarningsNotAsErrors, StringComparer.OrdinalIgnoreCase);

    /// <summary>The severity of a rule's finding in a file.</summary>
    /// <param name="ruleId">The rule's code.</param>
    /// <param name="ownSeverity">What the rule holds the finding for.</param>
    /// <param name="path">The file, absolute and normalised.</param>
    /// <returns><see cref="Severity.None"/> where it is not to be reported.</returns>
    public Severity Resolve(string ruleId, Severity ownSeverity, string path)
    {
        if (noWarn.Contains(ruleId))
        {
            return Severity.None;
        }

        var configured = Configured(ruleId, path) ?? ownSeverity;
        var isRaised = !notAsErrors.Contains(ruleId) && configured switch
        {
            Severity.Warning => settings.TreatWarningsAsErrors || asErrors.Contains(ruleId),
            Severity.Info => asErrors.Contains(ruleId),
            _ => false,
        };
        return isRaised ? Severity.Error : configured;
    }

    /// <summary>Null where no file speaks of the rule, or the strongest that does says <c>default</c>.</summary>
    private Severity? Configured(string ruleId, string path)
    {
        var key = "dotnet_diagnostic." + ruleId + ".severity";
        if (configs.GetGlobalValue(key) is { } common && TryParse(common, out var severity) && severity is not null)
        {
            return severity;
        }

        foreach (var value in configs.GetSectionValues(path, key))
        {
            if (TryParse(value, out severity))
            {
                return severity;
            }
        }

        return null;
    }

    /// <summary>Roslyn's words (<c>AnalyzerConfigSet.TryParseSeverity</c>). False for any other, which then counts as not written.</summary>
    private static bool TryParse(string text, out Severity? severity)
    {
        severity = text.ToLowerInvariant() switch
        {
            "error" => Severity.Error,
            "warning" => Severity.Warning,
            "suggestion" => Severity.Info,
            "silent" or "refactoring" or "none" => Severity.None,
            _ => null,
        };
        return severity is not null || text.Equals("default", StringComparison.OrdinalIgnoreCase);
    }
}
