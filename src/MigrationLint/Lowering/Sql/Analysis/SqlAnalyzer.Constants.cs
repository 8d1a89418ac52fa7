using System.Globalization;
using System.Text;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>What the input functions of types make of a literal, printed by their output functions.</content>
internal sealed partial class SqlAnalyzer
{
    private ConstantExpr Input(string value, ObjectId type, int modifier, Node? place)
    {
        place ??= currentPlace!;
        if (value.IndexOf(Text.EmbeddedText.HoleCharacter) >= 0)
        {
            throw new NotKnownException();
        }

        var found = Find(type);
        if (found.Kind == TypeKind.Enum)
        {
            return found.Labels.Contains(value, StringComparer.Ordinal)
                ? sink.IsUnsafeNewEnumValue(type, value) ? throw Refuse("55P04", $"unsafe use of new value \"{value}\" of enum type {TypeText(type)}", place) : new ConstantExpr(type, value)
                : found.Labels.Count == 0 ? throw new NotKnownException()
                : throw Refuse("22P02", $"invalid input value for enum {TypeText(type)}: \"{value}\"", place);
        }

        if (type == TypeIds.Int2Vector || type == TypeIds.OidVector)
        {
            // int2vectorin, oidvectorin: numbers between blanks.
            var element = Find(type == TypeIds.Int2Vector ? TypeIds.Int2 : TypeIds.Oid);
            return new ConstantExpr(type, string.Join(" ", value.Split(' ').Where(static part => part.Length > 0).Select(part => Scalar(part, element, -1, place))));
        }

        if (found.IsArray)
        {
            return new ConstantExpr(type, ArrayInput(value, found, modifier, place));
        }

        if (found.Name.Schema != "pg_catalog")
        {
            var isSame = BuiltInCatalog.ExtensionOf(type) is not null && found.Name.Name switch
            {
                "citext" => true,
                "hstore" => value.Length == 0,
                "ltree" => value.Length > 0 && value.All(character => character is '.' or '_' || char.IsLetterOrDigit(character)) && !value.StartsWith(".", StringComparison.Ordinal) && !value.EndsWith(".", StringComparison.Ordinal) && value.IndexOf("..", StringComparison.Ordinal) < 0,
                "lquery" => value.Length > 0 && value.Split('.').All(label => label == "*" || (label.Length > 0 && label.All(character => character == '_' || char.IsLetterOrDigit(character)))),
                _ => false,
            };
            return isSame ? new ConstantExpr(type, value) : throw new NotKnownException();
        }

        return Reference(value, found, place) ?? new ConstantExpr(type, Scalar(value, found, modifier, place));
    }

    private string Scalar(string value, SchemaType type, int modifier, Node place)
    {
        var name = type.Name.Name;
        switch (name)
        {
            case "text" or "varchar" or "bpchar" or "json" or "refcursor" or "cstring" or "xml" or "unknown" or "txid_snapshot":
                return name != "json" || JsonText.Read(value.Replace("\\u0000", "\\u0001")) is not null ? value : throw Refuse("22P02", "invalid input syntax for type json", place);
            case "jsonb":
                return JsonText.Read(value) ?? throw Refuse("22P02", "invalid input syntax for type json", place);
            case "name":
                return Encoding.UTF8.GetByteCount(value) < 64 ? value : throw new NotKnownException();
            case "char":
                return value.Length == 0 ? "" : value[0] < 128 && value[0] != '\\' ? value.Substring(0, 1) : throw new NotKnownException();
            case "bool":
                return Boolean(value) ?? throw InvalidInput("boolean", value, place);
            case "int2":
                return Integer(value, short.MinValue, short.MaxValue, "smallint", place);
            case "int4":
                return Integer(value, int.MinValue, int.MaxValue, "integer", place);
            case "int8":
                return Integer(value, long.MinValue, long.MaxValue, "bigint", place);
            case "oid":
                return uint.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var oid) ? oid.ToString(CultureInfo.InvariantCulture)
                    : value.Trim().Length > 0 && value.Trim().All(char.IsLetter) ? throw InvalidInput("oid", value, place)
                    : throw new NotKnownException();
            case "numeric":
                return NumericText.Read(value) ?? (value.Any(char.IsDigit) ? throw new NotKnownException() : throw InvalidInput("numeric", value, place));
            case "float4" or "float8":
                return NumericText.ReadFloat(value, name == "float4")
                    ?? (value.Any(char.IsDigit) ? throw new NotKnownException() : throw InvalidInput(name == "float4" ? "real" : "double precision", value, place));
            case "uuid":
                return Uuid(value) ?? throw InvalidInput("uuid", value, place);
            case "bytea":
                return Bytes(value) ?? throw new NotKnownException();
            case "bit" or "varbit":
                return BitText.Read(value) ?? throw new NotKnownException();
            case "interval":
                return modifier >= 0 && TypeModifiers.LimitsFields(modifier) ? throw new NotKnownException()
                    : Moment(DateTimeText.ReadInterval(value, out var interval), interval, "interval", value, place);
            case "date" or "timestamp" or "timestamptz" when value.IndexOf(" GMT", StringComparison.Ordinal) >= 0 && value.EndsWith(")", StringComparison.Ordinal):
                // What JavaScript prints a Date as: PostgreSQL knows no name of a zone in parentheses.
                throw Refuse("22007", $"invalid input syntax for type {name switch { "date" => "date", "timestamp" => "timestamp", _ => "timestamp with time zone" }}: \"{value}\"", place);
            case "date":
                return Moment(DateTimeText.ReadStamp(value, hasTime: false, hasZone: false, out var date), date, "date", value, place);
            case "timestamp":
                return Moment(DateTimeText.ReadStamp(value, hasTime: true, hasZone: false, out var stamp), stamp, "timestamp", value, place);
            case "timestamptz":
                return Moment(DateTimeText.ReadStamp(value, hasTime: true, hasZone: true, out var zoned), zoned, "timestamp with time zone", value, place);
            case "time":
                return Moment(DateTimeText.ReadTime(value, hasZone: false, out var time), time, "time", value, place);
            case "timetz":
                return Moment(DateTimeText.ReadTime(value, hasZone: true, out var zonedTime), zonedTime, "time with time zone", value, place);
            case "inet":
                return Address(value) ?? throw new NotKnownException();
            case "point":
                return Point(value) ?? throw new NotKnownException();
            case "int4range" or "int8range" or "numrange" or "tsrange" or "tstzrange" or "daterange":
                return RangeInput(value, name, place);
            case "int4multirange" or "int8multirange" or "nummultirange" or "tsmultirange" or "tstzmultirange" or "datemultirange":
                return MultirangeInput(value, name, place);
            case "tsvector" or "tsquery" when value.Trim().Length == 0:
                return "";
            case "tsvector" or "tsquery" when value.All(char.IsLetterOrDigit):
                return $"'{value}'";
            case "jsonpath" when JsonPath(value) is { } jsonPath:
                return jsonPath;
            case "macaddr" when value.Length == 17 && value.Where((character, i) => i % 3 == 2 ? character == ':' : Uri.IsHexDigit(character)).Count() == 17:
                return value.ToLowerInvariant();
            default:
                throw new NotKnownException();
        }
    }

    private Exception InvalidInput(string type, string value, Node place) => Refuse("22P02", $"invalid input syntax for type {type}: \"{value}\"", place);

    private string Moment(DateTimeText.Outcome outcome, string printed, string type, string value, Node place) => outcome switch
    {
        DateTimeText.Outcome.Read => printed,
        DateTimeText.Outcome.OutOfRange => throw Refuse("22008", $"date/time field value out of range: \"{value}\"", place),
        DateTimeText.Outcome.Invalid => throw Refuse("22007", $"invalid input syntax for type {type}: \"{value}\"", place),
        _ => throw new NotKnownException(),
    };

    private string Integer(string value, long lowest, long highest, string type, Node place)
    {
        var trimmed = value.Trim(' ', '\t', '\n', '\r', '\f', '\v');
        var digits = trimmed.TrimStart('+', '-');
        if (digits.Length == 0 || trimmed.Length - digits.Length > 1 || !digits.All(digit => digit is >= '0' and <= '9'))
        {
            throw InvalidInput(type, value, place);
        }

        return long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= lowest && number <= highest ? Number(number)
            : throw Refuse("22003", $"value \"{value}\" is out of range for type {type}", place);
    }

    /// <summary>A path of plain keys, such as <c>$.a.b</c>, as <c>jsonpath_out</c> prints it; null for others.</summary>
    private static string? JsonPath(string value)
    {
        var keys = value.Trim().Split('.');
        return keys[0] == "$" && keys.Skip(1).All(key => key.Length > 0 && key.All(character => character == '_' || char.IsLetterOrDigit(character)) && !char.IsDigit(key[0]))
            ? string.Join(".", keys.Select((key, i) => i == 0 ? key : $"\"{key}\""))
            : null;
    }

    /// <summary>A boolean: any beginning of true, false, yes and no, on, off, 1 and 0 (<c>bool.c</c>).</summary>
    private static string? Boolean(string value)
    {
        var word = value.Trim().ToLowerInvariant();
        return word.Length == 0 ? null
            : "true".StartsWith(word, StringComparison.Ordinal) || "yes".StartsWith(word, StringComparison.Ordinal) || word is "on" or "1" ? "t"
            : "false".StartsWith(word, StringComparison.Ordinal) || "no".StartsWith(word, StringComparison.Ordinal) || word is "of" or "off" or "0" ? "f"
            : null;
    }

    private static string? Uuid(string value)
    {
        var inner = value.Length > 1 && value[0] == '{' && value[value.Length - 1] == '}' ? value.Substring(1, value.Length - 2) : value;
        var digits = new StringBuilder();
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] == '-' && digits.Length % 4 == 0 && digits.Length > 0 && inner[i - 1] != '-' && digits.Length < 32)
            {
                continue;
            }

            if (!Uri.IsHexDigit(inner[i]))
            {
                return null;
            }

            digits.Append(char.ToLowerInvariant(inner[i]));
        }

        return digits.Length != 32 ? null
            : digits.Insert(8, '-').Insert(13, '-').Insert(18, '-').Insert(23, '-').ToString();
    }

    private static string? Bytes(string value)
    {
        if (value.StartsWith("\\x", StringComparison.Ordinal))
        {
            var digits = new string([.. value.Skip(2).Where(character => !char.IsWhiteSpace(character))]);
            return digits.Length % 2 == 0 && digits.All(Uri.IsHexDigit) ? "\\x" + digits.ToLowerInvariant() : null;
        }

        return value.IndexOf('\\') >= 0 ? null : "\\x" + string.Concat(Encoding.UTF8.GetBytes(value).Select(octet => octet.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static string? Address(string value)
    {
        var slash = value.IndexOf('/');
        var parts = (slash < 0 ? value : value.Substring(0, slash)).Split('.');
        var isAddress = parts.Length == 4 && parts.All(part => part.Length is > 0 and <= 3 && part.All(char.IsDigit) && int.Parse(part, CultureInfo.InvariantCulture) < 256);
        if (!isAddress)
        {
            return null;
        }

        var address = string.Join(".", parts.Select(part => Number(int.Parse(part, CultureInfo.InvariantCulture))));
        return slash < 0 ? address
            : int.TryParse(value.Substring(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) && bits <= 32 ? bits == 32 ? address : $"{address}/{Number(bits)}"
            : null;
    }

    private static string? Point(string value)
    {
        var trimmed = value.Trim();
        var inner = trimmed.Length > 1 && trimmed[0] == '(' && trimmed[trimmed.Length - 1] == ')' ? trimmed.Substring(1, trimmed.Length - 2) : trimmed;
        var parts = inner.Split(',');
        return parts.Length == 2 && NumericText.ReadFloat(parts[0], isSingle: false) is { } x && NumericText.ReadFloat(parts[1], isSingle: false) is { } y ? $"({x},{y})" : null;
    }

    private string ArrayInput(string value, SchemaType type, int modifier, Node place)
    {
        var position = 0;
        var array = ArrayLevel(value, ref position, type, modifier, place, 0);
        return array is not null && value.Substring(position).Trim().Length == 0 ? array
            : value.TrimStart().StartsWith("[", StringComparison.Ordinal) || value.TrimStart().StartsWith("{", StringComparison.Ordinal) ? throw new NotKnownException()
            : throw Refuse("22P02", $"malformed array literal: \"{value}\"", place);
    }

    private string? ArrayLevel(string value, ref int position, SchemaType type, int modifier, Node place, int level)
    {
        SkipSpace(value, ref position);
        if (position >= value.Length || value[position] != '{' || level > 6 || Find(type.Element) is not { } element || element.Kind is TypeKind.Composite or TypeKind.Range || element.Name.Name == "box")
        {
            return null;
        }

        position++;
        var elements = new List<string>();
        SkipSpace(value, ref position);
        if (position < value.Length && value[position] == '}')
        {
            position++;
            return "{}";
        }

        while (true)
        {
            SkipSpace(value, ref position);
            if (position < value.Length && value[position] == '{')
            {
                if (ArrayLevel(value, ref position, type, modifier, place, level + 1) is not { } nested)
                {
                    return null;
                }

                elements.Add(nested);
            }
            else if (ArrayElement(value, ref position, type, modifier, place) is { } one)
            {
                elements.Add(one);
            }
            else
            {
                return null;
            }

            SkipSpace(value, ref position);
            if (position >= value.Length || value[position] is not (',' or '}'))
            {
                return null;
            }

            if (value[position++] == '}')
            {
                return "{" + string.Join(",", elements) + "}";
            }
        }
    }

    private static void SkipSpace(string value, ref int position)
    {
        while (position < value.Length && char.IsWhiteSpace(value[position]))
        {
            position++;
        }
    }

    private string? ArrayElement(string value, ref int position, SchemaType type, int modifier, Node place)
    {
        var content = new StringBuilder();
        var isQuoted = position < value.Length && value[position] == '"';
        if (isQuoted)
        {
            for (position++; position < value.Length && value[position] != '"'; position++)
            {
                position += value[position] == '\\' ? 1 : 0;
                content.Append(position < value.Length ? value[position] : ' ');
            }

            position++;
        }
        else
        {
            for (; position < value.Length && value[position] is not (',' or '}' or '{' or '"'); position++)
            {
                position += value[position] == '\\' ? 1 : 0;
                content.Append(position < value.Length ? value[position] : ' ');
            }
        }

        var written = isQuoted ? content.ToString() : content.ToString().TrimEnd();
        if (position > value.Length || (!isQuoted && written.Length == 0))
        {
            return null;
        }

        if (!isQuoted && written.Equals("null", StringComparison.OrdinalIgnoreCase))
        {
            return "NULL";
        }

        var constant = Input(written, BaseType(type.Element), -1, place);
        return constant.Reference is not null || modifier >= 0 ? throw new NotKnownException() : QuoteElement(constant.Text!);
    }

    private static string QuoteElement(string text)
    {
        var isPlain = text.Length > 0 && !text.Equals("null", StringComparison.OrdinalIgnoreCase) && !text.Any(character => character is '"' or '\\' or '{' or '}' or ',' || char.IsWhiteSpace(character));
        return isPlain ? text : "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
    }

    /// <summary>A literal that names an object, such as <c>'t_id_seq'::regclass</c>; null for other types.</summary>
    private ConstantExpr? Reference(string value, SchemaType type, Node place)
    {
        switch (type.Name.Name)
        {
            case "regclass":
                if (value.Length > 0 && value.All(char.IsDigit))
                {
                    throw new NotKnownException();
                }

                return new ConstantExpr(type.Id, value) { Reference = new RelationPart(FindByText(value, place), IsInLiteral: true) };
            case "regtype" or "regproc" or "regprocedure" or "regoper" or "regoperator" or "regnamespace" or "regrole" or "regcollation" or "regdictionary":
                throw new NotKnownException();
            case "regconfig":
                var name = value.StartsWith("pg_catalog.", StringComparison.Ordinal) ? value.Substring(11) : value;
                return BuiltInCatalog.IsTextSearchConfiguration(name) ? new ConstantExpr(type.Id, name)
                    : sink.IsComplete && name.All(char.IsLetter) && !sink.Schema.Others.Any(other => other.Kind == ObjectKind.TextSearch)
                        ? throw Refuse("42704", $"text search configuration \"{value}\" does not exist", place)
                    : throw new NotKnownException();
            default:
                return null;
        }
    }

    private ObjectId FindByText(string value, Node place)
    {
        var names = SplitName(value) ?? throw Refuse("42602", "invalid name syntax", place);
        if (names.Count > 2)
        {
            throw new NotKnownException();
        }

        if (names.Count == 1 && RelationPath().Select(schema => sink.Schema.FindIndex(new QualifiedName(schema, names[0]))).FirstOrDefault(found => found is not null) is { } index)
        {
            return index.Index.Id;
        }

        return FindRelation(names.Count > 1 ? names[0] : null, names[names.Count - 1], place).Id;
    }

    /// <summary>The parts of a name as it is written in SQL; null where it is none (<c>stringToQualifiedNameList</c>).</summary>
    internal static List<string>? SplitName(string text)
    {
        var names = new List<string>();
        var position = 0;
        while (true)
        {
            SkipSpace(text, ref position);
            var name = new StringBuilder();
            if (position < text.Length && text[position] == '"')
            {
                for (position++; position < text.Length && (text[position] != '"' || (position + 1 < text.Length && text[position + 1] == '"')); position++)
                {
                    position += text[position] == '"' ? 1 : 0;
                    name.Append(text[position]);
                }

                position++;
            }
            else
            {
                for (; position < text.Length && text[position] != '.' && !char.IsWhiteSpace(text[position]); position++)
                {
                    name.Append(text[position] is >= 'A' and <= 'Z' ? (char)(text[position] | 0x20) : text[position]);
                }
            }

            if (name.Length == 0)
            {
                return null;
            }

            names.Add(name.ToString());
            SkipSpace(text, ref position);
            if (position >= text.Length)
            {
                return names;
            }

            if (text[position++] != '.')
            {
                return null;
            }
        }
    }
}
