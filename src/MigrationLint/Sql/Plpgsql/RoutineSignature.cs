using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql.Plpgsql;

/// <summary>What a body in PL/pgSQL depends on outside of itself. The default is that of DO.</summary>
internal sealed record RoutineSignature
{
    /// <summary>The name without qualifiers: a label around the body.</summary>
    public string Name { get; init; } = "inline_code_block";

    public IReadOnlyList<FunctionParameter> Parameters { get; init; } = [];

    public bool IsProcedure { get; init; }

    public bool ReturnsSet { get; init; }

    /// <summary>True where RETURN has no value; event triggers are compiled so too.</summary>
    public bool ReturnsVoid { get; init; } = true;

    public bool IsTrigger { get; init; }

    public bool IsEventTrigger { get; init; }

    /// <summary>True where a hole stands in the signature, so that parameters may be missing.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>True where OUT parameters are what is returned.</summary>
    public bool HasOutParameters => Parameters.Any(parameter => parameter.Mode is FunctionParameterMode.Out or FunctionParameterMode.Inout or FunctionParameterMode.Table);

    /// <summary>The signature of a routine.</summary>
    /// <param name="statement">The routine.</param>
    /// <param name="hasHole">True where a hole stands anywhere in the statement.</param>
    public static RoutineSignature Of(CreateFunctionStmt statement, bool hasHole)
    {
        var type = statement.ReturnType is { } returned && returned.ArrayBounds.Count == 0 ? LastName(returned.Names) : null;
        return new RoutineSignature
        {
            Name = LastName(statement.Funcname) ?? "",
            Parameters = statement.Parameters,
            IsProcedure = statement.IsProcedure,
            ReturnsSet = statement.ReturnType?.Setof == true,
            ReturnsVoid = type is "void" or "event_trigger" || (statement.IsProcedure && statement.ReturnType is null),
            IsTrigger = type == "trigger",
            IsEventTrigger = type == "event_trigger",
            IsIncomplete = hasHole,
        };
    }

    private static string? LastName(IReadOnlyList<Node> names) => names.Count > 0 && names[names.Count - 1] is StringValue name ? name.Sval : null;
}
