using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Tests.Sql;

public sealed class SqlLexerTests
{
    [TestCase("a$$b", "a$$b", TestName = "A_dollar_quote_cannot_start_within_a_name")]
    [TestCase("123$abc$x$abc$", "123 $abc$x$abc$")]
    [TestCase("$$$$ $$a$b$$", "$$$$ $$a$b$$", TestName = "A_lone_dollar_does_not_end_a_dollar_quote")]
    [TestCase("$a$ $b$ $a$", "$a$ $b$ $a$")]
    [TestCase("$1 $12", "$1 $12")]
    [TestCase("1..2", "1 .. 2", TestName = "Two_dots_are_a_range_of_integers")]
    [TestCase("1.5e10 .5 1. 1e5 1.e3", "1.5e10 .5 1. 1e5 1.e3")]
    [TestCase("1_000 0x1F 0o17 0b1_0 0x_1", "1_000 0x1F 0o17 0b1_0 0x_1")]
    [TestCase("a=-1", "a = - 1", TestName = "An_operator_of_standard_characters_does_not_end_in_a_sign")]
    [TestCase("a@-1", "a @- 1")]
    [TestCase("a<>-1 a<=+b", "a <> - 1 a <= + b")]
    [TestCase("a+--b\n1", "a + 1", TestName = "Two_dashes_end_an_operator")]
    [TestCase("a*/*b*/c", "a * c", TestName = "A_comment_ends_an_operator")]
    [TestCase("a||/*b*/c", "a || c")]
    [TestCase("a:=b=>c::d", "a := b => c :: d")]
    [TestCase("!= <> ->> #- ?|", "!= <> ->> #- ?|")]
    [TestCase("'a'\n'b' 'c'", "'a'\n'b' 'c'", TestName = "A_constant_goes_on_behind_a_line_end_only")]
    [TestCase("'a' -- b\n  'c' x", "'a' -- b\n  'c' x")]
    [TestCase("'a' /* b */\n'c'", "'a' 'c'")]
    [TestCase("E'a\\'b' e'\\\\' 'c\\' d", "E'a\\'b' e'\\\\' 'c\\' d")]
    [TestCase("b'0' X'1F' n'a' b'0''1'", "b'0' X'1F' n 'a' b'0' '1'")]
    [TestCase("U&'a' uescape '!' x U&\"b\" UESCAPE '*'", "U&'a' uescape '!' x U&\"b\" UESCAPE '*'")]
    [TestCase("u&a 'b' UESCAPE '!'", "u & a 'b' UESCAPE '!'")]
    [TestCase("a/* b /* c */ d */e", "a e", TestName = "Comments_nest")]
    [TestCase("\uFEFFselect", "select", TestName = "A_byte_order_mark_at_the_start_is_left_out")]
    [TestCase("a\u00A0b \u00E4\u00DF1", "a\u00A0b \u00E4\u00DF1", TestName = "Every_character_beyond_ASCII_is_a_letter")]
    [TestCase("x[1:2] x[a:b]", "x [ 1 : 2 ] x [ a : b ]")]
    public void Splits_as_the_scanner_of_PostgreSQL(string sql, string tokens)
    {
        var found = Lex(sql);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Spellings(found), Is.EqualTo(tokens));
            Assert.That(found.Errors, Is.Empty);
        }
    }

    [TestCase("1", nameof(TokenKind.IntegerConstant))]
    [TestCase("2147483647", nameof(TokenKind.IntegerConstant))]
    [TestCase("2147483648", nameof(TokenKind.FloatConstant))]
    [TestCase("0x7FFF_FFFF", nameof(TokenKind.IntegerConstant))]
    [TestCase("0x80000000", nameof(TokenKind.FloatConstant))]
    [TestCase("1.5", nameof(TokenKind.FloatConstant))]
    [TestCase("!=", nameof(TokenKind.NotEquals))]
    [TestCase("<>", nameof(TokenKind.NotEquals))]
    [TestCase("=>", nameof(TokenKind.EqualsGreater))]
    [TestCase(":=", nameof(TokenKind.ColonEquals))]
    [TestCase("..", nameof(TokenKind.DotDot))]
    [TestCase("%", nameof(TokenKind.Percent))]
    [TestCase("~", nameof(TokenKind.Operator))]
    [TestCase("||", nameof(TokenKind.Operator))]
    [TestCase("b'0'", nameof(TokenKind.BitString))]
    [TestCase("x'0'", nameof(TokenKind.HexString))]
    [TestCase("$1", nameof(TokenKind.Parameter))]
    [TestCase("SELECT", nameof(TokenKind.Keyword))]
    [TestCase("\"select\"", nameof(TokenKind.Identifier))]
    [TestCase("$x$y$x$", nameof(TokenKind.StringConstant))]
    public void Tells_kinds_apart(string sql, string kind) => Assert.That(Lex(sql).Kind(0).ToString(), Is.EqualTo(kind));

    [TestCase("123abc", "|123abc", TestName = "A_letter_cannot_follow_a_number")]
    [TestCase("1__0", "|1__0")]
    [TestCase("0x", "|0x")]
    [TestCase("select $1a", "select |$1a")]
    [TestCase("select $99999999999", "select |$99999999999")]
    [TestCase("select 'a", "select |'a")]
    [TestCase("select \"a", "select |\"a")]
    [TestCase("select $a$ b", "select |$a$ b")]
    [TestCase("select /* a /* b */", "select |/* a /* b */")]
    [TestCase("select \"\"", "select |\"\"")]
    [TestCase("select E'\\u12'", "select E'|\\u12'")]
    [TestCase("select U&'\\12'", "select U&'|\\12'")]
    [TestCase("select U&'!' UESCAPE '+'", "select U&'!' UESCAPE |'+'")]
    [TestCase("select \\x", "select |\\x")]
    [TestCase("select {", "select |{")]
    [TestCase("a $b", "a |$b")]
    public void Refuses_at_the_place_where_PostgreSQL_does(string sql, string marked)
    {
        var tokens = Lex(sql);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokens.Errors, Has.Count.EqualTo(1));
            Assert.That(sql.Insert(tokens.Errors[0].Span.Start, "|"), Is.EqualTo(marked));
            Assert.That(Kinds(tokens), Does.Contain(TokenKind.Invalid));
        }
    }

    [TestCase("FooBar", "foobar")]
    [TestCase("\u00C4pfel", "\u00C4pfel", TestName = "Only_ASCII_letters_are_folded")]
    [TestCase("\"Foo\"\"Bar\"", "Foo\"Bar")]
    [TestCase("U&\"d\\0061t!0061\"", "dat!0061")]
    [TestCase("U&\"d!0061t!+000061\" UESCAPE '!'", "data")]
    [TestCase("SELECT", "select")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", TestName = "Names_are_cut_at_63_bytes")]
    [TestCase("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\u00E4", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", TestName = "Names_are_cut_between_characters")]
    public void Names_are_what_PostgreSQL_stores(string sql, string name) => Assert.That(Lex(sql).Name(0), Is.EqualTo(name));

    [TestCase("'it''s'", "it's")]
    [TestCase("'a'\n'b'", "ab")]
    [TestCase("E'a\\n\\x41\\u0042'", "a\nAB")]
    [TestCase("U&'d!0061' UESCAPE '!'", "da")]
    [TestCase("$t$a'b$t$", "a'b")]
    [TestCase("'a\\nb'", "a\\nb")]
    [TestCase("''", "")]
    public void Constants_are_decoded(string sql, string value) => Assert.That(Lex(sql).StringValue(0), Is.EqualTo(value));

    [Test]
    public void A_name_that_repeats_is_one_string()
    {
        var tokens = Lex("foo Foo foo");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokens.Name(2), Is.SameAs(tokens.Name(0)));
            Assert.That(tokens.Spelling(2), Is.SameAs(tokens.Spelling(0)));
            Assert.That(tokens.Name(1), Is.EqualTo("foo"));
        }
    }

    [Test]
    public void Tokens_know_whether_they_start_a_line_or_follow_without_a_blank()
    {
        var tokens = Lex("a.b /* c\n */ d");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokens.Traits(0), Is.EqualTo(TokenTraits.StartsLine));
            Assert.That(tokens.Traits(1), Is.EqualTo(TokenTraits.IsAdjacent));
            Assert.That(tokens.Traits(3), Is.EqualTo(TokenTraits.StartsLine));
        }
    }

    [TestCase("${schema}.a", nameof(SqlPlaceholders.None), "Hole Dot Identifier")]
    [TestCase("idx_${table}_Key", nameof(SqlPlaceholders.None), "Identifier")]
    [TestCase("{{ .Schema }}.a {% if x %}", nameof(SqlPlaceholders.None), "Hole Dot Identifier Hole")]
    [TestCase("{{ index .Options \"Namespace\" }}.users", nameof(SqlPlaceholders.None), "Hole Dot Identifier")]
    [TestCase("<%= name %> a <% b", nameof(SqlPlaceholders.None), "Hole Identifier Operator Identifier")]
    [TestCase("varchar(${n}0)", nameof(SqlPlaceholders.None), "Keyword LeftParenthesis Hole RightParenthesis")]
    [TestCase(":'a' :\"b\" a::b a:=b", nameof(SqlPlaceholders.None), "Hole Hole Identifier TypeCast Identifier Identifier ColonEquals Identifier")]
    [TestCase("json_object('a':b, 'c':'d')", nameof(SqlPlaceholders.Psql), "Keyword LeftParenthesis StringConstant Colon Identifier Comma StringConstant Colon StringConstant RightParenthesis")]
    [TestCase(":a.t_:b x[c:d] :{?e}", nameof(SqlPlaceholders.Psql), "Hole Dot Identifier Identifier LeftBracket Identifier Colon Identifier RightBracket Hole")]
    [TestCase("a = ? and ?? \\? b", nameof(SqlPlaceholders.KnexPositional), "Identifier Equal Hole Keyword Hole Operator Identifier")]
    [TestCase("a ?| b", nameof(SqlPlaceholders.None), "Identifier Operator Identifier")]
    [TestCase("a \\?| b", nameof(SqlPlaceholders.KnexPositional), "Identifier Operator Identifier")]
    [TestCase(":a: = :b::text \\:c", nameof(SqlPlaceholders.KnexNamed), "Hole Equal Hole TypeCast Keyword Colon Identifier")]
    [TestCase("a = %s and %(b)s % c", nameof(SqlPlaceholders.Python), "Identifier Equal Hole Keyword Hole Percent Identifier")]
    [TestCase("a % s", nameof(SqlPlaceholders.None), "Identifier Percent Identifier")]
    [TestCase("{{ a\n}}", nameof(SqlPlaceholders.None), "Invalid Invalid Identifier Invalid Invalid", TestName = "A_placeholder_ends_on_its_line")]
    public void Placeholders_are_holes(string sql, string placeholders, string kinds) =>
        Assert.That(string.Join(' ', Kinds(Lex(sql, Enum.Parse<SqlPlaceholders>(placeholders)))), Is.EqualTo(kinds));

    [TestCase("${schema}", "\uE000${schema}")]
    [TestCase("Idx_${Table}_Key", "idx_\uE000${Table}_key")]
    [TestCase("\"A_${b}\"", "A_\uE000${b}")]
    public void The_name_of_a_hole_marks_what_is_not_known(string sql, string name) => Assert.That(Lex(sql).Name(0), Is.EqualTo(name));

    [TestCase("'${a}'", true)]
    [TestCase("'{{ .A }}'", true)]
    [TestCase("$$ ${a} $$", true)]
    [TestCase("'{{1,2},{3,4}}'", false, TestName = "An_array_is_no_template")]
    [TestCase("'^a${2}'", false)]
    [TestCase("\"a${b}\"", true)]
    public void Holes_within_quotes_are_noted(string sql, bool hasHole) =>
        Assert.That((Lex(sql).Traits(0) & TokenTraits.HasHole) != TokenTraits.None, Is.EqualTo(hasHole));

    [Test]
    public void Holes_of_the_host_are_holes_and_the_same_character_in_its_text_is_a_letter()
    {
        var host = new SourceText("/a.js", "`select ${a}, x_${b}, 'c${d}', \uE000, $$ ${e} $$`");
        var builder = new EmbeddedTextBuilder(host);
        var offset = 1;
        while (host.Content.IndexOf("${", offset, StringComparison.Ordinal) is > 0 and var hole)
        {
            builder.AppendVerbatim(TextSpan.FromBounds(offset, hole), SqlLiteralSyntax.Quoted);
            offset = host.Content.IndexOf('}', hole) + 1;
            builder.AppendHole(TextSpan.FromBounds(hole, offset), value: null);
        }

        builder.AppendVerbatim(TextSpan.FromBounds(offset, host.Content.Length - 1), SqlLiteralSyntax.Quoted);
        var tokens = SqlLexer.Tokenize(builder.Build(), SqlPlaceholders.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join(' ', Kinds(tokens)), Is.EqualTo("Keyword Hole Comma Identifier Comma StringConstant Comma Identifier Comma StringConstant"));
            Assert.That(string.Join(' ', Enumerable.Range(0, tokens.Count).Where(index => (tokens.Traits(index) & TokenTraits.HasHole) != TokenTraits.None)), Is.EqualTo("1 3 5 9"));
            Assert.That(tokens.Name(3), Is.EqualTo("x_\uE000"));
        }
    }

    [Test]
    public void A_hole_within_a_body_within_the_host_is_still_a_hole()
    {
        var host = new SourceText("/a.js", "`do $$ select ${a} $$`");
        var builder = new EmbeddedTextBuilder(host);
        builder.AppendVerbatim(TextSpan.FromBounds(1, 14), SqlLiteralSyntax.Quoted);
        builder.AppendHole(TextSpan.FromBounds(14, 18), value: null);
        builder.AppendVerbatim(TextSpan.FromBounds(18, 21), SqlLiteralSyntax.Quoted);
        var sql = builder.Build();
        var body = SqlLiterals.Decode(sql, SqlLexer.Tokenize(sql, SqlPlaceholders.None).Span(1))!;
        Assert.That(SqlLexer.Tokenize(body, SqlPlaceholders.None).Kind(1), Is.EqualTo(TokenKind.Hole));
    }

    [Test]
    public void A_quote_that_does_not_end_hides_no_further_statement()
    {
        var tokens = Lex("select 'a;\nselect b;");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Spellings(tokens), Is.EqualTo("select ' select b ;"));
            Assert.That(tokens.Errors.Single().Span, Is.EqualTo(new TextSpan(7, 1)));
        }
    }

    [TestCase("insert into a values ('b);\ninsert into a values ('c');\ninsert into a values ('d');", 22)]
    [TestCase("insert into a values (c');\ninsert into a values ('c');\ninsert into a values ('d');", 23)]
    [TestCase("create function a() as $$ b $$ language sql;\ncreate function c() as  select 1 $$ language sql;\ncreate function d() as $$\nselect 2 $$ language sql;", 78)]
    public void A_quote_that_is_missing_is_reported_where_it_is_missing(string sql, int offset)
    {
        var tokens = Lex(sql);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokens.Errors.Select(error => error.Span.Start), Is.EqualTo(new[] { offset }));
            Assert.That(tokens.Spelling(tokens.Count - 2), Is.EqualTo(";"));
        }
    }

    [TestCase("$a{0}$ ", 100_000)]
    [TestCase("select $a{0}$;\n", 50_000)]
    [TestCase("'\n", 100_001)]
    [TestCase("/*", 100_000)]
    [TestCase("{{{{ ", 100_000)]
    [TestCase("U&'a' uescape ", 50_000)]
    [TestCase("copy a from stdin;\n", 50_000)]
    [TestCase("$$;\nselect 1 $$ x\n", 50_000)]
    [CancelAfter(20_000)]
    public void Hostile_texts_take_linear_time(string part, int times, CancellationToken cancellation)
    {
        var tokens = Lex(string.Concat(Enumerable.Range(0, times).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, part, i))), SqlPlaceholders.Psql);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(tokens.Kind(tokens.Count - 1), Is.EqualTo(TokenKind.EndOfFile));
            Assert.That(cancellation.IsCancellationRequested, Is.False);
        }
    }

    private static SqlTokens Lex(string sql, SqlPlaceholders placeholders = SqlPlaceholders.None) => SqlLexer.Tokenize(new SourceText("/a.sql", sql), placeholders);

    private static IEnumerable<TokenKind> Kinds(SqlTokens tokens) => Enumerable.Range(0, tokens.Count - 1).Select(tokens.Kind);

    private static string Spellings(SqlTokens tokens) => string.Join(' ', Enumerable.Range(0, tokens.Count - 1).Select(tokens.Spelling));
}
