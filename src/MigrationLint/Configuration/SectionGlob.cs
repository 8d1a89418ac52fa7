using System.Globalization;

namespace MigrationLint.Configuration;

/// <summary>
/// A section name of an .editorconfig, in Roslyn's dialect (<c>AnalyzerConfig.SectionNameMatching</c>): <c>*</c> stops at a slash,
/// <c>**</c> does not, <c>?</c>, <c>{a,b}</c>, <c>{1..3}</c>, <c>[abc]</c>, <c>[!abc]</c>, backslash escapes. Case counts.
/// It steps through the path with the set of offsets that are reachable, so that no pattern takes more than pattern times path squared.
/// </summary>
/// <remarks>
/// One difference to Roslyn: there <c>{1..3}</c> takes the longest run of digits and then tests the range; here any part of the run
/// that lies in the range will do. It shows only where another wildcard stands next to the number.
/// </remarks>
internal sealed class SectionGlob
{
    private const int MaximumDepth = 64;

    // Leading zeros count for nothing, so a number may be longer than Int32.MaxValue is.
    private const int MaximumDigits = 32;

    private readonly IReadOnlyList<Item> items;

    private SectionGlob(IReadOnlyList<Item> items) => this.items = items;

    /// <summary>Reads a section name; null where Roslyn would not understand it either, so that the section applies to nothing.</summary>
    public static SectionGlob? TryParse(string name)
    {
        var read = new List<Item>();
        if (name.IndexOf('/') < 0)
        {
            read.Add(new Wildcard(CrossesSlash: true));
            read.Add(new Literal('/'));
        }
        else if (name[0] != '/')
        {
            read.Add(new Literal('/'));
        }

        return new Reader(name).TryReadList(read, depth: 0) ? new SectionGlob(read) : null;
    }

    /// <summary>Whether a path below the file's directory, with a slash in front, is meant.</summary>
    public bool IsMatch(string path)
    {
        var start = new bool[path.Length + 1];
        start[0] = true;
        return Run(items, path, start)[path.Length];
    }

    private static bool[] Run(IReadOnlyList<Item> items, string path, bool[] reachable)
    {
        foreach (var item in items)
        {
            var next = new bool[reachable.Length];
            item.Step(path, reachable, next);
            reachable = next;
        }

        return reachable;
    }

    private abstract record Item
    {
        /// <summary>Marks in <paramref name="to"/> every offset at which the item can end when it begins at one of <paramref name="from"/>.</summary>
        public abstract void Step(string path, bool[] from, bool[] to);
    }

    private abstract record OneCharacter : Item
    {
        protected abstract bool Matches(char character);

        public override void Step(string path, bool[] from, bool[] to)
        {
            for (var i = 0; i < path.Length; i++)
            {
                to[i + 1] = from[i] && Matches(path[i]);
            }
        }
    }

    private sealed record Literal(char Character) : OneCharacter
    {
        protected override bool Matches(char character) => character == Character;
    }

    private sealed record AnyCharacter : OneCharacter
    {
        protected override bool Matches(char character) => character != '\n';
    }

    private sealed record CharacterClass(bool IsNegated, IReadOnlyList<(char First, char Last)> Ranges) : OneCharacter
    {
        protected override bool Matches(char character) =>
            Ranges.Any(range => character >= range.First && character <= range.Last) != IsNegated;
    }

    private sealed record Wildcard(bool CrossesSlash) : Item
    {
        public override void Step(string path, bool[] from, bool[] to)
        {
            to[0] = from[0];
            for (var i = 0; i < path.Length; i++)
            {
                to[i + 1] = from[i + 1] || (to[i] && path[i] != (CrossesSlash ? '\n' : '/'));
            }
        }
    }

    private sealed record Choice(IReadOnlyList<IReadOnlyList<Item>> Alternatives) : Item
    {
        public override void Step(string path, bool[] from, bool[] to)
        {
            foreach (var alternative in Alternatives)
            {
                var ends = Run(alternative, path, from);
                for (var i = 0; i < to.Length; i++)
                {
                    to[i] |= ends[i];
                }
            }
        }
    }

    private sealed record NumberRange(int Minimum, int Maximum) : Item
    {
        public override void Step(string path, bool[] from, bool[] to)
        {
            for (var start = 0; start < path.Length; start++)
            {
                var digits = start + (path[start] == '-' ? 1 : 0);
                for (var end = digits; from[start] && end < path.Length && end < digits + MaximumDigits && path[end] is >= '0' and <= '9'; end++)
                {
                    to[end + 1] |= TryReadInteger(path.Substring(start, end + 1 - start), out var number) && number >= Minimum && number <= Maximum;
                }
            }
        }
    }

    private static bool TryReadInteger(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>Turns a section name into items.</summary>
    private sealed class Reader(string name)
    {
        private int position;

        /// <summary>Reads to the end of the name, or inside braces to the next comma or closing brace, which is consumed.</summary>
        public bool TryReadList(List<Item> items, int depth)
        {
            while (position < name.Length)
            {
                var character = name[position++];
                switch (character)
                {
                    case ',' or '}':
                        return depth > 0;
                    case '\\' when position == name.Length:
                        return false;
                    case '\\':
                        items.Add(new Literal(name[position++]));
                        break;
                    case '?':
                        items.Add(new AnyCharacter());
                        break;
                    case '*':
                        items.Add(new Wildcard(TryTake('*')));
                        break;
                    case '[' or '{':
                        if ((character == '[' ? TryReadClass() : TryReadBraces(depth)) is not { } item)
                        {
                            return false;
                        }

                        items.Add(item);
                        break;
                    default:
                        items.Add(new Literal(character));
                        break;
                }
            }

            return depth == 0;
        }

        private bool TryTake(char expected)
        {
            var isThere = position < name.Length && name[position] == expected;
            position += isThere ? 1 : 0;
            return isThere;
        }

        private Item? TryReadBraces(int depth)
        {
            var start = position;
            if (TryReadNumber() is { } first && TryTake('.') && TryTake('.') && TryReadNumber() is { } second && TryTake('}'))
            {
                return TryReadInteger(first, out var a) && TryReadInteger(second, out var b)
                    ? new NumberRange(Math.Min(a, b), Math.Max(a, b))
                    : null;
            }

            position = start;
            var alternatives = new List<IReadOnlyList<Item>>();
            do
            {
                var items = new List<Item>();
                if (depth >= MaximumDepth || !TryReadList(items, depth + 1))
                {
                    return null;
                }

                alternatives.Add(items);
            }
            while (name[position - 1] == ',');
            return new Choice(alternatives);
        }

        private string? TryReadNumber()
        {
            var start = position;
            TryTake('-');
            var digits = position;
            while (position < name.Length && name[position] is >= '0' and <= '9')
            {
                position++;
            }

            return position == digits ? null : name.Substring(start, position - start);
        }

        private CharacterClass? TryReadClass()
        {
            var isNegated = TryTake('!');
            var members = new List<(char Character, bool IsDash)>();
            while (position < name.Length)
            {
                var character = name[position++];
                if (character == ']')
                {
                    return members.Count == 0 || GetRanges(members) is not { } ranges ? null : new CharacterClass(isNegated, ranges);
                }

                var isEscaped = character == '\\';
                if (isEscaped && position == name.Length)
                {
                    return null;
                }

                members.Add((isEscaped ? name[position++] : character, character == '-'));
            }

            return null;
        }

        private static List<(char First, char Last)>? GetRanges(List<(char Character, bool IsDash)> members)
        {
            var ranges = new List<(char First, char Last)>();
            for (var i = 0; i < members.Count; i++)
            {
                var first = members[i].Character;
                var isRange = i + 2 < members.Count && members[i + 1].IsDash;
                var last = isRange ? members[i + 2].Character : first;
                if (last < first)
                {
                    return null;
                }

                ranges.Add((first, last));
                i += isRange ? 2 : 0;
            }

            return ranges;
        }
    }
}
