using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Views, materialized views and tables that a query makes (<c>view.c</c>, <c>createas.c</c>, <c>matview.c</c>).</summary>
internal sealed class ViewLowering(LoweringContext context)
{
    private const string TooManyForView = "CREATE VIEW specifies more column names than columns";

    /// <summary>CREATE VIEW.</summary>
    public void Create(ViewStmt statement)
    {
        RefuseInto(statement.Query);
        var query = Analyse(statement.Query!, [.. statement.Aliases.Select(static alias => alias.Sval)], TooManyForView, statement);
        var relation = statement.View!;

        // A view of temporary tables is temporary itself.
        var isTemporary = relation.Relpersistence == "t" || (relation.Schemaname is null && ReadsTemporary(query));
        var name = isTemporary && relation.Schemaname is null ? new QualifiedName(NameResolver.Temporary, relation.Relname) : context.Names.ForCreation(relation);
        context.Emit(new CreateView(name, query)
        {
            Source = context.Statement,
            OrReplace = statement.Replace,
            Persistence = isTemporary ? Persistence.Temporary : Persistence.Permanent,
        });
    }

    /// <summary>CREATE TABLE AS and CREATE MATERIALIZED VIEW.</summary>
    public void Create(CreateTableAsStmt statement)
    {
        if (statement.Query is ExecuteStmt execute)
        {
            if (context.Lowering.Prepared(execute.Name) is not { } prepared)
            {
                throw context.Refuse("26000", $"prepared statement \"{execute.Name}\" does not exist", execute);
            }

            var query = prepared.Analyzer(context.Sink).Query(prepared.Tree, ColumnNames(statement.Into!));
            EmitTable(statement, statement.Into!, query);
            return;
        }

        EmitTable(statement, statement.Into!, Analyse(statement.Query!, ColumnNames(statement.Into!), "too many column names were specified", statement));
    }

    /// <summary>SELECT INTO.</summary>
    public void SelectInto(SelectStmt select, IntoClause into)
    {
        var name = context.Names.ForCreation(into.Rel!);
        context.Emit(new CreateTableAs(name, Analyse(select, ColumnNames(into), "too many column names were specified", select))
        {
            Source = context.Statement,
            Persistence = TableLowering.PersistenceOf(into.Rel!, name),
        });
    }

    private static IReadOnlyList<string> ColumnNames(IntoClause into) => NameParts.Of(into.ColNames);

    private void EmitTable(CreateTableAsStmt statement, IntoClause into, QueryDefinition query)
    {
        TableLowering.RefuseOnCommit(context, into.OnCommit, into.Rel!);
        new Tables.StorageWords(context).RequireTableOptions([.. into.Options.OfType<DefElem>()]);
        var name = context.Names.ForCreation(into.Rel!);
        context.Emit(statement.Objtype == ObjectType.Matview
            ? new CreateMaterializedView(name, query) { Source = context.Statement, IfNotExists = statement.IfNotExists, WithNoData = into.SkipData }
            : new CreateTableAs(name, query)
            {
                Source = context.Statement,
                IfNotExists = statement.IfNotExists,
                Persistence = TableLowering.PersistenceOf(into.Rel!, name),
                IsDroppedOnCommit = into.OnCommit == OnCommitAction.Drop,
                WithNoData = into.SkipData,
            });
    }

    private QueryDefinition Analyse(Node query, IReadOnlyList<string> names, string tooMany, Node place)
    {
        var analysed = AnalyseNamed(query, names, tooMany);
        if (analysed.Columns is not { } columns)
        {
            return analysed;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (!seen.Add(column.Name))
            {
                throw context.Refuse("42701", $"column \"{column.Name}\" specified more than once", place, detail: RefusalDetail.Twice(column.Name));
            }
        }

        return analysed;
    }

    // A table that a query makes has other words for it than a view.
    private QueryDefinition AnalyseNamed(Node query, IReadOnlyList<string> names, string tooMany)
    {
        try
        {
            return context.Analyzer.Query(query, names);
        }
        catch (StatementRefusedException refused) when (refused.Refusal.Message == TooManyForView)
        {
            throw context.Sink.Refuse(refused.Refusal.SqlState, tooMany, refused.Refusal.Source);
        }
    }

    private void RefuseInto(Node? query)
    {
        if (query is SelectStmt { IntoClause: { } into })
        {
            throw context.Refuse("0A000", "views must not contain SELECT INTO", into);
        }

        if (query is SelectStmt { WithClause: { } with } && with.Ctes.FirstOrDefault(static cte => cte.Ctequery is not SelectStmt) is { } writing)
        {
            throw context.Refuse("0A000", "views must not contain data-modifying statements in WITH", writing);
        }
    }

    private bool ReadsTemporary(QueryDefinition query) => query.DependsOn.Concat(query.Reads.Select(static read => read.Relation)).Distinct()
        .Any(id => context.Schema.FindRelation(id) is { } relation && (relation.Persistence == Persistence.Temporary || relation.Name.Schema == NameResolver.Temporary));

    /// <summary>REFRESH MATERIALIZED VIEW.</summary>
    public void Refresh(RefreshMatViewStmt statement)
    {
        var relation = context.Names.FindRelation(statement.Relation!);
        if (!relation.IsIncomplete && relation is not View { IsMaterialized: true })
        {
            throw context.Refuse(relation is Table ? "0A000" : "42809", $"\"{relation.Name.Name}\" is not a {(relation is Table ? "" : "table or ")}materialized view", statement.Relation);
        }

        if (statement.Concurrent && statement.SkipData)
        {
            throw context.Refuse("42601", "REFRESH options CONCURRENTLY and WITH NO DATA cannot be used together");
        }

        if (statement.Concurrent && relation is View { IsIncomplete: false } view && !view.Indexes.Any(static index => index is { IsUnique: true, Predicate: null } && index.Keys.All(static key => key.Column is not null)))
        {
            throw context.Refuse("55000", $"cannot refresh materialized view \"{relation.Name.Schema}.{relation.Name.Name}\" concurrently", statement.Relation);
        }

        context.Emit(new RefreshMaterializedView(relation.Name) { Source = context.Statement, Concurrently = statement.Concurrent, WithNoData = statement.SkipData });
    }
}
