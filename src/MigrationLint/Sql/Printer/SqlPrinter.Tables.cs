using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>CREATE TABLE.</summary>
internal sealed partial class SqlPrinter
{
    private static readonly string[] LikeOptions =
        ["COMMENTS", "COMPRESSION", "CONSTRAINTS", "DEFAULTS", "GENERATED", "IDENTITY", "INDEXES", "STATISTICS", "STORAGE"];

    private void CreateTable(CreateStmt table)
    {
        output.Append("CREATE ").Append(Persistence(table.Relation!)).Append("TABLE ");
        TableHead(table);
        PartitionKey(table.Partspec);
        Clause(" USING ", table.AccessMethod);
        WithOptions(table.Options);
        OnCommit(table.Oncommit);
        Clause(" TABLESPACE ", table.Tablespacename);
    }

    private void CreateForeignTable(CreateForeignTableStmt table)
    {
        output.Append("CREATE FOREIGN TABLE ");
        TableHead(table.Base!);
        Clause(" SERVER ", table.Servername);
        GenericOptions(table.Options);
    }

    /// <summary>The name, the columns and where else they come from.</summary>
    private void TableHead(CreateStmt table)
    {
        output.Append(table.IfNotExists ? "IF NOT EXISTS " : "");
        RelationName(table.Relation!);
        if (table.OfTypename is { } type)
        {
            QualifiedClause(" OF ", type.Names);
        }
        else if (table.Partbound is not null)
        {
            output.Append(" PARTITION OF ");
            RelationName(table.InhRelations[0]);
        }

        if (table.TableElts.Count > 0 || table is { OfTypename: null, Partbound: null })
        {
            output.Append(" (");
            List(table.TableElts);
            output.Append(')');
        }

        if (table.Partbound is { } bound)
        {
            output.Append(' ');
            PartitionBound(bound);
        }
        else if (table.InhRelations.Count > 0)
        {
            output.Append(" INHERITS (");
            Separated(table.InhRelations, ", ", RelationName);
            output.Append(')');
        }
    }

    private void CreateTableAs(CreateTableAsStmt table)
    {
        var into = table.Into!;
        output.Append("CREATE ").Append(Persistence(into.Rel!)).Append(table.Objtype == ObjectType.Matview ? "MATERIALIZED VIEW " : "TABLE ");
        output.Append(table.IfNotExists ? "IF NOT EXISTS " : "");
        RelationName(into.Rel!);
        if (into.ColNames.Count > 0)
        {
            output.Append(" (");
            NameList(into.ColNames);
            output.Append(')');
        }

        Clause(" USING ", into.AccessMethod);
        WithOptions([.. into.Options.Cast<DefElem>()]);
        OnCommit(into.OnCommit);
        Clause(" TABLESPACE ", into.TableSpaceName);
        Clause(" AS ", table.Query);
        output.Append(into.SkipData ? " WITH NO DATA" : "");
    }

    private void OnCommit(OnCommitAction action) => output.Append(action switch
    {
        OnCommitAction.Drop => " ON COMMIT DROP",
        OnCommitAction.DeleteRows => " ON COMMIT DELETE ROWS",
        OnCommitAction.PreserveRows => " ON COMMIT PRESERVE ROWS",
        _ => "",
    });

    private void Column(ColumnDef column)
    {
        Name(column.Colname!);
        Clause(" ", column.TypeName);
        Clause(" STORAGE ", column.StorageName);
        Clause(" COMPRESSION ", column.Compression);
        GenericOptions(column.Fdwoptions);
        Collation(column.CollClause);
        foreach (var constraint in column.Constraints)
        {
            output.Append(' ');
            Constraint(constraint);
        }
    }

    private void Collation(CollateClause? clause)
    {
        if (clause is not null)
        {
            QualifiedClause(" COLLATE ", clause.Collname);
        }
    }

    private void Like(TableLikeClause like)
    {
        output.Append("LIKE ");
        RelationName(like.Relation!);

        // INCLUDING ALL sets bits that have no word of their own.
        var isAll = like.Options >= 1 << LikeOptions.Length;
        output.Append(isAll ? " INCLUDING ALL" : "");
        for (var i = 0; i < LikeOptions.Length; i++)
        {
            var isSet = (like.Options & (1 << i)) != 0;
            if (isSet != isAll)
            {
                output.Append(isSet ? " INCLUDING " : " EXCLUDING ").Append(LikeOptions[i]);
            }
        }
    }

    private void PartitionKey(PartitionSpec? key)
    {
        if (key is null)
        {
            return;
        }

        output.Append(" PARTITION BY ").Append(key.Strategy.ToString().ToUpperInvariant()).Append(" (");
        Separated(key.PartParams, ", ", element =>
        {
            NameOrExpression(element.Name, element.Expr);
            CollationAndClass(element.Collation, element.Opclass);
        });
        output.Append(')');
    }

    private void PartitionBound(PartitionBoundSpec bound)
    {
        switch (bound.Strategy)
        {
            case "h":
                output.Append("FOR VALUES WITH (MODULUS ").Append(bound.Modulus).Append(", REMAINDER ").Append(bound.Remainder);
                break;
            case "l":
                output.Append("FOR VALUES IN (");
                List(bound.Listdatums);
                break;
            case "r":
                output.Append("FOR VALUES FROM (");
                List(bound.Lowerdatums);
                output.Append(") TO (");
                List(bound.Upperdatums);
                break;
            default:
                output.Append("DEFAULT");
                return;
        }

        output.Append(')');
    }
}
