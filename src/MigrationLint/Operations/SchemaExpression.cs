using System.Text;

namespace MigrationLint.Operations;

/// <summary>A piece of an expression's text.</summary>
internal abstract record ExpressionPart;

/// <summary>Text that no rename changes.</summary>
/// <param name="Text">As <c>pg_get_expr</c> prints it.</param>
internal sealed record TextPart(string Text) : ExpressionPart;

/// <summary>A column.</summary>
/// <param name="Relation">The relation that has it; <see cref="ObjectId.None"/> for the table that the expression itself belongs to.</param>
/// <param name="Column">Its name.</param>
/// <param name="Qualifier">The alias that is printed before it, as in a view; null for none.</param>
internal sealed record ColumnPart(ObjectId Relation, string Column, string? Qualifier = null) : ExpressionPart;

/// <summary>The name that a query gives to a column which it takes as it is: shown only where the column has another one by now.</summary>
/// <param name="Relation">The relation that has the column.</param>
/// <param name="Column">Its name.</param>
/// <param name="Name">The name that it is given.</param>
internal sealed record AliasPart(ObjectId Relation, string Column, string Name) : ExpressionPart;

/// <summary>The name of a relation, such as the sequence in <c>nextval('t_id_seq'::regclass)</c>.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="IsInLiteral">True where it stands inside of a string constant.</param>
/// <param name="IsBare">True where it qualifies a column, and never has a schema.</param>
internal sealed record RelationPart(ObjectId Relation, bool IsInLiteral, bool IsBare = false) : ExpressionPart;

/// <summary>The name of a type.</summary>
/// <param name="Type">The type, printed as <c>format_type</c> does.</param>
internal sealed record TypePart(TypeReference Type) : ExpressionPart;

/// <summary>The name of a function or procedure that is not built in.</summary>
/// <param name="Routine">The routine.</param>
internal sealed record RoutinePart(ObjectId Routine) : ExpressionPart;

/// <summary>How often an expression gives another value for the same rows. The names are PostgreSQL's <c>provolatile</c>.</summary>
internal enum Volatility
{
    /// <summary>Never.</summary>
    Immutable,

    /// <summary>Between statements.</summary>
    Stable,

    /// <summary>With each row.</summary>
    Volatile,
}

/// <summary>
/// An expression in the spelling of <c>pg_get_expr</c>, in parts: what names an object names it by identity, so that a rename shows and what depends on
/// an object is known. Printed by <c>SchemaPrinter</c>.
/// </summary>
/// <param name="parts">In reading order.</param>
internal sealed class SchemaExpression(IReadOnlyList<ExpressionPart> parts)
{
    /// <summary>In reading order; empty where the expression is not known.</summary>
    public IReadOnlyList<ExpressionPart> Parts { get; } = parts;

    /// <summary>An expression that could not be analysed: it is there, and its canonical text is not known.</summary>
    public static SchemaExpression Unknown { get; } = new([]);

    /// <summary>True where only its existence is known.</summary>
    public bool IsUnknown => Parts.Count == 0;

    /// <summary>The type of its value; unknown where it could not be told.</summary>
    public TypeReference Type { get; init; } = TypeReference.Unknown;

    /// <summary>How stable its value is.</summary>
    public Volatility Volatility { get; init; }

    /// <summary>True for a constant without a function, an operator or a column.</summary>
    public bool IsConstant { get; init; }

    /// <summary>The names of the columns of its own table that it reads, each once.</summary>
    public IEnumerable<string> OwnColumns =>
        Parts.OfType<ColumnPart>().Where(part => part.Relation.IsNone).Select(part => part.Column).Distinct(StringComparer.Ordinal);

    /// <summary>The objects that it depends on, each once, built-in ones left out.</summary>
    public IEnumerable<ObjectId> References =>
        Parts.Select(part => part switch
        {
            ColumnPart column => column.Relation,
            RelationPart relation => relation.Relation,
            TypePart type => type.Type.Type,
            RoutinePart routine => routine.Routine,
            _ => ObjectId.None,
        }).Where(id => !id.IsNone && !id.IsBuiltIn).Distinct();

    /// <summary>The same expression with other parts.</summary>
    public SchemaExpression With(IReadOnlyList<ExpressionPart> parts) => new(parts) { Type = Type, Volatility = Volatility, IsConstant = IsConstant };

    /// <summary>For debuggers: references by their ids.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var part in Parts)
        {
            text.Append(part switch
            {
                TextPart plain => plain.Text,
                ColumnPart column => column.Qualifier is null ? column.Column : column.Qualifier + "." + column.Column,
                RelationPart relation => $"#{relation.Relation.Value}",
                TypePart type => $"#{type.Type.Type.Value}",
                RoutinePart routine => $"#{routine.Routine.Value}",
                _ => "",
            });
        }

        return IsUnknown ? "?" : text.ToString();
    }
}
