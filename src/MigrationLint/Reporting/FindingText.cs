using System.Globalization;
using System.Text;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Reporting;

/// <summary>A finding in one line, for hosts that know nothing but a line of text at a place.</summary>
public static class FindingText
{
    /// <summary>Message, why and remedy as sentences, without line ends. What ends in brackets, such as an SQLSTATE, is left to end the whole.</summary>
    public static string Sentences(RuleText text)
    {
        var result = new StringBuilder();
        foreach (var part in new[] { text.Message, text.Why, text.Remedy })
        {
            var sentence = SingleLine(part);
            if (sentence.Length > 0)
            {
                var isEnd = EndsSentence(sentence) || (ReferenceEquals(part, text.Remedy) && sentence[sentence.Length - 1] == ')');
                result.Append(result.Length == 0 ? "" : " ").Append(sentence).Append(isEnd ? "" : ".");
            }
        }

        return result.ToString();
    }

    /// <summary><see cref="Sentences"/>, then each related place as <c>(first created at a.js:1)</c>, then in brackets the help link, or the command
    /// that shows the rule's page while the project has no public home.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="baseDirectory">The directory that related places are printed relative to.</param>
    /// <param name="isCaseSensitive">Whether paths that differ only in case are two.</param>
    public static string Full(Finding finding, string baseDirectory, bool isCaseSensitive)
    {
        var text = ForCompiler(finding, baseDirectory, isCaseSensitive);
        return HelpLinks.For(finding.RuleId) is { } link ? text + " (" + link + ")" : text;
    }

    /// <summary><see cref="Full"/> for hosts that print the help link themselves.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="baseDirectory">The directory that related places are printed relative to.</param>
    /// <param name="isCaseSensitive">Whether paths that differ only in case are two.</param>
    public static string ForCompiler(Finding finding, string baseDirectory, bool isCaseSensitive)
    {
        var result = new StringBuilder(Sentences(finding.Text));
        foreach (var related in finding.Related)
        {
            result.Append(" (").Append(Related(related, PathText.GetRelative(baseDirectory, related.Location.Path, isCaseSensitive))).Append(')');
        }

        return HelpLinks.For(finding.RuleId) is null ? result.Append(" (migrationlint explain ").Append(finding.RuleId).Append(')').ToString() : result.ToString();
    }

    /// <summary>A related place as a clause: <c>first created here</c> becomes <c>first created at a.js:1</c>.</summary>
    /// <param name="related">The place.</param>
    /// <param name="path">Its path as it is to be printed.</param>
    public static string Related(RelatedFinding related, string path)
    {
        const string Here = " here";
        var place = SingleLine(path) + ":" + (related.Location.Start.Line + 1).ToString(CultureInfo.InvariantCulture);
        var message = SingleLine(related.Message);
        return message.EndsWith(Here, StringComparison.Ordinal)
            ? message.Substring(0, message.Length - Here.Length) + " at " + place
            : message + ": " + place;
    }

    /// <summary>The word that compilers print for a severity.</summary>
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Info => "info",
        _ => "none",
    };

    /// <summary>Names may hold any character: those that break or steer a line of a terminal become spaces.</summary>
    public static string SingleLine(string text)
    {
        if (!text.Any(IsSteering))
        {
            return text.Trim();
        }

        var result = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var printed = IsSteering(character) ? ' ' : character;
            if (printed != ' ' || (result.Length > 0 && result[result.Length - 1] != ' '))
            {
                result.Append(printed);
            }
        }

        return result.ToString().TrimEnd();
    }

    // The last two ranges turn the direction of what follows, so that a name can show another one (https://trojansource.codes).
    private static bool IsSteering(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool EndsSentence(string sentence) => sentence[sentence.Length - 1] is '.' or '!' or '?';
}
