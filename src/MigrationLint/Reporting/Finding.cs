using MigrationLint.Diagnostics;
using MigrationLint.Text;

namespace MigrationLint.Reporting;

/// <summary>A place as reports print it.</summary>
/// <param name="Path">Absolute and normalised.</param>
/// <param name="Span">Offsets in UTF-16 units.</param>
/// <param name="Start">Zero-based line and column of the first character.</param>
/// <param name="End">Zero-based line and column behind the last character.</param>
public readonly record struct FindingLocation(string Path, TextSpan Span, LinePosition Start, LinePosition End)
{
    /// <summary>Looks up lines and columns.</summary>
    public static FindingLocation From(SourceSpan source) =>
        new(source.Text.Path, source.Span, source.Text.Lines.GetPosition(source.Span.Start), source.Text.Lines.GetPosition(source.Span.End));
}

/// <summary>Another place of a finding.</summary>
/// <param name="Location">The place.</param>
/// <param name="Message">What it has to do with it.</param>
public sealed record RelatedFinding(FindingLocation Location, string Message);

/// <summary>
/// A diagnostic as plain data: what hosts print, cache and send on. It can be written to a file and read back without the sources.
/// </summary>
public sealed record Finding
{
    /// <summary>The rule's code.</summary>
    public required string RuleId { get; init; }

    /// <summary>The rule's own severity until the host applies the user's.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The place.</summary>
    public required FindingLocation Location { get; init; }

    /// <summary>What, why and what to write instead, filled in.</summary>
    public required RuleText Text { get; init; }

    /// <summary>Other places.</summary>
    public IReadOnlyList<RelatedFinding> Related { get; init; } = [];

    /// <summary>A way to mend it.</summary>
    public Fix? Fix { get; init; }

    /// <summary>What the finding is about, free of places.</summary>
    public string Subject { get; init; } = "";

    /// <summary>See <see cref="Diagnostic.Statement"/>.</summary>
    public string Statement { get; init; } = "";

    /// <summary>Looks up the places of <paramref name="diagnostic"/> and lets go of the texts behind them.</summary>
    public static Finding From(Diagnostic diagnostic) => new()
    {
        RuleId = diagnostic.Rule.Id,
        Severity = diagnostic.Severity,
        Location = FindingLocation.From(diagnostic.Location),
        Text = diagnostic.Text,
        Related = [.. diagnostic.Related.Select(related => new RelatedFinding(FindingLocation.From(related.Location), related.Message))],
        Fix = diagnostic.Fix,
        Subject = diagnostic.Subject,
        Statement = diagnostic.Statement,
    };
}
