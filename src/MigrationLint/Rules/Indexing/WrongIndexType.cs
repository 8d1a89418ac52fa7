using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Indexing;

/// <summary>A btree over values that queries look into, which it cannot.</summary>
internal sealed class WrongIndexType : Rule, IReplayRule
{
    private static readonly string[] LongTexts = ["body", "content", "html", "markdown", "raw_text", "full_text"];

    private static readonly RuleText LongText = new(
        "{index} is a btree over {column} of {table}, a text without limit",
        "An entry of a btree holds 2704 bytes at most: the first longer text fails to be written (54000), and nothing looks texts up as a whole.",
        "Index md5({column}) where equality is asked, USING gin with gin_trgm_ops or to_tsvector where words are, or drop the index: {drop}.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML514", "wrong-index-type", RuleFamily.Indexing, Severity.Warning)
    {
        Title = "An index is a btree over values that a btree cannot look into",
        Text = new(
            "{index} is a btree over {column} of {table}, which is {type}",
            "A btree compares whole values. {operators} reads all of {table}, index or not, and a value of more than 2704 bytes fails to be written (54000).",
            "Replace it, {drop}, by {create}."),
        Variants = [LongText],
        Suppress = "Values are short, and queries compare them as a whole or sort by them.",
        Bad = """
            === migrations/001_products.sql
            CREATE TABLE products (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, attributes jsonb NOT NULL);
            [|CREATE INDEX products_attributes_idx ON products (attributes)|];
            """,
        Good = """
            === migrations/001_products.sql
            CREATE TABLE products (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, attributes jsonb NOT NULL);
            CREATE INDEX products_attributes_idx ON products USING gin (attributes);
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var state = new EndState(chain);
        foreach (var table in state.Tables)
        {
            // What is unique compares whole values, and that is meant.
            foreach (var index in IndexShape.Whole(table).Where(index => index is { Method: "btree", IsUnique: false, Predicate: null }))
            {
                var found = index.Keys.Select(key => key is { Column: { } name, OperatorClass: null } ? table.FindColumn(name) : null)
                    .FirstOrDefault(column => column is not null && (Fitting(state, column.Type) is not null || IsLongText(state, column)));
                if (found is not null)
                {
                    ReportIndex(state, table, index, found, report);
                }
            }
        }
    }

    private static void ReportIndex(EndState state, Table table, Schema.Index index, Column column, IReporter report)
    {
        var place = EndState.Place(table, index);
        var (method, operators) = Fitting(state, column.Type) ?? ("gin", "");
        report.Report(
            place,
            new()
            {
                ["index"] = index.Name,
                ["table"] = table.Name.ToString(),
                ["column"] = column.Name,
                ["type"] = state.Print(column.Type),
                ["operators"] = operators,
                ["drop"] = IndexStatement.Drop(state, place, table, index),
                ["create"] = IndexStatement.Create(state, place, table, [column.Name], method),
            },
            IsLongText(state, column) ? LongText : null,
            subject: $"{table.Name}: {index.Name}");
    }

    /// <summary>The access method for what such values are asked, and the operators that ask it; null where a btree is right.</summary>
    private static (string Method, string Operators)? Fitting(EndState state, TypeReference type) => state.Schema.FindType(type.Type) switch
    {
        { IsArray: true } => ("gin", "Looking for elements with @>, && or ANY"),
        { Kind: TypeKind.Range or TypeKind.Multirange } => ("gist", "Looking for ranges that overlap or contain a value"),
        { Name: { Schema: "pg_catalog", Name: "jsonb" } } => ("gin", "Looking for keys and values with @> or ?"),
        { Name: { Schema: "pg_catalog", Name: "tsvector" } } => ("gin", "Looking for words with @@"),
        { Name.Name: "hstore" } => ("gin", "Looking for keys and values with @> or ?"),
        { Name.Name: "geometry" or "geography" } => ("gist", "Looking for what lies in or near a place"),
        _ => null,
    };

    private static bool IsLongText(EndState state, Column column) => state.TypeName(column.Type) == "text" && LongTexts.Contains(column.Name, StringComparer.Ordinal);
}
