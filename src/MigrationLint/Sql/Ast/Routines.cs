namespace MigrationLint.Sql.Ast;

/// <summary>CreateFunctionStmt.</summary>
internal sealed class CreateFunctionStmt(int start) : Statement(start)
{
    public bool IsProcedure { get; set; }

    public bool Replace { get; set; }

    public IReadOnlyList<Node> Funcname { get; set; } = [];

    public IReadOnlyList<Node> Parameters { get; set; } = [];

    public TypeName? ReturnType { get; set; }

    public IReadOnlyList<Node> Options { get; set; } = [];

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

/// <summary>FunctionParameter.</summary>
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

/// <summary>AlterFunctionStmt.</summary>
internal sealed class AlterFunctionStmt(int start) : Statement(start)
{
    public ObjectType Objtype { get; set; }

    public ObjectWithArgs? Func { get; set; }

    public IReadOnlyList<Node> Actions { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Func, action);
        Each(Actions, action);
    }
}

/// <summary>DoStmt.</summary>
internal sealed class DoStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Args { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Args, action);
    }
}

/// <summary>CallStmt.</summary>
internal sealed class CallStmt(int start) : Statement(start)
{
    public FuncCall? Funccall { get; set; }

    public IReadOnlyList<Node> Outargs { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Funccall, action);
        Each(Outargs, action);
    }
}

/// <summary>CreateEventTrigStmt.</summary>
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

/// <summary>AlterEventTrigStmt.</summary>
internal sealed class AlterEventTrigStmt(int start) : Statement(start)
{
    public string? Trigname { get; set; }

    public string? Tgenabled { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>FunctionParameterMode.</summary>
internal enum FunctionParameterMode
{
    In,
    Out,
    Inout,
    Variadic,
    Table,
    Default,
}
