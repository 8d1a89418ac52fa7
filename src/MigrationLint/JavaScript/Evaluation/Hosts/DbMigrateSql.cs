namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>The SQL that db-migrate-pg makes of a call, to the character.</summary>
/// <param name="interpreter">Who runs.</param>
/// <param name="call">The call, without its callback.</param>
/// <param name="hasCallback">True where it had one.</param>
internal sealed class DbMigrateSql(Interpreter interpreter, HostCall call, bool hasCallback)
{
    /// <summary>What follows the statement: foreign keys and comments of columns, of which db-migrate takes the last first.</summary>
    private readonly Stack<JavaScriptValue> following = new();

    /// <summary>The requests of one call, in order.</summary>
    public IEnumerable<DatabaseRequest> Requests(string method)
    {
        switch (method)
        {
            case "runSql":
                return [new DriverRequest(call.Arguments.Count > 1 ? Numbered(call[0]) : call[0], Values(), interpreter.Sender(call.Location))];
            case "all":
                return [new DriverRequest(call[0], Values(), interpreter.Sender(call.Location))];
            case "changeColumn":
                return ChangeColumn().Select(Request);
            case "createTable" or "addColumn":
                var first = method == "createTable" ? CreateTable() : AddColumn();
                return new[] { first }.Concat(Following()).Select(Request);
            default:
                return [Request(Single(method))];
        }
    }

    /// <summary><c>escape</c>, <c>escapeString</c> and <c>escapeDDL</c>.</summary>
    public static JavaScriptValue Escape(Interpreter interpreter, string method, JavaScriptValue value)
    {
        if (method == "escapeDDL")
        {
            return Operators.Concatenate(interpreter.Fuel, [new StringValue("\""), value, new StringValue("\"")]);
        }

        var escaped = value is StringValue text ? new StringValue(text.Value.Replace("'", "''")) { Origin = text.Origin } : value;
        return method == "escape" ? escaped : Operators.Concatenate(interpreter.Fuel, [new StringValue("'"), escaped, new StringValue("'")]);
    }

    private DriverRequest Request(JavaScriptValue sql) => new(sql, null, call.Location);

    private JavaScriptValue? Values() => call.Arguments.Count > 1 ? call[1] : null;

    private JavaScriptValue Sql(params object[] pieces) => Operators.Concatenate(
        interpreter.Fuel,
        [.. pieces.Select(piece => piece as JavaScriptValue ?? new StringValue((string)piece))]);

    /// <summary>db-migrate writes <c>?</c> for parameters, the driver wants <c>$1</c>.</summary>
    private static JavaScriptValue Numbered(JavaScriptValue sql)
    {
        if (sql is not StringValue text || text.Value.IndexOf('?') < 0)
        {
            return sql;
        }

        var parts = text.Value.Split('?');
        return new StringValue(string.Concat(parts.Select((part, index) => index == 0 ? part : "$" + JavaScriptValues.Text(index) + part))) { Origin = text.Origin };
    }

    private JavaScriptValue Single(string method) => method switch
    {
        "dropTable" => Sql("DROP TABLE ", Truth(Member(call[1], "ifExists")) ? "IF EXISTS" : "", " \"", call[0], "\""),
        "renameTable" => Sql("ALTER TABLE \"", call[0], "\" RENAME TO \"", call[1], "\""),
        "removeColumn" => Sql("ALTER TABLE \"", call[0], "\" DROP COLUMN \"", call[1], "\""),
        "renameColumn" => Sql("ALTER TABLE \"", call[0], "\" RENAME COLUMN \"", call[1], "\" TO \"", call[2], "\""),
        "removeForeignKey" => Sql("ALTER TABLE \"", call[0], "\" DROP CONSTRAINT \"", call[1], "\""),
        "removeIndex" => Sql("DROP INDEX \"", call.Arguments.Count > 1 ? call[1] : call[0], "\""),
        "addIndex" => Sql("CREATE ", Truth(call[3]) ? "UNIQUE" : "", " INDEX \"", call[1], "\" ON \"", call[0], "\" (", Quoted(call[2]), ")"),
        "addForeignKey" => AddForeignKey(call[0], call[1], call[2], call[3], call[4]),
        "insert" => Insert(),
        "switchDatabase" => Sql("SET search_path TO ", call[0] is ObjectValue options ? options.Find("database")?.Value ?? options.Find("schema")?.Value ?? call[0] : call[0]),
        "createDatabase" => Sql("CREATE DATABASE \"", call[0], "\" "),
        "dropDatabase" => Sql("DROP DATABASE ", Truth(Member(call[1], "ifExists")) ? "IF EXISTS" : "", " \"", call[0], "\""),
        _ => JavaScriptValues.Computed(method, [.. call.Arguments]),
    };

    private static bool Truth(JavaScriptValue? value) => value is not null && JavaScriptValues.Truth(value) == true;

    private static JavaScriptValue? Member(JavaScriptValue? value, string name) => (value as ObjectValue)?.Find(name)?.Value is { } member and not UndefinedValue ? member : null;

    private JavaScriptValue Quoted(JavaScriptValue names) => names switch
    {
        ArrayValue { IsPartial: false } array => List(array.Elements.Select(name => Sql("\"", name, "\"")), ", "),
        ArrayValue or UnknownValue => JavaScriptValues.Computed("columns", names),
        _ => Sql("\"", names, "\""),
    };

    private JavaScriptValue List(IEnumerable<JavaScriptValue> parts, string separator)
    {
        var pieces = new List<object>();
        foreach (var part in parts)
        {
            interpreter.Fuel.Spend();
            if (pieces.Count > 0)
            {
                pieces.Add(separator);
            }

            pieces.Add(part);
        }

        return Sql([.. pieces]);
    }

    private JavaScriptValue CreateTable()
    {
        var columns = Member(call[1], "columns") ?? call[1];
        if (columns is not ObjectValue { IsPartial: false } specs)
        {
            return JavaScriptValues.Computed("createTable", [.. call.Arguments]);
        }

        var ifNotExists = columns != call[1] && Truth(Member(call[1], "ifNotExists"));
        var keys = specs.Properties.Where(slot => Truth(Member(slot.Value, "primaryKey"))).Select(slot => (JavaScriptValue)new StringValue(slot.Name)).ToList();
        var definitions = specs.Properties.Select(slot => Column(call[0], new StringValue(slot.Name) { Origin = slot.Location }, slot.Value, keys.Count == 1, isAdded: false)).ToList();
        var key = keys.Count > 1 ? Sql(", PRIMARY KEY (", Quoted(new ArrayValue(keys)), ")") : new StringValue("");
        return Sql("CREATE TABLE ", ifNotExists ? "IF NOT EXISTS" : "", " \"", call[0], "\" (", List(definitions, ", "), key, ") ");
    }

    private JavaScriptValue AddColumn() => Sql("ALTER TABLE \"", call[0], "\" ADD COLUMN ", Column(call[0], call[1], call[2], emitsKey: false, isAdded: true), " ");

    /// <summary>Name, type, length and constraints of a column.</summary>
    private JavaScriptValue Column(JavaScriptValue table, JavaScriptValue name, JavaScriptValue spec, bool emitsKey, bool isAdded)
    {
        var type = spec is ObjectValue ? Member(spec, "type") : spec;
        if (spec is not StringValue and not ObjectValue { IsPartial: false } || type is not StringValue written)
        {
            return Sql("\"", name, "\" ", JavaScriptValues.Computed("column", spec));
        }

        var isZoned = written.Value is "timetz" or "timestamptz";
        var typeName = isZoned ? written.Value.Substring(0, written.Value.Length - 2) : written.Value;
        var isSerial = Truth(Member(spec, "primaryKey")) && Truth(Member(spec, "autoIncrement"));
        var constraints = new List<JavaScriptValue>();
        void Add(bool condition, string text)
        {
            if (condition)
            {
                constraints.Add(new StringValue(text));
            }
        }

        Add(isZoned || Truth(Member(spec, "timezone")), "WITH TIME ZONE");
        Add(isSerial, typeName == "bigint" ? "BIGSERIAL" : "SERIAL");
        Add(emitsKey && Truth(Member(spec, "primaryKey")), "PRIMARY KEY");
        Add(Member(spec, "notNull") is BooleanValue { Value: true }, "NOT NULL");
        Add(Truth(Member(spec, "unique")), "UNIQUE");
        if (Member(spec, "defaultValue") is { } defaultValue)
        {
            Add(condition: true, "DEFAULT");
            constraints.Add(Default(defaultValue));
        }

        Follow(table, name, spec, isAdded);
        var length = Truth(Member(spec, "length")) ? Sql("(", Member(spec, "length")!, ")") : new StringValue("");
        var quoted = name is StringValue { Value.Length: > 0 } own && own.Value[0] == '"' ? name : Sql("\"", name, "\"");
        return Sql(quoted, " ", isSerial ? "" : MapType(typeName), " ", length, " ", List(constraints, " "));
    }

    private JavaScriptValue Default(JavaScriptValue value)
    {
        if (value is StringValue)
        {
            return Sql("'", value, "'");
        }

        return value switch
        {
            ObjectValue when Member(value, "raw") is { } raw => raw,
            ObjectValue when Member(value, "special") is StringValue { Value: "CURRENT_TIMESTAMP" } => new StringValue("CURRENT_TIMESTAMP"),
            ObjectValue when Member(value, "prep") is { } prep => prep,
            ObjectValue or NullValue => JavaScriptValues.Computed("default", value),
            _ => value,
        };
    }

    private void Follow(JavaScriptValue table, JavaScriptValue name, JavaScriptValue spec, bool isAdded)
    {
        if (isAdded)
        {
            FollowComment(table, name, spec);
        }

        if (Member(spec, "foreignKey") is ObjectValue key)
        {
            var mapping = Member(key, "mapping");
            if (mapping is StringValue target && JavaScriptValues.Text(name) is { } own)
            {
                var pair = new ObjectValue();
                pair.Set(new PropertySlot(own, target, null));
                mapping = pair;
            }

            following.Push(AddForeignKey(table, Member(key, "table") ?? JavaScriptValues.Undefined, Member(key, "name") ?? JavaScriptValues.Undefined, mapping, Member(key, "rules")));
        }

        if (!isAdded)
        {
            FollowComment(table, name, spec);
        }
    }

    private void FollowComment(JavaScriptValue table, JavaScriptValue name, JavaScriptValue spec)
    {
        if (Member(spec, "comment") is { } comment)
        {
            following.Push(Sql("COMMENT on COLUMN ", table, ".", name, " IS '", comment, "'"));
        }
    }

    private IEnumerable<JavaScriptValue> Following()
    {
        while (following.Count > 0)
        {
            yield return following.Pop();
        }
    }

    private JavaScriptValue AddForeignKey(JavaScriptValue table, JavaScriptValue referenced, JavaScriptValue name, JavaScriptValue? mapping, JavaScriptValue? rules)
    {
        if (mapping is not ObjectValue { IsPartial: false } pairs)
        {
            return JavaScriptValues.Computed("addForeignKey", [.. call.Arguments]);
        }

        return Sql(
            "ALTER TABLE \"", table, "\" ADD CONSTRAINT \"", name, "\" FOREIGN KEY (", Quoted(new ArrayValue(pairs.Properties.Select(slot => new StringValue(slot.Name)))),
            ") REFERENCES \"", referenced, "\" (", Quoted(new ArrayValue(pairs.Properties.Select(slot => slot.Value))),
            ") ON DELETE ", Member(rules, "onDelete") ?? new StringValue("NO ACTION"), " ON UPDATE ", Member(rules, "onUpdate") ?? new StringValue("NO ACTION"));
    }

    /// <summary>Four statements: NOT NULL, UNIQUE where it is said, the default, and the type where it is said. What is not said is dropped.</summary>
    private List<JavaScriptValue> ChangeColumn()
    {
        var (table, column, spec) = (call[0], call[1], call[2]);
        if (spec is not ObjectValue { IsPartial: false })
        {
            return [JavaScriptValues.Computed("changeColumn", [.. call.Arguments])];
        }

        JavaScriptValue Alter(params object[] action) => Sql(["ALTER TABLE \"", table, "\" ALTER COLUMN \"", column, "\" ", .. action]);
        var statements = new List<JavaScriptValue> { Alter(Member(spec, "notNull") is BooleanValue { Value: true } ? "SET" : "DROP", " NOT NULL") };
        if (Member(spec, "unique") is BooleanValue unique)
        {
            var constraint = Sql(table, "_", column, "_key");
            statements.Add(unique.Value
                ? Sql("ALTER TABLE \"", table, "\" ADD CONSTRAINT \"", constraint, "\" UNIQUE (\"", column, "\")")
                : Sql("ALTER TABLE \"", table, "\" DROP CONSTRAINT \"", constraint, "\""));
        }

        statements.Add(Member(spec, "defaultValue") switch
        {
            null => Alter("DROP DEFAULT"),
            StringValue text => Alter("SET DEFAULT '", text, "'"),
            ObjectValue other => Alter("SET DEFAULT ", JavaScriptValues.Computed("default", other)),
            { } value => Alter("SET DEFAULT ", value),
        });
        if (Member(spec, "type") is { } type)
        {
            var mapped = type is StringValue written ? new StringValue(MapType(written.Value)) : JavaScriptValues.Computed("type", type) as JavaScriptValue;
            var length = Truth(Member(spec, "length")) ? Sql("(", Member(spec, "length")!, ")") : new StringValue("");
            statements.Add(Alter("TYPE ", mapped, " ", length, " ", Member(spec, "using") ?? Sql("USING \"", column, "\"::", mapped)));
        }

        return statements;
    }

    /// <summary><c>insert(table, columns, values, callback)</c>; everything that is no string is written as JSON between quotes, but not where there is no callback.</summary>
    private JavaScriptValue Insert()
    {
        if (call[1] is not ArrayValue { IsPartial: false } columns || call[2] is not ArrayValue { IsPartial: false } values)
        {
            return JavaScriptValues.Computed("insert", [.. call.Arguments]);
        }

        JavaScriptValue Value(JavaScriptValue value) => value is StringValue ? Escape(interpreter, "escapeString", value)
            : value is UndefinedValue || !hasCallback ? Sql(value)
            : JsonText.Write(value) is { } json ? Escape(interpreter, "escapeString", new StringValue(json))
            : Sql("'", value, "'");
        return Sql(
            "INSERT INTO \"", call[0], "\" (", List(columns.Elements.Select(column => Sql("\"", column, "\"")), ","), ") VALUES (",
            List(values.Elements.Select(Value), ","), ");");
    }

    private static string MapType(string type) => type switch
    {
        "string" => "VARCHAR",
        "int" => "INTEGER",
        "datetime" => "TIMESTAMP",
        "blob" => "BYTEA",
        _ => type.ToUpperInvariant(),
    };
}
