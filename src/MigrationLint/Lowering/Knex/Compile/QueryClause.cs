using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>A clause of a query as Knex's builder keeps it: one of its <c>_statements</c>.</summary>
internal sealed record QueryClause
{
    /// <summary><c>columns</c>, <c>join</c>, <c>where</c>, <c>union</c>, <c>group</c>, <c>having</c>, <c>order</c>, <c>with</c>, <c>hintComments</c>.</summary>
    public required string Grouping { get; init; }

    /// <summary>Which kind of it.</summary>
    public string Type { get; init; } = "";

    /// <summary>The call that made it.</summary>
    public required SourceSpan Place { get; init; }

    public JavaScriptValue Column { get; init; } = JavaScriptValues.Undefined;
    public JavaScriptValue Operator { get; init; } = JavaScriptValues.Undefined;
    public JavaScriptValue Value { get; init; } = JavaScriptValues.Undefined;

    /// <summary>True where there is a value that may be undefined.</summary>
    public bool HasValue { get; init; }

    public bool IsNot { get; init; }
    public string Bool { get; init; } = "and";
    public bool IsColumn { get; init; }

    /// <summary><c>distinct</c>, or <c>recursive</c> for WITH.</summary>
    public bool IsMarked { get; init; }

    /// <summary>The function of an aggregate, the path of JSON, the set operation of a union.</summary>
    public string Method { get; init; } = "";

    public JavaScriptValue Alias { get; init; } = JavaScriptValues.Undefined;
    public JavaScriptValue Extra { get; init; } = JavaScriptValues.Undefined;

    /// <summary>For WITH; null where nothing is said.</summary>
    public bool? IsMaterialized { get; init; }

    public JoinState? Join { get; init; }
}

/// <summary>A join and its conditions.</summary>
/// <param name="Table">What is joined.</param>
/// <param name="Kind"><c>inner</c>, <c>left outer</c>, <c>raw</c>.</param>
/// <param name="Schema">The schema of the query when the join was made.</param>
internal sealed record JoinState(JavaScriptValue Table, string Kind, JavaScriptValue Schema)
{
    /// <summary>The conditions.</summary>
    public List<QueryClause> Clauses { get; } = [];

    /// <summary>The kind that the function of the join said last.</summary>
    public string Type { get; set; } = Kind;
}
