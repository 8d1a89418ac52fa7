using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Routines, DO, CALL, and how routines and operators are named.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Routine(Node node)
    {
        switch (node)
        {
            case CreateFunctionStmt statement:
                CreateFunction(statement);
                return true;
            case AlterFunctionStmt statement:
                output.Append("ALTER ").Append(RoutineWord(statement.Objtype)).Append(' ');
                Signature(statement.Func!, statement.Objtype);
                RoutineOptions(statement.Actions);
                return true;
            case FunctionParameter parameter:
                Parameter(parameter);
                return true;
            case ReturnStmt statement:
                output.Append("RETURN ");
                Node(statement.Returnval!);
                return true;
            case DoStmt statement:
                output.Append("DO");
                RoutineOptions(statement.Args, isDo: true);
                return true;
            case CallStmt statement:
                output.Append("CALL ");
                Node(statement.Funccall!);
                return true;
            default:
                return AlterOfRoutine(node);
        }
    }

    /// <summary>The statements that routines share with other objects.</summary>
    private bool AlterOfRoutine(Node node)
    {
        switch (node)
        {
            case RenameStmt { Object: ObjectWithArgs routine } statement when IsRoutine(statement.RenameType):
                AlterRoutine(routine, statement.RenameType, " RENAME TO ");
                Name(statement.Newname!);
                return true;
            case AlterOwnerStmt { Object: ObjectWithArgs routine } statement when IsRoutine(statement.ObjectType):
                AlterRoutine(routine, statement.ObjectType, " OWNER TO ");
                Node(statement.Newowner!);
                return true;
            case AlterObjectSchemaStmt { Object: ObjectWithArgs routine } statement when IsRoutine(statement.ObjectType):
                AlterRoutine(routine, statement.ObjectType, " SET SCHEMA ");
                Name(statement.Newschema!);
                return true;
            case AlterObjectDependsStmt { Object: ObjectWithArgs routine } statement when IsRoutine(statement.ObjectType):
                AlterRoutine(routine, statement.ObjectType, statement.Remove ? " NO DEPENDS ON EXTENSION " : " DEPENDS ON EXTENSION ");
                Name(statement.Extname!.Sval);
                return true;
            default:
                return false;
        }
    }

    private void AlterRoutine(ObjectWithArgs routine, ObjectType type, string action)
    {
        output.Append("ALTER ").Append(RoutineWord(type)).Append(' ');
        Signature(routine, type);
        output.Append(action);
    }

    private static bool IsRoutine(ObjectType type) => type is ObjectType.Function or ObjectType.Procedure or ObjectType.Routine or ObjectType.Aggregate;

    private static string RoutineWord(ObjectType type) => type switch
    {
        ObjectType.Procedure => "PROCEDURE",
        ObjectType.Routine => "ROUTINE",
        ObjectType.Aggregate => "AGGREGATE",
        _ => "FUNCTION",
    };

    private void CreateFunction(CreateFunctionStmt statement)
    {
        output.Append(statement.Replace ? "CREATE OR REPLACE " : "CREATE ").Append(statement.IsProcedure ? "PROCEDURE " : "FUNCTION ");
        QualifiedName(statement.Funcname);
        var parameters = statement.Parameters;
        var count = parameters.Count;
        while (count > 0 && parameters[count - 1].Mode == FunctionParameterMode.Table)
        {
            count--;
        }

        Parameters(parameters, 0, count);
        if (count < parameters.Count)
        {
            output.Append(" RETURNS TABLE ");
            Parameters(parameters, count, parameters.Count);
        }
        else if (statement.ReturnType is { } type)
        {
            output.Append(" RETURNS ");
            Node(type);
        }

        RoutineOptions(statement.Options);
        if (statement.SqlBody is { } body)
        {
            output.Append(' ');
            RoutineBody(body);
        }
    }

    private void Parameters(IReadOnlyList<FunctionParameter> parameters, int first, int end)
    {
        output.Append('(');
        for (var i = first; i < end; i++)
        {
            output.Append(i == first ? "" : ", ");
            Parameter(parameters[i]);
        }

        output.Append(')');
    }

    private void Parameter(FunctionParameter parameter)
    {
        output.Append(parameter.Mode switch
        {
            FunctionParameterMode.In => "IN ",
            FunctionParameterMode.Out => "OUT ",
            FunctionParameterMode.Inout => "INOUT ",
            FunctionParameterMode.Variadic => "VARIADIC ",
            _ => "",
        });
        if (parameter.Name is { } name)
        {
            Name(name);
            output.Append(' ');
        }

        Node(parameter.ArgType!);
        if (parameter.Defexpr is { } value)
        {
            output.Append(" DEFAULT ");
            Node(value);
        }
    }

    /// <summary>A body that is no string: RETURN, or BEGIN ATOMIC with statements.</summary>
    private void RoutineBody(Node body)
    {
        if (body is not ListValue list)
        {
            Node(body);
            return;
        }

        output.Append("BEGIN ATOMIC ");
        foreach (var statement in ((ListValue)list.Items[0]).Items)
        {
            Node(statement);
            output.Append("; ");
        }

        output.Append("END");
    }

    private void RoutineOptions(IReadOnlyList<DefElem> options, bool isDo = false)
    {
        foreach (var option in options)
        {
            output.Append(' ');
            switch (option.Defname)
            {
                case "as" when isDo:
                    Constant(((StringValue)option.Arg!).Sval);
                    break;
                case "as":
                    output.Append("AS ");
                    Constants((ListValue)option.Arg!);
                    break;
                case "language":
                    output.Append("LANGUAGE ");
                    NameOrConstant((StringValue)option.Arg!);
                    break;
                case "transform":
                    Transforms((ListValue)option.Arg!);
                    break;
                case "set":
                    Node(option.Arg!);
                    break;
                default:
                    RoutineOption(option);
                    break;
            }
        }
    }

    private void RoutineOption(DefElem option)
    {
        var isOn = option.Arg is BooleanValue { Boolval: true };
        switch (option.Defname)
        {
            case "window":
                output.Append("WINDOW");
                break;
            case "strict":
                output.Append(isOn ? "STRICT" : "CALLED ON NULL INPUT");
                break;
            case "volatility":
                output.Append(((StringValue)option.Arg!).Sval.ToUpperInvariant());
                break;
            case "security":
                output.Append(isOn ? "SECURITY DEFINER" : "SECURITY INVOKER");
                break;
            case "leakproof":
                output.Append(isOn ? "LEAKPROOF" : "NOT LEAKPROOF");
                break;
            case "support":
                output.Append("SUPPORT ");
                QualifiedName(((ListValue)option.Arg!).Items);
                break;
            case "parallel":
                output.Append("PARALLEL ");
                Name(((StringValue)option.Arg!).Sval);
                break;
            default:
                output.Append(option.Defname!.ToUpperInvariant()).Append(' ');
                Number(option.Arg!);
                break;
        }
    }

    private void Constants(ListValue strings)
    {
        for (var i = 0; i < strings.Items.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            Constant(((StringValue)strings.Items[i]).Sval);
        }
    }

    private void Transforms(ListValue types)
    {
        output.Append("TRANSFORM ");
        for (var i = 0; i < types.Items.Count; i++)
        {
            output.Append(i == 0 ? "FOR TYPE " : ", FOR TYPE ");
            Node(types.Items[i]);
        }
    }

    /// <summary>What <c>NonReservedWord_or_Sconst</c> reads: a plain word as it is, all else quoted.</summary>
    private void NameOrConstant(StringValue value)
    {
        if (IsUnreservedWord(value.Sval))
        {
            output.Append(value.Sval);
        }
        else
        {
            Constant(value.Sval);
        }
    }

    /// <summary>What <c>NumericOnly</c> reads.</summary>
    private void Number(Node number)
    {
        if (number is IntegerValue integer)
        {
            output.Append(integer.Ival);
        }
        else
        {
            output.Append(((FloatValue)number).Fval);
        }
    }

    /// <summary>A routine or operator with its types.</summary>
    /// <param name="routine">What is named.</param>
    /// <param name="type">What it is: an aggregate without parameters has a star, an operator two operands.</param>
    private void Signature(ObjectWithArgs routine, ObjectType type)
    {
        if (type == ObjectType.Operator)
        {
            OperatorSignature(routine);
            return;
        }

        QualifiedName(routine.Objname);
        if (routine.ArgsUnspecified)
        {
            return;
        }

        if (type == ObjectType.Aggregate && routine.Objfuncargs.Count == 0)
        {
            output.Append("(*)");
            return;
        }

        Parameters(routine.Objfuncargs, 0, routine.Objfuncargs.Count);
    }

    private void OperatorSignature(ObjectWithArgs routine)
    {
        OperatorName(routine.Objname);
        output.Append(" (");
        for (var i = 0; i < routine.Objargs.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            if (routine.Objargs[i] is { } type)
            {
                Node(type);
            }
            else
            {
                output.Append("NONE");
            }
        }

        output.Append(')');
    }

    /// <summary>What <c>any_operator</c> reads: qualifiers are names, the last part is not.</summary>
    private void OperatorName(IReadOnlyList<Node> parts)
    {
        for (var i = 0; i < parts.Count - 1; i++)
        {
            Name(((StringValue)parts[i]).Sval);
            output.Append('.');
        }

        output.Append(((StringValue)parts[parts.Count - 1]).Sval);
    }
}
