using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Expressions as <c>ruleutils.c</c> shows what the analysis of PostgreSQL makes of them.</summary>
internal static partial class CanonicalForms
{
    /// <summary>An expression and what it shows.</summary>
    /// <param name="Text">What is shown.</param>
    /// <param name="Type">Its type without modifiers; null where it is not known.</param>
    private sealed record Shown(string Text, string? Type)
    {
        /// <summary>What a string constant says whose type its surroundings decide.</summary>
        public string? Literal { get; init; }

        /// <summary>True for NULL.</summary>
        public bool IsNull { get; init; }

        /// <summary>The elements of an ARRAY constructor.</summary>
        public IReadOnlyList<Shown>? Elements { get; init; }
    }

    private sealed partial class Translator(Func<string, string?> columnType, string? enumeration = null)
    {
        // Left operands nest as deep as a chain is long.
        private const int MaximumDepth = 100;

        private int depth;

        /// <returns>Null where the form is not known.</returns>
        public Shown? Translate(Node? expression)
        {
            var shown = ++depth <= MaximumDepth && expression is not null ? Known(expression) : null;
            depth--;
            return shown;
        }

        private Shown? Known(Node expression)
        {
            switch (expression)
            {
                case AConst constant:
                    return Constant(constant);
                case ColumnRef { Fields.Count: 1 } column when column.Fields[0] is StringValue { Sval: var name }:
                    return columnType(name) is { } type ? new Shown(SqlIdentifiers.Quote(name), WithoutModifiers(type)) : null;
                case TypeCast cast:
                    return Cast(cast);
                case SQLValueFunction function:
                    return ValueFunction(function);
                case FuncCall call:
                    return Call(call);
                case AArrayExpr array:
                    return Array(array);
                case CoalesceExpr coalesce:
                    return Coalesce(coalesce);
                case NullTest test when Translate(test.Arg) is { Literal: null } operand:
                    return new Shown($"({operand.Text} IS {(test.Nulltesttype == NullTestType.Null ? "" : "NOT ")}NULL)", "boolean");
                case BooleanTest test when Translate(test.Arg) is { Type: "boolean" } operand:
                    return new Shown("(" + operand.Text + SqlPrinter.Words(test.Booltesttype) + ")", "boolean");
                case BoolExpr logical:
                    return Logical(logical);
                case AExpr operation:
                    return Operation(operation);
                default:
                    return null;
            }
        }

        private static Shown? Constant(AConst constant)
        {
            if (constant.Sval is { } text)
            {
                return text.Sval.IndexOf(Text.EmbeddedText.HoleCharacter) >= 0 ? null : new Shown("", null) { Literal = text.Sval };
            }

            if (constant.Boolval is { } truth)
            {
                return new Shown(truth.Boolval ? "true" : "false", "boolean");
            }

            if (constant.Isnull)
            {
                return new Shown("NULL", null) { IsNull = true };
            }

            var spelling = constant.Ival is { } integer ? Number(integer.Ival) : constant.Fval?.Fval;
            return spelling is not null && NumberConstant(spelling) is { } number ? new Shown(number.Text, number.Type) : null;
        }

        private Shown? Cast(TypeCast cast)
        {
            var type = CanonicalForms.Type(cast.TypeName!);
            var operand = Translate(cast.Arg);
            if (type is null || operand is null)
            {
                return null;
            }

            var plain = WithoutModifiers(type);
            if (operand.IsNull)
            {
                return operand;
            }

            if (operand.Elements is { } elements && plain.EndsWith("[]", StringComparison.Ordinal))
            {
                return Array(elements, plain.Substring(0, plain.Length - 2));
            }

            if (operand.Literal is { } literal)
            {
                // A length is kept only where it is written: 'x'::varchar(5) is 'x'::character varying(5).
                var shown = plain == "regclass" ? Quoted(literal, plain) : Literal(literal, plain, isEnum: plain == enumeration);
                return shown is null ? null
                    : plain == type ? new Shown(shown, plain)
                    : plain == "character varying" ? new Shown(Quoted(literal, type), plain)
                    : null;
            }

            return operand.Type == type ? operand : operand.Type is null ? null : new Shown($"({operand.Text})::{type}", plain);
        }

        private Shown? Array(AArrayExpr array)
        {
            var elements = array.Elements.Select(Translate).ToList();
            if (elements.Any(element => element is null or { IsNull: true } or { Elements: not null }))
            {
                return null;
            }

            var types = elements.Select(element => element!.Literal is null ? element.Type : "text").Distinct(StringComparer.Ordinal).ToList();
            return elements.Count == 0 ? new Shown("", null) { Elements = [] }
                : types.Count == 1 && types[0] is { } type && Array(elements!, type) is { } shown ? shown with { Elements = elements! }
                : null;
        }

        /// <summary>An array whose elements are of a type, or literals of it.</summary>
        private static Shown? Array(IReadOnlyList<Shown> elements, string type)
        {
            var shown = elements.Select(element => Coerced(element, type)?.Text).ToList();
            return shown.Contains(null, StringComparer.Ordinal) ? null
                : new Shown("ARRAY[" + string.Join(", ", shown) + "]" + (shown.Count == 0 ? "::" + type + "[]" : ""), type + "[]");
        }

        private Shown? Coalesce(CoalesceExpr coalesce)
        {
            var arguments = coalesce.Args.Select(Translate).ToList();
            var type = arguments.FirstOrDefault(argument => argument?.Type is not null)?.Type;
            var isPlain = type is not null && arguments.All(argument => argument is { Literal: not null } || argument?.Type == type);
            var shown = isPlain ? arguments.Select(argument => Coerced(argument, type)?.Text).ToList() : [null];
            return shown.Contains(null, StringComparer.Ordinal) ? null : new Shown("COALESCE(" + string.Join(", ", shown) + ")", type);
        }

        private static Shown? ValueFunction(SQLValueFunction function)
        {
            var (name, type) = function.Op switch
            {
                SQLValueFunctionOp.CurrentDate => ("CURRENT_DATE", "date"),
                SQLValueFunctionOp.CurrentTime or SQLValueFunctionOp.CurrentTimeN => ("CURRENT_TIME", "time with time zone"),
                SQLValueFunctionOp.CurrentTimestamp or SQLValueFunctionOp.CurrentTimestampN => ("CURRENT_TIMESTAMP", "timestamp with time zone"),
                SQLValueFunctionOp.Localtime or SQLValueFunctionOp.LocaltimeN => ("LOCALTIME", "time without time zone"),
                SQLValueFunctionOp.Localtimestamp or SQLValueFunctionOp.LocaltimestampN => ("LOCALTIMESTAMP", "timestamp without time zone"),
                SQLValueFunctionOp.CurrentRole => ("CURRENT_ROLE", "name"),
                SQLValueFunctionOp.CurrentUser => ("CURRENT_USER", "name"),
                SQLValueFunctionOp.User => ("USER", "name"),
                SQLValueFunctionOp.SessionUser => ("SESSION_USER", "name"),
                SQLValueFunctionOp.CurrentCatalog => ("CURRENT_CATALOG", "name"),
                _ => ("CURRENT_SCHEMA", "name"),
            };
            return new Shown(function.Typmod < 0 ? name : $"{name}({Number(Math.Min(function.Typmod, LargestTimePrecision))})", type);
        }

        private Shown? Call(FuncCall call)
        {
            var isPlain = call is { AggStar: false, AggDistinct: false, FuncVariadic: false, AggOrder.Count: 0, AggFilter: null, Over: null };
            var isBuiltIn = call.Funcname.Count == 2 && call.Funcname[0] is StringValue { Sval: "pg_catalog" };
            if (!isPlain || !(isBuiltIn || call.Funcname.Count == 1) || call.Funcname[call.Funcname.Count - 1] is not StringValue { Sval: var name })
            {
                return null;
            }

            var arguments = call.Args.Select(Translate).ToList();
            if (call.Funcformat == CoercionForm.SqlSyntax)
            {
                // As PostgreSQL 14 and later show it.
                return name == "timezone" && arguments.Count == 2 && Coerced(arguments[0], "text") is { } zone && arguments[1] is { Type: { } type, Literal: null } time
                    ? new Shown($"({time.Text} AT TIME ZONE {zone.Text})", OtherTimestamp(type))
                    : null;
            }

            switch (name)
            {
                case var _ when arguments.Count == 0:
                    return new Shown(SqlIdentifiers.Quote(name) + "()", ResultType(name));
                case "nextval" when arguments.Count == 1 && arguments[0] is { Literal: { } sequence }:
                    return new Shown($"nextval({Quoted(sequence, "regclass")})", "bigint");
                case "nextval" when arguments.Count == 1 && arguments[0] is { Type: "regclass" } sequence:
                    return new Shown($"nextval({sequence.Text})", "bigint");
                case "timezone" when arguments.Count == 2 && Coerced(arguments[0], "text") is { } zone && arguments[1] is { Type: { } type, Literal: null } time:
                    return new Shown($"timezone({zone.Text}, {time.Text})", OtherTimestamp(type));
                case "lower" or "upper" or "length" or "char_length" or "btrim" when arguments.Count == 1 && AsText(arguments[0]) is { } text:
                    return new Shown($"{name}({text.Text})", name is "length" or "char_length" ? "integer" : "text");
                default:
                    return null;
            }
        }

        private static string? ResultType(string name) => name switch
        {
            "now" or "clock_timestamp" or "statement_timestamp" or "transaction_timestamp" => "timestamp with time zone",
            "gen_random_uuid" or "uuid_generate_v4" or "uuidv4" or "uuidv7" => "uuid",
            "random" => "double precision",
            _ => null,
        };

        private static string? OtherTimestamp(string type) => type switch
        {
            "timestamp with time zone" => "timestamp without time zone",
            "timestamp without time zone" => "timestamp with time zone",
            _ => null,
        };

        private Shown? Logical(BoolExpr logical)
        {
            var arguments = logical.Args.Select(Translate).ToList();
            return arguments.Any(argument => argument is not { Type: "boolean" }) ? null
                : logical.Boolop == BoolExprType.Not ? new Shown($"(NOT {arguments[0]!.Text})", "boolean")
                : Joined(logical.Boolop == BoolExprType.And ? " AND " : " OR ", arguments!);
        }

        private static Shown Joined(string separator, IEnumerable<Shown> arguments) =>
            new("(" + string.Join(separator, arguments.Select(argument => argument.Text)) + ")", "boolean");
    }
}
