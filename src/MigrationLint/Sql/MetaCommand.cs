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

    /// <summary>True for <c>\g</c> and the other commands that send what stands before them to the server, as a semicolon does.</summary>
    public bool SendsQuery => EndsSend(Name, Arguments);

    /// <summary>True for commands that send; <c>\bind</c> does only where a <c>\g</c> follows as a command of its own.</summary>
    internal static bool EndsSend(string name, string arguments) => name switch
    {
        "g" or "gx" or "gset" or "gexec" or "gdesc" or "crosstabview" or "watch" or "parse" or "sendpipeline" => true,
        "bind" => arguments.IndexOf("\\g", StringComparison.Ordinal) >= 0,
        _ => false,
    };
}
