using MigrationLint.Diagnostics;
using MigrationLint.Lowering;
using MigrationLint.Rules;
using MigrationLint.Text;

namespace MigrationLint.Checking;

/// <summary>Finds the statement, or the call that sends one, that a finding stands in.</summary>
internal sealed class StatementIndex
{
    /// <summary>Statements within calls within functions: what surrounds a place begins only a few statements before it.</summary>
    private const int MaximumNesting = 8;

    private readonly Dictionary<SourceText, List<TextSpan>> spans = [];

    // A statement of many lines may have a finding in each of them: it is read once.
    private readonly Dictionary<(SourceText Text, TextSpan Span), string> fingerprints = [];

    /// <summary>Collects the statements of a run.</summary>
    public StatementIndex(IEnumerable<MigrationFacts> facts, IEnumerable<ReplayedChain> chains)
    {
        var all = facts.SelectMany(migration => migration.Calls.Select(call => call.Location))
            .Concat(chains.SelectMany(chain => chain.Migrations).SelectMany(migration => migration.Statements));
        foreach (var statement in all)
        {
            if (!spans.TryGetValue(statement.Text, out var inText))
            {
                spans.Add(statement.Text, inText = []);
            }

            inText.Add(statement.Span);
        }

        foreach (var inText in spans.Values)
        {
            inText.Sort(static (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start) : b.Length.CompareTo(a.Length));
        }
    }

    /// <summary>What remains of the statement when it moves (<see cref="Fingerprints.OfStatement"/>); empty for a finding on a file as a whole.</summary>
    public string Find(SourceSpan place)
    {
        var (text, span) = (place.Text, place.Span);
        if (span.End == 0)
        {
            return "";
        }

        var key = (text, (spans.TryGetValue(text, out var inText) ? Surrounding(inText, span) : null) ?? span);
        if (!fingerprints.TryGetValue(key, out var fingerprint))
        {
            fingerprints.Add(key, fingerprint = Fingerprints.OfStatement(text.Slice(key.Item2)));
        }

        return fingerprint;
    }

    private static TextSpan? Surrounding(List<TextSpan> inText, TextSpan span)
    {
        var (low, high) = (0, inText.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (inText[middle].Start <= span.Start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (var i = low - 1; i >= 0 && i >= low - MaximumNesting; i--)
        {
            if (inText[i].Contains(span))
            {
                return inText[i];
            }
        }

        return null;
    }
}
