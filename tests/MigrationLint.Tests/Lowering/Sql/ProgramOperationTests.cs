namespace MigrationLint.Tests.Lowering.Sql;

/// <summary>What statements on routines, triggers, policies and rules come to, where nothing is known of the database.</summary>
[TestFixture]
public sealed class ProgramOperationTests
{
    [TestCase(
        "CREATE OR REPLACE FUNCTION f(a int, b text DEFAULT 'x', OUT c int) RETURNS int LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ BEGIN c := 1; END $$",
        "CreateRoutine(f, [RoutineParameter(a, integer, IN), RoutineParameter(b, text, IN) HasDefault Default='x'::text, RoutineParameter(c, integer, OUT)]) OrReplace Returns=integer Language=plpgsql Body= BEGIN c := 1; END  Volatility=Stable IsSecurityDefiner Settings=[(search_path, public, pg_temp)]")]
    [TestCase(
        "CREATE FUNCTION f() RETURNS TABLE (a int, b text) LANGUAGE sql AS $$ SELECT 1, 'x' $$",
        "CreateRoutine(f, [RoutineParameter(a, integer, TABLE), RoutineParameter(b, text, TABLE)]) Returns=record ReturnsSet Language=sql Body= SELECT 1, 'x'  Volatility=Volatile")]
    [TestCase(
        "CREATE FUNCTION f(VARIADIC a int[]) RETURNS SETOF int LANGUAGE sql IMMUTABLE STRICT RETURN 1",
        "CreateRoutine(f, [RoutineParameter(a, integer[], VARIADIC)]) Returns=integer ReturnsSet Language=sql StandardDefinition=CREATE FUNCTION f(VARIADIC a integer[]) RETURNS SETOF integer LANGUAGE sql IMMUTABLE STRICT RETURN 1 IsStrict")]
    [TestCase(
        "CREATE PROCEDURE p(INOUT a int) LANGUAGE plpgsql AS 'BEGIN END'",
        "CreateRoutine(p, [RoutineParameter(a, integer, INOUT)]) IsProcedure Returns=record Language=plpgsql Body=BEGIN END Volatility=Volatile")]
    [TestCase(
        "ALTER FUNCTION f(int) STABLE SECURITY INVOKER RESET search_path",
        "AlterRoutine(RoutineSignature(f, [integer]), Function) Volatility=Stable IsSecurityDefiner=false Settings=[(search_path, )]")]
    [TestCase(
        "ALTER FUNCTION f(int) RENAME TO g; ALTER PROCEDURE p SET SCHEMA public; ALTER FUNCTION f OWNER TO postgres",
        "AlterRoutine(RoutineSignature(f, [integer]), Function) NewName=g",
        "AlterRoutine(RoutineSignature(p, null), Procedure) NewSchema=public",
        "AlterRoutine(RoutineSignature(f, null), Function) NewOwner=postgres")]
    [TestCase(
        "CREATE TRIGGER g BEFORE INSERT OR UPDATE OF a ON t FOR EACH ROW WHEN (NEW.a > 1) EXECUTE FUNCTION f('x', 1)",
        "CreateTrigger(t, g, #0) Timing=BEFORE Events=[INSERT, UPDATE] UpdateColumns=[a] IsForEachRow When=? Arguments=[x, 1]")]
    [TestCase(
        "CREATE CONSTRAINT TRIGGER g AFTER DELETE ON t FROM u DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE PROCEDURE f()",
        "CreateTrigger(t, g, #0) IsConstraint Timing=AFTER Events=[DELETE] IsForEachRow From=u Deferrability=InitiallyDeferred")]
    [TestCase(
        "CREATE POLICY p ON t AS RESTRICTIVE FOR SELECT TO public, postgres USING (a = 1)",
        "CreatePolicy(t, p) Command=SELECT Roles=[public] Using=?")]
    [TestCase(
        "ALTER POLICY p ON t WITH CHECK (b)",
        "AlterPolicy(t, p) WithCheck=?")]
    [TestCase(
        "CREATE OR REPLACE RULE r AS ON INSERT TO t DO INSTEAD NOTHING",
        "CreateRule(t, r) OrReplace")]
    [TestCase(
        "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION f()",
        "CreateEventTrigger(e, ddl_command_end)")]
    public void Routines_triggers_and_policies_are_made(string sql, params string[] operations) => Assert.That(RecordingSink.Lower(sql).Split('\n'), Is.EqualTo(operations));
}
