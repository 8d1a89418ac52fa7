using System.Globalization;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Files;

namespace MigrationLint.Rules.Configuration;

/// <summary>Pools that keep out of what a team has agreed on. Off by default: there is no value that is right everywhere.</summary>
internal sealed class PoolThresholds : ConfigurationRule
{
    private const string Anything = "..";

    private static readonly (string Option, string Name, Func<PoolSettings, Setting<double>?> Select)[] Settings =
    [
        ("min", "min", pool => pool.Min),
        ("max", "max", pool => pool.Max),
        ("acquire_timeout", "acquire timeout", pool => pool.AcquireTimeoutMillis),
        ("idle_timeout", "idle timeout", pool => pool.IdleTimeoutMillis),
    ];

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML716", "pool-thresholds", RuleFamily.Configuration, Severity.None)
    {
        Title = "A pool's value lies outside of what the team has agreed on",
        Text = new(
            "The pool's {setting} is {value} in {file}, and the policy asks for {range}",
            "The project holds the policy in its settings of the linter (ML716.{option}): outside of it requests wait for connections, or the server runs out of them.",
            "Set {setting} to a value within {range}, or change the policy."),
        Options =
        [
            new("min", Anything, "What min may be: a number, or a range such as 0..2; an open end has no limit."),
            new("max", Anything, "What max may be."),
            new("acquire_timeout", Anything, "How many milliseconds a query may wait for a connection."),
            new("idle_timeout", Anything, "How many milliseconds an idle connection may live."),
        ],
        Bad = """
            === .editorconfig
            root = true
            [*.js]
            ML716.max = 5..20
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL,
              pool: { min: 0, [|max: 50|] },
            };
            """,
        Good = """
            === .editorconfig
            root = true
            [*.js]
            ML716.max = 5..20
            === knexfile.js
            module.exports = {
              client: 'pg',
              connection: process.env.DATABASE_URL,
              pool: { min: 0, max: 20 },
            };
            """,
    };

    /// <inheritdoc/>
    public override void Check(ConfigurationSet configuration, RuleContext context, IReporter report)
    {
        foreach (var database in configuration.Configurations.Where(database => database is { IsForDevelopment: false, IsPostgres: true, Pool: not null }))
        {
            var path = database.Location.Text.Path;
            foreach (var (option, name, select) in Settings)
            {
                var range = context.Option(Descriptor, option, path).Trim();
                if (select(database.Pool!) is { IsKnown: true } setting && !IsWithin(setting.Value, range))
                {
                    report.Report(
                        setting.Location,
                        new()
                        {
                            ["setting"] = name,
                            ["option"] = option,
                            ["value"] = setting.Value.ToString("0.###", CultureInfo.InvariantCulture),
                            ["range"] = range,
                            ["file"] = PathText.GetFileName(path),
                        });
                }
            }
        }
    }

    /// <summary>A range that cannot be read asks for nothing.</summary>
    private static bool IsWithin(double value, string range)
    {
        var dots = range.IndexOf(Anything, StringComparison.Ordinal);
        var lowest = dots < 0 ? range : range.Substring(0, dots);
        var highest = dots < 0 ? range : range.Substring(dots + Anything.Length);
        return !(Number(lowest) > value) && !(Number(highest) < value);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
