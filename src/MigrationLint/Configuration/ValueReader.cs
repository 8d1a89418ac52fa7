using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>Takes apart the values that evaluation gives.</summary>
internal static class ValueReader
{
    private const int MaximumSourceLength = 60;
    private const int MaximumDepth = 32;

    /// <summary>Each value that there may be: the branches of what depends on an unknown test.</summary>
    public static IEnumerable<JavaScriptValue> Alternatives(JavaScriptValue value) => value is ConditionalValue conditional
        ? Alternatives(conditional.WhenTrue).Concat(Alternatives(conditional.WhenFalse))
        : [value];

    /// <summary>The value and all that went into it, depth first. Objects and arrays are not entered.</summary>
    public static IEnumerable<JavaScriptValue> Ingredients(JavaScriptValue value, bool withTests = true) => Ingredients(value, withTests, MaximumDepth);

    /// <summary>The names of the environment variables that went into a value, in ordinal order.</summary>
    public static IReadOnlyList<string> Variables(JavaScriptValue value, bool withTests = true) =>
    [
        .. Ingredients(value, withTests)
            .OfType<UnknownValue>()
            .Where(unknown => unknown.Source == UnknownSource.Environment)
            .Select(unknown => unknown.Detail)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>The number that a property holds.</summary>
    public static Setting<double>? Number(ObjectValue owner, string name) =>
        owner.Find(name) is { Value: not UndefinedValue } slot ? Setting(slot, owner, slot.Value is NumberValue number ? number.Value : null) : null;

    /// <summary>The string that a property holds.</summary>
    public static Setting<string>? Text(ObjectValue owner, string name)
    {
        if (owner.Find(name) is not { Value: not UndefinedValue } slot)
        {
            return null;
        }

        var text = (slot.Value as StringValue)?.Value;
        return new Setting<string>(text, text is not null, Locate(slot, owner), Source(slot));
    }

    /// <summary>The properties that are certainly given a value.</summary>
    public static IReadOnlyList<NamedOption> Options(ObjectValue owner) =>
    [
        .. owner.Properties
            .Where(slot => slot.Value is not (UndefinedValue or ConditionalValue) && slot.Location is not null)
            .Select(slot => new NamedOption(slot.Name, slot.Location!.Value)),
    ];

    /// <summary>True where a property certainly holds <c>true</c>.</summary>
    public static bool IsTrue(ObjectValue owner, string name) => owner.Find(name)?.Value is BooleanValue { Value: true };

    /// <summary>Where a property is set, or else its object.</summary>
    public static SourceSpan Locate(PropertySlot slot, JavaScriptValue owner) =>
        slot.Location ?? slot.Value.Origin ?? owner.Origin ?? SourceSpan.StartOf(new SourceText("", ""));

    /// <summary>A property's value as written; see <see cref="Source(JavaScriptValue)"/>.</summary>
    public static string Source(PropertySlot slot)
    {
        if (slot.Value.Origin is not null || slot.Location is not { } property)
        {
            return Source(slot.Value);
        }

        var text = property.Text.Slice(property.Span);
        var name = text.IndexOf(slot.Name, StringComparison.Ordinal);
        var colon = name < 0 ? -1 : text.IndexOf(':', name + slot.Name.Length);
        return Show(colon < 0 ? text : text.Substring(colon + 1));
    }

    /// <summary>
    /// A value as written, on one line, cut at 60 characters. Empty where it may hold a secret: a URL, or a word that stands for one.
    /// </summary>
    public static string Source(JavaScriptValue value) => value.Origin is { } origin ? Show(origin.Text.Slice(origin.Span)) : "";

    private static string Show(string code)
    {
        var text = string.Join(" ", code.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        var isSecret = text.Contains("://") || text.IndexOf("password", StringComparison.OrdinalIgnoreCase) >= 0
            || text.IndexOf("secret", StringComparison.OrdinalIgnoreCase) >= 0;
        return isSecret ? "" : text.Length <= MaximumSourceLength ? text : text.Substring(0, MaximumSourceLength - 1) + "…";
    }

    private static Setting<double> Setting(PropertySlot slot, JavaScriptValue owner, double? value) =>
        new(value ?? 0, value is not null, Locate(slot, owner), Source(slot));

    private static IEnumerable<JavaScriptValue> Ingredients(JavaScriptValue value, bool withTests, int depth)
    {
        yield return value;
        if (depth == 0)
        {
            yield break;
        }

        IEnumerable<JavaScriptValue> parts = value switch
        {
            UnknownValue unknown => unknown.Inputs,
            TemplateValue template => template.Pieces,
            ConditionalValue conditional when withTests => [conditional.Test, conditional.WhenTrue, conditional.WhenFalse],
            ConditionalValue conditional => [conditional.WhenTrue, conditional.WhenFalse],
            _ => [],
        };
        foreach (var ingredient in parts.SelectMany(part => Ingredients(part, withTests, depth - 1)))
        {
            yield return ingredient;
        }
    }
}
