using System.Text;
using System.Text.Json;
using MigrationLint.JavaScript;
using MigrationLint.JavaScript.Ast;

namespace MigrationLint.Probe;

/// <summary><c>js --jsonl FILE</c>: accept or reject; <c>js @LIST</c>: the nodes of each file.</summary>
internal static class JavaScriptCommand
{
    public static int Run(string[] arguments, TextWriter output)
    {
        if (arguments is ["--jsonl", var requests])
        {
            foreach (var line in File.ReadLines(requests).Where(line => line.Length > 0))
            {
                Judge(line, output);
            }

            return 0;
        }

        if (arguments is [['@', .. var list]])
        {
            foreach (var path in File.ReadLines(list).Where(path => path.Length > 0))
            {
                Show(path, output);
            }

            return 0;
        }

        Console.Error.WriteLine("usage: js --jsonl FILE | js @LIST");
        return 2;
    }

    private static ParseResult Parse(string path, out bool isTypeScript)
    {
        isTypeScript = Path.GetExtension(path) is ".ts" or ".mts" or ".cts" or ".tsx";
        var content = Encoding.UTF8.GetString(File.ReadAllBytes(path));
        return JavaScriptParser.Parse(content, isTypeScript ? JavaScriptDialect.TypeScript : JavaScriptDialect.JavaScript);
    }

    private static void Judge(string line, TextWriter output)
    {
        using var request = JsonDocument.Parse(line);
        var id = request.RootElement.GetProperty("id").GetRawText();
        var result = Parse(request.RootElement.GetProperty("path").GetString()!, out _);
        var error = result.Errors.Count == 0 ? "" : ",\"error\":\"" + JsonEncodedText.Encode(result.Errors[0].Span + " " + result.Errors[0].Message) + "\"";
        output.WriteLine($$"""{"id":{{id}},"ok":{{(result.Errors.Count == 0 ? "true" : "false")}}{{error}}}""");
    }

    private static void Show(string path, TextWriter output)
    {
        var result = Parse(path, out var isTypeScript);
        var nodes = new List<string>();
        foreach (var statement in result.Program.Body)
        {
            Collect(statement, isTypeScript, nodes);
        }

        nodes.Sort(StringComparer.Ordinal);
        output.Write("{\"path\":\"");
        output.Write(JsonEncodedText.Encode(path).ToString());
        output.Write("\",\"nodes\":[");
        for (var i = 0; i < nodes.Count; i++)
        {
            output.Write(i == 0 ? "\"" : ",\"");
            output.Write(nodes[i]);
            output.Write('"');
        }

        output.WriteLine("]}");
    }

    private static void Collect(Node node, bool isTypeScript, List<string> nodes)
    {
        if (node is TypeOnlyDeclaration)
        {
            return;
        }

        var (start, end) = (node.Start, node.End);
        if (isTypeScript && node is TemplateElement element)
        {
            // typescript-estree counts the marks around a chunk to its range, acorn does not.
            (start, end) = (start - 1, end + (element.Tail ? 1 : 2));
        }

        nodes.Add($"{node.Type}@{start}-{end}");
        foreach (var child in node.Children)
        {
            Collect(child, isTypeScript, nodes);
        }
    }
}
