namespace MigrationLint.JavaScript.Ast;

#pragma warning disable CS1591 // The ESTree specification documents these nodes; repeating it here would only age.

internal sealed class ImportDeclaration(int start, int end, IReadOnlyList<Node> specifiers, Literal source, IReadOnlyList<ImportAttribute> attributes, string? phase, bool typeOnly)
    : Statement(start, end)
{
    /// <summary><see cref="ImportSpecifier"/>, <see cref="ImportDefaultSpecifier"/>, <see cref="ImportNamespaceSpecifier"/>.</summary>
    public IReadOnlyList<Node> Specifiers { get; } = specifiers;
    public Literal Source { get; } = source;
    public IReadOnlyList<ImportAttribute> Attributes { get; } = attributes;

    /// <summary><c>defer</c> or <c>source</c>, else null.</summary>
    public string? Phase { get; } = phase;

    /// <summary>True for <c>import type</c>, which the compiler erases.</summary>
    public bool TypeOnly { get; } = typeOnly;
    public override IEnumerable<Node> Children => Specifiers.Concat(Nodes(Source)).Concat(Attributes);
}

internal sealed class ImportSpecifier(int start, int end, Expression imported, Identifier local, bool typeOnly) : Node(start, end)
{
    /// <summary>An <see cref="Identifier"/> or a string <see cref="Literal"/>.</summary>
    public Expression Imported { get; } = imported;
    public Identifier Local { get; } = local;
    public bool TypeOnly { get; } = typeOnly;
    public override IEnumerable<Node> Children => Nodes(Imported, Local);
}

internal sealed class ImportDefaultSpecifier(int start, int end, Identifier local) : Node(start, end)
{
    public Identifier Local { get; } = local;
    public override IEnumerable<Node> Children => Nodes(Local);
}

internal sealed class ImportNamespaceSpecifier(int start, int end, Identifier local) : Node(start, end)
{
    public Identifier Local { get; } = local;
    public override IEnumerable<Node> Children => Nodes(Local);
}

internal sealed class ImportAttribute(int start, int end, Expression key, Literal value) : Node(start, end)
{
    public Expression Key { get; } = key;
    public Literal Value { get; } = value;
    public override IEnumerable<Node> Children => Nodes(Key, Value);
}

internal sealed class ExportNamedDeclaration(int start, int end, Statement? declaration, IReadOnlyList<ExportSpecifier> specifiers, Literal? source, IReadOnlyList<ImportAttribute> attributes, bool typeOnly)
    : Statement(start, end)
{
    public Statement? Declaration { get; } = declaration;
    public IReadOnlyList<ExportSpecifier> Specifiers { get; } = specifiers;
    public Literal? Source { get; } = source;
    public IReadOnlyList<ImportAttribute> Attributes { get; } = attributes;
    public bool TypeOnly { get; } = typeOnly;
    public override IEnumerable<Node> Children => Nodes(Declaration).Concat(Specifiers).Concat(Nodes(Source)).Concat(Attributes);
}

internal sealed class ExportSpecifier(int start, int end, Expression local, Expression exported, bool typeOnly) : Node(start, end)
{
    /// <summary>An <see cref="Identifier"/>, or a string <see cref="Literal"/> when it is re-exported.</summary>
    public Expression Local { get; } = local;

    /// <summary>An <see cref="Identifier"/> or a string <see cref="Literal"/>.</summary>
    public Expression Exported { get; } = exported;
    public bool TypeOnly { get; } = typeOnly;
    public override IEnumerable<Node> Children => Nodes(Local, Exported);
}

internal sealed class ExportDefaultDeclaration(int start, int end, Node declaration) : Statement(start, end)
{
    /// <summary>An expression, a <see cref="FunctionDeclaration"/> or a <see cref="ClassDeclaration"/>.</summary>
    public Node Declaration { get; } = declaration;
    public override IEnumerable<Node> Children => Nodes(Declaration);
}

internal sealed class ExportAllDeclaration(int start, int end, Expression? exported, Literal source, IReadOnlyList<ImportAttribute> attributes, bool typeOnly)
    : Statement(start, end)
{
    /// <summary>The name in <c>export * as name</c>, else null.</summary>
    public Expression? Exported { get; } = exported;
    public Literal Source { get; } = source;
    public IReadOnlyList<ImportAttribute> Attributes { get; } = attributes;
    public bool TypeOnly { get; } = typeOnly;
    public override IEnumerable<Node> Children => Nodes(Exported, Source).Concat(Attributes);
}
