using System.Text.RegularExpressions;
using MigrationLint.Diagnostics;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Integrity;

/// <summary>OR REPLACE leaves the old function in place, or brings an old body back.</summary>
internal sealed class FunctionOverload : Rule, IReplayRule
{
    private static readonly Regex Blank = new(@"--[^\n]*|\s+", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex Intended = new("revert|roll_?-?back|restore|undo", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static readonly RuleText OldBody = new(
        "{file} brings back the body that {routine} had before {latest}",
        "OR REPLACE takes what the file says, and that is the text of {older}, word for word: what {latest} changed is lost, and nothing warns of it.",
        "Start from the body in {latest} and change that. If the old one is meant, say so in the file's name: revert.");

    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML411", "function-overload", RuleFamily.Integrity, Severity.Warning)
    {
        Title = "OR REPLACE makes a second function, or brings an old body back",
        Text = new(
            "{routine} has other parameters than in {older}: there are two functions now",
            "PostgreSQL replaces a function only where the types of its parameters are the same. {old} stays with its old body, and a call that fits both fails (42725) or reaches the old one.",
            "Drop the old one before, with DROP FUNCTION {old}."),
        Variants = [OldBody],
        Bad = """
            === migrations/001_price.sql
            CREATE FUNCTION price(amount integer) RETURNS integer LANGUAGE sql AS 'SELECT amount * 2';
            === migrations/002_price_in_numeric.sql
            [|CREATE OR REPLACE FUNCTION price(amount numeric) RETURNS numeric LANGUAGE sql AS 'SELECT amount * 2'|];
            """,
        Good = """
            === migrations/001_price.sql
            CREATE FUNCTION price(amount integer) RETURNS integer LANGUAGE sql AS 'SELECT amount * 2';
            === migrations/002_price_in_numeric.sql
            DROP FUNCTION price(integer);
            CREATE FUNCTION price(amount numeric) RETURNS numeric LANGUAGE sql AS 'SELECT amount * 2';
            """,
    };

    /// <inheritdoc/>
    public void Check(ReplayedChain chain, RuleContext context, IReporter report)
    {
        var versions = new Dictionary<string, List<(string Body, ReplayedMigration Migration, CreateRoutine Operation)>>(StringComparer.Ordinal);
        foreach (var migration in chain.Migrations.Where(static migration => migration.Outcome.IsApplied))
        {
            foreach (var step in migration.Outcome.Statements.SelectMany(static statement => statement.Steps).Where(static step => step is { HasEffect: true, Refusal: null }))
            {
                if (step.Operation is CreateRoutine { IsConditional: false } create)
                {
                    FindOverload(chain, migration, step, create, report);
                    FindOldBody(versions, migration, create, new SchemaPrinter(step.After), report);
                }
            }
        }
    }

    private static void FindOverload(ReplayedChain chain, ReplayedMigration migration, Step step, CreateRoutine create, IReporter report)
    {
        if (!create.OrReplace || step.Before.FindRoutines(create.Routine) is not { Count: > 0 } before || step.After.FindRoutines(create.Routine).Count <= before.Count)
        {
            return;
        }

        var end = chain.Schema.FindRoutines(create.Routine);
        var old = before.FirstOrDefault(routine => routine.Definition is { } made && made.Source.Text.Path != create.Source.Text.Path && IsVersionOf(made, create) && end.Any(item => item.Id == routine.Id));
        if (old is null || !end.Any(item => ReferenceEquals(item.Definition, create)))
        {
            return;
        }

        var printer = new SchemaPrinter(step.After);
        report.Report(
            create.Source,
            new()
            {
                ["routine"] = create.Routine.ToString(),
                ["older"] = Files.PathText.GetFileName(old.Definition!.Source.Text.Path),
                ["old"] = $"{SchemaPrinter.Name(create.Routine)}({string.Join(", ", old.InputTypes.Select(printer.Type))})",
                ["file"] = migration.File.Name,
                ["latest"] = "",
            },
            related: [new RelatedLocation(old.Definition!.Source, "this one stays")]);
    }

    /// <summary>True where one list of parameters goes on from the other, or has the same names with other types: an overload that is meant has parameters of its own.</summary>
    private static bool IsVersionOf(CreateRoutine old, CreateRoutine changed)
    {
        var (before, after) = (Names(old), Names(changed));
        var common = Math.Min(before.Count, after.Count);
        return old.IsProcedure == changed.IsProcedure && common > 0 && before.Take(common).SequenceEqual(after.Take(common), StringComparer.Ordinal);

        static List<string> Names(CreateRoutine routine) => [.. routine.Parameters.Where(static parameter => parameter.Mode is not ("OUT" or "TABLE")).Select(static parameter => parameter.Name ?? "").TakeWhile(static name => name.Length > 0)];
    }

    private static void FindOldBody(
        Dictionary<string, List<(string Body, ReplayedMigration Migration, CreateRoutine Operation)>> versions,
        ReplayedMigration migration,
        CreateRoutine create,
        SchemaPrinter printer,
        IReporter report)
    {
        if (create.Body is not { } text)
        {
            return;
        }

        var key = $"{create.Routine}({string.Join(",", create.Parameters.Where(static parameter => parameter.Mode is not ("OUT" or "TABLE")).Select(parameter => printer.Type(parameter.Type)))})";
        var body = Blank.Replace(text, " ").Trim();
        if (!versions.TryGetValue(key, out var known))
        {
            versions.Add(key, known = []);
        }

        var older = known.FindLastIndex(version => version.Body == body);
        if (older >= 0 && older < known.Count - 1 && known[known.Count - 1] is var latest && latest.Migration != migration && create.OrReplace && !Intended.IsMatch(migration.File.Name))
        {
            report.Report(
                create.Source,
                new() { ["file"] = migration.File.Name, ["routine"] = create.Routine.ToString(), ["latest"] = latest.Migration.File.Name, ["older"] = known[older].Migration.File.Name, ["old"] = "" },
                OldBody,
                related: [new RelatedLocation(latest.Operation.Source, "this body is lost"), new RelatedLocation(known[older].Operation.Source, "the same body")]);
        }

        known.Add((body, migration, create));
    }
}
