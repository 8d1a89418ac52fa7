using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>XML functions.</summary>
internal sealed partial class SqlPrinter
{
    private bool XmlNode(Node node)
    {
        switch (node)
        {
            case XmlExpr expression:
                Xml(expression);
                return true;
            case XmlSerialize serialize:
                output.Append(serialize.Xmloption == XmlOptionType.Document ? "XMLSERIALIZE(DOCUMENT " : "XMLSERIALIZE(CONTENT ");
                Node(serialize.Expr!);
                output.Append(" AS ");
                Node(serialize.TypeName!);
                output.Append(serialize.Indent ? " INDENT)" : ")");
                return true;
            default:
                return false;
        }
    }

    private void Xml(XmlExpr expression)
    {
        switch (expression.Op)
        {
            case XmlExprOp.Xmlconcat:
                output.Append("XMLCONCAT(");
                List(expression.Args);
                break;
            case XmlExprOp.Xmlforest:
                output.Append("XMLFOREST(");
                XmlAttributes(expression.NamedArgs);
                break;
            case XmlExprOp.Xmlparse:
                output.Append(expression.Xmloption == XmlOptionType.Document ? "XMLPARSE(DOCUMENT " : "XMLPARSE(CONTENT ");
                Node(expression.Args[0]);
                output.Append(expression.Args[1] is AConst { Boolval.Boolval: true } ? " PRESERVE WHITESPACE" : "");
                break;
            case XmlExprOp.Xmlroot:
                XmlRoot(expression);
                break;
            default:
                output.Append(expression.Op == XmlExprOp.Xmlpi ? "XMLPI(NAME " : "XMLELEMENT(NAME ");
                Name(expression.Name ?? "");
                if (expression.NamedArgs.Count > 0)
                {
                    output.Append(", XMLATTRIBUTES(");
                    XmlAttributes(expression.NamedArgs);
                    output.Append(')');
                }

                Clause(", ", expression.Args);
                break;
        }

        output.Append(')');
    }

    private void XmlAttributes(IReadOnlyList<ResTarget> attributes)
    {
        for (var i = 0; i < attributes.Count; i++)
        {
            Clause(i == 0 ? "" : ", ", attributes[i].Val);
            if (attributes[i].Name is { } name)
            {
                output.Append(" AS ");
                Name(name);
            }
        }
    }

    private void XmlRoot(XmlExpr expression)
    {
        output.Append("XMLROOT(");
        Node(expression.Args[0]);
        output.Append(", VERSION ");
        if (expression.Args[1] is AConst { Isnull: true })
        {
            output.Append("NO VALUE");
        }
        else
        {
            Node(expression.Args[1]);
        }

        output.Append(((AConst)expression.Args[2]).Ival?.Ival switch
        {
            SqlXml.StandaloneYes => ", STANDALONE YES",
            SqlXml.StandaloneNo => ", STANDALONE NO",
            SqlXml.StandaloneNoValue => ", STANDALONE NO VALUE",
            _ => "",
        });
    }
}
