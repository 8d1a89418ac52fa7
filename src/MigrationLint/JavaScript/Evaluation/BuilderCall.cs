using MigrationLint.Text;

namespace MigrationLint.JavaScript.Evaluation;

/// <summary>A method that the program called on a builder of a query library: <c>t.string('name', 50)</c>.</summary>
/// <param name="Method">The name.</param>
/// <param name="Arguments">What it was given, in order.</param>
/// <param name="Location">The call, in the file that makes it.</param>
internal sealed record BuilderCall(string Method, IReadOnlyList<JavaScriptValue> Arguments, SourceSpan Location)
{
    /// <summary>What was called on the builder that the call itself gave: <c>.notNullable()</c>, <c>.defaultTo(1)</c>; in order.</summary>
    public List<BuilderCall> Chain { get; } = [];

    /// <summary>What a function among the arguments called on the builder that it was given, by the position of the argument.</summary>
    public Dictionary<int, List<BuilderCall>> Callbacks { get; } = [];

    /// <summary>True where a test that is not known decides whether it is called.</summary>
    public bool IsConditional { get; init; }
}
