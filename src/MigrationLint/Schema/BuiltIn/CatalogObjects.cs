using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>An operator that is built in or an extension's.</summary>
/// <param name="Name">Its name, such as <c>||</c>.</param>
/// <param name="Left">The type of its left operand; none for a prefix operator.</param>
/// <param name="Right">The type of its right operand.</param>
/// <param name="Result">The type of its value.</param>
/// <param name="Volatility">That of its function.</param>
/// <param name="Extension">The extension that has it; null for what is built in.</param>
internal sealed record Operator(string Name, ObjectId Left, ObjectId Right, ObjectId Result, Volatility Volatility, string? Extension);

/// <summary>A cast.</summary>
/// <param name="Context"><c>e</c> explicit, <c>a</c> assignment, <c>i</c> implicit: PostgreSQL's <c>castcontext</c>.</param>
/// <param name="Method"><c>f</c> function, <c>b</c> binary coercible, <c>i</c> input and output: PostgreSQL's <c>castmethod</c>.</param>
/// <param name="Volatility">That of its function.</param>
/// <param name="ArgumentCount">How many arguments its function takes: with two or three, the type's modifier is one.</param>
internal sealed record Cast(char Context, char Method, Volatility Volatility, int ArgumentCount);

/// <summary>An operator class.</summary>
/// <param name="Method">The access method.</param>
/// <param name="Name">Its name.</param>
/// <param name="Input">The type that it orders.</param>
/// <param name="IsDefault">True where it is its type's default.</param>
/// <param name="Extension">The extension that has it; null for what is built in.</param>
internal sealed record OperatorClass(string Method, string Name, ObjectId Input, bool IsDefault, string? Extension);

/// <summary>A type as the generated data have it.</summary>
/// <param name="Type">The type; its schema is empty for an extension's, which may be in any.</param>
/// <param name="IsCollatable">True where its values have a collation.</param>
/// <param name="Input">How stable its input function is.</param>
/// <param name="Output">How stable its output function is.</param>
internal sealed record CatalogType(SchemaType Type, bool IsCollatable, Volatility Input, Volatility Output);
