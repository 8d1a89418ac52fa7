namespace MigrationLint.Sql.Ast;

/// <summary>CREATE FUNCTION or PROCEDURE.</summary>
internal sealed class CreateFunctionStmt(int start) : Statement(start)
{
    public bool IsProcedure { get; set; }

    public bool Replace { get; set; }

    public IReadOnlyList<Node> Funcname { get; set; } = [];

    /// <summary>The parameters; the columns of RETURNS TABLE are the last of them.</summary>
    public IReadOnlyList<FunctionParameter> Parameters { get; set; } = [];

    /// <summary>Null for a procedure, and where the parameters say what is returned.</summary>
    public TypeName? ReturnType { get; set; }

    /// <summary>The options in source order: as, language, volatility, strict, security, set and so on.</summary>
    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <summary>The body that is no string: a <see cref="ReturnStmt"/>, or for BEGIN ATOMIC a <see cref="ListValue"/> whose one element is the <see cref="ListValue"/> of statements.</summary>
    public Node? SqlBody { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Funcname, action);
        Each(Parameters, action);
        Each(ReturnType, action);
        Each(Options, action);
        Each(SqlBody, action);
    }
}

/// <summary>A parameter of a routine, or a column of RETURNS TABLE.</summary>
internal sealed class FunctionParameter(int start) : Node(start)
{
    public string? Name { get; set; }

    public TypeName? ArgType { get; set; }

    public FunctionParameterMode Mode { get; set; }

    public Node? Defexpr { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(ArgType, action);
        Each(Defexpr, action);
    }
}

/// <summary>ALTER FUNCTION, PROCEDURE or ROUTINE that changes options.</summary>
internal sealed class AlterFunctionStmt(int start) : Statement(start)
{
    public ObjectType Objtype { get; set; }

    public ObjectWithArgs? Func { get; set; }

    /// <summary>The options as in <see cref="CreateFunctionStmt.Options"/>.</summary>
    public IReadOnlyList<DefElem> Actions { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Func, action);
        Each(Actions, action);
    }
}

/// <summary>DO: a block that runs at once.</summary>
internal sealed class DoStmt(int start) : Statement(start)
{
    /// <summary>The options <c>as</c> (the block) and <c>language</c>, in source order.</summary>
    public IReadOnlyList<DefElem> Args { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Args, action);
    }
}

/// <summary>CALL of a procedure.</summary>
internal sealed class CallStmt(int start) : Statement(start)
{
    public FuncCall? Funccall { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Funccall, action);
    }
}

/// <summary>CREATE EVENT TRIGGER.</summary>
internal sealed class CreateEventTrigStmt(int start) : Statement(start)
{
    public string? Trigname { get; set; }

    public string? Eventname { get; set; }

    public IReadOnlyList<Node> Whenclause { get; set; } = [];

    public IReadOnlyList<Node> Funcname { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Whenclause, action);
        Each(Funcname, action);
    }
}

/// <summary>ALTER EVENT TRIGGER that enables or disables.</summary>
internal sealed class AlterEventTrigStmt(int start) : Statement(start)
{
    public string? Trigname { get; set; }

    /// <summary><c>O</c> for origin, <c>R</c> for replica, <c>A</c> for always, <c>D</c> for disabled.</summary>
    public string? Tgenabled { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>How a parameter is passed.</summary>
internal enum FunctionParameterMode
{
    In,
    Out,
    Inout,
    Variadic,
    Table,

    /// <summary>No mode is written: IN.</summary>
    Default,
}
