using MigrationLint.JavaScript.Ast;
using MigrationLint.Text;

namespace MigrationLint.JavaScript;

/// <summary>Reads ECMAScript 2025 and TypeScript into ESTree.</summary>
internal sealed class JavaScriptParser
{
    /// <summary>The longest text that is read, in UTF-16 units.</summary>
    public const int MaximumLength = 16 * 1024 * 1024;

    /// <summary>Parses a whole file. Never throws: what is no JavaScript, nests too deeply or is too long gives an error in the result.</summary>
    /// <param name="content">The text of the file.</param>
    /// <param name="dialect">The grammar.</param>
    public static ParseResult Parse(string content, JavaScriptDialect dialect)
    {
        if (content.Length > MaximumLength)
        {
            return new(new Program(0, content.Length, []), [new SyntaxError(default, "the file is larger than 16 million characters") { IsLimit = true }], []);
        }

        var parser = new Parser(content, dialect, restartAtMargin: false);
        var result = parser.ParseProgram();
        return parser.HasErrors ? new Parser(content, dialect, restartAtMargin: true).ParseProgram() : result;
    }
}
