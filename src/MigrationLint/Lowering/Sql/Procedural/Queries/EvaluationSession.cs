using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Ends what takes more steps than are spent on a statement.</summary>
internal sealed class EvaluationLimitException() : Exception("it takes more steps than are followed");

/// <summary>The names that mean values in code: variables, records, parameters.</summary>
internal interface IVariableScope
{
    /// <summary>The value of a variable, or of a field of one; null where no variable has the name.</summary>
    SqlValue? Find(IReadOnlyList<string> names);

    /// <summary>The value of <c>$1</c>, <c>$2</c>, …; null where there is no such parameter.</summary>
    SqlValue? Parameter(int number);
}

/// <summary>Runs a routine of the user's.</summary>
/// <param name="routine">The routine.</param>
/// <param name="arguments">A value for each of its parameters that takes one.</param>
/// <param name="source">The call.</param>
/// <param name="isCertain">False where something that is not known decides whether it is called.</param>
internal delegate QueryResult RoutineRunner(Routine routine, IReadOnlyList<SqlValue> arguments, SourceSpan source, bool isCertain);

/// <summary>What the evaluation of one statement shares, routines that it calls included.</summary>
/// <param name="sink">The database.</param>
internal sealed class EvaluationSession(IOperationSink sink)
{
    // Enough for a loop over some thousand tables, little enough to be over in a moment.
    private const int MaximumSteps = 1_000_000;

    private CatalogTables? catalog;
    private int fuel = MaximumSteps;

    /// <summary>The database.</summary>
    public IOperationSink Sink { get; set; } = sink;

    /// <summary>What it holds now.</summary>
    public DatabaseSchema Schema => Sink.Schema;

    /// <summary>Runs routines; null where none are run.</summary>
    public RoutineRunner? Runner { get; set; }

    /// <summary>The catalog of the schema of this moment.</summary>
    public CatalogTables Catalog => catalog is { } current && ReferenceEquals(current.Schema, Schema) && current.IsComplete == Sink.IsComplete
        ? current
        : catalog = new CatalogTables(Schema, Sink.IsComplete, Sink.Settings);

    /// <summary>Takes steps.</summary>
    /// <exception cref="EvaluationLimitException">There are none left.</exception>
    public void Spend(int steps)
    {
        fuel -= steps;
        if (fuel < 0)
        {
            throw new EvaluationLimitException();
        }
    }

    /// <summary>The schemas that bare names are looked for in.</summary>
    public IEnumerable<string> SearchOrder
    {
        get
        {
            var path = Sink.Settings.SearchPath;
            if (!path.Contains(NameResolver.Temporary))
            {
                yield return NameResolver.Temporary;
            }

            if (!path.Contains("pg_catalog"))
            {
                yield return "pg_catalog";
            }

            foreach (var schema in path)
            {
                yield return schema;
            }
        }
    }

    /// <summary>The first name on the path that something has; null for none.</summary>
    public QualifiedName? Find(string? schema, string name, Func<QualifiedName, bool> exists)
    {
        foreach (var candidate in schema is null ? SearchOrder : [schema])
        {
            var qualified = new QualifiedName(candidate, name);
            if (exists(qualified))
            {
                return qualified;
            }
        }

        return null;
    }

    /// <summary>True where an object that is not found is certainly not there.</summary>
    public bool IsMissingCertain => Sink.IsComplete && Sink.Settings.IsSearchPathKnown && Schema.Extensions.All(static extension => extension.IsKnown);
}
