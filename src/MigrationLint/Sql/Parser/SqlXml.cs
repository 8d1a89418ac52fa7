namespace MigrationLint.Sql;

/// <summary>The numbers that <c>XMLROOT(… STANDALONE …)</c> is kept as (<c>XmlStandaloneType</c> of <c>utils/xml.h</c>).</summary>
internal static class SqlXml
{
    /// <summary>YES.</summary>
    public const int StandaloneYes = 0;

    /// <summary>NO.</summary>
    public const int StandaloneNo = 1;

    /// <summary>NO VALUE.</summary>
    public const int StandaloneNoValue = 2;

    /// <summary>No such words.</summary>
    public const int StandaloneOmitted = 3;
}
