namespace MigrationLint.Sql;

/// <summary>Numbers and parameters.</summary>
internal sealed partial class SqlLexer
{
    private void ScanNumber(int start)
    {
        var (end, kind) = ReadNumber(start);
        if (mayHaveHoles && end < length && SplicedEnd(end) > 0)
        {
            ScanWordWithHoles(start, end, isNumber: true);
            return;
        }

        if (end < length && StartsWord(content[end]) && !(hasUnknowns && IsUnknown(end)))
        {
            Refuse(start, WordEnd(end), "a number ends before a letter");
        }
        else
        {
            Add(kind, start, end);
        }
    }

    private (int End, TokenKind Kind) ReadNumber(int start)
    {
        if (content[start] == '0' && Radix(At(start + 1)) is var radix and not 10)
        {
            var last = DigitsEnd(start + 2, radix, underscoreFirst: true);
            return last > start + 2 ? (last, IntegerKind(start + 2, last, radix)) : (start + 1, TokenKind.IntegerConstant);
        }

        var end = content[start] == '.' ? start : DigitsEnd(start, 10);
        var isInteger = true;

        // 1..2 is a range of integers.
        if (At(end) == '.' && (end == start || At(end + 1) != '.'))
        {
            isInteger = false;
            end = DigitsEnd(end + 1, 10);
        }

        if (At(end) is 'e' or 'E')
        {
            var digits = At(end + 1) is '+' or '-' ? end + 2 : end + 1;
            if (At(digits) is >= '0' and <= '9')
            {
                return (DigitsEnd(digits, 10), TokenKind.FloatConstant);
            }
        }

        return (end, isInteger ? IntegerKind(start, end, 10) : TokenKind.FloatConstant);
    }

    private static int Radix(char mark) => mark switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 10,
    };

    // Digits with single underscores between them.
    private int DigitsEnd(int start, int radix, bool underscoreFirst = false)
    {
        var end = start;
        while (end < length)
        {
            var digit = content[end] == '_' && (end > start || underscoreFirst) ? end + 1 : end;
            if (DigitValue(At(digit)) >= radix)
            {
                break;
            }

            end = digit + 1;
        }

        return end;
    }

    private TokenKind IntegerKind(int start, int end, int radix)
    {
        long value = 0;
        for (var i = start; i < end && value <= int.MaxValue; i++)
        {
            value = content[i] == '_' ? value : (value * radix) + DigitValue(content[i]);
        }

        return value <= int.MaxValue ? TokenKind.IntegerConstant : TokenKind.FloatConstant;
    }

    private static int DigitValue(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => int.MaxValue,
    };

    private int WordEnd(int start)
    {
        while (start < length && ContinuesWord(content[start]))
        {
            start++;
        }

        return start;
    }

    private void ScanParameter(int start)
    {
        var end = start + 1;
        while (At(end) is >= '0' and <= '9')
        {
            end++;
        }

        if (end < length && StartsWord(content[end]) && !(hasUnknowns && IsUnknown(end)))
        {
            Refuse(start, WordEnd(end), "the number of a parameter ends before a letter");
        }
        else if (IntegerKind(start + 1, end, 10) == TokenKind.FloatConstant)
        {
            Refuse(start, end, "the number of a parameter fits into 32 bits");
        }
        else
        {
            Add(TokenKind.Parameter, start, end);
        }
    }
}
