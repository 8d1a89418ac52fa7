using System.Globalization;
using System.Text;
using MigrationLint.Diagnostics;

namespace MigrationLint.Reporting;

/// <summary>SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html), for code scanning and editors.</summary>
public sealed class SarifRenderer : IReportRenderer
{
    /// <summary>Stands for <see cref="Report.BaseDirectory"/>; its place is left out, so that the report is the same on every machine.</summary>
    private const string BaseId = "SRCROOT";

    /// <inheritdoc/>
    public string Render(Report report)
    {
        var json = new JsonWriter();
        json.StartObject()
            .Property("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
            .Property("version", "2.1.0")
            .StartArray("runs")
            .StartObject();
        AddTool(json, report);
        json.StartArray("invocations").StartObject().Property("executionSuccessful", true).End().End();
        json.StartObject("originalUriBaseIds").StartObject(BaseId)
            .StartObject("description").Property("text", "The directory that paths are relative to.").End().End().End();
        json.Property("columnKind", "utf16CodeUnits");
        AddResults(json, report);
        json.StartObject("properties");
        JsonRenderer.AddFolders(json, report);
        JsonRenderer.AddCoverage(json, report.Coverage);
        return json.End().End().End().End().ToString();
    }

    private static void AddTool(JsonWriter json, Report report)
    {
        json.StartObject("tool").StartObject("driver").Property("name", "MigrationLint").Property("version", report.ToolVersion);
        json.OptionalProperty("informationUri", HelpLinks.BaseAddress.Length == 0 ? null : HelpLinks.BaseAddress);
        json.StartArray("rules");
        foreach (var rule in report.Rules)
        {
            AddRule(json, rule);
        }

        json.End().End().End();
    }

    private static void AddRule(JsonWriter json, RuleDescriptor rule)
    {
        json.StartObject().Property("id", rule.Id).Property("name", PascalCase(rule.Slug));
        AddMessage(json, "shortDescription", rule.Title);
        AddMessage(json, "fullDescription", rule.Title + ".");
        json.OptionalProperty("helpUri", HelpLinks.For(rule.Id));
        var isEnabled = rule.DefaultSeverity != Severity.None;
        json.StartObject("defaultConfiguration").Property("enabled", isEnabled).Property("level", isEnabled ? Level(rule.DefaultSeverity) : "warning").End();
        json.StartObject("help").Property("text", RulePage.ToPlainText(rule)).Property("markdown", WithoutComment(RulePage.ToMarkdown(rule))).End();
        json.StartObject("properties").StartArray("tags").Value(Tag(rule.Family)).End().End();
        json.End();
    }

    /// <summary>The page says in its first line how the file was made.</summary>
    private static string WithoutComment(string page) =>
        page.StartsWith("<!--", StringComparison.Ordinal) ? page.Substring(page.IndexOf('\n') + 1) : page;

    private static void AddResults(JsonWriter json, Report report)
    {
        var indexes = report.Rules.Select((rule, index) => (rule.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        var fingerprints = report.Fingerprints;
        json.StartArray("results");
        for (var i = 0; i < report.Findings.Count; i++)
        {
            var finding = report.Findings[i];
            json.StartObject().Property("ruleId", finding.RuleId);
            if (indexes.TryGetValue(finding.RuleId, out var index))
            {
                json.Property("ruleIndex", index);
            }

            json.Property("level", Level(finding.Severity));
            AddMessage(json, "message", FindingText.Sentences(finding.Text));
            json.StartArray("locations").StartObject();
            AddPhysicalLocation(json, report, finding.Location);
            json.End().End();
            AddRelated(json, report, finding);
            json.StartObject("partialFingerprints").Property(Fingerprints.Name, fingerprints[i]).End();

            // SARIF's fix objects replace text; a rename has no place there (section 3.55).
            if (finding.Fix is not null)
            {
                json.StartObject("properties");
                JsonRenderer.AddFix(json, report, finding.Fix);
                json.End();
            }

            json.End();
        }

        json.End();
    }

    private static void AddRelated(JsonWriter json, Report report, Finding finding)
    {
        if (finding.Related.Count == 0)
        {
            return;
        }

        json.StartArray("relatedLocations");
        for (var i = 0; i < finding.Related.Count; i++)
        {
            json.StartObject().Property("id", i + 1);
            AddPhysicalLocation(json, report, finding.Related[i].Location);
            AddMessage(json, "message", finding.Related[i].Message);
            json.End();
        }

        json.End();
    }

    private static void AddPhysicalLocation(JsonWriter json, Report report, FindingLocation location)
    {
        json.StartObject("physicalLocation");
        AddArtifactLocation(json, report.Relative(location.Path), location.Path);
        json.StartObject("region")
            .Property("startLine", location.Start.Line + 1)
            .Property("startColumn", location.Start.Column + 1)
            .Property("endLine", location.End.Line + 1)
            .Property("endColumn", location.End.Column + 1)
            .End();
        json.End();
    }

    /// <summary>A reference relative to a base holds no <c>..</c> (section 3.14.14): what lies outside is given in full.</summary>
    private static void AddArtifactLocation(JsonWriter json, string relative, string absolute)
    {
        json.StartObject("artifactLocation");
        if (relative == absolute || relative == ".." || relative.StartsWith("../", StringComparison.Ordinal))
        {
            json.Property("uri", FileUri(absolute));
        }
        else
        {
            json.Property("uri", EscapePath(relative)).Property("uriBaseId", BaseId);
        }

        json.End();
    }

    private static void AddMessage(JsonWriter json, string name, string text) => json.StartObject(name).Property("text", text).End();

    private static string FileUri(string path)
    {
        if (path.StartsWith("//", StringComparison.Ordinal))
        {
            return "file:" + EscapePath(path);
        }

        return path.Length > 1 && path[1] == ':' ? "file:///" + path.Substring(0, 2) + EscapePath(path.Substring(2)) : "file://" + EscapePath(path);
    }

    /// <summary>Percent-encodes all but RFC 3986's unreserved characters and the slash.</summary>
    private static string EscapePath(string path)
    {
        var result = new StringBuilder();
        foreach (var unit in Encoding.UTF8.GetBytes(path))
        {
            var character = (char)unit;
            var isKept = character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~' or '/';
            result.Append(isKept ? character.ToString() : "%" + unit.ToString("X2", CultureInfo.InvariantCulture));
        }

        return result.ToString();
    }

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Info => "note",
        _ => "none",
    };

    private static string PascalCase(string slug) =>
        string.Concat(slug.Split('-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    private static string Tag(RuleFamily family) =>
        family == RuleFamily.DataLoss ? "data-loss" : family.ToString().ToLowerInvariant();
}
