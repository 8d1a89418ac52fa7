using System.Text;
using MigrationLint.Operations;
using MigrationLint.Sql;

namespace MigrationLint.Schema;

/// <summary>Writes a schema as a SQL script that makes it, in an order in which everything is there that is needed. psql loads it into an empty database.</summary>
internal sealed class SchemaScript
{
    private readonly DatabaseSchema schema;
    private readonly SchemaPrinter printer;
    private readonly StringBuilder text = new();
    private readonly ScriptOrder order;
    private readonly List<Action> late = [];
    private readonly HashSet<ObjectId> keyed = [];

    private SchemaScript(DatabaseSchema schema)
    {
        this.schema = WithoutLedgers(schema);
        printer = new SchemaPrinter(this.schema);
        order = new ScriptOrder(this.schema, [.. Types, .. Sequences, .. Routines, .. Tables, .. Views], WriteObject);
    }

    /// <summary>The script.</summary>
    public static string Write(DatabaseSchema schema)
    {
        var script = new SchemaScript(schema);
        script.Write();
        return script.text.ToString();
    }

    /// <summary>What tools make for themselves is no part of what migrations come to.</summary>
    private static DatabaseSchema WithoutLedgers(DatabaseSchema schema)
    {
        foreach (var ledger in schema.Relations.OfType<Table>().Where(table => table.IsLedger).ToList())
        {
            foreach (var sequence in schema.Relations.OfType<Sequence>().Where(sequence => sequence.OwnerTable == ledger.Id).ToList())
            {
                schema = schema.Without(sequence);
            }

            schema = schema.Without(ledger);
        }

        return schema;
    }

    private IEnumerable<SchemaType> Types => schema.Types.Where(type => !type.IsArray && type.Kind != TypeKind.Multirange && schema.FindRelation(type.Relation) is null or CompositeRelation);

    private IEnumerable<Sequence> Sequences => schema.Relations.OfType<Sequence>().Where(sequence => !sequence.IsIdentity && sequence.Persistence != Persistence.Temporary);

    private IEnumerable<Routine> Routines => schema.Routines.Where(routine => routine.ConstructedType.IsNone);

    private IEnumerable<Table> Tables => schema.Relations.OfType<Table>().Where(table => table.Persistence != Persistence.Temporary);

    private IEnumerable<View> Views => schema.Relations.OfType<View>();

    private void Write()
    {
        Statement("SET check_function_bodies = false");
        Statement("SET search_path = public");
        foreach (var item in schema.Namespaces.Where(item => item.Name != "public"))
        {
            Statement($"CREATE SCHEMA {SqlIdentifiers.Quote(item.Name)}");
        }

        foreach (var extension in schema.Extensions.OrderBy(extension => extension.Id.Value))
        {
            Statement($"CREATE EXTENSION {SqlIdentifiers.Quote(extension.Name)}{(extension.Schema == "public" ? "" : " SCHEMA " + SqlIdentifiers.Quote(extension.Schema))}");
        }

        var routines = Routines.ToLookup(NeedsRelation);
        order.Write([.. Types, .. Sequences, .. routines[false], .. Tables, .. routines[true]]);
        WriteParts();
        WriteConstraints();
        order.Write(Views);
        order.WriteRest();

        // Those that inherit a check come before what they have it from, so that both can be their own.
        late.Reverse();
        late.ForEach(static statement => statement());
        foreach (var view in Views)
        {
            WriteIndexes(view, view.Indexes);
        }

        WriteTriggers();
        foreach (var other in schema.Others)
        {
            NotWritten($"{other.Kind} {other.Name}");
        }
    }

    private void WriteObject(SchemaObject item)
    {
        switch (item)
        {
            case SchemaType type:
                WriteType(type, SchemaPrinter.Name(type.Name));
                break;
            case Sequence sequence:
                Statement($"CREATE SEQUENCE {SchemaPrinter.Name(sequence.Name)} AS {printer.Type(sequence.Type)}{Options(sequence)}");
                break;
            case Routine routine:
                WriteRoutine(routine);
                break;
            case Table table:
                WriteTable(table);
                break;
            case View view:
                WriteView(view);
                break;
        }
    }

    private void WriteType(SchemaType type, string name)
    {
        switch (type.Kind)
        {
            case TypeKind.Enum:
                Statement($"CREATE TYPE {name} AS ENUM ({string.Join(", ", type.Labels.Select(SqlIdentifiers.QuoteLiteral))})");
                break;
            case TypeKind.Domain:
                WriteDomain(type, name);
                break;
            case TypeKind.Range when schema.FindType(type.Multirange) is { } multirange:
                Statement($"CREATE TYPE {name} AS RANGE (subtype = {printer.Type(type.Subtype)}, multirange_type_name = {SchemaPrinter.Name(multirange.Name)})");
                break;
            case TypeKind.Composite when schema.FindRelation(type.Relation) is CompositeRelation composite:
                Statement($"CREATE TYPE {name} AS ({string.Join(", ", composite.Columns.Select(column => SqlIdentifiers.Quote(column.Name) + " " + printer.Type(column.Type)))})");
                break;
            case TypeKind.Base:
                NotWritten($"type {name}");
                break;
        }
    }

    private void WriteDomain(SchemaType type, string name)
    {
        var domain = new StringBuilder($"CREATE DOMAIN {name} AS {printer.Type(type.BaseType)}{(type.IsNotNull ? " NOT NULL" : "")}");
        domain.Append(type.Default is { } value && printer.Expression(value) is { } shown ? " DEFAULT " + shown : "");
        foreach (var check in type.Checks)
        {
            domain.Append(printer.Constraint(check with { IsValid = true }) is { } condition ? $" CONSTRAINT {SqlIdentifiers.Quote(check.Name)} {condition}" : "");
        }

        Statement(domain.ToString());
    }

    private static string Options(Sequence sequence)
    {
        var options = sequence.Options;
        return Number(" INCREMENT BY ", options.Increment) + Number(" MINVALUE ", options.Minimum) + Number(" MAXVALUE ", options.Maximum)
            + Number(" START WITH ", options.Start) + Number(" CACHE ", options.Cache) + (options.Cycle == true ? " CYCLE" : "");
    }

    private static string Number(string word, long? value) => value is { } number ? word + number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";

    private bool NeedsRelation(Routine routine) =>
        Dependencies.Of(routine).Any(dependency => schema.FindRelation(dependency.Referenced) is not null
            || (schema.FindType(dependency.Referenced) is { } type && (IsRow(type) || (type.IsArray && schema.FindType(type.Element) is { } element && IsRow(element)))));

    private bool IsRow(SchemaType type) => schema.FindRelation(type.Relation) is not null and not CompositeRelation;

    private void WriteRoutine(Routine routine)
    {
        if ((printer.Routine(routine) ?? (routine.CreatedBy as CreateAggregate)?.Definition ?? routine.Definition?.StandardDefinition) is { } definition)
        {
            Statement(definition);
        }
        else
        {
            NotWritten($"routine {SchemaPrinter.Name(routine.Name)}({printer.IdentityArguments(routine)})");
        }
    }

    /// <summary>What makes tables and sequences parts of other tables.</summary>
    private void WriteParts()
    {
        foreach (var table in Tables.Where(table => table.IsPartition))
        {
            if (table.Parents.Count > 0 && schema.FindRelation(table.Parents[0]) is { } parent)
            {
                Statement($"ALTER TABLE ONLY {SchemaPrinter.Name(parent.Name)} ATTACH PARTITION {SchemaPrinter.Name(table.Name)} {table.PartitionBound}");
            }
        }

        foreach (var sequence in schema.Relations.OfType<Sequence>().Where(sequence => !sequence.IsIdentity))
        {
            if (schema.FindRelation(sequence.OwnerTable) is { } owner && sequence.OwnerColumn is { } column)
            {
                Statement($"ALTER SEQUENCE {SchemaPrinter.Name(sequence.Name)} OWNED BY {SchemaPrinter.Name(owner.Name)}.{SqlIdentifiers.Quote(column)}");
            }
        }
    }

    private void WriteTable(Table table)
    {
        var name = SchemaPrinter.Name(table.Name);
        if (table.IsIncomplete)
        {
            text.Append("-- ").Append(name).Append(" is known in part only.\n");
        }

        var columns = table.Columns.Where(column => table.IsPartition || column.IsLocal || column.InheritedCount == 0)
            .Select(column => "\n    " + Column(table, column)).ToList();
        var parents = table.IsPartition ? [] : table.Parents.Select(schema.FindRelation).OfType<Relation>().Select(parent => SchemaPrinter.Name(parent.Name)).ToList();
        Statement($"CREATE {(table.Persistence == Persistence.Unlogged ? "UNLOGGED " : "")}{(table.ForeignServer is null ? "" : "FOREIGN ")}TABLE {name} ({string.Join(",", columns)}\n)"
            + (parents.Count > 0 ? $" INHERITS ({string.Join(", ", parents)})" : "")
            + (table.ForeignServer is { } server ? $" SERVER {SqlIdentifiers.Quote(server)}" : "")
            + (table.PartitionBy is { } key && printer.PartitionKey(key) is { } shown ? $" PARTITION BY {shown}" : ""));
        if (table.HasRowSecurity)
        {
            Statement($"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY");
        }

        if (table.ForcesRowSecurity)
        {
            Statement($"ALTER TABLE ONLY {name} FORCE ROW LEVEL SECURITY");
        }

        foreach (var check in table.Constraints.OfType<CheckConstraint>().Where(check => check.IsLocal || table.IsPartition))
        {
            // A check may call what takes rows of the table. What is not validated is so for those that inherit it, too, if they are there before.
            if (check.IsValid && order.Require(Dependencies.TargetsOf(Bare(table) with { Constraints = [check] }).Where(id => id != table.Id)))
            {
                AddConstraint(table, check);
            }
            else
            {
                late.Add(() => AddConstraint(table, check));
            }
        }
    }

    private string Column(Table table, Column column)
    {
        var shown = new StringBuilder(SqlIdentifiers.Quote(column.Name)).Append(' ').Append(column.Type.IsKnown ? printer.Type(column.Type) : "text /* not known */");
        shown.Append(column.Collation is { } collation ? " COLLATE " + collation : "");
        shown.Append(Default(table, column));
        shown.Append(column.Generated is { } generated && printer.Expression(generated) is { } expression ? $" GENERATED ALWAYS AS ({expression}) STORED" : "");
        shown.Append(column.IsNotNull ? " NOT NULL" : "");
        if (column.Identity != IdentityKind.None)
        {
            var sequence = schema.ObjectsThatName(table.Id).OfType<Sequence>().FirstOrDefault(item => item.OwnerTable == table.Id && item.OwnerColumn == column.Name && item.IsIdentity);
            shown.Append(column.Identity == IdentityKind.Always ? " GENERATED ALWAYS" : " GENERATED BY DEFAULT").Append(" AS IDENTITY");
            shown.Append(sequence is null ? "" : $" (SEQUENCE NAME {SchemaPrinter.Name(sequence.Name)}{Options(sequence)})");
        }

        return shown.ToString();
    }

    /// <summary>The default, where what it calls can be there before the table is; otherwise it comes late.</summary>
    private string Default(Table table, Column column)
    {
        if (column.Default is not { } value || printer.Expression(value) is not { } text)
        {
            return "";
        }

        if (order.Require(Dependencies.TargetsOf(Bare(table) with { Columns = [column with { Generated = null }] })))
        {
            return " DEFAULT " + text;
        }

        late.Add(() => Statement($"ALTER TABLE ONLY {SchemaPrinter.Name(table.Name)} ALTER COLUMN {SqlIdentifiers.Quote(column.Name)} SET DEFAULT {text}"));
        return "";
    }

    /// <summary>The table without its parts, so that what one of them needs can be told.</summary>
    private static Table Bare(Table table) => table with { Columns = [], Constraints = [], Indexes = [], Triggers = [], Policies = [], Parents = [], OfType = ObjectId.None, PartitionBy = null };

    /// <summary>Keys and indexes come after the tables, foreign keys after all keys.</summary>
    private void WriteConstraints()
    {
        foreach (var table in Tables)
        {
            WriteKeys(table);
            foreach (var exclusion in table.Constraints.OfType<ExclusionConstraint>())
            {
                AddConstraint(table, exclusion);
            }

            WriteIndexes(table, table.Indexes);
        }

        foreach (var table in Tables)
        {
            foreach (var index in table.Indexes)
            {
                if (schema.FindIndex(index.Parent) is { } parent)
                {
                    Statement($"ALTER INDEX {SchemaPrinter.Name(parent.Owner.Name with { Name = parent.Index.Name })} ATTACH PARTITION {SchemaPrinter.Name(table.Name with { Name = index.Name })}");
                }
            }
        }

        foreach (var table in Tables)
        {
            foreach (var key in table.Constraints.OfType<ForeignKeyConstraint>().Where(key => key.Parent.IsNone))
            {
                AddConstraint(table, key);
            }
        }
    }

    private void WriteKeys(Table table)
    {
        if (keyed.Add(table.Id))
        {
            foreach (var key in table.Constraints.OfType<KeyConstraint>())
            {
                AddConstraint(table, key);
            }
        }
    }

    private void WriteIndexes(Relation owner, IReadOnlyList<Index> indexes)
    {
        foreach (var index in indexes.Where(index => index.Constraint.IsNone))
        {
            if (printer.Index(owner, index) is { } definition)
            {
                Statement(definition);
            }
            else
            {
                NotWritten($"index {index.Name}");
            }
        }
    }

    private void AddConstraint(Table table, Constraint constraint)
    {
        var only = constraint is ForeignKeyConstraint && table.PartitionBy is not null ? "" : constraint is CheckConstraint ? "" : "ONLY ";
        if (printer.Constraint(constraint) is { } definition)
        {
            Statement($"ALTER TABLE {only}{SchemaPrinter.Name(table.Name)} ADD CONSTRAINT {SqlIdentifiers.Quote(constraint.Name)} {definition}");
        }
        else
        {
            NotWritten($"constraint {constraint.Name} of {table.Name}");
        }
    }

    private void WriteView(View view)
    {
        // A query that groups by a primary key may show the other columns.
        foreach (var (relation, _) in view.Query.Reads)
        {
            if (!relation.IsBuiltIn && schema.FindRelation(relation) is Table table)
            {
                WriteKeys(table);
            }
        }

        if (printer.Expression(view.Query.Definition) is not { } definition)
        {
            NotWritten($"view {view.Name}");
            return;
        }

        var columns = string.Join(", ", view.Columns.Select(column => SqlIdentifiers.Quote(column.Name)));
        Statement($"CREATE {(view.IsMaterialized ? "MATERIALIZED " : "")}VIEW {SchemaPrinter.Name(view.Name)}{(columns.Length > 0 ? $" ({columns})" : "")} AS\n{definition.TrimEnd(';')}");
    }

    private void WriteTriggers()
    {
        foreach (var relation in schema.Relations)
        {
            var triggers = relation switch { Table table => table.Triggers, View view => view.Triggers, _ => [] };
            foreach (var trigger in triggers.Where(trigger => trigger.Parent.IsNone))
            {
                if (printer.Trigger(relation, trigger) is { } definition)
                {
                    Statement(definition);
                }
                else
                {
                    NotWritten($"trigger {trigger.Name} of {relation.Name}");
                }
            }
        }

        foreach (var table in Tables)
        {
            foreach (var policy in table.Policies)
            {
                if (printer.Policy(table, policy) is { } definition)
                {
                    Statement(definition);
                }
                else
                {
                    NotWritten($"policy {policy.Name} of {table.Name}");
                }
            }

            foreach (var rule in table.Rules)
            {
                NotWritten($"rule {rule.Name} of {table.Name}");
            }
        }
    }

    private void Statement(string statement) => text.Append(statement).Append(";\n");

    private void NotWritten(string what) => text.Append("-- Left out, since it is known by its name only: ").Append(what.Replace('\n', ' ').Replace('\r', ' ')).Append(".\n");
}
