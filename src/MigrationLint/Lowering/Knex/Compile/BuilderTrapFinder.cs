using System.Text.RegularExpressions;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Operations;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>Finds calls on the table builder that send something else than they say (knex 3.3: <c>lib/schema/tablebuilder.js</c>, <c>columncompiler.js</c>).</summary>
internal static class BuilderTrapFinder
{
    private static readonly Dictionary<string, string> OtherTypes = new(StringComparer.Ordinal)
    {
        ["int"] = "t.integer('{0}')", ["serial"] = "t.increments('{0}')", ["real"] = "t.float('{0}')", ["year"] = "t.smallint('{0}')", ["char"] = "t.specificType('{0}', 'char(1)')",
        ["tinytext"] = "t.text('{0}')", ["tinyText"] = "t.text('{0}')", ["mediumtext"] = "t.text('{0}')", ["mediumText"] = "t.text('{0}')", ["longtext"] = "t.text('{0}')",
        ["longText"] = "t.text('{0}')", ["varbinary"] = "t.binary('{0}')", ["tinyblob"] = "t.binary('{0}')", ["tinyBlob"] = "t.binary('{0}')", ["mediumblob"] = "t.binary('{0}')",
        ["mediumBlob"] = "t.binary('{0}')", ["blob"] = "t.binary('{0}')", ["longblob"] = "t.binary('{0}')", ["longBlob"] = "t.binary('{0}')", ["set"] = "t.specificType('{0}', 'text[]')",
    };

    // datetime.c reads them when the default is stored, punctuation aside.
    private static readonly Regex Moment = new(@"^\s*(now(\s*\(\s*\))?|today|tomorrow|yesterday)\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static readonly Regex Expression = new(
        @"^\s*((now|gen_random_uuid|uuid_generate_v[1-5](mc)?|clock_timestamp|statement_timestamp)\s*\(\s*\)|current_(timestamp|date|time))\s*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    // parse_bool of utils/adt/bool.c; 'false' itself is the one word that Knex knows.
    private static readonly HashSet<string> FalseWords = new(StringComparer.OrdinalIgnoreCase) { "f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0", "null" };

    /// <summary>The traps of a request; calls that something not known decides on are left out.</summary>
    public static IEnumerable<BuilderTrap> Find(KnexSchemaRequest request)
    {
        if (request.IsConditional)
        {
            yield break;
        }

        foreach (var call in request.Calls.Where(call => !call.IsConditional && call.Method is "createTable" or "createTableIfNotExists" or "table" or "alterTable" or "createTableLike"))
        {
            var table = call.Arguments.Count > 0 ? KnexValues.Known(call.Arguments[0]) : null;
            var position = call.Method == "createTableLike" ? 2 : 1;
            var calls = call.Callbacks.TryGetValue(position, out var found) ? found : [];
            var isAlter = call.Method is "table" or "alterTable";
            foreach (var trap in calls.Where(inner => !inner.IsConditional).SelectMany(inner => OfCall(inner, table, isAlter)))
            {
                yield return trap;
            }
        }
    }

    private static IEnumerable<BuilderTrap> OfCall(BuilderCall call, string? table, bool isAlter)
    {
        var first = Argument(call, 0);
        if (call.Method == "dropChecks")
        {
            return isAlter && first is StringValue kept && call.Arguments.Count > 1
                ? [Trap(BuilderTrapKind.ChecksLeft, call, call.Location, table, string.Join(", ", call.Arguments.Skip(1).Select(KnexValues.Known))) with
                {
                    Emitted = $"drop constraint {kept.Value}",
                    Instead = $"t.dropChecks([{string.Join(", ", call.Arguments.Select(name => $"'{KnexValues.Known(name)}'"))}])",
                }]
                : [];
        }

        if (call.Method == "foreign")
        {
            return OfReference(call, table, isForeign: true);
        }

        return TableState.IsType(call.Method) ? OfColumn(call, table, isAlter) : [];
    }

    private static IEnumerable<BuilderTrap> OfColumn(BuilderCall call, string? table, bool isAlter)
    {
        var column = KnexValues.Known(Argument(call, 0));
        if (OtherTypes.TryGetValue(call.Method, out var type))
        {
            yield return Trap(BuilderTrapKind.NoSuchType, call, call.Location, table, column) with
            {
                Emitted = $"\"{column ?? "…"}\" undefined",
                Instead = type.Replace("{0}", column ?? "…"),
                RefusedName = "undefined",
            };
        }

        foreach (var trap in OfReference(call, table, isForeign: false))
        {
            yield return trap;
        }

        if (call.Chain.FindLastIndex(link => link.Method is "defaultTo" or "default" or "defaultsTo") is >= 0 and var given && call.Chain[given] is { IsConditional: false } value
            && OfDefault(call, value, Place(call, given), table, column) is { } wrong)
        {
            yield return wrong;
        }

        for (var i = 0; i < call.Chain.Count; i++)
        {
            var link = call.Chain[i];
            if (isAlter && link is { IsConditional: false, Method: "drop" or "alterType" })
            {
                yield return Trap(BuilderTrapKind.AddedColumn, link, Place(call, i), table, column) with
                {
                    Emitted = $"add column \"{column ?? "…"}\"",
                    Instead = link.Method == "drop" ? $"t.dropColumn('{column ?? "…"}')" : $"t.{call.Method}('{column ?? "…"}').alter()",
                    RefusedName = column,
                };
            }
            else if (link is { IsConditional: false } && IsIgnored(call, link))
            {
                yield return Trap(BuilderTrapKind.IgnoredModifier, link, Place(call, i), table, column);
            }
        }
    }

    /// <summary>True for a modifier that says something which then does not hold.</summary>
    private static bool IsIgnored(BuilderCall column, BuilderCall link) => link.Method switch
    {
        "collate" => true,
        "defaultTo" or "default" or "defaultsTo" or "check" or "checkPositive" or "checkNegative" or "checkIn" or "checkNotIn" or "checkBetween" =>
            IsIncrements(column),
        "primary" or "unique" => IsIncrements(column) && KnexValues.Option(Argument(column, 1), "primaryKey") is BooleanValue { Value: false },
        _ => false,
    };

    private static bool IsIncrements(BuilderCall column) => column.Method is "increments" or "bigincrements" or "bigIncrements";

    private static BuilderTrap? OfDefault(BuilderCall column, BuilderCall value, SourceSpan place, string? table, string? name)
    {
        if (KnexValues.Known(Argument(value, 0)) is not { } text)
        {
            return null;
        }

        var kind = column.Method switch
        {
            "boolean" or "bool" when text != "false" && FalseWords.Contains(text.Trim()) => BuilderTrapKind.TrueDefault,
            "date" or "datetime" or "dateTime" or "timestamp" when Moment.IsMatch(text) => BuilderTrapKind.FrozenTime,
            "time" when Moment.IsMatch(text) && text.TrimStart().StartsWith("now", StringComparison.OrdinalIgnoreCase) => BuilderTrapKind.FrozenTime,
            "string" or "text" or "varchar" when Expression.IsMatch(text) => BuilderTrapKind.QuotedExpression,
            _ => null as BuilderTrapKind?,
        };
        return kind is { } found
            ? Trap(found, value, place, table, name) with
            {
                Argument = text,
                Emitted = found == BuilderTrapKind.TrueDefault ? "default '1'" : $"default '{text}'",
                Instead = found == BuilderTrapKind.TrueDefault ? text.Trim().Equals("null", StringComparison.OrdinalIgnoreCase) ? "defaultTo(null)" : "defaultTo(false)"
                    : text.TrimStart().StartsWith("now", StringComparison.OrdinalIgnoreCase) ? "defaultTo(knex.fn.now())"
                    : found == BuilderTrapKind.QuotedExpression ? $"defaultTo(knex.raw('{text.Trim()}'))"
                    : "defaultTo(knex.raw('CURRENT_DATE'))",
            }
            : null;
    }

    private static IEnumerable<BuilderTrap> OfReference(BuilderCall call, string? table, bool isForeign)
    {
        var column = isForeign ? Names(Argument(call, 0)) : KnexValues.Known(Argument(call, 0));
        var at = call.Chain.FindIndex(link => link.Method == "references");
        if (at < 0 || call.Chain.Exists(link => link.IsConditional))
        {
            return at < 0 && isForeign && call.Chain.Count == 0
                ? [Trap(BuilderTrapKind.NoForeignKey, call, call.Location, table, column) with { Instead = "foreign('…').references('id').inTable('…')" }]
                : [];
        }

        var target = Argument(call.Chain[at], 0);
        var isLast = at == call.Chain.Count - 1;
        var place = Place(call, at);
        switch (target)
        {
            case StringValue { Value: var text } when text.Split('.') is { Length: > 2 } parts:
                return
                [
                    Trap(BuilderTrapKind.ThreePartReference, call.Chain[at], place, table, column) with
                    {
                        Argument = text,
                        Emitted = $"references \"{parts[0]}\" (\"{parts[1]}\")",
                        Instead = $"references('{parts[parts.Length - 1]}').inTable('{string.Join(".", parts.Take(parts.Length - 1))}')",
                        RefusedName = parts[0],
                    },
                ];
            case StringValue { Value: var text } when isLast && text.IndexOf('.') < 0:
                return [Trap(BuilderTrapKind.NoForeignKey, call.Chain[at], place, table, column) with { Argument = text, Instead = $"references('{text}').inTable('…')" }];
            case ArrayValue when isLast:
                return [Trap(BuilderTrapKind.NoForeignKey, call.Chain[at], place, table, column) with { Instead = "references([…]).inTable('…')" }];
            default:
                return [];
        }
    }

    private static string? Names(JavaScriptValue value) =>
        KnexValues.List(value).Select(KnexValues.Known).ToList() is var names && names.TrueForAll(name => name is not null) ? string.Join(", ", names) : null;

    private static JavaScriptValue Argument(BuilderCall call, int index) => index < call.Arguments.Count ? call.Arguments[index] : JavaScriptValues.Undefined;

    private static SourceSpan Place(BuilderCall call, int link) =>
        SchemaCompiler.Narrow(call.Chain[link].Location, link == 0 ? call.Location : call.Chain[link - 1].Location);

    private static BuilderTrap Trap(BuilderTrapKind kind, BuilderCall call, SourceSpan place, string? table, string? column) => new(kind, place, table, column) { Method = call.Method };
}
