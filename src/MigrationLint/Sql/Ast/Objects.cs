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

/// <summary>DROP of any kind that has no statement of its own.</summary>
internal sealed class DropStmt(int start) : Statement(start)
{
    /// <summary>Names in the form that <see cref="CommentStmt.Object"/> describes.</summary>
    public IReadOnlyList<Node> Objects { get; set; } = [];

    public ObjectType RemoveType { get; set; }

    public DropBehavior Behavior { get; set; }

    /// <summary>IF EXISTS.</summary>
    public bool MissingOk { get; set; }

    public bool Concurrent { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Objects, action);
    }
}

/// <summary>RENAME of any object, column, constraint or attribute.</summary>
internal sealed class RenameStmt(int start) : Statement(start)
{
    public ObjectType RenameType { get; set; }

    /// <summary>Of a column or constraint: what it belongs to.</summary>
    public ObjectType RelationType { get; set; }

    public RangeVar? Relation { get; set; }

    /// <summary>The old name of what is neither a relation nor part of one; as in <see cref="CommentStmt.Object"/>.</summary>
    public Node? Object { get; set; }

    /// <summary>The old name of a column, constraint, trigger, rule, policy, role, database, schema or tablespace.</summary>
    public string? Subname { get; set; }

    public string? Newname { get; set; }

    public DropBehavior Behavior { get; set; }

    /// <summary>IF EXISTS.</summary>
    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Object, action);
    }
}

/// <summary>ALTER … [NO] DEPENDS ON EXTENSION.</summary>
internal sealed class AlterObjectDependsStmt(int start) : Statement(start)
{
    public ObjectType ObjectType { get; set; }

    public RangeVar? Relation { get; set; }

    public Node? Object { get; set; }

    public StringValue? Extname { get; set; }

    /// <summary>NO DEPENDS.</summary>
    public bool Remove { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Relation, action);
        Each(Object, action);
        Each(Extname, action);
    }
}

/// <summary>ALTER … SET SCHEMA.</summary>
internal sealed class AlterObjectSchemaStmt(int start) : Statement(start)
{
    public ObjectType ObjectType { get; set; }

    public RangeVar? Relation { get; set; }

    /// <summary>Null for relations; else as in <see cref="CommentStmt.Object"/>.</summary>
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

/// <summary>ALTER … OWNER TO, except for what ALTER TABLE is for.</summary>
internal sealed class AlterOwnerStmt(int start) : Statement(start)
{
    public ObjectType ObjectType { get; set; }

    public RangeVar? Relation { get; set; }

    /// <summary>As in <see cref="CommentStmt.Object"/>.</summary>
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

/// <summary>COMMENT ON.</summary>
internal sealed class CommentStmt(int start) : Statement(start)
{
    public ObjectType Objtype { get; set; }

    /// <summary>
    /// The name: a <see cref="StringValue"/> for what is in no schema, a <see cref="ListValue"/> of names for the rest; an <see cref="ObjectWithArgs"/> for
    /// routines and operators, a <see cref="TypeName"/> for types and domains; the access method and then the name for operator classes and families;
    /// the table and then the name for constraints, triggers, rules and policies; both types for a cast, type and language for a transform; a number for
    /// a large object.
    /// </summary>
    public Node? Object { get; set; }

    /// <summary>Null takes the comment away.</summary>
    public string? Comment { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Object, action);
    }
}

/// <summary>SECURITY LABEL.</summary>
internal sealed class SecLabelStmt(int start) : Statement(start)
{
    public ObjectType Objtype { get; set; }

    /// <summary>As in <see cref="CommentStmt.Object"/>.</summary>
    public Node? Object { get; set; }

    public string? Provider { get; set; }

    /// <summary>Null takes the label away.</summary>
    public string? Label { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Object, action);
    }
}

/// <summary>CREATE SCHEMA.</summary>
internal sealed class CreateSchemaStmt(int start) : Statement(start)
{
    /// <summary>Null where it is named like its owner.</summary>
    public string? Schemaname { get; set; }

    public RoleSpec? Authrole { get; set; }

    /// <summary>The statements that are part of this one: CREATE TABLE, INDEX, SEQUENCE, TRIGGER, VIEW, and GRANT.</summary>
    public IReadOnlyList<Statement> SchemaElts { get; set; } = [];

    public bool IfNotExists { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Authrole, action);
        Each(SchemaElts, action);
    }
}

/// <summary>CREATE EXTENSION, and CREATE LANGUAGE without a handler.</summary>
internal sealed class CreateExtensionStmt(int start) : Statement(start)
{
    public string? Extname { get; set; }

    public bool IfNotExists { get; set; }

    /// <summary>schema, new_version, cascade; up to PostgreSQL 12 old_version.</summary>
    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>ALTER EXTENSION … UPDATE.</summary>
internal sealed class AlterExtensionStmt(int start) : Statement(start)
{
    public string? Extname { get; set; }

    /// <summary>new_version, where one is given.</summary>
    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Options, action);
    }
}

/// <summary>ALTER EXTENSION … ADD or DROP.</summary>
internal sealed class AlterExtensionContentsStmt(int start) : Statement(start)
{
    public string? Extname { get; set; }

    /// <summary>1 for ADD, -1 for DROP.</summary>
    public int Action { get; set; }

    public ObjectType Objtype { get; set; }

    /// <summary>As in <see cref="CommentStmt.Object"/>.</summary>
    public Node? Object { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Object, action);
    }
}

/// <summary>CREATE AGGREGATE, OPERATOR, COLLATION, TEXT SEARCH, and TYPE of a shell or base type.</summary>
internal sealed class DefineStmt(int start) : Statement(start)
{
    public ObjectType Kind { get; set; }

    /// <summary>An aggregate whose argument is named in the definition, as before PostgreSQL 8.2.</summary>
    public bool Oldstyle { get; set; }

    public IReadOnlyList<Node> Defnames { get; set; } = [];

    /// <summary>Of an aggregate: a list of <see cref="FunctionParameter"/>, and how many of them stand before ORDER BY (-1 without ORDER BY).</summary>
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

/// <summary>CREATE CAST.</summary>
internal sealed class CreateCastStmt(int start) : Statement(start)
{
    public TypeName? Sourcetype { get; set; }

    public TypeName? Targettype { get; set; }

    /// <summary>Null for WITHOUT FUNCTION and WITH INOUT.</summary>
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

/// <summary>CREATE CONVERSION.</summary>
internal sealed class CreateConversionStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> ConversionName { get; set; } = [];

    public string? ForEncodingName { get; set; }

    public string? ToEncodingName { get; set; }

    public IReadOnlyList<Node> FuncName { get; set; } = [];

    /// <summary>DEFAULT.</summary>
    public bool Def { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(ConversionName, action);
        Each(FuncName, action);
    }
}

/// <summary>CREATE TRANSFORM.</summary>
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

/// <summary>ALTER TYPE … SET.</summary>
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

/// <summary>ALTER COLLATION … REFRESH VERSION.</summary>
internal sealed class AlterCollationStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Collname { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Collname, action);
    }
}

/// <summary>CREATE ACCESS METHOD.</summary>
internal sealed class CreateAmStmt(int start) : Statement(start)
{
    public string? Amname { get; set; }

    public IReadOnlyList<Node> HandlerName { get; set; } = [];

    /// <summary><c>i</c> for INDEX, <c>t</c> for TABLE.</summary>
    public string? Amtype { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(HandlerName, action);
    }
}

/// <summary>CREATE LANGUAGE with a handler.</summary>
internal sealed class CreatePLangStmt(int start) : Statement(start)
{
    public bool Replace { get; set; }

    public string? Plname { get; set; }

    public IReadOnlyList<Node> Plhandler { get; set; } = [];

    /// <summary>The function that runs DO blocks; empty without.</summary>
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

/// <summary>Where a cast is applied without being written.</summary>
internal enum CoercionContext
{
    Implicit,
    Assignment,
    Plpgsql,
    Explicit,
}
