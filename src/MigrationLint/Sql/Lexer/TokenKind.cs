namespace MigrationLint.Sql;

/// <summary>The tokens of PostgreSQL's scanner (<c>scan.l</c>), and holes.</summary>
internal enum TokenKind : byte
{
    /// <summary>Behind the last token.</summary>
    EndOfFile,

    /// <summary>A name that is no keyword, or a quoted one (<c>"…"</c>, <c>U&amp;"…"</c>).</summary>
    Identifier,

    /// <summary>A word of the keyword list, reserved or not.</summary>
    Keyword,

    /// <summary><c>'…'</c>, <c>E'…'</c>, <c>U&amp;'…'</c>, <c>$tag$…$tag$</c>, with the lines that continue it.</summary>
    StringConstant,

    /// <summary><c>B'…'</c>.</summary>
    BitString,

    /// <summary><c>X'…'</c>.</summary>
    HexString,

    /// <summary>A number that fits into 32 bits.</summary>
    IntegerConstant,

    /// <summary>Any other number.</summary>
    FloatConstant,

    /// <summary><c>$1</c>.</summary>
    Parameter,

    /// <summary>An operator that has no kind of its own.</summary>
    Operator,

    /// <summary><c>(</c>.</summary>
    LeftParenthesis,

    /// <summary><c>)</c>.</summary>
    RightParenthesis,

    /// <summary><c>[</c>.</summary>
    LeftBracket,

    /// <summary><c>]</c>.</summary>
    RightBracket,

    /// <summary><c>,</c>.</summary>
    Comma,

    /// <summary><c>;</c>, or psql's <c>\;</c>.</summary>
    Semicolon,

    /// <summary><c>:</c>.</summary>
    Colon,

    /// <summary><c>.</c>.</summary>
    Dot,

    /// <summary><c>+</c>.</summary>
    Plus,

    /// <summary><c>-</c>.</summary>
    Minus,

    /// <summary><c>*</c>.</summary>
    Asterisk,

    /// <summary><c>/</c>.</summary>
    Slash,

    /// <summary><c>%</c>.</summary>
    Percent,

    /// <summary><c>^</c>.</summary>
    Caret,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>=</c>.</summary>
    Equal,

    /// <summary><c>::</c>.</summary>
    TypeCast,

    /// <summary><c>..</c>.</summary>
    DotDot,

    /// <summary><c>:=</c>.</summary>
    ColonEquals,

    /// <summary><c>=&gt;</c>.</summary>
    EqualsGreater,

    /// <summary><c>&lt;=</c>.</summary>
    LessEquals,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterEquals,

    /// <summary><c>&lt;&gt;</c> and <c>!=</c>.</summary>
    NotEquals,

    /// <summary>Something that another program puts in: <c>${…}</c>, <c>{{ … }}</c>, <c>:name</c>.</summary>
    Hole,

    /// <summary>What PostgreSQL's scanner refuses: a quote that does not end, a stray character. <see cref="SqlTokens.Errors"/> says why.</summary>
    Invalid,
}
