using MigrationLint.Diagnostics;
using MigrationLint.Replay;
using MigrationLint.Rules.Integrity;

namespace MigrationLint.Rules.Compatibility;

/// <summary>CREATE OR REPLACE would change what must stay.</summary>
internal sealed class IncompatibleReplace : RefusalRule
{
    /// <inheritdoc/>
    public override RuleDescriptor Descriptor { get; } = new("ML308", "incompatible-replace", RuleFamily.Compatibility, Severity.Error)
    {
        Title = "CREATE OR REPLACE would change what must stay",
        Text = new(
            "{file} cannot replace {old}: {problem} ({state})",
            "A function keeps its result and the names of its parameters, a view its columns in their order, so that {fails}.",
            "Write DROP {kind} {old}; before it and CREATE without OR REPLACE. What depends on it, grants included, is to be made again."),
        Bad = """
            === migrations/001_f.sql
            CREATE FUNCTION total(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n';
            === migrations/002_f.sql
            [|CREATE OR REPLACE FUNCTION total(n integer) RETURNS bigint LANGUAGE sql AS 'SELECT n::bigint'|];
            """,
        Good = """
            === migrations/001_f.sql
            CREATE FUNCTION total(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n';
            === migrations/002_f.sql
            DROP FUNCTION total(integer);
            CREATE FUNCTION total(n integer) RETURNS bigint LANGUAGE sql AS 'SELECT n::bigint';
            """,
    };

    /// <inheritdoc/>
    protected override void Report(RefusedStatement refused, MessageArguments arguments, IReporter report)
    {
        arguments["old"] = refused.Detail!.Text ?? refused.Object;
        arguments["kind"] = Describe.Word(refused.Detail.Kind).ToUpperInvariant();
        report.Report(refused.Refusal.Source, arguments);
    }
}
