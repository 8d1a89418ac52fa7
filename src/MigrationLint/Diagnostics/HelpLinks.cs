namespace MigrationLint.Diagnostics;

/// <summary>Where a rule's page can be read online.</summary>
public static class HelpLinks
{
    /// <summary>The address that the pages lie below, with a slash at its end; empty while the project has no public home.</summary>
    public const string BaseAddress = "";

    /// <summary>The page's address; null while there is no <see cref="BaseAddress"/>, and reports then name <c>migrationlint explain</c>.</summary>
    public static string? For(string ruleId) => Build(BaseAddress, ruleId);

    internal static string? Build(string baseAddress, string ruleId) => baseAddress.Length == 0 ? null : $"{baseAddress}{ruleId}.md";
}
