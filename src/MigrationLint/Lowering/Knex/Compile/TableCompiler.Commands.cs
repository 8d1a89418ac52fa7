using MigrationLint.JavaScript.Evaluation;
using MigrationLint.JavaScript.Evaluation.Hosts;

namespace MigrationLint.Lowering.Knex;

// Keys, indexes, and what changes a table that is there.
internal sealed partial class TableCompiler
{
    private void Commands()
    {
        foreach (var command in table.AlterTable)
        {
            compilation.Here = command.Place;
            if (Command(command) is { } sql)
            {
                Push(sql);
            }
        }

        compilation.Here = table.Place;
    }

    private SqlText? Command(TableCommand command)
    {
        var (first, second) = (First(command), At(command, 1));
        switch (command.Method)
        {
            case "foreign":
                return Foreign(command.Foreign!);
            case "primary":
                return table.Kind is "create" or "createIfNot" ? null : Altering + "add constraint " + Constraint(command);
            case "unique":
                return Unique(first, second);
            case "index":
                return Index(first, second, At(command, 2));
            case "dropPrimary":
                return Altering + "drop constraint " + KeyName(first);
            case "dropPrimaryIfExists":
                return Altering + "drop constraint if exists " + KeyName(first);
            case "dropUnique" or "dropForeign":
                return Altering + "drop constraint " + NameOf(second, command.Method == "dropUnique" ? "unique" : "foreign", first);
            case "dropUniqueIfExists" or "dropForeignIfExists":
                return Altering + "drop constraint if exists " + NameOf(second, command.Method == "dropUniqueIfExists" ? "unique" : "foreign", first);
            case "dropIndex":
                return "drop index " + (table.Schema is { } schema ? KnexFormatter.WrapString(schema) + "." : SqlText.Empty) + NameOf(second, "index", first);
            case "renameColumn":
                return Altering + "rename " + format.Wrap(first, none) + " to " + format.Wrap(second, none);
            case "setNullable" or "dropNullable":
                return Altering + "alter column " + format.Wrap(first, none) + (command.Method == "setNullable" ? " drop not null" : " set not null");
            case "dropColumn":
                return Altering + SqlText.Join(", ", KnexValues.List(KnexValues.Normalize(command.Arguments)).Select(column => "drop column " + format.Wrap(column, none)));
            case "dropChecks":
                return first is UndefinedValue ? null
                    : Altering + SqlText.Join(", ", KnexValues.List(first).Select(name => "drop constraint " + compilation.Text(name)));
            default:
                return Check(first, At(command, 2));
        }
    }

    private SqlText Altering => "alter table " + TableName + " ";

    private SqlText Check(JavaScriptValue predicate, JavaScriptValue given)
    {
        checks += compilation.IsTruthy(given) ? 0 : 1;
        var name = compilation.IsTruthy(given) ? compilation.Text(given) : TableName + "_" + JavaScriptValues.Text(checks);
        return Altering + "add constraint " + name + " check(" + compilation.Sql(predicate) + ")";
    }

    private SqlText KeyName(JavaScriptValue given) => KnexValues.IsUnknown(given) || compilation.IsTruthy(given) ? format.Wrap(given, none) : MadeUp(RawName + "_pkey");

    private SqlText NameOf(JavaScriptValue given, string type, JavaScriptValue columns) =>
        KnexValues.IsUnknown(given) || compilation.IsTruthy(given) ? format.Wrap(given, none) : AutoName(type, columns);

    /// <summary>The name that Knex makes of table, columns and type (knex 3.3: <c>_indexCommand</c>).</summary>
    private SqlText AutoName(string type, JavaScriptValue columns)
    {
        var names = columns is ArrayValue || !KnexValues.IsNullish(columns) ? KnexValues.List(columns) : [];
        var joined = SqlText.Join("_", names.Select(column => KnexValues.IsNullish(column) ? SqlText.Empty : compilation.Text(column)));
        var name = RawName.Map(text => text.Replace('.', '_').Replace('-', '_')) + "_" + joined + "_" + type;
        return MadeUp(name.Map(text => text.ToLowerInvariant()));
    }

    private SqlText MadeUp(SqlText name)
    {
        compilation.MadeUpNames.Add(name.Content);
        return KnexFormatter.WrapString(name);
    }

    private SqlText? Foreign(ForeignState foreign)
    {
        bool IsGiven(JavaScriptValue value) => KnexValues.IsTruthy(value) || KnexValues.IsUnknown(value) || value is TemplateValue;
        if (!IsGiven(foreign.InTable) || !IsGiven(foreign.References))
        {
            return null;
        }

        SqlText Action(string words, JavaScriptValue value) => IsGiven(value) ? words + compilation.Sql(value) : SqlText.Empty;
        var key = NameOf(foreign.KeyName, "foreign", foreign.Column);
        var columns = format.Columnize(foreign.Column, none);
        var start = Altering + "add constraint " + key + " foreign key (" + columns + ")";
        compilation.Here = foreign.Place ?? compilation.Here;
        var target = " references " + format.Wrap(foreign.InTable, none) + " (" + format.Columnize(foreign.References, none) + ")";
        return start + target.At(compilation.Here)
            + Action(" on update ", foreign.OnUpdate)
            + Action(" on delete ", foreign.OnDelete)
            + (IsGiven(foreign.Deferrable) ? " deferrable initially " + compilation.Text(foreign.Deferrable).Map(text => text.ToLowerInvariant()) + " " : SqlText.Empty);
    }

    private SqlText Unique(JavaScriptValue columns, JavaScriptValue given)
    {
        var isOptions = KnexValues.IsObject(given);
        var predicate = KnexValues.Option(given, "predicate");
        var deferrable = KnexValues.Option(given, "deferrable");
        var hasDeferrable = compilation.IsTruthy(deferrable);
        var hasPredicate = compilation.IsTruthy(predicate);
        var use = KnexValues.Option(given, "useConstraint");
        var isConstraint = use is UndefinedValue ? !isOptions || hasDeferrable || !hasPredicate : compilation.IsTruthy(use);
        if (!isConstraint && hasDeferrable && KnexValues.Known(deferrable) != "not deferrable")
        {
            throw compilation.Fail("postgres cannot create deferrable index");
        }

        if (isConstraint && hasPredicate)
        {
            throw compilation.Fail("postgres cannot create constraint with predicate");
        }

        var name = NameOf(isOptions ? KnexValues.Option(given, "indexName") : given, "unique", columns);
        return isConstraint
            ? Altering + "add constraint " + name + " unique (" + format.Columnize(columns, none) + ")" + Deferrable(given)
            : "create unique index " + name + " on " + TableName + " (" + format.Columnize(columns, none) + ")" + Predicate(predicate);
    }

    private SqlText Index(JavaScriptValue columns, JavaScriptValue given, JavaScriptValue options)
    {
        var name = NameOf(given, "index", columns);
        var engine = KnexValues.IsString(options) ? options : KnexValues.Option(options, "storageEngineIndexType");
        var isUnique = KnexValues.Known(KnexValues.Option(options, "indexType")) is { } type && type.Equals("unique", StringComparison.OrdinalIgnoreCase);
        return "create " + (isUnique ? "unique " : "") + "index " + name + " on " + TableName
            + (KnexValues.IsUnknown(engine) || compilation.IsTruthy(engine) ? " using " + compilation.Text(engine) : SqlText.Empty)
            + " (" + format.Columnize(columns, none) + ")" + Predicate(KnexValues.Option(options, "predicate"));
    }

    /// <summary>The condition of a partial index. Its values get lost: the parameters stay without any.</summary>
    private SqlText Predicate(JavaScriptValue predicate)
    {
        if (predicate is KnexQueryBuilder query)
        {
            var where = KnexCompiler.Compile(compilation, query.Chain.Calls, "where", null).Sql;
            return " " + (where.IsEmpty && !query.Chain.Calls.Exists(call => call.Method.IndexOf("here", StringComparison.Ordinal) >= 0) ? "undefined" : where);
        }

        return KnexValues.IsUnknown(predicate) ? " " + compilation.Unknown(predicate) : SqlText.Empty;
    }
}
