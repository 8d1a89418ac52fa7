using MigrationLint.Sql.Ast;

namespace MigrationLint.Tests.Sql;

[TestFixture]
public sealed class SqlRoleTests
{
    [TestCase("CREATE USER u WITH ENCRYPTED PASSWORD 'x' NOLOGIN replication CONNECTION LIMIT -1 IN GROUP g, h", "CREATE USER u PASSWORD 'x' NOLOGIN REPLICATION CONNECTION LIMIT -1 IN ROLE g, h")]
    [TestCase("CREATE USER mapping WITH PASSWORD NULL", "CREATE USER mapping PASSWORD NULL")]
    [TestCase("CREATE USER MAPPING IF NOT EXISTS FOR USER SERVER s OPTIONS (a 'b')", "CREATE USER MAPPING IF NOT EXISTS FOR CURRENT_USER SERVER s OPTIONS (a 'b')")]
    [TestCase("ALTER USER MAPPING FOR public SERVER s OPTIONS (SET a 'b', DROP c)", "ALTER USER MAPPING FOR PUBLIC SERVER s OPTIONS (SET a 'b', DROP c)")]
    [TestCase("ALTER GROUP g DROP USER a, b", "ALTER GROUP g DROP USER a, b")]
    [TestCase("ALTER ROLE ALL IN DATABASE d SET search_path TO a, b", "ALTER ROLE ALL IN DATABASE d SET search_path TO a, b")]
    [TestCase("ALTER USER session_user RESET ALL", "ALTER ROLE SESSION_USER RESET ALL")]
    [TestCase("ALTER ROLE a RENAME TO b", "ALTER ROLE a RENAME TO b")]
    [TestCase("REASSIGN OWNED BY a, current_role TO b", "REASSIGN OWNED BY a, CURRENT_ROLE TO b")]
    public void Roles_are_read(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [TestCase("GRANT SELECT (a, b), insert ON s.t, u TO r, GROUP public WITH GRANT OPTION GRANTED BY g", "GRANT SELECT (a, b), INSERT ON TABLE s.t, u TO r, PUBLIC WITH GRANT OPTION GRANTED BY g")]
    [TestCase("GRANT ALL PRIVILEGES (a) ON sequence TO r", "GRANT ALL (a) ON TABLE sequence TO r")]
    [TestCase("GRANT ALL ON ALL ROUTINES IN SCHEMA a, b TO r", "GRANT ALL ON ALL ROUTINES IN SCHEMA a, b TO r")]
    [TestCase("GRANT SET, ALTER SYSTEM ON PARAMETER a.b, c TO r", "GRANT SET, ALTER SYSTEM ON PARAMETER a.b, c TO r")]
    [TestCase("GRANT EXECUTE ON FUNCTION f, s.g(text) TO r", "GRANT EXECUTE ON FUNCTION f, s.g(text) TO r")]
    [TestCase("GRANT SELECT ON LARGE OBJECT 1, 2 TO r", "GRANT SELECT ON LARGE OBJECT 1, 2 TO r")]
    [TestCase("GRANT USAGE ON FOREIGN DATA WRAPPER w TO r", "GRANT USAGE ON FOREIGN DATA WRAPPER w TO r")]
    [TestCase("GRANT a, b TO c WITH ADMIN OPTION, INHERIT false, SET TRUE GRANTED BY d", "GRANT a, b TO c WITH ADMIN TRUE, INHERIT FALSE, SET TRUE GRANTED BY d")]
    [TestCase("REVOKE GRANT OPTION FOR ALL ON t FROM r CASCADE", "REVOKE GRANT OPTION FOR ALL ON TABLE t FROM r CASCADE")]
    [TestCase("REVOKE ADMIN OPTION FOR a FROM b RESTRICT", "REVOKE ADMIN OPTION FOR a FROM b")]
    [TestCase("ALTER DEFAULT PRIVILEGES FOR USER a IN SCHEMA s, t REVOKE GRANT OPTION FOR ALL ON LARGE OBJECTS FROM r", "ALTER DEFAULT PRIVILEGES FOR ROLE a IN SCHEMA s, t REVOKE GRANT OPTION FOR ALL ON LARGE OBJECTS FROM r")]
    public void Privileges_are_read(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed));

    [Test]
    public void A_policy_is_for_all_commands_and_roles_unless_it_says_otherwise()
    {
        var policy = (CreatePolicyStmt)SqlTest.Tree("CREATE POLICY p ON t");
        Assert.That((policy.CmdName, policy.Permissive, policy.Roles.Single().Roletype), Is.EqualTo(("all", true, RoleSpecType.Public)));
    }

    [TestCase("CREATE POLICY p ON s.t AS restrictive FOR UPDATE TO a USING (b) WITH CHECK (c)", "CREATE POLICY p ON s.t AS RESTRICTIVE FOR UPDATE TO a USING (b) WITH CHECK (c)")]
    [TestCase("ALTER POLICY p ON t WITH CHECK (true)", "ALTER POLICY p ON t WITH CHECK (TRUE)")]
    [TestCase("ALTER POLICY IF EXISTS p ON t RENAME TO q", "ALTER POLICY IF EXISTS p ON t RENAME TO q")]
    public void Policies_are_read(string sql, string printed) => Assert.That(SqlTest.Print(sql), Is.EqualTo(printed).IgnoreCase);

    [TestCase("CREATE ROLE |none")]
    [TestCase("CREATE ROLE |public")]
    [TestCase("CREATE ROLE a |UNENCRYPTED PASSWORD 'x'")]
    [TestCase("CREATE ROLE a |nothing")]
    [TestCase("ALTER ROLE a |SYSID 1")]
    [TestCase("CREATE POLICY p ON t AS |other")]
    [TestCase("GRANT ALL |TO a")]
    [TestCase("GRANT a TO |GROUP b")]
    [TestCase("GRANT SELECT ON t |FROM a")]
    [TestCase("ALTER POLICY IF EXISTS p ON t |TO a")]
    public void What_PostgreSQL_refuses_is_refused_at_the_same_place(string sql) =>
        Assert.That(SqlTest.Error(sql.Replace("|", "")), Does.StartWith(sql + " -- "));
}
