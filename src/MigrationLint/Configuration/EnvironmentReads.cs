using System.Text.RegularExpressions;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

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
                .Where(read => !found.guarded.Contains(read.Detail) && read.Origin is not null && IsReadByName(read) && !IsDemanded(read) && !IsChecked(read))
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
            // A helper's parameter for the fallback that a call leaves out is none.
            var isEmpty = conditional is { WhenTrue: UnknownValue { ReadAt: not null }, WhenFalse: UndefinedValue };
            guarded.UnionWith(test.Where(name => !isEmpty && whenTrue.Contains(name) != whenFalse.Contains(name)));
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

    /// <summary>False where the name is put together.</summary>
    private static bool IsReadByName(UnknownValue read) => read.Origin is { } origin && origin.Text.Slice(origin.Span).Contains(read.Detail);

    /// <summary>True where the module ends the program without the variable: <c>if (!process.env.DATABASE_URL) throw …</c>.</summary>
    private static bool IsDemanded(UnknownValue read) =>
        Regex.IsMatch(
            read.Origin!.Value.Text.Content,
            @"\bif\s*\(\s*!\s*(process\.env\.|env\.)?" + Regex.Escape(read.Detail) + @"\b[^{};]{0,80}\)\s*\{?\s*(throw\b|process\.exit\b|console\.\w+\([^;]{0,200}\);?\s*process\.exit\b)",
            RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1));

    /// <summary>
    /// True where the helper that takes the name may throw, or where the module goes through a list that has the name and may throw: whether it does is
    /// not looked into.
    /// </summary>
    private static bool IsChecked(UnknownValue read) =>
        (read.ReadAt is { } place && MayThrow(EnclosingFunction(place)))
        || (read.ReadAt is null && read.Origin!.Value.Text.Content is var module && IsQuoted(module, read.Detail) && MayThrow(module));

    private static bool MayThrow(string code) => Regex.IsMatch(code, @"\b(throw|assert|invariant|exit|abort|reject)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static bool IsQuoted(string code, string name) => code.Contains($"'{name}'") || code.Contains($"\"{name}\"");

    /// <summary>The source of the function that a place stands in, as far as braces tell; the line for an arrow without a body.</summary>
    private static string EnclosingFunction(SourceSpan place)
    {
        const int MaximumLevels = 8;
        var code = place.Text.Content;
        var line = code.LastIndexOf('\n', Math.Max(0, place.Span.Start - 1)) + 1;
        var (start, end) = (place.Span.Start, place.Span.End);
        var arrow = code.LastIndexOf("=>", start, start - line, StringComparison.Ordinal);
        if (arrow >= 0 && code.IndexOf('{', arrow, start - arrow) < 0)
        {
            var next = code.IndexOf('\n', end);
            return code.Substring(line, (next < 0 ? code.Length : next) - line);
        }

        for (var level = 0; level < MaximumLevels; level++)
        {
            (start, end) = (Unmatched(code, start - 1, -1, '{', '}'), Unmatched(code, end, 1, '}', '{'));
            if (start < 0 || end < 0)
            {
                break;
            }

            var head = code.Substring(Math.Max(0, start - 200), Math.Min(start, 200));
            if (Regex.IsMatch(head, @"(\bfunction\b[^{};]*|=>\s*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            {
                return code.Substring(start, end - start);
            }
        }

        return code;
    }

    private static int Unmatched(string code, int at, int step, char wanted, char other)
    {
        for (var depth = 0; at >= 0 && at < code.Length; at += step)
        {
            depth += code[at] == other ? 1 : 0;
            if (code[at] == wanted && depth-- == 0)
            {
                return at;
            }
        }

        return -1;
    }
}
