using MigrationLint.Operations;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <summary>The oids of the types that analysis treats by themselves (<c>pg_type.dat</c>).</summary>
internal static class TypeIds
{
    public static readonly ObjectId Bool = new(16);
    public static readonly ObjectId Bytea = new(17);
    public static readonly ObjectId Char = new(18);
    public static readonly ObjectId Name = new(19);
    public static readonly ObjectId Int8 = new(20);
    public static readonly ObjectId Int2 = new(21);
    public static readonly ObjectId Int2Vector = new(22);
    public static readonly ObjectId Int4 = new(23);
    public static readonly ObjectId Text = new(25);
    public static readonly ObjectId Oid = new(26);
    public static readonly ObjectId Tid = new(27);
    public static readonly ObjectId Xid = new(28);
    public static readonly ObjectId Cid = new(29);
    public static readonly ObjectId OidVector = new(30);
    public static readonly ObjectId Json = new(114);
    public static readonly ObjectId Xml = new(142);
    public static readonly ObjectId Float4 = new(700);
    public static readonly ObjectId Float8 = new(701);
    public static readonly ObjectId Unknown = new(705);
    public static readonly ObjectId Bpchar = new(1042);
    public static readonly ObjectId Varchar = new(1043);
    public static readonly ObjectId Date = new(1082);
    public static readonly ObjectId Time = new(1083);
    public static readonly ObjectId Timestamp = new(1114);
    public static readonly ObjectId TimestampTz = new(1184);
    public static readonly ObjectId Interval = new(1186);
    public static readonly ObjectId TimeTz = new(1266);
    public static readonly ObjectId Bit = new(1560);
    public static readonly ObjectId Varbit = new(1562);
    public static readonly ObjectId Numeric = new(1700);
    public static readonly ObjectId Regclass = new(2205);
    public static readonly ObjectId Regtype = new(2206);
    public static readonly ObjectId Record = new(2249);
    public static readonly ObjectId RecordArray = new(2287);
    public static readonly ObjectId Any = new(2276);
    public static readonly ObjectId Void = new(2278);
    public static readonly ObjectId Uuid = new(2950);
    public static readonly ObjectId Jsonb = new(3802);

    public static readonly ObjectId AnyArray = new(2277);
    public static readonly ObjectId AnyElement = new(2283);
    public static readonly ObjectId AnyNonArray = new(2776);
    public static readonly ObjectId AnyEnum = new(3500);
    public static readonly ObjectId AnyRange = new(3831);
    public static readonly ObjectId AnyMultirange = new(4537);
    public static readonly ObjectId AnyCompatibleMultirange = new(4538);
    public static readonly ObjectId AnyCompatible = new(5077);
    public static readonly ObjectId AnyCompatibleArray = new(5078);
    public static readonly ObjectId AnyCompatibleNonArray = new(5079);
    public static readonly ObjectId AnyCompatibleRange = new(5080);

    /// <summary>True for a type that stands for others.</summary>
    public static bool IsPolymorphic(ObjectId type) => type.Value is 2277 or 2283 or 2776 or 3500 or 3831 or 4537 or 4538 or (>= 5077 and <= 5080);

    /// <summary>True for those that are matched up to a common type.</summary>
    public static bool IsCompatibleFamily(ObjectId type) => type.Value is 4538 or (>= 5077 and <= 5080);
}
