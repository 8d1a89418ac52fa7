using System.Globalization;
using Npgsql;

namespace MigrationLint.Postgres;

/// <summary>Connection URLs as libpq and node-postgres take them, in Npgsql's terms.</summary>
internal static class ConnectionUrl
{
    /// <summary>Reads <c>postgres://user:password@host:port/database?sslmode=…</c>, or Npgsql's own form.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        if (!text.StartsWith("postgres://", StringComparison.Ordinal) && !text.StartsWith("postgresql://", StringComparison.Ordinal))
        {
            return new NpgsqlConnectionStringBuilder(text);
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            throw new ArgumentException("This is not a URL of a database.", nameof(text));
        }

        var result = new NpgsqlConnectionStringBuilder { Host = url.Host };
        if (url.Port > 0)
        {
            result.Port = url.Port;
        }

        var user = url.UserInfo.Split(':', 2);
        result.Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null;
        result.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
        result.Database = url.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(url.AbsolutePath[1..]) : null;
        foreach (var parameter in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = parameter.Split('=', 2);
            Apply(result, Uri.UnescapeDataString(pair[0]), pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "");
        }

        return result;
    }

    // What other clients know and Npgsql does not is passed over: it cannot change what the catalog holds.
    private static void Apply(NpgsqlConnectionStringBuilder target, string name, string value)
    {
        switch (name)
        {
            case "host":
                target.Host = value;
                break;
            case "port":
                target.Port = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
                break;
            case "user":
                target.Username = value;
                break;
            case "password":
                target.Password = value;
                break;
            case "dbname":
                target.Database = value;
                break;
            case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode):
                target.SslMode = mode;
                break;
            case "sslrootcert":
                target.RootCertificate = value;
                break;
            case "connect_timeout":
                target.Timeout = int.Parse(value, NumberStyles.None, CultureInfo.InvariantCulture);
                break;
        }
    }
}
