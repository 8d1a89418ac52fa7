using System.Diagnostics;
using MigrationLint.Lowering.Sql;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Oracles.Schema;

/// <summary>
/// Defaults, checks, generated columns, indexes, policies, domains and views look in the replayed schema as a server's catalog functions show them, and what
/// the server refuses is refused with its SQLSTATE and words. Each line of the case files is one statement on the tables of <c>base.sql</c>.
/// </summary>
public sealed class ExpressionTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "MigrationLint.Oracles", "Schema", "Expressions");

    // What psql says after each statement: where it stands, SQLSTATE, and the message.
    private const string Mark = "<<case>>";

    [TestCase("basic.txt")]
    [TestCase("more.txt")]
    [TestCase("queries.txt")]
    [TestCase("rows.txt")]
    public void Expressions_look_as_on_a_server(string file)
    {
        var cases = File.ReadLines(Path.Combine(Folder, file)).Where(line => line.Length > 0 && line[0] != '#').Select(Case.Read).ToList();
        var server = AskServer(cases);
        var own = Replay(cases);
        var wrong = new List<string>();
        var unknown = 0;
        foreach (var (test, i) in cases.Select((test, i) => (test, i)))
        {
            unknown += own[i].Contains('?', StringComparison.Ordinal) && !server[i].Contains('?', StringComparison.Ordinal) ? 1 : 0;
            if (own[i] != server[i])
            {
                wrong.Add($"{test.Written}\n     server: {server[i]}\n     own:    {own[i]}");
            }
        }

        TestContext.Out.WriteLine($"{file}: {cases.Count - wrong.Count} of {cases.Count} equal, {unknown} not known");
        Assert.That(wrong, Is.Empty, string.Join("\n", wrong));
    }

    private static IEnumerable<(string Name, string Shown)> Objects(DatabaseSchema schema)
    {
        var printer = new SchemaPrinter(schema);
        string Text(SchemaExpression expression) => printer.Expression(expression)?.Replace('\n', ' ') ?? "?";
        foreach (var relation in schema.Relations)
        {
            var name = SchemaPrinter.Name(relation.Name);
            foreach (var column in relation.Columns.Where(column => (column.Default ?? column.Generated) is not null))
            {
                yield return ($"default|{name}.{column.Name}", Text((column.Default ?? column.Generated)!));
            }

            foreach (var check in (relation as Table)?.Constraints.OfType<CheckConstraint>() ?? [])
            {
                yield return ($"check|{name}.{check.Name}", Text(check.Expression));
            }

            foreach (var index in ((relation as Table)?.Indexes ?? []).Where(index => index.Predicate is not null))
            {
                yield return ($"predicate|{SchemaPrinter.Name(new QualifiedName(relation.Name.Schema, index.Name))}", Text(index.Predicate!));
            }

            if (relation is View view)
            {
                yield return ($"view|{name}", Text(view.Query.Definition));
            }
        }
    }

    private static List<string> Replay(List<Case> cases)
    {
        var session = new ReplaySession(new ReplayOptions { IsStrict = true });
        Run(session, File.ReadAllText(Path.Combine(Folder, "base.sql")));
        var found = new List<string>();
        foreach (var (test, i) in cases.Select((test, i) => (test, i)))
        {
            var statement = test.Statement("c" + i);
            var script = SqlScriptReader.Read(new SourceText("case.sql", statement), SqlPlaceholders.None);
            var lowering = new SqlLowering(session);
            var refusal = session.TryStatement(new SourceText("case.sql", statement).ToSource(new TextSpan(0, statement.Length)), false, () => lowering.Execute(script.Statements[0], script.Tokens));
            found.Add(refusal is not null ? $"{refusal.SqlState} {refusal.Message}" : test.Shown(session.Schema, "c" + i));
        }

        return found;
    }

    private static void Run(ReplaySession session, string text)
    {
        var script = SqlScriptReader.Read(new SourceText("base.sql", text), SqlPlaceholders.None);
        foreach (var statement in script.Statements)
        {
            var refusal = session.TryStatement(script.Tokens.Text.ToSource(statement.Span), false, () => new SqlLowering(session).Execute(statement, script.Tokens));
            Assert.That(refusal?.Message, Is.Null);
        }
    }

    private static List<string> AskServer(List<Case> cases)
    {
        var script = new System.Text.StringBuilder("\\set ON_ERROR_STOP off\n\\set VERBOSITY terse\n");
        script.Append("SET client_min_messages = warning;\n").Append(File.ReadAllText(Path.Combine(Folder, "base.sql"))).Append('\n');
        foreach (var (test, i) in cases.Select((test, i) => (test, i)))
        {
            script.Append(test.Statement("c" + i)).Append(";\n\\echo ").Append(Mark).Append(" :SQLSTATE :LAST_ERROR_MESSAGE\n");
            script.Append("\\if :ERROR\n\\else\n").Append(test.Question("c" + i)).Append("\n\\endif\n");
        }

        var output = Psql(script.ToString());
        var answers = output.Split(Mark + " ").Skip(1).ToList();
        Assert.That(answers, Has.Count.EqualTo(cases.Count));
        return [.. answers.Select((answer, i) => Answer(answer, cases[i].Kind))];
    }

    // What a statement prints itself stands before the mark of the next one.
    private static string Answer(string answer, string kind)
    {
        var firstLine = answer[..answer.IndexOf('\n', StringComparison.Ordinal)];
        return !firstLine.StartsWith("00000", StringComparison.Ordinal) ? firstLine
            : kind == "row" ? ""
            : answer[(firstLine.Length + 1)..].TrimEnd('\n');
    }

    private static string Psql(string script)
    {
        var start = new ProcessStartInfo("psql", ["-X", "-q", "-A", "-t", PostgresServer.Instance.CreateDatabase()]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var reading = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(script);
        process.StandardInput.Close();
        process.WaitForExit();
        return reading.Result;
    }

    private sealed record Case(string Written, string Kind, string Type, string Text)
    {
        public static Case Read(string line)
        {
            var parts = line.Split(" | ", 3);
            return parts[0] is "default" or "generated" or "domain" ? new Case(line, parts[0], parts[1], parts[2]) : new Case(line, parts[0], "", line[(parts[0].Length + 3)..]);
        }

        public string Statement(string name) => Kind switch
        {
            "type" => $"CREATE TABLE {name} (c {Text})",
            "default" => $"CREATE TABLE {name} (c {Type} DEFAULT {Text})",
            "check" => $"ALTER TABLE base ADD CONSTRAINT {name} CHECK ({Text})",
            "generated" => $"ALTER TABLE base ADD COLUMN {name} {Type} GENERATED ALWAYS AS ({Text}) STORED",
            "index" => $"CREATE INDEX {name} ON base {Text}",
            "policy" => $"CREATE POLICY {name} ON base USING ({Text})",
            "domain" => $"CREATE DOMAIN {name} AS {Type} CHECK ({Text})",
            "view" => $"CREATE VIEW {name} AS {Text}",
            _ => Text,
        };

        public string Question(string name) => Kind switch
        {
            "type" => $"SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '{name}'::regclass AND attnum = 1;",
            "default" => $"SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = '{name}'::regclass;",
            "check" => $"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '{name}';",
            "generated" => $"SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef d JOIN pg_attribute a ON attrelid = adrelid AND attnum = adnum WHERE attname = '{name}'; ALTER TABLE base DROP COLUMN {name};",
            "index" => $"SELECT string_agg(pg_get_indexdef(indexrelid, k, true) || CASE WHEN indoption[k - 1] & 1 = 1 THEN ' DESC' ELSE '' END || CASE WHEN indoption[k - 1] & 2 = 2 AND indoption[k - 1] & 1 = 0 THEN ' NULLS FIRST' WHEN indoption[k - 1] & 2 = 0 AND indoption[k - 1] & 1 = 1 THEN ' NULLS LAST' ELSE '' END, ', ' ORDER BY k) || coalesce(' WHERE ' || pg_get_expr(indpred, indrelid), '') FROM pg_index, generate_series(1, indnkeyatts) k WHERE indexrelid = '{name}'::regclass GROUP BY indexrelid, indpred, indrelid;",
            "policy" => $"SELECT pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polname = '{name}';",
            "domain" => $"SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contypid = '{name}'::regtype;",
            "view" => $"SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = '{name}'::regclass AND attnum > 0; SELECT pg_get_viewdef('{name}'::regclass);",
            _ => "",
        };

        internal string Shown(DatabaseSchema schema, string name)
        {
            var printer = new SchemaPrinter(schema);
            string Text(SchemaExpression? expression) => expression is null ? "" : printer.Expression(expression) ?? "?";
            var qualified = new QualifiedName("public", name);
            var table = schema.FindRelation(qualified) as Table;
            var target = (Table)schema.FindRelation(new QualifiedName("public", "base"))!;
            switch (Kind)
            {
                case "type":
                    return table!.Columns[0].Type is { IsKnown: true } type ? printer.Type(type) : "?";
                case "default":
                    return Text(table!.Columns[0].Default);
                case "check":
                    return $"CHECK ({Text(target.Constraints.OfType<CheckConstraint>().Single(check => check.Name == name).Expression)})";
                case "generated":
                    return Text(target.FindColumn(name)!.Generated);
                case "index":
                    var index = target.Indexes.Single(found => found.Name == name);
                    return string.Join(", ", index.Keys.Select(key => printer.IndexKey(key) ?? "?")) + (index.Predicate is { } predicate ? " WHERE " + Text(predicate) : "");
                case "policy":
                    return Text(target.Policies.Single(policy => policy.Name == name).Using);
                case "domain":
                    return $"CHECK ({Text(schema.FindType(qualified)!.Checks[0].Expression)})";
                case "view":
                    var view = (View)schema.FindRelation(qualified)!;
                    return string.Join(", ", view.Columns.Select(column => $"{column.Name} {(column.Type.IsKnown ? printer.Type(column.Type) : "?")}")) + "\n" + Text(view.Query.Definition);
                default:
                    return "";
            }
        }
    }
}
