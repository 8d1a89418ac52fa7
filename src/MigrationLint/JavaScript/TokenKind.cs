namespace MigrationLint.JavaScript;

/// <summary>
/// What a token is. The order matters: names form one range that starts at <see cref="Identifier"/>, and in it the words
/// that may be identifiers come before those that are reserved.
/// </summary>
internal enum TokenKind : byte
{
    EndOfFile,

    /// <summary>Text that is no token; <see cref="Tokenizer.InvalidMessage"/> says why.</summary>
    Invalid,
    Number,
    BigInt,
    String,

    /// <summary>A template chunk, from the backtick or brace that opens it to the backtick or <c>${</c> that ends it.</summary>
    Template,
    RegExp,
    PrivateName,

    OpenBrace,
    CloseBrace,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    Dot,
    Ellipsis,
    Semicolon,
    Comma,
    Question,
    QuestionDot,
    Colon,
    Arrow,
    At,

    // Binary operators; Greater stays single until the parser asks for more.
    Less,
    Greater,
    LessEquals,
    GreaterEquals,
    EqualsEquals,
    ExclamationEquals,
    EqualsEqualsEquals,
    ExclamationEqualsEquals,
    Plus,
    Minus,
    Asterisk,
    Slash,
    Percent,
    AsteriskAsterisk,
    LessLess,
    GreaterGreater,
    GreaterGreaterGreater,
    Ampersand,
    Bar,
    Caret,
    AmpersandAmpersand,
    BarBar,
    QuestionQuestion,

    PlusPlus,
    MinusMinus,
    Exclamation,
    Tilde,

    // Assignment operators.
    Equals,
    PlusEquals,
    MinusEquals,
    AsteriskEquals,
    SlashEquals,
    PercentEquals,
    AsteriskAsteriskEquals,
    LessLessEquals,
    GreaterGreaterEquals,
    GreaterGreaterGreaterEquals,
    AmpersandEquals,
    BarEquals,
    CaretEquals,
    AmpersandAmpersandEquals,
    BarBarEquals,
    QuestionQuestionEquals,

    Identifier,

    // Words with a meaning in some places, identifiers elsewhere.
    Abstract,
    Accessor,
    As,
    Asserts,
    Async,
    Await,
    Declare,
    Defer,
    From,
    Get,
    Global,
    Implements,
    Infer,
    Interface,
    Is,
    Keyof,
    Let,
    Meta,
    Module,
    Namespace,
    Of,
    Out,
    Override,
    Package,
    Private,
    Protected,
    Public,
    Readonly,
    Require,
    Satisfies,
    Set,
    Source,
    Static,
    Target,
    Type,
    Unique,
    Using,
    Yield,

    // Reserved words.
    Break,
    Case,
    Catch,
    Class,
    Const,
    Continue,
    Debugger,
    Default,
    Delete,
    Do,
    Else,
    Enum,
    Export,
    Extends,
    False,
    Finally,
    For,
    Function,
    If,
    Import,
    In,
    Instanceof,
    New,
    Null,
    Return,
    Super,
    Switch,
    This,
    Throw,
    True,
    Try,
    Typeof,
    Var,
    Void,
    While,
    With,

    /// <summary>A reserved word written with a unicode escape: a property name, nothing else.</summary>
    EscapedReservedWord,
}

/// <summary>Questions about token kinds.</summary>
internal static class TokenKinds
{
    private static readonly string[] Texts = MakeTexts();
    private static readonly byte[] Precedences = MakePrecedences();

    /// <summary>True for what may name a binding in sloppy code.</summary>
    public static bool IsIdentifier(TokenKind kind) => kind is >= TokenKind.Identifier and <= TokenKind.Yield;

    /// <summary>True for what may stand behind a dot.</summary>
    public static bool IsName(TokenKind kind) => kind >= TokenKind.Identifier;

    /// <summary>True for <c>=</c> and the compound assignments.</summary>
    public static bool IsAssignment(TokenKind kind) => kind is >= TokenKind.Equals and <= TokenKind.QuestionQuestionEquals;

    /// <summary>The binding power of a binary operator, 1 (<c>??</c>) to 12 (<c>**</c>), or 0 for any other token.</summary>
    public static int Precedence(TokenKind kind) => Precedences[(int)kind];

    /// <summary>How the operator, punctuator or word is written; a description for the rest.</summary>
    public static string Text(TokenKind kind) => Texts[(int)kind];

    /// <summary>All words with a kind of their own.</summary>
    public static IEnumerable<KeyValuePair<string, TokenKind>> Words()
    {
        for (var kind = TokenKind.Identifier + 1; kind <= TokenKind.With; kind++)
        {
            yield return new KeyValuePair<string, TokenKind>(Texts[(int)kind], kind);
        }
    }

    private static string[] MakeTexts()
    {
        var texts = new string[(int)TokenKind.EscapedReservedWord + 1];
        string[] punctuators =
        [
            "{", "}", "(", ")", "[", "]", ".", "...", ";", ",", "?", "?.", ":", "=>", "@",
            "<", ">", "<=", ">=", "==", "!=", "===", "!==", "+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^", "&&", "||", "??",
            "++", "--", "!", "~",
            "=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??=",
        ];
        punctuators.CopyTo(texts, (int)TokenKind.OpenBrace);
        for (var kind = TokenKind.Abstract; kind <= TokenKind.With; kind++)
        {
            texts[(int)kind] = kind.ToString().ToLowerInvariant();
        }

        texts[(int)TokenKind.EndOfFile] = "end of file";
        texts[(int)TokenKind.Invalid] = "character";
        texts[(int)TokenKind.Number] = texts[(int)TokenKind.BigInt] = "number";
        texts[(int)TokenKind.String] = "string";
        texts[(int)TokenKind.Template] = "template";
        texts[(int)TokenKind.RegExp] = "regular expression";
        texts[(int)TokenKind.PrivateName] = "private name";
        texts[(int)TokenKind.Identifier] = "identifier";
        texts[(int)TokenKind.EscapedReservedWord] = "escaped keyword";
        return texts;
    }

    // https://tc39.es/ecma262/#sec-exp-operator through #prod-ShortCircuitExpression
    private static byte[] MakePrecedences()
    {
        var table = new byte[(int)TokenKind.EscapedReservedWord + 1];
        void Level(byte precedence, params TokenKind[] kinds)
        {
            foreach (var kind in kinds)
            {
                table[(int)kind] = precedence;
            }
        }

        Level(1, TokenKind.QuestionQuestion);
        Level(2, TokenKind.BarBar);
        Level(3, TokenKind.AmpersandAmpersand);
        Level(4, TokenKind.Bar);
        Level(5, TokenKind.Caret);
        Level(6, TokenKind.Ampersand);
        Level(7, TokenKind.EqualsEquals, TokenKind.ExclamationEquals, TokenKind.EqualsEqualsEquals, TokenKind.ExclamationEqualsEquals);
        Level(8, TokenKind.Less, TokenKind.Greater, TokenKind.LessEquals, TokenKind.GreaterEquals, TokenKind.Instanceof, TokenKind.In);
        Level(9, TokenKind.LessLess, TokenKind.GreaterGreater, TokenKind.GreaterGreaterGreater);
        Level(10, TokenKind.Plus, TokenKind.Minus);
        Level(11, TokenKind.Asterisk, TokenKind.Slash, TokenKind.Percent);
        Level(12, TokenKind.AsteriskAsterisk);
        return table;
    }
}
