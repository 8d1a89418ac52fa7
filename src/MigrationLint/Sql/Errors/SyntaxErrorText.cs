using System.Globalization;
using System.Text;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Puts into words what is wrong where the reading of a statement stopped: what was expected, what stands there, and what was probably meant.</summary>
internal sealed class SyntaxErrorText
{
    /// <summary>What is expected behind a complete statement.</summary>
    public const string EndOfStatement = "the end of the statement";

    /// <summary>What is expected at the beginning of one.</summary>
    public const string Statement = "a statement";

    private const int MaximumExcerpt = 40;

    private const int MaximumStatement = 200;

    // Clauses that one in the wrong place is tried before.
    private const int MaximumClauses = 4;

    private readonly SqlTokens tokens;
    private readonly int first;
    private readonly int end;
    private readonly int found;
    private readonly string expected;
    private readonly SyntaxRepairs? repairs;

    private SyntaxErrorText(SqlTokens tokens, int first, int end, int found, string expected, bool isStatement)
    {
        (this.tokens, this.first, this.end, this.found, this.expected) = (tokens, first, end, found, expected);
        repairs = isStatement ? new SyntaxRepairs(tokens, first, end, found) : null;
    }

    /// <summary>The same error with its full message.</summary>
    /// <param name="tokens">The tokens of the text.</param>
    /// <param name="first">The index of the first token of what is broken.</param>
    /// <param name="end">The index behind its last token.</param>
    /// <param name="error">What the parser says.</param>
    /// <param name="isStatement">True for a whole statement, false for an expression or another part.</param>
    public static SyntaxError Explain(SqlTokens tokens, int first, int end, SyntaxError error, bool isStatement = true)
    {
        if (error.Expected is not { } expected)
        {
            return error;
        }

        var index = error.Span.IsEmpty ? end : Math.Min(end, tokens.IndexAt(error.Span.Start));
        var text = new SyntaxErrorText(tokens, first, end, index, expected, isStatement);
        return error with { Message = text.Verdict() ?? text.Problem() + text.Hint(), Expected = null, Guard = text.Guard() };
    }

    private bool ExpectsName => expected.Contains("name") || expected is "an expression" or "a function" or "a variable";

    private bool ExpectsEnd => expected.StartsWith("the end of the ", StringComparison.Ordinal);

    // What is missing has been said, then.
    private bool IsOneWord => expected.All(static character => character is >= 'A' and <= 'Z');

    private bool IsReserved => found < end && tokens.Kind(found) == TokenKind.Keyword && Keywords.Class(tokens.Word(found)) is KeywordClass.Reserved or KeywordClass.TypeOrFunctionName;

    private string Problem()
    {
        if (found >= end)
        {
            return expected + (repairs is null && tokens.Kind(end) != TokenKind.EndOfFile ? $" expected before '{Excerpt(end)}'" : " expected, but the statement ends here");
        }

        return expected switch
        {
            _ when ExpectsEnd => "unexpected " + (tokens.Kind(found) == TokenKind.StringConstant ? "string " + Excerpt(found) : Found()),
            Statement when found == first => "no statement begins with " + Found(),
            _ => expected + " expected, found " + Found(),
        };
    }

    private string Found()
    {
        var excerpt = Excerpt(found);
        return tokens.Kind(found) switch
        {
            TokenKind.StringConstant => "the string " + excerpt,
            TokenKind.Identifier when (tokens.Traits(found) & TokenTraits.IsQuoted) != TokenTraits.None => excerpt,
            TokenKind.Keyword when IsReserved && ExpectsName => "the reserved word " + excerpt.ToUpperInvariant(),
            _ => "'" + excerpt + "'",
        };
    }

    private string Excerpt(int index)
    {
        var spelling = tokens.Spelling(index);
        var lineEnd = spelling.IndexOfAny(['\r', '\n']);
        var length = Math.Min(MaximumExcerpt, lineEnd < 0 ? spelling.Length : lineEnd);
        return length == spelling.Length ? spelling : spelling.Substring(0, length) + "…";
    }

    // Says the whole by itself.
    private string? Verdict()
    {
        if (IfExists() is { } clause)
        {
            return tokens.Word(first) != Keyword.Alter && repairs!.Moves(clause.First, clause.End, first + 2) ? clause.Words + " stands before the name" : $"PostgreSQL takes no {clause.Words} here";
        }

        if (found < end && tokens.Kind(found) == TokenKind.Operator && tokens.Spelling(found).StartsWith("```", StringComparison.Ordinal))
        {
            return "a fence of Markdown stands in the SQL";
        }

        return repairs is not null && repairs.HasExtraComma() ? $"the comma before {(found < end ? $"'{Excerpt(found)}'" : EndOfStatement)} is one too many" : null;
    }

    // Where IF EXISTS or IF NOT EXISTS is refused, the error is at one of its words.
    private (int First, int End, string Words)? IfExists()
    {
        for (var i = Math.Max(first + 1, found - 2); repairs is not null && i <= found && i + 1 < end; i++)
        {
            var length = tokens.Word(i) != Keyword.If ? 0
                : tokens.Word(i + 1) == Keyword.Exists ? 2
                : tokens.Word(i + 1) == Keyword.Not && tokens.Word(i + 2) == Keyword.Exists ? 3
                : 0;
            if (length > 0 && found < i + length && repairs.GoesOnWithout(i, i + length))
            {
                return (i, i + length, length == 2 ? "IF EXISTS" : "IF NOT EXISTS");
            }
        }

        return null;
    }

    // What stands before the name but belongs behind it is another matter: DROP TABLE a IF EXISTS.
    private RefusedGuard? Guard()
    {
        if (IfExists() is not { } clause || (tokens.Word(first) != Keyword.Alter && repairs!.Moves(clause.First, clause.End, first + 2)))
        {
            return null;
        }

        var head = Enumerable.Range(first, clause.First - first).ToList();
        var command = string.Join(" ", head.Where(i => tokens.Kind(i) == TokenKind.Keyword && !IsNameAfterTable(i)).Select(i => tokens.Spelling(i).ToUpperInvariant()));
        var table = Enumerable.Range(first, end - first).Cast<int?>()
            .FirstOrDefault(i => tokens.Word(i!.Value) is Keyword.Table || (i.Value > clause.First && tokens.Word(i.Value) is Keyword.On));
        var text = new StringBuilder();
        for (var i = first; i < end && text.Length < MaximumStatement; i++)
        {
            if (i < clause.First || i >= clause.End)
            {
                text.Append(text.Length > 0 && (tokens.Traits(i) & TokenTraits.IsAdjacent) == TokenTraits.None ? " " : "").Append(tokens.Spelling(i));
            }
        }

        return new RefusedGuard(
            clause.Words, command, clause.End < end ? NameFrom(clause.End) : "", table is { } at && at + 1 < end ? NameFrom(at + 1) : null, text.Length < MaximumStatement ? text.ToString() : text + " …");
    }

    // TABLE is followed by a name, whatever word that is.
    private bool IsNameAfterTable(int index) => index > first && tokens.Word(index - 1) is Keyword.Table or Keyword.Only;

    private string NameFrom(int index)
    {
        var name = tokens.Spelling(index);
        return index + 2 < end && tokens.Kind(index + 1) == TokenKind.Dot ? name + "." + tokens.Spelling(index + 2) : name;
    }

    private string Hint()
    {
        if (found >= end)
        {
            return Command() ?? Unclosed() ?? "";
        }

        return Command() ?? Character() ?? Quote() ?? Comment() ?? Name() ?? Dialect() ?? Misplaced() ?? Repair() ?? Unclosed() ?? "";
    }

    // A line end that is written as \n begins a command of psql.
    private string? Command()
    {
        var (low, high) = (0, tokens.MetaCommands.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tokens.MetaCommands[middle].NextToken < found ? (middle + 1, high) : (low, middle);
        }

        return found > first && low < tokens.MetaCommands.Count && tokens.MetaCommands[low] is var command && command.NextToken == found
            ? $"; psql takes '\\{command.Name}' before it for a command"
            : null;
    }

    // PostgreSQL takes every character beyond ASCII for a letter, blanks and quotes included.
    private string? Character()
    {
        for (var i = Math.Max(first, found - 1); i <= found; i++)
        {
            foreach (var character in tokens.Kind(i) == TokenKind.StringConstant || IsQuoted(i) ? "" : tokens.Spelling(i))
            {
                if (character > 127 && !char.IsLetterOrDigit(character) && !char.IsSurrogate(character) && character != EmbeddedText.HoleCharacter
                    && CharUnicodeInfo.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
                {
                    var code = ((int)character).ToString("X4", CultureInfo.InvariantCulture);
                    return $"; PostgreSQL takes {Describe(character)} (U+{code}) for a letter";
                }
            }
        }

        return null;
    }

    private static string Describe(char character) => CharUnicodeInfo.GetUnicodeCategory(character) switch
    {
        UnicodeCategory.SpaceSeparator => "the special blank in it",
        UnicodeCategory.InitialQuotePunctuation or UnicodeCategory.FinalQuotePunctuation => $"the typographic quote {character}",
        UnicodeCategory.DashPunctuation => $"the dash {character}",
        UnicodeCategory.Format or UnicodeCategory.Control => "an invisible character",
        _ => character.ToString(),
    };

    private bool IsQuoted(int index) => (tokens.Traits(index) & TokenTraits.IsQuoted) != TokenTraits.None;

    // 'it's', "{"a": 1}".
    private string? Quote()
    {
        var isGlued = found > first && (tokens.Traits(found) & TokenTraits.IsAdjacent) != TokenTraits.None && tokens.Kind(found) is TokenKind.Identifier or TokenKind.Keyword or TokenKind.IntegerConstant;
        return !isGlued ? null
            : tokens.Kind(found - 1) == TokenKind.StringConstant ? "; the quote before it ends the string: a quote within is written twice ('')"
            : IsQuoted(found - 1) ? "; the quote before it ends the name: a string stands in single quotes"
            : null;
    }

    private string? Comment()
    {
        var mark = tokens.Kind(found) != TokenKind.Operator ? null
            : tokens.Spelling(found).StartsWith("//", StringComparison.Ordinal) ? "//"
            : tokens.Spelling(found).StartsWith("#", StringComparison.Ordinal) ? "#"
            : null;
        return mark is null ? null : $"; a comment begins with '--' in SQL, not with '{mark}'";
    }

    private string? Name() => tokens.Kind(found) switch
    {
        TokenKind.StringConstant when expected.Contains("name") => "; a name stands in double quotes, or in none",
        TokenKind.Minus when found > first && found + 1 < end && (tokens.Traits(found) & tokens.Traits(found + 1) & TokenTraits.IsAdjacent) != TokenTraits.None && tokens.Kind(found - 1) == TokenKind.Identifier
            && tokens.Kind(found + 1) is TokenKind.Identifier or TokenKind.Keyword => "; a name with a '-' in it stands in double quotes",
        TokenKind.Keyword when tokens.Word(found) == Keyword.Select && expected == "an expression" => "; a query within an expression has parentheses of its own",
        TokenKind.Keyword when IsReserved && ExpectsName && MayBeName() && repairs?.GoesOnWithName() == true => $"; as a name it is written \"{tokens.Name(found)}\"",
        _ => null,
    };

    // Behind an operator the rest of the expression is missing.
    private bool MayBeName() => expected != "an expression"
        || (tokens.Word(found) != Keyword.From && found > first && tokens.Kind(found - 1) is TokenKind.Comma or TokenKind.LeftParenthesis or TokenKind.Keyword);

    private string? Dialect()
    {
        if (found == first && tokens.Name(found) is "if" or "raise" or "perform" or "loop" or "for" or "while" or "return" or "elsif" or "exit")
        {
            return "; PL/pgSQL stands in a DO block or in a function";
        }

        return ForeignWords.At(tokens, found) is { } dialect ? $"; that is {dialect}'s syntax, not PostgreSQL's"
            : found > first && tokens.Kind(found - 1) == TokenKind.Identifier && ForeignWords.At(tokens, found - 1) is { } other ? $" behind '{Excerpt(found - 1)}', which is {other}'s"
            : null;
    }

    private string? Misplaced()
    {
        var isOfIndex = tokens.Word(found) == Keyword.Concurrently && (tokens.Word(first + 1) == Keyword.Index || tokens.Word(first + 2) == Keyword.Index);
        return isOfIndex ? "; CONCURRENTLY stands right behind INDEX" : ClauseOrder();
    }

    private string? ClauseOrder()
    {
        if (repairs is null || !IsClause(found))
        {
            return null;
        }

        var (level, tries) = (0, 0);
        for (var i = found - 1; i > first && level >= 0 && tries < MaximumClauses; i--)
        {
            level += tokens.Kind(i) switch
            {
                TokenKind.RightParenthesis => 1,
                TokenKind.LeftParenthesis => -1,
                _ => 0,
            };
            if (level != 0 || !IsClause(i))
            {
                continue;
            }

            var name = Keywords.Spelling(tokens.Word(i)).ToUpperInvariant() + (tokens.Word(i + 1) == Keyword.By ? " BY" : "");
            if (tokens.Word(i) == tokens.Word(found))
            {
                return $"; the statement has a {name} already";
            }

            tries++;
            if (repairs.Moves(found, end, i))
            {
                return $"; it stands before {name}";
            }
        }

        return null;
    }

    private bool IsClause(int index) => tokens.Word(index) is Keyword.From or Keyword.Where or Keyword.Join or Keyword.Left or Keyword.Inner or Keyword.Group or Keyword.Having
        or Keyword.Order or Keyword.Limit or Keyword.Offset or Keyword.Set or Keyword.Using or Keyword.Returning;

    private string? Repair()
    {
        if (repairs is null)
        {
            return null;
        }

        if (repairs.Misspelling() is { } word)
        {
            return (word.Index < found ? $" behind '{Excerpt(word.Index)}'" : "") + $"; perhaps {Keywords.Spelling(word.Meant).ToUpperInvariant()} is meant";
        }

        return repairs.MissingComma() switch
        {
            { } index when index == found => "; a comma is missing before it",
            { } index => $"; a comma is missing before '{Excerpt(index)}'",
            null => !ExpectsName && !IsOneWord && repairs.MissingWord() is { } missing ? $"; {Keywords.Spelling(missing).ToUpperInvariant()} is missing before it" : null,
        };
    }

    // The innermost parenthesis that is open, if it was opened on another line: on the same one it is in plain sight.
    private string? Unclosed()
    {
        if (!expected.EndsWith("')'", StringComparison.Ordinal))
        {
            return ExpectsEnd && found < end && tokens.Kind(found) == TokenKind.RightParenthesis ? "; it closes nothing" : null;
        }

        var level = 0;
        for (var i = found - 1; i >= first; i--)
        {
            level += tokens.Kind(i) switch
            {
                TokenKind.RightParenthesis => 1,
                TokenKind.LeftParenthesis => -1,
                _ => 0,
            };
            if (level < 0)
            {
                var (opening, here) = (Line(tokens.Start(i)), Line(found < end ? tokens.Start(found) : tokens.End(end - 1)));
                return opening == here ? null : $"; the '(' of line {opening.ToString(CultureInfo.InvariantCulture)} is not closed";
            }
        }

        return null;
    }

    private int Line(int offset)
    {
        var place = tokens.Text.ToSource(new TextSpan(offset, 0));
        return place.Text.Lines.GetPosition(place.Span.Start).Line + 1;
    }
}
