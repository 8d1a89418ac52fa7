using System.Globalization;
using MigrationLint.Operations;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>A value that SQL computes, as far as it is known without data. NULL is known; what depends on rows, clocks and chance is not.</summary>
internal abstract record SqlValue
{
    /// <summary>Nothing is known of it.</summary>
    public static SqlValue Unknown { get; } = new SqlUnknown();

    /// <summary>NULL.</summary>
    public static SqlValue Null { get; } = new SqlNull();

    /// <summary>True.</summary>
    public static SqlValue True { get; } = new SqlBoolean(true);

    /// <summary>False.</summary>
    public static SqlValue False { get; } = new SqlBoolean(false);

    /// <summary>False where it, or a part of it, is not known.</summary>
    public virtual bool IsKnown => true;

    /// <summary>True for NULL, and only that.</summary>
    public bool IsNull => this is SqlNull;

    /// <summary>What the type's output function prints; null where that is not known, and for NULL.</summary>
    public abstract string? Output { get; }

    /// <summary>A boolean.</summary>
    public static SqlValue Of(bool value) => value ? True : False;

    /// <summary>An integer.</summary>
    public static SqlValue Of(long value) => new SqlNumber(value, IsInteger: true);

    /// <summary>A text; NULL for null.</summary>
    public static SqlValue Of(string? value) => value is null ? Null : new SqlText(value);

    /// <summary>The oid of an object; 0 where there is none.</summary>
    public static SqlValue Of(ObjectId id) => new SqlObject(id, ObjectAlias.Oid, Name: null);

    /// <summary>An array of texts.</summary>
    public static SqlValue Of(IEnumerable<string> values) => new SqlArray([.. values.Select(Of)]);
}

/// <summary>A value of which nothing is known.</summary>
internal sealed record SqlUnknown : SqlValue
{
    /// <inheritdoc/>
    public override bool IsKnown => false;

    /// <inheritdoc/>
    public override string? Output => null;
}

/// <summary>A value of which nothing is known but that it is not NULL.</summary>
internal sealed record SqlSomeValue : SqlValue
{
    /// <summary>The value.</summary>
    public static SqlSomeValue Instance { get; } = new();

    /// <inheritdoc/>
    public override bool IsKnown => false;

    /// <inheritdoc/>
    public override string? Output => null;
}

/// <summary>A text of which parts are not known: each stretch of those is one <see cref="EmbeddedText.HoleCharacter"/>.</summary>
/// <param name="Content">The characters.</param>
internal sealed record SqlPartialText(string Content) : SqlValue
{
    /// <inheritdoc/>
    public override bool IsKnown => false;

    /// <inheritdoc/>
    public override string? Output => null;

    /// <summary>False where no value of the parts makes it equal to <paramref name="text"/>.</summary>
    public bool CanBe(string text)
    {
        var first = Content.IndexOf(EmbeddedText.HoleCharacter);
        var last = Content.LastIndexOf(EmbeddedText.HoleCharacter);
        return text.Length >= Content.Length - Content.Count(static character => character == EmbeddedText.HoleCharacter)
            && text.StartsWith(Content.Substring(0, first), StringComparison.Ordinal)
            && text.EndsWith(Content.Substring(last + 1), StringComparison.Ordinal);
    }
}

/// <summary>A name that is not known but for a set that it is of: those of objects that every database has.</summary>
/// <param name="Contains">True for the names of the set.</param>
/// <param name="Names">The set; null where it is not to be listed.</param>
internal sealed record SqlOneOf(Func<string, bool> Contains, IReadOnlyCollection<string>? Names) : SqlValue
{
    /// <summary>One of some names.</summary>
    public SqlOneOf(HashSet<string> names)
        : this(names.Contains, names)
    {
    }

    /// <inheritdoc/>
    public override bool IsKnown => false;

    /// <inheritdoc/>
    public override string? Output => null;
}

/// <summary>An oid that is not known.</summary>
/// <param name="IsBuiltIn">True for an object that every database has; false for one of a base that lies outside, which is none that is known of.</param>
internal sealed record SqlSomeOid(bool IsBuiltIn) : SqlValue
{
    /// <inheritdoc/>
    public override bool IsKnown => false;

    /// <inheritdoc/>
    public override string? Output => null;
}

/// <summary>NULL.</summary>
internal sealed record SqlNull : SqlValue
{
    /// <inheritdoc/>
    public override string? Output => null;
}

/// <summary>A boolean.</summary>
/// <param name="Value">Its value.</param>
internal sealed record SqlBoolean(bool Value) : SqlValue
{
    /// <inheritdoc/>
    public override string Output => Value ? "t" : "f";
}

/// <summary>A text, also of a constant whose type is still open.</summary>
/// <param name="Value">Its characters.</param>
internal sealed record SqlText(string Value) : SqlValue
{
    /// <summary>True for a constant without a type: it becomes what it meets.</summary>
    public bool IsUntyped { get; init; }

    /// <summary>True for a text of a table: what comes before it is a matter of its collation.</summary>
    public bool IsCollated { get; init; }

    /// <inheritdoc/>
    public override string Output => Value;
}

/// <summary>A number.</summary>
/// <param name="Value">Its value, with its scale.</param>
/// <param name="IsInteger">True for the integer types.</param>
internal sealed record SqlNumber(decimal Value, bool IsInteger) : SqlValue
{
    /// <summary>True where its type is certainly <c>integer</c> or <c>smallint</c>.</summary>
    public bool IsSmall { get; init; }

    /// <summary>True for a floating-point number, which is what it is printed as and compares so, but computes otherwise.</summary>
    public bool IsInexact { get; init; }

    /// <inheritdoc/>
    public override string Output => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What an oid is printed as.</summary>
internal enum ObjectAlias
{
    /// <summary>A number.</summary>
    Oid,

    /// <summary><c>regclass</c>.</summary>
    Relation,

    /// <summary><c>regtype</c>.</summary>
    Type,

    /// <summary><c>regproc</c>.</summary>
    Routine,

    /// <summary><c>regprocedure</c>.</summary>
    Signature,

    /// <summary><c>regnamespace</c>.</summary>
    Namespace,

    /// <summary><c>regrole</c>.</summary>
    Role,
}

/// <summary>An oid, also of one of the types that print it as a name.</summary>
/// <param name="Id">The object; none for 0.</param>
/// <param name="Alias">The type.</param>
/// <param name="Name">What it prints; null where it prints the number.</param>
internal sealed record SqlObject(ObjectId Id, ObjectAlias Alias, string? Name) : SqlValue
{
    /// <summary>The numbers of what users made differ from server to server.</summary>
    public override string? Output => Name ?? (Id.Value < ObjectId.FirstNormal ? Id.Value.ToString(CultureInfo.InvariantCulture) : null);
}

/// <summary>An array of one dimension, or of arrays.</summary>
/// <param name="Elements">Its elements.</param>
internal sealed record SqlArray(IReadOnlyList<SqlValue> Elements) : SqlValue
{
    /// <summary>The subscript of the first element: 0 in <c>int2vector</c> and <c>oidvector</c>.</summary>
    public int LowerBound { get; init; } = 1;

    /// <inheritdoc/>
    public override bool IsKnown => Elements.All(static element => element.IsKnown);

    /// <inheritdoc/>
    public override string? Output => LowerBound == 0 ? Vector : SqlArrayText.Write(this);

    private string? Vector => Elements.All(static element => element.Output is not null) ? string.Join(" ", Elements.Select(static element => element.Output)) : null;
}

/// <summary>A row, also the value of a record.</summary>
/// <param name="Names">The names of its fields.</param>
/// <param name="Values">Their values.</param>
internal sealed record SqlRow(IReadOnlyList<string> Names, IReadOnlyList<SqlValue> Values) : SqlValue
{
    /// <inheritdoc/>
    public override bool IsKnown => Values.All(static value => value.IsKnown);

    /// <inheritdoc/>
    public override string? Output => Values.All(static value => value.IsNull || value.Output is not null) ? SqlArrayText.WriteRow(Values) : null;

    /// <summary>The field of that name; null where it has none.</summary>
    public SqlValue? Field(string name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
            {
                return Values[i];
            }
        }

        return null;
    }
}

/// <summary>A date or a time of a day of it, without a zone.</summary>
/// <param name="Value">The moment.</param>
/// <param name="IsDate">True for <c>date</c>.</param>
internal sealed record SqlTimestamp(DateTime Value, bool IsDate) : SqlValue
{
    /// <inheritdoc/>
    public override string Output =>
        Value.ToString(IsDate ? "yyyy-MM-dd" : Value.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
}

/// <summary>A span of time.</summary>
/// <param name="Months">Its months and years.</param>
/// <param name="Days">Its days.</param>
/// <param name="Time">Its hours and less.</param>
internal sealed record SqlInterval(int Months, int Days, TimeSpan Time) : SqlValue
{
    /// <summary>How it is printed is a setting.</summary>
    public override string? Output => null;
}
