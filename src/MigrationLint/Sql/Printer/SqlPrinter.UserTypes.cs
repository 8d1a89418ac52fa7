using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Types and domains; names, owners and schemas of what this family makes.</summary>
internal sealed partial class SqlPrinter
{
    private bool UserType(Node node)
    {
        switch (node)
        {
            case CompositeTypeStmt type:
                output.Append("CREATE TYPE ");
                RelationName(type.Typevar!);
                output.Append(" AS (");
                List(type.Coldeflist);
                output.Append(')');
                return true;
            case CreateEnumStmt type:
                QualifiedName(type.TypeName, "CREATE TYPE ");
                output.Append(" AS ENUM (");
                Separated(type.Vals, ", ", value => Constant(value.Sval));
                output.Append(')');
                return true;
            case CreateRangeStmt type:
                QualifiedName(type.TypeName, "CREATE TYPE ");
                output.Append(" AS RANGE ");
                Definition(type.Params);
                return true;
            case AlterEnumStmt type:
                AlterEnum(type);
                return true;
            case CreateDomainStmt domain:
                CreateDomain(domain);
                return true;
            case AlterDomainStmt domain:
                AlterDomain(domain);
                return true;
            default:
                return false;
        }
    }

    private void AlterEnum(AlterEnumStmt type)
    {
        QualifiedName(type.TypeName, "ALTER TYPE ");
        if (type.OldVal is { } old)
        {
            output.Append(" RENAME VALUE ");
            Constant(old);
            output.Append(" TO ");
            Constant(type.NewVal!);
            return;
        }

        output.Append(type.SkipIfNewValExists ? " ADD VALUE IF NOT EXISTS " : " ADD VALUE ");
        Constant(type.NewVal!);
        if (type.NewValNeighbor is { } neighbor)
        {
            output.Append(type.NewValIsAfter ? " AFTER " : " BEFORE ");
            Constant(neighbor);
        }
    }

    private void CreateDomain(CreateDomainStmt domain)
    {
        QualifiedName(domain.Domainname, "CREATE DOMAIN ");
        Clause(" AS ", domain.TypeName);
        Collation(domain.CollClause);
        foreach (var constraint in domain.Constraints)
        {
            output.Append(' ');
            Node(constraint);
        }
    }

    private void AlterDomain(AlterDomainStmt domain)
    {
        QualifiedName(domain.TypeName, "ALTER DOMAIN ");
        switch (domain.Subtype)
        {
            case "T" when domain.Def is null:
                output.Append(" DROP DEFAULT");
                break;
            case "T":
                Clause(" SET DEFAULT ", domain.Def);
                break;
            case "N":
                output.Append(" DROP NOT NULL");
                break;
            case "O":
                output.Append(" SET NOT NULL");
                break;
            case "C" when domain.Def is Constraint { Contype: ConstrType.Notnull } notNull:
                output.Append(" ADD ");
                Clause("CONSTRAINT ", notNull.Conname);
                output.Append(" NOT NULL");
                break;
            case "C":
                Clause(" ADD ", domain.Def);
                break;
            case "X":
                Clause(domain.MissingOk ? " DROP CONSTRAINT IF EXISTS " : " DROP CONSTRAINT ", domain.Name);
                break;
            default:
                Clause(" VALIDATE CONSTRAINT ", domain.Name);
                break;
        }

        Behavior(domain.Behavior);
    }

    /// <summary>RENAME, OWNER TO, SET SCHEMA, DEPENDS ON of what this family makes.</summary>
    private bool Change(Node node)
    {
        switch (node)
        {
            case RenameStmt rename:
                return Rename(rename);
            case AlterObjectSchemaStmt { Relation: { } relation } alter:
                output.Append("ALTER ").Append(KindWords(alter.ObjectType)).Append(alter.MissingOk ? " IF EXISTS " : " ");
                OnlyTable(relation);
                Clause(" SET SCHEMA ", alter.Newschema);
                return true;
            case AlterObjectDependsStmt { Relation: { } relation } alter:
                if (alter.Object is ListValue name)
                {
                    QualifiedName(name.Items, "ALTER TRIGGER ");
                    output.Append(" ON ");
                }
                else
                {
                    output.Append("ALTER ").Append(KindWords(alter.ObjectType)).Append(' ');
                }

                RelationName(relation);
                Clause(alter.Remove ? " NO DEPENDS ON EXTENSION " : " DEPENDS ON EXTENSION ", alter.Extname?.Sval);
                return true;
            default:
                return false;
        }
    }

    private bool Rename(RenameStmt rename)
    {
        if (rename.RenameType == ObjectType.Domconstraint)
        {
            QualifiedName(((ListValue)rename.Object!).Items, "ALTER DOMAIN ");
            Clause(" RENAME CONSTRAINT ", rename.Subname);
        }
        else if (rename is { RenameType: ObjectType.Rule or ObjectType.Trigger, Relation: { } relation })
        {
            Clause(rename.RenameType == ObjectType.Rule ? "ALTER RULE " : "ALTER TRIGGER ", rename.Subname);
            output.Append(" ON ");
            RelationName(relation);
            output.Append(" RENAME");
        }
        else if (rename.Relation is null || rename.RenameType == ObjectType.Policy)
        {
            return false;
        }
        else
        {
            RenameInRelation(rename);
        }

        Clause(" TO ", rename.Newname);
        Behavior(rename.Behavior);
        return true;
    }

    /// <summary>RENAME of a relation or of something in it, up to TO.</summary>
    private void RenameInRelation(RenameStmt rename)
    {
        var type = rename.RenameType switch
        {
            ObjectType.Column or ObjectType.Attribute => rename.RelationType,
            ObjectType.Tabconstraint => ObjectType.Table,
            _ => rename.RenameType,
        };
        output.Append("ALTER ").Append(KindWords(type)).Append(rename.MissingOk ? " IF EXISTS " : " ");
        if (type == ObjectType.Type)
        {
            RelationName(rename.Relation!);
        }
        else
        {
            OnlyTable(rename.Relation!);
        }

        output.Append(" RENAME").Append(rename.RenameType switch
        {
            ObjectType.Column => " COLUMN",
            ObjectType.Attribute => " ATTRIBUTE",
            ObjectType.Tabconstraint => " CONSTRAINT",
            _ => "",
        });
        Clause(" ", rename.Subname);
    }
}
