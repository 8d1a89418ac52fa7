using System.Globalization;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Reads the options of sequences (<c>init_params</c> of <c>sequence.c</c>).</summary>
internal sealed class SequenceOptionsReader(LoweringContext context)
{
    /// <summary>The options of CREATE and ALTER SEQUENCE.</summary>
    public SequenceOptions Read(IReadOnlyList<DefElem> options)
    {
        var read = new SequenceOptions();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in options)
        {
            var name = option.Defname ?? "";
            if (name == "sequence_name")
            {
                throw context.Refuse("42601", "invalid sequence option SEQUENCE NAME", option);
            }

            if (!seen.Add(name))
            {
                throw context.Refuse("42601", "conflicting or redundant options", option);
            }

            read = Add(read, name, option);
        }

        return read;
    }

    /// <summary>The options of an identity column, whose sequence is of the column's type.</summary>
    public SequenceOptions? Identity(IReadOnlyList<DefElem> options, TypeReference type)
    {
        var name = options.FirstOrDefault(static option => option.Defname == "sequence_name")?.Arg is ListValue list ? NameOf(list) : (QualifiedName?)null;
        var read = Read([.. options.Where(static option => option.Defname != "sequence_name")]);
        return (read with { Name = name, Type = read.Type ?? (type.IsKnown ? type : null) }) is var result && options.Count > 0 ? result : null;
    }

    private QualifiedName NameOf(ListValue list)
    {
        var parts = NameParts.Of(list);
        return NameParts.SchemaOf(parts) is null ? new QualifiedName("", parts[0]) : context.Names.ForCreation(list.Items);
    }

    private SequenceOptions Add(SequenceOptions read, string name, DefElem option) => name switch
    {
        "as" when option.Arg is TypeName type => read with { Type = IntegerType(type) },
        "increment" => Number(option) is 0 ? throw context.Refuse("22023", "INCREMENT must not be zero", option) : read with { Increment = Number(option) },
        "start" => read with { Start = Number(option) },
        "restart" => read with { Restarts = true, RestartsWith = Number(option) },
        "minvalue" => read with { Minimum = Number(option), NoMinimum = option.Arg is null },
        "maxvalue" => read with { Maximum = Number(option), NoMaximum = option.Arg is null },
        "cache" => Number(option) is <= 0 ? throw context.Refuse("22023", $"CACHE ({Number(option)}) must be greater than zero", option) : read with { Cache = Number(option) },
        "cycle" => read with { Cycle = option.Arg is not BooleanValue { Boolval: false } },
        "owned_by" when option.Arg is ListValue owner => AddOwner(read, owner),
        _ => read,
    };

    private TypeReference IntegerType(TypeName name)
    {
        var type = context.Analyzer.ResolveType(name);
        return !type.IsKnown || type.Type == BuiltInTypes.SmallInt.Type || type.Type == BuiltInTypes.Integer.Type || type.Type == BuiltInTypes.BigInt.Type
            ? type
            : throw context.Refuse("22023", "sequence type must be smallint, integer, or bigint", name);
    }

    // process_owned_by.
    private SequenceOptions AddOwner(SequenceOptions read, ListValue owner)
    {
        var parts = NameParts.Of(owner);
        if (parts.Count == 1)
        {
            return parts[0] == "none" ? read with { IsOwnedByNone = true } : throw context.Refuse("42601", "invalid OWNED BY option", owner);
        }

        var table = context.Names.FindRelation(NameParts.ToRangeVar([.. owner.Items.Take(owner.Items.Count - 1)]));
        var column = NameParts.NameOf(parts);
        if (table is not (Schema.Table or Schema.View))
        {
            throw context.Refuse("42809", $"sequence cannot be owned by relation \"{table.Name.Name}\"", owner);
        }

        return table.FindColumn(column) is null && !table.IsIncomplete
            ? throw context.Refuse("42703", $"column \"{column}\" of relation \"{table.Name.Name}\" does not exist", owner, detail: RefusalDetail.MissingColumn(table.Name, column))
            : read with { OwnerTable = table.Name, OwnerColumn = column };
    }

    private static long? Number(DefElem option) => option.Arg switch
    {
        IntegerValue number => number.Ival,
        FloatValue number when long.TryParse(number.Fval, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };
}
