using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>
/// Reads what modules say of databases in production: of all environment variables only NODE_ENV counts as known, so that one machine
/// reports what another does. A knexfile is read for every value of it; only where migrations lie may depend on what the run was told.
/// </summary>
/// <param name="files">The disk.</param>
/// <param name="informed">Runs modules with the environment of the run.</param>
internal sealed class ConfigurationReader(IFileSystem files, ModuleEvaluator informed)
{
    private static readonly Dictionary<string, string> NoVariables = new(StringComparer.Ordinal);

    private static readonly Dictionary<string, string> ProductionVariables = new(StringComparer.Ordinal) { ["NODE_ENV"] = "production" };

    // The clients of Knex that speak through node-postgres (knex 3, lib/constants.js).
    private static readonly string[] PostgresClients = ["pg", "pgnative", "postgres", "postgresql", "cockroachdb", "redshift"];

    private readonly ModuleEvaluator evaluator = informed.Environment.Count == 0 ? informed : new ModuleEvaluator(files, NoVariables);
    private readonly ModuleEvaluator production = new(files, ProductionVariables);
    private readonly KnexMigrationsReader migrations = new(files);

    // The objects that were taken, by the expression that made them: a module that hands on what another holds adds nothing.
    private readonly HashSet<(string Path, TextSpan Span)> taken = [];

    /// <summary>What is wrong with the modules that were read.</summary>
    public List<ConfigurationProblem> Problems { get; } = [];

    /// <summary>Reads a knexfile: one configuration, or one for each environment.</summary>
    public IReadOnlyList<DatabaseConfiguration> ReadKnexfile(string path)
    {
        var module = evaluator.Evaluate(path);
        if (!CanBeRead(path, module))
        {
            return [];
        }

        var found = InProduction(path, FindEnvironments(evaluator, module));
        if (ReferenceEquals(evaluator, informed) || found.TrueForAll(configuration => configuration.Migrations is { IsPartial: false }))
        {
            return found;
        }

        var known = FindEnvironments(informed, informed.Evaluate(path)).ToLookup(configuration => configuration.Environment, StringComparer.Ordinal);
        return found.ConvertAll(configuration => known[configuration.Environment].FirstOrDefault() is { } better
            ? configuration with { Migrations = better.Migrations }
            : configuration);
    }

    /// <summary>
    /// What of a knexfile's configurations holds in production. A branch that NODE_ENV keeps production from still says where migrations lie.
    /// </summary>
    private List<DatabaseConfiguration> InProduction(string path, List<DatabaseConfiguration> found)
    {
        var holding = FindEnvironments(production, production.Evaluate(path));
        return found.ConvertAll(configuration =>
            configuration.IsForDevelopment ? configuration
            : holding.Find(other => other.Environment == configuration.Environment && Key(other.Location) == Key(configuration.Location)) is { } same
                ? configuration with { Pool = same.Pool, Tls = same.Tls, ConnectionVariables = same.ConnectionVariables, Parts = same.Parts, Place = same.Place, IsLoopback = same.IsLoopback, Literals = same.Literals, UrlSchemes = same.UrlSchemes, Pooler = same.Pooler, ConnectionOptions = same.ConnectionOptions, MaySetSession = same.MaySetSession }
            : configuration.Environment is null ? configuration with { IsForDevelopment = holding.Count > 0 }
            : configuration);
    }

    /// <summary>Reads another module: the connections that it makes and the objects in Knex's shape that it exports.</summary>
    /// <param name="path">The module.</param>
    /// <param name="isDeclared">True where the user names it, so that one that cannot be read is a problem.</param>
    public IReadOnlyList<DatabaseConfiguration> ReadModule(string path, bool isDeclared)
    {
        var module = production.Evaluate(path);
        if (isDeclared ? !CanBeRead(path, module) : module.Text is null)
        {
            return [];
        }

        var made = module.DatabaseInstances.SelectMany(instance => ReadInstance(instance, module));
        var exported = FindShapes(Unwrap(production, module.Exports), IsKnexShape).Where(IsFresh).Select(found => Make(found, ConfigurationKind.PlainObject, module));
        return [.. made.Concat(exported)];
    }

    /// <summary>
    /// Reads a <c>drizzle.config</c>: dialect (before drizzle-kit 0.21 a <c>driver</c> stood for it) and place. What is said of TLS and of variables there concerns the machine that runs drizzle-kit.
    /// </summary>
    public IReadOnlyList<DatabaseConfiguration> ReadDrizzleConfig(string path)
    {
        var module = production.Evaluate(path);
        if (!CanBeRead(path, module))
        {
            return [];
        }

        var shape = ValueReader.Alternatives(Unwrap(production, module.Exports)).OfType<ObjectValue>().FirstOrDefault(value => value.Find("dbCredentials") is not null);
        if (shape is null || !IsFresh(new Shape(null, shape, shape.Origin)))
        {
            return [];
        }

        var location = shape.Origin ?? SourceSpan.StartOf(module.Text!);
        var credentials = shape.Find("dbCredentials");
        var connection = ConnectionText.OfKnex(credentials?.Value is ObjectValue parts && parts.Find("url") is { } url ? url : credentials);
        var dialect = ValueReader.Text(shape, "dialect") ?? ValueReader.Text(shape, "driver");
        return
        [
            new DatabaseConfiguration
            {
                Location = location,
                Kind = ConfigurationKind.DrizzleConfig,
                Client = dialect,
                IsPostgres = dialect is not { IsKnown: true } || PostgresClients.Contains(dialect.Value, StringComparer.Ordinal),
                Package = PackageOf(path),
                Tls = new TlsSettings { Location = location, Decision = TlsDecision.Unknown },
                ConnectionVariables = connection.Variables(),
                Parts = connection.KnownParts(),
                Place = connection.Identity(),
                IsLoopback = connection.IsLoopback(),
                Literals = LiteralReader.Read(connection),
                UrlSchemes = connection.Schemes(location),
            },
        ];
    }

    private List<DatabaseConfiguration> FindEnvironments(ModuleEvaluator by, EvaluatedModule module) =>
        [.. FindShapes(Unwrap(by, module.Exports), IsKnexEnvironment).Select(found => Make(found, ConfigurationKind.Knexfile, module))];

    private IEnumerable<DatabaseConfiguration> ReadInstance(DatabaseInstance instance, EvaluatedModule module) => (instance.Kind, instance.Arguments.Count > 0 ? instance.Arguments[0] : null) switch
    {
        (DatabaseInstanceKind.Knex, StringValue url) => [Make(new Shape(null, Wrap(url), instance.Location), ConfigurationKind.KnexInstance, module)],
        (DatabaseInstanceKind.Knex, { } argument) => FindShapes(argument, IsKnexEnvironment).Where(IsFresh)
            .Select(found => Make(found with { Location = found.Location ?? instance.Location }, ConfigurationKind.KnexInstance, module)),
        (DatabaseInstanceKind.PgPool or DatabaseInstanceKind.PgClient, { } argument) => ValueReader.Alternatives(argument).OfType<ObjectValue>().Take(1)
            .Select(found => new Shape(null, found, found.Origin ?? instance.Location)).Where(IsFresh)
            .Select(found => Make(found, ConfigurationKind.PgPool, module))
            .Select(made => instance.Kind == DatabaseInstanceKind.PgClient ? made with { Pool = null } : made),
        _ => [],
    };

    private bool IsFresh(Shape shape) => shape.Object.Origin is not { } origin || taken.Add(Key(origin));

    // Each evaluator reads a text of its own.
    private static (string Path, TextSpan Span) Key(SourceSpan place) => (place.Text.Path, place.Span);

    private static ObjectValue Wrap(StringValue url)
    {
        var configuration = new ObjectValue();
        configuration.Set(new PropertySlot("connection", url, url.Origin));
        return configuration;
    }

    private bool CanBeRead(string path, EvaluatedModule module)
    {
        if (module.Text is null)
        {
            var content = files.Read(path);
            var reason = content.Status switch
            {
                FileReadStatus.Missing => "does not exist",
                FileReadStatus.TooLarge => "is too large to be read",
                FileReadStatus.Unreadable => "cannot be read: " + content.Reason,
                _ => "is no file that can be read",
            };
            Problems.Add(new ConfigurationProblem(
                SourceSpan.StartOf(new SourceText(path, "")), $"{PathText.GetFileName(path)} {reason}", "Make the file readable, or take it out of the settings."));
            return false;
        }

        if (module.Parse is { Errors.Count: > 0 } parse)
        {
            var error = parse.Errors[0];
            Problems.Add(new ConfigurationProblem(
                new SourceSpan(module.Text, error.Span), $"{PathText.GetFileName(path)} cannot be parsed: {error.Message}", "Mend the syntax: what the file configures was not checked."));
        }

        return true;
    }

    /// <summary>What Knex's command line takes: the value under <c>default</c> where there is one, and of a function its result (bin/cli.js).</summary>
    private static JavaScriptValue Unwrap(ModuleEvaluator by, JavaScriptValue exports)
    {
        var value = exports is ObjectValue module && module.Find("default") is { Value: not UndefinedValue } slot ? slot.Value : exports;
        return value is ObjectValue or ConditionalValue or UnknownValue ? value : by.Call(value, []);
    }

    /// <summary>A configuration in a value.</summary>
    /// <param name="Environment">The key that it stands under; null where it is the value itself.</param>
    /// <param name="Object">The configuration.</param>
    /// <param name="Location">Where it begins; null where no source wrote it.</param>
    private sealed record Shape(string? Environment, ObjectValue Object, SourceSpan? Location);

    private static IEnumerable<Shape> FindShapes(JavaScriptValue value, Func<ObjectValue, bool> isConfiguration)
    {
        foreach (var top in ValueReader.Alternatives(value).SelectMany(Maps))
        {
            if (isConfiguration(top))
            {
                yield return new Shape(null, top, top.Origin);
                continue;
            }

            foreach (var slot in top.Properties)
            {
                foreach (var environment in ValueReader.Alternatives(slot.Value).OfType<ObjectValue>().Where(isConfiguration).Take(1))
                {
                    yield return new Shape(slot.Name, environment, slot.Location ?? environment.Origin);
                }
            }
        }
    }

    // config[process.env.NODE_ENV] is unknown, but made from the object of all environments.
    private static IEnumerable<ObjectValue> Maps(JavaScriptValue value) => value switch
    {
        ObjectValue map => [map],
        UnknownValue { Source: UnknownSource.Computed } computed => computed.Inputs.Take(1).OfType<ObjectValue>(),
        _ => [],
    };

    private static bool IsKnexEnvironment(ObjectValue value) =>
        value.Find("client") is not null || value.Find("connection") is not null || value.Find("migrations") is not null;

    // Outside of a knexfile more is asked for: Sequelize has pools and TypeORM has migrations, too.
    private static bool IsKnexShape(ObjectValue value) =>
        value.Find("dialect") is null && (value.Find("client") is not null || (value.Find("pool") is not null && value.Find("connection") is not null));

    private DatabaseConfiguration Make(Shape shape, ConfigurationKind kind, EvaluatedModule module)
    {
        var location = shape.Location ?? SourceSpan.StartOf(module.Text!);
        if (shape.Object.Origin is { } origin)
        {
            taken.Add(Key(origin));
        }

        var isKnex = kind != ConfigurationKind.PgPool;
        var connection = isKnex ? ConnectionText.OfKnex(shape.Object.Find("connection")) : ConnectionText.OfParts(shape.Object);
        var hasMigrations = kind == ConfigurationKind.Knexfile || shape.Object.Find("migrations") is { Value: ObjectValue };
        var client = isKnex ? ValueReader.Text(shape.Object, "client") : null;
        var isForeign = client is { IsKnown: true } && !PostgresClients.Contains(client.Value, StringComparer.Ordinal);
        return new DatabaseConfiguration
        {
            Location = location,
            Kind = kind,
            Environment = shape.Environment,
            Client = client,
            IsPostgres = !isForeign,
            Package = PackageOf(location.Text.Path),
            Pool = isForeign ? null : isKnex ? PoolReader.OfKnex(shape.Object, location) : PoolReader.OfPg(shape.Object, location),
            PoolOptions = !isForeign && isKnex && shape.Object.Find("pool")?.Value is ObjectValue pool ? ValueReader.Options(pool) : [],
            Options = isForeign ? [] : ValueReader.Options(shape.Object),
            Tls = isForeign ? new TlsSettings { Location = location, Decision = TlsDecision.Unknown } : TlsReader.Read(connection, location),
            ConnectionVariables = connection.Variables(),
            Parts = connection.KnownParts(),
            Place = connection.Identity(),
            IsLoopback = connection.IsLoopback(),
            Unguarded = EnvironmentReads.Find(shape.Object),
            Literals = isForeign ? [] : LiteralReader.Read(connection),
            UrlSchemes = connection.Schemes(location),
            Pooler = connection.Pooler(location),
            ConnectionOptions = connection.Parts is { } parts ? ValueReader.Options(parts) : [],
            MaySetSession = connection.MaySetSession(),
            Migrations = isKnex && hasMigrations ? migrations.Read(shape.Object, location, kind == ConfigurationKind.Knexfile ? module.Text!.Path : null) : null,
        };
    }

    private string? PackageOf(string path)
    {
        var directory = PathText.GetDirectory(path);
        while (directory is not null && files.GetKind(PathText.Combine(directory, "package.json")) != FileEntryKind.File)
        {
            directory = PathText.GetDirectory(directory);
        }

        return directory;
    }
}
