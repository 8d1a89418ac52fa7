using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>Views, plain and materialized (<c>commands/view.c</c>, <c>commands/matview.c</c>).</summary>
internal static class ViewApplier
{
    /// <summary>CREATE VIEW.</summary>
    public static bool Create(ReplayContext context, CreateView operation)
    {
        context.RequireSchema(operation.View.Schema);
        RefuseColumns(context, operation.Query);
        if (!context.Schema.IsRelationNameTaken(operation.View))
        {
            Make(context, operation.View, operation.Query, isMaterialized: false, operation.Persistence);
            return true;
        }

        if (!operation.OrReplace)
        {
            throw context.Refuse("42P07", $"relation \"{operation.View.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.View, operation.View));
        }

        if (context.Schema.FindRelation(operation.View) is not View { IsMaterialized: false } old)
        {
            throw context.Refuse("42809", $"\"{operation.View.Name}\" is not a view");
        }

        var columns = Replace(context, old, operation.Query);
        context.Put(old with { Query = operation.Query, Columns = columns, IsIncomplete = operation.Query.Columns is null });
        return true;
    }

    /// <summary>CREATE MATERIALIZED VIEW.</summary>
    public static bool Create(ReplayContext context, CreateMaterializedView operation)
    {
        context.RequireSchema(operation.View.Schema);
        if (context.Schema.IsRelationNameTaken(operation.View))
        {
            return operation.IfNotExists ? false : throw context.Refuse("42P07", $"relation \"{operation.View.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.MaterializedView, operation.View));
        }

        RefuseColumns(context, operation.Query);
        Make(context, operation.View, operation.Query, isMaterialized: true, Persistence.Permanent);
        return true;
    }

    /// <summary>REFRESH MATERIALIZED VIEW.</summary>
    public static bool Refresh(ReplayContext context, RefreshMaterializedView operation)
    {
        switch (context.FindOrAssume(operation.View, operation.Source))
        {
            case null:
                throw context.MissingRelation(operation.View);
            case View { IsMaterialized: true } view:
                var isUnique = view.Indexes.Any(index => index is { IsUnique: true, Predicate: null, IsValid: true } && index.Keys.All(key => key.Column is not null));
                if (operation.Concurrently && !isUnique)
                {
                    throw context.Refuse("55000", $"cannot refresh materialized view \"{SchemaPrinter.QualifiedName(view.Name)}\" concurrently");
                }

                return true;
            case { IsIncomplete: true }:
                return true;
            default:
                throw context.Refuse("0A000", $"\"{operation.View.Name}\" is not a materialized view");
        }
    }

    private static void Make(ReplayContext context, QualifiedName name, QueryDefinition query, bool isMaterialized, Persistence persistence)
    {
        var id = context.NewId();
        var rowType = RowTypes.MakeFor(context, name, id);
        context.Schema = context.Schema.With(new View(id, name, query)
        {
            IsMaterialized = isMaterialized,
            Columns = ToColumns(context, query),
            IsIncomplete = query.Columns is null,
            RowType = rowType,
            Persistence = persistence,
            CreatedBy = context.Operation,
        });
    }

    private static IReadOnlyList<Column> ToColumns(ReplayContext context, QueryDefinition query) =>
        [.. (query.Columns ?? []).Select(column => new Column(column.Name, column.Type) { CreatedBy = context.Operation })];

    private static void RefuseColumns(ReplayContext context, QueryDefinition query)
    {
        var twice = (query.Columns ?? []).GroupBy(column => column.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        if (twice is not null)
        {
            throw context.Refuse("42701", $"column \"{twice.Key}\" specified more than once", detail: RefusalDetail.Twice(twice.Key));
        }
    }

    /// <summary><c>checkViewTupleDesc</c>: what there was stays, in its place.</summary>
    private static IReadOnlyList<Column> Replace(ReplayContext context, View old, QueryDefinition query)
    {
        if (query.Columns is not { } columns || old.IsIncomplete)
        {
            return query.Columns is null ? old.Columns : ToColumns(context, query);
        }

        if (columns.Count < old.Columns.Count)
        {
            throw context.Refuse("42P16", "cannot drop columns from view", new RefusalDetail(RefusalCause.Replace, ObjectKind.View, old.Name) { Text = old.Name.ToString() });
        }

        for (var i = 0; i < old.Columns.Count; i++)
        {
            var (before, after) = (old.Columns[i], columns[i]);
            if (before.Name != after.Name)
            {
                throw context.Refuse("42P16", $"cannot change name of view column \"{before.Name}\" to \"{after.Name}\"", new RefusalDetail(RefusalCause.Replace, ObjectKind.View, old.Name) { Text = old.Name.ToString() });
            }

            if (before.Type != after.Type && before.Type.IsKnown && after.Type.IsKnown)
            {
                var printer = context.Printer;
                throw context.Refuse("42P16", $"cannot change data type of view column \"{before.Name}\" from {printer.Type(before.Type)} to {printer.Type(after.Type)}", new RefusalDetail(RefusalCause.Replace, ObjectKind.View, old.Name) { Text = old.Name.ToString() });
            }
        }

        return [.. old.Columns, .. ToColumns(context, query).Skip(old.Columns.Count)];
    }
}
