using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Programs;

/// <summary>The body of a routine, as far as PostgreSQL reads it when the routine is made (<c>interpret_AS_clause</c>, <c>fmgr_sql_validator</c>, <c>plpgsql_validator</c>).</summary>
internal sealed class RoutineBodyReader
{
    private readonly LoweringContext context;
    private readonly CreateFunctionStmt statement;
    private readonly RoutineBody? body;
    private readonly IReadOnlyList<RoutineParameter> parameters;
    private readonly string name;
    private readonly List<ObjectId> dependsOn = [];

    /// <summary>Reads the body of a statement.</summary>
    public RoutineBodyReader(LoweringContext context, CreateFunctionStmt statement, string language, IReadOnlyList<RoutineParameter> parameters)
    {
        this.context = context;
        this.statement = statement;
        this.parameters = parameters;
        name = NameParts.NameOf(NameParts.Of(statement.Funcname));
        var written = statement.Options.FirstOrDefault(static option => option.Defname == "as");
        if (written is null && statement.SqlBody is null)
        {
            throw context.Refuse("42P13", "no function body specified");
        }

        if (written is not null && statement.SqlBody is not null)
        {
            throw context.Refuse("42P13", "duplicate function body specified");
        }

        if (statement.SqlBody is not null && language != "sql")
        {
            throw context.Refuse("42P13", "inline SQL function body only valid for language SQL");
        }

        if (language is not ("c" or "internal") && written?.Arg is ListValue { Items.Count: > 1 })
        {
            throw context.Refuse("42P13", $"only one AS item needed for language \"{language}\"", written);
        }

        var tokens = context.Lowering.TokensOf(context.Text);
        body = RoutineBodies.Read(RoutineBodies.Whole(statement, tokens), tokens);
    }

    /// <summary>What the body says; null where it is no constant, or stands there as SQL.</summary>
    public EmbeddedText? Text => body?.Text;

    /// <summary>Where it is written; null where nothing is known of it.</summary>
    public SourceSpan? Source => Text is { } text ? text.ToSource(new TextSpan(0, text.Content.Length)) : statement.SqlBody is { } node ? context.Source(node) : null;

    /// <summary>What a body that stands there as SQL depends on.</summary>
    public IReadOnlyList<ObjectId> DependsOn => [.. dependsOn.Distinct()];

    /// <summary>What the body names, where it is a text.</summary>
    /// <param name="searchPath">What SET says of the search path; null where it is the session's.</param>
    public BodyUses Uses(string? searchPath) => body is null ? BodyUses.None : BodyNames.Of(
        body,
        [name, .. parameters.Select(static parameter => parameter.Name).OfType<string>()],
        searchPath is null ? context.Sink.Settings.SearchPath : [.. searchPath.Split(',').Select(static part => part.Trim().Trim('"', '\'')).Where(static part => part.Length > 0 && part[0] != '$')]);

    /// <summary>Refuses what PostgreSQL refuses when the routine is made.</summary>
    public void Check(TypeReference? returns, bool returnsSet)
    {
        if (body?.Tokens is null)
        {
            return;
        }

        if (body.Errors.FirstOrDefault(static error => !error.IsAtRunTime && !error.Error.IsLimit) is { } broken)
        {
            var place = broken.Text.ToSource(broken.Error.Span);
            throw context.Sink.Refuse("42601", SyntaxErrorMessage.Of(body.Tokens!, broken.Error), place);
        }

        if (body.Language == "sql" && parameters.All(parameter => !IsPolymorphic(parameter.Type)))
        {
            try
            {
                CheckStatements(returns, returnsSet);
            }
            catch (StatementRefusedException refused) when (refused.Refusal.SqlState == "42883" && refused.Refusal.Message.StartsWith($"function {name}(", StringComparison.Ordinal))
            {
                // It calls itself: a routine is there when its body is looked at (ProcedureCreate).
                dependsOn.Clear();
            }
        }
    }

    private bool IsPolymorphic(TypeReference type) => context.Schema.FindType(type.Type) is { Kind: TypeKind.Pseudo };

    // All statements are analysed before the first of them runs.
    private void CheckStatements(TypeReference? returns, bool returnsSet)
    {
        var text = body!.Tokens!.Text;
        var analyzer = new SqlAnalyzer(context.Sink, text)
        {
            Variables = Variables(),
            Parameters = [.. parameters.Where(static parameter => parameter.Mode is not ("OUT" or "TABLE")).Select(static parameter => parameter.Type)],
        };
        var last = body.Statements.Count == 0 ? null : body.Statements[body.Statements.Count - 1].Statement.Tree;
        foreach (var inner in body.Statements)
        {
            QueryDefinition? query = null;
            switch (inner.Statement.Tree)
            {
                case SelectStmt { IntoClause: null } select:
                    query = analyzer.Query(select, []);
                    break;
                case ReturnStmt { Returnval: { } value }:
                    var expression = analyzer.Expression(value, ExpressionScope.None, ExpressionKind.Other);
                    dependsOn.AddRange(expression.References);
                    break;
                case InsertStmt or UpdateStmt or DeleteStmt or MergeStmt:
                    AnalyseRows(analyzer, inner.Statement.Tree);
                    break;
            }

            if (query is not null)
            {
                dependsOn.AddRange(query.DependsOn.Concat(query.Reads.Select(static read => read.Relation)).Where(static id => !id.IsBuiltIn));
            }

            if (ReferenceEquals(inner.Statement.Tree, last))
            {
                RequireResult(returns, returnsSet, last, query);
            }
        }

        if (statement.SqlBody is null)
        {
            // A body in a string is read again whenever it runs.
            dependsOn.Clear();
        }
    }

    private Dictionary<string, TypeReference> Variables()
    {
        var variables = new Dictionary<string, TypeReference>(StringComparer.Ordinal);
        foreach (var parameter in parameters.Where(static parameter => !string.IsNullOrEmpty(parameter.Name) && parameter.Mode is not ("OUT" or "TABLE")))
        {
            variables[parameter.Name!] = parameter.Type;
            variables[name + "." + parameter.Name] = parameter.Type;
        }

        return variables;
    }

    private void AnalyseRows(SqlAnalyzer analyzer, Statement rows) => context.Check(() => analyzer.RowStatement(rows));

    // check_sql_fn_retval, as far as the number of columns decides.
    private void RequireResult(TypeReference? returns, bool returnsSet, Statement? last, QueryDefinition? query)
    {
        if (returns is not { IsKnown: true } type || type.Type == BuiltInTypes.Void)
        {
            return;
        }

        var givesRows = last is SelectStmt or ReturnStmt or InsertStmt { ReturningClause: not null } or UpdateStmt { ReturningClause: not null } or DeleteStmt { ReturningClause: not null };
        var isScalar = context.Schema.FindType(type.Type) is { Kind: TypeKind.Base or TypeKind.Enum or TypeKind.Domain or TypeKind.Range };
        var isWrong = !givesRows || (isScalar && query?.Columns is { Count: not 1 });
        if (isWrong && !statement.IsProcedure)
        {
            throw context.Refuse("42P13", $"return type mismatch in function declared to return {new SchemaPrinter(context.Schema).Type(type)}", returnsSet ? null : statement.ReturnType);
        }
    }
}
