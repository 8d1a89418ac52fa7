using System.Globalization;
using System.Text;
using MigrationLint.Diagnostics;
using MigrationLint.Text;

namespace MigrationLint.Reporting;

/// <summary>
/// Findings as text to keep between builds. One line per finding, fields between tabs; every other character that could end a line
/// or field is escaped, lone surrogates included, so that any encoding of the text brings back the same findings.
/// </summary>
public static class FindingSerializer
{
    /// <summary>The first line. It changes whenever the fields do.</summary>
    private const string Header = "migrationlint findings 2";

    private static readonly char[] LineEnd = ['\n'];

    /// <summary>Writes findings, in their order.</summary>
    public static string Serialize(IEnumerable<Finding> findings)
    {
        var result = new StringBuilder(Header).Append('\n');
        foreach (var finding in findings)
        {
            var fields = new FieldWriter(result);
            fields.Add(finding.RuleId);
            fields.Add((int)finding.Severity);
            AddLocation(fields, finding.Location);
            fields.Add(finding.Text.Message);
            fields.Add(finding.Text.Why);
            fields.Add(finding.Text.Remedy);
            fields.Add(finding.Subject);
            fields.Add(finding.Statement);
            AddFix(fields, finding.Fix);
            fields.Add(finding.Related.Count);
            foreach (var related in finding.Related)
            {
                AddLocation(fields, related.Location);
                fields.Add(related.Message);
            }

            result.Append('\n');
        }

        return result.ToString();
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <returns>The findings; null for a text of another version or a damaged one.</returns>
    public static IReadOnlyList<Finding>? Deserialize(string text)
    {
        var lines = text.Split(LineEnd);
        if (lines[0] != Header || lines[lines.Length - 1].Length > 0)
        {
            return null;
        }

        var findings = new List<Finding>(lines.Length);
        for (var i = 1; i < lines.Length - 1; i++)
        {
            if (Read(new FieldReader(lines[i])) is not { } finding)
            {
                return null;
            }

            findings.Add(finding);
        }

        return findings;
    }

    private static void AddLocation(FieldWriter fields, FindingLocation location)
    {
        fields.Add(location.Path);
        fields.Add(location.Span.Start);
        fields.Add(location.Span.Length);
        fields.Add(location.Start.Line);
        fields.Add(location.Start.Column);
        fields.Add(location.End.Line);
        fields.Add(location.End.Column);
    }

    private static void AddFix(FieldWriter fields, Fix? fix)
    {
        switch (fix)
        {
            case null:
                fields.Add("");
                break;
            case RenameFix rename:
                fields.Add("rename");
                fields.Add(rename.Title);
                fields.Add((int)rename.Applicability);
                fields.Add(rename.Path);
                fields.Add(rename.NewName);
                break;
            default:
                throw new NotSupportedException($"Fixes of type {fix.GetType().Name} have no written form.");
        }
    }

    private static Finding? Read(FieldReader fields)
    {
        var finding = new Finding
        {
            RuleId = fields.Text(),
            Severity = (Severity)fields.Number((int)Severity.Error),
            Location = ReadLocation(fields),
            Text = new RuleText(fields.Text(), fields.Text(), fields.Text()),
            Subject = fields.Text(),
            Statement = fields.Text(),
            Fix = ReadFix(fields),
            Related = ReadRelated(fields),
        };
        return fields.IsAtGoodEnd ? finding : null;
    }

    private static FindingLocation ReadLocation(FieldReader fields) => new(
        fields.Text(),
        new TextSpan(fields.Number(), fields.Number()),
        new LinePosition(fields.Number(), fields.Number()),
        new LinePosition(fields.Number(), fields.Number()));

    private static RenameFix? ReadFix(FieldReader fields)
    {
        switch (fields.Text())
        {
            case "":
                return null;
            case "rename":
                return new RenameFix(fields.Text(), (Applicability)fields.Number((int)Applicability.Manual), fields.Text(), fields.Text());
            default:
                fields.Fail();
                return null;
        }
    }

    private static List<RelatedFinding> ReadRelated(FieldReader fields)
    {
        var result = new List<RelatedFinding>();
        for (var left = fields.Number(); left > 0 && !fields.HasFailed; left--)
        {
            result.Add(new RelatedFinding(ReadLocation(fields), fields.Text()));
        }

        return result;
    }

    private sealed class FieldWriter(StringBuilder target)
    {
        private bool isFirst = true;

        public void Add(int value) => Add(value.ToString(CultureInfo.InvariantCulture));

        public void Add(string value)
        {
            target.Append(isFirst ? "" : "\t");
            isFirst = false;
            for (var i = 0; i < value.Length; i++)
            {
                if (value[i] == '\\')
                {
                    target.Append(@"\\");
                }
                else if (char.IsSurrogatePair(value, i))
                {
                    target.Append(value, i, 2);
                    i++;
                }
                else if (char.IsControl(value[i]) || char.IsSurrogate(value[i]) || value[i] is '\u2028' or '\u2029' or '\uFEFF')
                {
                    target.Append("\\u").Append(((int)value[i]).ToString("x4", CultureInfo.InvariantCulture));
                }
                else
                {
                    target.Append(value[i]);
                }
            }
        }
    }

    /// <summary>Hands out one field after the other; what is missing or malformed sets a flag instead of stopping the caller.</summary>
    private sealed class FieldReader(string line)
    {
        private readonly string[] fields = line.Split('\t');
        private int next;

        public bool HasFailed { get; private set; }

        public bool IsAtGoodEnd => !HasFailed && next == fields.Length;

        public void Fail() => HasFailed = true;

        public int Number(int maximum = int.MaxValue)
        {
            if (int.TryParse(Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= maximum)
            {
                return value;
            }

            HasFailed = true;
            return 0;
        }

        public string Text()
        {
            if (next == fields.Length)
            {
                HasFailed = true;
                return "";
            }

            var field = fields[next++];
            return field.IndexOf('\\') < 0 ? field : Unescape(field);
        }

        private string Unescape(string field)
        {
            var result = new StringBuilder(field.Length);
            for (var i = 0; i < field.Length; i++)
            {
                if (field[i] != '\\')
                {
                    result.Append(field[i]);
                }
                else if (i + 1 < field.Length && field[i + 1] == '\\')
                {
                    result.Append('\\');
                    i++;
                }
                else if (i + 5 < field.Length && field[i + 1] == 'u'
                    && ushort.TryParse(field.Substring(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
                {
                    result.Append((char)unit);
                    i += 5;
                }
                else
                {
                    HasFailed = true;
                    return "";
                }
            }

            return result.ToString();
        }
    }
}
