using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>
/// Reads how TLS is decided, as node-postgres and Knex do it: a parameter of the URL wins over the <c>ssl</c> object, of which then
/// nothing is left (pg 8, pg-connection-string 2).
/// </summary>
internal static class TlsReader
{
    private static readonly HashSet<string> TextTests = new(StringComparer.Ordinal) { "includes", "indexOf", "startsWith", "endsWith", "match", "test", "search", "exec" };

    private static readonly string[] NamesOfUrls = ["URL", "URI", "DSN", "CONNECTION", "CONN_STR"];

    /// <summary>Reads a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="fallback">The configuration, for the place where nothing is said.</param>
    public static TlsSettings Read(ConnectionText connection, SourceSpan fallback)
    {
        if (ReadUrl(connection) is { } byUrl)
        {
            return byUrl;
        }

        if (connection.Parts?.Find("ssl") is { Value: not UndefinedValue } ssl)
        {
            return ReadSsl(ssl, connection, fallback);
        }

        var isUnknown = connection.IsUnknown || connection.Parts?.IsPartial == true;
        return new TlsSettings { Location = fallback, Decision = isUnknown ? TlsDecision.Unknown : TlsDecision.Absent };
    }

    private static TlsSettings? ReadUrl(ConnectionText connection)
    {
        foreach (var url in connection.CertainUrls())
        {
            var mode = Parameter(url.Value, "sslmode");
            var flag = mode ?? Parameter(url.Value, "ssl");
            if (flag is null)
            {
                continue;
            }

            var location = url.Origin ?? connection.UrlLocation ?? default;
            var isOff = mode is not null ? flag == "disable" : flag == "0";
            var isUnverified = flag == "no-verify"
                || (flag == "require" && Parameter(url.Value, "uselibpqcompat") == "true" && Parameter(url.Value, "sslrootcert") is null);
            return new TlsSettings { Location = location, Decision = isOff ? TlsDecision.Off : TlsDecision.On, Unverified = isUnverified ? [location] : [] };
        }

        return null;
    }

    private static string? Parameter(string url, string name)
    {
        for (var at = url.IndexOf(name + "=", StringComparison.Ordinal); at >= 0; at = url.IndexOf(name + "=", at + 1, StringComparison.Ordinal))
        {
            if (at > 0 && url[at - 1] is '?' or '&')
            {
                var start = at + name.Length + 1;
                var end = url.IndexOfAny(['&', '#'], start);
                return end < 0 ? url.Substring(start) : url.Substring(start, end - start);
            }
        }

        return null;
    }

    private static TlsSettings ReadSsl(PropertySlot ssl, ConnectionText connection, SourceSpan fallback)
    {
        var (decision, decidedBy) = Decide(ssl.Value, connection);
        return new TlsSettings
        {
            Location = ssl.Location ?? ssl.Value.Origin ?? fallback,
            Decision = decision,
            DecidedBy = decidedBy,
            Unverified = [.. FindUnverified(ssl.Value).Distinct()],
        };
    }

    private static (TlsDecision Decision, string DecidedBy) Decide(JavaScriptValue value, ConnectionText connection)
    {
        var constants = ValueReader.Alternatives(value).Select(Constant).Distinct().ToList();
        if (constants.Count == 1 && constants[0] is { } constant)
        {
            return (constant ? TlsDecision.On : TlsDecision.Off, "");
        }

        var patterns = Patterns(value, connection);
        if (patterns.Count > 0)
        {
            return (TlsDecision.UrlPattern, string.Join(", ", patterns));
        }

        var variables = ValueReader.Variables(value);
        return variables.Count > 0 ? (TlsDecision.EnvironmentVariable, string.Join(", ", variables)) : (TlsDecision.Unknown, "");
    }

    /// <summary>Whether a value switches TLS on; null where it is not known. Any string does, <c>'false'</c> included.</summary>
    private static bool? Constant(JavaScriptValue value) => value switch
    {
        ObjectValue => true,
        BooleanValue boolean => boolean.Value,
        StringValue text => text.Value.Length > 0,
        NullValue or UndefinedValue => false,
        _ => null,
    };

    /// <summary>The texts that the URL is searched for, in source order.</summary>
    private static List<string> Patterns(JavaScriptValue value, ConnectionText connection)
    {
        var own = new HashSet<string>(connection.Variables(), StringComparer.Ordinal);
        return
        [
            .. ValueReader.Ingredients(value)
                .OfType<UnknownValue>()
                .Where(unknown => TextTests.Contains(unknown.Detail) && ValueReader.Variables(unknown).Any(name => own.Contains(name) || LooksLikeUrl(name)))
                .SelectMany(unknown => unknown.Inputs.SelectMany(Literals))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<string> Literals(JavaScriptValue value) => value switch
    {
        StringValue text => [text.Value],
        RegExpValue pattern => [pattern.Text],
        ArrayValue array => array.Elements.SelectMany(Literals),
        _ => [],
    };

    private static bool LooksLikeUrl(string variable) => NamesOfUrls.Any(part => variable.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);

    private static IEnumerable<SourceSpan> FindUnverified(JavaScriptValue value) =>
        from tls in ValueReader.Ingredients(value, withTests: false).OfType<ObjectValue>()
        let check = tls.Find("rejectUnauthorized")
        where check is not null && ValueReader.Alternatives(check.Value).Any(one => one is BooleanValue { Value: false })
        select ValueReader.Locate(check, tls);
}
