namespace MigrationLint.Oracles.Schema;

/// <summary>
/// Compares the files that replay says would fail with those that failed: the file, the SQLSTATE, the message, and the line within the statement.
/// Of a program only the file can be told where it fails by itself, and no line: a stack shows where a builder was made, if that.
/// </summary>
internal static class FailureComparer
{
    /// <summary>Compares.</summary>
    /// <returns>The differences, as lines to read.</returns>
    public static IReadOnlyList<string> Compare(RealRun real, ReplayedSchema ours)
    {
        var predicted = ours.Refused.GroupBy(remark => remark.Location.Text.Path, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var differences = new List<string>();
        foreach (var failure in real.Failures)
        {
            if (!predicted.Remove(failure.File, out var remark))
            {
                differences.Add($"{Name(failure.File)}:{Lines(failure)}: not predicted: {Cut(failure.Message)} ({failure.Code})");
            }
            else if (Difference(failure, remark) is { } difference)
            {
                differences.Add($"{Name(failure.File)}:{Lines(failure)}: {difference}");
            }
        }

        differences.AddRange(predicted.Values.Select(remark => $"{Name(remark.Location.Text.Path)}:{LineOf(remark)}: did not fail: {remark.Reason}"));
        return differences;
    }

    private static string? Difference(FileFailure real, ReplayRemark ours)
    {
        // Errors of Node have codes, too.
        if (real.Code is not { Length: 5 } state)
        {
            return null;
        }

        return !ours.Reason.EndsWith($"({state})", StringComparison.Ordinal) ? $"is {Cut(real.Message)} ({state}), ours {ours.Reason}"
            : !real.Message!.EndsWith(ours.Reason[..^8], StringComparison.Ordinal) ? $"message is {Cut(real.Message)}, ours {ours.Reason}"
            : LineOf(ours) < real.First || LineOf(ours) > real.Last ? $"ours at line {LineOf(ours)}: {ours.Reason}"
            : null;
    }

    private static int LineOf(ReplayRemark remark) => remark.Location.Text.Lines.GetPosition(remark.Location.Span.Start).Line + 1;

    private static string Lines(FileFailure failure) => failure.First == failure.Last ? $"{failure.First ?? failure.Line}" : $"{failure.First}-{failure.Last}";

    private static string Name(string path) => string.Join('/', path.Split('/')[^2..]);

    // Knex puts the statement before the message.
    private static string? Cut(string? message) => message is { Length: > 400 } ? "…" + message[^400..] : message;
}
