namespace MigrationLint.Sql.Ast;

/// <summary>What an <see cref="AExpr"/> is.</summary>
internal enum AExprKind
{
    Op,
    OpAny,
    OpAll,
    Distinct,
    NotDistinct,
    Nullif,
    In,
    Like,
    Ilike,
    Similar,
    Between,
    NotBetween,
    BetweenSym,
    NotBetweenSym,
}

/// <summary>How a call, row or cast is written.</summary>
internal enum CoercionForm
{
    ExplicitCall,
    ExplicitCast,
    ImplicitCast,
    SqlSyntax,
}

/// <summary>The operator of a <see cref="BoolExpr"/>.</summary>
internal enum BoolExprType
{
    And,
    Or,
    Not,
}

/// <summary>What a <see cref="SubLink"/> is for.</summary>
internal enum SubLinkType
{
    Exists,
    All,
    Any,
    Rowcompare,
    Expr,
    Multiexpr,
    Array,
    Cte,
}

/// <summary>The function of a <see cref="MinMaxExpr"/>.</summary>
internal enum MinMaxOp
{
    Greatest,
    Least,
}

/// <summary>The function of a <see cref="SQLValueFunction"/>; <c>N</c> for those with a precision.</summary>
internal enum SQLValueFunctionOp
{
    CurrentDate,
    CurrentTime,
    CurrentTimeN,
    CurrentTimestamp,
    CurrentTimestampN,
    Localtime,
    LocaltimeN,
    Localtimestamp,
    LocaltimestampN,
    CurrentRole,
    CurrentUser,
    User,
    SessionUser,
    CurrentCatalog,
    CurrentSchema,
}

/// <summary>The function of an <see cref="XmlExpr"/>.</summary>
internal enum XmlExprOp
{
    Xmlconcat,
    Xmlelement,
    Xmlforest,
    Xmlparse,
    Xmlpi,
    Xmlroot,
    Xmlserialize,
    Document,
}

/// <summary>Whether XML is a document or any content.</summary>
internal enum XmlOptionType
{
    Document,
    Content,
}

/// <summary>What a <see cref="NullTest"/> asks.</summary>
internal enum NullTestType
{
    Null,
    NotNull,
}

/// <summary>What a <see cref="BooleanTest"/> asks.</summary>
internal enum BoolTestType
{
    True,
    NotTrue,
    False,
    NotFalse,
    Unknown,
    NotUnknown,
}

/// <summary>The direction of an element of ORDER BY.</summary>
internal enum SortByDir
{
    Default,
    Asc,
    Desc,
    Using,
}

/// <summary>Where nulls are sorted.</summary>
internal enum SortByNulls
{
    Default,
    First,
    Last,
}

/// <summary>PostgreSQL's FRAMEOPTION_ bits; that of an end is the one above that of the start.</summary>
[Flags]
internal enum FrameOptions
{
    None = 0,
    NonDefault = 0x1,
    Range = 0x2,
    Rows = 0x4,
    Groups = 0x8,
    Between = 0x10,
    StartUnboundedPreceding = 0x20,
    EndUnboundedPreceding = 0x40,
    StartUnboundedFollowing = 0x80,
    EndUnboundedFollowing = 0x100,
    StartCurrentRow = 0x200,
    EndCurrentRow = 0x400,
    StartOffsetPreceding = 0x800,
    EndOffsetPreceding = 0x1000,
    StartOffsetFollowing = 0x2000,
    EndOffsetFollowing = 0x4000,
    ExcludeCurrentRow = 0x8000,
    ExcludeGroup = 0x10000,
    ExcludeTies = 0x20000,
    Defaults = Range | StartUnboundedPreceding | EndCurrentRow,
}
