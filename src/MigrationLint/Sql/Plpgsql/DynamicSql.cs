using System.Globalization;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql.Plpgsql;

/// <summary>Finds the text that EXECUTE is given, as far as it is written there: constants, joined by <c>||</c>, <c>concat</c> or <c>format</c>. The rest is holes.</summary>
internal static class DynamicSql
{
    /// <summary>The text of an expression.</summary>
    /// <param name="expression">What stands behind EXECUTE.</param>
    /// <param name="tokens">The tokens of the text that it stands in.</param>
    /// <returns>Null where nothing of it is known.</returns>
    public static EmbeddedText? Read(Node expression, SqlTokens tokens)
    {
        var builder = new EmbeddedTextBuilder(tokens.Text);
        var hasText = false;

        // A chain of || leans to the left and may be long.
        var open = new Stack<Node>();
        open.Push(expression);
        while (open.Count > 0)
        {
            var node = open.Pop();
            switch (node)
            {
                case AExpr { Kind: AExprKind.Op, Name.Count: 1, Lexpr: { } left, Rexpr: { } right } operation when operation.Name[0] is StringValue { Sval: "||" }:
                    open.Push(right);
                    open.Push(left);
                    break;
                case FuncCall { Args.Count: > 0 } call when FunctionName(call) == "concat":
                    for (var i = call.Args.Count - 1; i >= 0; i--)
                    {
                        open.Push(call.Args[i]);
                    }

                    break;
                case FuncCall { Args.Count: > 0 } call when FunctionName(call) == "format" && Constant(call.Args[0], tokens) is { } format:
                    AppendFormat(builder, format, call, tokens);
                    hasText = true;
                    break;
                default:
                    hasText |= Append(builder, node, tokens);
                    break;
            }
        }

        return hasText ? builder.Build() : null;
    }

    private static string? FunctionName(FuncCall call) => call.Funcname[call.Funcname.Count - 1] is StringValue name ? name.Sval : null;

    private static bool Append(EmbeddedTextBuilder builder, Node node, SqlTokens tokens)
    {
        if (StringToken(node, tokens) is { } token && SqlLiterals.Append(builder, tokens.LiteralSpan(token, out var escape), escape))
        {
            return true;
        }

        builder.AppendHole(node.Span, node is AConst { Ival: { } number } ? number.Ival.ToString(CultureInfo.InvariantCulture) : null);
        return false;
    }

    private static EmbeddedText? Constant(Node node, SqlTokens tokens) =>
        StringToken(node, tokens) is { } token ? SqlLiterals.Decode(tokens.Text, tokens.LiteralSpan(token, out var escape), escape) : null;

    /// <summary>The token of a constant, also of one with <c>::text</c> behind it.</summary>
    private static int? StringToken(Node node, SqlTokens tokens)
    {
        var constant = node is TypeCast { Arg: { } operand, TypeName: { ArrayBounds.Count: 0 } type } && type.Names[type.Names.Count - 1] is StringValue { Sval: "text" or "varchar" }
            ? operand
            : node;
        if (constant is not AConst { Sval: { } text })
        {
            return null;
        }

        var token = tokens.IndexAt(text.Start);
        return tokens.Kind(token) == TokenKind.StringConstant ? token : null;
    }

    /// <summary>Appends what <c>format</c> makes: its specifiers are holes, or the constants they are given (https://www.postgresql.org/docs/current/functions-string.html#FUNCTIONS-STRING-FORMAT).</summary>
    private static void AppendFormat(EmbeddedTextBuilder builder, EmbeddedText format, FuncCall call, SqlTokens tokens)
    {
        var (content, run, next, segment) = (format.Content, 0, 1, 0);
        for (var i = 0; i < content.Length;)
        {
            if (content[i] != '%')
            {
                i++;
                continue;
            }

            var (end, argument, type) = ReadSpecifier(content, i, next);
            AppendRun(builder, format, TextSpan.FromBounds(run, i), ref segment);
            if (type == '%')
            {
                segment = SegmentAt(format, i, segment);
                builder.AppendEscape(format.ToHost(TextSpan.FromBounds(i, end)), "%", new FormatSyntax(format.Segments[segment].Syntax!));
            }
            else
            {
                builder.AppendHole(format.ToHost(TextSpan.FromBounds(i, end)), argument < call.Args.Count ? Formatted(call.Args[argument], type, tokens) : null);
                next = argument + 1;
            }

            run = i = end;
        }

        AppendRun(builder, format, TextSpan.FromBounds(run, content.Length), ref segment);
    }

    /// <summary><c>%[n$][-][width]type</c>; a width that is an argument takes one.</summary>
    private static (int End, int Argument, char Type) ReadSpecifier(string content, int start, int next)
    {
        var i = start + 1;
        var argument = next;
        var digits = i;
        while (i < content.Length && content[i] is >= '0' and <= '9')
        {
            i++;
        }

        if (i > digits && i < content.Length && content[i] == '$')
        {
            argument = int.TryParse(content.Substring(digits, i - digits), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
            i++;
        }

        while (i < content.Length && content[i] is '-' or '*' or '$' or (>= '0' and <= '9'))
        {
            argument += content[i] == '*' && argument < int.MaxValue ? 1 : 0;
            i++;
        }

        return i < content.Length ? (i + 1, argument, content[i]) : (i, argument, 's');
    }

    private static string? Formatted(Node argument, char type, SqlTokens tokens) => Constant(argument, tokens)?.Content switch
    {
        null => null,
        var text when type == 's' => text,
        var text when type == 'L' => "'" + text.Replace("'", "''") + "'",
        var text => "\"" + text.Replace("\"", "\"\"") + "\"",
    };

    /// <summary>Appends a stretch of the format, each character with its place in the text that the format stands in.</summary>
    private static void AppendRun(EmbeddedTextBuilder builder, EmbeddedText format, TextSpan run, ref int first)
    {
        first = SegmentAt(format, run.Start, first);
        for (var i = first; i < format.Segments.Count && format.Segments[i].Start < run.End; i++)
        {
            var segment = format.Segments[i];
            var (start, end) = (Math.Max(run.Start, segment.Start), Math.Min(run.End, segment.End));
            if (start >= end)
            {
                continue;
            }

            if (segment.Kind == SegmentKind.Verbatim)
            {
                builder.AppendVerbatim(new TextSpan(segment.HostStart + (start - segment.Start), end - start), new FormatSyntax(segment.Syntax!));
            }
            else
            {
                builder.AppendEscape(TextSpan.FromBounds(segment.HostStart, segment.HostEnd), format.Content.Substring(start, end - start), new FormatSyntax(segment.Syntax!));
            }
        }
    }

    // The first segment from the given one on that reaches beyond an offset.
    private static int SegmentAt(EmbeddedText format, int offset, int from)
    {
        while (from < format.Segments.Count && format.Segments[from].End <= offset)
        {
            from++;
        }

        return from;
    }

    // A constant that is a format: a percent sign is written twice.
    private sealed class FormatSyntax(LiteralSyntax literal) : LiteralSyntax
    {
        public override string? Encode(string text, string before, string after) => literal.Encode(text.Replace("%", "%%"), before, after);
    }
}
