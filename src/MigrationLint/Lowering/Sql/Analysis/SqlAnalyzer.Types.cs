using System.Globalization;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Types by name (<c>parse_type.c</c>), and what is known of them (<c>lsyscache.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    // varchar and char (varchar.c), bit (varbit.c), numeric (numeric.c).
    private const int LongestString = 10_485_760;
    private const int LongestBitString = 83_886_080;
    private const int LargestNumericPrecision = 1000;

    /// <summary>The schemas that a bare name is looked for in, in order.</summary>
    private IReadOnlyList<string> Path => path ??= sink.Settings.SearchPath.Contains("pg_catalog", StringComparer.Ordinal) ? sink.Settings.SearchPath : ["pg_catalog", .. sink.Settings.SearchPath];

    private TypeReference Resolve(TypeName type)
    {
        if (type.Names.Any(IsHole) || type.Typmods.Any(node => node is Hole) || type.Names.Count == 0)
        {
            throw new NotKnownException();
        }

        var names = type.Names.Select(node => ((StringValue)node).Sval).ToList();
        if (type.PctType)
        {
            return ColumnType(names, type);
        }

        var found = FindType(names, type);
        if (found is null)
        {
            sink.NoteExtensionUse(ObjectKind.Type, names[names.Count - 1], text.ToSource(type.Span));
            throw IsMissing(names.Count > 1 ? names[names.Count - 2] : null)
                ? Refuse("42704", $"type \"{string.Join(".", names)}{(type.ArrayBounds.Count > 0 ? "[]" : "")}\" does not exist", type, detail: RefusalDetail.Missing(ObjectKind.Type, NameIn(names)))
                : new NotKnownException();
        }

        if (!found.IsDefined)
        {
            throw Refuse("42704", $"type \"{string.Join(".", names)}\" is only a shell", type);
        }

        var modifier = type.Typmods.Count > 0 ? Modifier(found, type) : -1;
        if (type.ArrayBounds.Count == 0)
        {
            return new TypeReference(found.Id, modifier);
        }

        var array = found.IsArray ? found.Id : found.Array;
        return array.IsNone
            ? throw (found.Id.IsBuiltIn ? Refuse("42704", $"could not find array type for data type {TypeText(found.Id)}", type) : new NotKnownException())
            : new TypeReference(array, modifier);
    }

    private static bool IsHole(Node node) => node is not StringValue { Sval: var text } || text.IndexOf(Text.EmbeddedText.HoleCharacter) >= 0;

    private TypeReference ColumnType(List<string> names, Node place)
    {
        if (names.Count < 2)
        {
            throw Refuse("42601", $"improper %TYPE reference (too few dotted names): {string.Join(".", names)}", place);
        }

        var relation = FindRelation(names.Count > 2 ? names[names.Count - 3] : null, names[names.Count - 2], place);
        var column = names[names.Count - 1];
        return relation.FindColumn(column) is { } found ? found.Type
            : relation.IsIncomplete ? throw new NotKnownException()
            : throw Refuse("42703", $"column \"{column}\" of relation \"{relation.Name.Name}\" does not exist", place, detail: RefusalDetail.MissingColumn(relation.Name, column));
    }

    /// <summary>The type that a name means; null where there is none.</summary>
    private SchemaType? FindType(IReadOnlyList<string> names, Node place)
    {
        var name = names[names.Count - 1];
        if (names.Count > 1)
        {
            RequireSchema(names[names.Count - 2], place);
            return sink.Schema.FindType(new QualifiedName(names[names.Count - 2], name));
        }

        foreach (var schema in RelationPath())
        {
            if (sink.Schema.FindType(new QualifiedName(schema, name)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Where relations and types are looked for: temporary ones come first, unless the path says otherwise.</summary>
    private IReadOnlyList<string> RelationPath() => Path.Contains(NameResolver.Temporary, StringComparer.Ordinal) ? Path : [NameResolver.Temporary, .. Path];

    private void RequireSchema(string schema, Node place)
    {
        if (!IsSchema(schema))
        {
            throw sink.IsComplete ? Refuse("3F000", $"schema \"{schema}\" does not exist", place, detail: RefusalDetail.Missing(ObjectKind.Schema, new QualifiedName("", schema))) : new NotKnownException();
        }
    }

    private bool IsSchema(string name) => name is "pg_catalog" or "information_schema" or "public" or "pg_temp" or "pg_toast" || sink.Schema.FindNamespace(name) is not null;

    /// <summary>True where a name that was not found is certainly not there.</summary>
    private bool IsMissing(string? schema) =>
        schema is "pg_catalog" or "information_schema" || (sink.IsComplete && !sink.Schema.HasUnknownExtension && (schema is not null || sink.Settings.IsSearchPathKnown));

    private int Modifier(SchemaType type, TypeName written)
    {
        var arguments = new List<string>();
        foreach (var node in written.Typmods)
        {
            arguments.Add(node switch
            {
                AConst { Ival: { } number } => Number(number.Ival),
                AConst { Fval: { } number } => number.Fval,
                AConst { Sval: { } literal } => literal.Sval,
                ColumnRef { Fields: [StringValue word] } => word.Sval,
                _ => throw Refuse("42601", "type modifiers must be simple constants or identifiers", node),
            });
        }

        var name = type.Name.Schema == "pg_catalog" ? type.Name.Name : "";
        if (name is not ("varchar" or "bpchar" or "bit" or "varbit" or "numeric" or "time" or "timetz" or "timestamp" or "timestamptz" or "interval"))
        {
            throw type.Name.Schema == "pg_catalog" || type.Kind is TypeKind.Enum or TypeKind.Domain or TypeKind.Composite || BuiltInCatalog.ExtensionOf(type.Id) is not null
                ? Refuse("42601", $"type modifier is not allowed for type \"{string.Join(".", written.Names.Select(part => ((StringValue)part).Sval))}\"", written)
                : new NotKnownException();
        }

        var numbers = arguments.Select(argument => int.TryParse(argument, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw Refuse("22P02", $"invalid input syntax for type integer: \"{argument}\"", written)).ToList();
        return name switch
        {
            "varchar" => Length(numbers, "varchar", LongestString, written) + TypeModifiers.HeaderSize,
            "bpchar" => Length(numbers, "char", LongestString, written) + TypeModifiers.HeaderSize,
            "bit" => Length(numbers, "bit", LongestBitString, written),
            "varbit" => Length(numbers, "varbit", LongestBitString, written),
            "numeric" => NumericModifier(numbers, written),
            "interval" => IntervalModifier(numbers, written),
            _ => TimeModifier(numbers, name, written),
        };
    }

    private int Length(List<int> numbers, string word, int longest, Node place)
    {
        return numbers.Count != 1 ? throw Refuse("22023", "invalid type modifier", place)
            : numbers[0] < 1 ? throw Refuse("22023", $"length for type {word} must be at least 1", place)
            : numbers[0] > longest ? throw Refuse("22023", $"length for type {word} cannot exceed {Number(longest)}", place)
            : numbers[0];
    }

    private int NumericModifier(List<int> numbers, Node place)
    {
        if (numbers.Count > 2)
        {
            throw Refuse("22023", "invalid NUMERIC type modifier", place);
        }

        if (numbers[0] is < 1 or > LargestNumericPrecision)
        {
            throw Refuse("22023", $"NUMERIC precision {Number(numbers[0])} must be between 1 and {Number(LargestNumericPrecision)}", place);
        }

        var scale = numbers.Count > 1 ? numbers[1] : 0;
        return scale is < -LargestNumericPrecision or > LargestNumericPrecision
            ? throw Refuse("22023", $"NUMERIC scale {Number(scale)} must be between -{Number(LargestNumericPrecision)} and {Number(LargestNumericPrecision)}", place)
            : TypeModifiers.Numeric(numbers[0], scale);
    }

    private int TimeModifier(List<int> numbers, string name, Node place)
    {
        var word = (name.StartsWith("timestamp", StringComparison.Ordinal) ? "TIMESTAMP" : "TIME") + $"({Number(numbers[0])})" + (name.EndsWith("tz", StringComparison.Ordinal) ? " WITH TIME ZONE" : "");
        return numbers.Count != 1 ? throw Refuse("22023", "invalid type modifier", place)
            : numbers[0] < 0 ? throw Refuse("22023", word + " precision must not be negative", place)
            : Math.Min(numbers[0], TypeModifiers.LargestTimePrecision);
    }

    private int IntervalModifier(List<int> numbers, Node place) =>
        numbers.Count > 2 ? throw Refuse("22023", "invalid INTERVAL type modifier", place)
        : numbers.Count == 2 && numbers[1] < 0 ? throw Refuse("22023", $"INTERVAL({Number(numbers[1])}) precision must not be negative", place)
        : numbers.Count == 1 && numbers[0] == 0x7FFF ? -1
        : TypeModifiers.Interval(numbers[0], numbers.Count == 2 ? Math.Min(numbers[1], TypeModifiers.LargestTimePrecision) : null);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The type as messages show it (<c>format_type_be</c>).</summary>
    private string TypeText(ObjectId type) => Printer.Type(type);

    private SchemaType Find(ObjectId type) => sink.Schema.FindType(type) ?? throw new NotKnownException();

    /// <summary>What a domain narrows, down to the type that is none (<c>getBaseType</c>).</summary>
    private TypeReference BaseType(TypeReference type)
    {
        for (var step = 0; step < 100; step++)
        {
            if (type.Type.Value == TypeIds.Unknown.Value || Find(type.Type) is not { Kind: TypeKind.Domain } domain)
            {
                return type;
            }

            // The modifier of the first domain that has one counts.
            type = new TypeReference(domain.BaseType.Type, type.Modifier >= 0 ? type.Modifier : domain.BaseType.Modifier);
        }

        throw new NotKnownException();
    }

    private ObjectId BaseType(ObjectId type) => BaseType(new TypeReference(type)).Type;

    private char Category(ObjectId type)
    {
        var found = Find(type);
        return found.IsArray ? 'A' : found.Kind switch
        {
            TypeKind.Enum => 'E',
            TypeKind.Composite => 'C',
            TypeKind.Range or TypeKind.Multirange => 'R',
            TypeKind.Domain => Category(found.BaseType.Type),
            _ => found.Category,
        };
    }

    private bool IsPreferred(ObjectId type) => Find(type) is { IsPreferred: true, Kind: not TypeKind.Domain };

    /// <summary>The type of the elements of a true array; none for others (<c>get_element_type</c>).</summary>
    private ObjectId ElementType(ObjectId type) => Find(type) is { IsArray: true } found ? found.Element : ObjectId.None;

    /// <summary>The same of what a domain narrows (<c>get_base_element_type</c>).</summary>
    private ObjectId BaseElementType(ObjectId type) => ElementType(BaseType(type));

    private ObjectId ArrayType(ObjectId type) => type == TypeIds.Record ? TypeIds.RecordArray : Find(type).Array;

    private bool IsComposite(ObjectId type) => Find(type) is { Kind: TypeKind.Composite };

    private bool IsRowType(ObjectId type) => type == TypeIds.Record || IsComposite(BaseType(type));

    // What analysis itself puts into a query (the columns of USING, of "*") stands nowhere.
    private Exception Refuse(string sqlState, string message, Node? place, RefusalDetail? detail = null) =>
        sink.Refuse(sqlState, message, text.ToSource((place ?? currentPlace)?.Span ?? default), detail);

    // A bare name that nothing has is looked for in the schema where it would be made.
    private QualifiedName NameIn(IReadOnlyList<string> names) =>
        new(names.Count > 1 ? names[names.Count - 2] : sink.Settings.SearchPath.FirstOrDefault(IsSchema) ?? "public", names[names.Count - 1]);

    // The one relation whose columns a bare name can mean.
    private static QualifiedName? RelationOf(Scope scope) => scope.Items.Count == 1 ? scope.Items[0].Source?.Name : null;

    /// <summary>The relation of that name. One that may be there is not known.</summary>
    private Relation FindRelation(string? schema, string name, Node place)
    {
        if (name.IndexOf(Text.EmbeddedText.HoleCharacter) >= 0)
        {
            throw new NotKnownException();
        }

        if (schema is not null)
        {
            // A relation in a schema that is not there is missing itself.
            if (!IsSchema(schema))
            {
                throw sink.IsComplete ? Refuse("42P01", $"relation \"{schema}.{name}\" does not exist", place, detail: RefusalDetail.Missing(ObjectKind.Table, new QualifiedName(schema, name))) : new NotKnownException();
            }

            return FindIn(schema, name, place) ?? throw Refuse("42P01", $"relation \"{schema}.{name}\" does not exist", place, detail: RefusalDetail.Missing(ObjectKind.Table, new QualifiedName(schema, name)));
        }

        foreach (var candidate in RelationPath())
        {
            if (sink.Schema.FindRelation(new QualifiedName(candidate, name)) is { } found)
            {
                return found;
            }
        }

        if (!sink.Settings.IsSearchPathKnown)
        {
            throw new NotKnownException();
        }

        var creation = sink.Settings.SearchPath.FirstOrDefault(candidate => candidate == "public" || sink.Schema.FindNamespace(candidate) is not null);
        return (creation is null ? null : FindIn(creation, name, place)) ?? throw Refuse("42P01", $"relation \"{name}\" does not exist", place, detail: RefusalDetail.Missing(ObjectKind.Table, NameIn([name])));
    }

    private Relation? FindIn(string schema, string name, Node place) =>
        sink.Schema.FindRelation(new QualifiedName(schema, name))
        ?? (schema is "pg_catalog" or "information_schema" ? null : sink.FindOrAssumeRelation(new QualifiedName(schema, name), text.ToSource(place.Span)));

    /// <summary>Ends the analysis of what cannot be told. Caught where what is asked for ends.</summary>
    private sealed class NotKnownException : Exception
    {
        public NotKnownException()
            : base("not known")
        {
        }
    }
}
