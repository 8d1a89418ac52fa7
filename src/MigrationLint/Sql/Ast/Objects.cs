namespace MigrationLint.Sql.Ast;

/// <summary>A named option with its value.</summary>
internal sealed class DefElem(int start) : Node(start)
{
    public string? Defnamespace { get; set; }

    public string? Defname { get; set; }

    /// <summary>Null where the name says all.</summary>
    public Node? Arg { get; set; }

    public DefElemAction Defaction { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Arg, action);
    }
}

/// <summary>A role, by name or by what it is.</summary>
internal sealed class RoleSpec(int start) : Node(start)
{
    public RoleSpecType Roletype { get; set; }

    /// <summary>Null unless <see cref="Roletype"/> is <see cref="RoleSpecType.Cstring"/>.</summary>
    public string? Rolename { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>A routine or operator with the types that tell it from others of its name.</summary>
internal sealed class ObjectWithArgs(int start) : Node(start)
{
    public IReadOnlyList<Node> Objname { get; set; } = [];

    /// <summary>The types of the input; null for the operand that a prefix operator does not have (NONE).</summary>
    public IReadOnlyList<TypeName?> Objargs { get; set; } = [];

    /// <summary>The parameters as written; empty for operators.</summary>
    public IReadOnlyList<FunctionParameter> Objfuncargs { get; set; } = [];

    /// <summary>True where there is no list, not even an empty one.</summary>
    public bool ArgsUnspecified { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Objname, action);
        foreach (var type in Objargs)
        {
            Each(type, action);
        }

        Each(Objfuncargs, action);
    }
}

/// <summary>DropStmt.</summary>
internal sealed class DropStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Objects { get; set; } = [];

    public ObjectType RemoveType { get; set; }

    public DropBehavior Behavior { get; set; }

    public bool MissingOk { get; set; }

    public bool Concurrent { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Objects, action);
    }
}

/// <summary>RenameStmt.</summary>
internal sealed class RenameStmt(int start) : Statement(start)
{
    public ObjectType RenameType { get; set; }

    public ObjectType RelationType { get; set; }

    public RangeVar? Relation { get; set; }

    public Node? Object { get; set; }

    public string? Subname { get; set; }

    public string? Newname { get; set; }

    public DropBehavior Behavior { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Object, action);
    }
}

/// <summary>AlterObjectDependsStmt.</summary>
internal sealed class AlterObjectDependsStmt(int start) : Statement(start)
{
    public ObjectType ObjectType { get; set; }

    public RangeVar? Relation { get; set; }

    public Node? Object { get; set; }

    public StringValue? Extname { get; set; }

    public bool Remove { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Object, action);
        Each(Extname, action);
    }
}

/// <summary>AlterObjectSchemaStmt.</summary>
internal sealed class AlterObjectSchemaStmt(int start) : Statement(start)
{
    public ObjectType ObjectType { get; set; }

    public RangeVar? Relation { get; set; }

    public Node? Object { get; set; }

    public string? Newschema { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Object, action);
    }
}

/// <summary>AlterOwnerStmt.</summary>
internal sealed class AlterOwnerStmt(int start) : Statement(start)
{
    public ObjectType ObjectType { get; set; }

    public RangeVar? Relation { get; set; }

    public Node? Object { get; set; }

    public RoleSpec? Newowner { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Object, action);
        Each(Newowner, action);
    }
}

/// <summary>CommentStmt.</summary>
internal sealed class CommentStmt(int start) : Statement(start)
{
    public ObjectType Objtype { get; set; }

    public Node? Object { get; set; }

    public string? Comment { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Object, action);
    }
}

/// <summary>SecLabelStmt.</summary>
internal sealed class SecLabelStmt(int start) : Statement(start)
{
    public ObjectType Objtype { get; set; }

    public Node? Object { get; set; }

    public string? Provider { get; set; }

    public string? Label { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Object, action);
    }
}

/// <summary>CreateSchemaStmt.</summary>
internal sealed class CreateSchemaStmt(int start) : Statement(start)
{
    public string? Schemaname { get; set; }

    public RoleSpec? Authrole { get; set; }

    public IReadOnlyList<Statement> SchemaElts { get; set; } = [];

    public bool IfNotExists { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Authrole, action);
        Each(SchemaElts, action);
    }
}

/// <summary>CreateExtensionStmt.</summary>
internal sealed class CreateExtensionStmt(int start) : Statement(start)
{
    public string? Extname { get; set; }

    public bool IfNotExists { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>AlterExtensionStmt.</summary>
internal sealed class AlterExtensionStmt(int start) : Statement(start)
{
    public string? Extname { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>AlterExtensionContentsStmt.</summary>
internal sealed class AlterExtensionContentsStmt(int start) : Statement(start)
{
    public string? Extname { get; set; }

    public int Action { get; set; }

    public ObjectType Objtype { get; set; }

    public Node? Object { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Object, action);
    }
}

/// <summary>DefineStmt.</summary>
internal sealed class DefineStmt(int start) : Statement(start)
{
    public ObjectType Kind { get; set; }

    public bool Oldstyle { get; set; }

    public IReadOnlyList<Node> Defnames { get; set; } = [];

    public IReadOnlyList<Node> Args { get; set; } = [];

    public IReadOnlyList<DefElem> Definition { get; set; } = [];

    public bool IfNotExists { get; set; }

    public bool Replace { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Defnames, action);
        Each(Args, action);
        Each(Definition, action);
    }
}

/// <summary>CreateCastStmt.</summary>
internal sealed class CreateCastStmt(int start) : Statement(start)
{
    public TypeName? Sourcetype { get; set; }

    public TypeName? Targettype { get; set; }

    public ObjectWithArgs? Func { get; set; }

    public CoercionContext Context { get; set; }

    public bool Inout { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Sourcetype, action);
        Each(Targettype, action);
        Each(Func, action);
    }
}

/// <summary>CreateConversionStmt.</summary>
internal sealed class CreateConversionStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> ConversionName { get; set; } = [];

    public string? ForEncodingName { get; set; }

    public string? ToEncodingName { get; set; }

    public IReadOnlyList<Node> FuncName { get; set; } = [];

    public bool Def { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(ConversionName, action);
        Each(FuncName, action);
    }
}

/// <summary>CreateTransformStmt.</summary>
internal sealed class CreateTransformStmt(int start) : Statement(start)
{
    public bool Replace { get; set; }

    public TypeName? TypeName { get; set; }

    public string? Lang { get; set; }

    public ObjectWithArgs? Fromsql { get; set; }

    public ObjectWithArgs? Tosql { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(Fromsql, action);
        Each(Tosql, action);
    }
}

/// <summary>CreateOpClassStmt.</summary>
internal sealed class CreateOpClassStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Opclassname { get; set; } = [];

    public IReadOnlyList<Node> Opfamilyname { get; set; } = [];

    public string? Amname { get; set; }

    public TypeName? Datatype { get; set; }

    public IReadOnlyList<Node> Items { get; set; } = [];

    public bool IsDefault { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Opclassname, action);
        Each(Opfamilyname, action);
        Each(Datatype, action);
        Each(Items, action);
    }
}

/// <summary>CreateOpClassItem.</summary>
internal sealed class CreateOpClassItem(int start) : Node(start)
{
    public int Itemtype { get; set; }

    public ObjectWithArgs? Name { get; set; }

    public int Number { get; set; }

    public IReadOnlyList<Node> OrderFamily { get; set; } = [];

    public IReadOnlyList<Node> ClassArgs { get; set; } = [];

    public TypeName? Storedtype { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Name, action);
        Each(OrderFamily, action);
        Each(ClassArgs, action);
        Each(Storedtype, action);
    }
}

/// <summary>CreateOpFamilyStmt.</summary>
internal sealed class CreateOpFamilyStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Opfamilyname { get; set; } = [];

    public string? Amname { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Opfamilyname, action);
    }
}

/// <summary>AlterOpFamilyStmt.</summary>
internal sealed class AlterOpFamilyStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Opfamilyname { get; set; } = [];

    public string? Amname { get; set; }

    public bool IsDrop { get; set; }

    public IReadOnlyList<Node> Items { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Opfamilyname, action);
        Each(Items, action);
    }
}

/// <summary>AlterOperatorStmt.</summary>
internal sealed class AlterOperatorStmt(int start) : Statement(start)
{
    public ObjectWithArgs? Opername { get; set; }

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Opername, action);
        Each(Options, action);
    }
}

/// <summary>AlterTypeStmt.</summary>
internal sealed class AlterTypeStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> TypeName { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(TypeName, action);
        Each(Options, action);
    }
}

/// <summary>AlterCollationStmt.</summary>
internal sealed class AlterCollationStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Collname { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Collname, action);
    }
}

/// <summary>CreateAmStmt.</summary>
internal sealed class CreateAmStmt(int start) : Statement(start)
{
    public string? Amname { get; set; }

    public IReadOnlyList<Node> HandlerName { get; set; } = [];

    public string? Amtype { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(HandlerName, action);
    }
}

/// <summary>CreatePLangStmt.</summary>
internal sealed class CreatePLangStmt(int start) : Statement(start)
{
    public bool Replace { get; set; }

    public string? Plname { get; set; }

    public IReadOnlyList<Node> Plhandler { get; set; } = [];

    public IReadOnlyList<Node> Plinline { get; set; } = [];

    public IReadOnlyList<Node> Plvalidator { get; set; } = [];

    public bool Pltrusted { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Plhandler, action);
        Each(Plinline, action);
        Each(Plvalidator, action);
    }
}

/// <summary>AlterTSDictionaryStmt.</summary>
internal sealed class AlterTSDictionaryStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Dictname { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Dictname, action);
        Each(Options, action);
    }
}

/// <summary>AlterTSConfigurationStmt.</summary>
internal sealed class AlterTSConfigurationStmt(int start) : Statement(start)
{
    public AlterTSConfigType Kind { get; set; }

    public IReadOnlyList<Node> Cfgname { get; set; } = [];

    public IReadOnlyList<Node> Tokentype { get; set; } = [];

    public IReadOnlyList<Node> Dicts { get; set; } = [];

    public bool Override { get; set; }

    public bool Replace { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Cfgname, action);
        Each(Tokentype, action);
        Each(Dicts, action);
    }
}

/// <summary>What becomes of an option.</summary>
internal enum DefElemAction
{
    Unspec,
    Set,
    Add,
    Drop,
}

/// <summary>How a role is named.</summary>
internal enum RoleSpecType
{
    Cstring,
    CurrentRole,
    CurrentUser,
    SessionUser,
    Public,
}

/// <summary>CoercionContext.</summary>
internal enum CoercionContext
{
    Implicit,
    Assignment,
    Plpgsql,
    Explicit,
}

/// <summary>AlterTSConfigType.</summary>
internal enum AlterTSConfigType
{
    AddMapping,
    AlterMappingForToken,
    ReplaceDict,
    ReplaceDictForToken,
    DropMapping,
}
