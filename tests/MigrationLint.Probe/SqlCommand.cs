using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Probe;

/// <summary>
/// What the SQL front end makes of statements and files, as JSON lines. <c>sql --jsonl FILE</c>: accept or reject; <c>sql --split @LIST</c>: the statements of psql
/// scripts; <c>sql --tree FILE</c> and <c>sql --print FILE</c>: the trees of accepted statements (behind a line with the names of all enums), and their printed form;
/// <c>sql --tree-and-print FILE</c>: both; <c>sql --bodies FILE</c>: what their bodies hold.
/// </summary>
internal static class SqlCommand
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = int.MaxValue / 2, SkipValidation = true };

    public static int Run(string[] arguments, TextWriter output)
    {
        Action? run = arguments switch
        {
            ["--jsonl", var requests] => () => Judge(requests, output, static (writer, sql) => Answer(writer, sql, static (_, _) => { })),
            ["--tree", var requests] => () =>
            {
                WriteLine(output, WriteEnums);
                Judge(requests, output, static (writer, sql) => Answer(writer, sql, WriteTrees));
            },
            ["--tree-and-print", var requests] => () =>
            {
                WriteLine(output, WriteEnums);
                Judge(requests, output, static (writer, sql) => Answer(writer, sql, static (writer, trees) =>
                {
                    WriteTrees(writer, trees);
                    WritePrinted(writer, trees);
                }));
            },
            ["--print", var requests] => () => Judge(requests, output, static (writer, sql) => Answer(writer, sql, WritePrinted)),
            ["--split", ['@', .. var list]] => () => Split(list, output),
            ["--bodies", var requests] => () => Judge(requests, output, SqlBodiesCommand.Answer),
            _ => null,
        };
        if (run is null)
        {
            Console.Error.WriteLine("usage: sql --jsonl FILE | sql --tree FILE | sql --print FILE | sql --tree-and-print FILE | sql --bodies FILE | sql --split @LIST");
            return 2;
        }

        // A chain of 10,000 operators is a tree as deep.
        var thread = new Thread(run.Invoke, maxStackSize: 1 << 29);
        thread.Start();
        thread.Join();
        return 0;
    }

    /// <summary>Answers each request <c>{id,sql}</c> with its id and what <paramref name="answer"/> says.</summary>
    private static void Judge(string requests, TextWriter output, Action<Utf8JsonWriter, string> answer)
    {
        foreach (var line in File.ReadLines(requests).Where(line => line.Length > 0))
        {
            using var request = JsonDocument.Parse(line);
            var (id, sql) = (request.RootElement.GetProperty("id"), request.RootElement.GetProperty("sql").GetString()!);
            try
            {
                WriteLine(output, writer =>
                {
                    WriteId(writer, id);
                    answer(writer, sql);
                });
            }
            catch (Exception exception)
            {
                // The front end must not throw: the oracles count this answer as a failure.
                WriteLine(output, writer =>
                {
                    WriteId(writer, id);
                    writer.WriteBoolean("ok", false);
                    writer.WriteString("error", string.Join('\n', exception.ToString().Split('\n').Take(4)));
                    writer.WriteBoolean("crash", true);
                });
            }
        }
    }

    /// <summary><c>{ok,error?,at?}</c> (<c>at</c>: UTF-16 offset) and what <paramref name="addMore"/> says of an accepted statement.</summary>
    private static void Answer(Utf8JsonWriter writer, string sql, Action<Utf8JsonWriter, IReadOnlyList<Statement>> addMore)
    {
        var (trees, error) = Read(sql);
        writer.WriteBoolean("ok", error is null);
        if (error is null)
        {
            addMore(writer, trees);
        }
        else
        {
            writer.WriteString("error", error.Message);
            writer.WriteNumber("at", error.Span.Start);
        }
    }

    private static void WriteId(Utf8JsonWriter writer, JsonElement id)
    {
        writer.WritePropertyName("id");
        id.WriteTo(writer);
    }

    /// <summary>The statements of a text that is sent as one, or the first error.</summary>
    private static (IReadOnlyList<Statement> Trees, SyntaxError? Error) Read(string sql)
    {
        var statements = SqlScriptReader.Read(new SourceText("request.sql", sql), SqlPlaceholders.None).Statements;
        var error = statements.FirstOrDefault(statement => statement.Error is not null)?.Error;
        return ([.. statements.Select(statement => statement.Tree).OfType<Statement>()], error);
    }

    private static void WriteEnums(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("enums");
        foreach (var type in typeof(Node).Assembly.GetTypes().Where(type => type.IsEnum && type.Namespace == typeof(Node).Namespace))
        {
            writer.WriteStartArray(type.Name);
            foreach (var name in Enum.GetNames(type))
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteTrees(Utf8JsonWriter writer, IReadOnlyList<Statement> trees)
    {
        writer.WriteStartArray("trees");
        foreach (var tree in trees)
        {
            SqlTreeWriter.Write(writer, tree);
        }

        writer.WriteEndArray();
    }

    private static void WritePrinted(Utf8JsonWriter writer, IReadOnlyList<Statement> trees)
    {
        try
        {
            writer.WriteString("printed", string.Join("; ", trees.Select(SqlPrinter.Print)));
        }
        catch (NotSupportedException exception)
        {
            writer.WriteString("unprinted", exception.Message);
        }
    }

    private static void Split(string list, TextWriter output)
    {
        foreach (var path in File.ReadLines(list).Where(path => path.Length > 0))
        {
            var text = new SourceText(path, Encoding.UTF8.GetString(File.ReadAllBytes(path)));
            WriteLine(output, writer =>
            {
                writer.WriteString("path", path);
                writer.WriteStartArray("statements");
                foreach (var statement in SqlScriptReader.Read(text, SqlPlaceholders.Psql).Statements)
                {
                    writer.WriteStartObject();
                    writer.WriteNumber("start", statement.Span.Start);
                    writer.WriteNumber("end", statement.Span.End);
                    writer.WriteString("kind", statement.Kind);
                    writer.WriteBoolean("ok", statement.Error is null);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
        }
    }

    private static void WriteLine(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
