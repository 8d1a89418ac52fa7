using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Which kind of object a statement names, and how an object of that kind is named: the same for DROP, COMMENT, SECURITY LABEL and ALTER EXTENSION.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>opt_drop_behavior</c>.</summary>
    private DropBehavior OptDropBehavior()
    {
        if (Accept(Keyword.Cascade))
        {
            return DropBehavior.Cascade;
        }

        if (!Accept(Keyword.Restrict))
        {
            Accept(TokenKind.Hole);
        }

        return DropBehavior.Restrict;
    }

    /// <summary>IF EXISTS.</summary>
    private bool IfExists() => Accept(Keyword.If, Keyword.Exists);

    /// <summary>IF EXISTS where no name can stand: IF alone is no name there.</summary>
    private bool IfExistsBeforeWord()
    {
        if (!Accept(Keyword.If))
        {
            return false;
        }

        Expect(Keyword.Exists);
        return true;
    }

    /// <summary>IF NOT EXISTS.</summary>
    private bool IfNotExists()
    {
        if (!Accept(Keyword.If, Keyword.Not))
        {
            return false;
        }

        Expect(Keyword.Exists);
        return true;
    }

    /// <summary><c>any_name</c> where PostgreSQL keeps the list in one field.</summary>
    private ListValue AnyNameNode(string expected = "a name")
    {
        var start = Here;
        return NewList(start, AnyName(expected));
    }

    /// <summary><c>object_type_any_name</c>, <c>object_type_name</c> and the words of all other kinds that COMMENT knows; null with nothing read where none stands.</summary>
    private ObjectType? ObjectKind()
    {
        if (KindOf(Word) is { } kind)
        {
            Advance();
            return kind;
        }

        switch (Word)
        {
            case Keyword.Access:
                return KindOfWords(ObjectType.AccessMethod, Keyword.Access, Keyword.Method);
            case Keyword.Event:
                return KindOfWords(ObjectType.EventTrigger, Keyword.Event, Keyword.Trigger);
            case Keyword.Large:
                return KindOfWords(ObjectType.Largeobject, Keyword.Large, Keyword.Object);
            case Keyword.Materialized:
                return KindOfWords(ObjectType.Matview, Keyword.Materialized, Keyword.View);
            case Keyword.Procedural:
                return KindOfWords(ObjectType.Language, Keyword.Procedural, Keyword.Language);
            case Keyword.Foreign when WordAt(1) == Keyword.Table:
                return KindOfWords(ObjectType.ForeignTable, Keyword.Foreign, Keyword.Table);
            case Keyword.Foreign:
                Expect(Keyword.Foreign, Keyword.Data);
                Expect(Keyword.Wrapper);
                return ObjectType.Fdw;
            case Keyword.Text:
                return TextSearchKind();
            case Keyword.Operator:
                return OperatorKind();
            default:
                return null;
        }
    }

    private ObjectType KindOfWords(ObjectType kind, Keyword first, Keyword second)
    {
        Expect(first, second);
        return kind;
    }

    private static ObjectType? KindOf(Keyword word) => word switch
    {
        Keyword.Aggregate => ObjectType.Aggregate,
        Keyword.Cast => ObjectType.Cast,
        Keyword.Collation => ObjectType.Collation,
        Keyword.Column => ObjectType.Column,
        Keyword.Constraint => ObjectType.Tabconstraint,
        Keyword.Conversion => ObjectType.Conversion,
        Keyword.Database => ObjectType.Database,
        Keyword.Domain => ObjectType.Domain,
        Keyword.Extension => ObjectType.Extension,
        Keyword.Function => ObjectType.Function,
        Keyword.Index => ObjectType.Index,
        Keyword.Language => ObjectType.Language,
        Keyword.Policy => ObjectType.Policy,
        Keyword.Procedure => ObjectType.Procedure,
        Keyword.Publication => ObjectType.Publication,
        Keyword.Role => ObjectType.Role,
        Keyword.Routine => ObjectType.Routine,
        Keyword.Rule => ObjectType.Rule,
        Keyword.Schema => ObjectType.Schema,
        Keyword.Sequence => ObjectType.Sequence,
        Keyword.Server => ObjectType.ForeignServer,
        Keyword.Statistics => ObjectType.StatisticExt,
        Keyword.Subscription => ObjectType.Subscription,
        Keyword.Table => ObjectType.Table,
        Keyword.Tablespace => ObjectType.Tablespace,
        Keyword.Transform => ObjectType.Transform,
        Keyword.Trigger => ObjectType.Trigger,
        Keyword.Type => ObjectType.Type,
        Keyword.View => ObjectType.View,
        _ => null,
    };

    /// <summary>TEXT SEARCH and what it is of.</summary>
    private ObjectType TextSearchKind()
    {
        Expect(Keyword.Text, Keyword.Search);
        ObjectType? kind = Word switch
        {
            Keyword.Parser => ObjectType.Tsparser,
            Keyword.Dictionary => ObjectType.Tsdictionary,
            Keyword.Template => ObjectType.Tstemplate,
            Keyword.Configuration => ObjectType.Tsconfiguration,
            _ => null,
        };
        if (kind is null)
        {
            Fail("PARSER, DICTIONARY, TEMPLATE or CONFIGURATION");
            return default;
        }

        Advance();
        return kind.Value;
    }

    /// <summary>OPERATOR, OPERATOR CLASS, OPERATOR FAMILY. CLASS and FAMILY before a dot are schemas of an operator.</summary>
    private ObjectType OperatorKind()
    {
        Expect(Keyword.Operator);
        if (Word is Keyword.Class or Keyword.Family && KindAt(1) != TokenKind.Dot)
        {
            var kind = Is(Keyword.Class) ? ObjectType.Opclass : ObjectType.Opfamily;
            Advance();
            return kind;
        }

        return ObjectType.Operator;
    }

    /// <summary>How an object of a kind is named, in the form in which PostgreSQL keeps it in one field.</summary>
    private Node ObjectName(ObjectType kind) => kind switch
    {
        ObjectType.Aggregate => AggregateWithArgtypes(),
        ObjectType.Function or ObjectType.Procedure or ObjectType.Routine => FunctionWithArgtypes(),
        ObjectType.Operator => OperatorWithArgtypes(),
        ObjectType.Type or ObjectType.Domain => Typename(),
        ObjectType.Cast => CastName(),
        ObjectType.Transform => TransformName(),
        ObjectType.Opclass or ObjectType.Opfamily => NameUsingAccessMethod(),
        ObjectType.Policy or ObjectType.Rule or ObjectType.Trigger or ObjectType.Tabconstraint => NameOnAnyName(),
        ObjectType.Largeobject => NumericOnly(),
        _ => IsNamedWithoutSchema(kind) ? NameNode() : AnyNameNode(),
    };

    /// <summary>True for the kinds of <c>object_type_name</c>: they live in no schema.</summary>
    private static bool IsNamedWithoutSchema(ObjectType kind) => kind is ObjectType.AccessMethod or ObjectType.Database or ObjectType.EventTrigger
        or ObjectType.Extension or ObjectType.Fdw or ObjectType.ForeignServer or ObjectType.Language or ObjectType.Publication or ObjectType.Role
        or ObjectType.Schema or ObjectType.Subscription or ObjectType.Tablespace;

    /// <summary><c>'(' Typename AS Typename ')'</c>.</summary>
    private ListValue CastName()
    {
        var start = Here;
        Expect(TokenKind.LeftParenthesis);
        var source = Typename();
        Expect(Keyword.As);
        var target = Typename();
        Expect(TokenKind.RightParenthesis);
        return NewList(start, [source, target]);
    }

    /// <summary><c>FOR Typename LANGUAGE name</c>.</summary>
    private ListValue TransformName()
    {
        var start = Here;
        Expect(Keyword.For);
        var type = Typename();
        Expect(Keyword.Language);
        return NewList(start, [type, NameNode()]);
    }

    /// <summary><c>any_name USING name</c>: the access method stands first in the list.</summary>
    private ListValue NameUsingAccessMethod()
    {
        var start = Here;
        var names = AnyName();
        Expect(Keyword.Using);
        names.Insert(0, NameNode());
        return NewList(start, names);
    }

    /// <summary><c>name ON any_name</c>: the name stands last in the list.</summary>
    private ListValue NameOnAnyName()
    {
        var start = Here;
        var name = NameNode();
        Expect(Keyword.On);
        var names = AnyName("a table name");
        names.Add(name);
        return NewList(start, names);
    }
}
