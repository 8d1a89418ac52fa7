using MigrationLint.Lowering.Sql.Procedural;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql;

/// <summary>
/// Turns statements of SQL into operations: what PostgreSQL does with a statement before its catalog changes. One instance is one session, since prepared
/// statements outlive their statement.
/// </summary>
/// <param name="sink">The database.</param>
internal sealed class SqlLowering(IOperationSink sink)
{
    // PREPARE of EXECUTE of PREPARE … : deeper than anybody writes.
    private const int MaximumNesting = 16;

    private readonly PreparedStatements prepared = new();
    private SqlTokens? lastTokens;
    private int nesting;

    /// <summary>Names that mean a value where no column has them: variables and parameters of the routine whose statements are lowered.</summary>
    public IReadOnlyDictionary<string, TypeReference> Variables { get; init; } = new Dictionary<string, TypeReference>(StringComparer.Ordinal);

    /// <summary>The types of <c>$1</c>, <c>$2</c>, … of the routine whose statements are lowered.</summary>
    public IReadOnlyList<TypeReference> Parameters { get; init; } = [];

    /// <summary>What the last query gives that stood as a statement; null before the first.</summary>
    public QueryResult? LastAnswer { get; private set; }

    /// <summary>Lowers all statements of a text in order, each as a statement of its own.</summary>
    public void Lower(SqlScript script)
    {
        foreach (var statement in script.Statements)
        {
            Lower(statement, script.Tokens, isConditional: false);
        }
    }

    /// <summary>Lowers a statement that is sent to the server as such.</summary>
    /// <returns>False where PostgreSQL would refuse it.</returns>
    public bool Lower(SqlStatement statement, SqlTokens tokens, bool isConditional)
    {
        var hasRun = sink.RunStatement(tokens.Text.ToSource(statement.Span), isConditional, () => Execute(statement, tokens));
        if (!hasRun)
        {
            NoteAttempt(statement, tokens);
        }

        return hasRun;
    }

    /// <summary>Notes what a statement would have created that was refused, or did not run: its name is no mystery to others.</summary>
    public void NoteAttempt(SqlStatement statement, SqlTokens tokens)
    {
        if (statement.Tree is { } tree && CreatedNames.Find(tree, new LoweringContext(this, sink, tokens.Text, tree)) is { } created)
        {
            sink.NoteAttempt(created.Kind, created.Name);
        }
    }

    /// <summary>Lowers a statement as a part of one that runs: the statement of a body, or the text of EXECUTE.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void Execute(SqlStatement statement, SqlTokens tokens) => Execute(sink, statement, tokens);

    /// <summary>Lowers a statement as a part of one that runs, on a view of the database.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void Execute(IOperationSink on, SqlStatement statement, SqlTokens tokens)
    {
        lastTokens = tokens;
        var source = tokens.Text.ToSource(statement.Span);
        if (statement.OpaqueReason is { } reason)
        {
            on.NotUnderstood(source, reason);
            if (!WritesRowsOnly(statement, tokens))
            {
                on.Emit(new RunSql(reason) { Source = source });
            }
        }
        else if (statement.Error is { } error)
        {
            throw on.Refuse("42601", SyntaxErrorMessage.Of(statement, tokens, error), tokens.Text.ToSource(error.Span));
        }
        else if (statement.Tree is { } tree)
        {
            var holes = HoleFinder.Find(tree, tokens, statement.FirstToken, statement.EndToken);
            if (holes.IsDecisive)
            {
                var context = new LoweringContext(this, on, tokens.Text, tree);
                context.Opaque(SqlStatement.HoleDecides, [.. holes.Relations.Select(context.Names.Resolve)]);
            }
            else
            {
                Execute(on, tree, tokens.Text);
            }
        }
    }

    /// <summary>True for what changes rows at most, whatever stands in its holes.</summary>
    private static bool WritesRowsOnly(SqlStatement statement, SqlTokens tokens) =>
        statement.FirstToken < statement.EndToken && tokens.Word(statement.FirstToken) is Keyword.Insert or Keyword.Update or Keyword.Delete;

    /// <summary>Lowers the tree of a statement as a part of one that runs.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void Execute(Statement tree, IText text) => Execute(sink, tree, text);

    /// <summary>Lowers the tree of a statement as a part of one that runs, on a view of the database.</summary>
    /// <exception cref="StatementRefusedException">PostgreSQL would refuse it.</exception>
    public void Execute(IOperationSink on, Statement tree, IText text)
    {
        if (nesting >= MaximumNesting || !StackGuard.HasRoom())
        {
            on.NotUnderstood(text.ToSource(tree.Span), "it is nested too deep");
            return;
        }

        nesting++;
        try
        {
            var context = new LoweringContext(this, on, text, tree);
            if (!(LowerRelation(tree, context) || LowerProgram(tree, context) || LowerObject(tree, context) || new SessionLowering(context, prepared).Lower(tree)))
            {
                context.Opaque("no such statement is known");
            }
        }
        finally
        {
            nesting--;
        }
    }

    /// <summary>The tokens of a text; read again where it is another one than that of the statement before.</summary>
    public SqlTokens TokensOf(IText text) => lastTokens is { } tokens && ReferenceEquals(tokens.Text, text) ? tokens : lastTokens = SqlLexer.Tokenize(text, SqlPlaceholders.None);

    /// <summary>Runs code within SQL.</summary>
    public ProceduralLowering Procedures(IOperationSink on) => new(on, Execute);

    /// <summary>The statement that PREPARE kept by that name; null for none.</summary>
    public PreparedStatement? Prepared(string name) => prepared.Find(name);

    private static bool LowerRelation(Statement tree, LoweringContext context)
    {
        switch (tree)
        {
            case CreateStmt create:
                new TableLowering(context).Create(create);
                return true;
            case CreateForeignTableStmt { Base: { } table } foreign:
                new TableLowering(context).Create(table, foreign.Servername);
                return true;
            case AlterTableStmt alter:
                new AlterTableLowering(context).Alter(alter);
                return true;
            case IndexStmt index:
                new IndexLowering(context).Create(index);
                return true;
            case CreateSeqStmt sequence:
                new SequenceLowering(context).Create(sequence);
                return true;
            case AlterSeqStmt sequence:
                new SequenceLowering(context).Alter(sequence);
                return true;
            case ViewStmt view:
                new ViewLowering(context).Create(view);
                return true;
            case CreateTableAsStmt table:
                new ViewLowering(context).Create(table);
                return true;
            case RefreshMatViewStmt refresh:
                new ViewLowering(context).Refresh(refresh);
                return true;
            case SelectStmt { IntoClause: { } into } select:
                new ViewLowering(context).SelectInto(select, into);
                return true;
            case SelectStmt select:
                context.Analyzer.RowStatement(tree);
                context.Lowering.LastAnswer = context.Lowering.Procedures(context.Sink).Select(select, context.Text);
                return true;
            case InsertStmt or UpdateStmt or DeleteStmt or MergeStmt or CopyStmt or TruncateStmt:
                context.Analyzer.RowStatement(tree);
                return true;
            default:
                return new TypeLowering(context).Lower(tree);
        }
    }

    private static bool LowerProgram(Statement tree, LoweringContext context)
    {
        switch (tree)
        {
            case CreateFunctionStmt routine:
                new RoutineLowering(context).Create(routine);
                return true;
            case AlterFunctionStmt routine:
                new RoutineLowering(context).Alter(routine);
                return true;
            case DefineStmt { Kind: ObjectType.Aggregate } aggregate:
                new RoutineLowering(context).CreateAggregate(aggregate);
                return true;
            case CreateTrigStmt trigger:
                new TriggerLowering(context).Create(trigger);
                return true;
            case CreateEventTrigStmt trigger:
                new TriggerLowering(context).Create(trigger);
                return true;
            case RuleStmt rule:
                new TriggerLowering(context).CreateRule(rule);
                return true;
            case CreatePolicyStmt policy:
                new PolicyLowering(context).Create(policy);
                return true;
            case AlterPolicyStmt policy:
                new PolicyLowering(context).Alter(policy);
                return true;
            default:
                return false;
        }
    }

    private static bool LowerObject(Statement tree, LoweringContext context)
    {
        switch (tree)
        {
            case DropStmt or DropRoleStmt or DropSubscriptionStmt or DropUserMappingStmt or DropOwnedStmt:
                new DropLowering(context).Drop(tree);
                return true;
            case RenameStmt rename:
                new RenameLowering(context).Rename(rename);
                return true;
            case AlterObjectSchemaStmt move:
                new RenameLowering(context).SetSchema(move);
                return true;
            case AlterOwnerStmt owner:
                new RenameLowering(context).SetOwner(owner);
                return true;
            case GrantStmt or GrantRoleStmt or AlterDefaultPrivilegesStmt:
                new GrantLowering(context).Lower(tree);
                return true;
            case CommentStmt comment:
                new CommentLowering(context).Comment(comment);
                return true;
            default:
                return new ObjectLowering(context).Lower(tree);
        }
    }
}
