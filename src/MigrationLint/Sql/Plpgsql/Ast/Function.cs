using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql.Plpgsql.Ast;

/// <summary>A body in PL/pgSQL. Names are those of PostgreSQL's <c>plpgsql.h</c>; offsets are those of the body's own text.</summary>
internal sealed class PLpgSQLFunction(int start) : Node(start)
{
    /// <summary>The lines that begin with <c>#</c>: <c>variable_conflict use_column</c>.</summary>
    public IReadOnlyList<string> Options { get; set; } = [];

    /// <summary>The block that the body is.</summary>
    public PLpgSQLStmtBlock? Action { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Action, action);
}

/// <summary>A statement of PL/pgSQL; <c>NULL;</c> is none.</summary>
internal abstract class PLpgSQLStmt(int start) : Node(start);

/// <summary><c>[DECLARE …] BEGIN … [EXCEPTION …] END</c>.</summary>
internal sealed class PLpgSQLStmtBlock(int start) : PLpgSQLStmt(start)
{
    public string? Label { get; set; }

    /// <summary>What DECLARE lists, in source order: <see cref="PLpgSQLVar"/> and <see cref="PLpgSQLAlias"/>.</summary>
    public IReadOnlyList<Node> Declarations { get; set; } = [];

    public IReadOnlyList<PLpgSQLStmt> Body { get; set; } = [];

    public PLpgSQLExceptionBlock? Exceptions { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Declarations, action);
        Each(Body, action);
        Each(Exceptions, action);
    }
}

/// <summary><c>EXCEPTION WHEN …</c>.</summary>
internal sealed class PLpgSQLExceptionBlock(int start) : Node(start)
{
    public IReadOnlyList<PLpgSQLException> ExcList { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(ExcList, action);
}

/// <summary><c>WHEN condition OR … THEN …</c>.</summary>
internal sealed class PLpgSQLException(int start) : Node(start)
{
    public IReadOnlyList<PLpgSQLCondition> Conditions { get; set; } = [];

    public IReadOnlyList<PLpgSQLStmt> Action { get; set; } = [];

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Conditions, action);
        Each(Action, action);
    }
}

/// <summary>A condition by name, or <c>SQLSTATE '…'</c>.</summary>
internal sealed class PLpgSQLCondition(int start) : Node(start)
{
    /// <summary>The name; for <c>SQLSTATE</c> the five characters, as PostgreSQL keeps them.</summary>
    public string Condname { get; set; } = "";

    /// <summary>True for <c>SQLSTATE '…'</c>.</summary>
    public bool IsSqlstate { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
    }
}

/// <summary>A declared variable, cursor, or argument of a cursor. Whether PostgreSQL makes a scalar or a record of it depends on its type.</summary>
internal sealed class PLpgSQLVar(int start) : Node(start)
{
    public string Refname { get; set; } = "";

    /// <summary>Null for a cursor.</summary>
    public PLpgSQLType? Datatype { get; set; }

    /// <summary>The name behind COLLATE, its qualifier first.</summary>
    public IReadOnlyList<string> Collation { get; set; } = [];

    public bool Isconst { get; set; }

    public bool Notnull { get; set; }

    public PLpgSQLExpr? DefaultVal { get; set; }

    /// <summary>The query of a bound cursor.</summary>
    public PLpgSQLExpr? CursorExplicitExpr { get; set; }

    /// <summary>The arguments of a bound cursor.</summary>
    public IReadOnlyList<PLpgSQLVar> CursorExplicitArgrow { get; set; } = [];

    /// <summary>SCROLL is true, NO SCROLL false.</summary>
    public bool? CursorScroll { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action)
    {
        Each(Datatype, action);
        Each(DefaultVal, action);
        Each(CursorExplicitArgrow, action);
        Each(CursorExplicitExpr, action);
    }
}

/// <summary><c>name ALIAS FOR other</c>: an entry of PostgreSQL's namespace only (<c>PLpgSQL_nsitem</c>).</summary>
internal sealed class PLpgSQLAlias(int start) : Node(start)
{
    public string Name { get; set; } = "";

    /// <summary>What it stands for: <c>$1</c>, or a name with its qualifiers.</summary>
    public ColumnRef? Item { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Item, action);
}

/// <summary>The type of a variable.</summary>
internal sealed class PLpgSQLType(int start) : Node(start)
{
    /// <summary>The type, or what precedes <c>%TYPE</c> (then <see cref="TypeName.PctType"/> is set) or <c>%ROWTYPE</c>; null where it is broken.</summary>
    public TypeName? TypeName { get; set; }

    /// <summary>True for <c>%ROWTYPE</c>.</summary>
    public bool IsRowtype { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(TypeName, action);
}

/// <summary>SQL inside of PL/pgSQL.</summary>
internal sealed class PLpgSQLExpr(int start) : Node(start)
{
    /// <summary>
    /// A <see cref="SelectStmt"/> for an expression, a <see cref="PLAssignStmt"/> for an assignment, else the statement; without the target of INTO. Null where it is broken or opaque.
    /// </summary>
    public Statement? Query { get; set; }

    /// <summary>How PostgreSQL reads it.</summary>
    public RawParseMode ParseMode { get; set; }

    /// <summary>Where it breaks.</summary>
    public Text.SyntaxError? Error { get; set; }

    /// <summary>See <see cref="SqlStatement.OpaqueReason"/>.</summary>
    public string? OpaqueReason { get; set; }

    /// <summary>The index of the first token in the body.</summary>
    public int FirstToken { get; set; }

    /// <summary>The index behind the last token in the body.</summary>
    public int EndToken { get; set; }

    /// <inheritdoc/>
    public override void ForEachChild(Action<Node> action) => Each(Query, action);
}

/// <summary>How PostgreSQL reads SQL inside of PL/pgSQL (<c>parser.h</c>).</summary>
internal enum RawParseMode
{
    Default,
    PlpgsqlExpr,
    PlpgsqlAssign1,
    PlpgsqlAssign2,
    PlpgsqlAssign3,
}
