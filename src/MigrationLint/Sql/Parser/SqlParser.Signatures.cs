using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Parameters of routines, and routines and operators that are named with the types they take.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>func_name</c>: a word that may name a function, or more words with qualifiers.</summary>
    private List<Node> FuncName(string expected = "a function")
    {
        if (IsColId() && (KindAt(1) == TokenKind.Dot || !IsTypeFunctionName()))
        {
            var names = AnyName(expected);
            if (names.Count == 1)
            {
                Fail("'.'");
            }

            return names;
        }

        var start = Here;
        return [Close(new StringValue(start, TypeFunctionName(expected)))];
    }

    /// <summary><c>func_args</c>, with <paramref name="withDefaults"/> <c>func_args_with_defaults</c>.</summary>
    private List<FunctionParameter> FuncArgs(bool withDefaults = false)
    {
        var parameters = new List<FunctionParameter>();
        Expect(TokenKind.LeftParenthesis);
        if (Accept(TokenKind.RightParenthesis))
        {
            return parameters;
        }

        do
        {
            var parameter = FuncArg();
            if (withDefaults && (Accept(Keyword.Default) || Accept(TokenKind.Equal)))
            {
                parameter.Defexpr = AExpr();
            }

            parameters.Add(Close(parameter));
        }
        while (Accept(TokenKind.Comma));

        Expect(TokenKind.RightParenthesis);
        return parameters;
    }

    /// <summary><c>func_arg</c>: the mode before or after the name, both optional.</summary>
    private FunctionParameter FuncArg()
    {
        var parameter = new FunctionParameter(Here) { Mode = FunctionParameterMode.Default };
        var mode = ArgClass();
        if (IsParamName())
        {
            parameter.Name = TypeFunctionName();
            mode ??= ArgClass();
        }

        parameter.Mode = mode ?? FunctionParameterMode.Default;
        parameter.ArgType = FuncType();
        return Close(parameter);
    }

    /// <summary><c>arg_class</c>; null without.</summary>
    private FunctionParameterMode? ArgClass()
    {
        if (Accept(Keyword.In))
        {
            return Accept(Keyword.Out) ? FunctionParameterMode.Inout : FunctionParameterMode.In;
        }

        return Accept(Keyword.Out) ? FunctionParameterMode.Out
            : Accept(Keyword.Inout) ? FunctionParameterMode.Inout
            : Accept(Keyword.Variadic) ? FunctionParameterMode.Variadic
            : null;
    }

    /// <summary>
    /// True where a name stands before a type: what follows can begin a type or is a mode. No word can follow a type in a list of parameters, but
    /// <c>double precision</c> is one.
    /// </summary>
    private bool IsParamName() =>
        IsTypeFunctionName()
        && (IsColId(1) || IsTypeFunctionName(1) || WordAt(1) is Keyword.In or Keyword.Variadic)
        && WordAt(1) != Keyword.Precision;

    /// <summary><c>table_func_column</c>.</summary>
    private FunctionParameter TableFuncColumn()
    {
        var column = new FunctionParameter(Here)
        {
            Name = TypeFunctionName("a column name"),
            Mode = FunctionParameterMode.Table,
            ArgType = FuncType(),
        };
        return Close(column);
    }

    /// <summary><c>function_with_argtypes</c>.</summary>
    private ObjectWithArgs FunctionWithArgtypes()
    {
        var function = new ObjectWithArgs(Here);

        // Without a list every word may stand that is no reserved one; with one, only those that func_name takes.
        var isAnyWord = KindAt(1) != TokenKind.Dot && KindAt(1) != TokenKind.LeftParenthesis && IsNonReservedWord();
        if (isAnyWord)
        {
            var start = Here;
            function.Objname = [Close(new StringValue(start, NonReservedWord()))];
        }
        else
        {
            function.Objname = FuncName();
        }

        if (!isAnyWord && Is(TokenKind.LeftParenthesis))
        {
            SetParameters(function, FuncArgs());
        }
        else
        {
            function.ArgsUnspecified = true;
        }

        return Close(function);
    }

    /// <summary><c>function_with_argtypes_list</c>.</summary>
    private List<Node> FunctionWithArgtypesList()
    {
        var functions = new List<Node>();
        do
        {
            functions.Add(FunctionWithArgtypes());
        }
        while (Accept(TokenKind.Comma));

        return functions;
    }

    /// <summary><c>aggregate_with_argtypes</c>.</summary>
    private ObjectWithArgs AggregateWithArgtypes()
    {
        var aggregate = new ObjectWithArgs(Here) { Objname = FuncName("the name of an aggregate") };
        SetParameters(aggregate, AggrArgs().Parameters);
        return Close(aggregate);
    }

    /// <summary><c>aggr_args</c>: <c>(*)</c>, parameters, and with ORDER BY those of an ordered-set aggregate.</summary>
    /// <returns>The parameters, a VARIADIC that is repeated behind ORDER BY left out, and how many stand before ORDER BY; -1 without ORDER BY.</returns>
    private (List<FunctionParameter> Parameters, int DirectCount) AggrArgs()
    {
        Expect(TokenKind.LeftParenthesis);
        List<FunctionParameter> parameters = [];
        if (Accept(TokenKind.Asterisk))
        {
            Expect(TokenKind.RightParenthesis);
            return (parameters, -1);
        }

        if (!Is(Keyword.Order))
        {
            AggrArgsList(parameters);
        }

        var directCount = -1;
        if (Accept(Keyword.Order))
        {
            Expect(Keyword.By);
            directCount = parameters.Count;
            AggrArgsList(parameters);
            MergeVariadic(parameters, directCount);
        }

        Expect(TokenKind.RightParenthesis);
        return (parameters, directCount);
    }

    private void AggrArgsList(List<FunctionParameter> parameters)
    {
        do
        {
            var parameter = FuncArg();
            if (parameter.Mode is FunctionParameterMode.Out or FunctionParameterMode.Inout)
            {
                Refuse(parameter.Span, "an aggregate has no output parameters");
            }

            parameters.Add(parameter);
        }
        while (Accept(TokenKind.Comma));
    }

    /// <summary>What <c>makeOrderedSetArgs</c> does: a VARIADIC before ORDER BY has to be repeated behind it, and counts once.</summary>
    private void MergeVariadic(List<FunctionParameter> parameters, int directCount)
    {
        if (directCount == 0 || parameters[directCount - 1].Mode != FunctionParameterMode.Variadic)
        {
            return;
        }

        if (parameters.Count != directCount + 1
            || parameters[directCount].Mode != FunctionParameterMode.Variadic
            || !IsSameType(parameters[directCount - 1].ArgType, parameters[directCount].ArgType))
        {
            Refuse(parameters[directCount].Span, "VARIADIC before ORDER BY must be repeated behind it, with the same type");
            return;
        }

        parameters.RemoveAt(directCount);
    }

    /// <summary>True for types of the same names and dimensions; modifiers of parameters mean nothing.</summary>
    private static bool IsSameType(TypeName? left, TypeName? right)
    {
        if (left is null || right is null || left.Names.Count != right.Names.Count || left.ArrayBounds.Count != right.ArrayBounds.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Names.Count; i++)
        {
            if ((left.Names[i] as StringValue)?.Sval != (right.Names[i] as StringValue)?.Sval)
            {
                return false;
            }
        }

        return left.Setof == right.Setof && left.PctType == right.PctType;
    }

    /// <summary>What <c>extractArgTypes</c> does: output parameters don't tell routines apart.</summary>
    private static void SetParameters(ObjectWithArgs routine, List<FunctionParameter> parameters)
    {
        var types = new List<TypeName?>(parameters.Count);
        foreach (var parameter in parameters)
        {
            if (parameter.Mode is not (FunctionParameterMode.Out or FunctionParameterMode.Table))
            {
                types.Add(parameter.ArgType);
            }
        }

        (routine.Objargs, routine.Objfuncargs) = (types, parameters);
    }

    /// <summary><c>operator_with_argtypes</c>.</summary>
    private ObjectWithArgs OperatorWithArgtypes()
    {
        var @operator = new ObjectWithArgs(Here) { Objname = AnyOperator() };
        @operator.Objargs = OperArgtypes();
        return Close(@operator);
    }

    /// <summary><c>oper_argtypes</c>: two types, one of them possibly NONE.</summary>
    private List<TypeName?> OperArgtypes()
    {
        Expect(TokenKind.LeftParenthesis);
        var left = Accept(Keyword.None) ? null : Typename();
        if (Is(TokenKind.RightParenthesis))
        {
            Refuse(TextSpan.FromBounds(Here, Here + 1), "an operator is named with two types: NONE stands for the operand that it does not have");
        }

        Expect(TokenKind.Comma);
        var right = left is not null && Accept(Keyword.None) ? null : Typename();
        Expect(TokenKind.RightParenthesis);
        return [left, right];
    }
}
