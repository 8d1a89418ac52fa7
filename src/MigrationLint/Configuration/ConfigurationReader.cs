using MigrationLint.Files;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Configuration;

/// <summary>Reads what modules say of databases.</summary>
/// <param name="files">The disk.</param>
/// <param name="evaluator">Runs the modules.</param>
internal sealed class ConfigurationReader(IFileSystem files, ModuleEvaluator evaluator)
{
    private readonly KnexMigrationsReader migrations = new(files);

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

        return [.. FindShapes(Unwrap(module.Exports), IsKnexEnvironment).Select(found => Make(found, ConfigurationKind.Knexfile, module))];
    }

    /// <summary>Reads another module: the connections that it makes and the objects in Knex's shape that it exports.</summary>
    /// <param name="path">The module.</param>
    /// <param name="isDeclared">True where the user names it, so that one that cannot be read is a problem.</param>
    public IReadOnlyList<DatabaseConfiguration> ReadModule(string path, bool isDeclared)
    {
        var module = evaluator.Evaluate(path);
        if (isDeclared ? !CanBeRead(path, module) : module.Text is null)
        {
            return [];
        }

        var made = module.Connections.SelectMany(connection => ReadConnection(connection, module));
        var exported = FindShapes(Unwrap(module.Exports), IsKnexShape).Select(found => Make(found, ConfigurationKind.PlainObject, module));
        return [.. made.Concat(exported)];
    }

    private IEnumerable<DatabaseConfiguration> ReadConnection(MadeConnection connection, EvaluatedModule module) => connection switch
    {
        { Package: "knex", Configuration: StringValue url } =>
            [Make(new Shape(null, Wrap(url), connection.Location), ConfigurationKind.KnexInstance, module)],
        { Package: "knex" } => FindShapes(connection.Configuration, IsKnexEnvironment)
            .Select(found => Make(found with { Location = found.Location ?? connection.Location }, ConfigurationKind.KnexInstance, module)),
        { Package: "pg" } => ValueReader.Alternatives(connection.Configuration).OfType<ObjectValue>().Take(1)
            .Select(found => Make(new Shape(null, found, found.Origin ?? connection.Location), ConfigurationKind.PgPool, module)),
        _ => [],
    };

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

    /// <summary>ES modules export under <c>default</c>, which Knex's command line looks into.</summary>
    private static JavaScriptValue Unwrap(JavaScriptValue exports) =>
        exports is ObjectValue module && module.Find("default") is { Value: not UndefinedValue } slot ? slot.Value : exports;

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
        var isKnex = kind != ConfigurationKind.PgPool;
        var connection = isKnex ? ConnectionText.OfKnex(shape.Object.Find("connection")) : ConnectionText.OfParts(shape.Object);
        var hasMigrations = kind == ConfigurationKind.Knexfile || shape.Object.Find("migrations") is { Value: ObjectValue };
        return new DatabaseConfiguration
        {
            Location = location,
            Kind = kind,
            Environment = shape.Environment,
            Client = isKnex ? ValueReader.Text(shape.Object, "client") : null,
            Pool = isKnex ? PoolReader.OfKnex(shape.Object) : PoolReader.OfPg(shape.Object, location),
            Tls = TlsReader.Read(connection, location),
            ConnectionVariables = connection.Variables(),
            IsLoopback = connection.IsLoopback(),
            Migrations = isKnex && hasMigrations ? migrations.Read(shape.Object, location) : null,
        };
    }
}
