using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Compatibility;

/// <summary>A type or function of an extension is used that no migration creates.</summary>
internal sealed class ExtensionMissing : Rule, IReplayRule
{
    // What Supabase's databases have from the start.
    private static readonly string[] OfSupabase = ["pgcrypto", "uuid-ossp", "pg_stat_statements", "pgjwt"];

    private static readonly RuleText Assumed = new(
        "{object} is of the extension {extension}: {problem} ({state})",
        "No migration creates the extension: on a database without it, an empty one included, {fails}.",
        "Write CREATE EXTENSION IF NOT EXISTS {quoted}; before it, or name {extension} in ML316.preinstalled where every database has it.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML316", "extension-missing", RuleFamily.Compatibility, Severity.Error)
    {
        Title = "A type, function or operator class of an extension is used before CREATE EXTENSION",
        Text = new(
            "{object} is of the extension {extension}: {problem} ({state})",
            "Nothing has created the extension by then, so that {fails}.",
            "Write CREATE EXTENSION IF NOT EXISTS {quoted}; before it."),
        Variants = [Assumed],
        Options = [new RuleOption("preinstalled", "", "Extensions that every database has before the first migration, separated by commas.")],
        Bad = """
            === migrations/1_users.sql
            CREATE TABLE users (id bigint PRIMARY KEY, mail [|citext|] NOT NULL);
            """,
        Good = """
            === migrations/1_users.sql
            CREATE EXTENSION IF NOT EXISTS citext;
            CREATE TABLE users (id bigint PRIMARY KEY, mail citext NOT NULL);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        foreach (var refused in chain.Refused.Of(Descriptor.Id))
        {
            var extension = refused.Extension!;
            var isThere = (refused.Migration.Folder.Tool == MigrationTool.Supabase && OfSupabase.Contains(extension, StringComparer.Ordinal))
                || context.ListOption(Descriptor, "preinstalled", refused.Refusal.Source.Text.Path).Contains(extension, StringComparer.OrdinalIgnoreCase);
            if (!isThere)
            {
                var arguments = refused.Arguments();
                arguments["extension"] = extension;
                arguments["quoted"] = extension.IndexOf('-') >= 0 ? $"\"{extension}\"" : extension;
                report.Report(refused.Refusal.Source, arguments, refused.IsAssumed ? Assumed : null, refused.IsAssumed ? Severity.Warning : null);
            }
        }
    }
}
