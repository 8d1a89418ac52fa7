using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using Constraint = MigrationLint.Sql.Ast.Constraint;

namespace MigrationLint.Lowering.Sql.Tables;

/// <summary>Makes columns of what <see cref="ColumnReader"/> read (<c>BuildDescForRelation</c>, <c>cookDefault</c>).</summary>
internal sealed class ColumnBuilder(LoweringContext context)
{
    // SystemAttributeByName, heap.c.
    private static readonly HashSet<string> SystemColumns = new(StringComparer.Ordinal) { "ctid", "xmin", "cmin", "xmax", "cmax", "tableoid" };

    /// <summary>True for the name of a column that every table has.</summary>
    public static bool IsSystemColumn(string name) => SystemColumns.Contains(name);

    /// <summary>The type of a column, which must be one that a column can have (<c>CheckAttributeType</c>).</summary>
    /// <param name="column">The column.</param>
    /// <param name="isOfTable">True for a new column of a table: serial is a word for its type, and not all names will do.</param>
    public TypeReference Type(ColumnDef column, bool isOfTable = true)
    {
        if (column.TypeName is not { } typeName)
        {
            return TypeReference.Unknown;
        }

        if (isOfTable && SystemColumns.Contains(column.Colname ?? ""))
        {
            throw context.Refuse("42701", $"column name \"{column.Colname}\" conflicts with a system column name", column, detail: RefusalDetail.Exists(ObjectKind.Column, default, column.Colname));
        }

        var type = (isOfTable ? ColumnReader.SerialType(typeName) : null) ?? context.Analyzer.ResolveType(typeName);
        if (typeName.Setof)
        {
            throw context.Refuse("42P16", $"column \"{column.Colname}\" cannot be declared SETOF", typeName);
        }

        if (context.Schema.FindType(type.Type) is { } found)
        {
            if (found.Kind == TypeKind.Pseudo)
            {
                throw context.Refuse("42P16", $"column \"{column.Colname}\" has pseudo-type {new SchemaPrinter(context.Schema).Type(type)}", typeName);
            }

            if (!found.IsDefined)
            {
                throw context.Refuse("42704", $"type \"{found.Name.Name}\" is only a shell", typeName);
            }
        }

        return type;
    }

    /// <summary>The collation of a column, where it is not the type's.</summary>
    public string? Collation(CollateClause? clause, TypeReference type)
    {
        if (clause is null)
        {
            return null;
        }

        if (type.IsKnown && !context.Schema.IsCollatable(type.Type))
        {
            throw context.Refuse("42804", $"collations are not supported by type {new SchemaPrinter(context.Schema).Type(type)}", clause);
        }

        return CollationName(clause.Collname);
    }

    /// <summary>A collation as it is named, with quotes where it needs them; null for the one that types of text have anyway.</summary>
    public static string? CollationName(IReadOnlyList<Node> names)
    {
        var parts = NameParts.Of(names);
        var name = string.Join(".", parts.Skip(parts.Count == 2 && parts[0] == "pg_catalog" ? 1 : 0).Select(SqlIdentifiers.Quote));
        return name is "" or "\"default\"" ? null : name;
    }

    /// <summary>The column.</summary>
    /// <param name="draft">What it says.</param>
    /// <param name="type">Its type.</param>
    /// <param name="scope">The columns of its table.</param>
    public ColumnDefinition Build(ColumnDraft draft, TypeReference type, ExpressionScope scope) => new(draft.Name, type)
    {
        Source = context.Source(draft.Node),
        IsNotNull = draft.IsNotNull ?? false,
        Default = draft.Default is { } value ? context.Analyzer.Default(value, draft.Name, type, scope) : null,
        Generated = draft.Generated?.RawExpr is { } expression ? context.Analyzer.Generated(expression, draft.Name, type, scope) : null,
        IsVirtual = draft.Generated is { GeneratedKind: "v" },
        Identity = Identity(draft.Identity),
        IsSerial = draft.SerialType is not null,
        SequenceOptions = draft.Identity is { } identity ? new SequenceOptionsReader(context).Identity(identity.Options, type) : null,
        Collation = Collation(draft.Node.CollClause, type),
    };

    /// <summary>Refuses a generated column that is made of one (<c>check_nested_generated</c>, <c>catalog/heap.c</c>).</summary>
    public static void RefuseNested(LoweringContext context, ColumnDefinition column, Func<string, bool> isGenerated)
    {
        if (column.Generated?.OwnColumns.FirstOrDefault(isGenerated) is { } other)
        {
            throw context.Sink.Refuse("42P17", $"cannot use generated column \"{other}\" in column generation expression", column.Source);
        }
    }

    /// <summary>Who gives the values of an identity column.</summary>
    public static IdentityKind Identity(Constraint? identity) => identity switch
    {
        null => IdentityKind.None,
        { GeneratedWhen: "a" } => IdentityKind.Always,
        _ => IdentityKind.ByDefault,
    };
}
