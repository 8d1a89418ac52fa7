using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

internal sealed partial class SqlParser
{
    private void SkipHoles()
    {
        while (Accept(TokenKind.Hole))
        {
        }
    }

    private List<Node> ParenthesizedList(bool mayBeEmpty = false)
    {
        Expect(TokenKind.LeftParenthesis);
        List<Node> items = mayBeEmpty && Is(TokenKind.RightParenthesis) ? [] : ExprList();
        Expect(TokenKind.RightParenthesis);
        return items;
    }

    private Node CExpr() => AExpr();
    private List<Node> FuncName() => AnyName();
    private WindowDef WindowSpecification() => throw new NotSupportedException();
    private List<Node> IndexParams() => throw new NotSupportedException();
    private RangeTableFunc XmlTable(int start) => throw new NotSupportedException();
    private JsonTable JsonTable(int start) => throw new NotSupportedException();
}
