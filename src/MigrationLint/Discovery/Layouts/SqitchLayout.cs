using MigrationLint.Files;
using MigrationLint.Text;

namespace MigrationLint.Discovery.Layouts;

/// <summary>sqitch: the changes of <c>sqitch.plan</c> in its order, <c>deploy/name.sql</c> and <c>revert/name.sql</c>, run by psql with BEGIN and COMMIT of their own.</summary>
internal sealed class SqitchLayout : MigrationLayout
{
    private const string Plan = "sqitch.plan";

    /// <inheritdoc/>
    public override MigrationTool Tool => MigrationTool.Sqitch;

    /// <inheritdoc/>
    public override bool IsProven(LayoutDirectory directory) => directory.Has(Plan);

    /// <inheritdoc/>
    public override bool IsPostgres(LayoutDirectory directory) =>
        directory.ReadIfThere("sqitch.conf") is not { } settings
        || ScriptLines.Of(settings)
            .Select(line => settings.Substring(line.Start, line.Length).Split('='))
            .All(parts => parts.Length != 2 || parts[0].Trim() != "engine" || parts[1].Trim() is "pg" or "cockroach" or "yugabyte");

    /// <inheritdoc/>
    public override IEnumerable<MarkProblem> FindMarkProblems(SourceText text) => ForeignMarks.Find(text);

    /// <inheritdoc/>
    public override IEnumerable<Candidate> List(LayoutDirectory directory)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in ReadPlan(directory.Read(Plan) ?? ""))
        {
            // A change that was reworked later keeps its earlier form under the tag that lies between.
            var script = change.Tags.Select(tag => change.Name + tag).FirstOrDefault(name => directory.Has($"deploy/{name}.sql")) ?? change.Name;
            if (!seen.Add(script) || !directory.Has($"deploy/{script}.sql"))
            {
                continue;
            }

            var undo = directory.Has($"revert/{script}.sql") ? Make("revert", script) with { IsUndo = true } : null;
            yield return Make("deploy", script) with { UndoPath = undo?.Path };
            if (undo is not null)
            {
                yield return undo;
            }
        }

        Candidate Make(string kind, string script)
        {
            // The names of changes may have directories in them.
            var path = PathText.Combine(directory.Path, $"{kind}/{script}.sql");
            return new Candidate(PathText.GetDirectory(path)!, PathText.GetFileName(path), Number: null) { Id = script };
        }
    }

    /// <summary>The changes in the order of the plan, each with the tags between it and the one that reworks it.</summary>
    private static List<Change> ReadPlan(string plan)
    {
        var changes = new List<Change>();
        var current = new Dictionary<string, Change>(StringComparer.Ordinal);
        var tags = new List<string>();
        foreach (var line in ScriptLines.Of(plan))
        {
            var words = plan.Substring(line.Start, line.Length).Trim().Split([' ', '\t'], 2);
            var name = words[0].TrimStart('+');
            if (name.Length == 0 || name[0] is '%' or '#' or '-')
            {
                continue;
            }

            if (name[0] == '@')
            {
                tags.Add(name);
                continue;
            }

            if (current.TryGetValue(name, out var earlier))
            {
                earlier.Tags = tags.GetRange(earlier.FirstTag, tags.Count - earlier.FirstTag);
            }

            var change = new Change(name, tags.Count);
            current[name] = change;
            changes.Add(change);
        }

        return changes;
    }

    private sealed class Change(string name, int firstTag)
    {
        public string Name { get; } = name;

        /// <summary>How many tags stand before it in the plan.</summary>
        public int FirstTag { get; } = firstTag;

        public IReadOnlyList<string> Tags { get; set; } = [];
    }
}
