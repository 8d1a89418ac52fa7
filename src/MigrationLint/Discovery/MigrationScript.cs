using MigrationLint.Text;

namespace MigrationLint.Discovery;

/// <summary>What stands around a script when its tool runs it.</summary>
internal enum MigrationTransaction
{
    /// <summary>The tool begins a transaction before it and commits behind it.</summary>
    PerFile,

    /// <summary>
    /// Nothing, but each part goes to the server as one string: the server takes it for one transaction, as far as the string itself does not end it
    /// (https://www.postgresql.org/docs/current/protocol-flow.html, "Multiple Statements in a Simple Query").
    /// </summary>
    SimpleQuery,

    /// <summary>Nothing: each statement commits by itself, unless the script has its own BEGIN.</summary>
    None,
}

/// <summary>What a run over all pending files puts into one transaction.</summary>
internal enum BatchTransaction
{
    /// <summary>No more than one file.</summary>
    None,

    /// <summary>All of them: one that fails undoes those before it.</summary>
    All,

    /// <summary>All of them, as long as each of them wants a transaction: else each file has its own.</summary>
    AllUnlessOneOptsOut,
}

/// <summary>What a tool runs of a file in one direction.</summary>
/// <param name="Text">The text.</param>
/// <param name="Parts">The stretches of it that run, in source order. Where a tool cuts a file before it sends it, each is sent by itself.</param>
/// <param name="Transaction">What stands around it.</param>
internal sealed record MigrationScript(IText Text, IReadOnlyList<TextSpan> Parts, MigrationTransaction Transaction)
{
    /// <summary>All of a text.</summary>
    public static MigrationScript Whole(IText text, MigrationTransaction transaction) => new(text, [new TextSpan(0, text.Content.Length)], transaction);

    /// <summary>The part that a statement runs in; null where it does not run.</summary>
    public TextSpan? PartOf(TextSpan statement)
    {
        var (low, high) = (0, Parts.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (Parts[middle].Contains(statement))
            {
                return Parts[middle];
            }

            (low, high) = Parts[middle].Start < statement.Start ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }
}
