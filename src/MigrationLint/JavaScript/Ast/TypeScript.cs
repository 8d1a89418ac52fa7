namespace MigrationLint.JavaScript.Ast;

#pragma warning disable CS1591 // typescript-estree documents these nodes; repeating it here would only age.

/// <summary>
/// A declaration that exists for the compiler only (interface, type alias, declare, overload signature, import type equals):
/// skipped to its last character and without children.
/// </summary>
internal sealed class TypeOnlyDeclaration(int start, int end, string type) : Statement(start, end)
{
    /// <summary>The typescript-estree type name, such as <c>TSInterfaceDeclaration</c>.</summary>
    public override string Type { get; } = type;
    public override IEnumerable<Node> Children => [];
}

internal sealed class TSAsExpression(int start, int end, Expression expression, bool isConst) : Expression(start, end)
{
    public Expression Expression { get; } = expression;

    /// <summary>True for <c>as const</c>.</summary>
    public bool IsConst { get; } = isConst;
    public override IEnumerable<Node> Children => Nodes(Expression);
}

internal sealed class TSSatisfiesExpression(int start, int end, Expression expression) : Expression(start, end)
{
    public Expression Expression { get; } = expression;
    public override IEnumerable<Node> Children => Nodes(Expression);
}

internal sealed class TSNonNullExpression(int start, int end, Expression expression) : Expression(start, end)
{
    public Expression Expression { get; } = expression;
    public override IEnumerable<Node> Children => Nodes(Expression);
}

/// <summary>The old cast <c>&lt;T&gt;x</c>.</summary>
internal sealed class TSTypeAssertion(int start, int end, Expression expression) : Expression(start, end)
{
    public Expression Expression { get; } = expression;
    public override IEnumerable<Node> Children => Nodes(Expression);
}

/// <summary><c>f&lt;T&gt;</c> that is not called.</summary>
internal sealed class TSInstantiationExpression(int start, int end, Expression expression) : Expression(start, end)
{
    public Expression Expression { get; } = expression;
    public override IEnumerable<Node> Children => Nodes(Expression);
}

internal sealed class TSParameterProperty(int start, int end, Node parameter, IReadOnlyList<Decorator> decorators) : Node(start, end)
{
    public Node Parameter { get; } = parameter;
    public IReadOnlyList<Decorator> Decorators { get; } = decorators;
    public override IEnumerable<Node> Children => Decorators.Concat(Nodes(Parameter));
}

internal sealed class TSEmptyBodyFunctionExpression(int start, int end, IReadOnlyList<Node> parameters) : Expression(start, end)
{
    public IReadOnlyList<Node> Params { get; } = parameters;

    /// <summary>The decorators of all parameters that are no <see cref="TSParameterProperty"/>.</summary>
    public IReadOnlyList<Decorator> ParameterDecorators { get; init; } = [];
    public override IEnumerable<Node> Children => ParameterDecorators.Concat(Params);
}

internal sealed class TSEnumDeclaration(int start, int end, Identifier id, TSEnumBody body, bool isConst) : Statement(start, end)
{
    public Identifier Id { get; } = id;
    public TSEnumBody Body { get; } = body;
    public bool IsConst { get; } = isConst;
    public override IEnumerable<Node> Children => Nodes(Id, Body);
}

internal sealed class TSEnumBody(int start, int end, IReadOnlyList<TSEnumMember> members) : Node(start, end)
{
    public IReadOnlyList<TSEnumMember> Members { get; } = members;
    public override IEnumerable<Node> Children => Members;
}

internal sealed class TSEnumMember(int start, int end, Expression id, Expression? initializer) : Node(start, end)
{
    /// <summary>An <see cref="Identifier"/> or a string <see cref="Literal"/>.</summary>
    public Expression Id { get; } = id;
    public Expression? Initializer { get; } = initializer;
    public override IEnumerable<Node> Children => Nodes(Id, Initializer);
}

internal sealed class TSModuleDeclaration(int start, int end, Expression id, TSModuleBlock? body) : Statement(start, end)
{
    /// <summary>An <see cref="Identifier"/>, a <see cref="TSQualifiedName"/>, or a string <see cref="Literal"/>.</summary>
    public Expression Id { get; } = id;
    public TSModuleBlock? Body { get; } = body;
    public override IEnumerable<Node> Children => Nodes(Id, Body);
}

internal sealed class TSModuleBlock(int start, int end, IReadOnlyList<Statement> body) : Node(start, end)
{
    public IReadOnlyList<Statement> Body { get; } = body;
    public override IEnumerable<Node> Children => Body;
}

internal sealed class TSQualifiedName(int start, int end, Expression left, Identifier right) : Expression(start, end)
{
    public Expression Left { get; } = left;
    public Identifier Right { get; } = right;
    public override IEnumerable<Node> Children => Nodes(Left, Right);
}

/// <summary><c>import x = require('y')</c> or <c>import x = A.B</c>.</summary>
internal sealed class TSImportEqualsDeclaration(int start, int end, Identifier id, Expression moduleReference) : Statement(start, end)
{
    public Identifier Id { get; } = id;

    /// <summary>A <see cref="TSExternalModuleReference"/>, <see cref="Identifier"/> or <see cref="TSQualifiedName"/>.</summary>
    public Expression ModuleReference { get; } = moduleReference;

    /// <summary>True for <c>import type</c>, which the compiler erases.</summary>
    public bool TypeOnly { get; init; }
    public override IEnumerable<Node> Children => Nodes(Id, ModuleReference);
}

internal sealed class TSExternalModuleReference(int start, int end, Expression expression) : Expression(start, end)
{
    public Expression Expression { get; } = expression;
    public override IEnumerable<Node> Children => Nodes(Expression);
}

/// <summary><c>export = x</c>, the CommonJS export of TypeScript.</summary>
internal sealed class TSExportAssignment(int start, int end, Expression expression) : Statement(start, end)
{
    public Expression Expression { get; } = expression;
    public override IEnumerable<Node> Children => Nodes(Expression);
}

/// <summary><c>export as namespace X</c>.</summary>
internal sealed class TSNamespaceExportDeclaration(int start, int end, Identifier id) : Statement(start, end)
{
    public Identifier Id { get; } = id;
    public override IEnumerable<Node> Children => Nodes(Id);
}
