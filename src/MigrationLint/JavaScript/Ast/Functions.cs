namespace MigrationLint.JavaScript.Ast;

#pragma warning disable CS1591 // The ESTree specification documents these nodes; repeating it here would only age.

/// <summary>What functions of every form have in common.</summary>
internal interface IFunction
{
    /// <summary>The name, where the function has one.</summary>
    Identifier? Id { get; }

    /// <summary>Patterns, <see cref="RestElement"/>s and <see cref="TSParameterProperty"/>s.</summary>
    IReadOnlyList<Node> Params { get; }

    /// <summary>A <see cref="BlockStatement"/>, the expression of an arrow function, or null for an overload signature.</summary>
    Node? Body { get; }

    bool Async { get; }
    bool Generator { get; }
}

internal sealed class FunctionExpression(int start, int end, Identifier? id, IReadOnlyList<Node> parameters, BlockStatement body, bool async, bool generator)
    : Expression(start, end), IFunction
{
    public Identifier? Id { get; } = id;
    public IReadOnlyList<Node> Params { get; } = parameters;
    public BlockStatement Body { get; } = body;
    Node? IFunction.Body => Body;
    public bool Async { get; } = async;
    public bool Generator { get; } = generator;

    /// <summary>The decorators of all parameters of a method that are no <see cref="TSParameterProperty"/>.</summary>
    public IReadOnlyList<Decorator> ParameterDecorators { get; init; } = [];
    public override IEnumerable<Node> Children => Nodes(Id).Concat(ParameterDecorators).Concat(Params).Concat(Nodes(Body));
}

internal sealed class ArrowFunctionExpression(int start, int end, IReadOnlyList<Node> parameters, Node body, bool async) : Expression(start, end), IFunction
{
    public Identifier? Id => null;
    public IReadOnlyList<Node> Params { get; } = parameters;

    /// <summary>A <see cref="BlockStatement"/> or an <see cref="Ast.Expression"/>.</summary>
    public Node Body { get; } = body;
    Node? IFunction.Body => Body;
    public bool Async { get; } = async;
    public bool Generator => false;
    public override IEnumerable<Node> Children => Params.Concat(Nodes(Body));
}

internal sealed class FunctionDeclaration(int start, int end, Identifier? id, IReadOnlyList<Node> parameters, BlockStatement body, bool async, bool generator)
    : Statement(start, end), IFunction
{
    /// <summary>Null only in <c>export default function () {}</c>.</summary>
    public Identifier? Id { get; } = id;
    public IReadOnlyList<Node> Params { get; } = parameters;
    public BlockStatement Body { get; } = body;
    Node? IFunction.Body => Body;
    public bool Async { get; } = async;
    public bool Generator { get; } = generator;
    public override IEnumerable<Node> Children => Nodes(Id).Concat(Params).Concat(Nodes(Body));
}

internal sealed class ObjectPattern(int start, int end, IReadOnlyList<Node> properties) : Expression(start, end)
{
    /// <summary><see cref="Property"/> and <see cref="RestElement"/>.</summary>
    public IReadOnlyList<Node> Properties { get; } = properties;
    public override IEnumerable<Node> Children => Properties;
}

internal sealed class ArrayPattern(int start, int end, IReadOnlyList<Node?> elements) : Expression(start, end)
{
    /// <summary>Patterns; null is a hole.</summary>
    public IReadOnlyList<Node?> Elements { get; } = elements;
    public override IEnumerable<Node> Children => Nodes(Elements);
}

internal sealed class RestElement(int start, int end, Node argument) : Expression(start, end)
{
    public Node Argument { get; } = argument;
    public override IEnumerable<Node> Children => Nodes(Argument);
}

/// <summary>A pattern with a default value.</summary>
internal sealed class AssignmentPattern(int start, int end, Node left, Expression right) : Expression(start, end)
{
    public Node Left { get; } = left;
    public Expression Right { get; } = right;
    public override IEnumerable<Node> Children => Nodes(Left, Right);
}

/// <summary>What classes of both forms have in common.</summary>
internal interface IClass
{
    Identifier? Id { get; }
    Expression? SuperClass { get; }
    ClassBody Body { get; }
    IReadOnlyList<Decorator> Decorators { get; }
}

internal sealed class ClassDeclaration(int start, int end, Identifier? id, Expression? superClass, ClassBody body, IReadOnlyList<Decorator> decorators)
    : Statement(start, end), IClass
{
    public Identifier? Id { get; } = id;
    public Expression? SuperClass { get; } = superClass;
    public ClassBody Body { get; } = body;
    public IReadOnlyList<Decorator> Decorators { get; } = decorators;
    public override IEnumerable<Node> Children => Decorators.Concat(Nodes(Id, SuperClass, Body));
}

internal sealed class ClassExpression(int start, int end, Identifier? id, Expression? superClass, ClassBody body, IReadOnlyList<Decorator> decorators)
    : Expression(start, end), IClass
{
    public Identifier? Id { get; } = id;
    public Expression? SuperClass { get; } = superClass;
    public ClassBody Body { get; } = body;
    public IReadOnlyList<Decorator> Decorators { get; } = decorators;
    public override IEnumerable<Node> Children => Decorators.Concat(Nodes(Id, SuperClass, Body));
}

internal sealed class ClassBody(int start, int end, IReadOnlyList<Node> body) : Node(start, end)
{
    /// <summary><see cref="MethodDefinition"/>, <see cref="PropertyDefinition"/>, <see cref="AccessorProperty"/>, <see cref="StaticBlock"/>.</summary>
    public IReadOnlyList<Node> Body { get; } = body;
    public override IEnumerable<Node> Children => Body;
}

internal enum MethodKind { Constructor, Method, Get, Set }

internal sealed class MethodDefinition(int start, int end, Expression key, Node value, MethodKind kind, bool computed, bool isStatic, IReadOnlyList<Decorator> decorators)
    : Node(start, end)
{
    public Expression Key { get; } = key;

    /// <summary>A <see cref="FunctionExpression"/>, or a <see cref="TSEmptyBodyFunctionExpression"/> for an overload signature.</summary>
    public Node Value { get; } = value;
    public MethodKind Kind { get; } = kind;
    public bool Computed { get; } = computed;
    public bool Static { get; } = isStatic;
    public IReadOnlyList<Decorator> Decorators { get; } = decorators;
    public override IEnumerable<Node> Children => Decorators.Concat(Nodes(Key, Value));
}

internal sealed class PropertyDefinition(int start, int end, Expression key, Expression? value, bool computed, bool isStatic, IReadOnlyList<Decorator> decorators)
    : Node(start, end)
{
    public Expression Key { get; } = key;
    public Expression? Value { get; } = value;
    public bool Computed { get; } = computed;
    public bool Static { get; } = isStatic;
    public IReadOnlyList<Decorator> Decorators { get; } = decorators;
    public override IEnumerable<Node> Children => Decorators.Concat(Nodes(Key, Value));
}

internal sealed class AccessorProperty(int start, int end, Expression key, Expression? value, bool computed, bool isStatic, IReadOnlyList<Decorator> decorators)
    : Node(start, end)
{
    public Expression Key { get; } = key;
    public Expression? Value { get; } = value;
    public bool Computed { get; } = computed;
    public bool Static { get; } = isStatic;
    public IReadOnlyList<Decorator> Decorators { get; } = decorators;
    public override IEnumerable<Node> Children => Decorators.Concat(Nodes(Key, Value));
}

internal sealed class StaticBlock(int start, int end, IReadOnlyList<Statement> body) : Node(start, end)
{
    public IReadOnlyList<Statement> Body { get; } = body;
    public override IEnumerable<Node> Children => Body;
}

internal sealed class Decorator(int start, int end, Expression expression) : Node(start, end)
{
    public Expression Expression { get; } = expression;
    public override IEnumerable<Node> Children => Nodes(Expression);
}
