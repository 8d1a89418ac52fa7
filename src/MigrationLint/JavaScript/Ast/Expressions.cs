namespace MigrationLint.JavaScript.Ast;

#pragma warning disable CS1591 // The ESTree specification documents these nodes; repeating it here would only age.

internal sealed class Identifier(int start, int end, string name) : Expression(start, end)
{
    /// <summary>The name with unicode escapes decoded.</summary>
    public string Name { get; } = name;
    public override IEnumerable<Node> Children => [];
}

internal sealed class PrivateIdentifier(int start, int end, string name) : Expression(start, end)
{
    /// <summary>The name without the number sign.</summary>
    public string Name { get; } = name;
    public override IEnumerable<Node> Children => [];
}

/// <summary>What JavaScript type a <see cref="Literal"/> has.</summary>
internal enum LiteralKind { Null, Boolean, Number, String, BigInt, RegExp }

internal sealed class Literal(int start, int end, LiteralKind kind, object? value) : Expression(start, end)
{
    public LiteralKind Kind { get; } = kind;

    /// <summary>null, bool, double, the cooked string, the digits of a BigInt, or the raw text of a RegExp.</summary>
    public object? Value { get; } = value;
    public override IEnumerable<Node> Children => [];
}

internal sealed class TemplateElement(int start, int end, string? cooked, bool tail) : Node(start, end)
{
    /// <summary>The decoded text; null where a tagged template holds an escape that has no value.</summary>
    public string? Cooked { get; } = cooked;

    /// <summary>True for the last element of its template.</summary>
    public bool Tail { get; } = tail;
    public override IEnumerable<Node> Children => [];
}

internal sealed class TemplateLiteral(int start, int end, IReadOnlyList<TemplateElement> quasis, IReadOnlyList<Expression> expressions)
    : Expression(start, end)
{
    /// <summary>The text between the expressions: always one more than <see cref="Expressions"/>.</summary>
    public IReadOnlyList<TemplateElement> Quasis { get; } = quasis;
    public IReadOnlyList<Expression> Expressions { get; } = expressions;
    public override IEnumerable<Node> Children => Quasis.Concat<Node>(Expressions).OrderBy(node => node.Start);
}

internal sealed class TaggedTemplateExpression(int start, int end, Expression tag, TemplateLiteral quasi) : Expression(start, end)
{
    public Expression Tag { get; } = tag;
    public TemplateLiteral Quasi { get; } = quasi;
    public override IEnumerable<Node> Children => Nodes(Tag, Quasi);
}

internal sealed class ThisExpression(int start, int end) : Expression(start, end)
{
    public override IEnumerable<Node> Children => [];
}

internal sealed class Super(int start, int end) : Expression(start, end)
{
    public override IEnumerable<Node> Children => [];
}

internal sealed class ArrayExpression(int start, int end, IReadOnlyList<Expression?> elements) : Expression(start, end)
{
    /// <summary>Expressions and <see cref="SpreadElement"/>s; null is a hole.</summary>
    public IReadOnlyList<Expression?> Elements { get; } = elements;

    /// <summary>Whether it stands in parentheses, which a pattern must not.</summary>
    internal bool IsParenthesized { get; set; }

    /// <summary>Whether something follows a <see cref="SpreadElement"/>, which a pattern does not allow.</summary>
    internal bool HasCommaAfterSpread { get; set; }
    public override IEnumerable<Node> Children => Nodes(Elements);
}

internal sealed class ObjectExpression(int start, int end, IReadOnlyList<Node> properties) : Expression(start, end)
{
    /// <summary><see cref="Property"/> and <see cref="SpreadElement"/>.</summary>
    public IReadOnlyList<Node> Properties { get; } = properties;

    /// <summary>Whether it stands in parentheses, which a pattern must not.</summary>
    internal bool IsParenthesized { get; set; }

    /// <summary>Whether something follows a <see cref="SpreadElement"/>, which a pattern does not allow.</summary>
    internal bool HasCommaAfterSpread { get; set; }
    public override IEnumerable<Node> Children => Properties;
}

internal enum PropertyKind { Init, Get, Set }

/// <summary>A property of an object literal, or of an <see cref="ObjectPattern"/> (then <see cref="Value"/> is a pattern).</summary>
internal sealed class Property(int start, int end, Expression key, Node value, PropertyKind kind, bool computed, bool method, bool shorthand)
    : Node(start, end)
{
    public Expression Key { get; } = key;
    public Node Value { get; } = value;
    public PropertyKind Kind { get; } = kind;
    public bool Computed { get; } = computed;
    public bool Method { get; } = method;
    public bool Shorthand { get; } = shorthand;
    public override IEnumerable<Node> Children => Nodes(Key, Value);
}

/// <summary>An operand written <c>...x</c> in a list of arguments, array elements or properties.</summary>
internal sealed class SpreadElement(int start, int end, Expression argument) : Expression(start, end)
{
    public Expression Argument { get; } = argument;
    public override IEnumerable<Node> Children => Nodes(Argument);
}

internal sealed class UnaryExpression(int start, int end, string @operator, Expression argument) : Expression(start, end)
{
    public string Operator { get; } = @operator;
    public Expression Argument { get; } = argument;
    public override IEnumerable<Node> Children => Nodes(Argument);
}

internal sealed class UpdateExpression(int start, int end, string @operator, Expression argument, bool prefix) : Expression(start, end)
{
    public string Operator { get; } = @operator;
    public Expression Argument { get; } = argument;
    public bool Prefix { get; } = prefix;
    public override IEnumerable<Node> Children => Nodes(Argument);
}

internal sealed class BinaryExpression(int start, int end, string @operator, Expression left, Expression right) : Expression(start, end)
{
    public string Operator { get; } = @operator;

    /// <summary>A <see cref="PrivateIdentifier"/> in <c>#x in o</c>.</summary>
    public Expression Left { get; } = left;
    public Expression Right { get; } = right;
    public override IEnumerable<Node> Children => Nodes(Left, Right);
}

internal sealed class LogicalExpression(int start, int end, string @operator, Expression left, Expression right) : Expression(start, end)
{
    /// <summary><c>&amp;&amp;</c>, <c>||</c> or <c>??</c>.</summary>
    public string Operator { get; } = @operator;
    public Expression Left { get; } = left;
    public Expression Right { get; } = right;
    public override IEnumerable<Node> Children => Nodes(Left, Right);
}

internal sealed class AssignmentExpression(int start, int end, string @operator, Node left, Expression right) : Expression(start, end)
{
    public string Operator { get; } = @operator;

    /// <summary>A pattern, an <see cref="Identifier"/> or a <see cref="MemberExpression"/>.</summary>
    public Node Left { get; } = left;
    public Expression Right { get; } = right;

    /// <summary>Whether it stands in parentheses, which a pattern with a default must not.</summary>
    internal bool IsParenthesized { get; set; }
    public override IEnumerable<Node> Children => Nodes(Left, Right);
}

internal sealed class ConditionalExpression(int start, int end, Expression test, Expression consequent, Expression alternate)
    : Expression(start, end)
{
    public Expression Test { get; } = test;
    public Expression Consequent { get; } = consequent;
    public Expression Alternate { get; } = alternate;
    public override IEnumerable<Node> Children => Nodes(Test, Consequent, Alternate);
}

internal sealed class CallExpression(int start, int end, Expression callee, IReadOnlyList<Expression> arguments, bool optional)
    : Expression(start, end)
{
    public Expression Callee { get; } = callee;
    public IReadOnlyList<Expression> Arguments { get; } = arguments;

    /// <summary>True for <c>f?.()</c>.</summary>
    public bool Optional { get; } = optional;
    public override IEnumerable<Node> Children => Nodes(Callee).Concat(Arguments);
}

internal sealed class NewExpression(int start, int end, Expression callee, IReadOnlyList<Expression> arguments) : Expression(start, end)
{
    public Expression Callee { get; } = callee;
    public IReadOnlyList<Expression> Arguments { get; } = arguments;
    public override IEnumerable<Node> Children => Nodes(Callee).Concat(Arguments);
}

internal sealed class MemberExpression(int start, int end, Expression @object, Expression property, bool computed, bool optional)
    : Expression(start, end)
{
    public Expression Object { get; } = @object;
    public Expression Property { get; } = property;
    public bool Computed { get; } = computed;

    /// <summary>True for <c>o?.x</c>.</summary>
    public bool Optional { get; } = optional;
    public override IEnumerable<Node> Children => Nodes(Object, Property);
}

/// <summary>The whole of a chain that holds an optional link.</summary>
internal sealed class ChainExpression(int start, int end, Expression expression) : Expression(start, end)
{
    public Expression Expression { get; } = expression;
    public override IEnumerable<Node> Children => Nodes(Expression);
}

internal sealed class SequenceExpression(int start, int end, IReadOnlyList<Expression> expressions) : Expression(start, end)
{
    public IReadOnlyList<Expression> Expressions { get; } = expressions;
    public override IEnumerable<Node> Children => Expressions;
}

internal sealed class YieldExpression(int start, int end, Expression? argument, bool @delegate) : Expression(start, end)
{
    public Expression? Argument { get; } = argument;
    public bool Delegate { get; } = @delegate;
    public override IEnumerable<Node> Children => Nodes(Argument);
}

internal sealed class AwaitExpression(int start, int end, Expression argument) : Expression(start, end)
{
    public Expression Argument { get; } = argument;
    public override IEnumerable<Node> Children => Nodes(Argument);
}

internal sealed class ImportExpression(int start, int end, Expression source, Expression? options, string? phase) : Expression(start, end)
{
    public Expression Source { get; } = source;
    public Expression? Options { get; } = options;

    /// <summary><c>defer</c> or <c>source</c>, else null.</summary>
    public string? Phase { get; } = phase;
    public override IEnumerable<Node> Children => Nodes(Source, Options);
}

internal sealed class MetaProperty(int start, int end, Identifier meta, Identifier property) : Expression(start, end)
{
    public Identifier Meta { get; } = meta;
    public Identifier Property { get; } = property;
    public override IEnumerable<Node> Children => Nodes(Meta, Property);
}

/// <summary>Stands where an expression is missing or could not be read.</summary>
internal sealed class MissingExpression(int start, int end) : Expression(start, end)
{
    public override IEnumerable<Node> Children => [];
}
