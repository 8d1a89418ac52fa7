namespace MigrationLint.Postgres;

/// <summary>The schema of a database changed while it was read.</summary>
public sealed class CatalogChangedException : Exception
{
    /// <summary>With the text that says so.</summary>
    public CatalogChangedException()
        : base("The schema changed while it was read.")
    {
    }

    /// <summary>With a text of its own.</summary>
    public CatalogChangedException(string message)
        : base(message)
    {
    }

    /// <summary>With a text of its own and what led to it.</summary>
    public CatalogChangedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
