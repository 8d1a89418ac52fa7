using MigrationLint.Discovery;
using MigrationLint.Text;

namespace MigrationLint.Lowering;

/// <summary>What reading a migration showed that is no schema operation. Rules see this, never the syntax.</summary>
internal sealed record MigrationFacts
{
    /// <summary>The file.</summary>
    public required MigrationFile File { get; init; }

    /// <summary>Where the text is no valid code: at most one per statement.</summary>
    public IReadOnlyList<SyntaxProblem> SyntaxErrors { get; init; } = [];

    /// <summary>The comments, in source order: suppressions stand in them.</summary>
    public IReadOnlyList<SourceSpan> Comments { get; init; } = [];

    /// <summary>For JavaScript: what the module exports.</summary>
    public ModuleExports? Exports { get; init; }

    /// <summary>The calls that reach a database, in source order, each once however often it runs.</summary>
    public IReadOnlyList<DatabaseCall> Calls { get; init; } = [];

    /// <summary>For JavaScript: the modules that it loads at run time, in source order.</summary>
    public IReadOnlyList<ModuleImport> Imports { get; init; } = [];

    /// <summary>What could not be understood, in source order.</summary>
    public IReadOnlyList<OpaquePart> NotUnderstood { get; init; } = [];

    /// <summary>Statements that were met: calls that reach a database, and for SQL the statements of the file.</summary>
    public int Statements { get; init; }

    /// <summary>True where nothing runs forward, or of a half that undoes nothing back: blanks and comments only, in SQL also BEGIN and COMMIT.</summary>
    public bool IsEmpty { get; init; }
}

/// <summary>A module that a migration loads.</summary>
/// <param name="Specifier">As written.</param>
/// <param name="Location">The import.</param>
/// <param name="Path">The file; null where it is none of the repository, or not there.</param>
internal sealed record ModuleImport(string Specifier, SourceSpan Location, string? Path);

/// <summary>A place where the text is not valid.</summary>
/// <param name="Location">The place.</param>
/// <param name="Message">One clause.</param>
internal sealed record SyntaxProblem(SourceSpan Location, string Message)
{
    /// <summary>True where SQL is broken: a file of SQL, or a text of SQL that JavaScript sends.</summary>
    public bool IsSql { get; init; }

    /// <summary>The IF [NOT] EXISTS that PostgreSQL does not take there; null where something else is wrong.</summary>
    public RefusedGuard? Guard { get; init; }
}

/// <summary>Something that was not understood.</summary>
/// <param name="Location">The place.</param>
/// <param name="Reason">Why, as a clause: <c>the table's name is known only at run time</c>.</param>
internal sealed record OpaquePart(SourceSpan Location, string Reason);

/// <summary>The shape of what a module exports.</summary>
internal enum ExportsForm
{
    /// <summary>It could not be told.</summary>
    Unknown,

    /// <summary>An object, or named exports.</summary>
    Object,

    /// <summary>Nothing is exported.</summary>
    None,

    /// <summary>An array, as home-made runners take (<c>[{ id, up }]</c>).</summary>
    Array,

    /// <summary>A bare function, or a class with <c>up</c> and <c>down</c> as methods.</summary>
    FunctionOrClass,

    /// <summary>Only under <c>default</c>, of an ES module: Knex does not look there.</summary>
    DefaultOnly,
}

/// <summary>What a JavaScript migration exports.</summary>
/// <param name="Form">The shape.</param>
/// <param name="Location">The export, or the start of the file where there is none.</param>
/// <param name="Up">The function that Knex would call; null where there is none.</param>
/// <param name="Down">The function that Knex would call to roll back; null where there is none.</param>
internal sealed record ModuleExports(ExportsForm Form, SourceSpan Location, MigrationFunction? Up, MigrationFunction? Down)
{
    /// <summary>False where the exports could not be read as a whole, so that a missing name proves nothing.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>True for the form of db-migrate: <c>up(db, callback)</c> that calls <c>db.runSql</c> and its kin, or <c>setup</c> with <c>dbm</c>.</summary>
    public bool IsDbMigrate { get; init; }

    /// <summary>What the module says of Knex's transaction: <c>config.transaction</c>; null where it says nothing.</summary>
    public bool? Transaction { get; init; }

    /// <summary>The names that are exported, in source order.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>What a function takes as its first parameter.</summary>
internal enum ParameterForm
{
    /// <summary>It has no parameter: Knex's connection does not reach it.</summary>
    None,

    /// <summary>A name.</summary>
    Name,

    /// <summary>A pattern that takes <c>context</c> out, as umzug passes it.</summary>
    UmzugContext,

    /// <summary>Another pattern.</summary>
    Pattern,
}

/// <summary>What the body of a function comes to.</summary>
internal enum BodyForm
{
    /// <summary>It does something, or may.</summary>
    Effective,

    /// <summary>No statement, only comments, or nothing but returning an empty promise or value.</summary>
    Empty,

    /// <summary>It always throws.</summary>
    Throws,

    /// <summary>It could not be told (an imported function).</summary>
    Unknown,
}

/// <summary>An <c>up</c> or a <c>down</c>.</summary>
/// <param name="Location">The function, its name included where it has one.</param>
/// <param name="Parameter">What it takes first.</param>
/// <param name="ParameterName">The name it gives it; null without one.</param>
/// <param name="Body">What it comes to.</param>
internal sealed record MigrationFunction(SourceSpan Location, ParameterForm Parameter, string? ParameterName, BodyForm Body)
{
    /// <summary>True where a comment in an empty body, or the error that it throws, says that the migration cannot be undone.</summary>
    public bool IsMarkedIrreversible { get; init; }
}

/// <summary>When a call is made.</summary>
internal enum Direction
{
    /// <summary>By <c>up</c>.</summary>
    Up,

    /// <summary>By <c>down</c>.</summary>
    Down,

    /// <summary>When the file is loaded, which <c>list</c> and <c>status</c> do as well.</summary>
    Load,
}

/// <summary>What a call is made on.</summary>
internal enum Receiver
{
    /// <summary>The <c>knex</c> that Knex passes, or a transaction of it.</summary>
    OwnKnex,

    /// <summary>A Knex instance that the file imports or makes.</summary>
    OtherKnex,

    /// <summary>A pool or client of a driver (pg, postgres, mysql2 …) that the file makes or imports.</summary>
    Driver,

    /// <summary>An import that could not be read but is called as a driver is (<c>db.query('…')</c>).</summary>
    ImportedModule,

    /// <summary>The <c>context</c> that umzug would pass; under Knex it is <c>knex.context</c>.</summary>
    UmzugContext,

    /// <summary>A program that is started (<c>exec('psql …')</c>).</summary>
    Shell,
}

/// <summary>How a call is written.</summary>
internal enum CallForm
{
    /// <summary><c>db.query(…)</c>.</summary>
    Call,

    /// <summary><c>sql`…`</c>.</summary>
    TaggedTemplate,

    /// <summary><c>new Pool(…)</c>, when nothing is called on it.</summary>
    Construction,
}

/// <summary>A call that reaches a database, or is meant to.</summary>
internal sealed record DatabaseCall
{
    /// <summary>The whole call.</summary>
    public required SourceSpan Location { get; init; }

    /// <summary>When it is made.</summary>
    public required Direction Direction { get; init; }

    /// <summary>What it is made on.</summary>
    public required Receiver Receiver { get; init; }

    /// <summary>How it is written.</summary>
    public required CallForm Form { get; init; }

    /// <summary>The callee as written, such as <c>db.query</c>; at most 60 characters.</summary>
    public required string Callee { get; init; }

    /// <summary>The last name of the callee, such as <c>query</c>; empty for a tag or a bare call.</summary>
    public required string Method { get; init; }

    /// <summary>For an import: the specifier, such as <c>../db</c>; for a driver that the file makes itself: the package.</summary>
    public string? Module { get; init; }

    /// <summary>False where the method is none of Knex's: the call throws <c>… is not a function</c>. Only for <see cref="Receiver.OwnKnex"/> and <see cref="Receiver.UmzugContext"/>.</summary>
    public bool IsFunction { get; init; } = true;

    /// <summary>False where nothing awaits, returns or chains the result; true also where that could not be told.</summary>
    public bool IsAwaited { get; init; } = true;

    /// <summary>The <c>try</c> or <c>.catch</c> that swallows its errors; null where they come through.</summary>
    public SourceSpan? SwallowedBy { get; init; }

    /// <summary>What of the machine or the moment decides whether it is made, such as <c>process.env.STAGE</c>; null for nothing.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>The SQL file whose content it sends, as written; null for others.</summary>
    public string? SqlFile { get; init; }
}
