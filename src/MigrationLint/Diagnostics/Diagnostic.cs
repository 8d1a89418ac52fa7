using MigrationLint.Text;

namespace MigrationLint.Diagnostics;

/// <summary>Another place that a message speaks of.</summary>
/// <param name="Location">The place.</param>
/// <param name="Message">What it has to do with the finding: a clause such as <c>first created here</c>.</param>
public sealed record RelatedLocation(SourceSpan Location, string Message);

/// <summary>A rule's finding at a place, with the text filled in and the rule's own severity (settings of the user come later).</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Location">The place.</param>
/// <param name="Text">Message, why and remedy with all arguments filled in.</param>
/// <param name="Severity">What the rule holds it for.</param>
public sealed record Diagnostic(RuleDescriptor Rule, SourceSpan Location, RuleText Text, Severity Severity)
{
    /// <summary>Other places, in the order of the text.</summary>
    public IReadOnlyList<RelatedLocation> Related { get; init; } = [];

    /// <summary>A way to mend it; null where there is none.</summary>
    public Fix? Fix { get; init; }

    /// <summary>
    /// What the finding is about, free of places: names of objects, files or settings. With rule and file it makes the fingerprint
    /// that outlives moved lines.
    /// </summary>
    public string Subject { get; init; } = "";

    /// <summary>What remains of the statement that the finding stands in when it moves (<see cref="Fingerprints.OfStatement"/>); empty where it stands in none.</summary>
    public string Statement { get; init; } = "";
}

/// <summary>How far a fix can be trusted.</summary>
public enum Applicability
{
    /// <summary>Means the same as before, or only what was plainly intended.</summary>
    Safe,

    /// <summary>Right in most cases; somebody must look.</summary>
    Suggested,

    /// <summary>Shown only.</summary>
    Manual,
}

/// <summary>A way to mend a finding.</summary>
/// <param name="Title">In the imperative, such as <c>Rename to 20250101000001_b.js</c>.</param>
/// <param name="Applicability">How far it can be trusted.</param>
public abstract record Fix(string Title, Applicability Applicability);

/// <summary>Gives a file another name in the same directory.</summary>
/// <param name="Title">In the imperative.</param>
/// <param name="Applicability">How far it can be trusted.</param>
/// <param name="Path">The file.</param>
/// <param name="NewName">Its bare name afterwards; nothing stands under it.</param>
public sealed record RenameFix(string Title, Applicability Applicability, string Path, string NewName) : Fix(Title, Applicability);
