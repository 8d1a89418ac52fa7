using System.Text.RegularExpressions;
using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>Finds passwords of databases in files of settings. What is no such line or key is passed over, however broken the file is.</summary>
internal static class SecretReader
{
    // KEY=value and - KEY=value, KEY: value.
    private static readonly Regex Line = new(
        @"^[ \t]*(?:-[ \t]+)?[""']?(?:export[ \t]+)?(?<key>[A-Za-z_][A-Za-z0-9_]*)[""']?[ \t]*(?:=|:[ \t])[ \t]*(?<value>[^\r\n]*)",
        RegexOptions.CultureInvariant | RegexOptions.Multiline,
        TimeSpan.FromSeconds(1));

    private static readonly Regex PasswordKey = new(
        @"(^|_)(DB|DATABASE|POSTGRES|POSTGRESQL|PG|KNEX)_?(PASS|PASSWORD|PASSWD|PWD)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly Regex HostKey = new(@"(^|_)(DB|DATABASE|POSTGRES|POSTGRESQL|PG|KNEX)_?HOST$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly char[] Quotes = ['"', '\''];

    /// <summary>The secrets among the variables of an <c>.env</c> or a compose file.</summary>
    public static IReadOnlyList<WrittenSecret> OfLines(SourceText text)
    {
        var lines = Line.Matches(text.Content).Cast<Match>().Select(match => (Key: match.Groups["key"].Value, Value: Unquote(match.Groups["value"]))).ToList();
        var hosts = lines.Where(line => HostKey.IsMatch(line.Key)).Select(line => line.Value.Text).ToList();
        var found = new List<WrittenSecret>();
        foreach (var (key, value) in lines)
        {
            var isUrl = IsUrl(value.Text);
            if (!(isUrl || PasswordKey.IsMatch(key)) || !LiteralReader.IsSecret(value.Text, isUrl))
            {
                continue;
            }

            List<string> own = isUrl ? [ConnectionText.HostOf(value.Text)] : hosts;
            if (!own.Exists(ConnectionText.IsLocalHost))
            {
                found.Add(new WrittenSecret(key, new SourceSpan(text, value.Span), own.TrueForAll(host => host.IndexOf('.') < 0)));
            }
        }

        return found;
    }

    /// <summary>The secrets in the connection strings of an <c>appsettings.json</c>, in the form of Npgsql.</summary>
    public static IReadOnlyList<WrittenSecret> OfAppSettings(SourceText text) =>
        text.Content.IndexOf("ConnectionStrings", StringComparison.OrdinalIgnoreCase) < 0 || JsonText.Read(text.Content, text) is not ObjectValue settings
            ? []
            :
            [
                .. settings.Properties.Where(slot => slot.Name.Equals("ConnectionStrings", StringComparison.OrdinalIgnoreCase)).Select(slot => slot.Value).OfType<ObjectValue>()
                    .SelectMany(strings => strings.Properties)
                    .Where(slot => slot.Value is StringValue { Origin: not null } value && HoldsPassword(value.Value))
                    .Select(slot => new WrittenSecret("ConnectionStrings:" + slot.Name, slot.Value.Origin!.Value, IsLocal: false)),
            ];

    private static bool HoldsPassword(string connection)
    {
        var parts = connection.Split(';').Select(part => part.Split((char[])['='], 2)).Where(pair => pair.Length == 2)
            .GroupBy(pair => pair[0].Trim().Replace(" ", ""), StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.Last()[1].Trim(), StringComparer.OrdinalIgnoreCase);

        // Server alone is also another database's word; these two are Npgsql's.
        var host = parts.TryGetValue("Host", out var named) ? named
            : parts.TryGetValue("Server", out var server) && parts.TryGetValue("Port", out var port) && port == "5432" ? server
            : null;
        return host is not null && !ConnectionText.IsLocalHost(host)
            && (parts.TryGetValue("Password", out var password) || parts.TryGetValue("Pwd", out password) || parts.TryGetValue("PSW", out password))
            && LiteralReader.IsSecret(password.Trim(Quotes), isUrl: false);
    }

    private static bool IsUrl(string value) =>
        value.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of a line, without quotes and without a comment behind it.</summary>
    private static (string Text, TextSpan Span) Unquote(Group value)
    {
        var text = value.Value.TrimEnd();
        if (text.Length > 0 && Quotes.Contains(text[0]) && text.IndexOf(text[0], 1) is > 0 and var end)
        {
            return (text.Substring(1, end - 1), new TextSpan(value.Index + 1, end - 1));
        }

        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        text = comment < 0 ? text : text.Substring(0, comment).TrimEnd();
        text = text.TrimEnd('"', '\'', ',');
        return (text, new TextSpan(value.Index, text.Length));
    }
}
