using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Replay.Appliers;

/// <summary>CREATE and ALTER SEQUENCE, and the sequences of columns (<c>commands/sequence.c</c>).</summary>
internal static class SequenceApplier
{
    /// <summary>The oid of <c>bigint</c>.</summary>
    public static TypeReference BigInt { get; } = new(new ObjectId(20));

    private static readonly TypeReference SmallInt = new(new ObjectId(21));
    private static readonly TypeReference Integer = new(new ObjectId(23));

    /// <summary>CREATE SEQUENCE.</summary>
    public static bool Create(ReplayContext context, CreateSequence operation)
    {
        context.RequireSchema(operation.Sequence.Schema);
        if (context.Schema.IsRelationNameTaken(operation.Sequence))
        {
            return operation.IfNotExists ? false : throw context.Refuse("42P07", $"relation \"{operation.Sequence.Name}\" already exists", detail: RefusalDetail.Exists(ObjectKind.Sequence, operation.Sequence));
        }

        var type = operation.Options.Type ?? BigInt;
        Make(context, operation.Sequence, type, operation.Options, operation.Persistence);
        return true;
    }

    /// <summary>Makes a sequence.</summary>
    public static Sequence Make(ReplayContext context, QualifiedName name, TypeReference type, SequenceOptions options, Persistence persistence)
    {
        RequireType(context, type);
        var sequence = Own(context, new Sequence(context.NewId(), name, type) { Persistence = persistence, CreatedBy = context.Operation }, options);
        sequence = sequence with { Options = Complete(context, new SequenceOptions(), options, type) };
        context.Schema = context.Schema.With(sequence);
        return sequence;
    }

    /// <summary>The name that PostgreSQL chooses for the sequence of a column.</summary>
    public static QualifiedName ChooseName(DatabaseSchema schema, QualifiedName table, string column) =>
        table with { Name = Naming.ChooseRelation(schema, table.Name, column, "seq", table.Schema, isConstraint: false) };

    /// <summary>The default that reads a sequence.</summary>
    public static SchemaExpression NextValue(Sequence sequence) =>
        new([new TextPart("nextval('"), new RelationPart(sequence.Id, true), new TextPart("'::regclass)")]) { Type = BigInt, Volatility = Volatility.Volatile };

    /// <summary>ALTER SEQUENCE.</summary>
    public static bool Alter(ReplayContext context, AlterSequence operation)
    {
        switch (context.Schema.FindRelation(operation.Sequence))
        {
            case Sequence sequence:
                Change(context, sequence, operation.Options);
                return true;
            case null when operation.IfExists:
                return false;
            case null when context.MayExist(operation.Sequence) && !context.Schema.IsRelationNameTaken(operation.Sequence):
                context.NoteAssumed(ObjectKind.Sequence, operation.Sequence, operation.Source);
                return true;
            case null:
                throw context.MissingRelation(operation.Sequence);
            default:
                throw context.Refuse("42809", $"\"{operation.Sequence.Name}\" is not a sequence");
        }
    }

    /// <summary>Changes a sequence.</summary>
    public static void Change(ReplayContext context, Sequence sequence, SequenceOptions options)
    {
        if (sequence.IsIdentity && (options.OwnerTable is not null || options.IsOwnedByNone))
        {
            throw context.Refuse("0A000", "cannot change ownership of identity sequence");
        }

        var type = options.Type ?? sequence.Type;
        RequireType(context, type);
        var complete = Complete(context, sequence.Options, options, type);
        var changed = Own(context, sequence, options) with { Type = type, Options = complete };
        context.Put(options.Restarts ? changed with { RestartedBy = context.Operation, RestartValue = options.RestartsWith ?? complete.Start } : changed);
    }

    /// <summary>The sequence that belongs to a column; null where none does.</summary>
    public static Sequence? FindOwned(DatabaseSchema schema, ObjectId table, string column, bool isIdentity) =>
        schema.ObjectsThatName(table).OfType<Sequence>()
            .FirstOrDefault(sequence => sequence.OwnerTable == table && sequence.OwnerColumn == column && sequence.IsIdentity == isIdentity);

    private static void RequireType(ReplayContext context, TypeReference type)
    {
        if (type.IsKnown && type.Type != SmallInt.Type && type.Type != Integer.Type && type.Type != BigInt.Type)
        {
            throw context.Refuse("22023", "sequence type must be smallint, integer, or bigint");
        }
    }

    private static Sequence Own(ReplayContext context, Sequence sequence, SequenceOptions options)
    {
        if (options.IsOwnedByNone)
        {
            return sequence with { OwnerTable = default, OwnerColumn = null };
        }

        if (options.OwnerTable is not { } name || options.OwnerColumn is not { } column)
        {
            return sequence;
        }

        if (context.FindOrAssume(name, context.Operation.Source) is not Table table)
        {
            throw context.Schema.FindRelation(name) is null
                ? context.MissingRelation(name)
                : context.Refuse("42809", $"sequence cannot be owned by relation \"{name.Name}\"");
        }

        if (table.Name.Schema != sequence.Name.Schema)
        {
            throw context.Refuse("55000", "sequence must be in same schema as table it is linked to");
        }

        context.RequireColumn(ref table, column);
        return sequence with { OwnerTable = table.Id, OwnerColumn = column };
    }

    /// <summary><c>init_params</c>: everything is said in the end.</summary>
    private static SequenceOptions Complete(ReplayContext context, SequenceOptions old, SequenceOptions options, TypeReference type)
    {
        var increment = options.Increment ?? old.Increment ?? 1;
        if (increment == 0)
        {
            throw context.Refuse("22023", "INCREMENT must not be zero");
        }

        var (lowest, highest) = RangeOf(type);
        var (oldLowest, oldHighest) = RangeOf(old.Type ?? type);
        var isAscending = increment > 0;
        var resetsMaximum = options.NoMaximum || (options.Type is not null && old.Maximum == oldHighest);
        var resetsMinimum = options.NoMinimum || (options.Type is not null && old.Minimum == oldLowest);
        var maximum = options.Maximum ?? (old.Maximum is { } top && !resetsMaximum ? top : isAscending || (resetsMaximum && !options.NoMaximum) ? highest : -1);
        var minimum = options.Minimum ?? (old.Minimum is { } bottom && !resetsMinimum ? bottom : isAscending && (options.NoMinimum || !resetsMinimum) ? 1 : lowest);
        RequireRange(context, "MAXVALUE", maximum, type);
        RequireRange(context, "MINVALUE", minimum, type);
        if (minimum >= maximum)
        {
            throw context.Refuse("22023", $"MINVALUE ({minimum}) must be less than MAXVALUE ({maximum})");
        }

        var start = options.Start ?? old.Start ?? (isAscending ? minimum : maximum);
        if (options.RestartsWith is { } value && (value < minimum || value > maximum))
        {
            throw context.Refuse("22023", value < minimum ? $"RESTART value ({value}) cannot be less than MINVALUE ({minimum})" : $"RESTART value ({value}) cannot be greater than MAXVALUE ({maximum})");
        }

        return start < minimum ? throw context.Refuse("22023", $"START value ({start}) cannot be less than MINVALUE ({minimum})")
            : start > maximum ? throw context.Refuse("22023", $"START value ({start}) cannot be greater than MAXVALUE ({maximum})")
            : new SequenceOptions
            {
                Type = type, Increment = increment, Minimum = minimum, Maximum = maximum, Start = start,
                Cache = options.Cache ?? old.Cache ?? 1, Cycle = options.Cycle ?? old.Cycle ?? false,
            };
    }

    private static void RequireRange(ReplayContext context, string word, long value, TypeReference type)
    {
        var (lowest, highest) = RangeOf(type);
        if (value < lowest || value > highest)
        {
            throw context.Refuse("22023", $"{word} ({value}) is out of range for sequence data type {new SchemaPrinter(context.Schema).Type(type)}");
        }
    }

    private static (long Lowest, long Highest) RangeOf(TypeReference type) =>
        type.Type == SmallInt.Type ? (short.MinValue, short.MaxValue) : type.Type == Integer.Type ? (int.MinValue, int.MaxValue) : (long.MinValue, long.MaxValue);
}
