using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>What the project's files say of its databases.</summary>
internal sealed record ConfigurationSet
{
    /// <summary>Every configuration found: one per file and environment, in ordinal order of paths, then as they stand in the file.</summary>
    public required IReadOnlyList<DatabaseConfiguration> Configurations { get; init; }

    /// <summary>The scripts of the packages' <c>package.json</c>.</summary>
    public IReadOnlyList<PackageScript> Scripts { get; init; } = [];

    /// <summary>What is wrong with configuration files or with the settings given to the linter: one per problem.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; init; } = [];

    /// <summary>The directories of migrations that configurations name and that are not there, each once, as seen from the file that names it.</summary>
    public IReadOnlyList<NamedOption> MissingDirectories { get; init; } = [];

    /// <summary>The passwords of databases that stand in files of settings which are no modules: compose files, <c>appsettings.json</c>, <c>.env</c>.</summary>
    public IReadOnlyList<WrittenSecret> Secrets { get; init; } = [];

    /// <summary>By the directory of a configuration: the names of variables that files at or above it list.</summary>
    public IReadOnlyDictionary<string, EnvironmentNames> Environments { get; init; } = new Dictionary<string, EnvironmentNames>(StringComparer.Ordinal);
}

/// <summary>Something that keeps a configuration from being read or obeyed.</summary>
/// <param name="Location">Where.</param>
/// <param name="Message">What, as a clause that names the file or setting.</param>
/// <param name="Remedy">What to do, as a whole sentence.</param>
internal sealed record ConfigurationProblem(SourceSpan Location, string Message, string Remedy);

/// <summary>A script of a <c>package.json</c>.</summary>
/// <param name="Name">What it is run by.</param>
/// <param name="Command">What it runs.</param>
/// <param name="Location">The command, in its file.</param>
internal sealed record PackageScript(string Name, string Command, SourceSpan Location);

/// <summary>Which library reads a configuration: its defaults and traps differ.</summary>
internal enum ConfigurationKind
{
    /// <summary>An environment of a <c>knexfile</c>.</summary>
    Knexfile,

    /// <summary>A <c>knex({…})</c> call in a module.</summary>
    KnexInstance,

    /// <summary>A <c>new Pool({…})</c> or <c>new Client({…})</c> of <c>pg</c>.</summary>
    PgPool,

    /// <summary>A plain object that a module exports, in Knex's shape (<c>client</c> or <c>pool</c>).</summary>
    PlainObject,

    /// <summary>A <c>drizzle.config</c>: where drizzle-kit works. What the application connects with stands elsewhere.</summary>
    DrizzleConfig,
}

/// <summary>A value in a configuration, with what is known of it.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="Value">The value; default where it is not known.</param>
/// <param name="IsKnown">False where it depends on what cannot be read.</param>
/// <param name="Location">The property that sets it.</param>
/// <param name="Source">How it is written, for messages: at most 60 characters, never a secret.</param>
public sealed record Setting<T>(T? Value, bool IsKnown, SourceSpan Location, string Source);

/// <summary>The settings of one database for one environment in one file.</summary>
internal sealed record DatabaseConfiguration
{
    private static readonly HashSet<string> DevelopmentEnvironments =
        new(StringComparer.OrdinalIgnoreCase) { "development", "dev", "local", "localhost", "test", "testing", "tests", "integration", "e2e", "ci" };

    /// <summary>Where the configuration begins.</summary>
    public required SourceSpan Location { get; init; }

    /// <summary>Who reads it.</summary>
    public required ConfigurationKind Kind { get; init; }

    /// <summary>The environment's key (<c>production</c>), or null where the file has only one configuration.</summary>
    public string? Environment { get; init; }

    /// <summary>Knex's <c>client</c> (<c>pg</c>), or drizzle-kit's <c>dialect</c> (<c>postgresql</c>), where it is said.</summary>
    public Setting<string>? Client { get; init; }

    /// <summary>False where <see cref="Client"/> certainly is another database's.</summary>
    public bool IsPostgres { get; init; } = true;

    /// <summary>
    /// True where it does not hold in production: its environment is one of developers or tests, or <c>NODE_ENV</c> decides for another.
    /// </summary>
    public bool IsForDevelopment
    {
        get => field || (Environment is not null && DevelopmentEnvironments.Contains(Environment));
        init;
    }

    /// <summary>The directory of the nearest package.json at or above the file; null without one. Packages have databases of their own.</summary>
    public string? Package { get; init; }

    /// <summary>The pool's settings; null where none are given.</summary>
    public PoolSettings? Pool { get; init; }

    /// <summary>What stands in Knex's <c>pool</c>, certainly and with a value.</summary>
    public IReadOnlyList<NamedOption> PoolOptions { get; init; } = [];

    /// <summary>What stands beside <c>connection</c> or in the object that <c>pg</c> is given, certainly and with a value.</summary>
    public IReadOnlyList<NamedOption> Options { get; init; } = [];

    /// <summary>How TLS is decided.</summary>
    public required TlsSettings Tls { get; init; }

    /// <summary>The environment variables that decide where the database is, in ordinal order: two configurations that share none speak of different databases.</summary>
    public IReadOnlyList<string> ConnectionVariables { get; init; } = [];

    /// <summary>What is known of <c>host</c>, <c>port</c> and <c>database</c>: the one that is missing here is not known or not said.</summary>
    public IReadOnlyDictionary<string, ConnectionPart> Parts { get; init; } = new Dictionary<string, ConnectionPart>(StringComparer.Ordinal);

    /// <summary>
    /// Equal for two configurations that certainly read the same place from the same literals and variables; null where it cannot be told. It may hold a
    /// password, so that it is compared and never shown.
    /// </summary>
    public string? Place { get; init; }

    /// <summary>True where host or URL is a literal that names this machine (loopback, a socket).</summary>
    public bool IsLoopback { get; init; }

    /// <summary>The environment variables that it reads without giving a fallback anywhere, each once, where it is read first.</summary>
    public IReadOnlyList<NamedOption> Unguarded { get; init; } = [];

    /// <summary>The literals that hold a password or stand in for a variable that is not set.</summary>
    public IReadOnlyList<ConnectionLiteral> Literals { get; init; } = [];

    /// <summary>The schemes (<c>postgres</c>) of the URLs that it may connect to and that are written down, each once.</summary>
    public IReadOnlyList<NamedOption> UrlSchemes { get; init; } = [];

    /// <summary>What in the connection certainly leads to a pooler, as a clause (<c>port 6432</c>); null for nothing.</summary>
    public NamedOption? Pooler { get; init; }

    /// <summary>What the connection sets beside the place, such as <c>statement_timeout</c>.</summary>
    public IReadOnlyList<NamedOption> ConnectionOptions { get; init; } = [];

    /// <summary>True where the connection may set more of the session than is seen: part of it could not be read, or a URL or <c>options</c> holds parameters.</summary>
    public bool MaySetSession { get; init; }

    /// <summary>Knex's <c>migrations</c>; null for other libraries.</summary>
    public KnexMigrationSettings? Migrations { get; init; }
}

/// <summary>An option by its name.</summary>
/// <param name="Name">The property's name.</param>
/// <param name="Location">The property.</param>
public sealed record NamedOption(string Name, SourceSpan Location);

/// <summary>A literal URL or password, of which the value is not kept.</summary>
/// <param name="Location">The literal.</param>
/// <param name="IsUrl">True for a URL, false for a password alone.</param>
internal sealed record ConnectionLiteral(SourceSpan Location, bool IsUrl)
{
    /// <summary>The variables that it stands in for when none of them is set; empty where it holds under any environment.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>True where it leads to this machine.</summary>
    public bool IsLocal { get; init; }

    /// <summary>True where it holds a password that is none of the words that stand for one.</summary>
    public bool HoldsSecret { get; init; }
}

/// <summary>A password in a file of settings, of which the value is not kept.</summary>
/// <param name="Name">The variable or key that holds it.</param>
/// <param name="Location">The value.</param>
/// <param name="IsLocal">True where the host, as far as it is known, has a name of a network of containers only.</param>
internal sealed record WrittenSecret(string Name, SourceSpan Location, bool IsLocal);

/// <summary>One part of where a database is.</summary>
/// <param name="Literal">The text; null where variables give it.</param>
/// <param name="Variables">The environment variables that it comes from; empty for a literal.</param>
public sealed record ConnectionPart(string? Literal, IReadOnlyList<string> Variables);

/// <summary>
/// A pool's settings under Knex's names (pg-pool's <c>connectionTimeoutMillis</c> is <see cref="AcquireTimeoutMillis"/>). Null: not given.
/// Times are in milliseconds.
/// </summary>
internal sealed record PoolSettings
{
    /// <summary>The property that holds them all.</summary>
    public required SourceSpan Location { get; init; }

    /// <summary>How many idle connections are kept. Knex's default is 2, pg-pool's 0.</summary>
    public Setting<double>? Min { get; init; }

    /// <summary>How many connections there may be. The default of both is 10.</summary>
    public Setting<double>? Max { get; init; }

    /// <summary>How long a query waits for a connection.</summary>
    public Setting<double>? AcquireTimeoutMillis { get; init; }

    /// <summary>How long an idle connection lives.</summary>
    public Setting<double>? IdleTimeoutMillis { get; init; }

    /// <summary>How long opening a connection may take.</summary>
    public Setting<double>? CreateTimeoutMillis { get; init; }

    /// <summary>True where a spread or computed key may set more than is seen.</summary>
    public bool IsPartial { get; init; }
}

/// <summary>What decides whether TLS is used.</summary>
internal enum TlsDecision
{
    /// <summary>Nothing is said: the driver's default, no TLS.</summary>
    Absent,

    /// <summary>A constant that switches it off.</summary>
    Off,

    /// <summary>A constant that switches it on.</summary>
    On,

    /// <summary>An environment variable decides.</summary>
    EnvironmentVariable,

    /// <summary>The text of the connection URL decides (<c>url.includes('localhost')</c>).</summary>
    UrlPattern,

    /// <summary>It could not be read.</summary>
    Unknown,
}

/// <summary>How a configuration decides on TLS, and whether the server's certificate is checked.</summary>
internal sealed record TlsSettings
{
    /// <summary>Where it is decided: the <c>ssl</c> property, or the configuration where nothing is said.</summary>
    public required SourceSpan Location { get; init; }

    /// <summary>What decides.</summary>
    public required TlsDecision Decision { get; init; }

    /// <summary>What the decision reads, for messages: the variable's name or the pattern; empty for constants.</summary>
    public string DecidedBy { get; init; } = "";

    /// <summary>Each place that switches the certificate check off (<c>rejectUnauthorized: false</c>, <c>sslmode=no-verify</c>), reachable under some value of the environment.</summary>
    public IReadOnlyList<SourceSpan> Unverified { get; init; } = [];
}
