using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Schemas, extensions, roles, databases, and the kinds of objects that the schema knows by their names only.</summary>
internal sealed class ObjectLowering(LoweringContext context)
{
    /// <summary>Lowers a statement.</summary>
    /// <returns>False for another statement.</returns>
    public bool Lower(Statement tree)
    {
        switch (tree)
        {
            case CreateSchemaStmt statement:
                CreateSchema(statement);
                return true;
            case CreateExtensionStmt statement:
                CreateExtension(statement);
                return true;
            case AlterExtensionStmt { Extname: { } name }:
                RequireExtension(name);
                context.Other("ALTER EXTENSION");
                return true;
            case AlterExtensionContentsStmt { Extname: { } name }:
                RequireExtension(name);
                context.Other("ALTER EXTENSION");
                return true;
            case CreateRoleStmt statement:
                context.Emit(new CreateObject(ObjectKind.Role, new QualifiedName("", statement.Role ?? "")) { Source = context.Statement });
                return true;
            case AlterRoleStmt { Role: { } role }:
                context.Roles.Require(role);
                context.Other("ALTER ROLE");
                return true;
            case AlterRoleSetStmt statement:
                if (statement.Role is { } target)
                {
                    context.Roles.Require(target);
                }

                SettingChecks.Check(context, statement.Setstmt);
                context.Other("ALTER ROLE");
                return true;
            default:
                return Define(tree) || new ForeignLowering(context).Lower(tree) || Administer(tree);
        }
    }

    private void CreateSchema(CreateSchemaStmt statement)
    {
        var owner = statement.Authrole is { } role ? context.Roles.Require(role) : null;
        var name = statement.Schemaname ?? owner ?? context.Sink.Settings.Role;
        if (name.StartsWith("pg_", StringComparison.Ordinal))
        {
            throw context.Refuse("42939", $"unacceptable schema name \"{name}\"");
        }

        context.Emit(new CreateSchema(name) { Source = context.Statement, IfNotExists = statement.IfNotExists, Owner = owner });
        if (statement.IfNotExists && statement.SchemaElts.Count > 0)
        {
            throw context.Refuse("0A000", "CREATE SCHEMA IF NOT EXISTS cannot include schema elements");
        }

        var sink = new SchemaElementSink(context.Sink, name);
        foreach (var element in InOrder(statement.SchemaElts))
        {
            context.Lowering.Execute(sink, element, context.Text);
        }
    }

    // transformCreateSchemaStmt: sequences, tables, views, indexes, triggers, grants.
    private static IEnumerable<Statement> InOrder(IReadOnlyList<Statement> elements) => elements.OrderBy(static element => element switch
    {
        CreateSeqStmt => 0,
        CreateStmt => 1,
        ViewStmt => 2,
        IndexStmt => 3,
        CreateTrigStmt => 4,
        _ => 5,
    });

    private void CreateExtension(CreateExtensionStmt statement)
    {
        var name = statement.Extname ?? "";
        if (statement.Options.Select(static option => option.Defname).Distinct(StringComparer.Ordinal).Count() < statement.Options.Count)
        {
            throw context.Refuse("42601", "conflicting or redundant options");
        }

        var schema = (statement.Options.FirstOrDefault(static option => option.Defname == "schema")?.Arg as StringValue)?.Sval;
        if (schema is not null && context.Schema.FindExtension(name) is null)
        {
            context.Names.RequireSchema(schema, statement);
        }

        context.Emit(new CreateExtension(name)
        {
            Source = context.Statement,
            IfNotExists = statement.IfNotExists,
            Schema = schema,
            Cascade = statement.Options.Any(static option => option.Defname == "cascade" && option.Arg is not BooleanValue { Boolval: false }),
        });
    }

    private void RequireExtension(string name)
    {
        if (!new ObjectNames(context).Exists(ObjectKind.Extension, new QualifiedName("", name)))
        {
            context.Missing("42704", $"extension \"{name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Extension, new QualifiedName("", name)));
        }
    }

    // Objects that are made by a definition.
    private bool Define(Statement tree)
    {
        var names = new ObjectNames(context);
        switch (tree)
        {
            case DefineStmt { Kind: ObjectType.Operator } statement:
                Create(ObjectKind.Operator, names.ForCreation(ObjectType.Operator, statement.Defnames, $"{Operand(statement, "leftarg")},{Operand(statement, "rightarg")}"));
                return true;
            case DefineStmt { Kind: not ObjectType.Type } statement:
                Create(ObjectNames.KindOf(statement.Kind), names.ForCreation(statement.Kind, statement.Defnames), statement.IfNotExists || statement.Replace);
                return true;
            case CreateCastStmt statement:
                Create(ObjectKind.Cast, new QualifiedName("", names.CastName(statement.Sourcetype!, statement.Targettype!)));
                return true;
            case CreateConversionStmt statement:
                Create(ObjectKind.Other, names.ForCreation(ObjectType.Conversion, statement.ConversionName));
                return true;
            case CreateTransformStmt statement:
                Create(ObjectKind.Other, names.Resolve(ObjectType.Transform, new ListValue(statement.Start) { Items = [statement.TypeName!, new StringValue(statement.Start, statement.Lang ?? "")] }).Name, statement.Replace);
                return true;
            case CreateAmStmt statement:
                Create(ObjectKind.Other, names.Resolve(ObjectType.AccessMethod, new StringValue(statement.Start, statement.Amname ?? "")).Name);
                return true;
            case CreatePLangStmt statement:
                Create(ObjectKind.Other, names.Resolve(ObjectType.Language, new StringValue(statement.Start, statement.Plname ?? "")).Name, statement.Replace);
                return true;
            case CreateOpClassStmt statement:
                Create(ObjectKind.OperatorClass, names.ForCreation(ObjectType.Opclass, statement.Opclassname, statement.Amname));
                return true;
            case CreateOpFamilyStmt statement:
                Create(ObjectKind.OperatorFamily, names.ForCreation(ObjectType.Opfamily, statement.Opfamilyname, statement.Amname));
                return true;
            case CreateStatsStmt statement:
                CreateStatistics(statement, names);
                return true;
            case CreatePublicationStmt statement:
                CreatePublication(statement);
                return true;
            case CreateSubscriptionStmt statement:
                Create(ObjectKind.Subscription, new QualifiedName("", statement.Subname ?? ""));
                return true;
            default:
                return false;
        }
    }

    private string Operand(DefineStmt statement, string option) => statement.Definition.FirstOrDefault(element => element.Defname == option)?.Arg is TypeName type
        ? new SchemaPrinter(context.Schema).Type(context.Analyzer.ResolveType(type))
        : "NONE";

    private void Create(ObjectKind kind, QualifiedName name, bool ifNotExists = false, IReadOnlyList<ObjectId>? dependsOn = null) =>
        context.Emit(new CreateObject(kind, name) { Source = context.Statement, IfNotExists = ifNotExists, DependsOn = dependsOn ?? [] });

    private void CreateStatistics(CreateStatsStmt statement, ObjectNames names)
    {
        var relation = statement.Relations.Count == 1 && statement.Relations[0] is RangeVar range
            ? context.Names.FindRelation(range)
            : throw context.Refuse("0A000", "only a single relation is allowed in CREATE STATISTICS");
        if (!relation.IsIncomplete && relation is not (Table or View { IsMaterialized: true }))
        {
            throw context.Refuse("42809", $"cannot define statistics for relation \"{relation.Name.Name}\"", statement.Relations[0]);
        }

        foreach (var element in statement.Exprs.Where(element => element.Name is { } column && relation.FindColumn(column) is null && !relation.IsIncomplete))
        {
            throw context.Refuse("42703", $"column \"{element.Name}\" does not exist", element);
        }

        // ChooseExtendedStatisticName: the columns, as for an index.
        var parts = statement.Exprs.Select(static element => element.Name ?? "expr");
        var name = statement.Defnames.Count > 0
            ? names.ForCreation(ObjectType.StatisticExt, statement.Defnames)
            : new QualifiedName(relation.Name.Schema, $"{relation.Name.Name}_{string.Join("_", parts)}_stat");
        Create(ObjectKind.Statistics, name, statement.IfNotExists, [relation.Id]);
    }

    private void CreatePublication(CreatePublicationStmt statement)
    {
        var tables = statement.Pubobjects.Select(static element => element.Pubtable?.Relation).OfType<RangeVar>().Select(table => context.Names.FindRelation(table).Id).ToList();

        foreach (var schema in statement.Pubobjects.Where(static element => element is { Pubobjtype: PublicationObjSpecType.TablesInSchema, Name: not null }))
        {
            context.Names.RequireSchema(schema.Name!, schema);
        }

        context.Emit(new CreateObject(ObjectKind.Publication, new QualifiedName("", statement.Pubname ?? "")) { Source = context.Statement, Tables = tables });
    }

    // What changes nothing that the schema holds.
    private bool Administer(Statement tree)
    {
        var command = tree switch
        {
            AlterStatsStmt => "ALTER STATISTICS",
            AlterPublicationStmt => "ALTER PUBLICATION",
            AlterSubscriptionStmt => "ALTER SUBSCRIPTION",
            AlterOpFamilyStmt => "ALTER OPERATOR FAMILY",
            AlterOperatorStmt => "ALTER OPERATOR",
            AlterCollationStmt => "ALTER COLLATION",
            AlterTSDictionaryStmt => "ALTER TEXT SEARCH DICTIONARY",
            AlterTSConfigurationStmt => "ALTER TEXT SEARCH CONFIGURATION",
            AlterEventTrigStmt => "ALTER EVENT TRIGGER",
            AlterObjectDependsStmt => "ALTER DEPENDS ON EXTENSION",
            AlterTableMoveAllStmt => "ALTER TABLE",
            AlterTableSpaceOptionsStmt => "ALTER TABLESPACE",
            AlterDatabaseStmt or AlterDatabaseSetStmt or AlterDatabaseRefreshCollStmt => "ALTER DATABASE",
            AlterSystemStmt => "ALTER SYSTEM",
            CreatedbStmt => "CREATE DATABASE",
            DropdbStmt => "DROP DATABASE",
            DropTableSpaceStmt => "DROP TABLESPACE",
            CreateTableSpaceStmt => "CREATE TABLESPACE",
            ReassignOwnedStmt => "REASSIGN OWNED",
            SecLabelStmt => "SECURITY LABEL",
            _ => null,
        };
        if (command is null)
        {
            return false;
        }

        if (tree is CreatedbStmt or DropdbStmt or DropTableSpaceStmt or CreateTableSpaceStmt or AlterSystemStmt)
        {
            context.RequireNoTransaction(command);
        }

        SettingChecks.Check(context, tree switch { AlterDatabaseSetStmt database => database.Setstmt, AlterSystemStmt system => system.Setstmt, _ => null }, isSystem: tree is AlterSystemStmt);
        context.Other(command);
        if (tree is CreateTableSpaceStmt { Tablespacename: { } tablespace })
        {
            Create(ObjectKind.Other, new QualifiedName("", tablespace + " (tablespace)"));
        }

        return true;
    }
}
