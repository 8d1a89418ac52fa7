using MigrationLint.Diagnostics;
using MigrationLint.Text;

namespace MigrationLint.Rules.Indexing;

/// <summary>An option that lists names: what it says for each file is looked up once.</summary>
/// <param name="context">The settings.</param>
/// <param name="rule">The rule that declares it.</param>
/// <param name="name">Its name.</param>
internal sealed class ListSetting(RuleContext context, RuleDescriptor rule, string name)
{
    private readonly Dictionary<string, IReadOnlyList<string>> values = new(StringComparer.Ordinal);

    /// <summary>The names that hold at a place.</summary>
    public IReadOnlyList<string> At(SourceSpan place)
    {
        if (!values.TryGetValue(place.Text.Path, out var found))
        {
            found = context.ListOption(rule, name, place.Text.Path);
            values.Add(place.Text.Path, found);
        }

        return found;
    }

    /// <summary>True where one of the patterns that hold at a place covers the name.</summary>
    public bool Covers(SourceSpan place, string item) => NamePatterns.Match(At(place), item);
}
