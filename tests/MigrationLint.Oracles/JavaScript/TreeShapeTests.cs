using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MigrationLint.JavaScript;

namespace MigrationLint.Oracles.JavaScript;

/// <summary>Where two independent parsers agree on the nodes of a file, ours are the same, each at the same offsets.</summary>
public sealed class TreeShapeTests
{
    private static readonly string Modules = Path.Combine(
        NpmPackages.Install("parsers", "acorn@8.19.0", "oxc-parser@0.158.0", "@typescript-eslint/typescript-estree@8.73.0", "typescript@5.9.3"), "node_modules");

    private string list = "";

    [SetUp]
    public void CreateList() => list = Path.GetTempFileName();

    [TearDown]
    public void DeleteList() => File.Delete(list);

    [Test]
    public void Nodes_of_published_packages_are_those_of_the_referees()
    {
        File.WriteAllLines(list, SourcePackages.Files);
        var agreed = NodeScript.Run("JavaScript/estree-nodes.mjs", Modules, list).Select(Verdict.Read).Where(verdict => verdict.Agreed).ToList();
        var different = agreed.Where(verdict => Hash(Nodes(verdict.Path)) != verdict.Hash).Select(verdict => verdict.Path).ToList();

        Assert.That(agreed, Has.Count.GreaterThan(SourcePackages.Files.Length * 99 / 100), "the referees agree on nearly all files");
        Assert.That(different, Is.Empty, () => Explain(different));
    }

    [Test]
    public void Constructs_of_TypeScript_have_the_nodes_of_the_referees()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "JavaScript", "Constructs");
        var files = Directory.GetFiles(folder).Order(StringComparer.Ordinal).ToArray();
        File.WriteAllLines(list, files);
        var verdicts = NodeScript.Run("JavaScript/estree-nodes.mjs", Modules, list).Select(Verdict.Read).ToList();
        var different = verdicts.Where(verdict => !verdict.Agreed || Hash(Nodes(verdict.Path)) != verdict.Hash).Select(verdict => verdict.Path).ToList();

        Assert.That(verdicts, Has.Count.GreaterThan(30));
        Assert.That(different, Is.Empty, () => Explain(different));
    }

    private static List<string> Nodes(string path) =>
        NodeLists.Of(JavaScriptParser.Parse(Read(path), SourcePackages.Dialect(path)).Program, SourcePackages.Dialect(path));

    // As node decodes it: a byte order mark stays a character.
    private static string Read(string path) => Encoding.UTF8.GetString(File.ReadAllBytes(path));

    private static string Hash(List<string> nodes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', nodes))));

    private string Explain(List<string> different)
    {
        File.WriteAllLines(list, different.Take(3));
        var text = new StringBuilder($"{different.Count} files differ\n");
        foreach (var verdict in NodeScript.Run("JavaScript/estree-nodes.mjs", Modules, list, "--full").Select(Verdict.Read))
        {
            var ours = Nodes(verdict.Path);
            text.AppendLine(verdict.Path).AppendLine($"  agreed: {verdict.Agreed}");
            text.AppendLine("  only theirs: " + string.Join(' ', verdict.Nodes.Except(ours).Take(10)));
            text.AppendLine("  only ours:   " + string.Join(' ', ours.Except(verdict.Nodes).Take(10)));
        }

        return text.ToString();
    }

    private sealed record Verdict(string Path, bool Agreed, string Hash, string[] Nodes)
    {
        public static Verdict Read(string line)
        {
            using var json = JsonDocument.Parse(line);
            var nodes = json.RootElement.TryGetProperty("nodes", out var list) ? list.EnumerateArray().Select(node => node.GetString()!).ToArray() : [];
            return new Verdict(
                json.RootElement.GetProperty("path").GetString()!, json.RootElement.GetProperty("agreed").GetBoolean(), json.RootElement.GetProperty("hash").GetString()!, nodes);
        }
    }
}
