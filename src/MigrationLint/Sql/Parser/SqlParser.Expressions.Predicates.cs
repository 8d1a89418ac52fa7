using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>The operators that are words: IS, BETWEEN, IN, LIKE.</summary>
internal sealed partial class SqlParser
{
    /// <summary>IS with what follows, ISNULL, NOTNULL.</summary>
    private Node IsTest(int start, Node left, bool isRestricted)
    {
        var word = Word;
        Advance();
        if (word != Keyword.Is)
        {
            return Close(new NullTest(start) { Arg = left, Nulltesttype = word == Keyword.Isnull ? NullTestType.Null : NullTestType.NotNull });
        }

        var isNot = Accept(Keyword.Not);
        if (Accept(Keyword.Distinct))
        {
            Expect(Keyword.From);
            return Close(new AExpr(start)
            {
                Kind = isNot ? AExprKind.NotDistinct : AExprKind.Distinct,
                Name = OperatorName("=", start),
                Lexpr = left,
                Rexpr = LastOperand(SqlPrecedence.Is, isRestricted),
            });
        }

        if (Accept(Keyword.Document))
        {
            return Negated(start, isNot, Close(new XmlExpr(start) { Op = XmlExprOp.Document, Args = [left] }));
        }

        if (isRestricted)
        {
            Fail("DISTINCT FROM or DOCUMENT");
            return left;
        }

        return TruthTest(start, left, isNot) ?? Negated(start, isNot, IsNormalizedOrJson(start, left));
    }

    private Node? TruthTest(int start, Node left, bool isNot)
    {
        if (Accept(Keyword.Null))
        {
            return Close(new NullTest(start) { Arg = left, Nulltesttype = isNot ? NullTestType.NotNull : NullTestType.Null });
        }

        BoolTestType? test = Word switch
        {
            Keyword.True => isNot ? BoolTestType.NotTrue : BoolTestType.True,
            Keyword.False => isNot ? BoolTestType.NotFalse : BoolTestType.False,
            Keyword.Unknown => isNot ? BoolTestType.NotUnknown : BoolTestType.Unknown,
            _ => null,
        };
        if (test is null)
        {
            return null;
        }

        Advance();
        return Close(new BooleanTest(start) { Arg = left, Booltesttype = test.Value });
    }

    private Node IsNormalizedOrJson(int start, Node left)
    {
        if (Is(Keyword.Json))
        {
            return JsonIsPredicate(start, left);
        }

        List<Node> arguments = [left];
        if (UnicodeNormalForm() is { } form)
        {
            arguments.Add(form);
            Expect(Keyword.Normalized);
        }
        else if (!Accept(Keyword.Normalized))
        {
            Fail("NULL, TRUE, FALSE, UNKNOWN, DISTINCT FROM or the like");
        }

        return Close(SystemCall(start, "is_normalized", arguments));
    }

    /// <summary><c>unicode_normal_form</c> as a constant; null where none stands.</summary>
    private AConst? UnicodeNormalForm()
    {
        if (Word is not (Keyword.Nfc or Keyword.Nfd or Keyword.Nfkc or Keyword.Nfkd))
        {
            return null;
        }

        var start = Here;
        var form = Keywords.Spelling(Word).ToUpperInvariant();
        Advance();
        return MakeStringConst(start, form);
    }

    private Node Negated(int start, bool isNegated, Node test) =>
        isNegated ? Close(new BoolExpr(start) { Boolop = BoolExprType.Not, Args = [test] }) : test;

    /// <summary>[NOT] BETWEEN, IN, LIKE, ILIKE, SIMILAR TO.</summary>
    private Node Matching(int start, Node left)
    {
        var isNot = Accept(Keyword.Not);
        var word = Word;
        Advance();
        return word switch
        {
            Keyword.Between => Between(start, left, isNot),
            Keyword.In => InList(start, left, isNot),
            Keyword.Like => Like(start, left, AExprKind.Like, isNot ? "!~~" : "~~"),
            Keyword.Ilike => Like(start, left, AExprKind.Ilike, isNot ? "!~~*" : "~~*"),
            _ => SimilarTo(start, left, isNot),
        };
    }

    private AExpr Between(int start, Node left, bool isNot)
    {
        var isSymmetric = Accept(Keyword.Symmetric);
        if (!isSymmetric)
        {
            Accept(Keyword.Asymmetric);
        }

        var bounds = new ListValue(Here);
        var lower = BExpr();
        Expect(Keyword.And);
        bounds.Items = [lower, LastOperand(SqlPrecedence.Matching, isRestricted: false)];
        var (kind, name) = (isNot, isSymmetric) switch
        {
            (false, false) => (AExprKind.Between, "BETWEEN"),
            (true, false) => (AExprKind.NotBetween, "NOT BETWEEN"),
            (false, true) => (AExprKind.BetweenSym, "BETWEEN SYMMETRIC"),
            _ => (AExprKind.NotBetweenSym, "NOT BETWEEN SYMMETRIC"),
        };
        return Close(new AExpr(start) { Kind = kind, Name = OperatorName(name, start), Lexpr = left, Rexpr = Close(bounds) });
    }

    private Node InList(int start, Node left, bool isNot)
    {
        var list = new ListValue(Here);
        var (query, items) = ParenthesisOrHole();
        if (query is not null)
        {
            return Negated(start, isNot, Close(new SubLink(start) { SubLinkType = SubLinkType.Any, Testexpr = left, Subselect = query }));
        }

        list.Items = items;
        return Close(new AExpr(start) { Kind = AExprKind.In, Name = OperatorName(isNot ? "<>" : "=", start), Lexpr = left, Rexpr = Close(list) });
    }

    private Node Like(int start, Node left, AExprKind kind, string name)
    {
        if (Word is Keyword.Any or Keyword.Some or Keyword.All)
        {
            return Quantified(start, left, OperatorName(name, start));
        }

        var patternStart = Here;
        var pattern = RightOperand(SqlPrecedence.Matching, isRestricted: false);
        if (Accept(Keyword.Escape))
        {
            var escape = RightOperand(SqlPrecedence.Matching, isRestricted: false);
            pattern = Close(SystemCall(patternStart, "like_escape", [pattern, escape], CoercionForm.ExplicitCall));
        }

        RefuseChain();
        return Close(new AExpr(start) { Kind = kind, Name = OperatorName(name, start), Lexpr = left, Rexpr = pattern });
    }

    private AExpr SimilarTo(int start, Node left, bool isNot)
    {
        Expect(Keyword.To);
        var patternStart = Here;
        List<Node> arguments = [RightOperand(SqlPrecedence.Matching, isRestricted: false)];
        if (Accept(Keyword.Escape))
        {
            arguments.Add(RightOperand(SqlPrecedence.Matching, isRestricted: false));
        }

        var pattern = Close(SystemCall(patternStart, "similar_to_escape", arguments, CoercionForm.ExplicitCall));
        RefuseChain();
        return Close(new AExpr(start) { Kind = AExprKind.Similar, Name = OperatorName(isNot ? "!~" : "~", start), Lexpr = left, Rexpr = pattern });
    }

    private void RefuseChain()
    {
        if (InfixPrecedence(isRestricted: false) == SqlPrecedence.Matching)
        {
            Refuse(tokens.Span(position), ComparisonChain);
        }
    }
}
