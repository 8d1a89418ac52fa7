namespace MigrationLint.Diagnostics;

/// <summary>How much a finding matters. The order is that of weight.</summary>
public enum Severity
{
    /// <summary>Not reported.</summary>
    None,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Will hurt some day.</summary>
    Warning,

    /// <summary>Will fail, or destroy.</summary>
    Error,
}

/// <summary>The hundreds of a rule's code.</summary>
public enum RuleFamily
{
    /// <summary>ML0xx: files, order, form, history, reversibility.</summary>
    Chain,

    /// <summary>ML1xx: locks and transactions.</summary>
    Locking,

    /// <summary>ML2xx: lost rows, columns, guarantees.</summary>
    DataLoss,

    /// <summary>ML3xx: running code, existing data, server version.</summary>
    Compatibility,

    /// <summary>ML4xx: the schema in itself.</summary>
    Integrity,

    /// <summary>ML5xx: indexes and types.</summary>
    Indexing,

    /// <summary>ML6xx: injection, secrets, privileges.</summary>
    Security,

    /// <summary>ML7xx: pools, TLS, environment.</summary>
    Configuration,

    /// <summary>ML8xx: the tool's ledger.</summary>
    Ledger,

    /// <summary>ML9xx up to ML989: drift, ownership, health of a live database.</summary>
    Drift,

    /// <summary>ML990 and up: what the linter has to say about its own input.</summary>
    Engine,
}

/// <summary>Which migrations a rule speaks of.</summary>
public enum RuleScope
{
    /// <summary>All: what it finds stays true after a migration has run.</summary>
    AllFiles,

    /// <summary>Those that databases have not run yet: on others the finding comes too late, or mending it would change what has run.</summary>
    NewFiles,
}

/// <summary>
/// The three duties of a message. Each may name arguments as <c>{name}</c>.
/// </summary>
/// <param name="Message">What is there, naming the objects: one clause, no final stop.</param>
/// <param name="Why">What it leads to: whole sentences.</param>
/// <param name="Remedy">What to write instead: whole sentences.</param>
public sealed record RuleText(string Message, string Why, string Remedy);

/// <summary>A setting of a rule, written <c>ML024.max_files = 5</c> in an .editorconfig.</summary>
/// <param name="Name">The part behind the dot.</param>
/// <param name="Default">The value when nothing is said.</param>
/// <param name="Meaning">One sentence.</param>
public sealed record RuleOption(string Name, string Default, string Meaning);

/// <summary>
/// All that is to be said of a rule: its page, <c>explain</c>, SARIF, the Roslyn descriptor and the table of the README come from it.
/// </summary>
/// <param name="Id">The code, <c>ML</c> and three digits; it never changes its meaning.</param>
/// <param name="Slug">The pattern that is flagged, in lower case with hyphens; the class has the same name.</param>
/// <param name="Family">The hundred that the code belongs to.</param>
/// <param name="DefaultSeverity">The severity of the preset <i>recommended</i>.</param>
public sealed record RuleDescriptor(string Id, string Slug, RuleFamily Family, Severity DefaultSeverity)
{
    /// <summary>One sentence for lists of rules: what the rule reports.</summary>
    public required string Title { get; init; }

    /// <summary>The message of the common case.</summary>
    public required RuleText Text { get; init; }

    /// <summary>The messages of the rule's other cases, in the order of the page.</summary>
    public IReadOnlyList<RuleText> Variants { get; init; } = [];

    /// <summary>
    /// A small chain on which the rule reports: files under <c>=== path</c> lines, each place enclosed in <c>[|</c> and <c>|]</c>
    /// (both at the head of a file stand for the file as a whole). <c>=== main: path</c> is a file of the branch that the chain will be merged into; marks
    /// behind its path stand for the place of the file in the chain, where it is gone.
    /// </summary>
    public required string Bad { get; init; }

    /// <summary>The same chain done right: nothing is reported.</summary>
    public required string Good { get; init; }

    /// <summary>The code of a rule that knows more of the same place: where it reports, this rule is left out. Null where there is none.</summary>
    public string? YieldsTo { get; init; }

    /// <summary>When it is right to silence the rule; null where it never is.</summary>
    public string? Suppress { get; init; }

    /// <summary>How an .editorconfig silences the rule; null where a comment in the file does.</summary>
    public string? SuppressExample { get; init; }

    /// <summary>How far a fix can be trusted; null where the rule offers none.</summary>
    public Applicability? Fix { get; init; }

    /// <summary>
    /// Which migrations it speaks of where a base or the last applied migration is known. By default a rule on locks, lost data or running code
    /// speaks of new ones only.
    /// </summary>
    public RuleScope Scope { get; init; } = Family is RuleFamily.Locking or RuleFamily.DataLoss or RuleFamily.Compatibility ? RuleScope.NewFiles : RuleScope.AllFiles;

    /// <summary>The settings of the rule.</summary>
    public IReadOnlyList<RuleOption> Options { get; init; } = [];
}
