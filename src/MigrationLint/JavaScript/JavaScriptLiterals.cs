using MigrationLint.Text;

namespace MigrationLint.JavaScript;

/// <summary>Decodes string literals and template chunks, keeping where each character stands.</summary>
internal static class JavaScriptLiterals
{
    /// <summary>Decodes a string literal.</summary>
    /// <param name="host">The text that it stands in.</param>
    /// <param name="literal">The literal with its quotes.</param>
    /// <returns>Null where it is no whole string literal or holds an escape that has no value.</returns>
    public static EmbeddedText? DecodeString(IText host, TextSpan literal)
    {
        var builder = new EmbeddedTextBuilder(host);
        return AppendString(builder, literal) ? builder.Build() : null;
    }

    /// <summary>Appends what a string literal, its quotes included, says.</summary>
    /// <returns>False, with nothing appended, where <see cref="DecodeString"/> returns null.</returns>
    public static bool AppendString(EmbeddedTextBuilder builder, TextSpan literal)
    {
        var text = builder.Host.Content;
        if (literal.Length < 2 || text[literal.Start] is not ('\'' or '"') || text[literal.End - 1] != text[literal.Start])
        {
            return false;
        }

        var syntax = text[literal.Start] == '"' ? JavaScriptLiteralSyntax.DoubleQuoted : JavaScriptLiteralSyntax.SingleQuoted;
        return Append(builder, TextSpan.FromBounds(literal.Start + 1, literal.End - 1), syntax);
    }

    /// <summary>Appends what a stretch of a template says: its <c>TemplateElement</c>, without backticks, <c>${</c> and <c>}</c>.</summary>
    /// <returns>False, with nothing appended, where it holds an escape that has no value.</returns>
    public static bool AppendTemplateChunk(EmbeddedTextBuilder builder, TextSpan chunk) => Append(builder, chunk, JavaScriptLiteralSyntax.Template);

    /// <summary>Appends a stretch of a <c>String.raw</c> template, in which only CRLF reads otherwise than it stands.</summary>
    public static void AppendRawTemplateChunk(EmbeddedTextBuilder builder, TextSpan chunk) => Append(builder, chunk, JavaScriptLiteralSyntax.RawTemplate);

    private static bool Append(EmbeddedTextBuilder builder, TextSpan inside, JavaScriptLiteralSyntax syntax)
    {
        var text = builder.Host.Content;
        var mark = builder.Mark();
        var run = inside.Start;
        var position = inside.Start;
        while (position < inside.End)
        {
            var start = position;
            string decoded;
            if (text[position] == '\\' && syntax.HasEscapes)
            {
                if (!JavaScriptEscape.TryRead(text, ref position, inside.End, syntax.IsTemplate, out decoded))
                {
                    builder.Rollback(mark);
                    return false;
                }
            }
            else if (text[position] == '\r' && syntax.IsTemplate)
            {
                // https://tc39.es/ecma262/#sec-static-semantics-trv: CR and CRLF both read as LF
                position += position + 1 < inside.End && text[position + 1] == '\n' ? 2 : 1;
                decoded = "\n";
            }
            else if (syntax.CanHold(text[position]))
            {
                position++;
                continue;
            }
            else
            {
                builder.Rollback(mark);
                return false;
            }

            if (run < start)
            {
                builder.AppendVerbatim(TextSpan.FromBounds(run, start), syntax);
            }

            builder.AppendEscape(TextSpan.FromBounds(start, position), decoded, syntax);
            run = position;
        }

        if (run < inside.End || inside.IsEmpty)
        {
            builder.AppendVerbatim(TextSpan.FromBounds(run, inside.End), syntax);
        }

        return true;
    }
}
