using MigrationLint.Lowering.Sql;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Replay.Locks;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Oracles.Locks;

/// <summary>The locks of a case as the engine tells them.</summary>
internal static class LockReplay
{
    /// <summary>One line for each relation: its name, its mode, and the work under it.</summary>
    public static List<string> Run(LockCase test, int version)
    {
        var session = new ReplaySession(new ReplayOptions { IsStrict = true, Version = version });
        Execute(session, $"{LockCase.BaseFor(version)};\ncreate tablespace locks_space location '/locks';\n{test.SetUp}");
        var before = session.Schema;
        session.BeginFile(new MigrationStepInfo("case", test.Blocker is null ? TransactionModel.Own : TransactionModel.None));
        var refusal = Execute(session, test.Statement);
        var steps = session.EndFile().Statements.SelectMany(statement => statement.Steps);
        if (refusal is not null)
        {
            return [$"refused: {refusal.Message} ({refusal.SqlState})"];
        }

        var found = new Dictionary<ObjectId, RelationLock>();
        foreach (var item in steps.SelectMany(step => step.Locks))
        {
            found[item.Relation] = !found.TryGetValue(item.Relation, out var old) ? item
                : old with { Mode = (LockMode)Math.Max((int)old.Mode, (int)item.Mode), Work = old.Work | item.Work };
        }

        return [.. found.Values.Select(item => Show(test, before, item)).OfType<string>().Order(StringComparer.Ordinal)];
    }

    /// <summary>What a lock looks like in a comparison.</summary>
    public static string Show(LockCase test, string name, bool isIndex, LockMode mode, HeapWork work)
    {
        var shown = work.HasFlag(HeapWork.Rewrite) ? HeapWork.Rewrite : work;
        return $"{name} {mode}{(isIndex || test.IsOfRows || shown == HeapWork.None ? "" : " " + shown)}";
    }

    private static string? Show(LockCase test, DatabaseSchema before, RelationLock item)
    {
        var name = before.FindRelation(item.Relation)?.Name;
        if (name is null && before.FindIndex(item.Relation) is { } index)
        {
            name = new QualifiedName(index.Owner.Name.Schema, index.Index.Name);
        }

        return name is null || (item.IsIndex && item.Mode < LockMode.ShareUpdateExclusive) ? null : Show(test, name.Value.ToString(), item.IsIndex, item.Mode, item.Work);
    }

    private static Refusal? Execute(ReplaySession session, string text)
    {
        var script = SqlScriptReader.Read(new SourceText("case.sql", text), SqlPlaceholders.None);
        var lowering = new SqlLowering(session);
        foreach (var statement in script.Statements)
        {
            if (session.TryStatement(script.Tokens.Text.ToSource(statement.Span), false, () => lowering.Execute(statement, script.Tokens)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
