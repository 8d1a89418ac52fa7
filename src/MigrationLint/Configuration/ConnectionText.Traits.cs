using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <content>What a connection tells beside its place: the kind of database, a pooler, the session.</content>
internal sealed partial class ConnectionText
{
    /// <summary>The schemes of the URLs that are written down, fallbacks included, each once.</summary>
    /// <param name="fallback">The configuration, for a text that no source wrote.</param>
    public IReadOnlyList<NamedOption> Schemes(SourceSpan fallback) => Url is null ? [] :
    [
        .. ValueReader.Alternatives(Url.Value)
            .Select(value => value is TemplateValue { Pieces.Count: > 0 } template ? template.Pieces[0] : value)
            .OfType<StringValue>()
            .Where(text => text.Value.IndexOf("://", StringComparison.Ordinal) > 0)
            .Select(text => new NamedOption(text.Value.Substring(0, text.Value.IndexOf("://", StringComparison.Ordinal)), text.Origin ?? UrlLocation ?? fallback))
            .GroupBy(scheme => scheme.Name, StringComparer.Ordinal)
            .Select(group => group.First()),
    ];

    /// <summary>What certainly leads to a pooler that hands a session on after each transaction, or that is PgBouncer on its own port.</summary>
    /// <param name="fallback">The configuration, for a text that no source wrote.</param>
    public NamedOption? Pooler(SourceSpan fallback)
    {
        if (Url is { Value: not UndefinedValue })
        {
            return CertainUrls().Select(url => (url, Sign: SignOfPooler(url.Value))).FirstOrDefault(entry => entry.Sign is not null) is { Sign: { } sign } found
                ? new NamedOption(sign, found.url.Origin ?? UrlLocation ?? fallback)
                : null;
        }

        if (Parts?.Find("port") is { Value: StringValue or NumberValue } port && PoolerPort(JavaScriptValues.Text(port.Value)) is { } byPort)
        {
            return new NamedOption(byPort, ValueReader.Locate(port, Parts));
        }

        return Parts?.Find("host") is { Value: StringValue name } host && IsNeonPooler(name.Value) ? new NamedOption("a host named -pooler", ValueReader.Locate(host, Parts)) : null;
    }

    /// <summary>See <see cref="DatabaseConfiguration.MaySetSession"/>.</summary>
    public bool MaySetSession() =>
        IsUnknown || Whole is not (null or StringValue) || Url is { Value: not (UndefinedValue or StringValue) } || Parts is { IsPartial: true } || Parts?.Find("options") is not null
        || CertainUrls().Any(url => url.Value.Contains("options=") || url.Value.Contains("_timeout="));

    private static string? SignOfPooler(string url)
    {
        if (url.Contains("?pgbouncer=true") || url.Contains("&pgbouncer=true"))
        {
            return "pgbouncer=true";
        }

        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var start = scheme < 0 ? 0 : scheme + 3;
        var end = url.IndexOfAny(['/', '?', '#'], start);
        var authority = url.Substring(start, (end < 0 ? url.Length : end) - start);
        var host = authority.Substring(authority.LastIndexOf('@') + 1);
        var colon = host.LastIndexOf(':');
        return (scheme >= 0 || authority.Contains('@')) && colon >= 0 && PoolerPort(host.Substring(colon + 1)) is { } port ? port
            : IsNeonPooler(colon < 0 ? host : host.Substring(0, colon)) ? "a host named -pooler"
            : null;
    }

    // Supabase's pooler speaks session mode on 5432 and transaction mode on 6543; 6432 is PgBouncer's own.
    private static string? PoolerPort(string? port) => port is "6543" or "6432" ? "port " + port : null;

    // Neon: ep-name-123456-pooler.region.aws.neon.tech is PgBouncer in transaction mode.
    private static bool IsNeonPooler(string host) =>
        host.EndsWith(".neon.tech", StringComparison.OrdinalIgnoreCase) && host.Split('.')[0].EndsWith("-pooler", StringComparison.OrdinalIgnoreCase);
}
