using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>A command of psql: <c>\restrict</c>, <c>\i file</c>, <c>\gexec</c>.</summary>
/// <param name="Span">From the backslash to the end of its arguments.</param>
/// <param name="Name">The command without its backslash and without a plus sign.</param>
/// <param name="Arguments">What follows, trimmed, as written.</param>
internal sealed record MetaCommand(TextSpan Span, string Name, string Arguments)
{
    /// <summary>The index of the first token behind it.</summary>
    public required int NextToken { get; init; }

    /// <summary>
    /// True for <c>\g</c> and the other commands that send what stands before them to the server, as a semicolon does; <c>\bind</c> does so where a <c>\g</c>
    /// follows, which is a command of its own.
    /// </summary>
    public bool SendsQuery => Name is "g" or "gx" or "gset" or "gexec" or "gdesc" or "crosstabview" or "watch" or "parse" or "sendpipeline";

    /// <summary>True for <c>\r</c>: what stands before it since the last end is thrown away.</summary>
    public bool ResetsQuery => Name is "r" or "reset";
}
