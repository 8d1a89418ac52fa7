using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql;

/// <summary>What the lowering of one statement works with: the database, the text, and whoever resolves names in it.</summary>
internal sealed class LoweringContext
{
    // What ends an analysis that must leave nothing behind. No server says so.
    private const string Undone = "-----";

    /// <summary>Creates the context of a statement.</summary>
    /// <param name="lowering">The session.</param>
    /// <param name="sink">The database.</param>
    /// <param name="text">The text that the statement's offsets count in.</param>
    /// <param name="statement">The whole statement.</param>
    public LoweringContext(SqlLowering lowering, IOperationSink sink, IText text, Node statement)
    {
        Lowering = lowering;
        Sink = sink;
        Text = text;
        Statement = text.ToSource(statement.Span);
        Analyzer = new SqlAnalyzer(sink, text) { Variables = lowering.Variables, Parameters = lowering.Parameters };
        Names = new NameResolver(this);
        Roles = new RoleNames(this);
    }

    /// <summary>The session, which lowers statements within the statement.</summary>
    public SqlLowering Lowering { get; }

    /// <summary>Finds out what expressions, types and queries mean.</summary>
    public SqlAnalyzer Analyzer { get; }

    /// <summary>The database.</summary>
    public IOperationSink Sink { get; }

    /// <summary>What it holds now.</summary>
    public DatabaseSchema Schema => Sink.Schema;

    /// <summary>The text that offsets count in.</summary>
    public IText Text { get; }

    /// <summary>Where the whole statement is written.</summary>
    public SourceSpan Statement { get; }

    /// <summary>Finds what names stand for.</summary>
    public NameResolver Names { get; }

    /// <summary>Finds what roles are called.</summary>
    public RoleNames Roles { get; }

    /// <summary>Where a clause is written; the statement where there is none.</summary>
    public SourceSpan Source(Node? node) => node is null || node.Span.IsEmpty ? Statement : Text.ToSource(node.Span);

    /// <summary>Where the whole of some nodes is written; the statement where there are none.</summary>
    public SourceSpan Source(IReadOnlyList<Node> nodes) =>
        nodes.Count == 0 ? Statement : Text.ToSource(TextSpan.FromBounds(nodes[0].Start, Math.Max(nodes[0].Start, nodes[nodes.Count - 1].End)));

    /// <summary>Applies an operation.</summary>
    /// <returns>False where IF [NOT] EXISTS made it do nothing.</returns>
    public bool Emit(Operation operation) => Sink.Emit(operation);

    /// <summary>Refuses the statement.</summary>
    public Exception Refuse(string sqlState, string message, Node? place = null, RefusalDetail? detail = null) => Sink.Refuse(sqlState, message, Source(place), detail);

    /// <summary>Refuses the statement where what it names is certainly missing; else what it names may have been made elsewhere.</summary>
    public void Missing(string sqlState, string message, Node? place = null, RefusalDetail? detail = null)
    {
        if (Sink.IsComplete)
        {
            throw Refuse(sqlState, message, place, detail);
        }
    }

    /// <summary>Finds out whether something would be refused, and leaves nothing of it behind.</summary>
    /// <exception cref="StatementRefusedException">It would be.</exception>
    public void Check(Action action)
    {
        var refusal = Sink.TryRun(() =>
        {
            action();
            throw Refuse(Undone, "");
        });
        if (refusal is not null && refusal.SqlState != Undone)
        {
            throw Sink.Refuse(refusal.SqlState, refusal.Message, refusal.Source, refusal.Detail);
        }
    }

    /// <summary>Refuses a statement that cannot stand in a transaction, where one is open (<c>PreventInTransactionBlock</c>).</summary>
    public void RequireNoTransaction(string statement)
    {
        if (Sink.IsInTransaction)
        {
            throw Refuse("25001", $"{statement} cannot run inside a transaction block", detail: RefusalDetail.InTransaction(statement));
        }
    }

    /// <summary>The type of a dotted name that a statement on types gives.</summary>
    public SchemaType? FindType(IReadOnlyList<Node> names) => FindType(TypeNameOf(names));

    /// <summary>The type that a statement on types gives; null where it may be there.</summary>
    public SchemaType? FindType(TypeName name) => Schema.FindType(Analyzer.ResolveType(name).Type);

    /// <summary>A dotted name as the name of a type.</summary>
    public static TypeName TypeNameOf(IReadOnlyList<Node> names) => new(names.Count > 0 ? names[0].Start : 0)
    {
        End = names.Count > 0 ? names[names.Count - 1].End : 0,
        Names = names,
    };

    /// <summary>Takes the statement for one whose effect is not known.</summary>
    public void Opaque(string reason, IReadOnlyList<QualifiedName>? mayTouch = null) =>
        Emit(new RunSql(reason) { Source = Statement, MayTouch = mayTouch ?? [] });

    /// <summary>Takes the statement for one that changes nothing that the schema holds.</summary>
    public void Other(string command) => Emit(new OtherStatement(command) { Source = Statement });
}
