namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>The types that every database of PostgreSQL 15 has, arrays and row types left out.</summary>
internal static class SystemTypes
{
    /// <summary>Their names.</summary>
    public static HashSet<string> Names { get; } = new(StringComparer.Ordinal)
    {
        "aclitem", "any", "anyarray", "anycompatible", "anycompatiblearray", "anycompatiblemultirange", "anycompatiblenonarray", "anycompatiblerange",
        "anyelement", "anyenum", "anymultirange", "anynonarray", "anyrange", "bit", "bool", "box", "bpchar", "bytea", "cardinal_number", "char",
        "character_data", "cid", "cidr", "circle", "cstring", "date", "datemultirange", "daterange", "event_trigger", "fdw_handler", "float4",
        "float8", "gtsvector", "index_am_handler", "inet", "int2", "int2vector", "int4", "int4multirange", "int4range", "int8", "int8multirange",
        "int8range", "internal", "interval", "json", "jsonb", "jsonpath", "language_handler", "line", "lseg", "macaddr", "macaddr8", "money", "name",
        "numeric", "nummultirange", "numrange", "oid", "oidvector", "path", "pg_brin_bloom_summary", "pg_brin_minmax_multi_summary", "pg_ddl_command",
        "pg_dependencies", "pg_lsn", "pg_mcv_list", "pg_ndistinct", "pg_node_tree", "pg_snapshot", "point", "polygon", "record", "refcursor",
        "regclass", "regcollation", "regconfig", "regdictionary", "regnamespace", "regoper", "regoperator", "regproc", "regprocedure", "regrole",
        "regtype", "sql_identifier", "table_am_handler", "text", "tid", "time", "time_stamp", "timestamp", "timestamptz", "timetz", "trigger",
        "tsm_handler", "tsmultirange", "tsquery", "tsrange", "tstzmultirange", "tstzrange", "tsvector", "txid_snapshot", "unknown", "uuid", "varbit",
        "varchar", "void", "xid", "xid8", "xml", "yes_or_no",
    };
}
