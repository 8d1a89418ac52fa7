using MigrationLint.Diagnostics;
using MigrationLint.Text;

namespace MigrationLint.Checking;

/// <summary>The suppression comments of a run: silences findings, and remembers which comment silenced one.</summary>
internal sealed class Suppressions
{
    private readonly Dictionary<(string Path, string RuleId), List<Scope>> scopes = [];
    private readonly List<SuppressionProblem> misspelt = [];

    private Suppressions()
    {
    }

    /// <summary>Reads the directives in <paramref name="comments"/>; comments without one are skipped.</summary>
    public static Suppressions Parse(IEnumerable<SourceSpan> comments)
    {
        var result = new Suppressions();
        foreach (var file in comments.GroupBy(comment => comment.Text))
        {
            SourceSpan[] inOrder = [.. file.OrderBy(comment => comment.Span.Start)];
            var open = new List<Scope>();
            var code = new CodeFinder(file.Key.Content, inOrder);
            foreach (var directive in inOrder.SelectMany(SuppressionDirective.ReadAll))
            {
                result.Add(directive, code, open);
            }
        }

        return result;
    }

    /// <summary>True where a comment silences <paramref name="diagnostic"/>.</summary>
    public bool Silence(Diagnostic diagnostic)
    {
        if (!scopes.TryGetValue((diagnostic.Location.Text.Path, diagnostic.Rule.Id), out var inFile))
        {
            return false;
        }

        var silenced = false;
        foreach (var scope in inFile)
        {
            if (scope.Span.Contains(diagnostic.Location.Span.Start))
            {
                scope.IsUsed = silenced = true;
            }
        }

        return silenced;
    }

    /// <summary>What is wrong with the comments, after all findings went through <see cref="Silence"/>.</summary>
    /// <param name="ran">The ids of the rules that ran: a comment for another rule may have its use elsewhere.</param>
    public IReadOnlyList<SuppressionProblem> Problems(ICollection<string> ran) =>
    [
        .. misspelt,
        .. scopes.Values.SelectMany(inFile => inFile)
            .Where(scope => !scope.IsUsed && scope.RuleId != Rules.Engine.Suppression.Id && ran.Contains(scope.RuleId))
            .Select(scope => new SuppressionProblem(SuppressionProblemKind.Unused, scope.Directive.Location, $"{scope.Directive.Verb} {scope.RuleId}", null)),
    ];

    private void Add(SuppressionDirective directive, CodeFinder code, List<Scope> open)
    {
        if (directive.Problem is { } problem)
        {
            misspelt.Add(problem);
            return;
        }

        foreach (var name in directive.Rules)
        {
            if (RuleCatalog.Find(name)?.Descriptor.Id is not { } id)
            {
                misspelt.Add(new SuppressionProblem(SuppressionProblemKind.UnknownRule, directive.Location, name, RuleCatalog.Nearest(name)));
            }
            else if (directive.Verb == "enable")
            {
                open.FindAll(scope => scope.RuleId == id).ForEach(scope => scope.EndAt(directive.Location.Span.Start));
                open.RemoveAll(scope => scope.RuleId == id);
            }
            else
            {
                var scope = new Scope(id, directive, ScopeOf(directive, code));
                AddScope(scope);
                if (directive.Verb == "disable")
                {
                    open.Add(scope);
                }
            }
        }
    }

    private void AddScope(Scope scope)
    {
        var key = (scope.Directive.Location.Text.Path, scope.RuleId);
        if (!scopes.TryGetValue(key, out var inFile))
        {
            scopes.Add(key, inFile = []);
        }

        inFile.Add(scope);
    }

    private static TextSpan ScopeOf(SuppressionDirective directive, CodeFinder code)
    {
        var text = directive.Location.Text;
        var lines = text.Lines;

        // One more than the length: a finding may stand at the very end.
        var end = text.Content.Length + 1;
        switch (directive.Verb)
        {
            case "disable-file":
                return new TextSpan(0, end);
            case "disable-line":
                return Line(lines.GetPosition(directive.Location.Span.Start).Line);
            case "disable-next-line":
                var own = lines.GetPosition(directive.Location.Span.End).Line;
                return Line(Math.Max(own + 1, lines.GetPosition(code.Behind(directive.Location.Span.End)).Line));
            default:
                // Findings on a file as a whole stand at its first character; a comment above all code speaks of them too.
                var start = code.First > directive.Location.Span.Start ? 0 : directive.Location.Span.Start;
                return TextSpan.FromBounds(start, end);
        }

        TextSpan Line(int line) =>
            line >= lines.Count ? new TextSpan(end, 0) : TextSpan.FromBounds(lines.StartOf(line), line + 1 < lines.Count ? lines.StartOf(line + 1) : end);
    }

    private sealed class Scope(string ruleId, SuppressionDirective directive, TextSpan span)
    {
        public string RuleId { get; } = ruleId;

        public SuppressionDirective Directive { get; } = directive;

        public TextSpan Span { get; private set; } = span;

        public bool IsUsed { get; set; }

        public void EndAt(int offset) => Span = TextSpan.FromBounds(Span.Start, Math.Max(Span.Start, offset));
    }

    /// <summary>Finds code behind comments. Asked from front to back; a run of comments gets one answer.</summary>
    private sealed class CodeFinder(string content, SourceSpan[] comments)
    {
        private int cursor;
        private int answer = -1;

        /// <summary>Offset of the first character that is neither blank nor in a comment; the length where there is none.</summary>
        public int First { get; } = Scan(0, 0, content, comments);

        /// <summary>The same behind <paramref name="offset"/>, which never falls from call to call.</summary>
        public int Behind(int offset)
        {
            while (cursor < comments.Length && comments[cursor].Span.End <= offset)
            {
                cursor++;
            }

            return answer = answer >= offset ? answer : Scan(offset, cursor, content, comments);
        }

        private static int Scan(int offset, int next, string content, SourceSpan[] comments)
        {
            while (offset < content.Length)
            {
                while (next < comments.Length && comments[next].Span.End <= offset)
                {
                    next++;
                }

                if (next < comments.Length && comments[next].Span.Contains(offset))
                {
                    offset = comments[next].Span.End;
                }
                else if (char.IsWhiteSpace(content[offset]))
                {
                    offset++;
                }
                else
                {
                    return offset;
                }
            }

            return content.Length;
        }
    }
}
