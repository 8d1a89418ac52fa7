using MigrationLint.JavaScript.Ast;
using MigrationLint.Text;

namespace MigrationLint.JavaScript;

/// <summary>Which grammar a file is read with.</summary>
internal enum JavaScriptDialect
{
    /// <summary><c>.js</c>, <c>.cjs</c>, <c>.mjs</c>, <c>.jsx</c>.</summary>
    JavaScript,

    /// <summary><c>.ts</c>, <c>.cts</c>, <c>.mts</c>.</summary>
    TypeScript,
}

/// <summary>A comment, with its marks.</summary>
/// <param name="Span">From the first to the last character of the comment, the line end excluded.</param>
/// <param name="IsBlock">True for <c>/* */</c>.</param>
internal sealed record Comment(TextSpan Span, bool IsBlock);

/// <summary>What the parser made of a text. There is always a program: what could not be read is left out of it and stands in <paramref name="Errors"/>.</summary>
/// <param name="Program">The tree.</param>
/// <param name="Errors">In source order, at most one per statement.</param>
/// <param name="Comments">In source order.</param>
internal sealed record ParseResult(Program Program, IReadOnlyList<SyntaxError> Errors, IReadOnlyList<Comment> Comments);
