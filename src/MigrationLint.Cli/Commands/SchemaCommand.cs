using System.CommandLine;
using System.Globalization;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Reporting;

namespace MigrationLint.Cli.Commands;

/// <summary><c>migrationlint schema</c>: the schema that the migrations come to.</summary>
internal static class SchemaCommand
{
    // Whoever wants them all has check.
    private const int MaximumRemarks = 20;

    /// <summary>Describes the command.</summary>
    public static Command Create(CliHost host)
    {
        var paths = CommonOptions.Paths();
        var format = CommonOptions.Choice("--format", "The form of the schema.", "json", "json", "sql", "mermaid");
        var last = new Option<string>("--at") { Description = "Stop behind this migration: the name of its file, or its number.", HelpName = "ID" };
        var environment = CommonOptions.Environment();
        var fromEmpty = CommonOptions.FromEmpty();
        var targetVersion = CommonOptions.TargetVersion();
        var command = new Command("schema", "Print the schema that the migrations below PATH come to. Several PATHs form one chain in their order.")
        {
            paths, format, last, fromEmpty, targetVersion, environment,
        };
        command.SetAction(parsed => Run(
            host,
            new Project(host, parsed.GetValue(paths), rules: null, parsed.GetRequiredValue(environment), options => options with
            {
                FromEmpty = parsed.GetValue(fromEmpty),
                TargetVersion = parsed.GetValue(targetVersion),
            }),
            parsed.GetRequiredValue(format),
            parsed.GetValue(last)));
        return command;
    }

    private static int Run(CliHost host, Project project, string format, string? last)
    {
        var replayed = project.ReplaySchema(last);
        if (replayed.Folders.Count == 0 && replayed.Statements == 0)
        {
            throw new CliException("no folder of migrations was found below " + string.Join(", ", project.Paths) + ".");
        }

        if (!replayed.IsLastFound)
        {
            throw new CliException($"There is no migration {last}.");
        }

        host.Output.Write(format switch
        {
            "sql" => replayed.ToSql(),
            "mermaid" => MermaidDiagram.Write(replayed.Snapshot),
            _ => SchemaJson.Write(replayed.Snapshot),
        });
        foreach (var line in Remarks(host, replayed))
        {
            host.Error.WriteLine("migrationlint: " + line);
        }

        return ExitStatus.Clean;
    }

    /// <summary>How much was understood, and where something was not.</summary>
    private static IEnumerable<string> Remarks(CliHost host, ReplayedSchema replayed)
    {
        if (replayed.Folders.Count > 1)
        {
            yield return "The folders were replayed one behind the other: " + string.Join(", ", replayed.Folders.Select(folder => PathText.GetRelative(host.CurrentDirectory, folder.Path, host.Files.IsCaseSensitive))) + ".";
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{replayed.Migrations} migrations with {replayed.Statements} statements: {replayed.Statements - replayed.NotUnderstood.Count} understood, {replayed.NotUnderstood.Count} opaque, {replayed.Refused.Count} refused.");
        if (replayed.Assumed.Count > 0)
        {
            yield return "No migration creates " + string.Join(", ", replayed.Assumed) + ".";
        }

        foreach (var remark in Few(host, "not understood", replayed.NotUnderstood).Concat(Few(host, "refused", replayed.Refused)))
        {
            yield return remark;
        }
    }

    private static IEnumerable<string> Few(CliHost host, string what, IReadOnlyList<ReplayRemark> remarks) =>
        remarks.Take(MaximumRemarks).Select(remark => FormattableString.Invariant($"{Place(host, remark)}: {what}: {remark.Reason}"))
            .Concat(remarks.Count > MaximumRemarks ? [FormattableString.Invariant($"{remarks.Count - MaximumRemarks} more {what}")] : []);

    private static string Place(CliHost host, ReplayRemark remark)
    {
        var line = remark.Location.Text.Lines.GetPosition(remark.Location.Span.Start).Line + 1;
        return FormattableString.Invariant($"{PathText.GetRelative(host.CurrentDirectory, remark.Location.Text.Path, host.Files.IsCaseSensitive)}:{line}");
    }
}
