using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>XML functions and XMLTABLE.</summary>
internal sealed partial class SqlParser
{
    /// <summary>An XML function at its word and parenthesis; null where none stands.</summary>
    private Node? XmlFunction(int start)
    {
        var word = Word;
        if (word is not (Keyword.Xmlconcat or Keyword.Xmlelement or Keyword.Xmlexists or Keyword.Xmlforest or Keyword.Xmlparse or Keyword.Xmlpi
            or Keyword.Xmlroot or Keyword.Xmlserialize))
        {
            return null;
        }

        position += 2;
        Node call = word switch
        {
            Keyword.Xmlconcat => new XmlExpr(start) { Op = XmlExprOp.Xmlconcat, Args = ExprList() },
            Keyword.Xmlelement => XmlElement(start),
            Keyword.Xmlexists => SystemCall(start, "xmlexists", [CExpr(), XmlExistsArgument()]),
            Keyword.Xmlforest => new XmlExpr(start) { Op = XmlExprOp.Xmlforest, NamedArgs = XmlAttributeList() },
            Keyword.Xmlparse => XmlParse(start),
            Keyword.Xmlpi => XmlPi(start),
            Keyword.Xmlroot => XmlRoot(start),
            _ => XmlSerialize(start),
        };
        Expect(TokenKind.RightParenthesis);
        return Close(call);
    }

    private XmlExpr XmlElement(int start)
    {
        Expect(Keyword.Name);
        var element = new XmlExpr(start) { Op = XmlExprOp.Xmlelement, Name = ColLabel() };
        if (!Accept(TokenKind.Comma))
        {
            return element;
        }

        if (Is(Keyword.Xmlattributes) && KindAt(1) == TokenKind.LeftParenthesis)
        {
            position += 2;
            element.NamedArgs = XmlAttributeList();
            Expect(TokenKind.RightParenthesis);
            if (!Accept(TokenKind.Comma))
            {
                return element;
            }
        }

        element.Args = ExprList();
        return element;
    }

    private List<ResTarget> XmlAttributeList()
    {
        var attributes = new List<ResTarget>();
        do
        {
            var attribute = new ResTarget(Here) { Val = AExpr() };
            attribute.Name = Accept(Keyword.As) ? ColLabel() : null;
            attributes.Add(Close(attribute));
        }
        while (Accept(TokenKind.Comma));

        return attributes;
    }

    /// <summary><c>xmlexists_argument</c>.</summary>
    private Node XmlExistsArgument()
    {
        Expect(Keyword.Passing);
        XmlPassingMechanism();
        var argument = CExpr();
        XmlPassingMechanism();
        return argument;
    }

    private void XmlPassingMechanism()
    {
        if (Accept(Keyword.By) && !Accept(Keyword.Ref))
        {
            Expect(Keyword.Value);
        }
    }

    private XmlOptionType DocumentOrContent()
    {
        if (Accept(Keyword.Content))
        {
            return XmlOptionType.Content;
        }

        Expect(Keyword.Document);
        return XmlOptionType.Document;
    }

    private XmlExpr XmlParse(int start)
    {
        var option = DocumentOrContent();
        var text = AExpr();
        var whitespace = new BooleanValue(LastEnd, Accept(Keyword.Preserve, Keyword.Whitespace));
        if (!whitespace.Boolval)
        {
            Accept(Keyword.Strip, Keyword.Whitespace);
        }

        return new XmlExpr(start) { Op = XmlExprOp.Xmlparse, Xmloption = option, Args = [text, new AConst(whitespace.Start) { Boolval = whitespace }] };
    }

    private XmlExpr XmlPi(int start)
    {
        Expect(Keyword.Name);
        var instruction = new XmlExpr(start) { Op = XmlExprOp.Xmlpi, Name = ColLabel() };
        if (Accept(TokenKind.Comma))
        {
            instruction.Args = [AExpr()];
        }

        return instruction;
    }

    private XmlExpr XmlRoot(int start)
    {
        var document = AExpr();
        Expect(TokenKind.Comma);
        Expect(Keyword.Version);
        var version = Accept(Keyword.No, Keyword.Value) ? new AConst(LastEnd) { Isnull = true } : AExpr();
        var standalone = SqlXml.StandaloneOmitted;
        if (Accept(TokenKind.Comma))
        {
            Expect(Keyword.Standalone);
            standalone = Accept(Keyword.Yes) ? SqlXml.StandaloneYes : Accept(Keyword.No, Keyword.Value) ? SqlXml.StandaloneNoValue : SqlXml.StandaloneNo;
            if (standalone == SqlXml.StandaloneNo)
            {
                Expect(Keyword.No);
            }
        }

        return new XmlExpr(start) { Op = XmlExprOp.Xmlroot, Args = [document, version, MakeIntConst(LastEnd, standalone)] };
    }

    private XmlSerialize XmlSerialize(int start)
    {
        var serialize = new XmlSerialize(start) { Xmloption = DocumentOrContent(), Expr = AExpr() };
        Expect(Keyword.As);
        serialize.TypeName = SimpleTypename();
        serialize.Indent = Accept(Keyword.Indent);
        if (!serialize.Indent)
        {
            Accept(Keyword.No, Keyword.Indent);
        }

        return serialize;
    }

    /// <summary><c>xmltable</c>, without an alias.</summary>
    private RangeTableFunc XmlTable(int start)
    {
        var table = new RangeTableFunc(start);
        Expect(Keyword.Xmltable);
        Expect(TokenKind.LeftParenthesis);
        if (Is(Keyword.Xmlnamespaces) && KindAt(1) == TokenKind.LeftParenthesis)
        {
            position += 2;
            table.Namespaces = XmlNamespaceList();
            Expect(TokenKind.RightParenthesis);
            Expect(TokenKind.Comma);
        }

        table.Rowexpr = CExpr();
        table.Docexpr = XmlExistsArgument();
        Expect(Keyword.Columns);
        var columns = new List<RangeTableFuncCol>();
        do
        {
            columns.Add(XmlTableColumn());
        }
        while (Accept(TokenKind.Comma));

        table.Columns = columns;
        Expect(TokenKind.RightParenthesis);
        return Close(table);
    }

    private List<ResTarget> XmlNamespaceList()
    {
        var namespaces = new List<ResTarget>();
        do
        {
            var item = new ResTarget(Here);
            var isDefault = Accept(Keyword.Default);
            item.Val = BExpr();
            if (!isDefault)
            {
                Expect(Keyword.As);
                item.Name = ColLabel();
            }

            namespaces.Add(Close(item));
        }
        while (Accept(TokenKind.Comma));

        return namespaces;
    }

    private RangeTableFuncCol XmlTableColumn()
    {
        var column = new RangeTableFuncCol(Here) { Colname = ColId("a column name") };
        if (Accept(Keyword.For, Keyword.Ordinality))
        {
            column.ForOrdinality = true;
            return Close(column);
        }

        column.TypeName = Typename();
        while (!AtEnd && !Is(TokenKind.Comma) && !Is(TokenKind.RightParenthesis))
        {
            XmlTableColumnOption(column);
        }

        return Close(column);
    }

    private void XmlTableColumnOption(RangeTableFuncCol column)
    {
        if (Accept(Keyword.Not))
        {
            Expect(Keyword.Null);
            column.IsNotNull = true;
        }
        else if (Accept(Keyword.Default))
        {
            column.Coldefexpr = BExpr();
        }
        else if (Accept(Keyword.Path))
        {
            column.Colexpr = BExpr();
        }
        else if (!Accept(Keyword.Null))
        {
            Fail("DEFAULT, PATH, NULL or NOT NULL");
        }
    }
}
