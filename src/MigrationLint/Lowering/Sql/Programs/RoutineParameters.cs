using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Programs;

/// <summary>The parameters of a routine, and what it returns by them (<c>interpret_function_parameter_list</c>, <c>compute_return_type</c>).</summary>
internal sealed class RoutineParameters(LoweringContext context, bool isProcedure, string language)
{
    private readonly List<RoutineParameter> outputs = [];
    private bool returnsTable;

    /// <summary>Reads the parameters.</summary>
    public IReadOnlyList<RoutineParameter> Read(IReadOnlyList<FunctionParameter> nodes)
    {
        var parameters = new List<RoutineParameter>();
        var (hasDefault, hasVariadic) = (false, false);
        foreach (var node in nodes)
        {
            var parameter = Read(node, hasDefault);
            var isInput = parameter.Mode is "IN" or "INOUT" or "VARIADIC";
            if (isInput && hasVariadic)
            {
                throw context.Refuse("42P13", "VARIADIC parameter must be the last input parameter", node);
            }

            RefuseSameName(parameters, parameter, node);
            hasVariadic |= parameter.Mode == "VARIADIC";
            hasDefault |= parameter.HasDefault;
            returnsTable |= parameter.Mode == "TABLE";
            parameters.Add(parameter);
            if (parameter.Mode is "OUT" or "INOUT" or "TABLE")
            {
                outputs.Add(parameter);
            }
        }

        return parameters;
    }

    private RoutineParameter Read(FunctionParameter node, bool hasDefault)
    {
        var type = Resolve(node.ArgType!);
        var mode = node.Mode == FunctionParameterMode.Default ? "IN" : node.Mode.ToString().ToUpperInvariant();
        if (node.ArgType!.Setof)
        {
            throw context.Refuse("42P13", isProcedure ? "procedures cannot accept set arguments" : "functions cannot accept set arguments", node);
        }

        if (mode == "VARIADIC" && context.Schema.FindType(type.Type) is { } found && !found.IsArray && found.Name.Name is not ("anyarray" or "anycompatiblearray" or "any"))
        {
            throw context.Refuse("42P13", "VARIADIC parameter must be an array", node);
        }

        var isInput = mode is "IN" or "INOUT" or "VARIADIC";
        if (node.Defexpr is null)
        {
            return isInput && hasDefault && !isProcedure
                ? throw context.Refuse("42P13", "input parameters after one with a default value must also have defaults", node)
                : new RoutineParameter(node.Name, type, mode);
        }

        return isInput
            ? new RoutineParameter(node.Name, type, mode)
            {
                HasDefault = true,
                Default = context.Analyzer.Default(node.Defexpr, node.Name ?? "", type, ExpressionScope.None, ExpressionKind.FunctionDefault),
            }
            : throw context.Refuse("42P13", "only input parameters can have default values", node);
    }

    // A parameter that goes in and one that comes out may share a name only as INOUT.
    private void RefuseSameName(List<RoutineParameter> before, RoutineParameter parameter, Node place)
    {
        var isIn = parameter.Mode is "IN" or "VARIADIC";
        var isOut = parameter.Mode is "OUT" or "TABLE";
        if (!string.IsNullOrEmpty(parameter.Name)
            && before.Exists(other => other.Name == parameter.Name && !(isIn && other.Mode is "OUT" or "TABLE") && !(isOut && other.Mode is "IN" or "VARIADIC")))
        {
            throw context.Refuse("42P13", $"parameter name \"{parameter.Name}\" used more than once", place);
        }
    }

    /// <summary>What the routine returns, and whether a set of it.</summary>
    public (TypeReference? Type, bool IsSet) Returns(TypeName? written)
    {
        var ofParameters = outputs.Count == 0 ? (TypeReference?)null : outputs.Count == 1 && !isProcedure ? outputs[0].Type : BuiltInTypes.Record;
        if (isProcedure)
        {
            return (ofParameters, false);
        }

        if (written is null)
        {
            return ofParameters is null ? throw context.Refuse("42P13", "function result type must be specified") : (ofParameters, returnsTable);
        }

        if (returnsTable)
        {
            return (ofParameters, true);
        }

        var type = Resolve(written);
        if (ofParameters is { IsKnown: true } needed && type.IsKnown && needed.Type != type.Type)
        {
            throw context.Refuse("42P13", $"function result type must be {new SchemaPrinter(context.Schema).Type(needed)} because of OUT parameters", written);
        }

        return (type, written.Setof);
    }

    // What is a shell so far may be made of the very function; a type that functions in C return need not be there at all yet.
    private TypeReference Resolve(TypeName written)
    {
        try
        {
            return context.Analyzer.ResolveType(written);
        }
        catch (StatementRefusedException refused) when (language != "sql" && refused.Refusal.SqlState == "42704")
        {
            var parts = NameParts.Of(written.Names);
            var shell = context.Names.Find(NameParts.SchemaOf(parts), NameParts.NameOf(parts), candidate => context.Schema.FindType(candidate) is not null);
            return shell is { } found ? new TypeReference(context.Schema.FindType(found)!.Id)
                : language is "c" or "internal" ? TypeReference.Unknown
                : throw context.Sink.Refuse(refused.Refusal.SqlState, refused.Refusal.Message, refused.Refusal.Source);
        }
    }
}
