using System.Text.RegularExpressions;
using MigrationLint.JavaScript.Evaluation;

namespace MigrationLint.Configuration;

/// <summary>Finds the environment variables that a configuration cannot do without.</summary>
internal sealed class EnvironmentReads
{
    private const int MaximumDepth = 64;

    // By identity: values are shared, and objects may hold themselves.
    private readonly Dictionary<JavaScriptValue, HashSet<string>> variables = [];
    private readonly HashSet<string> guarded = new(StringComparer.Ordinal);
    private readonly List<UnknownValue> reads = [];

    /// <summary>The variables that have a fallback nowhere in the configuration, each once, in the order of its source.</summary>
    public static IReadOnlyList<NamedOption> Find(ObjectValue configuration)
    {
        var found = new EnvironmentReads();
        found.Visit(configuration, 0);
        return
        [
            .. found.reads
                .Where(read => !found.guarded.Contains(read.Detail) && read.Origin is not null && IsReadByName(read) && !IsDemanded(read))
                .OrderBy(read => read.Origin!.Value.Text.Path, StringComparer.Ordinal)
                .ThenBy(read => read.Origin!.Value.Span.Start)
                .GroupBy(read => read.Detail, StringComparer.Ordinal)
                .Select(group => new NamedOption(group.Key, group.First().Origin!.Value)),
        ];
    }

    /// <summary>The variables in a value and all that it holds.</summary>
    private HashSet<string> Visit(JavaScriptValue value, int depth)
    {
        if (variables.TryGetValue(value, out var known))
        {
            return known;
        }

        var own = new HashSet<string>(StringComparer.Ordinal);
        variables.Add(value, own);
        if (depth == MaximumDepth)
        {
            return own;
        }

        if (value is UnknownValue { Source: UnknownSource.Environment } variable)
        {
            own.Add(variable.Detail);
            reads.Add(variable);
        }
        else if (value is ConditionalValue conditional)
        {
            var (test, whenTrue, whenFalse) = (Visit(conditional.Test, depth + 1), Visit(conditional.WhenTrue, depth + 1), Visit(conditional.WhenFalse, depth + 1));
            guarded.UnionWith(test.Where(name => whenTrue.Contains(name) != whenFalse.Contains(name)));
            own.UnionWith(test.Concat(whenTrue).Concat(whenFalse));
        }

        foreach (var part in Parts(value))
        {
            own.UnionWith(Visit(part, depth + 1));
        }

        return own;
    }

    private static IEnumerable<JavaScriptValue> Parts(JavaScriptValue value) => value switch
    {
        ObjectValue map => map.Properties.Select(slot => slot.Value),
        ArrayValue array => array.Elements,
        TemplateValue template => template.Pieces,
        UnknownValue unknown => unknown.Inputs,
        _ => [],
    };

    /// <summary>False where a helper takes the name, which may give a fallback or throw.</summary>
    private static bool IsReadByName(UnknownValue read) => read.Origin is { } origin && origin.Text.Slice(origin.Span).Contains(read.Detail);

    /// <summary>True where the module ends the program without the variable: <c>if (!process.env.DATABASE_URL) throw …</c>.</summary>
    private static bool IsDemanded(UnknownValue read) =>
        Regex.IsMatch(
            read.Origin!.Value.Text.Content,
            @"\bif\s*\(\s*!\s*(process\.env\.|env\.)?" + Regex.Escape(read.Detail) + @"\b[^{};]{0,80}\)\s*\{?\s*(throw\b|process\.exit\b|console\.\w+\([^;]{0,200}\);?\s*process\.exit\b)",
            RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1));
}
