using System.Globalization;

namespace MigrationLint.JavaScript;

internal sealed partial class Tokenizer
{
    private void ScanIdentifier()
    {
        var start = position;
        var hash = 0;
        var i = start;
        while (i < text.Length)
        {
            var character = text[i];
            if (!Characters.IsAsciiIdentifierPart(character))
            {
                if (character < 128 || !Characters.IsIdentifierPart(text, i, out var length))
                {
                    break;
                }

                if (length == 2)
                {
                    hash = NameTable.Hash(hash, character);
                    character = text[++i];
                }
            }

            hash = NameTable.Hash(hash, character);
            i++;
        }

        if (i < text.Length && text[i] == '\\')
        {
            ScanEscapedIdentifier(start);
            return;
        }

        HasEscape = false;
        Value = names.Intern(text, start, i - start, hash, out Kind);
        position = i;
    }

    /// <summary>Reads a name that has a unicode escape somewhere.</summary>
    private void ScanEscapedIdentifier(int start)
    {
        position = start;
        buffer.Clear();
        while (position < text.Length)
        {
            if (text[position] == '\\')
            {
                if (Peek(1) != 'u' || !JavaScriptEscape.TryRead(text, ref position, text.Length, isTemplate: false, out var decoded)
                    || !(buffer.Length == 0 ? Characters.IsIdentifierStart(decoded, 0, out _) : Characters.IsIdentifierPart(decoded, 0, out _)))
                {
                    Invalid(Math.Min(text.Length, position + 1), "invalid escape in a name");
                    return;
                }

                buffer.Append(decoded);
            }
            else if (Characters.IsIdentifierPart(text, position, out var length))
            {
                buffer.Append(text, position, length);
                position += length;
            }
            else
            {
                break;
            }
        }

        Value = names.Intern(buffer.ToString(), out Kind);
        HasEscape = true;
        if (Kind >= TokenKind.Break)
        {
            Kind = TokenKind.EscapedReservedWord;
        }
        else if (Kind is not (TokenKind.Let or TokenKind.Static or TokenKind.Yield or TokenKind.Await or TokenKind.Implements
            or TokenKind.Interface or TokenKind.Package or TokenKind.Private or TokenKind.Protected or TokenKind.Public))
        {
            // Words that code only gives a meaning in places keep it only when written plainly (ECMA-262, 5.1.5).
            Kind = TokenKind.Identifier;
        }
    }

    private void ScanPrivateName()
    {
        position++;
        if (position < text.Length && (text[position] == '\\' || Characters.IsIdentifierStart(text, position, out _)))
        {
            ScanIdentifier();
            Kind = Kind == TokenKind.Invalid ? Kind : TokenKind.PrivateName;
            return;
        }

        Invalid(position, "unexpected character");
    }

    private void ScanString(char quote)
    {
        var start = position;
        var i = start + 1;
        while (i < text.Length && text[i] is var character && character != quote && character is not ('\\' or '\n' or '\r'))
        {
            i++;
        }

        HasEscape = IsLegacyOctal = false;
        Kind = TokenKind.String;
        if (i < text.Length && text[i] == quote)
        {
            position = i + 1;
            Value = text.Substring(start + 1, i - start - 1);
            return;
        }

        buffer.Clear();
        buffer.Append(text, start + 1, i - start - 1);
        position = i;
        ScanEscapedString(quote);
    }

    private void ScanEscapedString(char quote)
    {
        HasEscape = true;
        while (position < text.Length && text[position] is not ('\n' or '\r'))
        {
            var character = text[position];
            if (character == quote)
            {
                position++;
                Value = buffer.ToString();
                return;
            }

            if (character != '\\')
            {
                buffer.Append(character);
                position++;
            }
            else if (!ScanEscape(isTemplate: false))
            {
                Invalid(position, "invalid escape in a string");
                return;
            }
        }

        Invalid(position, "string is not closed");
    }

    /// <summary>Reads one escape sequence into the buffer; false where it has no value.</summary>
    private bool ScanEscape(bool isTemplate)
    {
        IsLegacyOctal |= Characters.IsDigit(Peek(1)) && (Peek(1) != '0' || Characters.IsDigit(Peek(2)));
        if (JavaScriptEscape.TryRead(text, ref position, text.Length, isTemplate, out var decoded))
        {
            buffer.Append(decoded);
            return true;
        }

        position = Math.Min(text.Length, position + 2);
        return false;
    }

    /// <summary>Continues a template behind the <c>}</c> that is the current token.</summary>
    public void RescanTemplateContinuation()
    {
        if (Stopped)
        {
            return;
        }

        position = Start + 1;
        ScanTemplateChunk();
        End = position;
    }

    /// <summary>Reads template characters up to the closing backtick or the next <c>${</c>.</summary>
    private void ScanTemplateChunk()
    {
        Kind = TokenKind.Template;
        HasEscape = IsLegacyOctal = false;
        var start = position;
        while (position < text.Length && text[position] is not ('`' or '\\' or '\r' or '$') && !(endTemplatesAtMargin && text[position] == '\n'))
        {
            position++;
        }

        if (TryEndChunk())
        {
            Value = text.Substring(start, position - start - (IsTail ? 1 : 2));
            return;
        }

        buffer.Clear();
        buffer.Append(text, start, position - start);
        var hasValue = true;
        while (!TryEndChunk())
        {
            if (position >= text.Length || (endTemplatesAtMargin && Margin.IsDeclaration(text, position)))
            {
                Invalid(position, "template is not closed");
                return;
            }

            var character = text[position];
            if (character == '\\')
            {
                HasEscape = true;
                hasValue &= ScanEscape(isTemplate: true);
                continue;
            }

            // CRLF and CR count as LF in both values of a template (ECMA-262, 12.9.6.1).
            position += character == '\r' && Peek(1) == '\n' ? 2 : 1;
            buffer.Append(character == '\r' ? '\n' : character);
        }

        Value = hasValue ? buffer.ToString() : null;
    }

    private bool TryEndChunk()
    {
        IsTail = Peek(0) == '`';
        if (!IsTail && !(Peek(0) == '$' && Peek(1) == '{'))
        {
            return false;
        }

        position += IsTail ? 1 : 2;
        return true;
    }

    /// <summary>Reads the slash that is the current token, and what follows, as a regular expression. Its pattern is not checked.</summary>
    public void RescanRegExp()
    {
        if (Stopped)
        {
            return;
        }

        position = Start + 1;
        var inClass = false;
        while (position < text.Length && !Characters.IsLineEnd(text[position]))
        {
            var character = text[position];
            if (character == '/' && !inClass)
            {
                position++;
                ScanFlags();
                End = position;
                return;
            }

            inClass = character == '[' || (inClass && character != ']');
            position += character == '\\' && position + 1 < text.Length && !Characters.IsLineEnd(text[position + 1]) ? 2 : 1;
        }

        Invalid(position, "regular expression is not closed");
        End = position;
    }

    private void ScanFlags()
    {
        Kind = TokenKind.RegExp;
        var flags = position;
        while (position < text.Length && Characters.IsIdentifierPart(text, position, out var length))
        {
            if ("dgimsuvy".IndexOf(text[position]) < 0 || text.IndexOf(text[position], flags, position - flags) >= 0)
            {
                Invalid(position + length, "invalid flag of a regular expression");
                return;
            }

            position += length;
        }

        if (Peek(0) == '\\')
        {
            Invalid(position + 1, "invalid flag of a regular expression");
        }
    }

    private void ScanNumber()
    {
        IsLegacyOctal = false;
        Kind = TokenKind.Number;
        var radix = text[position] != '0' ? 10 : Peek(1) switch
        {
            'x' or 'X' => 16,
            'o' or 'O' => 8,
            'b' or 'B' => 2,
            _ => 10,
        };
        var isValid = radix == 10 ? ScanDecimal() : ScanRadix(radix);
        if (Peek(0) == 'n' && isValid && Kind == TokenKind.BigInt)
        {
            position++;
        }
        else
        {
            Kind = TokenKind.Number;
        }

        if (!isValid || (position < text.Length && (text[position] == '\\' || Characters.IsIdentifierPart(text, position, out _))))
        {
            while (position < text.Length && Characters.IsIdentifierPart(text, position, out var length))
            {
                position += length;
            }

            Invalid(position, "invalid number");
        }
    }

    private bool ScanRadix(int radix)
    {
        position += 2;
        Kind = TokenKind.BigInt;
        return ScanDigits(radix, allowSeparators: true);
    }

    private bool ScanDecimal()
    {
        if (text[position] == '0' && Peek(1) == '_')
        {
            return false;
        }

        var isLegacy = text[position] == '0' && Characters.IsDigit(Peek(1));
        var isOctal = isLegacy;
        for (var i = position; isOctal && i < text.Length && Characters.IsDigit(text[i]); i++)
        {
            isOctal = text[i] < '8';
        }

        IsLegacyOctal = isLegacy;
        Kind = isLegacy ? TokenKind.Number : TokenKind.BigInt;
        if (text[position] != '.' && !ScanDigits(10, allowSeparators: !isLegacy))
        {
            return false;
        }

        if (!isOctal && Peek(0) == '.')
        {
            Kind = TokenKind.Number;
            position++;
            if (Peek(0) == '_' || (Characters.IsDigit(Peek(0)) && !ScanDigits(10, allowSeparators: true)))
            {
                return false;
            }
        }

        if (!isOctal && Peek(0) is 'e' or 'E')
        {
            Kind = TokenKind.Number;
            position++;
            position += Peek(0) is '+' or '-' ? 1 : 0;
            return ScanDigits(10, allowSeparators: true);
        }

        return true;
    }

    /// <summary>Reads at least one digit; false where there is none or a separator stands wrong.</summary>
    private bool ScanDigits(int radix, bool allowSeparators)
    {
        var start = position;
        while (true)
        {
            var character = Peek(0);
            if (Characters.HexValue(character) is >= 0 and var digit && digit < radix)
            {
                position++;
            }
            else if (character == '_' && allowSeparators && position > start && text[position - 1] != '_'
                && Characters.HexValue(Peek(1)) is >= 0 and var next && next < radix)
            {
                position++;
            }
            else
            {
                return position > start;
            }
        }
    }

    /// <summary>The value of the number that is the current token.</summary>
    public double NumberValue()
    {
        var digits = text.Substring(Start, End - Start).Replace("_", "");
        var radix = digits.Length < 2 || digits[0] != '0' ? 10 : digits[1] switch
        {
            'x' or 'X' => 16,
            'o' or 'O' => 8,
            'b' or 'B' => 2,
            >= '0' and <= '7' when IsLegacyOctal && digits.IndexOfAny(['8', '9', '.']) < 0 => 8,
            _ => 10,
        };
        if (radix == 10)
        {
            // The run time of .NET Framework throws where others give infinity.
            return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : double.PositiveInfinity;
        }

        var value = 0.0;
        for (var i = Characters.IsDigit(digits[1]) ? 1 : 2; i < digits.Length; i++)
        {
            value = (value * radix) + Characters.HexValue(digits[i]);
        }

        return value;
    }

    /// <summary>The digits of the BigInt that is the current token, with its radix prefix, without separators and the final n.</summary>
    public string BigIntText() => text.Substring(Start, End - Start - 1).Replace("_", "");
}
