using System.CommandLine;

namespace MigrationLint.Cli;

/// <summary>The options that say which migrations are old, and what is known of them.</summary>
internal sealed class ScopeOptions
{
    private readonly Option<string?> baseRevision = CommonOptions.Base();
    private readonly Option<string?> since = CommonOptions.Since();
    private readonly Option<string?> baseline = CommonOptions.Baseline();
    private readonly Option<LintPreset?> preset = CommonOptions.Preset();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(baseRevision);
        command.Options.Add(since);
        command.Options.Add(baseline);
        command.Options.Add(preset);
    }

    /// <summary>Takes what the user gave.</summary>
    /// <exception cref="CliException">A value is empty.</exception>
    public LintOptions Apply(ParseResult parsed, CliHost host, LintOptions options) => options with
    {
        Base = Text(parsed, baseRevision),
        Since = Text(parsed, since),
        Baseline = Text(parsed, baseline) is { } file ? host.GetFullPath(file) : null,
        Preset = parsed.GetValue(preset),
    };

    private static string? Text(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) switch
    {
        null => null,
        var text when text.Trim().Length == 0 => throw new CliException($"{option.Name} is empty."),
        var text => text.Trim(),
    };
}
