using MigrationLint.Lowering.Sql;
using MigrationLint.Lowering.Sql.Procedural;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Tests.Lowering.Procedural;

[TestFixture]
public sealed class ProceduralLoweringTests
{
    [Test]
    public void A_branch_that_the_schema_decides_runs_alone()
    {
        var session = Run("CREATE TABLE a (id int); DO $$ BEGIN IF to_regclass('a') IS NULL THEN CREATE TABLE b (); ELSE CREATE TABLE c (); END IF; END $$;");
        Assert.Multiple(() =>
        {
            Assert.That(Has(session, "b"), Is.False);
            Assert.That(Has(session, "c"), Is.True);
            Assert.That(Operations(session).Any(operation => operation.IsConditional), Is.False);
        });
    }

    [Test]
    public void A_branch_that_data_decides_runs_both_ways_perhaps()
    {
        var session = Run("DO $$ BEGIN IF random() > 0.5 THEN CREATE TABLE b (); ELSE CREATE TABLE c (); END IF; CREATE TABLE d (); END $$;");
        var made = Operations(session).OfType<CreateTable>().ToDictionary(operation => operation.Table.Name, operation => operation.IsConditional);
        Assert.That(made, Is.EqualTo(new Dictionary<string, bool> { ["b"] = true, ["c"] = true, ["d"] = false }));
    }

    [Test]
    public void What_follows_a_possible_return_happens_perhaps()
    {
        var session = Run("DO $$ BEGIN IF random() > 0.5 THEN RETURN; END IF; CREATE TABLE d (); END $$;");
        Assert.That(Operations(session).OfType<CreateTable>().Single().IsConditional, Is.True);
    }

    [Test]
    public void In_the_values_of_an_insert_a_name_is_a_variable_also_where_the_table_has_such_a_column()
    {
        const string Sql = "CREATE TABLE t (a int); CREATE FUNCTION f(a int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t (a) VALUES (a); END $$; SELECT f(1);";
        Assert.That(Operations(Run(Sql)).OfType<InsertRows>().Single().Columns, Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void A_refusal_that_is_handled_is_undone_and_not_reported()
    {
        var session = Run("CREATE TYPE e AS ENUM ('a'); DO $$ BEGIN CREATE TABLE gone (); CREATE TYPE e AS ENUM ('b'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;");
        Assert.That(Has(session, "gone"), Is.False);
    }

    [Test]
    public void Raise_exception_refuses_the_statement_where_it_stands()
    {
        const string Sql = "DO $$ BEGIN RAISE EXCEPTION 'no %', 1; END $$;";
        var refusal = Refusals(Sql).Single();
        Assert.Multiple(() =>
        {
            Assert.That((refusal.SqlState, refusal.Message), Is.EqualTo(("P0001", "no 1")));
            Assert.That(refusal.Source.Span.Start, Is.EqualTo(Sql.IndexOf("RAISE", StringComparison.Ordinal)));
        });
    }

    [Test]
    public void A_text_that_is_executed_keeps_its_places()
    {
        const string Sql = "DO $$ BEGIN EXECUTE format('CREATE TABLE %I (id int, name text)', 't' || 1); END $$;";
        var table = Operations(Run(Sql)).OfType<CreateTable>().Single();
        Assert.Multiple(() =>
        {
            Assert.That(table.Table.Name, Is.EqualTo("t1"));
            Assert.That(table.Columns[1].Source.Span.Start, Is.EqualTo(Sql.IndexOf("name text", StringComparison.Ordinal)));
        });
    }

    [Test]
    public void A_text_that_is_not_known_is_opaque()
    {
        var session = Run("CREATE TABLE t (id int); DO $$ BEGIN EXECUTE 'ALTER TABLE t DROP CONSTRAINT ' || current_setting('my.name', true); EXECUTE 'DROP TABLE t_' || random()::text; END $$;", isStrict: false);
        Assert.That(Operations(session).OfType<RunSql>(), Is.Not.Empty);
        Assert.That(Has(session, "t"), Is.True);
    }

    [Test]
    public void A_loop_over_tables_runs_for_each()
    {
        var session = Run("CREATE TABLE a (id int); CREATE TABLE b (id int); DO $$ DECLARE r record; BEGIN FOR r IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP EXECUTE format('ALTER TABLE %I ADD COLUMN x int', r.tablename); END LOOP; END $$;");
        Assert.That(session.Schema.Relations.OfType<Table>().All(table => table.FindColumn("x") is not null), Is.True);
    }

    [Test]
    public void A_function_that_is_called_does_its_work_at_the_call()
    {
        const string Sql = "CREATE FUNCTION f(t text) RETURNS void LANGUAGE plpgsql AS $f$ BEGIN EXECUTE format('CREATE TABLE %I (id int)', t); END $f$; SELECT f('made');";
        var table = Operations(Run(Sql)).OfType<CreateTable>().Single();
        Assert.Multiple(() =>
        {
            Assert.That(table.Table.Name, Is.EqualTo("made"));
            Assert.That(table.Source.Span.Start, Is.EqualTo(Sql.IndexOf("f('made')", StringComparison.Ordinal)));
        });
    }

    [TestCase("SELECT 1 FROM pg_class WHERE relname = 'elsewhere'", null)]
    [TestCase("SELECT 1 FROM pg_class WHERE relname = 'known'", true)]
    [TestCase("SELECT 1 FROM information_schema.columns WHERE table_name = 'known' AND column_name = 'other'", false)]
    [TestCase("SELECT 1 FROM information_schema.columns WHERE table_name = 'known' AND column_name = 'id'", true)]
    [TestCase("SELECT 1 FROM known", null)]
    public void What_a_base_outside_of_the_chain_may_have_is_not_known(string query, bool? expected)
    {
        var session = Run("CREATE TABLE known (id int);", isStrict: false);
        Assert.That(Ask(session, query).HasRows, Is.EqualTo(expected));
    }

    [TestCase("DO $$ BEGIN LOOP NULL; PERFORM 1; END LOOP; END $$;")]
    [TestCase("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN PERFORM f(); END $f$; SELECT f();")]
    [TestCase("SELECT * FROM generate_series(1, 100000000);")]
    public void What_does_not_end_is_given_up(string sql) =>
        Assert.That(Operations(Run(sql)).OfType<RunSql>(), Is.Not.Empty);

    [TestCase("DO $$ BEGIN PERFORM 'nowhere'::regclass; END $$;", "42P01")]
    [TestCase("DO $$ BEGIN PERFORM relhasoids FROM pg_class; END $$;", "42703")]
    [TestCase("DO $$ DECLARE table_name text; BEGIN PERFORM 1 FROM information_schema.tables WHERE table_name = table_name; END $$;", "42702")]
    [TestCase("DO $$ BEGIN EXECUTE NULL; END $$;", "22004")]
    [TestCase("DO $$ BEGIN IF true THEN END $$;", "42601")]
    public void What_a_server_refuses_is_refused(string sql, string sqlState) =>
        Assert.That(Refusals(sql).Select(refusal => refusal.SqlState), Is.EqualTo(new[] { sqlState }));

    private static ReplaySession Run(string sql, bool isStrict = true)
    {
        var (session, refusals) = Replay(sql, isStrict);
        Assert.That(refusals.Select(refusal => refusal.Message), Is.Empty);
        return session;
    }

    private static IReadOnlyList<Refusal> Refusals(string sql) => Replay(sql, isStrict: true).Refusals;

    private static (ReplaySession Session, IReadOnlyList<Refusal> Refusals) Replay(string sql, bool isStrict)
    {
        var session = new ReplaySession(new ReplayOptions { IsStrict = isStrict });
        var lowering = new SqlLowering(session);
        var script = SqlScriptReader.Read(new SourceText("/m.sql", sql), SqlPlaceholders.Psql);
        var (refusals, seen) = (new List<Refusal>(), new List<Operation>());
        foreach (var statement in script.Statements)
        {
            var recorder = new RecordedOperations(session, seen);
            if (session.TryStatement(script.Tokens.Text.ToSource(statement.Span), isConditional: false, () => lowering.Execute(recorder, statement, script.Tokens)) is { } refusal)
            {
                refusals.Add(refusal);
            }
        }

        Recorded.AddOrUpdate(session, seen);
        return (session, refusals);
    }

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<ReplaySession, List<Operation>> Recorded = [];

    private static List<Operation> Operations(ReplaySession session) => Recorded.TryGetValue(session, out var seen) ? seen : [];

    private static bool Has(ReplaySession session, string table) => session.Schema.FindRelation(new QualifiedName("public", table)) is not null;

    private static QueryResult Ask(ReplaySession session, string query)
    {
        var script = SqlScriptReader.Read(new SourceText("/q.sql", query), SqlPlaceholders.None);
        return new SqlLowering(session).Procedures(session).Evaluate((SelectStmt)script.Statements[0].Tree!, script.Tokens.Text);
    }

    private sealed class RecordedOperations(IOperationSink sink, List<Operation> seen) : IOperationSink
    {
        public DatabaseSchema Schema => sink.Schema;

        public SessionSettings Settings => sink.Settings;

        public bool IsComplete => sink.IsComplete;

        public int Version => sink.Version;

        public bool IsInTransaction => sink.IsInTransaction;

        public bool IsConditional => sink.IsConditional;

        public RowKnowledge Rows
        {
            get => sink.Rows;
            set => sink.Rows = value;
        }

        public SequencePositions Sequences
        {
            get => sink.Sequences;
            set => sink.Sequences = value;
        }

        public void ForgetRows() => sink.ForgetRows();

        public bool RunStatement(SourceSpan source, bool isConditional, Action body) => sink.RunStatement(source, isConditional, body);

        public Refusal? TryRun(Action body) => sink.TryRun(body);

        public bool Emit(Operation operation)
        {
            seen.Add(operation);
            return sink.Emit(operation);
        }

        public Exception Refuse(string sqlState, string message, SourceSpan source, RefusalDetail? detail = null) => sink.Refuse(sqlState, message, source, detail);

        public Relation? FindOrAssumeRelation(QualifiedName name, SourceSpan source, bool isConditional = false) => sink.FindOrAssumeRelation(name, source, isConditional);

        public void NoteAttempt(ObjectKind kind, QualifiedName name, string? part = null) => sink.NoteAttempt(kind, name, part);

        public void NoteExtensionUse(ObjectKind kind, string name, SourceSpan source) => sink.NoteExtensionUse(kind, name, source);

        public bool IsUnsafeNewEnumValue(ObjectId type, string label) => sink.IsUnsafeNewEnumValue(type, label);

        public void NotUnderstood(SourceSpan source, string reason) => sink.NotUnderstood(source, reason);
    }
}
