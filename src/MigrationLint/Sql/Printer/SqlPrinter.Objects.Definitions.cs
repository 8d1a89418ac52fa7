using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Options, and what is made of a name and options.</summary>
internal sealed partial class SqlPrinter
{
    private bool Definition(Node node)
    {
        switch (node)
        {
            case DefineStmt { Kind: ObjectType.Aggregate } statement:
                Aggregate(statement);
                return true;
            case DefineStmt statement:
                output.Append("CREATE ").Append(KindWords(statement.Kind)).Append(' ').Append(IfNotExists(statement.IfNotExists));
                if (statement.Kind == ObjectType.Operator)
                {
                    OperatorName(statement.Defnames);
                }
                else
                {
                    QualifiedName(statement.Defnames);
                }

                DefinitionOrSource(statement);
                return true;
            case AlterOperatorStmt statement:
                output.Append("ALTER OPERATOR ");
                Signature(statement.Opername!, ObjectType.Operator);
                output.Append(" SET ");
                Definition(statement.Options);
                return true;
            case AlterTypeStmt statement:
                output.Append("ALTER TYPE ");
                QualifiedName(statement.TypeName);
                output.Append(" SET ");
                Definition(statement.Options);
                return true;
            case AlterCollationStmt statement:
                output.Append("ALTER COLLATION ");
                QualifiedName(statement.Collname);
                output.Append(" REFRESH VERSION");
                return true;
            default:
                return false;
        }
    }

    /// <summary>What follows the name; a shell type has nothing, a collation may have FROM and another.</summary>
    private void DefinitionOrSource(DefineStmt statement)
    {
        if (statement is { Kind: ObjectType.Collation, Definition.Count: 1 } && statement.Definition[0] is { Defname: "from", Arg: ListValue source })
        {
            output.Append(" FROM ");
            QualifiedName(source.Items);
        }
        else if (statement.Definition.Count > 0)
        {
            output.Append(' ');
            Definition(statement.Definition);
        }
    }

    private void Aggregate(DefineStmt statement)
    {
        output.Append(statement.Replace ? "CREATE OR REPLACE AGGREGATE " : "CREATE AGGREGATE ");
        QualifiedName(statement.Defnames);
        if (statement.Oldstyle)
        {
            output.Append(" (");
            for (var i = 0; i < statement.Definition.Count; i++)
            {
                output.Append(i == 0 ? "" : ", ");
                NameNoKeyword(statement.Definition[i].Defname!);
                output.Append(" = ");
                DefArg(statement.Definition[i].Arg!);
            }

            output.Append(')');
            return;
        }

        AggregateParameters([.. ((ListValue)statement.Args[0]).Items.Cast<FunctionParameter>()], ((IntegerValue)statement.Args[1]).Ival);
        output.Append(' ');
        Definition(statement.Definition);
    }

    /// <param name="parameters">All parameters; none is a star.</param>
    /// <param name="directCount">How many stand before ORDER BY; -1 without. All where the last is VARIADIC, which is repeated behind ORDER BY.</param>
    private void AggregateParameters(IReadOnlyList<FunctionParameter> parameters, int directCount)
    {
        output.Append(" (");
        if (parameters.Count == 0)
        {
            output.Append('*');
        }

        for (var i = 0; i < parameters.Count; i++)
        {
            output.Append(i == directCount ? (i == 0 ? "ORDER BY " : " ORDER BY ") : i == 0 ? "" : ", ");
            Node(parameters[i]);
        }

        if (directCount == parameters.Count && directCount > 0)
        {
            output.Append(" ORDER BY ");
            Node(parameters[directCount - 1]);
        }

        output.Append(')');
    }

    /// <summary>WITH and options; nothing where there are none.</summary>
    private void WithDefinition(IReadOnlyList<DefElem> options)
    {
        if (options.Count > 0)
        {
            output.Append(" WITH ");
            Definition(options);
        }
    }

    /// <summary><c>(name = value, …)</c>.</summary>
    private void Definition(IReadOnlyList<DefElem> options)
    {
        output.Append('(');
        for (var i = 0; i < options.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ");
            if (options[i].Defnamespace is { } qualifier)
            {
                Name(qualifier);
                output.Append('.');
            }

            Name(options[i].Defname!);
            if (options[i].Arg is { } value)
            {
                output.Append(" = ");
                DefArg(value);
            }
        }

        output.Append(')');
    }

    /// <summary>What <c>def_arg</c> reads; a word that is no type is kept as text, and so is read from a constant.</summary>
    private void DefArg(Node value)
    {
        switch (value)
        {
            case StringValue text:
                Constant(text.Sval);
                break;
            case IntegerValue or FloatValue:
                Number(value);
                break;
            case ListValue { Items.Count: 1 } symbol:
                OperatorName(symbol.Items);
                break;
            case ListValue names:
                output.Append("OPERATOR(");
                OperatorName(names.Items);
                output.Append(')');
                break;
            default:
                Node(value);
                break;
        }
    }

    /// <summary><c>OPTIONS (name 'value', …)</c> with a blank before it; nothing where there are none.</summary>
    private void GenericOptions(IReadOnlyList<DefElem> options)
    {
        if (options.Count == 0)
        {
            return;
        }

        output.Append(" OPTIONS (");
        for (var i = 0; i < options.Count; i++)
        {
            output.Append(i == 0 ? "" : ", ").Append(options[i].Defaction switch
            {
                DefElemAction.Set => "SET ",
                DefElemAction.Add => "ADD ",
                DefElemAction.Drop => "DROP ",
                _ => "",
            });
            Name(options[i].Defname!);
            if (options[i].Arg is StringValue value)
            {
                output.Append(' ');
                Constant(value.Sval);
            }
        }

        output.Append(')');
    }

    /// <summary>A name where no keyword may stand, not even an unreserved one.</summary>
    private void NameNoKeyword(string name)
    {
        if (Keywords.Find(name, 0, name.Length) == Keyword.NotKeyword)
        {
            Name(name);
        }
        else
        {
            output.Append('"').Append(name).Append('"');
        }
    }
}
