using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>CREATE INDEX and REINDEX (<c>transformIndexStmt</c>, <c>indexcmds.c</c>).</summary>
internal sealed class IndexLowering(LoweringContext context)
{
    // reloptions.c.
    private static readonly HashSet<string> Options = new(StringComparer.Ordinal)
    {
        "fillfactor", "deduplicate_items", "buffering", "fastupdate", "gin_pending_list_limit", "pages_per_range", "autosummarize",
    };

    /// <summary>CREATE INDEX.</summary>
    public void Create(IndexStmt statement)
    {
        if (statement.Concurrent)
        {
            context.RequireNoTransaction("CREATE INDEX CONCURRENTLY");
        }

        var relation = context.Names.FindRelation(statement.Relation!);
        RequireIndexable(statement, relation);

        // DefineIndex: rtree is an old word for gist.
        var method = statement.AccessMethod is "rtree" ? "gist" : statement.AccessMethod ?? "btree";
        RequireMethod(statement, method);
        var scope = ExpressionScope.ForTable(relation);
        var predicate = statement.WhereClause is { } condition ? context.Analyzer.Condition(condition, scope, ExpressionKind.IndexPredicate) : null;
        context.Emit(new CreateIndex(relation.Name, statement.Idxname, [.. statement.IndexParams.Select(key => Key(key, scope, method))])
        {
            Source = context.Statement,
            IsUnique = statement.Unique,
            Method = method,
            Include = [.. statement.IndexIncludingParams.Select(key => Include(key, relation))],
            Predicate = predicate,
            NullsNotDistinct = statement.NullsNotDistinct,
            Concurrently = statement.Concurrent,
            IfNotExists = statement.IfNotExists,
            IsOnly = !statement.Relation!.Inh,
        });
    }

    private void RequireIndexable(IndexStmt statement, Relation relation)
    {
        var isIndexable = relation.IsIncomplete || relation is Table { ForeignServer: null } or View { IsMaterialized: true };
        if (!isIndexable)
        {
            throw context.Refuse("42809", $"cannot create index on relation \"{relation.Name.Name}\"", statement.Relation);
        }

        if (statement.Concurrent && relation is Table { PartitionBy: not null })
        {
            throw context.Refuse("0A000", $"cannot create index on partitioned table \"{relation.Name.Name}\" concurrently", statement.Relation);
        }
    }

    private void RequireMethod(IndexStmt statement, string method)
    {
        if (!context.Schema.HasAccessMethod(method))
        {
            if (!new ObjectNames(context).Exists(ObjectKind.Other, new QualifiedName("", method + " (access method)")))
            {
                context.Missing("42704", $"access method \"{method}\" does not exist");
            }

            return;
        }

        if (method is not ("btree" or "hash" or "gist" or "gin" or "spgist" or "brin"))
        {
            return;
        }

        var lack = statement.Unique && method != "btree" ? "unique indexes"
            : statement.IndexIncludingParams.Count > 0 && method is ("hash" or "gin" or "brin") ? "included columns"
            : statement.IndexParams.Count > 1 && method is ("hash" or "spgist") ? "multicolumn indexes"
            : null;
        if (lack is not null)
        {
            throw context.Refuse("0A000", $"access method \"{method}\" does not support {lack}");
        }

        foreach (var option in statement.Options.Where(static option => !Options.Contains(option.Defname ?? "")))
        {
            throw context.Refuse("22023", $"unrecognized parameter \"{option.Defname}\"", option);
        }
    }

    private IndexKey Key(IndexElem key, ExpressionScope scope, string method)
    {
        if (key.Name is { } name && Tables.ColumnBuilder.IsSystemColumn(name))
        {
            throw context.Refuse("0A000", "index creation on system columns is not supported", key);
        }

        var analysed = context.Analyzer.IndexKey(key, scope, method);
        var lack = method is not ("hash" or "gist" or "gin" or "spgist" or "brin") ? null
            : key.Ordering != SortByDir.Default ? "ASC/DESC"
            : key.NullsOrdering != SortByNulls.Default ? "NULLS FIRST/LAST" : null;
        return lack is null ? analysed : throw context.Refuse("0A000", $"access method \"{method}\" does not support {lack} options", key);
    }

    private string Include(IndexElem key, Relation relation)
    {
        if (key.Name is not { } name)
        {
            throw context.Refuse("0A000", "expressions are not supported in included columns", key);
        }

        return relation.FindColumn(name) is null && !relation.IsIncomplete ? throw context.Refuse("42703", $"column \"{name}\" does not exist", key, detail: RefusalDetail.MissingColumn(relation.Name, name)) : name;
    }

    /// <summary>REINDEX.</summary>
    public void Reindex(ReindexStmt statement)
    {
        var concurrently = statement.Params.Any(static option => option.Defname == "concurrently" && option.Arg is not BooleanValue { Boolval: false });
        if (concurrently || statement.Relation is null)
        {
            context.RequireNoTransaction(concurrently ? "REINDEX CONCURRENTLY" : "REINDEX " + statement.Kind.ToString().ToUpperInvariant());
        }

        var (kind, name) = statement.Kind switch
        {
            ReindexObjectType.Index => (ObjectKind.Index, (QualifiedName?)RequireIndex(statement.Relation!)),
            ReindexObjectType.Table => (ObjectKind.Table, RequireTable(statement.Relation!)),
            ReindexObjectType.Schema => (ObjectKind.Schema, new QualifiedName("", statement.Name ?? "")),
            _ => (ObjectKind.Database, null),
        };
        if (kind == ObjectKind.Schema)
        {
            context.Names.RequireSchema(statement.Name ?? "", statement);
        }

        context.Emit(new Reindex(kind, name) { Source = context.Statement, Concurrently = concurrently });
    }

    private QualifiedName RequireIndex(RangeVar name)
    {
        if (context.Names.TryFindIndexName(name) is { } found)
        {
            return found;
        }

        if (context.Names.TryFindRelation(name) is { IsIncomplete: false } relation)
        {
            throw context.Refuse("42809", $"\"{relation.Name.Name}\" is not an index", name);
        }

        context.Missing("42P01", $"relation \"{NameResolver.Spelling(name)}\" does not exist", name, detail: RefusalDetail.Missing(ObjectKind.Index, context.Names.Assumed(name.Schemaname, name.Relname)));
        return context.Names.Assumed(name.Schemaname, name.Relname);
    }

    private QualifiedName RequireTable(RangeVar name)
    {
        if (context.Names.TryFindIndexName(name) is { } index)
        {
            throw context.Refuse("42809", $"\"{index.Name}\" is not a table or materialized view", name);
        }

        var relation = context.Names.FindRelation(name);
        return relation is Table or View { IsMaterialized: true } || relation.IsIncomplete
            ? relation.Name
            : throw context.Refuse("42809", $"\"{relation.Name.Name}\" is not a table or materialized view", name);
    }
}
