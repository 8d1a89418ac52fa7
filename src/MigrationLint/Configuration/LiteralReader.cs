using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>Finds literal URLs and passwords in a connection, and says of each what may be said without its value.</summary>
internal static class LiteralReader
{
    private const int ShortestSecret = 4;

    private static readonly HashSet<string> WordsForPasswords = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwd", "passw0rd", "password123", "pass", "pwd", "pw", "secret", "postgres", "postgresql", "pg", "root", "admin", "user", "username", "test", "testing",
        "dev", "development", "local", "docker", "demo", "none", "null", "undefined", "n/a", "1234", "12345", "123456", "12345678", "dbpassword", "db_password", "mypassword",
        "mysecretpassword", "my_password", "redacted", "hidden", "foo", "bar", "abc", "abc123", "knex",
    };

    private static readonly string[] PartsOfPlaceholders =
        ["your", "change", "example", "placeholder", "replace", "xxx", "dummy", "todo", "insert", "<", ">", "{", "}", "$", "***", "...", "%s"];

    // In files that set up developers' machines, passwords are made of these.
    private static readonly string[] WordsOfDevelopers = ["pass", "secret", "dev", "test", "local", "docker", "postgres", "demo", "sample"];

    /// <summary>Reads a connection.</summary>
    public static IReadOnlyList<ConnectionLiteral> Read(ConnectionText connection)
    {
        var found = new List<ConnectionLiteral>();
        if (connection.Url is { Value: not UndefinedValue } url)
        {
            AddFrom(url.Value, isUrl: true, []);
        }

        if (connection.Parts?.Find("password") is { } password)
        {
            AddFrom(password.Value, isUrl: false, []);
        }

        return found;

        void AddFrom(JavaScriptValue value, bool isUrl, IReadOnlyList<string> variables)
        {
            switch (value)
            {
                case ConditionalValue conditional:
                    var given = ValueReader.Variables(conditional.WhenTrue, withTests: false);
                    var asked = ValueReader.Variables(conditional.Test).Where(name => given.Contains(name, StringComparer.Ordinal)).ToList();
                    AddFrom(conditional.WhenTrue, isUrl, variables);
                    AddFrom(conditional.WhenFalse, isUrl, asked.Count > 0 ? asked : variables);
                    break;
                case StringValue { Value.Length: > 0, Origin: { } origin } text:
                    found.Add(Describe(text.Value, origin, isUrl, isWhole: true) with { Variables = variables });
                    break;
                case TemplateValue template when isUrl && template.Pieces.Count > 0 && template.Pieces[0] is StringValue first && (first.Origin ?? template.Origin) is { } origin:
                    found.Add(Describe(first.Value, origin, isUrl, isWhole: false) with { Variables = variables });
                    break;
            }
        }
    }

    private static ConnectionLiteral Describe(string text, SourceSpan origin, bool isUrl, bool isWhole)
    {
        var (user, password) = isUrl ? UserOf(text) : ("", text);
        var host = isUrl ? ConnectionText.HostOf(text) : "?";
        return new ConnectionLiteral(origin, isUrl)
        {
            IsLocal = isUrl && isWhole && ConnectionText.IsLocalHost(host),
            HoldsSecret = password.Length > 0 && !IsPlaceholder(password) && !string.Equals(password, user, StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>User and password of a URL; empty where it names none, or only the beginning of one.</summary>
    private static (string User, string Password) UserOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = start < 3 ? -1 : url.IndexOfAny(['/', '?', '#'], start);
        var at = start < 3 ? -1 : url.LastIndexOf('@', (end < 0 ? url.Length : end) - 1);
        var colon = at < start ? -1 : url.IndexOf(':', start, at - start);
        return colon < 0 ? ("", "") : (url.Substring(start, colon - start), url.Substring(colon + 1, at - colon - 1));
    }

    /// <summary>True where a URL, or else a text that is a password, holds a password that is none of the words that stand for one.</summary>
    internal static bool IsSecret(string text, bool isUrl)
    {
        var (user, password) = isUrl ? UserOf(text) : ("", text);
        return password.Length > 0 && !IsPlaceholder(password) && !string.Equals(password, user, StringComparison.OrdinalIgnoreCase)
            && !WordsOfDevelopers.Any(word => password.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private static bool IsPlaceholder(string password) =>
        WordsForPasswords.Contains(password)
        || password.Trim().Length < ShortestSecret
        || password.Distinct().Count() == 1
        || PartsOfPlaceholders.Any(part => password.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);
}
