using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <summary>Puts the values of variables into a statement, as a text: what it is about stays where it is written.</summary>
internal static class VariableSubstitution
{
    // A query whose rows are thrown away is written so.
    private const string Perform = "PERFORM";

    /// <summary>The statement with values for variables and parameters; null where none stand in it.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="text">The text that it stands in.</param>
    /// <param name="frame">The variables.</param>
    /// <param name="session">Knows the columns that names may mean.</param>
    public static EmbeddedText? Apply(Statement statement, IText text, PlpgsqlFrame frame, EvaluationSession session)
    {
        var references = new List<(TextSpan Span, SqlValue Value)>();
        Collect(statement, ColumnsIn(statement, session));
        if (references.Count == 0)
        {
            return null;
        }

        var builder = new EmbeddedTextBuilder(text);
        var at = statement.Start;
        if (statement is SelectStmt && string.Compare(text.Content, at, Perform, 0, Perform.Length, StringComparison.OrdinalIgnoreCase) == 0)
        {
            builder.AppendHole(new TextSpan(at, Perform.Length), "SELECT");
            at += Perform.Length;
        }

        foreach (var (span, value) in references.OrderBy(static reference => reference.Span.Start))
        {
            if (span.Start < at)
            {
                continue;
            }

            AppendWritten(builder, text, TextSpan.FromBounds(at, span.Start));
            builder.AppendHole(span, Literal(value));
            at = span.End;
        }

        AppendWritten(builder, text, TextSpan.FromBounds(at, statement.End));
        return builder.Build();

        void Collect(Node node, HashSet<string> columns)
        {
            if (!StackGuard.HasRoom())
            {
                throw new EvaluationLimitException();
            }

            switch (node)
            {
                case InsertStmt { SelectStmt: { } source } insert:
                    // The table that is written to is no table of the query that gives the rows.
                    var own = ColumnsIn(source, session);
                    insert.ForEachChild(child => Collect(child, ReferenceEquals(child, source) ? own : columns));
                    break;
                case ColumnRef reference:
                    var names = reference.Fields.OfType<StringValue>().Select(static field => field.Sval).ToList();
                    if (names.Count == reference.Fields.Count && names.Count > 0 && !columns.Contains(names[0]) && frame.Find(names) is { } value)
                    {
                        references.Add((reference.Span, value));
                    }

                    break;
                case ParamRef parameter:
                    references.Add((parameter.Span, frame.Parameter(parameter.Number) ?? SqlValue.Unknown));
                    break;
                default:
                    node.ForEachChild(child => Collect(child, columns));
                    break;
            }
        }
    }

    /// <summary>The names that may mean a column, a table or a row of what a node reads.</summary>
    private static HashSet<string> ColumnsIn(Node node, EvaluationSession session)
    {
        var columns = new HashSet<string>(StringComparer.Ordinal);
        Visit(node, relation =>
        {
            if (session.Find(relation.Schemaname, relation.Relname, name => session.Schema.FindRelation(name) is not null) is { } found)
            {
                columns.UnionWith(session.Schema.FindRelation(found)!.Columns.Select(static column => column.Name));
            }

            columns.Add(relation.Relname);
            columns.Add(relation.Alias?.Aliasname ?? relation.Relname);
        });
        return columns;
    }

    private static void Visit(Node node, Action<RangeVar> found)
    {
        if (!StackGuard.HasRoom())
        {
            throw new EvaluationLimitException();
        }

        if (node is RangeVar relation)
        {
            found(relation);
        }

        node.ForEachChild(child => Visit(child, found));
    }

    /// <summary>Appends what is written, holes as holes.</summary>
    private static void AppendWritten(EmbeddedTextBuilder builder, IText text, TextSpan span)
    {
        var start = span.Start;
        for (var i = span.Start; text is EmbeddedText embedded && i < span.End; i++)
        {
            if (text.Content[i] == EmbeddedText.HoleCharacter && embedded.IsUnknown(i))
            {
                if (i > start)
                {
                    builder.AppendVerbatim(TextSpan.FromBounds(start, i), PlainText.Syntax);
                }

                builder.AppendHole(new TextSpan(i, 1), null);
                start = i + 1;
            }
        }

        if (span.End > start)
        {
            builder.AppendVerbatim(TextSpan.FromBounds(start, span.End), PlainText.Syntax);
        }
    }

    // A value as SQL says it; null for a hole.
    private static string? Literal(SqlValue value) => value switch
    {
        SqlNull => "NULL",
        SqlBoolean boolean => boolean.Value ? "TRUE" : "FALSE",
        SqlNumber number => number.Value < 0 ? "(" + number.Output + ")" : number.Output,
        SqlText text => (TextFunctions.Quoted(text.Value, 'L') as SqlText)?.Value,
        _ => null,
    };
}
