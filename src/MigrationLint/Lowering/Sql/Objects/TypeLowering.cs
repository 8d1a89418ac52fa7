using System.Text;
using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Lowering.Sql.Tables;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;
using Constraint = MigrationLint.Sql.Ast.Constraint;

namespace MigrationLint.Lowering.Sql;

/// <summary>Types and domains (<c>typecmds.c</c>, <c>pg_enum.c</c>).</summary>
internal sealed class TypeLowering(LoweringContext context)
{
    // NAMEDATALEN without its terminator.
    private const int LongestLabel = 63;

    /// <summary>Lowers a statement on types.</summary>
    /// <returns>False for another statement.</returns>
    public bool Lower(Statement tree)
    {
        switch (tree)
        {
            case CreateEnumStmt statement:
                CreateEnum(statement);
                return true;
            case AlterEnumStmt statement:
                AlterEnum(statement);
                return true;
            case CompositeTypeStmt statement:
                CreateComposite(statement);
                return true;
            case CreateRangeStmt statement:
                CreateRange(statement);
                return true;
            case CreateDomainStmt statement:
                CreateDomain(statement);
                return true;
            case AlterDomainStmt statement:
                AlterDomain(statement);
                return true;
            case DefineStmt { Kind: ObjectType.Type } statement:
                context.Emit(new CreateBaseType(context.Names.ForCreation(statement.Defnames), IsShell: statement.Definition.Count == 0) { Source = context.Statement });
                return true;
            case AlterTypeStmt statement:
                context.FindType(statement.TypeName);
                context.Other("ALTER TYPE");
                return true;
            default:
                return false;
        }
    }

    private void CreateEnum(CreateEnumStmt statement)
    {
        var name = context.Names.ForCreation(statement.TypeName);
        var labels = new HashSet<string>(StringComparer.Ordinal);
        foreach (var label in statement.Vals)
        {
            RequireLabel(label.Sval, label);
        }

        if (context.Schema.FindType(name) is null)
        {
            foreach (var label in statement.Vals.Where(label => !labels.Add(label.Sval)))
            {
                throw context.Refuse("23505", "duplicate key value violates unique constraint \"pg_enum_typid_label_index\"", label);
            }
        }

        context.Emit(new CreateEnumType(name, NameParts.Strings(statement.Vals)) { Source = context.Statement });
    }

    private void RequireLabel(string label, Node place)
    {
        if (Encoding.UTF8.GetByteCount(label) > LongestLabel)
        {
            throw context.Refuse("42602", $"invalid enum label \"{label}\"", place);
        }
    }

    private void AlterEnum(AlterEnumStmt statement)
    {
        var type = context.FindType(statement.TypeName);
        if (type is { Kind: not TypeKind.Enum })
        {
            throw context.Refuse("42809", $"{new SchemaPrinter(context.Schema).Type(new TypeReference(type.Id))} is not an enum", statement.TypeName[0]);
        }

        RequireLabel(statement.NewVal ?? "", statement);
        var name = type?.Name ?? Assumed(statement.TypeName);
        context.Emit(statement.OldVal is { } old
            ? new RenameEnumValue(name, old, statement.NewVal ?? "") { Source = context.Statement }
            : new AddEnumValue(name, statement.NewVal ?? "")
            {
                Source = context.Statement,
                IfNotExists = statement.SkipIfNewValExists,
                Before = statement.NewValIsAfter ? null : statement.NewValNeighbor,
                After = statement.NewValIsAfter ? statement.NewValNeighbor : null,
            });
    }

    private QualifiedName Assumed(IReadOnlyList<Node> names) => NameParts.Of(names) is var parts ? context.Names.Assumed(NameParts.SchemaOf(parts), NameParts.NameOf(parts)) : default;

    private void CreateComposite(CompositeTypeStmt statement)
    {
        var name = context.Names.ForCreation(statement.Typevar!);
        var builder = new ColumnBuilder(context);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var attributes = new List<ColumnDefinition>();
        foreach (var column in statement.Coldeflist.OfType<ColumnDef>())
        {
            if (!seen.Add(column.Colname ?? ""))
            {
                throw context.Refuse("42701", $"column \"{column.Colname}\" specified more than once", column, detail: RefusalDetail.Twice(column.Colname!));
            }
        }

        foreach (var column in statement.Coldeflist.OfType<ColumnDef>())
        {
            var type = builder.Type(column, isOfTable: false);
            attributes.Add(new ColumnDefinition(column.Colname ?? "", type) { Source = context.Source(column), Collation = builder.Collation(column.CollClause, type) });
        }

        context.Emit(new CreateCompositeType(name, attributes) { Source = context.Statement });
    }

    private void CreateRange(CreateRangeStmt statement)
    {
        var name = context.Names.ForCreation(statement.TypeName);
        if (statement.Params.FirstOrDefault(static option => option.Defname == "subtype")?.Arg is not TypeName subtype)
        {
            throw context.Refuse("42601", "type attribute \"subtype\" is required");
        }

        context.Emit(new CreateRangeType(name, context.Analyzer.ResolveType(subtype))
        {
            Source = context.Statement,
            Multirange = statement.Params.FirstOrDefault(static option => option.Defname == "multirange_type_name")?.Arg is { } multirange ? NameParts.NameOf(NameParts.Of(multirange)) : null,
        });
    }

    private void CreateDomain(CreateDomainStmt statement)
    {
        var name = context.Names.ForCreation(statement.Domainname);
        if (context.Schema.FindType(name) is not null)
        {
            throw context.Refuse("42710", $"type \"{name.Name}\" already exists", statement.Domainname[0], detail: RefusalDetail.Exists(ObjectKind.Type, name));
        }

        var type = context.Analyzer.ResolveType(statement.TypeName!);
        if (context.Schema.FindType(type.Type) is { Kind: TypeKind.Pseudo })
        {
            throw context.Refuse("42804", $"\"{NameParts.NameOf(NameParts.Of(statement.TypeName))}\" is not a valid base type for a domain", statement.TypeName);
        }

        var domain = new CreateDomain(name, type) { Source = context.Statement };
        var (checks, isNotNull, hasDefault) = (new List<CheckDefinition>(), (bool?)null, false);
        foreach (var constraint in statement.Constraints)
        {
            switch (constraint.Contype)
            {
                case ConstrType.Null or ConstrType.Notnull:
                    var says = constraint.Contype == ConstrType.Notnull;
                    isNotNull = isNotNull is null || isNotNull == says ? says : throw context.Refuse("42601", "conflicting NULL/NOT NULL constraints", constraint);
                    break;
                case ConstrType.Default:
                    domain = hasDefault
                        ? throw context.Refuse("42601", "multiple default expressions", constraint)
                        : domain with { Default = context.Analyzer.Default(constraint.RawExpr!, name.Name, type, ExpressionScope.None) };
                    hasDefault = true;
                    break;
                default:
                    checks.Add(Check(constraint, type));
                    break;
            }
        }

        context.Emit(domain with { IsNotNull = isNotNull ?? false, Checks = checks });
    }

    private CheckDefinition Check(Constraint constraint, TypeReference type)
    {
        var impossible = constraint.Contype switch
        {
            ConstrType.Check => null,
            ConstrType.Unique => "unique constraints not possible for domains",
            ConstrType.Primary => "primary key constraints not possible for domains",
            ConstrType.Exclusion => "exclusion constraints not possible for domains",
            ConstrType.Foreign => "foreign key constraints not possible for domains",
            _ => "specifying constraint deferrability not supported for domains",
        };
        if (impossible is not null)
        {
            throw context.Refuse(impossible[0] == 's' ? "0A000" : "42601", impossible, constraint);
        }

        if (constraint.IsNoInherit)
        {
            throw context.Refuse("42P16", "check constraints for domains cannot be marked NO INHERIT", constraint);
        }

        return new CheckDefinition(context.Analyzer.Condition(constraint.RawExpr!, ExpressionScope.ForDomainValue(type), ExpressionKind.DomainCheck))
        {
            Source = context.Source(constraint),
            Name = constraint.Conname,
            NotValid = constraint.SkipValidation,
        };
    }

    private void AlterDomain(AlterDomainStmt statement)
    {
        var domain = RequireDomain(statement.TypeName);
        var name = domain?.Name ?? Assumed(statement.TypeName);
        var type = domain?.BaseType ?? TypeReference.Unknown;
        var operation = new AlterDomain(name, DomainChange.Default) { Source = context.Statement };
        context.Emit(statement.Subtype switch
        {
            "T" => operation with { Default = statement.Def is null ? null : context.Analyzer.Default(statement.Def, name.Name, type, ExpressionScope.None) },
            "N" => operation with { Change = DomainChange.DropNotNull },
            "O" => operation with { Change = DomainChange.SetNotNull },
            "C" when statement.Def is Constraint { Contype: ConstrType.Notnull } => operation with { Change = DomainChange.SetNotNull },
            "C" => operation with { Change = DomainChange.AddConstraint, Check = Check((Constraint)statement.Def!, type) },
            "X" => operation with { Change = DomainChange.DropConstraint, Constraint = statement.Name, IfExists = statement.MissingOk, Cascade = statement.Behavior == DropBehavior.Cascade },
            _ => operation with { Change = DomainChange.ValidateConstraint, Constraint = statement.Name },
        });
    }

    /// <summary>RENAME CONSTRAINT of a domain.</summary>
    public void RenameConstraint(IReadOnlyList<Node> names, string constraint, string newName)
    {
        var name = RequireDomain(names)?.Name ?? Assumed(names);
        context.Emit(new AlterDomain(name, DomainChange.RenameConstraint) { Source = context.Statement, Constraint = constraint, NewName = newName });
    }

    private SchemaType? RequireDomain(IReadOnlyList<Node> names)
    {
        var type = context.FindType(names);
        return type is null or { Kind: TypeKind.Domain } ? type
            : throw context.Refuse("42809", $"{new SchemaPrinter(context.Schema).Type(new TypeReference(type.Id))} is not a domain", names[0]);
    }
}
