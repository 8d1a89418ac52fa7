using System.Globalization;
using System.Text.RegularExpressions;
using MigrationLint.Checking;
using MigrationLint.Discovery;
using MigrationLint.Files;

namespace MigrationLint.Tasks;

/// <summary>What one run of the linter is told: where to look, and what the user says of severities.</summary>
internal sealed record LintJob
{
    /// <summary>What paths are printed relative to; empty for absolute paths.</summary>
    public required string BaseDirectory { get; init; }

    /// <summary>True where several projects may have the same job: it belongs to none of them.</summary>
    public bool IsShared => BaseDirectory.Length == 0;

    /// <summary>Where to look.</summary>
    public required LintRequest Request { get; init; }

    /// <summary>What the project says of its warnings.</summary>
    public required SeveritySettings Severities { get; init; }

    /// <summary>Global configuration files that the project names and that speak of our rules.</summary>
    public IReadOnlyList<string> GlobalConfigs { get; init; } = [];

    /// <summary>
    /// Takes folders outside of the project into a job of their own, since other projects may name them too. Configuration modules outside
    /// go with them: rules compare what is read together.
    /// </summary>
    /// <returns>The project's own job, and the other one; null where there is nothing outside.</returns>
    public (LintJob Own, LintJob? Shared) Split(bool isCaseSensitive)
    {
        var outside = Request.Folders.ToLookup(folder => !PathText.IsBelow(folder.Path, BaseDirectory, isCaseSensitive));
        if (!outside[true].Any())
        {
            return (this, null);
        }

        var configs = Request.DatabaseConfigs.ToLookup(path => !PathText.IsBelow(path, BaseDirectory, isCaseSensitive));
        var own = this with { Request = Request with { Folders = [.. outside[false]], DatabaseConfigs = [.. configs[false]] } };
        var shared = this with
        {
            BaseDirectory = "",
            Request = new LintRequest { Folders = [.. outside[true]], DatabaseConfigs = [.. configs[true]] },
        };
        return (own, shared);
    }

    /// <summary>The job as one property of a build: equal jobs give equal texts, in whatever order their parts were written.</summary>
    public string ToProperty()
    {
        var parts = Request.Folders.Select(folder => $"folder:{folder.Tool}:{folder.Path}")
            .Concat(Request.DatabaseConfigs.Select(path => "config:" + path))
            .Concat(OwnCodes(Severities.NoWarn).Select(code => "nowarn:" + code))
            .Concat(OwnCodes(Severities.WarningsAsErrors).Select(code => "error:" + code))
            .Concat(OwnCodes(Severities.WarningsNotAsErrors).Select(code => "warning:" + code))
            .Concat(GlobalConfigs.Select(path => "global:" + path))
            .Concat(Severities.TreatWarningsAsErrors ? ["allerrors:"] : []);
        return string.Join("|", parts.Distinct(StringComparer.Ordinal).OrderBy(part => part, StringComparer.Ordinal).Select(Escape));
    }

    /// <summary>Reads what <see cref="ToProperty"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static LintJob FromProperty(string text)
    {
        var parts = text.Split('|').Select(part => Unescape(part).Split([':'], 2)).ToList();
        if (parts.Exists(part => part.Length != 2))
        {
            throw new FormatException("The request is damaged.");
        }

        List<string> Values(string name) => [.. parts.Where(part => part[0] == name).Select(part => part[1])];
        return new LintJob
        {
            BaseDirectory = "",
            Request = new LintRequest
            {
                Folders = [.. Values("folder").Select(value => value.Split([':'], 2)).Select(pair => new DeclaredFolder(pair[1], Enum.TryParse<MigrationTool>(pair[0], out var tool) ? tool : null))],
                DatabaseConfigs = Values("config"),
            },
            Severities = new SeveritySettings
            {
                NoWarn = Values("nowarn"),
                WarningsAsErrors = Values("error"),
                WarningsNotAsErrors = Values("warning"),
                TreatWarningsAsErrors = parts.Exists(part => part[0] == "allerrors"),
            },
            GlobalConfigs = Values("global"),
        };
    }

    /// <summary>Projects differ in what they say of other codes, which must not make two jobs of one.</summary>
    private static IEnumerable<string> OwnCodes(IEnumerable<string> codes) =>
        codes.Select(code => code.ToUpperInvariant()).Where(code => code.StartsWith("ML", StringComparison.Ordinal));

    // MSBuild reads the first line of characters, and we the bar.
    private static string Escape(string text) => Regex.Replace(
        text,
        """[;%$@'"()*?=|~]""",
        match => "~" + ((int)match.Value[0]).ToString("x2", CultureInfo.InvariantCulture),
        RegexOptions.None,
        Regex.InfiniteMatchTimeout);

    private static string Unescape(string text) => Regex.Replace(
        text,
        "~[0-9a-f]{2}",
        match => ((char)int.Parse(match.Value.Substring(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString(),
        RegexOptions.None,
        Regex.InfiniteMatchTimeout);
}
