using MigrationLint.Diagnostics;

namespace MigrationLint.Reporting;

/// <summary>
/// Our own JSON, for scripts. <c>docs/json-report.md</c> describes it: within one value of <c>version</c> properties are only added.
/// Lines and columns count from 1, columns in UTF-16 units; the end lies behind the last character.
/// </summary>
public sealed class JsonRenderer : IReportRenderer
{
    /// <inheritdoc/>
    public string Render(Report report)
    {
        var json = new JsonWriter();
        json.StartObject().Property("version", 1).Property("toolVersion", report.ToolVersion).StartArray("findings");
        var slugs = report.Rules.ToDictionary(rule => rule.Id, rule => rule.Slug, StringComparer.Ordinal);
        var fingerprints = report.Fingerprints;
        for (var i = 0; i < report.Findings.Count; i++)
        {
            var finding = report.Findings[i];
            json.StartObject();
            json.Property("ruleId", finding.RuleId);
            json.OptionalProperty("ruleName", slugs.TryGetValue(finding.RuleId, out var slug) ? slug : null);
            json.Property("severity", FindingText.Word(finding.Severity));
            AddLocation(json, report, finding.Location);
            json.Property("message", finding.Text.Message).Property("why", finding.Text.Why).Property("remedy", finding.Text.Remedy);
            json.OptionalProperty("helpLink", HelpLinks.For(finding.RuleId));
            json.Property("subject", finding.Subject).Property("fingerprint", fingerprints[i]);
            AddRelated(json, report, finding);
            AddFix(json, report, finding.Fix);
            json.End();
        }

        json.End();
        AddFolders(json, report);
        AddCoverage(json, report.Coverage);
        json.StartObject("totals").Property("error", report.Count(Severity.Error)).Property("warning", report.Count(Severity.Warning)).Property("info", report.Count(Severity.Info)).End();
        return json.End().ToString();
    }

    /// <summary>Writes the chains as the property <c>folders</c>.</summary>
    internal static void AddFolders(JsonWriter json, Report report)
    {
        json.StartArray("folders");
        foreach (var folder in report.Folders)
        {
            json.StartObject().Property("path", report.Relative(folder.Path)).Property("tool", folder.Tool).Property("files", folder.Files)
                .Property("steps", folder.Steps).Property("runnable", folder.Runnable).End();
        }

        json.End();
    }

    /// <summary>Writes the property <c>coverage</c>.</summary>
    internal static void AddCoverage(JsonWriter json, Coverage coverage) => json.StartObject("coverage")
        .Property("files", coverage.Files)
        .Property("statements", coverage.Statements)
        .Property("notUnderstood", coverage.NotUnderstood)
        .Property("suppressed", coverage.Suppressed)
        .Property("inBaseline", coverage.InBaseline)
        .Property("oldFiles", coverage.OldFiles)
        .Property("onOldFiles", coverage.OnOldFiles)
        .OptionalProperty("historyNotRead", coverage.HistoryNotRead)
        .End();

    /// <summary>Writes the property <c>fix</c>; nothing where there is none.</summary>
    internal static void AddFix(JsonWriter json, Report report, Fix? fix)
    {
        if (fix is null)
        {
            return;
        }

        json.StartObject("fix").Property("title", fix.Title).Property("applicability", Word(fix.Applicability));
        if (fix is RenameFix rename)
        {
            json.Property("kind", "rename").Property("file", report.Relative(rename.Path)).Property("newName", rename.NewName);
        }

        json.End();
    }

    private static void AddRelated(JsonWriter json, Report report, Finding finding)
    {
        json.StartArray("related");
        foreach (var related in finding.Related)
        {
            json.StartObject();
            AddLocation(json, report, related.Location);
            json.Property("message", related.Message).End();
        }

        json.End();
    }

    private static void AddLocation(JsonWriter json, Report report, FindingLocation location) => json
        .Property("file", report.Relative(location.Path))
        .Property("line", location.Start.Line + 1)
        .Property("column", location.Start.Column + 1)
        .Property("endLine", location.End.Line + 1)
        .Property("endColumn", location.End.Column + 1);

    private static string Word(Applicability applicability) => applicability switch
    {
        Applicability.Safe => "safe",
        Applicability.Suggested => "suggested",
        _ => "manual",
    };
}
