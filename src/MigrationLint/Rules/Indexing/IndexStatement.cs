using MigrationLint.Discovery;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Rules.Indexing;

/// <summary>The statements that messages propose, in the form of the folder: SQL, or calls of Knex.</summary>
internal static class IndexStatement
{
    /// <summary>What makes an index under a name that is free and fits into 63 bytes.</summary>
    /// <param name="state">The end of the chain.</param>
    /// <param name="place">Where the finding is.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">The columns, in order.</param>
    /// <param name="method">The access method.</param>
    public static string Create(EndState state, SourceSpan place, Table table, IReadOnlyList<string> columns, string method = "btree")
    {
        var name = Naming.ChooseRelation(state.Schema, table.Name.Name, Naming.JoinColumns(columns), "idx", table.Name.Schema, isConstraint: false);
        var sql = $"CREATE INDEX {Concurrently(table)}{Quote(name)} ON {SchemaPrinter.Name(table.Name)}{(method == "btree" ? "" : " USING " + method)} ({string.Join(", ", columns.Select(Quote))})";
        if (!state.IsKnex(place))
        {
            return sql + (table.PartitionBy is null ? OutsideTransaction(state, place) : "");
        }

        var own = KnexName(table, columns);
        var isFree = Naming.Cut(own) == own && !state.Schema.IsRelationNameTaken(table.Name with { Name = own });
        var rest = (isFree && method == "btree" ? "" : $", {Literal(isFree ? own : name)}") + (method == "btree" ? "" : $", {Literal(method)}");
        return $"table.index([{string.Join(", ", columns.Select(Literal))}]{rest})"
            + (table.PartitionBy is null ? $"; where rows are many, knex.schema.raw({Literal(sql)}){OutsideTransaction(state, place)}" : "");
    }

    /// <summary>What takes an index or the constraint that it belongs to away.</summary>
    public static string Drop(EndState state, SourceSpan place, Table table, Schema.Index index)
    {
        var constraint = table.Constraints.FirstOrDefault(item => item.Id == index.Constraint);
        var sql = constraint is null
            ? $"DROP INDEX {Concurrently(table)}{SchemaPrinter.Name(table.Name with { Name = index.Name })}"
            : $"ALTER TABLE {SchemaPrinter.Name(table.Name)} DROP CONSTRAINT {Quote(constraint.Name)}";
        var outside = constraint is null && table.PartitionBy is null ? OutsideTransaction(state, place) : "";
        return (state.IsKnex(place) ? $"knex.schema.raw({Literal(sql)})" : sql) + outside;
    }

    /// <summary>Where CONCURRENTLY can run (25001 otherwise): Drizzle's migrator has one transaction for all files and no way out of it.</summary>
    private static string OutsideTransaction(EndState state, SourceSpan place) => state.ToolOf(place) switch
    {
        MigrationTool.Knex => " in a migration with config = { transaction: false }",
        MigrationTool.Drizzle => ", by hand, since Drizzle runs its migrations in a transaction",
        _ => ", in a migration that no transaction wraps",
    };

    /// <summary>A name as in SQL: quoted where it must be.</summary>
    public static string Quote(string name) => SchemaPrinter.Name(new QualifiedName("", name));

    /// <summary>A string of JavaScript.</summary>
    public static string Literal(string text) => "'" + text.Replace("\\", "\\\\").Replace("'", "\\'") + "'";

    /// <summary>PostgreSQL neither builds nor drops the index of a partitioned table concurrently.</summary>
    private static string Concurrently(Table table) => table.PartitionBy is null ? "CONCURRENTLY " : "";

    /// <summary>The name that Knex gives an index by itself: knex 3, lib/schema/tablecompiler.js, <c>_indexCommand</c>.</summary>
    private static string KnexName(Table table, IReadOnlyList<string> columns) =>
        $"{table.Name.Name.Replace('.', '_').Replace('-', '_')}_{string.Join("_", columns)}_index".ToLowerInvariant();
}
