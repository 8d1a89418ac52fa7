using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Types.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>Typename</c>.</summary>
    private TypeName Typename()
    {
        var start = Here;
        var isSet = Accept(Keyword.Setof);
        var type = SimpleTypename();
        type.Start = start;
        type.Setof = isSet;
        type.ArrayBounds = OptArrayBounds();
        return Close(type);
    }

    private List<IntegerValue> OptArrayBounds()
    {
        var bounds = new List<IntegerValue>();
        if (Accept(Keyword.Array))
        {
            bounds.Add(Is(TokenKind.LeftBracket) ? ArrayBound() : new IntegerValue(LastEnd, -1));
            return bounds;
        }

        while (Is(TokenKind.LeftBracket))
        {
            bounds.Add(ArrayBound());
        }

        return bounds;
    }

    private IntegerValue ArrayBound()
    {
        var start = Here;
        Advance();
        var bound = Is(TokenKind.RightBracket) ? -1 : Iconst();
        Expect(TokenKind.RightBracket);
        return Close(new IntegerValue(start, bound));
    }

    /// <summary><c>SimpleTypename</c>.</summary>
    private TypeName SimpleTypename()
    {
        var start = Here;
        if (Accept(Keyword.Interval))
        {
            var interval = SystemType(start, "interval");
            interval.Typmods = Is(TokenKind.LeftParenthesis) ? IntervalPrecision() : OptInterval();
            return Close(interval);
        }

        return BuiltInType(start, isConstant: false) ?? GenericType(start);
    }

    /// <summary><c>ConstTypename</c>: the type before a string constant, where <c>char</c> and <c>bit</c> have no length of 1.</summary>
    private TypeName ConstTypename() => BuiltInType(Here, isConstant: true) ?? GenericType(Here);

    /// <summary><c>func_type</c>: <c>Typename</c> or <c>name%TYPE</c>, with SETOF.</summary>
    private TypeName FuncType()
    {
        var type = Typename();
        if (Is(TokenKind.Percent) && WordAt(1) == Keyword.Type && type is { Names.Count: > 1, Typmods.Count: 0, ArrayBounds.Count: 0 })
        {
            position += 2;
            type.PctType = true;
            Close(type);
        }

        return type;
    }

    /// <summary>True where a type with a syntax of its own stands before a string constant, and not a column of that name.</summary>
    private bool IsTypedConstant() => Word switch
    {
        Keyword.Int or Keyword.Integer or Keyword.Smallint or Keyword.Bigint or Keyword.Real or Keyword.Boolean or Keyword.Json => KindAt(1) == TokenKind.StringConstant,
        Keyword.Float or Keyword.Decimal or Keyword.Dec or Keyword.Numeric or Keyword.Varchar or Keyword.Interval =>
            KindAt(1) is TokenKind.StringConstant or TokenKind.LeftParenthesis,
        Keyword.Bit or Keyword.Character or Keyword.Char or Keyword.Nchar =>
            KindAt(1) is TokenKind.StringConstant or TokenKind.LeftParenthesis || WordAt(1) == Keyword.Varying,
        Keyword.Timestamp or Keyword.Time => KindAt(1) is TokenKind.StringConstant or TokenKind.LeftParenthesis || IsTimeZone(1),
        Keyword.Double => WordAt(1) == Keyword.Precision,
        Keyword.National => WordAt(1) is Keyword.Character or Keyword.Char,
        _ => false,
    };

    private bool IsTimeZone(int ahead) => WordAt(ahead) is Keyword.With or Keyword.Without && WordAt(ahead + 1) == Keyword.Time;

    /// <summary><c>Numeric</c>, <c>Bit</c>, <c>Character</c>, <c>ConstDatetime</c>, <c>JsonType</c>; null where none of them stands.</summary>
    private TypeName? BuiltInType(int start, bool isConstant)
    {
        switch (Word)
        {
            case Keyword.Int or Keyword.Integer:
                return Numeric(start, "int4");
            case Keyword.Smallint:
                return Numeric(start, "int2");
            case Keyword.Bigint:
                return Numeric(start, "int8");
            case Keyword.Real:
                return Numeric(start, "float4");
            case Keyword.Boolean:
                return Numeric(start, "bool");
            case Keyword.Json:
                return Numeric(start, "json");
            case Keyword.Double when WordAt(1) == Keyword.Precision:
                Advance();
                return Numeric(start, "float8");
            case Keyword.Float:
                return FloatType(start);
            case Keyword.Decimal or Keyword.Dec or Keyword.Numeric:
                Advance();
                var numeric = SystemType(start, "numeric");
                numeric.Typmods = OptTypeModifiers();
                return Close(numeric);
            case Keyword.Bit:
                return BitType(start, isConstant);
            case Keyword.Character or Keyword.Char or Keyword.Varchar or Keyword.National or Keyword.Nchar:
                return CharacterType(start, isConstant);
            case Keyword.Timestamp or Keyword.Time:
                return ConstDatetime(start);
            default:
                return null;
        }
    }

    /// <summary><c>SystemTypeName</c>.</summary>
    private static TypeName SystemType(int start, string name) => new(start) { Names = SystemName(start, name) };

    private TypeName Numeric(int start, string name)
    {
        Advance();
        return Close(SystemType(start, name));
    }

    private TypeName FloatType(int start)
    {
        Advance();
        var (isSingle, open) = (false, Here);
        if (Accept(TokenKind.LeftParenthesis))
        {
            var isHole = Is(TokenKind.Hole);
            var precision = Iconst();
            Expect(TokenKind.RightParenthesis);
            isSingle = precision <= 24 && !isHole;
            if (precision is < 1 or > 53 && !isHole && Error is null)
            {
                Refuse(TextSpan.FromBounds(open, LastEnd), "the precision of float is from 1 to 53");
            }
        }

        return Close(SystemType(start, isSingle ? "float4" : "float8"));
    }

    private TypeName BitType(int start, bool isConstant)
    {
        Advance();
        var isVarying = Accept(Keyword.Varying);
        var type = SystemType(start, isVarying ? "varbit" : "bit");
        type.Typmods = Is(TokenKind.LeftParenthesis) ? OptTypeModifiers() : isVarying || isConstant ? [] : [MakeIntConst(LastEnd, 1)];
        return Close(type);
    }

    private TypeName CharacterType(int start, bool isConstant)
    {
        var isVarying = Is(Keyword.Varchar);
        if (Accept(Keyword.National) && Word is not (Keyword.Character or Keyword.Char))
        {
            Fail("CHARACTER");
        }

        Advance();
        isVarying = isVarying || Accept(Keyword.Varying);
        var type = SystemType(start, isVarying ? "varchar" : "bpchar");
        type.Typmods = Is(TokenKind.LeftParenthesis) ? [ParenthesizedIconst()] : isVarying || isConstant ? [] : [MakeIntConst(LastEnd, 1)];
        return Close(type);
    }

    private TypeName ConstDatetime(int start)
    {
        var name = Is(Keyword.Time) ? "time" : "timestamp";
        Advance();
        List<Node> typmods = Is(TokenKind.LeftParenthesis) ? [ParenthesizedIconst()] : [];
        var hasTimeZone = Is(Keyword.With);
        if (IsTimeZone(0))
        {
            position += 2;
            Expect(Keyword.Zone);
            name += hasTimeZone ? "tz" : "";
        }

        var type = SystemType(start, name);
        type.Typmods = typmods;
        return Close(type);
    }

    private Node ParenthesizedIconst()
    {
        Expect(TokenKind.LeftParenthesis);
        var number = IconstNode();
        Expect(TokenKind.RightParenthesis);
        return number;
    }

    private List<Node> IntervalPrecision() => [MakeIntConst(Here, SqlTypeNames.FullRange), ParenthesizedIconst()];

    /// <summary><c>opt_interval</c>: the fields of an interval as type modifiers.</summary>
    private List<Node> OptInterval()
    {
        var start = Here;
        var first = IntervalField();
        if (first == 0)
        {
            return [];
        }

        var fields = first;
        Advance();
        if (first is SqlTypeNames.Year or SqlTypeNames.Day or SqlTypeNames.Hour or SqlTypeNames.Minute && Accept(Keyword.To))
        {
            var last = IntervalField();
            var isAllowed = first == SqlTypeNames.Year ? last == SqlTypeNames.Month : last > first && last != 0;
            if (!isAllowed)
            {
                Fail(first == SqlTypeNames.Year ? "MONTH" : "a smaller field of an interval");
                return [];
            }

            for (var field = first; field != 0 && field != last; field = NextField(field))
            {
                fields |= field;
            }

            fields |= last;
            Advance();
        }

        var mask = MakeIntConst(start, fields);
        return (fields & SqlTypeNames.Second) != 0 && Is(TokenKind.LeftParenthesis) ? [mask, ParenthesizedIconst()] : [mask];
    }

    private static int NextField(int field) => field switch
    {
        SqlTypeNames.Year => SqlTypeNames.Month,
        SqlTypeNames.Day => SqlTypeNames.Hour,
        SqlTypeNames.Hour => SqlTypeNames.Minute,
        SqlTypeNames.Minute => SqlTypeNames.Second,
        _ => 0,
    };

    private int IntervalField() => Word switch
    {
        Keyword.Year => SqlTypeNames.Year,
        Keyword.Month => SqlTypeNames.Month,
        Keyword.Day => SqlTypeNames.Day,
        Keyword.Hour => SqlTypeNames.Hour,
        Keyword.Minute => SqlTypeNames.Minute,
        Keyword.Second => SqlTypeNames.Second,
        _ => 0,
    };

    /// <summary><c>GenericType</c>: any other name, with its qualifiers and modifiers.</summary>
    private TypeName GenericType(int start)
    {
        if (!IsTypeFunctionName())
        {
            Fail("a type");
            return new TypeName(start);
        }

        var names = new List<Node>(2) { LabelNode() };
        while (Accept(TokenKind.Dot))
        {
            names.Add(LabelNode());
        }

        return Close(new TypeName(start) { Names = names, Typmods = OptTypeModifiers() });
    }

    private List<Node> OptTypeModifiers() => Is(TokenKind.LeftParenthesis) ? ParenthesizedList() : [];
}
