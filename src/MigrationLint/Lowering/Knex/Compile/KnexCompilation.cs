using System.Text;
using System.Text.RegularExpressions;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>One compilation: where it is, what it may still use up, and how values become text.</summary>
internal sealed class KnexCompilation
{
    private const int MaximumDepth = 48;
    private const int MaximumSteps = 400_000;
    private int steps;
    private int depth;

    public KnexCompilation(SourceSpan start)
    {
        Here = start;
        Format = new KnexFormatter(this);
        Escape = new KnexEscape(this);
    }

    /// <summary>The call that is being compiled.</summary>
    public SourceSpan Here { get; set; }

    /// <summary>True where something that is not known decided.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>The names of indexes and constraints that the migration does not say: Knex made them up.</summary>
    public HashSet<string> MadeUpNames { get; } = new(StringComparer.Ordinal);

    /// <summary>Identifiers, operators, parameters.</summary>
    public KnexFormatter Format { get; }

    /// <summary>Literals.</summary>
    public KnexEscape Escape { get; }

    /// <summary>Pays for work: builders may contain each other, and the same one many times.</summary>
    public void Spend(int amount = 1)
    {
        steps += amount;
        if (steps > MaximumSteps)
        {
            throw new KnexFailureException("the query is too large", isLimit: true);
        }
    }

    /// <summary>Goes into a builder within another.</summary>
    public void Enter()
    {
        depth++;
        Spend();
        if (depth > MaximumDepth)
        {
            throw new KnexFailureException("the query is nested too deeply", isLimit: true);
        }
    }

    /// <summary>Comes back.</summary>
    public void Leave() => depth--;

    /// <summary>An error of Knex.</summary>
    public KnexFailureException Fail(string message) => new(message, Here);

    /// <summary>What a program says that calls what is no function: the callee as V8 writes it.</summary>
    public static KnexFailureException NotAFunction(BuilderCall call)
    {
        var written = call.Location.Text.Slice(call.Location.Span);
        var callee = new StringBuilder();
        var (depth, quote) = (0, '\0');
        for (var i = 0; i < written.Length; i++)
        {
            var character = written[i];
            if (quote != '\0')
            {
                i += character == '\\' ? 1 : 0;
                quote = character == quote ? '\0' : quote;
            }
            else if (character is '\'' or '"' or '`')
            {
                quote = character;
            }
            else if (character == '(')
            {
                callee.Append(depth++ == 0 ? "(...)" : "");
            }
            else if (character == ')')
            {
                depth--;
            }
            else if (depth == 0 && !char.IsWhiteSpace(character))
            {
                callee.Append(character);
            }
        }

        var text = callee.ToString();
        var end = text.LastIndexOf(call.Method + "(...)", StringComparison.Ordinal);
        return new((end >= 0 ? text.Substring(0, end) : "") + call.Method + " is not a function", call.Location);
    }

    /// <summary>A hole.</summary>
    public SqlText Unknown(JavaScriptValue value) => SqlText.Unknown(PlaceOf(value));

    /// <summary>Truth, where what is not known counts as false and makes the result uncertain.</summary>
    public bool IsTruthy(JavaScriptValue value)
    {
        IsUncertain |= JavaScriptValues.Truth(value) is null && value is not TemplateValue;
        return KnexValues.IsTruthy(value) || value is TemplateValue;
    }

    /// <summary>
    /// The place of a value: the literal where it stands in the call itself, so that a name is found there; a constant from elsewhere counts as
    /// written where it is used.
    /// </summary>
    public SourceSpan? PlaceOf(JavaScriptValue value) =>
        value.Origin is { } origin && ReferenceEquals(origin.Text, Here.Text) && Here.Span.Contains(origin.Span) && !origin.Span.IsEmpty ? origin : null;

    /// <summary>The value as a string: <c>`${value}`</c>.</summary>
    public SqlText Text(JavaScriptValue value) => Text(value, isSql: false, 0);

    /// <summary>SQL that the program wrote itself, each character with its place in the literal.</summary>
    public SqlText Sql(JavaScriptValue value) => Text(value, isSql: true, 0);

    /// <summary>The arguments of a call; functions are what they say to the builder that they get.</summary>
    public static IReadOnlyList<JavaScriptValue> Arguments(BuilderCall call) => call.Callbacks.Count == 0
        ? call.Arguments
        : [.. call.Arguments.Select((argument, index) => call.Callbacks.TryGetValue(index, out var calls) ? new KnexCallback(calls) { Origin = argument.Origin } : argument)];

    /// <summary>The first of them; undefined where there is none.</summary>
    public static JavaScriptValue FirstArgument(BuilderCall call) => Arguments(call) is { Count: > 0 } arguments ? arguments[0] : JavaScriptValues.Undefined;

    /// <summary>Replaces what an expression matches; null leaves a match as it is.</summary>
    public static SqlText Replace(SqlText text, Regex expression, Func<Match, SqlText?> replacement)
    {
        SqlTextBuilder? result = null;
        var position = 0;
        for (var match = expression.Match(text.Content); match.Success; match = match.NextMatch())
        {
            if (replacement(match) is not { } with)
            {
                continue;
            }

            result ??= new SqlTextBuilder();
            result.Append(text.Slice(position, match.Index - position));
            var place = text.Slice(match.Index, match.Length).Place;
            result.Append(place is { } at ? with.At(at) : with);
            position = match.Index + match.Length;
        }

        return result?.Append(text.Slice(position)).ToText() ?? text;
    }

    private SqlText Text(JavaScriptValue value, bool isSql, int level)
    {
        Spend();
        switch (value)
        {
            case StringValue { Pieces.Count: > 0 } text when isSql:
                return Pieces(text.Pieces, text.Origin, level) is var put && put.Content == text.Value ? put : SqlText.Of(text.Value, text.Origin);
            case StringValue text:
                return isSql ? Literal(text) : SqlText.Of(text.Value, PlaceOf(text));
            case TemplateValue template:
                return isSql
                    ? Pieces(template.Pieces, template.Origin, level)
                    : SqlText.Concat(template.Pieces.Select(piece => Text(piece, isSql: false, level + 1)));
            case NumberValue or BooleanValue or NullValue or UndefinedValue or RegExpValue:
                return SqlText.Of(JavaScriptValues.Text(value)!, PlaceOf(value));
            case ArrayValue { IsPartial: false } array when level < MaximumDepth:
                return SqlText.Join(",", array.Elements.Select(element => KnexValues.IsNullish(element) ? SqlText.Empty : Text(element, isSql, level + 1)));
            case ObjectValue:
                return SqlText.Of("[object Object]", PlaceOf(value));
            case FunctionValue or NativeFunction:
                return SqlText.Of(KnexValues.Source(value), PlaceOf(value));
            case KnexRaw or KnexRef or KnexQueryBuilder or KnexSchemaBuilder:
                return KnexCompiler.ToText(this, value);
            default:
                return Unknown(value);
        }
    }

    private SqlText Pieces(IReadOnlyList<JavaScriptValue> pieces, SourceSpan? origin, int level)
    {
        if (level > MaximumDepth)
        {
            throw new KnexFailureException("the text is nested too deeply", isLimit: true);
        }

        return SqlText.Concat(pieces.Select((piece, index) =>
        {
            var text = Text(piece, isSql: true, level + 1);
            var isOfLiteral = piece is StringValue { Origin: { } own } && origin is { } outer && ReferenceEquals(own.Text, outer.Text) && outer.Span.Contains(own.Span);
            return isOfLiteral || origin is not { } whole ? text
                : new SourceSpan(whole.Text, EmbeddedSql.HoleSpan(pieces, index, whole.Span, whole.Text)) is var hole && piece is StringValue { Origin: null } or NumberValue or UnknownValue
                ? text.HasUnknown ? SqlText.Unknown(hole) : SqlText.Of(text.Content, hole)
                : text;
        }));
    }

    /// <summary>The text of one literal, character for character where it can be read there.</summary>
    private static SqlText Literal(StringValue text)
    {
        if (text.Origin is { } origin && text.Value.Length > 0)
        {
            var builder = new EmbeddedTextBuilder(origin.Text);
            if (EmbeddedSql.AppendLiteral(builder, text, origin.Text, isTag: false) && builder.Build() is var literal
                && literal.Content.IndexOf(text.Value, StringComparison.Ordinal) is >= 0 and var start)
            {
                return SqlText.OfLiteral(literal, origin.Text, start, text.Value.Length);
            }
        }

        return SqlText.Of(text.Value, text.Origin);
    }
}
