namespace MigrationLint.Diagnostics;

/// <summary>Where the page of a rule stands on the web.</summary>
public static class HelpLinks
{
    /// <summary>What the addresses begin with, the slash at the end included; empty while the project has no public home.</summary>
    public const string BaseAddress = "";

    /// <summary>The address of the page of a rule; null while there is none.</summary>
    /// <param name="ruleId">The code, such as <c>ML001</c>.</param>
    public static string? For(string ruleId) => BaseAddress.Length == 0 ? null : BaseAddress + ruleId + ".md";
}
