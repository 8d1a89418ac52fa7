using System.CommandLine;
using System.CommandLine.Parsing;
using MigrationLint.Checking;

namespace MigrationLint.Cli;

/// <summary>Options and arguments that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>Files and folders; none stands for the current directory.</summary>
    public static Argument<string[]> Paths() => new("PATH")
    {
        Description = "Folders or files to look at. Default: the current directory.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Ids or slugs, separated by commas; null where the option is not given.</summary>
    public static Option<IReadOnlyCollection<string>?> Rules() => new("--rules")
    {
        Description = "Run exactly these rules, also those that are off by default: ids, separated by commas.",
        HelpName = "ML001,…",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseRules,
    };

    /// <summary>Variables over those of the process.</summary>
    public static Option<IReadOnlyDictionary<string, string>> Environment() => new("--env")
    {
        Description = "Set an environment variable for the configuration files; may be repeated.",
        HelpName = "NAME=VALUE",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseEnvironment,
        DefaultValueFactory = _ => new Dictionary<string, string>(StringComparer.Ordinal),
    };

    /// <summary>Nothing is taken as given.</summary>
    public static Option<bool> FromEmpty() => new("--from-empty") { Description = "Replay the migrations as on an empty database: a table that none of them creates is missing." };

    /// <summary>What follows a failure is not replayed.</summary>
    public static Option<bool> StopAtFailure() => new("--stop-at-failure") { Description = "End the replay at the first migration that fails, instead of going on with the next." };

    /// <summary>The major version of the server.</summary>
    public static Option<int?> TargetVersion() => new("--target-version")
    {
        Description = "The major version of PostgreSQL that the migrations are for. Default: what .editorconfig says, else 15.",
        HelpName = "15",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = ParseTargetVersion,
    };

    /// <summary>What new migrations will be merged into.</summary>
    public static Option<string?> Base() => new("--base")
    {
        Description = "A git revision: migrations that it has are old, and what was deleted or changed since is reported.",
        HelpName = "REV",
    };

    /// <summary>The last migration that has run.</summary>
    public static Option<string?> Since() => new("--since")
    {
        Description = "The last migration that databases have run: it and all before it are old.",
        HelpName = "ID",
    };

    /// <summary>What is known.</summary>
    public static Option<string?> Baseline() => new("--baseline")
    {
        Description = "A file of known findings, which are not reported again.",
        HelpName = "FILE",
    };

    /// <summary>What is reported.</summary>
    public static Option<LintPreset?> Preset() => new("--preset")
    {
        Description = "recommended: as the rules' pages say; strict: all rules, none below a warning; legacy-chain: committed migrations count as applied.",
        HelpName = string.Join('|', LintPresets.Words),
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = ParsePreset,
    };

    /// <summary>One of several words.</summary>
    public static Option<string> Choice(string name, string description, string defaultWord, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => defaultWord,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !words.Contains(token.Value, StringComparer.Ordinal)) is { } wrong)
            {
                result.AddError($"{name} takes {string.Join(", ", words)}, not {wrong.Value}.");
            }
        });
        return option;
    }

    /// <summary>The rule of that id or slug; else an error that names the one that may have been meant.</summary>
    public static Rules.Rule? FindRule(string idOrSlug, out string error)
    {
        error = "";
        if (RuleCatalog.Find(idOrSlug) is { } rule)
        {
            return rule;
        }

        var nearest = RuleCatalog.Nearest(idOrSlug);
        error = $"There is no rule {idOrSlug}." + (nearest is null ? " migrationlint rules lists them all." : $" Did you mean {nearest}?");
        return null;
    }

    private static HashSet<string>? ParseRules(ArgumentResult result)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var isAnyUnknown = false;
        foreach (var name in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (FindRule(name, out var error) is { } rule)
            {
                ids.Add(rule.Descriptor.Id);
            }
            else
            {
                result.AddError(error);
                isAnyUnknown = true;
            }
        }

        if (ids.Count == 0 && !isAnyUnknown)
        {
            result.AddError("--rules needs at least one rule.");
        }

        return ids;
    }

    private static int? ParseTargetVersion(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (LintOptions.ParseTargetVersion(text) is { } version)
        {
            return version;
        }

        result.AddError($"--target-version takes a major version of PostgreSQL such as 15, not {text}.");
        return null;
    }

    private static LintPreset? ParsePreset(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        if (LintPresets.Parse(text) is { } preset)
        {
            return preset;
        }

        result.AddError($"--preset takes {string.Join(", ", LintPresets.Words)}, not {text}.");
        return null;
    }

    private static Dictionary<string, string> ParseEnvironment(ArgumentResult result)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                variables[text[..equals]] = text[(equals + 1)..];
            }
            else
            {
                // The text may be a secret whose name was forgotten: it is not repeated.
                result.AddError("--env takes NAME=VALUE.");
            }
        }

        return variables;
    }
}
