using System.Globalization;
using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Tables;

/// <summary>PARTITION BY and the bounds of partitions (<c>transformPartitionSpec</c>, <c>transformPartitionBound</c>).</summary>
internal sealed class PartitionReader(LoweringContext context)
{
    /// <summary>PARTITION BY.</summary>
    public PartitionKey Key(PartitionSpec spec, ExpressionScope scope, Func<string, bool> hasColumn)
    {
        if (spec.Strategy == PartitionStrategy.List && spec.PartParams.Count > 1)
        {
            throw context.Refuse("42P17", "cannot use \"list\" partition strategy with more than one column", spec);
        }

        var keys = new List<IndexKey>();
        foreach (var element in spec.PartParams)
        {
            if (element.Name is { } system && ColumnBuilder.IsSystemColumn(system))
            {
                throw context.Refuse("42P17", $"cannot use system column \"{system}\" in partition key", element);
            }

            if (element.Name is { } column && !hasColumn(column))
            {
                throw context.Refuse("42703", $"column \"{column}\" named in partition key does not exist", element);
            }

            var key = new IndexElem(element.Start) { End = element.End, Name = element.Name, Expr = element.Expr, Collation = element.Collation, Opclass = element.Opclass };
            keys.Add(context.Analyzer.IndexKey(key, scope, spec.Strategy == PartitionStrategy.Hash ? "hash" : "btree", isPretty: false));
        }

        return new PartitionKey(spec.Strategy.ToString().ToUpperInvariant(), keys);
    }

    /// <summary>A bound as <c>pg_get_expr</c> shows it.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="parent">The partitioned table; null where it is not known.</param>
    public string Bound(PartitionBoundSpec bound, Table? parent)
    {
        var key = parent?.PartitionBy;
        if (bound.IsDefault)
        {
            return key is { Strategy: "HASH" } ? throw context.Refuse("42P16", "a hash-partitioned table may not have a default partition", bound) : "DEFAULT";
        }

        var strategy = bound.Strategy switch { "h" => "HASH", "l" => "LIST", _ => "RANGE" };
        if (key is not null && key.Strategy != strategy)
        {
            throw context.Refuse("42P16", $"invalid bound specification for a {key.Strategy.ToLowerInvariant()} partition", bound);
        }

        if (strategy == "HASH" && (bound.Modulus <= 0 || bound.Remainder < 0 || bound.Remainder >= bound.Modulus))
        {
            throw context.Refuse("42P16", bound.Modulus <= 0 ? "modulus for hash partition must be an integer value greater than zero"
                : bound.Remainder < 0 ? "remainder for hash partition must be an integer value greater than or equal to zero"
                : "remainder for hash partition must be less than modulus", bound);
        }

        return strategy switch
        {
            "HASH" => string.Format(CultureInfo.InvariantCulture, "FOR VALUES WITH (modulus {0}, remainder {1})", bound.Modulus, bound.Remainder),
            "LIST" => $"FOR VALUES IN ({string.Join(", ", bound.Listdatums.Select(datum => Datum(datum, parent, key, 0)))})",
            _ => $"FOR VALUES FROM ({Range(bound.Lowerdatums, "FROM", bound, parent, key)}) TO ({Range(bound.Upperdatums, "TO", bound, parent, key)})",
        };
    }

    private string Range(IReadOnlyList<Node> datums, string word, PartitionBoundSpec bound, Table? parent, PartitionKey? key) => key is not null && datums.Count != key.Keys.Count
        ? throw context.Refuse("42P16", $"{word} must specify exactly one value per partitioning column", bound)
        : string.Join(", ", datums.Select((datum, index) => Datum(datum, parent, key, index)));

    private string Datum(Node datum, Table? parent, PartitionKey? key, int index)
    {
        if (datum is ColumnRef { Fields.Count: 1 } reference && reference.Fields[0] is StringValue { Sval: "minvalue" or "maxvalue" } word && key is not { Strategy: "LIST" })
        {
            return word.Sval.ToUpperInvariant();
        }

        var partition = key is not null && index < key.Keys.Count ? key.Keys[index] : null;
        var type = partition switch
        {
            { Column: { } column } => parent?.FindColumn(column)?.Type ?? TypeReference.Unknown,
            { Expression: { } expression } => expression.Type,
            _ => TypeReference.Unknown,
        };
        var name = partition?.Column ?? partition?.AutomaticName ?? "";
        var value = context.Analyzer.Default(datum, name, type, ExpressionScope.None, ExpressionKind.PartitionBound);
        return value is null ? (key is { Strategy: "RANGE" } ? throw context.Refuse("42P17", "cannot specify NULL in range bound", datum) : "NULL") : new SchemaPrinter(context.Schema).Expression(value) is { } shown ? WithoutType(shown) : "?";
    }

    // The bound is shown without the types of its constants (get_range_partbound_string).
    private static string WithoutType(string constant)
    {
        var cast = constant.LastIndexOf("'::", StringComparison.Ordinal);
        return cast > 0 && constant[0] == '\'' ? constant.Substring(0, cast + 1) : constant;
    }
}
