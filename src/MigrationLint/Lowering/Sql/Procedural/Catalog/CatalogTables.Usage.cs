using System.Globalization;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>The constraints of <c>information_schema</c>.</content>
internal sealed partial class CatalogTables
{
    private RowSource? MakeInformationConstraints(string name) => name switch
    {
        "table_constraints" => TableConstraints(),
        "key_column_usage" => KeyColumnUsage(),
        "constraint_column_usage" => ConstraintColumnUsage(name),
        "constraint_table_usage" => ConstraintColumnUsage(name),
        "referential_constraints" => ReferentialConstraints(),
        "check_constraints" => CheckConstraints(),
        _ => null,
    };

    private static readonly SqlOneOf SystemConstraints = new(
        static name => SystemRelation.Find(Catalog(name)) is not null || name.EndsWith("_not_null", StringComparison.Ordinal) || name is "cardinal_number_domain_check" or "yes_or_no_check",
        null);

    private sealed record UsageRow(Constraint Constraint, QualifiedName Table, SqlValue Name)
    {
        public string? Column { get; init; }

        public int Number { get; init; }

        public int? Referenced { get; init; }
    }

    // NOT NULL is shown as a check whose name is made of oids.
    private IEnumerable<(Table Table, Constraint? Constraint, SqlValue Name)> ConstraintsOfTables()
    {
        foreach (var table in Tables)
        {
            foreach (var constraint in table.Constraints)
            {
                yield return (table, constraint, Name(constraint.Name));
            }

            for (var i = 0; i < table.Columns.Count; i++)
            {
                if (table.Columns[i].IsNotNull)
                {
                    var hole = EmbeddedText.HoleCharacter;
                    yield return (table, null, new SqlPartialText($"{hole}_{hole}_{(i + 1).ToString(CultureInfo.InvariantCulture)}_not_null"));
                }
            }
        }
    }

    private RowSource TableConstraints()
    {
        var name = Information("table_constraints");
        var items = ConstraintsOfTables().Where(static row => row.Constraint is not ExclusionConstraint);
        var rows = Rows(name, items, new Dictionary<string, Func<(Table Table, Constraint? Constraint, SqlValue Name), SqlValue>>(StringComparer.Ordinal)
        {
            ["constraint_schema"] = row => Name(row.Table.Name.Schema),
            ["constraint_name"] = row => row.Name,
            ["table_schema"] = row => Name(row.Table.Name.Schema),
            ["table_name"] = row => Name(row.Table.Name.Name),
            ["constraint_type"] = row => SqlValue.Of(row.Constraint switch
            {
                KeyConstraint { IsPrimary: true } => "PRIMARY KEY",
                KeyConstraint => "UNIQUE",
                ForeignKeyConstraint => "FOREIGN KEY",
                _ => "CHECK",
            }),
            ["is_deferrable"] = row => YesOrNo(row.Constraint is not (null or { Deferrability: Deferrability.NotDeferrable })),
            ["initially_deferred"] = row => YesOrNo(row.Constraint is { Deferrability: Deferrability.InitiallyDeferred }),
            ["enforced"] = row => SqlValue.Of("YES"),
        });
        AddSystem(rows, name, ["constraint_schema", "table_schema"], ("table_name", SystemName("r")), ("constraint_name", SystemConstraints));
        AddOutside(rows, name, ("table_name", otherName));
        return Source(name, rows);
    }

    private RowSource KeyColumnUsage()
    {
        var name = Information("key_column_usage");
        var rows = Rows(name, Tables.SelectMany(KeyColumns), new Dictionary<string, Func<UsageRow, SqlValue>>(StringComparer.Ordinal)
        {
            ["constraint_schema"] = row => Name(row.Table.Schema),
            ["constraint_name"] = row => row.Name,
            ["table_schema"] = row => Name(row.Table.Schema),
            ["table_name"] = row => Name(row.Table.Name),
            ["column_name"] = row => Name(row.Column),
            ["ordinal_position"] = row => SqlValue.Of(row.Number),
            ["position_in_unique_constraint"] = row => row.Referenced is { } position ? SqlValue.Of(position) : row.Constraint is ForeignKeyConstraint ? SqlValue.Unknown : SqlValue.Null,
        });
        AddSystem(rows, name, ["constraint_schema", "table_schema"], ("table_name", SystemName("r")), ("constraint_name", SystemConstraints));
        AddOutside(rows, name, ("table_name", otherName));
        return Source(name, rows);
    }

    private IEnumerable<UsageRow> KeyColumns(Table table)
    {
        foreach (var constraint in table.Constraints)
        {
            var columns = constraint switch { KeyConstraint key => key.Columns, ForeignKeyConstraint key => key.Columns, _ => [] };
            for (var i = 0; i < columns.Count; i++)
            {
                yield return new UsageRow(constraint, table.Name, Name(constraint.Name)) { Column = columns[i], Number = i + 1, Referenced = ReferencedPosition(constraint, i) };
            }
        }
    }

    private int? ReferencedPosition(Constraint constraint, int i)
    {
        if (constraint is not ForeignKeyConstraint key || Schema.FindIndex(key.ReferencedIndex) is not { } index)
        {
            return null;
        }

        var position = index.Index.Keys.ToList().FindIndex(found => found.Column == key.ReferencedColumns[i]);
        return position < 0 ? null : position + 1;
    }

    private RowSource ConstraintColumnUsage(string view)
    {
        var name = Information(view);
        var items = Tables.SelectMany(UsedColumns);
        if (view == "constraint_table_usage")
        {
            items = items.GroupBy(static row => row.Constraint.Id).Select(static group => group.First()).Where(static row => row.Constraint is not CheckConstraint);
        }

        var rows = Rows(name, items, new Dictionary<string, Func<UsageRow, SqlValue>>(StringComparer.Ordinal)
        {
            ["table_schema"] = row => Name(row.Table.Schema),
            ["table_name"] = row => Name(row.Table.Name),
            ["column_name"] = row => row.Column is null ? SqlValue.Unknown : Name(row.Column),
            ["constraint_schema"] = row => SqlValue.Of(Constraints.First(found => found.Constraint.Id == row.Constraint.Id).Schema),
            ["constraint_name"] = row => row.Name,
        });
        AddSystem(rows, name, ["constraint_schema", "table_schema"], ("table_name", SystemName("r")), ("constraint_name", SystemConstraints));
        AddOutside(rows, name, ("table_name", otherName));
        return Source(name, rows);
    }

    private IEnumerable<UsageRow> UsedColumns(Table table)
    {
        foreach (var constraint in table.Constraints)
        {
            var (used, columns) = constraint switch
            {
                KeyConstraint key => (table.Name, key.Columns),
                ForeignKeyConstraint key => (Schema.FindRelation(key.ReferencedTable)?.Name ?? default, key.ReferencedColumns),
                CheckConstraint { Expression.IsUnknown: false } check => (table.Name, [.. check.Expression.OwnColumns]),
                CheckConstraint => (table.Name, [""]),
                _ => (table.Name, (IReadOnlyList<string>)[]),
            };
            foreach (var column in columns)
            {
                yield return new UsageRow(constraint, used, Name(constraint.Name)) { Column = column.Length == 0 ? null : column };
            }
        }
    }

    private static string Rule(ReferentialAction action) => action switch
    {
        ReferentialAction.Restrict => "RESTRICT",
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET NULL",
        ReferentialAction.SetDefault => "SET DEFAULT",
        _ => "NO ACTION",
    };

    private RowSource ReferentialConstraints()
    {
        var name = Information("referential_constraints");
        var items = Tables.SelectMany(static table => table.Constraints.OfType<ForeignKeyConstraint>().Select(key => (Table: table, Key: key)));
        var rows = Rows(name, items, new Dictionary<string, Func<(Table Table, ForeignKeyConstraint Key), SqlValue>>(StringComparer.Ordinal)
        {
            ["constraint_schema"] = row => Name(row.Table.Name.Schema),
            ["constraint_name"] = row => Name(row.Key.Name),
            ["unique_constraint_schema"] = row => Schema.FindRelation(row.Key.ReferencedTable) is { } referenced ? Name(referenced.Name.Schema) : SqlValue.Unknown,
            ["unique_constraint_name"] = row => ReferencedConstraint(row.Key),
            ["match_option"] = row => SqlValue.Of(row.Key.MatchFull ? "FULL" : "NONE"),
            ["update_rule"] = row => SqlValue.Of(Rule(row.Key.OnUpdate)),
            ["delete_rule"] = row => SqlValue.Of(Rule(row.Key.OnDelete)),
        });
        AddOutside(rows, name);
        return Source(name, rows);
    }

    // An index alone is no constraint.
    private SqlValue ReferencedConstraint(ForeignKeyConstraint key) =>
        Schema.FindIndex(key.ReferencedIndex) is not { } found ? SqlValue.Unknown
        : found.Index.Constraint.IsNone ? SqlValue.Null : Name(found.Index.Name);

    private RowSource CheckConstraints()
    {
        var name = Information("check_constraints");
        var items = ConstraintsOfTables().Where(static row => row.Constraint is CheckConstraint or null)
            .Select(static row => (row.Table.Name.Schema, row.Name, Check: row.Constraint as CheckConstraint))
            .Concat(Types.SelectMany(static type => type.Checks.Select(check => (type.Name.Schema, Name(check.Name), (CheckConstraint?)check))));
        var rows = Rows(name, items, new Dictionary<string, Func<(string Schema, SqlValue Name, CheckConstraint? Check), SqlValue>>(StringComparer.Ordinal)
        {
            ["constraint_schema"] = row => Name(row.Schema),
            ["constraint_name"] = row => row.Name,
            ["check_clause"] = row => row.Check is null ? SqlValue.Unknown : Expression(row.Check.Expression),
        });
        AddSystem(rows, name, ["constraint_schema"], ("constraint_name", SystemConstraints));
        AddOutside(rows, name);
        return Source(name, rows);
    }
}
