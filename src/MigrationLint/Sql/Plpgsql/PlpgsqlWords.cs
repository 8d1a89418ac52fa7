namespace MigrationLint.Sql.Plpgsql;

/// <summary>PL/pgSQL's own keywords (<c>pl_reserved_kwlist.h</c>, <c>pl_unreserved_kwlist.h</c>). Words of SQL that are not among them are names to it.</summary>
internal static class PlpgsqlWords
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "all", "begin", "by", "case", "declare", "else", "end", "execute", "for", "foreach", "from", "if", "in", "into", "loop", "not", "null", "or",
        "strict", "then", "to", "using", "when", "while",
    };

    private static readonly HashSet<string> Unreserved = new(StringComparer.Ordinal)
    {
        "absolute", "alias", "and", "array", "assert", "backward", "call", "chain", "close", "collate", "column", "column_name", "commit", "constant",
        "constraint", "constraint_name", "continue", "current", "cursor", "datatype", "debug", "default", "detail", "diagnostics", "do", "dump", "elseif",
        "elsif", "errcode", "error", "exception", "exit", "fetch", "first", "forward", "get", "hint", "import", "info", "insert", "is", "last", "log",
        "merge", "message", "message_text", "move", "next", "no", "notice", "open", "option", "perform", "pg_context", "pg_datatype_name",
        "pg_exception_context", "pg_exception_detail", "pg_exception_hint", "pg_routine_oid", "print_strict_params", "prior", "query", "raise", "relative",
        "return", "returned_sqlstate", "reverse", "rollback", "row_count", "rowtype", "schema", "schema_name", "scroll", "slice", "sqlstate", "stacked",
        "table", "table_name", "type", "use_column", "use_variable", "variable_conflict", "warning",
    };

    /// <summary>True for a word that can be no name.</summary>
    public static bool IsReserved(string word) => Reserved.Contains(word);

    /// <summary>True for a word that can be a name too.</summary>
    public static bool IsUnreserved(string word) => Unreserved.Contains(word);
}
