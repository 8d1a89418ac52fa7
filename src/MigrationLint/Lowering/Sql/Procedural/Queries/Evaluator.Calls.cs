using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>Calls of functions.</content>
internal sealed partial class Evaluator
{
    private SqlValue Call(FuncCall call, RowScope? scope)
    {
        var (schema, name) = FunctionName(call);
        if (schema is null or "pg_catalog")
        {
            if (call.Over is not null)
            {
                return SqlValue.Unknown;
            }

            if (IsAggregate(name))
            {
                return Aggregate(call, name, scope);
            }
        }

        var arguments = Arguments(call, scope);
        if (schema is null or "pg_catalog" && BuiltIn(name, arguments, call) is { } value)
        {
            return value;
        }

        var result = UserFunction(schema, name, call, arguments);
        return result is null ? SqlValue.Unknown
            : result.Rows.Count > 0 && result.Rows[0].IsCertain && result.Rows[0].Values.Count > 0 ? result.Rows[0].Values[0]
            : result.HasRows == false ? SqlValue.Null
            : SqlValue.Unknown;
    }

    private static (string? Schema, string Name) FunctionName(FuncCall call)
    {
        var parts = Strings(call.Funcname);
        return (parts.Count > 1 ? parts[parts.Count - 2] : null, parts.Count == 0 ? "" : parts[parts.Count - 1]);
    }

    // The last argument behind VARIADIC is an array of arguments.
    private IReadOnlyList<SqlValue> Arguments(FuncCall call, RowScope? scope)
    {
        var arguments = Values(call.Args, scope);
        return call.FuncVariadic && arguments.Count > 0 && arguments[arguments.Count - 1] is SqlArray rest
            ? [.. arguments.Take(arguments.Count - 1), .. rest.Elements]
            : arguments;
    }

    /// <summary>The value of a built-in function; null where none of that name is known here.</summary>
    private SqlValue? BuiltIn(string name, IReadOnlyList<SqlValue> arguments, FuncCall call)
    {
        switch (name)
        {
            case "concat":
                return Join(arguments.Where(static argument => !argument.IsNull).Select(AsOutput));
            case "concat_ws" when arguments.Count > 0:
                return arguments[0].IsNull ? SqlValue.Null : arguments.Count == 1 ? SqlValue.Of("") : JoinAll([.. arguments.Skip(1).Where(static argument => !argument.IsNull).Select(AsOutput)], arguments[0]);
            case "format" when arguments.Count > 0:
                return arguments[0] is SqlText format
                    ? FormatFunction.Call(format.Value, [.. arguments.Skip(1)], (state, message) => Failure(state, message, call))
                    : arguments[0].IsNull ? SqlValue.Null : SqlValue.Unknown;
            case "quote_nullable" when arguments.Count == 1:
                return arguments[0].IsNull ? SqlValue.Of("NULL") : TextFunctions.Call("quote_literal", arguments);
            case "num_nulls":
                return arguments.Any(static argument => argument is SqlUnknown) ? SqlValue.Unknown : SqlValue.Of(arguments.Count(static argument => argument.IsNull));
            case "num_nonnulls":
                return arguments.Any(static argument => argument is SqlUnknown) ? SqlValue.Unknown : SqlValue.Of(arguments.Count(static argument => !argument.IsNull));
        }

        return ArrayFunctions.Call(name, arguments) ?? CatalogFunction(name, arguments, call) ?? Strict(name, arguments);
    }

    // What concat prints is what the output functions do: t, not true.
    private static SqlValue AsOutput(SqlValue value) => value is SqlBoolean boolean ? SqlValue.Of(boolean.Output) : value;

    private static SqlValue? Strict(string name, IReadOnlyList<SqlValue> arguments)
    {
        if (arguments.Any(static argument => argument.IsNull))
        {
            IReadOnlyList<SqlValue> others = [.. arguments.Select(static argument => argument.IsNull ? SqlValue.Unknown : argument)];
            return (DateFunctions.Call(name, others) ?? TextFunctions.Call(name, others)) is null ? null : SqlValue.Null;
        }

        return (DateFunctions.Call(name, arguments) ?? TextFunctions.Call(name, arguments)) is var value && value is SqlText { Value.Length: > LongestText } ? SqlValue.Unknown : value;
    }

    /// <summary>Runs a function of the user's; null where it cannot be told which.</summary>
    private QueryResult? UserFunction(string? schema, string name, FuncCall call, IReadOnlyList<SqlValue> arguments)
    {
        var found = session.Find(schema, name, candidate => candidate.Schema != "pg_catalog" && session.Schema.FindRoutines(candidate).Count > 0);
        if (found is null)
        {
            RequireFunction(schema, name, call, arguments);
        }

        if (found is null || session.Runner is null || session.Schema.FindRoutines(new QualifiedName("pg_catalog", name)).Count > 0)
        {
            return null;
        }

        var candidates = session.Schema.FindRoutines(found.Value).Where(routine => routine.Kind != ObjectKind.Aggregate && Takes(routine, arguments.Count)).ToList();
        if (candidates.Count > 1)
        {
            candidates = [.. candidates.Where(routine => routine.InputTypes.Zip(arguments, (type, argument) => Suits(argument, Of(type))).All(static suits => suits))];
        }

        var source = text.ToSource(call.Span);
        if (candidates.Count != 1)
        {
            // One that is not there is refused by parse analysis; of several, any may be meant.
            if (candidates.Count > 1)
            {
                session.Sink.Emit(new RunSql($"which of the functions named {name} is called cannot be told") { Source = source, IsConditional = isUncertain });
            }

            return null;
        }

        var routine = candidates[0];
        return session.Runner(routine, ByPosition(routine, call, arguments), source, !isUncertain);
    }

    // Whether a function is there is found out before any row is.
    private void RequireFunction(string? schema, string name, FuncCall call, IReadOnlyList<SqlValue> arguments)
    {
        var exists = session.Find(schema, name, candidate => session.Schema.FindRoutines(candidate).Count > 0 || session.Schema.FindType(candidate) is not null) is not null;
        if (!exists && !HasCheckedNames && session.IsMissingCertain && !arguments.Any(static argument => argument is SqlRow))
        {
            throw Refuse("42883", $"function {(schema is null ? "" : schema + ".")}{name}({string.Join(", ", arguments.Select(TypeOf))}) does not exist", call);
        }
    }

    // The type that parse analysis gives a value.
    private static string TypeOf(SqlValue value) => value switch
    {
        SqlNumber { IsInteger: true } number => Math.Abs(number.Value) > int.MaxValue ? "bigint" : "integer",
        SqlNumber => "numeric",
        SqlBoolean => "boolean",
        SqlText { IsUntyped: false } or SqlPartialText => "text",
        SqlTimestamp moment => moment.IsDate ? "date" : "timestamp without time zone",
        SqlArray array => (array.Elements.Count > 0 ? TypeOf(array.Elements[0]) : "text") + "[]",
        SqlObject { Alias: ObjectAlias.Relation } => "regclass",
        SqlObject => "oid",
        _ => "unknown",
    };

    private static bool Takes(Routine routine, int count)
    {
        var inputs = routine.Parameters.Where(static parameter => parameter.Mode is "IN" or "INOUT" or "VARIADIC").ToList();
        return inputs.Exists(static parameter => parameter.Mode == "VARIADIC")
            ? count >= inputs.Count(static parameter => parameter.Mode != "VARIADIC" && !parameter.HasDefault)
            : count <= inputs.Count && count >= inputs.Count(static parameter => !parameter.HasDefault);
    }

    private static bool Suits(SqlValue value, ValueType type) => value switch
    {
        SqlNumber => type.Name is "int2" or "int4" or "int8" or "numeric" or "float8" or "float4" or "oid" && !type.IsArray,
        SqlBoolean => type.Name == "bool",
        SqlArray => type.IsArray,
        SqlObject => type.Name is "oid" or "regclass" or "regtype" or "regproc" or "int8",
        SqlText { IsUntyped: false } => type.Name is "text" or "varchar" or "name" or "bpchar" or "char" && !type.IsArray,
        _ => true,
    };

    /// <summary>A value for each parameter that takes one; those that are left out are unknown, or their default's where that is a constant.</summary>
    private IReadOnlyList<SqlValue> ByPosition(Routine routine, FuncCall call, IReadOnlyList<SqlValue> arguments)
    {
        var inputs = routine.Parameters.Where(static parameter => parameter.Mode is "IN" or "INOUT" or "VARIADIC").ToList();
        var values = new SqlValue?[inputs.Count];
        for (var i = 0; i < arguments.Count; i++)
        {
            var index = i < call.Args.Count && call.Args[i] is NamedArgExpr { Name: { } name } ? inputs.FindIndex(parameter => parameter.Name == name) : i;
            if (index >= 0 && index < inputs.Count && inputs[index].Mode == "VARIADIC" && !call.FuncVariadic)
            {
                values[index] = new SqlArray([.. arguments.Skip(i)]);
                break;
            }

            if (index >= 0 && index < inputs.Count)
            {
                var type = Of(inputs[index].Type);
                values[index] = type == ValueType.Unknown ? Typed(arguments[i]) : Convert(arguments[i], type, call);
            }
        }

        return [.. values.Select((value, i) => value ?? Default(inputs[i]))];
    }

    private SqlValue Default(RoutineParameter parameter)
    {
        if (parameter.Mode == "VARIADIC")
        {
            return new SqlArray([]);
        }

        if (parameter.Default is not { IsUnknown: false } expression || session.Catalog.Printer.Expression(expression) is not { Length: > 0 } printed)
        {
            return parameter is { HasDefault: true, Default: null } ? SqlValue.Null : SqlValue.Unknown;
        }

        return Parse(printed) is { } value ? Typed(Value(value, scope: null)) : SqlValue.Unknown;
    }

    /// <summary>The rows of a function in FROM.</summary>
    private RowSource Function(RangeFunction function, RowScope? scope)
    {
        if (function.IsRowsfrom || function.Functions.Count != 1 || function.Functions[0].Items.Count == 0)
        {
            return RowSource.Unknown(null);
        }

        var columns = function.Coldeflist.OfType<ColumnDef>().Select(static column => column.Colname ?? "").ToList();
        if (function.Functions[0].Items[0] is not FuncCall call)
        {
            var value = Value(function.Functions[0].Items[0], scope);
            return new RowSource([ColumnName(function.Functions[0].Items[0])], [(new ValueRow([value]), true)], IsComplete: true);
        }

        var source = SetOf(call, scope);
        if (source is null)
        {
            var (schema, name) = FunctionName(call);
            var arguments = Arguments(call, scope);
            source = (schema is null or "pg_catalog" ? BuiltIn(name, arguments, call) : null) is { } scalar
                ? new RowSource([name], [(new ValueRow([scalar]), true)], IsComplete: true)
                : UserFunction(schema, name, call, arguments) is { } result ? Source(result) : RowSource.Unknown(null);
        }

        if (function.Ordinality && source.Columns.Count == 1)
        {
            source = source with { Columns = [source.Columns[0], "ordinality"], Rows = [.. source.Rows.Select(static (row, i) => ((Row)new ValueRow([row.Row[0], SqlValue.Of(i + 1)]), row.IsCertain))] };
        }

        return columns.Count > 0 ? source with { Columns = columns, HasOtherColumns = false } : source;
    }

    /// <summary>The rows of a built-in function that returns a set; null for others.</summary>
    private RowSource? SetOf(FuncCall call, RowScope? scope)
    {
        var (schema, name) = FunctionName(call);
        if (schema is not (null or "pg_catalog") || name is not ("unnest" or "generate_series" or "regexp_split_to_table" or "string_to_table" or "generate_subscripts" or "jsonb_array_elements_text"
            or "json_array_elements_text" or "jsonb_array_elements" or "jsonb_each" or "jsonb_each_text" or "jsonb_object_keys" or "regexp_matches" or "aclexplode" or "pg_options_to_table"))
        {
            return null;
        }

        var arguments = Arguments(call, scope);
        if (arguments.Any(static argument => argument.IsNull))
        {
            return new RowSource([name], [], IsComplete: true);
        }

        IReadOnlyList<SqlValue>? values = (name, arguments.Count) switch
        {
            ("unnest", 1) => arguments[0] is SqlArray array ? Flat(array) : null,
            ("generate_series", 2 or 3) => Series(arguments),
            ("generate_subscripts", 2) => arguments[0] is SqlArray array ? [.. array.Elements.Select((_, i) => SqlValue.Of(array.LowerBound + i))] : null,
            ("regexp_split_to_table", 2) => arguments[0] is SqlText value && arguments[1] is SqlText pattern ? (PatternMatching.Split(value.Value, pattern.Value) as SqlArray)?.Elements : null,
            ("string_to_table", 2) => (ArrayFunctions.Call("string_to_array", arguments) as SqlArray)?.Elements,
            _ => null,
        };
        if (values is null)
        {
            return RowSource.Unknown(name is "jsonb_each" or "jsonb_each_text" or "aclexplode" or "pg_options_to_table" ? null : [name]);
        }

        session.Spend(values.Count);
        return new RowSource([name], [.. values.Select(static value => ((Row)new ValueRow([value]), true))], IsComplete: true);
    }

    private static IReadOnlyList<SqlValue> Flat(SqlArray array) =>
        [.. array.Elements.SelectMany(static element => element is SqlArray inner ? Flat(inner) : [element])];

    private List<SqlValue>? Series(IReadOnlyList<SqlValue> arguments)
    {
        var values = new List<SqlValue>();
        if (arguments[0] is SqlNumber first && arguments[1] is SqlNumber last)
        {
            var step = arguments.Count > 2 ? (arguments[2] as SqlNumber)?.Value ?? 0 : 1;
            for (var value = first.Value; step != 0 && (step > 0 ? value <= last.Value : value >= last.Value); value += step)
            {
                session.Spend(1);
                values.Add(new SqlNumber(value, first.IsInteger));
            }

            return step == 0 ? null : values;
        }

        if (arguments.Count < 3 || AsMoment(arguments[0]) is not { } start || AsMoment(arguments[1]) is not { } end)
        {
            return null;
        }

        var span = arguments[2] as SqlInterval ?? (arguments[2] is SqlText words ? SqlCasts.ReadInterval(words.Value) : null);
        if (span is null or { Months: <= 0, Days: <= 0, Time.Ticks: <= 0 })
        {
            return null;
        }

        for (var moment = start; moment.Value <= end.Value;)
        {
            session.Spend(1);
            values.Add(moment);
            if (DateFunctions.Add(moment, span, 1) is not SqlTimestamp next || next.Value <= moment.Value)
            {
                return null;
            }

            moment = next;
        }

        return values;
    }

    private static SqlTimestamp? AsMoment(SqlValue value) => value switch
    {
        SqlTimestamp moment => moment with { IsDate = false },
        SqlText { IsUntyped: true } written => SqlCasts.ReadTimestamp(written.Value, isDate: false),
        _ => null,
    };
}
