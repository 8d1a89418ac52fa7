using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <summary>A text that is written nowhere, such as a stored default that is read again: whatever is said of it is said of a place that is.</summary>
/// <param name="host">The text that has the place.</param>
/// <param name="place">The node that it is about.</param>
internal sealed class PlaceText(IText host, MigrationLint.Sql.Ast.Node place) : IText
{
    /// <inheritdoc/>
    public string Content => "";

    /// <inheritdoc/>
    public SourceSpan ToSource(TextSpan span) => host.ToSource(place.Span);

    /// <inheritdoc/>
    public TextEdit? TryEdit(TextSpan span, string newText) => null;
}
