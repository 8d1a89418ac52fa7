using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>The rows of a table that a query makes: CREATE TABLE AS, SELECT INTO.</summary>
/// <param name="context">The statement.</param>
internal sealed class CopiedRows(LoweringContext context)
{
    /// <summary>Makes the table, and fills it.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="into">The table.</param>
    /// <param name="query">What fills it; null for a prepared statement.</param>
    /// <param name="create">Makes the table.</param>
    public void Run(Statement statement, IntoClause? into, SelectStmt? query, Action create)
    {
        var before = context.Schema;
        create();
        if (into is not { Rel: { } name, SkipData: false } || query is null || context.Sink.IsConditional || context.Names.TryFindRelation(name) is not Table { IsIncomplete: false, CreatedBy: CreateTableAs } table
            || ReferenceEquals(before.FindRelation(table.Id), table))
        {
            return;
        }

        try
        {
            var evaluation = new RowEvaluation(context.Sink, context.Text, statement);
            var result = evaluation.Written.Query(query, outer: null);
            var rows = KnownRows.Empty(table.Columns, result.IsComplete);
            foreach (var row in result.Rows.Where(row => row.Values.Count == table.Columns.Count))
            {
                rows = rows.Add(new KnownRow([.. row.Values.Select((value, i) => evaluation.Store(value, table.Columns[i]))], row.IsCertain));
            }

            if (!rows.IsTooLarge)
            {
                context.Sink.Rows = context.Sink.Rows.With(table.Id, rows);
            }
        }
        catch (EvaluationLimitException)
        {
            // The rows are not known, as they are of any table that a query made.
        }
    }
}
