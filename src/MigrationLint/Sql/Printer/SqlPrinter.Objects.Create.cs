using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Schemas, extensions, casts, conversions, transforms, access methods, languages, event triggers.</summary>
internal sealed partial class SqlPrinter
{
    private bool CreatedObject(Node node)
    {
        switch (node)
        {
            case CreateSchemaStmt statement:
                Schema(statement);
                return true;
            case CreateExtensionStmt statement:
                output.Append("CREATE EXTENSION ").Append(IfNotExists(statement.IfNotExists));
                Name(statement.Extname!);
                ExtensionOptions(statement.Options);
                return true;
            case AlterExtensionStmt statement:
                output.Append("ALTER EXTENSION ");
                Name(statement.Extname!);
                output.Append(" UPDATE");
                foreach (var option in statement.Options)
                {
                    output.Append(" TO ");
                    Constant(((StringValue)option.Arg!).Sval);
                }

                return true;
            case CreateCastStmt statement:
                Cast(statement);
                return true;
            case CreateConversionStmt statement:
                Conversion(statement);
                return true;
            case CreateTransformStmt statement:
                Transform(statement);
                return true;
            case CreateAmStmt statement:
                output.Append("CREATE ACCESS METHOD ");
                Name(statement.Amname!);
                output.Append(statement.Amtype == "i" ? " TYPE INDEX HANDLER " : " TYPE TABLE HANDLER ");
                QualifiedName(statement.HandlerName);
                return true;
            case CreatePLangStmt statement:
                Language(statement);
                return true;
            case CreateEventTrigStmt statement:
                EventTrigger(statement);
                return true;
            case AlterEventTrigStmt statement:
                output.Append("ALTER EVENT TRIGGER ");
                Name(statement.Trigname!);
                output.Append(statement.Tgenabled switch
                {
                    "D" => " DISABLE",
                    "R" => " ENABLE REPLICA",
                    "A" => " ENABLE ALWAYS",
                    _ => " ENABLE",
                });
                return true;
            default:
                return false;
        }
    }

    private void Schema(CreateSchemaStmt statement)
    {
        output.Append("CREATE SCHEMA").Append(statement.IfNotExists ? " IF NOT EXISTS" : "");
        if (statement.Schemaname is { } name)
        {
            output.Append(' ');
            Name(name);
        }

        if (statement.Authrole is { } role)
        {
            output.Append(" AUTHORIZATION ");
            Node(role);
        }

        foreach (var element in statement.SchemaElts)
        {
            output.Append(' ');
            Node(element);
        }
    }

    private void ExtensionOptions(IReadOnlyList<DefElem> options)
    {
        foreach (var option in options)
        {
            switch (option.Defname)
            {
                case "schema":
                    output.Append(" SCHEMA ");
                    Name(((StringValue)option.Arg!).Sval);
                    break;
                case "cascade":
                    output.Append(" CASCADE");
                    break;
                default:
                    output.Append(option.Defname == "old_version" ? " FROM " : " VERSION ");
                    Constant(((StringValue)option.Arg!).Sval);
                    break;
            }
        }
    }

    private void Cast(CreateCastStmt statement)
    {
        output.Append("CREATE CAST (");
        Node(statement.Sourcetype!);
        output.Append(" AS ");
        Node(statement.Targettype!);
        output.Append(')');
        if (statement.Func is { } function)
        {
            output.Append(" WITH FUNCTION ");
            Signature(function, ObjectType.Function);
        }
        else
        {
            output.Append(statement.Inout ? " WITH INOUT" : " WITHOUT FUNCTION");
        }

        output.Append(statement.Context switch
        {
            CoercionContext.Implicit => " AS IMPLICIT",
            CoercionContext.Assignment => " AS ASSIGNMENT",
            _ => "",
        });
    }

    private void Conversion(CreateConversionStmt statement)
    {
        output.Append(statement.Def ? "CREATE DEFAULT CONVERSION " : "CREATE CONVERSION ");
        QualifiedName(statement.ConversionName);
        output.Append(" FOR ");
        Constant(statement.ForEncodingName!);
        output.Append(" TO ");
        Constant(statement.ToEncodingName!);
        output.Append(" FROM ");
        QualifiedName(statement.FuncName);
    }

    private void Transform(CreateTransformStmt statement)
    {
        output.Append(statement.Replace ? "CREATE OR REPLACE TRANSFORM FOR " : "CREATE TRANSFORM FOR ");
        Node(statement.TypeName!);
        output.Append(" LANGUAGE ");
        Name(statement.Lang!);
        output.Append(" (");
        if (statement.Fromsql is { } from)
        {
            output.Append("FROM SQL WITH FUNCTION ");
            Signature(from, ObjectType.Function);
        }

        if (statement.Tosql is { } to)
        {
            output.Append(statement.Fromsql is null ? "" : ", ").Append("TO SQL WITH FUNCTION ");
            Signature(to, ObjectType.Function);
        }

        output.Append(')');
    }

    private void Language(CreatePLangStmt statement)
    {
        output.Append(statement.Replace ? "CREATE OR REPLACE " : "CREATE ").Append(statement.Pltrusted ? "TRUSTED LANGUAGE " : "LANGUAGE ");
        Name(statement.Plname!);
        output.Append(" HANDLER ");
        QualifiedName(statement.Plhandler);
        if (statement.Plinline.Count > 0)
        {
            output.Append(" INLINE ");
            QualifiedName(statement.Plinline);
        }

        if (statement.Plvalidator.Count > 0)
        {
            output.Append(" VALIDATOR ");
            QualifiedName(statement.Plvalidator);
        }
    }

    private void EventTrigger(CreateEventTrigStmt statement)
    {
        output.Append("CREATE EVENT TRIGGER ");
        Name(statement.Trigname!);
        output.Append(" ON ");
        Name(statement.Eventname!);
        for (var i = 0; i < statement.Whenclause.Count; i++)
        {
            var condition = (DefElem)statement.Whenclause[i];
            output.Append(i == 0 ? " WHEN " : " AND ");
            Name(condition.Defname!);
            output.Append(" IN (");
            Constants((ListValue)condition.Arg!);
            output.Append(')');
        }

        output.Append(" EXECUTE FUNCTION ");
        QualifiedName(statement.Funcname);
        output.Append("()");
    }
}
