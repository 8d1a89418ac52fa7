using MigrationLint.JavaScript.Ast;

namespace MigrationLint.JavaScript;

/// <content>Going on behind a syntax error: at the next member, statement, or at a declaration at the left margin.</content>
internal sealed partial class Parser
{
    /// <summary>A text with more broken statements than this is no JavaScript.</summary>
    public const int MaximumErrors = 500;

    private readonly bool restartAtMargin;
    private readonly Stack<int> recoveryTemplates = new();
    private int restartPosition = -1;
    private int statementStart;
    private int lastBrokenStatement = -1;

    // Nested constructs may all break at the same place, and each looks for its own way on from its start.
    private long recoveryFuel;

    private enum Recovering { Statement, ClassElement, Property }

    /// <summary>Reports the failure, unless the same statement has one already.</summary>
    private void ReportFailure()
    {
        if (failure is not null && lastBrokenStatement != statementStart)
        {
            errors.Add(failure);
        }

        lastBrokenStatement = statementStart;
        failure = null;
    }

    /// <summary>
    /// Ends every open construct here: the program goes on at <paramref name="position"/>. The statements read so far stay in the tree.
    /// </summary>
    private void RestartAt(int position)
    {
        ReportFailure();
        restartPosition = position;
        token.Stop();
    }

    /// <summary>Called with a stopped tokenizer: reports the error and moves behind it; false where the caller has to give up as well.</summary>
    private bool TryRecover(int start, bool isTop, Recovering level)
    {
        if (speculation > 0 || restartPosition >= 0)
        {
            return false;
        }

        if (errors.Count >= MaximumErrors)
        {
            failure = failure! with { Message = "too many syntax errors, the rest of the file is not read" };
            lastBrokenStatement = -1;
            RestartAt(text.Length);
            if (isTop)
            {
                token.MoveTo(text.Length);
            }

            return isTop;
        }

        var failedAt = failure!.Span.Start;
        if (!TryFindResumption(start, failedAt, isTop, level, out var resumption, out var isRestart))
        {
            token.Stop();
            return false;
        }

        if (isRestart && !isTop)
        {
            RestartAt(resumption);
            return false;
        }

        ReportFailure();
        token.MoveTo(resumption);
        return true;
    }

    private bool TryFindResumption(int start, int failedAt, bool isTop, Recovering level, out int resumption, out bool isRestart)
    {
        var column = Column(start);
        var braces = 0;
        var brackets = 0;
        var previous = TokenKind.Semicolon;
        isRestart = false;
        recoveryTemplates.Clear();
        token.MoveTo(failedAt < text.Length ? start : failedAt);
        for (; !Is(TokenKind.EndOfFile) && recoveryFuel > 0; previous = SkipToken(previous, ref braces, ref brackets))
        {
            recoveryFuel -= token.End - token.Start + 1;
            resumption = token.Start;
            if (token.Start < failedAt || token.Start == start)
            {
                continue;
            }

            if (Margin.IsDeclaration(text, token.Start))
            {
                isRestart = true;
                return level == Recovering.Statement || !isTop;
            }

            if (recoveryTemplates.Count > 0)
            {
                continue;
            }

            if (token.NewlineBefore && Column(token.Start) <= column && IsLikelyStart(level))
            {
                return true;
            }

            if (braces == 0 && ResumesHere(isTop, level, brackets) is { } resumes)
            {
                resumption = Is(TokenKind.Semicolon) ? token.End : resumption;
                return resumes;
            }
        }

        resumption = text.Length;
        isRestart = true;
        return level != Recovering.Property;
    }

    /// <summary>Whether the current token, in no inner braces, ends what is broken; false where it ends more than that, null where it is part of it.</summary>
    private bool? ResumesHere(bool isTop, Recovering level, int brackets)
    {
        switch (Kind)
        {
            case TokenKind.CloseBrace:
                return isTop && level == Recovering.Statement ? null : true;
            case TokenKind.Semicolon when level == Recovering.Property:
                return false;
            case TokenKind.Semicolon:
                return Peek() is TokenKind.Else or TokenKind.Catch or TokenKind.Finally ? null : true;
            case TokenKind.CloseParen or TokenKind.CloseBracket when level == Recovering.Property && brackets <= 0:
                return false;
            case TokenKind.Comma when level == Recovering.Property && brackets <= 0:
                return true;
            default:
                return token.NewlineBefore && level == Recovering.Statement && IsStatementKeyword() ? true : null;
        }
    }

    /// <summary>Moves one token on without a grammar, and tells regular expressions from divisions by what stands before.</summary>
    private TokenKind SkipToken(TokenKind previous, ref int braces, ref int brackets)
    {
        var kind = Kind;
        switch (kind)
        {
            case TokenKind.OpenBrace:
                braces++;
                break;
            case TokenKind.CloseBrace when recoveryTemplates.Count > 0 && recoveryTemplates.Peek() == braces:
                token.RescanTemplateContinuation();
                kind = token.Kind;
                if (kind != TokenKind.Template || token.IsTail)
                {
                    recoveryTemplates.Pop();
                }

                break;
            case TokenKind.CloseBrace:
                braces = Math.Max(0, braces - 1);
                break;
            case TokenKind.Template when !token.IsTail:
                recoveryTemplates.Push(braces);
                break;
            case TokenKind.OpenParen or TokenKind.OpenBracket:
                brackets++;
                break;
            case TokenKind.CloseParen or TokenKind.CloseBracket:
                brackets--;
                break;
            case TokenKind.Slash or TokenKind.SlashEquals when !EndsOperand(previous):
                token.RescanRegExp();
                break;
        }

        if (kind == TokenKind.Invalid && token.End == text.Length)
        {
            // What is not closed may have swallowed the rest of the file.
            token.MoveTo(NextLine(token.Start));
        }
        else
        {
            Next();
        }

        return kind;
    }

    private static bool EndsOperand(TokenKind kind) => TokenKinds.IsIdentifier(kind)
        || kind is TokenKind.Number or TokenKind.BigInt or TokenKind.String or TokenKind.Template or TokenKind.RegExp or TokenKind.CloseParen
            or TokenKind.CloseBracket or TokenKind.CloseBrace or TokenKind.This or TokenKind.Null or TokenKind.True or TokenKind.False;

    private int NextLine(int from)
    {
        while (from < text.Length && !Characters.IsLineEnd(text[from]))
        {
            from++;
        }

        return Math.Min(text.Length, from + 1);
    }

    /// <summary>The distance to the start of the line; what lies far to the right is all one.</summary>
    private int Column(int offset)
    {
        const int Far = 500;
        var column = 0;
        while (column < Far && column < offset && !Characters.IsLineEnd(text[offset - column - 1]))
        {
            column++;
        }

        return column;
    }

    private bool IsLikelyStart(Recovering level) => level switch
    {
        Recovering.Statement => IsIdentifier() || IsStatementKeyword(),
        Recovering.Property => TokenKinds.IsName(Kind) || Kind is TokenKind.String or TokenKind.Number or TokenKind.OpenBracket or TokenKind.Ellipsis,
        _ => TokenKinds.IsName(Kind) || Kind is TokenKind.String or TokenKind.OpenBracket or TokenKind.At or TokenKind.PrivateName or TokenKind.Asterisk,
    };

    private bool IsStatementKeyword() => Kind is TokenKind.Const or TokenKind.Let or TokenKind.Var or TokenKind.Function or TokenKind.Class
        or TokenKind.If or TokenKind.For or TokenKind.While or TokenKind.Do or TokenKind.Switch or TokenKind.Try or TokenKind.Return or TokenKind.Throw
        or TokenKind.Import or TokenKind.Export or TokenKind.Async or TokenKind.Await or TokenKind.Break or TokenKind.Continue or TokenKind.Debugger
        or TokenKind.Interface or TokenKind.Enum;
}
