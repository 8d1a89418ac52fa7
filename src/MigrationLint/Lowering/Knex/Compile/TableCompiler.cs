using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>Compiles a table (knex 3.3: <c>lib/schema/tablecompiler.js</c> and PostgreSQL's <c>pg-tablecompiler.js</c>).</summary>
internal sealed partial class TableCompiler(KnexCompilation compilation, TableState table)
{
    private readonly KnexFormatter format = compilation.Format;
    private readonly List<SchemaStatement> sequence = [];
    private readonly List<JavaScriptValue> none = [];
    private int checks;

    /// <summary>The statements, in order.</summary>
    public List<SchemaStatement> Compile()
    {
        if (table.Kind == "alter")
        {
            Alter();
        }
        else
        {
            Create();
        }

        compilation.Here = table.Place;
        return sequence;
    }

    /// <summary>The schema as it was given; null for none.</summary>
    public SqlText? Schema => table.Schema;

    /// <summary>The name of the table in quotes, its schema before it.</summary>
    public SqlText TableName => Wrapped(table.Name);

    /// <summary>The name as it was given.</summary>
    public SqlText RawName => compilation.Text(table.Name);

    /// <summary>Puts a statement before all others.</summary>
    public void Unshift(SqlText sql) => sequence.Insert(0, new SchemaStatement(sql.At(compilation.Here), [], compilation.Here));

    /// <summary>True where the type of a column may say that it is the key.</summary>
    public bool CanBeKey(JavaScriptValue options) =>
        compilation.IsTruthy(KnexValues.Option(options, "primaryKey")) && !table.AlterTable.Exists(command => command.Method == "primary" && HasColumns(command.Arguments));

    private static bool HasColumns(IReadOnlyList<JavaScriptValue> arguments) => arguments.Any(argument => argument is not ArrayValue { Elements.Count: 0 });

    private SqlText Wrapped(JavaScriptValue name) => table.Schema is { } schema ? KnexFormatter.WrapString(schema + "." + compilation.Text(name)) : format.Wrap(name, none);

    private void Push(SqlText sql) => sequence.Add(new SchemaStatement(sql.At(compilation.Here), [], compilation.Here));

    private void Create()
    {
        var columns = table.Columns.Where(column => !column.IsAltered).Select(column => new ColumnCompiler(compilation, this, column)).ToList();
        var compiled = columns.ConvertAll(column => column.Compile());
        compilation.Here = table.Place;
        var types = compiled.ConvertAll(column => column[0].Sql);
        if (table.Unknown is { } unknown)
        {
            types.Add(unknown);
        }

        var all = SqlText.Join(", ", types);
        var sql = (table.Kind == "createIfNot" ? "create table if not exists " : "create table ") + TableName;
        if (table.Like is { } like)
        {
            sql += " (like " + Wrapped(like) + " including all" + (types.Count > 0 ? ", " + all : SqlText.Empty) + ")";
        }
        else
        {
            sql += " (" + all + PrimaryKey() + TableChecks() + ")";
        }

        if (table.Inherits is { } inherits && compilation.IsTruthy(First(inherits)))
        {
            sql += " inherits (" + format.Wrap(First(inherits), none) + ")";
        }

        Push(sql);
        Comment();
        sequence.AddRange(compiled.SelectMany(column => column.Skip(1)));
        Commands();
    }

    private void Alter()
    {
        var added = table.Columns.Where(column => !column.IsAltered).Select(column => new ColumnCompiler(compilation, this, column)).ToList();
        var addedSql = added.ConvertAll(column => column.Compile());
        var altered = table.Columns.Where(column => column.IsAltered).Select(column => new ColumnCompiler(compilation, this, column)).ToList();
        var alteredSql = altered.ConvertAll(column => column.Compile());
        compilation.Here = table.Place;
        if (addedSql.Count > 0)
        {
            Push("alter table " + TableName + " " + SqlText.Join(", ", addedSql.Select(column => ("add column " + column[0].Sql).At(column[0].Location))));
        }

        foreach (var column in altered)
        {
            AlterColumn(column);
        }

        compilation.Here = table.Place;
        sequence.AddRange(addedSql.Concat(alteredSql).SelectMany(column => column.Skip(1)));
        if (table.Unknown is { } unknown)
        {
            Push("alter table " + TableName + " " + unknown);
        }

        Commands();
        Comment();
    }

    private void AlterColumn(ColumnCompiler column)
    {
        compilation.Here = column.State.Place;
        var start = "alter table " + TableName + " alter column " + KnexFormatter.WrapIdentifier(column.Name);
        Push(start + " drop default");
        if (column.State.AltersNull)
        {
            Push(start + " drop not null");
        }

        if (column.State.AltersType)
        {
            Push(start + " type " + column.Type + " using (" + KnexFormatter.WrapIdentifier(column.Name) + (column.State.Type == "enu" ? "::text::" : "::") + column.Type + ")");
        }

        if (column.State.Modifiers.TryGetValue("defaultTo", out var value))
        {
            Push(start + " set " + column.Default(value.Arguments));
        }

        if (column.State.AltersNull && column.State.Modifiers.TryGetValue("nullable", out var nullable) && nullable.Arguments.Count > 0
            && nullable.Arguments[0] is BooleanValue { Value: false })
        {
            Push(start + " set not null");
        }
    }

    private SqlText PrimaryKey()
    {
        if (table.AlterTable.Find(command => command.Method == "primary") is not { Arguments.Count: > 0 } key)
        {
            return SqlText.Empty;
        }

        compilation.Here = key.Place;
        var sql = (", constraint " + Constraint(key)).At(key.Place);
        compilation.Here = table.Place;
        return sql;
    }

    /// <summary>Name and columns of a primary key.</summary>
    private SqlText Constraint(TableCommand key)
    {
        var options = key.Arguments.Count > 1 ? key.Arguments[1] : JavaScriptValues.Undefined;
        var given = KnexValues.IsObject(options) ? KnexValues.Option(options, "constraintName") : options;
        var name = KnexValues.IsUnknown(given) || compilation.IsTruthy(given) ? format.Wrap(given, none) : KnexFormatter.WrapString(RawName + "_pkey");
        return name + " primary key (" + format.Columnize(First(key), none) + ")" + Deferrable(options);
    }

    private SqlText Deferrable(JavaScriptValue options) => KnexValues.Option(options, "deferrable") is var deferrable && compilation.IsTruthy(deferrable)
        ? " deferrable initially " + compilation.Text(deferrable)
        : SqlText.Empty;

    private SqlText TableChecks() => SqlText.Concat(table.Checks.Select(check =>
    {
        compilation.Here = check.Place;
        var (predicate, bindings, given) = (First(check), At(check, 1), At(check, 2));
        var raw = KnexRaw.Of(predicate, bindings is UndefinedValue ? null : bindings, check.Place);
        var name = compilation.IsTruthy(given) ? "constraint " + compilation.Text(given) + " " : SqlText.Empty;
        var sql = (", " + name + "check (" + KnexCompiler.ToText(compilation, raw) + ")").At(check.Place);
        compilation.Here = table.Place;
        return sql;
    }));

    private void Comment()
    {
        if (table.Comment is { } comment)
        {
            compilation.Here = comment.Place;
            Push("comment on table " + TableName + " is '" + compilation.Text(First(comment)) + "'");
            compilation.Here = table.Place;
        }
    }

    private static JavaScriptValue At(TableCommand command, int index) => index < command.Arguments.Count ? command.Arguments[index] : JavaScriptValues.Undefined;

    private static JavaScriptValue First(TableCommand command) => At(command, 0);
}
