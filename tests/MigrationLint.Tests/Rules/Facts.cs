using MigrationLint.Checking;
using MigrationLint.Configuration;
using MigrationLint.Diagnostics;
using MigrationLint.Discovery;
using MigrationLint.Files;
using MigrationLint.Lowering;
using MigrationLint.Rules;
using MigrationLint.Text;

namespace MigrationLint.Tests.Rules;

/// <summary>Facts made by hand: what a rule says of a shape, whatever reading a file makes of it.</summary>
internal static class Facts
{
    /// <summary>A migration of a folder that a configuration proves to be Knex's.</summary>
    public static MigrationFacts Of(string name, string content = "up(); down();")
    {
        var path = "/project/migrations/" + name;
        var language = PathText.GetExtension(name) switch
        {
            ".sql" => MigrationLanguage.Sql,
            ".ts" => MigrationLanguage.TypeScript,
            ".coffee" => MigrationLanguage.Other,
            _ => MigrationLanguage.JavaScript,
        };
        var file = new MigrationFile
        {
            Path = path,
            Content = Utf8Decoder.Decode(path, System.Text.Encoding.UTF8.GetBytes(content)),
            Language = language,
            Number = MigrationNumber.Parse(name),
        };
        return new MigrationFacts { File = file, Exports = language == MigrationLanguage.Sql ? null : Exports(file) };
    }

    /// <summary>Exports of an up and a down that do something.</summary>
    public static ModuleExports Exports(MigrationFile file) =>
        new(ExportsForm.Object, SourceSpan.StartOf(file.Text), Function(file), Function(file));

    public static MigrationFunction Function(MigrationFile file, BodyForm body = BodyForm.Effective) =>
        new(At(file, 0, 2), ParameterForm.Name, "knex", body);

    public static SourceSpan At(MigrationFile file, int start, int length) => new(file.Text, new TextSpan(start, length));

    public static DatabaseCall Call(MigrationFacts migration, string callee, Receiver receiver, int start = 0) => new()
    {
        Location = At(migration.File, start, 4),
        Direction = Direction.Up,
        Receiver = receiver,
        Form = CallForm.Call,
        Callee = callee,
        Method = callee[(callee.LastIndexOf('.') + 1)..],
    };

    public static MigrationFolder Folder(
        IEnumerable<MigrationFacts> migrations, MigrationTool tool = MigrationTool.Knex, ToolEvidence evidence = ToolEvidence.ConfigurationFile) => new()
    {
        Directories = ["/project/migrations"],
        Tool = tool,
        Evidence = evidence,
        Files = [.. migrations.Select(migration => migration.File)],
    };

    public static CheckResult Check(
        MigrationFolder folder, IReadOnlyList<MigrationFacts> migrations, IReadOnlyCollection<string>? selection = null, IReadOnlyList<Rule>? rules = null) =>
        Checker.Check(
            [folder],
            migrations.ToDictionary(migration => migration.File),
            [],
            new ConfigurationSet { Configurations = [] },
            new RuleContext(RuleTest.Today, IsCaseSensitive: true) { TargetVersion = 15 },
            rules ?? Checker.Select(selection),
            []);

    /// <summary>The findings of one rule on one migration of a Knex folder.</summary>
    public static IReadOnlyList<Diagnostic> Findings(
        string ruleId, MigrationFacts migration, MigrationTool tool = MigrationTool.Knex, ToolEvidence evidence = ToolEvidence.ConfigurationFile) =>
        [.. Check(Folder([migration], tool, evidence), [migration]).Diagnostics.Where(diagnostic => diagnostic.Rule.Id == ruleId)];
}
