using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>The text of an expression that the catalog keeps: all that goes wrong in it stands at the statement that made it run.</summary>
/// <param name="statement">The statement.</param>
internal sealed class StatementText(SourceSpan statement) : IText
{
    /// <inheritdoc/>
    public string Content => "";

    /// <inheritdoc/>
    public SourceSpan ToSource(TextSpan span) => statement;

    /// <inheritdoc/>
    public TextEdit? TryEdit(TextSpan span, string newText) => null;
}
