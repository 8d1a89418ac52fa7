using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using MigrationLint.Checking;
using MigrationLint.Diagnostics;

namespace MigrationLint.Analyzers;

/// <summary>The rules in Roslyn's form. What asks a database is not among them: an analyzer reaches none.</summary>
internal static class RoslynDescriptors
{
    /// <summary>By rule id.</summary>
    public static ImmutableDictionary<string, DiagnosticDescriptor> ById { get; } = RuleCatalog.All
        .Select(rule => rule.Descriptor)
        .Where(rule => rule.Family is not (RuleFamily.Ledger or RuleFamily.Drift))
        .ToImmutableDictionary(rule => rule.Id, Create, StringComparer.Ordinal);

    /// <summary>Roslyn's name of a severity.</summary>
    public static DiagnosticSeverity ToRoslyn(Severity severity) => severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        Severity.Info => DiagnosticSeverity.Info,
        _ => DiagnosticSeverity.Hidden,
    };

    // Enabled also where it is off by default: Roslyn drops findings of a disabled rule even when an .editorconfig asks for them.
    private static DiagnosticDescriptor Create(RuleDescriptor rule) => new(
        rule.Id,
        rule.Title,
        "{0}",
        rule.Family.ToString(),
        ToRoslyn(rule.DefaultSeverity),
        isEnabledByDefault: true,
        description: rule.Text.Why + " " + rule.Text.Remedy,
        helpLinkUri: HelpLinks.For(rule.Id));
}
