namespace MigrationLint.JavaScript.Ast;

#pragma warning disable CS1591 // The ESTree specification documents these nodes; repeating it here would only age.

internal sealed class BlockStatement(int start, int end, IReadOnlyList<Statement> body) : Statement(start, end)
{
    public IReadOnlyList<Statement> Body { get; } = body;
    public override IEnumerable<Node> Children => Body;
}

internal sealed class ExpressionStatement(int start, int end, Expression expression, string? directive) : Statement(start, end)
{
    public Expression Expression { get; } = expression;

    /// <summary>The raw text of a directive such as <c>use strict</c>, else null.</summary>
    public string? Directive { get; } = directive;
    public override IEnumerable<Node> Children => Nodes(Expression);
}

internal sealed class EmptyStatement(int start, int end) : Statement(start, end)
{
    public override IEnumerable<Node> Children => [];
}

internal sealed class DebuggerStatement(int start, int end) : Statement(start, end)
{
    public override IEnumerable<Node> Children => [];
}

internal sealed class WithStatement(int start, int end, Expression @object, Statement body) : Statement(start, end)
{
    public Expression Object { get; } = @object;
    public Statement Body { get; } = body;
    public override IEnumerable<Node> Children => Nodes(Object, Body);
}

internal sealed class ReturnStatement(int start, int end, Expression? argument) : Statement(start, end)
{
    public Expression? Argument { get; } = argument;
    public override IEnumerable<Node> Children => Nodes(Argument);
}

internal sealed class ThrowStatement(int start, int end, Expression argument) : Statement(start, end)
{
    public Expression Argument { get; } = argument;
    public override IEnumerable<Node> Children => Nodes(Argument);
}

internal sealed class LabeledStatement(int start, int end, Identifier label, Statement body) : Statement(start, end)
{
    public Identifier Label { get; } = label;
    public Statement Body { get; } = body;
    public override IEnumerable<Node> Children => Nodes(Label, Body);
}

internal sealed class BreakStatement(int start, int end, Identifier? label) : Statement(start, end)
{
    public Identifier? Label { get; } = label;
    public override IEnumerable<Node> Children => Nodes(Label);
}

internal sealed class ContinueStatement(int start, int end, Identifier? label) : Statement(start, end)
{
    public Identifier? Label { get; } = label;
    public override IEnumerable<Node> Children => Nodes(Label);
}

internal sealed class IfStatement(int start, int end, Expression test, Statement consequent, Statement? alternate) : Statement(start, end)
{
    public Expression Test { get; } = test;
    public Statement Consequent { get; } = consequent;
    public Statement? Alternate { get; } = alternate;
    public override IEnumerable<Node> Children => Nodes(Test, Consequent, Alternate);
}

internal sealed class SwitchStatement(int start, int end, Expression discriminant, IReadOnlyList<SwitchCase> cases) : Statement(start, end)
{
    public Expression Discriminant { get; } = discriminant;
    public IReadOnlyList<SwitchCase> Cases { get; } = cases;
    public override IEnumerable<Node> Children => Nodes(Discriminant).Concat(Cases);
}

internal sealed class SwitchCase(int start, int end, Expression? test, IReadOnlyList<Statement> consequent) : Node(start, end)
{
    /// <summary>Null for <c>default</c>.</summary>
    public Expression? Test { get; } = test;
    public IReadOnlyList<Statement> Consequent { get; } = consequent;
    public override IEnumerable<Node> Children => Nodes(Test).Concat(Consequent);
}

internal sealed class TryStatement(int start, int end, BlockStatement block, CatchClause? handler, BlockStatement? finalizer) : Statement(start, end)
{
    public BlockStatement Block { get; } = block;
    public CatchClause? Handler { get; } = handler;
    public BlockStatement? Finalizer { get; } = finalizer;
    public override IEnumerable<Node> Children => Nodes(Block, Handler, Finalizer);
}

internal sealed class CatchClause(int start, int end, Node? param, BlockStatement body) : Node(start, end)
{
    public Node? Param { get; } = param;
    public BlockStatement Body { get; } = body;
    public override IEnumerable<Node> Children => Nodes(Param, Body);
}

internal sealed class WhileStatement(int start, int end, Expression test, Statement body) : Statement(start, end)
{
    public Expression Test { get; } = test;
    public Statement Body { get; } = body;
    public override IEnumerable<Node> Children => Nodes(Test, Body);
}

internal sealed class DoWhileStatement(int start, int end, Statement body, Expression test) : Statement(start, end)
{
    public Statement Body { get; } = body;
    public Expression Test { get; } = test;
    public override IEnumerable<Node> Children => Nodes(Body, Test);
}

internal sealed class ForStatement(int start, int end, Node? init, Expression? test, Expression? update, Statement body) : Statement(start, end)
{
    /// <summary>A <see cref="VariableDeclaration"/>, an expression, or null.</summary>
    public Node? Init { get; } = init;
    public Expression? Test { get; } = test;
    public Expression? Update { get; } = update;
    public Statement Body { get; } = body;
    public override IEnumerable<Node> Children => Nodes(Init, Test, Update, Body);
}

internal sealed class ForInStatement(int start, int end, Node left, Expression right, Statement body) : Statement(start, end)
{
    /// <summary>A <see cref="VariableDeclaration"/> or a pattern.</summary>
    public Node Left { get; } = left;
    public Expression Right { get; } = right;
    public Statement Body { get; } = body;
    public override IEnumerable<Node> Children => Nodes(Left, Right, Body);
}

internal sealed class ForOfStatement(int start, int end, Node left, Expression right, Statement body, bool await) : Statement(start, end)
{
    /// <summary>A <see cref="VariableDeclaration"/> or a pattern.</summary>
    public Node Left { get; } = left;
    public Expression Right { get; } = right;
    public Statement Body { get; } = body;
    public bool Await { get; } = await;
    public override IEnumerable<Node> Children => Nodes(Left, Right, Body);
}

internal sealed class VariableDeclaration(int start, int end, string kind, IReadOnlyList<VariableDeclarator> declarations) : Statement(start, end)
{
    /// <summary><c>var</c>, <c>let</c>, <c>const</c>, <c>using</c> or <c>await using</c>.</summary>
    public string Kind { get; } = kind;
    public IReadOnlyList<VariableDeclarator> Declarations { get; } = declarations;
    public override IEnumerable<Node> Children => Declarations;
}

internal sealed class VariableDeclarator(int start, int end, Node id, Expression? init) : Node(start, end)
{
    /// <summary>An <see cref="Identifier"/> or a pattern.</summary>
    public Node Id { get; } = id;
    public Expression? Init { get; } = init;
    public override IEnumerable<Node> Children => Nodes(Id, Init);
}
