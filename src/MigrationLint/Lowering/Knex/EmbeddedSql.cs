using MigrationLint.JavaScript;
using MigrationLint.JavaScript.Evaluation;
using MigrationLint.Sql;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Knex;

/// <summary>Finds the SQL that a call sends, each character with its place in the JavaScript file.</summary>
internal static class EmbeddedSql
{
    // Drivers of other databases speak other languages.
    private static readonly HashSet<string> PostgresDrivers = new(StringComparer.Ordinal)
    {
        "pg", "pg-native", "pg-promise", "postgres", "@neondatabase/serverless", "@vercel/postgres",
    };

    /// <summary>The statements that a call sends as they stand: not what only becomes a part of one.</summary>
    /// <param name="call">The call.</param>
    /// <param name="file">The migration: SQL that another file holds is that file's matter.</param>
    /// <returns>Null where the call sends no text of SQL, or where nothing of it is known.</returns>
    public static SqlScript? Read(ObservedCall call, SourceText file)
    {
        if (call.Arguments.Count == 0 || call.Deferred.IsPart || Placeholders(call) is not { } placeholders)
        {
            return null;
        }

        var text = call.Arguments[0] is ObjectValue settings ? settings.Find("text")?.Value : call.Arguments[0];
        return text is null || Build(text, call, file) is not { } sql ? null : SqlScriptReader.Read(sql, placeholders);
    }

    /// <summary>What the text may hold beside SQL; null where it is no SQL of PostgreSQL.</summary>
    private static SqlPlaceholders? Placeholders(ObservedCall call) => call.Kind switch
    {
        // Knex replaces question marks also where there are no bindings (knex 3, lib/dialects/postgres: positionBindings).
        ConnectionKind.OwnKnex or ConnectionKind.OtherKnex when call.Method == "raw" =>
            call.Arguments.Count > 1 && call.Arguments[1] is not (ArrayValue or StringValue or NumberValue)
                ? SqlPlaceholders.KnexPositional | SqlPlaceholders.KnexNamed
                : SqlPlaceholders.KnexPositional,
        ConnectionKind.Driver when call.Package is { } package && PostgresDrivers.Contains(package) && (call.IsTag || call.Method is "query" or "unsafe") => SqlPlaceholders.None,
        ConnectionKind.ImportedModule when call.Method == "query" => SqlPlaceholders.KnexPositional,
        _ => null,
    };

    private static EmbeddedText? Build(JavaScriptValue value, ObservedCall call, SourceText file)
    {
        IReadOnlyList<JavaScriptValue> pieces = value switch
        {
            StringValue { Pieces.Count: > 0 } text => text.Pieces,
            StringValue { File: null } text => [text],
            TemplateValue template => template.Pieces,
            _ => [],
        };
        var whole = value.Origin ?? call.First;
        if (!ReferenceEquals(whole.Text, file) || pieces.Count == 0)
        {
            return null;
        }

        var builder = new EmbeddedTextBuilder(file);
        var literals = 0;
        for (var i = 0; i < pieces.Count; i++)
        {
            if (AppendLiteral(builder, pieces[i], file, call.IsTag))
            {
                literals++;
            }
            else
            {
                builder.AppendHole(HoleSpan(pieces, i, whole.Span, file), call.IsTag ? null : (pieces[i] as StringValue)?.Value);
            }
        }

        return literals == 0 ? null : builder.Build();
    }

    /// <summary>Appends a piece that a literal of the file says as it stands, blanks at its ends aside (<c>.trim()</c>).</summary>
    internal static bool AppendLiteral(EmbeddedTextBuilder builder, JavaScriptValue piece, SourceText file, bool isTag)
    {
        if (piece is not StringValue { File: null, Origin: { } origin } text || !ReferenceEquals(origin.Text, file) || origin.Span.IsEmpty)
        {
            return false;
        }

        var isChunk = origin.Span.Start > 0 && file.Content[origin.Span.Start - 1] is '`' or '}';
        if (isTag && !isChunk)
        {
            return false;
        }

        var trial = new EmbeddedTextBuilder(file);
        var isLiteral = Append(trial, origin.Span, file, isChunk);
        return isLiteral && trial.Build().Content.Trim() == text.Value.Trim() && Append(builder, origin.Span, file, isChunk);
    }

    private static bool Append(EmbeddedTextBuilder builder, TextSpan span, SourceText file, bool isChunk)
    {
        if (isChunk)
        {
            return JavaScriptLiterals.AppendTemplateChunk(builder, span);
        }

        // A template without holes is a value of its own, its backticks included.
        return file.Content[span.Start] == '`' && span.Length >= 2
            ? JavaScriptLiterals.AppendTemplateChunk(builder, new TextSpan(span.Start + 1, span.Length - 2))
            : JavaScriptLiterals.AppendString(builder, span);
    }

    /// <summary>The <c>${…}</c> that a piece comes from; where it has another form, its own expression or the whole text.</summary>
    internal static TextSpan HoleSpan(IReadOnlyList<JavaScriptValue> pieces, int index, TextSpan whole, SourceText file)
    {
        var before = index > 0 ? OriginIn(pieces[index - 1], file)?.End : whole.Start + 1;
        var after = index + 1 < pieces.Count ? OriginIn(pieces[index + 1], file)?.Start : whole.End - 1;
        if (before is { } start && after is { } end && start < end && file.Content[start] == '$' && file.Content[end - 1] == '}')
        {
            return TextSpan.FromBounds(start, end);
        }

        return OriginIn(pieces[index], file) ?? whole;
    }

    private static TextSpan? OriginIn(JavaScriptValue piece, SourceText file) =>
        piece.Origin is { } origin && ReferenceEquals(origin.Text, file) ? origin.Span : null;
}
