using MigrationLint.Discovery;
using MigrationLint.JavaScript;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.History;

/// <summary>The words of a migration: what it says, whatever blanks and comments stand between.</summary>
internal sealed class MigrationText
{
    // What these comments say decides which statements a tool runs, and how.
    private static readonly string[] Marks = ["+goose", "migrate:", "statement-breakpoint", "up migration", "down migration", "+migrate"];

    private readonly IReadOnlyList<TextSpan> spans;
    private readonly string content;
    private Dictionary<string, int>? bag;
    private HashSet<string>? names;
    private string? key;

    private MigrationText(string content, IReadOnlyList<TextSpan> spans) => (this.content, this.spans) = (content, spans);

    /// <summary>How many words there are.</summary>
    public int Count => spans.Count;

    /// <summary>All words in one text: equal for two migrations that say the same.</summary>
    public string Key => key ??= string.Join("\u0001", spans.Select(span => content.Substring(span.Start, span.Length)));

    /// <summary>Cuts a migration into words.</summary>
    public static MigrationText Of(SourceText text, MigrationLanguage language)
    {
        var all = text.Content;
        var words = new List<TextSpan>();
        if (language == MigrationLanguage.Sql)
        {
            AddSql(text, words);
        }
        else
        {
            var dialect = language == MigrationLanguage.TypeScript ? JavaScriptDialect.TypeScript : JavaScriptDialect.JavaScript;
            var at = 0;
            foreach (var comment in language == MigrationLanguage.Other ? [] : JavaScriptParser.Parse(all, dialect).Comments)
            {
                AddWords(all, at, comment.Span.Start, words);
                at = Math.Max(at, comment.Span.End);
            }

            AddWords(all, at, all.Length, words);
        }

        return new MigrationText(all, words);
    }

    /// <summary>The first word that differs from another migration's, as a place in this one; null where they say the same.</summary>
    public TextSpan? FirstDifference(MigrationText other)
    {
        var common = Math.Min(Count, other.Count);
        for (var i = 0; i < common; i++)
        {
            if (spans[i].Length != other.spans[i].Length || string.CompareOrdinal(content, spans[i].Start, other.content, other.spans[i].Start, spans[i].Length) != 0)
            {
                return spans[i];
            }
        }

        return Count == other.Count ? null : Count > common ? spans[common] : new TextSpan(content.Length, 0);
    }

    /// <summary>How much two migrations have in common: twice the shared words over all of both, from 0 to 1.</summary>
    public double Similarity(MigrationText other)
    {
        var (mine, theirs) = (Bag, other.Bag);
        var shared = mine.Sum(word => theirs.TryGetValue(word.Key, out var count) ? Math.Min(count, word.Value) : 0);
        return Count + other.Count == 0 ? 1 : 2.0 * shared / (Count + other.Count);
    }

    /// <summary>The different words that may be names, quoted ones included.</summary>
    public HashSet<string> Names => names ??= new(Bag.Keys.Select(word => word.Trim('\'', '"', '`')).Where(word => word.Length > 0 && IsWordCharacter(word[0])), StringComparer.OrdinalIgnoreCase);

    private Dictionary<string, int> Bag
    {
        get
        {
            if (bag is null)
            {
                bag = new Dictionary<string, int>(StringComparer.Ordinal);
                foreach (var span in spans)
                {
                    var word = content.Substring(span.Start, span.Length);
                    bag[word] = bag.TryGetValue(word, out var count) ? count + 1 : 1;
                }
            }

            return bag;
        }
    }

    private static void AddSql(SourceText text, List<TextSpan> spans)
    {
        var tokens = SqlLexer.Tokenize(text, SqlPlaceholders.None);
        var (at, comment) = (0, 0);
        for (var i = 0; i < tokens.Count; i++)
        {
            AddBetween(tokens.Start(i));
            if (tokens.End(i) > tokens.Start(i))
            {
                spans.Add(tokens.Span(i));
            }

            at = Math.Max(at, tokens.End(i));
        }

        AddBetween(text.Content.Length);

        // Comments, and what is not SQL: psql's commands and data.
        void AddBetween(int end)
        {
            for (; comment < tokens.Comments.Count && tokens.Comments[comment].End <= end; comment++)
            {
                var span = tokens.Comments[comment];
                AddWords(text.Content, at, span.Start, spans);
                if (Array.Exists(Marks, mark => text.Content.IndexOf(mark, span.Start, span.Length, StringComparison.OrdinalIgnoreCase) >= 0))
                {
                    spans.Add(span);
                }

                at = Math.Max(at, span.End);
            }

            AddWords(text.Content, at, end, spans);
        }
    }

    /// <summary>Names and numbers are words, and so is every other character: blanks within strings do not count either.</summary>
    private static void AddWords(string content, int start, int end, List<TextSpan> spans)
    {
        for (var at = start; at < end;)
        {
            var length = 1;
            if (IsWordCharacter(content[at]))
            {
                while (at + length < end && IsWordCharacter(content[at + length]))
                {
                    length++;
                }
            }

            if (!char.IsWhiteSpace(content[at]))
            {
                spans.Add(new TextSpan(at, length));
            }

            at += length;
        }
    }

    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) || character is '_' or '$';
}
