namespace MigrationLint.Sql.Ast;

/// <summary>ALTER TEXT SEARCH DICTIONARY with options.</summary>
internal sealed class AlterTSDictionaryStmt(int start) : Statement(start)
{
    public IReadOnlyList<Node> Dictname { get; set; } = [];

    public IReadOnlyList<DefElem> Options { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Dictname, action);
        Each(Options, action);
    }
}

/// <summary>ALTER TEXT SEARCH CONFIGURATION … MAPPING.</summary>
internal sealed class AlterTSConfigurationStmt(int start) : Statement(start)
{
    public AlterTSConfigType Kind { get; set; }

    public IReadOnlyList<Node> Cfgname { get; set; } = [];

    /// <summary>Names of token types; empty for all.</summary>
    public IReadOnlyList<Node> Tokentype { get; set; } = [];

    /// <summary>Names, each a list; for REPLACE the old and the new one.</summary>
    public IReadOnlyList<Node> Dicts { get; set; } = [];

    public bool Override { get; set; }

    public bool Replace { get; set; }

    public bool MissingOk { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Cfgname, action);
        Each(Tokentype, action);
        Each(Dicts, action);
    }
}

/// <summary>What ALTER TEXT SEARCH CONFIGURATION does to a mapping.</summary>
internal enum AlterTSConfigType
{
    AddMapping,
    AlterMappingForToken,
    ReplaceDict,
    ReplaceDictForToken,
    DropMapping,
}
