using MigrationLint.Discovery;
using MigrationLint.Operations;
using MigrationLint.Replay;
using MigrationLint.Schema;

namespace MigrationLint.Rules.Chain;

/// <summary>Writes what takes a migration back.</summary>
internal static class Inverse
{
    private const int MostStatements = 4;

    /// <summary>The whole way back, as its tool wants it written; null where statements on the schema cannot say it exactly, or are too many to be read.</summary>
    public static string? Of(ReplayedMigration migration)
    {
        var outcome = migration.Outcome;
        if (!IsPlain(outcome) || outcome.Statements.SelectMany(statement => statement.Steps).Any(step => step.HasEffect && !IsSeen(step.Operation)))
        {
            return null;
        }

        var differences = SchemaComparison.Compare(outcome.Before, outcome.After);
        var statements = Ordered(differences, outcome).Select(difference => Of(difference, outcome)).ToList();
        return statements.Count is 0 or > MostStatements || statements.Contains(null) ? null : Write(migration.Folder, statements!);
    }

    /// <summary>The statement that takes one difference back; null where none is known.</summary>
    public static string? Of(SchemaDifference difference, FileOutcome outcome)
    {
        var owner = SchemaPrinter.Name(difference.Owner.Place);
        return (difference.Kind, difference.Part) switch
        {
            (DifferenceKind.Left, null) => $"DROP {KindOf(difference.Owner)} {DropName(difference.Owner, outcome)}",
            (DifferenceKind.Left, { } part) => Drop(part, difference.Owner, owner),
            (DifferenceKind.Lost, { } part) when difference.Before is { } definition => Restore(part, owner, definition),
            (DifferenceKind.Changed, { Kind: PartKind.Column } part) => Change(part, owner, difference),
            _ => null,
        };
    }

    /// <summary>Statements as a migration of the folder's tool runs them.</summary>
    public static string Write(MigrationFolder folder, IReadOnlyList<string> statements) =>
        folder.Tool == MigrationTool.Knex ? string.Join(" ", statements.Select(statement => $"await {Call(statement)};")) : string.Join(" ", statements.Select(statement => statement + ";"));

    /// <summary>True where a run is known to the last, so that what it leaves can be compared.</summary>
    public static bool IsPlain(FileOutcome outcome) =>
        outcome.IsApplied && outcome.Notes.Count == 0
        && outcome.Statements.All(statement => !statement.IsConditional && statement.Steps.All(step => !step.Operation.IsConditional && step.Operation is not (RunSql or RunCode)));

    /// <summary>False for what a comparison of schemas does not show, or shows as something else: rows, renames, comments, privileges.</summary>
    private static bool IsSeen(Operation operation) => operation
        is CreateTable or CreateIndex or CreateView or CreateEnumType or CreateDomain or CreateSequence or CreateSchema or CreateRoutine or CreateTrigger or CreatePolicy
        or AddColumn or AddPrimaryKey or AddUnique or AddCheck or AddForeignKey or AddExclusion or DropConstraint or DropIndex
        or SetNotNull or DropNotNull or SetDefault or SetRowSecurity or ReadRows or LockTable or SetParameter or ControlTransaction;

    /// <summary>What was made last goes first; then comes back what was lost.</summary>
    private static IEnumerable<SchemaDifference> Ordered(IReadOnlyList<SchemaDifference> differences, FileOutcome outcome)
    {
        var order = new Dictionary<Operation, int>(ReferenceComparer.Instance);
        foreach (var step in outcome.Statements.SelectMany(statement => statement.Steps))
        {
            order[step.Operation] = order.Count;
        }

        return differences
            .Select((difference, index) => (difference, index))
            .OrderBy(pair => pair.difference.Kind == DifferenceKind.Left ? 0 : 1)
            .ThenByDescending(pair => pair.difference.Kind == DifferenceKind.Left && pair.difference.MadeBy is { } maker && order.TryGetValue(maker, out var place) ? place : -pair.index)
            .Select(pair => pair.difference);
    }

    private static string Call(string statement)
    {
        const string DropTable = "DROP TABLE ";
        const string AlterTable = "ALTER TABLE ";
        const string DropColumn = " DROP COLUMN ";
        if (statement.StartsWith(DropTable, StringComparison.Ordinal) && IsWord(statement.Substring(DropTable.Length)))
        {
            return $"knex.schema.dropTable('{statement.Substring(DropTable.Length)}')";
        }

        var at = statement.IndexOf(DropColumn, StringComparison.Ordinal);
        if (at > 0 && statement.StartsWith(AlterTable, StringComparison.Ordinal))
        {
            var (table, column) = (statement.Substring(AlterTable.Length, at - AlterTable.Length), statement.Substring(at + DropColumn.Length));
            if (IsWord(table) && IsWord(column))
            {
                return $"knex.schema.alterTable('{table}', (table) => {{ table.dropColumn('{column}'); }})";
            }
        }

        return statement.IndexOf('\'') < 0 ? $"knex.raw('{statement.Replace("?", "\\\\?")}')" : $"knex.raw(`{statement.Replace("?", "\\\\?")}`)";
    }

    private static bool IsWord(string text) => text.All(character => character == '_' || char.IsLetterOrDigit(character));

    private static string KindOf(ObjectKey key) => key.Kind is "enum" ? "TYPE" : key.Kind.ToUpperInvariant();

    private static string DropName(ObjectKey key, FileOutcome outcome) => key.Kind switch
    {
        "schema" => Quote(key.Place.Name),
        "function" or "procedure" when key.Find(outcome.After) is Routine routine => $"{SchemaPrinter.Name(key.Place)}({new SchemaPrinter(outcome.After).IdentityArguments(routine)})",
        _ => SchemaPrinter.Name(key.Place),
    };

    private static string? Drop(PartKey part, ObjectKey owner, string name) => part.Kind switch
    {
        PartKind.Column => $"ALTER TABLE {name} DROP COLUMN {Quote(part.Name)}",
        PartKind.Constraint => $"ALTER TABLE {name} DROP CONSTRAINT {Quote(part.Name)}",
        PartKind.Index => $"DROP INDEX {SchemaPrinter.Name(owner.Place with { Name = part.Name })}",
        PartKind.Trigger => $"DROP TRIGGER {Quote(part.Name)} ON {name}",
        PartKind.Policy => $"DROP POLICY {Quote(part.Name)} ON {name}",
        PartKind.RowSecurity => $"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY",
        _ => null,
    };

    private static string? Restore(PartKey part, string owner, string definition) => part.Kind switch
    {
        PartKind.Column => $"ALTER TABLE {owner} ADD COLUMN {Quote(part.Name)} {definition}",
        PartKind.Constraint => $"ALTER TABLE {owner} ADD CONSTRAINT {Quote(part.Name)} {definition}",
        PartKind.Index or PartKind.Trigger or PartKind.Policy => definition,
        PartKind.RowSecurity => $"ALTER TABLE {owner} ENABLE ROW LEVEL SECURITY",
        _ => null,
    };

    /// <summary>What ALTER COLUMN can say of one thing: NOT NULL, or the default.</summary>
    private static string? Change(PartKey part, string owner, SchemaDifference difference)
    {
        var (then, now) = (Cut(difference.Before), Cut(difference.After));
        if (then is null || now is null || then.Value.Type != now.Value.Type)
        {
            return null;
        }

        var column = $"ALTER TABLE {owner} ALTER COLUMN {Quote(part.Name)}";
        return then.Value.IsNotNull != now.Value.IsNotNull && then.Value.Default == now.Value.Default ? $"{column} {(then.Value.IsNotNull ? "SET" : "DROP")} NOT NULL"
            : then.Value.IsNotNull == now.Value.IsNotNull ? then.Value.Default is { } value ? $"{column} SET DEFAULT {value}" : $"{column} DROP DEFAULT"
            : null;
    }

    private static (string Type, bool IsNotNull, string? Default)? Cut(string? definition)
    {
        if (definition is null)
        {
            return null;
        }

        var at = definition.IndexOf(" DEFAULT ", StringComparison.Ordinal);
        var head = at < 0 ? definition : definition.Substring(0, at);
        var isNotNull = head.EndsWith(" NOT NULL", StringComparison.Ordinal);
        return (isNotNull ? head.Substring(0, head.Length - " NOT NULL".Length) : head, isNotNull, at < 0 ? null : definition.Substring(at + " DEFAULT ".Length));
    }

    private static string Quote(string name) => SchemaPrinter.Name(new QualifiedName("", name));

    /// <summary>Operations are records: two that say the same are two all the same.</summary>
    private sealed class ReferenceComparer : IEqualityComparer<Operation>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(Operation? x, Operation? y) => ReferenceEquals(x, y);

        public int GetHashCode(Operation obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
