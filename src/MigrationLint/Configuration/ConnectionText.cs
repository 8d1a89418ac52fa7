using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>What is known of a connection: how it says where the database is.</summary>
internal sealed partial class ConnectionText
{
    private static readonly string[] Places = ["host", "hostname", "port", "database"];
    private static readonly Dictionary<string, ConnectionPart> NoParts = new(StringComparer.Ordinal);

    private ConnectionText(ObjectValue? parts, PropertySlot? url, JavaScriptValue? whole)
    {
        Parts = parts;
        Url = url;
        Whole = whole;
    }

    /// <summary>The object that holds host, database and <c>ssl</c>; null where the connection is one string or not known.</summary>
    public ObjectValue? Parts { get; }

    /// <summary>The property that holds the URL; null without one.</summary>
    public PropertySlot? Url { get; }

    private JavaScriptValue? Whole { get; }

    /// <summary>True where nothing can be said: a function or an import gives the connection.</summary>
    public bool IsUnknown => Parts is null && Url is null;

    /// <summary>Reads Knex's <c>connection</c>, which is an object or a URL.</summary>
    public static ConnectionText OfKnex(PropertySlot? connection) => connection?.Value switch
    {
        null or UndefinedValue or NullValue => new ConnectionText(new ObjectValue(), null, null),
        ObjectValue parts => OfParts(parts),
        var value when ValueReader.Alternatives(value).Any(one => one is ObjectValue) => OfAlternatives(value),
        StringValue or TemplateValue or ConditionalValue or UnknownValue { Source: UnknownSource.Environment } => new ConnectionText(null, connection, connection.Value),
        UnknownValue unknown when ValueReader.Variables(unknown).Count > 0 => new ConnectionText(null, connection, unknown),
        var value => new ConnectionText(null, null, value),
    };

    /// <summary>Reads the configuration of a pool or client of <c>pg</c>.</summary>
    public static ConnectionText OfParts(ObjectValue parts) => new(parts, parts.Find("connectionString"), null);

    // A connection that is an object in one environment only: what is read is the object.
    private static ConnectionText OfAlternatives(JavaScriptValue value)
    {
        var parts = ValueReader.Alternatives(value).OfType<ObjectValue>().First();
        return new ConnectionText(parts, parts.Find("connectionString"), value);
    }

    /// <summary>The environment variables that decide where the database is, in ordinal order.</summary>
    public IReadOnlyList<string> Variables() =>
    [
        .. Sources()
            .SelectMany(value => ValueReader.Variables(value, withTests: false))
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal),
    ];

    /// <summary>The parts of the place that are literals or come from the environment.</summary>
    public IReadOnlyDictionary<string, ConnectionPart> KnownParts()
    {
        if (Url is { Value: not UndefinedValue })
        {
            return Url.Value is StringValue url && url.Value.Contains("://") ? PartsOf(url.Value) : NoParts;
        }

        var known = new Dictionary<string, ConnectionPart>(StringComparer.Ordinal);
        foreach (var name in Places)
        {
            if (Parts?.Find(name) is not { Value: var value })
            {
                continue;
            }

            var variables = ValueReader.Variables(value, withTests: false);
            if (value is StringValue or NumberValue || variables.Count > 0)
            {
                known[name == "hostname" ? "host" : name] = new ConnectionPart(JavaScriptValues.Text(value), variables);
            }
        }

        return known;
    }

    /// <summary>What the place is read from, if from nothing but literals and variables without fallback; see <see cref="DatabaseConfiguration.Place"/>.</summary>
    public string? Identity()
    {
        if (Url is { Value: not UndefinedValue })
        {
            return Whole is null || ReferenceEquals(Whole, Url.Value) ? Identity(Url.Value) : null;
        }

        var slots = Places.Select(name => Parts?.Find(name)).OfType<PropertySlot>().ToList();
        var parts = slots.ConvertAll(slot => Identity(slot.Value));
        return Whole is null && slots.Exists(slot => slot.Name == "database") && !parts.Contains(null)
            ? string.Join("\n", slots.Select((slot, index) => $"{slot.Name}={parts[index]}"))
            : null;
    }

    private static string? Identity(JavaScriptValue value) => value switch
    {
        UnknownValue { Source: UnknownSource.Environment } variable => "$" + variable.Detail,
        StringValue or NumberValue => JavaScriptValues.Text(value),
        _ => null,
    };

    private static Dictionary<string, ConnectionPart> PartsOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = url.IndexOf('/', start);
        var end = url.IndexOfAny(['?', '#'], start);
        var database = path < 0 || (end >= 0 && path > end) ? "" : url.Substring(path + 1, (end < 0 ? url.Length : end) - path - 1);
        return new(StringComparer.Ordinal) { ["host"] = new ConnectionPart(HostOf(url), []), ["database"] = new ConnectionPart(database, []) };
    }

    /// <summary>True where host or URL is a literal that names this machine.</summary>
    public bool IsLoopback()
    {
        if (Url is { Value: not UndefinedValue })
        {
            return Url.Value is StringValue url && IsLocalHost(HostOf(url.Value));
        }

        return Parts?.Find("host")?.Value is StringValue host && IsLocalHost(host.Value);
    }

    /// <summary>The stretches of the URL that stand there under any value of the environment; a fallback does not.</summary>
    public IEnumerable<StringValue> CertainUrls() => Url?.Value switch
    {
        StringValue text => [text],
        TemplateValue template => template.Pieces.OfType<StringValue>(),
        _ => [],
    };

    /// <summary>Where the URL is written.</summary>
    public SourceSpan? UrlLocation => Url?.Location ?? Url?.Value.Origin;

    /// <summary>The host that a URL names; empty where it names none, which means a socket.</summary>
    internal static string HostOf(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal);
        if (start < 0)
        {
            return "?";
        }

        var end = url.IndexOfAny(['/', '?', '#'], start + 3);
        var authority = url.Substring(start + 3, (end < 0 ? url.Length : end) - start - 3);
        var host = authority.Substring(authority.LastIndexOf('@') + 1);
        var port = host.LastIndexOf(':');
        return host.StartsWith("[", StringComparison.Ordinal) ? host.Split(']')[0].TrimStart('[') : port < 0 ? host : host.Substring(0, port);
    }

    /// <summary>True for the names and addresses of this machine, and for a socket.</summary>
    internal static bool IsLocalHost(string host) =>
        host.Length == 0 || host is "localhost" or "::1" || host.StartsWith("127.", StringComparison.Ordinal)
        || host.StartsWith("/", StringComparison.Ordinal) || host.StartsWith("%2F", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<JavaScriptValue> Sources()
    {
        if (Whole is not null)
        {
            yield return Whole;
        }

        if (Url is { Value: not UndefinedValue })
        {
            yield return Url.Value;
        }

        foreach (var name in Places)
        {
            if (Parts?.Find(name) is { } slot)
            {
                yield return slot.Value;
            }
        }
    }
}
