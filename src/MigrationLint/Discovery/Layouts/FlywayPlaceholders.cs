using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>Puts the values of <c>${name}</c> into a script, as Flyway does before it reads the SQL.</summary>
internal static class FlywayPlaceholders
{
    /// <summary>The script with the values that are known; what has none stays as it stands.</summary>
    public static MigrationScript Replace(MigrationScript script, IReadOnlyDictionary<string, string> values)
    {
        var content = script.Text.Content;
        if (values.Count == 0 || content.IndexOf("${", StringComparison.Ordinal) < 0)
        {
            return script;
        }

        var builder = new EmbeddedTextBuilder(script.Text);
        var start = 0;
        for (var at = content.IndexOf("${", StringComparison.Ordinal); at >= 0; at = content.IndexOf("${", at + 2, StringComparison.Ordinal))
        {
            var end = content.IndexOf('}', at);
            if (end > 0 && values.TryGetValue(content.Substring(at + 2, end - at - 2), out var value))
            {
                builder.AppendVerbatim(TextSpan.FromBounds(start, at), PlainText.Instance);
                builder.AppendHole(TextSpan.FromBounds(at, end + 1), value);
                start = end + 1;
            }
        }

        builder.AppendVerbatim(TextSpan.FromBounds(start, content.Length), PlainText.Instance);
        return MigrationScript.Whole(builder.Build(), script.Transaction);
    }

    /// <summary>A script that is no literal of anything.</summary>
    private sealed class PlainText : LiteralSyntax
    {
        public static PlainText Instance { get; } = new();

        public override string Encode(string text, string before, string after) => text;
    }
}
