using System.Diagnostics;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Oracles.Sql;

/// <summary>Types, defaults and checks look as a real server shows them, or nothing is said about them.</summary>
public sealed class CanonicalFormsTests
{
    private static readonly string[] Types =
    [
        "int", "int4", "integer", "serial", "serial4", "int8", "bigint", "bigserial", "int2", "smallint", "smallserial", "bool", "varchar", "character varying",
        "varchar(20)", "char", "character(4)", "char(3)", "bpchar", "bpchar(3)", "\"char\"", "national character varying(7)", "nchar", "numeric", "decimal", "numeric(10)",
        "numeric(10, 2)", "dec(5)", "float", "float(24)", "float(25)", "float8", "double precision", "real", "timestamp", "timestamp(3)", "timestamptz",
        "timestamptz(0)", "timestamp(6) with time zone", "timestamp without time zone", "time", "timetz", "time(3) with time zone", "timetz(2)", "bit", "bit(5)",
        "bit varying", "bit varying(5)", "varbit(3)", "int[3]", "int[][]", "text[]", "varchar(5)[]", "numeric(4,1)[]", "int array", "int array[4]", "interval",
        "interval(3)", "interval year to month", "interval day to second(3)", "interval minute", "uuid", "jsonb", "json", "text", "date", "bytea", "inet", "oid",
        "name", "xml", "money", "point", "tsvector", "int4range", "pg_catalog.int4", "pg_catalog.varchar(3)", "pg_catalog.text", "mood", "\"Mood\"", "public.mood",
        "regclass", "timestamp(9)",
    ];

    private static readonly (string Type, string Default)[] Defaults =
    [
        ("int", "1"), ("int", "'1'"), ("int", "-1"), ("int", "'-1'"), ("int", "(1)"), ("int", "'1'::int"), ("int", "null"), ("int", "-2147483648"),
        ("bigint", "5"), ("bigint", "'5'"), ("bigint", "-5"), ("bigint", "3000000000"), ("bigint", "0::bigint"), ("bigint", "'-7'"), ("smallint", "'3'"),
        ("numeric", "0"), ("numeric(10,2)", "1.50"), ("numeric", "'0'"), ("numeric", ".5"), ("numeric", "-1.5"), ("numeric", "'-1.5'"), ("numeric", "'1.50'"), ("numeric", "'007'"),
        ("numeric(10,2)", "0::numeric(10,2)"), ("numeric", "99999999999999999999"), ("numeric", "1e3"), ("numeric", "'-0'"), ("numeric", "00.50"),
        ("float8", "1.5"), ("float8", "'1.5'"), ("real", "0"), ("real", "'0.25'"), ("float8", "'-3'"), ("float8", "'0.0'"), ("float8", "'1e3'"),
        ("varchar(20)", "'a'"), ("text", "'a'"), ("text", "''"), ("char(3)", "'a'"), ("char", "'x'"), ("mood", "'a'"), ("text", "'x'::varchar"), ("varchar(5)", "'x'::varchar(5)"),
        ("text", "'it''s \\ b'"), ("name", "'a'"), ("text", "1"), ("text", "null::text"), ("text", "(('x')::text)"), ("mood", "'a'::mood"), ("text collate \"C\"", "'a'"),
        ("bool", "true"), ("bool", "'t'"), ("bool", "'yes'"), ("bool", "'0'"), ("bool", "false::boolean"), ("bool", "(not true)"),
        ("timestamptz", "now()"), ("timestamp", "now()"), ("date", "now()"), ("timestamp", "(now() at time zone 'utc')"), ("timestamp", "timezone('utc', now())"),
        ("date", "current_date"), ("timestamptz", "current_timestamp"), ("timestamptz", "current_timestamp(3)"), ("timestamp(3)", "localtimestamp"), ("date", "now()::date"),
        ("date", "'2020-01-01'"), ("date", "'2020-1-1'"), ("timestamp", "'2020-01-01 10:00:00'"), ("timestamptz", "'now'"), ("timestamptz", "'now()'"), ("timestamptz", "'2020-01-01'"),
        ("interval", "'1 day'"), ("timestamptz", "statement_timestamp()"), ("text", "current_user"), ("text", "user"), ("text", "current_schema"),
        ("jsonb", "'{}'"), ("jsonb", "'{\"a\":1}'"), ("json", "'{\"a\":1}'"), ("jsonb", "'[]'::jsonb"), ("text[]", "'{}'"), ("int[]", "array[1,2]"), ("text[]", "array[]::text[]"),
        ("text[]", "array['a','b']"), ("text[]", "array['a','b']::text[]"), ("varchar[]", "array['a','b']::varchar[]"), ("varchar(5)[]", "'{}'"), ("int[]", "'{1,2}'::int[]"), ("varchar[]", "array['a']"),
        ("int", "nextval('s')"), ("int", "nextval('s'::regclass)"), ("uuid", "gen_random_uuid()"), ("uuid", "'00000000-0000-0000-0000-000000000000'"),
        ("uuid", "'A0000000-0000-0000-0000-000000000000'"), ("bytea", "'\\x00ff'"), ("text", "lower('A')"), ("int", "1+1"), ("bit(3)", "b'101'"), ("int", "+5"),
        ("int", "5::smallint"), ("text", "'x' || 'y'"), ("inet", "'127.0.0.1'"), ("float8", "random()"), ("text", "pg_catalog.lower('x')"), ("text", "'a'::text::varchar"),
    ];

    private static readonly string[] Checks =
    [
        "n > 0", "b > 0", "s >= 0", "num > 0", "num > 1.5", "f > 0", "f > 1.5", "r > 0", "t = 'x'", "v = 'x'", "x = 'x'", "d > '2020-01-01'", "bo = true", "bo", "not bo", "bo is true",
        "t in ('a','b')", "v in ('a','b')", "n in (1,2)", "t in ('a')", "t not in ('a')", "t not in ('a','b')", "n not in (1,2)", "b in (1,2)", "n between 1 and 5",
        "n not between 1 and 5", "t like 'a%'", "v not like 'a%'", "t ~ '^a'", "v ilike 'x'", "n is not null", "n is null or m is null", "n > 0 and m > 0 and b < 5 or t = ''", "n <> m",
        "t <> w", "v = t", "length(t) > 0", "length(v) > 0", "char_length(t) <= 10", "n > -1", "n + m > 0", "n = 1 or n = 2", "coalesce(n, 0) > 0", "n != 5", "num >= 0 and num <= 100",
        "lower(t) = t", "tz > ts", "jsonb_typeof(j) = 'object'", "x in ('a','b')", "num in (1,2)", "(n)::bigint > b", "num between 0 and 1", "b = 3000000000", "t::int > 0",
        "t = any (array['a','b'])", "n = any ('{1,2}')", "not (n > 0 and m > 0)", "t is distinct from 'a'", "d <= current_date", "v = any (array['a'::text])", "s in (1, 2)",
        "f between 0 and 1", "s > n", "n < num", "num > '1'", "n > '1'", "(n is null) = (m is null)", "u is not null", "upper(v) = 'X'", "n > 0 is true", "t similar to 'a'", "f in (1,2)",
        "n in (1, m)", "v in ('a')", "num > n + m", "r > f", "b > s", "d < ts", "t between 'a' and 'b'", "t not like w", "bo in (true, false)", "n in ('1', '2')", "d in ('2020-01-01', '2020-01-02')",
        "t::varchar = 'x'", "n::text = 'x'", "v::text like 'x'", "x like 'a'", "x = t", "u = '00000000-0000-0000-0000-000000000000'", "now() > ts", "tz < now()", "t = ''::text", "num = 1.50 and num = '1.50'",
        "b in (3000000000, 4000000000)", "s between -1 and 1", "(n > 1) = bo", "not (n is null)", "n * 2 > 3", "num * 2 > 3", "t in (null)", "v = any (array['a', 'b'])", "n = any (array[1,2])", "t || 'x' = 'y'", "coalesce(t, '') <> ''", "coalesce(v, 'x') = 'x'", "coalesce(n, m, 0) > 0", "coalesce(num, 0) > 0", "v || t <> ''", "coalesce(bo, false)", "coalesce(d, now()) > ts",
    ];

    private static readonly Dictionary<string, string> Columns = new(StringComparer.Ordinal)
    {
        ["n"] = "integer", ["b"] = "bigint", ["s"] = "smallint", ["t"] = "text", ["v"] = "character varying(5)", ["x"] = "character(3)", ["num"] = "numeric(10,2)",
        ["f"] = "double precision", ["r"] = "real", ["d"] = "date", ["ts"] = "timestamp without time zone", ["tz"] = "timestamp with time zone", ["bo"] = "boolean", ["u"] = "uuid",
        ["j"] = "jsonb", ["m"] = "integer", ["w"] = "text",
    };

    [Test]
    public void Types_are_spelled_as_format_type_spells_them()
    {
        var columns = string.Join(", ", Types.Select((type, i) => $"c{i} {type}"));
        var shown = Ask($"CREATE TABLE x ({columns}); SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'x'::regclass AND attnum > 0 ORDER BY attnum");

        Assert.That(shown, Has.Count.EqualTo(Types.Length));
        Assert.Multiple(() =>
        {
            for (var i = 0; i < Types.Length; i++)
            {
                // The server hides the schema that is on its search path.
                var own = CanonicalForms.Type(Column(Types[i]))?.Replace("public.", "", StringComparison.Ordinal);
                Assert.That(own, Is.EqualTo(shown[i]), Types[i]);
            }
        });
    }

    [Test]
    public void Defaults_look_as_pg_get_expr_shows_them()
    {
        var columns = string.Join(", ", Defaults.Select((column, i) => $"c{i} {column.Type} DEFAULT {column.Default}"));
        var shown = Ask(
            $"CREATE TABLE x ({columns}); SELECT pg_get_expr(adbin, adrelid) FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum "
            + "WHERE attrelid = 'x'::regclass AND attnum > 0 ORDER BY attnum");

        Assert.That(shown, Has.Count.EqualTo(Defaults.Length));
        var own = Defaults.Select(column =>
            CanonicalForms.Default(Expression("SELECT " + column.Default), CanonicalForms.Type(Column(column.Type))!, isEnum: column.Type == "mood")).ToList();
        AssertSameOrSilent(own, shown, [.. Defaults.Select(column => column.Type + " default " + column.Default)], leastKnown: 92);
    }

    [Test]
    public void Checks_look_as_pg_get_expr_shows_them()
    {
        var columns = string.Join(", ", Columns.Select(column => $"{column.Key} {column.Value}"));
        var checks = string.Join(", ", Checks.Select(check => $"CHECK ({check})"));
        var shown = Ask($"CREATE TABLE x ({columns}, {checks}); SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conrelid = 'x'::regclass AND contype = 'c' ORDER BY oid");

        Assert.That(shown, Has.Count.EqualTo(Checks.Length));
        var own = Checks.Select(check => CanonicalForms.Condition(Expression("SELECT " + check), name => Columns.GetValueOrDefault(name))).ToList();
        AssertSameOrSilent(own, shown, Checks, leastKnown: 95);
    }

    private static void AssertSameOrSilent(List<string?> own, List<string> shown, string[] written, int leastKnown)
    {
        Assert.Multiple(() =>
        {
            for (var i = 0; i < own.Count; i++)
            {
                Assert.That(own[i] ?? shown[i], Is.EqualTo(shown[i]), written[i]);
            }

            var silent = written.Where((_, i) => own[i] is null).ToList();
            Assert.That(own.Count - silent.Count, Is.GreaterThanOrEqualTo(leastKnown), string.Join(" · ", silent));
        });
    }

    private static TypeName Column(string type) => ((TypeCast)Expression("SELECT x::" + type.Replace(" collate \"C\"", "", StringComparison.Ordinal))).TypeName!;

    private static Node Expression(string sql)
    {
        var tokens = SqlLexer.Tokenize(new SourceText("/a.sql", sql), SqlPlaceholders.None);
        var (tree, error) = SqlParser.Parse(tokens, 0, tokens.Count - 1);
        Assert.That(error?.Message, Is.Null, sql);
        return ((ResTarget)((SelectStmt)tree!).TargetList[0]).Val!;
    }

    private static List<string> Ask(string sql)
    {
        var script = "SET client_min_messages = error; CREATE TYPE mood AS ENUM ('a'); CREATE TYPE \"Mood\" AS ENUM ('a'); CREATE SEQUENCE s; " + sql;
        using var process = Process.Start(new ProcessStartInfo("psql", ["-XqAt", "-v", "ON_ERROR_STOP=1", "-d", PostgresServer.Instance.CreateDatabase(), "-f", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(script + ";\n");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        return [.. output.TrimEnd('\n').Split('\n')];
    }
}
