namespace MigrationLint.Postgres;

/// <summary>
/// The queries of the reader, one per catalog for all objects at once. They read <c>pg_catalog</c> only, since <c>information_schema</c> hides
/// what the role may not touch. Rows of a relation carry its oid and are put together by the reader.
/// </summary>
internal static class CatalogQueries
{
    public static string Schemas { get; } = $"""
        SELECT n.nspname FROM pg_namespace n WHERE {UserSchema} AND NOT {OfExtension("pg_namespace", "n.oid")} ORDER BY 1
        """;

    public const string Extensions = "SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1";

    public static string Relations { get; } = $"""
        SELECT c.oid, n.nspname, c.relname, c.relkind::text, c.relispartition, c.relpersistence = 'u', c.relrowsecurity, pg_get_partkeydef(c.oid),
            (SELECT array_agg(i.inhparent::regclass::text ORDER BY 1) FROM pg_inherits i WHERE i.inhrelid = c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND {UserSchema} AND NOT {OfExtension("pg_class", "c.oid")}
        """;

    public static string Columns { get; } = $"""
        SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
            a.attidentity::text, a.attgenerated::text
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE {OfRelation("a.attrelid")} AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum
        """;

    public static string Enums { get; } = $"""
        SELECT n.nspname, t.typname, (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid)
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE t.typtype = 'e' AND {UserSchema} AND NOT {OfExtension("pg_type", "t.oid")}
        """;

    public static string Types { get; } = $"""
        SELECT n.nspname, t.typname, t.typtype::text, CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END
        FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
        WHERE (t.typtype IN ('d', 'r') OR t.typtype = 'c' AND c.relkind = 'c') AND {UserSchema} AND NOT {OfExtension("pg_type", "t.oid")}
        """;

    public static string Sequences { get; } = $"""
        SELECT n.nspname, c.relname, format_type(s.seqtypid, NULL), d.refobjid::regclass::text || '.' || a.attname, owner.relname
        FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
                AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0
            LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            LEFT JOIN pg_class owner ON owner.oid = d.refobjid
        WHERE {UserSchema} AND NOT {OfExtension("pg_class", "c.oid")}
        """;

    public static string Routines { get; } = $"""
        SELECT n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), p.prokind::text, CASE WHEN p.prokind <> 'p' THEN pg_get_function_result(p.oid) END
        FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {UserSchema} AND NOT {OfExtension("pg_proc", "p.oid")}
        """;

    public static string Policies { get; } = $"""
        SELECT n.nspname, c.relname, p.polname
        FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {UserSchema}
        """;

    public static string Triggers { get; } = $"""
        SELECT t.tgrelid, t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t
        WHERE {OfRelation("t.tgrelid")} AND NOT t.tgisinternal ORDER BY t.tgrelid, t.tgname
        """;

    /// <summary>By itself and last: <c>pg_get_viewdef</c> keeps a lock on the view and its tables until the transaction ends.</summary>
    public static string ViewDefinitions { get; } = $"SELECT c.oid, pg_get_viewdef(c.oid) FROM pg_class c WHERE {OfRelation("c.oid")} AND c.relkind IN ('v', 'm')";

    private const string UserSchema = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'";

    /// <summary>Constraints; the unique index below one says since PostgreSQL 15 whether NULLs are distinct.</summary>
    public static string Constraints(Version server) => $"""
        SELECT c.conrelid, c.conname, c.contype::text, {ColumnNames("c.conrelid", "c.conkey")}, {ColumnNames("c.confrelid", "c.confkey")},
            rn.nspname, rc.relname, c.confdeltype::text, c.confupdtype::text, c.condeferrable, c.condeferred, c.convalidated,
            pg_get_constraintdef(c.oid), {NullsNotDistinct(server)}
        FROM pg_constraint c LEFT JOIN pg_class rc ON rc.oid = c.confrelid LEFT JOIN pg_namespace rn ON rn.oid = rc.relnamespace
            LEFT JOIN pg_index i ON i.indexrelid = c.conindid AND c.contype IN ('p', 'u')
        WHERE {OfRelation("c.conrelid")} AND c.contype IN ('p', 'u', 'c', 'f', 'x') ORDER BY c.conrelid, c.conname
        """;

    /// <summary>Indexes, with what their columns say that is not the default.</summary>
    public static string Indexes(Version server) => $"""
        SELECT i.indrelid, c.relname, i.indisunique, am.amname,
            (SELECT array_agg(pg_get_indexdef(i.indexrelid, k, true) || CASE WHEN i.indoption[k - 1] & 1 = 1 THEN ' DESC' ELSE '' END
                || CASE WHEN am.amname = 'btree' AND (i.indoption[k - 1] & 2 = 2) <> (i.indoption[k - 1] & 1 = 1)
                    THEN CASE WHEN i.indoption[k - 1] & 2 = 2 THEN ' NULLS FIRST' ELSE ' NULLS LAST' END ELSE '' END ORDER BY k)
                FROM generate_series(1, i.indnkeyatts) k),
            (SELECT array_agg(pg_get_indexdef(i.indexrelid, k, true) ORDER BY k) FROM generate_series(i.indnkeyatts + 1, i.indnatts) k),
            pg_get_expr(i.indpred, i.indrelid), {NullsNotDistinct(server)}, NOT i.indisvalid,
            EXISTS (SELECT FROM pg_constraint x WHERE x.conindid = i.indexrelid AND x.contype IN ('p', 'u', 'x'))
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am am ON am.oid = c.relam
        WHERE {OfRelation("i.indrelid")} ORDER BY i.indrelid, c.relname
        """;

    private static string OfExtension(string catalog, string oid) =>
        $"EXISTS (SELECT FROM pg_depend e WHERE e.classid = '{catalog}'::regclass AND e.objid = {oid} AND e.deptype = 'e')";

    private static string OfRelation(string oid) =>
        $"{oid} IN (SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND {UserSchema})";

    private static string ColumnNames(string relation, string numbers) => $"""
        (SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest({numbers}) WITH ORDINALITY k(number, place)
            JOIN pg_attribute a ON a.attrelid = {relation} AND a.attnum = k.number)
        """;

    private static string NullsNotDistinct(Version server) => server.Major >= 15 ? "coalesce(i.indnullsnotdistinct, false)" : "false";
}
