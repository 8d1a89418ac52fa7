namespace MigrationLint.Tests.Lowering.Sql;

/// <summary>What statements on types, schemas, privileges and other objects come to, where nothing is known of the database.</summary>
[TestFixture]
public sealed class ObjectOperationTests
{
    [TestCase(
        "CREATE TYPE e AS ENUM ('a', 'b')",
        "CreateEnumType(e, [a, b])")]
    [TestCase(
        "ALTER TYPE e ADD VALUE IF NOT EXISTS 'c' BEFORE 'a'; ALTER TYPE e RENAME VALUE 'a' TO 'z'",
        "AddEnumValue(e, c) IfNotExists Before=a",
        "RenameEnumValue(e, a, z)")]
    [TestCase(
        "CREATE TYPE c AS (a int, b text COLLATE \"C\")",
        "CreateCompositeType(c, [Column(a, integer), Column(b, text) Collation=\"C\"])")]
    [TestCase(
        "CREATE TYPE r AS RANGE (subtype = int4, multirange_type_name = mr)",
        "CreateRangeType(r, integer) Multirange=mr")]
    [TestCase(
        "CREATE TYPE b",
        "CreateBaseType(b, true)")]
    [TestCase(
        "CREATE DOMAIN d AS varchar(5) NOT NULL DEFAULT 'x' CONSTRAINT k CHECK (VALUE <> '')",
        "CreateDomain(d, character varying(5)) IsNotNull Default='x'::character varying Checks=[Check(((VALUE)::text <> ''::text)) Name=k]")]
    [TestCase(
        "ALTER DOMAIN d ADD CONSTRAINT k CHECK (VALUE IS NOT NULL) NOT VALID; ALTER DOMAIN d DROP CONSTRAINT IF EXISTS k CASCADE; ALTER DOMAIN d RENAME CONSTRAINT k TO l",
        "AlterDomain(d, AddConstraint) Check=Check(?) NotValid Name=k",
        "AlterDomain(d, DropConstraint) Constraint=k IfExists Cascade",
        "AlterDomain(d, RenameConstraint) Constraint=k NewName=l")]
    public void Types_and_domains_are_made_and_altered(string sql, params string[] operations) => Assert.That(RecordingSink.Lower(sql).Split('\n'), Is.EqualTo(operations));

    [TestCase(
        "DROP TABLE IF EXISTS a, b CASCADE",
        "DropTable(a) IfExists Cascade Together=[b]",
        "DropTable(b) IfExists Cascade Together=[a]")]
    [TestCase(
        "DROP INDEX CONCURRENTLY i",
        "DropIndex(i) Concurrently")]
    [TestCase(
        "DROP VIEW v; DROP TYPE e; DROP FUNCTION f(int); DROP SCHEMA s CASCADE; DROP EXTENSION IF EXISTS e; DROP TRIGGER IF EXISTS g ON t; DROP ROLE r",
        "DropObject(View, v)",
        "DropObject(Type, e)",
        "DropRoutine(RoutineSignature(f, [integer]), Function)",
        "DropObject(Schema, s) Cascade",
        "DropObject(Extension, e) IfExists",
        "DropTableObject(t, g, Trigger) IfExists IfTableExists",
        "DropObject(Role, r)")]
    [TestCase(
        "DROP OPERATOR s.=== (int, NONE); DROP CAST (int AS text); DROP TEXT SEARCH CONFIGURATION c; DROP OPERATOR CLASS k USING btree",
        "DropObject(Operator, s.===(integer,NONE))",
        "DropObject(Cast, integer AS text)",
        "DropObject(TextSearch, c (text search configuration))",
        "DropObject(OperatorClass, k(btree))")]
    [TestCase(
        "ALTER INDEX i RENAME TO j; ALTER TYPE e RENAME TO f; ALTER SCHEMA s RENAME TO u; ALTER TRIGGER g ON t RENAME TO h; ALTER SERVER a RENAME TO b",
        "RenameRelation(i, j, Index)",
        "RenameObject(Type, e, f)",
        "RenameObject(Schema, s, u)",
        "RenameTableObject(t, g, h, Trigger)",
        "RenameObject(ForeignServer, a (server), b (server))")]
    [TestCase(
        "ALTER TYPE e OWNER TO CURRENT_USER; ALTER SCHEMA s OWNER TO postgres",
        "SetOwner(Type, e, postgres)",
        "SetOwner(Schema, s, postgres)")]
    [TestCase(
        "GRANT SELECT, UPDATE (a) ON t, u TO PUBLIC; REVOKE ALL ON ALL TABLES IN SCHEMA s FROM r; GRANT EXECUTE ON FUNCTION f(int) TO r",
        "Grant(Table, t, [SELECT, UPDATE], [public]) Columns=[a]",
        "Grant(Table, u, [SELECT, UPDATE], [public]) Columns=[a]",
        "Grant(Table, null, [ALL], [r]) IsRevoke InSchema=s",
        "Grant(Function, f, [EXECUTE], [r]) ArgumentTypes=[integer]")]
    [TestCase(
        "COMMENT ON TABLE t IS 'x'; COMMENT ON COLUMN t.a IS NULL; COMMENT ON FUNCTION f(int) IS 'y'; COMMENT ON INDEX i IS 'z'",
        "CommentOn(Table, t, null, x)",
        "CommentOn(Column, t, a, null)",
        "CommentOn(Function, f, null, y) ArgumentTypes=[integer]",
        "CommentOn(Index, i, null, z)")]
    public void Drops_renames_grants_and_comments_name_what_they_are_about(string sql, params string[] operations) => Assert.That(RecordingSink.Lower(sql).Split('\n'), Is.EqualTo(operations));

    [TestCase(
        "CREATE SCHEMA s",
        "CreateSchema(s)")]
    [TestCase(
        "CREATE SCHEMA IF NOT EXISTS s AUTHORIZATION postgres",
        "CreateSchema(s) IfNotExists Owner=postgres")]
    [TestCase(
        "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" SCHEMA public CASCADE",
        "CreateExtension(uuid-ossp) IfNotExists Schema=public Cascade")]
    [TestCase(
        "CREATE ROLE r LOGIN; CREATE CAST (int AS text) WITH INOUT; CREATE COLLATION k (locale = 'C'); CREATE PUBLICATION p FOR TABLE t",
        "CreateObject(Role, r)",
        "CreateObject(Cast, integer AS text)",
        "CreateObject(Collation, k)",
        "CreateObject(Publication, p) Tables=[#16384]")]
    [TestCase(
        "CREATE SERVER x FOREIGN DATA WRAPPER w; CREATE STATISTICS ON a, b FROM t; CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
        "CreateObject(ForeignServer, x (server))",
        "CreateObject(Statistics, t_a_b_stat) DependsOn=[#16384]",
        "CreateObject(Operator, ===(integer,integer))")]
    [TestCase(
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO r; ALTER SYSTEM SET work_mem = 64; SECURITY LABEL ON TABLE t IS 'x'; ALTER DATABASE d SET work_mem = 64",
        "OtherStatement(ALTER DEFAULT PRIVILEGES)",
        "OtherStatement(ALTER SYSTEM)",
        "OtherStatement(SECURITY LABEL)",
        "OtherStatement(ALTER DATABASE)")]
    public void Schemas_extensions_roles_and_objects_known_by_name_are_made(string sql, params string[] operations) => Assert.That(RecordingSink.Lower(sql).Split('\n'), Is.EqualTo(operations));
}
